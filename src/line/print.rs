//! Plain lines: no escape sequences, no drawing, ASCII where that is wanted.

use std::io::Write;

use crate::{
    app::{
        layout::{flow, to_ascii},
        prose::Block,
    },
    domain::text::shown,
};

/// Columns of printed text.
const WIDTH: usize = 78;

/// Prints plain lines. What cannot be printed is lost, and never stops a migration.
#[derive(Debug)]
pub struct Printer<O: Write> {
    out: O,
    ascii: bool,
}

impl<O: Write> Printer<O> {
    /// Prints to somewhere.
    pub const fn new(out: O, ascii: bool) -> Self {
        Self { out, ascii }
    }

    /// A line; what comes from outside loses its control characters here at the latest.
    pub fn line(&mut self, text: &str) {
        let text = if self.ascii { to_ascii(&shown(text)) } else { shown(text) };
        let _ = writeln!(self.out, "{text}");
        let _ = self.out.flush();
    }

    /// Blocks of text.
    pub fn blocks(&mut self, blocks: &[Block]) {
        for line in flow(blocks, WIDTH) {
            let text: String = line.into_iter().map(|part| part.text).collect();
            let text = if self.ascii { to_ascii(&text) } else { text };
            let _ = writeln!(self.out, "{}", text.trim_end());
        }
        let _ = self.out.flush();
    }

    /// A prompt, without a line break.
    pub fn prompt(&mut self, text: &str) {
        let _ = write!(self.out, "{} ", shown(text));
        let _ = self.out.flush();
    }
}
