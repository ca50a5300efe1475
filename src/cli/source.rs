//! Where a migration that is only looked at comes from: its folder, or a bundle that somebody has sent.

use std::{
    path::{Path, PathBuf},
    process, thread,
};

use jiff::Timestamp;

use super::{
    exit::{Exit, Usage, of_journal},
    output::complain,
};
use crate::{
    domain::{digest::Digest, event::Event, outlook::State, record::Record, run::Run},
    engine::session::Session,
    report::data::Recorded,
    runtime::{
        bundle::{self, Unpacked, opened, unpack},
        folder::{self, Migration},
        inspector::Inspector,
        platform::EndSignals,
    },
};

/// A migration folder; or a bundle: one that was unpacked into a folder that goes when this is dropped, or one that somebody has
/// unpacked.
pub(super) struct Source {
    folder: PathBuf,
    /// As the person named it.
    shown: String,
    bundle: Option<Unpacked>,
}

impl Source {
    /// The migration at a path: a folder, or the file of a bundle. Whoever ends the program leaves nothing of that behind.
    pub(super) fn of(path: &Path) -> anyhow::Result<Self> {
        let source = Self::on_screen(path)?;
        if let Some(folder) = source.bundle.as_ref().and_then(Unpacked::goes).map(Path::to_owned) {
            let signals = EndSignals::watch();
            thread::spawn(move || {
                if signals.wait() {
                    bundle::remove(&folder);
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
        let bundle = if path.is_file() {
            Some(unpack(path)?)
        } else if folder::is_bundle(path) {
            Some(opened(path)?)
        } else {
            None
        };
        let folder = bundle.as_ref().map_or(path, Unpacked::folder).to_owned();
        Ok(Self { folder, shown: path.display().to_string(), bundle })
    }

    /// The bundle, if it is one.
    pub(super) const fn bundle(&self) -> Option<&Unpacked> {
        self.bundle.as_ref()
    }

    /// Where it lies.
    pub(super) fn folder(&self) -> &Path {
        &self.folder
    }

    /// The migration, with what is in its vault now; that of a bundle, with what was found when it was packed.
    pub(super) fn read(&self) -> anyhow::Result<Migration> {
        self.replay(|_, _| {}).map(|migration| self.seen(migration))
    }

    /// The same without a look into the vault of a folder, which takes long where there are many.
    pub(super) fn without_a_look(&self) -> anyhow::Result<Migration> {
        let migration = self.replay(|_, _| {})?;
        let session = Session { folder: self.shown.clone(), ..migration.session };
        let session = match &self.bundle {
            Some(bundle) => bundle.packed(session),
            None => session,
        };
        Ok(Migration { session, ..migration })
    }

    /// The same, with everything that was recorded.
    pub(super) fn recorded(&self) -> anyhow::Result<(Migration, Recorded)> {
        let mut recorded = Recorded::default();
        let migration = self.replay(|record, run| recorded.take(record, run))?;
        recorded.settle(&migration.session);
        Ok((self.seen(migration), recorded))
    }

    /// As the person named it.
    pub(super) fn shown(&self) -> &str {
        &self.shown
    }

    /// Every fact, in the state after it.
    pub(super) fn replay(&self, on_fact: impl FnMut(&Record<Event>, &Run)) -> anyhow::Result<Migration> {
        self.replay_from(|_, _| {}, on_fact)
    }

    /// Every fact, in the state before it, which the first one has not, and in the state after it.
    pub(super) fn replay_from(
        &self,
        before: impl FnMut(&Record<Event>, Option<&Run>),
        after: impl FnMut(&Record<Event>, &Run),
    ) -> anyhow::Result<Migration> {
        let migration = folder::replay_from(&self.folder, before, after)?;
        // People know it by the name that they gave.
        let damage = migration.damage.map(|damage| damage.of(Path::new(&self.shown)));
        Ok(Migration { damage, ..migration })
    }

    /// A migration of this folder as it was after a fact.
    pub(super) fn as_of(&self, migration: &Migration, seq: u64) -> anyhow::Result<Session> {
        let (folder, beyond) = (self.shown.clone(), migration.session.beyond);
        Ok(Session { folder, beyond, ..folder::as_of(&self.folder, seq)? })
    }

    /// The hash of a record.
    pub(super) fn hash_of(&self, seq: u64) -> anyhow::Result<Digest> {
        let mut hash = Digest::ZERO;
        self.replay(|record, _| hash = if record.seq == seq { record.hash } else { hash })?;
        Ok(hash)
    }

    /// A session of this migration with the name that the person uses, and the state of the vault: now, or when its bundle was
    /// packed.
    pub(super) fn session(&self, session: Session) -> Session {
        let session = Session { folder: self.shown.clone(), ..session };
        match &self.bundle {
            Some(bundle) => Session { place: self.shown.clone(), ..bundle.packed(session) },
            None => {
                let vault = Inspector::of(&self.folder).check_vault(&session.all_expected());
                Session { vault, looked_at: Some(Timestamp::now()), ..session }
            }
        }
    }

    fn seen(&self, migration: Migration) -> Migration {
        Migration { session: self.session(migration.session), ..migration }
    }
}

/// The exit code of looking: damage is said, and what precedes it is shown all the same.
pub(super) fn exit_of(migration: &Migration) -> Exit {
    match &migration.damage {
        Some(damage) => {
            complain(&damage.to_string());
            of_journal(damage)
        }
        None => Exit::Done,
    }
}

/// The exit code that tells the state of a migration, for monitoring: a backup that is lost counts as damage.
pub(super) fn exit_of_state(session: &Session, now: Timestamp) -> Exit {
    if !session.outlook.state.is_final() && session.lost().next().is_some() {
        return Exit::Damaged;
    }
    match session.state_at(now) {
        State::Preparing | State::Running | State::Done | State::RolledBack | State::Abandoned => Exit::Done,
        State::Held => Exit::Held,
        State::Stopped | State::RollingBack => Exit::Stopped,
    }
}
