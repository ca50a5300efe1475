//! Performing what the engine wants, here and now, and telling what it has to tell.

use std::{collections::VecDeque, io::Write};

use super::{Fault, Input, LineMode};
use crate::{
    domain::{event::Event, record::Record, sentence::sentence, tool::ToolEnd, watch::Observation},
    engine::{
        left::unsaid,
        lookup::{Found, Lookup, Target},
        message::{EngineEffect, EngineMsg, News},
        operation::Operation,
        ports::{Clock, Inspect, Recorder},
        subject::Subject,
        tool_run::ToolResult,
    },
    view::{
        pointed_place::place,
        proved::proved,
        text::{Block, Tone},
    },
};

impl<L: Inspect, K: Recorder, C: Clock, I: Input, O: Write, E: Write> LineMode<L, K, C, I, O, E> {
    /// Tells the engine something, performs what it wants, tells it what came of that, and so on until nothing is left.
    pub(super) fn send(&mut self, msg: EngineMsg) -> Result<(), Fault> {
        let mut told = Ok(());
        // A clock that was set is told first: what follows is judged and dated by it.
        let jumped = self.hands.clock.jumped().map(EngineMsg::ClockJumped);
        let mut msgs: VecDeque<EngineMsg> = jumped.into_iter().chain([msg]).collect();
        while let Some(msg) = msgs.pop_front() {
            let reaction = self.engine.handle(self.hands.clock.now(), msg);
            for news in reaction.news {
                told = worse(told, self.tell(news));
            }
            for effect in reaction.effects {
                msgs.extend(self.perform(effect));
            }
        }
        told
    }

    fn perform(&mut self, effect: EngineEffect) -> Vec<EngineMsg> {
        match effect {
            EngineEffect::Inspect(lookup) => self.look(lookup),
            EngineEffect::CheckVault(expected, when) => match self.hands.inspector.look(&Target::Vault(expected)) {
                Found::Vault(vault_checks) => vec![EngineMsg::VaultChecked(vault_checks, when)],
                Found::File(..) | Found::Text { .. } | Found::Outcome(_) | Found::Nothing(_) | Found::Later(_) => {
                    Vec::new()
                }
            },
            EngineEffect::Record(event, attachment, by) => {
                let written = self.hands.recorder.record(*event, attachment, by);
                vec![written.map_or_else(EngineMsg::NotRecorded, |record| EngineMsg::Recorded(Box::new(record)))]
            }
            EngineEffect::ReadyTool(number, spec) if self.is_at_work() => {
                let process = self.input.as_mut().and_then(|input| input.ready(number, spec));
                vec![EngineMsg::ToolReady(number, process)]
            }
            EngineEffect::ReadyTool(number, spec) => {
                let process = self.beside.as_mut().and_then(|beside| beside.ready(number, spec));
                vec![EngineMsg::ToolReady(number, process)]
            }
            EngineEffect::RunTool(number, spec) if self.is_at_work() => {
                self.input.iter_mut().for_each(|input| input.run(number, spec.clone()));
                Vec::new()
            }
            EngineEffect::RunTool(number, spec) => {
                let ended = self.beside.as_mut().map_or_else(|| Some(nobody_runs()), |beside| beside.run(number, spec));
                ended.map(|ended| EngineMsg::ToolEnded(number, Box::new(ended))).into_iter().collect()
            }
            EngineEffect::LookForProcesses(processes) => {
                let living = self.living.map(|lives| processes.into_iter().filter(lives).collect());
                living.map(EngineMsg::Living).into_iter().collect()
            }
            EngineEffect::LookNow(number) if self.is_at_work() => {
                self.input.iter_mut().for_each(|input| input.look_now(number));
                Vec::new()
            }
            EngineEffect::LookNow(number) => {
                self.observe().map(EngineMsg::Observed).into_iter().chain([EngineMsg::Looked(number)]).collect()
            }
            EngineEffect::AbortDeployment(deployment) => {
                let answer = self.watcher.as_mut().map(|watcher| watcher.abort(&deployment));
                answer.map(EngineMsg::AbortAnswered).into_iter().collect()
            }
            EngineEffect::Watch(question) => {
                self.input.iter_mut().for_each(|input| input.watch(question.clone()));
                Vec::new()
            }
            EngineEffect::StopTool(number) => {
                self.beside.iter_mut().for_each(|beside| beside.stop(number));
                self.input.iter_mut().for_each(|input| input.stop(number));
                Vec::new()
            }
            // What is done on the practice pages is over when it is told of.
            EngineEffect::StopTask => Vec::new(),
        }
    }

    /// Looks at something; what is done on the practice pages may go on beside everything else.
    fn look(&mut self, lookup: Lookup) -> Vec<EngineMsg> {
        let at_once = match &mut self.beside {
            Some(beside) if lookup.is_on_pages() => beside.look(lookup),
            Some(_) | None => Some(lookup),
        };
        let found = |lookup: Lookup| EngineMsg::Found(lookup.clone(), self.hands.inspector.look(&lookup.target));
        at_once.map(found).into_iter().collect()
    }

