//! What can be written on the command line.

mod record;

use std::{
    io::{self, IsTerminal as _},
    net::SocketAddr,
    path::{Path, PathBuf},
};

use anyhow::Context as _;
use clap::{
    Args, Parser, Subcommand, ValueEnum,
    builder::{PossibleValuesParser, TypedValueParser},
};

pub(super) use self::record::{Bundle, CastArguments, Output, Replay, Report, ReportFormat, ReviewArguments};
use crate::{
    domain::infrastructure::TOKEN_VARIABLE,
    runtime::{log::Log, signs},
    tui::draw::theme,
    view::mark::Signs,
};

/// Takes an operator through moving an OutSystems infrastructure to a new Activation Code, and back.
#[derive(Debug, Parser)]
#[command(name = "acmove", version, about, after_help = EXIT_CODES, max_term_width = 100)]
pub(super) struct Arguments {
    #[command(flatten)]
    pub(super) looks: Looks,
    #[command(subcommand)]
    pub(super) command: Option<CliCommand>,
}

const EXIT_CODES: &str = "Exit codes: 0 done, 1 failed, 2 usage or unreadable input, 3 held: a person is needed, \
4 refused by a rule, 5 the line is stopped, 6 damaged journal or vault, 7 open in another process.";

/// How it looks.
#[derive(Debug, Args)]
pub(super) struct Looks {
    /// Draw without colours
    #[arg(long, global = true)]
    pub(super) no_color: bool,
    /// Draw and print ASCII characters only, as with --signs ascii
    #[arg(long, global = true)]
    pub(super) ascii: bool,
    /// Draw and print with this set of signs; without it, acmove chooses one by the terminal
    #[arg(long, global = true, value_name = "SET", value_parser = sets())]
    pub(super) signs: Option<Signs>,
    /// The theme: auto, dark, light, high-contrast, color-blind or plain
    #[arg(long, global = true, value_name = "NAME", default_value = theme::AUTO)]
    pub(super) theme: String,
    /// Write what acmove does to a file, for finding faults in it
    #[arg(long, global = true, value_name = "FILE")]
    pub(super) log: Option<PathBuf>,
}

/// The names of the sets of signs.
fn sets() -> impl TypedValueParser<Value = Signs> {
    let set = |name: String| Signs::ALL.into_iter().find(|set| set.name() == name).unwrap_or_default();
    PossibleValuesParser::new(Signs::ALL.map(Signs::name)).map(set)
}

impl Looks {
    /// The signs that were asked for.
    pub(super) fn asked_signs(&self) -> Option<Signs> {
        if self.ascii { Some(Signs::Ascii) } else { self.signs }
    }

    /// The signs that are drawn and printed. What goes to a file or a program stays as it is, unless others were asked for.
    pub(super) fn signs(&self) -> Signs {
        let here = || if io::stdout().is_terminal() { signs::signs() } else { Signs::Unicode };
        self.asked_signs().unwrap_or_else(here)
    }

    /// The log that was asked for.
    pub(super) fn log(&self) -> anyhow::Result<Log> {
        let Some(path) = &self.log else { return Ok(Log::default()) };
        Log::to(path).with_context(|| format!("the log {} cannot be written", path.display()))
    }
}

