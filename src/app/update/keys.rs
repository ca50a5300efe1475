//! Keys outside of questions: looked up in the table, then done.

use crossterm::event::{KeyCode, KeyEvent, KeyModifiers};

use super::{
    super::{
        action::{Action, Deed, Look, Row, Scope, TABLE, row},
        choice::choices,
        dashboard::{Dashboard, PageView},
        desk::{Page, Place},
        message::Effect,
        session::Owner,
    },
    Model,
};

/// A key as the table writes it.
fn name(key: KeyEvent) -> String {
    let bare = match key.code {
        KeyCode::Char(' ') => "Space".to_owned(),
        KeyCode::Char(c) => c.to_string(),
        KeyCode::BackTab => "Shift-Tab".to_owned(),
        KeyCode::PageUp => "PgUp".to_owned(),
        KeyCode::PageDown => "PgDn".to_owned(),
        code => code.to_string().replace(' ', ""),
    };
    if key.modifiers.contains(KeyModifiers::CONTROL) { format!("Ctrl-{bare}") } else { bare }
}

/// A key that leaves, outside of questions.
pub(super) fn is_leave(key: KeyEvent) -> bool {
    row(Action::Look(Look::Leave)).is_some_and(|row| row.keys.contains(&name(key).as_str()))
}

/// Ctrl-c, which leaves from everywhere.
pub(super) fn is_interrupt(key: KeyEvent) -> bool {
    name(key) == "Ctrl-c"
}

impl Model {
    pub(super) fn press(&mut self, key: KeyEvent, held_down: bool) -> Vec<Effect> {
        let name = name(key);
        let offered = self.offered();
        let mut rows = TABLE.iter().filter(|row| row.keys.contains(&name.as_str()));
        let found = rows.find(|row| self.applies(row, &offered));
        match found.map(|row| row.action) {
            Some(Action::Look(look)) => self.look(look),
            Some(Action::Deed(_) | Action::Choose) if held_down => Vec::new(),
            Some(Action::Deed(deed)) => self.start(deed, self.desk.focus(&self.session)),
            Some(Action::Choose) => self.choose(&offered),
            None => Vec::new(),
        }
    }

    /// Only what changes nothing.
    pub(super) fn look_around(&mut self, key: KeyEvent) -> Vec<Effect> {
        let name = name(key);
        let rows = TABLE.iter().filter(|row| row.keys.contains(&name.as_str()));
        let look = rows.filter(|row| self.applies(row, &[])).find_map(|row| match row.action {
            Action::Look(look) => Some(look),
            Action::Deed(_) | Action::Choose => None,
        });
        look.map_or_else(Vec::new, |look| self.look(look))
    }

    /// What the card offers, and what the rollback page does.
    pub(super) fn offered(&self) -> Vec<Deed> {
        match self.desk.place {
            Place::Dashboard => {
                let choices = choices(&self.session, self.desk.focus(&self.session));
                choices.into_iter().map(|choice| choice.deed).collect()
            }
            Place::Page(Page::Rollback) if self.session.can_roll_back() => vec![Deed::RollBack],
            Place::Page(
                Page::Rollback | Page::Environments | Page::Procedure | Page::Ticket | Page::Notes | Page::Help,
            ) => Vec::new(),
        }
    }

    fn applies(&self, row: &Row, offered: &[Deed]) -> bool {
        match (row.scope, row.action) {
            (Scope::Card, Action::Deed(deed)) => offered.contains(&deed),
            (Scope::Dashboard, _) => self.desk.place == Place::Dashboard,
            (Scope::Everywhere | Scope::Card, _) => true,
        }
    }

    pub(super) fn choose(&mut self, offered: &[Deed]) -> Vec<Effect> {
        let focus = self.desk.focus(&self.session);
        match self.desk.selected.and_then(|selected| offered.get(selected)) {
            Some(deed) => self.start(*deed, focus),
            None if offered.is_empty() => {
                self.desk.chosen = None;
                self.desk.settle(&self.session);
                Vec::new()
            }
            None => {
                self.desk.say(false, "Choose with the arrow keys, or press its letter.");
                Vec::new()
            }
        }
    }

