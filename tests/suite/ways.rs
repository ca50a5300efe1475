//! The same rehearsal by keys alone, by arrows and Enter alone, by mouse alone, and by the list of all actions alone.

use std::{fs, path::Path};

use acmove::{
    app::{
        engine::message::{EngineEffect, EngineMsg},
        message::{Effect, Msg, Typed},
        spot::Spot,
        update::{Model, update},
        world::{Inquiry, Keep as _, Look as _},
    },
    catalog,
    domain::{outlook::State, watch::Observation},
    practice::{
        Practice,
        scenario::{scenario, scenarios},
    },
    runtime::{
        folder,
        keeper::Keeper,
        looker::Looker,
        rehearsal::{Pace, Prepared},
    },
    ui::{self, theme::Theme},
};
use crossterm::event::{KeyCode, KeyEvent};
use jiff::{SignedDuration, Timestamp};
use ratatui::{buffer::Buffer, layout::Rect};
use serde_json::Value;

use crate::{
    stage::{parse, text},
    support::begin,
};

/// A rehearsal in a folder, at a desk without a terminal: everything it looks at and records is real.
struct Rehearsed {
    model: Model,
    keeper: Keeper,
    looker: Looker,
    now: Timestamp,
    _practice: Practice,
}

impl Rehearsed {
    fn begin(folder: &Path, id: &str) -> Self {
        let text = scenarios().iter().find(|known| known.id == id).unwrap().text;
        let scenario = scenario(id, text).unwrap();
        let edition = folder::edition(scenario.procedure.as_deref().unwrap_or(catalog::DEFAULT_EDITION)).unwrap();
        let prepared = Prepared::here(scenario, Pace::Stepped).unwrap();
        let described = prepared.description(&edition.procedure.id);
        let description = catalog::infrastructure("infrastructure.toml", &described).unwrap();
        let opened = folder::create(folder, &description, &described, &edition, true).unwrap();
        let practice = prepared.serve().unwrap();
        let looker = Looker::of(folder).with(Some(&practice));
        let model = Model::new(opened.session, (100, 30), begin());
        Self { model, keeper: opened.keeper, looker, now: begin(), _practice: practice }
    }

    fn send(&mut self, msg: Msg) {
        self.now += SignedDuration::from_secs(1);
        let mut effects = update(&mut self.model, self.now, msg);
        while let Some(effect) = effects.pop() {
            let answer = match effect {
                Effect::Engine(EngineEffect::Record(event, attachment, by)) => {
                    EngineMsg::Recorded(Box::new(self.keeper.record(*event, attachment, by).unwrap()))
                }
                Effect::Engine(EngineEffect::Look(number, Inquiry::Errand(errand), intent)) => {
                    EngineMsg::Found(number, intent, self.looker.look(&Inquiry::Errand(errand)))
                }
                Effect::Engine(EngineEffect::Look(number, inquiry, intent)) => {
                    EngineMsg::Found(number, intent, self.looker.look(&inquiry))
                }
                Effect::Engine(EngineEffect::Sight(expected)) => EngineMsg::Sighted(self.looker.sight(&expected)),
                // LifeTime is looked at elsewhere.
                Effect::Engine(EngineEffect::Watch(Some(_))) => {
                    EngineMsg::Observed(Observation::Unconnected("not here".to_owned()))
                }
                Effect::Engine(EngineEffect::Watch(None)) => continue,
                other => panic!("nobody asked for {other:?}"),
            };
            effects.extend(update(&mut self.model, self.now, answer));
        }
    }

    fn press(&mut self, keys: &str) {
        for key in parse(keys) {
            self.send(Msg::Typed(Typed::Key(key)));
        }
    }

    fn screen(&self) -> (String, Vec<(Rect, Spot)>) {
        let area = Rect::new(0, 0, self.model.desk.size.0, self.model.desk.size.1);
        let mut buffer = Buffer::empty(area);
        let theme = Theme::bundled("dark", false).unwrap();
        let drawn = ui::draw(self.model.shown(), &self.model.desk, &theme, area, &mut buffer);
        (text(&buffer), drawn.spots)
    }

    /// Presses the mouse where this is written.
    fn click(&mut self, what: &str) {
        let (screen, spots) = self.screen();
        let found = screen.lines().zip(0..).find_map(|(line, y)| {
            let at = line.find(what)?;
            Some((u16::try_from(line[..at].chars().count()).unwrap(), y))
        });
        let at = found.unwrap_or_else(|| panic!("{what:?} is not on screen:\n{screen}"));
        let spot = spots.iter().rev().find(|(area, _)| area.contains(at.into())).map(|(_, spot)| spot.clone());
        self.send(Msg::Typed(Typed::Pointed(spot.unwrap_or_else(|| panic!("{what:?} cannot be pressed:\n{screen}")))));
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
        if rehearsed.model.engine.session.outlook.state == State::Done {
            break;
        }
        way(&mut rehearsed);
    }
    assert_eq!(rehearsed.model.engine.session.outlook.state, State::Done, "{}", rehearsed.screen().0);
    drop(rehearsed);
    let journal = fs::read_to_string(folder.join("journal.jsonl")).unwrap();
    let fact = |line: &str| {
        let mut fact: Value = serde_json::from_str(line).unwrap();
        for key in ["at", "prev", "hash"] {
            fact.as_object_mut().unwrap().remove(key);
        }
        fact
    };
    // Where the pages are is a matter of which ports are free.
    journal.lines().filter(|line| !line.contains("127.0.0.1")).map(fact).collect()
}

#[test]
fn keys_arrows_mouse_and_the_list_of_actions_all_lead_to_the_same_journal() {
    let ways: [(&str, Way); 4] = [
        ("keys", |desk| desk.press("d")),
        ("arrows", |desk| {
            // Up from nothing selected is the last choice, and that is the one.
            desk.model.desk.selected = None;
            desk.press("Up Enter");
        }),
        ("mouse", |desk| desk.click("Do it for me")),
        ("actions", |desk| desk.press(": \"do it for me\" Enter")),
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
    let mut desk = Rehearsed::begin(&root.path().join("m"), "everything-well");
    for key in [KeyCode::Tab, KeyCode::Esc] {
        desk.send(Msg::Typed(Typed::Key(KeyEvent::from(key))));
    }
    // From a page Enter leads to all actions, and from there everywhere.
    desk.press("Space Down Enter");
    let (screen, _) = desk.screen();
    assert!(screen.contains("─ Environments"), "{screen}");
    desk.press("Enter");
    let (screen, _) = desk.screen();
    assert!(screen.contains("All actions"), "{screen}");
    desk.press("Esc Esc");
    assert!(desk.screen().0.contains("Requirement 1 of"), "{}", desk.screen().0);
}
