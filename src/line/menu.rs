//! What is offered on a card, and the numbers of it. A choice has the same number wherever it is offered: whoever hears the
//! numbers read out, or types them for the tenth time, need not look for them.

use std::{
    fmt::{self, Display, Formatter},
    io::Write,
};

use super::{Input, LineMode};
use crate::{
    engine::{
        operation::Operation,
        ports::{Clock, Inspect, Recorder},
        subject::Subject,
    },
    view::{
        choice::{Choice, choices},
        pages::Page,
    },
};

/// Something that a number does.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum More {
    /// Changes the migration.
    Operation(Operation),
    /// Takes the text of a page.
    Paste,
    /// Shows the card of an environment.
    Environment,
    /// Shows a page of text.
    Page(Page),
    /// Shows where everything stands.
    Standing,
    /// Prints the migration as text for a helper.
    Situation,
    /// Looks at LifeTime.
    LookAgain,
    /// Leaves.
    Leave,
}

/// An entry of a menu.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Entry {
    /// The number that chooses it.
    pub(super) number: u8,
    /// Its name here.
    pub(super) label: String,
    /// What it does.
    pub(super) more: More,
}

impl Entry {
    /// Whether this is the number that was typed.
    pub(super) fn is_chosen_by(&self, typed: &str) -> bool {
        self.number.to_string() == typed.trim()
    }
}

impl Display for Entry {
    fn fmt(&self, f: &mut Formatter<'_>) -> fmt::Result {
        write!(f, "{:>3}. {}", self.number, self.label)
    }
}

impl More {
    /// Whether it can be done where a migration was handed over: to look, and to take it over.
    const fn is_for_others(self) -> bool {
        match self {
            Self::Operation(operation) => matches!(operation, Operation::TakeOver),
            Self::Paste => false,
            Self::Environment | Self::LookAgain | Self::Standing | Self::Page(_) | Self::Situation | Self::Leave => {
                true
            }
        }
    }

    /// The number of it: 1 says that it is so, 2 that it is not, up to 19 is what a card asks for, from 20 on is what can be
    /// done anywhere, and 0 leaves.
    pub(super) const fn number(self) -> u8 {
        match self {
            Self::Operation(operation) => number(operation),
            Self::Paste => 5,
            Self::Environment => 21,
            Self::LookAgain => 22,
            Self::Standing => 23,
            Self::Page(Page::Rollback) => 24,
            Self::Page(Page::Environments) => 25,
            Self::Page(Page::Procedure) => 26,
            Self::Page(Page::Ticket) => 27,
            Self::Page(Page::Notes) => 28,
            // Those pages belong to the screen; nothing offers them here.
            Self::Situation | Self::Page(Page::Timeline | Page::Fact | Page::Help | Page::Presenting) => 29,
            Self::Leave => 0,
        }
    }
}

/// The number of an operation. Two that are never offered together may have the same.
pub(super) const fn number(operation: Operation) -> u8 {
    match operation {
        Operation::Yes | Operation::Finish | Operation::Published | Operation::Acknowledge => 1,
        Operation::No | Operation::Withdraw | Operation::SerialNotFound | Operation::DeploymentRunning => 2,
        Operation::Begin => 3,
        Operation::GiveFile | Operation::GivePage => 4,
        Operation::Message => 5,
        Operation::TakeDownload | Operation::Claim | Operation::ReadAsProperty => 6,
        Operation::GiveBackup | Operation::Accept | Operation::OtherModule | Operation::ReadAsError => 7,
        Operation::GiveFromSupport | Operation::SupportAnswered => 8,
        Operation::DoForMe => 9,
        Operation::RunCommand => 10,
        Operation::StopCommand => 11,
        Operation::ReadSerial => 12,
        Operation::GoOn | Operation::Lift | Operation::AcceptDeployments | Operation::BeginNight => 13,
        Operation::AbortDeployment => 14,
        Operation::TakeCode => 15,
        Operation::UploadedAlready => 16,
        Operation::TakeUp | Operation::TakeOver => 17,
        Operation::Note => 20,
        Operation::DoAgain => 30,
        Operation::ChangeSerial => 31,
        Operation::ChangeWindow => 32,
        Operation::Hold => 33,
        Operation::RollBack => 34,
        Operation::Abandon => 35,
        Operation::CorrectCode => 36,
        Operation::AskAgain => 37,
        Operation::HandOver => 40,
        Operation::EndNight => 41,
        Operation::NameCase => 42,
        Operation::Postpone => 38,
        Operation::ChooseOrder => 39,
    }
}

