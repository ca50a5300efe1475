//! Tells when something in a folder has changed: by the system, where it can tell, and by looking every two seconds where it
//! cannot, as on a network share, or while the folder is gone.

use std::{
    collections::BTreeMap,
    fmt, fs,
    path::{Path, PathBuf},
    sync::{Arc, Mutex, MutexGuard, OnceLock, PoisonError, Weak},
    thread,
    time::{Duration, SystemTime},
};

use notify::{
    Event, EventKind, RecommendedWatcher, RecursiveMode, Watcher as _,
    event::{AccessKind, AccessMode, ModifyKind},
};

use crate::journal::{disk, tells_changes};

/// Whether is looked also where the system tells: only Linux tells that a folder itself was moved away.
const ALSO_LOOKS: bool = cfg!(not(target_os = "linux"));

/// How often is looked where the system does not tell.
const PAUSE: Duration = Duration::from_secs(2);

/// Folders whose changes are told, until it is dropped. What is in a folder counts, and not what is in the folders below it.
pub struct Changes {
    /// Where it can be had.
    watcher: Option<Arc<Mutex<RecommendedWatcher>>>,
    folders: Arc<Folders>,
}

/// The folders, and who is told. It is never locked while the system's watcher is asked for something.
struct Folders {
    /// The system's watcher, which lives as long as what it tells is wanted; where it can be had.
    watcher: OnceLock<Weak<Mutex<RecommendedWatcher>>>,
    told: Mutex<BTreeMap<PathBuf, PathBuf>>,
    looked_at: Mutex<Looked>,
    on_change: Box<dyn Fn(&Path) + Send + Sync>,
}

/// Folders that are looked at again and again.
#[derive(Default)]
struct Looked {
    folders: BTreeMap<PathBuf, Print>,
    is_at_work: bool,
}

/// What can be seen of a folder without reading its files; nothing where it is not there.
type Print = Option<Vec<(PathBuf, u64, Option<SystemTime>)>>;

impl fmt::Debug for Changes {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Changes").field("watcher", &self.watcher).finish_non_exhaustive()
    }
}

impl Changes {
    /// Follows no folder yet. `on_change` is told the folder as it was named, on another thread, often several times for one
    /// change; it may do nothing that waits.
    pub fn of(on_change: impl Fn(&Path) + Send + Sync + 'static) -> Self {
        let folders = Arc::new(Folders {
            watcher: OnceLock::new(),
            told: Mutex::default(),
            looked_at: Mutex::default(),
            on_change: Box::new(on_change),
        });
        let told = Arc::downgrade(&folders);
        let handler = move |event: notify::Result<Event>| {
            if let Some(folders) = told.upgrade() {
                folders.happened(event);
            }
        };
        let watcher = notify::recommended_watcher(handler).ok().map(|watcher| Arc::new(Mutex::new(watcher)));
        if let Some(watcher) = &watcher {
            let _ = folders.watcher.set(Arc::downgrade(watcher));
        }
        Self { watcher, folders }
    }

    /// Follows one more folder, whether it is there or not.
    pub fn follow(&self, folder: &Path) {
        if !self.folders.is_told(folder) || ALSO_LOOKS {
            self.look_at(folder);
        }
    }

    /// Follows a folder no longer.
    pub fn leave(&self, folder: &Path) {
        lock(&self.folders.looked_at).folders.remove(folder);
        let real = self.folders.forget(folder);
        if let Some((watcher, real)) = self.watcher.as_ref().zip(real) {
            let _ = lock(watcher).unwatch(&real);
        }
    }

    fn look_at(&self, folder: &Path) {
        let print = print(folder);
        let mut looked_at = lock(&self.folders.looked_at);
        looked_at.folders.insert(folder.to_owned(), print);
        drop(looked_at);
        Folders::keep_looking(&self.folders);
    }
}

impl Folders {
    /// Has the system tell what happens in a folder; the answer says whether it does.
    fn is_told(&self, folder: &Path) -> bool {
        let Some(watcher) = self.watcher.get().and_then(Weak::upgrade) else { return false };
        let Some(real) = disk::real(folder).ok().filter(|real| tells_changes(real)) else { return false };
        lock(&self.told).insert(real.clone(), folder.to_owned());
        let is_told = lock(&watcher).watch(&real, RecursiveMode::NonRecursive).is_ok();
        if !is_told {
            lock(&self.told).remove(&real);
        }
        is_told
    }

