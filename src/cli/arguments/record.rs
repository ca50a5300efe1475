//! What can be said of the record of a migration.

use std::{
    ffi::OsStr,
    path::{Path, PathBuf},
};

use clap::{Args, ValueEnum};

/// Where a document goes.
#[derive(Debug, Args)]
pub(crate) struct Output {
    /// The file that is written, rather than standard output
    #[arg(short, long, value_name = "FILE")]
    pub(crate) output: Option<PathBuf>,
}

/// What is reported, and how.
#[derive(Debug, Args)]
pub(crate) struct Report {
    /// Folder of the migration, or a bundle
    #[arg(value_name = "DIR|FILE.zip")]
    pub(crate) path: PathBuf,
    /// How it is written; otherwise as the file is called, or in Markdown
    #[arg(long, value_enum)]
    format: Option<ReportFormat>,
    /// Write it to a file
    #[arg(short, long, value_name = "FILE")]
    pub(crate) output: Option<PathBuf>,
    /// Times in UTC, rather than in the zone on record
    #[arg(long)]
    pub(crate) utc: bool,
}

/// How a report is written.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(crate) enum ReportFormat {
    /// Markdown
    Md,
    /// One HTML file that needs nothing else, with a picture of the night
    Html,
    /// For programs
    Json,
}

impl Report {
    /// The format that was asked for, by its name or by that of the file; none where that has an ending of something else.
    pub(crate) fn format(&self) -> Option<ReportFormat> {
        let ending = self.output.as_deref().and_then(Path::extension).and_then(OsStr::to_str);
        self.format.or(match ending {
            Some("html" | "htm") => Some(ReportFormat::Html),
            Some("json") => Some(ReportFormat::Json),
            Some("md" | "markdown" | "txt") | None => Some(ReportFormat::Md),
            // Whatever is no file, like /dev/stdout, has no ending.
            Some(_) => None,
        })
    }
}

/// What is packed.
#[derive(Debug, Args)]
pub(crate) struct Bundle {
    /// Folder of the migration
    #[arg(value_name = "DIR")]
    pub(crate) folder: PathBuf,
    /// The zip archive that is written
    #[arg(short, long, value_name = "FILE.zip")]
    pub(crate) output: PathBuf,
    /// License files too: whoever has them can install them
    #[arg(long)]
    pub(crate) with_licenses: bool,
}

/// What is looked at again.
#[derive(Debug, Args)]
pub(crate) struct Replay {
    /// Folder of the migration, or a bundle
    #[arg(value_name = "DIR|FILE.zip")]
    pub(crate) path: PathBuf,
    /// As it was after this record
    #[arg(long, value_name = "SEQ")]
    pub(crate) at: Option<u64>,
    /// In plain lines: every fact, and how it stood then
    #[arg(long)]
    pub(crate) lines: bool,
    /// How it stood then, for programs: as in `status --json`
    #[arg(long, conflicts_with = "lines")]
    pub(crate) json: bool,
}

/// What a recording is made of, and how.
#[derive(Debug, Args)]
pub(crate) struct CastArguments {
    /// Folder of the migration, or a bundle
    #[arg(value_name = "DIR|FILE.zip")]
    pub(crate) path: PathBuf,
    /// The asciicast that is written
    #[arg(short, long, value_name = "FILE.cast")]
    pub(crate) output: PathBuf,
    /// Columns and rows
    #[arg(long, value_name = "COLSxROWS", default_value = "100x30")]
    pub(crate) size: String,
    /// The longest time between two facts, in seconds from 0.6 to 3600
    #[arg(long, value_name = "SECONDS", default_value = "2", value_parser = seconds)]
    pub(crate) longest: f64,
    /// Times in UTC, rather than in the zone on record
    #[arg(long)]
    pub(crate) utc: bool,
}

/// What is learnt, and what becomes of it.
#[derive(Debug, Args)]
pub(crate) struct ReviewArguments {
    /// Folder of the migration, or a bundle
    #[arg(value_name = "DIR|FILE.zip")]
    pub(crate) path: PathBuf,
    /// Write what was measured into a procedure file; where there is none, into a copy of this migration's
    #[arg(long, value_name = "FILE")]
    pub(crate) update_estimates: Option<PathBuf>,
    #[command(flatten)]
    pub(crate) output: Output,
    /// For programs
    #[arg(long)]
    pub(crate) json: bool,
    /// Times in UTC, rather than in the zone on record
    #[arg(long)]
    pub(crate) utc: bool,
}

/// Seconds between two facts: each of them can be read, and nobody waits for an hour.
fn seconds(text: &str) -> Result<f64, String> {
    let parsed: Option<f64> = text.parse().ok().filter(|seconds| (0.6..=3600.0).contains(seconds));
    parsed.ok_or_else(|| "a number of seconds from 0.6 to 3600 is allowed".to_owned())
}
