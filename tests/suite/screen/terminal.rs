//! The real program in a real terminal: taken, used, and given back, however it ends.
#![cfg(unix)]

mod begun;
mod browser;
mod colours;
mod given_back;
mod lines;
mod locale;
mod not_meant;
mod overview;
mod watched;

use std::{
    io::Write,
    sync::{Arc, Mutex},
};

use portable_pty::{Child, CommandBuilder, MasterPty, PtySize, native_pty_system};

use super::site::Site;
use crate::harness::drawn::{AtTerminal, Drawn, PATIENCE, find, screen_of};

/// A program in a terminal of its own.
struct Pty {
    master: Option<Box<dyn MasterPty + Send>>,
    child: Box<dyn Child + Send + Sync>,
    writer: Mutex<Option<Box<dyn Write + Send>>>,
    drawn: Arc<Drawn>,
}

impl AtTerminal for Pty {
    fn drawn(&self) -> &Drawn {
        &self.drawn
    }

    fn type_in(&self, text: &str) -> &Self {
        self.writer.lock().unwrap().as_mut().unwrap().write_all(text.as_bytes()).unwrap();
        self
    }
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
        let drawn = Drawn::of(pair.master.try_clone_reader().unwrap());
        let writer = Mutex::new(Some(pair.master.take_writer().unwrap()));
        Self { master: Some(pair.master), child, writer, drawn }
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
        self.drawn.wait("the end", |bytes| !screen_of(bytes).alternate_screen());
        let bytes = &self.drawn.bytes.lock().unwrap().0;
        let screen = screen_of(bytes);
        assert!(!screen.bracketed_paste() && !screen.hide_cursor(), "{:?}", screen.contents());
        let line = self.master.as_ref().unwrap().get_termios().unwrap();
        assert!(line.local_flags.bits() & 0o12 == 0o12, "canonical mode and echo are on again");
    }
}
