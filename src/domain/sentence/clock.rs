//! A clock that was set back, in words.

use jiff::{SignedDuration, Timestamp};

use super::super::{
    odd_window::span,
    run::{ClockJump, Run, SetBack},
};

/// The clock of this machine is behind the latest record; `None` where it is not, or by a moment only.
pub fn clock_behind(run: &Run, now: Timestamp) -> Option<String> {
    let behind = apart(run.behind(now)?);
    Some(format!(
        "The clock of this machine shows {}, {behind} before the latest record ({}). Correct it; until then acmove uses the time of the latest record.",
        run.told(now),
        run.told(run.latest)
    ))
}

/// A record that was written after the clock had been set back.
pub fn clock_set_back(run: &Run, set_back: &SetBack) -> String {
    let SetBack { seq, at, before } = *set_back;
    let by = apart(before.duration_since(at));
    format!(
        "record {seq} is dated {}, {by} before record {} ({}): the clock was set back",
        run.told(at),
        seq.saturating_sub(1),
        run.told(before)
    )
}

/// The clock jumped.
pub(super) fn clock_jumped(by_s: i64) -> String {
    // To the minute: nobody knows it better.
    let minutes = by_s.saturating_abs().saturating_add(30) / 60;
    let by = match (minutes / 60, minutes % 60) {
        (0, minutes) => format!("{minutes} min"),
        (hours, 0) => format!("{hours} h"),
        (hours, minutes) => format!("{hours} h {minutes} min"),
    };
    if by_s < 0 {
        format!(
            "The clock jumped back by {by}: it was set, or this is another machine. Do not compare times before and after this."
        )
    } else {
        format!(
            "The clock jumped ahead by {by}: it was set, or this machine was asleep. Durations do not include that time."
        )
    }
}

/// A record that says that the clock jumped, for whoever verifies.
pub fn clock_jump_note(jump: &ClockJump) -> String {
    format!("record {}: {}", jump.seq, clock_jumped(jump.by.as_secs()))
}

fn apart(by: SignedDuration) -> String {
    if by.as_mins() == 0 { format!("{} s", by.as_secs()) } else { span(by) }
}
