//! Every screen at three sizes, as a person sees it.

use std::{collections::BTreeMap, sync::Mutex};

use acmove::{
    domain::{
        command::StepCommand,
        event::Problem,
        infrastructure::Side,
        page::{EndDate, LicensingPage},
    },
    tui::draw::theme::{Theme, names},
    view::{mark::Signs, text::Tone},
};
use ratatui::style::Color;

use crate::harness::{
    in_parts::{between_nights, end_of_night, left_out},
    scene::{SIZES, Scene},
    story::{EDITIONS, FOUR, IP_ERROR, Story, message, report, roll_back, show},
    watching,
};

/// A screen: what it is called, how things stand, and the keys that lead to it.
pub(crate) type Screen = (&'static str, fn() -> Story, &'static str);

pub(crate) const SCREENS: &[Screen] = &[
    ("requirement", Story::four, ""),
    ("obtain", Story::paused, ""),
    ("obtain-path", Story::paused, "g \"licenses/prod\""),
    ("obtain-refused", Story::paused, "g \"there-is-no-such-file.lic\" Enter"),
    ("upload-under-way", under_way, ""),
    ("check", to_check, ""),
    ("check-not-accepted", not_ignore, "Tab"),
    ("support", two_collected, ""),
    ("target-not-prepared", not_prepared, ""),
    ("republish", republish, ""),
    ("stopped", stopped, ""),
    ("rollback-nothing", Story::paused, "R"),
    ("rollback-ready", half_way, "R"),
    ("rollback-confirm", stopped, "r \"the test publish failed\" Enter \"roll b\""),
    ("rolling-back", rolling_back, ""),
    ("rolled-back", rolled_back, ""),
    ("left-out", left_out, "Tab Tab"),
    ("end-of-night", end_of_night, ""),
    ("stop-for-today", end_of_night, "Q \"Quality is repaired tomorrow\" Enter \"resu"),
    ("between-nights", between_nights, ""),
    ("done", done, ""),
    ("ended", ended, ""),
    ("environments", half_way, "i"),
    ("procedure", half_way, "p"),
    ("ticket", two_collected, "t"),
    ("notes", noted, "N"),
    ("help", half_way, "?"),
    ("one-by-one", current, ""),
    ("many", many, "Tab Tab Tab"),
    ("rehearsal", rehearsal, ""),
    ("first-upload", too_short, ""),
    ("deadline", late, ""),
    ("actions", half_way, ":"),
    ("actions-found", half_way, ": \"roll"),
    ("actions-none", half_way, ": \"xyzzy"),
    ("places", half_way, "Space"),
    ("timeline", half_way, "T"),
    ("timeline-filtered", half_way, "T f Tab Tab"),
    ("timeline-typing", half_way, "T / \"backup"),
    ("fact", half_way, "T Up Up Enter"),
    ("past", half_way, "T Up Up Up Up Up Up Up v"),
    ("publish-failed", publish_failed, ""),
    ("page-differs", page_differs, ""),
    ("eight", eight, ""),
    ("twelve", twelve, "Tab"),
    ("many-grouped", many, "G"),
    ("many-filtered", many, "/ \"branch 1\" Enter Tab"),
    ("many-typing", many, "/ \"long"),
    ("claim", to_check, "c \"BBB Protec"),
    ("rolling-back-page", rolling_back, "R"),
    ("abandon", Story::paused, "A \"no time"),
    ("pause-running", watching::pause_running, ""),
    ("pause-unwatched", watching::pause_unwatched, ""),
    ("deployment-in-freeze", watching::in_freeze, ""),
    ("deployment-abort", watching::in_freeze, "a \"Prod"),
    ("deployment-over", watching::over_in_freeze, ""),
    ("unwatched", watching::unwatched, ""),
];

fn rehearsal() -> Story {
    let mut story = Story::rehearsal(EDITIONS[0], FOUR);
    story.before("production/upload-source");
    story
}

fn under_way() -> Story {
    let mut story = Story::paused();
    story.before("lifetime/upload-target");
    story.done("lifetime/upload-target", StepCommand::Begin { vault: story.vault(0) });
    story
}

pub(crate) fn to_check() -> Story {
    let mut story = Story::paused();
    story.before("lifetime/check-target");
    story
}

fn not_ignore() -> Story {
    let mut story = Story::paused();
    story.before("lifetime/check-source");
    let page = story.page(0, Side::Source, "Protected");
    story.done("lifetime/check-source", show(page));
    story.before("quality/obtain-source");
    story
}

fn two_collected() -> Story {
    let mut story = Story::paused();
    story.done("production/obtain-source", report(Problem::SerialNotFound));
    story.before("quality/check-source");
    let page = story.page(2, Side::Source, "Unprotected");
    story.done("quality/check-source", show(page));
    story
}

