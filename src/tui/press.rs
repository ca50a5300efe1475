//! Whether a press was meant: a key that records acts on a card that has been on the screen, in quiet, for a moment; once,
//! however long it is held; and never where it came in a burst. Pure: times come with what is told.

use std::time::Duration;

use crossterm::event::{KeyCode, KeyEvent, KeyEventKind};

use super::message::{Moment, Typed};

/// How long a card must have been on the screen, and no key pressed, before it takes a key that records.
pub const QUIET: Duration = Duration::from_millis(200);

/// Keys that follow each other faster were not pressed one by one.
const BURST: Duration = Duration::from_millis(30);

/// How long a press waits for what would make it a part of a text: people who type write their letters faster.
const LETTER: Duration = Duration::from_millis(80);

/// Letters that follow each other faster are a text that somebody types.
const TEXT: Duration = Duration::from_millis(120);

/// How long an answer waits that came in a burst with its Enter: a paste may go on.
const LINE: Duration = Duration::from_millis(250);

/// Presses of the mouse that follow each other faster are a double click.
const DOUBLE: Duration = Duration::from_millis(400);

/// A key that is held comes again after so long at most, on keyboards as they are set up.
const FIRST_REPEAT: Duration = Duration::from_millis(1100);

/// The same, on those that were made slow.
const SLOW_FIRST_REPEAT: Duration = Duration::from_millis(2100);

/// The bounds of how long is waited for a key to come once more, if it is held.
const REPEAT: [Duration; 2] = [Duration::from_millis(150), Duration::from_millis(650)];

/// Why a press does nothing.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum NotMeant {
    /// It was pressed before what is on the screen was there, or right when it came.
    Early,
    /// The key is held down.
    Held,
    /// It came in a burst of keys.
    Burst,
}

/// What becomes of a press.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Verdict {
    /// It acts.
    Act,
    /// It acts at `Presses::due`, unless something comes that shows that it was not meant.
    Wait,
    /// It does nothing.
    Not(NotMeant),
}

/// The effect that a press would have.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Weight {
    /// It changes what is shown, or what is being typed.
    Light,
    /// It types text into a question.
    Text,
    /// It answers the question that is being typed.
    Answer,
    /// It pastes what the clipboard holds by then.
    Paste,
    /// It leaves the program.
    Leave,
    /// It changes the migration, or leads to a question that does.
    Heavy,
}

/// A key, and how it came the last time.
#[derive(Debug, Clone, Copy)]
struct Last {
    code: KeyCode,
    at: Moment,
    /// How fast it repeats, where it is held.
    held: Option<Duration>,
}

/// A press that waits.
#[derive(Debug, Clone)]
struct Waiting<S> {
    key: KeyEvent,
    sight: S,
    due: Moment,
    /// Whether it waits for what may follow in the same burst, and not for the key to come once more.
    is_line: bool,
}

/// What is on a screen, and what a press would do there.
pub trait Target {
    /// Tells one sight from another: a press is meant for the one that it was made on.
    type Sight: Clone + PartialEq;

    /// What is to be seen now.
    fn sight(&self) -> Self::Sight;

    /// The effect that something typed would have.
    fn weight(&self, typed: &Typed) -> Weight;
}

/// The presses on what is on the screen; `S` tells one sight from another.
#[derive(Debug, Clone)]
pub struct Presses<S> {
    /// What is on the screen, and since when.
    seen: Option<(S, Moment)>,
    /// Whether it has been quiet since, or something was typed into it.
    is_quiet: bool,
    last: Option<Last>,
    click: Option<Moment>,
    /// When a key was pressed last that pastes.
    pasted: Option<Moment>,
    /// When something moved that can be pointed at.
    moved: Moment,
    waiting: Option<Waiting<S>>,
}

impl<S> Default for Presses<S> {
    fn default() -> Self {
        Self { seen: None, is_quiet: false, last: None, click: None, pasted: None, moved: Moment::ZERO, waiting: None }
    }
}

