//! Plain lines: no escape sequences, no drawing, the signs that can be shown.

use std::io::{Error, ErrorKind, Write};

use crate::{
    domain::text::shown,
    view::{
        flow::flow,
        mark::{Signs, without_drawing},
        text::Block,
    },
};

/// Columns of printed text on a terminal.
const WIDTH: usize = 78;

/// In a pipe nothing is broken into lines: whoever reads it does that, and a path stays whole.
const UNBROKEN: usize = 1_000_000;

/// What Windows says of some pipes that nobody reads any more, beside the errors that are known to mean that.
const NOT_CONNECTED: i32 = 233;

/// Whether something could not be printed because nobody reads it any more.
pub fn is_unread(error: &Error) -> bool {
    error.kind() == ErrorKind::BrokenPipe || cfg!(windows) && error.raw_os_error() == Some(NOT_CONNECTED)
}

/// Prints plain lines. A line that cannot be printed is lost, and never stops a migration.
#[derive(Debug)]
pub struct Printer<O: Write> {
    out: O,
    signs: Signs,
    piped: bool,
    state: State,
}

/// What was printed last.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum State {
    /// Lines.
    Told,
    /// A prompt, that waits for its answer on the line.
    Asking,
    /// Nothing: whoever was to read it is gone.
    Lost,
}

impl<O: Write> Printer<O> {
    /// Prints to a terminal.
    pub const fn new(out: O) -> Self {
        Self { out, signs: Signs::Unicode, piped: false, state: State::Told }
    }

    /// Prints to a pipe or a file: without characters that draw, in lines as long as they are.
    pub const fn piped(out: O) -> Self {
        Self { out, signs: Signs::Unicode, piped: true, state: State::Told }
    }

    /// The same, with these signs.
    #[must_use]
    pub fn with(self, signs: Signs) -> Self {
        Self { signs, ..self }
    }

    /// The text with only the characters that may be printed here.
    fn plain(&self, text: &str) -> String {
        let text = shown(text);
        match (self.signs, self.piped) {
            (Signs::Unicode | Signs::Console, true) => without_drawing(&text),
            (signs, _) => signs.text(&text),
        }
        .into_owned()
    }

    /// A line; what comes from outside loses its control characters here at the latest.
    pub fn line(&mut self, text: &str) {
        let text = self.plain(text);
        self.put_below(&format!("{text}\n"));
    }

    /// Blocks of text.
    pub fn blocks(&mut self, blocks: &[Block]) {
        let mut all = String::new();
        for line in flow(blocks, if self.piped { UNBROKEN } else { WIDTH }) {
            let text: String = line.into_iter().map(|part| part.text).collect();
            all.push_str(self.plain(&text).trim_end());
            all.push('\n');
        }
        self.put_below(&all);
    }

    /// A prompt, without a line break, and the beginning of an answer that somebody has typed already.
    pub fn prompt(&mut self, text: &str, begun: &str) {
        let text = self.plain(text);
        let begun = self.plain(begun);
        self.put(&format!("{text} {begun}"), State::Asking);
    }

    /// The prompt was answered: a terminal has ended its line.
    pub fn answered(&mut self) {
        if self.state == State::Asking {
            self.state = State::Told;
        }
    }

    /// Whether whoever was to read this is gone.
    pub fn is_lost(&self) -> bool {
        self.state == State::Lost
    }

    /// What is told while a prompt waits does not stand behind it.
    fn put_below(&mut self, text: &str) {
        if self.state == State::Asking {
            self.put("\n", State::Told);
        }
        self.put(text, State::Told);
    }

    fn put(&mut self, text: &str, then: State) {
        let put = self.out.write_all(text.as_bytes()).and_then(|()| self.out.flush());
        let is_lost = self.is_lost() || put.is_err_and(|error| is_unread(&error));
        self.state = if is_lost { State::Lost } else { then };
    }
}
