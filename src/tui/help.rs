//! The help: the keys of the screen that one came from, what usually goes wrong there, the marks, and all other keys. Keys stand
//! out, since one looks for them; what they do is told quietly beside them.

use super::{
    available::{self, capital, here, listed},
    key_name::is_interrupt,
    message::Typed,
    state::UiState,
};
use crate::{
    engine::{session::Session, subject::Subject},
    view::{
        action::{Action, ActionRow, Navigation},
        flow::flow,
        mark::Mark,
        pages::faqs,
        text::{Block, Line, Part, Tone, columns, padded, wrap},
    },
};

/// Where the words of this program are explained.
const GLOSSARY: &str = "https://github.com/acmove/acmove/blob/main/docs/glossary.md";

/// Columns of keys, and of marks.
const KEYS: usize = 18;

/// Columns of names, where there are three columns.
const NAME: usize = 24;

/// A text is so wide that names and sentences stand beside each other.
const WIDE: usize = 96;

/// The groups of keys.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Group {
    Work,
    Places,
    Move,
    Other,
}

impl Group {
    const ALL: [Self; 4] = [Self::Work, Self::Places, Self::Move, Self::Other];

    const fn name(self) -> &'static str {
        match self {
            Self::Work => "Work on the migration",
            Self::Places => "Go to another screen",
            Self::Move => "Move and select",
            Self::Other => "Copy, open, search, write files, leave",
        }
    }

    const fn of(action: Action) -> Self {
        match action {
            Action::Operation(_) => Self::Work,
            Action::Navigation(navigation) => Self::of_navigation(navigation),
            Action::Choose => Self::Move,
        }
    }

    const fn of_navigation(navigation: Navigation) -> Self {
        match navigation {
            Navigation::Up
            | Navigation::Down
            | Navigation::PageUp
            | Navigation::PageDown
            | Navigation::Home
            | Navigation::End
            | Navigation::NextEnvironment
            | Navigation::PreviousEnvironment
            | Navigation::EnvironmentsOn
            | Navigation::EnvironmentsBack
            | Navigation::Earlier
            | Navigation::Later => Self::Move,
            Navigation::Now
            | Navigation::Rollback
            | Navigation::Environments
            | Navigation::Procedure
            | Navigation::Ticket
            | Navigation::Notes
            | Navigation::Pointed
            | Navigation::Present
            | Navigation::Timeline
            | Navigation::Help
            | Navigation::Palette
            | Navigation::Places
            | Navigation::Travel
            | Navigation::Back => Self::Places,
            Navigation::Copy
            | Navigation::Paste
            | Navigation::Open
            | Navigation::Mouse
            | Navigation::Filter
            | Navigation::Group
            | Navigation::Kind
            | Navigation::Report
            | Navigation::Bundle
            | Navigation::HandOver
            | Navigation::Situation
            | Navigation::Point
            | Navigation::Leave => Self::Other,
        }
    }
}

/// The lines of the help, in a width.
pub(super) fn help(session: &Session, ui: &UiState, width: usize) -> Vec<Line> {
    // Help is about the screen that it was asked for on.
    let known = here(session, ui, ui.before);
    let mut lines = vec![vec![Part::text(Tone::Heading, "Keys of the screen you came from")]];
    for group in Group::ALL {
        let rows: Vec<&'static ActionRow> =
            known.iter().copied().filter(|row| Group::of(row.action) == group).collect();
        lines.extend(section(group.name(), &rows, width, |row| (listed(session, ui, row), row.help.to_owned())));
    }
    let faq = faq(session, ui.subject(session));
    lines.extend(blocks(&faq.map_or_else(Vec::new, |faq| faqs(session, Some(faq))), width));
    lines.extend(marks(width));
    lines.extend(others(session, ui, &known, width));
    lines.extend(blocks(&faqs(session, None), width));
    lines
}

