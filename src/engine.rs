//! One migration at work: what a person, a page or a tool says comes in, effects and news go out. It knows no screen, no
//! disk and no clock; whoever performs its effects (the terminal on threads, line mode at once) tells it what came of them.

pub mod afar;
mod beforehand;
mod begin;
pub mod beside;
pub mod beyond;
pub mod codes;
pub mod deployments;
pub mod desk;
pub mod download;
pub mod downloads;
pub mod history;
pub mod interpret;
pub mod left;
pub mod lesson;
mod lifetime;
mod looked_at;
pub mod lookup;
mod lost;
pub mod message;
mod open_items;
pub mod operate;
pub mod operation;
mod pending;
mod pointed;
pub mod ports;
pub mod practice_task;
mod recording;
pub mod redo;
pub mod session;
pub mod subject;
pub mod tool;
pub mod tool_run;
mod tools;
pub mod unclear;
pub mod vault;

use jiff::{SignedDuration, Timestamp};

pub use self::pending::Busy;
use self::{
    interpret::interpret,
    left::waits_for_left,
    lookup::{Found, Intent, Lookup},
    message::{EngineEffect, EngineMsg, News, Reaction},
    operate::{ask_support, intent, pasted, read_serial_page},
    operation::{Operation, Request},
    pending::{Cause, Follow, Pending, Task, Then, Work},
    ports::Author,
    practice_task::practice,
    session::Session,
    subject::Subject,
    vault::WhenLost,
};
use crate::domain::{answers::Live, command::Command, event::Event, point, watch::WatchQuestion};

/// The refusal of a request that comes while an earlier one is still in flight.
const BUSY: &str = "acmove is still busy with what was wanted before. Try again in a moment.";

/// The part that an engine plays in a migration.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Role {
    /// It decides, and has facts recorded.
    Operator,
    /// It takes in the records of somebody else's migration, and does nothing.
    Follower,
}

/// One migration at work.
#[derive(Debug, Clone)]
pub struct Engine {
    /// The migration: its state, and what follows from it.
    pub session: Session,
    pending: Pending,
    role: Role,
    /// The question that LifeTime's watcher was last given; `None` where LifeTime is not watched.
    watched: Option<WatchQuestion>,
    /// The time of the last message.
    now: Timestamp,
}

impl Engine {
    /// An engine that works on a migration; where nothing can be recorded, it only looks.
    pub fn new(session: Session, now: Timestamp) -> Self {
        let role = if session.is_read_only() { Role::Follower } else { Role::Operator };
        // A clock that went back while nobody worked: how far it did, the times of the facts tell.
        let back = session.run.before_last(now).max(SignedDuration::ZERO);
        let pending = Pending::after_jump(-back);
        Self { session, pending, role, watched: None, now }
    }

    /// An engine that follows a migration from afar: it takes records in, and nothing else.
    pub fn follower(session: Session, now: Timestamp) -> Self {
        Self { role: Role::Follower, ..Self::new(session, now) }
    }

    /// The work in flight; `None` where the engine is idle.
    pub const fn busy(&self) -> Option<Busy> {
        self.pending.busy()
    }

    /// The question that LifeTime's watcher has to answer now; `None` where LifeTime is not watched.
    pub const fn watched(&self) -> Option<&WatchQuestion> {
        self.watched.as_ref()
    }

    /// Takes in a message that came at a time.
    pub fn handle(&mut self, at: Timestamp, msg: EngineMsg) -> Reaction {
        let mut out = Reaction::default();
        self.now = at;
        match (self.role_for(&msg), msg) {
            (Role::Operator, msg) => {
                self.take_in(msg, &mut out);
                self.settle(&mut out);
            }
            (Role::Follower, EngineMsg::Recorded(record)) => {
                self.recorded(*record, &mut out);
                let looks =
                    self.session.looks_now() && out.effects.iter().any(|it| matches!(it, EngineEffect::CheckVault(..)));
                out.effects.clear();
                out.effects.extend(looks.then(|| self.check_vault(WhenLost::Show)));
            }
            (Role::Follower, EngineMsg::Heard(heard)) => self.session.heard(*heard),
            (Role::Follower, EngineMsg::Anew(session)) => self.session = *session,
            (Role::Follower, EngineMsg::VaultChecked(vault_checks, _)) => self.session.vault_checked(at, vault_checks),
            (Role::Follower, EngineMsg::Start | EngineMsg::CheckVault) if self.session.looks_now() => {
                out.effect(self.check_vault(WhenLost::Show));
            }
            (Role::Follower, EngineMsg::PutAway) => self.session.pointed = None,
            (Role::Follower, _) => {}
        }
        out
    }

    /// Who handed a migration over only looks at it: to take it over is all that can be recorded.
    fn role_for(&self, msg: &EngineMsg) -> Role {
        let is_wanted = matches!(msg, EngineMsg::Do(wanted) if wanted.operation == Operation::TakeOver)
            || matches!(msg, EngineMsg::Judge(Command::TakeOver));
        let is_taken = is_wanted || matches!(msg, EngineMsg::Recorded(_) | EngineMsg::NotRecorded(_));
        if self.session.run.is_away() && !is_taken { Role::Follower } else { self.role }
    }

