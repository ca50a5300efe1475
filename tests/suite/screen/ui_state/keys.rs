//! Keys and questions: one answer for one card, nothing asked in vain, nothing final by one key.

use acmove::{
    domain::{
        infrastructure::Side,
        outlook::{Next, Standing, State},
        run::{Evidence, Holding},
    },
    tui::message::Msg,
    view::{action::ActionScope, action_table::TABLE},
};

use super::{PRODUCTION, SOURCE, TARGET, before, scene, standing};
use crate::harness::{
    scene::{file, page},
    story::{Story, message, show},
};

#[test]
fn no_two_actions_of_a_screen_share_a_key() {
    for row in TABLE {
        for other in TABLE.iter().filter(|other| other.action != row.action) {
            // Choices of a card may share one, as long as no card offers both: see the test below. The timeline has no card.
            let apart = match (row.scope, other.scope) {
                (ActionScope::Card, ActionScope::Card) => true,
                (ActionScope::Timeline, scope) | (scope, ActionScope::Timeline) => scope != ActionScope::Everywhere,
                _ => false,
            };
            let shared = row.keys.iter().any(|key| other.keys.contains(key));
            assert!(!shared || apart, "{} and {}", row.name, other.name);
        }
        assert!(!row.keys.is_empty() && row.help.ends_with('.'), "{}", row.name);
        assert_eq!(TABLE.iter().filter(|other| other.action == row.action).count(), 1, "{}", row.name);
    }
}

#[test]
fn no_card_offers_two_choices_with_one_key() {
    for edition in crate::harness::story::EDITIONS {
        // A rehearsal offers what a real migration does, and more.
        let mut story = Story::rehearsal(edition, crate::harness::story::FOUR);
        while story.outlook().next != Next::Nothing {
            let mut scene = scene(&story);
            for _ in 0..6 {
                let subject = scene.model.ui.subject(&scene.model.engine.session);
                let choices = acmove::view::choice::choices(&scene.model.engine.session, subject);
                for (place, choice) in choices.iter().enumerate() {
                    let same = choices[..place].iter().find(|other| other.operation.key() == choice.operation.key());
                    assert_eq!(same, None, "{}", choice.label);
                }
                scene.press("Tab");
            }
            story.advance();
        }
    }
}

#[test]
fn a_whole_migration_is_done_by_keys_alone() {
    let folder = tempfile::TempDir::new().unwrap();
    let mut scene = scene(&Story::four());
    scene.press("y y y y y");
    let serials: Vec<(String, String)> = scene
        .model
        .engine
        .session
        .run
        .environments()
        .iter()
        .zip(&scene.model.engine.session.run.infrastructure.environments)
        .map(|(known, described)| (described.name.clone(), known.serial.as_ref().unwrap().to_string()))
        .collect();
    for (code, value, side) in [(SOURCE, "Ignore", "aaa"), (TARGET, "Unprotected", "bbb")] {
        for _ in 0..4 {
            let at = scene.model.engine.session.next_environment().unwrap();
            let (name, serial) = &serials[at.get()];
            let license = file(&folder, &format!("{name}-{side}.lic"), &format!("{serial} {code}"));
            scene.press(&format!("g \"{license}\" Enter Enter b y"));
            scene.paste(&page(serial, code, value));
        }
    }
    scene.press("Enter b y b y b y b y y");
    let session = &scene.model.engine.session;
    assert_eq!(session.outlook.state, State::Done, "{}", scene.screen());
    let verified = Holding::Side(Side::Target, Evidence::Verified);
    assert!(session.run.environments().iter().all(|known| known.license.holding == verified));
}

#[test]
fn the_card_belongs_to_the_environment_that_is_marked() {
    let mut story = before("quality/republish");
    story.before("quality/republish");
    let mut scene = scene(&story);
    scene.press("Shift-Tab");
    let text = scene.screen();
    assert!(text.contains("▸ Development") && text.contains("Development: Test publish"), "{text}");
    scene.press("u \"it was another module\" Enter");
    assert!(matches!(standing(&scene, "development/republish"), Standing::Reopened), "{}", scene.screen());
    assert!(!matches!(standing(&scene, "quality/republish"), Standing::Reopened));
}

