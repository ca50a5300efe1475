//! A situation that somebody has sent: a folder of its own, which goes again.

use std::{
    io::{self, Write as _},
    path::Path,
};

use super::fault::SituationError;
use crate::{
    catalog,
    domain::{digest::Digest, infrastructure::Side, text::one_line},
    engine::{beyond::Beyond, session::Session},
    journal::{EvidenceForm, JournalError, cause::told, disk, make_folder},
    runtime::{
        bundle::{FORMAT, FoundLicense, JournalEnd, Manifest, PackedLicense, PackedVault, Place, Unpacked},
        folder::{self, Migration, PROCEDURE},
    },
    situation::{self, About, Follows, Situation, VaultSeen, unsqueezed},
};

/// The longest text about a journal that is taken over, in characters.
const LONGEST: usize = 200;

/// A situation in a folder.
#[derive(Debug)]
pub struct Received {
    /// The folder, with what a bundle's manifest says.
    pub unpacked: Unpacked,
    /// What was known besides.
    pub about: About,
}

/// The situation in a text, in a folder of its own. `from` is how people know the text.
///
/// # Errors
/// When the text is refused, nothing of it can be shown here, or the disk refuses; nothing of it is left then.
pub fn receive(from: &str, text: &str) -> Result<Received, SituationError> {
    let refused = |why| SituationError::Refused { from: from.to_owned(), why };
    let situation = situation::read(text).map_err(refused)?;
    let about = situation.about.clone();
    let edition = edition(&situation).ok_or_else(|| SituationError::NoEdition {
        from: from.to_owned(),
        edition: about.edition,
        acmove: one_line(&about.acmove),
    })?;
    let disk = |error: io::Error| SituationError::Disk { file: from.into(), why: told(&error) };
    let place = Place::new().map_err(disk)?;
    settle(place.path(), &situation, &edition).map_err(disk)?;
    let migration = folder::read(place.path())?;
    // A newer acmove made it: this one shows what it knows.
    if let Some(damage) = migration.damage.filter(|damage| !damage.is_newer()) {
        return Err(folder::FolderError::from(damage).into());
    }
    let manifest = manifest(&about, &migration.session);
    Ok(Received { unpacked: Unpacked::temporary(place, manifest), about })
}

/// The edition that it follows: a bundled one, or the one that was sent, as one that is like it.
fn edition(situation: &Situation) -> Option<Vec<u8>> {
    let bundled = |wanted: Digest| {
        let mut texts = catalog::editions().iter().map(|edition| edition.text);
        texts.find(|text| Digest::of(text.as_bytes()) == wanted)
    };
    let about = &situation.about;
    let text = match (&situation.edition, about.like) {
        (Some(small), Some(like)) => unsqueezed(bundled(like)?, small).ok()?,
        (Some(_), None) | (None, _) => bundled(about.edition)?.as_bytes().to_vec(),
    };
    (Digest::of(&text) == about.edition).then_some(text)
}

fn settle(folder: &Path, situation: &Situation, edition: &[u8]) -> io::Result<()> {
    let write = |name: &Path, bytes: &[u8]| {
        let mut file = disk::open(&folder.join(name), disk::making().write(true).create_new(true))?;
        file.write_all(bytes)
    };
    write(Path::new("journal.jsonl"), &situation.journal)?;
    write(Path::new(PROCEDURE), edition)?;
    if !situation.evidence.is_empty() {
        make_folder(&folder.join("evidence"))?;
    }
    situation.evidence.iter().try_for_each(|text| {
        let form = if text.is_html { EvidenceForm::Html } else { EvidenceForm::Text };
        write(&Path::new("evidence").join(form.file_name(&text.sha256)), &text.bytes)
    })
}

/// What a bundle would say of it.
fn manifest(about: &About, session: &Session) -> Manifest {
    Manifest {
        format: FORMAT.to_owned(),
        acmove: about.acmove.clone(),
        migration: session.run.infrastructure.name.clone(),
        rehearsal: session.run.rehearsal,
        journal: JournalEnd { events: about.records, head: about.head },
        damage: None,
        torn: session.beyond.torn_bytes().unwrap_or_default(),
        vault: about.vault.as_ref().map(|seen| packed(seen, session)),
        licenses: false,
        hand_over: false,
        missing: Vec::new(),
        files: Vec::new(),
    }
}

/// What was found in the vault, file by file.
fn packed(seen: &VaultSeen, session: &Session) -> PackedVault {
    let sides = |environment| [(environment, Side::Source), (environment, Side::Target)];
    let files = session.run.every_environment().flat_map(sides).filter_map(|(environment, side)| {
        let sha256 = session.run.environment(environment).file(side)?.sha256;
        let id = &session.run.described(environment).id;
        let exception = seen.except.iter().find(|seen| (&seen.environment, seen.side) == (id, side));
        let found = match exception.map(|seen| &seen.found) {
            None => FoundLicense::Verified,
            Some(None) => return None,
            // A word of a newer acmove is none of a file that is in order.
            Some(Some(word)) => FoundLicense::of_word(word).unwrap_or(FoundLicense::Unreadable),
        };
        Some(PackedLicense { environment: id.clone(), side, sha256, found })
    });
    PackedVault { at: seen.at, files: files.collect() }
}

impl Received {
    /// A migration that was read from its folder, with what followed its last record where it was made.
    pub fn known(&self, migration: Migration, from: &Path) -> Migration {
        let after = migration.session.run.facts;
        let Some(follows) = self.about.follows.as_ref().filter(|_| migration.damage.is_none()) else {
            return migration;
        };
        let short = |text: &str| one_line(text).chars().take(LONGEST).collect::<String>();
        let (file, next) = (from.to_owned(), after + 1);
        let (damage, beyond) = match follows {
            Follows::Damage { what, whole } => {
                let damage = JournalError::Damage { file, line: next, what: short(what) };
                (damage, Beyond::Damage { after, whole: *whole })
            }
            Follows::Misfit { what, whole } => {
                let damage = JournalError::Replay { file, seq: next, what: short(what) };
                (damage, Beyond::Damage { after, whole: *whole })
            }
            Follows::Newer { kind, by } => {
                let damage = JournalError::Newer { file, seq: next, kind: short(kind), by: short(by) };
                (damage, Beyond::Newer { after })
            }
        };
        Migration { session: Session { beyond, ..migration.session }, damage: Some(damage), ..migration }
    }
}
