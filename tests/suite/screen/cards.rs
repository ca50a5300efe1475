//! Who acts, what was just proved, and what is said below the card.

use std::{fs, path::Path};

use acmove::{
    domain::{check::Verdict, event::Event, run::Run},
    engine::{Busy, message::EngineMsg, session::Session, subject::Subject},
    runtime::{bundle, folder, inspector::Inspector},
    tui::{
        dashboard::Dashboard,
        message::{Msg, Saving},
    },
    view::who::who,
};

use super::screens::{SCREENS, Screen, half_way, republish, scene, stopped, to_check};
use crate::harness::{
    scene::Scene,
    story::{IP_ERROR, Story, message},
};

pub(super) const SMALL: (u16, u16) = (60, 16);
pub(super) const USUAL: (u16, u16) = (80, 24);
pub(super) const ROOMY: (u16, u16) = (100, 30);

pub(super) fn screen(name: &str) -> &'static Screen {
    SCREENS.iter().find(|screen| screen.0 == name).unwrap()
}

/// The words that say who acts.
const WHO: [&str; 11] = [
    "NOW YOU",
    "NOW ACMOVE",
    "COMMAND RUNNING",
    "YOU DECIDE",
    "WAITING FOR SUPPORT",
    "STOPPED FOR TODAY",
    "ON HOLD: ",
    " COMPLETE",
    " ROLLED BACK",
    "HANDED OVER",
    "ENDED",
];

#[test]
fn every_card_says_who_acts() {
    for (name, words) in [
        ("requirement", "NOW YOU"),
        ("obtain", "NOW YOU"),
        ("upload-under-way", "NOW YOU"),
        ("check", "NOW YOU"),
        ("support", "WAITING FOR SUPPORT"),
        ("stopped", "YOU DECIDE"),
        ("first-upload", "YOU DECIDE"),
        ("deadline", "YOU DECIDE"),
        ("deployment-in-freeze", "YOU DECIDE"),
        ("rolling-back", "NOW YOU"),
        ("rolled-back", "ROLLED BACK"),
        ("done", "\u{2713} COMPLETE"),
        ("ended", "ENDED"),
    ] {
        for size in [SMALL, USUAL, ROOMY, (140, 45)] {
            let text = scene(screen(name), size).screen();
            assert!(text.contains(words), "{name}, {words}:\n{text}");
        }
    }
}

#[test]
fn a_hold_names_the_one_that_is_waited_for() {
    for (reason, words) in [
        ("waiting for the DBA", "ON HOLD: waiting for the DBA"),
        ("DBA", "ON HOLD: waiting for DBA"),
        ("Waiting for Support.", "ON HOLD: waiting for Support"),
        ("lunch is late tonight", "ON HOLD: lunch is late tonight"),
    ] {
        let mut scene = Scene::of(&half_way(), ROOMY);
        scene.press(&format!("h \"{reason}\" Enter"));
        let text = scene.screen();
        assert!(text.contains(words) && !text.contains("NOW YOU"), "{reason}: {text}");
    }
}

/// After every fact of the kept journals.
#[test]
fn whatever_has_happened_somebody_acts() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/journals");
    let mut seen = 0;
    for entry in fs::read_dir(folder).unwrap() {
        let story = entry.unwrap().path();
        if !story.join("journal.jsonl").is_file() {
            continue;
        }
        let look = |run: &Run| {
            let session = Session::of(run.clone(), "night".to_owned());
            let subject = session.subject(None, run.latest);
            let told = who(&session, subject, None, run.latest).map(|who| who.words).unwrap_or_default();
            assert!(WHO.iter().any(|words| told.contains(words)), "{}: {told:?}", story.display());
            let busy = who(&session, subject, Some(Busy::Writing { on_pages: false }), run.latest);
            assert_eq!(busy.unwrap().words, "NOW ACMOVE");
        };
        let _ = folder::replay(&story, |_, run| {
            seen += 1;
            look(run);
        });
    }
    assert!(seen > 300, "{seen}");
}

/// A story as the screen has seen it: each fact comes to a screen that shows the ones before.
fn played(story: &Story, size: (u16, u16), mut look: impl FnMut(&Scene, &Event)) {
    for count in 1..story.facts.len() {
        let mut scene = Scene::after(story, count, size);
        let fact = story.facts[count].clone();
        scene.now = fact.at;
        scene.send(EngineMsg::Recorded(Box::new(fact.clone())));
        look(&scene, &fact.event);
    }
}

