//! Times in words: the clocks of a migration, for the screen and for line mode.

use jiff::{SignedDuration, Timestamp, tz::TimeZone};

use super::text::Tone;
use crate::{
    domain::{
        clocks::{Urgency, WindowClock},
        run::{SeenDeployment, WatchState},
        watch::is_asked,
    },
    engine::session::Session,
};

/// A moment, and the zone in which it is told.
#[derive(Debug, Clone)]
pub struct Moment {
    /// When.
    pub at: Timestamp,
    /// Where.
    pub zone: TimeZone,
}

impl Moment {
    /// A time of day in the zone, with seconds.
    pub fn second_of(&self, at: Timestamp) -> String {
        let local = at.to_zoned_datetime(self.zone.clone());
        format!("{:02}:{:02}:{:02}", local.hour(), local.minute(), local.second())
    }

    /// The same with its day, where that is not today.
    pub fn day_and_time_of(&self, at: Timestamp) -> String {
        let day = |at: Timestamp| at.to_zoned_datetime(self.zone.clone()).date();
        let on = if day(at) == day(self.at) { String::new() } else { format!("{} ", day(at)) };
        on + &self.time_of(at)
    }

    /// A time of day in the zone; UTC is named.
    pub fn time_of(&self, at: Timestamp) -> String {
        let local = at.to_zoned_datetime(self.zone.clone());
        let named = if self.zone == TimeZone::UTC { " UTC" } else { "" };
        format!("{:02}:{:02}{named}", local.hour(), local.minute())
    }
}

/// A clock in words.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ClockWord {
    /// Its meaning now.
    pub tone: Tone,
    /// The words.
    pub text: String,
}

/// From so many minutes on, hours are enough.
const LONG: i64 = 600;

/// Hours and minutes of a duration; less than nothing is nothing.
pub fn hours(duration: SignedDuration) -> String {
    let minutes = duration.as_mins().max(0);
    if minutes < LONG { format!("{}:{:02}", minutes / 60, minutes % 60) } else { format!("{} h", (minutes + 30) / 60) }
}

/// The clocks that say something now, the most important first.
pub fn clock_words(session: &Session, moment: &Moment) -> Vec<ClockWord> {
    let clocks = session.clocks(moment.at);
    let behind = session.clock_behind(moment.at).map(behind_word);
    // Where nothing has to be restored, or the window is over, no moment has to be kept.
    let restores = session.run.may_have_target().next().is_some();
    let counts = clocks.window.filter(|window| restores && window.left > SignedDuration::ZERO);
    let deployed = deployment_word(session);
    let counts = counts.map(|window| roll_back_by(&window, moment));
    let mut words: Vec<ClockWord> =
        behind.into_iter().chain(deployed).chain(counts).chain(eye_word(session, moment)).collect();
    let mut say = |tone, text| words.push(ClockWord { tone, text });
    if !clocks.rest.is_zero() {
        let too_long = clocks.window.is_some_and(|window| clocks.rest > window.left);
        let (tone, more) = if too_long { (Tone::Caution, " exceeds the window") } else { (Tone::Quiet, "") };
        say(tone, format!("rest ~{}{more}", hours(clocks.rest)));
    }
    if let Some((since, until)) = clocks.frozen {
        let frozen = until.unwrap_or(moment.at).duration_since(since);
        say(Tone::Quiet, format!("frozen {}", hours(frozen)));
    }
    if let Some(window) = clocks.window {
        let over = window.left <= SignedDuration::ZERO;
        let text = if over { "window over".to_owned() } else { format!("window {} left", hours(window.left)) };
        say(if over { Tone::Bad } else { Tone::Quiet }, text);
    }
    words
}

/// A clock that is wrong is on every screen.
fn behind_word(behind: SignedDuration) -> ClockWord {
    let text = format!("CLOCK {} BEHIND", hours(behind.max(SignedDuration::from_mins(1))));
    ClockWord { tone: Tone::Bad, text }
}

/// A deployment in the freeze is on every screen.
fn deployment_word(session: &Session) -> Option<ClockWord> {
    let (run, freeze) = (&session.run, &session.outlook.freeze);
    if !freeze.holds {
        let goes_on = |watched: &SeenDeployment| watched.accepted && watched.deployment.status.is_under_way();
        let accepted = freeze.since.is_some() && run.watch.deployments.iter().any(goes_on);
        return accepted.then(|| ClockWord { tone: Tone::Caution, text: "DEPLOYMENT ACCEPTED".to_owned() });
    }
    let text = if freeze.in_the_way(run).any(|watched| watched.deployment.status.is_under_way()) {
        "DEPLOYMENT RUNNING"
    } else {
        "DEPLOYMENT: DECIDE"
    };
    Some(ClockWord { tone: Tone::Bad, text: text.to_owned() })
}

/// Whether LifeTime is watched, where it could be; never that all is quiet where nobody looks.
fn eye_word(session: &Session, moment: &Moment) -> Option<ClockWord> {
    if !is_asked(&session.run, &session.outlook) {
        return None;
    }
    Some(match &session.run.watch.state {
        WatchState::Open { .. } => ClockWord { tone: Tone::Quiet, text: "watched".to_owned() },
        WatchState::Blind { since, .. } => {
            ClockWord { tone: Tone::Caution, text: format!("UNWATCHED since {}", moment.day_and_time_of(*since)) }
        }
        WatchState::Closed => ClockWord { tone: Tone::Caution, text: "not watched yet".to_owned() },
    })
}

fn roll_back_by(window: &WindowClock, moment: &Moment) -> ClockWord {
    let by = moment.time_of(window.rollback_by);
    let left = hours(window.rollback_by.duration_since(moment.at));
    match window.urgency {
        Urgency::Calm => ClockWord { tone: Tone::Quiet, text: format!("roll back by {by}") },
        Urgency::Soon => ClockWord { tone: Tone::Caution, text: format!("roll back by {by}, in {left}") },
        Urgency::Late => ClockWord { tone: Tone::Bad, text: format!("LATE: rollback had to begin by {by}") },
    }
}
