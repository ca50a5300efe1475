//! What can be written on the command line.

mod examples;
mod groups;
mod looks;
mod new;
mod record;
mod rehearsal;

use std::net::SocketAddr;
use std::path::{Path, PathBuf};

use clap::{Args, Parser, Subcommand, ValueEnum};

pub(super) use self::{
    groups::by_group,
    looks::Looks,
    new::{Import, Settings},
    record::{
        Bundle, CaseNumber, CastArguments, HandOver, Output, OverviewArguments, Replay, Report, ReportFormat,
        ReviewArguments, SituationArguments, TakeOver, Watch,
    },
    rehearsal::Rehearsal,
};

/// Guides you through moving an OutSystems infrastructure to a new Activation Code, and back if needed
#[derive(Debug, Parser)]
#[command(name = "acmove", version, about, after_help = EXIT_CODES, max_term_width = 100)]
pub(super) struct Arguments {
    #[command(flatten)]
    pub(super) looks: Looks,
    #[command(subcommand)]
    pub(super) command: Option<CliCommand>,
}

const EXIT_CODES: &str = "\
Examples:
  acmove rehearse                    Practice on a simulated infrastructure. Nothing real is touched
  acmove new my-migration            Set up a real migration by answering questions
  acmove open my-migration           Continue it on screen
  acmove status my-migration         Show where it stands

Exit codes:
  0  done
  1  failed
  2  wrong usage, or unreadable input
  3  on hold: a person is needed
  4  refused by a rule
  5  stopped: roll back
  6  journal or vault damaged
  7  open in another process

Run `acmove help COMMAND` for details and examples of a command.";

