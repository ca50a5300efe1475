//! `acmove verify`: whether the journal and every file that it speaks of are what they were.

use std::path::Path;

use super::{
    bundle::lost_when_packed,
    exit::Exit,
    files::Files,
    output::Out,
    source::{Source, exit_of},
};
use crate::{
    domain::record::Record,
    journal,
    runtime::folder::{FolderError, Migration},
};

/// Checks the chain, and every file that a fact speaks of.
pub(super) fn verify(out: Out, path: &Path) -> anyhow::Result<Exit> {
    let source = Source::of(path)?;
    let mut files = Files::of(source.folder());
    let read = source.replay(|record, run| files.check(record, run));
    let migration = match read {
        Ok(migration) => migration,
        Err(error) => {
            chain_alone(out, source.folder(), &error)?;
            return Err(error);
        }
    };
    if migration.session.run.rehearsal {
        out.text("REHEARSAL")?;
    }
    journal_words(out, &migration)?;
    if migration.session.beyond.torn_bytes().is_some() && source.bundle().is_none() {
        out.text("journal: its bytes are set aside when the migration is next opened")?;
    }
    if migration.damage.is_some() {
        return Ok(exit_of(&migration));
    }
    let is_bundle = source.bundle().is_some();
    let (mut faults, notes) = files.judged(&migration.session.run, is_bundle);
    let count = files.count(is_bundle);
    let mut told = format!("files: {count} checked");
    if let Some(bundle) = source.bundle() {
        faults.extend(bundle.faults());
        faults.extend(lost_when_packed(&bundle.packed(migration.session.clone())));
        told = format!("files: {} as they were packed, {count} texts checked", bundle.manifest.files.len());
    }
    for line in faults.iter().chain(&notes) {
        out.text(line)?;
    }
    out.text(&format!("{told}, {} at fault", faults.len()))?;
    Ok(if faults.is_empty() { Exit::Done } else { Exit::Damaged })
}

/// How far the chain of the journal goes, and what follows it.
fn journal_words(out: Out, migration: &Migration) -> anyhow::Result<()> {
    let (records, head) = (migration.head.seq, migration.head.hash);
    let is_whole = if migration.damage.is_some() { "intact up to the damage" } else { "chain intact" };
    out.text(&format!("journal: {records} records, {is_whole}, head {head}"))?;
    for notice in migration.session.notices() {
        out.text(&format!("journal: {notice}"))?;
    }
    Ok(())
}

/// Without its edition the facts cannot be folded, but whether the chain is whole can still be said.
fn chain_alone(out: Out, folder: &Path, error: &anyhow::Error) -> anyhow::Result<()> {
    let is_edition = matches!(
        error.downcast_ref::<FolderError>(),
        Some(FolderError::EditionLost { .. } | FolderError::OtherEdition { .. } | FolderError::Unreadable { .. })
    );
    if is_edition && let Ok(extent) = journal::read(folder, |_: Record<serde_json::Value>| Ok(())) {
        out.text(&format!("journal: {} records, chain intact, head {}", extent.head.seq, extent.head.hash))?;
    }
    Ok(())
}
