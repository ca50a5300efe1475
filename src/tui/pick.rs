//! The choices of a dashboard, as they can be selected: those of the card, to paste on a check, what comes after a proof, and
//! what is left to do when a migration is over.

use crate::{
    domain::outlook::State,
    engine::{operation::Operation, session::Session, subject::Subject},
    view::{
        action::{Action, Navigation},
        action_table::row,
        choice::Choice,
        proved::Proved,
        stakes::takes,
        text::columns,
        times::Moment,
    },
};

/// A choice that can be selected.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Pick {
    /// The action that it does.
    pub action: Action,
    /// Its key.
    pub key: &'static str,
    /// Its name here.
    pub label: String,
    /// Its consequence, where that is not plain; else empty.
    pub consequence: String,
}

impl Pick {
    pub(super) fn new(action: Action, label: impl Into<String>, consequence: impl Into<String>) -> Self {
        let key = row(action).and_then(|row| row.keys.first().copied()).unwrap_or("");
        Self { action, key, label: label.into(), consequence: consequence.into() }
    }

    /// The same of a card.
    fn of(choice: &Choice) -> Self {
        Self::new(Action::Operation(choice.operation), &choice.label, choice.consequence)
    }

    /// Its consequence in a room: all of it, or without the part behind a semicolon.
    pub fn told_in(&self, room: usize) -> Option<&str> {
        let brief = self.consequence.split(';').next().unwrap_or_default();
        [self.consequence.as_str(), brief].into_iter().find(|words| columns(words) <= room)
    }

    /// Whether it is the one that pastes.
    pub fn is_paste(&self) -> bool {
        self.action == Action::Navigation(Navigation::Paste)
    }
}

/// The name of the choice that pastes.
const PASTE: &str = "Paste it here";

/// The choices of a card. Where a page is checked, to paste it comes first.
pub fn picks(session: &Session, subject: Subject, choices: &[Choice], (moment, is_read): (&Moment, bool)) -> Vec<Pick> {
    if session.is_still() {
        return Vec::new();
    }
    if session.afar.is_some() {
        return choices.iter().map(Pick::of).collect();
    }
    if session.run.is_away() {
        let file =
            Pick::new(Action::Navigation(Navigation::HandOver), "Write the file for the colleague", "asks where");
        return std::iter::once(file).chain(choices.iter().map(Pick::of)).collect();
    }
    if subject == Subject::Nothing {
        return after_all(session).into_iter().chain(choices.iter().map(Pick::of)).collect();
    }
    let pastes = choices.iter().any(|choice| choice.operation == Operation::GivePage);
    let how = if is_read {
        "reads the clipboard; nothing has to be selected first"
    } else {
        "with your terminal's paste key; nothing has to be selected first"
    };
    let paste = pastes.then(|| Pick::new(Action::Navigation(Navigation::Paste), PASTE, how));
    let wait = is_running(session, subject)
        .then(|| Pick::new(Action::Navigation(Navigation::Now), "Wait", "acmove keeps asking LifeTime"));
    let pick = |choice: &Choice| {
        if choice.operation == Operation::RollBack { roll_back(session, choice, moment) } else { Pick::of(choice) }
    };
    paste.into_iter().chain(wait).chain(choices.iter().map(pick)).collect()
}

/// Whether a deployment is running that everything waits for.
fn is_running(session: &Session, subject: Subject) -> bool {
    let mut all = session.outlook.freeze.in_the_way(&session.run);
    subject == Subject::Deployments && all.any(|watched| watched.deployment.status.is_under_way())
}

/// To roll back, with how many environments and how long.
fn roll_back(session: &Session, choice: &Choice, moment: &Moment) -> Pick {
    let label = match session.run.may_have_target().count() {
        1 => choice.label.clone(),
        count => format!("Roll back all {count} environments"),
    };
    Pick { label, consequence: format!("{}; {}", choice.consequence, takes(session, moment)), ..Pick::of(choice) }
}

/// The choices after a proof: to continue, and to look again.
pub fn after_proof(session: &Session, proved: &Proved, (next, about): (String, String)) -> Vec<Pick> {
    let name = &session.run.described(proved.environment).name;
    vec![
        Pick::new(Action::Choose, next, about),
        Pick::new(Action::Navigation(Navigation::Environments), format!("Look at {name} again"), ""),
    ]
}

/// The choices when a migration is over.
fn after_all(session: &Session) -> Vec<Pick> {
    let look = |look, label: &str, consequence: &str| Pick::new(Action::Navigation(look), label, consequence);
    let report = look(Navigation::Report, "Write the report", "HTML or Markdown; asks where");
    let timeline = look(Navigation::Timeline, "Look at the night", "every fact, with its evidence");
    let support =
        look(Navigation::Bundle, "Pack everything for Support", "one file, without license files; asks where");
    let ticket = look(Navigation::Copy, "Copy the ticket", "the text for Support");
    match session.outlook.state {
        State::RolledBack => vec![ticket, report, timeline, support],
        State::Done | State::Abandoned => vec![report, timeline, ticket, support],
        State::Preparing | State::Running | State::Held | State::Stopped | State::RollingBack => Vec::new(),
    }
}
