//! A migration as both faces see it: its state, what follows from it, and where it lies.

use std::{path::Path, sync::Arc};

use jiff::{SignedDuration, Timestamp};

pub use super::lesson::Lesson;
use super::{
    afar::Afar,
    beyond::Beyond,
    download::Download,
    history::History,
    subject::{Owner, Subject},
    tool_run::RunningTool,
    unclear::UnclearMessage,
    vault::ExpectedFile,
};
use crate::domain::{
    clocks::Clocks,
    command::{Command, StepCommand, VaultCheck},
    event::{Event, FactKind},
    index::{EnvIx, StepIx},
    infrastructure::{EnvironmentId, Side},
    outlook::{Hold, Next, Outlook, State},
    point,
    pointing::Pointing,
    procedure::Procedure,
    record::Record,
    run::{Course, Progress, ReplayError, Run},
    secret::Secrets,
    sight::Sight,
    text::native,
    tool::Process,
    watch::LookProgress,
};

/// A migration as both faces see it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Session {
    /// The state.
    pub run: Run,
    /// The conclusions from the state.
    pub outlook: Outlook,
    /// How it went so far; nothing is decided by it.
    pub history: History,
    /// The migration folder, as the person knows it.
    pub folder: String,
    /// The same in full: what is given to another program.
    pub place: String,
    /// The condition of the files in the vault at the last look: one entry per environment, in the order of the file.
    pub vault: Vec<VaultCheck>,
    /// When that was, where it was now or during this session.
    pub looked_at: Option<Timestamp>,
    /// When that look was, where it was the one of packing a bundle: it says nothing about now.
    pub packed_at: Option<Timestamp>,
    /// What follows the last record that is known.
    pub beyond: Beyond,
    /// The lesson of the rehearsal, where the practice pages are open.
    pub lesson: Option<Lesson>,
    /// The commands that run now.
    pub running: Vec<RunningTool>,
    /// The processes of commands that an earlier run has left, as far as they still ran at the last look.
    pub living: Vec<Process>,
    /// An upload whose serial number could not be read: the step, and its attempt.
    pub unread: Option<(StepIx, u32)>,
    /// A message of a publish that a person has to read.
    pub unclear: Option<UnclearMessage>,
    /// What somebody points at who is not here.
    pub pointed: Option<Pointing>,
    /// New license files in the folder of downloads.
    pub downloads: Vec<Download>,
    /// How far the present look at LifeTime is, where it takes long.
    pub looking: Option<LookProgress>,
    /// What nobody's text may hold when it is written down.
    pub secrets: Secrets,
    /// Which moment this is, where it is not now: then nothing can be done.
    pub as_of: Option<AsOf>,
    /// What is known of the one who works on it, where it is watched from afar: then nothing can be done here.
    pub afar: Option<Box<Afar>>,
}

/// A moment of a migration that has passed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct AsOf {
    /// After which fact.
    pub seq: u64,
    /// When that was recorded.
    pub at: Timestamp,
}

impl Session {
    /// Begins with the first fact of a journal.
    ///
    /// # Errors
    /// When the fact does not fit the procedure.
    pub fn begin(procedure: Arc<Procedure>, first: &Record<Event>, folder: String) -> Result<Self, ReplayError> {
        let run = Run::begin(procedure, first)?;
        let history = History::of(first, &run);
        Ok(Self { history, ..Self::of(run, folder) })
    }

    /// A migration in a state, before anybody looked into its vault; how it went is not known.
    pub fn of(run: Run, folder: String) -> Self {
        let place = folder.clone();
        Self {
            outlook: Outlook::of(&run),
            run,
            history: History::default(),
            folder,
            place,
            vault: Vec::new(),
            looked_at: None,
            packed_at: None,
            beyond: Beyond::default(),
            lesson: None,
            running: Vec::new(),
            living: Vec::new(),
            unread: None,
            unclear: None,
            pointed: None,
            downloads: Vec::new(),
            looking: None,
            secrets: Secrets::default(),
            as_of: None,
            afar: None,
        }
    }

    /// The migration as it was after its last known fact; what is in the vault now says nothing about then.
    #[must_use]
    pub fn as_it_was(self) -> Self {
        if self.as_of.is_some() {
            return self;
        }
        Self {
            as_of: Some(AsOf { seq: self.run.facts, at: self.run.latest }),
            vault: Vec::new(),
            looked_at: None,
            ..self
        }
    }

    /// The same, with what was just found in the vault: a bundle of it is packed at this time.
    #[must_use]
    pub fn packed_at(self, at: Timestamp) -> Self {
        let vault = self.vault.clone();
        // To the second, as it is told everywhere.
        let at = Timestamp::from_second(at.as_second()).unwrap_or(at);
        Self { packed_at: Some(at), vault, ..self.as_it_was() }
    }

