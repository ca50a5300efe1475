//! Every file that the facts of a migration speak of: whether it is what was kept, and whether a text says what its fact says.

use std::{
    collections::BTreeSet,
    fs,
    path::{Path, is_separator},
};

use super::text::objection;
use crate::{
    domain::{event::Event, infrastructure::Side, record::Record, run::Run, text::native},
    journal::{EvidenceStore, Vault, VaultFault},
};

/// The state of the files that facts name.
pub(super) struct Files {
    vault: Vault,
    evidence: EvidenceStore,
    licenses: std::path::PathBuf,
    /// Whether only some texts were sent: what is not there is not missing.
    is_situation: bool,
    named: BTreeSet<String>,
    checked: Vec<Checked>,
}

/// A file that was looked at.
struct Checked {
    seq: u64,
    /// Its name in the vault; none for evidence.
    license: Option<String>,
    /// What is wrong with it.
    fault: Option<String>,
}

impl Files {
    pub(super) fn of(folder: &Path, is_situation: bool) -> Self {
        Self {
            vault: Vault::of(folder),
            evidence: EvidenceStore::of(folder),
            licenses: folder.join("licenses"),
            is_situation,
            named: BTreeSet::new(),
            checked: Vec::new(),
        }
    }

    /// Looks at the file that a fact speaks of, if it does.
    pub(super) fn check(&mut self, record: &Record<Event>, run: &Run) {
        let (license, found) = if let Event::LicenseKept { step, file, .. } = &record.event {
            let Some(step) = run.plan.index(step) else { return };
            let Some(environment) = run.planned(step).environment else { return };
            let side = run.definition(step).kind.side_of_license().unwrap_or(Side::Source);
            let name = Vault::file_name(&run.described(environment).id, side, &file.sha256);
            let found = self.vault.verify(&name, &file.sha256);
            self.named.insert(name.clone());
            (Some(name), found)
        } else if let Some(digest) = record.event.about().evidence {
            let read = self.evidence.read(&digest);
            if self.is_situation && matches!(read, Err(VaultFault::Missing { .. })) {
                return;
            }
            let read = read.map_err(|fault| fault.to_string());
            let fault = read.map_or_else(Some, |text| objection(&record.event, &text));
            self.checked.push(Checked { seq: record.seq, license: None, fault });
            return;
        } else {
            return;
        };
        let fault = found.err().map(|fault| fault.to_string());
        self.checked.push(Checked { seq: record.seq, license, fault });
    }

    /// How many files were checked; license files are not in a bundle that is looked at.
    pub(super) fn count(&self, is_bundle: bool) -> usize {
        self.checked.iter().filter(|checked| !(is_bundle && checked.license.is_some())).count()
    }

    /// The faults, and the notes: files that were replaced since, and files that no fact names. License files of a bundle are
    /// told by its manifest.
    pub(super) fn judged(&self, run: &Run, is_bundle: bool) -> (Vec<String>, Vec<String>) {
        let current: BTreeSet<String> = run
            .every_environment()
            .flat_map(|environment| [Side::Source, Side::Target].map(|side| run.vault_name(environment, side)))
            .flatten()
            .filter_map(|path| path.rsplit(is_separator).next().map(str::to_owned))
            .collect();
        let (mut faults, mut notes) = (Vec::new(), Vec::new());
        for checked in &self.checked {
            let Some(fault) = &checked.fault else { continue };
            match &checked.license {
                Some(_) if is_bundle => {}
                Some(name) if !current.contains(name) => {
                    notes.push(format!("record {}: {fault} (replaced or given up later)", checked.seq));
                }
                Some(_) | None => faults.push(format!("record {}: {fault}", checked.seq)),
            }
        }
        if !is_bundle {
            notes.extend(self.strangers());
        }
        (faults, notes)
    }

    fn strangers(&self) -> Vec<String> {
        let entries = fs::read_dir(&self.licenses).into_iter().flatten().filter_map(Result::ok);
        let names = entries.map(|entry| entry.file_name().to_string_lossy().into_owned());
        let mut strangers: Vec<String> = names.filter(|name| !self.named.contains(name)).collect();
        strangers.sort();
        strangers.iter().map(|name| native(&format!("licenses/{name}: no record names it"))).collect()
    }
}
