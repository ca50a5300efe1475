//! Working at the terminal: keys, pastes, questions, and what a tired operator does by mistake.

use acmove::{
    domain::{
        infrastructure::Side,
        outlook::{Next, Standing, State},
        run::{Evidence, Holding},
    },
    tui::message::{Msg, Typed},
    view::{action::ActionScope, action_table::TABLE},
};
use jiff::SignedDuration;

use crate::{
    stage::{SIZES, Scene, file, page, parse},
    support::{IP_ERROR, Story, message, show},
};

const PRODUCTION: &str = "XBI-NMO-IL5-OYI-9SO-LCU-4SQ-QUT";
const SOURCE: &str = "8RV.WLK.3CO.BL2.IQC.MNO.QJ3.GUT";
const TARGET: &str = "K2D.0QX.7LM.ZP4.A8S.1RT.WQ9.B3N";

fn scene(story: &Story) -> Scene {
    Scene::of(story, SIZES[1])
}

fn standing(scene: &Scene, step: &str) -> Standing {
    let session = &scene.model.engine.session;
    *session.outlook.standing(session.run.plan.place(&step.into()).unwrap())
}

fn before(step: &str) -> Story {
    let mut story = Story::paused();
    story.before(step);
    story
}

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
    for edition in crate::support::EDITIONS {
        // A rehearsal offers what a real migration does, and more.
        let mut story = Story::rehearsal(edition, crate::support::FOUR);
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
            let (name, serial) = &serials[at];
            let license = file(&folder, &format!("{name}-{side}.lic"), &format!("{serial} {code}"));
            scene.press(&format!("g \"{license}\" Enter b y"));
            scene.paste(&page(serial, code, value));
        }
    }
    scene.press("b y b y b y b y y");
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
    assert!(text.contains("▸ Development") && text.contains("─ Development: Publish"), "{text}");
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
fn a_key_that_is_held_down_answers_one_card_and_no_more() {
    let mut scene = scene(&Story::four());
    for _ in 0..20 {
        scene.now += SignedDuration::from_millis(33);
        scene.send(Msg::Typed(Typed::Key(parse("y")[0])));
    }
    let answered = scene.model.engine.session.run.requirements.iter().flatten().count();
    assert_eq!(answered, 1, "{}", scene.screen());
    scene.press("y");
    assert_eq!(scene.model.engine.session.run.requirements.iter().flatten().count(), 2);
}

