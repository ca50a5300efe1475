//! Handles keys, pastes and the mouse in a set-up on the screen.

use crossterm::event::{KeyCode, KeyEvent, KeyModifiers};

use crate::{
    setup::{
        Button, Field, SetupPage, TabStop,
        form::{Filled, Form, IN_SIGHT},
    },
    tui::{
        clipboard::asks_to_paste,
        editing::edit,
        hit_area::HitArea,
        key_name::code,
        message::Typed,
        press::{Target, Weight},
    },
};

impl Target for Form {
    type Sight = (SetupPage, TabStop);

    fn sight(&self) -> Self::Sight {
        (self.page, self.at)
    }

    /// What starts the migration has to be meant, and what answers a requirement.
    fn weight(&self, typed: &Typed) -> Weight {
        let is_char = |key: &KeyEvent| key.code.as_char().is_some();
        if asks_to_paste(typed) {
            return Weight::Paste;
        }
        match (typed, self.at) {
            (Typed::Key(KeyEvent { code: KeyCode::Enter, .. }), TabStop::Button(Button::Start))
            | (Typed::Pointed(HitArea::Setup(TabStop::Button(Button::Start))), _) => Weight::Heavy,
            (Typed::Key(key), TabStop::Field(Field::Requirement(_))) if is_char(key) => Weight::Heavy,
            (Typed::Key(key), TabStop::Field(field)) if is_char(key) && field.is_text() => Weight::Text,
            (
                Typed::Key(_)
                | Typed::Paste(..)
                | Typed::Burst(_)
                | Typed::Pointed(_)
                | Typed::Wheel(_)
                | Typed::OtherButton
                | Typed::NothingToPaste(_),
                _,
            ) => Weight::Light,
        }
    }
}

impl Form {
    /// Takes in what was typed; the answer says whether it is over.
    pub fn typed(&mut self, typed: &Typed) -> Option<Filled> {
        match typed {
            Typed::Key(key) => self.key(*key),
            Typed::Paste(text, _) => {
                self.paste(text);
                None
            }
            Typed::Burst(text) => {
                self.burst(text);
                None
            }
            Typed::Pointed(HitArea::Setup(stop)) => self.pointed(*stop),
            Typed::Pointed(
                HitArea::Action(_)
                | HitArea::Choice(..)
                | HitArea::Owner(_)
                | HitArea::Item(_)
                | HitArea::Line(_)
                | HitArea::Copy(_)
                | HitArea::Open(_)
                | HitArea::Answer
                | HitArea::Cancel,
            )
            | Typed::OtherButton => None,
            Typed::NothingToPaste(why) => {
                self.say(true, why.clone());
                None
            }
            Typed::Wheel(by) => {
                self.wheel(*by);
                None
            }
        }
    }

    fn pointed(&mut self, stop: TabStop) -> Option<Filled> {
        match stop {
            TabStop::Field(field) if field.page() == self.page => self.go(stop),
            TabStop::Option(field, option) if field.page() == self.page => {
                self.go(TabStop::Field(field));
                self.choose(field, option);
            }
            TabStop::Button(button) if self.buttons().contains(&button) => {
                self.go(stop);
                return self.press(button);
            }
            TabStop::Button(Button::Leave) => return self.press(Button::Leave),
            TabStop::Fault(place) => self.jump(place),
            TabStop::Page(page) => self.open(page),
            TabStop::Summary => self.go(stop),
            // A target that is no longer on the screen was meant for another page.
            TabStop::Field(_) | TabStop::Option(..) | TabStop::Button(_) => {}
        }
        None
    }

    fn wheel(&mut self, by: isize) {
        match (self.page, self.at) {
            (SetupPage::Environments, TabStop::Field(Field::Cell(row, column))) => {
                let row = row.saturating_add_signed(by).min(self.setup.count().saturating_sub(1));
                self.go(TabStop::Field(Field::Cell(row, column)));
            }
            (SetupPage::Environments, _) => {
                self.cell.0 = self.cell.0.saturating_add_signed(by).min(self.setup.count().saturating_sub(1));
            }
            (SetupPage::Review, _) => self.scroll(by),
            (
                SetupPage::Infrastructure
                | SetupPage::Window
                | SetupPage::Optional
                | SetupPage::Edition
                | SetupPage::Requirements,
                _,
            ) => {}
        }
    }

    /// Scrolls the review; how much of it is in sight is known to those who draw it.
    fn scroll(&mut self, by: isize) {
        let last = if self.is_file {
            self.setup.text().lines().count().saturating_sub(5)
        } else {
            self.setup.count().saturating_sub(IN_SIGHT)
        };
        self.scroll = self.scroll.saturating_add_signed(by).min(last);
    }

    /// Reads on in the review; after its end comes the start.
    fn read_on(&mut self) {
        if self.scroll + IN_SIGHT < self.setup.count() {
            self.scroll(isize::try_from(IN_SIGHT).unwrap_or(1));
        } else {
            self.step(1);
        }
    }