fn words(text: &str) -> Vec<String> {
    text.split_whitespace().map(|word| word.trim_matches(|c: char| !c.is_alphanumeric()).to_lowercase()).collect()
}

fn told(lines: &[acmove::view::text::Line]) -> String {
    lines
        .iter()
        .map(|line| line.iter().map(|part| part.text.as_str()).collect::<String>())
        .collect::<Vec<_>>()
        .join("\n")
}

fn failing() -> Vec<(&'static str, Story)> {
    ["page-differs", "target-not-prepared", "publish-failed", "stopped"]
        .map(|name| (name, screen(name).1()))
        .into_iter()
        .collect()
}

#[test]
fn a_notice_never_repeats_its_card() {
    /// So many words in a row are no chance.
    const ROW: usize = 6;
    let mut stories: Vec<Story> = failing().into_iter().map(|(_, story)| story).collect();
    stories.extend([half_way(), screen("rolled-back").1(), screen("done").1(), screen("check-not-accepted").1()]);
    for story in stories {
        for size in [SMALL, USUAL, ROOMY] {
            played(&story, size, |scene, event| {
                let dashboard = Dashboard::of(scene.model.shown(), &scene.model.ui);
                let notice = words(&told(&dashboard.notice));
                let card = words(&told(&dashboard.lines)).join(" ");
                let repeated = notice.windows(ROW).find(|row| card.contains(&row.join(" ")));
                assert!(repeated.is_none(), "{event:?}: {repeated:?}\n{}", scene.screen());
            });
        }
    }
}

#[test]
fn a_notice_has_the_mark_and_the_time_of_its_fact() {
    let mut scene = Scene::of(&screen("obtain").1(), ROOMY);
    scene.press("w \"the portal is slow\" Enter");
    assert!(scene.screen().contains(" \u{b7} "), "{}", scene.screen());
    let mut scene = Scene::of(&before("lifetime/upload-target"), ROOMY);
    scene.press("b y");
    let text = scene.screen();
    assert!(text.lines().any(|line| line.starts_with(" \u{25c6} ") && line.contains("UTC  LifeTime")), "{text}");
}

fn before(step: &str) -> Story {
    let mut story = Story::paused();
    story.before(step);
    story
}

#[test]
fn the_advice_stays_in_sight_and_so_does_what_failed() {
    for (name, story) in failing() {
        let last = story.facts.len() - 1;
        let on = |size| {
            let mut scene = Scene::after(&story, last, size);
            let fact = story.facts[last].clone();
            scene.now = fact.at;
            scene.send(EngineMsg::Recorded(Box::new(fact)));
            scene
        };
        let usual = on(USUAL);
        let dashboard = Dashboard::of(usual.model.shown(), &usual.model.ui);
        let all = dashboard.lines.len();
        assert!(all <= usize::from(dashboard.division.body), "{name}: {all}\n{}", usual.screen());
        let Event::PageFailed { rows: Some(rows), .. } = &story.facts[last].event else { continue };
        let small = on(SMALL);
        if !matches!(small.model.ui.subject(small.model.session()), Subject::Step(_)) {
            continue;
        }
        let small = small.screen();
        for row in rows.iter().filter(|row| row.verdict == Verdict::Differs) {
            assert!(small.contains(row.field.as_ref()), "{name}, {}:\n{small}", row.field);
            let found = row.found.as_deref().unwrap_or_default();
            assert!(small.contains(found), "{name}, {found}:\n{small}");
        }
    }
}

#[test]
fn to_paste_is_the_selected_choice_of_a_check() {
    let mut scene = Scene::of(&to_check(), ROOMY);
    let text = scene.screen();
    let line = text.lines().find(|line| line.contains("Paste it here")).unwrap();
    assert!(line.starts_with('\u{258c}'), "{line}");
    scene.press("Enter");
    assert!(scene.said().contains("nothing to paste"), "Enter reads the clipboard: {}", scene.said());
    scene.press("Down");
    let text = scene.screen();
    let line = text.lines().find(|line| line.contains("Select a saved page")).unwrap();
    assert!(line.starts_with('\u{258c}'), "{line}");
}