    /// When the vault was looked at, as it follows a word like *verified*; empty, where that was now.
    pub fn when_packed(&self) -> String {
        self.packed_at.map_or_else(String::new, |at| format!(" when packed at {}", self.run.told(at)))
    }

    /// The time at which it is looked at: now, or the moment that it shows.
    pub fn time(&self, now: Timestamp) -> Timestamp {
        self.as_of.map_or(now, |as_of| as_of.at)
    }

    /// A file of the migration folder in full, as this system writes it: for another program, and to be copied.
    pub fn in_full(&self, file: &str) -> String {
        native(&Path::new(&self.place).join(file).display().to_string())
    }

    /// The warning that everybody has to read first; `None` where everything is known.
    pub fn warning(&self) -> Option<String> {
        self.beyond.warning(&self.run.acmove)
    }

    /// All that has to be said before anything else: of damage, and of a record that was never acknowledged.
    pub fn notices(&self) -> impl Iterator<Item = String> {
        self.warning().into_iter().chain(self.beyond.notice())
    }

    /// Takes in a fact that is on disk.
    ///
    /// # Errors
    /// When the fact does not fit the migration.
    pub fn recorded(&mut self, record: &Record<Event>) -> Result<(), ReplayError> {
        self.run.apply(record)?;
        self.outlook.follow(&self.run);
        self.history.take(record, &self.run);
        self.pointed = point::shown_after(self.pointed.take(), record);
        // What becomes of a step answers what was asked about it.
        let about = record.event.about();
        let step = about.step.filter(|_| !matches!(about.kind, FactKind::Refused | FactKind::Note));
        let step = step.and_then(|step| self.run.plan.index(step));
        self.unclear.take_if(|unclear| Some(unclear.step.0) == step);
        Ok(())
    }

    /// The next thing to do, whatever the time is.
    pub const fn next(&self) -> Subject {
        Subject::of(self.outlook.next)
    }

    /// The next thing that is asked, at a moment.
    pub fn next_at(&self, now: Timestamp) -> Next {
        self.outlook.next_at(&self.run, self.time(now))
    }

    /// How far the clock is behind the latest fact, where it is by more than a moment; never of a moment of the past.
    pub fn clock_behind(&self, now: Timestamp) -> Option<SignedDuration> {
        self.as_of.map_or_else(|| self.run.behind(now), |_| None)
    }

    /// How it stands at a moment.
    pub fn state_at(&self, now: Timestamp) -> State {
        self.outlook.state_at(&self.run, self.time(now))
    }

