//! Standard input, line by line, on a thread of its own: so that it can be told whether more is waiting.

use std::{
    io::{self, BufReader, IsTerminal as _},
    sync::mpsc::{Receiver, sync_channel},
    thread,
    time::Duration,
};

use crate::line::{Input, read_line};

/// How many lines are read ahead.
const AHEAD: usize = 1024;

/// What is typed, or piped, into standard input.
#[derive(Debug)]
pub struct StandardInput {
    lines: Receiver<String>,
    /// The next line, where it was looked for already.
    next: Option<String>,
    is_terminal: bool,
}

impl StandardInput {
    /// Begins to read.
    pub fn read() -> Self {
        let (sender, lines) = sync_channel(AHEAD);
        thread::spawn(move || {
            let mut input = BufReader::new(io::stdin());
            while let Some(line) = read_line(&mut input) {
                if sender.send(line).is_err() {
                    return;
                }
            }
        });
        Self { lines, next: None, is_terminal: io::stdin().is_terminal() }
    }
}

impl Input for StandardInput {
    fn line(&mut self) -> Option<String> {
        self.next.take().or_else(|| self.lines.recv().ok())
    }

    fn has_more(&mut self, patience: Duration) -> bool {
        if self.next.is_none() {
            self.next = self.lines.recv_timeout(patience).ok();
        }
        self.next.is_some()
    }

    fn is_terminal(&self) -> bool {
        self.is_terminal
    }
}
