//! The clipboard: that of the system, where it belongs to whoever sits here (Windows, macOS), is read, and what is written is read
//! back. Elsewhere, and over SSH, only the terminal reaches the clipboard that is meant: it is asked, and nothing is known of what
//! it did.

use std::path::PathBuf;

use crossterm::{clipboard::CopyToClipboard, execute};

use super::tty::Out;
use crate::tui::{
    input::LARGEST,
    message::{CopyOutcome, PasteEnd, Pasted},
};

/// How often a clipboard is tried that another program holds.
const ATTEMPTS: usize = 10;

/// Terminals take no longer text for their clipboard than this, in bytes; many take less.
const LARGEST_ASKED: usize = 70_000;

/// The system's clipboard.
pub trait Clipboard: Send {
    /// The text in it.
    ///
    /// # Errors
    /// When there is none, or it cannot be read.
    fn text(&mut self) -> Result<String, ClipboardFault>;

    /// The files that were copied.
    ///
    /// # Errors
    /// When there are none, or it cannot be read.
    fn files(&mut self) -> Result<Vec<PathBuf>, ClipboardFault>;

    /// Puts a text into it, in place of what was there.
    ///
    /// # Errors
    /// When it cannot be written.
    fn put(&mut self, text: &str) -> Result<(), ClipboardFault>;

    /// Waits a moment for whoever holds it.
    fn pause(&mut self);
}

/// Why a clipboard was not read or written.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum ClipboardFault {
    /// Nothing of the kind is in it.
    Nothing,
    /// Another program holds it.
    Held,
    /// There is none here: nobody sits at this system.
    Missing,
    /// Something else, in the system's words.
    Other(String),
}

impl ClipboardFault {
    /// In a sentence, with what can be done.
    fn words(&self) -> String {
        match self {
            Self::Nothing => "The clipboard contains no text. Copy the text, then paste again.".to_owned(),
            Self::Held => "Another program is using the clipboard (a clipboard manager or remote desktop, for example), or this session has none. Try again in a moment.".to_owned(),
            Self::Missing => "There is no clipboard in this session.".to_owned(),
            Self::Other(why) => format!("The clipboard cannot be used: {why}."),
        }
    }
}

/// How to paste where acmove cannot.
const BY_TERMINAL: &str =
    "Paste with your terminal: Ctrl-Shift-V or Shift-Insert in most, Cmd-V on a Mac; with the mouse, hold Shift.";

/// Says how to paste where only the terminal can.
pub fn by_terminal() -> String {
    if has_one() {
        format!("Over SSH, acmove cannot read the clipboard of your computer. {BY_TERMINAL}")
    } else {
        BY_TERMINAL.to_owned()
    }
}

/// The clipboard of this system, where that is the clipboard of whoever sits here.
pub fn of_system() -> Option<Box<dyn Clipboard>> {
    if is_remote() { None } else { system::open() }
}

const fn has_one() -> bool {
    cfg!(any(windows, target_os = "macos"))
}

/// Whether somebody sits at another machine than this one.
fn is_remote() -> bool {
    ["SSH_CONNECTION", "SSH_CLIENT", "SSH_TTY"].iter().any(|name| is_set(name))
}

fn is_set(name: &str) -> bool {
    std::env::var_os(name).is_some_and(|value| !value.is_empty())
}

/// Reads the clipboard of whoever sits here.
pub fn paste() -> Pasted {
    paste_from(of_system())
}

/// Reads a clipboard, or says how to paste without one.
pub fn paste_from(system: Option<Box<dyn Clipboard>>) -> Pasted {
    match system {
        Some(mut system) => read(&mut *system),
        None => Err(by_terminal()),
    }
}

/// Asks the terminal to put a text into its clipboard, also over SSH; it does not say whether it did.
pub fn ask_terminal(text: &str) -> CopyOutcome {
    if text.len() > LARGEST_ASKED {
        return CopyOutcome::TooLong;
    }
    match execute!(Out::open(), CopyToClipboard::to_clipboard_from(text)) {
        Ok(()) => CopyOutcome::Asked(caveat()),
        Err(error) => CopyOutcome::NotCopied(format!("acmove cannot reach the terminal: {error}.")),
    }
}

/// What may keep a text from the clipboard: programs between the terminal and this one hand on what they are set to.
fn caveat() -> &'static str {
    if is_set("TMUX") {
        " In tmux, run `tmux set -s set-clipboard on` first."
    } else if is_set("STY") {
        " GNU screen does not pass it on."
    } else {
        ""
    }
}

