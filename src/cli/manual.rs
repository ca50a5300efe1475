//! `acmove manual`: what a package has besides the program, as files.

use std::{fs, path::Path};

use anyhow::Context as _;
use clap::{Command, ValueEnum as _};
use clap_complete::{Generator as _, Shell};
use clap_mangen::Man;

use super::{completions, exit::Exit, record};

/// Writes `man/` and `completions/` into a folder.
pub(super) fn write(command: &Command, folder: &Path) -> anyhow::Result<Exit> {
    let (pages, scripts) = (folder.join("man"), folder.join("completions"));
    for folder in [&pages, &scripts] {
        fs::create_dir_all(folder).with_context(|| format!("{} cannot be made", folder.display()))?;
    }
    let mut whole = command.clone().disable_help_subcommand(true);
    // Now each command knows its whole name.
    whole.build();
    write_pages(&whole, &pages)?;
    for shell in Shell::value_variants() {
        record::write(&scripts.join(shell.file_name("acmove")), &completions::script(command, *shell))?;
    }
    Ok(Exit::Done)
}

/// A page for a command, and one for each command below it.
fn write_pages(command: &Command, folder: &Path) -> anyhow::Result<()> {
    let page = Man::new(command.clone()).manual("acmove").source(concat!("acmove ", env!("CARGO_PKG_VERSION")));
    let mut text = Vec::new();
    page.render(&mut text)?;
    record::write(&folder.join(page.get_filename()), &String::from_utf8_lossy(&text))?;
    command.get_subcommands().filter(|below| !below.is_hide_set()).try_for_each(|below| write_pages(below, folder))
}
