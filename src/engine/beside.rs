//! What goes on beside each other: commands and work on the practice pages, at most one thing for each environment. What is
//! recorded, and judged, stays one thing after the other.

use std::collections::BTreeSet;

use jiff::Timestamp;

use super::{
    Engine,
    message::EngineMsg,
    session::Session,
    subject::{Owner, Subject},
};
use crate::domain::{
    index::{EnvIx, StepIx},
    run::Stage,
};

/// The steps that can be started beside what goes on in these environments (nothing stands for the infrastructure), the next
/// one first: one for each other environment, where the order of the procedure has it open. While the line is stopped, something
/// is decided or Support is asked, the migration is on hold, or something is done for all environments, nothing can be started.
pub fn free_beside(session: &Session, at_work: &BTreeSet<Option<EnvIx>>, now: Timestamp) -> Vec<StepIx> {
    let Subject::Step(next) = session.subject(None, now) else { return Vec::new() };
    let owner = session.run.planned(next).environment;
    if owner.is_none() || at_work.contains(&None) || session.run.held.is_some() {
        return Vec::new();
    }
    let is_free = |environment: &EnvIx| Some(*environment) != owner && !at_work.contains(&Some(*environment));
    let others = session.run.every_environment().filter(is_free);
    let others = others.filter_map(|environment| open_in(session, environment, now));
    Some(next).filter(|_| !at_work.contains(&owner)).into_iter().chain(others).collect()
}

/// The step of an environment that can be done now for the first time.
fn open_in(session: &Session, environment: EnvIx, now: Timestamp) -> Option<StepIx> {
    let Subject::Step(step) = session.subject(Some(Owner::Environment(environment)), now) else { return None };
    let is_open = session.outlook.standing(step).is_answerable() && session.run.mark(step).stage != Stage::Redo;
    is_open.then_some(step)
}

impl Engine {
    /// Whether something that is wanted has to wait: something is in flight, or its environment is being worked on already.
    pub(super) fn is_too_early(&self, msg: &EngineMsg) -> bool {
        let subject = match msg {
            EngineMsg::Do(wanted) => wanted.subject,
            EngineMsg::Practice(subject, _) | EngineMsg::Paste(subject, _) => *subject,
            EngineMsg::AskSupport(step) | EngineMsg::ChangeSerialToPage { step, .. } => Subject::Step(*step),
            EngineMsg::Judge(_) => Subject::Nothing,
            EngineMsg::Start
            | EngineMsg::Point(_)
            | EngineMsg::PutAway
            | EngineMsg::StopWaiting
            | EngineMsg::CheckVault
            | EngineMsg::Found(..)
            | EngineMsg::VaultChecked(..)
            | EngineMsg::Recorded(_)
            | EngineMsg::NotRecorded(_)
            | EngineMsg::ToolReady(..)
            | EngineMsg::LookForLeft
            | EngineMsg::Living(_)
            | EngineMsg::Printed(..)
            | EngineMsg::ToolEnded(..)
            | EngineMsg::Looking(_)
            | EngineMsg::Observed(_)
            | EngineMsg::Looked(_)
            | EngineMsg::AbortAnswered(_)
            | EngineMsg::ClockJumped(_)
            | EngineMsg::Leave
            | EngineMsg::Heard(_)
            | EngineMsg::Anew(_) => return false,
        };
        !self.pending.is_idle() || subject.step().is_some_and(|step| self.is_on_pages(self.owner_of(step)))
    }

    /// The environment of a step.
    fn owner_of(&self, step: StepIx) -> Option<EnvIx> {
        self.session.run.planned(step).environment
    }

    /// Whether something is done on the practice pages for an environment, or for the infrastructure.
    fn is_on_pages(&self, environment: Option<EnvIx>) -> bool {
        self.pending.tasks.iter().any(|task| task.step.and_then(|step| self.owner_of(step)) == environment)
    }

    /// Whether something goes on outside for an environment, or for the infrastructure: a command, or work on the practice pages.
    pub fn is_at_work_in(&self, environment: Option<EnvIx>) -> bool {
        self.session.running_in(environment).is_some() || self.is_on_pages(environment)
    }

    /// The environments for which something goes on outside; nothing stands for the infrastructure.
    pub fn owners_at_work(&self) -> BTreeSet<Option<EnvIx>> {
        let tools = self.session.running.iter().map(|running| self.owner_of(running.drive.step));
        let tasks = self.pending.tasks.iter().map(|task| task.step.and_then(|step| self.owner_of(step)));
        tools.chain(tasks).collect()
    }

    /// Whether something goes on outside anywhere.
    pub const fn is_at_work(&self) -> bool {
        !self.session.running.is_empty() || !self.pending.tasks.is_empty()
    }
}
