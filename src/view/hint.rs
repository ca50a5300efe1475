//! What can be done, named within a text. The screen names its key; line mode has no keys, and names its number or a command.
//! Within the text a hint is one character that nobody types (of Unicode's private use), until a face puts its word there.

use std::{
    borrow::Cow,
    fmt::{self, Display, Formatter, Write as _},
};

use super::{
    action::{Action, Navigation},
    action_table::row,
};
use crate::engine::operation::Operation;

/// The first of the characters.
const FIRST: u32 = 0xf500;

/// Something that can be done.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Hint {
    /// The text for Support is shown.
    Ticket,
    /// The text for Support is taken elsewhere: a clause of its own.
    CopiesTicket,
    /// The rollback is shown.
    Rollback,
    /// A rollback is asked for, from wherever one is.
    GoBack,
    /// The rollback that is shown is started.
    StartRollback,
    /// The facts are shown.
    Facts,
    /// The card of an environment, or of the infrastructure, is shown.
    Environment,
    /// Another window is recorded.
    Window,
    /// The command that runs is stopped.
    Stop,
    /// The new download is taken.
    Download,
    /// A note is written.
    Note,
    /// The whole procedure is shown.
    Procedure,
    /// To have the whole procedure shown: a verb and its object.
    PressProcedure,
    /// To have the text for Support shown: a verb and its object.
    PressTicket,
    /// A step is done again.
    Again,
    /// What the page shows is accepted.
    Accept,
    /// To start what the card says: a verb and its object.
    PressBegin,
    /// To start what the card says.
    Begin,
    /// What was started is done.
    Finish,
    /// The module was published.
    Published,
    /// What was started was not done.
    Withdraw,
    /// The license was uploaded before it was started here.
    UploadedAlready,
    /// The migration is put on hold.
    Hold,
    /// The code of the page is the right one.
    TakeCode,
}

impl Hint {
    /// All of them.
    pub const ALL: [Self; 24] = [
        Self::Ticket,
        Self::CopiesTicket,
        Self::Rollback,
        Self::GoBack,
        Self::StartRollback,
        Self::Facts,
        Self::Environment,
        Self::Window,
        Self::Stop,
        Self::Download,
        Self::Note,
        Self::Procedure,
        Self::PressProcedure,
        Self::PressTicket,
        Self::Again,
        Self::Accept,
        Self::PressBegin,
        Self::Begin,
        Self::Finish,
        Self::Published,
        Self::Withdraw,
        Self::UploadedAlready,
        Self::Hold,
        Self::TakeCode,
    ];

    /// The character that stands for it within a text.
    pub fn sign(self) -> char {
        char::from_u32(FIRST + self as u32).unwrap_or(char::REPLACEMENT_CHARACTER)
    }

    /// The operation that it names, where it is one of a card or of the migration.
    pub const fn operation(self) -> Option<Operation> {
        match self {
            Self::StartRollback => Some(Operation::RollBack),
            Self::Window => Some(Operation::ChangeWindow),
            Self::Stop => Some(Operation::StopCommand),
            Self::Download => Some(Operation::TakeDownload),
            Self::Note => Some(Operation::Note),
            Self::Again => Some(Operation::DoAgain),
            Self::Accept => Some(Operation::Accept),
            Self::PressBegin | Self::Begin => Some(Operation::Begin),
            Self::Finish => Some(Operation::Finish),
            Self::Published => Some(Operation::Published),
            Self::Withdraw => Some(Operation::Withdraw),
            Self::UploadedAlready => Some(Operation::UploadedAlready),
            Self::Hold => Some(Operation::Hold),
            Self::TakeCode => Some(Operation::TakeCode),
            Self::Ticket
            | Self::CopiesTicket
            | Self::Rollback
            | Self::GoBack
            | Self::Facts
            | Self::Environment
            | Self::Procedure
            | Self::PressProcedure
            | Self::PressTicket => None,
        }
    }

    /// What the screen says.
    fn key(self) -> String {
        let action = match self {
            Self::Ticket => Action::Navigation(Navigation::Ticket),
            Self::CopiesTicket => return format!("{} copies it", first_key(Action::Navigation(Navigation::Copy))),
            Self::PressProcedure => return format!("Press {}", first_key(Action::Navigation(Navigation::Procedure))),
            Self::PressTicket => return format!("Press {}", first_key(Action::Navigation(Navigation::Ticket))),
            Self::Rollback | Self::GoBack => Action::Navigation(Navigation::Rollback),
            Self::PressBegin => return format!("Press {}", first_key(Action::Operation(Operation::Begin))),
            Self::Procedure => Action::Navigation(Navigation::Procedure),
            Self::Facts => Action::Navigation(Navigation::Timeline),
            Self::Environment => Action::Navigation(Navigation::NextEnvironment),
            Self::StartRollback
            | Self::Window
            | Self::Stop
            | Self::Download
            | Self::Note
            | Self::Again
            | Self::Accept
            | Self::Begin
            | Self::Finish
            | Self::Published
            | Self::Withdraw
            | Self::UploadedAlready
            | Self::Hold
            | Self::TakeCode => return self.operation().map_or("", Operation::key).to_owned(),
        };
        first_key(action).to_owned()
    }
}

impl Display for Hint {
    fn fmt(&self, to: &mut Formatter<'_>) -> fmt::Result {
        to.write_char(self.sign())
    }
}

fn first_key(action: Action) -> &'static str {
    row(action).and_then(|row| row.keys.first().copied()).unwrap_or("")
}

/// A text with the keys of the screen.
pub fn on_screen(text: &str) -> Cow<'_, str> {
    with(text, Hint::key)
}

/// A text in which hints say what a face has for them.
pub fn with(text: &str, word: impl Fn(Hint) -> String) -> Cow<'_, str> {
    let hint = |c: char| Hint::ALL.into_iter().find(|hint| hint.sign() == c);
    if text.is_ascii() || !text.chars().any(|c| hint(c).is_some()) {
        return Cow::Borrowed(text);
    }
    let mut said = String::with_capacity(text.len() + 16);
    for c in text.chars() {
        match hint(c).map(&word) {
            None => said.push(c),
            Some(word) if said.is_empty() || said.ends_with(". ") => {
                // A word begins its sentence; a key stays as it is on the keyboard.
                let mut rest = word.chars();
                let first = rest.next().filter(|_| word.len() > 1).map(|first| first.to_ascii_uppercase());
                said.extend(first);
                said.push_str(if first.is_some() { rest.as_str() } else { &word });
            }
            Some(word) => said.push_str(&word),
        }
    }
    Cow::Owned(said)
}

/// A text of an edition, with a hint for each key that it names. Kept migrations have older texts.
pub fn of_edition(text: &str) -> String {
    KEYED.iter().fold(text.to_owned(), |text, (said, hint, rest)| text.replace(said, &format!("{hint}{rest}")))
}

/// How editions name them, older ones too: the whole of it, what it names, and the rest.
const KEYED: [(&str, Hint, &str); 5] = [
    ("R shows the rollback", Hint::Rollback, " shows the rollback"),
    ("Press t for the text:", Hint::PressTicket, " for the text:"),
    ("R shows how to go back", Hint::Rollback, " shows how to go back"),
    ("Press p and", Hint::PressProcedure, " and"),
    ("Press t:", Hint::PressTicket, ":"),
];
