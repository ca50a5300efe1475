//! The first screen: what acmove is for, what was left where, and what can be started, whatever the size and however much there
//! is.

use acmove::{
    practice::scenario::{groups, scenarios},
    tui::{
        draw::{self, Drawn, theme::Theme},
        hit_area::HitArea,
        message::Typed,
        welcome::{Chosen, Entry, Menu, Welcome},
    },
    view::{left::Left, mark::Signs, text::Tone},
};
use ratatui::{buffer::Buffer, layout::Rect};

use crate::harness::{
    scene::{Scene, parse, text},
    story::Story,
};

const SIZES: [(u16, u16); 5] = [(60, 16), (80, 24), (100, 30), (140, 45), (200, 60)];

fn entry(number: usize) -> Entry {
    let left = Left {
        name: format!("Infrastructure {number:02}"),
        state: "Install BBB 5 of 12".to_owned(),
        tone: Tone::Now,
        details: "2 of 4 on BBB \u{b7} paused since 21:52".to_owned(),
        when: format!("left {} min ago", number + 1),
        last: format!("Record {number}: Production: the BBB license is installed."),
    };
    Entry::migration(left, format!("acme-{number:02}"))
}

fn drawn(welcome: &Welcome, (width, height): (u16, u16), signs: Signs) -> (String, Drawn) {
    let mut theme = Theme::bundled("dark").unwrap();
    theme.signs = signs;
    let area = Rect::new(0, 0, width, height);
    let mut buffer = Buffer::empty(area);
    let drawn = draw::welcome::welcome(welcome, &theme, area, &mut buffer);
    (text(&buffer), drawn)
}

fn press(welcome: &mut Welcome, keys: &str) -> Option<Chosen> {
    parse(keys).into_iter().fold(None, |chosen, key| chosen.or(welcome.typed(&Typed::Key(key))))
}

#[test]
fn its_actions_are_in_sight_at_every_size_however_many_migrations_there_are() {
    for count in [0, 1, 3, 40, 400] {
        for size in SIZES {
            for signs in Signs::ALL {
                let welcome = Welcome::new((0..count).map(entry).collect());
                let (text, drawn) = drawn(&welcome, size, signs);
                for word in ["new Activation Code", "Rehearse", "New migration", "Open", "q leave"] {
                    let is_there = text.contains(word) || word.split(' ').all(|part| text.contains(part));
                    assert!(is_there, "{count} {size:?} {word}:\n{text}");
                }
                assert_eq!(drawn.clipped, Vec::<String>::new(), "{count} {size:?}:\n{text}");
                let own = text.lines().take(usize::from(size.1) - 1);
                let touches = |row: &str| row.chars().nth(usize::from(size.0) - 1).is_some_and(|last| last != ' ');
                assert!(!own.clone().any(touches), "{count} {size:?}: a row touches the right edge\n{text}");
                let lines = drawn.hit_areas.iter().filter(|(_, area)| matches!(area, HitArea::Line(_))).count();
                assert_eq!(lines < count + 3, text.contains(" more"), "{count} {size:?}:\n{text}");
            }
        }
    }
}

#[test]
fn what_was_left_is_told_with_how_far_it_is_when_and_where() {
    for size in SIZES {
        let (text, _) = drawn(&Welcome::new(vec![entry(3)]), size, Signs::Unicode);
        for word in ["Infrastructure 03", "Install BBB 5 of 12", "2 of 4 on BBB", "4 min ago", "acme-03"] {
            assert!(text.contains(word), "{size:?} {word}:\n{text}");
        }
    }
}

#[test]
fn without_a_migration_a_rehearsal_is_suggested_and_selected() {
    let mut welcome = Welcome::new(Vec::new());
    for size in SIZES {
        assert!(drawn(&welcome, size, Signs::Unicode).0.contains("Rehearse first"), "{size:?}");
    }
    assert_eq!(press(&mut welcome, "Enter"), Some(Chosen::Rehearse));
    let mut welcome = Welcome::new(vec![entry(0)]);
    assert_eq!(press(&mut welcome, "Enter"), Some(Chosen::Continue(0)));
}

