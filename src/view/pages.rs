//! Whole pages of text: the procedure, the rollback, the text for Support, notes, help.

use jiff::Timestamp;

use super::{
    environment_details::environments_page,
    environment_table::filtered,
    hint::Hint,
    mark::Mark,
    panel::sight_words,
    procedure_page::{general, sections},
    support_text::support_ticket,
    text::{Block, Tone},
    times::{Moment, minutes, window_words},
    way_back::WayBack,
};
use crate::{
    domain::{
        index::{EnvIx, StepIx},
        infrastructure::Side,
        outlook::{Next, Standing},
        rollback::{self, Restored},
        run::{Course, Evidence, Proof},
        sight::Sight,
        text::typed,
    },
    engine::session::Session,
};

/// A page of text.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Page {
    /// Everything about every environment.
    Environments,
    /// The whole procedure.
    Procedure,
    /// The environments that a rollback would restore.
    Rollback,
    /// The text for Support.
    Ticket,
    /// The notes.
    Notes,
    /// Every fact.
    Timeline,
    /// A fact and its evidence.
    Fact,
    /// Keys and FAQ.
    Help,
    /// The essentials, enlarged to be read in a video picture.
    Presenting,
}

impl Page {
    /// Its heading.
    pub const fn title(self) -> &'static str {
        match self {
            Self::Environments => "Environments",
            Self::Procedure => "The whole procedure",
            Self::Rollback => "Rollback",
            Self::Ticket => "Text for Support",
            Self::Notes => "Notes",
            Self::Timeline => "Timeline",
            Self::Fact => "A fact",
            Self::Help => "Help",
            Self::Presenting => "Enlarged",
        }
    }
}

/// The text of a page that is the same for everybody, at a moment.
pub fn text_of(session: &Session, page: Page, moment: &Moment) -> Vec<Block> {
    let text = match page {
        Page::Environments => environments_page(session, &filtered(session, "")),
        Page::Procedure => procedure(session),
        Page::Rollback => rollback(session, moment),
        Page::Ticket => ticket_page(session, moment.at),
        Page::Notes => notes(session, moment),
        // They are drawn as a list, or belong to a terminal.
        Page::Timeline | Page::Fact | Page::Help | Page::Presenting => Vec::new(),
    };
    headed(session, page, text)
}

/// The text below the notices that everybody has to read first.
pub fn headed(session: &Session, page: Page, text: Vec<Block>) -> Vec<Block> {
    let pages = matches!(page, Page::Environments | Page::Help).then_some(session.lesson.as_ref()).flatten();
    let pages = pages.map(|lesson| Block::led(Tone::Quiet, "All practice pages: ", &lesson.pages));
    session.notices().map(|notice| Block::para(Tone::Bad, notice)).chain(pages).chain(text).collect()
}

/// The whole procedure with what is done, to read before and while doing it.
fn procedure(session: &Session) -> Vec<Block> {
    let mut blocks: Vec<Block> = sections(session).into_iter().flat_map(|section| section.blocks).collect();
    blocks.push(Block::Gap);
    blocks.extend(faqs(session, None));
    blocks
}

/// The answers to what usually goes wrong: all of them, or one by its number.
pub fn faqs(session: &Session, only: Option<u8>) -> Vec<Block> {
    let mut blocks = Vec::new();
    for faq in session.run.procedure.faqs.iter().filter(|faq| only.is_none_or(|only| only == faq.number)) {
        blocks.push(Block::led(Tone::Heading, format!("FAQ {}  ", faq.number), &faq.question));
        blocks.push(Block::para(Tone::Plain, session.run.infrastructure.fill(&faq.answer)));
    }
    blocks
}

