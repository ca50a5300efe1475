//! A set-up on the screen: which page is open, where one is on it, and the text that is being typed. Every key changes the
//! answers at once, so that no way of leaving loses it.

mod edit;

use std::collections::BTreeSet;

use tui_input::Input;

use super::{AnswerFault, Button, Column, Field, LiveNote, Setup, SetupAnswers, SetupPage, TabStop, draft::Draft};
use crate::view::mark::Mark;

/// A set-up on the screen.
#[derive(Debug, Clone)]
pub struct Form {
    /// The answers.
    pub setup: Setup,
    /// The page that is open.
    pub page: SetupPage,
    /// Where one is on it.
    pub at: TabStop,
    /// The text that is being typed there.
    pub input: Input,
    /// The last notice.
    pub notice: Option<FormNotice>,
    /// The cell of the table where one is, or was last.
    pub cell: (usize, Column),
    /// The requirement where one is, or was last.
    pub asked: usize,
    /// Rows of the review that are scrolled out.
    pub scroll: usize,
    /// Whether the review shows the file as it will be written, rather than the table.
    pub is_file: bool,
    /// Pages that were left, so that what is missing there is said.
    seen: BTreeSet<SetupPage>,
    /// Fields that were left.
    left: Vec<Field>,
    /// Whether a fault of the field where one is was told before one came there.
    was_told: bool,
    /// The answers that were last given out to be kept, and their page.
    kept: (SetupAnswers, SetupPage),
    /// Whether an answer was completed since.
    due: bool,
}

/// As many environments stand in the review on the smallest screen.
pub const IN_SIGHT: usize = 4;

/// Something that is said.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FormNotice {
    /// Whether something does not go on as it stands.
    pub is_bad: bool,
    /// The text.
    pub text: String,
}

/// How a set-up ended.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Filled {
    /// Everything is answered, and the migration is to be started.
    Complete,
    /// Somebody left.
    Left,
}

impl Form {
    /// A set-up with a page open; the pages before it were seen.
    pub fn new(setup: Setup, page: SetupPage) -> Self {
        let kept = (setup.answers.clone(), page);
        let seen = SetupPage::ALL.into_iter().filter(|other| *other < page).collect();
        let mut form = Self {
            setup,
            page,
            at: TabStop::Button(Button::Next),
            input: Input::default(),
            notice: None,
            cell: (0, Column::Name),
            asked: 0,
            scroll: 0,
            is_file: false,
            seen,
            left: Vec::new(),
            was_told: false,
            kept,
            due: false,
        };
        form.open(page);
        form
    }

    /// Says something.
    pub fn say(&mut self, is_bad: bool, text: impl Into<String>) {
        self.notice = Some(FormNotice { is_bad, text: text.into() });
    }

    /// A draft to go on with later.
    pub fn draft(&self) -> Draft {
        Draft::new(self.setup.answers.clone(), self.page, None)
    }

    /// A draft to keep now; `None` unless an answer was completed and answers or page differ from the last draft.
    pub fn to_keep(&mut self) -> Option<Draft> {
        let is_same = self.kept.0 == self.setup.answers;
        // Whoever only looks through the pages leaves nothing behind.
        let is_looked_at = is_same && (self.kept.1 == self.page || self.setup.is_untouched());
        if !std::mem::take(&mut self.due) || is_looked_at {
            return None;
        }
        self.kept = (self.setup.answers.clone(), self.page);
        Some(self.draft())
    }

    /// The text field where one is.
    pub fn field(&self) -> Option<Field> {
        match self.at {
            TabStop::Field(field) => Some(field).filter(|field| field.is_text()),
            TabStop::Option(..) | TabStop::Button(_) | TabStop::Fault(_) | TabStop::Page(_) | TabStop::Summary => None,
        }
    }

    /// The note beside a field. An empty field is a fault only when somebody has passed it by; a fault that brought somebody
    /// back to a field is said there until it is mended.
    pub fn note(&self, field: Field) -> LiveNote {
        if self.at == TabStop::Field(field) && field.is_text() {
            let typing = self.setup.while_typing(field);
            let brought_back = self.was_told && field.identity().is_none();
            return match self.setup.when_left(field) {
                fault @ LiveNote::Fault(_) if brought_back => fault,
                LiveNote::Quiet
                | LiveNote::Progress(_)
                | LiveNote::Right(_)
                | LiveNote::Wrong { .. }
                | LiveNote::Fault(_) => typing,
            };
        }
        if self.is_told(field) { self.setup.when_left(field) } else { LiveNote::Quiet }
    }

    /// Whether a fault of a field is told when one is elsewhere. A role that is missing always is: nobody typed nothing there.
    pub fn is_told(&self, field: Field) -> bool {
        let is_role_open = matches!(field, Field::Cell(row, Column::Role) if !self.setup.value(Field::Cell(row, Column::Name)).is_empty());
        is_role_open
            || !self.setup.value(field).is_empty()
            || self.seen.contains(&field.page())
            || self.left.contains(&field)
    }

