//! Whether a maintenance window looks like a mistake when a migration is set up: it is over, lasts for days, or is far away. The
//! clock is an argument.

use jiff::{SignedDuration, Timestamp, tz::TimeZone};

use super::infrastructure::Window;

/// A window that lasts longer is asked about: a long weekend is shorter.
const LONGEST: SignedDuration = SignedDuration::from_hours(5 * 24);

/// A window that opens later is asked about: it may be in the wrong year.
const FARTHEST: SignedDuration = SignedDuration::from_hours(365 * 24);

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
    /// What is odd about a window at a moment; none where it may well be meant.
    pub fn of(window: Window, now: Timestamp) -> Option<Self> {
        let (over, lasts) = (now.duration_since(window.end), window.end.duration_since(window.start));
        let ahead = window.start.duration_since(now);
        let odd = [
            (over >= SignedDuration::ZERO, Self::Over(over)),
            (lasts > LONGEST, Self::Long(lasts)),
            (ahead > FARTHEST, Self::Far(ahead)),
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
        let at = |moment: Timestamp| moment.to_zoned_datetime(zone.clone()).strftime("%Y-%m-%d %H:%M (%:z)");
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
