//! Somebody who does what takes long outside, by a practice clock that moves on with what is done. In reality one thing is done
//! after the other, so that the same rehearsal is always the same; by the practice clock each begins when it is wanted.

use std::{collections::BTreeMap, sync::Arc};

use super::tool::ready_alone;
use crate::{
    domain::tool::Process,
    engine::{
        lookup::Lookup,
        message::EngineMsg,
        ports::{Inspect, ReadyCommand},
        tool_run::{ToolResult, ToolSpec},
    },
    line::Beside,
    practice::{PracticeClock, clock::rest_of},
};

/// Somebody who works by a practice clock.
#[derive(Debug)]
pub struct PracticeCrew<L> {
    clock: Arc<dyn PracticeClock>,
    inspector: L,
    /// The command that stands ready, with the number of its run.
    ready: Option<(u64, Box<dyn ReadyCommand>)>,
    /// What came of things, by the second at which each ends, and in the order in which they were begun.
    ends: BTreeMap<(u64, usize), EngineMsg>,
    begun: usize,
}

impl<L> PracticeCrew<L> {
    /// Nothing goes on yet.
    pub fn of(clock: Arc<dyn PracticeClock>, inspector: L) -> Self {
        Self { clock, inspector, ready: None, ends: BTreeMap::new(), begun: 0 }
    }

    /// Does something that begins now; what comes of it is told at its end, and until then no time passes for others.
    fn does(&mut self, act: impl FnOnce(&mut Self) -> Vec<EngineMsg>) {
        let begins = self.clock.now();
        let told = act(self);
        rest_of(&*self.clock, begins);
        let ends = self.clock.now();
        self.clock.turn_to(begins);
        for msg in told {
            self.begun += 1;
            self.ends.insert((ends, self.begun), msg);
        }
    }
}

impl<L: Inspect + std::fmt::Debug> Beside for PracticeCrew<L> {
    fn ready(&mut self, number: u64, spec: Box<ToolSpec>) -> Option<Process> {
        let ready = ready_alone(&spec);
        let process = ready.process();
        self.ready = Some((number, ready));
        process
    }

    fn run(&mut self, number: u64, spec: Box<ToolSpec>) -> Option<ToolResult> {
        let ready = self.ready.take().filter(|(of, _)| *of == number).map(|(_, ready)| ready);
        let ready = ready.unwrap_or_else(|| ready_alone(&spec));
        self.does(|_| {
            let mut printed = Vec::new();
            let ended = ready.run(&mut |lines| printed.extend(lines));
            vec![EngineMsg::Printed(number, printed), EngineMsg::ToolEnded(number, Box::new(ended))]
        });
        None
    }

    /// What was begun has ended in reality: only one that stands ready can be stopped.
    fn stop(&mut self, number: u64) {
        self.ready.take_if(|(of, _)| *of == number);
    }

    fn look(&mut self, lookup: Lookup) -> Option<Lookup> {
        self.does(|crew| {
            let found = crew.inspector.look(&lookup.target);
            vec![EngineMsg::Found(lookup, found)]
        });
        None
    }

    fn next(&mut self) -> Option<EngineMsg> {
        let ((ends, _), msg) = self.ends.pop_first()?;
        self.clock.turn_to(ends.max(self.clock.now()));
        Some(msg)
    }
}