#[test]
fn steps_of_the_infrastructure_can_be_reached_and_done_again() {
    let mut scene = scene(&Story::paused());
    scene.press("Tab");
    assert!(scene.screen().contains("Pause all deployments to Production"), "{}", scene.screen());
    scene.press("u \"somebody deploys\" Enter");
    assert!(matches!(standing(&scene, "pause/pause-production"), Standing::Reopened), "{}", scene.screen());
}

#[test]
fn what_support_says_is_never_chosen_beforehand_and_is_written_down() {
    let mut story = before("lifetime/check-target");
    let bad = story.page(0, Side::Target, "Blocked");
    story.done("lifetime/check-target", show(bad));
    let mut scene = scene(&story);
    scene.press("Enter Enter Enter");
    assert_eq!(scene.model.engine.session.outlook.next, Next::Support, "{}", scene.screen());
    scene.press("s Enter");
    assert!(scene.screen().contains("Please type an answer"), "{}", scene.screen());
    scene.press("\"request 4711\" Enter");
    assert_ne!(scene.model.engine.session.outlook.next, Next::Support);
}

#[test]
fn what_was_typed_and_refused_is_asked_again_with_what_was_typed() {
    let mut scene = scene(&Story::paused());
    scene.press("g \"no-such-file.lic\" Enter");
    let text = scene.screen();
    assert!(text.contains("> no-such-file.lic") && text.contains("There is no file no-such-file.lic"), "{text}");
    scene.press("Esc");
    assert!(!scene.screen().contains("> no-such"));
    scene.press("z \"not a serial\" Enter \"moved\" Enter \"void\" Enter");
    let text = scene.screen();
    assert!(text.contains("> not a serial") && text.contains("Not a Serial Number"), "{text}");
}

#[test]
fn a_rollback_is_started_from_its_page_and_the_question_is_seen() {
    let mut scene = scene(&before("lifetime/check-target"));
    scene.press("R");
    assert!(scene.screen().contains("r Roll back"), "{}", scene.screen());
    scene.press("r");
    assert!(
        scene.screen().contains("Roll back LifeTime") && scene.screen().contains("Reason for the rollback"),
        "{}",
        scene.screen()
    );
    scene.press("\"it fails\" Enter \"rollback\" Enter");
    assert!(scene.screen().contains("Type exactly: roll back"), "{}", scene.screen());
    assert_eq!(scene.model.engine.session.outlook.state, State::Running);
    scene.press("Ctrl-u \"roll back\" Enter");
    assert_eq!(scene.model.engine.session.outlook.state, State::RollingBack);
    scene.press("R r");
    assert!(scene.model.ui.entry.is_none(), "one is under way already");
}

#[test]
fn a_screen_that_is_too_small_does_nothing_but_leave() {
    let mut scene = scene(&before("lifetime/republish"));
    scene.send(Msg::Resized(59, 15));
    let facts = scene.model.engine.session.run.facts;
    scene.press("b y Enter g").paste(&page(PRODUCTION, TARGET, "Protected"));
    assert_eq!(scene.model.engine.session.run.facts, facts);
    scene.send(Msg::Resized(80, 24)).press("b");
    assert_eq!(scene.model.engine.session.run.facts, facts + 1);
    scene.press("w \"the \"").send(Msg::Resized(20, 5)).press("q");
    assert!(!scene.left, "a letter of a text does not leave");
    scene.send(Msg::Resized(80, 24)).press("Esc").send(Msg::Resized(20, 5)).press("q");
    assert!(scene.left);
}

#[test]
fn a_resize_in_the_middle_of_a_question_keeps_what_was_typed() {
    let mut scene = scene(&Story::paused());
    scene.press("w \"the portal is slow\"");
    for size in [(10, 3), (200, 60), (60, 16)] {
        scene.send(Msg::Resized(size.0, size.1));
    }
    assert!(scene.screen().contains("> the portal is slow"), "{}", scene.screen());
    scene.press("Enter");
    assert_eq!(scene.model.engine.session.run.notes.len(), 1);
}

