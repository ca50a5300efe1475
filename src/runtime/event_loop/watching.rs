//! Looks at LifeTime again and again on a thread of its own, as long as there is something to look at.

use std::{
    cell::OnceCell,
    sync::mpsc::{self, Receiver, RecvTimeoutError, Sender},
    thread,
    time::{Duration, Instant},
};

use super::{inbound::Inbound, threads::guarded};
use crate::{
    domain::watch::{Observation, WatchQuestion},
    engine::{message::EngineMsg, ports::Observe},
    runtime::lifetime::Link,
};

/// How long after a look the next one comes, at least.
const PAUSE: Duration = Duration::from_secs(10);

/// So often the same is not said again.
const AGAIN: u32 = 5;

/// An order to the thread.
#[derive(Debug)]
enum Job {
    /// Look at this from now on, or no longer.
    Watch(Option<WatchQuestion>),
    /// Look now; whoever waits for it is told its number.
    Now(Option<u64>),
}

/// Watches LifeTime. Its thread is there from the first question on.
#[derive(Debug)]
pub(super) struct Watching {
    link: Option<Link>,
    inbox: Sender<Inbound>,
    jobs: OnceCell<Sender<Job>>,
}

impl Watching {
    /// Nobody looks yet.
    pub(super) fn of(link: Option<Link>, inbox: Sender<Inbound>) -> Self {
        Self { link, inbox, jobs: OnceCell::new() }
    }

    /// Looks at this from now on.
    pub(super) fn watch(&self, question: Option<WatchQuestion>) {
        self.send(Job::Watch(question));
    }

    /// Looks now, because somebody waits for it.
    pub(super) fn look_now(&self, number: u64) {
        if self.link.is_none() {
            let _ = self.inbox.send(Inbound::from(EngineMsg::Looked(number)));
        }
        self.send(Job::Now(Some(number)));
    }

    /// Has a deployment aborted.
    /// It does not wait for a look that takes long; what becomes of it is looked at next.
    pub(super) fn abort(&self, deployment: String) {
        let Some(link) = self.link.clone() else { return };
        let (inbox, jobs) = (self.inbox.clone(), self.jobs.get().cloned());
        thread::spawn(move || {
            guarded(&inbox, || {
                let answer = link.watcher().abort(&deployment);
                let _ = inbox.send(Inbound::from(EngineMsg::AbortAnswered(answer)));
                if let Some(jobs) = jobs {
                    let _ = jobs.send(Job::Now(None));
                }
            });
        });
    }

    fn send(&self, job: Job) {
        let Some(link) = &self.link else { return };
        let start = || {
            let (sender, jobs) = mpsc::channel();
            let (inbox, told) = (self.inbox.clone(), self.inbox.clone());
            let tell = move |progress| drop(told.send(Inbound::from(EngineMsg::Looking(progress))));
            let watcher = link.clone().watcher().telling(tell);
            thread::spawn(move || guarded(&inbox, || work(watcher, &jobs, &inbox)));
            sender
        };
        let _ = self.jobs.get_or_init(start).send(job);
    }
}

fn work(mut observer: impl Observe, jobs: &Receiver<Job>, inbox: &Sender<Inbound>) {
    let mut watched: Option<WatchQuestion> = None;
    let mut due = Instant::now();
    let mut told: Option<(Observation, u32)> = None;
    let mut waits: Vec<u64> = Vec::new();
    loop {
        // Nobody waits for a look that is not made.
        if watched.is_none() {
            tell(inbox, &mut waits);
        }
        let job = match &watched {
            None => jobs.recv().map_err(|_| RecvTimeoutError::Disconnected),
            Some(_) => jobs.recv_timeout(due.saturating_duration_since(Instant::now())),
        };
        let msg = match (job, &watched) {
            (Ok(Job::Watch(question)), before) => {
                // A new question is looked at now, and so is the end of the pause.
                if before.as_ref().map(|before| before.since) != question.as_ref().map(|question| question.since) {
                    due = Instant::now();
                }
                watched = question;
                continue;
            }
            (Ok(Job::Now(number)), _) => {
                due = Instant::now();
                waits.extend(number);
                continue;
            }
            (Err(RecvTimeoutError::Timeout), Some(question)) => {
                let begun = Instant::now();
                let seen = observer.observe(question);
                // Whoever takes long to answer is not asked all the time.
                due = Instant::now() + PAUSE.max(begun.elapsed());
                // Nobody is woken for what is known; now and then it is said again, should it not be recorded yet.
                let is_waited_for = !waits.is_empty();
                match &mut told {
                    Some((before, again)) if *before == seen && *again < AGAIN && !is_waited_for => {
                        *again += 1;
                        continue;
                    }
                    _ => told = Some((seen.clone(), 0)),
                }
                EngineMsg::Observed(seen)
            }
            (Err(RecvTimeoutError::Timeout), None) => continue,
            (Err(RecvTimeoutError::Disconnected), _) => return,
        };
        if inbox.send(Inbound::from(msg)).is_err() {
            return;
        }
        tell(inbox, &mut waits);
    }
}

/// Tells whoever waits that it was looked.
fn tell(inbox: &Sender<Inbound>, waits: &mut Vec<u64>) {
    for number in waits.drain(..) {
        let _ = inbox.send(Inbound::from(EngineMsg::Looked(number)));
    }
}