/// What to do.
#[derive(Debug, Subcommand)]
pub(super) enum CliCommand {
    /// Set up a migration, by answering questions or from a configuration file
    #[command(after_help = examples::NEW)]
    New {
        /// Migration folder; created if it does not exist
        #[arg(value_name = "DIR")]
        folder: Option<PathBuf>,
        /// Configuration file (infrastructure.toml); no questions are asked and no screen opens
        #[arg(long, value_name = "FILE", requires = "folder")]
        infrastructure: Option<PathBuf>,
        /// Edition of the procedure: the ID of a bundled one (see `acmove procedure list`), or a file
        #[arg(long, value_name = "ID|FILE")]
        procedure: Option<String>,
        #[command(flatten)]
        import: Import,
        #[command(flatten)]
        settings: Settings,
    },
    /// Open a migration on screen and continue where you left it
    #[command(after_help = examples::OPEN)]
    Open {
        /// Migration folder: the folder with infrastructure.toml and journal.jsonl
        #[arg(value_name = "DIR")]
        folder: PathBuf,
    },
    /// Hand a migration over to a colleague: packs everything, and makes this folder read-only
    #[command(after_help = examples::HAND_OVER)]
    HandOver(HandOver),
    /// Take a migration over that a colleague handed over to you
    #[command(after_help = examples::TAKE_OVER)]
    TakeOver(TakeOver),
    /// Record the case number of Support
    #[command(after_help = examples::CASE)]
    Case(CaseNumber),
    /// Run a migration in plain text, for a screen reader, a pipe or an answers file
    #[command(after_help = examples::RUN)]
    Run {
        /// Migration folder: the folder with infrastructure.toml and journal.jsonl
        #[arg(value_name = "DIR")]
        folder: PathBuf,
        /// Answers file (TOML): prepared answers; acmove asks for the rest
        #[arg(long, value_name = "FILE")]
        answers: Option<PathBuf>,
        /// Never ask: end with exit code 3 when the answers file has no answer
        #[arg(long)]
        unattended: bool,
        /// Complete one step before the next starts, also in different environments
        #[arg(long, requires = "unattended")]
        one_by_one: bool,
    },
    /// Practice on a simulated infrastructure, with problems if you like
    #[command(after_help = examples::REHEARSE)]
    Rehearse(Rehearsal),
    /// Start only the simulated infrastructure, for a browser or another client
    #[command(after_help = examples::SIMULATE)]
    Simulate {
        /// Scenario: the ID of a bundled one (see `acmove rehearse --list`), or a file
        #[arg(value_name = "SCENARIO")]
        scenario: String,
        /// Address to listen on, of this machine only; port 0 uses any free port
        #[arg(long, value_name = "ADDR", default_value = "127.0.0.1:0")]
        listen: SocketAddr,
        /// Clock speed: 20 = twenty times real time
        #[arg(long, value_name = "N", value_parser = clap::value_parser!(u32).range(1..=3600), default_value_t = 1)]
        speed: u32,
    },
    /// Show where a migration stands: next step, licenses, backups, deployments
    #[command(after_help = examples::STATUS)]
    Status {
        /// Migration folder, bundle or situation; - reads a situation from standard input
        #[arg(value_name = "DIR")]
        folder: PathBuf,
        /// Print JSON instead of text, for scripts
        #[arg(long)]
        json: bool,
        /// Keep running: print the last event, every new one, and every clock that passes, one per line; with --json whole
        #[arg(long, conflicts_with = "output")]
        follow: bool,
        /// Exit with a code for the state, for monitoring: 0 in order, 3 on hold, 5 stopped, 6 damaged
        #[arg(long)]
        exit_code: bool,
        #[command(flatten)]
        output: Output,
    },
    /// Show many migrations at once, the most harmful first, and follow them
    #[command(after_help = examples::OVERVIEW)]
    Overview(OverviewArguments),
    /// Print the complete procedure for an infrastructure, to read before you start
    #[command(after_help = examples::PLAN)]
    Plan {
        /// Migration folder, bundle or situation; - reads a situation from standard input
        #[arg(value_name = "DIR", required_unless_present = "infrastructure", conflicts_with = "infrastructure")]
        folder: Option<PathBuf>,
        /// Configuration file (infrastructure.toml), before there is a migration
        #[arg(long, value_name = "FILE")]
        infrastructure: Option<PathBuf>,
        /// Edition of the procedure: ID or file
        #[arg(long, value_name = "ID|FILE", requires = "infrastructure")]
        procedure: Option<String>,
        /// Output format
        #[arg(long, value_enum, default_value_t = TextFormat::Text)]
        format: TextFormat,
        #[command(flatten)]
        output: Output,
    },
    /// Show what a rollback would do now; you start one in `open` or `run`
    #[command(after_help = examples::ROLLBACK)]
    Rollback {
        /// Migration folder, bundle or situation; - reads a situation from standard input
        #[arg(value_name = "DIR")]
        folder: PathBuf,
        /// Show the rollback plan
        #[arg(long, required = true)]
        plan: bool,
        /// Print JSON instead of text, for scripts
        #[arg(long)]
        json: bool,
        #[command(flatten)]
        output: Output,
    },
    /// Show what acmove reads from a Licensing page (text or saved HTML) or a message
    #[command(after_help = examples::READ)]
    Read {
        /// File to read, or - for standard input
        file: PathBuf,
        /// Print JSON instead of text, for scripts
        #[arg(long)]
        json: bool,
    },
    /// Verify that the journal and all kept files are complete and unchanged
    #[command(after_help = examples::VERIFY)]
    Verify {
        /// Migration folder, bundle or situation; - reads a situation from standard input
        #[arg(value_name = "DIR")]
        folder: PathBuf,
        #[command(flatten)]
        output: Output,
    },
    /// Write the record of a migration: what was done, by whom, when, with which evidence
    #[command(after_help = examples::REPORT)]
    Report(Report),
    /// Pack a migration into one file for a helper: journal, evidence, report, text for Support
    #[command(after_help = examples::BUNDLE)]
    Bundle(Bundle),
    /// Watch a migration while its operator works: read-only, with live clocks
    #[command(after_help = examples::WATCH)]
    Watch(Watch),
    /// Print a migration as text for a chat or a ticket, from which another acmove shows all of it
    #[command(after_help = examples::SITUATION)]
    Situation(SituationArguments),
    /// View a migration or a bundle as it was at any time, without changing it
    #[command(after_help = examples::REPLAY)]
    Replay(Replay),
    /// Make a screen recording (asciicast) from the journal, for training and reviews
    #[command(after_help = examples::CAST)]
    Cast(CastArguments),
    /// Show what to improve next time: planned and actual times, waits, attempts
    #[command(after_help = examples::REVIEW)]
    Review(ReviewArguments),
    /// Print the text for Support, with all affected environments
    #[command(after_help = examples::TICKET)]
    Ticket {
        /// Migration folder, bundle or situation; - reads a situation from standard input
        #[arg(value_name = "DIR|FILE.zip")]
        folder: PathBuf,
        /// Copy to the clipboard instead of printing
        #[arg(long, conflicts_with = "output")]
        copy: bool,
        /// Output format
        #[arg(long, value_enum, default_value_t = TextFormat::Text)]
        format: TextFormat,
        /// Your question, where nothing failed
        #[arg(long, value_name = "TEXT")]
        question: Option<String>,
        #[command(flatten)]
        output: Output,
    },
    /// List, print and check editions of the procedure
    #[command(after_help = examples::PROCEDURE)]
    Procedure {
        #[command(subcommand)]
        command: ProcedureCommand,
    },
    /// Check what works on this machine: terminal, folder, clock, addresses, LifeTime, commands
    #[command(after_help = examples::DOCTOR)]
    Doctor {
        /// Migration folder; default: the current folder
        #[arg(value_name = "DIR")]
        folder: Option<PathBuf>,
        /// Configuration file (infrastructure.toml), before there is a migration
        #[arg(long, value_name = "FILE")]
        infrastructure: Option<PathBuf>,
        /// Print JSON instead of text, for scripts
        #[arg(long)]
        json: bool,
    },
    /// A stand-in for a tool of the vendor, on the practice pages; for rehearsals and tests
    #[command(hide = true)]
    PracticeTool(ToolArguments),
    /// Print a completion script for a shell
    #[command(after_help = examples::COMPLETIONS)]
    Completions {
        /// Shell
        shell: clap_complete::Shell,
    },
    /// The manual page of each command, and the completions for each shell, as files: for those who make packages
    #[command(hide = true)]
    Manual {
        /// Folder for them; it is made if need be
        #[arg(value_name = "DIR")]
        folder: PathBuf,
    },
}

