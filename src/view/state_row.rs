//! The state of a migration as the first row of every screen says it: in a word, and how loud that row is.

use jiff::Timestamp;

use super::{mark::Mark, text::Tone};
use crate::{
    domain::{
        infrastructure::Side,
        outlook::State,
        run::{EnvironmentRun, Evidence, Holding, WatchState},
        watch::is_asked,
    },
    engine::{beyond::Beyond, session::Session},
};

/// How loud the row of the state is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Loudness {
    /// A word among others.
    Calm,
    /// The whole row is a warning.
    Warning,
    /// The whole row is an alarm.
    Alarm,
}

/// The state of a migration, for the first row.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct StateRow {
    /// The mark before the word, where it has one.
    pub mark: Option<Mark>,
    /// The word.
    pub word: &'static str,
    /// The meaning of the word on a calm row.
    pub tone: Tone,
    /// How loud the row is.
    pub loudness: Loudness,
    /// Whether the word stands before everything else.
    pub is_first: bool,
}

impl StateRow {
    /// Whether the way leads back, where the state is a way.
    pub fn direction(&self) -> Option<bool> {
        (self.word == BACK).then_some(true)
    }
}

/// The word on the way back.
const BACK: &str = "ROLLING BACK";

/// The state at a moment. An alarm: the migration is stopped, or its journal cannot be trusted. A warning: something is waited for,
/// a deployment goes on during the pause, nobody watches for one, or the clock is wrong.
pub fn state_row(session: &Session, now: Timestamp) -> StateRow {
    let first = |mark, word, loudness| StateRow { mark: Some(mark), word, tone: Tone::Bad, loudness, is_first: true };
    match session.beyond {
        Beyond::Newer { .. } => return first(Mark::Failed, "NEWER, READ ONLY", Loudness::Alarm),
        Beyond::Damage { .. } => return first(Mark::Failed, "DAMAGED, READ ONLY", Loudness::Alarm),
        Beyond::Nothing | Beyond::Torn { .. } => {}
    }
    let loudness = if is_warned(session, now) { Loudness::Warning } else { Loudness::Calm };
    let calm = |mark, word, tone| StateRow { mark, word, tone, loudness, is_first: false };
    match session.state_at(now) {
        State::Preparing => calm(None, "preparing", Tone::Quiet),
        State::Running => calm(None, "to BBB", Tone::Quiet),
        State::Held => first(Mark::Held, "HELD", Loudness::Warning),
        State::Stopped => first(Mark::Failed, "STOPPED", Loudness::Alarm),
        State::RollingBack => calm(None, BACK, Tone::Now),
        State::Done => {
            ended(session, loudness, "complete", |holding| holding == Holding::Side(Side::Target, Evidence::Verified))
        }
        State::RolledBack => ended(session, loudness, "rolled back", |holding| {
            holding == Holding::Side(Side::Source, Evidence::Verified)
        }),
        State::Abandoned => calm(None, "given up", Tone::Caution),
    }
}

/// The end of a migration: good where a page has shown every license that it was about.
fn ended(session: &Session, loudness: Loudness, word: &'static str, is_seen: impl Fn(Holding) -> bool) -> StateRow {
    let run = &session.run;
    let is_about = |environment: &&EnvironmentRun| {
        session.outlook.state == State::Done || environment.in_rollback || environment.license.may_be_target()
    };
    let is_good = run.environments().iter().filter(is_about).all(|environment| is_seen(environment.license.holding));
    let (mark, tone) = if is_good { (Mark::Verified, Tone::Good) } else { (Mark::Claimed, Tone::Claimed) };
    StateRow { mark: Some(mark), word, tone, loudness, is_first: false }
}

fn is_warned(session: &Session, now: Timestamp) -> bool {
    let (run, outlook) = (&session.run, &session.outlook);
    let is_blind = || matches!(run.watch.state, WatchState::Blind { .. }) && is_asked(run, outlook);
    let is_lost = session.afar.as_ref().is_some_and(|afar| afar.lost.is_some());
    is_lost || outlook.freeze.holds || session.clock_behind(now).is_some() || session.as_of.is_none() && is_blind()
}
