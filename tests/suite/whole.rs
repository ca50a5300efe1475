//! Whole migrations: both faces side by side, the real event loop, and mistakes on the way.

mod event_loop;
mod killed;
mod mistakes;
mod numbers;
pub(crate) mod parity;
mod typed_lines;
