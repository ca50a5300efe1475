//! The terminal on Unix. Nothing here ever blocks for longer than somebody who wants out would wait.

use std::{
    env,
    fs::File,
    io::{self, IsTerminal as _, Write, stdin, stdout},
    os::fd::{AsFd, BorrowedFd, OwnedFd},
    sync::atomic::Ordering,
    time::Duration,
};

use rustix::{
    event::{PollFd, PollFlags, Timespec, poll},
    fs::{Mode, OFlags},
    io::Errno,
    termios::{tcgetwinsize, ttyname},
};

use super::state::{ASKED, ENDING, TerminalSignal, told_size};
use crate::{
    runtime::moment,
    tui::{
        input::TerminalInput,
        message::{Moment, Msg},
    },
};

/// Bytes that are read at once: a terminal hands over no more.
pub(super) const READ: usize = 4 << 10;

/// How long the terminal is waited for before it is asked whether the program ends.
const TURN: Duration = Duration::from_millis(100);

/// How long an answer of the terminal may take, after it was asked.
const ANSWER: Duration = Duration::from_millis(300);

fn is_ending() -> bool {
    ENDING.load(Ordering::Relaxed)
}

/// The terminal was asked something now.
fn asked() {
    let now = u64::try_from(moment::now().as_millis()).unwrap_or(u64::MAX - 1);
    ASKED.store(now + 1, Ordering::Relaxed);
}

/// How long ago the terminal was asked something that it has not answered.
fn asked_ago() -> Option<Duration> {
    let asked = ASKED.swap(0, Ordering::Relaxed).checked_sub(1)?;
    Some(moment::now().saturating_sub(Duration::from_millis(asked)))
}

/// Waits until there is something of this kind; the answer says whether there is.
pub(super) fn wait(fd: BorrowedFd<'_>, what: PollFlags, patience: Option<Duration>) -> io::Result<bool> {
    let patience = patience.map(Timespec::try_from).transpose().map_err(io::Error::other)?;
    let mut watched = [PollFd::from_borrowed_fd(fd, what)];
    match poll(&mut watched, patience.as_ref()) {
        Ok(0) | Err(Errno::INTR | Errno::AGAIN) => Ok(false),
        Ok(_) if watched[0].revents().contains(PollFlags::NVAL) => Err(Errno::BADF.into()),
        Ok(_) => Ok(true),
        Err(error) => Err(error.into()),
    }
}

/// Reads what is there. There is nothing where somebody else has read it, or has set the terminal not to wait: that is not
/// its end.
pub(super) fn read(fd: BorrowedFd<'_>, buffer: &mut [u8]) -> io::Result<Option<usize>> {
    match rustix::io::read(fd, buffer) {
        Ok(read) => Ok(Some(read)),
        Err(Errno::AGAIN | Errno::INTR) => Ok(None),
        Err(error) => Err(error.into()),
    }
}

/// The bytes that are typed.
#[derive(Debug)]
pub struct Keyboard {
    /// The terminal, where standard input is none.
    tty: Option<File>,
    buffer: Vec<u8>,
}

impl Keyboard {
    /// The keyboard of this terminal.
    ///
    /// # Errors
    /// When there is none.
    pub fn open() -> io::Result<Self> {
        let tty = if stdin().is_terminal() { None } else { Some(File::open("/dev/tty")?) };
        Ok(Self { tty, buffer: vec![0; READ] })
    }

    /// What its input is taken in by.
    pub fn input() -> TerminalInput {
        TerminalInput::default()
    }

    /// Waits for something; the answer says whether it came. `None` waits for ever.
    ///
    /// # Errors
    /// When the terminal cannot be watched.
    pub fn wait(&self, patience: Option<Duration>) -> io::Result<bool> {
        match &self.tty {
            Some(tty) => wait(tty.as_fd(), PollFlags::IN, patience),
            None => wait(stdin().as_fd(), PollFlags::IN, patience),
        }
    }

    /// Reads what is there.
    ///
    /// # Errors
    /// When the terminal is gone.
    pub fn read(&mut self, at: Moment, input: &mut TerminalInput) -> io::Result<Vec<Msg>> {
        let read = match &self.tty {
            Some(tty) => read(tty.as_fd(), &mut self.buffer),
            None => read(stdin().as_fd(), &mut self.buffer),
        };
        match read? {
            Some(0) => Err(io::ErrorKind::UnexpectedEof.into()),
            Some(read) => Ok(input.bytes(at, &self.buffer[..read])),
            None => Ok(Vec::new()),
        }
    }
}

/// Where frames go. A terminal that nobody reads takes nothing: then it is waited for, but not by somebody who wants out.
#[derive(Debug)]
pub struct Out(Option<OwnedFd>);

impl Out {
    /// The terminal of standard output, opened anew: whether it waits is then nobody else's business.
    pub fn open() -> Self {
        let flags = OFlags::WRONLY | OFlags::NONBLOCK | OFlags::NOCTTY | OFlags::CLOEXEC;
        let name = ttyname(stdout(), Vec::new());
        Self(name.ok().and_then(|name| rustix::fs::open(name, flags, Mode::empty()).ok()))
    }

