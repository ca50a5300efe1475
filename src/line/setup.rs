//! Setting up a migration by typed answers, one line each.

use std::io::{BufRead, Write};

use super::Printer;
use crate::app::setup::Setup;

/// Asks for everything that `infrastructure.toml` needs, and answers with its text; none when the input ends.
pub fn ask<I: BufRead, O: Write>(mut setup: Setup, mut input: I, mut out: Printer<O>) -> Option<String> {
    out.line("This sets up a migration. Nothing is touched; Ctrl-C leaves without writing anything.");
    while let Some(ask) = setup.ask() {
        let usual = setup.beginning(ask);
        let hint = if usual.is_empty() { String::new() } else { format!(" [{usual}]") };
        setup.help(ask).iter().for_each(|line| out.line(line));
        out.prompt(&format!("{}{hint}:", setup.prompt(ask)));
        let mut line = String::new();
        if input.read_line(&mut line).ok()? == 0 {
            return None;
        }
        let typed = if line.trim().is_empty() { &usual } else { &line };
        if let Err(wrong) = setup.answer(typed) {
            out.line(&wrong);
        }
    }
    Some(setup.text())
}
