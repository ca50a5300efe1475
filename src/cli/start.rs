//! The beginning: without a command, and setting up a migration.

use std::path::Path;

use super::{
    arguments::Looks,
    exit::{Exit, Usage},
    print,
};
use crate::runtime::folder;

/// Without a command: what there is to do.
pub(super) fn start(_looks: &Looks) -> anyhow::Result<Exit> {
    let mut command = <super::Arguments as clap::CommandFactory>::command();
    print(&command.render_help().to_string())?;
    Ok(Exit::Usage)
}

/// Makes a migration folder and starts its journal.
pub(super) fn new(
    folder: Option<&Path>,
    infrastructure: Option<&Path>,
    procedure: Option<&str>,
    _looks: &Looks,
) -> anyhow::Result<Exit> {
    let (Some(folder), Some(file)) = (folder, infrastructure) else {
        return Err(Usage("give a folder and --infrastructure FILE".to_owned()).into());
    };
    let (description, text, edition) = folder::describe(file, procedure)?;
    folder::create(folder, &description, &text, &edition, false)?;
    print(&format!("The migration of {} is set up in {}.", description.infrastructure.name, folder.display()))?;
    Ok(Exit::Done)
}
