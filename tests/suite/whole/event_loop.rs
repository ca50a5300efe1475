//! Whole nights through the real loop, with a real folder and a terminal made of paper.

use std::{
    path::Path,
    sync::atomic::{AtomicI64, Ordering},
};

use acmove::{
    catalog,
    domain::{index::EnvIx, infrastructure::Side, outlook::State, run::Holding},
    engine::ports::Clock,
    runtime::{
        event_loop::{self, Ending, Entrance, EventLoop, TerminalOps},
        folder::{self, Migration},
        inspector::Inspector,
    },
    tui::{
        draw::theme::Theme,
        message::{Msg, PasteEnd, Typed},
        update::Model,
    },
};
use jiff::{SignedDuration, Timestamp};
use ratatui::{Terminal, backend::TestBackend};

use crate::harness::{
    scene::{page, parse, text},
    story::{FOUR, IP_ERROR, begin, edition, env_ix},
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

/// A clock that moves on by a second whenever somebody looks.
#[derive(Default)]
struct Patient(AtomicI64);

impl Clock for Patient {
    fn now(&self) -> Timestamp {
        begin() + SignedDuration::from_secs(self.0.fetch_add(1, Ordering::Relaxed))
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
    let opened = folder::open(folder).unwrap();
    // No clock went back since the first fact.
    let now = opened.session.run.now(begin());
    let model = Model::new(opened.session, (80, 24), now);
    let theme = Theme::bundled("dark").unwrap();
    let event_loop = EventLoop {
        lifetime: None,
        model,
        theme,
        recorder: opened.recorder,
        inspector: Inspector::of(folder),
        clock: Patient::default(),
        terminal_ops: TerminalOps::NOTHING,
    };
    let (entrance, inbox) = event_loop::inbox();
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

fn keys(keys: &str) -> Does {
    Does::Keys(keys.to_owned())
}

/// Obtains, uploads and checks a license, the file coming from a folder.
fn license(folder: &Path, place: usize, side: Side) -> Vec<Does> {
    let (name, serial) = SERIALS[place];
    let (code, value) = if side == Side::Source { (SOURCE, "Ignore") } else { (TARGET, "Protected") };
    let file = folder.join(format!("{name}-{}.lic", side.word()));
    std::fs::write(&file, format!("{serial} {code}")).unwrap();
    vec![keys(&format!("g \"{}\" Enter b y", file.display())), Does::Pastes(page(serial, code, value))]
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
    doings.push(keys("b y b y b y b y y"));
    let screen = sit_down(&folder, doings);
    let migration = found(&folder);
    assert_eq!(migration.session.outlook.state, State::Done, "{screen}");
    assert!(screen.contains("The move is done"), "{screen}");
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
        doings.extend([Does::Pastes(again), keys("b y")]);
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
    doings.extend([keys("b"), Does::Pastes(IP_ERROR.to_owned())]);
    sit_down(&folder, doings);
    let screen = sit_down(&folder, Vec::new());
    assert!(
        screen.contains("The line is stopped") && screen.contains("Going back now: ") && screen.contains("4 of 4"),
        "{screen}"
    );
    assert_eq!(found(&folder).session.run.procedure, edition("activation-code-2021"));
}
