//! Setting up a migration by typed answers, one line each.

use std::io::Write;

use super::{Input, Printer, input::Came, read::unfit};
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
    /// Somebody leaves, or nobody reads what is asked.
    Left,
    /// A requirement does not hold; with the reason.
    Forbidden(String),
}

/// Asks for everything that a migration needs; `keep` is given what was answered after every answer.
pub fn ask<I: Input, O: Write>(
    interview: &mut Interview,
    mut input: I,
    mut out: Printer<O>,
    keep: impl Fn(&Draft),
) -> Asked {
    out.line("Set up a migration. Nothing is changed on the servers. Type back for the previous question; Ctrl-C leaves and saves your answers.");
    while let Some(ask) = interview.ask {
        let usual = interview.beginning();
        let hint = if usual.is_empty() { String::new() } else { format!(" [{usual}]{}", interview.taken(ask)) };
        interview.help(ask).iter().for_each(|line| out.line(line));
        let prompt = format!("{}{hint}:", interview.prompt(ask));
        let line = match read(&mut input, &mut out, &prompt) {
            Ok(line) => line,
            Err(Asked::InputEnded) if is_asked_later(&interview.setup, ask) => return ended(&interview.setup),
            Err(asked) => return asked,
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
                // Once what it is about is answered: the window and all that is optional come after all environments.
                if !is_question(ask) && interview.ask.is_none_or(is_question) {
                    interview.setup.remarks().iter().for_each(|said| out.line(said));
                }
            }
            Err(wrong) => out.line(&wrong),
        }
    }
    ended(&interview.setup)
}

/// Reads a line. Several lines at once are a paste, and none of them is the answer to a question that was not asked yet.
fn read<I: Input, O: Write>(input: &mut I, out: &mut Printer<O>, prompt: &str) -> Result<String, Asked> {
    input.renew(false);
    loop {
        out.prompt(prompt, &input.begun());
        let typed = loop {
            match input.next() {
                Came::Typed(typed) => break typed,
                Came::Again => {
                    out.blocks(&[]);
                    out.prompt(prompt, &input.begun());
                }
                Came::Outside(_) => {}
                came @ (Came::Stop | Came::Leave | Came::End) => {
                    if input.is_terminal() {
                        // What follows does not stand behind the question.
                        out.blocks(&[]);
                    }
                    return Err(if came == Came::End { Asked::InputEnded } else { Asked::Left });
                }
            }
        };
        if out.is_lost() || !input.is_read() {
            return Err(Asked::Left);
        }
        if input.is_terminal() {
            out.answered();
        }
        match unfit(&typed) {
            Some(why) => out.line(why),
            None if typed.is_paste => out.line(&format!(
                "{} lines arrived at once, but one is needed, so none was used. Answer one question after the other.",
                typed.text.lines().count()
            )),
            None => return Ok(typed.text),
        }
    }
}

/// Whether a question is one of those that come last.
const fn is_question(ask: Ask) -> bool {
    matches!(ask, Ask::Requirement(_))
}

/// Whether a question may be left open, until its card asks it.
fn is_asked_later(setup: &Setup, ask: Ask) -> bool {
    matches!(ask, Ask::Requirement(place) if !setup.is_about_mistake(place))
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
