//! Line mode: the same session as numbered questions, for a screen reader, a pipe, or an answers file.
//! It draws nothing and writes no escape sequence.

mod ask;
mod beside;
mod decided;
mod hints;
mod input;
mod live;
mod meanwhile;
mod menu;
mod next_answer;
mod perform;
mod prepared;
mod print;
mod read;
pub mod setup;
mod side_by_side;
mod situation;

use std::{
    collections::{BTreeSet, HashMap, HashSet},
    io::Write,
};

use jiff::tz::TimeZone;

pub use self::{
    beside::Beside,
    input::{Came, Input, Typed, Unfit},
    print::{Printer, is_unread},
};
use crate::{
    domain::{
        answers::Answers,
        clocks::Urgency,
        command::Command,
        index::{EnvIx, StepIx},
        infrastructure::{EnvironmentId, Side},
        outlook::State,
        tool::Process,
    },
    engine::{
        Engine,
        message::EngineMsg,
        operation::{Argument, Operation, Request},
        ports::{Clock, Inspect, Observe, Recorder},
        session::Session,
        subject::{Owner, Subject},
    },
};

/// How line mode ended.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Ending {
    /// The migration is done or rolled back.
    Done,
    /// A person is needed.
    Held,
    /// A rule forbade what an answer wanted.
    Refused,
    /// The line is stopped, or a rollback is under way.
    Stopped,
    /// A file that an answer names cannot be read.
    Unreadable,
    /// A file of the vault is not what was kept, and a person is needed.
    Damaged,
    /// Something could not be recorded.
    Failed,
}

/// The world of line mode.
#[derive(Debug)]
pub struct Hands<L, K, C> {
    /// Looks at things.
    pub inspector: L,
    /// Keeps facts.
    pub recorder: K,
    /// Tells the time.
    pub clock: C,
}

/// A migration in line mode.
#[derive(Debug)]
pub struct LineMode<L, K, C, I, O: Write, E: Write> {
    engine: Engine,
    hands: Hands<L, K, C>,
    answers: Answers,
    /// Where a person answers; nobody, when unattended.
    input: Option<I>,
    out: Printer<O>,
    err: Printer<E>,
    /// Whose card was chosen by hand.
    chosen: Option<Owner>,
    /// The card that was shown last.
    shown: Option<Subject>,
    /// Which answers of the file were given in this run, by step.
    given: HashMap<StepIx, Given>,
    /// The requirements that the file has answered in this run.
    answered: BTreeSet<usize>,
    /// How often what the answers do not name was tried on the practice pages.
    tries: HashMap<Subject, u32>,
    /// The environments that the answers have taken up again: each once.
    taken_up: HashSet<EnvIx>,
    /// What the answers have done in this run about a night in parts.
    nights: AnsweredNights,
    /// The files of the vault that were found damaged.
    damaged: Vec<(EnvironmentId, Side)>,
    /// Who looks at LifeTime, where that is configured.
    watcher: Option<Box<dyn Observe>>,
    /// Does what takes long outside.
    beside: Option<Box<dyn Beside>>,
    /// What is to be noted about steps that are being done outside.
    notes: HashMap<StepIx, String>,
    /// Whether one step is done after the other, also where more could be done at the same time.
    one_by_one: bool,
    /// How the run ends, once nothing goes on outside any more.
    ending: Option<Ending>,
    /// Tells which processes still run.
    living: Option<fn(&Process) -> bool>,
    /// The summary of all licenses that was printed last.
    told: String,
    /// The urgency of the window at the last look.
    urgency: Urgency,
    /// The zone of this machine, where that is known.
    here: Option<TimeZone>,
    /// Whether it was told that the clock is behind the latest fact.
    is_clock_behind: bool,
    /// Whether it was refused that Support has answered, as the answers file has it.
    not_asked: bool,
    /// Why nobody is asked any more.
    leaving: Option<Leaving>,
}

/// What the answers have done in a run about a night in parts.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum AnsweredNights {
    /// Nothing yet.
    None,
    /// They have ended the night.
    Ended,
    /// They have begun the next one: once in a run.
    Begun,
}

/// How far the answers to a step were given in this run.
#[derive(Debug, Clone, Copy)]
struct Given {
    /// The first that was given.
    first: usize,
    /// How many were given.
    count: usize,
}

