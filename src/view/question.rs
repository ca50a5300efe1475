//! Questions that an operation asks before it is done: the same on the screen and in line mode.

mod window;

use std::path::PathBuf;

use self::window::window_of;
pub use self::window::{Answering, window_times};
use crate::{
    domain::{
        deployment::Deployment,
        identity::{ActivationCode, SerialNumber},
        infrastructure::Side,
        procedure::StepKind,
        run::Run,
    },
    engine::{
        codes::near_code,
        deployments::to_abort,
        operation::{Argument, Operation},
        redo::to_do_again,
        session::Session,
        subject::Subject,
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
    /// A word that stands on the Licensing page.
    Word(&'static str),
    /// A line that may be left empty.
    Optional(&'static str),
    /// These words, typed in full.
    Exactly(&'static str),
}

/// The words that start a rollback.
pub const ROLL_BACK: &str = "roll back";

/// The words that end a migration for good.
pub const GIVE_UP: &str = "give up";

/// The word that ends an attempt because a requirement does not hold.
pub const END: &str = "end";

/// The word that gives up license files.
pub const VOID: &str = "void";

/// The names of the two Activation Codes.
const SIDES: [&str; 2] = [Side::Source.label(), Side::Target.label()];

/// The most characters of names in a question: with the rest of it they fit into 80 columns.
const LONGEST_NAMES: usize = 30;

/// Usual answers where a word of the Licensing page is asked for; `missing` where nothing stands there.
const USUAL: [&str; 6] = ["Ignore", "Protected", "Unprotected", "missing", "AAA", "BBB"];

/// The questions that an operation asks before it is done.
pub const fn questions(operation: Operation) -> &'static [Question] {
    match operation {
        Operation::Yes
        | Operation::Begin
        | Operation::Withdraw
        | Operation::Finish
        | Operation::SerialNotFound
        | Operation::DeploymentRunning
        | Operation::Published
        | Operation::ReadAsProperty
        | Operation::ReadAsError
        | Operation::TakeDownload
        | Operation::RunCommand
        | Operation::StopCommand
        | Operation::ReadSerial
        | Operation::DoForMe => &[],
        Operation::GiveFile | Operation::GiveBackup | Operation::GiveFromSupport => {
            &[Question::Path("path of the license file")]
        }
        Operation::GivePage => &[Question::Path("path of the saved page")],
        Operation::Claim => {
            &[Question::Word("what the page shows"), Question::Optional("anything to add (may be empty)")]
        }
        Operation::Message => &[Question::Text("the message, whole (paste it)")],
        Operation::OtherModule => &[Question::Line("name of the module"), Question::Line("why another module")],
        Operation::SupportAnswered => &[Question::Line("what did Support say, and under which request number")],
        Operation::DoAgain => &[Question::Line("why it has to be done again")],
        Operation::ChangeSerial => {
            &[Question::Serial("the new serial number"), Question::Line("why it changed"), Question::Exactly(VOID)]
        }
        Operation::TakeCode => &[Question::Line("how you know that it was mistyped")],
        Operation::CorrectCode => &[
            Question::Side("which one, AAA or BBB"),
            Question::Code("the right Activation Code"),
            Question::Line("how you know that it was mistyped"),
        ],
        Operation::ChangeWindow => &[
            Question::Moment("when it opens"),
            Question::Moment("when it ends (a time alone is the next one)"),
            Question::Line("why the window changes"),
        ],
        Operation::Accept => &[Question::Line("why it is right to accept it")],
        Operation::Hold => &[Question::Line("why you wait")],
        Operation::AbortDeployment => &[Question::Line("type the environment's name in full")],
        Operation::Lift | Operation::GoOn | Operation::AcceptDeployments => {
            &[Question::Line("why it is right to go on")]
        }
        Operation::RollBack => &[Question::Line("why you roll back"), Question::Exactly(ROLL_BACK)],
        Operation::Abandon => &[Question::Line("why you give up"), Question::Exactly(GIVE_UP)],
        // It cannot be taken back, and lies beside yes.
        Operation::No => &[Question::Exactly(END)],
        Operation::Note => &[Question::Line("note")],
    }
}

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
        | Operation::Lift
        | Operation::ChangeWindow
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
            Self::Exactly(words) if typed != words => {
                Some(format!("Type exactly: {words}. Anything else leaves everything as it is."))
            }
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
            Self::Path(_)
            | Self::Line(_)
            | Self::Text(_)
            | Self::Serial(_)
            | Self::Code(_)
            | Self::Moment(_)
            | Self::Word(_)
                if typed.is_empty() =>
            {
                Some("Type an answer; without one everything stays as it is.".to_owned())
            }
            Self::Path(_)
            | Self::Line(_)
            | Self::Text(_)
            | Self::Serial(_)
            | Self::Side(_)
            | Self::Code(_)
            | Self::Moment(_)
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
                "{typed:?} is not one of {}. Answer the same again if it really reads so.",
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
            | Self::Optional(_)
            | Self::Exactly(_) => None,
        }
    }

    /// An answer in its one spelling: a time with its day and its offset, everything else as it was typed.
    pub fn spelled(self, typed: String, answering: Answering<'_>) -> String {
        match self {
            Self::Moment(_) => window::spelled(typed, answering),
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
            | Self::Optional(_)
            | Self::Exactly(_) => false,
        }
    }
}

