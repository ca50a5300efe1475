//! The real program in a real terminal: taken, used, and given back, however it ends.
#![cfg(unix)]

mod begun;
mod browser;
mod colours;
mod given_back;
mod lines;
mod locale;
mod not_meant;

use std::{
    io::Write,
    num::NonZeroU16,
    path::PathBuf,
    sync::{
        Arc, Condvar, Mutex,
        atomic::{AtomicBool, Ordering},
    },
    time::Duration,
};

use acmove::tui::press::QUIET;
use portable_pty::{Child, CommandBuilder, MasterPty, PtySize, native_pty_system};
use tempfile::TempDir;

use crate::harness::story::FOUR;

/// How long something may take on a busy machine; nothing waits this long where it works.
const PATIENCE: Duration = Duration::from_secs(20);

/// A program in a terminal of its own.
struct Pty {
    master: Option<Box<dyn MasterPty + Send>>,
    child: Box<dyn Child + Send + Sync>,
    writer: Mutex<Option<Box<dyn Write + Send>>>,
    output: Arc<Output>,
}

/// Everything that came out of it so far.
#[derive(Default)]
struct Output {
    bytes: Mutex<(Vec<u8>, bool)>,
    more: Condvar,
    /// Whether the reader is to let go of the terminal after the next bytes.
    let_go: AtomicBool,
}

impl Pty {
    fn start(mut command: CommandBuilder) -> Self {
        // Nor does what is drawn depend on their locale.
        if ["LC_ALL", "LC_CTYPE", "LANG"].iter().all(|name| command.get_env(name).is_none()) {
            command.env("LC_ALL", "C.UTF-8");
        }
        let size = PtySize { rows: 24, cols: 80, pixel_width: 0, pixel_height: 0 };
        let pair = native_pty_system().openpty(size).unwrap();
        let child = pair.slave.spawn_command(command).unwrap();
        drop(pair.slave);
        let output = Arc::new(Output::default());
        let (mut reader, into) = (pair.master.try_clone_reader().unwrap(), Arc::clone(&output));
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
        let writer = Mutex::new(Some(pair.master.take_writer().unwrap()));
        Self { master: Some(pair.master), child, writer, output }
    }

    /// acmove in this terminal.
    fn acmove(site: &Site, arguments: &[&str]) -> Self {
        let mut command = CommandBuilder::new(env!("CARGO_BIN_EXE_acmove"));
        command.args(arguments);
        command.cwd(site.0.path());
        command.env("TERM", "xterm-256color");
        command.env("LC_ALL", "C.UTF-8");
        // How the terminal of whoever runs the tests looks is nothing to them.
        for name in ["NO_COLOR", "COLORFGBG", "COLORTERM"] {
            command.env_remove(name);
        }
        // Nor does any key open a browser on their desktop.
        command.env("SSH_CONNECTION", "a test");
        for name in ["DISPLAY", "WAYLAND_DISPLAY", "WSL_DISTRO_NAME"] {
            command.env_remove(name);
        }
        Self::start(command)
    }

    /// Waits until what came out is like this.
    fn wait(&self, what: &str, is_there: impl Fn(&[u8]) -> bool) {
        let bytes = self.output.bytes.lock().unwrap();
        let there = self.output.more.wait_timeout_while(bytes, PATIENCE, |(bytes, ended)| !is_there(bytes) && !*ended);
        let (bytes, _) = there.unwrap();
        assert!(is_there(&bytes.0), "{what} did not come:\n{}", screen_of(&bytes.0).contents());
    }

    fn shows(&self, text: &str) -> &Self {
        self.wait(text, |bytes| screen_of(bytes).contents().contains(text));
        self
    }

    /// Waits for bytes, and answers with how many there are up to and with them.
    fn sends(&self, text: &str) -> usize {
        self.wait(text, |bytes| find(bytes, text).is_some());
        find(&self.output.bytes.lock().unwrap().0, text).unwrap()
    }

    /// Presses a key as somebody does who has looked at the screen: nothing has come for a moment.
    fn press(&self, key: &str) -> &Self {
        self.rests().type_in(key)
    }

