//! Times in words: the clocks of a migration, for the screen and for line mode.

use jiff::{SignedDuration, Timestamp, civil::Date, tz::TimeZone};

use super::text::Tone;
use crate::{
    domain::{
        clocks::{Urgency, WindowClock},
        deployment::Deployment,
        run::{Course, Run, SeenDeployment, WatchState},
        watch::is_asked,
        zone::{day_and_time, label, told},
    },
    engine::session::Session,
};

/// A moment at which something is looked at, and the zones in which times are told then.
#[derive(Debug, Clone)]
pub struct Moment {
    /// When.
    pub at: Timestamp,
    /// The zone of the people whose infrastructure it is.
    pub zone: TimeZone,
    /// The zone of this machine.
    pub here: TimeZone,
}

impl Moment {
    /// The moment at which a migration is looked at. A journal that names no zone is told in the one of this machine; where that
    /// is not known either, in universal time.
    pub fn of(session: &Session, now: Timestamp, here: Option<&TimeZone>) -> Self {
        let here = here.filter(|here| !here.is_unknown());
        let zone = session.run.zone.as_ref().or(here).unwrap_or(&TimeZone::UTC).clone();
        Self { at: session.time(now), here: here.unwrap_or(&zone).clone(), zone }
    }

    /// Whether a time is of another day than this moment.
    pub fn is_another_day(&self, at: Timestamp) -> bool {
        day(&self.zone, at) != day(&self.zone, self.at)
    }

    /// A time of day in the zone, with seconds.
    pub fn second_of(&self, at: Timestamp) -> String {
        local(&self.zone, at, "%H:%M:%S")
    }

    /// A time of day, with its day where that is not today; and the same on the clocks here, where these show something else.
    pub fn time_of(&self, at: Timestamp) -> String {
        let on = if self.is_another_day(at) { "%Y-%m-%d %H:%M" } else { "%H:%M" };
        self.and_here(at, local(&self.zone, at, on) + &self.named(at), ("%Y-%m-%d ", "%H:%M"))
    }

    /// The same in a line that has little room: days without their year.
    pub fn short_of(&self, at: Timestamp) -> String {
        self.and_here(at, self.brief_of(at), SHORT)
    }

    /// A moment to the second, with its day and its zone; and the same here.
    pub fn dated(&self, at: Timestamp) -> String {
        self.and_here(at, told(Some(&self.zone), at), EXACT)
    }

    /// The same as a migration tells it: where no zone is on record, in universal time.
    pub fn told(&self, run: &Run, at: Timestamp) -> String {
        if run.zone.is_some() { self.dated(at) } else { run.told(at) }
    }

    /// A moment to the second at the beginning of a line; with its zone only where the clocks here show something else.
    pub fn stamp(&self, at: Timestamp) -> String {
        if self.is_elsewhere(at) { self.dated(at) } else { day_and_time(&self.zone, at) }
    }

    /// A deployment, with when it was started where that was not today.
    pub fn deployment(&self, run: &Run, deployment: &Deployment) -> String {
        let words = deployment.words_at(self.at, run.zone.as_ref());
        let old = deployment.started.filter(|_| run.zone.is_some() && words != deployment.words());
        match old {
            Some(started) => self.and_here(started, words, ("%Y-%m-%d ", "%H:%M")),
            None => words,
        }
    }

    /// The zone in which times are told, where the clocks here show something else.
    pub fn place(&self) -> Option<String> {
        self.is_elsewhere(self.at).then(|| label(&self.zone, self.at))
    }

    /// A heading of times, which says where they are those of the zone alone.
    pub fn of_place(&self, heading: &str) -> String {
        self.place().map_or_else(|| heading.to_owned(), |place| format!("{heading}, times of {place}"))
    }

    /// What the clocks there and here show now, where that is not the same: what is told in one of the zones is read by it.
    pub fn apart(&self) -> Option<String> {
        self.is_elsewhere(self.at).then(|| self.short_of(self.at))
    }

    /// A time that was told there, and the same on the clocks here, with the name of the zone: where these show something else,
    /// and with its day where that is another.
    fn and_here(&self, at: Timestamp, there: String, (on, time): (&str, &str)) -> String {
        if !self.is_elsewhere(at) {
            return there;
        }
        let on = if day(&self.zone, at) == day(&self.here, at) { "" } else { on };
        format!("{there} = {} {}", local(&self.here, at, &format!("{on}{time}")), label(&self.here, at))
    }

