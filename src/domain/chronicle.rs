//! How a migration went over time: what was worked on, what was waited for, which license was where. A second fold over the
//! same facts, for the record and the review; nothing is decided by it.

mod attempt;
mod checked;
mod entry;
mod wait;

use std::collections::BTreeSet;

use jiff::{SignedDuration, Timestamp};

pub use self::entry::{Attempt, AttemptEnd, Before, Checked, Wait, Why};
use super::{
    event::{Event, FactKind, KeptFile, Origin},
    identity::SerialNumber,
    index::{EnvIx, StepIx},
    infrastructure::Side,
    procedure::StepKind,
    record::Record,
    run::{Holding, InstalledLicense, Run, freeze::Freeze},
    timeline_entry::environment,
};

/// How a migration went.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Chronicle {
    /// Every attempt at a step, in the order in which they began.
    pub attempts: Vec<Attempt>,
    /// The times in which something was waited for, in the order in which they began.
    pub waits: Vec<Wait>,
    /// For each environment, in the order of the file: what was known of its license, and since when.
    pub licenses: Vec<Vec<Shift>>,
    /// The checks, each with the expected and the found values.
    pub checks: Vec<Checked>,
    /// License files that were put into the vault.
    pub kept: Vec<KeptBackup>,
    /// For each environment, the first page that was read before anything was uploaded there.
    pub before: Vec<Option<Before>>,
    /// When deployments were paused: since when, and until when.
    pub freezes: Vec<(Timestamp, Option<Timestamp>)>,
    /// When LifeTime was not watched, although it is configured: since when, until when, and why.
    pub unwatched: Vec<(Timestamp, Option<Timestamp>, String)>,
    /// The records of words that were taken back.
    pub taken_back: BTreeSet<u64>,
    /// When the work that is under way began; none while nobody is at work.
    since: Option<Timestamp>,
    last: Option<Timestamp>,
    /// How long the migration had taken at the fact before.
    taken: SignedDuration,
    /// Attempts whose end is not known yet.
    open: Vec<usize>,
    /// Waits that go on.
    waiting: Vec<usize>,
    /// Whether a deployment stands in the way.
    is_deployed: bool,
    /// Attempts of each step that were closed.
    closed: Vec<u32>,
    /// Environments in which an upload was begun.
    touched: Vec<bool>,
    /// The serial numbers as they were known before the fact that is taken in.
    serials: Vec<Option<SerialNumber>>,
}

/// A change in what is known of the license of an environment.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Shift {
    /// Since when.
    pub at: Timestamp,
    /// The record that says so.
    pub seq: u64,
    /// The license as it is known from then on.
    pub license: InstalledLicense,
}

/// A license file that was put into the vault.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct KeptBackup {
    /// The record.
    pub seq: u64,
    /// When.
    pub at: Timestamp,
    /// By whom.
    pub by: String,
    /// The environment it is for.
    pub environment: EnvIx,
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
        let step = record.event.step().and_then(|step| run.plan.index(step));
        // A clock that was set back: then nobody knows how long anything took.
        let (at, is_timed) = (run.latest, run.behind(record.at).is_none());
        if !is_timed {
            self.untimed();
        }
        let passed = run.taken().saturating_sub(self.taken);
        self.taken = run.taken();
        if let Event::ClockJumped(_) = record.event {
            self.jumped(at, passed);
        }
        self.silence(at, passed);
        self.look(record, step, run);
        let is_closing = self.attempted(record, step, run);
        self.withdrawn(record, run);
        self.paused(record, step, run);
        self.watched(record, run);
        self.waited(at, step, run);
        self.shifted(record, run);
        self.last = Some(at);
        if !self.is_waiting_for_all(run) && (is_closing || is_work(&record.event) || self.since.is_none()) {
            self.since = Some(at);
        }
        if !is_timed {
            self.untimed();
        }
    }

    /// Nobody knows when the work that is under way began.
    fn untimed(&mut self) {
        self.since = None;
        for index in &self.open {
            self.attempts[*index].is_measured = false;
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

    /// Follows the freeze, and deployments in it. Both are looked at only where a fact can have changed them.
    fn paused(&mut self, record: &Record<Event>, step: Option<StepIx>, run: &Run) {
        let is_about_pause =
            step.is_some_and(|step| matches!(run.definition(step).kind, StepKind::Pause { .. } | StepKind::Resume));
        let may_change = matches!(record.event.about().kind, FactKind::Decision | FactKind::Failed)
            || matches!(record.event, Event::DeploymentSeen { .. });
        if !is_about_pause && !may_change {
            return;
        }
        let freeze = Freeze::of(run);
        self.is_deployed = freeze.holds;
        let going_on = self.freezes.last_mut().filter(|(_, until)| until.is_none());
        match (going_on, freeze.since) {
            (None, Some(since)) => self.freezes.push((since.max(self.last.unwrap_or(since)), None)),
            (Some((_, until)), None) => *until = Some(run.latest),
            (None, None) | (Some(_), Some(_)) => {}
        }
    }

    /// Follows whether LifeTime is watched, where it is to be.
    fn watched(&mut self, record: &Record<Event>, run: &Run) {
        if !matches!(record.event, Event::Watched { .. } | Event::Unwatched { .. }) {
            return;
        }
        if let Some((_, until, _)) = self.unwatched.last_mut().filter(|(_, until, _)| until.is_none()) {
            *until = Some(run.latest);
        }
        if let Event::Unwatched { why, since, .. } = &record.event {
            self.unwatched.push((since.unwrap_or(run.latest), None, why.clone()));
        }
    }

    fn shifted(&mut self, record: &Record<Event>, run: &Run) {
        let Some(environment) = environment(&record.event.about(), run).or_else(|| withdrawn_in(&record.event, run))
        else {
            return;
        };
        let license = run.environment(environment).license;
        let unknown = InstalledLicense { holding: Holding::Unknown, target_possible: false };
        let known = &mut self.licenses[environment.get()];
        if known.last().map_or(unknown, |shift| shift.license) != license {
            known.push(Shift { at: run.latest, seq: record.seq, license });
        }
    }
}

/// The environment of the words that a fact takes back.
fn withdrawn_in(event: &Event, run: &Run) -> Option<EnvIx> {
    let Event::StepsReopened(again) = event else { return None };
    again.words().first().and_then(|step| run.plan.index(step)).and_then(|step| run.planned(step).environment)
}

/// Whether a fact shows that somebody went on with the work, rather than that they are in the middle of it.
const fn is_work(event: &Event) -> bool {
    match event.about().kind {
        FactKind::Verified | FactKind::Claimed | FactKind::Failed | FactKind::Decision => true,
        FactKind::Note | FactKind::Refused => false,
        FactKind::Other => matches!(event, Event::StepBegun { .. }),
    }
}