    /// How a page stands: open, without fault, with one, or not seen yet.
    pub fn mark(&self, page: SetupPage, faults: &[AnswerFault]) -> Mark {
        match (page == self.page, self.seen.contains(&page), faults.iter().any(|fault| fault.page == page)) {
            (true, ..) => Mark::Now,
            (false, true, true) => Mark::Failed,
            (false, true, false) if page != SetupPage::Review => Mark::Verified,
            (false, ..) => Mark::Nothing,
        }
    }

    /// The buttons of the open page, the usual one first.
    pub fn buttons(&self) -> Vec<Button> {
        let edit = [Button::Add, Button::Remove, Button::Up, Button::Down, Button::TakeBack];
        match self.page {
            SetupPage::Infrastructure => vec![Button::Next],
            SetupPage::Environments => [Button::Next, Button::Back].into_iter().chain(edit).collect(),
            SetupPage::Window | SetupPage::Optional | SetupPage::Edition | SetupPage::Requirements => {
                vec![Button::Next, Button::Back]
            }
            SetupPage::Review => vec![Button::Start, Button::Back],
        }
    }

    /// Everywhere one can be on the open page, in the order of Tab.
    pub(crate) fn stops(&self) -> Vec<TabStop> {
        let faults = if self.page == SetupPage::Review { self.setup.faults().len() } else { 0 };
        // Before the start, all environments were seen: more than a few are read first.
        let is_long = self.page == SetupPage::Review && self.setup.count() > IN_SIGHT;
        let summary = is_long.then_some(TabStop::Summary);
        let fields = self.setup.fields(self.page).into_iter().map(TabStop::Field);
        let buttons = self.buttons().into_iter().map(TabStop::Button);
        (0..faults).map(TabStop::Fault).chain(summary).chain(fields).chain(buttons).collect()
    }

    /// The page that comes next: whoever has seen them all goes on to what is missing, and back to the review.
    fn onward(&self) -> Option<SetupPage> {
        let next = self.page.next()?;
        if !self.seen.contains(&SetupPage::Review) {
            return Some(next);
        }
        let faults = self.setup.faults();
        faults.iter().map(|fault| fault.page).find(|page| *page >= next).or(Some(SetupPage::Review))
    }

    /// Opens a page, where something is to be done on it.
    pub(crate) fn open(&mut self, page: SetupPage) {
        self.complete();
        if page != self.page {
            self.seen.insert(self.page);
            self.notice = None;
        }
        if page == SetupPage::Review {
            self.seen.extend(SetupPage::ALL);
        }
        (self.page, self.scroll, self.is_file, self.due) = (page, 0, false, true);
        let faults = self.setup.faults();
        let fault = faults.iter().find(|fault| fault.page == page && self.seen.contains(&page));
        let first = self.stops().first().copied().unwrap_or(self.at);
        self.stand(fault.map_or(first, |fault| fault.at));
    }

    /// Goes somewhere on the open page; what was typed is completed.
    pub(crate) fn go(&mut self, stop: TabStop) {
        self.complete();
        self.notice = None;
        self.stand(stop);
    }

    fn stand(&mut self, stop: TabStop) {
        self.at = stop;
        self.was_told = stop.field().is_some_and(|field| self.is_told(field));
        match stop.field() {
            Some(Field::Cell(row, column)) => self.cell = (row, column),
            Some(Field::Requirement(place)) => self.asked = place,
            Some(
                Field::Name
                | Field::Source
                | Field::Target
                | Field::Module
                | Field::Start
                | Field::End
                | Field::Downloads
                | Field::LifeTime
                | Field::Token
                | Field::Portal
                | Field::Support
                | Field::Contact
                | Field::Commands
                | Field::Edition,
            )
            | None => {}
        }
        let text = self.field().map_or("", |field| self.setup.value(field));
        self.input = Input::new(text.to_owned());
    }

    /// Completes the field where one is: it is spelled as it will be written, and may be said to be wrong from now on.
    pub fn complete(&mut self) {
        if let Some(field) = self.field() {
            self.setup.spell(field);
            if !self.left.contains(&field) {
                self.left.push(field);
            }
            self.due = true;
        }
    }

    /// One stop further, or back; around at the ends.
    pub(crate) fn step(&mut self, by: isize) {
        let stops = self.stops();
        let Some(here) = stops.iter().position(|stop| *stop == self.at) else { return };
        let count = isize::try_from(stops.len()).unwrap_or(1);
        let there = (isize::try_from(here).unwrap_or(0) + by).rem_euclid(count);
        self.go(stops[usize::try_from(there).unwrap_or(0)]);
    }

    /// Leads to a fault.
    pub(crate) fn jump(&mut self, place: usize) {
        let Some(fault) = self.setup.faults().into_iter().nth(place) else { return };
        self.open(fault.page);
        self.go(fault.at);
        self.say(true, fault.what);
    }
}
