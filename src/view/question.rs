//! Questions that an operation asks before it is done: the same on the screen and in line mode.

mod about;
mod past;
mod window;

use std::path::PathBuf;

pub use self::{
    about::{NONE_OR_SOME, about},
    window::{Answering, window_times},
};
use crate::{
    domain::{
        deployment::Deployment,
        identity::{ActivationCode, SerialNumber},
        infrastructure::Side,
    },
    engine::{
        deployments::to_abort,
        operation::{Argument, Operation},
        session::Session,
    },
};

/// A question that is asked before an operation is done.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Question {
    /// A path of a file.
    Path(&'static str),
    /// A line of text.
    Line(&'static str),
    /// A text of any number of lines.
    Text(&'static str),
    /// A serial number.
    Serial(&'static str),
    /// One of the two Activation Codes, by its name.
    Side(&'static str),
    /// An Activation Code.
    Code(&'static str),
    /// A day and a time of day.
    Moment(&'static str),
    /// The same, of the past.
    Past(&'static str),
    /// A word that stands on the Licensing page.
    Word(&'static str),
    /// A line that may be left empty.
    Optional(&'static str),
    /// These words, typed in full.
    Exactly(&'static str),
}

/// The names of the two Activation Codes.
const SIDES: [&str; 2] = [Side::Source.label(), Side::Target.label()];

/// Usual answers where a word of the Licensing page is asked for; `missing` where nothing stands there.
const USUAL: [&str; 6] = ["Ignore", "Protected", "Unprotected", "missing", "AAA", "BBB"];

/// The keys of the deployments that an answer decides about: those that were shown when the question came up, none that come
/// later.
pub fn bound(session: &Session, operation: Operation) -> Vec<String> {
    let key = |deployment: &Deployment| deployment.key.clone();
    match operation {
        Operation::AcceptDeployments => {
            session.outlook.freeze.in_the_way(&session.run).map(|watched| key(&watched.deployment)).collect()
        }
        Operation::AbortDeployment => to_abort(session).map(key).into_iter().collect(),
        Operation::Yes
        | Operation::No
        | Operation::Begin
        | Operation::Withdraw
        | Operation::Finish
        | Operation::UploadedAlready
        | Operation::AskAgain
        | Operation::GiveFile
        | Operation::TakeDownload
        | Operation::GiveBackup
        | Operation::GiveFromSupport
        | Operation::SerialNotFound
        | Operation::DeploymentRunning
        | Operation::GivePage
        | Operation::Accept
        | Operation::Claim
        | Operation::Published
        | Operation::Message
        | Operation::ReadAsProperty
        | Operation::ReadAsError
        | Operation::OtherModule
        | Operation::SupportAnswered
        | Operation::DoAgain
        | Operation::ChangeSerial
        | Operation::TakeCode
        | Operation::CorrectCode
        | Operation::Hold
        | Operation::Postpone
        | Operation::TakeUp
        | Operation::ChooseOrder
        | Operation::EndNight
        | Operation::BeginNight
        | Operation::NameCase
        | Operation::Lift
        | Operation::ChangeWindow
        | Operation::HandOver
        | Operation::Acknowledge
        | Operation::TakeOver
        | Operation::GoOn
        | Operation::RollBack
        | Operation::Abandon
        | Operation::RunCommand
        | Operation::StopCommand
        | Operation::ReadSerial
        | Operation::Note
        | Operation::DoForMe => Vec::new(),
    }
}

impl Question {
    /// The question as a prompt that names its subject; without a subject it begins in upper case.
    pub fn prompt(self, about: &str) -> String {
        let asked = match self {
            Self::Path(asked)
            | Self::Line(asked)
            | Self::Text(asked)
            | Self::Serial(asked)
            | Self::Side(asked)
            | Self::Code(asked)
            | Self::Moment(asked)
            | Self::Past(asked)
            | Self::Word(asked)
            | Self::Optional(asked) => asked.to_owned(),
            Self::Exactly(words) => format!("type  {words}  to confirm"),
        };
        match (about, asked.split_at_checked(1)) {
            ("", Some((first, rest))) => first.to_uppercase() + rest,
            _ => format!("{about}: {asked}"),
        }
    }

    /// The error in an answer, where that can be told at once.
    pub fn fault(self, typed: &str, answering: Answering<'_>) -> Option<String> {
        match self {
            Self::Exactly(words) if typed != words => Some(format!("Type exactly: {words}. Press Esc to cancel.")),
            Self::Serial(_) if !typed.is_empty() => {
                typed.parse::<SerialNumber>().err().map(|wrong| format!("Not a Serial Number: {wrong}."))
            }
            Self::Code(_) if !typed.is_empty() => {
                typed.parse::<ActivationCode>().err().map(|wrong| format!("Not an Activation Code: {wrong}."))
            }
            Self::Side(_) if !SIDES.iter().any(|side| typed.eq_ignore_ascii_case(side)) => {
                Some(format!("Type {}.", SIDES.join(" or ")))
            }
            Self::Path(_) if typed.trim_matches(['"', '\'', ' ']).is_empty() && !typed.is_empty() => {
                Some("Type the path of a file, or paste it.".to_owned())
            }
            Self::Moment(_) if !typed.is_empty() => window::fault(typed, answering),
            Self::Past(_) if !typed.is_empty() => past::fault(typed, answering),
            Self::Path(_)
            | Self::Line(_)
            | Self::Text(_)
            | Self::Serial(_)
            | Self::Code(_)
            | Self::Moment(_)
            | Self::Past(_)
            | Self::Word(_)
                if typed.is_empty() =>
            {
                Some("Please type an answer, or press Esc to cancel.".to_owned())
            }
            Self::Path(_)
            | Self::Line(_)
            | Self::Text(_)
            | Self::Serial(_)
            | Self::Side(_)
            | Self::Code(_)
            | Self::Moment(_)
            | Self::Past(_)
            | Self::Word(_)
            | Self::Optional(_)
            | Self::Exactly(_) => None,
        }
    }

    /// The answer as an argument: a path becomes the file that it names.
    pub fn argument(self, typed: String) -> Argument {
        match self {
            Self::Path(_) => Argument::File(PathBuf::from(typed)),
            Self::Line(_)
            | Self::Text(_)
            | Self::Serial(_)
            | Self::Side(_)
            | Self::Code(_)
            | Self::Moment(_)
            | Self::Past(_)
            | Self::Word(_)
            | Self::Optional(_)
            | Self::Exactly(_) => Argument::Text(typed),
        }
    }

    /// Why an answer may be a slip of the keys, or a mistake: it is asked once more.
    pub fn doubt(self, typed: &str, answering: Answering<'_>) -> Option<String> {
        let is_usual = |typed: &str| {
            USUAL.iter().any(|word| word.eq_ignore_ascii_case(typed)) || typed.parse::<ActivationCode>().is_ok()
        };
        match self {
            Self::Word(_) if !typed.split_whitespace().all(is_usual) => Some(format!(
                "{typed:?} is not one of {}. If the page really shows that, enter it once more.",
                USUAL.join(", ")
            )),
            Self::Moment(_) => window::doubt(typed, answering),
            Self::Word(_)
            | Self::Path(_)
            | Self::Line(_)
            | Self::Text(_)
            | Self::Serial(_)
            | Self::Side(_)
            | Self::Code(_)
            | Self::Past(_)
            | Self::Optional(_)
            | Self::Exactly(_) => None,
        }
    }

    /// An answer in its one spelling: a time with its day and its offset, everything else as it was typed.
    pub fn spelled(self, typed: String, answering: Answering<'_>) -> String {
        match self {
            Self::Moment(_) => window::spelled(typed, answering),
            Self::Past(_) => past::spelled(typed, answering),
            Self::Path(_)
            | Self::Line(_)
            | Self::Text(_)
            | Self::Serial(_)
            | Self::Side(_)
            | Self::Code(_)
            | Self::Word(_)
            | Self::Optional(_)
            | Self::Exactly(_) => typed,
        }
    }

    /// Whether anything longer that is pasted here is meant as a page.
    const fn takes_pages(self) -> bool {
        match self {
            Self::Path(_) | Self::Word(_) => true,
            Self::Line(_)
            | Self::Text(_)
            | Self::Serial(_)
            | Self::Side(_)
            | Self::Code(_)
            | Self::Moment(_)
            | Self::Past(_)
            | Self::Optional(_)
            | Self::Exactly(_) => false,
        }
    }
}

/// What becomes of a text that is pasted as the answer to a question.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Pasted {
    /// It is the answer, or a part of it.
    Answer,
    /// It is a page, and a page is asked for: it is read in place of the answer.
    Page,
    /// It is a page or a long text where something else is asked for; with a sentence that says so.
    Refused(&'static str),
}

/// The refusal of a page where something else is asked for.
const NOT_A_PAGE: &str =
    "This is the text of a page, not an answer to this question. To use the page, cancel the question first.";

/// The refusal of several lines where the path of a license file is asked for.
const NOT_A_PATH: &str = "This is a text of several lines, not the path of a file. Type the path, or paste it.";

/// Judges a text that is pasted as the answer to a question of an operation.
pub fn pasted(operation: Operation, question: Question, text: &str) -> Pasted {
    // Terminals hand over the end of a line as a carriage return.
    let lines = text.split(['\n', '\r']).filter(|line| !line.trim().is_empty()).count();
    let looks_like_page = ["Activation Code", "Serial Number"].iter().all(|field| text.contains(field));
    let is_about_page = matches!(operation, Operation::GivePage | Operation::Claim);
    match question {
        _ if lines <= 2 => Pasted::Answer,
        _ if is_about_page && (looks_like_page || question.takes_pages()) => Pasted::Page,
        _ if looks_like_page => Pasted::Refused(NOT_A_PAGE),
        _ if question.takes_pages() => Pasted::Refused(NOT_A_PATH),
        Question::Path(_)
        | Question::Line(_)
        | Question::Text(_)
        | Question::Serial(_)
        | Question::Side(_)
        | Question::Code(_)
        | Question::Moment(_)
        | Question::Past(_)
        | Question::Word(_)
        | Question::Optional(_)
        | Question::Exactly(_) => Pasted::Answer,
    }
}
