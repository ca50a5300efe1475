//! Reading answers: a line, a choice, a text of several lines. What was pasted together stays together: none of it is ever
//! taken as the answer to a question that was not asked yet.

use std::{io::Write, time::Duration};

use super::{
    Input, Leaving, LineMode,
    input::{Came, Typed, Unfit},
};
use crate::engine::ports::{Clock, Inspect, Recorder};

/// The most lines of a pasted text that are kept.
const MOST_LINES: usize = 20_000;

/// How long a paste may pause: on a slow line it comes in pieces.
pub(super) const TORN: Duration = Duration::from_millis(300);

/// What ends a text.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum EndsAt {
    /// A line that is a single dot.
    Dot,
    /// The same, or an empty line after which nothing comes.
    Blank,
}

/// What was answered where a number is asked for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Chosen {
    /// A line by itself.
    Line(String),
    /// Several lines at once: no choice, whatever they are.
    Paste(String),
    /// Something happened meanwhile, and may have changed what there is to choose.
    Changed,
    /// Nobody answers any more.
    Nothing,
}

impl<L: Inspect, K: Recorder, C: Clock, I: Input, O: Write, E: Write> LineMode<L, K, C, I, O, E> {
    /// What is typed or pasted as the answer to a question that fits on a line.
    pub(super) fn read(&mut self, prompt: &str) -> Option<Typed> {
        self.renew(false);
        self.prompt(prompt);
        loop {
            match self.came()? {
                Came::Typed(typed) => match unfit(&typed) {
                    Some(why) => self.say_again(why, prompt),
                    None => return Some(typed),
                },
                Came::Outside(msg) => {
                    let before = self.session().run.facts;
                    self.happened(*msg);
                    if self.session().run.facts != before {
                        self.prompt(prompt);
                    }
                }
                Came::Again => self.prompt_again(prompt),
                Came::Stop | Came::Leave | Came::End => return None,
            }
        }
    }

    /// A choice.
    pub(super) fn read_choice(&mut self, prompt: &str) -> Chosen {
        self.renew(false);
        self.prompt(prompt);
        loop {
            match self.came() {
                Some(Came::Typed(typed)) => match unfit(&typed) {
                    Some(why) => self.say_again(why, prompt),
                    None if typed.is_paste => return Chosen::Paste(typed.text),
                    None => return Chosen::Line(typed.text),
                },
                Some(Came::Outside(msg)) => {
                    let before = self.session().run.facts;
                    self.happened(*msg);
                    if self.session().run.facts != before {
                        self.renew(true);
                        return Chosen::Changed;
                    }
                }
                Some(Came::Again) => self.prompt_again(prompt),
                Some(Came::Stop | Came::Leave | Came::End) | None => return Chosen::Nothing,
            }
        }
    }

    /// A text of any number of lines; none when the input ends before it begins.
    pub(super) fn read_text(&mut self, ends_at: EndsAt) -> Option<String> {
        self.renew(false);
        let mut lines: Vec<String> = Vec::new();
        let (mut left_out, mut after) = (0, 0);
        while let Some(came) = self.came() {
            match came {
                Came::Typed(Typed { unfit: Some(unfit @ (Unfit::Early | Unfit::Cut)), .. }) => {
                    self.out.line(unfit.words());
                }
                Came::Typed(typed) => {
                    let mut fresh = typed.text.split('\n').map(|line| line.trim_end_matches('\r').to_owned());
                    let is_ended = fresh.by_ref().any(|line| {
                        let is_end = line.trim() == ".";
                        lines.extend((!is_end).then_some(line));
                        is_end
                    });
                    after += fresh.count();
                    if lines.len() > MOST_LINES {
                        left_out += lines.len() - MOST_LINES;
                        lines.drain(MOST_LINES - 1..lines.len() - 1);
                    }
                    let is_blank = || lines.last().is_some_and(|line| line.trim().is_empty());
                    if is_ended || ends_at == EndsAt::Blank && is_blank() && !self.has_more(TORN) {
                        break;
                    }
                }
                Came::Outside(msg) => self.happened(*msg),
                Came::Again => {}
                Came::Stop | Came::Leave | Came::End if lines.is_empty() => return None,
                Came::Stop | Came::Leave | Came::End => break,
            }
        }
        if after > 0 {
            self.out.line(&format!("{after} more lines came after the end of the text and were ignored."));
        }
        if left_out > 0 {
            self.out.line(&format!("{left_out} lines in the middle were left out because the text is too long."));
        }
        Some(lines.join("\n").trim_end_matches('\n').to_owned())
    }

    /// The rest of a text that was piped where a number is asked for, up to a line that is a single dot.
    pub(super) fn piped_text(&mut self, first: String) -> String {
        let mut lines = vec![first];
        while self.has_more(TORN)
            && let Some(Came::Typed(typed)) = self.came()
            && typed.text.trim() != "."
        {
            lines.push(typed.text);
            lines.truncate(MOST_LINES);
        }
        lines.join("\n")
    }

    /// Whether more is there, or comes within this time, in a pipe: at a terminal it would have come with the rest.
    pub(super) fn has_more(&mut self, patience: Duration) -> bool {
        self.input.as_mut().is_some_and(|input| !input.is_terminal() && input.has_more(patience))
    }

    /// Prints a prompt, and behind it what somebody has begun to type.
    fn prompt(&mut self, prompt: &str) {
        let begun = self.input.as_ref().map_or_else(String::new, Input::begun);
        self.out.prompt(prompt, &begun);
    }

    /// Something else is asked from now on.
    fn renew(&mut self, by_itself: bool) {
        self.input.iter_mut().for_each(|input| input.renew(by_itself));
    }

    /// Prints a prompt below whatever stands there.
    fn prompt_again(&mut self, prompt: &str) {
        self.out.blocks(&[]);
        self.prompt(prompt);
    }

    fn say_again(&mut self, why: &str, prompt: &str) {
        self.out.line(why);
        self.prompt(prompt);
    }

    /// The next thing that comes; none when somebody leaves, or nobody reads what is printed, or types, any more.
    fn came(&mut self) -> Option<Came> {
        if self.leaving.is_some() || self.out.is_lost() {
            return None;
        }
        let input = self.input.as_mut()?;
        let came = input.next();
        match came {
            Came::Stop | Came::Leave => self.leaving = Some(Leaving::Asked),
            Came::Typed(_) if !input.is_read() => {
                // Whoever answers cannot see what is asked.
                self.leaving = Some(Leaving::Asked);
                return None;
            }
            Came::Typed(_) => self.out.answered(),
            Came::Outside(_) | Came::Again | Came::End => {}
        }
        Some(came)
    }
}

/// Why what was typed is no answer to a question that fits on a line.
pub(super) fn unfit(typed: &Typed) -> Option<&'static str> {
    let has_keys = !typed.is_paste && typed.text.chars().any(|c| c.is_control() && c != '\t');
    typed.unfit.or(has_keys.then_some(Unfit::Keys)).map(Unfit::words)
}