    fn take_in(&mut self, msg: EngineMsg, out: &mut Reaction) {
        match msg {
            wanted if self.is_too_early(&wanted) => out.news(News::Objected(BUSY.to_owned())),
            EngineMsg::Start => self.start(out),
            EngineMsg::Do(wanted) => self.wanted(wanted, out),
            EngineMsg::Practice(subject, live) => self.practice(subject, live, false, out),
            EngineMsg::Paste(subject, text) => {
                let text = self.session.secrets.hide(&text).into_owned();
                match point::pasted(&self.session.run, &text) {
                    Some(pointings) => self.pasted_pointings(pointings, out),
                    None => self.intended(Ok(pasted(&self.session, subject, text)), Cause::person(), out),
                }
            }
            EngineMsg::Point(pointing) => self.pending.follows.push_back(Follow::Point(pointing)),
            EngineMsg::PutAway => self.session.pointed = None,
            EngineMsg::Judge(command) => self.judge(command, None, Cause::person(), out),
            EngineMsg::AskSupport(step) => {
                let intent = ask_support(&self.session, step);
                self.on_pages(intent, Subject::Step(step), Then::Nothing, out);
            }
            EngineMsg::ChangeSerialToPage { step, reason } => {
                let intent = read_serial_page(&self.session, step, reason);
                self.on_pages(intent, Subject::Step(step), Then::Nothing, out);
            }
            EngineMsg::StopWaiting => self.stop_waiting(out),
            EngineMsg::CheckVault => out.effect(self.check_vault(WhenLost::Show)),
            EngineMsg::Found(lookup, found) if lookup.is_on_pages() => self.pending.task_done(lookup, found),
            EngineMsg::Found(lookup, found) => {
                if let Some(cause) = self.pending.found(lookup.number) {
                    self.found(&lookup, found, cause, out);
                }
            }
            EngineMsg::VaultChecked(vault_checks, when_lost) => self.vault_checked(vault_checks, when_lost, out),
            EngineMsg::Recorded(record) => self.recorded(*record, out),
            EngineMsg::NotRecorded(why) => self.not_recorded(why, out),
            EngineMsg::ToolReady(number, process) => self.tool_ready(number, process, out),
            EngineMsg::LookForLeft => self.look_for_left(out),
            EngineMsg::Living(living) => self.living(living, out),
            EngineMsg::Printed(number, lines) => self.printed(number, lines),
            EngineMsg::ToolEnded(number, ended) => self.tool_ended(number, *ended, out),
            EngineMsg::Looking(progress) => {
                self.session.looking = Some(progress);
                out.news(News::CardChanged);
            }
            EngineMsg::Observed(observation) => {
                self.session.looking = None;
                self.pending.observation = Some(observation);
            }
            EngineMsg::Looked(number) => self.looked(number),
            EngineMsg::AbortAnswered(answer) => self.abort_answered(answer, out),
            EngineMsg::ClockJumped(by) => self.pending.jumped = self.pending.jumped.saturating_add(by),
            EngineMsg::Leave => self.pending.unsent.extend(self.farewell(self.now)),
            // They are for those who watch from afar.
            EngineMsg::Heard(_) | EngineMsg::Anew(_) => {}
        }
    }

    /// Starts with the checks that come first: reads the vault, and records that nobody watched LifeTime since the program
    /// ended.
    fn start(&mut self, out: &mut Reaction) {
        self.was_watched();
        out.effect(self.check_vault(WhenLost::Show));
        self.look_for_left(out);
        self.update_watch(out);
    }

    fn check_vault(&self, when_lost: WhenLost) -> EngineEffect {
        EngineEffect::CheckVault(self.session.all_expected(), when_lost)
    }

    /// Does an operation, once LifeTime was looked at where that matters.
    fn wanted(&mut self, wanted: Request, out: &mut Reaction) {
        if self.looks_first(&wanted) {
            let number = self.pending.next_number();
            self.pending.work = Work::AskingLifeTime { number, wanted };
            out.effect(EngineEffect::LookNow(number));
        } else {
            self.do_now(wanted, out);
        }
    }

    fn do_now(&mut self, wanted: Request, out: &mut Reaction) {
        let Request { operation, subject, arguments } = wanted.without(&self.session.secrets);
        if let Some(why) = waits_for_left(&self.session, subject, operation) {
            out.news(News::Objected(why));
            self.look_for_left(out);
        } else if operation == Operation::StopCommand {
            self.stop_tool(subject, out);
        } else if operation == Operation::DoForMe {
            self.practice(subject, Live::default(), false, out);
        } else {
            let then = match subject.step() {
                Some(step) if operation == Operation::RunCommand => Then::RunTool(step),
                Some(_) | None => Then::Nothing,
            };
            let intent = intent((&self.session, self.now), subject, operation, &arguments);
            self.intended(intent, Cause { by: Author::Person, then }, out);
        }
    }

