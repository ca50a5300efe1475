//! What is typed on a real screen, with its times: a fact needs a press that was meant.

use std::time::Duration;

use acmove::{
    engine::operation::Operation,
    tui::{
        hit_area::HitArea,
        message::{Msg, PasteEnd, Typed},
        route::Route,
    },
    view::{
        action::{Action, Navigation},
        pages::Page,
    },
};
use crossterm::event::{KeyCode, KeyEvent, KeyModifiers};

use crate::harness::{
    scene::{Scene, parse},
    story::Story,
};

/// A screen whose every change is drawn at once.
pub(super) struct Seen {
    pub(super) scene: Scene,
    pub(super) at: Duration,
}

impl Seen {
    pub(super) fn of(story: &Story) -> Self {
        let mut seen = Self { scene: Scene::of(story, (80, 24)), at: Duration::ZERO };
        seen.draw();
        seen
    }

    pub(super) fn draw(&mut self) {
        self.scene.model.drawn(self.at);
    }

    /// Time passes.
    pub(super) fn wait(&mut self, ms: u64) -> &mut Self {
        let end = self.at + Duration::from_millis(ms);
        while let Some(due) = self.scene.model.ui.presses.due().filter(|due| *due <= end) {
            self.at = due;
            self.scene.send(Msg::Tick(due));
            self.draw();
        }
        self.at = end;
        self
    }

    pub(super) fn input(&mut self, typed: Typed) -> &mut Self {
        self.scene.send(Msg::Input(self.at, typed));
        self.draw();
        self
    }

    pub(super) fn key(&mut self, key: KeyEvent) -> &mut Self {
        self.input(Typed::Key(key))
    }

    /// Keys as a person presses them, each after a look.
    pub(super) fn press(&mut self, keys: &str) -> &mut Self {
        for key in parse(keys) {
            self.wait(1500).key(key);
        }
        self.wait(1500)
    }

    pub(super) fn facts(&self) -> u64 {
        self.scene.model.session().run.facts
    }

    fn answered(&self) -> usize {
        self.scene.model.session().run.requirements.iter().flatten().count()
    }
}

fn y() -> KeyEvent {
    parse("y")[0]
}

#[test]
fn at_the_speed_of_people_nothing_is_different() {
    let mut seen = Seen::of(&Story::four());
    seen.press("y y y");
    assert_eq!(seen.answered(), 3, "{}", seen.scene.screen());
}

#[test]
fn a_key_that_is_held_down_answers_one_card_and_no_more() {
    let mut seen = Seen::of(&Story::four());
    seen.wait(1000).key(y()).wait(500);
    for _ in 0..60 {
        seen.key(y()).wait(33);
    }
    assert_eq!(seen.answered(), 1, "{}", seen.scene.screen());
    seen.press("y");
    assert_eq!(seen.answered(), 2);
}

#[test]
fn what_was_typed_before_the_first_screen_does_nothing_and_says_so() {
    let mut seen = Seen { scene: Scene::of(&Story::four(), (80, 24)), at: Duration::from_secs(3) };
    seen.scene.send(Msg::Input(Duration::from_secs(1), Typed::Key(y())));
    seen.draw();
    seen.wait(2000);
    assert_eq!(seen.answered(), 0);
    assert!(seen.scene.said().contains("did nothing"), "{}", seen.scene.said());
    let mut seen = Seen { scene: Scene::of(&Story::four(), (80, 24)), at: Duration::from_secs(3) };
    let facts = seen.facts();
    seen.input(Typed::Paste("Licensing\nActivation Code\n".to_owned(), PasteEnd::Marked));
    assert_eq!(seen.facts(), facts, "nor does a paste");
}

#[test]
fn a_letter_with_alt_is_another_key_and_is_told_so() {
    let mut seen = Seen::of(&Story::four());
    seen.wait(1000).key(KeyEvent::new(KeyCode::Char('y'), KeyModifiers::ALT)).wait(1000);
    assert_eq!(seen.answered(), 0);
    assert!(seen.scene.said().contains("Alt-y does nothing here"), "{}", seen.scene.said());
}

#[test]
fn a_few_keys_at_once_are_no_presses() {
    let mut seen = Seen::of(&Story::four());
    seen.wait(1000);
    for key in parse("\"yes\" Enter") {
        seen.key(key);
    }
    seen.wait(1000);
    assert_eq!(seen.answered(), 0, "{}", seen.scene.screen());
    assert!(seen.scene.model.ui.entry.is_none());
}

#[test]
fn what_is_typed_while_a_fact_is_written_is_for_the_card_that_was_there() {
    let mut seen = Seen::of(&Story::four());
    seen.wait(1000).key(y());
    // The disk is slow: the press acts, and its fact is on its way.
    let due = seen.scene.model.ui.presses.due().unwrap();
    let effects = acmove::tui::update::update(&mut seen.scene.model, seen.scene.now, Msg::Tick(due));
    assert_eq!(effects.len(), 1, "one fact");
    seen.scene.model.drawn(due + Duration::from_millis(500));
    seen.at = due + Duration::from_millis(1500);
    seen.input(Typed::Key(y()));
    let due = seen.scene.model.ui.presses.due().unwrap();
    acmove::tui::update::update(&mut seen.scene.model, seen.scene.now, Msg::Tick(due));
    assert_eq!(seen.scene.model.ui.backlog.len(), 1);
    seen.scene.carry_out(effects);
    assert_eq!((seen.answered(), seen.scene.model.ui.backlog.len()), (1, 0), "{}", seen.scene.screen());
}

