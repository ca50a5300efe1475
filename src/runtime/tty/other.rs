//! The terminal where there is no Unix: a console, whose records crossterm reads.

use std::{
    io::{self, Stdout, Write, stdout},
    mem,
    sync::{Mutex, PoisonError},
    time::Duration,
};

use crossterm::event::{self, Event};
use crossterm_winapi::{Console, ConsoleMode, Handle};
use tokio::{
    runtime::{Builder, Runtime},
    signal::windows,
    sync::mpsc::{self, UnboundedReceiver},
};

use super::state::{TerminalSignal, told_size};
use crate::tui::{
    input::TerminalInput,
    message::{Moment, Msg},
};

/// Longer than any wait.
const FOR_EVER: Duration = Duration::from_secs(3600);

/// The records of the console.
#[derive(Debug)]
pub struct Keyboard {
    console: Console,
    /// Records that are known to be there: to ask takes as long as to read one, and a paste has thousands.
    there: u32,
    /// Whether the next record was there when the last one was read.
    is_behind: bool,
}

impl Keyboard {
    /// The keyboard of this console.
    ///
    /// # Errors
    /// When there is no console.
    pub fn open() -> io::Result<Self> {
        Ok(Self { console: Console::from(Handle::current_in_handle()?), there: 0, is_behind: false })
    }

    /// What its input is taken in by.
    pub fn input() -> TerminalInput {
        TerminalInput::console()
    }

    /// Waits for something; the answer says whether it came. `None` waits for ever. What is no key to crossterm (Shift, the
    /// digits of Alt) is passed over, and that takes time: nobody has paused while there is more.
    ///
    /// # Errors
    /// When the console cannot be watched.
    pub fn wait(&mut self, patience: Option<Duration>) -> io::Result<bool> {
        loop {
            self.is_behind = self.is_more()?;
            while self.is_more()? {
                // One record is read, whatever it is.
                self.there -= 1;
                if event::poll(Duration::ZERO)? {
                    return Ok(true);
                }
            }
            self.is_behind = false;
            if event::poll(patience.unwrap_or(FOR_EVER))? {
                return Ok(true);
            }
            if !self.is_more()? {
                return Ok(false);
            }
        }
    }

    fn is_more(&mut self) -> io::Result<bool> {
        if self.there == 0 {
            self.there = self.console.number_of_console_input_events()?;
        }
        Ok(self.there > 0)
    }

    /// Reads what is there.
    ///
    /// # Errors
    /// When the console is gone.
    pub fn read(&mut self, at: Moment, input: &mut TerminalInput) -> io::Result<Vec<Msg>> {
        let record = match event::read()? {
            // It is told one too large, or as the size of all that can be scrolled.
            Event::Resize(..) => {
                let (width, height) = size();
                Event::Resize(width, height)
            }
            record @ (Event::Key(_) | Event::Mouse(_) | Event::Paste(_) | Event::FocusGained | Event::FocusLost) => {
                record
            }
        };
        Ok(input.record(at, record, self.is_behind))
    }
}

/// Where frames go.
#[derive(Debug)]
pub struct Out(Stdout);

impl Out {
    /// Standard output.
    pub fn open() -> Self {
        Self(stdout())
    }
}

impl Write for Out {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.0.write(bytes)
    }

    fn flush(&mut self) -> io::Result<()> {
        self.0.flush()
    }
}

/// Columns and rows of the console.
pub fn size() -> (u16, u16) {
    told_size(crossterm::terminal::size().unwrap_or_default())
}

/// Whether a full screen can be drawn on this console: it is when it can be told to take escape sequences.
///
/// # Errors
/// With a sentence, without its stop.
pub fn is_able() -> Result<(), String> {
    keep_settings();
    let is_able = crossterm::ansi_support::supports_ansi();
    // To ask has set it.
    give_back_settings();
    if is_able {
        return Ok(());
    }
    let why = "this console cannot show a full screen: it is a legacy console, or Windows is older than Windows 10. \
               Switch off \"Use legacy console\" in its properties and open it again, or use Windows Terminal";
    Err(why.to_owned())
}

/// How the console was set for what is typed and for what is shown, while it is taken.
static KEPT: Mutex<Option<[u32; 2]>> = Mutex::new(None);

