//! The screens before a migration is open: what there is to do, and setting one up.

use crossterm::event::{KeyCode, KeyEvent, KeyModifiers};
use tui_input::Input;

use super::{
    editing::{edit, insert, is_line},
    message::Typed,
    setup::Setup,
    spot::Spot,
};

/// A list of which a line is chosen.
#[derive(Debug, Clone)]
pub struct Menu {
    /// What it is about.
    pub intent: &'static str,
    /// Its lines: what is chosen, and a few words about it.
    pub lines: Vec<(String, String)>,
    /// The selected line.
    pub selected: usize,
}

/// How many lines a page is.
const PAGE: usize = 10;

/// What was chosen of a list.
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
    pub fn typed(&mut self, typed: &Typed) -> Option<Picked> {
        let key = match typed {
            Typed::Key(key) => key,
            Typed::Pointed(Spot::Line(line)) => return Some(Picked::Line(*line)),
            Typed::Wheel(by) => {
                self.selected =
                    self.selected.saturating_add_signed(by.signum()).min(self.lines.len().saturating_sub(1));
                return None;
            }
            Typed::Paste(_) | Typed::Burst(_) | Typed::Pointed(_) => return None,
        };
        let last = self.lines.len().saturating_sub(1);
        match key.code {
            _ if is_interrupt(*key) => return Some(Picked::Leave),
            KeyCode::Char('q') => return Some(Picked::Leave),
            KeyCode::Esc => return Some(Picked::Back),
            KeyCode::Up | KeyCode::Char('k') | KeyCode::BackTab => self.selected = self.selected.saturating_sub(1),
            KeyCode::Down | KeyCode::Char('j') | KeyCode::Tab => self.selected = (self.selected + 1).min(last),
            KeyCode::PageUp => self.selected = self.selected.saturating_sub(PAGE),
            KeyCode::PageDown => self.selected = (self.selected + PAGE).min(last),
            KeyCode::Home => self.selected = 0,
            KeyCode::End => self.selected = last,
            KeyCode::Enter if !self.lines.is_empty() => return Some(Picked::Line(self.selected)),
            _ => {}
        }
        None
    }
}

/// What there is to do here.
#[derive(Debug, Clone)]
pub struct Welcome {
    /// The migrations first, then a new one, then a rehearsal.
    pub menu: Menu,
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
    /// With the migrations that were found: their folders, and where they stand.
    pub fn new(found: Vec<(String, String)>) -> Self {
        let found = found.into_iter().map(|(folder, state)| (format!("Open {folder}"), state));
        let more =
            [("n  New migration", "asks for everything, touches nothing"), ("r  Rehearse", "on made-up environments")];
        let more = more.map(|(label, what)| (label.to_owned(), what.to_owned()));
        let intent = "Moves an OutSystems infrastructure to a new Activation Code, and back.";
        Self { menu: Menu::new(intent, found.chain(more).collect()) }
    }

    /// Takes in what was typed; the answer is what was chosen.
    pub fn typed(&mut self, typed: &Typed) -> Option<Chosen> {
        if let Typed::Key(KeyEvent { code: KeyCode::Char(c @ ('n' | 'r')), .. }) = typed {
            return Some(if *c == 'n' { Chosen::New } else { Chosen::Rehearse });
        }
        let found = self.menu.lines.len() - 2;
        self.menu.typed(typed).map(|picked| match picked {
            Picked::Line(line) if line < found => Chosen::Open(line),
            Picked::Line(line) if line == found => Chosen::New,
            Picked::Line(_) => Chosen::Rehearse,
            Picked::Back | Picked::Leave => Chosen::Leave,
        })
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
            Typed::Pointed(_) | Typed::Wheel(_) => return None,
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