/// The plan of a rollback: the environments that it would restore now, or is restoring.
fn rollback(session: &Session, moment: &Moment) -> Vec<Block> {
    let run = &session.run;
    let plan = rollback::plan(run, |environment| session.sight(environment, Side::Source));
    let back = matches!(run.course, Course::Back { .. });
    let mut blocks = Vec::new();
    if session.is_damaged() {
        let text = "Rollback: NOT KNOWN. acmove cannot tell which environments have a BBB license. Check the Licensing page of each.";
        blocks.push(Block::para(Tone::Bad, text));
    }
    if plan.restored.is_empty() && !session.is_damaged() {
        blocks.push(Block::para(
            Tone::Good,
            "Rollback: nothing to restore. No environment has, or may have, a BBB license.",
        ));
    } else if !plan.restored.is_empty() {
        let word = match (back, session.is_still()) {
            (true, false) => "This rollback restores AAA in",
            (true, true) => "This rollback was to restore AAA in",
            (false, false) => "A rollback now would restore AAA in",
            (false, true) => "A rollback then would have restored AAA in",
        };
        blocks.push(Block::para(
            Tone::Heading,
            format!("{word} {} of {} environments", plan.restored.len(), run.environments().len()),
        ));
        // How many it restores is not how many are restored.
        if back {
            let WayBack { spellings, tone, .. } = WayBack::of(session);
            blocks.extend(spellings.first().map(|words| Block::para(tone, format!("So far: {words}."))));
        }
        blocks.extend(plan.restored.iter().flat_map(|restored| restored_blocks(session, restored)));
    }
    if !plan.untouched.is_empty() {
        let (tone, lead) = if session.is_damaged() {
            (Tone::Bad, "Not known whether BBB is installed: ")
        } else {
            (Tone::Quiet, "Not touched: ")
        };
        blocks.push(Block::led(tone, lead, run.names(plan.untouched.iter().copied())));
    }
    blocks.push(Block::Gap);
    blocks.push(Block::para(Tone::Heading, "How it goes"));
    blocks.extend(takes(session, moment));
    blocks.push(Block::para(Tone::Plain, &run.procedure.rollback.summary));
    for step in &run.procedure.rollback.steps {
        blocks.push(Block::led(Tone::Plain, "- ", general(session, &step.title)));
    }
    if session.can_roll_back() {
        blocks.push(Block::Gap);
        let how = format!(
            "{} starts it: it asks why, and wants \"roll back\" typed in full. It is recorded.",
            Hint::StartRollback
        );
        blocks.push(Block::para(if plan.is_ready() { Tone::Now } else { Tone::Caution }, how));
    }
    blocks
}

/// How long a rollback takes, or what is left of it; and by when it has to begin, where there is a window.
fn takes(session: &Session, moment: &Moment) -> Option<Block> {
    if session.outlook.state.is_final() || session.run.restored().next().is_none() {
        return None;
    }
    let told = window_words(session, moment);
    let told = told.unwrap_or_else(|| format!("It takes about {}.", minutes(session.outlook.rollback)));
    Some(Block::para(Tone::Plain, told))
}

fn restored_blocks(session: &Session, restored: &Restored<'_>) -> Vec<Block> {
    let run = &session.run;
    let described = run.described(restored.environment);
    let mut blocks = vec![
        Block::led(Tone::Plain, format!("  {}  ", described.name), restored.because.words()),
        backup(session, restored),
    ];
    blocks.extend(way_of(session, restored.environment));
    blocks.extend(described.service_center.iter().map(|url| Block::led(Tone::Quiet, "    Service Center  ", url)));
    blocks
}

/// The backup of an environment that is restored: what is known of the file, and what was found of it.
fn backup(session: &Session, restored: &Restored<'_>) -> Block {
    let name = || session.run.vault_name(restored.environment, Side::Source).unwrap_or_default();
    let found = match (&restored.sight, session.looks_now()) {
        (Sight::Intact, true) => "read back now".to_owned(),
        (Sight::NotLooked, true) => "not looked at yet".to_owned(),
        (Sight::Unreadable(_), true) => "NOT READABLE now".to_owned(),
        (Sight::Absent, true) => "NOT THERE now".to_owned(),
        (Sight::Changed(_), true) => "NOT what was kept".to_owned(),
        (sight, false) => sight_words(session, sight),
    };
    let (is_bad, why) = match &restored.sight {
        Sight::Intact | Sight::NotLooked => (false, String::new()),
        Sight::Unreadable(why) | Sight::Changed(why) => (true, format!(": {why}")),
        Sight::Absent => (true, String::new()),
    };
    if restored.backup.is_none() {
        let text = "obtain the AAA license of this environment again";
        return Block::led(Tone::Bad, "    no backup in the vault  ", text);
    }
    if is_bad {
        return Block::led(Tone::Bad, format!("    backup {found}  "), format!("{}{why}", name()));
    }
    let (tone, known) = match (restored.proof, restored.is_ready() && !session.is_damaged()) {
        (Proof::Disproved, _) => {
            let text = format!("{}: its upload showed another code. Obtain another AAA license", name());
            return Block::led(Tone::Bad, "    backup DISPROVED  ", text);
        }
        (Proof::Yes, true) => (Tone::Good, "proved"),
        (Proof::No, true) => (Tone::Plain, "only kept"),
        (Proof::Yes, false) => (Tone::Quiet, "proved"),
        (Proof::No, false) => (Tone::Quiet, "only kept"),
    };
    Block::led(tone, format!("    backup {known}, {found}  "), name())
}

