//! Line mode: the same session as numbered questions, for a screen reader, a pipe, or an answers file.
//! It draws nothing and writes no escape sequence.

mod ask;
mod command;
mod live;
mod prepared;
mod print;
pub mod setup;
mod watch;

use std::{
    collections::HashMap,
    io::{BufRead, Write},
};

pub use self::print::Printer;
use crate::{
    app::{
        action::Deed,
        drive::{Ended, Invocation},
        session::{Focus, Owner, Session},
        update::refused,
        wish::{Intent, Wish, conclude, wish},
        world::{Attachment, Author, Clock, Finding, Inquiry, Keep, Look, Observe},
    },
    domain::{
        answers::{Answers, Live},
        clocks::Urgency,
        command::Command,
        decide::decide,
        event::Event,
        infrastructure::{EnvironmentId, Side},
        outlook::State,
        refusal::Refusal,
        telling::{alarm, tell},
    },
};

/// The longest line that is taken in, in bytes; more is cut off.
const LONGEST_LINE: u64 = 1024 * 1024;

/// A line of input, whatever bytes it has; none at its end.
fn read_line(input: &mut impl BufRead) -> Option<String> {
    let mut bytes = Vec::new();
    let read = std::io::Read::take(input, LONGEST_LINE).read_until(b'\n', &mut bytes).ok()?;
    (read > 0).then(|| String::from_utf8_lossy(&bytes).trim_end_matches(['\n', '\r']).to_owned())
}

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

/// Runs a command, and hands over what it prints on the way.
pub type Runner = fn(&Invocation, &mut dyn FnMut(Vec<String>)) -> Ended;

/// The world of line mode.
#[derive(Debug)]
pub struct Hands<L, K, C> {
    /// Looks at things.
    pub looker: L,
    /// Keeps facts.
    pub keeper: K,
    /// Tells the time.
    pub clock: C,
}

/// A migration in line mode.
#[derive(Debug)]
pub struct LineMode<L, K, C, I, O: Write, E: Write> {
    session: Session,
    hands: Hands<L, K, C>,
    answers: Answers,
    /// Where a person answers; nobody, when unattended.
    input: Option<I>,
    out: Printer<O>,
    err: Printer<E>,
    /// Whose card was chosen by hand.
    chosen: Option<Owner>,
    /// The card that was shown last.
    shown: Option<Focus>,
    /// Which answers of the file were given in this run, by step.
    given: HashMap<usize, Given>,
    /// How often what the answers do not name was tried on the practice pages.
    tries: HashMap<Focus, u32>,
    /// Whether what is recorded now was done by the program on the practice pages.
    on_errand: bool,
    /// The files of the vault that were found damaged.
    damaged: Vec<(EnvironmentId, Side)>,
    /// Who looks at LifeTime, where that is configured.
    watcher: Option<Box<dyn Observe>>,
    /// What runs commands.
    runner: Option<Runner>,
    /// What was told last about all licenses.
    told: String,
    /// What the window said last.
    urgency: Urgency,
    /// Whether it was refused that Support has answered, as the answers file has it.
    not_asked: bool,
}

/// How far the answers to a step were given in this run.
#[derive(Debug, Clone, Copy)]
struct Given {
    /// The first that was given.
    first: usize,
    /// How many were given.
    count: usize,
}

/// Why something that was wanted did not come to be.
#[derive(Debug, Clone, PartialEq, Eq)]
enum Fault {
    /// A rule, or what was found, speaks against it.
    Refused(String),
    /// It did not work on the practice pages.
    NotDone(String),
    /// It could not be looked at.
    Unreadable(String),
    /// It could not be recorded.
    NotRecorded(String),
}

