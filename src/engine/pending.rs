//! Work in flight, and work that waits until nothing is: one thing at a time, so that each is judged by the facts on record.
//! Only what takes long outside goes on beside it, in one environment as in another: commands, and what is done on the practice
//! pages. What came of that waits here too.

use std::collections::VecDeque;

use jiff::SignedDuration;

use super::{
    lookup::{Found, Lookup},
    operation::Request,
    ports::{Attachment, Author},
    subject::Subject,
    tool_run::{ToolResult, ToolRun},
};
use crate::domain::{
    answers::Live, command::Command, event::Event, index::StepIx, pointing::Pointing, watch::Observation,
};

/// A fact that is recorded as soon as another one is, with what is kept for it, and who says it.
pub(super) type Postponed = (Event, Option<Attachment>, Author);

/// Work in flight, and work that waits for it.
#[derive(Debug, Clone, Default)]
pub(super) struct Pending {
    /// The work in flight.
    pub(super) work: Work,
    /// The fact in flight, where another one comes before it.
    pub(super) postponed: Option<Postponed>,
    /// By how much the clock was set since the last fact.
    pub(super) jumped: SignedDuration,
    /// LifeTime's last observation, until all of it is recorded.
    pub(super) observation: Option<Observation>,
    /// Facts that the program has to say.
    pub(super) unsent: VecDeque<Event>,
    /// Work that follows from recorded facts, in its order.
    pub(super) follows: VecDeque<Follow>,
    /// Tools that have ended and are not on record yet.
    pub(super) ended: VecDeque<(ToolRun, ToolResult)>,
    /// What is done on the practice pages now: at most one thing for each owner of steps.
    pub(super) tasks: Vec<Task>,
    /// What was done on the practice pages and is not judged yet.
    pub(super) done: VecDeque<(Lookup, Found, Cause)>,
    /// The tool that stands ready until its start is on record: the number of its run.
    pub(super) ready: Option<u64>,
    /// Whether the vault has to be read back again.
    pub(super) look_again: bool,
    /// The number that was given last.
    number: u64,
}

/// The work in flight.
#[derive(Debug, Clone, Default)]
pub(super) enum Work {
    /// Nothing.
    #[default]
    Idle,
    /// LifeTime is looked at once more before this is done.
    AskingLifeTime {
        /// Tells answers apart.
        number: u64,
        /// The request that is done then.
        wanted: Request,
    },
    /// Something is looked at, and then judged.
    Looking {
        /// Tells answers apart.
        number: u64,
        /// On whose behalf.
        cause: Cause,
    },
    /// A tool is made to stand ready: that it is started is recorded then.
    Readying {
        /// Tells answers apart.
        number: u64,
        /// The fact of its start.
        started: Box<Event>,
        /// On whose behalf.
        cause: Cause,
    },
    /// A fact is being written; what follows when it is on disk.
    Recording(Then),
}

/// Something that is done on the practice pages.
#[derive(Debug, Clone)]
pub(super) struct Task {
    /// Tells answers apart.
    pub(super) number: u64,
    /// The step that it is for; none for a request to Support.
    pub(super) step: Option<StepIx>,
    /// On whose behalf.
    pub(super) cause: Cause,
}

/// On whose behalf something is done, and what follows when it is on record.
#[derive(Debug, Clone)]
pub(super) struct Cause {
    /// Who says so.
    pub(super) by: Author,
    /// The work that follows.
    pub(super) then: Then,
}

/// The work that follows when a step is recorded as begun.
#[derive(Debug, Clone)]
pub(super) enum Then {
    /// Nothing by itself.
    Nothing,
    /// It is done on the practice pages, in this way.
    Practice(Subject, Box<Live>),
    /// The tool of this step does it.
    RunTool(StepIx),
}

/// Work that is done once nothing is in flight.
#[derive(Debug, Clone)]
pub(super) enum Follow {
    /// A tool's claim, to be judged.
    Claim(Command),
    /// The upload whose serial number was read, or that was begun for its tool, goes on.
    Continue {
        /// The step.
        step: StepIx,
        /// Whether a tool does it.
        by_tool: bool,
    },
    /// A request that waited for a look at LifeTime.
    Want(Request),
    /// Somebody points at a place: of several, each is shown and recorded by itself.
    Point(Pointing),
}

