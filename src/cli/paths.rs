//! Paths on the command line: which of them are written to, and that none of those is read by the same command.

use std::{ffi::OsString, path::Path};

use clap::{ArgMatches, Command, parser::ValueSource};

use super::exit::Usage;
use crate::runtime::belongs::is_same;

/// The options whose file is written.
pub const WRITTEN: [&str; 3] = ["log", "output", "update_estimates"];

/// A file that is written and named once more in the same command would be lost before it is read.
pub(super) fn none_twice(command: &Command, matches: &ArgMatches) -> anyhow::Result<()> {
    let mut named = Vec::new();
    collect(command, matches, &mut named);
    for (at, (id, file)) in named.iter().enumerate().filter(|(_, (id, _))| WRITTEN.contains(&id.as_str())) {
        let others = named.iter().enumerate().filter(|(other, (theirs, _))| *other != at && theirs != id);
        let again = others.map(|(_, (_, other))| other).find(|other| is_same(Path::new(file), Path::new(other)));
        if again.is_some() {
            let shown = Path::new(file).display();
            return Err(Usage(format!("{shown} appears twice in this command: select another output file")).into());
        }
    }
    Ok(())
}

/// What was written for each argument, as words: an edition may be a file, too.
fn collect(command: &Command, matches: &ArgMatches, named: &mut Vec<(String, OsString)>) {
    for argument in command.get_arguments() {
        let id = argument.get_id().as_str();
        let is_given =
            matches.try_contains_id(id).unwrap_or(false) && matches.value_source(id) == Some(ValueSource::CommandLine);
        if is_given && let Ok(Some(values)) = matches.try_get_raw(id) {
            named.extend(values.map(|value| (id.to_owned(), value.to_owned())));
        }
    }
    if let Some((name, below)) = matches.subcommand()
        && let Some(command) = command.find_subcommand(name)
    {
        collect(command, below, named);
    }
}