/// Whether an operation asks for a file and for nothing else: a path that is handed over is its answer.
pub const fn takes_file(operation: Operation) -> bool {
    matches!(questions(operation), [Question::Path(_)])
}

/// Whether a text that is pasted as the answer to a question is a page, and no answer.
pub fn is_page(question: Option<Question>, text: &str) -> bool {
    // Terminals hand over the end of a line as a carriage return.
    let lines = text.split(['\n', '\r']).filter(|line| !line.trim().is_empty()).count();
    let looks_like_page = ["Activation Code", "Serial Number"].iter().all(|field| text.contains(field));
    lines > 2 && (looks_like_page || question.is_some_and(Question::takes_pages))
}

/// The subject of an operation's questions: the environment or the step that it changes.
pub fn about(session: &Session, subject: Subject, operation: Operation) -> String {
    let run = &session.run;
    let place = subject.step();
    let environment = place.and_then(|step| run.planned(step).environment);
    let name = || environment.map_or_else(String::new, |environment| run.described(environment).name.clone());
    match operation {
        Operation::DoAgain => to_do_again(session, subject).map_or_else(|_| String::new(), |step| run.title(step)),
        Operation::Note => place.map_or_else(String::new, |step| run.title(step)),
        Operation::RollBack => rollback_of(run),
        Operation::ChangeWindow => window_of(run),
        Operation::ChangeSerial => format!("{}, whose license files become void", name()),
        Operation::TakeCode => {
            let near = place.and_then(|step| near_code(session, step));
            near.map_or_else(String::new, |near| format!("{} is {}", near.side.label(), near.shown))
        }
        Operation::CorrectCode => "A mistyped Activation Code".to_owned(),
        Operation::Claim => {
            let kind = place.map(|step| &run.definition(step).kind);
            let is_about_the_code = matches!(kind, Some(StepKind::Check { accept, .. }) if accept.is_empty());
            format!(
                "{}, {}",
                name(),
                if is_about_the_code { "displayed code" } else { "displayed code, Limit and Usage" }
            )
        }
        Operation::Yes
        | Operation::No
        | Operation::Begin
        | Operation::Withdraw
        | Operation::Finish
        | Operation::GiveFile
        | Operation::TakeDownload
        | Operation::GiveBackup
        | Operation::GiveFromSupport
        | Operation::SerialNotFound
        | Operation::DeploymentRunning
        | Operation::GivePage
        | Operation::Accept
        | Operation::Published
        | Operation::Message
        | Operation::ReadAsProperty
        | Operation::ReadAsError
        | Operation::OtherModule
        | Operation::RunCommand
        | Operation::StopCommand
        | Operation::ReadSerial
        | Operation::DoForMe => name(),
        Operation::AbortDeployment => {
            to_abort(session).map_or_else(String::new, |it| format!("Abort the deployment to {}", it.target))
        }
        Operation::SupportAnswered
        | Operation::Hold
        | Operation::Lift
        | Operation::GoOn
        | Operation::AcceptDeployments
        | Operation::Abandon => String::new(),
    }
}

/// The environments that a rollback would restore: by name where they are few, as the page above the question names them all.
fn rollback_of(run: &Run) -> String {
    let names: Vec<&str> = run.may_have_target().map(|environment| run.described(environment).name.as_str()).collect();
    let list = names.join(", ");
    if list.len() <= LONGEST_NAMES {
        format!("Rollback of {list}")
    } else {
        format!("Rollback of {} environments", names.len())
    }
}