/// The kind of work in flight, for whoever shows it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Busy {
    /// Something is looked at.
    Looking {
        /// Whether it is done on the practice pages.
        on_pages: bool,
    },
    /// A fact is being written.
    Writing {
        /// Whether the rest is done on the practice pages.
        on_pages: bool,
    },
}

impl Busy {
    /// Whether somebody is at work on the practice pages.
    pub const fn is_on_pages(self) -> bool {
        match self {
            Self::Looking { on_pages } | Self::Writing { on_pages } => on_pages,
        }
    }
}

impl Pending {
    /// No work yet, where the clock had been set by so much since the last fact.
    pub(super) fn after_jump(by: SignedDuration) -> Self {
        Self { jumped: by, ..Self::default() }
    }

    pub(super) const fn is_idle(&self) -> bool {
        matches!(self.work, Work::Idle)
    }

    pub(super) const fn busy(&self) -> Option<Busy> {
        match &self.work {
            _ if !self.tasks.is_empty() => Some(Busy::Looking { on_pages: true }),
            Work::Idle => None,
            Work::AskingLifeTime { .. } | Work::Looking { .. } => Some(Busy::Looking { on_pages: false }),
            Work::Readying { .. } => Some(Busy::Writing { on_pages: false }),
            Work::Recording(then) => Some(Busy::Writing { on_pages: matches!(then, Then::Practice(..)) }),
        }
    }

    pub(super) const fn next_number(&mut self) -> u64 {
        self.number += 1;
        self.number
    }

    /// Something was done on the practice pages: it is judged once nothing is in flight. Nothing, where nobody waits for it any
    /// more.
    pub(super) fn task_done(&mut self, lookup: Lookup, found: Found) {
        if let Some(at) = self.tasks.iter().position(|task| task.number == lookup.number) {
            let Task { cause, .. } = self.tasks.swap_remove(at);
            self.done.push_back((lookup, found, cause));
        }
    }

    /// Something was found: on whose behalf it was looked at; none where nobody waits for it any more.
    pub(super) fn found(&mut self, number: u64) -> Option<Cause> {
        self.take(|work| {
            if let Work::Looking { number: asked, cause, .. } = work {
                asked.eq(&number).then(|| cause.clone())
            } else {
                None
            }
        })
    }

    /// LifeTime was looked at: what waited for it; none where nobody waits any more.
    pub(super) fn looked(&mut self, number: u64) -> Option<Request> {
        self.take(|work| {
            if let Work::AskingLifeTime { number: asked, wanted } = work {
                asked.eq(&number).then(|| wanted.clone())
            } else {
                None
            }
        })
    }

    /// A tool stands ready: the fact of its start, and on whose behalf; none where nobody waits for it.
    pub(super) fn readied(&mut self, number: u64) -> Option<(Box<Event>, Cause)> {
        self.take(|work| {
            if let Work::Readying { number: asked, started, cause } = work {
                asked.eq(&number).then(|| (started.clone(), cause.clone()))
            } else {
                None
            }
        })
    }

    /// A fact was written, or could not be: what was to follow.
    pub(super) fn written(&mut self) -> Then {
        self.take(|work| if let Work::Recording(then) = work { Some(then.clone()) } else { None })
            .unwrap_or(Then::Nothing)
    }

    /// Takes the result of the work in flight, and leaves nothing in flight; `None`, and no change, where other work is.
    fn take<T>(&mut self, of: impl FnOnce(&Work) -> Option<T>) -> Option<T> {
        let taken = of(&self.work)?;
        self.work = Work::Idle;
        Some(taken)
    }

    /// Drops all that was to follow from a fact that could not be written; LifeTime's state will be seen again.
    pub(super) fn forget(&mut self) {
        self.observation = None;
        self.follows.clear();
        self.ended.clear();
        self.done.clear();
    }
}

impl Cause {
    /// A person wants it, and nothing follows.
    pub(super) const fn person() -> Self {
        Self { by: Author::Person, then: Then::Nothing }
    }

    /// The program says so, and nothing follows.
    pub(super) const fn program() -> Self {
        Self { by: Author::Program, then: Then::Nothing }
    }
}
