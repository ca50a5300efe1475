//! Pages of text as a terminal shows them: filtered, and with help about the screen that one came from.

use super::{
    available::{self, available, here, name},
    state::UiState,
    timeline::fact_page,
};
use crate::{
    engine::{session::Session, subject::Subject},
    view::{
        action::ActionRow,
        environment_table::{filtered, is_table},
        mark::Mark,
        pages::{Page, faqs, headed, text_of},
        panel::environments_page,
        text::{Block, Tone},
    },
};

/// The text of a page, as a terminal shows it.
pub fn page_text(session: &Session, ui: &UiState, page: Page) -> Vec<Block> {
    let text = match page {
        Page::Help => help(session, ui),
        // Of many, those that the dashboard shows.
        Page::Environments if is_table(session) => environments_page(session, &filtered(session, &ui.filter)),
        Page::Fact => fact_page(session, &ui.timeline, &ui.moment(session)),
        Page::Environments | Page::Procedure | Page::Rollback | Page::Ticket | Page::Notes | Page::Timeline => {
            return text_of(session, page, &ui.moment(session));
        }
    };
    headed(session, page, text)
}

/// The keys of this screen, the FAQ that applies now, the marks, and all other keys.
fn help(session: &Session, ui: &UiState) -> Vec<Block> {
    // Whoever asks for help wants to know about the screen where they were.
    let mut blocks = vec![Block::para(Tone::Heading, "Keys of the screen you came from")];
    let known = here(session, ui, ui.before);
    blocks.extend(known.iter().map(|row| key_line(&name(session, ui, row), row)));
    let subject = ui.subject(session);
    let step = match subject {
        Subject::Step(step) | Subject::Stopped(step) => session.run.definition(step).faq,
        Subject::Support => session.outlook.holds.iter().find_map(|hold| hold.faq),
        Subject::Requirement(_)
        | Subject::FirstUpload(_)
        | Subject::Deadline
        | Subject::Deployments
        | Subject::Nothing => None,
    };
    if step.is_some() {
        blocks.push(Block::Gap);
        blocks.extend(faqs(session, step));
    }
    blocks.push(Block::Gap);
    blocks.extend(marks());
    blocks.extend([Block::Gap, Block::para(Tone::Heading, "All other keys, and why they do nothing on that screen")]);
    let others = available::rows(session).filter(|row| !known.iter().any(|here| here.action == row.action));
    for row in others {
        blocks.push(key_line(row.name, row));
        let why = available(session, ui, ui.before, row).err();
        blocks.extend(why.map(|why| Block::led(Tone::Quiet, format!("{:<13} ", ""), why)));
    }
    blocks.push(Block::Gap);
    blocks.extend(faqs(session, None));
    blocks
}

fn key_line(name: &str, row: &ActionRow) -> Block {
    Block::led(Tone::Now, format!("{:<13} ", row.keys.join(" ")), format!("{name}: {}", row.help))
}

fn marks() -> Vec<Block> {
    let mark = |(mark, meaning): (Mark, &str)| {
        Block::led(Tone::Plain, format!("{} ", mark.sign()), format!("{}: {meaning}", mark.name()))
    };
    let marks = [
        (Mark::Verified, "read and compared"),
        (Mark::Kept, "in the vault, read back; no page has shown yet that it installs AAA"),
        (Mark::Claimed, "somebody said so"),
        (Mark::Nothing, "nothing was said or seen"),
        (Mark::Now, "to be done"),
        (Mark::Held, "waits for a person, or for Support"),
        (Mark::Failed, "shown or said to be wrong"),
        (Mark::Unknown, "nobody knows; it is never taken as fine"),
        (Mark::Decided, "a person decided so"),
        (Mark::Started, "started, and not reported as done yet"),
    ];
    [Block::para(Tone::Heading, "Marks")].into_iter().chain(marks.map(mark)).collect()
}