/// All other keys, below the reasons why they do nothing on the screen that one came from.
fn others(session: &Session, ui: &UiState, known: &[&'static ActionRow], width: usize) -> Vec<Line> {
    let mut reasons: Vec<(String, Vec<&'static ActionRow>)> = Vec::new();
    for row in available::rows(session).filter(|row| !known.iter().any(|here| here.action == row.action)) {
        let why = available::available(session, ui, ui.before, row).err().unwrap_or_default();
        match reasons.iter_mut().find(|(known, _)| *known == why) {
            Some((_, rows)) => rows.push(row),
            None => reasons.push((why, vec![row])),
        }
    }
    let heading = Block::para(Tone::Heading, "All other keys, and why they do nothing on that screen");
    let mut lines = blocks(&[heading], width);
    for (why, rows) in reasons {
        lines.extend(flow(&[Block::led(Tone::Plain, " ", why)], width));
        for row in rows {
            lines.extend(beside(key(row), &capital(row.name), row.help, width));
        }
    }
    lines
}

/// The keys of a row.
fn key(row: &ActionRow) -> Part {
    Part::text(Tone::Now, row.keys.join(" "))
}

/// The answer that applies to a subject, by its number.
fn faq(session: &Session, subject: Subject) -> Option<u8> {
    match subject {
        Subject::Step(step) | Subject::Stopped(step) => session.run.definition(step).faq,
        Subject::Support | Subject::EndOfNight | Subject::BetweenNights => {
            session.outlook.holds.iter().find_map(|hold| hold.faq)
        }
        Subject::Requirement(_)
        | Subject::FirstUpload(_)
        | Subject::Deadline
        | Subject::Deployments
        | Subject::TakeOver
        | Subject::Nothing => None,
    }
}

/// Text below an empty line; nothing where there is none.
fn blocks(text: &[Block], width: usize) -> Vec<Line> {
    let gap = (!text.is_empty()).then(Line::new);
    gap.into_iter().chain(flow(text, width)).collect()
}

/// A heading with keys below it; nothing without keys.
fn section(
    heading: &str,
    rows: &[&'static ActionRow],
    width: usize,
    told: impl Fn(&'static ActionRow) -> (String, String),
) -> Vec<Line> {
    if rows.is_empty() {
        return Vec::new();
    }
    let mut lines = vec![Line::new(), vec![Part::text(Tone::Plain, format!(" {heading}"))]];
    for row in rows {
        let (name, help) = told(row);
        lines.extend(beside(key(row), &name, &help, width));
    }
    lines
}

/// A key or a mark, its name, and what it means: in three columns where there is room, in two otherwise.
fn beside(first: Part, name: &str, help: &str, width: usize) -> Vec<Line> {
    let at = KEYS + 2;
    let first = Part { text: format!("  {}", padded(&first.text, KEYS)), ..first };
    let blank = || Part::text(Tone::Plain, " ".repeat(at));
    let is_short = columns(name) < NAME;
    let told = |text: &str, width: usize| -> Vec<String> {
        wrap(text, width).into_iter().map(|line| line.into_iter().map(|span| span.text).collect()).collect()
    };
    let mut lines: Vec<Line> = Vec::new();
    if width >= WIDE && is_short {
        for (number, text) in told(help, width.saturating_sub(at + NAME)).into_iter().enumerate() {
            let lead = if number == 0 { first.clone() } else { blank() };
            let name = if number == 0 { padded(name, NAME) } else { " ".repeat(NAME) };
            lines.push(vec![lead, Part::text(Tone::Plain, name), Part::text(Tone::Quiet, text)]);
        }
    } else {
        let room = width.saturating_sub(at).max(1);
        lines.extend(told(name, room).into_iter().map(|text| vec![blank(), Part::text(Tone::Plain, text)]));
        lines.extend(told(help, room).into_iter().map(|text| vec![blank(), Part::text(Tone::Quiet, text)]));
    }
    if let Some(lead) = lines.first_mut().and_then(|line| line.first_mut()) {
        *lead = first;
    }
    lines
}

/// The look of a mark, and its meaning in a sentence.
const fn meaning(mark: Mark) -> (Tone, &'static str) {
    match mark {
        Mark::Verified => (Tone::Good, "acmove read the page or the file and compared it"),
        Mark::Kept => (Tone::Plain, "in the vault and read back; no page has shown yet that it installs AAA"),
        Mark::Claimed => (Tone::Claimed, "reported by a person, not verified yet"),
        Mark::Nothing => (Tone::Quiet, "nothing is known yet"),
        Mark::Now => (Tone::Now, "do this next"),
        Mark::Held => (Tone::Caution, "waits for a person, or for Support"),
        Mark::Failed => (Tone::Bad, "shown or reported to be wrong"),
        Mark::Unknown => (Tone::Caution, "not known; it never counts as fine"),
        Mark::Decided => (Tone::Plain, "decided by a person"),
        Mark::Started => (Tone::Caution, "started, not reported as done yet"),
        Mark::LeftOut => (Tone::Caution, "left out for now; taken up again later"),
    }
}

/// The marks, as they are drawn, and where all words are explained.
fn marks(width: usize) -> Vec<Line> {
    let mut lines = vec![Line::new(), vec![Part::text(Tone::Heading, "Marks")]];
    for mark in Mark::ALL {
        let (tone, meaning) = meaning(mark);
        lines.extend(beside(Part::text(tone, mark.sign()), mark.name(), meaning, width));
    }
    lines.push(Line::new());
    lines.extend(flow(&[Block::led(Tone::Quiet, "All words: ", GLOSSARY)], width));
    lines
}

/// What was typed while the keys of a list are shown: the next key hides them again. The answer says whether it leaves.
pub(super) fn leaves_help(typed: &Typed, helps: &mut bool) -> bool {
    match typed {
        Typed::Key(key) if is_interrupt(*key) => return true,
        Typed::Key(_) | Typed::Pointed(_) => *helps = false,
        Typed::Paste(..) | Typed::Burst(_) | Typed::Wheel(_) | Typed::OtherButton | Typed::NothingToPaste(_) => {}
    }
    false
}