    /// The same of the people alone, wherever it is read.
    pub fn brief_of(&self, at: Timestamp) -> String {
        let time = if self.is_another_day(at) { self.day_of(at) } else { local(&self.zone, at, "%H:%M") };
        time + &self.named(at)
    }

    /// A day without its year, and a time of day.
    pub fn day_of(&self, at: Timestamp) -> String {
        local(&self.zone, at, DAY)
    }

    /// The zone where it is to be named: it is not the one of this machine, or it is universal time.
    fn named(&self, at: Timestamp) -> String {
        let is_named = self.zone == TimeZone::UTC || self.is_elsewhere(at);
        if is_named { format!(" {}", label(&self.zone, at)) } else { String::new() }
    }

    /// Whether the clocks of this machine show something else.
    fn is_elsewhere(&self, at: Timestamp) -> bool {
        self.zone.to_offset(at) != self.here.to_offset(at)
    }
}

/// A day without its year, and a time of day.
const DAY: &str = "%-d %b %H:%M";

/// A day and a time, where there is little room, and to the second.
const SHORT: (&str, &str) = ("%-d %b ", "%H:%M");
const EXACT: (&str, &str) = ("%Y-%m-%d ", "%H:%M:%S");

fn day(zone: &TimeZone, at: Timestamp) -> Date {
    at.to_zoned_datetime(zone.clone()).date()
}

fn local(zone: &TimeZone, at: Timestamp, form: &str) -> String {
    at.to_zoned_datetime(zone.clone()).strftime(form).to_string()
}

/// A clock in words.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ClockWord {
    /// Its meaning now.
    pub tone: Tone,
    /// The words.
    pub text: String,
    /// Fewer words that say the same, for where there is little room; the same words where they are few already.
    pub brief: String,
}

impl ClockWord {
    fn new(tone: Tone, text: impl Into<String>) -> Self {
        let text = text.into();
        Self { tone, brief: text.clone(), text }
    }
}

/// From so many minutes on, hours are enough.
const LONG: i64 = 600;

/// Hours and minutes of a duration; less than nothing is nothing.
pub fn hours(duration: SignedDuration) -> String {
    let minutes = duration.as_mins().max(0);
    if minutes < LONG { format!("{}:{:02}", minutes / 60, minutes % 60) } else { format!("{} h", (minutes + 30) / 60) }
}

/// A duration with its units, for a clock: minutes, from an hour on hours too; less than nothing is nothing.
pub fn spoken(duration: SignedDuration) -> String {
    match duration.as_mins().max(0) {
        minutes if minutes < 60 => format!("{minutes} min"),
        minutes if minutes >= LONG => format!("{} h", (minutes + 30) / 60),
        minutes if minutes % 60 == 0 => format!("{} h", minutes / 60),
        minutes => format!("{} h {} min", minutes / 60, minutes % 60),
    }
}

/// Minutes of a duration, for a text; from two hours on hours too.
pub fn minutes(duration: SignedDuration) -> String {
    match duration.as_mins().max(0) {
        minutes if minutes < 120 => format!("{minutes} min"),
        minutes => format!("{} h {:02} min", minutes / 60, minutes % 60),
    }
}

