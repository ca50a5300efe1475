//! The environments on the dashboard: their steps as marks, boxes with room inside, many of them with Production in sight or counted.

use acmove::{
    tui::{draw::theme::Theme, layout::Panels},
    view::mark::Signs,
};

use crate::{
    harness::scene::Scene,
    screen::{
        layout::of,
        screens::{half_way, rolling_back, stopped, to_check},
    },
};

#[test]
fn a_box_shows_the_steps_of_both_licenses_and_has_a_blank_column_inside_its_borders() {
    let scene = Scene::of(&to_check(), (100, 30));
    let text = scene.screen();
    let row = text.lines().find(|row| row.contains("BBB\u{2713}\u{25c6}\u{25b8}")).unwrap_or_else(|| panic!("{text}"));
    assert!(
        row.contains("\u{2588} AAA\u{2713}\u{2713}\u{2713} BBB\u{2713}\u{25c6}\u{25b8} test \u{b7} \u{2588}"),
        "{row}"
    );
    assert!(text.contains("now: check BBB"), "{text}");
    for story in [half_way(), stopped(), rolling_back()] {
        for size in [(100, 30), (140, 45), (200, 60)] {
            let text = Scene::of(&story, size).screen();
            let sides = ['\u{2502}', '\u{2503}', '\u{2588}', '\u{2592}', '\u{2573}', '\u{25c4}'];
            let is_box = |line: &&str| line.chars().nth(1).is_some_and(|first| sides[..4].contains(&first));
            for line in text.lines().filter(is_box) {
                let cells: Vec<char> = line.chars().collect();
                for place in (0..cells.len()).filter(|place| sides.contains(&cells[*place])) {
                    let around = [place.checked_sub(1), Some(place + 1)].into_iter().flatten();
                    let is_free =
                        |place: usize| cells.get(place).is_none_or(|cell| *cell == ' ' || sides.contains(cell));
                    assert!(around.into_iter().all(is_free), "{size:?}: {line}");
                }
            }
        }
    }
}

#[test]
fn no_name_of_a_fact_is_cut_at_any_width() {
    for story in [half_way(), stopped(), of(8), of(12), of(40)] {
        for width in [60, 70, 80, 100, 140, 200] {
            for height in [16, 24, 30, 45] {
                let text = Scene::of(&story, (width, height)).screen();
                let words: Vec<&str> = text.split_whitespace().collect();
                assert!(!words.contains(&"bac") && !words.contains(&"rep"), "{width}x{height}:\n{text}");
            }
        }
    }
}

#[test]
fn when_the_migration_is_stopped_no_environment_says_that_nothing_is_left() {
    for size in [(100, 30), (140, 45)] {
        let text = Scene::of(&stopped(), size).screen();
        assert!(!text.contains("nothing left to do") && text.contains("\u{2016} "), "{text}");
    }
}

#[test]
fn twelve_environments_are_all_in_sight_on_a_usual_screen_and_in_boxes_on_a_large_one() {
    let story = of(12);
    for (size, panels) in [((100, 30), Panels::Tiles(2)), ((140, 45), Panels::Boxes)] {
        let scene = Scene::of(&story, size);
        let text = scene.screen();
        let dashboard = acmove::tui::dashboard::Dashboard::of(scene.model.shown(), &scene.model.ui);
        assert_eq!(dashboard.division.panels, panels, "{text}");
        for number in 4..12 {
            assert!(text.contains(&format!("Branch {number:03}")), "{number}:\n{text}");
        }
    }
}

#[test]
fn what_is_not_in_sight_of_many_is_counted_with_those_for_production() {
    let scene = Scene::of(&of(40), (140, 45));
    let text = scene.screen();
    assert!(text.contains("environment") && text.contains("license") && text.contains("backup"), "{text}");
    let rest = text.lines().find(|line| line.contains(" more")).unwrap_or_else(|| panic!("{text}"));
    assert!(rest.contains(" of 13 are among them"), "{rest}");
}

#[test]
fn in_ascii_the_marks_and_the_bar_are_letters() {
    let mut theme = Theme::bundled("plain").unwrap();
    theme.signs = Signs::Ascii;
    let text = Scene::of(&to_check(), (100, 30)).drawn(&theme);
    assert!(text.is_ascii() && text.contains("AAAvvv BBBvc>") && text.contains("#---"), "{text}");
}