#[test]
fn a_hold_says_why_until_somebody_goes_on() {
    let mut scene = scene(&before("production/upload-source"));
    scene.press("h \"waiting for the DBA\" Enter");
    assert!(scene.screen().contains("On hold: waiting for the DBA"), "{}", scene.screen());
    scene.press("b");
    assert!(!scene.screen().contains("On hold:"), "{}", scene.screen());
}

#[test]
fn what_would_be_refused_whatever_is_answered_asks_nothing() {
    let on_target = before("lifetime/check-target");
    for (story, key, words) in [
        (&Story::four(), "z", "Select an environment first."),
        (&on_target, "A", "LifeTime has or may have a BBB license"),
    ] {
        let mut scene = scene(story);
        scene.press(key);
        assert!(scene.model.ui.entry.is_none(), "{key}");
        assert!(scene.said().starts_with(words), "{key}: {}", scene.said());
    }
}

#[test]
fn leaving_is_one_key_and_takes_nothing_with_it() {
    for keys in ["q", "Ctrl-c", "w \"half a note\" Ctrl-c", "R q", "? Ctrl-c"] {
        let mut scene = scene(&Story::paused());
        scene.press(keys);
        assert!(scene.left, "{keys}");
    }
}

#[test]
fn what_ends_a_migration_for_good_is_typed_in_full() {
    let mut scene = scene(&Story::four());
    scene.press("n Enter");
    assert_eq!(scene.model.engine.session.outlook.state, State::Preparing, "{}", scene.screen());
    scene.press("\"end\" Enter");
    assert_eq!(scene.model.engine.session.outlook.state, State::Abandoned, "{}", scene.screen());
    let mut scene = self::scene(&Story::paused());
    scene.press("A \"no time\" Enter \"yes\" Enter");
    assert!(scene.screen().contains("Type exactly: give up"), "{}", scene.screen());
    scene.press("Ctrl-u \"give up\" Enter");
    assert_eq!(scene.model.engine.session.outlook.state, State::Abandoned);
}

#[test]
fn after_a_failed_publish_going_back_is_a_choice_of_the_card() {
    let mut story = before("development/republish");
    story.done("development/republish", message("The application could not be compiled."));
    let mut scene = scene(&story);
    assert!(scene.screen().contains("r  Roll back"), "{}", scene.screen());
    scene.press("r \"it does not compile\" Enter \"roll back\" Enter");
    assert_eq!(scene.model.engine.session.outlook.state, State::RollingBack);
}

#[test]
fn a_serial_number_is_checked_before_anything_else_is_asked() {
    let mut scene = scene(&Story::paused());
    scene.press("z \"not a serial\" Enter");
    assert!(scene.said().starts_with("Not a Serial Number"), "{}", scene.said());
    assert!(scene.screen().contains("> not a serial"), "{}", scene.screen());
}

#[test]
fn the_card_does_not_jump_back_to_an_environment_that_was_passed_over() {
    let mut scene = scene(&before("development/obtain-target"));
    let owner = |scene: &crate::harness::scene::Scene| {
        let step = scene.model.ui.subject(&scene.model.engine.session).step().unwrap();
        scene.model.engine.session.run.planned(step).id.as_str().split('/').next().unwrap().to_owned()
    };
    assert_eq!(owner(&scene), "development");
    scene.press("Tab f \"not listed\" Enter");
    assert_eq!(owner(&scene), "quality", "there is still something to do");
    scene.press("L \"no server\" Enter");
    assert_eq!(owner(&scene), "production", "Development was passed over");
    scene.press("L \"no server\" Enter");
    assert_eq!(owner(&scene), "development", "nothing else is left");
    scene.press("Tab");
    scene.press(".");
    assert_eq!(owner(&scene), "development");
}
