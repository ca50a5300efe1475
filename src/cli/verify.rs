//! `acmove verify`: whether the journal is whole, its facts follow from each other, and every file that they speak of is what it
//! was and says what they say.

mod facts;
mod files;
mod text;

use std::path::Path;

use jiff::Timestamp;

use self::{facts::Facts, files::Files};
use super::{
    bundle::lost_when_packed,
    exit::Exit,
    output::Out,
    source::{Source, exit_of},
};
use crate::{
    domain::{
        record::Record,
        run::Run,
        sentence::{clock_behind, clock_jump_note, clock_set_back},
    },
    journal,
    runtime::folder::{FolderError, Migration},
};

/// What no check of a journal can show.
const LIMITS: &str = "this check cannot show who wrote the journal, or whether records are missing at its end. Compare the head with one that was kept elsewhere.";

/// Checks the chain, judges every fact again, and looks at every file that a fact speaks of.
pub(super) fn verify(out: Out<'_>, path: &Path) -> anyhow::Result<Exit> {
    let source = Source::of(path)?;
    let (mut files, mut facts) = (Files::of(source.folder(), source.is_situation()), Facts::default());
    let read = source.replay_from(|record, run| facts.judge(record, run), |record, run| files.check(record, run));
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
    notes_on_clock(out, &migration.session.run)?;
    if migration.session.beyond.torn_bytes().is_some() && source.bundle().is_none() {
        out.text("journal: acmove moves these bytes to a separate file when you next open the migration")?;
    }
    if migration.damage.is_some() {
        return Ok(exit_of(&migration));
    }
    let findings = facts.findings(migration.head.seq);
    lines(out, findings.faults.iter().chain(&findings.notes))?;
    out.text(&findings.words())?;
    let faults = look_at_files(out, &source, &migration, &files)?;
    out.text(LIMITS)?;
    let is_sound = findings.faults.is_empty() && faults == 0;
    Ok(if is_sound { Exit::Done } else { Exit::Damaged })
}

/// Tells what came of the files; the answer is how many are at fault.
fn look_at_files(out: Out<'_>, source: &Source, migration: &Migration, files: &Files) -> anyhow::Result<usize> {
    let is_bundle = source.bundle().is_some();
    let (mut faults, notes) = files.judged(&migration.session.run, is_bundle);
    let count = files.count(is_bundle);
    let mut told = format!("files: {count} checked");
    if let Some(bundle) = source.bundle() {
        // Where it lies for the moment is of no use to anybody.
        let (place, inside) = (source.folder().join("").display().to_string(), format!("{}: ", source.shown()));
        faults = faults.into_iter().map(|fault| fault.replace(&place, &inside)).collect();
        faults.extend(bundle.faults());
        faults.extend(lost_when_packed(&bundle.packed(migration.session.clone())));
        let packed = bundle.manifest.files.len();
        told = if source.is_situation() {
            format!("files: a situation has no license files, {count} of its texts checked")
        } else {
            format!("files: {packed} unchanged since they were packed, {count} texts checked")
        };
    }
    lines(out, faults.iter().chain(&notes))?;
    out.text(&format!("{told}, {} with errors", faults.len()))?;
    Ok(faults.len())
}

/// The most lines of one kind that are told.
const MOST: usize = 200;

fn lines<'a>(out: Out<'_>, lines: impl Iterator<Item = &'a String>) -> anyhow::Result<()> {
    let mut lines = lines.peekable();
    for line in lines.by_ref().take(MOST) {
        out.text(line)?;
    }
    let more = lines.count();
    if more > 0 {
        out.text(&format!("and {more} more like these"))?;
    }
    Ok(())
}

/// How far the chain of the journal goes, and what follows it.
fn journal_words(out: Out<'_>, migration: &Migration) -> anyhow::Result<()> {
    let (records, head) = (migration.head.seq, migration.head.hash);
    let is_whole = match &migration.damage {
        Some(damage) if damage.is_newer() => "chain intact up to a record of a newer acmove version",
        Some(_) => "intact up to the damage",
        None => "chain intact",
    };
    out.text(&format!("journal: {records} records, {is_whole}, head {head}"))?;
    for notice in migration.session.notices() {
        out.text(&format!("journal: {notice}"))?;
    }
    Ok(())
}

/// Times that run backwards are no damage: the clock shows what it shows.
fn notes_on_clock(out: Out<'_>, run: &Run) -> anyhow::Result<()> {
    let set_back = run.set_back().iter().map(|set_back| clock_set_back(run, set_back));
    // A jump that is seen in the dates is told already.
    let is_seen = |seq: u64| run.set_back().iter().any(|set_back| set_back.seq == seq);
    let jumps = run.clock_jumps().iter().filter(|jump| !is_seen(jump.seq)).map(clock_jump_note);
    for note in set_back.chain(jumps).chain(clock_behind(run, Timestamp::now())) {
        out.text(&format!("note: {note}"))?;
    }
    Ok(())
}

/// Without its edition the facts cannot be folded, but whether the chain is whole can still be said.
fn chain_alone(out: Out<'_>, folder: &Path, error: &anyhow::Error) -> anyhow::Result<()> {
    let is_edition = matches!(
        error.downcast_ref::<FolderError>(),
        Some(FolderError::EditionLost { .. } | FolderError::OtherEdition { .. } | FolderError::Unreadable { .. })
    );
    if is_edition && let Ok(extent) = journal::read(folder, |_: Record<serde_json::Value>| Ok(())) {
        out.text(&format!("journal: {} records, chain intact, head {}", extent.head.seq, extent.head.hash))?;
    }
    Ok(())
}
