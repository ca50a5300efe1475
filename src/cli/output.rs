//! Prints text for people, data for programs, and messages.

use std::{
    cell::RefCell,
    io::{self, IsTerminal, Write as _},
    path::Path,
};

use anyhow::Context as _;

use crate::{
    domain::text::{escaped, shown, typed},
    line::is_unread,
    runtime::tty,
    view::mark::Signs,
};

/// Where documents go: standard output, or what becomes a file.
#[derive(Debug, Clone, Copy)]
pub(super) struct Out<'a> {
    /// The signs that are printed on standard output; a file has all.
    pub(super) signs: Signs,
    /// Gathers what becomes a file, where one is wanted.
    pub(super) gathered: Option<&'a RefCell<String>>,
}

impl Out<'_> {
    /// Text for people, without anything that a terminal would take for a command.
    pub(super) fn text(self, text: &str) -> anyhow::Result<()> {
        let text = shown(text);
        let signs = if self.gathered.is_none() { self.signs } else { Signs::Unicode };
        self.line(&signs.text(&text))
    }

    /// A value for programs, in lines that people can read too.
    pub(super) fn json(self, value: &impl serde::Serialize) -> anyhow::Result<()> {
        self.line(&json_text(value)?)
    }

    fn line(self, text: &str) -> anyhow::Result<()> {
        let Some(gathered) = self.gathered else { return data(text).map(drop) };
        let mut gathered = gathered.borrow_mut();
        gathered.push_str(text);
        if !text.ends_with('\n') {
            gathered.push('\n');
        }
        Ok(())
    }
}

/// A value for programs as a text: what a terminal would take for a command is escaped, as JSON allows.
pub(super) fn json_text(value: &impl serde::Serialize) -> anyhow::Result<String> {
    Ok(escaped(&serde_json::to_string_pretty(value)?))
}

/// Data for programs. The answer says whether somebody still reads it: a reader that went away is no fault.
pub(super) fn data(text: &str) -> anyhow::Result<bool> {
    let mut out = io::stdout().lock();
    let end: &[u8] = if text.ends_with('\n') { b"" } else { b"\n" };
    match out.write_all(text.as_bytes()).and_then(|()| out.write_all(end)).and_then(|()| out.flush()) {
        Err(error) if is_unread(&error) => Ok(false),
        written => Ok(written.map(|()| true).context("cannot write to standard output")?),
    }
}

/// A path as it has to be typed in a command.
pub(super) fn command_word(path: &Path) -> String {
    typed(&path.display().to_string()).into_owned()
}

/// Messages go to standard error. They may hold text from a file: nothing of it may reach the terminal as a command.
pub(super) fn complain(message: &str) {
    let _ = writeln!(io::stderr(), "{}", shown(message));
}

/// The last message of a program that ends: a terminal that takes nothing any more does not keep it.
pub(super) fn farewell(message: &str) {
    if io::stderr().is_terminal() {
        tty::end();
        let _ = writeln!(tty::Out::open(), "{}", shown(message));
    } else {
        complain(message);
    }
}

/// Whether a full screen can be drawn and keys read.
pub(super) fn is_terminal() -> bool {
    io::stdout().is_terminal() && io::stdin().is_terminal()
}
