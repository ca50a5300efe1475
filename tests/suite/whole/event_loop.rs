//! Whole nights through the real loop, with a real folder and a terminal made of paper.

use std::{
    path::{Path, PathBuf},
    sync::atomic::{AtomicI64, Ordering},
};

use acmove::{
    catalog,
    domain::{
        event::Event,
        index::EnvIx,
        infrastructure::Side,
        outlook::State,
        record::Record,
        run::{Evidence, Holding},
    },
    engine::ports::{Attachment, Author, Clock, Recorder},
    runtime::{
        clipboard::{Clipboard, ClipboardFault},
        event_loop::{self, Ending, Entrance, EventLoop, Inbound, TerminalOps},
        folder::{self, Migration},
        inspector::Inspector,
        recorder::JournalRecorder,
    },
    tui::{
        draw::theme::Theme,
        message::{CopyOutcome, Msg, PasteEnd, Typed},
        update::Model,
    },
};
use jiff::{SignedDuration, Timestamp};
use ratatui::{Terminal, backend::TestBackend};

use crate::harness::{
    scene::{page, parse, text},
    story::{FOUR, IP_ERROR, edition, env_ix},
};

const SOURCE: &str = "8RV.WLK.3CO.BL2.IQC.MNO.QJ3.GUT";
const TARGET: &str = "K2D.0QX.7LM.ZP4.A8S.1RT.WQ9.B3N";
/// Name and serial number, in the order of the file.
const SERIALS: [(&str, &str); 4] = [
    ("LifeTime", "KSM-OIR-8NU-JAQ-2HH-X45-5VZ-GTS"),
    ("Development", "D3V-0PM-8N4-QX1-7TZ-LK2-9WB-R5C"),
    ("Quality", "QA7-1LT-Y6H-ZN0-3DF-V8P-2MX-W4J"),
    ("Production", "XBI-NMO-IL5-OYI-9SO-LCU-4SQ-QUT"),
];

/// A clock that moves on by a second whenever somebody looks, from when somebody sat down.
struct Patient {
    from: Timestamp,
    looks: AtomicI64,
}

impl Clock for Patient {
    fn now(&self) -> Timestamp {
        self.from + SignedDuration::from_secs(self.looks.fetch_add(1, Ordering::Relaxed))
    }
}

/// What a person does: keys, or a paste.
enum Does {
    Keys(String),
    Pastes(String),
}

fn start(folder: &Path) {
    // Facts are recorded by the clock of this machine: a window would be over by it.
    let text = FOUR.replace("window = ", "# window = ");
    let description = catalog::infrastructure("infrastructure.toml", &text).unwrap();
    let edition = folder::edition("activation-code-2021").unwrap();
    folder::create(folder, &description, &text, &edition, false).unwrap();
}

/// Sits down at a migration, does all of this as fast as can be, and leaves. Answers with the last screen.
fn sit_down(folder: &Path, doings: Vec<Does>) -> String {
    sit_down_with(TerminalOps::NOTHING, |recorder, _| recorder, folder, doings)
}

/// The same with such a terminal, and something that records.
fn sit_down_with<K: Recorder + Send + 'static>(
    terminal_ops: TerminalOps,
    recording: impl FnOnce(JournalRecorder, &Entrance) -> K,
    folder: &Path,
    doings: Vec<Does>,
) -> String {
    let opened = folder::open(folder).unwrap();
    let (entrance, inbox) = event_loop::inbox();
    // The facts have the time of this machine, whatever it is: no clock went back since the latest of them.
    let now = opened.session.run.now(Timestamp::MIN);
    let model = Model::new(opened.session, (80, 24), now);
    let theme = Theme::bundled("dark").unwrap();
    let event_loop = EventLoop {
        lifetime: None,
        model,
        theme,
        recorder: recording(opened.recorder, &entrance),
        inspector: Inspector::of(folder),
        clock: Patient { from: now, looks: AtomicI64::new(0) },
        terminal_ops,
    };
    let mut terminal = Terminal::new(TestBackend::new(80, 24)).unwrap();
    let typing = |entrance: &Entrance| {
        for does in doings {
            let typed: Vec<Typed> = match does {
                Does::Keys(keys) => parse(&keys).into_iter().map(Typed::Key).collect(),
                Does::Pastes(text) => vec![Typed::Paste(text, PasteEnd::Marked)],
            };
            for typed in typed {
                assert!(entrance.send(Msg::Typed(typed)));
            }
        }
        assert!(entrance.send(Msg::Typed(Typed::Key(parse("q")[0]))));
    };
    assert_eq!(event_loop::run(&mut terminal, event_loop, &inbox, &entrance, typing), Ending::Left);
    text(terminal.backend().buffer())
}

