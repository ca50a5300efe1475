//! The screens before a migration is open: what there is to do, and setting one up.

use crossterm::event::{KeyCode, KeyEvent, KeyModifiers};
use tui_input::Input;

use super::{
    editing::{edit, insert, is_line},
    message::Typed,
    setup::Setup,
};

/// What there is to do here.
#[derive(Debug, Clone)]
pub struct Welcome {
    /// The migrations that were found: their folders, and where they stand.
    pub found: Vec<(String, String)>,
    /// The selected line: the migrations first, then a new one, then a rehearsal.
    pub selected: usize,
}

/// What was chosen.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Chosen {
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
    /// With the migrations that were found.
    pub const fn new(found: Vec<(String, String)>) -> Self {
        Self { found, selected: 0 }
    }

    /// Takes in what was typed; the answer is what was chosen.
    pub fn typed(&mut self, typed: &Typed) -> Option<Chosen> {
        let Typed::Key(key) = typed else { return None };
        match key.code {
            _ if is_interrupt(*key) => return Some(Chosen::Leave),
            KeyCode::Char('q') | KeyCode::Esc => return Some(Chosen::Leave),
            KeyCode::Char('n') => return Some(Chosen::New),
            KeyCode::Char('r') => return Some(Chosen::Rehearse),
            KeyCode::Up | KeyCode::Char('k') | KeyCode::BackTab => self.selected = self.selected.saturating_sub(1),
            KeyCode::Down | KeyCode::Char('j') | KeyCode::Tab => {
                self.selected = (self.selected + 1).min(self.found.len() + 1);
            }
            KeyCode::Enter => {
                return Some(match self.selected.checked_sub(self.found.len()) {
                    None => Chosen::Open(self.selected),
                    Some(0) => Chosen::New,
                    Some(_) => Chosen::Rehearse,
                });
            }
            _ => {}
        }
        None
    }
}

/// A set-up on a screen: the question, what is typed, and what was wrong with it.
#[derive(Debug, Clone)]
pub struct Form {
    /// The questions and their answers.
    pub setup: Setup,
    /// What is being typed.
    pub input: Input,
    /// What was wrong with the last answer.
    pub fault: Option<String>,
}

/// How a set-up ended.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Filled {
    /// Everything is answered.
    Complete,
    /// Somebody left.
    Left,
}

impl Form {
    /// A set-up at its first question.
    pub fn new(setup: Setup) -> Self {
        let mut form = Self { setup, input: Input::default(), fault: None };
        form.next();
        form
    }

    /// Takes in what was typed; the answer says whether it is over.
    pub fn typed(&mut self, typed: &Typed) -> Option<Filled> {
        let key = match typed {
            Typed::Paste(text) | Typed::Burst(text) => {
                insert(&mut self.input, text);
                let answers = matches!(typed, Typed::Burst(_)) && is_line(text);
                return if answers { self.answer() } else { None };
            }
            Typed::Key(key) => *key,
        };
        match key.code {
            _ if is_interrupt(key) => return Some(Filled::Left),
            KeyCode::Enter => return self.answer(),
            KeyCode::Esc if self.setup.back() => self.next(),
            KeyCode::Esc => return Some(Filled::Left),
            _ => {
                edit(&mut self.input, key);
            }
        }
        None
    }

    fn answer(&mut self) -> Option<Filled> {
        match self.setup.answer(self.input.value()) {
            Ok(()) => self.next(),
            Err(wrong) => self.fault = Some(wrong),
        }
        self.setup.ask().is_none().then_some(Filled::Complete)
    }

    fn next(&mut self) {
        self.fault = None;
        self.input = self.setup.ask().map_or_else(Input::default, |ask| Input::new(self.setup.beginning(ask)));
    }
}

fn is_interrupt(key: KeyEvent) -> bool {
    key.code == KeyCode::Char('c') && key.modifiers.contains(KeyModifiers::CONTROL)
}