/// Reads a clipboard: a file that was copied is its path, else the text counts.
pub fn read(clipboard: &mut dyn Clipboard) -> Pasted {
    let files = patiently(clipboard, |clipboard| clipboard.files());
    match files.as_deref() {
        Ok([file]) => {
            let path = file
                .to_str()
                .ok_or("The name of the copied file is not valid text. Type its path, or rename the file.")?;
            return Ok((path.to_owned(), PasteEnd::Marked));
        }
        Ok(files @ [_, _, ..]) => {
            return Err(format!(
                "You copied {} files. Copy only the file that is needed, then paste again.",
                files.len()
            ));
        }
        Err(ClipboardFault::Held) => return Err(ClipboardFault::Held.words()),
        Ok([]) | Err(_) => {}
    }
    let mut text = patiently(clipboard, |clipboard| clipboard.text()).map_err(|fault| match fault {
        ClipboardFault::Missing => format!("{} {BY_TERMINAL}", fault.words()),
        ClipboardFault::Nothing | ClipboardFault::Held | ClipboardFault::Other(_) => fault.words(),
    })?;
    if text.is_empty() {
        return Err(ClipboardFault::Nothing.words());
    }
    if text.len() <= LARGEST {
        return Ok((text, PasteEnd::Marked));
    }
    let whole = (0..=LARGEST).rev().find(|at| text.is_char_boundary(*at));
    text.truncate(whole.unwrap_or(0));
    Ok((text, PasteEnd::TooLong))
}

/// Puts a text into a clipboard and reads it back. Nothing of it is kept out of the clipboard's history or cloud: what acmove
/// shows holds no secrets, and whoever copies value after value finds them there again.
pub fn write(clipboard: &mut dyn Clipboard, text: &str) -> CopyOutcome {
    let put = patiently(clipboard, |clipboard| clipboard.put(text));
    match put.and_then(|()| patiently(clipboard, |clipboard| clipboard.text())) {
        Ok(found) if lines(&found) == lines(text) => CopyOutcome::Copied,
        Ok(_) | Err(ClipboardFault::Nothing) => {
            CopyOutcome::NotCopied("Another program changed the clipboard immediately. Try again.".to_owned())
        }
        Err(fault) => CopyOutcome::NotCopied(fault.words()),
    }
}

/// Ends of lines may become those of the system on their way.
fn lines(text: &str) -> String {
    text.replace("\r\n", "\n")
}

/// Does something with a clipboard, again where another program holds it.
fn patiently<T>(
    clipboard: &mut dyn Clipboard,
    act: impl Fn(&mut dyn Clipboard) -> Result<T, ClipboardFault>,
) -> Result<T, ClipboardFault> {
    for _ in 1..ATTEMPTS {
        match act(clipboard) {
            Err(ClipboardFault::Held) => clipboard.pause(),
            done => return done,
        }
    }
    act(clipboard)
}

#[cfg(any(windows, target_os = "macos"))]
mod system {
    use std::{path::PathBuf, thread, time::Duration};

    use arboard::Error;

    use super::{Clipboard, ClipboardFault};

    /// How long is waited for whoever holds it.
    const PAUSE: Duration = Duration::from_millis(60);

    /// The clipboard of this system: taken for each thing that is done with it, and no longer.
    #[derive(Debug)]
    struct System;

    #[expect(clippy::unnecessary_wraps, reason = "other systems have none")]
    pub(super) fn open() -> Option<Box<dyn Clipboard>> {
        Some(Box::new(System))
    }

    impl Clipboard for System {
        fn text(&mut self) -> Result<String, ClipboardFault> {
            arboard::Clipboard::new().and_then(|mut clipboard| clipboard.get_text()).map_err(fault)
        }

        fn files(&mut self) -> Result<Vec<PathBuf>, ClipboardFault> {
            arboard::Clipboard::new().and_then(|mut clipboard| clipboard.get().file_list()).map_err(fault)
        }

        fn put(&mut self, text: &str) -> Result<(), ClipboardFault> {
            // Programs of Windows expect its ends of lines; not all of them show others.
            let text = text.replace("\r\n", "\n");
            let text = if cfg!(windows) { text.replace('\n', "\r\n") } else { text };
            arboard::Clipboard::new().and_then(|mut clipboard| clipboard.set_text(text)).map_err(fault)
        }

        fn pause(&mut self) {
            thread::sleep(PAUSE);
        }
    }

    fn fault(error: Error) -> ClipboardFault {
        match error {
            Error::ContentNotAvailable => ClipboardFault::Nothing,
            Error::ClipboardOccupied => ClipboardFault::Held,
            Error::ClipboardNotSupported => ClipboardFault::Missing,
            Error::ConversionFailure => ClipboardFault::Other("its content is not text".to_owned()),
            Error::Unknown { description } => ClipboardFault::Other(description),
            other => ClipboardFault::Other(other.to_string()),
        }
    }
}

#[cfg(not(any(windows, target_os = "macos")))]
mod system {
    use super::Clipboard;

    /// The clipboard belongs to a display or a terminal: acmove knows of none.
    pub(super) const fn open() -> Option<Box<dyn Clipboard>> {
        None
    }
}
