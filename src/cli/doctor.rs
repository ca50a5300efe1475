//! `acmove doctor`: what works from here, in words.

use std::path::Path;

use jiff::{Timestamp, tz::TimeZone};

use super::{
    exit::{Exit, Usage},
    output::{Out, command_word, data},
};
use crate::{
    domain::infrastructure::Infrastructure,
    runtime::{
        doctor::{Check, CheckResult, Patient, examine},
        folder,
    },
};

/// Runs every check. A configured item that does not work is a failure.
pub(super) fn doctor(
    out: Out<'_>,
    named: Option<&Path>,
    description: Option<&Path>,
    json: bool,
) -> anyhow::Result<Exit> {
    let here = named.unwrap_or(Path::new("."));
    if here.is_file() {
        let why = format!(
            "{0} is a file. To check a configuration file: acmove doctor --infrastructure {1}",
            here.display(),
            command_word(here)
        );
        return Err(Usage(why).into());
    }
    // Before a migration is begun, its description may lie there already.
    let own = here.join("infrastructure.toml");
    let lies_there = folder::is_free(here).is_ok() && own.is_file();
    let description = description.or(lies_there.then_some(own.as_path()));
    let (infrastructure, is_rehearsal, remarks) = described(here, description)?;
    let infrastructure = infrastructure.as_ref();
    let patient = Patient { folder: here, infrastructure, remarks: &remarks, is_rehearsal, signs: out.signs };
    let mut told = Ok(());
    let checks = examine(patient, |check| {
        if !json && told.is_ok() {
            told = out.text(&line(check));
        }
    });
    told?;
    let count = |verdict| checks.iter().filter(|check| check.verdict == verdict).count();
    let (fails, careful) = (count(CheckResult::Fails), count(CheckResult::Careful));
    if json {
        data(&serde_json::to_string_pretty(&checks)?)?;
    } else {
        out.text(&format!("\n{}", summary(fails, careful)))?;
    }
    Ok(if fails > 0 { Exit::Failed } else { Exit::Done })
}

/// The infrastructure of the migration, or of the description file, whether it is a rehearsal, and what may be a mistake in a
/// description. No infrastructure if there is neither.
fn described(folder: &Path, description: Option<&Path>) -> anyhow::Result<(Option<Infrastructure>, bool, Vec<String>)> {
    if let Some(file) = description {
        let (description, ..) = folder::describe(file, None)?;
        let remarks = description.remarks(Timestamp::now(), &TimeZone::system());
        return Ok((Some(description.infrastructure), description.is_rehearsal, remarks));
    }
    if folder::is_free(folder).is_ok() {
        return Ok((None, false, Vec::new()));
    }
    // A journal that is damaged is one of the things that are told.
    Ok(folder::read(folder).map_or((None, false, Vec::new()), |migration| {
        let run = &migration.session.run;
        (Some((*run.infrastructure).clone()), run.rehearsal, Vec::new())
    }))
}

fn line(check: &Check) -> String {
    format!("{:<7} {}: {}", check.verdict.word(), check.what, check.said)
}

fn summary(fails: usize, careful: usize) -> String {
    match (fails, careful) {
        (0, 0) => "Everything that is configured works from here.".to_owned(),
        (0, _) => "Everything that is configured works from here. Read the marked lines.".to_owned(),
        (1, _) => "One check failed. The procedure does not need LifeTime, commands or downloads: you can do those steps by hand.".to_owned(),
        (_, _) => format!("{fails} checks failed. The procedure does not need LifeTime, commands or downloads: you can do those steps by hand."),
    }
}
