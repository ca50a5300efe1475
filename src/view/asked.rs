//! What each operation asks before it is done, and the words that have to be typed in full.

use super::question::Question;
use crate::engine::operation::Operation;

/// The words that start a rollback.
pub const ROLL_BACK: &str = "roll back";

/// The words that lift a stop, against the article.
pub const CONTINUE: &str = "continue anyway";

/// The words that end a migration for good.
pub const GIVE_UP: &str = "give up";

/// The word that resumes deployments.
pub const RESUME: &str = "resume";

/// The words that take a migration over.
pub const TAKE_OVER: &str = "take over";

/// The word that ends an attempt because a requirement does not hold.
pub const END: &str = "end";

/// The words that a portal does not list a serial number.
pub const NOT_LISTED: &str = "not listed";

/// The word that gives up license files.
pub const VOID: &str = "void";

/// What is asked to correct an Activation Code.
const CORRECTION: [Question; 3] = [
    Question::Side("which one, AAA or BBB"),
    Question::Code("the right Activation Code"),
    Question::Line("how you know that it was mistyped"),
];

/// The questions that an operation asks before it is done.
pub const fn questions(operation: Operation) -> &'static [Question] {
    match operation {
        Operation::Yes
        | Operation::Begin
        | Operation::Withdraw
        | Operation::Finish
        | Operation::DeploymentRunning
        | Operation::Published
        | Operation::ReadAsProperty
        | Operation::ReadAsError
        | Operation::TakeDownload
        | Operation::RunCommand
        | Operation::StopCommand
        | Operation::ReadSerial
        | Operation::Acknowledge
        | Operation::TakeUp
        | Operation::BeginNight
        | Operation::DoForMe => &[],
        // Support is asked about it, and it lies beside giving the file.
        Operation::SerialNotFound => &[Question::Exactly(NOT_LISTED)],
        Operation::UploadedAlready => {
            &[Question::Past("when you uploaded it"), Question::Line("why it was not started in acmove")]
        }
        Operation::GiveFile | Operation::GiveBackup | Operation::GiveFromSupport => {
            &[Question::Path("path of the license file")]
        }
        Operation::GivePage => &[Question::Path("path of the saved page")],
        Operation::Claim => &[Question::Word("what the page shows"), Question::Optional("note (optional)")],
        Operation::Message => &[Question::Text("paste the whole message")],
        Operation::OtherModule => &[Question::Line("name of the module"), Question::Line("why another module")],
        Operation::SupportAnswered => &[Question::Line("what did Support answer? (include the case number)")],
        Operation::DoAgain => &[Question::Line("reason for the redo")],
        Operation::AskAgain => &[Question::Line("number of the requirement"), Question::Line("why it is asked again")],
        Operation::ChangeSerial => {
            &[Question::Serial("the new serial number"), Question::Line("why it changed"), Question::Exactly(VOID)]
        }
        Operation::TakeCode => &[Question::Line("how you know that it was mistyped")],
        Operation::CorrectCode => &CORRECTION,
        Operation::ChangeWindow => &[
            Question::Moment("when it opens"),
            Question::Moment("when it ends"),
            Question::Line("why the window changes"),
        ],
        Operation::Accept => &[Question::Line("reason for accepting it")],
        Operation::Postpone => &[Question::Line("why it is left out for now")],
        Operation::ChooseOrder => &[Question::Line("environments that come first, separated by commas")],
        Operation::EndNight => &[Question::Line("why you resume deployments now"), Question::Exactly(RESUME)],
        Operation::NameCase => &[Question::Line("case number of Support")],
        Operation::Hold => &[Question::Line("who or what are you waiting for?")],
        Operation::AbortDeployment => &[Question::Line("type the name of the environment")],
        Operation::GoOn | Operation::AcceptDeployments => &[Question::Line("reason to continue")],
        // It is as hard as the rollback, which the article asks for there.
        Operation::Lift => &[Question::Line("reason to continue"), Question::Exactly(CONTINUE)],
        Operation::RollBack => &[Question::Line("reason for the rollback"), Question::Exactly(ROLL_BACK)],
        Operation::HandOver => {
            &[Question::Line("name of the colleague"), Question::Optional("note to the colleague (optional)")]
        }
        Operation::TakeOver => &[Question::Exactly(TAKE_OVER)],
        Operation::Abandon => &[Question::Line("reason for giving up"), Question::Exactly(GIVE_UP)],
        // It cannot be taken back, and lies beside yes.
        Operation::No => &[Question::Exactly(END)],
        Operation::Note => &[Question::Line("note")],
    }
}

/// Whether an operation asks for a file and for nothing else: a path that is handed over is its answer.
pub const fn takes_file(operation: Operation) -> bool {
    matches!(questions(operation), [Question::Path(_)])
}
