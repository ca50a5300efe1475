//! Whole migrations: both faces side by side, the real event loop, and mistakes on the way.

mod event_loop;
mod killed;
mod made_up_night;
mod mistakes;
mod numbers;
pub(crate) mod parity;
mod pointed_lines;
mod practice_clock;
mod side_by_side;
mod situation_size;
mod typed_lines;
