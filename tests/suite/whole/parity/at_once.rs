//! Whoever does one thing after the other, and each to its end.

use acmove::{
    domain::tool::Process,
    engine::{
        ports::ReadyCommand,
        tool_run::{ToolResult, ToolSpec},
    },
    line::Beside,
    runtime::tool::{Ready, StopSignal},
};

/// Has a command stand ready.
pub(crate) type Runner = fn(&ToolSpec) -> Box<dyn ReadyCommand>;

/// What runs the commands of the description.
pub(crate) const RUNS: Runner = |spec| Box::new(Ready::of(spec.clone(), StopSignal::default()));

/// Runs each command to its end before anything else goes on, as the screen of these tests does.
#[derive(Debug)]
pub(super) struct AtOnce {
    runner: Runner,
    ready: Option<(u64, Box<dyn ReadyCommand>)>,
}

impl AtOnce {
    pub(super) fn by(runner: Runner) -> Self {
        Self { runner, ready: None }
    }
}

impl Beside for AtOnce {
    fn ready(&mut self, number: u64, spec: Box<ToolSpec>) -> Option<Process> {
        let ready = (self.runner)(&spec);
        let process = ready.process();
        self.ready = Some((number, ready));
        process
    }

    fn run(&mut self, number: u64, spec: Box<ToolSpec>) -> Option<ToolResult> {
        let ready = self.ready.take().filter(|(of, _)| *of == number).map(|(_, ready)| ready);
        Some(ready.unwrap_or_else(|| (self.runner)(&spec)).run(&mut |_| {}))
    }

    fn stop(&mut self, _: u64) {
        self.ready = None;
    }
}
