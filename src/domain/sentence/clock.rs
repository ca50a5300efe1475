//! A clock that was set back, in words.

use jiff::{SignedDuration, Timestamp};

use super::super::{
    odd_window::span,
    run::{Run, SetBack},
};

/// The clock of this machine is behind the latest record; `None` where it is not, or by a moment only.
pub fn clock_behind(run: &Run, now: Timestamp) -> Option<String> {
    let behind = apart(run.behind(now)?);
    Some(format!(
        "The clock here shows {}, {behind} before the latest record ({}). Set it right: until then the time of the latest record counts.",
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

fn apart(by: SignedDuration) -> String {
    if by.as_mins() == 0 { format!("{} s", by.as_secs()) } else { span(by) }
}
