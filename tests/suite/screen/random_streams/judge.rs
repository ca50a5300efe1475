//! Which press was meant, by rules of its own: no line of `tui::press` is asked.

use std::time::Duration;

use acmove::tui::{
    message::{Moment, Typed},
    state::Sight,
};
use crossterm::event::{KeyCode, KeyEvent, KeyEventKind, KeyModifiers};

/// Nobody looks at a screen, and answers it, faster.
const LOOK: Duration = Duration::from_millis(200);

/// Nobody presses one key after the other faster.
const ALONE: Duration = Duration::from_millis(30);

/// A key that comes again so soon after it had come shortly before is held.
const HELD: Duration = Duration::from_millis(150);
const SHORTLY: Duration = Duration::from_millis(1100);

/// So late a press may act at most: it waits, the screen is slow, and so is the disk.
const LATEST: Duration = Duration::from_millis(2500);

/// Something that came, when, and whether a fact has come of it.
struct Came {
    at: Moment,
    what: What,
    is_used: bool,
}

enum What {
    Key(KeyEvent),
    Click,
    Paste,
    /// Nothing that gives a fact.
    Other,
}

/// What came, what was on the screen, and what was recorded.
#[derive(Default)]
pub(super) struct Judge {
    came: Vec<Came>,
    /// What was on the screen, and since when.
    seen: Vec<(Moment, Sight)>,
    /// Whether what was on the screen is gone.
    is_gone: bool,
    /// When the last fact of a person was recorded, and whether a key has done it.
    last: Option<(Moment, bool)>,
    acts: usize,
    faults: Vec<String>,
}

impl Judge {
    pub(super) fn came(&mut self, at: Moment, typed: &Typed) {
        let what = match typed {
            Typed::Key(key) => What::Key(*key),
            Typed::Pointed(_) => What::Click,
            Typed::Paste(..) | Typed::Burst(_) => What::Paste,
            Typed::Wheel(_) | Typed::OtherButton | Typed::NothingToPaste(_) => What::Other,
        };
        self.came.push(Came { at, what, is_used: false });
    }

    pub(super) fn drawn(&mut self, at: Moment, sight: Sight) {
        if std::mem::take(&mut self.is_gone) || self.seen.last().is_none_or(|(_, seen)| *seen != sight) {
            self.seen.push((at, sight));
        }
    }

    /// What is on the screen is painted anew.
    pub(super) fn forgets(&mut self) {
        self.is_gone = true;
    }

    /// Facts of a person were recorded, after so many others: the earliest press that may have done it has.
    pub(super) fn acted(&mut self, at: Moment, before: u64, facts: &[String]) {
        self.acts += 1;
        let cause = (0..self.came.len()).find(|place| self.may_have(*place, at, before));
        let Some(cause) = cause else {
            let came: Vec<String> =
                self.came.iter().rev().take(8).map(|came| format!("{:?} {}", came.at, came.words())).collect();
            let seen: Vec<_> = self.seen.iter().rev().take(3).collect();
            self.faults.push(format!("{at:?}: {facts:?}\n  of {came:#?}\n  on {seen:#?}"));
            return;
        };
        self.came[cause].is_used = true;
        let is_key = matches!(self.came[cause].what, What::Key(_));
        let last = self.last.replace((at, is_key));
        if let Some((last, true)) = last.filter(|(last, _)| is_key && at < *last + LOOK) {
            self.faults.push(format!("{at:?}: {facts:?} right after the last, at {last:?}"));
        }
    }

    /// How many facts there were, if each was meant.
    pub(super) fn judged(&self, screen: &str) -> usize {
        assert!(self.faults.is_empty(), "{screen}: {}", self.faults.join("\n"));
        self.acts
    }

    /// Whether something that came may have given a fact at a moment, after so many others.
    fn may_have(&self, place: usize, at: Moment, before: u64) -> bool {
        let came = &self.came[place];
        if came.is_used || came.at > at || at > came.at + LATEST {
            return false;
        }
        let Some((since, sight)) = self.seen.iter().rfind(|(since, _)| *since <= came.at) else { return false };
        match came.what {
            What::Paste => true,
            What::Click => sight.screen.1 == before && came.at >= *since + LOOK,
            What::Key(key) => sight.screen.1 == before && self.is_meant(place, key, *since, sight),
            What::Other => false,
        }
    }

    fn is_meant(&self, place: usize, key: KeyEvent, since: Moment, sight: &Sight) -> bool {
        let at = self.came[place].at;
        let is_letter = key.code == KeyCode::Enter || key.code.as_char().is_some_and(char::is_alphabetic);
        if !is_letter || !is_bare(key) || key.kind != KeyEventKind::Press {
            return false;
        }
        let (last, next) = (self.keys(0, place).next_back(), self.keys(place + 1, self.came.len()).next());
        let is_again = |other: &(Moment, KeyCode)| other.1 == key.code;
        let is_held = last.filter(is_again).is_some_and(|(last, _)| at < last + SHORTLY)
            && next.filter(is_again).is_some_and(|(next, _)| next < at + HELD);
        let times: Vec<Moment> = self.keys(0, place).map(|(at, _)| at).filter(|at| *at > since).collect();
        let times = [vec![since], times, vec![at]].concat();
        let is_quiet = times.windows(2).any(|pair| pair[1] >= pair[0] + LOOK);
        let is_typing = sight.question.is_some() || sight.is_covered;
        // Whoever types an answer has read the question.
        let is_typed_into = is_typing && self.came[..place].iter().any(|came| came.at >= since && came.is_text());
        let is_alone =
            last.is_none_or(|(last, _)| at >= last + ALONE) && next.is_none_or(|(next, _)| next >= at + ALONE);
        // What is typed into a question at once, with its Enter, is an answer.
        let is_answer = sight.question.is_some() && key.code == KeyCode::Enter;
        !is_held && (is_quiet || is_typed_into) && (is_alone || is_answer)
    }

    /// The keys from one place to another.
    fn keys(&self, from: usize, to: usize) -> impl DoubleEndedIterator<Item = (Moment, KeyCode)> {
        self.came[from..to].iter().filter_map(|came| match came.what {
            What::Key(key) => Some((came.at, key.code)),
            What::Click | What::Paste | What::Other => None,
        })
    }
}

impl Came {
    fn is_text(&self) -> bool {
        match self.what {
            What::Key(key) => key.code.as_char().is_some() && is_bare(key),
            What::Paste => true,
            What::Click | What::Other => false,
        }
    }

    fn words(&self) -> String {
        match self.what {
            What::Key(key) => format!("{:?} {}", key.kind, acmove::tui::key_name::name(key)),
            What::Click => "click".to_owned(),
            What::Paste => "paste".to_owned(),
            What::Other => "other".to_owned(),
        }
    }
}

fn is_bare(key: KeyEvent) -> bool {
    (key.modifiers - KeyModifiers::SHIFT).is_empty()
}