    /// Looks again at a command of an earlier run that still runs: its card is told anew when it has ended.
    pub(super) fn look_for_left(&mut self) {
        let before = self.session().living.clone();
        if !before.is_empty() && self.send(EngineMsg::LookForLeft).is_ok() && self.session().living != before {
            self.shown = None;
        }
    }

    /// Tells what a person has to say of a step before it goes on, where nobody is there to be asked.
    pub(super) fn tell_unsaid(&mut self, subject: Subject) {
        let Subject::Step(step) = subject else { return };
        if let Some(why) = unsaid(self.session(), step) {
            let title = self.session().run.title(step);
            self.err.line(&format!("On hold: {title}: {why}"));
        }
    }

    /// The backups are read back before anybody relies on them.
    pub(super) fn look_before(&mut self, operation: Operation) -> Result<(), Fault> {
        if operation == Operation::RollBack { self.send(EngineMsg::CheckVault) } else { Ok(()) }
    }

    /// Whether LifeTime is looked at before this card.
    pub(super) fn is_watching(&self) -> bool {
        self.watcher.is_some() && self.engine.watched().is_some()
    }

    /// Looks at LifeTime, and records what is not in the record.
    pub(super) fn look_at_lifetime(&mut self) -> Result<(), Fault> {
        if self.is_at_work() {
            return self.look_and_wait();
        }
        match self.observe() {
            Some(seen) => self.send(EngineMsg::Observed(seen)),
            None => Ok(()),
        }
    }

    fn observe(&mut self) -> Option<Observation> {
        let question = self.engine.watched()?;
        self.watcher.as_mut().map(|watcher| watcher.observe(question))
    }

    /// Tells what happened; what did not come to be is a fault.
    fn tell(&mut self, news: News) -> Result<(), Fault> {
        match news {
            News::Recorded(record, alarm) => return self.tell_fact(&record, alarm),
            News::Objected(why) => return Err(Fault::Refused(why)),
            News::Unreadable(why) => return Err(Fault::Unreadable(why)),
            News::NotRecorded(why) | News::NotReplayed(why) => return Err(Fault::NotRecorded(why)),
            News::NotDone { subject, why, is_final } => {
                if is_final {
                    self.give_up(subject);
                }
                return Err(Fault::NotDone(why));
            }
            News::ToolSettledNothing => {
                let why = "The command did not report success. Check in Service Center, and report the result.";
                return Err(Fault::NotDone(why.to_owned()));
            }
            News::Unclear(why) => {
                self.shown = None;
                return Err(Fault::Unclear(why));
            }
            News::SerialUnread => {
                let why = "The serial number could not be read. Start again to continue without it.";
                return Err(Fault::NotDone(why.to_owned()));
            }
            News::Pointed(pointing) => {
                self.out.line(&format!("{}.", pointing.words(&self.engine.session.run)));
                self.tell_blocks(place(&self.engine.session, &pointing.target));
            }
            News::VaultLost(words) => self.out.line(&format!("Attention: {words}")),
            News::ToolStarted(line) => self.out.line(&format!("Running: {line}")),
            News::Aborting => self.out.line("LifeTime accepted the request to abort."),
            // That an abort was refused is recorded, and told then.
            News::NotAborted(_) | News::AskAnew | News::CardChanged => {}
            News::ToolStopping => self.out.line("Stopping the command..."),
            News::Stopped { .. } => self.out.line("Stopped waiting; nothing was recorded."),
        }
        Ok(())
    }

    fn tell_fact(&mut self, record: &Record<Event>, alarm: Option<String>) -> Result<(), Fault> {
        if let Event::Refused { reason, .. } = &record.event {
            return Err(Fault::Refused(reason.clone()));
        }
        if let Event::VaultDamaged { environment, side, .. } = &record.event {
            self.damaged.push((environment.clone(), *side));
        }
        let told = sentence(&self.engine.session.run, &record.event);
        self.out.line(&told);
        if let Event::Pointed(pointing) = &record.event {
            self.tell_blocks(place(&self.engine.session, &pointing.target));
            return Ok(());
        }
        if let Some(alarm) = alarm {
            self.out.line(&format!("Attention: {alarm}"));
        }
        self.shown = None;
        if let Some(proved) = proved(&self.engine.session, record, &self.moment()) {
            let heading = Block::para(Tone::Heading, proved.who.told(&proved.heading));
            self.tell_blocks([heading].into_iter().chain(proved.body).collect());
        }
        self.tell_licenses();
        Ok(())
    }
}

/// What comes of a command where there is nobody who could run it.
fn nobody_runs() -> ToolResult {
    ToolResult {
        end: ToolEnd::NotStarted,
        seconds: 0,
        last: vec!["No command can run here.".to_owned()],
        text: String::new(),
        serials: Vec::new(),
        failure: None,
        objection: None,
    }
}

/// The fault that counts: what could not be recorded outweighs everything, else the first one.
pub(super) fn worse(one: Result<(), Fault>, other: Result<(), Fault>) -> Result<(), Fault> {
    match (one, other) {
        (Ok(()), other) | (Err(_), other @ Err(Fault::NotRecorded(_))) => other,
        (first @ Err(_), _) => first,
    }
}
