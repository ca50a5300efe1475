//! Keys outside of questions: looked up in the table, then done.

use crossterm::event::KeyEvent;

use super::{
    super::{
        at_work::may_look,
        available::{available, offered},
        dashboard::{Dashboard, PageView},
        key_name::{is_leave, name},
        links::links,
        message::{Effect, Saving},
        overlay::PickerKind,
        route::Route,
        timeline::Timeline,
    },
    Model,
};
use crate::{
    domain::index::EnvIx,
    engine::{message::EngineMsg, operation::Operation, subject::Owner},
    view::{
        action::{Action, ActionRow, ActionScope, Navigation},
        action_table::TABLE,
        environment_table::{TableRow, is_table, rows},
        pages::Page,
    },
};

/// How many environments a page of their table is.
const LEAF: isize = 10;

impl Model {
    pub(super) fn press(&mut self, key: KeyEvent) -> Vec<Effect> {
        self.ui.leaving &= is_leave(key);
        let name = name(key);
        let rows = || TABLE.iter().filter(|row| row.keys.contains(&name.as_str()));
        match self.action_of(&name) {
            Some(Action::Navigation(look)) => self.look(look),
            Some(Action::Operation(operation)) => self.start(operation, self.ui.subject(self.session())),
            Some(Action::Choose) => self.choose(),
            None => {
                // Of several rows with this key, the one that belongs to such a place.
                let in_timeline = matches!(self.ui.route, Route::Page(Page::Timeline | Page::Fact));
                let fits = |row: &&ActionRow| (row.scope == ActionScope::Timeline) == in_timeline;
                self.explain(&name, rows().find(fits).or(rows().next()));
                Vec::new()
            }
        }
    }

    /// What a key does here.
    pub(super) fn action_of(&self, name: &str) -> Option<Action> {
        let mut rows = TABLE.iter().filter(|row| row.keys.contains(&name));
        let is_one =
            |row: &&ActionRow| self.is_judged(row) || available(self.shown(), &self.ui, self.ui.route, row).is_ok();
        rows.find(is_one).map(|row| row.action)
    }

    /// Whether an operation is judged whatever can be told beforehand: what is refused then belongs to the record.
    fn is_judged(&self, row: &ActionRow) -> bool {
        let is_own = matches!((row.action, row.scope), (Action::Operation(_), ActionScope::Dashboard));
        is_own && self.ui.route == Route::Dashboard && self.is_now()
    }

    /// A key that does nothing here says why, where it does something elsewhere.
    fn explain(&mut self, name: &str, row: Option<&'static ActionRow>) {
        let why =
            row.and_then(|row| available(self.shown(), &self.ui, self.ui.route, row).err().map(|why| (row.name, why)));
        let shared = TABLE.iter().filter(|row| row.keys.contains(&name)).count() > 1;
        match why {
            Some(_) if shared && self.ui.route == Route::Dashboard && self.is_now() => {
                self.ui.say(false, format!("{name} is not available on this card. : shows all actions."));
            }
            Some((what, why)) => self.ui.say(false, format!("{name}, {what}: {why}")),
            None => self.ui.say(false, format!("{name} does nothing here. ? shows the keys, : all actions.")),
        }
    }

    /// Only what changes nothing.
    pub(super) fn look_around(&mut self, key: KeyEvent) -> Vec<Effect> {
        let name = name(key);
        let rows = TABLE.iter().filter(|row| row.keys.contains(&name.as_str()));
        let look =
            rows.filter(|row| available(self.shown(), &self.ui, self.ui.route, row).is_ok()).find_map(|row| match row
                .action
            {
                Action::Operation(_) | Action::Choose => None,
                Action::Navigation(look) => may_look(look).then_some(look),
            });
        let Some(look) = look else {
            if self.ui.busy.is_some() {
                self.ui
                    .say(false, format!("{name} did nothing: acmove is at work. Wait, or press Esc to stop waiting."));
            }
            return Vec::new();
        };
        self.look(look)
    }

