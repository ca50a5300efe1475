//! The terminal and the pipe that line mode reads and prints to: waiting for bytes, taking the line of the terminal and
//! giving it back, signals.

use std::{
    io::{self, IsTerminal as _, Write as _},
    panic,
    sync::{
        Once,
        atomic::{AtomicBool, Ordering},
    },
};

use super::forget_typed;

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

/// What a signal asks for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Asked {
    /// To stop what is going on: Ctrl-C.
    Stop,
    /// To end.
    End,
    /// To let the shell go on meanwhile: Ctrl-Z.
    Pause,
    /// To go on after that.
    Continue,
}

/// Whether a terminal has a name that says it obeys nothing.
fn is_dumb() -> bool {
    !cfg!(windows) && std::env::var("TERM").map_or(true, |name| matches!(name.as_str(), "" | "dumb" | "unknown"))
}

/// Whether the terminal marks pastes, as it was asked to.
static MARKED: AtomicBool = AtomicBool::new(false);

/// Takes the line of the terminal, so that a line may be of any length, and has pastes marked where that may be asked for; a
/// panic gives it back before it speaks. The answer says whether it is taken: where it is not, the terminal edits lines by itself.
pub fn take_typing(marks: bool) -> bool {
    static HOOK: Once = Once::new();
    if !io::stdin().is_terminal() || !io::stdout().is_terminal() || is_dumb() || !system::take() {
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

pub use self::system::{is_read, next_signal, read_into, read_within, stop_here};

#[cfg(unix)]
mod system {
    use std::{
        io,
        sync::{Mutex, PoisonError},
        time::Duration,
    };

    use rustix::{
        event::{PollFd, PollFlags, Timespec, poll},
        io::Errno,
        process::{Signal, getpid, kill_process},
        termios::{LocalModes, OptionalActions, SpecialCodeIndex, Termios, tcgetattr, tcsetattr},
    };

    use super::{Asked, Input};
    use crate::runtime::platform::EndSignals;

    /// How the terminal was, while its line is taken.
    static TAKEN: Mutex<Option<Termios>> = Mutex::new(None);

    /// Waits for bytes of standard input, for ever where no time is given. Another program may have left it so that reading does
    /// not wait: that there is nothing yet is not its end.
    pub fn read_within(patience: Option<Duration>) -> Input {
        let mut buffer = vec![0; 64 << 10];
        match read(&mut buffer, patience) {
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
        Ok(read(buffer, None)?.unwrap_or(0))
    }

    fn read(buffer: &mut [u8], patience: Option<Duration>) -> io::Result<Option<usize>> {
        let stdin = io::stdin();
        let wait = patience.and_then(|patience| Timespec::try_from(patience).ok());
        loop {
            let mut watched = [PollFd::new(&stdin, PollFlags::IN)];
            match poll(&mut watched, wait.as_ref()) {
                Ok(0) => return Ok(None),
                Ok(_) => {}
                Err(Errno::INTR | Errno::AGAIN) => continue,
                Err(fault) => return Err(fault.into()),
            }
            match rustix::io::read(&stdin, &mut *buffer) {
                Ok(read) => return Ok(Some(read)),
                Err(Errno::INTR | Errno::AGAIN) => {}
                Err(fault) => return Err(fault.into()),
            }
        }
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

    /// Stops this process until somebody goes on with it (`fg`).
    pub fn stop_here() {
        let _ = kill_process(getpid(), Signal::STOP);
    }

    /// Waits for the next signal; nothing where none can be waited for.
    pub fn next_signal(signals: &mut EndSignals) -> Option<Asked> {
        use signal_hook::consts::{SIGCONT, SIGINT, SIGTSTP};
        let signals = signals.0.as_mut()?;
        let _ = signals.add_signal(SIGTSTP);
        let _ = signals.add_signal(SIGCONT);
        Some(match signals.forever().next()? {
            SIGTSTP => Asked::Pause,
            SIGCONT => Asked::Continue,
            SIGINT => Asked::Stop,
            _ => Asked::End,
        })
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

    use super::{Asked, Input};
    use crate::runtime::platform::EndSignals;

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
            Ok(line) => Input::Bytes(line),
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

    /// There is no such thing here.
    pub const fn stop_here() {}

    /// There are no signals here.
    pub fn next_signal(_: &mut EndSignals) -> Option<Asked> {
        None
    }
}
