//! The waits of a migration: for Support, a decision, a deployment, or for somebody to come back.

use jiff::{SignedDuration, Timestamp};

use super::{
    super::{
        index::StepIx,
        infrastructure::Side,
        outlook::Outlook,
        procedure::StepKind,
        run::{Course, Failure, Progress, Run},
    },
    Chronicle,
    entry::{Wait, Why},
};

/// From so long on without any fact, nobody was at work.
const SILENCE: SignedDuration = SignedDuration::from_mins(30);

impl Chronicle {
    /// A long time without any fact: nobody knows when the work on what comes next began. Before the pause nobody was to be
    /// at work; and what is under way, or waited for, explains the time.
    pub(super) fn silence(&mut self, at: Timestamp, passed: SignedDuration) {
        // By a clock that was wrong, much has passed at once that nobody has waited for.
        let is_silent = |last: &Timestamp| at.duration_since(*last).min(passed) >= SILENCE;
        let Some(last) = self.last.filter(is_silent) else { return };
        self.since = None;
        if !self.freezes.is_empty() && self.open.is_empty() && self.waiting.is_empty() {
            self.waits.push(Wait { why: Why::Silence, from: last, to: Some(at) });
        }
    }

    /// The clock jumped: what it shows more by that counts in no wait, and how long work took nobody knows.
    pub(super) fn jumped(&mut self, at: Timestamp, passed: SignedDuration) {
        self.untimed();
        let Some(last) = self.last else { return };
        let more = at.duration_since(last).saturating_sub(passed).max(SignedDuration::ZERO);
        for index in &self.waiting {
            let from = self.waits[*index].from;
            self.waits[*index].from = from.saturating_add(more).unwrap_or(from);
        }
        self.last = Some(last.saturating_add(more).unwrap_or(last));
    }

    /// Whether nothing at all can be worked on.
    pub(super) fn is_waiting_for_all(&self, run: &Run) -> bool {
        run.held.is_some() || self.waiting.iter().any(|place| !matches!(self.waits[*place].why, Why::Support(_)))
    }

    /// Follows what is waited for.
    pub(super) fn waited(&mut self, at: Timestamp, about: Option<StepIx>, run: &Run) {
        let (waits, is_deployed) = (&mut self.waits, self.is_deployed);
        let goes_on = |why: &Why| goes_on(why, run, is_deployed);
        self.waiting.retain(|index| {
            let goes_on = goes_on(&waits[*index].why);
            if !goes_on {
                waits[*index].to = Some(at);
            }
            goes_on
        });
        let whys = [
            about.map(Why::Support),
            about.map(Why::Running),
            if let Course::Stopped { step } = run.course { Some(Why::Stopped(step)) } else { None },
            run.held.clone().map(Why::Held),
            run.nights.between.as_ref().map(|between| Why::BetweenNights(between.reason.clone())),
            Some(Why::Deployment),
        ];
        for why in whys.into_iter().flatten().filter(goes_on) {
            if !self.waiting.iter().any(|index| self.waits[*index].why == why) {
                self.waiting.push(self.waits.len());
                self.waits.push(Wait { why, from: at, to: None });
            }
        }
        if self.is_waiting_for_all(run) {
            // Nobody knows how much of that time they were at work all the same.
            self.untimed();
        }
    }

    /// The migration is over: nothing is waited for any more.
    pub fn settle(&mut self, run: &Run, outlook: &Outlook) {
        if outlook.state.is_final() {
            for index in self.waiting.drain(..) {
                self.waits[index].to = Some(run.latest);
            }
            let unwatched = self.unwatched.iter_mut().filter(|(_, until, _)| until.is_none());
            unwatched.for_each(|(_, until, _)| *until = Some(run.latest));
        }
    }
}

fn goes_on(why: &Why, run: &Run, is_deployed: bool) -> bool {
    if matches!(run.course, Course::Abandoned { .. }) {
        return false;
    }
    match why {
        Why::Support(step) => is_on_the_way(run, *step) && waits_for_others(&run.step(*step).progress),
        Why::Stopped(step) => run.course == (Course::Stopped { step: *step }),
        Why::Held(reason) => run.held.as_ref() == Some(reason),
        Why::BetweenNights(reason) => run.nights.between.as_ref().is_some_and(|between| between.reason == *reason),
        Why::Deployment => is_deployed,
        Why::Running(step) => {
            is_on_the_way(run, *step) && run.step(*step).progress == Progress::Failed(Failure::DeploymentRunning)
        }
        Why::Silence => false,
    }
}

/// Whether a step still has to be done, in the direction in which the migration is going. On the way back that may be
/// obtaining a backup again.
fn is_on_the_way(run: &Run, step: StepIx) -> bool {
    let is_back = matches!(run.course, Course::Back { .. });
    let is_backup = matches!(run.definition(step).kind, StepKind::Obtain { side: Side::Source, .. });
    let in_rollback = run.planned(step).environment.is_some_and(|step| run.environment(step).in_rollback);
    run.plan.rollback().contains(step) == is_back || (is_back && is_backup && in_rollback)
}

/// Whether a step that did not pass waits for somebody else; others are open for another attempt.
const fn waits_for_others(progress: &Progress) -> bool {
    match progress {
        Progress::Collected(_) | Progress::Failed(Failure::NotAccepted { redo: true, .. }) => true,
        Progress::Failed(
            Failure::NotAccepted { .. }
            | Failure::SerialNotFound
            | Failure::DeploymentRunning
            | Failure::PageDiffers
            | Failure::PageAsks
            | Failure::Modules { .. }
            | Failure::Publish { .. },
        )
        | Progress::Untouched
        | Progress::Done(_)
        | Progress::Reopened => false,
    }
}
