//! Whether a maintenance window looks like a mistake: it is over, lasts for days, or is far away. The
//! clock is an argument.

use jiff::{SignedDuration, Timestamp, tz::TimeZone};

use super::infrastructure::Window;

/// From where on a window is asked about.
struct Limits {
    /// Where it lasts longer.
    longest: SignedDuration,
    /// Where it opens later.
    farthest: SignedDuration,
}

/// At the set-up: a long weekend is shorter, and what is farther may be in the wrong year.
const SET_UP: Limits = Limits { longest: days(5), farthest: days(365) };

/// Of a migration that is under way: its window is a night, or a weekend, that comes soon.
const UNDER_WAY: Limits = Limits { longest: days(3), farthest: days(30) };

const fn days(days: i64) -> SignedDuration {
    SignedDuration::from_hours(days * 24)
}

/// A window that was over earlier is surely wrong. One that ended lately may be of a night that was put off.
const LATELY: SignedDuration = SignedDuration::from_hours(182 * 24);

/// What is odd about a window.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum OddWindow {
    /// It ended so long ago.
    Over(SignedDuration),
    /// It lasts so long.
    Long(SignedDuration),
    /// It opens in so long a time.
    Far(SignedDuration),
}

impl OddWindow {
    /// What is odd about a window that is set up at a moment; none where it may well be meant.
    pub fn of(window: Window, now: Timestamp) -> Option<Self> {
        Self::beyond(window, now, &SET_UP)
    }

    /// The same of the window of a migration that is under way.
    pub fn under_way(window: Window, now: Timestamp) -> Option<Self> {
        Self::beyond(window, now, &UNDER_WAY)
    }

    fn beyond(window: Window, now: Timestamp, limits: &Limits) -> Option<Self> {
        let (over, lasts) = (now.duration_since(window.end), window.end.duration_since(window.start));
        let ahead = window.start.duration_since(now);
        let odd = [
            (over >= SignedDuration::ZERO, Self::Over(over)),
            (lasts > limits.longest, Self::Long(lasts)),
            (ahead > limits.farthest, Self::Far(ahead)),
        ];
        odd.into_iter().find(|(is_odd, _)| *is_odd).map(|(_, odd)| odd)
    }

    /// Whether nobody can have meant it.
    pub fn is_surely_wrong(self) -> bool {
        matches!(self, Self::Over(since) if since > LATELY)
    }

    /// How long ago a window opened, where nobody can have meant that; in words.
    pub fn opened_long_ago(opens: Timestamp, now: Timestamp) -> Option<String> {
        let since = now.duration_since(opens);
        (since > LATELY).then(|| span(since))
    }

    /// In words, with times in a zone; without a full stop.
    pub fn words(self, window: Window, zone: &TimeZone) -> String {
        self.told(window, |at| at.to_zoned_datetime(zone.clone()).strftime("%Y-%m-%d %H:%M (%:z)").to_string())
    }

    /// The same, with times told as they are elsewhere.
    pub fn told(self, window: Window, at: impl Fn(Timestamp) -> String) -> String {
        match self {
            Self::Over(since) => format!("the window ended {} ago, at {}", span(since), at(window.end)),
            Self::Long(lasts) => {
                format!("the window lasts {}, from {} to {}", span(lasts), at(window.start), at(window.end))
            }
            Self::Far(ahead) => format!("the window opens in {}, at {}", span(ahead), at(window.start)),
        }
    }
}

/// A time in the unit that fits it.
pub(super) fn span(time: SignedDuration) -> String {
    match time.as_hours() {
        0 => format!("{} min", time.as_mins()),
        hours @ 1..48 => format!("{hours} h"),
        hours => format!("{} days", hours / 24),
    }
}
