//! How long a key takes to the screen: on a small screen and on a wide one with the night, with no command running, with five that say something now and then, and with five that
//! print as fast as they can. Compared within one run; `cargo bench --bench keys`.

#![expect(clippy::disallowed_methods, reason = "it measures by the clock and writes to a folder of its own")]

use std::{
    fmt::Write as _,
    fs,
    path::Path,
    process::ExitCode,
    sync::{
        Arc,
        atomic::{AtomicU64, Ordering},
        mpsc::{self, Receiver, Sender},
    },
    thread,
    time::{Duration, Instant},
};

use acmove::{
    catalog,
    runtime::{
        clock::SystemClock,
        event_loop::{self, Entrance, EventLoop, TerminalOps},
        folder,
        inspector::Inspector,
    },
    tui::{
        draw::theme::Theme,
        message::{Msg, Typed},
        update::Model,
    },
};
use crossterm::event::{KeyCode, KeyEvent, KeyModifiers};
use jiff::Timestamp;
use ratatui::{
    Terminal,
    backend::{Backend, ClearType, TestBackend, WindowSize},
    buffer::Cell,
    layout::{Position, Size},
};

/// Keys that are pressed in each round.
const KEYS: usize = 400;

/// Time between two keys: a person who is in a hurry.
const BETWEEN: Duration = Duration::from_millis(5);

const ENVIRONMENTS: usize = 5;

/// A usual screen, and one with a second column.
const USUAL: (u16, u16) = (100, 30);
const WIDE: (u16, u16) = (140, 45);

/// A terminal that counts its frames.
struct Counted {
    inner: TestBackend,
    frames: Arc<AtomicU64>,
    told: Sender<Instant>,
}

impl Backend for Counted {
    type Error = <TestBackend as Backend>::Error;

    fn draw<'a, I: Iterator<Item = (u16, u16, &'a Cell)>>(&mut self, content: I) -> Result<(), Self::Error> {
        self.inner.draw(content)
    }
    fn hide_cursor(&mut self) -> Result<(), Self::Error> {
        self.inner.hide_cursor()
    }
    fn show_cursor(&mut self) -> Result<(), Self::Error> {
        self.inner.show_cursor()
    }
    fn get_cursor_position(&mut self) -> Result<Position, Self::Error> {
        self.inner.get_cursor_position()
    }
    fn set_cursor_position<P: Into<Position>>(&mut self, position: P) -> Result<(), Self::Error> {
        self.inner.set_cursor_position(position)
    }
    fn clear(&mut self) -> Result<(), Self::Error> {
        self.inner.clear()
    }
    fn clear_region(&mut self, clear_type: ClearType) -> Result<(), Self::Error> {
        self.inner.clear_region(clear_type)
    }
    fn size(&self) -> Result<Size, Self::Error> {
        self.inner.size()
    }
    fn window_size(&mut self) -> Result<WindowSize, Self::Error> {
        self.inner.window_size()
    }
    fn flush(&mut self) -> Result<(), Self::Error> {
        self.frames.fetch_add(1, Ordering::Relaxed);
        let _ = self.told.send(Instant::now());
        self.inner.flush()
    }
}

fn key(code: KeyCode) -> Msg {
    Msg::Typed(Typed::Key(KeyEvent::new(code, KeyModifiers::NONE)))
}

/// Presses a key and waits for the next frame that was drawn after it.
fn press(entrance: &Entrance, frames: &Receiver<Instant>, code: KeyCode) -> Duration {
    while frames.try_recv().is_ok() {}
    let pressed = Instant::now();
    entrance.send(key(code));
    loop {
        match frames.recv_timeout(Duration::from_secs(5)) {
            Ok(drawn) if drawn >= pressed => return drawn.duration_since(pressed),
            Ok(_) => {}
            Err(_) => return Duration::from_secs(5),
        }
    }
}

fn typed(entrance: &Entrance, frames: &Receiver<Instant>, text: &str) {
    for c in text.chars() {
        press(entrance, frames, KeyCode::Char(c));
    }
}

