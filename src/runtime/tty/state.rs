//! What is known of the terminal on every system: whether it is being left, what it was asked, its signals.

use std::sync::atomic::{AtomicBool, AtomicU64, Ordering};

/// The size of a terminal that does not tell, in columns and rows.
const USUAL: (u16, u16) = (80, 24);

/// A signal that concerns the terminal.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum TerminalSignal {
    /// What goes on is to stop (Ctrl-C); the program is to end where nothing does.
    Interrupt,
    /// The program is to end.
    End,
    /// The terminal has another size.
    Resized,
    /// The program is to stop, and goes on later.
    Suspend,
    /// The program goes on.
    Resume,
}

/// Whether the program is ending: nothing waits for the terminal then.
pub(super) static ENDING: AtomicBool = AtomicBool::new(false);

/// From now on nothing waits for the terminal to take something.
pub fn end() {
    ENDING.store(true, Ordering::Relaxed);
}

/// When the terminal was asked something that it has not answered, in milliseconds, and one more; 0 where it was not.
pub(super) static ASKED: AtomicU64 = AtomicU64::new(0);

/// The terminal has answered what it was asked.
pub fn answered() {
    ASKED.store(0, Ordering::Relaxed);
}

/// A size as it is told; one without columns or rows is the usual one.
pub(super) const fn told_size((columns, rows): (u16, u16)) -> (u16, u16) {
    if columns == 0 || rows == 0 { USUAL } else { (columns, rows) }
}
