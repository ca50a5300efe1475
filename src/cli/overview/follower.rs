//! Finds and reads migrations on threads of their own, and reads again what has changed, and nothing else.

use std::{
    collections::{BTreeMap, BTreeSet},
    path::{Path, PathBuf},
    sync::{
        Arc, Mutex, PoisonError,
        mpsc::{Receiver, Sender, channel},
    },
    thread,
};

use jiff::{Timestamp, tz::TimeZone};

use super::{
    board::{Board, Outcome, read},
    find::{Found, Place, find},
};
use crate::{
    cli::exit::Exit,
    runtime::{changes::Changes, folder},
    view::overview::Listed,
};

/// The most threads that read.
const MOST: usize = 8;

/// Something that a thread tells.
#[derive(Debug)]
pub(super) enum Told {
    /// What there is.
    Found(Box<Found>),
    /// One was read.
    Read(Place, Outcome),
    /// Something in a folder has changed.
    Changed(PathBuf),
    /// Nobody reads the standard output any more.
    ReaderGone,
}

/// Takes what threads tell; it may do nothing that waits.
pub(super) type Tell = Arc<dyn Fn(Told) + Send + Sync>;

/// Migrations that are followed, or read once.
pub(super) struct Follower {
    paths: Arc<[PathBuf]>,
    /// What is known of them.
    pub(super) board: Board,
    /// The zone of this machine.
    pub(super) here: TimeZone,
    tell: Tell,
    queue: Sender<Place>,
    /// Tells changes, where they are followed.
    changes: Option<Changes>,
    places: BTreeMap<PathBuf, Place>,
    followed: BTreeSet<PathBuf>,
    /// What is being read, and whether it has changed meanwhile.
    pending: BTreeMap<PathBuf, bool>,
    /// The same of looking for what there is.
    looking: Option<bool>,
    /// The named folders that hold no migration.
    pub(super) empty: Vec<PathBuf>,
}

impl Follower {
    /// Begins to look for migrations at some paths, and to read them.
    pub(super) fn start(paths: &[PathBuf], follows: bool, tell: Tell) -> Self {
        let (queue, places) = channel();
        let places = Arc::new(Mutex::new(places));
        let readers = thread::available_parallelism().map_or(1, |count| count.get().min(MOST));
        for _ in 0..readers {
            let (places, tell) = (Arc::clone(&places), Arc::clone(&tell));
            thread::spawn(move || while read_next(&places, &tell) {});
        }
        let told = Arc::clone(&tell);
        let changes = follows.then(|| Changes::of(move |folder| told(Told::Changed(folder.to_owned()))));
        let mut follower = Self {
            paths: paths.into(),
            board: Board::default(),
            here: TimeZone::system(),
            tell,
            queue,
            changes,
            places: BTreeMap::new(),
            followed: BTreeSet::new(),
            pending: BTreeMap::new(),
            looking: None,
            empty: Vec::new(),
        };
        follower.look();
        follower
    }

    /// Whether everything that was found was read.
    pub(super) fn is_settled(&self) -> bool {
        self.looking.is_none() && self.pending.is_empty()
    }

    /// Whether it is still being looked for what there is.
    pub(super) const fn is_looking(&self) -> bool {
        self.looking.is_some()
    }

    /// Takes in what a thread tells. The answer is the row in which something has happened.
    pub(super) fn take(&mut self, told: Told, now: Timestamp) -> Option<Listed> {
        match told {
            Told::Found(found) => self.found(*found, now),
            Told::Read(place, outcome) => return self.read(&place, outcome, now),
            Told::Changed(folder) if self.places.contains_key(&folder) => self.read_again(&folder),
            Told::Changed(_) => self.look(),
            Told::ReaderGone => {}
        }
        None
    }

    fn look(&mut self) {
        if let Some(again) = &mut self.looking {
            *again = true;
            return;
        }
        self.looking = Some(false);
        let (paths, tell) = (Arc::clone(&self.paths), Arc::clone(&self.tell));
        thread::spawn(move || tell(Told::Found(Box::new(find(&paths)))));
    }

    fn found(&mut self, found: Found, now: Timestamp) {
        let is_there: BTreeSet<&Path> = found.places.iter().map(|place| place.path.as_path()).collect();
        let gone: Vec<PathBuf> =
            self.places.keys().filter(|path| !is_there.contains(path.as_path())).cloned().collect();
        for path in gone {
            // Where its folder is gone too, a disk may be: nothing was removed then.
            let is_removed = found.folders.contains(folder::parent_of(&path)) && !self.places[&path].is_named;
            if is_removed {
                self.places.remove(&path);
                self.board.remove(&path);
                self.leave(&path);
            } else {
                self.read_again(&path);
            }
        }
        for (path, why) in &found.wrong {
            if !self.places.contains_key(path) {
                let _ = self.board.take(path, Outcome::Unreadable(why.clone(), Exit::Usage), now, &self.here);
            }
        }
        let mut is_new = false;
        for folder in found.folders.iter().chain(found.wrong.iter().map(|(path, _)| path)) {
            is_new |= self.follow(folder);
        }
        for place in found.places {
            let is_as_before = self.places.get(&place.path) == Some(&place);
            self.board.add(&place.path);
            self.places.insert(place.path.clone(), place.clone());
            if place.written.is_none() {
                self.follow(&place.path);
            }
            if !is_as_before {
                self.read_again(&place.path);
            }
        }
        self.empty = found.empty;
        // What came into a folder after it was looked into, and before it was followed, was told by nothing.
        if self.looking.take() == Some(true) || is_new {
            self.look();
        }
    }

    fn read_again(&mut self, path: &Path) {
        if let Some(again) = self.pending.get_mut(path) {
            *again = true;
        } else if let Some(place) = self.places.get(path) {
            self.pending.insert(path.to_owned(), false);
            drop(self.queue.send(place.clone()));
        }
    }

    fn read(&mut self, place: &Place, outcome: Outcome, now: Timestamp) -> Option<Listed> {
        if self.pending.remove(&place.path) == Some(true) {
            self.read_again(&place.path);
        }
        if !self.places.contains_key(&place.path) {
            return None;
        }
        if matches!(outcome, Outcome::Unreadable(..)) && self.changes.is_some() && !place.is_named {
            // It may have been removed.
            self.look();
        }
        self.board.take(&place.path, outcome, now, &self.here).cloned()
    }

    /// Follows a folder, where changes are told; the answer says whether it was not followed before.
    fn follow(&mut self, folder: &Path) -> bool {
        let Some(changes) = self.changes.as_ref().filter(|_| !self.followed.contains(folder)) else { return false };
        changes.follow(folder);
        self.followed.insert(folder.to_owned())
    }

    fn leave(&mut self, folder: &Path) {
        if let Some(changes) = &self.changes
            && self.followed.remove(folder)
        {
            changes.leave(folder);
        }
    }
}

/// Reads the next one that is wanted; the answer says whether to go on.
fn read_next(places: &Mutex<Receiver<Place>>, tell: &Tell) -> bool {
    let next = places.lock().unwrap_or_else(PoisonError::into_inner).recv();
    let Ok(place) = next else { return false };
    let outcome = read(&place);
    tell(Told::Read(place, outcome));
    true
}
