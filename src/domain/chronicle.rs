//! How a migration went over time: what was worked on, what was waited for, which license was where. A second fold over the
//! same facts, for the record and the review; nothing is decided by it.

mod checked;

use jiff::{SignedDuration, Timestamp};

pub use self::checked::{Before, Checked};
use super::{
    event::{Event, KeptFile, Origin},
    identity::SerialNumber,
    infrastructure::Side,
    record::Record,
    run::{Course, Evidence, Holding, License, Progress, Run, Trouble},
    told::{Kind, environment},
    watch,
};

/// From so long on without any fact, nobody was at work.
const SILENCE: SignedDuration = SignedDuration::from_mins(30);

/// How a migration went.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Chronicle {
    /// Every attempt at a step, in the order in which they began.
    pub attempts: Vec<Attempt>,
    /// What was waited for, in the order in which that began.
    pub waits: Vec<Wait>,
    /// For each environment, in the order of the file: what was known of its license, and since when.
    pub licenses: Vec<Vec<Shift>>,
    /// What was looked at, with what was expected and what was found.
    pub checks: Vec<Checked>,
    /// License files that were put into the vault.
    pub kept: Vec<Kept>,
    /// For each environment, the first page that was read before anything was uploaded there.
    pub before: Vec<Option<Before>>,
    /// When the work that is under way began; none while nobody is at work.
    since: Option<Timestamp>,
    last: Option<Timestamp>,
    /// Attempts whose end is not known yet.
    open: Vec<usize>,
    /// Waits that go on.
    waiting: Vec<usize>,
    /// Attempts of each step that were closed.
    closed: Vec<u32>,
    /// Environments in which an upload was begun.
    touched: Vec<bool>,
    /// The serial numbers as they were known before the fact that is taken in.
    serials: Vec<Option<SerialNumber>>,
}

/// An attempt at a step.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Attempt {
    /// Place of the step in the plan.
    pub place: usize,
    /// Which attempt, from 1.
    pub number: u32,
    /// When the work on it began: when it was begun, else when what was before it was over.
    pub from: Timestamp,
    /// When it was over.
    pub to: Option<Timestamp>,
    /// What became of it.
    pub end: End,
    /// The record that says so.
    pub seq: u64,
    /// Who said so.
    pub by: String,
    /// Whether its beginning is known: after a break nobody knows.
    pub is_measured: bool,
}

/// What became of an attempt.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum End {
    /// It goes on.
    UnderWay,
    /// The step was done.
    Done(Evidence),
    /// It failed.
    Failed,
    /// What was begun was not done.
    Withdrawn,
}

/// A time in which the migration, or an environment, could not go on.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Wait {
    /// Why.
    pub why: Why,
    /// Since when.
    pub from: Timestamp,
    /// Until when.
    pub to: Option<Timestamp>,
}

/// Why it could not go on.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Why {
    /// This step failed, and Support has to answer.
    Support(usize),
    /// This step stopped the line.
    Stopped(usize),
    /// A person decided so.
    Held(String),
    /// A deployment was under way.
    Deployment,
    /// A person said so at this step: a deployment had to end.
    Running(usize),
    /// Nothing was recorded, and nothing was under way.
    Silence,
}

/// What was known of the license of an environment, from a moment on.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Shift {
    /// Since when.
    pub at: Timestamp,
    /// The record that says so.
    pub seq: u64,
    /// What is known.
    pub license: License,
}

/// A license file that was put into the vault.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Kept {
    /// The record.
    pub seq: u64,
    /// When.
    pub at: Timestamp,
    /// By whom.
    pub by: String,
    /// The environment it is for.
    pub environment: usize,
    /// Of which code it is.
    pub side: Side,
    /// The file.
    pub file: KeptFile,
    /// Where it was obtained.
    pub origin: Origin,
}

impl Chronicle {
    /// Takes in a fact, in the state after it.
    pub fn take(&mut self, record: &Record<Event>, run: &Run) {
        if self.last.is_none() {
            self.begin(run);
        }
        self.silence(record.at);
        self.look(record, run);
        let is_closing = self.attempted(record, run);
        self.waited(record, run);
        self.shifted(record, run);
        self.last = Some(record.at);
        if !self.is_waiting_for_all(run) && (is_closing || is_work(&record.event) || self.since.is_none()) {
            self.since = Some(record.at);
        }
    }

