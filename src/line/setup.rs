//! Setting up a migration by typed answers, one line each.

use std::io::{BufRead, Write};

use super::{Printer, read_line};
use crate::setup::{
    Field, Setup,
    draft::Draft,
    interview::{Ask, Interview},
};

/// How the questions ended.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Asked {
    /// Everything is answered. A requirement may still be open: it is then asked when the migration is opened.
    Answered,
    /// Nobody answers any more.
    InputEnded,
    /// A requirement does not hold; with the reason.
    Forbidden(String),
}

/// Asks for everything that a migration needs; `keep` is given what was answered after every answer.
pub fn ask<I: BufRead, O: Write>(
    interview: &mut Interview,
    mut input: I,
    mut out: Printer<O>,
    keep: impl Fn(&Draft),
) -> Asked {
    out.line("This sets up a migration. Nothing is touched. Type back for the question before; Ctrl-C leaves, and what was answered is kept.");
    while let Some(ask) = interview.ask {
        let usual = interview.beginning();
        let hint = if usual.is_empty() { String::new() } else { format!(" [{usual}]") };
        interview.help(ask).iter().for_each(|line| out.line(line));
        out.prompt(&format!("{}{hint}:", interview.prompt(ask)), "");
        let Some(line) = read_line(&mut input) else {
            let is_asked_later = matches!(ask, Ask::Requirement(place) if !interview.setup.is_about_mistake(place));
            return if is_asked_later { ended(&interview.setup) } else { Asked::InputEnded };
        };
        if line.trim().eq_ignore_ascii_case("back") {
            if !interview.back() {
                out.line("This is the first question.");
            }
            continue;
        }
        let typed = if line.trim().is_empty() { &usual } else { &line };
        match interview.answer(typed) {
            Ok(()) if is_no(&interview.setup, ask) => {
                // It is asked again, when the set-up is gone on with.
                interview.back();
                keep(&interview.draft());
                return ended(&interview.setup);
            }
            Ok(()) => {
                keep(&interview.draft());
                // Once what it is about is answered: the window comes after all environments.
                if ask == Ask::Start {
                    interview.setup.remarks().iter().for_each(|said| out.line(said));
                }
            }
            Err(wrong) => out.line(&wrong),
        }
    }
    ended(&interview.setup)
}

/// Whether it was answered that something does not hold which has to.
fn is_no(setup: &Setup, ask: Ask) -> bool {
    matches!(ask, Ask::Requirement(place) if setup.holds(place) == Some(false))
}

fn ended(setup: &Setup) -> Asked {
    let no = (0..setup.questions().len()).find(|place| setup.holds(*place) == Some(false));
    match no.map(|place| setup.check(Field::Requirement(place))) {
        Some(Err(why)) => Asked::Forbidden(why),
        Some(Ok(())) | None => Asked::Answered,
    }
}