#[test]
fn a_rollback_says_what_is_at_stake_while_it_is_asked_about() {
    for size in [USUAL, ROOMY, (140, 45)] {
        let mut scene = Scene::of(&stopped(), size);
        scene.press("r");
        let text = scene.screen();
        for words in
            ["Roll back all 4 environments", "1 of 2", "1 pause", "2 Production", "about 55 min", "4 of 4 proved"]
        {
            assert!(text.contains(words), "{words}: {text}");
        }
    }
    let mut scene = Scene::of(&stopped(), SMALL);
    scene.press("r \"the test failed\" Enter");
    let text = scene.screen();
    assert!(text.contains("Roll back all 4 environments") && text.contains("2 of 2"), "{text}");
    assert!(text.contains("4 of 4 proved") && text.contains("Type  roll back  to confirm"), "{text}");
}

#[test]
fn what_stopped_everything_is_told_without_quotes() {
    let mut story = republish();
    story.done("development/republish", message(IP_ERROR));
    let text = Scene::of(&story, ROOMY).screen();
    assert!(!text.contains("\".") && text.contains("YOU DECIDE  Development: publishing "), "{text}");
}

#[test]
fn when_all_is_over_what_comes_next_has_a_key() {
    for name in ["done", "rolled-back"] {
        let mut scene = scene(screen(name), ROOMY);
        let text = scene.screen();
        for choice in ["Write the report", "Copy the ticket", "Look at the night", "Pack everything for Support"] {
            assert!(text.contains(choice), "{choice}: {text}");
        }
        scene.press("S");
        assert!(scene.screen().contains("night-report.html"), "{}", scene.screen());
        scene.press("Enter");
        assert_eq!(scene.said(), "The report is in night-report.html.");
        scene.press("B Esc");
        assert_eq!(scene.said(), "Nothing was saved.");
        let failed = || Msg::Saved(Saving::Bundle, Err(("/no/such/a.zip".to_owned(), "no space".to_owned())));
        assert!(scene.send(failed()).model.ui.notice.as_ref().is_some_and(|notice| notice.bad));
        let text = scene.screen();
        assert!(text.contains("> /no/such/a.zip"), "what was typed is there: {text}");
        scene.press("Esc w \"later\"").send(failed());
        assert!(scene.model.ui.overlay.is_none(), "what is being typed by then stays: {}", scene.screen());
    }
    let text = scene(screen("rolled-back"), ROOMY).screen();
    assert!(text.contains("ROLLED BACK"), "{text}");
}

#[test]
fn what_is_written_from_the_screen_is_what_the_commands_write() {
    let story = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/journals/");
    let story = fs::read_dir(story).unwrap().map(|entry| entry.unwrap().path()).find(|path| path.is_dir()).unwrap();
    let folder = tempfile::TempDir::new().unwrap();
    let inspector = Inspector::of(&story);
    let to = |name: &str| folder.path().join(name).to_str().unwrap().to_owned();
    for (name, begins) in [("night.html", "<!"), ("night.md", "# "), ("night.json", "{")] {
        let path = inspector.save(Saving::Report, &to(name)).unwrap();
        let text = fs::read_to_string(&path).unwrap();
        assert!(text.trim_start().to_lowercase().starts_with(begins), "{name}: {}", &text[..40]);
    }
    let path = inspector.save(Saving::Bundle, &to("night.zip")).unwrap();
    assert!(bundle::unpack(Path::new(&path)).is_ok());
    let into = story.join("journal.jsonl").to_str().unwrap().to_owned();
    let refused = inspector.save(Saving::Report, &into).unwrap_err();
    assert!(refused.contains("belongs to a migration"), "{refused}");
}

#[test]
fn while_a_deployment_runs_to_wait_is_the_choice() {
    let mut scene = scene(screen("deployment-in-freeze"), ROOMY);
    let text = scene.screen();
    let line = text.lines().find(|line| line.contains("Wait  ")).unwrap();
    assert!(line.starts_with('\u{258c}'), "{text}");
    let facts = scene.facts.len();
    scene.press("Enter");
    assert_eq!(scene.facts.len(), facts);
}

#[test]
fn an_answer_to_a_key_is_whole_because_it_can_be_read_nowhere_else() {
    for (name, size, key) in [("check", (80, 24), "P"), ("stopped", (60, 16), "d"), ("stopped", (60, 16), "s")] {
        let mut scene = scene(screen(name), size);
        scene.press(key);
        let (said, text) = (scene.said().to_owned(), scene.screen());
        let shown = text.split_whitespace().collect::<Vec<_>>().join(" ");
        let said = said.split_whitespace().collect::<Vec<_>>().join(" ");
        assert!(!said.is_empty() && shown.contains(&said), "{said}\n{text}");
    }
}
