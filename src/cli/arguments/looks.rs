//! The options that every command has: looks, and the log.

use std::{
    io::{self, IsTerminal as _},
    path::PathBuf,
};

use anyhow::Context as _;
use clap::{
    Args,
    builder::{PossibleValuesParser, TypedValueParser},
};

use crate::{
    runtime::{log::Log, signs},
    tui::draw::theme,
    view::mark::Signs,
};

/// The heading of the options that every command has.
const GLOBAL: &str = "Global options";

/// How it looks.
#[derive(Debug, Args)]
pub(in crate::cli) struct Looks {
    /// Do not use colors (also: set `NO_COLOR`)
    #[arg(long, global = true, help_heading = GLOBAL)]
    pub(in crate::cli) no_color: bool,
    /// Use ASCII characters only, like --signs ascii
    #[arg(long, global = true, help_heading = GLOBAL)]
    pub(in crate::cli) ascii: bool,
    /// Set of signs to use; by default, acmove selects one that the terminal can show
    #[arg(long, global = true, help_heading = GLOBAL, value_name = "SET", value_parser = sets())]
    pub(in crate::cli) signs: Option<Signs>,
    /// Color theme: auto, dark, light, high-contrast, color-blind or plain
    #[arg(long, global = true, help_heading = GLOBAL, value_name = "NAME", default_value = theme::AUTO)]
    pub(in crate::cli) theme: String,
    /// Write a log of acmove's own work to this file, for troubleshooting
    #[arg(long, global = true, help_heading = GLOBAL, value_name = "FILE")]
    pub(in crate::cli) log: Option<PathBuf>,
}

/// The names of the sets of signs.
fn sets() -> impl TypedValueParser<Value = Signs> {
    let set = |name: String| Signs::ALL.into_iter().find(|set| set.name() == name).unwrap_or_default();
    PossibleValuesParser::new(Signs::ALL.map(Signs::name)).map(set)
}

impl Looks {
    /// The signs that were asked for.
    pub(in crate::cli) fn asked_signs(&self) -> Option<Signs> {
        if self.ascii { Some(Signs::Ascii) } else { self.signs }
    }

    /// The signs that are drawn and printed. What goes to a file or a program stays as it is, unless others were asked for.
    pub(in crate::cli) fn signs(&self) -> Signs {
        let here = || if io::stdout().is_terminal() { signs::signs() } else { Signs::Unicode };
        self.asked_signs().unwrap_or_else(here)
    }

    /// The log that was asked for.
    pub(in crate::cli) fn log(&self) -> anyhow::Result<Log> {
        let Some(path) = &self.log else { return Ok(Log::default()) };
        Log::to(path).with_context(|| format!("cannot write the log {}", path.display()))
    }
}
