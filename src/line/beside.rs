//! Who does what takes long outside, where nobody is asked.

use std::fmt::Debug;

use crate::{
    domain::tool::Process,
    engine::{
        lookup::Lookup,
        message::EngineMsg,
        tool_run::{ToolResult, ToolSpec},
    },
};

/// Does what takes long outside: commands, and work on the practice pages. What it does not do at once goes on beside everything
/// else, and is told of later.
pub trait Beside: Debug {
    /// Has a command stand ready; the answer names its process, where that is known.
    fn ready(&mut self, number: u64, spec: Box<ToolSpec>) -> Option<Process>;

    /// Runs a command: the one that stands ready, where there is one of this number. What came of it, where it was run to its end
    /// at once.
    fn run(&mut self, number: u64, spec: Box<ToolSpec>) -> Option<ToolResult>;

    /// Stops a command; one that stands ready never does anything.
    fn stop(&mut self, number: u64);

    /// Does something on the practice pages. The answer is what has to be done at once instead.
    fn look(&mut self, lookup: Lookup) -> Option<Lookup> {
        Some(lookup)
    }

    /// Waits for the next thing that goes on beside; nothing, where nothing can come any more.
    fn next(&mut self) -> Option<EngineMsg> {
        None
    }
}
