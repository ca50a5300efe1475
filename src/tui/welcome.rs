//! The screens before a migration is open: what there is to do, and which of several things.

use crossterm::event::{KeyCode, KeyEvent, KeyModifiers};

use jiff::Timestamp;

use super::{
    hit_area::HitArea,
    key_name::{code, is_enter, is_interrupt},
    message::Typed,
    press::{Target, Weight},
};
use crate::engine::session::Session;

/// A list of which a line is chosen.
#[derive(Debug, Clone)]
pub struct Menu {
    /// Its purpose.
    pub intent: &'static str,
    /// Its lines: what is chosen, and a few words about it.
    pub lines: Vec<(String, String)>,
    /// The selected line.
    pub selected: usize,
}

/// How many lines a page is.
const PAGE: usize = 10;

/// The result of choosing from a list.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Picked {
    /// A line.
    Line(usize),
    /// Nothing: one screen back.
    Back,
    /// Nothing: leave the program.
    Leave,
}

impl Menu {
    /// A list with its first line selected.
    pub const fn new(intent: &'static str, lines: Vec<(String, String)>) -> Self {
        Self { intent, lines, selected: 0 }
    }

    /// Takes in what was typed; the answer is what was chosen.
    #[expect(clippy::wildcard_enum_match_arm, reason = "most keys mean nothing here")]
    pub fn typed(&mut self, typed: &Typed) -> Option<Picked> {
        let key = match typed {
            Typed::Key(key) => key,
            Typed::Pointed(HitArea::Line(line)) => return Some(Picked::Line(*line)),
            Typed::Wheel(by) => {
                self.selected =
                    self.selected.saturating_add_signed(by.signum()).min(self.lines.len().saturating_sub(1));
                return None;
            }
            Typed::Paste(..) | Typed::Burst(_) | Typed::Pointed(_) | Typed::OtherButton | Typed::NothingToPaste(_) => {
                return None;
            }
        };
        let last = self.lines.len().saturating_sub(1);
        match code(*key) {
            _ if is_interrupt(*key) => return Some(Picked::Leave),
            // With Alt or Ctrl no letter is that letter.
            KeyCode::Char(_) if !key.modifiers.difference(KeyModifiers::SHIFT).is_empty() => {}
            KeyCode::Char('q') => return Some(Picked::Leave),
            KeyCode::Esc => return Some(Picked::Back),
            KeyCode::Up | KeyCode::Char('k') | KeyCode::BackTab => self.selected = self.selected.saturating_sub(1),
            KeyCode::Down | KeyCode::Char('j') | KeyCode::Tab => self.selected = (self.selected + 1).min(last),
            KeyCode::PageUp => self.selected = self.selected.saturating_sub(PAGE),
            KeyCode::PageDown => self.selected = (self.selected + PAGE).min(last),
            KeyCode::Home => self.selected = 0,
            KeyCode::End => self.selected = last,
            KeyCode::Enter if is_enter(*key) && !self.lines.is_empty() => return Some(Picked::Line(self.selected)),
            _ => {}
        }
        None
    }
}

/// The choices of the first screen.
#[derive(Debug, Clone)]
pub struct Welcome {
    /// The set-ups that were left first, then the migrations, then a new one, then a rehearsal.
    pub menu: Menu,
    /// How many set-ups were left.
    drafts: usize,
}

/// The choice.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Chosen {
    /// Go on with this one of the set-ups that were left.
    GoOn(usize),
    /// Open this one of the migrations.
    Open(usize),
    /// Set up a new one.
    New,
    /// Rehearse.
    Rehearse,
    /// Leave.
    Leave,
}

impl Welcome {
    /// With the migrations that were found, their folders and where they stand, and the names of set-ups that were left.
    pub fn new<'a>(found: Vec<(String, String)>, drafts: impl Iterator<Item = &'a str>) -> Self {
        let go_on = |name: &str| {
            let name = if name.trim().is_empty() { "an infrastructure without a name yet" } else { name };
            (format!("Go on with the set-up of {name}"), "nothing that was answered is lost".to_owned())
        };
        let mut lines: Vec<(String, String)> = drafts.map(go_on).collect();
        let drafts = lines.len();
        lines.extend(found.into_iter().map(|(folder, state)| (format!("Open {folder}"), state)));
        let more =
            [("n  New migration", "asks for everything, touches nothing"), ("r  Rehearse", "on made-up environments")];
        lines.extend(more.map(|(label, what)| (label.to_owned(), what.to_owned())));
        let intent = "Moves an OutSystems infrastructure to a new Activation Code, and back.";
        Self { menu: Menu::new(intent, lines), drafts }
    }

    /// Takes in what was typed; the answer is what was chosen.
    pub fn typed(&mut self, typed: &Typed) -> Option<Chosen> {
        if let Some(chosen) = letter(typed) {
            return Some(chosen);
        }
        let known = self.menu.lines.len() - 2;
        self.menu.typed(typed).map(|picked| match picked {
            Picked::Line(line) if line < self.drafts => Chosen::GoOn(line),
            Picked::Line(line) if line < known => Chosen::Open(line - self.drafts),
            Picked::Line(line) if line == known => Chosen::New,
            Picked::Line(_) => Chosen::Rehearse,
            Picked::Back | Picked::Leave => Chosen::Leave,
        })
    }
}

/// Where a migration stands at a moment, for the list of those that can be opened.
pub fn standing(session: &Session, now: Timestamp) -> String {
    let run = &session.run;
    let rehearsal = if run.rehearsal { ", rehearsal" } else { "" };
    let state = session.state_name(now);
    format!("{}, {state}{rehearsal}, {}", run.infrastructure.name, run.day_told(run.latest))
}

impl Target for Menu {
    type Sight = ();

    fn sight(&self) {}

    #[expect(clippy::wildcard_enum_match_arm, reason = "most keys mean nothing here")]
    fn weight(&self, typed: &Typed) -> Weight {
        match typed {
            Typed::Key(key) if is_interrupt(*key) => Weight::Light,
            Typed::Key(key) => match key.code {
                KeyCode::Enter => Weight::Heavy,
                KeyCode::Char('q') | KeyCode::Esc => Weight::Leave,
                _ => Weight::Light,
            },
            Typed::Pointed(_) => Weight::Heavy,
            Typed::Paste(..) | Typed::Burst(_) | Typed::Wheel(_) | Typed::OtherButton | Typed::NothingToPaste(_) => {
                Weight::Light
            }
        }
    }
}

impl Target for Welcome {
    type Sight = ();

    fn sight(&self) {}

    fn weight(&self, typed: &Typed) -> Weight {
        if letter(typed).is_some() { Weight::Heavy } else { self.menu.weight(typed) }
    }
}

/// The letter of a line that has one.
fn letter(typed: &Typed) -> Option<Chosen> {
    let Typed::Key(KeyEvent { code, modifiers: KeyModifiers::NONE, .. }) = typed else { return None };
    match code.as_char()? {
        'n' => Some(Chosen::New),
        'r' => Some(Chosen::Rehearse),
        _ => None,
    }
}
