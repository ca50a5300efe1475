//! The screens before a migration is open: what there is to do, and which of several things.

use crossterm::event::{KeyCode, KeyEvent, KeyModifiers};
use tui_input::Input;

use super::{
    editing::{edit, insert},
    help::leaves_help,
    hit_area::HitArea,
    key_name::{code, is_enter, is_interrupt},
    message::Typed,
    press::{Target, Weight},
};
use crate::view::{left::Left, text::Tone};

/// A list of which a line is chosen.
#[derive(Debug, Clone)]
pub struct Menu {
    /// Its purpose.
    pub intent: &'static str,
    /// Its lines: what is chosen, and a few words about it.
    pub lines: Vec<(String, String)>,
    /// The headings of its groups: before which line each stands.
    pub heads: Vec<(usize, &'static str)>,
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
        Self { intent, lines, heads: Vec::new(), selected: 0 }
    }

    /// The same list in groups.
    #[must_use]
    pub fn grouped(self, heads: Vec<(usize, &'static str)>) -> Self {
        Self { heads, ..self }
    }

    /// Takes in what was typed; the answer is what was chosen.
    pub fn typed(&mut self, typed: &Typed) -> Option<Picked> {
        let picked = picked(&mut self.selected, self.lines.len(), typed);
        picked.filter(|picked| *picked != Picked::Line(0) || !self.lines.is_empty())
    }
}

/// Takes in what was typed at a list of so many lines; the answer is what was chosen.
#[expect(clippy::wildcard_enum_match_arm, reason = "most keys mean nothing here")]
pub(super) fn picked(selected: &mut usize, count: usize, typed: &Typed) -> Option<Picked> {
    let last = count.saturating_sub(1);
    let key = match typed {
        Typed::Key(key) => key,
        Typed::Pointed(HitArea::Line(line)) => return Some(Picked::Line(*line)),
        Typed::Wheel(by) => {
            *selected = selected.saturating_add_signed(by.signum()).min(last);
            return None;
        }
        Typed::Paste(..) | Typed::Burst(_) | Typed::Pointed(_) | Typed::OtherButton | Typed::NothingToPaste(_) => {
            return None;
        }
    };
    match code(*key) {
        _ if is_interrupt(*key) => return Some(Picked::Leave),
        // With Alt or Ctrl no letter is that letter.
        KeyCode::Char(_) if !key.modifiers.difference(KeyModifiers::SHIFT).is_empty() => {}
        KeyCode::Char('q') => return Some(Picked::Leave),
        KeyCode::Esc => return Some(Picked::Back),
        KeyCode::Up | KeyCode::Char('k') | KeyCode::BackTab => *selected = selected.saturating_sub(1),
        KeyCode::Down | KeyCode::Char('j') | KeyCode::Tab => *selected = (*selected + 1).min(last),
        KeyCode::PageUp => *selected = selected.saturating_sub(PAGE),
        KeyCode::PageDown => *selected = (*selected + PAGE).min(last),
        KeyCode::Home => *selected = 0,
        KeyCode::End => *selected = last,
        KeyCode::Enter if is_enter(*key) => return Some(Picked::Line(*selected)),
        _ => {}
    }
    None
}

/// Something that can be continued, as a row of the first screen.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Entry {
    /// Where it stands.
    pub left: Left,
    /// Its folder; empty for a set-up that was begun without one.
    pub folder: String,
    /// Whether it is the set-up of a migration.
    pub is_draft: bool,
}

impl Entry {
    /// A migration that was left.
    pub fn migration(left: Left, folder: impl Into<String>) -> Self {
        Self { left, folder: folder.into(), is_draft: false }
    }

    /// A set-up that was left.
    pub fn draft(name: &str, folder: impl Into<String>) -> Self {
        let name = if name.trim().is_empty() { "(no name yet)" } else { name };
        let left = Left {
            name: name.to_owned(),
            state: "set-up not finished".to_owned(),
            tone: Tone::Now,
            details: "your answers are kept".to_owned(),
            when: String::new(),
            last: String::new(),
        };
        Self { left, folder: folder.into(), is_draft: true }
    }
}

/// The choices of the first screen.
#[derive(Debug, Clone, Default)]
pub struct Welcome {
    /// The set-ups that were left first, then the migrations.
    pub entries: Vec<Entry>,
    /// The selected row: an entry, or one of the actions after them.
    pub selected: usize,
    /// The folder that is being typed, to open it.
    pub folder: Option<Input>,
    /// The reason why something could not be opened; empty without one.
    pub notice: String,
    /// Whether the keys are shown.
    pub helps: bool,
}

/// The actions that are always possible.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Start {
    /// Rehearse.
    Rehearse,
    /// Set up a new migration.
    New,
    /// Open a folder by its name.
    Open,
}

impl Start {
    /// All of them, as they are shown.
    pub const ALL: [Self; 3] = [Self::Rehearse, Self::New, Self::Open];