/// Why nobody is asked any more.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Leaving {
    /// Somebody leaves, or nobody reads what is asked.
    Asked,
    /// What happened outside could not be recorded.
    NotRecorded,
}

/// Why something that was wanted did not come to be.
#[derive(Debug, Clone, PartialEq, Eq)]
enum Fault {
    /// A rule, or what was found, speaks against it.
    Refused(String),
    /// It did not work on the practice pages.
    NotDone(String),
    /// A person has to read the message that was given.
    Unclear(String),
    /// It could not be looked at.
    Unreadable(String),
    /// It could not be recorded.
    NotRecorded(String),
}

impl<L: Inspect, K: Recorder, C: Clock, I: Input, O: Write, E: Write> LineMode<L, K, C, I, O, E> {
    /// Line mode on a migration; without an input nobody is asked.
    pub fn new(
        session: Session,
        hands: Hands<L, K, C>,
        answers: Answers,
        input: Option<I>,
        out: Printer<O>,
        err: Printer<E>,
    ) -> Self {
        Self {
            engine: Engine::new(session, hands.clock.now()),
            hands,
            answers,
            input,
            out,
            err,
            chosen: None,
            shown: None,
            given: HashMap::new(),
            answered: BTreeSet::new(),
            tries: HashMap::new(),
            taken_up: HashSet::new(),
            nights: AnsweredNights::None,
            damaged: Vec::new(),
            watcher: None,
            beside: None,
            notes: HashMap::new(),
            one_by_one: false,
            ending: None,
            living: None,
            told: String::new(),
            urgency: Urgency::Calm,
            here: None,
            is_clock_behind: false,
            not_asked: false,
            leaving: None,
        }
    }

    /// The same, with somebody who looks at LifeTime.
    #[must_use]
    pub fn watched_by(self, watcher: Option<Box<dyn Observe>>) -> Self {
        Self { watcher, ..self }
    }

    /// The same, where clocks show the time of a zone.
    #[must_use]
    pub fn here(self, zone: TimeZone) -> Self {
        Self { here: Some(zone), ..self }
    }

    /// The same, with somebody who does what takes long outside.
    #[must_use]
    pub fn beside(self, beside: Box<dyn Beside>) -> Self {
        Self { beside: Some(beside), ..self }
    }

    /// The same, where one step is done after the other if that is wanted.
    #[must_use]
    pub fn one_by_one(self, one_by_one: bool) -> Self {
        Self { one_by_one, ..self }
    }

    /// The same, with something that tells which processes still run.
    #[must_use]
    pub fn seeing(self, living: fn(&Process) -> bool) -> Self {
        Self { living: Some(living), ..self }
    }

    /// Goes on until the migration is over, somebody leaves, or nobody can answer.
    pub fn run(mut self) -> Ending {
        let ending = self.work();
        self.input.iter_mut().for_each(Input::close);
        // Nobody watches from here on.
        match self.send(EngineMsg::Leave) {
            Ok(()) => ending,
            Err(_) => Ending::Failed,
        }
    }

    fn work(&mut self) -> Ending {
        if let Err(Fault::NotRecorded(why)) = self.send(EngineMsg::Start) {
            self.err.line(&why);
            return Ending::Failed;
        }
        self.greet();
        let first = self.correct_codes().or_else(|| self.change_window()).or_else(|| self.ask_again());
        let first = first.or_else(|| self.choose_order()).or_else(|| self.name_case());
        if let Some(ending) = first {
            return ending;
        }
        loop {
            if let Some(ending) = self.turn() {
                return ending;
            }
        }
    }