impl<S: Clone + PartialEq> Presses<S> {
    /// Something was drawn; its drawing began at a moment.
    pub fn drawn(&mut self, at: Moment, sight: S) {
        if self.seen.as_ref().is_none_or(|(seen, _)| *seen != sight) {
            self.seen = Some((sight, at));
            self.is_quiet = false;
        }
    }

    /// What can be pointed at is elsewhere since a moment.
    pub const fn moved(&mut self, at: Moment) {
        self.moved = at;
    }

    /// Everything was drawn anew after a while in which nobody saw it.
    pub fn forget(&mut self) {
        *self = Self::default();
    }

    /// Whether something that was typed on a screen at a moment was meant.
    pub fn judge(&mut self, at: Moment, typed: &Typed, target: &impl Target<Sight = S>) -> Verdict {
        let (weight, sight) = (target.weight(typed), target.sight());
        match typed {
            Typed::Key(key) => self.key(at, *key, weight, sight),
            Typed::Pointed(_) => self.click(at, weight, &sight),
            Typed::Paste(..) | Typed::Burst(_)
                if weight == Weight::Heavy && self.since(&sight).is_none_or(|since| at < since) =>
            {
                Verdict::Not(NotMeant::Early)
            }
            Typed::Paste(..) | Typed::Burst(_) => {
                self.waiting.take_if(|waiting| waiting.is_line);
                // What comes right behind it is a part of it.
                self.last = Some(Last { code: KeyCode::Null, at, held: None });
                self.is_quiet = false;
                Verdict::Act
            }
            Typed::Wheel(_) | Typed::OtherButton | Typed::NothingToPaste(_) => Verdict::Act,
        }
    }

    /// Since when something has been on the screen; `None` where it is not.
    fn since(&self, sight: &S) -> Option<Moment> {
        self.seen.as_ref().filter(|(seen, _)| seen == sight).map(|(_, since)| *since)
    }

    /// An answer that came with its Enter in one burst: it counts when nothing follows.
    fn line(&mut self, at: Moment, sight: S) {
        self.waiting = Some(Waiting { key: KeyEvent::from(KeyCode::Enter), sight, due: at + LINE, is_line: true });
    }

    /// Whether an answer waits for what may follow it.
    pub fn is_line_open(&self) -> bool {
        self.waiting.as_ref().is_some_and(|waiting| waiting.is_line)
    }

    /// A key that was pressed at a moment, where this would be seen.
    fn key(&mut self, at: Moment, key: KeyEvent, weight: Weight, sight: S) -> Verdict {
        let before = self.last;
        let gap = before.map(|last| at.saturating_sub(last.at));
        let is_burst = gap.is_some_and(|gap| gap < BURST);
        let is_letter = |code: KeyCode| code.as_char().is_some();
        let is_text =
            is_letter(key.code) && gap.is_some_and(|gap| gap < TEXT) && before.is_some_and(|last| is_letter(last.code));
        let held = self.again(at, key);
        let is_soon = gap.is_some_and(|gap| gap < LETTER) && is_letter(key.code);
        if is_burst || is_soon || held.is_some() || self.is_line_open() {
            self.waiting = None;
        }
        let since = self.since(&sight);
        let quiet_since = before.map_or(Moment::ZERO, |last| last.at).max(since.unwrap_or(at));
        self.is_quiet |= since.is_some() && at.saturating_sub(quiet_since) >= QUIET;
        match weight {
            Weight::Light => return Verdict::Act,
            Weight::Text => {
                self.is_quiet |= since.is_some_and(|since| at >= since);
                return Verdict::Act;
            }
            // It is for what was on the screen, and waits for nothing: its text comes later.
            Weight::Paste if since.is_none_or(|since| at < since) => return Verdict::Not(NotMeant::Early),
            Weight::Paste => {
                let before = self.pasted.replace(at).filter(|before| at.saturating_sub(*before) < FIRST_REPEAT);
                let held = held.or(before.map(|_| NotMeant::Held));
                return held.or(is_burst.then_some(NotMeant::Burst)).map_or(Verdict::Act, Verdict::Not);
            }
            Weight::Answer | Weight::Leave | Weight::Heavy => {}
        }
        if let Some(held) = held.filter(|_| weight != Weight::Leave) {
            return Verdict::Not(held);
        }
        let is_seen = self.is_quiet && since.is_some_and(|since| at >= since);
        let wait = match weight {
            Weight::Light | Weight::Text | Weight::Paste => Duration::ZERO,
            Weight::Leave => BURST,
            Weight::Answer | Weight::Heavy if !is_seen => return Verdict::Not(NotMeant::Early),
            Weight::Answer if is_burst => {
                self.line(at, sight);
                return Verdict::Wait;
            }
            Weight::Heavy if is_burst || is_text => return Verdict::Not(NotMeant::Burst),
            Weight::Answer | Weight::Heavy => wait(before.filter(|last| last.code == key.code), at),
        };
        self.waiting = Some(Waiting { key, sight, due: at + wait, is_line: false });
        Verdict::Wait
    }