/// How far an environment has come on its way back.
fn way_of(session: &Session, environment: EnvIx) -> Vec<Block> {
    let run = &session.run;
    if !matches!(run.course, Course::Back { .. }) {
        return Vec::new();
    }
    let own = run.plan.steps_of(Some(environment)).iter().copied().filter(|step| run.plan.rollback().contains(*step));
    own.map(|step| {
        // What comes next in another environment is open as well; only one of them is next.
        let (mark, tone, word) = match standing(session, step) {
            (Mark::Now, Tone::Now, word) if session.outlook.next != Next::Step(step) => {
                (Mark::Nothing, Tone::Plain, word)
            }
            standing => standing,
        };
        let title = run.fill(&run.definition(step).title, step);
        Block::led(tone, format!("    {} ", mark.sign()), format!("{title}: {word}"))
    })
    .collect()
}

fn standing(session: &Session, step: StepIx) -> (Mark, Tone, &'static str) {
    match session.outlook.standing(step) {
        Standing::Done(_) if session.is_damaged() => (Mark::Unknown, Tone::Quiet, "done then, not known now"),
        Standing::Waiting(_) => (Mark::Nothing, Tone::Quiet, "waits"),
        Standing::Open => (Mark::Now, Tone::Now, "to do"),
        Standing::Begun => (Mark::Started, Tone::Caution, "in progress"),
        Standing::Done(Evidence::Verified) => (Mark::Verified, Tone::Good, "verified"),
        Standing::Done(Evidence::Claimed) => (Mark::Claimed, Tone::Claimed, "claimed"),
        Standing::Failed => (Mark::Failed, Tone::Bad, "failed, to do again"),
        Standing::Collected => (Mark::Held, Tone::Bad, "failed, for Support"),
        Standing::NotNeeded => (Mark::Nothing, Tone::Quiet, "not needed"),
        Standing::Reopened => (Mark::Now, Tone::Caution, "to do again"),
        Standing::Postponed => (Mark::LeftOut, Tone::Caution, "left out for now"),
    }
}

/// The text for Support.
fn ticket_page(session: &Session, now: Timestamp) -> Vec<Block> {
    let folder = typed(&session.folder);
    let head = format!(
        "`acmove ticket {folder}` prints this text; `acmove bundle {folder} -o FILE.zip` packs all that helps."
    );
    let mut blocks = vec![Block::para(Tone::Quiet, head), Block::Gap];
    for line in support_ticket(session, now, None).text().lines() {
        blocks.push(if line.is_empty() { Block::Gap } else { Block::para(Tone::Plain, line.replace('*', "")) });
    }
    blocks
}

/// The notes that were written.
fn notes(session: &Session, moment: &Moment) -> Vec<Block> {
    let mut blocks: Vec<Block> = Vec::new();
    for note in &session.run.notes {
        let about =
            note.about.as_ref().map_or_else(String::new, |step| format!(", about {}", session.run.title_of(step)));
        blocks.push(Block::para(Tone::Quiet, format!("{}, {}{about}", moment.told(&session.run, note.at), note.by)));
        blocks.push(Block::para(Tone::Plain, &note.text));
        blocks.push(Block::Gap);
    }
    if blocks.is_empty() {
        let how = if session.as_of.is_some() {
            "No notes then.".to_owned()
        } else {
            format!("No notes yet. {} on the dashboard writes one.", Hint::Note)
        };
        blocks.push(Block::para(Tone::Quiet, how));
    }
    blocks
}
