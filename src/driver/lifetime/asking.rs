//! Asks LifeTime for the state of many plans, a few at once, and says how far that is.

use std::{
    fmt,
    sync::{
        Arc,
        atomic::{AtomicBool, AtomicUsize, Ordering},
        mpsc::channel,
    },
    thread,
};

use super::{
    answer::PlanStatus,
    api::{ApiFault, LifeTimeApi},
};
use crate::domain::watch::LookProgress;

/// How many plans are asked for at once: more would be a burden to LifeTime.
const AT_ONCE: usize = 8;

/// Fewer plans are asked for in a moment, and nobody is told.
const FEW: usize = 20;

/// How often it is told how far it is, at most.
const TOLD: usize = 10;

/// LifeTime's word on a plan; none where LifeTime does not know it.
pub(super) type Told = Result<Option<PlanStatus>, ApiFault>;

/// Tells somebody how far a look is.
#[derive(Clone)]
pub struct Teller(Arc<dyn Fn(LookProgress) + Send + Sync>);

impl Teller {
    /// Somebody who is told.
    pub fn of(tell: impl Fn(LookProgress) + Send + Sync + 'static) -> Self {
        Self(Arc::new(tell))
    }

    /// Tells it.
    pub(super) fn tell(&self, progress: LookProgress) {
        (self.0)(progress);
    }
}

impl Default for Teller {
    fn default() -> Self {
        Self::of(|_| {})
    }
}

impl fmt::Debug for Teller {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Teller")
    }
}

/// Asks for the state of plans by their keys. The answers are in their order; where one fails, the rest is not asked for.
pub(super) fn states(api: &LifeTimeApi, keys: &[&str], all: usize, teller: &Teller) -> Vec<Option<Told>> {
    let (next, is_over) = (AtomicUsize::new(0), AtomicBool::new(false));
    let mut answers: Vec<Option<Told>> = keys.iter().map(|_| None).collect();
    let step = keys.len().div_ceil(TOLD).max(FEW);
    let (sender, receiver) = channel();
    let ask = |sender: std::sync::mpsc::Sender<(usize, Told)>| {
        while !is_over.load(Ordering::Relaxed) {
            let at = next.fetch_add(1, Ordering::Relaxed);
            let Some(key) = keys.get(at) else { return };
            let told = api.status(key);
            is_over.fetch_or(told.is_err(), Ordering::Relaxed);
            if sender.send((at, told)).is_err() {
                return;
            }
        }
    };
    thread::scope(|scope| {
        for _ in 0..AT_ONCE.min(keys.len()) {
            let sender = sender.clone();
            scope.spawn(move || ask(sender));
        }
        drop(sender);
        for (asked, (at, told)) in (1..).zip(receiver) {
            answers[at] = Some(told);
            if asked % step == 0 {
                teller.tell(LookProgress::Plans { asked, all });
            }
        }
    });
    answers
}
