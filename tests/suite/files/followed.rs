//! A migration folder that is followed while another process writes to it.

use std::{
    fs,
    path::{Path, PathBuf},
    sync::mpsc::{self, Receiver},
    time::Duration,
};

use acmove::{
    domain::{event::Event, record::Record},
    engine::{afar::Afar, beyond::Beyond, desk::Desk, message::EngineMsg},
    journal::Journal,
    runtime::{
        afar::{first, follow},
        changes::Changes,
        desk::DeskWriter,
        folder,
    },
};
use jiff::Timestamp;

use crate::harness::site::Site;

/// Longer than any system takes to tell, and than a half-written file is waited for.
const PATIENCE: Duration = Duration::from_secs(60);

/// A folder that is followed, and what is told of it.
struct Watched {
    _site: Site,
    folder: PathBuf,
    told: Receiver<EngineMsg>,
    _changes: Changes,
}

impl Watched {
    fn new() -> Self {
        let site = Site::story("stopped");
        let folder = site.path("m");
        let migration = folder::read(&folder).unwrap();
        let (sender, told) = mpsc::channel();
        let tell = move |msg| sender.send(msg).is_ok();
        let changes = follow(&folder, &migration.session, migration.head, tell);
        Self { _site: site, folder, told, _changes: changes }
    }

    /// The next fact that is told.
    fn fact(&self) -> Record<Event> {
        loop {
            if let EngineMsg::Recorded(record) = self.told.recv_timeout(PATIENCE).unwrap() {
                return *record;
            }
        }
    }

    /// Waits until what is heard besides is like this.
    fn hears(&self, is_it: impl Fn(&Afar, Beyond) -> bool) -> Afar {
        loop {
            if let EngineMsg::Heard(heard) = self.told.recv_timeout(PATIENCE).unwrap()
                && is_it(&heard.afar, heard.beyond)
            {
                return heard.afar;
            }
        }
    }

    /// Waits until it is told anew.
    fn anew(&self) -> u64 {
        loop {
            if let EngineMsg::Anew(session) = self.told.recv_timeout(PATIENCE).unwrap() {
                return session.run.facts;
            }
        }
    }
}

fn note(text: &str) -> Event {
    Event::NoteWritten { about: None, text: text.to_owned() }
}

/// Writes as another process does: the lock is taken, and given back.
fn write(folder: &Path, text: &str) -> u64 {
    let (mut journal, _) = Journal::open::<Event>(folder, "ana@laptop", |_| Ok(())).unwrap();
    journal.append(Timestamp::now(), "ana@laptop", vec![note(text)]).unwrap()[0].seq
}

#[test]
fn every_record_is_told_once_and_in_order() {
    let watched = Watched::new();
    for text in ["one", "two", "three"] {
        let seq = write(&watched.folder, text);
        let told = watched.fact();
        assert_eq!((told.seq, told.event), (seq, note(text)));
    }
}

#[test]
fn a_copy_that_is_brought_up_to_date_goes_on_however_it_is_written() {
    let watched = Watched::new();
    let journal = watched.folder.join("journal.jsonl");
    let other = Site::story("stopped");
    // Windows may refuse to replace a file that is being read: then such a program tries again.
    for (text, by_rename) in [("one", false), ("two", cfg!(unix))] {
        let seq = write(&other.path("m"), text);
        let bytes = fs::read(other.path("m/journal.jsonl")).unwrap();
        if by_rename {
            let beside = watched.folder.join("journal.tmp");
            fs::write(&beside, bytes).unwrap();
            fs::rename(beside, &journal).unwrap();
        } else {
            fs::write(&journal, bytes).unwrap();
        }
        assert_eq!(watched.fact().seq, seq, "{text}");
    }
}

#[test]
fn another_journal_and_damage_are_told_anew() {
    let watched = Watched::new();
    let journal = watched.folder.join("journal.jsonl");
    let bytes = fs::read(&journal).unwrap();
    let fewer: Vec<u8> = bytes.split_inclusive(|byte| *byte == b'\n').take(20).flatten().copied().collect();
    fs::write(&journal, fewer).unwrap();
    assert_eq!(watched.anew(), 20);
    let mut damaged = bytes;
    let last = damaged.len() - 200;
    damaged[last] ^= 1;
    fs::write(&journal, damaged).unwrap();
    watched.hears(|_, beyond| beyond.is_damage());
}

#[test]
fn a_folder_that_goes_away_is_told_and_that_it_is_back_too() {
    let watched = Watched::new();
    let away = watched.folder.with_file_name("away");
    fs::rename(&watched.folder, &away).unwrap();
    let lost = watched.hears(|afar, _| afar.lost.is_some()).lost.unwrap();
    assert!(lost.1.contains("there is no journal in "), "{}", lost.1);
    fs::rename(&away, &watched.folder).unwrap();
    watched.hears(|afar, _| afar.lost.is_none());
    let seq = write(&watched.folder, "back");
    assert_eq!(watched.fact().seq, seq);
}

#[test]
fn where_the_operators_screen_is_is_told_as_long_as_it_is_open() {
    let watched = Watched::new();
    let desk = |screen: &str| Desk {
        by: "ana@laptop".to_owned(),
        at: Timestamp::UNIX_EPOCH,
        screen: screen.to_owned(),
        environment: None,
        step: None,
        question: None,
    };
    let writer = DeskWriter::at(&watched.folder);
    for screen in ["Dashboard", "Rollback"] {
        writer.tell(desk(screen));
        watched.hears(|afar, _| afar.desk.as_ref() == Some(&desk(screen)));
    }
    writer.close();
    watched.hears(|afar, _| afar.desk.is_none());
    assert_eq!(first(&watched.folder, Timestamp::UNIX_EPOCH).desk, None);
}
