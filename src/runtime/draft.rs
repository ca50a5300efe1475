//! Drafts of set-ups on disk: found, kept while somebody answers, put aside when they cannot be read, removed at the end.

use std::{
    fs, io,
    path::{Path, PathBuf},
    sync::mpsc::{self, Receiver, Sender},
    thread::{self, JoinHandle},
};

use super::{
    belongs::may_write,
    folder::{is_free, parent_of, read_text},
};
use crate::{
    journal::{self, cause::told, disk},
    setup::draft::Draft,
};

/// Name of a draft in the folder where a migration is to be made.
const IN_FOLDER: &str = "draft.toml";

/// Name of a draft of which nobody said where the migration is to be made.
const HERE: &str = "acmove-draft.toml";

/// Most drafts that are put aside beside each other.
const MOST_ASIDE: usize = 1000;

/// The result of looking for a draft.
#[derive(Debug)]
pub enum FoundDraft {
    /// None.
    None,
    /// A draft.
    Draft(Box<Draft>),
    /// Something that cannot be read as one; it was put aside.
    Aside {
        /// Why it could not be read.
        why: String,
        /// Where it is now.
        file: PathBuf,
    },
}

/// Where the draft of a set-up is: in the folder of the migration to be, or here.
pub fn path(folder: Option<&Path>) -> PathBuf {
    folder.map_or_else(|| PathBuf::from(HERE), |folder| folder.join(IN_FOLDER))
}

/// Looks for a draft. One that cannot be read is put aside under another name, and never written over.
///
/// # Errors
/// When it can be neither read nor put aside.
pub fn find(path: &Path) -> io::Result<FoundDraft> {
    if !path.exists() {
        return Ok(FoundDraft::None);
    }
    let read = read_text(path).map_err(|error| error.to_string());
    match read.and_then(|text| Draft::read(&text).map_err(|wrong| wrong.to_string())) {
        Ok(draft) => Ok(FoundDraft::Draft(Box::new(draft))),
        Err(why) => put_aside(path).map(|file| FoundDraft::Aside { why, file }),
    }
}

/// Gives a draft another name, which nothing has yet.
///
/// # Errors
/// When the disk refuses.
pub fn put_aside(path: &Path) -> io::Result<PathBuf> {
    let stem = path.file_stem().unwrap_or_default().to_string_lossy().into_owned();
    let names = (1..MOST_ASIDE).map(|number| path.with_file_name(format!("{stem}-aside-{number}.toml")));
    let free = names.into_iter().find(|name| !name.exists());
    let free = free.ok_or_else(|| io::Error::other("there are too many drafts; move some to another folder"))?;
    disk::rename(path, &free)?;
    Ok(free)
}

/// The drafts here and in the folders below, with what their infrastructures are called.
pub fn here() -> Vec<(Option<PathBuf>, String)> {
    let below = fs::read_dir(".").into_iter().flatten().filter_map(Result::ok).map(|entry| entry.path());
    let is_open = |folder: &PathBuf| folder.join(IN_FOLDER).is_file() && is_free(folder).is_ok();
    let mut folders: Vec<PathBuf> = below.filter(is_open).collect();
    folders.sort();
    let folders = folders.into_iter().map(|folder| folder.strip_prefix(".").map(Path::to_owned).unwrap_or(folder));
    let places = [None].into_iter().chain(folders.map(Some));
    let named = places.filter_map(|folder| {
        let path = path(folder.as_deref());
        let text = path.is_file().then(|| read_text(&path).unwrap_or_default())?;
        // One that cannot be read is offered too: whoever chooses it is told what became of it.
        let name = Draft::read(&text).map_or_else(|_| path.display().to_string(), |draft| draft.answers.name);
        Some((folder, name))
    });
    named.collect()
}

/// Writes a draft, whole or not at all.
///
/// # Errors
/// When its folder belongs to a migration, or the disk refuses; what was written before is still there then.
pub fn write(path: &Path, draft: &Draft) -> io::Result<()> {
    may_write(parent_of(path))?;
    let path = std::path::absolute(path)?;
    path.parent().map_or(Ok(()), journal::make_folder)?;
    journal::write_whole(&path, draft.text().as_bytes())
}

/// Removes a draft, when the migration stands. One that stays is no harm, and is found again.
pub fn remove(path: &Path) {
    let _ = disk::remove(path);
}

/// Keeps drafts beside the screen, which never waits for a disk. Of the drafts that come meanwhile, only the last is kept.
#[derive(Debug)]
pub struct Drafts {
    jobs: Sender<Draft>,
    faults: Receiver<String>,
    writer: JoinHandle<Result<(), String>>,
}

impl Drafts {
    /// Keeps drafts in a file.
    pub fn at(path: PathBuf) -> Self {
        let (sender, jobs) = mpsc::channel::<Draft>();
        let (said, faults) = mpsc::channel();
        let writer = thread::spawn(move || {
            let mut last = Ok(());
            while let Ok(draft) = jobs.recv() {
                let draft = jobs.try_iter().last().unwrap_or(draft);
                last = write(&path, &draft)
                    .map_err(|error| format!("{} cannot be written: {}.", path.display(), told(&error)));
                if let Err(why) = &last {
                    let _ = said.send(why.clone());
                }
            }
            last
        });
        Self { jobs: sender, faults, writer }
    }

    /// Keeps a draft soon.
    pub fn keep(&self, draft: Draft) {
        let _ = self.jobs.send(draft);
    }

    /// The last fault since the previous call; `None` if there was none.
    pub fn fault(&self) -> Option<String> {
        self.faults.try_iter().last()
    }

    /// Waits until everything is on disk.
    ///
    /// # Errors
    /// When the last draft could not be written.
    pub fn finish(self) -> Result<(), String> {
        drop(self.jobs);
        self.writer.join().unwrap_or_else(|_| Err("acmove failed while it wrote the file.".to_owned()))
    }
}
