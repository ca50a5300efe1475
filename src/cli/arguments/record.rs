//! What can be said of the record of a migration.

use std::{
    ffi::OsStr,
    path::{Path, PathBuf},
};

use clap::{Args, ValueEnum};

use crate::situation::{LEAST, USUAL};

/// Where a document goes.
#[derive(Debug, Args)]
pub(crate) struct Output {
    /// Write to this file instead of standard output
    #[arg(short, long, value_name = "FILE")]
    pub(crate) output: Option<PathBuf>,
}

/// What is reported, and how.
#[derive(Debug, Args)]
pub(crate) struct Report {
    /// Migration folder, bundle or situation; - reads a situation from standard input
    #[arg(value_name = "DIR|FILE.zip")]
    pub(crate) path: PathBuf,
    /// Output format; default: by the ending of the output file, or Markdown
    #[arg(long, value_enum)]
    format: Option<ReportFormat>,
    /// Write to this file instead of standard output
    #[arg(short, long, value_name = "FILE")]
    pub(crate) output: Option<PathBuf>,
    /// Show times in UTC instead of the recorded time zone
    #[arg(long)]
    pub(crate) utc: bool,
}

/// How a report is written.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(crate) enum ReportFormat {
    /// Markdown
    Md,
    /// One self-contained HTML file, with a chart of the night
    Html,
    /// JSON, for scripts
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

/// What is watched, and how.
#[derive(Debug, Args)]
pub(crate) struct Watch {
    /// Migration folder, a bundle, or a situation; `-` for one that you paste
    #[arg(value_name = "DIR|FILE|-")]
    pub(crate) path: PathBuf,
    /// Plain text, a line for each change, also on a terminal
    #[arg(long)]
    pub(crate) lines: bool,
    /// Your name, as the operator sees it where you point; default: your user name
    #[arg(long, value_name = "NAME")]
    pub(crate) name: Option<String>,
}

/// What is packed.
#[derive(Debug, Args)]
pub(crate) struct Bundle {
    /// Migration folder
    #[arg(value_name = "DIR")]
    pub(crate) folder: PathBuf,
    /// ZIP file to write
    #[arg(short, long, value_name = "FILE.zip")]
    pub(crate) output: PathBuf,
    /// Include the license files. Caution: with them, licenses can be installed
    #[arg(long)]
    pub(crate) with_licenses: bool,
}

/// What is made a text, and how.
#[derive(Debug, Args)]
pub(crate) struct SituationArguments {
    /// Migration folder, bundle or situation; - reads a situation from standard input
    #[arg(value_name = "DIR|FILE.zip")]
    pub(crate) path: PathBuf,
    /// Longest part, in characters: some chats cut a message of more than 4,000 characters
    #[arg(long, value_name = "N", default_value_t = USUAL, value_parser = part_size)]
    pub(crate) part_size: usize,
    /// Include the evidence texts: the pages and messages that were pasted
    #[arg(long)]
    pub(crate) with_evidence: bool,
    /// Write to this file instead of standard output; several parts become numbered files
    #[arg(short, long, value_name = "FILE")]
    pub(crate) output: Option<PathBuf>,
}

/// What is handed over, and to whom.
#[derive(Debug, Args)]
pub(crate) struct HandOver {
    /// Migration folder
    #[arg(value_name = "DIR")]
    pub(crate) folder: PathBuf,
    /// Name of the colleague who continues
    #[arg(long, value_name = "NAME")]
    pub(crate) to: String,
    /// Note to the colleague
    #[arg(long, value_name = "TEXT", default_value = "")]
    pub(crate) note: String,
    /// ZIP file to write
    #[arg(short, long, value_name = "FILE.zip")]
    pub(crate) output: PathBuf,
}

/// What is taken over, and where to.
#[derive(Debug, Args)]
pub(crate) struct TakeOver {
    /// ZIP file that `acmove hand-over` wrote
    #[arg(value_name = "FILE.zip")]
    pub(crate) file: PathBuf,
    /// Migration folder to make
    #[arg(value_name = "DIR")]
    pub(crate) folder: PathBuf,
}