impl CliCommand {
    /// The file that the document of a command goes to, where one is named. Some commands write theirs in ways of their own.
    pub(super) fn output(&self) -> Option<&Path> {
        match self {
            Self::Status { output, .. }
            | Self::Plan { output, .. }
            | Self::Rollback { output, .. }
            | Self::Verify { output, .. }
            | Self::Ticket { output, .. }
            | Self::Review(ReviewArguments { output, .. })
            | Self::Overview(OverviewArguments { output, .. })
            | Self::Procedure { command: ProcedureCommand::Show { output, .. } } => output.output.as_deref(),
            Self::New { .. }
            | Self::HandOver(_)
            | Self::TakeOver(_)
            | Self::Case(_)
            | Self::Open { .. }
            | Self::Run { .. }
            | Self::Rehearse(_)
            | Self::Simulate { .. }
            | Self::Read { .. }
            | Self::Report(_)
            | Self::Bundle(_)
            | Self::Situation(_)
            | Self::Replay(_)
            | Self::Watch(_)
            | Self::Cast(_)
            | Self::Procedure { command: ProcedureCommand::List | ProcedureCommand::Check { .. } }
            | Self::Doctor { .. }
            | Self::PracticeTool(_)
            | Self::Completions { .. }
            | Self::Manual { .. } => None,
        }
    }
}

/// What a stand-in for a tool is told.
#[derive(Debug, Args)]
pub(super) struct ToolArguments {
    /// The practice Service Center
    #[arg(long, value_name = "URL")]
    pub(super) at: String,
    /// What goes wrong
    #[arg(long)]
    pub(super) misbehave: Option<Misbehaviour>,
    /// The tool's own arguments
    #[arg(trailing_var_arg = true, allow_hyphen_values = true, required = true)]
    pub(super) words: Vec<String>,
}

/// What can go wrong with any program.
#[derive(Debug, Clone, Copy, ValueEnum)]
pub(super) enum Misbehaviour {
    /// It never ends
    Hang,
    /// It prints what it was called with
    Leak,
    /// It prints megabytes, and sequences that a terminal would obey
    Flood,
    /// It starts another program that never ends
    Fork,
    /// It says something ten times a second, and never ends
    Chat,
    /// It prints as fast as it can, and never ends
    Shout,
}

/// What to do with editions.
#[derive(Debug, Subcommand)]
pub(super) enum ProcedureCommand {
    /// List the bundled editions
    List,
    /// Print a bundled edition
    Show {
        /// ID of the edition
        id: String,
        #[command(flatten)]
        output: Output,
    },
    /// Check a procedure file and report all errors with their lines
    Check {
        /// File to check
        file: PathBuf,
    },
}

/// How a text is written: the one for Support, or a plan.
#[derive(Debug, Clone, Copy, ValueEnum)]
pub(super) enum TextFormat {
    /// Plain text
    Text,
    /// Markdown
    Md,
    /// HTML
    Html,
    /// JSON
    Json,
}