impl<L: Look, K: Keep, C: Clock, I: BufRead, O: Write, E: Write> LineMode<L, K, C, I, O, E> {
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
            session,
            hands,
            answers,
            input,
            out,
            err,
            chosen: None,
            shown: None,
            given: HashMap::new(),
            tries: HashMap::new(),
            on_errand: false,
            damaged: Vec::new(),
            watcher: None,
            runner: None,
            told: String::new(),
            urgency: Urgency::Calm,
            not_asked: false,
        }
    }

    /// The same, with somebody who looks at LifeTime.
    #[must_use]
    pub fn watched_by(self, watcher: Option<Box<dyn Observe>>) -> Self {
        Self { watcher, ..self }
    }

    /// The same, with something that runs commands.
    #[must_use]
    pub fn run_by(self, runner: Runner) -> Self {
        Self { runner: Some(runner), ..self }
    }

    /// Goes on until the migration is over, somebody leaves, or nobody can answer.
    pub fn run(mut self) -> Ending {
        let ending = self.work();
        // Nobody watches from here on.
        match self.stop_watching() {
            Ok(()) => ending,
            Err(_) => Ending::Failed,
        }
    }

    fn work(&mut self) -> Ending {
        if let Err(Fault::NotRecorded(why)) = self.was_watched().and_then(|()| self.look_through_vault()) {
            self.err.line(&why);
            return Ending::Failed;
        }
        self.greet();
        loop {
            if let Err(Fault::NotRecorded(why)) = self.look_at_lifetime() {
                self.err.line(&why);
                return Ending::Failed;
            }
            let focus = self.session.focus(self.chosen, self.hands.clock.now());
            if focus == Focus::Nothing && (self.input.is_none() || self.session.outlook.state != State::Done) {
                self.show_card(focus);
                return self.ending();
            }
            let ending = match self.answer(focus) {
                Some(Ok(())) => None,
                Some(Err(fault)) => self.after_fault(focus, fault),
                None if self.input.is_some() => self.ask(focus),
                None => {
                    self.show_card(focus);
                    Some(self.needs_a_person())
                }
            };
            if let Some(ending) = ending {
                return ending;
            }
        }
    }

    /// The state of the session, for tests and for whoever comes after.
    pub const fn session(&self) -> &Session {
        &self.session
    }

    fn needs_a_person(&self) -> Ending {
        match self.session.outlook.state {
            _ if self.is_damaged() => Ending::Damaged,
            State::Stopped | State::RollingBack => Ending::Stopped,
            State::Done => Ending::Done,
            State::Preparing | State::Running | State::Held | State::RolledBack | State::Abandoned => Ending::Held,
        }
    }

    /// Whether a file that was found damaged was not given again.
    fn is_damaged(&self) -> bool {
        let run = &self.session.run;
        let is_gone = |(id, side): &(EnvironmentId, Side)| {
            run.position(id).is_some_and(|place| run.environment(place).file(*side).is_none())
        };
        self.damaged.iter().any(is_gone)
    }

    fn ending(&self) -> Ending {
        match self.session.outlook.state {
            State::Done | State::RolledBack => Ending::Done,
            State::Abandoned => Ending::Refused,
            State::Stopped | State::RollingBack => Ending::Stopped,
            State::Preparing | State::Running | State::Held => Ending::Held,
        }
    }

    /// What was written down is tried once for each attempt; then a person is asked, or it ends here.
    fn after_fault(&mut self, focus: Focus, fault: Fault) -> Option<Ending> {
        let (words, ending) = match fault {
            Fault::NotRecorded(why) => {
                self.err.line(&format!("Nothing was recorded: {why}"));
                return Some(Ending::Failed);
            }
            Fault::Refused(why) => (format!("Refused: {why}"), Ending::Refused),
            Fault::NotDone(why) => (format!("Not done: {why}"), self.needs_a_person()),
            Fault::Unreadable(why) => {
                let step = focus.step().map(|place| format!("{}: ", self.session.run.planned(place).id));
                (step.unwrap_or_default() + &why, Ending::Unreadable)
            }
        };
        self.err.line(&words);
        self.not_asked |= focus == Focus::Support;
        let goes_on = ending != Ending::Unreadable && self.is_answered(focus);
        (!goes_on && self.input.is_none()).then_some(ending)
    }

    /// Does a deed with the answers to its questions.
    fn deed(&mut self, focus: Focus, deed: Deed, typed: &[String]) -> Result<(), Fault> {
        if deed == Deed::DoForMe {
            return self.errand(focus, &Live::default());
        }
        // A person may have thought about it for long.
        if matches!(deed, Deed::Begin | Deed::Finish | Deed::RunCommand | Deed::Published) {
            self.look_at_lifetime()?;
        }
        let is_driven =
            deed == Deed::RunCommand && focus.step().is_some_and(|place| !self.session.run.step(place).is_under_way());
        match wish(&self.session, focus, deed, typed) {
            Ok(wish @ Wish::Drive(_)) => self.wish(wish),
            Ok(wish) if is_driven => self.wish(wish).and_then(|()| self.run_if_begun(focus)),
            Ok(wish) => self.wish(wish),
            Err(why) => self.refuse(focus.step(), why),
        }
    }

    fn wish(&mut self, wish: Wish) -> Result<(), Fault> {
        match wish {
            Wish::Command(command) => self.judge(&command, None),
            Wish::Look(inquiry, intent) => self.look(&inquiry, &intent),
            Wish::Drive(drive) => self.drive(&drive),
        }
    }

    fn look(&mut self, inquiry: &Inquiry, intent: &Intent) -> Result<(), Fault> {
        let finding = self.hands.looker.look(inquiry);
        if let Finding::Nothing(why) = &finding {
            if !intent.is_errand() {
                return Err(Fault::Unreadable(why.clone()));
            }
            self.give_up(intent.place());
        }
        match conclude(&self.session, intent, finding) {
            Ok((command, attachment)) => self.judge(&command, attachment),
            Err(why) if intent.is_errand() => self.not_done(intent.place(), why),
            Err(why) => self.refuse(intent.place(), why),
        }
    }

    /// What did not work on a practice page belongs to the record of the night.
    fn not_done(&mut self, place: Option<usize>, why: String) -> Result<(), Fault> {
        match self.refuse(place, why) {
            Err(Fault::Refused(why)) => Err(Fault::NotDone(why)),
            other => other,
        }
    }

    /// A refusal is recorded: an answers file is not asked the same twice.
    fn refuse(&mut self, place: Option<usize>, why: String) -> Result<(), Fault> {
        let step = place.map(|place| self.session.run.planned(place).id.clone());
        self.record(Event::Refused { step, reason: why.clone() }, None)?;
        Err(Fault::Refused(why))
    }

    fn judge(&mut self, command: &Command, attachment: Option<Attachment>) -> Result<(), Fault> {
        match decide(&self.session.run, command, self.hands.clock.now()) {
            Ok(Event::CommandStarted { step, attempt, tool, line }) => {
                let started = step.clone();
                self.record(Event::CommandStarted { step, attempt, tool, line }, attachment)?;
                self.run_started(&started)
            }
            Ok(event) => self.record(event, attachment),
            Err(refusal) => {
                self.record(refused(command, &refusal), None)?;
                if matches!(refusal, Refusal::VaultFile { .. }) {
                    self.look_through_vault()?;
                }
                Err(Fault::Refused(refusal.to_string()))
            }
        }
    }

    fn record(&mut self, event: Event, attachment: Option<Attachment>) -> Result<(), Fault> {
        let touches_vault = matches!(event, Event::LicenseKept { .. } | Event::RollbackStarted { .. });
        let by = Author::of(&event, self.on_errand);
        let record = self.hands.keeper.record(event, attachment, by).map_err(Fault::NotRecorded)?;
        let alarm = alarm(&self.session.run, &record.event);
        self.session.recorded(&record).map_err(|misfit| Fault::NotRecorded(misfit.to_string()))?;
        if !matches!(record.event, Event::Refused { .. }) {
            let told = tell(&self.session.run, &record.event);
            self.out.line(&told);
            if let Some(alarm) = alarm {
                self.out.line(&format!("Look: {alarm}"));
            }
            self.shown = None;
            self.tell_blend();
        }
        if matches!(record.event, Event::StepBegun { .. } | Event::SerialRead { .. }) {
            self.session.unread = None;
        }
        if let Event::AbortAsked { deployment } = &record.event {
            self.abort(deployment);
        }
        if touches_vault { self.look_through_vault() } else { Ok(()) }
    }

    /// What is in the vault is read back: at the start, and whenever a file was added.
    fn look_through_vault(&mut self) -> Result<(), Fault> {
        match self.hands.looker.look(&Inquiry::Vault(self.session.all_expected())) {
            Finding::Vault(sightings) => match self.session.sighted(sightings) {
                Some(damage) => {
                    if let Command::ReportDamage { environment, side, .. } = &damage {
                        self.damaged.push((environment.clone(), *side));
                    }
                    self.judge(&damage, None)
                }
                None => Ok(()),
            },
            Finding::File(..)
            | Finding::Text { .. }
            | Finding::Outcome(_)
            | Finding::Nothing(_)
            | Finding::Later(_) => Ok(()),
        }
    }
}
