//! The screen of a journal that is damaged: it says so whatever is pressed, shows nothing as fine, and offers nothing.

use acmove::{
    domain::{outlook::State, timeline_entry::TimelineEntry},
    engine::{beyond::Beyond, session::Session},
    tui::{draw::theme::Theme, message::Msg, update::Model},
    view::text::Tone,
};

use crate::harness::{
    scene::{SIZES, Scene},
    story::{IP_ERROR, Story, message},
};

/// The line has stopped, as far as anybody knows.
fn damaged(size: (u16, u16)) -> Scene {
    let mut story = Story::paused();
    story.before("development/republish");
    let begin = acmove::domain::command::StepCommand::Begin { vault: story.vault(1) };
    story.done("development/republish", begin).done("development/republish", message(IP_ERROR));
    let mut scene = Scene::of(&story, size);
    let after = scene.model.engine.session.run.facts;
    let session = Session { beyond: Beyond::Damage { after, whole: 2 }, ..scene.model.engine.session.clone() };
    scene.model = Model::new(session, size, scene.now);
    scene
}

/// Every way to look somewhere, and what would do something.
const KEYS: [&str; 24] = [
    "",
    "Tab",
    "Tab Tab",
    "R",
    "R r",
    "i",
    "p",
    "t",
    "N",
    "?",
    ":",
    "T",
    "T Enter",
    "T Up Enter v",
    "T v",
    "T v -",
    "T v - - +",
    "r",
    "h",
    "l",
    "u",
    "w",
    "A",
    "Enter",
];

#[test]
fn the_title_says_damaged_on_every_screen_and_after_every_key() {
    let theme = Theme::bundled("dark").unwrap();
    let green = theme.tone(Tone::Good).fg.unwrap();
    for size in SIZES {
        for keys in KEYS {
            let mut scene = damaged(size);
            let facts = scene.facts.len();
            scene.press(keys);
            let text = scene.screen();
            assert!(text.lines().next().unwrap().contains("DAMAGED, READ ONLY"), "{keys}: {text}");
            assert!(scene.buffer(&theme).content.iter().all(|cell| cell.fg != green), "{keys}: {text}");
            assert_eq!((scene.facts.len(), scene.recorded().len()), (facts, facts), "{keys} recorded something");
            assert!(!text.contains("ready; restores") && !text.contains("NOW YOU"), "{keys}: {text}");
        }
    }
}

#[test]
fn no_license_no_phase_and_no_backup_is_marked_as_verified() {
    for size in SIZES {
        let mut scene = damaged(size);
        for keys in ["", "Tab", "T v", "-"] {
            scene.press(keys);
            let text = scene.screen();
            let header: Vec<&str> = text.lines().take(9).collect();
            assert!(!header.join("\n").contains('✓'), "{keys}: {text}");
        }
    }
    let text = damaged(SIZES[2]).screen();
    assert!(text.contains("NOT KNOWN") && text.contains("Rollback: not known"), "{text}");
}

#[test]
fn nothing_is_offered_and_what_is_pasted_is_refused() {
    let mut scene = damaged(SIZES[1]);
    let session = scene.model.engine.session.clone();
    assert_eq!(session.outlook.state, State::Stopped, "as far as the facts go");
    assert!(scene.model.ui.choices(&session).is_empty());
    let text = scene.screen();
    assert!(text.contains("The journal is damaged: the migration is read-only"), "{text}");
    assert!(text.contains("Restore journal.jsonl from a copy"), "{text}");
    scene.paste("Licensing\nActivation Code\nX\n");
    assert!(scene.said().contains("nothing can be recorded"), "{}", scene.said());
    scene.press("l");
    assert!(scene.said().contains("nothing can be recorded"), "{}", scene.said());
}

#[test]
fn lines_behind_the_damage_are_marked_as_not_proved_and_lead_nowhere() {
    let mut scene = damaged(SIZES[1]);
    let run = scene.model.engine.session.run.clone();
    let last = scene.facts.last().unwrap().clone();
    let behind = TimelineEntry::behind_damage(run.facts + 3, &last, &run);
    scene.press("T");
    let mut facts = scene.model.ui.timeline.facts.clone().unwrap();
    facts.push(behind);
    scene.send(Msg::History(Ok(facts)));
    scene.press("End");
    let text = scene.screen();
    assert!(text.contains("? ") && text.contains("NOT PROVED: "), "{text}");
    scene.press("v");
    assert!(scene.said().contains("damage, so the state at that time is not known."), "{}", scene.said());
    scene.press("Enter");
    let text = scene.screen();
    assert!(text.contains(&format!("line {}, behind the damage", run.facts + 3)), "{text}");
}

#[test]
fn a_whole_journal_looks_as_before() {
    let scene = Scene::of(&Story::paused(), SIZES[1]);
    assert!(!scene.screen().contains("DAMAGED"));
}