/// What to do.
#[derive(Debug, Subcommand)]
pub(super) enum CliCommand {
    /// Set up a migration; without a description, by questions
    New {
        /// Folder of the migration; it is made if need be
        #[arg(value_name = "DIR")]
        folder: Option<PathBuf>,
        /// Description of the infrastructure (infrastructure.toml): no questions are asked, nothing is opened
        #[arg(long, value_name = "FILE", requires = "folder")]
        infrastructure: Option<PathBuf>,
        /// Edition of the procedure: the id of a bundled one, or a file
        #[arg(long, value_name = "ID|FILE")]
        procedure: Option<String>,
        #[command(flatten)]
        import: Import,
    },
    /// Open a migration where it was left
    Open {
        /// Folder of the migration
        #[arg(value_name = "DIR")]
        folder: PathBuf,
    },
    /// The same in plain lines: for a screen reader, a pipe, or an answers file
    Run {
        /// Folder of the migration
        #[arg(value_name = "DIR")]
        folder: PathBuf,
        /// Answers that were written down beforehand
        #[arg(long, value_name = "FILE")]
        answers: Option<PathBuf>,
        /// Ask nobody: what the answers do not name ends with exit code 3
        #[arg(long)]
        unattended: bool,
    },
    /// Rehearse on a practice infrastructure: pages to click through, and things that go wrong
    Rehearse(Rehearsal),
    /// Only the practice infrastructure, for a browser or another client; its addresses are the first line
    Simulate {
        /// The scenario: the id of a bundled one, or a file
        #[arg(value_name = "SCENARIO")]
        scenario: String,
        /// Where it listens: an address of this machine alone; port 0 takes any that is free
        #[arg(long, value_name = "ADDR", default_value = "127.0.0.1:0")]
        listen: SocketAddr,
        /// How many times as fast as a real clock its own runs
        #[arg(long, value_name = "N", value_parser = clap::value_parser!(u32).range(1..=3600), default_value_t = 1)]
        speed: u32,
    },
    /// Where a migration stands
    Status {
        /// Folder of the migration
        #[arg(value_name = "DIR")]
        folder: PathBuf,
        /// For programs
        #[arg(long)]
        json: bool,
        /// One JSON line now, and one for every change
        #[arg(long, conflicts_with = "output")]
        follow: bool,
        #[command(flatten)]
        output: Output,
    },
    /// The whole procedure for an infrastructure, to read before starting
    Plan {
        /// Folder of the migration
        #[arg(value_name = "DIR", required_unless_present = "infrastructure", conflicts_with = "infrastructure")]
        folder: Option<PathBuf>,
        /// Description of the infrastructure
        #[arg(long, value_name = "FILE")]
        infrastructure: Option<PathBuf>,
        /// Edition of the procedure
        #[arg(long, value_name = "ID|FILE", requires = "infrastructure")]
        procedure: Option<String>,
        /// How it is written
        #[arg(long, value_enum, default_value_t = PlanFormat::Text)]
        format: PlanFormat,
        #[command(flatten)]
        output: Output,
    },
    /// What a rollback would do now; it is started in `open` or `run`
    Rollback {
        /// Folder of the migration
        #[arg(value_name = "DIR")]
        folder: PathBuf,
        /// Show the plan
        #[arg(long, required = true)]
        plan: bool,
        /// For programs
        #[arg(long)]
        json: bool,
        #[command(flatten)]
        output: Output,
    },
    /// What a Licensing page (text or saved HTML) or a message says
    Read {
        /// The file, or - for standard input
        file: PathBuf,
        /// For programs
        #[arg(long)]
        json: bool,
    },
    /// Check the journal's chain, judge its facts again, and check every kept file
    Verify {
        /// Folder of the migration
        #[arg(value_name = "DIR")]
        folder: PathBuf,
        #[command(flatten)]
        output: Output,
    },
    /// The record of a migration: what was done, by whom, when, on what evidence
    Report(Report),
    /// A migration in one file, for whoever helps: journal, evidence, report, text for Support, manifest
    Bundle(Bundle),
    /// A migration looked at again, as it was after any of its records; nothing can be changed
    Replay(Replay),
    /// A recording of the screen, made from the journal: an asciicast for training and reviews
    Cast(CastArguments),
    /// What can be learnt from a migration: planned against taken, waits, attempts, estimates
    Review(ReviewArguments),
    /// The text for Support, with all affected environments
    Ticket {
        /// Folder of the migration, or a bundle
        #[arg(value_name = "DIR|FILE.zip")]
        folder: PathBuf,
        /// Into the clipboard, rather than to standard output
        #[arg(long, conflicts_with = "output")]
        copy: bool,
        #[command(flatten)]
        output: Output,
    },
    /// Editions of the procedure
    Procedure {
        #[command(subcommand)]
        command: ProcedureCommand,
    },
    /// What works from here: terminal, folder, clock, addresses, LifeTime, commands, downloads
    Doctor {
        /// Folder of the migration; otherwise this one
        #[arg(value_name = "DIR")]
        folder: Option<PathBuf>,
        /// Description of an infrastructure, before there is a migration
        #[arg(long, value_name = "FILE")]
        infrastructure: Option<PathBuf>,
        /// For programs
        #[arg(long)]
        json: bool,
    },
    /// A stand-in for a tool of the vendor, on the practice pages; for rehearsals and tests
    #[command(hide = true)]
    PracticeTool(ToolArguments),
    /// Completions for a shell
    Completions {
        /// The shell
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
            | Self::Procedure { command: ProcedureCommand::Show { output, .. } } => output.output.as_deref(),
            Self::New { .. }
            | Self::Open { .. }
            | Self::Run { .. }
            | Self::Rehearse(_)
            | Self::Simulate { .. }
            | Self::Read { .. }
            | Self::Report(_)
            | Self::Bundle(_)
            | Self::Replay(_)
            | Self::Cast(_)
            | Self::Procedure { command: ProcedureCommand::List | ProcedureCommand::Check { .. } }
            | Self::Doctor { .. }
            | Self::PracticeTool(_)
            | Self::Completions { .. }
            | Self::Manual { .. } => None,
        }
    }
}