/// Has what is shown obey sequences.
const OBEYS_SEQUENCES: u32 = 4;

fn modes() -> io::Result<[ConsoleMode; 2]> {
    Ok([Handle::current_in_handle()?, Handle::current_out_handle()?].map(ConsoleMode::from))
}

/// Takes note of how the console is set, where that is not known yet, and has it obey sequences: crossterm does that only once.
pub fn keep_settings() {
    let mut kept = KEPT.lock().unwrap_or_else(PoisonError::into_inner);
    let Ok([typed, shown]) = modes() else { return };
    if let (None, Ok(typed), Ok(shows)) = (*kept, typed.mode(), shown.mode()) {
        *kept = Some([typed, shows]);
        let _ = shown.set_mode(shows | OBEYS_SEQUENCES);
    }
}

/// Sets the console as it was.
pub fn give_back_settings() {
    let kept = KEPT.lock().unwrap_or_else(PoisonError::into_inner).take();
    if let (Some(kept), Ok(modes)) = (kept, modes()) {
        for (mode, kept) in modes.iter().zip(kept) {
            let _ = mode.set_mode(kept);
        }
    }
}

/// Has the console tell what the mouse does.
///
/// # Errors
/// When the console does not take it.
pub fn take_mouse(out: &mut impl Write) -> io::Result<()> {
    crossterm::execute!(out, crossterm::event::EnableMouseCapture)
}

/// The mouse belongs to the console again, which marks text with it.
///
/// # Errors
/// When the console does not take it.
pub fn give_back_mouse(out: &mut impl Write) -> io::Result<()> {
    crossterm::execute!(out, crossterm::event::DisableMouseCapture)
}

/// Asks nothing: the answer would not come through.
///
/// # Errors
/// None.
pub fn ask_background(_out: &mut impl Write) -> io::Result<()> {
    Ok(())
}

/// What was typed stays with the console.
pub const fn discard_typed() {}

/// Discards typed text that was not read: the next reader is a shell, and the rest of a pasted page is no command.
pub fn forget_typed() {
    while crossterm::event::poll(Duration::ZERO).unwrap_or(false) && crossterm::event::read().is_ok() {}
}

/// No key is told as a sequence here.
pub const fn raise(_: TerminalSignal) {}

/// Nothing is stopped here.
pub const fn suspend() {}

/// Events from outside that concern the program: Ctrl-C, Ctrl-Break, its window is closed, the person logs off, the machine shuts down.
/// From now on they are not lost, and do not kill; the last three leave it some five seconds, as the thread that they are told on
/// waits for the end of the process.
#[derive(Debug)]
pub struct Signals(Option<Events>);

#[derive(Debug)]
struct Events {
    runtime: Runtime,
    interrupt: windows::CtrlC,
    key: windows::CtrlBreak,
    window: windows::CtrlClose,
    session: UnboundedReceiver<()>,
}

impl Signals {
    /// Begins to watch for them.
    pub fn watch() -> Self {
        Self(Events::watch().ok())
    }

    /// Tells each that comes, until nobody listens. Those that come later do not kill either.
    pub fn each(self, mut tell: impl FnMut(TerminalSignal) -> bool) {
        let Some(mut events) = self.0 else { return };
        while tell(events.next()) {}
        mem::forget(events);
    }
}

impl Events {
    fn watch() -> io::Result<Self> {
        let (tell, session) = mpsc::unbounded_channel();
        // The console's own events say nothing of the end of the session where `user32` is loaded, as it is by crossterm.
        acmove_session_end::on_session_end(move || {
            let _ = tell.send(());
        });
        Ok(Self {
            runtime: Builder::new_current_thread().build()?,
            interrupt: windows::ctrl_c()?,
            key: windows::ctrl_break()?,
            window: windows::ctrl_close()?,
            session,
        })
    }

    fn next(&mut self) -> TerminalSignal {
        let Self { runtime, interrupt, key, window, session } = self;
        runtime.block_on(async {
            tokio::select! {
                _ = key.recv() => TerminalSignal::End,
                _ = window.recv() => TerminalSignal::End,
                Some(()) = session.recv() => TerminalSignal::End,
                _ = interrupt.recv() => TerminalSignal::Interrupt,
            }
        })
    }
}