    fn with<T>(&self, act: impl Fn(BorrowedFd<'_>) -> T) -> T {
        match &self.0 {
            Some(own) => act(own.as_fd()),
            None => act(stdout().as_fd()),
        }
    }
}

impl Write for Out {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        loop {
            match self.with(|fd| rustix::io::write(fd, bytes)) {
                Ok(written) => return Ok(written),
                Err(Errno::INTR) => {}
                Err(Errno::AGAIN) => {
                    let can = self.with(|fd| wait(fd, PollFlags::OUT, Some(TURN)))?;
                    if !can && is_ending() {
                        return Err(io::ErrorKind::TimedOut.into());
                    }
                }
                Err(error) => return Err(error.into()),
            }
        }
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}

/// Columns and rows of the terminal.
pub fn size() -> (u16, u16) {
    told_size(tcgetwinsize(stdout()).map_or((0, 0), |size| (size.ws_col, size.ws_row)))
}

/// Whether the terminal says that a full screen can be drawn on it.
///
/// # Errors
/// With a sentence, without its stop.
pub fn is_able() -> Result<(), String> {
    let said = match env::var("TERM") {
        Ok(name) if ["dumb", "unknown"].contains(&name.as_str()) => format!("TERM is {name:?}"),
        Ok(name) if !name.is_empty() => return Ok(()),
        Ok(_) | Err(_) => "TERM is not set".to_owned(),
    };
    Err(format!("{said}: this terminal cannot show a full screen"))
}

/// Takes note of nothing: how the line was is known to whoever takes it.
pub const fn keep_settings() {}

/// Nothing is set but the line.
pub const fn give_back_settings() {}

/// Has the terminal tell when a button or the wheel of the mouse is used, but not when it is only moved: nothing is to wake
/// the program for that.
///
/// # Errors
/// When the terminal does not take it.
pub fn take_mouse(out: &mut impl Write) -> io::Result<()> {
    out.write_all(b"\x1b[?1000h\x1b[?1006h")?;
    out.flush()
}

/// The mouse belongs to the terminal again, which marks text with it.
///
/// # Errors
/// When the terminal does not take it.
pub fn give_back_mouse(out: &mut impl Write) -> io::Result<()> {
    out.write_all(b"\x1b[?1006l\x1b[?1000l")?;
    out.flush()
}

/// Asks the terminal for its background; the answer comes from the keyboard, if the terminal knows the question.
///
/// # Errors
/// When the terminal does not take it.
pub fn ask_background(out: &mut impl Write) -> io::Result<()> {
    // The console of Linux would show the question.
    let is_known = is_able().is_ok() && env::var("TERM").is_ok_and(|name| name != "linux");
    if is_known {
        out.write_all(b"\x1b]11;?\x1b\\")?;
        out.flush()?;
        asked();
    }
    Ok(())
}

/// Discards what was typed and not read: the next reader is a shell, and the rest of a pasted page, or an answer of the
/// terminal, is no command. An answer that is on its way is waited for.
pub fn discard_typed() {
    let patience = asked_ago().map(|ago| ANSWER.saturating_sub(ago)).filter(|left| !left.is_zero() && !is_ending());
    if let Some(patience) = patience {
        let _ = wait(stdin().as_fd(), PollFlags::IN, Some(patience));
    }
    forget_typed();
}

/// Discards what was typed and not read, without waiting.
pub fn forget_typed() {
    // A terminal that is gone has nothing left.
    let _ = rustix::termios::tcflush(stdin(), rustix::termios::QueueSelector::IFlush);
}

/// Stops this program, and whatever was started with it in front of the same shell, until somebody has it go on.
pub fn suspend() {
    let _ = rustix::process::kill_current_process_group(rustix::process::Signal::STOP);
}

/// Does what the terminal does itself where a key for that is pressed and told as a sequence.
pub fn raise(signal: TerminalSignal) {
    use rustix::process::{Signal, getpid, kill_process};
    let signal = match signal {
        TerminalSignal::Interrupt => Signal::INT,
        TerminalSignal::End => Signal::TERM,
        TerminalSignal::Resized => Signal::WINCH,
        TerminalSignal::Suspend => Signal::TSTP,
        TerminalSignal::Resume => Signal::CONT,
    };
    let _ = kill_process(getpid(), signal);
}

/// Signals that concern the terminal: from now on they are not lost, and do not kill.
#[derive(Debug)]
pub struct Signals(Option<signal_hook::iterator::Signals>);

impl Signals {
    /// Begins to watch for them.
    pub fn watch() -> Self {
        use signal_hook::consts::{SIGCONT, SIGHUP, SIGINT, SIGTERM, SIGTSTP, SIGWINCH};
        Self(signal_hook::iterator::Signals::new([SIGTERM, SIGHUP, SIGINT, SIGWINCH, SIGTSTP, SIGCONT]).ok())
    }

    /// Tells each that comes, until nobody listens.
    pub fn each(self, mut tell: impl FnMut(TerminalSignal) -> bool) {
        use signal_hook::consts::{SIGCONT, SIGINT, SIGTSTP, SIGWINCH};
        let Some(mut signals) = self.0 else { return };
        for signal in signals.forever() {
            let signal = match signal {
                SIGWINCH => TerminalSignal::Resized,
                SIGTSTP => TerminalSignal::Suspend,
                SIGCONT => TerminalSignal::Resume,
                SIGINT => TerminalSignal::Interrupt,
                _ => TerminalSignal::End,
            };
            if !tell(signal) {
                return;
            }
        }
    }
}