/// Leaves when a page has passed.
struct Leaving(JournalRecorder, Entrance);

impl Recorder for Leaving {
    fn record(&mut self, event: Event, attachment: Option<Attachment>, by: Author) -> Result<Record<Event>, String> {
        let is_passed = matches!(event, Event::PagePassed { .. });
        let recorded = self.0.record(event, attachment, by);
        if is_passed {
            self.1.sender.send(Inbound::End(Ending::Left)).unwrap();
        }
        recorded
    }
}

/// A clipboard that holds a page, and takes no text.
struct Full;

impl Clipboard for Full {
    fn text(&mut self) -> Result<String, ClipboardFault> {
        Ok(page(SERIALS[3].1, SOURCE, "Ignore"))
    }

    fn files(&mut self) -> Result<Vec<PathBuf>, ClipboardFault> {
        Err(ClipboardFault::Nothing)
    }

    fn put(&mut self, _: &str) -> Result<(), ClipboardFault> {
        Err(ClipboardFault::Held)
    }

    fn pause(&mut self) {}
}

fn keys(keys: &str) -> Does {
    Does::Keys(keys.to_owned())
}

/// Obtains, uploads and checks a license, the file coming from a folder.
fn license(folder: &Path, place: usize, side: Side) -> Vec<Does> {
    let (name, serial) = SERIALS[place];
    let (code, value) = if side == Side::Source { (SOURCE, "Ignore") } else { (TARGET, "Protected") };
    let file = folder.join(format!("{name}-{}.lic", side.word()));
    std::fs::write(&file, format!("{serial} {code}")).unwrap();
    vec![keys(&format!("g \"{}\" Enter Enter b y", file.display())), Does::Pastes(page(serial, code, value))]
}

fn preparation() -> Does {
    keys("y y y y y")
}

fn licenses(folder: &Path) -> Vec<Does> {
    let source = [3, 0, 1, 2].into_iter().flat_map(|place| license(folder, place, Side::Source));
    source.chain((0..4).flat_map(|place| license(folder, place, Side::Target))).collect()
}

fn found(folder: &Path) -> Migration {
    folder::read(folder).unwrap()
}

#[test]
fn a_good_night_is_on_disk_when_it_ends() {
    let site = tempfile::TempDir::new().unwrap();
    let folder = site.path().join("m");
    start(&folder);
    let mut doings = vec![preparation()];
    doings.extend(licenses(site.path()));
    doings.push(keys("Enter b y b y b y b y y"));
    let screen = sit_down(&folder, doings);
    let migration = found(&folder);
    assert_eq!(migration.session.outlook.state, State::Done, "{screen}");
    assert!(screen.contains("COMPLETE"), "{screen}");
}

