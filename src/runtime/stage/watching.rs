//! Looks at LifeTime again and again on a thread of its own, as long as there is something to look at.

use std::{
    cell::OnceCell,
    sync::mpsc::{self, Receiver, RecvTimeoutError, Sender},
    thread,
    time::{Duration, Instant},
};

use super::{Inbound, threads::guarded};
use crate::{
    app::{message::Msg, world::Observe},
    domain::watch::Question,
    runtime::lifetime::Link,
};

/// How long after a look the next one comes.
const PAUSE: Duration = Duration::from_secs(10);

/// What the thread is told.
enum Job {
    /// Look at this from now on, or no longer.
    Watch(Option<Question>),
    /// Ask LifeTime to abort a deployment.
    Abort(String),
}

/// Watches LifeTime. Its thread is there from the first question on.
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
    pub(super) fn watch(&self, question: Option<Question>) {
        self.send(Job::Watch(question));
    }

    /// Has a deployment aborted.
    pub(super) fn abort(&self, deployment: String) {
        self.send(Job::Abort(deployment));
    }

    fn send(&self, job: Job) {
        let Some(link) = &self.link else { return };
        let start = || {
            let (sender, jobs) = mpsc::channel();
            let (inbox, watcher) = (self.inbox.clone(), link.clone().watcher());
            thread::spawn(move || guarded(&inbox, || work(watcher, &jobs, &inbox)));
            sender
        };
        let _ = self.jobs.get_or_init(start).send(job);
    }
}

fn work(mut observer: impl Observe, jobs: &Receiver<Job>, inbox: &Sender<Inbound>) {
    let mut watched: Option<Question> = None;
    let mut due = Instant::now();
    loop {
        let job = match &watched {
            None => jobs.recv().map_err(|_| RecvTimeoutError::Disconnected),
            Some(_) => jobs.recv_timeout(due.saturating_duration_since(Instant::now())),
        };
        let msg = match (job, &watched) {
            (Ok(Job::Watch(question)), before) => {
                // What comes first is looked at now, and so is the end of the pause.
                if before.as_ref().map(|before| before.since) != question.as_ref().map(|question| question.since) {
                    due = Instant::now();
                }
                watched = question;
                continue;
            }
            (Ok(Job::Abort(deployment)), _) => {
                due = Instant::now();
                Msg::AbortAnswered(observer.abort(&deployment))
            }
            (Err(RecvTimeoutError::Timeout), Some(question)) => {
                let seen = observer.observe(question);
                due = Instant::now() + PAUSE;
                Msg::Observed(seen)
            }
            (Err(RecvTimeoutError::Timeout), None) => continue,
            (Err(RecvTimeoutError::Disconnected), _) => return,
        };
        if inbox.send(Inbound::Msg(msg)).is_err() {
            return;
        }
    }
}
