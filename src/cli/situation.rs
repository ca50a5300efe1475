//! A migration as text, for a chat or a ticket.

use std::{
    collections::BTreeSet,
    ffi::OsString,
    io::Write as _,
    path::{Path, PathBuf},
};

use anyhow::Context as _;
use jiff::Timestamp;

use super::{
    arguments::SituationArguments,
    exit::Exit,
    output::{complain, data},
    source::{Source, exit_of},
};
use crate::{
    domain::digest::Digest,
    runtime::{desk, folder::Migration, output::write_private, situation},
    situation::{counted, parts},
};

/// Prints the parts of a situation, or writes them; says what leaves the machine with them.
pub(super) fn situation(wanted: &SituationArguments) -> anyhow::Result<Exit> {
    let source = Source::of(&wanted.path)?;
    let (migration, recorded) = source.recorded()?;
    let at = migration.session.packed_at.unwrap_or_else(Timestamp::now);
    let migration = Migration { session: migration.session.packed_at(at), ..migration };
    let evidence: BTreeSet<Digest> =
        recorded.facts.iter().filter(|_| wanted.with_evidence).filter_map(|fact| fact.evidence).collect();
    let situation = situation::of(source.folder(), &migration, evidence, desk::value(source.folder()))?;
    let parts = parts(&situation, wanted.part_size).map_err(situation::SituationError::NotMade)?;
    match &wanted.output {
        None => drop(data(&parts.join("\n"))?),
        Some(file) => write(file, &parts)?,
    }
    let (records, texts) = (counted(migration.head.seq, "record"), situation.evidence.len() as u64);
    let evidence = if texts == 0 { "no evidence texts".to_owned() } else { counted(texts, "evidence text") };
    let all = match parts.len() {
        1 => "1 part".to_owned(),
        several => format!("{several} parts, all of which are needed"),
    };
    complain(&format!(
        "{all}: {records} with names, codes and serial numbers, {evidence}, no license files, no passwords. Send this only to people who may read the record."
    ));
    Ok(exit_of(&migration))
}

/// Writes the parts: one under the name that was given, several under that name with their numbers.
fn write(file: &Path, parts: &[String]) -> anyhow::Result<()> {
    for (number, part) in (1..).zip(parts) {
        let path = if parts.len() == 1 { file.to_owned() } else { numbered(file, number) };
        write_private(&path, |out| out.write_all(part.as_bytes()))
            .with_context(|| format!("{} cannot be written", path.display()))?;
        complain(&format!("{}: part {number} of {}", path.display(), parts.len()));
    }
    Ok(())
}

/// `situation.txt` as `situation-2.txt`.
fn numbered(file: &Path, number: usize) -> PathBuf {
    let mut name = file.file_stem().map_or_else(OsString::new, ToOwned::to_owned);
    name.push(format!("-{number}"));
    if let Some(ending) = file.extension() {
        name.push(".");
        name.push(ending);
    }
    file.with_file_name(name)
}
