//! A run of a tool, as data: what is run for which step, what came of it, and what runs now.

use std::collections::VecDeque;

use jiff::Timestamp;

use super::operation::Operation;
use crate::domain::{
    identity::SerialNumber,
    index::StepIx,
    page::MessageClass,
    tool::{Template, Tool, ToolEnd},
};

/// The most lines of a running command that are shown.
const MOST_SHOWN: usize = 6;

/// The most lines that belong to the fact of its end.
pub const LAST: usize = 5;

/// Something to run.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ToolSpec {
    /// The arguments, with placeholders.
    pub template: Template,
    /// Values of placeholders by name, without user and password.
    pub values: Vec<(String, String)>,
    /// The variable that holds the user.
    pub user_env: Option<String>,
    /// The variable that holds the password.
    pub password_env: Option<String>,
    /// Variables with other secrets: the command is not given them, and they are hidden all the same.
    pub withheld: Vec<String>,
    /// How long it may take, in seconds.
    pub timeout_s: u32,
}

/// The result of a run.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ToolResult {
    /// How it ended.
    pub end: ToolEnd,
    /// How long it took, in seconds.
    pub seconds: u32,
    /// The last lines, without secrets.
    pub last: Vec<String>,
    /// All that was kept of what it printed.
    pub text: String,
    /// The serial numbers that it printed.
    pub serials: Vec<SerialNumber>,
    /// The line that speaks of a failed publish, and what that is about.
    pub failure: Option<(MessageClass, String)>,
    /// The line that says that something did not work.
    pub objection: Option<String>,
}

/// A command that is wanted for a step.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ToolRun {
    /// The step that it is for.
    pub step: StepIx,
    /// At which attempt.
    pub attempt: u32,
    /// The tool.
    pub tool: Tool,
    /// The command, as it is shown and recorded.
    pub line: String,
    /// The command to run.
    pub spec: ToolSpec,
    /// The operation that comes next, when the serial number was read and is the same.
    pub then: Option<Operation>,
}

/// A command that runs.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RunningTool {
    /// Its number.
    pub number: u64,
    /// The run itself.
    pub drive: ToolRun,
    /// Since when.
    pub since: Timestamp,
    /// The last lines that it printed.
    pub lines: VecDeque<String>,
}

impl RunningTool {
    /// Takes in what it has printed.
    pub fn printed(&mut self, lines: Vec<String>) {
        self.lines.extend(lines);
        let over = self.lines.len().saturating_sub(MOST_SHOWN);
        self.lines.drain(..over);
    }
}
