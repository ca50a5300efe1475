//! Reading answers: a line, a choice, a text of several lines. What was pasted together stays together: none of it is ever
//! taken as the answer to a question that was not asked yet.

use std::{io::Write, time::Duration};

use super::{Input, LineMode};
use crate::engine::ports::{Clock, Inspect, Recorder};

/// The most lines of a pasted text that are kept.
const MOST_LINES: usize = 20_000;

/// How long the lines of a paste are apart at a terminal.
const PASTE: Duration = Duration::from_millis(40);

/// How long a paste may pause: on a slow line it comes in pieces.
const TORN: Duration = Duration::from_millis(300);

/// What ends a text.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum EndsAt {
    /// A line that is a single dot.
    Dot,
    /// The same, or an empty line after which nothing comes.
    Blank,
}

impl<L: Inspect, K: Recorder, C: Clock, I: Input, O: Write, E: Write> LineMode<L, K, C, I, O, E> {
    /// A line; several that were pasted at a terminal are one.
    pub(super) fn read(&mut self, prompt: &str) -> Option<String> {
        self.out.prompt(prompt);
        let mut line = self.read_line()?;
        while self.is_pasted() {
            let next = self.read_line()?;
            line.push(' ');
            line.push_str(&next);
        }
        Some(line)
    }

    /// A choice: a line by itself. A paste chooses nothing, whatever its lines are.
    pub(super) fn read_choice(&mut self, prompt: &str) -> Option<String> {
        loop {
            self.out.prompt(prompt);
            let line = self.read_line()?;
            let pasted = self.pass_over();
            if pasted == 0 {
                return Some(line);
            }
            self.out.line(&format!("{} lines came at once: nothing was chosen. Type one number.", pasted + 1));
        }
    }

    /// A text of any number of lines; none when the input ends before it begins.
    pub(super) fn read_text(&mut self, ends_at: EndsAt) -> Option<String> {
        let mut lines = vec![self.read_line()?];
        let mut count = 0;
        loop {
            let line = lines.last().map_or("", |line| line.trim());
            let ends = line == "." || ends_at == EndsAt::Blank && line.is_empty() && !self.has_more(TORN);
            if ends {
                lines.pop();
                break;
            }
            let Some(next) = self.read_line() else { break };
            if lines.len() < MOST_LINES {
                lines.push(next);
            } else {
                count += 1;
                lines.truncate(MOST_LINES - 1);
                lines.push(next);
            }
        }
        let left = self.pass_over();
        if left > 0 {
            self.out.line(&format!("{left} more lines came after its end: they were passed over."));
        }
        if count > 0 {
            self.out.line(&format!("{count} lines in the middle were left out: no message is that long."));
        }
        Some(lines.join("\n"))
    }

    /// Passes over what was pasted at a terminal together with the line before; answers how many lines that were.
    fn pass_over(&mut self) -> usize {
        let mut count = 0;
        while self.is_pasted() && self.read_line().is_some() {
            count += 1;
        }
        count
    }

    /// Whether the next line at a terminal belongs to the one before.
    fn is_pasted(&mut self) -> bool {
        self.input.as_mut().is_some_and(|input| input.is_terminal() && input.has_more(PASTE))
    }

    fn has_more(&mut self, patience: Duration) -> bool {
        self.input.as_mut().is_some_and(|input| input.has_more(patience))
    }

    /// A line of input; none at its end.
    fn read_line(&mut self) -> Option<String> {
        self.input.as_mut()?.line()
    }
}