    /// The letter that starts it.
    pub const fn key(self) -> char {
        match self {
            Self::Rehearse => 'r',
            Self::New => 'n',
            Self::Open => 'o',
        }
    }

    /// The name.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Rehearse => "Rehearse",
            Self::New => "New migration",
            Self::Open => "Open",
        }
    }

    /// What it does.
    pub const fn help(self) -> &'static str {
        match self {
            Self::Rehearse => "the complete migration on a simulated infrastructure; nothing real is touched",
            Self::New => "seven pages of questions; nothing is touched",
            Self::Open => "the folder of a migration, or of an unpacked bundle",
        }
    }
}

/// The choice.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Chosen {
    /// Continue with this one of the entries.
    Continue(usize),
    /// Open what is in this folder.
    Open(String),
    /// Set up a new one.
    New,
    /// Rehearse.
    Rehearse,
    /// Leave.
    Leave,
}

impl Welcome {
    /// With what can be continued: the first entry is selected; without any, a rehearsal is suggested.
    pub fn new(entries: Vec<Entry>) -> Self {
        Self { entries, ..Self::default() }
    }

    /// Takes in what was typed; the answer is what was chosen.
    pub fn typed(&mut self, typed: &Typed) -> Option<Chosen> {
        if self.folder.is_some() {
            return self.folder_typed(typed);
        }
        if self.helps {
            return self.helped(typed);
        }
        if matches!(typed, Typed::Key(key) if key.code == KeyCode::Char('?')) {
            self.helps = true;
            return None;
        }
        let start = letter(typed);
        if let Some(start) = start {
            self.selected = self.entries.len() + start as usize;
            return self.start(start);
        }
        match picked(&mut self.selected, self.entries.len() + Start::ALL.len(), typed)? {
            Picked::Line(line) if line < self.entries.len() => Some(Chosen::Continue(line)),
            Picked::Line(line) => {
                self.selected = line;
                Start::ALL.get(line - self.entries.len()).and_then(|start| self.start(*start))
            }
            Picked::Back | Picked::Leave => Some(Chosen::Leave),
        }
    }

    fn start(&mut self, start: Start) -> Option<Chosen> {
        self.notice.clear();
        match start {
            Start::Rehearse => Some(Chosen::Rehearse),
            Start::New => Some(Chosen::New),
            Start::Open => {
                self.folder = Some(Input::default());
                None
            }
        }
    }

    /// The same while the keys are shown: the next key hides them again, and does nothing else.
    fn helped(&mut self, typed: &Typed) -> Option<Chosen> {
        leaves_help(typed, &mut self.helps).then_some(Chosen::Leave)
    }

    /// The same while a folder is typed.
    fn folder_typed(&mut self, typed: &Typed) -> Option<Chosen> {
        let input = self.folder.as_mut()?;
        match typed {
            Typed::Paste(text, _) | Typed::Burst(text) => insert(input, text),
            Typed::Key(key) if is_interrupt(*key) => return Some(Chosen::Leave),
            Typed::Key(key) if key.code == KeyCode::Esc => self.folder = None,
            Typed::Key(key) if is_enter(*key) => {
                let folder = input.value().trim().to_owned();
                self.folder = None;
                return (!folder.is_empty()).then_some(Chosen::Open(folder));
            }
            Typed::Key(key) => drop(edit(input, *key)),
            Typed::Pointed(_) | Typed::Wheel(_) | Typed::OtherButton | Typed::NothingToPaste(_) => {}
        }
        None
    }
}

impl Target for Menu {
    type Sight = ();

    fn sight(&self) {}

    fn weight(&self, typed: &Typed) -> Weight {
        weight(typed)
    }
}

#[expect(clippy::wildcard_enum_match_arm, reason = "most keys mean nothing here")]
pub(super) fn weight(typed: &Typed) -> Weight {
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

impl Target for Welcome {
    /// Whether a folder is typed, or the keys are shown: a letter means something else then.
    type Sight = (bool, bool);

    fn sight(&self) -> (bool, bool) {
        (self.folder.is_some(), self.helps)
    }

    fn weight(&self, typed: &Typed) -> Weight {
        let is_typing = self.folder.is_some();
        let is_text = matches!(typed, Typed::Key(key) if key.code != KeyCode::Enter);
        match (is_typing, is_text) {
            (true, true) => Weight::Light,
            (false, true) if self.helps => Weight::Light,
            (false, true) if letter(typed).is_some() => Weight::Heavy,
            (true | false, true | false) => weight(typed),
        }
    }
}

/// What a letter starts.
fn letter(typed: &Typed) -> Option<Start> {
    let Typed::Key(KeyEvent { code, modifiers: KeyModifiers::NONE, .. }) = typed else { return None };
    let letter = code.as_char()?;
    Start::ALL.into_iter().find(|start| start.key() == letter)
}
