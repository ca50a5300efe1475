//! The outlook at a moment: what is asked then, how the migration stands, what it waits for, and its clocks. There is no
//! other answer to these: the screen, line mode, `status`, the ticket, the report and the list of migrations ask here.

use jiff::{SignedDuration, Timestamp};

use super::{
    super::{
        clocks::{Clocks, Urgency, WindowClock},
        index::EnvIx,
        run::{Course, Run},
    },
    Hold, HoldReason, Next, Outlook, State, forecast,
};

impl Outlook {
    /// The next thing a person has to do at a moment. A stopped line comes first, then a rollback that would no longer end
    /// within the window, then the rest.
    pub fn next_at(&self, run: &Run, now: Timestamp) -> Next {
        let now = run.now(now);
        match self.next {
            Next::Decide(_) => self.next,
            _ if self.is_late(run, now) => Next::Deadline,
            Next::Requirement(_)
            | Next::Step(_)
            | Next::Deadline
            | Next::Deployments
            | Next::Support
            | Next::Nothing => self.next,
        }
    }

    /// How the migration stands at a moment: held, where the deadline is asked.
    pub fn state_at(&self, run: &Run, now: Timestamp) -> State {
        if self.next_at(run, now) == Next::Deadline { State::Held } else { self.state }
    }

    /// The reasons for which the migration waits at a moment: first the decision about the deadline, where that is asked.
    pub fn holds_at(&self, run: &Run, now: Timestamp) -> Vec<Hold> {
        let deadline = (self.next_at(run, now) == Next::Deadline).then(|| Hold {
            reason: HoldReason::Deadline,
            environments: run.may_have_target().collect(),
            faq: None,
        });
        deadline.into_iter().chain(self.holds.iter().cloned()).collect()
    }

    /// Whether a person has to decide: what was begun within the window can no longer be rolled back within it, and nobody
    /// said yet that the migration goes on all the same. Whoever begins after the window knows that it is over.
    fn is_late(&self, run: &Run, now: Timestamp) -> bool {
        let goes_on = matches!(run.course, Course::Forward | Course::Stopped { .. }) && run.went_on.is_none();
        let Some((since, None)) = self.freeze.frozen.filter(|_| goes_on) else { return false };
        self.window(run, now).is_some_and(|window| since < window.end && window.urgency == Urgency::Late)
    }

    /// The times of the migration at a moment.
    pub fn clocks(&self, run: &Run, now: Timestamp) -> Clocks {
        Clocks {
            frozen: self.freeze.frozen,
            elapsed: if self.state.is_final() { run.taken() } else { run.taken_at(now) },
            rest: self.rest,
            window: self.window(run, run.now(now)),
        }
    }

    fn window(&self, run: &Run, now: Timestamp) -> Option<WindowClock> {
        let window = run.infrastructure.window.filter(|_| !self.state.is_final())?;
        Some(WindowClock::at(window.end, self.rollback, now))
    }

    /// Expected time for what is left in one environment.
    pub fn rest_of(&self, run: &Run, environment: EnvIx) -> SignedDuration {
        if self.state.is_final() {
            return SignedDuration::ZERO;
        }
        forecast::rest_of(run, &self.stood, environment)
    }
}