/// A choice with its consequence; that a page is pasted is said beside it.
fn worded(choice: &Choice) -> String {
    match (choice.operation, choice.consequence) {
        (Operation::GivePage, _) | (_, "") => choice.label.clone(),
        (_, consequence) => format!("{} ({consequence})", choice.label),
    }
}

/// What a number has to be.
pub(super) fn explained(menu: &[Entry]) -> String {
    let numbers: Vec<String> = menu.iter().map(|entry| entry.number.to_string()).collect();
    format!("Type one of the numbers above: {}.", numbers.join(", "))
}

impl<L: Inspect, K: Recorder, C: Clock, I: Input, O: Write, E: Write> LineMode<L, K, C, I, O, E> {
    /// The choices of the card first, then the rest; leaving is last.
    pub(super) fn menu(&self, subject: Subject) -> Vec<Entry> {
        let mut menu: Vec<Entry> = Vec::new();
        let is_away = self.engine.session.run.is_away();
        let mut add = |label: &str, more: More| {
            if menu.iter().all(|entry| entry.more != more) && (!is_away || more.is_for_others()) {
                menu.push(Entry { number: more.number(), label: label.to_owned(), more });
            }
        };
        let offered = choices(&self.engine.session, subject);
        // The text that is asked for there has the number of a page.
        let asks_for_message = offered.iter().any(|choice| choice.operation == Operation::Message);
        for choice in offered {
            if choice.operation == Operation::GivePage {
                add(
                    "Paste the page (here, or after this number; end with a line that contains only a dot)",
                    More::Paste,
                );
            }
            add(&worded(&choice), More::Operation(choice.operation));
        }
        add("Write a note", More::Operation(Operation::Note));
        if !asks_for_message {
            add("Paste the page of an environment (end with a line that contains only a dot)", More::Paste);
        }
        add("Select another environment, or the infrastructure", More::Environment);
        if self.is_watching() {
            add("Check LifeTime again", More::LookAgain);
        }
        add("Show the state of all environments", More::Standing);
        add("Show the rollback", More::Page(Page::Rollback));
        add("Show all details of every environment", More::Page(Page::Environments));
        add("Show the complete procedure", More::Page(Page::Procedure));
        add("Show the text for Support", More::Page(Page::Ticket));
        add("Show the notes", More::Page(Page::Notes));
        add("Print the migration as text for a helper", More::Situation);
        add("Redo the last step", More::Operation(Operation::DoAgain));
        if self.engine.session.run.touched().is_none() {
            add("Reopen a requirement", More::Operation(Operation::AskAgain));
        }
        add("The serial number changed", More::Operation(Operation::ChangeSerial));
        add("AAA or BBB was mistyped", More::Operation(Operation::CorrectCode));
        add("Change the window", More::Operation(Operation::ChangeWindow));
        if subject.step().is_some_and(|step| self.engine.session.run.planned(step).environment.is_some()) {
            add("Leave this environment out for now", More::Operation(Operation::Postpone));
        }
        add("Choose the order of the environments", More::Operation(Operation::ChooseOrder));
        add("Hold", More::Operation(Operation::Hold));
        add("Resume deployments and stop for today", More::Operation(Operation::EndNight));
        add("Record the case number of Support", More::Operation(Operation::NameCase));
        if self.engine.session.run.may_have_target().next().is_some() {
            add("Roll back", More::Operation(Operation::RollBack));
        } else {
            add("Give up", More::Operation(Operation::Abandon));
        }
        add("Hand over to a colleague", More::Operation(Operation::HandOver));
        add("Leave (everything is saved)", More::Leave);
        menu
    }
}
