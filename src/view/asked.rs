//! What each operation asks before it is done, and the words that have to be typed in full.

use super::question::Question;
use crate::engine::operation::Operation;

/// The words that start a rollback.
pub const ROLL_BACK: &str = "roll back";

/// The words that end a migration for good.
pub const GIVE_UP: &str = "give up";

/// The word that ends an attempt because a requirement does not hold.
pub const END: &str = "end";

/// The words that a portal does not list a serial number.
pub const NOT_LISTED: &str = "not listed";

/// The word that gives up license files.
pub const VOID: &str = "void";

/// What is asked to correct an Activation Code.
const CORRECTION: [Question; 3] = [
    Question::Side("which code: AAA or BBB"),
    Question::Code("the correct Activation Code"),
    Question::Line("how you know that the code was mistyped"),
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
        | Operation::DoForMe => &[],
        // Support is asked about it, and it lies beside giving the file.
        Operation::SerialNotFound => &[Question::Exactly(NOT_LISTED)],
        Operation::UploadedAlready => &[
            Question::Past("when you uploaded it (a time alone: the most recent one)"),
            Question::Line("why the upload was not started here first"),
        ],
        Operation::GiveFile | Operation::GiveBackup | Operation::GiveFromSupport => {
            &[Question::Path("path of the license file")]
        }
        Operation::GivePage => &[Question::Path("path of the saved page")],
        Operation::Claim => {
            &[Question::Word("what the page shows"), Question::Optional("note (optional)")]
        }
        Operation::Message => &[Question::Text("the complete message (paste it)")],
        Operation::OtherModule => &[Question::Line("name of the module"), Question::Line("why you use another module")],
        Operation::SupportAnswered => &[Question::Line("what did Support answer? (include the case number)")],
        Operation::DoAgain => &[Question::Line("why you redo it")],
        Operation::AskAgain => {
            &[Question::Line("number of the requirement to reopen"), Question::Line("why you reopen it")]
        }
        Operation::ChangeSerial => {
            &[Question::Serial("the new serial number"), Question::Line("why the serial number changed"), Question::Exactly(VOID)]
        }
        Operation::TakeCode => &[Question::Line("how you know that the code was mistyped")],
        Operation::CorrectCode => &CORRECTION,
        Operation::ChangeWindow => &[
            Question::Moment("when the window opens"),
            Question::Moment("when the window closes (a time alone: the next one)"),
            Question::Line("why the window changes"),
        ],
        Operation::Accept => &[Question::Line("why you accept it")],
        Operation::Hold => &[Question::Line("why you put the migration on hold")],
        Operation::AbortDeployment => &[Question::Line("type the full name of the environment")],
        Operation::Lift | Operation::GoOn | Operation::AcceptDeployments => {
            &[Question::Line("why you continue")]
        }
        Operation::RollBack => &[Question::Line("why you roll back"), Question::Exactly(ROLL_BACK)],
        Operation::Abandon => &[Question::Line("why you give up"), Question::Exactly(GIVE_UP)],
        // It cannot be taken back, and lies beside yes.
        Operation::No => &[Question::Exactly(END)],
        Operation::Note => &[Question::Line("note")],
    }
}

/// Whether an operation asks for a file and for nothing else: a path that is handed over is its answer.
pub const fn takes_file(operation: Operation) -> bool {
    matches!(questions(operation), [Question::Path(_)])
}