/// The case that Support has opened.
#[derive(Debug, Args)]
pub(crate) struct CaseNumber {
    /// Migration folder
    #[arg(value_name = "DIR")]
    pub(crate) folder: PathBuf,
    /// Number of the case, such as 00412345
    #[arg(value_name = "NUMBER")]
    pub(crate) case: String,
}

/// What is looked at again.
#[derive(Debug, Args)]
pub(crate) struct Replay {
    /// Migration folder, bundle or situation; - reads a situation from standard input
    #[arg(value_name = "DIR|FILE.zip")]
    pub(crate) path: PathBuf,
    /// Show the state after the record with this number
    #[arg(long, value_name = "SEQ")]
    pub(crate) at: Option<u64>,
    /// Print every fact and the state after it, in plain text
    #[arg(long)]
    pub(crate) lines: bool,
    /// Print the state at that time as JSON, like `status --json`
    #[arg(long, conflicts_with = "lines")]
    pub(crate) json: bool,
}

/// Which migrations are watched over, and how they are told.
#[derive(Debug, Args)]
#[expect(clippy::struct_excessive_bools, reason = "each is an option of its own on the command line")]
pub(crate) struct OverviewArguments {
    /// Migration folders, bundles, situations, and folders that contain them
    #[arg(value_name = "PATH", default_value = ".")]
    pub(crate) paths: Vec<PathBuf>,
    /// Print JSON instead of text, for scripts
    #[arg(long)]
    pub(crate) json: bool,
    /// Keep running: print one line for every migration in which something happens; with --json one object per line
    #[arg(long, conflicts_with = "output")]
    pub(crate) follow: bool,
    /// Print a table in plain text, also on a terminal
    #[arg(long, conflicts_with = "json")]
    pub(crate) lines: bool,
    /// Exit with the code of the most harmful migration, for monitoring: 0 in order, 3 on hold, 5 stopped, 6 damaged
    #[arg(long)]
    pub(crate) exit_code: bool,
    #[command(flatten)]
    pub(crate) output: Output,
}

/// What a recording is made of, and how.
#[derive(Debug, Args)]
pub(crate) struct CastArguments {
    /// Migration folder, bundle or situation; - reads a situation from standard input
    #[arg(value_name = "DIR|FILE.zip")]
    pub(crate) path: PathBuf,
    /// Asciicast file to write
    #[arg(short, long, value_name = "FILE.cast")]
    pub(crate) output: PathBuf,
    /// Terminal size in columns and rows
    #[arg(long, value_name = "COLSxROWS", default_value = "100x30")]
    pub(crate) size: String,
    /// Longest pause between two facts, in seconds (0.6 to 3600)
    #[arg(long, value_name = "SECONDS", default_value = "2", value_parser = seconds)]
    pub(crate) longest: f64,
    /// Show times in UTC instead of the recorded time zone
    #[arg(long)]
    pub(crate) utc: bool,
}

/// What is learnt, and what becomes of it.
#[derive(Debug, Args)]
pub(crate) struct ReviewArguments {
    /// Migration folder, bundle or situation; - reads a situation from standard input
    #[arg(value_name = "DIR|FILE.zip")]
    pub(crate) path: PathBuf,
    /// Write the measured times into this procedure file; if it does not exist, into a copy of the migration's procedure
    #[arg(long, value_name = "FILE")]
    pub(crate) update_estimates: Option<PathBuf>,
    #[command(flatten)]
    pub(crate) output: Output,
    /// Print JSON instead of text, for scripts
    #[arg(long)]
    pub(crate) json: bool,
    /// Show times in UTC instead of the recorded time zone
    #[arg(long)]
    pub(crate) utc: bool,
}

/// The size of a part: its first lines have to fit in.
fn part_size(text: &str) -> Result<usize, String> {
    let parsed: Option<usize> = text.parse().ok().filter(|size| *size >= LEAST);
    parsed.ok_or_else(|| format!("enter a number of characters, at least {LEAST}"))
}

/// Seconds between two facts: each of them can be read, and nobody waits for an hour.
fn seconds(text: &str) -> Result<f64, String> {
    let parsed: Option<f64> = text.parse().ok().filter(|seconds| (0.6..=3600.0).contains(seconds));
    parsed.ok_or_else(|| "enter a number of seconds from 0.6 to 3600".to_owned())
}