    fn begin(&mut self, run: &Run) {
        self.closed = vec![0; run.plan.steps().len()];
        self.serials = run.environments().iter().map(|known| known.serial.clone()).collect();
        self.licenses = vec![Vec::new(); run.environments().len()];
        self.touched = vec![false; run.environments().len()];
        self.before = vec![None; run.environments().len()];
        self.last = Some(run.started);
    }

    /// A long time without any fact: nobody was at work, unless something was under way.
    fn silence(&mut self, at: Timestamp) {
        let Some(last) = self.last else { return };
        if self.open.is_empty() && self.waiting.is_empty() && at.duration_since(last) >= SILENCE {
            self.waits.push(Wait { why: Why::Silence, from: last, to: Some(at) });
            self.since = None;
        }
    }

    /// Whether nothing at all can be worked on.
    fn is_waiting_for_all(&self, run: &Run) -> bool {
        run.held.is_some() || self.waiting.iter().any(|place| !matches!(self.waits[*place].why, Why::Support(_)))
    }

    /// Follows the steps: what is begun, and what is over. The answer says whether something was closed.
    fn attempted(&mut self, record: &Record<Event>, run: &Run) -> bool {
        let place = record.event.step().and_then(|step| run.plan.place(step));
        let closing = place.filter(|place| run.step(*place).attempts > self.closed[*place]);
        if let Some(place) = closing {
            self.close(place, record, run);
        }
        // What is no longer under way, and was not closed, was given up.
        let attempts = &mut self.attempts;
        self.open.retain(|index| {
            let attempt = &mut attempts[*index];
            let goes_on = run.step(attempt.place).is_under_way();
            if !goes_on {
                (attempt.to, attempt.end, attempt.seq) = (Some(record.at), End::Withdrawn, record.seq);
            }
            goes_on
        });
        let begun = place.filter(|place| run.step(*place).begun == Some(record.at) && closing.is_none());
        if let Some(place) = begun.filter(|place| self.opened(*place).is_none()) {
            self.open.push(self.attempts.len());
            self.attempts.push(Attempt {
                place,
                number: run.attempt(place),
                from: record.at,
                to: None,
                end: End::UnderWay,
                seq: record.seq,
                by: record.by.clone(),
                is_measured: true,
            });
        }
        closing.is_some()
    }

    /// Where an attempt at a step that goes on stands among those that do.
    fn opened(&self, place: usize) -> Option<usize> {
        self.open.iter().position(|index| self.attempts[*index].place == place)
    }

    fn close(&mut self, place: usize, record: &Record<Event>, run: &Run) {
        self.closed[place] = run.step(place).attempts;
        let end = match &run.step(place).progress {
            Progress::Done(evidence) => End::Done(*evidence),
            Progress::Failed(_) | Progress::Collected(_) | Progress::Untouched | Progress::Reopened => End::Failed,
        };
        let begun = self.opened(place).map(|index| self.open.swap_remove(index));
        let from = begun.map(|index| self.attempts[index].from).or(self.since);
        let attempt = Attempt {
            place,
            number: run.step(place).attempts,
            from: from.unwrap_or(record.at),
            to: Some(record.at),
            end,
            seq: record.seq,
            by: record.by.clone(),
            is_measured: from.is_some(),
        };
        match begun {
            Some(index) => self.attempts[index] = attempt,
            None => self.attempts.push(attempt),
        }
    }

    fn waited(&mut self, record: &Record<Event>, run: &Run) {
        let waits = &mut self.waits;
        self.waiting.retain(|index| {
            let goes_on = goes_on(&waits[*index].why, run);
            if !goes_on {
                waits[*index].to = Some(record.at);
            }
            goes_on
        });
        let place = record.event.step().and_then(|step| run.plan.place(step));
        let whys = [
            place.map(Why::Support),
            place.map(Why::Running),
            if let Course::Stopped { step } = run.course { Some(Why::Stopped(step)) } else { None },
            run.held.clone().map(Why::Held),
            Some(Why::Deployment),
        ];
        for why in whys.into_iter().flatten().filter(|why| goes_on(why, run)) {
            if !self.waiting.iter().any(|index| self.waits[*index].why == why) {
                self.waiting.push(self.waits.len());
                self.waits.push(Wait { why, from: record.at, to: None });
            }
        }
        if self.is_waiting_for_all(run) {
            self.since = None;
        }
    }

