//! Reads what somebody types into line mode, on a thread of its own: at a terminal all the time, from a pipe a line whenever
//! one is asked for.

pub mod editor;

use std::{
    io::{self, BufReader, Read, Write as _},
    sync::{
        Arc, Mutex, MutexGuard, PoisonError,
        atomic::{AtomicBool, Ordering},
        mpsc::{Receiver, Sender},
    },
    thread,
    time::Duration,
};

use self::editor::{Editor, Taken};
use super::{
    clipboard, moment,
    tty::{self, line},
};
use crate::{
    line::{Came, Input as _, Typed, Unfit},
    tui::message::Moment,
};

/// How long a terminal that edits lines by itself may hold the beginning of a line that was meant for what was printed before.
const BEGUN: Duration = Duration::from_secs(1);

/// How long nothing may come any more, before what is typed is left to the shell; and how long that is waited for.
const SILENCE: Duration = Duration::from_millis(300);
const LONGEST_WAIT: Duration = Duration::from_secs(3);

/// A terminal at which somebody types.
#[derive(Debug)]
pub struct Typing {
    editor: Mutex<Editor>,
    /// Whether the terminal edits lines by itself.
    is_cooked: bool,
    /// Whether it may be asked to mark pastes.
    marks: bool,
    /// Whether nobody waits for it any more: what comes is thrown away.
    is_closed: AtomicBool,
    /// When something came last.
    heard: Mutex<Option<Moment>>,
    /// Until when what comes may have been begun before what was printed last.
    early_until: Mutex<Option<Moment>>,
}

impl Typing {
    /// Takes the terminal.
    pub fn take(marks: bool) -> Arc<Self> {
        let is_cooked = !line::take_typing(marks);
        let editor =
            Mutex::new(if is_cooked { Editor::cooked(line::LONGEST) } else { Editor::new().pasting(clipboard::paste) });
        Arc::new(Self {
            editor,
            is_cooked,
            marks,
            is_closed: AtomicBool::new(false),
            heard: Mutex::new(None),
            early_until: Mutex::new(None),
        })
    }

    /// Reads until nobody types any more, or nobody listens.
    pub fn listen(&self, inbox: &Sender<Came>) {
        loop {
            let until = lock(&self.editor).until();
            let input = line::read_within(until.map(|until| until.saturating_sub(moment::now())));
            let now = moment::now();
            let Taken { echo, typed, signal, is_over } = match input {
                line::Input::Bytes(bytes) => {
                    *lock(&self.heard) = Some(now);
                    lock(&self.editor).bytes(now, &bytes)
                }
                line::Input::Quiet => lock(&self.editor).expire(now),
                line::Input::End => lock(&self.editor).end(),
            };
            if !self.is_closed.load(Ordering::Relaxed) && !echo.is_empty() {
                let mut out = io::stdout();
                let _ = out.write_all(echo.as_bytes()).and_then(|()| out.flush());
            }
            if self.is_cooked && typed.iter().any(|typed| typed.is_paste) {
                // The beginning of its last line waits for an Enter.
                tty::forget_typed();
            }
            for typed in typed {
                if inbox.send(Came::Typed(self.dated(typed))).is_err() {
                    return;
                }
            }
            signal.into_iter().for_each(tty::raise);
            if is_over {
                let _ = inbox.send(Came::End);
                return;
            }
        }
    }

    fn dated(&self, typed: Typed) -> Typed {
        let is_early = self.is_cooked && lock(&self.early_until).is_some_and(|until| moment::now() < until);
        Typed { unfit: typed.unfit.or(is_early.then_some(Unfit::Early)), ..typed }
    }

    /// Something else is asked from now on.
    pub fn renew(&self, by_itself: bool) {
        lock(&self.editor).renew();
        *lock(&self.early_until) = by_itself.then(|| moment::now() + BEGUN);
    }

    /// The beginning of a line.
    pub fn begun(&self) -> String {
        lock(&self.editor).begun().to_owned()
    }

    /// Takes the terminal again after the shell had it.
    pub fn take_again(&self) {
        if !self.is_cooked && !self.is_closed.load(Ordering::Relaxed) {
            line::take_typing(self.marks);
        }
    }

    /// Gives the terminal back, when nothing more comes: the rest of a paste is no command of the shell.
    pub fn close(&self) {
        self.is_closed.store(true, Ordering::Relaxed);
        let end = moment::now() + LONGEST_WAIT;
        while moment::now() < end
            && let Some(left) = self.noise()
        {
            thread::sleep(left);
        }
        line::give_back_typing();
    }

    /// How long to wait until nothing has come for a while.
    fn noise(&self) -> Option<Duration> {
        let heard = *lock(&self.heard);
        heard.and_then(|heard| SILENCE.checked_sub(moment::now().saturating_sub(heard)))
    }
}

/// Reads lines of a pipe, one for each that is asked for.
pub fn read_pipe(wanted: &Receiver<()>, inbox: &Sender<Came>) {
    let mut input = BufReader::new(Patient);
    while wanted.recv().is_ok() {
        let came = input.next();
        let is_over = came == Came::End;
        if inbox.send(came).is_err() || is_over {
            return;
        }
    }
}

/// Standard input, however another program has left it: that there is nothing yet is not its end.
#[derive(Debug)]
struct Patient;

impl Read for Patient {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        line::read_into(buffer)
    }
}

/// Locks, also after a panic: a panic under these locks leaves nothing half done.
fn lock<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}