    pub(super) fn look(&mut self, look: Look) -> Vec<Effect> {
        let here = self.desk.place;
        let effects = self.looked(look);
        if self.desk.place != here {
            self.desk.notice = None;
        }
        effects
    }

    fn looked(&mut self, look: Look) -> Vec<Effect> {
        match look {
            Look::Up => self.up(),
            Look::Down => self.down(),
            Look::PageUp => self.scroll_by(-self.page_height()),
            Look::PageDown => self.scroll_by(self.page_height()),
            Look::Home => self.desk.scroll = 0,
            Look::End => self.scroll_by(isize::MAX),
            Look::NextEnvironment => self.walk(1),
            Look::PreviousEnvironment => self.walk(-1),
            Look::Now => {
                self.desk.chosen = None;
                self.desk.settle(&self.session);
            }
            Look::Rollback => {
                self.desk.go(Place::Page(Page::Rollback), &self.session);
                return vec![self.sight()];
            }
            Look::Environments => self.desk.go(Place::Page(Page::Environments), &self.session),
            Look::Procedure => self.desk.go(Place::Page(Page::Procedure), &self.session),
            Look::Ticket => self.desk.go(Place::Page(Page::Ticket), &self.session),
            Look::Notes => self.desk.go(Place::Page(Page::Notes), &self.session),
            Look::Help => self.desk.go(Place::Page(Page::Help), &self.session),
            Look::Back => self.back(),
            Look::Leave => return vec![Effect::Leave],
        }
        Vec::new()
    }

    fn back(&mut self) {
        if self.desk.place == Place::Dashboard {
            self.desk.chosen = None;
            self.desk.notice = None;
            self.desk.settle(&self.session);
        } else {
            self.desk.go(Place::Dashboard, &self.session);
        }
    }

    fn up(&mut self) {
        match self.desk.place {
            Place::Dashboard => self.select(-1),
            Place::Page(_) => self.scroll_by(-1),
        }
    }

    fn down(&mut self) {
        match self.desk.place {
            Place::Dashboard => self.select(1),
            Place::Page(_) => self.scroll_by(1),
        }
    }

    fn select(&mut self, by: isize) {
        let count = self.offered().len();
        self.desk.selected = match self.desk.selected {
            _ if count == 0 => None,
            None if by > 0 => Some(0),
            None => Some(count - 1),
            Some(selected) => Some(selected.saturating_add_signed(by).min(count - 1)),
        };
    }

    /// To the next environment; past the last one, to the infrastructure as a whole.
    fn walk(&mut self, by: isize) {
        let count = self.session.run.environments().len();
        let here = self.desk.environment(&self.session).unwrap_or(count);
        let next = (here + count + 1).saturating_add_signed(by) % (count + 1);
        self.desk.chosen = Some(if next == count { Owner::Infrastructure } else { Owner::Environment(next) });
        self.desk.notice = None;
        self.desk.settle(&self.session);
    }

    /// How many lines there are to scroll through, and how many of them are in sight.
    fn extent(&self) -> (usize, u16) {
        match self.desk.place {
            Place::Dashboard => {
                let dashboard = Dashboard::of(&self.session, &self.desk);
                (dashboard.lines.len(), dashboard.division.body)
            }
            Place::Page(page) => {
                let view = PageView::of(&self.session, &self.desk, page);
                (view.lines.len(), view.rows)
            }
        }
    }

    fn page_height(&self) -> isize {
        isize::try_from(self.extent().1.max(1)).unwrap_or(1)
    }

    pub(super) fn scroll_by(&mut self, by: isize) {
        let (lines, rows) = self.extent();
        let most = lines.saturating_sub(usize::from(rows.max(1)));
        self.desk.scroll = self.desk.scroll.saturating_add_signed(by).min(most);
    }
}
