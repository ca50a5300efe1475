//! What somebody points at who is not here: said when it is pasted, shown where a key asks for it, put away by Esc. Where the
//! person is, and what is half typed, stays as it is.

use crossterm::event::{KeyCode, KeyEvent};
use tui_input::Input;

use super::{
    super::{
        dashboard::PageView, editing::edit, key_name::is_enter, message::Effect, overlay::Overlay, point::typed_place,
        route::Route,
    },
    Model,
    clipboard::copy_text,
};
use crate::{
    domain::{
        index::StepIx,
        pointing::{Pointing, Target},
    },
    engine::{message::EngineMsg, subject::Owner},
    view::{
        action::{Action, Navigation},
        action_table::row,
        pages::Page,
        text::Line,
    },
};

impl Model {
    /// Says who points at what, and how to get there.
    pub(super) fn tell_pointed(&mut self, pointing: &Pointing) {
        let key = row(Action::Navigation(Navigation::Pointed)).and_then(|row| row.keys.first()).copied();
        let words = pointing.words(&self.session().run);
        self.ui.say(false, format!("{words}. {} goes there, Esc puts it away.", key.unwrap_or_default()));
    }

    /// Asks for a place of the operator's screen; the environment that is looked at is there already.
    pub(super) fn ask_where_to_point(&mut self) {
        let session = self.shown();
        let here = self.ui.chosen.and_then(|_| self.ui.environment(session));
        let here = here.map_or_else(String::new, |environment| format!("{} ", session.run.described(environment).id));
        self.ui.notice = None;
        self.ui.overlay = Some(Overlay::Point { input: Input::new(here) });
    }

    /// A key while the place is typed. The line is copied, and shown: it can be read aloud, too.
    #[expect(clippy::wildcard_enum_match_arm, reason = "most keys of a keyboard do nothing here")]
    pub(super) fn point_key(&mut self, mut input: Input, key: KeyEvent) -> Vec<Effect> {
        match key.code {
            KeyCode::Enter if is_enter(key) => match typed_place(&self.shown().run, input.value()) {
                Ok(pointing) => {
                    let line =
                        Pointing::new(pointing.target, Some(&self.ui.guide), pointing.text.as_deref()).to_string();
                    return copy_text("", line, " The operator pastes it.".to_owned());
                }
                Err(why) => {
                    self.ui.say(true, why);
                    self.ui.overlay = Some(Overlay::Point { input });
                }
            },
            KeyCode::Esc => {}
            _ => {
                edit(&mut input, key);
                self.ui.overlay = Some(Overlay::Point { input });
            }
        }
        Vec::new()
    }

    /// What is pointed at is put away; everything else stays.
    pub(super) fn put_away(&mut self) -> Vec<Effect> {
        self.ui.notice = None;
        self.tell(EngineMsg::PutAway)
    }

    /// Shows what is pointed at.
    pub(super) fn show_pointed(&mut self) -> Vec<Effect> {
        let run = &self.shown().run;
        match self.shown().pointed.as_ref().map(|pointing| pointing.target.clone()) {
            None => Vec::new(),
            Some(Target::Environment(id) | Target::Field(id, _)) => {
                let owner = run.position(&id).map(Owner::Environment);
                owner.map_or_else(Vec::new, |owner| self.show_owner(owner))
            }
            Some(Target::Step(step)) => run.plan.index(&step).map_or_else(Vec::new, |step| self.show_step(step)),
            Some(Target::Faq(number)) => self.show_procedure(|view| {
                let begins = |line: &Line| text(line).starts_with(&format!("FAQ {number} "));
                view.lines.iter().rposition(begins)
            }),
            Some(Target::Fact(seq)) => {
                let effects = self.show_timeline();
                self.ui.timeline.unfilter(&self.engine.session);
                self.ui.timeline.select(seq);
                effects
            }
            Some(Target::Rollback) => self.look(Navigation::Rollback),
            Some(Target::Procedure) => self.look(Navigation::Procedure),
        }
    }

    /// The card of a step where that is the one of its owner; else what the procedure says of it.
    fn show_step(&mut self, step: StepIx) -> Vec<Effect> {
        let session = self.shown();
        let planned = session.run.planned(step);
        let (phase, number) = (planned.phase, planned.step);
        let owner = planned.environment.map_or(Owner::Infrastructure, Owner::Environment);
        if session.subject(Some(owner), self.ui.now).step() == Some(step) {
            return self.show_owner(owner);
        }
        // The requirements come first; each phase has a section of its own before those of its steps.
        let before: usize = session.run.procedure.all_phases().take(phase).map(|phase| phase.steps.len() + 1).sum();
        self.show_procedure(|view| view.outline.get(1 + before + 1 + number).map(|row| row.line))
    }

    /// The procedure, from a line of it on.
    fn show_procedure(&mut self, line: impl Fn(&PageView) -> Option<usize>) -> Vec<Effect> {
        self.go(Route::Page(Page::Procedure));
        let view = PageView::of(self.shown(), &self.ui, Page::Procedure);
        let last = view.lines.len().saturating_sub(usize::from(view.rows));
        self.ui.scroll = line(&view).unwrap_or(0).min(last);
        Vec::new()
    }
}

fn text(line: &Line) -> String {
    line.iter().map(|part| part.text.as_str()).collect()
}
