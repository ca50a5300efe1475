//! Makes the situation of a migration that was read.

use std::path::Path;

use crate::{
    catalog,
    domain::{digest::Digest, infrastructure::Side, version},
    engine::{beyond::Beyond, session::Session},
    journal::{EvidenceForm, EvidenceStore, JournalError, cause::told, disk},
    runtime::{
        bundle::{FoundLicense, PackedVault},
        folder::{Migration, PROCEDURE},
    },
    situation::{About, Evidence, Follows, Refused, Seen, Situation, VaultSeen, squeezed},
};

use super::fault::SituationError;

/// The largest journal that is read for a text, in bytes.
const LARGEST: u64 = 96 << 20;

/// The largest edition that is read, in bytes.
const LARGEST_EDITION: u64 = 4 << 20;

/// The situation of a migration in a folder, as of when its vault was looked at ([`Session::packed_at`]); with these texts of
/// evidence, as far as they are still what was kept. `desk` is what the operator's screen shows.
///
/// # Errors
/// When the disk does not give something, or it is too large for a text.
pub fn of(
    folder: &Path,
    migration: &Migration,
    evidence: impl IntoIterator<Item = Digest>,
    desk: Option<serde_json::Value>,
) -> Result<Situation, SituationError> {
    let session = &migration.session;
    let run = &session.run;
    let edition = run.edition.sha256;
    let (like, own_edition) = edition_text(folder, edition)?.unzip();
    let about = About {
        acmove: version::OWN.to_owned(),
        made: session.packed_at.unwrap_or(run.latest),
        migration: run.infrastructure.name.clone(),
        rehearsal: run.rehearsal,
        records: migration.head.seq,
        head: migration.head.hash,
        edition,
        like,
        follows: follows(migration),
        vault: vault(session),
        desk,
    };
    let evidence = evidence.into_iter().filter_map(|digest| text(folder, digest)).collect();
    Ok(Situation { about, journal: journal(folder, migration)?, edition: own_edition, evidence })
}

/// The edition of a migration, made small by the bundled one that it is like; none where it is one of those.
fn edition_text(folder: &Path, edition: Digest) -> Result<Option<(Digest, Vec<u8>)>, SituationError> {
    let bundled = || catalog::editions().iter().map(|known| (Digest::of(known.text.as_bytes()), known.text));
    if bundled().any(|(known, _)| known == edition) {
        return Ok(None);
    }
    let own = read(&folder.join(PROCEDURE), LARGEST_EDITION)?;
    let small = bundled().filter_map(|(known, text)| Some((known, squeezed(text, &own).ok()?)));
    Ok(small.min_by_key(|(_, small)| small.len()))
}

/// So many records, and what is torn behind them: it may be written to meanwhile.
fn journal(folder: &Path, migration: &Migration) -> Result<Vec<u8>, SituationError> {
    let mut journal = read(&folder.join("journal.jsonl"), LARGEST)?;
    let mut ends = journal.iter().enumerate().filter(|(_, byte)| **byte == b'\n').map(|(at, _)| at + 1);
    let last = usize::try_from(migration.head.seq).ok().and_then(|records| records.checked_sub(1));
    let end = last.and_then(|last| ends.nth(last)).unwrap_or(journal.len());
    let torn = migration.session.beyond.torn_bytes().unwrap_or_default();
    journal.truncate(end.saturating_add(torn));
    Ok(journal)
}

fn read(file: &Path, limit: u64) -> Result<Vec<u8>, SituationError> {
    let disk = |error| SituationError::Disk { file: file.to_owned(), why: told(&error) };
    let bytes = disk::read(file, limit + 1).map_err(disk)?;
    if bytes.len() as u64 > limit { Err(SituationError::NotMade(Refused::TooLarge)) } else { Ok(bytes) }
}

fn text(folder: &Path, sha256: Digest) -> Option<Evidence> {
    let bytes = EvidenceStore::of(folder).read(&sha256).ok()?;
    let is_html = folder.join("evidence").join(EvidenceForm::Html.file_name(&sha256)).is_file();
    Some(Evidence { sha256, is_html, bytes })
}

/// What follows the last record that is proved.
fn follows(migration: &Migration) -> Option<Follows> {
    let whole = match migration.session.beyond {
        Beyond::Damage { whole, .. } => whole,
        Beyond::Nothing | Beyond::Torn { .. } | Beyond::Newer { .. } => 0,
    };
    let damage = migration.damage.as_ref()?;
    Some(if let JournalError::Newer { kind, by, .. } = damage {
        Follows::Newer { kind: kind.clone(), by: by.clone() }
    } else if let JournalError::Replay { what, .. } = damage {
        Follows::Misfit { what: what.clone(), whole }
    } else if let JournalError::Damage { what, .. } = damage {
        Follows::Damage { what: what.clone(), whole }
    } else {
        Follows::Damage { what: damage.to_string(), whole }
    })
}

/// What was found in the vault, but for what is in order.
fn vault(session: &Session) -> Option<VaultSeen> {
    let packed = PackedVault::of(session)?;
    let sides = |environment| [(environment, Side::Source), (environment, Side::Target)];
    let except = session.run.every_environment().flat_map(sides).filter_map(|(environment, side)| {
        let sha256 = session.run.environment(environment).file(side)?.sha256;
        let id = &session.run.described(environment).id;
        let found = packed.files.iter().find(|file| (&file.environment, file.side, file.sha256) == (id, side, sha256));
        let found = found.map(|file| file.found);
        let is_exception = found != Some(FoundLicense::Verified);
        is_exception.then(|| Seen { environment: id.clone(), side, found: found.map(|found| found.word().to_owned()) })
    });
    Some(VaultSeen { at: packed.at, except: except.collect() })
}
