//! The screen of many migrations: its rows at every size, what keys do, and what is opened while rows come and go.

use acmove::{
    tui::{
        draw::{self, Drawn, theme::Theme},
        hit_area::HitArea,
        message::Typed,
        overview::{Chosen, Overview},
        press::Target as _,
    },
    view::{
        harm::Harm,
        mark::Signs,
        overview::{Listed, sort},
    },
};
use jiff::{SignedDuration, Timestamp};
use ratatui::{buffer::Buffer, layout::Rect};

use crate::harness::scene::{parse, text};

const SIZES: [(u16, u16); 5] = [(60, 16), (80, 24), (100, 30), (140, 45), (200, 60)];

fn row(number: usize, harm: Harm) -> Listed {
    Listed {
        name: format!("Customer {number:04} with a rather long name of its own"),
        harm: Some(harm),
        due: Some(Timestamp::UNIX_EPOCH + SignedDuration::from_mins(i64::try_from(number).unwrap())),
        state: if harm == Harm::Stopped { "STOPPED" } else { "to BBB" }.to_owned(),
        codes: "AAA 12  BBB 28  ? 1  other 1".to_owned(),
        back_by: "LATE 1 h 28 min".to_owned(),
        back_by_told: "LATE: rollback had to start by 15:34 Madrid (09:34 here), 1 h 28 min ago".to_owned(),
        last: "33 min ago".to_owned(),
        last_told: format!("record {number}, 15:29 Madrid (09:29 here), anna@desk: Quality: Publish failed."),
        why: "Intellectual Property error: Quality, Development, Production".to_owned(),
        ..Listed::unread(&format!("customers/acme-{number:04}"))
    }
}

fn of(rows: Vec<Listed>) -> Overview {
    Overview { rows, time: "16:02 New York".to_owned(), ..Overview::default() }
}

fn many(count: usize) -> Overview {
    of((0..count).map(|at| row(at, if at < 3 { Harm::Stopped } else { Harm::Running })).collect())
}

fn drawn(overview: &Overview, (width, height): (u16, u16), signs: Signs) -> (String, Drawn) {
    let mut theme = Theme::bundled("dark").unwrap();
    theme.signs = signs;
    let area = Rect::new(0, 0, width, height);
    let mut buffer = Buffer::empty(area);
    let drawn = draw::overview::overview(overview, &theme, area, &mut buffer);
    (text(&buffer), drawn)
}

fn press(overview: &mut Overview, keys: &str) -> Option<Chosen> {
    parse(keys).into_iter().fold(None, |chosen, key| chosen.or(overview.typed(&Typed::Key(key))))
}

fn watch(number: usize) -> Chosen {
    Chosen::Watch(format!("customers/acme-{number:04}"))
}

#[test]
fn the_harm_stands_at_the_top_and_the_selected_one_in_full_below_at_every_size() {
    for count in [1, 15, 1000] {
        for size in SIZES {
            for signs in Signs::ALL {
                let (text, drawn) = drawn(&many(count), size, signs);
                for word in
                    ["acmove overview", "STOPPED", "Intellectual Property error", "acme-0000", "28 min ago", "q leave"]
                {
                    assert!(text.contains(word), "{count} {size:?} {word}:\n{text}");
                }
                assert_eq!(drawn.clipped, Vec::<String>::new(), "{count} {size:?}:\n{text}");
                let lines = drawn.hit_areas.iter().filter(|(_, area)| matches!(area, HitArea::Line(_))).count();
                assert!(lines >= count.min(6), "{count} {size:?}:\n{text}");
                let list: Vec<&str> = text
                    .lines()
                    .take_while(|line| !line.contains("\u{2500}\u{2500}") && !line.contains("---"))
                    .collect();
                assert_eq!(lines < count, list.concat().contains(" more"), "{count} {size:?}:\n{text}");
                assert!(signs != Signs::Ascii || text.is_ascii(), "{text}");
            }
        }
    }
}

#[test]
fn the_more_room_there_is_the_more_cells_a_row_has() {
    let heads = |size| drawn(&many(15), size, Signs::Unicode).0.lines().nth(1).unwrap().to_owned();
    for (size, with, without) in [
        ((60, 16), &["customer", "state", "why"][..], &["codes", "last record"][..]),
        ((100, 30), &["customer", "state", "roll back by", "why"], &["last record"]),
        ((200, 60), &["customer", "state", "codes", "roll back by", "last record", "why"], &[]),
    ] {
        let heads = heads(size);
        assert!(with.iter().all(|head| heads.contains(head)), "{size:?} {heads}");
        assert!(!without.iter().any(|head| heads.contains(head)), "{size:?} {heads}");
    }
}

