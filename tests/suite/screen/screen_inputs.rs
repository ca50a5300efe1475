//! The same rehearsal by keys alone, by arrows and Enter alone, by mouse alone, and by the list of all actions alone.

use std::path::Path;

use acmove::{
    domain::outlook::State,
    practice::Practice,
    tui::{
        draw::{self, theme::Theme},
        hit_area::HitArea,
        message::{Msg, Typed},
    },
};
use crossterm::event::{KeyCode, KeyEvent};
use ratatui::{buffer::Buffer, layout::Rect};
use serde_json::Value;

use crate::{
    harness::scene::text,
    whole::parity::{
        faces::{Outside, RUNS, Screen},
        journal::facts,
        practiced::Rehearsal,
    },
};

/// A rehearsal in a folder, on a screen that can be pointed at.
struct Rehearsed {
    ui: Screen,
    _practice: Practice,
}

impl Rehearsed {
    fn begin(folder: &Path, id: &str) -> Self {
        let Rehearsal { opened, inspector, practice, .. } = Rehearsal::begin(folder, id);
        Self { ui: Screen::open(opened, inspector, Outside::of(folder), RUNS), _practice: practice }
    }

    fn screen(&self) -> (String, Vec<(Rect, HitArea)>) {
        let area = Rect::new(0, 0, self.ui.model.ui.size.0, self.ui.model.ui.size.1);
        let mut buffer = Buffer::empty(area);
        let theme = Theme::bundled("dark").unwrap();
        let drawn = draw::draw(self.ui.model.shown(), &self.ui.model.ui, &theme, area, &mut buffer);
        (text(&buffer), drawn.hit_areas)
    }

    /// Presses the mouse where this is written.
    fn click(&mut self, what: &str) {
        let (screen, hit_areas) = self.screen();
        let found = screen.lines().zip(0..).find_map(|(line, y)| {
            let at = line.find(what)?;
            Some((u16::try_from(line[..at].chars().count()).unwrap(), y))
        });
        let at = found.unwrap_or_else(|| panic!("{what:?} is not on screen:\n{screen}"));
        let spot = hit_areas.iter().rev().find(|(area, _)| area.contains(at.into())).map(|(_, spot)| spot.clone());
        self.ui
            .send(Msg::Typed(Typed::Pointed(spot.unwrap_or_else(|| panic!("{what:?} cannot be pressed:\n{screen}")))));
    }
}

/// One way to do what is next.
type Way = fn(&mut Rehearsed);

/// What is done until everything is done; the answer is the journal without times.
fn rehearse(id: &str, way: Way) -> Vec<Value> {
    let root = tempfile::TempDir::new().unwrap();
    let folder = root.path().join("m");
    let mut rehearsed = Rehearsed::begin(&folder, id);
    for _ in 0..200 {
        if rehearsed.ui.model.session().outlook.state == State::Done {
            break;
        }
        way(&mut rehearsed);
    }
    assert_eq!(rehearsed.ui.model.session().outlook.state, State::Done, "{}", rehearsed.screen().0);
    drop(rehearsed);
    facts(&folder)
}

#[test]
fn keys_arrows_mouse_and_the_list_of_actions_all_lead_to_the_same_journal() {
    let ways: [(&str, Way); 4] = [
        ("keys", |it| it.ui.press("d")),
        ("arrows", |it| {
            // Up from nothing selected is the last choice, and that is the one.
            if it.ui.model.ui.proved.is_some() {
                it.ui.press("Enter");
            }
            it.ui.model.ui.selected = None;
            it.ui.press("Up Enter");
        }),
        ("mouse", |it| {
            if it.ui.model.ui.proved.is_some() {
                it.click("Enter  ");
            }
            it.click("Do it for me");
        }),
        ("actions", |it| it.ui.press(": \"do it for me\" Enter")),
    ];
    let journals = ways.map(|(name, way)| (name, rehearse("everything-well", way)));
    assert!(journals[0].1.len() > 40);
    for (name, journal) in &journals[1..] {
        assert_eq!(journal, &journals[0].1, "{name}");
    }
}

#[test]
fn everything_can_be_reached_with_arrows_tab_enter_and_escape() {
    let root = tempfile::TempDir::new().unwrap();
    let mut it = Rehearsed::begin(&root.path().join("m"), "everything-well");
    for key in [KeyCode::Tab, KeyCode::Esc] {
        it.ui.send(Msg::Typed(Typed::Key(KeyEvent::from(key))));
    }
    // From a page Enter leads to all actions, and from there everywhere.
    it.ui.press("Space Down Enter");
    let (screen, _) = it.screen();
    assert!(screen.contains("─ Environments"), "{screen}");
    it.ui.press("Enter");
    let (screen, _) = it.screen();
    assert!(screen.contains("All actions"), "{screen}");
    it.ui.press("Esc Esc");
    assert!(it.screen().0.contains("Requirement 1 of"), "{}", it.screen().0);
}