    /// The operations that the card offers, and that of the rollback page.
    pub(super) fn offered(&self) -> Vec<Operation> {
        offered(self.shown(), &self.ui, self.ui.route)
    }

    /// Does what is selected; where nothing is, everything that can be done is shown.
    pub(super) fn choose(&mut self) -> Vec<Effect> {
        match self.ui.route {
            Route::Page(Page::Timeline) => self.open_fact(),
            Route::Page(Page::Fact) => self.travel(),
            Route::Page(Page::Presenting) => {
                self.go(Route::Dashboard);
                Vec::new()
            }
            Route::Page(_) => self.look(Navigation::Palette),
            Route::Dashboard => match self.ui.selected_action(self.shown()) {
                Some(Action::Operation(operation)) => self.start(operation, self.ui.subject(self.session())),
                Some(Action::Navigation(Navigation::Paste)) => self.paste(),
                Some(Action::Navigation(look)) => self.look(look),
                // After a proof: on to what is next.
                Some(Action::Choose) => {
                    self.proof_seen();
                    Vec::new()
                }
                None if self.shown().is_read_only() => self.look(Navigation::Palette),
                None if !self.ui.picks(self.shown()).is_empty() => {
                    self.ui.say(false, "Select a choice with the arrow keys, or press its letter.");
                    Vec::new()
                }
                None => self.look(Navigation::Palette),
            },
        }
    }

    /// What was proved was seen: the next step is shown.
    pub(super) fn proof_seen(&mut self) {
        self.ui.proved = None;
        self.ui.notice = None;
        self.settle();
    }

    pub(super) fn look(&mut self, look: Navigation) -> Vec<Effect> {
        let here = self.ui.route;
        let effects = self.looked(look);
        if self.ui.route != here {
            self.ui.notice = None;
        }
        effects
    }

    fn looked(&mut self, look: Navigation) -> Vec<Effect> {
        match look {
            Navigation::Up => self.up(),
            Navigation::Down => self.down(),
            Navigation::PageUp => self.scroll_by(-self.page_height()),
            Navigation::PageDown => self.scroll_by(self.page_height()),
            Navigation::Home => self.scroll_by(isize::MIN),
            Navigation::End => self.scroll_by(isize::MAX),
            Navigation::NextEnvironment => self.walk(1),
            Navigation::PreviousEnvironment => self.walk(-1),
            Navigation::EnvironmentsOn => self.leaf(LEAF),
            Navigation::EnvironmentsBack => self.leaf(-LEAF),
            Navigation::Now => {
                self.ui.chosen = None;
                self.ui.passed_over.clear();
                self.ui.proved = None;
                self.go(Route::Dashboard);
            }
            Navigation::Rollback => {
                self.go(Route::Page(Page::Rollback));
                return self.tell(EngineMsg::CheckVault);
            }
            Navigation::Environments => self.go(Route::Page(Page::Environments)),
            Navigation::Procedure => {
                self.go(Route::Page(Page::Procedure));
                self.ui.scroll = PageView::of(self.shown(), &self.ui, Page::Procedure).here();
            }
            Navigation::Ticket => self.go(Route::Page(Page::Ticket)),
            Navigation::Notes => self.go(Route::Page(Page::Notes)),
            Navigation::Pointed => return self.show_pointed(),
            Navigation::Present => self.present(),
            Navigation::Help => self.go(Route::Page(Page::Help)),
            Navigation::Timeline => return self.show_timeline(),
            Navigation::Palette => self.show_actions(),
            Navigation::Places => self.show_picker(PickerKind::Places),
            Navigation::Filter => self.type_filter(),
            Navigation::Report => return self.ask_where(Saving::Report),
            Navigation::Bundle => return self.ask_where(Saving::Bundle),
            Navigation::HandOver => return self.ask_where(Saving::HandOver),
            Navigation::Situation => return self.copy_situation(),
            Navigation::Group => self.group_anew(),
            Navigation::Kind => {
                self.ui.timeline.next_kind();
                self.filtered();
            }
            Navigation::Travel => return self.travel(),
            Navigation::Earlier => return self.travel_by(-1),
            Navigation::Later => return self.travel_by(1),
            Navigation::Copy => return self.copy(),
            Navigation::Point => self.ask_where_to_point(),
            Navigation::Paste => return self.paste(),
            Navigation::Open => return self.open(),
            Navigation::Mouse => return self.switch_mouse(),
            Navigation::Back => return self.back(),
            Navigation::Leave => return self.leave(),
        }
        Vec::new()
    }

