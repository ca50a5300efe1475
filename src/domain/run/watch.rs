//! The deployments that are known, as far as facts say it.

use jiff::{SignedDuration, Timestamp};

use super::super::deployment::Deployment;

/// The watch over deployments: whether it looks, and the deployments that it has seen.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Watch {
    /// Whether anybody looks.
    pub state: WatchState,
    /// The deployments that were seen under way, or started in the freeze, in the order in which they were seen.
    pub deployments: Vec<SeenDeployment>,
}

/// Whether LifeTime is watched.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub enum WatchState {
    /// Nobody looked yet.
    #[default]
    Closed,
    /// LifeTime answers.
    Open {
        /// Since when.
        since: Timestamp,
        /// How many environments its token can see.
        environments: u32,
    },
    /// LifeTime does not answer, or its answer says nothing.
    Blind {
        /// Since when.
        since: Timestamp,
        /// Why.
        why: String,
        /// Whether it was to be watched from here.
        connected: bool,
        /// Whether a pause may be closed all the same: somebody decided so, or nobody could look.
        accepted: bool,
    },
}

/// A deployment that was seen.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SeenDeployment {
    /// As it was seen last.
    pub deployment: Deployment,
    /// When it was seen first.
    pub first: Timestamp,
    /// When it was seen to be over.
    pub over: Option<Timestamp>,
    /// Whether it was under way while deployments were frozen, since they were paused last.
    pub in_freeze: bool,
    /// Whether it was under way during an earlier pause.
    pub in_earlier: bool,
    /// Whether somebody decided to go on in spite of it, as it is now: its end asks again.
    pub accepted: bool,
}

/// Times of the same start that are told by two answers differ by less than this.
const SAME_START: SignedDuration = SignedDuration::from_secs(30);

impl SeenDeployment {
    /// Whether it was under way during a pause of deployments.
    pub const fn was_in_freeze(&self) -> bool {
        self.in_freeze || self.in_earlier
    }

    /// Whether a plan was started again since it was seen last.
    pub fn is_started_again(&self, seen: &Deployment) -> bool {
        let known = self.deployment.started.unwrap_or(self.first);
        self.over.is_some() && seen.started.is_some_and(|started| started.duration_since(known) > SAME_START)
    }
}

impl Watch {
    /// The deployment with this key, if it was seen.
    pub fn of(&self, key: &str) -> Option<&SeenDeployment> {
        self.deployments.iter().find(|watched| watched.deployment.key == key)
    }

    /// Those whose end was not seen.
    pub fn under_way(&self) -> impl Iterator<Item = &SeenDeployment> {
        self.deployments.iter().filter(|watched| watched.deployment.status.is_under_way())
    }

    pub(super) fn opened(&mut self, since: Timestamp, environments: u32) {
        self.state = WatchState::Open { since, environments };
    }

    /// Where nobody could look from the beginning, a pause may be closed all the same.
    pub(super) fn blinded(&mut self, since: Timestamp, why: &str, connected: bool) {
        self.state = WatchState::Blind { since, why: why.to_owned(), connected, accepted: !connected };
    }

    pub(super) fn see(&mut self, deployment: &Deployment, at: Timestamp, frozen: bool) {
        let is_over = deployment.status.is_over();
        let over = is_over.then_some(at);
        match self.deployments.iter_mut().find(|watched| watched.deployment.key == deployment.key) {
            Some(known) => {
                // A deployment accepted before the pause was closed is no news when it ends; unless it was started again.
                let again = known.is_started_again(deployment) || known.over.is_some() && !is_over;
                known.in_freeze |= again && frozen;
                known.accepted &= !(again || is_over && known.in_freeze);
                known.over = over;
                known.deployment = deployment.clone();
            }
            None => self.deployments.push(SeenDeployment {
                deployment: deployment.clone(),
                first: at,
                over,
                in_freeze: frozen,
                in_earlier: false,
                accepted: false,
            }),
        }
    }

    /// Deployments run again: nobody has to decide about what was seen during the pause.
    pub(super) fn night_ended(&mut self) {
        for known in &mut self.deployments {
            known.in_earlier |= known.in_freeze;
            known.in_freeze = false;
            known.accepted &= known.over.is_some();
        }
    }

    pub(super) fn accept(&mut self, keys: &[String]) {
        for watched in self.deployments.iter_mut().filter(|watched| keys.contains(&watched.deployment.key)) {
            watched.accepted = true;
        }
        if let WatchState::Blind { accepted, .. } = &mut self.state {
            *accepted = true;
        }
    }
}
