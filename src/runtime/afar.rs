//! Follows a migration that somebody else works on: what is recorded, where the operator's screen is, and that nothing can be read.
//! It takes no lock and writes nothing.

use std::{
    path::{Path, PathBuf},
    sync::mpsc::{self, RecvTimeoutError},
    thread,
    time::{Duration, Instant},
};

use jiff::Timestamp;

use super::{changes::Changes, desk, folder};
use crate::{
    domain::{event::Event, record::Record},
    engine::{
        afar::{Afar, AfarSource, Heard},
        beyond::Beyond,
        message::EngineMsg,
        session::Session,
    },
    journal::{self, Growing, Growth, Head, JournalError},
};

/// How long something may be half written before it is told: a line is written at once, and a program that brings a copy up to
/// date writes the file anew, or removes it first.
const UNFINISHED: Duration = Duration::from_secs(2);

/// A migration folder that is followed.
struct Followed {
    folder: PathBuf,
    growing: Growing,
    afar: Afar,
    beyond: Beyond,
    /// The length of the beginning of a line that was seen at the last look.
    torn: usize,
    /// Since when it does not hold what was read.
    doubted: Option<Instant>,
}

/// Why nobody is told any more.
struct Unheard;

/// Follows the migration in a folder, from a record on that was read; what is heard is handed to `tell`, on a thread of its own,
/// as long as the answer is kept, and until `tell` answers that nobody listens.
pub fn follow(
    folder: &Path,
    session: &Session,
    head: Head,
    tell: impl Fn(EngineMsg) -> bool + Send + 'static,
) -> Changes {
    let (sender, news) = mpsc::channel();
    let changes = Changes::of(move |_| {
        let _ = sender.send(());
    });
    let afar = session.afar.as_deref().cloned();
    let mut followed = Followed {
        folder: folder.to_owned(),
        growing: Growing::after(folder, head),
        afar: afar.unwrap_or_else(|| first(folder, Timestamp::now())),
        beyond: session.beyond,
        torn: 0,
        doubted: None,
    };
    // What happens from here on is told; what has happened before is read now.
    changes.follow(folder);
    thread::spawn(move || {
        while followed.look(&tell).is_ok() {
            let wait = if followed.is_unfinished() { UNFINISHED } else { Duration::MAX };
            match news.recv_timeout(wait) {
                Ok(()) => while news.try_recv().is_ok() {},
                Err(RecvTimeoutError::Timeout) => {}
                Err(RecvTimeoutError::Disconnected) => return,
            }
        }
    });
    changes
}

/// What is known of a folder whose journal was just read.
pub fn first(folder: &Path, now: Timestamp) -> Afar {
    Afar { desk: desk::read(folder), holder: journal::holder(folder), ..Afar::read(AfarSource::Live, now) }
}

impl Followed {
    /// Looks once, and tells what is new.
    fn look(&mut self, tell: &impl Fn(EngineMsg) -> bool) -> Result<(), Unheard> {
        let before = (self.afar.clone(), self.beyond, self.growing.head());
        let mut is_heard = true;
        let read = self.growing.read(|record: Record<Event>| {
            is_heard = is_heard && tell(EngineMsg::Recorded(Box::new(record)));
            Ok(())
        });
        let is_as_read = matches!(read, Ok(Growth::Grown { .. }));
        match read {
            Ok(Growth::Grown { torn }) => {
                (self.afar.lost, self.doubted) = (None, None);
                let is_left = std::mem::replace(&mut self.torn, torn) == torn && torn > 0;
                let after = self.growing.head().seq;
                self.beyond = if is_left { Beyond::Torn { after, bytes: torn } } else { Beyond::Nothing };
            }
            Ok(Growth::Replaced) | Err(_) if self.is_still_doubted() => {}
            Ok(Growth::Replaced) => is_heard = is_heard && self.anew(tell),
            Err(error) if error.is_damage() => {
                if !self.beyond.is_damage() {
                    is_heard = is_heard && self.anew(tell);
                }
            }
            Err(JournalError::Missing { .. }) => {
                self.is_lost(&format!("there is no journal in {} any more", self.folder.display()));
            }
            Err(error) => self.is_lost(&error.to_string()),
        }
        if is_as_read {
            self.afar.desk =
                desk::read(&self.folder).or_else(|| self.afar.desk.take().filter(|_| self.is_desk_there()));
            self.afar.holder = journal::holder(&self.folder);
        }
        if (&before.0, before.1, before.2) != (&self.afar, self.beyond, self.growing.head()) {
            self.afar.heard = if self.afar.lost.is_none() { Timestamp::now() } else { self.afar.heard };
            let heard = Heard { afar: self.afar.clone(), beyond: self.beyond };
            is_heard = is_heard && tell(EngineMsg::Heard(Box::new(heard)));
        }
        if is_heard { Ok(()) } else { Err(Unheard) }
    }

    /// Whether something was seen half written and not told yet.
    fn is_unfinished(&self) -> bool {
        let is_told = self.afar.lost.is_some() || self.beyond.is_damage();
        self.doubted.is_some() && !is_told || self.torn > 0 && self.beyond.torn_bytes() != Some(self.torn)
    }

    /// Whether it may still be only half written: it is looked at again, before anything is told.
    fn is_still_doubted(&mut self) -> bool {
        self.doubted.get_or_insert_with(Instant::now).elapsed() < UNFINISHED
    }

    /// A desk that is just being written is not empty: what was known of it holds.
    fn is_desk_there(&self) -> bool {
        self.folder.join(desk::DESK).is_file()
    }

    fn is_lost(&mut self, why: &str) {
        let since = self.afar.lost.as_ref().map_or_else(Timestamp::now, |(since, _)| *since);
        let why = why.trim_end_matches('.').to_owned() + ".";
        self.afar.lost = Some((since, why));
    }

    /// Reads everything once more: the journal is another one, or damaged.
    fn anew(&mut self, tell: &impl Fn(EngineMsg) -> bool) -> bool {
        match folder::read(&self.folder) {
            Ok(migration) => {
                self.growing = Growing::after(&self.folder, migration.head);
                self.doubted = None;
                self.beyond = migration.session.beyond;
                self.afar = Afar { heard: Timestamp::now(), lost: None, ..self.afar.clone() };
                let session = Session { afar: Some(Box::new(self.afar.clone())), ..migration.session };
                tell(EngineMsg::Anew(Box::new(session))) && tell(EngineMsg::CheckVault)
            }
            Err(error) => {
                self.is_lost(&error.to_string());
                true
            }
        }
    }
}

/// Calls when a file is replaced, once, as long as the answer is kept.
pub fn when_replaced(file: &Path, replaced: impl Fn() + Send + Sync + 'static) -> Changes {
    let known = |file: &Path| file.metadata().ok().map(|known| (known.len(), known.modified().ok()));
    let (path, before) = (file.to_owned(), known(file));
    let changes = Changes::of(move |_| {
        let now = known(&path);
        if now.is_some() && now != before {
            replaced();
        }
    });
    changes.follow(super::folder::parent_of(file));
    changes
}
