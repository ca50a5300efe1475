//! The state of a step, and which way a migration is going: the parts of the state of a migration.

use jiff::Timestamp;

use super::{
    super::{
        code_check::ModulesFound,
        index::StepIx,
        page::MessageClass,
        plan::StepId,
        tool::{Process, Tool, ToolEnd},
    },
    environment::Evidence,
};

/// Which way a migration is going.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Course {
    /// Towards the target.
    Forward,
    /// The line is stopped by what happened in this step.
    Stopped {
        /// The step.
        step: StepIx,
    },
    /// Back to the source.
    Back {
        /// Why.
        reason: String,
    },
    /// Given up with nothing to roll back.
    Abandoned {
        /// Why.
        reason: String,
    },
}

/// The state of a step so far.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct StepRun {
    /// Where it stands.
    pub progress: Progress,
    /// How many attempts were closed.
    pub attempts: u32,
    /// How many answers were refused.
    pub refused: u32,
    /// Since when something is under way outside: it was begun, and nobody said yet what became of it.
    pub begun: Option<Timestamp>,
    /// When it was last closed.
    pub closed: Option<Timestamp>,
    /// Why what was begun last was not done, as somebody said; until it is done, or fails in another way.
    pub withdrawn: String,
    /// How often somebody said that what was begun was not done.
    pub withdrawals: u32,
    /// The command that ran for the attempt that is open, and how it ended.
    pub ran: Option<Box<ToolRecord>>,
    /// The process of the command that was started last and whose end is not on record, whatever became of the attempt.
    pub process: Option<Box<StartedProcess>>,
}

/// Where a step stands by its own facts, whatever its gate says.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Progress {
    /// Nothing happened yet.
    Untouched,
    /// Done.
    Done(Evidence),
    /// Failed, open for another attempt.
    Failed(Failure),
    /// Failed, gathered for one Support request.
    Collected(Failure),
    /// Done or failed before, to be done again.
    Reopened,
}

/// The way in which a step failed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Failure {
    /// The portal does not show the serial number under the code.
    SerialNotFound,
    /// A deployment is running.
    DeploymentRunning,
    /// *Intellectual Property* reads this, which is not accepted.
    NotAccepted {
        /// The value.
        value: String,
        /// Whether the definition has to be corrected for all environments.
        redo: bool,
    },
    /// The page does not show what it should.
    PageDiffers,
    /// Nothing on the page is wrong, and something of it has to be decided about.
    PageAsks,
    /// `ActivationCodeCheck` shows modules of another code, or protected ones.
    Modules {
        /// The result.
        found: ModulesFound,
        /// What it shows, as the end of a sentence.
        what: String,
        /// Whether a page shows it, or only a person says so.
        by: Evidence,
    },
    /// The publish failed.
    Publish {
        /// The class of the message.
        class: MessageClass,
        /// Its exact words.
        message: String,
    },
}

/// A command that ran for a step.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ToolRecord {
    /// The purpose of the command.
    pub tool: Tool,
    /// How it ended; none as long as nobody has seen its end.
    pub end: Option<ToolEnd>,
    /// The last lines that it printed.
    pub last: Vec<String>,
    /// The line that says that something did not work, where its exit code says that all went well.
    pub objection: Option<String>,
}

/// A process that was started for a step.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct StartedProcess {
    /// The process.
    pub process: Process,
    /// The purpose of the command.
    pub tool: Tool,
    /// When it was started.
    pub at: Timestamp,
}

/// Something a person wrote down.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Note {
    /// When.
    pub at: Timestamp,
    /// Who.
    pub by: String,
    /// The step it is about, if any.
    pub about: Option<StepId>,
    /// The note.
    pub text: String,
}

impl StepRun {
    /// Whether something was begun outside, and nobody said yet what became of it.
    pub const fn is_under_way(&self) -> bool {
        self.begun.is_some()
    }

    /// Takes note why what was begun was not done.
    pub(super) fn withdraw(&mut self, note: &str) {
        note.clone_into(&mut self.withdrawn);
        self.withdrawals += 1;
    }

    pub(super) const fn untouched() -> Self {
        Self {
            progress: Progress::Untouched,
            attempts: 0,
            refused: 0,
            begun: None,
            closed: None,
            withdrawn: String::new(),
            withdrawals: 0,
            ran: None,
            process: None,
        }
    }
}