#[test]
fn it_says_how_many_there_are_how_many_need_a_person_and_what_time_it_is() {
    let (text, _) = drawn(&many(15), (100, 30), Signs::Unicode);
    let first = text.lines().next().unwrap();
    assert!(first.contains("15 migrations") && first.contains("3 need a person now"), "{first}");
    assert!(first.trim_end().ends_with("16:02 New York"), "{first}");
}

#[test]
fn an_empty_list_says_so_and_whether_it_is_still_looking() {
    for size in SIZES {
        let (text, _) = drawn(&of(Vec::new()), size, Signs::Unicode);
        assert!(text.contains("No migration here. One that appears is shown by itself."), "{text}");
        let looking = Overview { is_looking: true, ..of(Vec::new()) };
        assert!(drawn(&looking, size, Signs::Unicode).0.contains("Looking for migrations"), "{size:?}");
    }
    assert_eq!(press(&mut of(Vec::new()), "Enter"), None);
}

#[test]
fn every_row_is_reached_opened_and_come_back_to() {
    let mut overview = many(1000);
    assert_eq!(press(&mut overview, "Enter"), Some(watch(0)));
    assert_eq!(press(&mut overview, "Down Down Enter"), Some(watch(2)));
    assert_eq!(press(&mut overview, "PgDn Up Enter"), Some(watch(11)));
    assert_eq!(press(&mut overview, "End Enter"), Some(watch(999)));
    assert_eq!(overview.place(), 999, "it is selected when somebody comes back");
    assert_eq!(press(&mut overview, "Home Enter"), Some(watch(0)));
    assert_eq!(overview.typed(&Typed::Pointed(HitArea::Line(7))), Some(watch(7)));
    for keys in ["q", "Esc"] {
        assert_eq!(press(&mut overview, keys), Some(Chosen::Leave), "{keys}");
    }
}

#[test]
fn the_selected_one_stays_selected_while_others_move_past_it() {
    let mut overview = many(20);
    assert_eq!(press(&mut overview, "Down Down Down Down Down"), None);
    let before = overview.sight();
    overview.rows[9].harm = Some(Harm::Damaged);
    sort(&mut overview.rows);
    assert_eq!((overview.place(), overview.sight()), (6, before));
    assert_eq!(press(&mut overview, "Enter"), Some(watch(5)));
    overview.rows.retain(|row| row.path != "customers/acme-0005");
    assert_eq!(overview.place(), 0, "what is gone is selected no longer");
}

#[test]
fn until_somebody_moves_the_most_harmful_is_selected_and_a_row_that_comes_first_is_another_sight() {
    let mut overview = many(3);
    let before = overview.sight();
    overview.rows.insert(0, row(900, Harm::Damaged));
    assert_eq!(overview.place(), 0);
    assert_ne!(overview.sight(), before, "Enter that was pressed for another row opens nothing");
}

#[test]
fn a_filter_narrows_the_list_as_it_is_typed_and_escape_shows_all_again() {
    let mut overview = many(1000);
    assert_eq!(press(&mut overview, "/ \"acme-0042\""), None);
    for size in SIZES {
        let (text, drawn) = drawn(&overview, size, Signs::Unicode);
        assert!(text.contains("Customer 0042") || text.contains("acme-0042"), "{text}");
        assert!(!text.contains("acme-0041") && drawn.cursor.is_some() && text.contains("> acme-0042"), "{text}");
    }
    assert_eq!(press(&mut overview, "Enter"), None, "it ends the typing");
    assert_eq!(press(&mut overview, "Enter"), Some(watch(42)));
    assert_eq!(press(&mut overview, "Esc"), None, "it shows all again");
    assert_eq!(overview.shown().len(), 1000);
    assert_eq!(press(&mut overview, "/ \"q?nothing\""), None, "no letter of it is a key");
    let (text, _) = drawn(&overview, (80, 24), Signs::Unicode);
    assert!(text.contains("No migration with \"q?nothing\""), "{text}");
    assert_eq!(press(&mut overview, "Esc Esc"), Some(Chosen::Leave));
}

#[test]
fn the_question_mark_shows_the_keys_and_the_next_key_only_hides_them() {
    let mut overview = many(40);
    assert_eq!(press(&mut overview, "?"), None);
    for size in SIZES {
        let (text, drawn) = drawn(&overview, size, Signs::Unicode);
        assert!(text.contains("Keys of the overview") && text.contains("read-only"), "{size:?}:\n{text}");
        assert_eq!(drawn.clipped, Vec::<String>::new(), "{size:?}");
    }
    assert_eq!(press(&mut overview, "q"), None, "it hides them, and leaves nothing");
    assert_eq!(press(&mut overview, "q"), Some(Chosen::Leave));
}

#[test]
fn what_cannot_be_opened_says_why_below_the_list() {
    let overview = Overview { notice: "There is no folder or bundle customers/acme-0001".to_owned(), ..many(15) };
    for size in SIZES {
        assert!(drawn(&overview, size, Signs::Unicode).0.contains("! There is no folder"), "{size:?}");
    }
}