fn not_prepared() -> Story {
    let mut story = Story::paused();
    story.before("development/check-target");
    let page = story.page(1, Side::Target, "Blocked");
    story.done("development/check-target", show(page));
    story
}

pub(crate) fn republish() -> Story {
    let mut story = Story::paused();
    story.before("development/republish");
    story
}

pub(crate) fn stopped() -> Story {
    let mut story = republish();
    story.done("development/republish", message(IP_ERROR));
    story
}

pub(crate) fn half_way() -> Story {
    let mut story = Story::paused();
    story.through("development/upload-target");
    story
}

pub(crate) fn rolling_back() -> Story {
    let mut story = half_way();
    story.grant(&roll_back()).before("lifetime/confirm-source");
    story
}

fn rolled_back() -> Story {
    let mut story = rolling_back();
    story.finish_well();
    story
}

fn done() -> Story {
    let mut story = Story::paused();
    story.finish_well();
    story
}

fn ended() -> Story {
    use acmove::domain::command::Command;
    let mut story = Story::four();
    story.grant(&Command::Answer { requirement: "one-lifetime".to_owned(), yes: false });
    story
}

fn too_short() -> Story {
    let mut story = Story::paused();
    story.before("lifetime/upload-target").wait(205);
    story.grant(&acmove::domain::command::Command::Note { about: None, text: "late".to_owned() });
    story
}

fn late() -> Story {
    let mut story = half_way();
    story.wait(190);
    story.grant(&acmove::domain::command::Command::Note { about: None, text: "late".to_owned() });
    story
}

fn publish_failed() -> Story {
    let mut story = republish();
    story.done("development/republish", message("Compilation failed: ECT_Provider has 3 errors."));
    story
}

fn page_differs() -> Story {
    let mut story = to_check();
    let page = LicensingPage {
        end_date: Some(EndDate::On(jiff::civil::date(2026, 9, 30))),
        ..story.page(0, Side::Target, "Protected")
    };
    story.done("lifetime/check-target", show(page));
    story
}

fn eight() -> Story {
    of(8)
}

fn twelve() -> Story {
    of(12)
}

pub(crate) fn of(count: usize) -> Story {
    let more = |n: usize| format!("[[environment]]\nname = \"Branch {n:02}\"\nrole = \"production\"\n");
    let description = FOUR.to_owned() + &(4..count).map(more).collect::<String>();
    let mut story = Story::of(EDITIONS[0], &description);
    story.before("branch-05/upload-source");
    story
}

fn noted() -> Story {
    use acmove::domain::command::Command;
    let mut story = Story::paused();
    let about = Some("production/obtain-source".into());
    story.grant(&Command::Note { about, text: "The portal asks for a second factor; Bea has the phone.".to_owned() });
    story
}

fn current() -> Story {
    let mut story = Story::of(EDITIONS[1], FOUR);
    story.before("development/upload-target");
    story
}

pub(crate) fn many() -> Story {
    let more =
        |n: usize| format!("[[environment]]\nname = \"Branch {n:02} with a long name\"\nrole = \"production\"\n");
    let description = FOUR.to_owned() + &(1..=20).map(more).collect::<String>();
    let mut story = Story::of(EDITIONS[0], &description);
    story.before("branch-03-with-a-long-name/upload-source");
    story
}

/// The story of a screen, told once for all tests that look at it.
pub(crate) fn told((name, story, _): &Screen) -> Story {
    static TOLD: Mutex<BTreeMap<&str, Story>> = Mutex::new(BTreeMap::new());
    TOLD.lock().unwrap().entry(name).or_insert_with(story).clone()
}

pub(crate) fn scene(screen: &Screen, size: (u16, u16)) -> Scene {
    let mut scene = Scene::of(&told(screen), size);
    scene.press(screen.2);
    scene
}

/// Paths as they were looked at, on any system.
fn slashed(drawn: &str) -> String {
    if cfg!(windows) { drawn.replace('\\', "/") } else { drawn.to_owned() }
}

#[test]
fn every_screen_looks_as_it_was_looked_at() {
    let mut settings = insta::Settings::clone_current();
    settings.set_prepend_module_to_snapshot(false);
    settings.set_snapshot_path("../../screens");
    settings.set_omit_expression(true);
    settings.bind(|| {
        for screen in SCREENS {
            let sizes =
                SIZES.map(|size| format!("{} x {}\n{}", size.0, size.1, slashed(&scene(screen, size).screen())));
            insta::assert_snapshot!(screen.0, sizes.join("\n"));
        }
    });
}

#[test]
fn in_ascii_there_is_nothing_else() {
    let mut theme = Theme::bundled("dark").unwrap();
    theme.signs = Signs::Ascii;
    for screen in SCREENS {
        for size in SIZES {
            let screen_text = scene(screen, size).drawn(&theme);
            assert!(screen_text.is_ascii(), "{}:\n{screen_text}", screen.0);
        }
    }
}

