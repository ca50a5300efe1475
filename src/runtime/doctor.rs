//! Looks whether everything that a night needs works from here, and says in words what does not, and what to do.

mod addresses;
mod check;
mod lifetime;
mod machine;
mod readers;
mod tools;

use std::path::Path;

pub use self::{
    check::{Check, CheckResult},
    machine::{file_system, marks},
};
use crate::{domain::infrastructure::Infrastructure, view::mark::Signs};

/// The things to check.
#[derive(Debug, Clone, Copy)]
pub struct Patient<'a> {
    /// The migration folder, or where one would be.
    pub folder: &'a Path,
    /// The infrastructure to move, where that is known.
    pub infrastructure: Option<&'a Infrastructure>,
    /// What may be a mistake in its description, where that was not started yet.
    pub remarks: &'a [String],
    /// Whether it is a rehearsal: its pages are there only while it is open.
    pub is_rehearsal: bool,
    /// The signs that are drawn here.
    pub signs: Signs,
}

/// Looks at everything; each check is told when it is done, since some of them take a while.
pub fn examine(patient: Patient<'_>, mut told: impl FnMut(&Check)) -> Vec<Check> {
    let mut all = Vec::new();
    let mut take = |checks: Vec<Check>| {
        checks.iter().for_each(&mut told);
        all.extend(checks);
    };
    take(machine::checks(patient.folder, patient.signs));
    take(readers::checks(patient.folder));
    let Some(infrastructure) = patient.infrastructure else {
        let said = "name a migration folder to check its addresses, LifeTime and commands";
        take(vec![Check::new("configuration", CheckResult::Off, said)]);
        return all;
    };
    let remarks = patient.remarks.iter().map(|said| Check::new("configuration", CheckResult::Careful, said.as_str()));
    take(remarks.collect());
    if patient.is_rehearsal {
        let said = "This is a rehearsal: its pages exist only while it is open.";
        take(vec![Check::new("addresses, LifeTime, commands", CheckResult::Off, said)]);
    } else {
        take(addresses::checks(infrastructure));
        take(lifetime::checks(infrastructure, patient.folder));
        take(tools::checks(infrastructure));
    }
    take(vec![machine::downloads(infrastructure, patient.folder)]);
    all
}
