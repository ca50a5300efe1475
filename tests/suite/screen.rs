//! Every screen at three sizes, as a person sees it.

use acmove::{
    domain::{command::StepDeed, event::Problem, infrastructure::Side},
    ui::theme::{Theme, names},
};
use ratatui::style::Color;

use crate::{
    stage::{SIZES, Scene},
    support::{EDITIONS, FOUR, IP_ERROR, Story, message, report, roll_back, show},
};

/// A screen: what it is called, how things stand, and the keys that lead to it.
type Screen = (&'static str, fn() -> Story, &'static str);

const SCREENS: &[Screen] = &[
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
];

fn rehearsal() -> Story {
    let mut story = Story::rehearsal(EDITIONS[0], FOUR);
    story.before("production/upload-source");
    story
}

fn under_way() -> Story {
    let mut story = Story::paused();
    story.before("lifetime/upload-target");
    story.done("lifetime/upload-target", StepDeed::Begin { vault: story.vault(0) });
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
    let page = story.page(1, Side::Target, "Ignore");
    story.done("development/check-target", show(page));
    story
}

fn republish() -> Story {
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

fn rolling_back() -> Story {
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

fn scene(screen: &Screen, size: (u16, u16)) -> Scene {
    let mut scene = Scene::of(&screen.1(), size);
    scene.press(screen.2);
    scene
}

#[test]
fn every_screen_looks_as_it_was_looked_at() {
    let mut settings = insta::Settings::clone_current();
    settings.set_prepend_module_to_snapshot(false);
    settings.set_snapshot_path("../screens");
    settings.set_omit_expression(true);
    settings.bind(|| {
        for screen in SCREENS {
            let sizes = SIZES.map(|size| format!("{} x {}\n{}", size.0, size.1, scene(screen, size).screen()));
            insta::assert_snapshot!(screen.0, sizes.join("\n"));
        }
    });
}

#[test]
fn in_ascii_there_is_nothing_else() {
    let theme = Theme::bundled("dark", true).unwrap();
    for screen in SCREENS {
        for size in SIZES {
            let screen_text = scene(screen, size).drawn(&theme);
            assert!(screen_text.is_ascii(), "{}:\n{screen_text}", screen.0);
        }
    }
}

#[test]
fn without_colour_there_is_none_and_nothing_is_lost() {
    let (plain, dark) = (Theme::bundled("plain", false).unwrap(), Theme::bundled("dark", false).unwrap());
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
        assert!(Theme::bundled(name, false).is_ok(), "{name}");
    }
}

#[test]
fn the_strip_shows_every_environment_and_its_license_on_the_dashboard_at_every_size() {
    for story in [half_way(), stopped(), rolling_back(), under_way()] {
        for size in SIZES {
            let text = Scene::of(&story, size).screen();
            for name in ["LifeTime", "Development", "Quality", "Production"] {
                let line = text.lines().find(|line| line.contains(name)).unwrap_or_else(|| panic!("{name}:\n{text}"));
                assert!(["AAA", "BBB", "unknown"].iter().any(|word| line.contains(word)), "{line}");
            }
            assert!(text.contains("Going back now:"), "{text}");
        }
    }
}

#[test]
fn a_screen_that_is_too_small_says_so_and_nothing_else() {
    for size in [(59, 16), (60, 15), (20, 5), (1, 1), (0, 0)] {
        let text = Scene::of(&half_way(), size).screen();
        assert!(!text.contains("Going back"), "{text}");
    }
    assert!(Scene::of(&half_way(), (59, 15)).screen().contains("acmove needs 60x16"));
}

#[test]
fn no_size_breaks_any_screen() {
    for screen in SCREENS {
        let mut scene = scene(screen, SIZES[1]);
        for width in [60, 75, 99, 200] {
            for height in [16, 19, 29, 60] {
                scene.send(acmove::app::message::Msg::Resized(width, height));
                assert!(!scene.screen().trim().is_empty());
            }
        }
    }
}