    fn shifted(&mut self, record: &Record<Event>, run: &Run) {
        let Some(environment) = environment(&record.event, run) else { return };
        let license = run.environment(environment).license;
        let unknown = License { holding: Holding::Unknown, target_possible: false };
        let known = &mut self.licenses[environment];
        if known.last().map_or(unknown, |shift| shift.license) != license {
            known.push(Shift { at: record.at, seq: record.seq, license });
        }
    }
}

/// Whether a fact shows that somebody went on with the work, rather than that they are in the middle of it.
const fn is_work(event: &Event) -> bool {
    match Kind::of(event) {
        Kind::Verified | Kind::Claimed | Kind::Failed | Kind::Decision => true,
        Kind::Note | Kind::Refused => false,
        Kind::Other => matches!(event, Event::StepBegun { .. }),
    }
}

fn goes_on(why: &Why, run: &Run) -> bool {
    match why {
        Why::Support(place) => waits_for_others(&run.step(*place).progress),
        Why::Stopped(step) => run.course == (Course::Stopped { step: *step }),
        Why::Held(reason) => run.held.as_ref() == Some(reason),
        Why::Deployment => watch::holds(run),
        Why::Running(place) => run.step(*place).progress == Progress::Failed(Trouble::DeploymentRunning),
        Why::Silence => false,
    }
}

/// Whether a step that did not pass waits for somebody else; others are open for another attempt.
const fn waits_for_others(progress: &Progress) -> bool {
    match progress {
        Progress::Collected(_) | Progress::Failed(Trouble::NotAccepted { redo: true, .. }) => true,
        Progress::Failed(
            Trouble::NotAccepted { .. }
            | Trouble::SerialNotFound
            | Trouble::DeploymentRunning
            | Trouble::PageDiffers
            | Trouble::Publish { .. },
        )
        | Progress::Untouched
        | Progress::Done(_)
        | Progress::Reopened => false,
    }
}

impl Chronicle {
    /// The attempts at each step of the plan.
    pub fn by_step(&self, run: &Run) -> Vec<Vec<&Attempt>> {
        let mut by_step = vec![Vec::new(); run.plan.steps().len()];
        for attempt in &self.attempts {
            by_step[attempt.place].push(attempt);
        }
        by_step
    }

    /// How long attempts took together, where that is known of all of them.
    pub fn taken(attempts: &[&Attempt]) -> Option<SignedDuration> {
        attempts.iter().try_fold(SignedDuration::ZERO, |sum, attempt| Some(sum.saturating_add(attempt.taken()?)))
    }
}

impl End {
    /// The word of the record.
    pub const fn word(self) -> &'static str {
        match self {
            Self::UnderWay => "under-way",
            Self::Done(_) => "done",
            Self::Failed => "failed",
            Self::Withdrawn => "not-done",
        }
    }
}

impl Attempt {
    /// How long it took, where that is known.
    pub fn taken(&self) -> Option<SignedDuration> {
        self.to.filter(|_| self.is_measured).map(|to| to.duration_since(self.from))
    }
}

impl Wait {
    /// How long it lasted, or lasts at a moment.
    pub fn lasted(&self, now: Timestamp) -> SignedDuration {
        self.to.unwrap_or(now).duration_since(self.from)
    }

    /// The step it is about.
    pub const fn place(&self) -> Option<usize> {
        match self.why {
            Why::Support(place) | Why::Stopped(place) | Why::Running(place) => Some(place),
            Why::Held(_) | Why::Deployment | Why::Silence => None,
        }
    }

    /// Why, in words.
    pub fn words(&self, run: &Run) -> String {
        match &self.why {
            Why::Support(place) => format!("{}: Support had to answer", run.title(*place)),
            Why::Stopped(place) => format!("{}: the line was stopped", run.title(*place)),
            Why::Held(reason) => format!("held: {reason}"),
            Why::Deployment | Why::Running(_) => "a deployment had to end".to_owned(),
            Why::Silence => "nothing was recorded".to_owned(),
        }
    }
}