    /// Enlarges the essentials, or goes back to the card.
    fn present(&mut self) {
        let is_shown = self.ui.route == Route::Page(Page::Presenting);
        self.go(if is_shown { Route::Dashboard } else { Route::Page(Page::Presenting) });
    }

    /// Groups the environments of the table in the next way.
    fn group_anew(&mut self) {
        self.ui.grouping = self.ui.grouping.next();
        self.ui.say(false, format!("Environments are shown {}.", self.ui.grouping.name()));
    }

    /// Lists all actions. Whatever is chosen there is done on the card, which is in sight then.
    fn show_actions(&mut self) {
        if self.ui.route == Route::Page(Page::Presenting) {
            self.go(Route::Dashboard);
        }
        self.show_picker(PickerKind::All);
    }

    /// Whoever leaves while a command runs stops it: that is said first.
    pub(super) fn leave(&mut self) -> Vec<Effect> {
        let running = self.session().running.len();
        if running > 0 && !std::mem::replace(&mut self.ui.leaving, true) {
            let what = if running == 1 { "A command is".to_owned() } else { format!("{running} commands are") };
            self.ui
                .say(true, format!("{what} running. Leaving stops it before it is done; press again to leave anyway."));
            return Vec::new();
        }
        vec![Effect::Leave]
    }

    /// Opens the address of this place; pressed again, the next one.
    fn open(&mut self) -> Vec<Effect> {
        let links = links(self.shown(), &self.ui, self.ui.route);
        let Some(now) = links.get(self.ui.opened % links.len().max(1)).cloned() else { return Vec::new() };
        self.ui.opened += 1;
        self.open_address(now, if links.len() > 1 { " Press o again for the next address." } else { "" })
    }

    pub(super) fn open_address(&mut self, address: String, more: &str) -> Vec<Effect> {
        self.ui.say(false, format!("Opening in the browser: {address}{more}"));
        vec![Effect::Open(address)]
    }

    fn switch_mouse(&mut self) -> Vec<Effect> {
        self.ui.mouse = !self.ui.mouse;
        let told = if self.ui.mouse {
            "acmove uses the mouse again."
        } else {
            "The terminal uses the mouse now: select text with it. Press M to switch back."
        };
        self.ui.say(false, told);
        vec![Effect::Mouse(self.ui.mouse)]
    }

    /// One step back: from a fact to the timeline, from help to where it was asked for, from the past to now, from a page to
    /// the dashboard, there to what is next. A filter is removed first.
    fn back(&mut self) -> Vec<Effect> {
        self.ui.travel = None;
        match self.ui.route {
            Route::Page(Page::Fact) => self.go(Route::Page(Page::Timeline)),
            Route::Page(Page::Help) => self.go(self.ui.before),
            Route::Page(Page::Timeline) if self.ui.timeline.is_filtered() => {
                self.ui.timeline.unfilter(&self.engine.session);
            }
            Route::Page(_) => {
                // A timeline that is not shown takes no memory.
                if self.past.is_none() {
                    self.ui.timeline = Timeline::default();
                }
                self.go(Route::Dashboard);
            }
            Route::Dashboard if self.past.is_some() => return self.back_to_now(),
            Route::Dashboard if self.session().pointed.is_some() => return self.put_away(),
            Route::Dashboard if self.ui.proof(self.shown()).is_some() => self.proof_seen(),
            Route::Dashboard if !self.ui.filter.is_empty() => self.ui.filter.clear(),
            Route::Dashboard => {
                self.ui.chosen = None;
                self.ui.notice = None;
                self.settle();
            }
        }
        Vec::new()
    }

