//! The terminal as the system has it: its line, its bytes, its size, and the signals that concern it.

pub mod line;
#[cfg(not(unix))]
mod other;
mod state;
#[cfg(unix)]
mod unix;

#[cfg(not(unix))]
pub use self::other::{
    Keyboard, Out, Signals, ask_background, discard_typed, forget_typed, give_back_mouse, give_back_settings, is_able,
    keep_settings, raise, size, suspend, take_mouse,
};
pub use self::state::{TerminalSignal, answered, end};
#[cfg(unix)]
pub use self::unix::{
    Keyboard, Out, Signals, ask_background, discard_typed, forget_typed, give_back_mouse, give_back_settings, is_able,
    keep_settings, raise, size, suspend, take_mouse,
};