#[test]
fn nothing_is_clipped_on_any_screen_in_any_look() {
    let mut faults = Vec::new();
    let mut theme = Theme::bundled("dark").unwrap();
    for screen in SCREENS {
        for size in SIZES.into_iter().chain([(100, 30), (120, 24), (120, 30), (130, 40), (200, 60)]) {
            let scene = scene(screen, size);
            for signs in Signs::ALL {
                theme.signs = signs;
                let clipped = scene.draw(&theme).1.clipped;
                faults.extend(clipped.into_iter().map(|line| format!("{} {size:?} {signs:?}: {line}", screen.0)));
            }
        }
    }
    assert!(faults.is_empty(), "{}", faults.join("\n"));
}

/// Characters of a code or a serial number.
const CODE: usize = 31;

/// What has the colour of a state nowhere has the same words in another colour: then the words alone tell the state.
#[test]
fn no_state_is_said_by_its_colour_alone() {
    let theme = Theme::bundled("dark").unwrap();
    let states = [Tone::Good, Tone::Claimed, Tone::Bad, Tone::Caution].map(|tone| theme.tone(tone).fg.unwrap());
    let mut told: BTreeMap<String, BTreeMap<String, &str>> = BTreeMap::new();
    for screen in SCREENS {
        for size in SIZES {
            let buffer = scene(screen, size).buffer(&theme);
            for row in buffer.content.chunks(usize::from(size.0)) {
                for run in row.chunk_by(|one, other| one.fg == other.fg) {
                    let text: String = run.iter().map(ratatui::buffer::Cell::symbol).collect();
                    let text = text.trim().to_owned();
                    told.entry(text).or_default().insert(format!("{:?}", run[0].fg), screen.0);
                }
            }
        }
    }
    let is_state = |colour: &String| states.iter().any(|state| format!("{state:?}") == *colour);
    let faults: Vec<String> = told
        .into_iter()
        // A code or a serial number has a mark and a verdict beside it; a single letter is a key.
        // A sentence says it in words, and where its lines break is chance.
        .filter(|(text, _)| !text.ends_with('.'))
        .filter(|(text, _)| text.len() != CODE && text.chars().filter(|c| c.is_alphabetic()).count() > 1)
        .filter(|(_, colours)| colours.len() > 1 && colours.keys().any(is_state))
        .map(|(text, colours)| format!("{text:?}: {colours:?}"))
        .collect();
    assert!(faults.is_empty(), "{}", faults.join("\n"));
}

#[test]
fn without_colour_there_is_none_and_nothing_is_lost() {
    let (plain, dark) = (Theme::bundled("plain").unwrap(), Theme::bundled("dark").unwrap());
    for screen in SCREENS {
        let scene = scene(screen, SIZES[1]);
        let buffer = scene.buffer(&plain);
        assert!(buffer.content.iter().all(|cell| cell.fg == Color::Reset && cell.bg == Color::Reset), "{}", screen.0);
        assert_eq!(scene.drawn(&plain), scene.drawn(&dark), "{}: colour says something that no text says", screen.0);
    }
}

#[test]
fn every_theme_can_be_read() {
    for name in names() {
        assert!(Theme::bundled(name).is_ok(), "{name}");
    }
}

#[test]
fn the_strip_shows_every_environment_and_its_license_on_the_dashboard_at_every_size() {
    for story in [half_way(), stopped(), rolling_back(), under_way()] {
        for size in SIZES {
            let text = Scene::of(&story, size).screen();
            // The strip is one line, on the lowest screen with names cut in their middle.
            let strip = text.lines().nth(if size.1 >= 30 { 2 } else { 1 }).unwrap();
            for name in ["LifeTime", "Development", "Quality", "Production"] {
                let shown = strip.contains(name) || size == SIZES[0] && strip.contains(&name[..3]);
                assert!(shown, "{name}: {strip}");
            }
            assert!(text.contains("Rollback: "), "{text}");
        }
    }
}

#[test]
fn a_screen_that_is_too_small_says_so_and_nothing_else() {
    for size in [(59, 16), (60, 15), (20, 5), (1, 1), (0, 0)] {
        let text = Scene::of(&half_way(), size).screen();
        assert!(!text.contains("Rollback: "), "{text}");
    }
    assert!(Scene::of(&half_way(), (59, 15)).screen().contains("acmove needs 60x16"));
}

#[test]
fn no_size_breaks_any_screen() {
    for screen in SCREENS {
        let mut scene = scene(screen, SIZES[1]);
        for width in [60, 75, 99, 200] {
            for height in [16, 19, 29, 60] {
                scene.send(acmove::tui::message::Msg::Resized(width, height));
                assert!(!scene.screen().trim().is_empty());
            }
        }
    }
}