    /// Takes in what ended outside, or does the next thing.
    fn turn(&mut self) -> Option<Ending> {
        if let Err(Fault::NotRecorded(why)) = self.look_at_lifetime() {
            self.err.line(&why);
            self.ends_with(Some(Ending::Failed));
        }
        if self.leaving.is_some() || self.input.as_mut().is_some_and(Input::asks_to_leave) {
            return Some(self.needs_a_person());
        }
        self.look_for_left();
        let mut subject = self.session().subject(self.chosen, self.hands.clock.now());
        if self.is_at_work_beside() {
            match self.chosen_beside(subject).filter(|_| self.ending.is_none()) {
                Some(free) => subject = free,
                None => {
                    self.wait_beside();
                    return None;
                }
            }
        }
        if self.ending.is_some() {
            return self.ends_now();
        }
        // Where it was given up, nothing but deployments may be left to resume.
        let is_paused = self.session().outlook.freeze.since.is_some();
        let is_given_up = self.session().outlook.state == State::Abandoned && !is_paused;
        let is_over = self.input.is_none() || is_given_up;
        if subject == Subject::Nothing && is_over {
            self.show_card(subject);
            return Some(self.ending());
        }
        let ending = match self.answer(subject) {
            Some(Ok(())) => None,
            Some(Err(fault)) => self.after_fault(subject, fault),
            None if self.input.is_some() => self.ask(subject),
            None => {
                self.show_card(subject);
                self.tell_unsaid(subject);
                Some(self.needs_a_person())
            }
        };
        if self.is_at_work_beside() {
            self.ends_with(ending);
            return None;
        }
        ending
    }

    /// The state of the session, for tests and for whoever comes after.
    pub const fn session(&self) -> &Session {
        &self.engine.session
    }

    fn needs_a_person(&self) -> Ending {
        match self.engine.session.outlook.state {
            _ if self.leaving == Some(Leaving::NotRecorded) => Ending::Failed,
            _ if self.is_damaged() => Ending::Damaged,
            State::Stopped | State::RollingBack => Ending::Stopped,
            State::Done | State::RolledBack => Ending::Done,
            State::Abandoned => Ending::Refused,
            State::Preparing | State::Running | State::Held => Ending::Held,
        }
    }

    /// Whether a file was lost at the last look, or was found damaged and not given again.
    fn is_damaged(&self) -> bool {
        let run = &self.engine.session.run;
        let is_gone = |(id, side): &(EnvironmentId, Side)| {
            run.position(id).is_some_and(|environment| run.environment(environment).file(*side).is_none())
        };
        self.damaged.iter().any(is_gone) || self.session().lost().next().is_some()
    }

    fn ending(&self) -> Ending {
        match self.engine.session.outlook.state {
            State::Done | State::RolledBack => Ending::Done,
            State::Abandoned => Ending::Refused,
            State::Stopped | State::RollingBack => Ending::Stopped,
            State::Preparing | State::Running | State::Held => Ending::Held,
        }
    }

    /// Tries a prepared answer once for each attempt; then a person is asked, or the run ends here.
    fn after_fault(&mut self, subject: Subject, fault: Fault) -> Option<Ending> {
        let (words, ending) = match fault {
            Fault::NotRecorded(why) => {
                self.err.line(&format!("Nothing was recorded: {why}"));
                return Some(Ending::Failed);
            }
            Fault::Refused(why) if self.is_damaged() => (format!("Refused: {why}"), Ending::Damaged),
            Fault::Refused(why) => (format!("Refused: {why}"), Ending::Refused),
            Fault::NotDone(why) => (format!("Not done: {why}"), self.needs_a_person()),
            Fault::Unclear(why) => {
                let step = subject.step().map(|step| format!("{}: ", self.engine.session.run.title(step)));
                let words =
                    "acmove cannot tell what the message says, so nothing was recorded: a person has to read it.";
                (format!("{}{words} {why}", step.unwrap_or_default()), self.needs_a_person())
            }
            Fault::Unreadable(why) => {
                let step = subject.step().map(|step| format!("{}: ", self.engine.session.run.planned(step).id));
                (step.unwrap_or_default() + &why, Ending::Unreadable)
            }
        };
        self.err.line(&words);
        self.not_asked |= subject == Subject::Support;
        let goes_on = ending != Ending::Unreadable && self.is_answered(subject);
        (!goes_on && self.input.is_none()).then_some(ending)
    }

    /// Does an operation with the answers to its questions.
    fn operation(&mut self, subject: Subject, operation: Operation, arguments: Vec<Argument>) -> Result<(), Fault> {
        self.look_before(operation)?;
        self.send(EngineMsg::Do(Request { operation, subject, arguments }))?;
        self.attend(subject)
    }

    fn judge(&mut self, command: Command) -> Result<(), Fault> {
        self.send(EngineMsg::Judge(command))
    }
}