/// A migration with five environments whose uploads are done by a stand-in that never ends.
fn migration(folder: &Path, how: &str) -> anyhow::Result<()> {
    let program = toml::Value::String(env!("CARGO_BIN_EXE_acmove").to_owned());
    let mut text = "name = \"Bench\"\nsource = \"8RV.WLK.3CO.BL2.IQC.MNO.QJ3.GUT\"\ntarget = \"K2D.0QX.7LM.ZP4.A8S.1RT.WQ9.B3N\"\n".to_owned();
    for place in 0..ENVIRONMENTS {
        let role = if place == 0 { "lifetime" } else { "test" };
        let _ = write!(
            text,
            "[[environment]]\nname = \"Environment {place}\"\nrole = \"{role}\"\n[environment.commands]\n\
             upload_license = [{program}, \"practice-tool\", \"--at\", \"x\", \"--misbehave\", \"{how}\", \"{{license}}\"]\n"
        );
        fs::write(folder.join(format!("{place}.lic")), format!("license {place}"))?;
    }
    let description = catalog::infrastructure("bench", &text)?;
    let edition = folder::edition(catalog::DEFAULT_EDITION)?;
    folder::create(&folder.join("m"), &description, &text, &edition, false)?;
    Ok(())
}

/// One round: how long keys take, sorted.
fn round(how: &str, runs: bool, (width, height): (u16, u16)) -> anyhow::Result<Vec<Duration>> {
    let site = tempfile::tempdir()?;
    migration(site.path(), how)?;
    let opened = folder::open(&site.path().join("m"))?;
    let model = Model::new(opened.session, (width, height), Timestamp::now());
    let (told, frames) = mpsc::channel();
    let counted = Counted { inner: TestBackend::new(width, height), frames: Arc::default(), told };
    let mut terminal = Terminal::new(counted).map_err(anyhow::Error::new)?;
    let (entrance, inbox) = event_loop::inbox();
    let keys = entrance.clone();
    let licenses = site.path().to_owned();
    let typist = thread::spawn(move || {
        let wait = || thread::sleep(Duration::from_millis(120));
        for _ in 0..5 {
            press(&keys, &frames, KeyCode::Char('y'));
            wait();
        }
        for place in 0..ENVIRONMENTS {
            press(&keys, &frames, KeyCode::Tab);
            wait();
            press(&keys, &frames, KeyCode::Char('g'));
            typed(&keys, &frames, &licenses.join(format!("{place}.lic")).display().to_string());
            press(&keys, &frames, KeyCode::Enter);
            wait();
            if runs {
                press(&keys, &frames, KeyCode::Char('x'));
                wait();
            }
        }
        let mut times: Vec<Duration> = (0..KEYS)
            .map(|number| {
                thread::sleep(BETWEEN);
                press(&keys, &frames, if number % 2 == 0 { KeyCode::Tab } else { KeyCode::BackTab })
            })
            .collect();
        times.sort();
        let _ = keys.send(key(KeyCode::Char('q')));
        let _ = keys.send(key(KeyCode::Char('q')));
        times
    });
    let stage = EventLoop {
        model,
        theme: Theme::bundled("dark")?,
        recorder: opened.recorder,
        inspector: Inspector::of(&site.path().join("m")),
        lifetime: None,
        clock: SystemClock,
        terminal_ops: TerminalOps::NOTHING,
    };
    event_loop::run(&mut terminal, stage, &inbox, &entrance, |_| {});
    typist.join().map_err(|_| anyhow::anyhow!("nobody typed"))
}

fn main() -> ExitCode {
    println!("{:<34} {:>9} {:>9} {:>9}", "a key to the screen", "median", "95 %", "99 %");
    for (what, how, runs, size) in [
        ("no command runs", "hang", false, USUAL),
        ("no command runs, 140x45", "hang", false, WIDE),
        ("five commands say something", "chat", true, USUAL),
        ("five commands print all they can", "shout", true, USUAL),
        ("no command runs, once more", "hang", false, USUAL),
        ("no command runs, 140x45, once more", "hang", false, WIDE),
    ] {
        match round(how, runs, size) {
            Ok(times) => {
                let at = |part: usize| times[(times.len() - 1) * part / 100].as_micros();
                println!("{what:<34} {:>6} us {:>6} us {:>6} us", at(50), at(95), at(99));
            }
            Err(error) => {
                eprintln!("{what}: {error:#}");
                return ExitCode::FAILURE;
            }
        }
    }
    ExitCode::SUCCESS
}