    /// Forgets a folder; the answer is how the system knows it.
    fn forget(&self, folder: &Path) -> Option<PathBuf> {
        let mut told = lock(&self.told);
        let real = told.iter().find(|(_, named)| *named == folder).map(|(real, _)| real.clone())?;
        told.remove(&real);
        Some(real)
    }

    /// The system tells something. Where it has lost count, everything may have changed.
    fn happened(self: &Arc<Self>, event: notify::Result<Event>) {
        let event = match event {
            Ok(event) if event.need_rescan() || event.paths.is_empty() => return self.all_may_have_changed(),
            Ok(event) => event,
            Err(_) => return self.all_may_have_changed(),
        };
        if !is_change(event.kind) {
            return;
        }
        let goes = matches!(event.kind, EventKind::Remove(_) | EventKind::Modify(ModifyKind::Name(_)));
        for path in &event.paths {
            let told = lock(&self.told);
            let own = told.get(path).cloned();
            let named = own.clone().or_else(|| path.parent().and_then(|folder| told.get(folder)).cloned());
            drop(told);
            if goes && let Some(folder) = own {
                // It may come back under its name: that is looked for.
                self.forget(&folder);
                let mut looked_at = lock(&self.looked_at);
                looked_at.folders.insert(folder, None);
                drop(looked_at);
                Self::keep_looking(self);
            }
            if let Some(folder) = named {
                (self.on_change)(&folder);
            }
        }
    }

    fn all_may_have_changed(&self) {
        let all: Vec<PathBuf> = lock(&self.told).values().cloned().collect();
        for folder in all {
            (self.on_change)(&folder);
        }
    }

    /// Starts the thread that looks, where there is something to look at and none does.
    fn keep_looking(folders: &Arc<Self>) {
        let mut looked_at = lock(&folders.looked_at);
        if looked_at.folders.is_empty() || std::mem::replace(&mut looked_at.is_at_work, true) {
            return;
        }
        let folders = Arc::downgrade(folders);
        thread::spawn(move || while look(&folders) {});
    }
}

/// Waits, and looks once at what the system does not tell of; the answer says whether to go on.
fn look(folders: &Weak<Folders>) -> bool {
    thread::sleep(PAUSE);
    let Some(folders) = folders.upgrade() else { return false };
    let before: Vec<(PathBuf, Print)> =
        lock(&folders.looked_at).folders.iter().map(|(folder, print)| (folder.clone(), print.clone())).collect();
    for (folder, before) in before {
        let now = print(&folder);
        if now == before {
            continue;
        }
        // One that came back under its name is told of anew.
        let is_back = before.is_none() || !ALSO_LOOKS;
        let is_told = is_back && folders.is_told(&folder);
        let mut looked_at = lock(&folders.looked_at);
        if is_told && !ALSO_LOOKS {
            looked_at.folders.remove(&folder);
        } else if let Some(known) = looked_at.folders.get_mut(&folder) {
            *known = now;
        }
        drop(looked_at);
        (folders.on_change)(&folder);
    }
    let mut looked_at = lock(&folders.looked_at);
    looked_at.is_at_work = !looked_at.folders.is_empty();
    looked_at.is_at_work
}

/// Whether what happened changes anything: that a file was read does not.
const fn is_change(kind: EventKind) -> bool {
    match kind {
        EventKind::Access(kind) => matches!(kind, AccessKind::Close(AccessMode::Write)),
        EventKind::Any | EventKind::Create(_) | EventKind::Modify(_) | EventKind::Remove(_) | EventKind::Other => true,
    }
}

fn print(folder: &Path) -> Print {
    let mut found: Vec<_> = fs::read_dir(folder)
        .ok()?
        .filter_map(Result::ok)
        .filter_map(|entry| {
            let known = entry.metadata().ok()?;
            Some((entry.path(), known.len(), known.modified().ok()))
        })
        .collect();
    found.sort();
    Some(found)
}

/// A thread that broke leaves nothing half done here.
fn lock<T: ?Sized>(of: &Mutex<T>) -> MutexGuard<'_, T> {
    of.lock().unwrap_or_else(PoisonError::into_inner)
}
