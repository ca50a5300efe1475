//! Where a migration that is only looked at comes from: its folder, or a bundle or situation that somebody has sent.

use std::{
    io::{self, BufRead as _, IsTerminal as _, Read as _},
    path::{Path, PathBuf},
    process, thread,
};

use anyhow::Context as _;
use jiff::Timestamp;

use super::{
    exit::{Exit, Usage, of_journal},
    output::complain,
};
use crate::{
    domain::{digest::Digest, event::Event, outlook::State, record::Record, run::Run},
    engine::{desk::Desk, session::Session},
    reading,
    report::data::Recorded,
    runtime::{
        bundle::{self, Unpacked, opened, unpack},
        desk,
        folder::{self, Migration},
        inspector::{self, Inspector},
        platform::EndSignals,
        situation::{Received, receive},
    },
    situation,
};

/// A migration folder; a bundle: one that was unpacked into a folder that goes when this is dropped, or one that somebody has
/// unpacked; or a situation, in such a folder.
pub(super) struct Source {
    folder: PathBuf,
    /// As the person named it.
    shown: String,
    kind: Kind,
}

enum Kind {
    Folder,
    Bundle(Box<Unpacked>),
    Situation(Box<Received>),
}

/// The most text that a situation is looked for in, in bytes.
const LARGEST_TEXT: u64 = 16 << 20;

/// What is said where a person is to paste it.
const PASTE: &str = "Paste the situation here, all parts of it, in any order. Then press Enter.";

/// The name that stands for standard input.
const INPUT: &str = "-";

impl Source {
    /// The migration at a path: a folder, or the file of a bundle or situation, which may come from standard input. Whoever ends
    /// the program leaves nothing of that behind.
    pub(super) fn of(path: &Path) -> anyhow::Result<Self> {
        let source = Self::on_screen(path)?;
        if let Some(folder) = source.bundle().and_then(Unpacked::goes).map(Path::to_owned) {
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
        let is_input = path == Path::new(INPUT);
        if !is_input && !path.exists() {
            return Err(Usage(format!("there is no folder or bundle {}", path.display())).into());
        }
        let shown = if is_input { "standard input".to_owned() } else { path.display().to_string() };
        let kind = if is_input || path.is_file() {
            match sent(path)? {
                Some(text) => Kind::Situation(Box::new(receive(&shown, &text)?)),
                None => Kind::Bundle(Box::new(unpack(path)?)),
            }
        } else if folder::is_bundle(path) {
            Kind::Bundle(Box::new(opened(path)?))
        } else {
            Kind::Folder
        };
        let source = Self { folder: path.to_owned(), shown, kind };
        let folder = source.bundle().map_or(path, Unpacked::folder).to_owned();
        Ok(Self { folder, ..source })
    }

    /// The migration of a situation that was pasted.
    pub(super) fn situation(text: &str) -> anyhow::Result<Self> {
        let shown = "the pasted situation".to_owned();
        let received = receive(&shown, text)?;
        let folder = received.unpacked.folder().to_owned();
        Ok(Self { folder, shown, kind: Kind::Situation(Box::new(received)) })
    }

    /// The file that it was read from, where it is one that may be replaced by a later one.
    pub(super) fn file(&self) -> Option<&Path> {
        let file = Path::new(&self.shown);
        let is_file = self.bundle().is_some() && file.is_file();
        is_file.then_some(file)
    }

    /// The bundle, if it is one; a situation is looked at like one.
    pub(super) const fn bundle(&self) -> Option<&Unpacked> {
        match &self.kind {
            Kind::Folder => None,
            Kind::Bundle(bundle) => Some(bundle),
            Kind::Situation(received) => Some(&received.unpacked),
        }
    }

    /// Where the operator's screen was when a situation was made, as far as it says so.
    pub(super) fn desk(&self) -> Option<Desk> {
        match &self.kind {
            Kind::Situation(received) => received.about.desk.as_ref().and_then(desk::of_value),
            Kind::Folder | Kind::Bundle(_) => None,
        }
    }

    /// Whether it is a situation: texts of evidence are only in it where somebody asked for them.
    pub(super) const fn is_situation(&self) -> bool {
        matches!(self.kind, Kind::Situation(_))
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
        let session = match self.bundle() {
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
        let migration = match &self.kind {
            Kind::Situation(received) => received.known(migration, Path::new(&self.shown)),
            Kind::Folder | Kind::Bundle(_) => migration,
        };
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
        match self.bundle() {
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

/// The text of a situation, in a file or from standard input; none where the file is that of a bundle.
fn sent(path: &Path) -> anyhow::Result<Option<String>> {
    let bytes = if path == Path::new(INPUT) {
        if io::stdin().is_terminal() {
            return pasted().map(Some);
        }
        let mut bytes = Vec::new();
        let read = io::stdin().lock().take(LARGEST_TEXT + 1).read_to_end(&mut bytes);
        read.context("cannot read standard input")?;
        bytes
    } else if is_archive(path)? {
        return Ok(None);
    } else {
        inspector::read(path, LARGEST_TEXT + 1).map_err(Usage)?
    };
    if bytes.len() as u64 > LARGEST_TEXT {
        return Err(Usage(format!("{} is larger than 16 MiB, so it is not a situation", path.display())).into());
    }
    let text = reading::text_of(&bytes).unwrap_or_else(|| String::from_utf8_lossy(&bytes).into_owned());
    // What is no text at all is a bundle that was damaged.
    let is_text = !bytes.contains(&0) || situation::is_one(&text);
    Ok(is_text.then_some(text))
}

/// The text that is pasted at a terminal: to the end of an empty line, where it is complete by then.
fn pasted() -> anyhow::Result<String> {
    complain(PASTE);
    let mut text = String::new();
    for line in io::stdin().lock().take(LARGEST_TEXT).lines() {
        let line = line.context("cannot read standard input")?;
        let is_end = line.trim().is_empty() && !text.trim().is_empty();
        text.push_str(&line);
        text.push('\n');
        match is_end.then(|| situation::read(&text)) {
            None => {}
            Some(Ok(_)) => break,
            Some(Err(why)) => complain(&format!("{why} Paste the rest, then press Enter.")),
        }
    }
    Ok(text)
}

/// Whether a file is an archive, or is called like one.
fn is_archive(path: &Path) -> anyhow::Result<bool> {
    let is_called = path.extension().is_some_and(|ending| ending.eq_ignore_ascii_case("zip"));
    Ok(is_called || inspector::read(path, 2).map_err(Usage)? == b"PK")
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