/// The window in a sentence or two: when it ends, how long a rollback takes, and by when that has to begin. `None` without a
/// window, or where the migration is over.
pub fn window_words(session: &Session, moment: &Moment) -> Option<String> {
    let window = session.clocks(moment.at).window?;
    let (end, by, takes) = (moment.time_of(window.end), moment.time_of(window.rollback_by), minutes(window.rollback));
    let is_over = window.left <= SignedDuration::ZERO;
    let ends = if is_over {
        format!("The window ended at {end}.")
    } else {
        format!("The window ends at {end}, in {}.", minutes(window.left))
    };
    let rollback = match (&session.run.course, window.urgency) {
        (Course::Back { .. }, _) => format!(" What is left of the rollback takes about {takes}."),
        _ if session.run.may_have_target().next().is_none() => String::new(),
        _ if is_over => format!(" A rollback takes about {takes}."),
        (_, Urgency::Late) => format!(" A rollback takes about {takes}, so it had to start by {by}."),
        (_, Urgency::Calm | Urgency::Soon) => format!(" A rollback takes about {takes}, so it has to start by {by}."),
    };
    Some(ends + &rollback)
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
    let mut words: Vec<ClockWord> = behind
        .into_iter()
        .chain(deployed)
        .chain(counts)
        .chain(eye_word(session, moment))
        .chain(apart_word(moment))
        .collect();
    let mut say = |tone, text: String, brief: String| words.push(ClockWord { tone, text, brief });
    let rest = session.outlook.careful_rest(&session.run);
    let too_long = clocks.window.filter(|window| rest > window.left && window.left > SignedDuration::ZERO);
    let told = spoken(rest);
    match too_long.map(|window| spoken(window.left)) {
        Some(left) => say(
            Tone::Caution,
            format!("{told} needed, {left} left in the window"),
            format!("{told} needed, window {left}"),
        ),
        // While everything is stopped, nobody goes there.
        None if rest.is_zero() || matches!(session.run.course, Course::Stopped { .. }) => {}
        None => say(Tone::Quiet, format!("about {told} left"), format!("{told} left")),
    }
    match clocks.frozen {
        Some((since, None)) => {
            let paused = spoken(session.run.now(moment.at).duration_since(since).max(SignedDuration::from_mins(1)));
            say(Tone::Quiet, format!("deployments paused for {paused}"), format!("pause {paused}"));
        }
        Some((since, Some(until))) => {
            let paused = spoken(until.duration_since(since).max(SignedDuration::from_mins(1)));
            say(Tone::Quiet, format!("deployments were paused for {paused}"), format!("were paused {paused}"));
        }
        None => {}
    }
    match clocks.window.filter(|_| too_long.is_none()) {
        Some(window) if window.left <= SignedDuration::ZERO => {
            say(Tone::Bad, "the window is over".to_owned(), "window over".to_owned());
        }
        Some(window) => {
            let left = spoken(window.left);
            say(Tone::Quiet, format!("{left} left in the window"), format!("window {left}"));
        }
        None => {}
    }
    words
}

/// What the clocks show at both places: every time that is told in one of them alone is read by this.
fn apart_word(moment: &Moment) -> Option<ClockWord> {
    let text = moment.apart()?;
    let [there, here] = [&moment.zone, &moment.here].map(|zone| local(zone, moment.at, "%H:%M"));
    Some(ClockWord { tone: Tone::Quiet, text, brief: format!("{there} = {here} here") })
}

/// A clock that is wrong is on every screen.
fn behind_word(behind: SignedDuration) -> ClockWord {
    let text = format!("CLOCK {} BEHIND", spoken(behind.max(SignedDuration::from_mins(1))));
    ClockWord::new(Tone::Bad, text)
}

/// A deployment in the freeze is on every screen.
fn deployment_word(session: &Session) -> Option<ClockWord> {
    let (run, freeze) = (&session.run, &session.outlook.freeze);
    if !freeze.holds {
        let goes_on = |watched: &SeenDeployment| watched.accepted && watched.deployment.status.is_under_way();
        let accepted = freeze.since.is_some() && run.watch.deployments.iter().any(goes_on);
        return accepted.then(|| ClockWord::new(Tone::Caution, "DEPLOYMENT ACCEPTED"));
    }
    let text = if freeze.in_the_way(run).any(|watched| watched.deployment.status.is_under_way()) {
        "DEPLOYMENT RUNNING"
    } else {
        "DEPLOYMENT: DECIDE"
    };
    Some(ClockWord::new(Tone::Bad, text))
}

/// Whether LifeTime is watched, where it could be; never that all is quiet where nobody looks.
fn eye_word(session: &Session, moment: &Moment) -> Option<ClockWord> {
    if !is_asked(&session.run, &session.outlook) {
        return None;
    }
    Some(match &session.run.watch.state {
        WatchState::Open { .. } => ClockWord::new(Tone::Quiet, "watched"),
        WatchState::Blind { since, .. } => ClockWord {
            tone: Tone::Caution,
            text: format!("UNWATCHED since {}", moment.short_of(*since)),
            brief: "UNWATCHED".to_owned(),
        },
        WatchState::Closed => ClockWord::new(Tone::Caution, "not watched yet"),
    })
}

/// When a rollback has to begin; what was late stays late, whatever the clock shows by now.
fn roll_back_by(window: &WindowClock, moment: &Moment) -> ClockWord {
    let by = moment.short_of(window.rollback_by);
    let left = spoken(window.left.saturating_sub(window.rollback));
    let (tone, text, brief) = match window.urgency {
        Urgency::Calm => (Tone::Quiet, format!("roll back by {by}"), format!("roll back in {left}")),
        Urgency::Soon => (Tone::Caution, format!("roll back by {by}, in {left}"), format!("roll back in {left}")),
        Urgency::Late => (Tone::Bad, format!("LATE: rollback had to start by {by}"), "LATE: roll back".to_owned()),
    };
    ClockWord { tone, text, brief }
}
