//! Somebody at line mode: reads the numbers of the choices from what is printed, and types.

use std::{
    collections::VecDeque,
    io::{self, BufRead, Read, Write},
    sync::{Arc, Mutex},
};

use super::faces::{Act, Left, Outside};

/// The choices of a card come before these; where a migration was handed over, nothing is noted.
const AFTER_CHOICES: [&str; 2] = ["Write a note", "Select another environment, or the infrastructure"];

/// How a choice is asked for.
const CHOOSE: &str = "Number: ";

/// What line mode has printed.
#[derive(Debug, Clone, Default)]
pub(super) struct Paper(Arc<Mutex<Vec<u8>>>);

impl Paper {
    fn text(&self) -> String {
        String::from_utf8(self.0.lock().unwrap().clone()).unwrap()
    }

    /// The numbers and labels of the last menu.
    fn menu(&self) -> Vec<(String, String)> {
        let text = self.text();
        let entry = |line: &str| {
            let (number, label) = line.split_once(". ")?;
            number.trim().parse::<u8>().ok().map(|number| (number.to_string(), label.to_owned()))
        };
        // The menu stands right above the prompt.
        let entries = text.lines().rev().map(entry).skip_while(Option::is_none).map_while(|entry| entry);
        let mut menu: Vec<(String, String)> = entries.collect();
        menu.reverse();
        menu
    }

    /// The choices of the last card.
    fn offered(&self) -> Vec<String> {
        let labels = self.menu().into_iter().map(|(_, label)| label);
        let own = labels.take_while(|label| !AFTER_CHOICES.contains(&label.as_str()));
        own.filter(|label| !label.starts_with("Paste the page")).collect()
    }
}

impl Write for Paper {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.0.lock().unwrap().write(bytes)
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}

/// Somebody who reads what is printed, and types.
pub(super) struct Hand {
    acts: VecDeque<Act>,
    /// What is typed next, if it is asked for.
    lines: VecDeque<String>,
    /// What was typed and not read yet.
    line: Vec<u8>,
    paper: Paper,
    outside: Outside,
    /// What was offered when nothing more was to be done, or why nobody could go on.
    left: Arc<Mutex<Left>>,
}

impl Hand {
    pub(super) fn with(acts: Vec<Act>, paper: &Paper, outside: &Outside) -> Self {
        Self {
            acts: acts.into(),
            lines: VecDeque::new(),
            line: Vec::new(),
            paper: paper.clone(),
            outside: outside.clone(),
            left: Arc::new(Mutex::new(Ok(Vec::new()))),
        }
    }

    /// How line mode was left, once it is.
    pub(super) fn left(&self) -> Arc<Mutex<Left>> {
        Arc::clone(&self.left)
    }

    fn next_line(&mut self) -> Option<String> {
        if !self.paper.text().ends_with(CHOOSE) {
            return self.lines.pop_front();
        }
        let (label, typed) = loop {
            match self.acts.pop_front() {
                None => {
                    self.leave(Ok(self.paper.offered()));
                    return None;
                }
                Some(Act::Happens(what)) => what(&self.outside),
                // A whole text is ended by a dot.
                Some(Act::Choose {
                    label: label @ ("It failed: paste the message" | "Paste another text"),
                    typed,
                    ..
                }) => {
                    break (label, typed.into_iter().chain([".".to_owned()]).collect());
                }
                Some(Act::Choose { label, typed, .. }) => break (label, typed),
                Some(Act::Paste(text)) => {
                    let lines = text.lines().map(str::to_owned).chain([".".to_owned()]);
                    break ("Paste the page", lines.collect());
                }
            }
        };
        self.lines = typed.into();
        let menu = self.paper.menu();
        let number = menu.iter().find(|(_, offered)| offered.starts_with(label)).map(|(number, _)| number.clone());
        if number.is_none() {
            self.leave(Err(format!("{label:?} is not among {:?}", self.paper.offered())));
        }
        number
    }

    /// Takes note of how it was left; what is noted first counts.
    fn leave(&mut self, how: Left) {
        self.acts.clear();
        let mut left = self.left.lock().unwrap();
        if left.is_ok() {
            *left = how;
        }
    }
}

impl Read for Hand {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        let read = self.fill_buf()?.read(buffer)?;
        self.consume(read);
        Ok(read)
    }
}

impl BufRead for Hand {
    fn fill_buf(&mut self) -> io::Result<&[u8]> {
        if self.line.is_empty()
            && let Some(line) = self.next_line()
        {
            self.line = (line + "\n").into_bytes();
        }
        Ok(&self.line)
    }

    fn consume(&mut self, read: usize) {
        self.line.drain(..read);
    }
}