/// What a new migration takes over.
#[derive(Debug, Default, Args)]
pub(super) struct Import {
    /// Take over the environments that LifeTime lists; the token is typed, or taken from the environment, and not kept
    #[arg(long, value_name = "URL", conflicts_with = "infrastructure")]
    pub(super) from_lifetime: Option<String>,
    /// Name of the environment variable that holds LifeTime's token
    #[arg(long, value_name = "NAME", default_value = TOKEN_VARIABLE, requires = "from_lifetime")]
    pub(super) token_env: String,
    /// File with one more certificate authority that is trusted (PEM)
    #[arg(long, value_name = "FILE", requires = "from_lifetime")]
    pub(super) ca_file: Option<PathBuf>,
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

/// How a rehearsal is gone through.
#[derive(Debug, Default, Args)]
#[expect(clippy::struct_excessive_bools, reason = "each is a flag of the command line")]
pub(super) struct Rehearsal {
    /// What happens: the id of a bundled scenario, or a file
    #[arg(long, value_name = "NAME|FILE")]
    pub(super) scenario: Option<String>,
    /// The bundled scenarios, and how each of them ends
    #[arg(long, conflicts_with_all = ["scenario", "procedure", "dir", "answers", "unattended", "lines", "auto", "speed"])]
    pub(super) list: bool,
    /// Edition of the procedure
    #[arg(long, value_name = "ID|FILE")]
    pub(super) procedure: Option<String>,
    /// Folder of the rehearsal; otherwise a new one here
    #[arg(long, value_name = "DIR")]
    pub(super) dir: Option<PathBuf>,
    /// Answers that were written down beforehand: line mode
    #[arg(long, value_name = "FILE")]
    pub(super) answers: Option<PathBuf>,
    /// Ask nobody: line mode
    #[arg(long)]
    pub(super) unattended: bool,
    /// In plain lines, as `run` does: for a screen reader
    #[arg(long)]
    pub(super) lines: bool,
    /// Play the scenario's own answers to the end, on its pages: line mode
    #[arg(long, conflicts_with = "answers")]
    pub(super) auto: bool,
    /// How many times as fast as a real clock that of the practice infrastructure runs
    #[arg(long, value_name = "N", value_parser = clap::value_parser!(u32).range(1..=3600))]
    pub(super) speed: Option<u32>,
}

/// What to do with editions.
#[derive(Debug, Subcommand)]
pub(super) enum ProcedureCommand {
    /// The bundled editions
    List,
    /// The text of a bundled edition
    Show {
        /// Its id
        id: String,
        #[command(flatten)]
        output: Output,
    },
    /// All faults of a procedure file, with their lines
    Check {
        /// The file
        file: PathBuf,
    },
}

/// How a plan is written.
#[derive(Debug, Clone, Copy, ValueEnum)]
pub(super) enum PlanFormat {
    /// Plain text
    Text,
    /// Markdown
    Md,
    /// JSON
    Json,
}
