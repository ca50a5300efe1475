//! Where a migration was left, in the few words of a list in which it is one of several.

use jiff::{Timestamp, tz::TimeZone};

use super::{
    text::Tone,
    times::{Moment, minutes},
};
use crate::{
    domain::{infrastructure::Side, outlook::State, run::Holding},
    engine::session::Session,
};

/// Where a migration was left.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Left {
    /// The infrastructure.
    pub name: String,
    /// The phase and how far it is, or how it ended.
    pub state: String,
    /// The meaning of that.
    pub tone: Tone,
    /// Where the environments stand, and what must not be forgotten meanwhile.
    pub details: String,
    /// When it was left.
    pub when: String,
}

impl Left {
    /// A migration, at a moment.
    pub fn of(session: &Session, now: Timestamp, here: Option<&TimeZone>) -> Self {
        let moment = Moment { at: now, ..Moment::of(session, now, here) };
        let (state, tone) = state(session, now);
        let name = session.run.infrastructure.name.clone();
        Self { name, state, tone, details: details(session, &moment), when: when(session.run.latest, &moment) }
    }
}

/// The phase while it runs, and the state's name otherwise.
fn state(session: &Session, now: Timestamp) -> (String, Tone) {
    let name = session.state_name(now);
    if session.is_damaged() {
        return (name.to_owned(), Tone::Bad);
    }
    let phase = session.outlook.phase(&session.run);
    let tally = session.outlook.tally(phase);
    let far = format!("{} {} of {}", session.run.phase(phase).title, tally.done, tally.needed);
    match session.state_at(now) {
        State::Preparing if tally.needed == 0 => ("preparing".to_owned(), Tone::Now),
        State::Preparing | State::Running | State::RollingBack => (far, Tone::Now),
        State::Held => (format!("HELD, {far}"), Tone::Caution),
        State::Stopped => (format!("STOPPED, {far}"), Tone::Bad),
        State::Done => ("complete".to_owned(), Tone::Good),
        State::RolledBack => (name.to_owned(), Tone::Good),
        State::Abandoned => (name.to_owned(), Tone::Quiet),
    }
}

fn details(session: &Session, moment: &Moment) -> String {
    let run = &session.run;
    let all = run.environments().len();
    let on = |environment: &&crate::domain::run::EnvironmentRun| {
        matches!(environment.license.holding, Holding::Side(Side::Target, _))
    };
    let target = run.environments().iter().filter(on).count();
    let rehearsal = run.rehearsal.then(|| "rehearsal".to_owned());
    let licenses = Some(format!("{target} of {all} on BBB")).filter(|_| target > 0 && !session.is_damaged());
    let paused = session.outlook.freeze.since.filter(|_| !session.outlook.state.is_final());
    let paused = paused.map(|at| format!("paused since {}", moment.brief_of(at)));
    [rehearsal, licenses, paused].into_iter().flatten().collect::<Vec<_>>().join(" \u{b7} ")
}

/// How long ago, where that is less than an hour; otherwise the time of day, and the day where it is not today's.
fn when(left: Timestamp, moment: &Moment) -> String {
    let ago = moment.at.duration_since(left);
    match ago.as_mins() {
        0 if !ago.is_negative() => "left just now".to_owned(),
        1..60 => format!("left {} ago", minutes(ago)),
        _ => format!("left {}", moment.brief_of(left)),
    }
}
