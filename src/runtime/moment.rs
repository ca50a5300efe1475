//! The clock that only goes forward: when something came in, and when it was drawn.

use std::{sync::OnceLock, time::Instant};

use crate::tui::message::Moment;

/// How long the program has been running.
pub fn now() -> Moment {
    static BEGAN: OnceLock<Instant> = OnceLock::new();
    BEGAN.get_or_init(Instant::now).elapsed()
}