    /// Does a card on the practice pages. A step that has to be begun is recorded as begun first, and then done.
    fn practice(&mut self, subject: Subject, live: Live, just_begun: bool, out: &mut Reaction) {
        let intent = practice(&self.session, subject, &live, just_begun);
        self.on_pages(intent, subject, Then::Practice(subject, Box::new(live)), out);
    }

    /// Records in the program's own name whatever is done on the practice pages.
    fn on_pages(&mut self, intent: Result<Intent, String>, subject: Subject, then: Then, out: &mut Reaction) {
        match intent {
            Ok(intent) => self.intended(Ok(intent), Cause { by: Author::Program, then }, out),
            Err(why) => out.news(News::NotDone { subject, why, is_final: false }),
        }
    }

    fn intended(&mut self, intent: Result<Intent, String>, cause: Cause, out: &mut Reaction) {
        match intent {
            Ok(Intent::Command(command)) => self.judge(command, None, cause, out),
            Ok(Intent::Tool(drive)) => self.run_tool(*drive, out),
            Ok(Intent::Lookup(lookup)) => {
                let number = self.pending.next_number();
                if lookup.is_on_pages() {
                    self.pending.tasks.push(Task { number, step: lookup.step(), cause });
                } else {
                    self.pending.work = Work::Looking { number, cause };
                }
                out.effect(EngineEffect::Inspect(Lookup { number, ..lookup }));
            }
            Err(why) => out.news(News::Objected(why)),
        }
    }

    /// Judges a finding. A failure on a practice page is recorded; a target that could not be read, or a finding that does
    /// not fit, is only reported.
    fn found(&mut self, lookup: &Lookup, found: Found, cause: Cause, out: &mut Reaction) {
        if let Found::Nothing(why) = &found
            && !lookup.is_on_pages()
        {
            out.news(News::Unreadable(self.session.secrets.hide(why).into_owned()));
            return;
        }
        let is_final = matches!(found, Found::Nothing(_)) && lookup.does_card();
        match interpret(&self.session, lookup, found) {
            Ok((command, attachment)) => self.judge(command, attachment, cause, out),
            Err(why) if lookup.is_on_pages() => {
                let subject = lookup.step().map_or(Subject::Support, Subject::Step);
                let step = lookup.step().map(|step| self.session.run.planned(step).id.clone());
                out.news(News::NotDone { subject, why: why.clone(), is_final });
                self.record(Event::Refused { step, reason: why }, None, Cause::program(), out);
            }
            Err(why) => out.news(News::Objected(why)),
        }
    }

    /// Stops waiting for a look at something outside. A fact that is being written is still written, but nothing is done on
    /// the practice pages after it.
    fn stop_waiting(&mut self, out: &mut Reaction) {
        if !self.pending.tasks.is_empty() {
            self.pending.tasks.clear();
            out.news(News::Stopped { on_pages: true });
            out.effect(EngineEffect::StopTask);
            return;
        }
        match std::mem::replace(&mut self.pending.work, Work::Idle) {
            Work::Idle => {}
            Work::AskingLifeTime { .. } | Work::Looking { .. } => out.news(News::Stopped { on_pages: false }),
            Work::Recording(Then::Practice(..)) => self.pending.work = Work::Recording(Then::Nothing),
            writing @ (Work::Readying { .. } | Work::Recording(Then::Nothing | Then::RunTool(_))) => {
                self.pending.work = writing;
            }
        }
    }

    /// Settles what has gathered, one thing after the other, whenever nothing is in flight: what LifeTime has shown comes
    /// before what follows from anything.
    fn settle(&mut self, out: &mut Reaction) {
        while self.pending.is_idle() {
            if self.pending.observation.is_some() {
                self.record_seen(out);
            } else if let Some(event) = self.pending.unsent.pop_front() {
                self.record(event, None, Cause::program(), out);
            } else if let Some(follow) = self.pending.follows.pop_front() {
                self.follow(follow, out);
            } else if let Some((drive, ended)) = self.pending.ended.pop_front() {
                self.record_ended(&drive, &ended, out);
            } else if let Some((lookup, found, cause)) = self.pending.done.pop_front() {
                self.found(&lookup, found, cause, out);
            } else {
                break;
            }
        }
        if self.pending.is_idle() && std::mem::take(&mut self.pending.look_again) {
            out.effect(self.check_vault(WhenLost::Record));
        }
    }

    fn follow(&mut self, follow: Follow, out: &mut Reaction) {
        match follow {
            // A tool's claim is recorded in the program's own name.
            Follow::Claim(command) => self.judge(command, None, Cause::program(), out),
            Follow::Continue { step, by_tool } => self.continue_step(step, by_tool, out),
            Follow::Want(wanted) => self.do_now(wanted, out),
            Follow::Point(pointing) => self.point(pointing, out),
        }
    }
}