#[test]
fn what_support_says_is_never_chosen_beforehand_and_is_written_down() {
    let mut story = before("lifetime/check-target");
    let bad = story.page(0, Side::Target, "Ignore");
    story.done("lifetime/check-target", show(bad));
    let mut scene = scene(&story);
    scene.press("Enter Enter Enter");
    assert_eq!(scene.model.engine.session.outlook.next, Next::Support, "{}", scene.screen());
    scene.press("s Enter");
    assert!(scene.screen().contains("Type an answer"), "{}", scene.screen());
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
fn a_page_pasted_where_a_path_or_a_value_is_asked_for_is_taken_as_the_page() {
    for keys in ["g", "c", "g \"half a path"] {
        let mut scene = scene(&before("production/check-source"));
        scene.press(keys.trim_end_matches('"'));
        scene.paste(&page(PRODUCTION, SOURCE, "Ignore"));
        assert_eq!(
            standing(&scene, "production/check-source"),
            Standing::Done(Evidence::Verified),
            "{}",
            scene.screen()
        );
    }
}

#[test]
fn a_value_that_nobody_knows_is_asked_twice() {
    let mut scene = scene(&before("production/check-source"));
    scene.press("c \"Ignor\" Enter");
    assert!(scene.said().ends_with("Answer the same again if it really reads so."), "{}", scene.said());
    assert_eq!(standing(&scene, "production/check-source"), Standing::Open);
    scene.press("\"e\" Enter Enter");
    assert_eq!(standing(&scene, "production/check-source"), Standing::Done(Evidence::Claimed));
}

#[test]
fn a_rollback_is_started_from_its_page_and_the_question_is_seen() {
    let mut scene = scene(&before("lifetime/check-target"));
    scene.press("R");
    assert!(scene.screen().contains("r Roll back"), "{}", scene.screen());
    scene.press("r");
    assert!(scene.screen().contains("Rollback of LifeTime: why you roll back"), "{}", scene.screen());
    scene.press("\"it fails\" Enter \"rollback\" Enter");
    assert!(scene.screen().contains("Type exactly: roll back"), "{}", scene.screen());
    assert_eq!(scene.model.engine.session.outlook.state, State::Running);
    scene.press("Ctrl-u \"roll back\" Enter");
    assert_eq!(scene.model.engine.session.outlook.state, State::RollingBack);
    scene.press("R r");
    assert!(scene.model.ui.entry.is_none(), "one is under way already");
}

#[test]
fn every_page_shows_the_licenses_and_what_just_happened() {
    for key in ["i", "p", "R", "t", "N", "?"] {
        let mut scene = scene(&before("lifetime/check-target"));
        scene.press(key).paste(&page("KSM-OIR-8NU-JAQ-2HH-X45-5VZ-GTS", TARGET, "Protected"));
        let text = scene.screen();
        assert!(text.contains("MIXED  AAA ✓ Development, Quality, Production  BBB ✓ LifeTime"), "{text}");
        assert!(scene.said().contains("verified. The page shows BBB"), "{}", scene.said());
        assert!(text.contains("verified. The"), "{text}");
    }
}

#[test]
fn a_page_with_a_license_that_nobody_installed_raises_an_alarm() {
    let mut scene = scene(&before("lifetime/obtain-source"));
    scene.paste(&page(PRODUCTION, TARGET, "Protected"));
    assert!(scene.screen().contains("! Production shows BBB, although no upload of BBB"), "{}", scene.screen());
    let mut scene = self::scene(&before("quality/republish"));
    scene.paste(&page(PRODUCTION, SOURCE, "Ignore"));
    assert!(scene.screen().contains("! Production shows AAA, although BBB was installed"), "{}", scene.screen());
}

#[test]
fn an_invalid_license_is_never_shown_as_fine() {
    let mut scene = scene(&before("quality/republish"));
    let wrong =
        page(PRODUCTION, TARGET, "Protected").replace("Your license is valid", "Your license is invalid, not valid");
    scene.paste(&wrong);
    let text = scene.screen();
    assert!(text.contains("BBB ✗ Production") && text.contains("▸ Production  BBB     ✗"), "{text}");
}

#[test]
fn a_refused_value_is_not_green_again_when_it_is_to_be_obtained_again() {
    let mut story = before("lifetime/check-source");
    let bad = story.page(0, Side::Source, "Protected");
    story.done("lifetime/check-source", show(bad));
    let mut scene = scene(&story);
    scene.press(". Tab Tab Tab");
    while !scene.screen().contains("─ LifeTime:") {
        scene.press("Tab");
    }
    scene.press("u \"Support sent another file\" Enter");
    let text = scene.screen();
    let line = text.lines().find(|line| line.contains(" LifeTime ")).unwrap();
    assert!(line.contains("IPP ✗ Protected"), "{text}");
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
    scene.send(Msg::Resized(20, 5)).press("q");
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
    assert!(scene.screen().contains("Held: waiting for the DBA"), "{}", scene.screen());
    scene.press("b");
    assert!(!scene.screen().contains("Held:"), "{}", scene.screen());
}

#[test]
fn an_error_message_can_be_pasted_and_stops_the_line() {
    let mut scene = scene(&before("quality/republish"));
    scene.press("b").paste(IP_ERROR);
    assert_eq!(scene.model.engine.session.outlook.state, State::Stopped, "{}", scene.screen());
}

#[test]
fn a_success_that_is_pasted_twice_counts_once() {
    let mut scene = scene(&before("lifetime/republish"));
    for _ in 0..2 {
        scene.paste("Module published successfully.");
    }
    assert_eq!(standing(&scene, "lifetime/republish"), Standing::Open, "it was not begun");
    scene.press("b").paste("Module published successfully.").paste("Module published successfully.");
    assert_eq!(standing(&scene, "lifetime/republish"), Standing::Done(Evidence::Verified));
    assert_eq!(standing(&scene, "development/republish"), Standing::Open, "{}", scene.screen());
}

#[test]
fn a_page_is_never_a_message_nor_a_reason() {
    for keys in ["b e", "w", "b R r"] {
        let mut scene = scene(&before("lifetime/republish"));
        scene.press(keys).paste(&page(PRODUCTION, TARGET, "Protected").replace('\n', "\r"));
        assert_eq!(scene.model.engine.session.outlook.state, State::Running, "{keys}");
        assert!(scene.model.engine.session.run.notes.is_empty(), "{keys}");
        assert!(scene.said().contains("The page shows BBB"), "{keys}: {}", scene.said());
    }
}

#[test]
fn an_old_page_is_known_again_whatever_its_line_ends_are() {
    let mut scene = scene(&before("production/upload-source"));
    let text = page(PRODUCTION, SOURCE, "Ignore");
    scene.paste(&text).press("b");
    for copy in [
        text.clone(),
        text.replace('\n', "\r\n"),
        text.replace('\n', "\r"),
        text.trim_end().to_owned(),
        format!("{text}\n "),
    ] {
        scene.paste(&copy);
        assert!(scene.said().starts_with("This page reads like the one from before"), "{}", scene.said());
    }
}

#[test]
fn what_would_be_refused_whatever_is_answered_asks_nothing() {
    let on_target = before("lifetime/check-target");
    for (story, key, words) in [
        (&Story::four(), "z", "Choose an environment with Tab first."),
        (&on_target, "A", "LifeTime has or may have a BBB license"),
    ] {
        let mut scene = scene(story);
        scene.press(key);
        assert!(scene.model.ui.entry.is_none(), "{key}");
        assert!(scene.said().starts_with(words), "{key}: {}", scene.said());
    }
}

#[test]
fn a_rollback_looks_at_the_backups_before_it_trusts_them() {
    let mut scene = scene(&before("lifetime/check-target"));
    scene.press("R r \"it fails\" Enter \"roll back\"").lose_vault_unseen().press("Enter");
    assert_eq!(scene.model.engine.session.outlook.state, State::RollingBack);
    assert_eq!(scene.model.engine.session.run.environment(0).backup, None, "{}", scene.screen());
    assert!(scene.screen().contains("1 WITHOUT backup"), "{}", scene.screen());
    scene.press("y");
    let text = scene.screen();
    assert!(text.contains("Not from Service Center: BBB is or may be installed here"), "{text}");
}

#[test]
fn rubbish_that_is_pasted_changes_nothing_and_reaches_no_terminal() {
    let rubbish =
        ["\u{1b}]0;owned\u{7}\u{1b}[31mred", "\u{0}\u{1}\u{2}", "hello", &"x".repeat(1 << 17), "\u{202e}gnp.cil"];
    for story in [Story::four(), Story::paused(), before("production/check-source"), before("lifetime/republish")] {
        for text in rubbish {
            let mut scene = scene(&story);
            let before = scene.model.engine.session.run.environments().to_vec();
            scene.paste(text);
            assert_eq!(scene.model.engine.session.run.environments(), before);
            for text in [scene.screen(), {
                scene.press("w").paste(text);
                scene.screen()
            }] {
                assert!(!text.chars().any(|c| c.is_control() && c != '\n'), "{text:?}");
            }
        }
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
fn a_file_that_vanishes_from_the_vault_is_recorded_and_never_shown_as_fine() {
    let mut scene = scene(&before("lifetime/check-target"));
    scene.lose_vault();
    let run = &scene.model.engine.session.run;
    assert!(run.environments().iter().all(|known| known.backup.is_none()), "{}", scene.screen());
    assert!(scene.screen().contains("NOT READY: 1 of 1 backups not verified (R)"), "{}", scene.screen());
    assert!(scene.said().contains("in the vault is not what was kept"), "{}", scene.said());
}

#[test]
fn before_anybody_has_looked_the_backups_are_neither_fine_nor_lost() {
    let mut scene = scene(&before("lifetime/check-target"));
    scene.model.engine.session.vault.clear();
    assert!(scene.screen().contains("1 of 4; looking at the backups"), "{}", scene.screen());
}

#[test]
fn every_refusal_is_part_of_the_record() {
    let folder = tempfile::TempDir::new().unwrap();
    let mut scene = scene(&Story::paused());
    let path = file(&folder, "login.lic", "<!DOCTYPE html><title>Log in</title>");
    let facts = scene.model.engine.session.run.facts;
    scene.press(&format!("g \"{path}\" Enter"));
    assert_eq!(scene.model.engine.session.run.facts, facts + 1);
    assert!(scene.screen().contains("login.lic is a web page"), "{}", scene.screen());
    let place = scene.model.engine.session.run.plan.place(&"production/obtain-source".into()).unwrap();
    assert_eq!(scene.model.engine.session.run.step(place).refused, 1);
}

/// What the strip says of a story.
fn licenses(story: &Story) -> String {
    let session = Scene::of(story, SIZES[1]).model.engine.session;
    acmove::view::licenses::Licenses::of(&session).word
}

#[test]
fn all_on_a_code_is_said_only_where_every_page_has_shown_it() {
    assert_eq!(licenses(&Story::paused()), "none seen yet");
    let mut story = before("lifetime/obtain-source");
    assert_eq!(licenses(&story), "1 of 4 on AAA");
    story.before("lifetime/upload-target");
    assert_eq!(licenses(&story), "all on AAA");
    story.done("lifetime/upload-target", acmove::domain::command::StepCommand::Begin { vault: story.vault(0) });
    assert_eq!(licenses(&story), "MIXED", "nobody knows, and it may be BBB");
    story.before("production/upload-target");
    assert_eq!(licenses(&story), "MIXED");
    story.done("production/upload-target", acmove::domain::command::StepCommand::Begin { vault: story.vault(3) });
    assert_eq!(licenses(&story), "MIXED, 3 of 4 on BBB");
    story.done("production/upload-target", crate::support::finish());
    assert_eq!(licenses(&story), "all on BBB, 1 only claimed");
    story.finish_well();
    assert_eq!(licenses(&story), "all on BBB");
    let mut strange = story.page(3, Side::Target, "Protected");
    strange.banner = acmove::domain::page::Banner::Invalid;
    let environment = "production".parse().unwrap();
    let evidence = acmove::domain::digest::Digest::ZERO;
    story.grant(&acmove::domain::command::Command::SeePage { environment, page: Box::new(strange), evidence });
    assert_eq!(licenses(&story), "all on BBB, 1 invalid");
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
