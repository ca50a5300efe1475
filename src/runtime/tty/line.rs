//! The terminal and the pipe that line mode reads and prints to: waiting for bytes, taking the line of the terminal and
//! giving it back.

use std::{
    io::{self, IsTerminal as _, Write as _},
    panic,
    sync::{
        Once,
        atomic::{AtomicBool, Ordering},
    },
};

use super::{forget_typed, is_able};

/// What came of waiting for standard input.
#[derive(Debug, PartialEq, Eq)]
pub enum Input {
    /// Bytes.
    Bytes(Vec<u8>),
    /// Nothing, in the time that was given.
    Quiet,
    /// Nothing will come any more.
    End,
}

/// Whether the terminal marks pastes, as it was asked to.
static MARKED: AtomicBool = AtomicBool::new(false);

/// Takes the line of the terminal, so that a line may be of any length, and has pastes marked where that may be asked for; a
/// panic gives it back before it speaks. The answer says whether it is taken: where it is not, the terminal edits lines by itself.
pub fn take_typing(marks: bool) -> bool {
    static HOOK: Once = Once::new();
    if !io::stdin().is_terminal() || !io::stdout().is_terminal() || is_able().is_err() || !system::take() {
        return false;
    }
    HOOK.call_once(|| {
        let speak = panic::take_hook();
        panic::set_hook(Box::new(move |info| {
            give_back_typing();
            speak(info);
        }));
    });
    if marks {
        MARKED.store(true, Ordering::Relaxed);
        mark_pastes(true);
    }
    true
}

/// Gives the line of the terminal back, and throws away what was typed and not read: the next reader is a shell.
pub fn give_back_typing() {
    if MARKED.swap(false, Ordering::Relaxed) {
        mark_pastes(false);
    }
    system::give_back();
    if io::stdin().is_terminal() {
        forget_typed();
    }
}

/// Has the terminal mark pastes, or not.
fn mark_pastes(on: bool) {
    let mut out = io::stdout();
    let _ = out.write_all(if on { b"\x1b[?2004h" } else { b"\x1b[?2004l" }).and_then(|()| out.flush());
}

/// The longest line that a terminal which edits lines by itself hands over whole, in bytes.
pub const LONGEST: usize = if cfg!(any(target_os = "linux", target_os = "android")) {
    4095
} else if cfg!(unix) {
    1023
} else {
    usize::MAX
};

pub use self::system::{is_read, read_into, read_within};

#[cfg(unix)]
mod system {
    use std::{
        io,
        os::fd::AsFd as _,
        sync::{Mutex, PoisonError},
        time::Duration,
    };

    use rustix::{
        event::{PollFd, PollFlags, Timespec, poll},
        termios::{LocalModes, OptionalActions, SpecialCodeIndex, Termios, tcgetattr, tcsetattr},
    };

    use super::Input;
    use crate::runtime::tty::unix::{READ, read, wait};

    /// How the terminal was, while its line is taken.
    static TAKEN: Mutex<Option<Termios>> = Mutex::new(None);

    /// Waits for bytes of standard input, for ever where no time is given.
    pub fn read_within(patience: Option<Duration>) -> Input {
        let mut buffer = vec![0; READ];
        match read_once(&mut buffer, patience) {
            Ok(None) => Input::Quiet,
            Ok(Some(read @ 1..)) => Input::Bytes(buffer[..read].to_vec()),
            Ok(Some(0)) | Err(_) => Input::End,
        }
    }

    /// Reads bytes of standard input, and waits for them.
    ///
    /// # Errors
    /// When it cannot be read.
    pub fn read_into(buffer: &mut [u8]) -> io::Result<usize> {
        loop {
            if let Some(read) = read_once(buffer, None)? {
                return Ok(read);
            }
        }
    }

    fn read_once(buffer: &mut [u8], patience: Option<Duration>) -> io::Result<Option<usize>> {
        let stdin = io::stdin();
        if wait(stdin.as_fd(), PollFlags::IN, patience)? { read(stdin.as_fd(), buffer) } else { Ok(None) }
    }

    /// Whether somebody is still there who reads standard output.
    pub fn is_read() -> bool {
        let stdout = io::stdout();
        let at_once = Timespec { tv_sec: 0, tv_nsec: 0 };
        let mut watched = [PollFd::new(&stdout, PollFlags::empty())];
        let _ = poll(&mut watched, Some(&at_once));
        !watched[0].revents().intersects(PollFlags::ERR | PollFlags::HUP | PollFlags::NVAL)
    }

    pub(super) fn take() -> bool {
        let mut taken = TAKEN.lock().unwrap_or_else(PoisonError::into_inner);
        let stdin = io::stdin();
        let Ok(as_it_was) = tcgetattr(&stdin) else { return false };
        let mut ours = as_it_was.clone();
        ours.local_modes -= LocalModes::ICANON | LocalModes::ECHO | LocalModes::IEXTEN;
        ours.special_codes[SpecialCodeIndex::VMIN] = 1;
        ours.special_codes[SpecialCodeIndex::VTIME] = 0;
        let is_ours = tcsetattr(&stdin, OptionalActions::Now, &ours).is_ok();
        if is_ours && taken.is_none() {
            *taken = Some(as_it_was);
        }
        is_ours
    }

    pub(super) fn give_back() {
        if let Some(as_it_was) = TAKEN.lock().unwrap_or_else(PoisonError::into_inner).take() {
            let _ = tcsetattr(io::stdin(), OptionalActions::Flush, &as_it_was);
        }
    }
}

#[cfg(not(unix))]
mod system {
    use std::{
        io::BufRead as _,
        sync::{
            Mutex, OnceLock, PoisonError,
            mpsc::{Receiver, RecvTimeoutError, sync_channel},
        },
        thread,
        time::Duration,
    };

    use super::Input;

    /// Waits for a line; a console hands over whole lines, and is read on a thread of its own, as it cannot be waited for with
    /// a time.
    pub fn read_within(patience: Option<Duration>) -> Input {
        static LINES: OnceLock<Mutex<Receiver<Vec<u8>>>> = OnceLock::new();
        let lines = LINES.get_or_init(|| {
            let (sender, lines) = sync_channel(1);
            thread::spawn(move || {
                let mut line = Vec::new();
                while std::io::stdin().lock().read_until(b'\n', &mut line).is_ok_and(|read| read > 0)
                    && sender.send(std::mem::take(&mut line)).is_ok()
                {}
            });
            Mutex::new(lines)
        });
        let lines = lines.lock().unwrap_or_else(PoisonError::into_inner);
        let line = match patience {
            None => lines.recv().map_err(|_| RecvTimeoutError::Disconnected),
            Some(patience) => lines.recv_timeout(patience),
        };
        match line {
            // Its end is told by two characters, and is one.
            Ok(line) => Input::Bytes(line.strip_suffix(b"\r\n").map_or(line.clone(), |line| [line, b"\n"].concat())),
            Err(RecvTimeoutError::Timeout) => Input::Quiet,
            Err(RecvTimeoutError::Disconnected) => Input::End,
        }
    }

    /// Reads bytes of standard input, and waits for them.
    ///
    /// # Errors
    /// When it cannot be read.
    pub fn read_into(buffer: &mut [u8]) -> std::io::Result<usize> {
        std::io::Read::read(&mut std::io::stdin(), buffer)
    }

    /// Whether somebody is still there who reads standard output: that is found out by printing.
    pub const fn is_read() -> bool {
        true
    }

    pub(super) const fn take() -> bool {
        false
    }

    pub(super) const fn give_back() {}
}