#[test]
fn every_row_is_reached_and_each_letter_does_its_row() {
    let mut welcome = Welcome::new((0..2).map(entry).collect());
    assert_eq!(press(&mut welcome, "Down Enter"), Some(Chosen::Continue(1)));
    assert_eq!(press(&mut welcome, "Down Enter"), Some(Chosen::Rehearse));
    assert_eq!(press(&mut welcome, "Down Enter"), Some(Chosen::New));
    for (keys, chosen) in [("r", Chosen::Rehearse), ("n", Chosen::New), ("q", Chosen::Leave), ("Esc", Chosen::Leave)] {
        assert_eq!(press(&mut welcome, keys), Some(chosen), "{keys}");
    }
}

#[test]
fn a_folder_is_typed_and_opened_and_no_letter_of_it_is_a_key() {
    let mut welcome = Welcome::new(vec![entry(0)]);
    assert_eq!(press(&mut welcome, "o \"night\""), None);
    for size in SIZES {
        let (text, drawn) = drawn(&welcome, size, Signs::Unicode);
        assert!(text.contains("> night") && drawn.cursor.is_some(), "{size:?}:\n{text}");
    }
    assert_eq!(press(&mut welcome, "Enter"), Some(Chosen::Open("night".to_owned())));
    assert_eq!(press(&mut welcome, "o \"nr\" Esc"), None);
    assert_eq!(press(&mut welcome, "n"), Some(Chosen::New), "it is closed");
}

#[test]
fn every_scenario_is_in_one_group_and_the_list_says_how_many_more_there_are() {
    let ids: Vec<&str> = groups().flat_map(|(_, group)| group).map(|known| known.id).collect();
    assert_eq!(ids.len(), scenarios().len());
    assert!(scenarios().iter().all(|known| ids.contains(&known.id)));
    let lines = (0..31).map(|line| (format!("scenario {line}"), "It teaches something.".to_owned())).collect();
    let menu = Menu::new("what?", lines).grouped(vec![(0, "first"), (10, "second"), (20, "third")]);
    let theme = Theme::bundled("dark").unwrap();
    for (selected, size) in [0, 15, 30].into_iter().flat_map(|selected| SIZES.map(|size| (selected, size))) {
        let menu = Menu { selected, ..menu.clone() };
        let area = Rect::new(0, 0, size.0, size.1);
        let mut buffer = Buffer::empty(area);
        let drawn = draw::welcome::menu(&menu, &theme, area, &mut buffer);
        let text = text(&buffer);
        let shown = drawn.hit_areas.len();
        let more: usize = text
            .split(" more")
            .filter_map(|before| before.rsplit(' ').next().and_then(|count| count.parse::<usize>().ok()))
            .sum();
        assert_eq!(shown + more, 31, "{selected} {size:?}:\n{text}");
        assert!(text.contains(&format!("scenario {selected}")) && text.contains("It teaches something."), "{text}");
    }
}

#[test]
fn the_question_mark_shows_the_keys_and_the_next_key_only_hides_them() {
    let mut welcome = Welcome::new((0..40).map(entry).collect());
    assert_eq!(press(&mut welcome, "?"), None);
    for size in SIZES {
        let (text, drawn) = drawn(&welcome, size, Signs::Unicode);
        assert!(text.contains("Keys of this screen") && text.contains("rehearses"), "{size:?}:\n{text}");
        assert_eq!(drawn.clipped, Vec::<String>::new(), "{size:?}");
    }
    assert_eq!(press(&mut welcome, "n"), None, "it hides them, and starts nothing");
    assert_eq!(press(&mut welcome, "n"), Some(Chosen::New));
}

#[test]
fn the_last_record_of_the_selected_migration_is_told() {
    let mut welcome = Welcome::new((0..3).map(entry).collect());
    for size in [(80, 24), (100, 30), (140, 45), (200, 60)] {
        assert!(drawn(&welcome, size, Signs::Unicode).0.contains("Record 0: Production"), "{size:?}");
    }
    press(&mut welcome, "Down");
    assert!(drawn(&welcome, (100, 30), Signs::Unicode).0.contains("Record 1: Production"));
}

#[test]
fn a_row_has_the_codes_the_clock_and_the_last_record() {
    let mut story = Story::paused();
    story.through("production/check-target");
    let scene = Scene::of(&story, (80, 24));
    let left = Left::of(&scene.model.engine.session, story.now, None);
    for told in ["roll back by ", "8RV\u{2026} to K2D\u{2026}"] {
        assert!(left.details.contains(told), "{told}: {}", left.details);
    }
    assert!(left.last.starts_with(&format!("Record {}: Production: ", story.run.facts)), "{}", left.last);
}
