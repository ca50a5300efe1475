//! The arguments of `acmove rehearse`.

use std::path::PathBuf;

use clap::Args;

/// How a rehearsal is gone through.
#[derive(Debug, Default, Args)]
#[expect(clippy::struct_excessive_bools, reason = "each is a flag of the command line")]
pub(crate) struct Rehearsal {
    /// Scenario to practice: an ID from --list, or a file
    #[arg(value_name = "SCENARIO", conflicts_with = "scenario")]
    pub(crate) named: Option<String>,
    /// The same as SCENARIO
    #[arg(long, value_name = "NAME|FILE")]
    pub(crate) scenario: Option<String>,
    /// List the bundled scenarios and how each one ends
    #[arg(long, conflicts_with_all = ["named", "scenario", "procedure", "dir", "answers", "unattended", "lines", "auto", "one_by_one", "speed"])]
    pub(crate) list: bool,
    /// Edition of the procedure: ID or file
    #[arg(long, value_name = "ID|FILE")]
    pub(crate) procedure: Option<String>,
    /// Folder for the rehearsal; default: a new folder here
    #[arg(long, value_name = "DIR")]
    pub(crate) dir: Option<PathBuf>,
    /// Answers file (TOML); runs in plain text
    #[arg(long, value_name = "FILE")]
    pub(crate) answers: Option<PathBuf>,
    /// Never ask: end with exit code 3 when an answer is missing; runs in plain text
    #[arg(long)]
    pub(crate) unattended: bool,
    /// Run in plain text, for a screen reader
    #[arg(long)]
    pub(crate) lines: bool,
    /// Run the scenario unattended, with its own answers; runs in plain text
    #[arg(long, conflicts_with = "answers")]
    pub(crate) auto: bool,
    /// With --auto or --unattended: complete one step before the next starts, also in different environments
    #[arg(long)]
    pub(crate) one_by_one: bool,
    /// Clock speed of the simulated infrastructure: 20 = twenty times real time
    #[arg(long, value_name = "N", value_parser = clap::value_parser!(u32).range(1..=3600))]
    pub(crate) speed: Option<u32>,
}

impl Rehearsal {
    /// The scenario that was asked for, in either way.
    pub(crate) fn wanted(&self) -> Option<&str> {
        self.named.as_deref().or(self.scenario.as_deref())
    }
}