#[test]
fn a_click_that_was_aimed_at_another_card_or_is_the_second_of_two_does_nothing() {
    let mut seen = Seen::of(&Story::four());
    let yes = |seen: &Seen| HitArea::Choice(seen.scene.model.ui.subject(seen.scene.model.session()), Operation::Yes);
    let first = yes(&seen);
    seen.wait(1000).input(Typed::Pointed(first.clone()));
    assert_eq!(seen.answered(), 1);
    let second = yes(&seen);
    seen.wait(200).input(Typed::Pointed(second.clone()));
    assert_eq!(seen.answered(), 1, "a double click");
    seen.wait(1000).input(Typed::Pointed(first));
    assert_eq!(seen.answered(), 1, "aimed at the card before");
    seen.wait(1000).input(Typed::Pointed(second));
    assert_eq!(seen.answered(), 2);
    let leave = HitArea::Action(Action::Navigation(Navigation::Procedure));
    seen.input(Typed::Pointed(leave));
    assert_eq!(seen.scene.model.ui.route, Route::Page(Page::Procedure), "looking around waits for nothing");
}

#[test]
fn the_other_buttons_of_the_mouse_say_how_to_paste() {
    let mut seen = Seen::of(&Story::four());
    seen.input(Typed::OtherButton);
    assert!(seen.scene.said().contains("Shift"), "{}", seen.scene.said());
}

#[test]
fn a_question_that_is_left_keeps_its_text() {
    let mut seen = Seen::of(&Story::paused());
    seen.press("h \"waiting for Bob\" Esc");
    assert!(seen.scene.model.ui.entry.is_none());
    seen.press("w \"another\" Esc h");
    assert!(seen.scene.screen().contains("> waiting for Bob"), "{}", seen.scene.screen());
    seen.press("Enter");
    assert!(seen.scene.model.session().run.held.is_some(), "{}", seen.scene.screen());
}

#[test]
fn a_key_that_types_nothing_is_no_look_at_a_question_that_has_its_text_already() {
    for held in [KeyModifiers::ALT, KeyModifiers::CONTROL] {
        let mut seen = Seen::of(&Story::paused());
        seen.press("h \"waiting for Bob\" Esc").wait(1500).key(parse("h")[0]).wait(90);
        assert!(seen.scene.screen().contains("> waiting for Bob"), "{}", seen.scene.screen());
        seen.key(KeyEvent::new(KeyCode::Char('x'), held)).wait(60).key(KeyEvent::from(KeyCode::Enter)).wait(1500);
        assert!(seen.scene.model.session().run.held.is_none(), "{}", seen.scene.screen());
        seen.press("Enter");
        assert!(seen.scene.model.session().run.held.is_some(), "{}", seen.scene.screen());
    }
}

#[test]
fn a_paste_that_lost_its_end_is_taken_and_that_is_said() {
    let mut seen = Seen::of(&Story::paused());
    seen.press("w").input(Typed::Paste("half a note".to_owned(), PasteEnd::Missing));
    assert!(seen.scene.screen().contains("> half a note"), "{}", seen.scene.screen());
    assert!(seen.scene.said().contains("did not mark the end of the paste"), "{}", seen.scene.said());
    let mut seen = Seen::of(&Story::paused());
    seen.wait(1000).input(Typed::Paste("no page\nat all\n".to_owned(), PasteEnd::Missing));
    assert!(seen.scene.said().contains("did not mark the end of the paste"), "{}", seen.scene.said());
}

#[test]
fn a_line_that_comes_at_once_is_an_answer() {
    let mut seen = Seen::of(&Story::paused());
    seen.press("w").input(Typed::Burst("a note that a script types\n".to_owned())).wait(1000);
    assert_eq!(seen.scene.model.session().run.notes.len(), 1, "{}", seen.scene.screen());
}

#[test]
fn enter_with_alt_answers_nothing() {
    let mut seen = Seen::of(&Story::paused());
    seen.press("w \"half a note\"").key(KeyEvent::new(KeyCode::Enter, KeyModifiers::ALT)).wait(1000);
    assert!(seen.scene.model.session().run.notes.is_empty());
    assert!(seen.scene.screen().contains("> half a note"), "{}", seen.scene.screen());
}

#[test]
fn a_letter_right_behind_a_paste_is_a_part_of_it() {
    let mut seen = Seen::of(&Story::four());
    seen.wait(1000).input(Typed::Paste("hello".to_owned(), PasteEnd::Marked)).wait(20).key(y()).wait(1000);
    assert_eq!(seen.answered(), 0, "{}", seen.scene.screen());
    seen.press("y");
    assert_eq!(seen.answered(), 1);
}

#[test]
fn a_text_that_somebody_types_onto_a_card_presses_nothing() {
    for pace in [35, 50, 75] {
        let mut seen = Seen::of(&Story::four());
        seen.wait(1000);
        for key in parse("\"by the way, yes\"") {
            seen.key(key).wait(pace);
        }
        seen.wait(2000);
        assert_eq!(seen.answered(), 0, "a letter every {pace} ms: {}", seen.scene.screen());
    }
}

#[test]
fn keys_for_reading_never_change_whom_the_next_operation_is_for() {
    for story in [Story::paused(), crate::screen::screens::many()] {
        for size in [(60, 16), (80, 24), (140, 45)] {
            let mut seen = Seen { scene: Scene::of(&story, size), at: Duration::ZERO };
            seen.draw();
            let before = seen.scene.model.ui.subject(seen.scene.model.session());
            seen.press("PgDn PgDn End Home PgUp Down Up");
            for by in [3, -3, 3, 3] {
                seen.input(Typed::Wheel(by));
            }
            assert_eq!(seen.scene.model.ui.subject(seen.scene.model.session()), before, "{size:?}");
        }
    }
}
