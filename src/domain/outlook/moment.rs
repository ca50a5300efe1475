//! The outlook at a moment: what is asked then, how the migration stands, what it waits for, and its clocks. There is no
//! other answer to these: the screen, line mode, `status`, the ticket, the report and the list of migrations ask here.

use jiff::{SignedDuration, Timestamp};

use super::{
    super::{
        clocks::{Clocks, FirstUpload, Urgency, WindowClock},
        index::{EnvIx, StepIx},
        infrastructure::Side,
        procedure::StepKind,
        run::{Course, Run},
    },
    Hold, HoldReason, Next, Outlook, State, forecast,
};

impl Outlook {
    /// The next thing a person has to do at a moment. A stopped line comes first, then a first upload of a target license that
    /// could not be rolled back within the window, then what can no longer be, then the rest.
    pub fn next_at(&self, run: &Run, now: Timestamp) -> Next {
        match self.next {
            Next::Decide(_) | Next::TakeOver => self.next,
            Next::Step(step) if self.asks_before(run, step, now) => Next::FirstUpload(step),
            _ if self.is_late(run, run.now(now)) => Next::Deadline,
            Next::Requirement(_)
            | Next::Step(_)
            | Next::FirstUpload(_)
            | Next::Deadline
            | Next::Deployments
            | Next::Support
            | Next::EndOfNight
            | Next::BetweenNights
            | Next::Nothing => self.next,
        }
    }

    /// Whether it has to be decided at a moment, before this step is begun, that a target license is installed at all: it would be
    /// the first, and the window cannot hold its rollback any more.
    pub fn asks_before(&self, run: &Run, step: StepIx, now: Timestamp) -> bool {
        let is_upload = run.definition(step).kind == (StepKind::Upload { side: Side::Target });
        is_upload && self.standing(step).is_answerable() && self.is_too_short(run, now)
    }

    /// Whether the window cannot hold the rollback of a first target license at a moment, and nobody has decided about it.
    pub fn is_too_short(&self, run: &Run, now: Timestamp) -> bool {
        self.first(run).is_some_and(|first| first.by <= run.now(now))
    }

    fn first(&self, run: &Run) -> Option<FirstUpload> {
        let (rollback, window) = self.first_rollback.zip(run.window)?;
        Some(FirstUpload { rollback, by: window.end.saturating_sub(rollback).unwrap_or(window.end) })
    }

    /// How the migration stands at a moment: held, where somebody has to decide about the window.
    pub fn state_at(&self, run: &Run, now: Timestamp) -> State {
        match self.next_at(run, now) {
            Next::FirstUpload(_) | Next::Deadline => State::Held,
            Next::Requirement(_)
            | Next::Step(_)
            | Next::Decide(_)
            | Next::Deployments
            | Next::Support
            | Next::TakeOver
            | Next::EndOfNight
            | Next::BetweenNights
            | Next::Nothing => self.state,
        }
    }

    /// The reasons for which the migration waits at a moment: first the decision about the window, where that is asked.
    pub fn holds_at(&self, run: &Run, now: Timestamp) -> Vec<Hold> {
        let (reason, environments) = match self.next_at(run, now) {
            Next::FirstUpload(step) => (HoldReason::FirstUpload, run.planned(step).environment.into_iter().collect()),
            Next::Deadline => (HoldReason::Deadline, run.may_have_target().collect()),
            Next::Requirement(_)
            | Next::Step(_)
            | Next::Decide(_)
            | Next::Deployments
            | Next::Support
            | Next::TakeOver
            | Next::EndOfNight
            | Next::BetweenNights
            | Next::Nothing => return self.holds.clone(),
        };
        let window = Hold { reason, environments, faq: None };
        std::iter::once(window).chain(self.holds.iter().cloned()).collect()
    }

    /// Whether a person has to decide: what was begun within the window can no longer be rolled back within it, and nobody
    /// said yet that the migration goes on all the same. Whoever begins after the window knows that it is over.
    fn is_late(&self, run: &Run, now: Timestamp) -> bool {
        let goes_on = matches!(run.course, Course::Forward | Course::Stopped { .. }) && run.went_on.is_none();
        let Some((since, None)) = self.freeze.last().filter(|_| goes_on) else { return false };
        self.window(run, now).is_some_and(|window| since < window.end && window.urgency == Urgency::Late)
    }

    /// The times of the migration at a moment.
    pub fn clocks(&self, run: &Run, now: Timestamp) -> Clocks {
        Clocks {
            frozen: self.freeze.last(),
            elapsed: if self.state.is_final() { run.taken() } else { run.taken_at(now) },
            rest: self.rest,
            window: self.window(run, run.now(now)),
            first: self.first(run),
        }
    }

    fn window(&self, run: &Run, now: Timestamp) -> Option<WindowClock> {
        let window = run.window.filter(|window| !self.state.is_final() && !run.nights.is_past(*window, now))?;
        Some(WindowClock::at(window.end, self.rollback, now))
    }

    /// How long a step is told to take: what is expected of it; on the way back not less than the procedure plans.
    pub fn careful(&self, run: &Run, step: StepIx) -> SignedDuration {
        forecast::careful(run, step)
    }

    /// The time that is told for the rest of the way. On the way back it is the rest of what the rollback was told to take before
    /// it started, so that both can be compared.
    pub fn careful_rest(&self, run: &Run) -> SignedDuration {
        match run.course {
            Course::Back { .. } if !self.state.is_final() => self.rollback,
            Course::Back { .. } | Course::Forward | Course::Stopped { .. } | Course::Abandoned { .. } => self.rest,
        }
    }

    /// The time that is told for what is left in one environment.
    pub fn careful_rest_of(&self, run: &Run, environment: EnvIx) -> SignedDuration {
        if self.state.is_final() {
            return SignedDuration::ZERO;
        }
        forecast::careful_rest_of(run, &self.stood, environment)
    }

    /// Expected time for what is left in one environment.
    pub fn rest_of(&self, run: &Run, environment: EnvIx) -> SignedDuration {
        if self.state.is_final() {
            return SignedDuration::ZERO;
        }
        forecast::rest_of(run, &self.stood, environment)
    }
}