    /// A press of the mouse on what has been there for a moment.
    fn click(&mut self, at: Moment, weight: Weight, sight: &S) -> Verdict {
        let is_double = self.click.replace(at).is_some_and(|last| at.saturating_sub(last) < DOUBLE);
        match weight {
            Weight::Light | Weight::Text => Verdict::Act,
            Weight::Answer | Weight::Leave | Weight::Heavy | Weight::Paste => {
                // What is pasted is for the screen, wherever it is pressed.
                let moved = if weight == Weight::Paste { Moment::ZERO } else { self.moved };
                let since = self.since(sight).map(|since| since.max(moved));
                let is_seen = since.is_some_and(|since| at.saturating_sub(since) >= DOUBLE);
                if is_double || !is_seen { Verdict::Not(NotMeant::Early) } else { Verdict::Act }
            }
        }
    }

    /// When the press that waits acts; `None` where none does.
    pub fn due(&self) -> Option<Moment> {
        self.waiting.as_ref().map(|waiting| waiting.due)
    }

    /// The press that has waited long enough at a moment, or that another one, which came after it, proves to be one.
    pub fn take(&mut self, at: Moment, next: Option<&KeyEvent>) -> Option<(KeyEvent, S)> {
        let is_over = |waiting: &Waiting<S>, last: &Last| {
            let is_other = next.is_some_and(|next| next.code != waiting.key.code);
            is_other && !waiting.is_line && at.saturating_sub(last.at) >= LETTER
        };
        let waiting = self.waiting.as_ref()?;
        let acts = at >= waiting.due || self.last.as_ref().is_some_and(|last| is_over(waiting, last));
        let waiting = self.waiting.take_if(|_| acts)?;
        Some((waiting.key, waiting.sight))
    }

    /// Whether a key is only the last one again, held down.
    fn again(&mut self, at: Moment, key: KeyEvent) -> Option<NotMeant> {
        let before = self.last.replace(Last { code: key.code, at, held: None }).filter(|last| last.code == key.code);
        let Some(last) = before else {
            return (key.kind == KeyEventKind::Repeat).then_some(NotMeant::Held);
        };
        let gap = at.saturating_sub(last.at);
        let was_waiting = self.waiting.as_ref().is_some_and(|waiting| waiting.key.code == key.code);
        let goes_on = last.held.is_some_and(|pace| gap < QUIET.max(pace * 3));
        let is_held = key.kind == KeyEventKind::Repeat || was_waiting || goes_on;
        if is_held && let Some(now) = &mut self.last {
            now.held = Some(gap);
        }
        is_held.then_some(NotMeant::Held)
    }
}

/// How long it is waited whether a key comes once more, and so is held: keyboards repeat faster than they begin to, and whoever
/// presses a key again and again does not.
fn wait(before: Option<Last>, at: Moment) -> Duration {
    let [least, most] = REPEAT;
    match before.map(|last| at.saturating_sub(last.at)) {
        Some(gap) if gap < FIRST_REPEAT => (gap * 3 / 5).clamp(least, most),
        Some(gap) if gap < SLOW_FIRST_REPEAT => least,
        Some(_) | None => LETTER,
    }
}