    #[expect(clippy::wildcard_enum_match_arm, reason = "most keys mean something only where one is")]
    fn key(&mut self, key: KeyEvent) -> Option<Filled> {
        let control = key.modifiers.contains(KeyModifiers::CONTROL);
        let alt = key.modifiers.contains(KeyModifiers::ALT);
        match code(key) {
            KeyCode::Char('c') if control => return self.press(Button::Leave),
            KeyCode::Char(_) | KeyCode::Enter if alt => {}
            KeyCode::Esc if self.page == SetupPage::Infrastructure => return self.press(Button::Leave),
            KeyCode::Esc | KeyCode::PageUp => return self.press(Button::Back),
            KeyCode::PageDown => self.page.next().into_iter().for_each(|page| self.open(page)),
            KeyCode::Left if control => return self.press(Button::Back),
            KeyCode::Right if control => self.page.next().into_iter().for_each(|page| self.open(page)),
            KeyCode::Tab => self.step(1),
            KeyCode::BackTab => self.step(-1),
            KeyCode::Enter => return self.enter(),
            KeyCode::Up | KeyCode::Down if alt && self.page == SetupPage::Environments => {
                return self.press(if key.code == KeyCode::Up { Button::Up } else { Button::Down });
            }
            KeyCode::Up => self.vertical(-1),
            KeyCode::Down => self.vertical(1),
            KeyCode::Char(c) if control && self.page == SetupPage::Environments && shortcut(c).is_some() => {
                return shortcut(c).and_then(|button| self.press(button));
            }
            _ => self.in_place(key),
        }
        None
    }

    fn enter(&mut self) -> Option<Filled> {
        match self.at {
            TabStop::Button(button) => return self.press(button),
            TabStop::Fault(place) => self.jump(place),
            TabStop::Summary => self.read_on(),
            TabStop::Field(_) | TabStop::Option(..) | TabStop::Page(_) => {
                self.notice = None;
                self.step(1);
            }
        }
        None
    }

    /// Up and down: rows of the table, options of the edition, lines of the review; fields elsewhere.
    fn vertical(&mut self, by: isize) {
        let last = self.setup.count().saturating_sub(1);
        match self.at {
            TabStop::Field(Field::Cell(row, column)) => match row.checked_add_signed(by).filter(|row| *row <= last) {
                Some(row) => self.go(TabStop::Field(Field::Cell(row, column))),
                None => self.go(TabStop::Button(Button::Next)),
            },
            TabStop::Field(Field::Edition) => {
                if !self.turn(Field::Edition, by) {
                    self.step(by);
                }
            }
            TabStop::Button(_) if self.page == SetupPage::Environments && self.setup.count() > 0 => {
                let row = if by < 0 { last } else { 0 };
                self.go(TabStop::Field(Field::Cell(row, self.cell.1)));
            }
            TabStop::Button(_) | TabStop::Summary
                if self.page == SetupPage::Review && !(by < 0 && self.scroll == 0) =>
            {
                self.scroll(by);
            }
            TabStop::Button(_) => {
                let others: Vec<TabStop> =
                    self.stops().into_iter().filter(|stop| !matches!(stop, TabStop::Button(_))).collect();
                let stop = if by < 0 { others.last() } else { others.first() };
                if let Some(stop) = stop {
                    self.go(*stop);
                }
            }
            TabStop::Field(_) | TabStop::Option(..) | TabStop::Fault(_) | TabStop::Page(_) | TabStop::Summary => {
                self.step(by);
            }
        }
    }

    /// Keys that mean something only where one is.
    #[expect(clippy::wildcard_enum_match_arm, reason = "most keys mean nothing here")]
    fn in_place(&mut self, key: KeyEvent) {
        match self.at {
            TabStop::Field(field) if field.is_text() => self.edit(field, key),
            // With Ctrl no letter is that letter.
            TabStop::Field(field) if !key.modifiers.contains(KeyModifiers::CONTROL) => self.pick(field, key.code),
            _ if self.page == SetupPage::Review && key.code == KeyCode::Char('f') && key.modifiers.is_empty() => {
                (self.is_file, self.scroll) = (!self.is_file, 0);
            }
            TabStop::Button(_) => match key.code {
                KeyCode::Left => self.step(-1),
                KeyCode::Right => self.step(1),
                _ => {}
            },
            TabStop::Field(_) | TabStop::Option(..) | TabStop::Fault(_) | TabStop::Page(_) | TabStop::Summary => {}
        }
    }

    fn edit(&mut self, field: Field, key: KeyEvent) {
        if let KeyCode::Char(c) = key.code
            && !key.modifiers.contains(KeyModifiers::CONTROL)
        {
            self.notice = None;
            self.type_in(field, c);
        } else if edit(&mut self.input, key) {
            self.typed_in(field);
        }
    }

    /// Left and right choose; a letter chooses what begins with it, and answers a requirement.
    #[expect(clippy::wildcard_enum_match_arm, reason = "most keys mean nothing here")]
    fn pick(&mut self, field: Field, code: KeyCode) {
        match code {
            KeyCode::Left => drop(self.turn(field, -1)),
            KeyCode::Right => drop(self.turn(field, 1)),
            KeyCode::Char(c) => {
                let options = self.setup.options(field);
                let option = options.iter().position(|option| option.starts_with(c.to_ascii_lowercase()));
                // Both editions begin alike.
                if let Some(option) = option.filter(|_| field != Field::Edition) {
                    self.choose(field, option);
                    if matches!(field, Field::Requirement(_)) && option == 0 {
                        self.step(1);
                    }
                }
            }
            _ => {}
        }
    }
}

/// The button of the table that a letter with Ctrl presses.
const fn shortcut(c: char) -> Option<Button> {
    match c {
        'n' => Some(Button::Add),
        'd' => Some(Button::Remove),
        'z' => Some(Button::TakeBack),
        _ => None,
    }
}