    /// Waits until nothing has come for a moment.
    fn rests(&self) -> &Self {
        let look = QUIET + Duration::from_millis(50);
        let mut bytes = self.output.bytes.lock().unwrap();
        loop {
            let waited;
            (bytes, waited) = self.output.more.wait_timeout(bytes, look).unwrap();
            if waited.timed_out() {
                break;
            }
        }
        drop(bytes);
        self
    }

    /// Lets a moment pass, in milliseconds, whatever comes.
    fn passes(&self, ms: u64) -> &Self {
        let end = std::time::Instant::now() + Duration::from_millis(ms);
        let mut bytes = self.output.bytes.lock().unwrap();
        while let Some(left) = end.checked_duration_since(std::time::Instant::now()) {
            (bytes, _) = self.output.more.wait_timeout(bytes, left).unwrap();
        }
        drop(bytes);
        self
    }

    /// Waits until the program is stopped.
    #[cfg(target_os = "linux")]
    fn is_stopped(&self) {
        let stat = format!("/proc/{}/stat", self.child.process_id().unwrap());
        let end = std::time::Instant::now() + PATIENCE;
        while !std::fs::read_to_string(&stat).unwrap().contains(") T ") {
            assert!(std::time::Instant::now() < end, "it did not stop");
            self.passes(10);
        }
    }

    fn type_in(&self, text: &str) -> &Self {
        self.writer.lock().unwrap().as_mut().unwrap().write_all(text.as_bytes()).unwrap();
        self
    }

    fn signal(&self, signal: rustix::process::Signal) {
        let pid = rustix::process::Pid::from_raw(i32::try_from(self.child.process_id().unwrap()).unwrap()).unwrap();
        rustix::process::kill_process(pid, signal).unwrap();
    }

    /// The exit code, once it has ended.
    fn ends(&mut self) -> u32 {
        let end = std::time::Instant::now() + PATIENCE;
        while std::time::Instant::now() < end {
            if let Some(status) = self.child.try_wait().unwrap() {
                return status.exit_code();
            }
            std::thread::yield_now();
        }
        let _ = self.child.kill();
        panic!("it did not end");
    }

    /// Alternate screen, bracketed paste and hidden cursor are undone, and the line is cooked again.
    fn is_given_back(&self) {
        self.wait("the end", |bytes| !screen_of(bytes).alternate_screen());
        let bytes = &self.output.bytes.lock().unwrap().0;
        let screen = screen_of(bytes);
        assert!(!screen.bracketed_paste() && !screen.hide_cursor(), "{:?}", screen.contents());
        let line = self.master.as_ref().unwrap().get_termios().unwrap();
        assert!(line.local_flags.bits() & 0o12 == 0o12, "canonical mode and echo are on again");
    }
}

/// The end of a text in what came out.
fn find(bytes: &[u8], text: &str) -> Option<usize> {
    bytes.windows(text.len()).position(|window| window == text.as_bytes()).map(|place| place + text.len())
}

fn screen_of(bytes: &[u8]) -> vt100::Screen {
    let size = |n| NonZeroU16::new(n).unwrap();
    let mut parser = vt100::Parser::new(size(24), size(80), 0);
    parser.process(bytes);
    parser.screen().clone()
}

/// A migration that was just started.
struct Site(TempDir);

impl Site {
    fn new() -> Self {
        let site = Self(TempDir::new().unwrap());
        std::fs::write(site.path("infrastructure.toml"), FOUR).unwrap();
        let mut command = std::process::Command::new(env!("CARGO_BIN_EXE_acmove"));
        let made = command.args(["new", "m", "--infrastructure", "infrastructure.toml"]).current_dir(site.0.path());
        assert!(made.output().unwrap().status.success());
        site
    }

    fn path(&self, name: &str) -> PathBuf {
        self.0.path().join(name)
    }

    fn facts(&self) -> usize {
        std::fs::read_to_string(self.path("m/journal.jsonl")).unwrap().lines().count()
    }
}
