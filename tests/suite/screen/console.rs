//! The real program in a real console of Windows: what the console makes of keys and pastes, and how it is given back. The console
//! is played by a program of its own (`tests/console`), which is told by `ACMOVE_CONSOLE`, or built.
#![cfg(windows)]

mod clipboard;
mod ends;
mod night;
mod typed;

use std::{
    env,
    io::Write as _,
    path::PathBuf,
    process::{Child, ChildStdin, Command, Stdio},
    sync::{Arc, Mutex, OnceLock},
};

use super::site::Site;
use crate::harness::drawn::{AtTerminal, Drawn};

/// A program in a console of its own.
struct Console {
    player: Child,
    /// Its end ends the player, and the program with it.
    orders: Mutex<Option<ChildStdin>>,
    drawn: Arc<Drawn>,
    /// What the player says.
    said: Arc<Drawn>,
}

impl Console {
    /// acmove in a console.
    fn acmove(site: &Site, arguments: &[&str]) -> Self {
        Self::start(site, env!("CARGO_BIN_EXE_acmove"), arguments)
    }

    fn start(site: &Site, program: &str, arguments: &[&str]) -> Self {
        let mut command = Command::new(player());
        command.arg(program).args(arguments).current_dir(site.0.path());
        // Nor does what is drawn depend on the terminal of whoever runs the tests, and no key opens a browser there.
        command.env_remove("NO_COLOR").env("WT_SESSION", "a test");
        command.stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::piped());
        let mut player = command.spawn().unwrap();
        let drawn = Drawn::of(player.stdout.take().unwrap());
        let said = Drawn::of(player.stderr.take().unwrap());
        let orders = Mutex::new(player.stdin.take());
        Self { player, orders, drawn, said }
    }

    /// Has the player do something.
    fn order(&self, order: &str) -> &Self {
        writeln!(self.orders.lock().unwrap().as_mut().unwrap(), "{order}").unwrap();
        self
    }

    /// Pastes a text, as the console does.
    fn paste(&self, text: &str) -> &Self {
        self.order(&format!("paste {}", escaped(text)))
    }

    /// Presses a key that has no character: its number, its character, and what is held with it.
    fn key(&self, vk: u16, c: char, state: u32) -> &Self {
        self.order(&format!("key {vk} {} {state}", u32::from(c)))
    }

    /// Waits until the player says something, and answers with the rest of that line.
    fn says(&self, word: &str) -> String {
        let line = |bytes: &[u8]| {
            let said = String::from_utf8_lossy(bytes).into_owned();
            // One without its end is not all there yet.
            let mut lines = said.split_inclusive('\n').filter(|line| line.ends_with('\n'));
            lines.find_map(|line| line.strip_prefix(word).map(|rest| rest.trim().to_owned()))
        };
        self.said.wait(word, |bytes| line(bytes).is_some());
        line(&self.said.bytes.lock().unwrap().0).unwrap()
    }

    /// The exit code, once the program has ended.
    fn ends(&self) -> i32 {
        self.says("ended").parse().unwrap()
    }
}

impl AtTerminal for Console {
    fn drawn(&self) -> &Drawn {
        &self.drawn
    }

    fn type_in(&self, text: &str) -> &Self {
        self.order(&format!("type {}", escaped(text)))
    }
}

impl Drop for Console {
    fn drop(&mut self) {
        self.orders.lock().unwrap().take();
        let _ = self.player.wait();
    }
}

/// A text on the line of an order.
fn escaped(text: &str) -> String {
    text.replace('\\', "\\\\").replace(['\n', '\r'], "\\n").replace('\t', "\\t")
}

/// The program that plays the console.
fn player() -> &'static PathBuf {
    static PLAYER: OnceLock<PathBuf> = OnceLock::new();
    PLAYER.get_or_init(|| {
        env::var_os("ACMOVE_CONSOLE").map_or_else(
            || {
                let folder = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("tests").join("console");
                let into = PathBuf::from(env!("CARGO_TARGET_TMPDIR")).join("console");
                let mut build = Command::new(env!("CARGO"));
                build.args(["build", "--locked", "--quiet"]).current_dir(folder).env("CARGO_TARGET_DIR", &into);
                assert!(build.status().unwrap().success(), "tests/console cannot be built");
                into.join("debug").join("console.exe")
            },
            PathBuf::from,
        )
    })
}
