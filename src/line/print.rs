//! Plain lines: no escape sequences, no drawing, ASCII where that is wanted.

use std::io::Write;

use crate::{
    domain::text::shown,
    view::{
        flow::flow,
        mark::{to_ascii, without_drawing},
        text::Block,
    },
};

/// Columns of printed text on a terminal.
const WIDTH: usize = 78;

/// In a pipe nothing is broken into lines: whoever reads it does that, and a path stays whole.
const UNBROKEN: usize = 1_000_000;

/// Prints plain lines. A line that cannot be printed is lost, and never stops a migration.
#[derive(Debug)]
pub struct Printer<O: Write> {
    out: O,
    ascii: bool,
    piped: bool,
}

impl<O: Write> Printer<O> {
    /// Prints to a terminal.
    pub const fn new(out: O, ascii: bool) -> Self {
        Self { out, ascii, piped: false }
    }

    /// Prints to a pipe or a file: without characters that draw, in lines as long as they are.
    pub const fn piped(out: O, ascii: bool) -> Self {
        Self { out, ascii, piped: true }
    }

    /// The text with only the characters that may be printed here.
    fn plain(&self, text: &str) -> String {
        let text = shown(text);
        match (self.ascii, self.piped) {
            (true, _) => to_ascii(&text),
            (false, true) => without_drawing(&text),
            (false, false) => text,
        }
    }

    /// A line; what comes from outside loses its control characters here at the latest.
    pub fn line(&mut self, text: &str) {
        let text = self.plain(text);
        let _ = writeln!(self.out, "{text}");
        let _ = self.out.flush();
    }

    /// Blocks of text.
    pub fn blocks(&mut self, blocks: &[Block]) {
        for line in flow(blocks, if self.piped { UNBROKEN } else { WIDTH }) {
            let text: String = line.into_iter().map(|part| part.text).collect();
            let text = self.plain(&text);
            let _ = writeln!(self.out, "{}", text.trim_end());
        }
        let _ = self.out.flush();
    }

    /// A prompt, without a line break.
    pub fn prompt(&mut self, text: &str) {
        let text = self.plain(text);
        let _ = write!(self.out, "{text} ");
        let _ = self.out.flush();
    }
}
