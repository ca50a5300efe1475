//! A screen that a program draws, and somebody who looks at it and types: whatever kind of terminal that is.

use std::{
    io::Read,
    num::NonZeroU16,
    sync::{
        Arc, Condvar, Mutex,
        atomic::{AtomicBool, Ordering},
    },
    time::{Duration, Instant},
};

use acmove::tui::press::QUIET;

/// How long something may take on a busy machine; nothing waits this long where it works.
pub(crate) const PATIENCE: Duration = Duration::from_secs(20);

/// Everything that came out of a program so far.
#[derive(Default)]
pub(crate) struct Drawn {
    /// The bytes, and whether no more come.
    pub(crate) bytes: Mutex<(Vec<u8>, bool)>,
    more: Condvar,
    /// Whether the reader is to let go of the terminal after the next bytes.
    let_go: AtomicBool,
}

impl Drawn {
    /// What comes out of a reader, from now on.
    pub(crate) fn of(mut reader: impl Read + Send + 'static) -> Arc<Self> {
        let drawn = Arc::new(Self::default());
        let into = Arc::clone(&drawn);
        std::thread::spawn(move || {
            let mut buffer = [0; 4096];
            while let Ok(read) = reader.read(&mut buffer) {
                if read == 0 || into.let_go.load(Ordering::Relaxed) {
                    break;
                }
                into.bytes.lock().unwrap().0.extend_from_slice(&buffer[..read]);
                into.more.notify_all();
            }
            drop(reader);
            into.bytes.lock().unwrap().1 = true;
            into.more.notify_all();
        });
        drawn
    }

    /// Waits until what came out is like this.
    pub(crate) fn wait(&self, what: &str, is_there: impl Fn(&[u8]) -> bool) {
        let bytes = self.bytes.lock().unwrap();
        let there = self.more.wait_timeout_while(bytes, PATIENCE, |(bytes, ended)| !is_there(bytes) && !*ended);
        let (bytes, _) = there.unwrap();
        let came = if is_there(&bytes.0) { None } else { Some(screen_of(&bytes.0).contents()) };
        // Whoever reads for this still needs the lock.
        drop(bytes);
        assert!(came.is_none(), "{what} did not come:\n{}", came.unwrap_or_default());
    }
}

/// What the tests of terminals ask besides; a console of Windows is another program.
#[cfg(unix)]
impl Drawn {
    /// Whether a text came out, anywhere.
    pub(crate) fn has(&self, text: &str) -> bool {
        find(&self.bytes.lock().unwrap().0, text).is_some()
    }

    /// From the next bytes on, nobody reads any more.
    pub(crate) fn let_go(&self) {
        self.let_go.store(true, Ordering::Relaxed);
    }

    /// Waits until no more comes.
    pub(crate) fn is_over(&self) {
        let bytes = self.bytes.lock().unwrap();
        drop(self.more.wait_timeout_while(bytes, PATIENCE, |(_, ended)| !*ended).unwrap());
    }
}

/// Somebody at a terminal.
pub(crate) trait AtTerminal {
    /// What the program has drawn there.
    fn drawn(&self) -> &Drawn;

    /// Types a text.
    fn type_in(&self, text: &str) -> &Self;

    /// Waits until the screen shows a text.
    fn shows(&self, text: &str) -> &Self {
        self.drawn().wait(text, |bytes| screen_of(bytes).contents().contains(text));
        self
    }

    /// Waits for bytes, and answers with how many there are up to and with them.
    fn sends(&self, text: &str) -> usize {
        self.drawn().wait(text, |bytes| find(bytes, text).is_some());
        find(&self.drawn().bytes.lock().unwrap().0, text).unwrap()
    }

    /// Presses a key as somebody does who has looked at the screen: nothing has come for a moment.
    fn press(&self, key: &str) -> &Self {
        self.rests().type_in(key)
    }

    /// Waits until nothing has come for a moment.
    fn rests(&self) -> &Self {
        let look = QUIET + Duration::from_millis(50);
        let mut bytes = self.drawn().bytes.lock().unwrap();
        loop {
            let waited;
            (bytes, waited) = self.drawn().more.wait_timeout(bytes, look).unwrap();
            if waited.timed_out() {
                break;
            }
        }
        drop(bytes);
        self
    }

    /// Lets a moment pass, in milliseconds, whatever comes.
    fn passes(&self, ms: u64) -> &Self {
        let end = Instant::now() + Duration::from_millis(ms);
        let mut bytes = self.drawn().bytes.lock().unwrap();
        while let Some(left) = end.checked_duration_since(Instant::now()) {
            (bytes, _) = self.drawn().more.wait_timeout(bytes, left).unwrap();
        }
        drop(bytes);
        self
    }
}

/// The end of a text in what came out.
pub(crate) fn find(bytes: &[u8], text: &str) -> Option<usize> {
    bytes.windows(text.len()).position(|window| window == text.as_bytes()).map(|place| place + text.len())
}

/// A screen of 80x24 after these bytes.
pub(crate) fn screen_of(bytes: &[u8]) -> vt100::Screen {
    let size = |n| NonZeroU16::new(n).unwrap();
    let mut parser = vt100::Parser::new(size(24), size(80), 0);
    parser.process(bytes);
    parser.screen().clone()
}