    fn up(&mut self) {
        match self.ui.route {
            Route::Dashboard => self.select(-1),
            Route::Page(_) => self.scroll_by(-1),
        }
    }

    fn down(&mut self) {
        match self.ui.route {
            Route::Dashboard => self.select(1),
            Route::Page(_) => self.scroll_by(1),
        }
    }

    fn select(&mut self, by: isize) {
        if self.ui.busy.is_some() || self.shown().is_read_only() {
            // Nothing is shown as selected then.
            return;
        }
        let count = self.ui.picks(self.shown()).len();
        self.ui.selected = match self.ui.selected {
            _ if count == 0 => None,
            None if by > 0 => Some(0),
            None => Some(count - 1),
            Some(selected) => Some(selected.saturating_add_signed(by).min(count - 1)),
        };
    }

    /// To the next environment that is shown; past the last one, to the infrastructure as a whole. In the timeline, to the
    /// facts about it.
    fn walk(&mut self, by: isize) {
        if self.ui.route == Route::Page(Page::Timeline) {
            self.ui.timeline.next_owner(self.session().run.environments().len(), by);
            self.filtered();
            return;
        }
        let shown = self.shown_environments();
        let count = shown.len();
        let here = self.marked(&shown).unwrap_or(count);
        let next = (here + count + 1).saturating_add_signed(by) % (count + 1);
        let owner = shown.get(next).map_or(Owner::Infrastructure, |environment| Owner::Environment(*environment));
        self.ui.chosen = Some(owner);
        self.ui.proved = None;
        self.ui.notice = None;
        self.settle();
    }

    /// A page of environments on, or back.
    fn leaf(&mut self, by: isize) {
        let shown = self.shown_environments();
        let Some(last) = shown.len().checked_sub(1) else { return };
        let next = self.marked(&shown).unwrap_or(0).saturating_add_signed(by).min(last);
        self.ui.chosen = Some(Owner::Environment(shown[next]));
        self.ui.proved = None;
        self.ui.notice = None;
        self.settle();
    }

    /// Which of the environments that are shown is marked.
    fn marked(&self, shown: &[EnvIx]) -> Option<usize> {
        let here = self.ui.environment(self.shown())?;
        shown.iter().position(|place| *place == here)
    }

    /// The environments in the order in which they are shown.
    fn shown_environments(&self) -> Vec<EnvIx> {
        let session = self.shown();
        if !is_table(session) {
            return session.run.every_environment().collect();
        }
        let rows = rows(session, &self.ui.filter, self.ui.grouping);
        rows.iter().filter_map(TableRow::environment).collect()
    }

    /// How many lines there are to scroll through, and how many of them are in sight.
    fn extent(&self) -> (usize, u16) {
        match self.ui.route {
            Route::Dashboard => {
                let dashboard = Dashboard::of(self.shown(), &self.ui);
                (dashboard.lines.len(), dashboard.division.body)
            }
            Route::Page(page) => {
                let view = PageView::of(self.shown(), &self.ui, page);
                (view.lines.len(), view.rows)
            }
        }
    }

    fn page_height(&self) -> isize {
        isize::try_from(self.extent().1.max(1)).unwrap_or(1)
    }

    /// Scrolls a text; in a list, moves what is selected.
    pub(super) fn scroll_by(&mut self, by: isize) {
        if self.ui.route == Route::Page(Page::Timeline) {
            self.ui.timeline.step(by);
            return;
        }
        let (lines, rows) = self.extent();
        let most = lines.saturating_sub(usize::from(rows.max(1)));
        self.ui.scroll = self.ui.scroll.saturating_add_signed(by).min(most);
    }
}
