//! Where a migration that is only looked at comes from: its folder, or a bundle that somebody has sent.

use std::{
    fs,
    path::{Path, PathBuf},
    process, thread,
};

use super::{
    exit::{Exit, Usage},
    output::complain,
};
use crate::{
    domain::{digest::Digest, event::Event, record::Record, run::Run},
    engine::session::Session,
    report::data::Recorded,
    runtime::{
        bundle::{Unpacked, unpack},
        folder::{self, Migration},
        inspector::Inspector,
        platform::EndSignals,
    },
};

/// A migration folder, or a bundle that was unpacked into one; that one goes when this is dropped.
pub(super) struct Source {
    folder: PathBuf,
    /// As the person named it.
    shown: String,
    unpacked: Option<Unpacked>,
}

impl Source {
    /// The migration at a path: a folder, or the file of a bundle. Whoever ends the program leaves nothing of that behind.
    pub(super) fn of(path: &Path) -> anyhow::Result<Self> {
        let source = Self::on_screen(path)?;
        if let Some(folder) = source.unpacked.as_ref().map(|unpacked| unpacked.folder().to_owned()) {
            let signals = EndSignals::watch();
            thread::spawn(move || {
                if signals.wait() {
                    let _ = fs::remove_dir_all(folder);
                    process::exit(Exit::Failed as i32);
                }
            });
        }
        Ok(source)
    }

    /// The same where a screen is drawn: there somebody else sees to it that the program ends well.
    pub(super) fn on_screen(path: &Path) -> anyhow::Result<Self> {
        if !path.exists() {
            return Err(Usage(format!("there is no folder or bundle {}", path.display())).into());
        }
        let unpacked = if path.is_file() { Some(unpack(path)?) } else { None };
        let folder = unpacked.as_ref().map_or(path, Unpacked::folder).to_owned();
        Ok(Self { folder, shown: path.display().to_string(), unpacked })
    }

    /// How many files were in the bundle, each with the digest of its manifest.
    pub(super) fn files(&self) -> usize {
        self.unpacked.as_ref().map_or(0, |unpacked| unpacked.manifest.files.len())
    }

    /// Where it lies.
    pub(super) fn folder(&self) -> &Path {
        &self.folder
    }

    /// The migration, with what is in its vault now.
    pub(super) fn read(&self) -> anyhow::Result<Migration> {
        Ok(self.named(folder::read(&self.folder)?))
    }

    /// The same, with everything that was recorded.
    pub(super) fn recorded(&self) -> anyhow::Result<(Migration, Recorded)> {
        let mut recorded = Recorded::default();
        let migration = self.replay(|record, run| recorded.take(record, run))?;
        recorded.settle(&migration.session);
        Ok((self.named(migration), recorded))
    }

    /// Every fact, in the state after it.
    pub(super) fn replay(&self, on_fact: impl FnMut(&Record<Event>, &Run)) -> anyhow::Result<Migration> {
        Ok(folder::replay(&self.folder, on_fact)?)
    }

    /// The migration as it was after a fact.
    pub(super) fn as_of(&self, seq: u64) -> anyhow::Result<Session> {
        Ok(Session { folder: self.shown.clone(), ..folder::as_of(&self.folder, seq)? })
    }

    /// The hash of a record.
    pub(super) fn hash_of(&self, seq: u64) -> anyhow::Result<Digest> {
        let mut hash = Digest::ZERO;
        self.replay(|record, _| hash = if record.seq == seq { record.hash } else { hash })?;
        Ok(hash)
    }

    /// Adds the name that the person uses, and the state of the vault. A bundle is shown as it was: its present state is not
    /// known.
    fn named(&self, migration: Migration) -> Migration {
        let mut session = Session { folder: self.shown.clone(), ..migration.session };
        if self.unpacked.is_some() {
            let session = Session { place: self.shown.clone(), ..session.as_it_was() };
            let damage = migration.damage.map(|damage| damage.of(Path::new(&self.shown)));
            return Migration { session, damage, ..migration };
        }
        see_vault(&mut session, &self.folder);
        Migration { session, ..migration }
    }
}

/// Takes note of what is in the vault now.
pub(super) fn see_vault(session: &mut Session, folder: &Path) {
    session.vault = Inspector::of(folder).check_vault(&session.all_expected());
}

/// The exit code of looking: damage is said, and what precedes it is shown all the same.
pub(super) fn exit_of(migration: &Migration) -> Exit {
    match &migration.damage {
        Some(damage) => {
            complain(&damage.to_string());
            Exit::Damaged
        }
        None => Exit::Done,
    }
}