#[test]
fn a_night_that_fails_is_rolled_back_exactly_where_it_has_to_be() {
    let site = tempfile::TempDir::new().unwrap();
    let folder = site.path().join("m");
    start(&folder);
    let mut doings = vec![preparation()];
    let source = [3, 0, 1, 2].into_iter().flat_map(|place| license(site.path(), place, Side::Source));
    doings.extend(source.chain((0..2).flat_map(|place| license(site.path(), place, Side::Target))));
    doings.push(keys("R r \"users cannot log in\" Enter \"roll back\" Enter y"));
    for (place, name) in [(0, "LifeTime"), (1, "Development")] {
        assert_eq!(SERIALS[place].0, name);
        doings.push(keys("b y"));
        let again = page(SERIALS[place].1, SOURCE, "Ignore").replace("Licensing\n", "Licensing\nreloaded\n");
        doings.extend([Does::Pastes(again), keys("Enter b y")]);
    }
    doings.push(keys("y"));
    let screen = sit_down(&folder, doings);
    let session = found(&folder).session;
    assert_eq!(session.outlook.state, State::RolledBack, "{screen}");
    let restored = EnvIx::all(4).filter(|place| session.run.environment(*place).in_rollback).collect::<Vec<_>>();
    assert_eq!(restored, [env_ix(0), env_ix(1)]);
    assert!(
        session.run.environments().iter().all(|known| matches!(known.license.holding, Holding::Side(Side::Source, _)))
    );
}

#[test]
fn a_stopped_line_waits_over_an_interruption() {
    let site = tempfile::TempDir::new().unwrap();
    let folder = site.path().join("m");
    start(&folder);
    let mut doings = vec![preparation()];
    doings.extend(licenses(site.path()));
    doings.extend([keys("Enter b"), Does::Pastes(IP_ERROR.to_owned())]);
    sit_down(&folder, doings);
    let screen = sit_down(&folder, Vec::new());
    // The backups may still be read back.
    let is_ready = ["restores all 4", "checking the 4 backups"].iter().any(|told| screen.contains(told));
    assert!(screen.contains("YOU DECIDE") && screen.contains("Rollback: ") && is_ready, "{screen}");
    assert_eq!(found(&folder).session.run.procedure, edition("activation-code-2021"));
}

#[test]
fn a_page_comes_from_the_clipboard_whole() {
    let site = tempfile::TempDir::new().unwrap();
    let folder = site.path().join("m");
    start(&folder);
    let (_, serial) = SERIALS[3];
    let given = license(site.path(), 3, Side::Source).remove(0);
    let with_clipboard = TerminalOps { clipboard: || Some(Box::new(Full)), ..TerminalOps::NOTHING };
    sit_down(&folder, vec![preparation(), given]);
    let screen = sit_down_with(
        with_clipboard,
        |recorder, entrance| Leaving(recorder, entrance.clone()),
        &folder,
        vec![keys("Ctrl-v")],
    );
    let session = found(&folder).session;
    let holding = session.run.environment(env_ix(3)).license.holding;
    assert_eq!(holding, Holding::Side(Side::Source, Evidence::Verified), "{screen}");
    let kept = std::fs::read_dir(folder.join("evidence")).unwrap().map(|entry| std::fs::read(entry.unwrap().path()));
    let wanted = page(serial, SOURCE, "Ignore");
    assert!(kept.into_iter().any(|text| text.unwrap() == wanted.as_bytes()), "byte by byte");
}

#[test]
fn where_there_is_no_clipboard_the_terminal_is_asked_to_copy_and_it_is_said_how_to_paste() {
    static ASKED: AtomicI64 = AtomicI64::new(0);
    let site = tempfile::TempDir::new().unwrap();
    let folder = site.path().join("m");
    start(&folder);
    let ask_to_copy = |text: &str| {
        ASKED.fetch_add(i64::from(text == SOURCE), Ordering::Relaxed);
        CopyOutcome::Asked("")
    };
    let ops = TerminalOps { ask_to_copy, ..TerminalOps::NOTHING };
    sit_down_with(ops, |recorder, _| recorder, &folder, vec![preparation(), keys("Y")]);
    assert_eq!(ASKED.load(Ordering::Relaxed), 1);
    let screen = sit_down(&folder, vec![keys("Ctrl-v")]);
    let said = screen.split_whitespace().collect::<Vec<_>>().join(" ");
    assert!(said.contains("Paste with your terminal"), "{screen}");
}
