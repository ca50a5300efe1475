//! A recording of a migration's screen, made from its journal: what an operator would have seen after each fact. There is
//! nothing in it that is not in the journal. The format is asciicast, version 2.

use std::{
    cell::RefCell,
    io::{self, Write},
    rc::Rc,
    time::Duration,
};

use jiff::{SignedDuration, Timestamp, tz::TimeZone};
use ratatui::{Terminal, TerminalOptions, Viewport, backend::CrosstermBackend, layout::Rect};
use serde_json::{Value, json};

use super::event_loop::paint;
use crate::{
    domain::{
        command::{FileCondition, VaultCheck},
        event::{Event, FactKind},
        index::EnvIx,
        infrastructure::Side,
        record::Record,
        run::Run,
    },
    engine::{beyond::Beyond, history::History, message::EngineMsg, session::Session, vault::WhenLost},
    tui::{
        draw::{self, theme::Theme},
        message::Msg,
        update::{Model, update},
    },
};

/// How long a fact is seen at least: somebody is to read it.
const LEAST: Duration = Duration::from_millis(600);

/// How a recording is made.
#[derive(Debug, Clone)]
pub struct CastOptions {
    /// The migration folder, as the person knows it.
    pub folder: String,
    /// Columns and rows.
    pub size: (u16, u16),
    /// The longest time between two facts: whoever watches does not wait as long as the operator did.
    pub longest: Duration,
    /// How it looks.
    pub theme: Theme,
    /// The zone in which times are told.
    pub zone: TimeZone,
}

/// A recording that is being written.
pub struct Cast<W> {
    out: W,
    wanted: CastOptions,
    /// Since the first fact, once that was taken in.
    scene: Option<Scene>,
    /// The moment of the recording at which the next fact is seen.
    at: Duration,
}

/// The screen, and what it is made of.
struct Scene {
    model: Model,
    terminal: Terminal<CrosstermBackend<Bytes>>,
    bytes: Bytes,
    phase: usize,
}

/// The bytes that were drawn and not taken yet.
#[derive(Clone, Default)]
struct Bytes(Rc<RefCell<Vec<u8>>>);

impl Write for Bytes {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.0.borrow_mut().write(bytes)
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}

impl<W: Write> Cast<W> {
    /// A recording without a fact.
    pub const fn new(out: W, wanted: CastOptions) -> Self {
        Self { out, wanted, scene: None, at: Duration::ZERO }
    }

    /// Takes in a fact, in the state after it.
    ///
    /// # Errors
    /// When the disk refuses.
    pub fn take(&mut self, record: &Record<Event>, run: &Run) -> io::Result<()> {
        let Some(mut scene) = self.scene.take() else { return self.begin(record, run) };
        let passed = record.at.duration_since(scene.model.engine.session.run.latest);
        self.at +=
            Duration::try_from(passed.max(SignedDuration::ZERO)).unwrap_or(LEAST).clamp(LEAST, self.wanted.longest);
        let _ = update(&mut scene.model, record.at, EngineMsg::Recorded(Box::new(record.clone())));
        if matches!(record.event, Event::LicenseKept { .. } | Event::VaultDamaged { .. } | Event::SerialChanged(_)) {
            see_vault(&mut scene.model, record.at);
        }
        self.mark(&mut scene, record)?;
        self.scene = Some(scene);
        self.draw()
    }

    fn begin(&mut self, record: &Record<Event>, run: &Run) -> io::Result<()> {
        let (width, height) = self.wanted.size;
        let mut title = format!("{}: change of Activation Code", run.infrastructure.name);
        if run.rehearsal {
            title.push_str(" (REHEARSAL)");
        }
        let header = json!({
            "version": 2, "width": width, "height": height, "timestamp": record.at.as_second(), "title": title,
            "env": { "TERM": "xterm-256color" },
        });
        writeln!(self.out, "{header}")?;
        let bytes = Bytes::default();
        let viewport = Viewport::Fixed(Rect::new(0, 0, width, height));
        let terminal = Terminal::with_options(CrosstermBackend::new(bytes.clone()), TerminalOptions { viewport })?;
        let history = History::of(record, run);
        let session = Session { history, ..Session::of(run.clone(), self.wanted.folder.clone()) };
        let mut model = Model::following(session, self.wanted.size, record.at);
        // A recording is told in one zone, wherever it is made and played.
        model.engine.session.run.zone = Some(self.wanted.zone.clone());
        let _ = update(&mut model, record.at, Msg::Zone(self.wanted.zone.clone()));
        see_vault(&mut model, record.at);
        self.event("o", &json!("\u{1b}[?25l\u{1b}[2J\u{1b}[H"))?;
        self.scene = Some(Scene { model, terminal, bytes, phase: 0 });
        self.draw()
    }

    /// A mark where a phase begins, or something fails: players can go there.
    fn mark(&mut self, scene: &mut Scene, record: &Record<Event>) -> io::Result<()> {
        let session = &scene.model.engine.session;
        let phase = session.outlook.phase(&session.run);
        if phase != std::mem::replace(&mut scene.phase, phase) {
            self.event("m", &json!(session.run.phase(phase).title))?;
        } else if record.event.about().kind == FactKind::Failed {
            self.event("m", &json!(format!("failed, record {}", record.seq)))?;
        }
        Ok(())
    }

    fn draw(&mut self) -> io::Result<()> {
        let Some(Scene { model, terminal, bytes, .. }) = &mut self.scene else { return Ok(()) };
        let theme = &self.wanted.theme;
        paint(terminal, |area, buffer| draw::draw(model.shown(), &model.ui, theme, area, buffer))
            .map_err(io::Error::other)?;
        let drawn = std::mem::take(&mut *bytes.0.borrow_mut());
        self.event("o", &json!(String::from_utf8_lossy(&drawn)))
    }

    fn event(&mut self, kind: &str, what: &Value) -> io::Result<()> {
        let millis = self.at.as_millis();
        writeln!(self.out, "[{}.{:03}, \"{kind}\", {what}]", millis / 1000, millis % 1000)
    }

    /// Ends the recording: its last screen is seen for a while. What follows the last fact, a torn line or damage, is said
    /// first. Answers with its length.
    ///
    /// # Errors
    /// When the disk refuses.
    pub fn finish(mut self, beyond: Beyond) -> io::Result<Duration> {
        self.at += self.wanted.longest;
        if let Some(scene) = self.scene.as_mut().filter(|_| beyond != Beyond::Nothing) {
            scene.model.engine.session.beyond = beyond;
            let told: Vec<String> = scene.model.engine.session.notices().collect();
            scene.model.ui.say(true, told.join(" "));
            self.event("m", &json!(told.join(" ")))?;
            self.draw()?;
            self.at += self.wanted.longest;
        }
        let last = format!("\u{1b}[0m\u{1b}[{};1H\u{1b}[?25h\r\n", self.wanted.size.1);
        self.event("o", &json!(last))?;
        self.out.flush()?;
        Ok(self.at)
    }
}

/// The vault is what the facts say of it: nobody looks at a disk for a recording.
fn see_vault(model: &mut Model, at: Timestamp) {
    let run = &model.engine.session.run;
    let condition = |environment: EnvIx, side: Side| {
        run.environment(environment).file(side).map_or(FileCondition::Absent, |file| FileCondition::Intact(file.sha256))
    };
    let vault_check = |environment| VaultCheck {
        source: condition(environment, Side::Source),
        target: condition(environment, Side::Target),
    };
    let vault_checks = run.every_environment().map(vault_check).collect();
    let _ = update(model, at, EngineMsg::VaultChecked(vault_checks, WhenLost::Show));
}
