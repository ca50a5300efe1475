//! What happened last, what failed, and who has to do what now.

use jiff::Timestamp;
use serde::Serialize;

use crate::{
    domain::{
        outlook::Next,
        run::{Failure, Progress},
        text::row,
        timeline_entry::TimelineEntry,
    },
    engine::session::Session,
    view::card::trouble_words,
};

/// The last record, in words.
#[derive(Debug, Serialize)]
pub(super) struct Latest<'a> {
    seq: u64,
    at: Timestamp,
    by: &'a str,
    sentence: &'a str,
}

/// The next thing that is asked.
#[derive(Debug, Serialize)]
pub(super) struct NextStep {
    id: String,
    pub(super) title: String,
}

/// Who has to do what now.
#[derive(Debug, Serialize)]
pub(super) struct Asked {
    /// `you` to do a step, `you-decide`, or `support`.
    who: &'static str,
    /// What is asked, as a title.
    what: String,
}

/// A step that failed, and is not settled.
#[derive(Debug, Serialize)]
pub(super) struct FailedStep<'a> {
    step: &'a str,
    environment: Option<&'a str>,
    /// What went wrong, as a word: that of a hold.
    reason: &'static str,
    /// The exact words of the error, where there was one.
    message: Option<&'a str>,
    #[serde(skip)]
    told: String,
}

impl Asked {
    /// Who it is, in words: for the one who works on it, and for those who watch.
    pub(super) fn in_words(&self, session: &Session) -> &'static str {
        match (self.who, session.afar.is_some()) {
            ("support", _) => "waiting for Support",
            ("you-decide", false) => "you decide",
            ("you-decide", true) => "the operator decides",
            (_, false) => "now you",
            (_, true) => "now the operator",
        }
    }
}

impl FailedStep<'_> {
    /// The failure in a sentence, with the exact words.
    pub(super) fn in_words(&self) -> &str {
        &self.told
    }
}

/// The last record; none where the words of the facts are not kept.
pub(super) fn latest(session: &Session) -> Option<Latest<'_>> {
    let TimelineEntry { seq, at, by, sentence, .. } = session.history.newest().next()?;
    Some(Latest { seq: *seq, at: *at, by, sentence })
}

/// Who has to do what at a moment.
pub(super) fn asked(session: &Session, now: Timestamp) -> Option<Asked> {
    let what = next(session, now)?.title;
    let who = match session.next_at(now) {
        Next::Requirement(_) | Next::Step(_) | Next::TakeOver => "you",
        Next::Decide(_)
        | Next::FirstUpload(_)
        | Next::Deadline
        | Next::Deployments
        | Next::EndOfNight
        | Next::BetweenNights => "you-decide",
        Next::Support => "support",
        Next::Nothing => return None,
    };
    Some(Asked { who, what })
}

/// The steps that failed, in the order of the plan.
pub(super) fn failed(session: &Session) -> Vec<FailedStep<'_>> {
    if session.is_damaged() {
        return Vec::new();
    }
    let run = &session.run;
    let one = |step| {
        let (Progress::Failed(failure) | Progress::Collected(failure)) = &run.step(step).progress else { return None };
        let planned = run.planned(step);
        let message = match failure {
            Failure::Publish { message, .. } => Some(message.as_str()),
            Failure::SerialNotFound
            | Failure::DeploymentRunning
            | Failure::NotAccepted { .. }
            | Failure::PageDiffers
            | Failure::PageAsks
            | Failure::Modules { .. } => None,
        };
        let what = message.map_or_else(|| trouble_words(failure), |message| format!("\"{}\"", row(message)));
        Some(FailedStep {
            step: planned.id.as_str(),
            environment: planned.environment.map(|environment| run.described(environment).id.as_str()),
            reason: failure.reason().word(),
            message,
            told: format!("{}: {what}", run.title(step)),
        })
    };
    run.failed().filter_map(one).collect()
}

/// The next thing that is asked, at a moment; nothing where nothing is, or nobody knows.
pub(super) fn next(session: &Session, now: Timestamp) -> Option<NextStep> {
    if session.is_damaged() {
        return None;
    }
    let (run, next) = (&session.run, session.next_at(now));
    let id = match next {
        Next::Requirement(place) => run.procedure.requirements[place].id.as_str(),
        Next::Step(step) => run.planned(step).id.as_str(),
        Next::Decide(_) => "rollback",
        Next::FirstUpload(_) => "first-upload",
        Next::Deadline => "deadline",
        Next::Deployments => "deployments",
        Next::Support => "support",
        Next::EndOfNight => "end-of-night",
        Next::BetweenNights => "between-nights",
        Next::TakeOver => "take-over",
        Next::Nothing => return None,
    };
    Some(NextStep { id: id.to_owned(), title: run.next_words(next)? })
}
