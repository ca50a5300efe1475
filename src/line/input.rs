//! Where line mode reads what somebody types: line by line, and whether more came with a line.

use std::{
    io::{BufRead, Read as _},
    time::Duration,
};

/// The longest line that is taken in, in bytes; more is cut off.
const LONGEST_LINE: u64 = 1024 * 1024;

/// What somebody types, or a program that talks to line mode.
pub trait Input {
    /// The next line; none at the end.
    fn line(&mut self) -> Option<String>;

    /// Whether another line is there, or comes within this time: it belongs to what came before.
    fn has_more(&mut self, patience: Duration) -> bool;

    /// Whether a person types at a terminal: there several lines at once are one paste.
    fn is_terminal(&self) -> bool;
}

/// Everything that can be read is a pipe: what comes is there, or is not.
impl<T: BufRead> Input for T {
    fn line(&mut self) -> Option<String> {
        read_line(self)
    }

    fn has_more(&mut self, _: Duration) -> bool {
        self.fill_buf().is_ok_and(|bytes| !bytes.is_empty())
    }

    fn is_terminal(&self) -> bool {
        false
    }
}

/// A line of input, whatever bytes it has; none at its end.
pub fn read_line(input: &mut impl BufRead) -> Option<String> {
    let mut bytes = Vec::new();
    let read = input.take(LONGEST_LINE).read_until(b'\n', &mut bytes).ok()?;
    (read > 0).then(|| String::from_utf8_lossy(&bytes).trim_end_matches(['\n', '\r']).to_owned())
}