    /// The word of `status` for how it stands at a moment.
    pub fn state_word(&self, now: Timestamp) -> &'static str {
        match self.beyond {
            Beyond::Newer { .. } => "newer",
            Beyond::Damage { .. } => "damaged",
            Beyond::Nothing | Beyond::Torn { .. } => self.state_at(now).word(),
        }
    }

    /// The same for people.
    pub fn state_name(&self, now: Timestamp) -> &'static str {
        match self.beyond {
            Beyond::Newer { .. } => "written by a NEWER acmove, read-only",
            Beyond::Damage { .. } => "DAMAGED JOURNAL, read-only",
            Beyond::Nothing | Beyond::Torn { .. } => self.state_at(now).name(),
        }
    }

    /// The reasons why the migration waits, at a moment.
    pub fn holds_at(&self, now: Timestamp) -> Vec<Hold> {
        self.outlook.holds_at(&self.run, self.time(now))
    }

    /// The subject of the card at a moment: of the owner that was chosen by hand, else the next that is asked.
    pub fn subject(&self, chosen: Option<Owner>, now: Timestamp) -> Subject {
        let Some(_) = chosen else { return Subject::of(self.next_at(now)) };
        let own = self.next_of(chosen);
        // Whoever chose the environment by hand is asked the same before BBB is uploaded.
        let asks = |step: &StepIx| self.outlook.asks_before(&self.run, *step, self.time(now));
        own.step().filter(asks).map_or(own, Subject::FirstUpload)
    }

    /// The subject to show for an owner that was chosen by hand, always a step of its own: the step to do there, else the
    /// last one done, else the first to come.
    pub fn next_of(&self, chosen: Option<Owner>) -> Subject {
        let Some(owner) = chosen else { return self.next() };
        let own = self.run.way_of(owner.environment()).collect::<Vec<_>>();
        let touched = |step: &&StepIx| self.run.step(**step).progress != Progress::Untouched;
        let step = self.outlook.step_of(&self.run, owner.environment());
        let step = step.or_else(|| own.iter().rfind(touched).or(own.first()).copied());
        step.map_or_else(|| self.next(), Subject::Step)
    }

    /// Whether a rollback can be started now.
    pub fn can_roll_back(&self) -> bool {
        let over = matches!(self.run.course, Course::Back { .. } | Course::Abandoned { .. });
        !over && !self.is_read_only() && self.run.may_have_target().next().is_some()
    }

    /// The environment that the next step belongs to.
    pub fn next_environment(&self) -> Option<EnvIx> {
        match self.next() {
            Subject::Step(step) | Subject::Stopped(step) | Subject::FirstUpload(step) => {
                self.run.planned(step).environment
            }
            Subject::Requirement(_)
            | Subject::Deadline
            | Subject::Deployments
            | Subject::Support
            | Subject::TakeOver
            | Subject::EndOfNight
            | Subject::BetweenNights
            | Subject::Nothing => None,
        }
    }

    /// The message that a person has to read before a step goes on.
    pub fn unclear_at(&self, step: StepIx) -> Option<&UnclearMessage> {
        self.unclear.as_ref().filter(|unclear| unclear.step == (step, self.run.attempt(step)))
    }

    /// The command that runs for a step.
    pub fn running_at(&self, step: StepIx) -> Option<&RunningTool> {
        self.running.iter().find(|running| running.drive.step == step)
    }

    /// A command that runs in an environment.
    pub fn running_in(&self, environment: Option<EnvIx>) -> Option<&RunningTool> {
        self.running.iter().find(|running| self.run.planned(running.drive.step).environment == environment)
    }

    /// The files that ought to be in the vault for an environment.
    pub fn expected(&self, environment: EnvIx) -> ExpectedFile {
        let known = self.run.environment(environment);
        let digest = |side| known.file(side).map(|file| file.sha256);
        ExpectedFile {
            environment: self.run.described(environment).id.clone(),
            source: digest(Side::Source),
            target: digest(Side::Target),
        }
    }

    /// The same for all environments, in the order of the file.
    pub fn all_expected(&self) -> Vec<ExpectedFile> {
        self.run.every_environment().map(|environment| self.expected(environment)).collect()
    }

    /// Takes note of what was found in the vault at a moment, in the order of the file.
    pub fn vault_checked(&mut self, at: Timestamp, vault_checks: Vec<VaultCheck>) {
        if self.as_of.is_none() {
            self.vault = vault_checks;
            self.looked_at = Some(at);
        }
    }

    /// What was found of the file of a side, when somebody last looked.
    pub fn sight(&self, environment: EnvIx, side: Side) -> Sight {
        let found = self.vault.get(environment.get()).map(|vault_check| vault_check.of(side));
        let kept = self.run.environment(environment).file(side);
        kept.map_or(Sight::NotLooked, |file| Sight::of(found, file.sha256))
    }

    /// The files that were found lost at the last look, in the order of the file. One that cannot be read may be readable again
    /// in a moment: nothing is given up for that.
    pub fn lost(&self) -> impl Iterator<Item = (EnvIx, Side, Sight)> {
        let sides = |environment| [(environment, Side::Source), (environment, Side::Target)];
        let all = self.run.every_environment().flat_map(sides);
        all.map(|(environment, side)| (environment, side, self.sight(environment, side)))
            .filter(|(_, _, sight)| sight.is_lost())
    }

    /// The environment of a card.
    ///
    /// # Errors
    /// With a sentence, when it is a card of the infrastructure.
    pub fn environment_of(&self, subject: Subject) -> Result<EnvironmentId, String> {
        let place = subject.step().and_then(|step| self.run.planned(step).environment);
        place
            .map(|environment| self.run.described(environment).id.clone())
            .ok_or_else(|| "Select an environment first.".to_owned())
    }

    /// A command on a step at its present attempt.
    pub fn command(&self, step: StepIx, command: StepCommand) -> Command {
        self.command_at(step, self.run.attempt(step), command)
    }

    /// A command on a step at an attempt.
    pub fn command_at(&self, place: StepIx, attempt: u32, command: StepCommand) -> Command {
        Command::Step { step: self.run.planned(place).id.clone(), attempt, command }
    }

    /// Whether the time alone has changed what is asked between two moments: the deadline has passed.
    pub fn asks_anew(&self, before: Timestamp, now: Timestamp) -> bool {
        let asked = |at| (self.next_at(at), self.state_at(at));
        asked(before) != asked(now)
    }

    /// The times at a moment.
    pub fn clocks(&self, now: Timestamp) -> Clocks {
        self.outlook.clocks(&self.run, self.time(now))
    }
}
