//! Where line mode hears what somebody types, and what happens outside meanwhile.

use std::{
    io::{BufRead, Read as _},
    time::Duration,
};

use crate::{
    domain::{tool::Process, watch::WatchQuestion},
    engine::{message::EngineMsg, tool_run::ToolSpec},
};

/// The longest line that is taken in, in bytes; a longer one is cut off.
const LONGEST_LINE: u64 = 1024 * 1024;

/// Something that came while line mode waited.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Came {
    /// Somebody typed a line, or pasted a text.
    Typed(Typed),
    /// LifeTime was looked at, or a command printed or ended.
    Outside(Box<EngineMsg>),
    /// Somebody asks to stop what is going on (Ctrl-C).
    Stop,
    /// Somebody else had the terminal meanwhile (Ctrl-Z): what is asked stands there no more.
    Again,
    /// The program has to end.
    Leave,
    /// Nobody types any more.
    End,
}

/// A line, or a text of several lines that came at once.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Typed {
    /// The text.
    pub text: String,
    /// Whether several lines came at once: that is a paste.
    pub is_paste: bool,
    /// Why it is no answer, where it is none.
    pub unfit: Option<Unfit>,
}

/// Why something that was typed is no answer.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Unfit {
    /// It was typed before the question was printed.
    Early,
    /// It came right after a paste that nothing marked the end of.
    Rest,
    /// It holds keys that do nothing here, such as the arrow keys.
    Keys,
    /// It was too long, and its end is lost.
    Cut,
}

impl Typed {
    /// A line by itself.
    pub fn line(text: impl Into<String>) -> Self {
        Self { text: text.into(), is_paste: false, unfit: None }
    }

    /// Lines that came at once.
    pub fn paste(text: impl Into<String>) -> Self {
        Self { text: text.into(), is_paste: true, unfit: None }
    }
}

impl Unfit {
    /// In words.
    pub const fn words(self) -> &'static str {
        match self {
            Self::Early => {
                "You typed this before the text was printed, so it was not used. Read the text, then answer."
            }
            Self::Rest => "This came right after the paste, so it counts as part of it. Type it again.",
            Self::Keys => {
                "This line contains keys that do nothing here, such as arrow keys, so it was not used. Type it again."
            }
            Self::Cut => {
                "The line was too long and its end is missing, so it was not used. Save the text in a file, and type the path of the file."
            }
        }
    }
}

/// What somebody types, or a program that talks to line mode; and what goes on outside while nobody does.
pub trait Input {
    /// Waits for the next thing.
    fn next(&mut self) -> Came;

    /// Waits for the next thing that happens outside, or for the order to stop or to leave; what is typed is kept.
    fn outside(&mut self) -> Came {
        Came::End
    }

    /// In a pipe: whether another line is there, or comes within this time.
    fn has_more(&mut self, patience: Duration) -> bool;

    /// Whether a person types at a terminal.
    fn is_terminal(&self) -> bool;

    /// Something else is asked from now on: what was typed at a terminal until now is no answer to it. `by_itself` says that
    /// nobody typed anything that led to it.
    fn renew(&mut self, by_itself: bool) {
        let _ = by_itself;
    }

    /// The beginning of a line that somebody is typing.
    fn begun(&self) -> String {
        String::new()
    }

    /// Whether it was asked to stop or to leave, and nobody has heard it yet.
    fn asks_to_leave(&mut self) -> bool {
        false
    }

    /// Whether whoever reads what is printed is still there.
    fn is_read(&self) -> bool {
        true
    }

    /// Whether it watches LifeTime by itself, runs commands, and lets them be stopped.
    fn is_at_work(&self) -> bool {
        false
    }

    /// Watches LifeTime from now on, or no longer.
    fn watch(&mut self, question: Option<WatchQuestion>) {
        let _ = question;
    }

    /// Has LifeTime looked at now.
    fn look_now(&mut self, number: u64) {
        let _ = number;
    }

    /// Has a command stand ready; the answer names its process, where that is known.
    fn ready(&mut self, number: u64, spec: Box<ToolSpec>) -> Option<Process> {
        let _ = (number, spec);
        None
    }

    /// Runs a command: the one that stands ready, where there is one of this number.
    fn run(&mut self, number: u64, spec: Box<ToolSpec>) {
        let _ = (number, spec);
    }

    /// Stops a command.
    fn stop(&mut self, number: u64) {
        let _ = number;
    }

    /// Nobody works here from now on: commands are ended, and what is typed from now on is thrown away.
    fn close(&mut self) {}
}

/// Everything that can be read is a pipe: what comes is there, or is not.
impl<T: BufRead> Input for T {
    fn next(&mut self) -> Came {
        match line_of(self) {
            Some((text, true)) => Came::Typed(Typed::line(text)),
            Some((text, false)) => Came::Typed(Typed { unfit: Some(Unfit::Cut), ..Typed::line(text) }),
            None => Came::End,
        }
    }

    fn has_more(&mut self, _: Duration) -> bool {
        self.fill_buf().is_ok_and(|bytes| !bytes.is_empty())
    }

    fn is_terminal(&self) -> bool {
        false
    }
}

/// A line of input, and whether that is all of it.
fn line_of(input: &mut impl BufRead) -> Option<(String, bool)> {
    let mut bytes = Vec::new();
    let read = input.by_ref().take(LONGEST_LINE).read_until(b'\n', &mut bytes).ok()?;
    if read == 0 {
        return None;
    }
    let is_cut = bytes.len() as u64 == LONGEST_LINE && !bytes.ends_with(b"\n");
    if is_cut {
        input.skip_until(b'\n').ok()?;
    }
    Some((String::from_utf8_lossy(&bytes).trim_end_matches(['\n', '\r']).to_owned(), !is_cut))
}
