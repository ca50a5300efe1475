//! Edges and gaps: what scrolls says how many more there are in one way, nothing touches the right edge, columns have a gap, and
//! what is cut shows it in one way.

use acmove::{
    tui::{dashboard::Dashboard, draw::theme::Theme},
    view::{
        flow::flow,
        mark::Signs,
        text::{Block, Tone, columns, cut_lines},
    },
};

use super::screens::{SCREENS, many, of, scene};
use crate::harness::scene::{SIZES, Scene};

/// Sizes at which every screen is looked at.
const LOOKED_AT: [(u16, u16); 4] = [(60, 16), (80, 24), (100, 30), (140, 45)];

/// The columns of a row, each as a character.
fn cells(row: &str, width: u16) -> Vec<char> {
    let mut cells: Vec<char> = row.chars().collect();
    cells.resize(usize::from(width), ' ');
    cells
}

#[test]
fn how_many_more_there_are_has_a_gap_before_it_and_a_blank_column_after_it() {
    let mut seen = 0;
    for size in LOOKED_AT.into_iter().filter(|size| size.0 >= 80) {
        for keys in [
            "",
            "Tab Tab Tab",
            "Tab Tab Tab Tab Tab Tab Tab Tab Tab Tab Tab Tab Tab Tab Tab Tab Tab Tab",
            "i",
            "p",
            "?",
            "T",
            "R",
        ] {
            let mut scene = Scene::of(&of(200), size);
            scene.press(keys);
            let text = scene.screen();
            for row in text.lines().filter(|row| row.contains(['\u{2191}', '\u{2193}'])) {
                let cells = cells(row, size.0);
                let place = cells.iter().rposition(|cell| matches!(cell, '\u{2191}' | '\u{2193}')).unwrap();
                let told: String = cells[place + 1..].iter().collect();
                if !told.trim_start().starts_with(|c: char| c.is_ascii_digit()) {
                    continue;
                }
                seen += 1;
                assert_eq!(cells[usize::from(size.0) - 1], ' ', "{size:?} {keys}: {row}");
                assert!(
                    cells[..place].ends_with(&[' ', ' ']) || cells[..place].contains(&'\u{2191}'),
                    "{size:?} {keys}: {row}"
                );
            }
        }
    }
    assert!(seen > 20, "{seen}");
}

#[test]
fn in_ascii_the_signs_for_more_are_the_same_wherever_something_scrolls() {
    for size in LOOKED_AT {
        let mut scene = Scene::of(&of(200), size);
        scene.press("Tab Tab Tab Tab Tab Tab Tab Tab Tab Tab Tab Tab Tab Tab Tab Tab");
        let mut theme = Theme::bundled("plain").unwrap();
        theme.signs = Signs::Ascii;
        let text = scene.drawn(&theme);
        assert!(text.contains(" ^") && text.contains(" v1"), "{text}");
    }
}

/// In a table of many environments every column has the same gap before it, the name's too.
#[test]
fn the_columns_of_a_table_have_one_gap() {
    for (size, gap) in [((60, 16), 1), ((80, 24), 1), ((100, 30), 1), ((140, 45), 2)] {
        let text = Scene::of(&many(), size).press("Tab Tab Tab").screen();
        let Some(head) = text.lines().find(|row| row.contains("environment ") && row.contains("license")) else {
            continue;
        };
        let at = |name: &str| head.find(name).unwrap();
        let names = if size.0 < 120 { ["license", "license"] } else { ["role", "license"] };
        let rows: Vec<Vec<char>> =
            text.lines().filter(|row| row.contains("\u{b7}\u{b7}\u{b7}")).map(|row| cells(row, size.0)).collect();
        assert!(rows.len() > 2, "{text}");
        for name in names {
            let is_blank = |row: &Vec<char>| row[at(name) - gap..at(name)].iter().all(|cell| *cell == ' ');
            assert!(rows.iter().all(is_blank), "{size:?} {name}:\n{text}");
        }
    }
}

/// Whatever the state, the first row begins in the column in which the rows below it begin.
#[test]
fn every_state_row_begins_in_the_same_column() {
    for screen in SCREENS {
        for size in LOOKED_AT {
            let text = scene(screen, size).screen();
            let begins = |row: &str| row.chars().position(|c| c != ' ');
            assert_eq!(text.lines().next().and_then(begins), Some(1), "{} {size:?}:\n{text}", screen.0);
        }
    }
}

/// Of the legend of the night, no sign stands alone in a row.
#[test]
fn the_legend_of_the_night_is_in_one_row_or_in_two_that_belong_together() {
    for size in [(120, 30), (130, 40), (140, 45), (160, 45), (200, 60)] {
        let text = scene(SCREENS.iter().find(|screen| screen.0 == "done").unwrap(), size).screen();
        for row in text.lines().filter(|row| row.contains("\u{2591} forecast") || row.contains("\u{25c6} reported")) {
            let both = ["\u{2584} work", "\u{2713} seen"].iter().any(|word| row.contains(word));
            assert!(both, "{size:?}:\n{text}");
        }
    }
}

#[test]
fn a_text_that_is_cut_ends_with_one_sign_in_its_width() {
    for width in 10..60 {
        let text = "A notice with many words of which not all have room on the lines that there are for it. ".repeat(4);
        let lines = cut_lines(flow(&[Block::led(Tone::Bad, " ! ", text)], width), 2, width);
        assert_eq!(lines.len(), 2);
        let last: String = lines[1].iter().map(|part| part.text.as_str()).collect();
        assert!(last.ends_with('\u{2026}') && !last.ends_with(" \u{2026}"), "{last:?}");
        assert!(columns(&Signs::Ascii.text(&last)) <= width, "{last:?}");
    }
    let short = flow(&[Block::para(Tone::Plain, "short")], 20);
    assert_eq!(cut_lines(short.clone(), 2, 20), short);
    assert_eq!(Signs::Ascii.ellipsis(), "..");
    assert_eq!(Signs::Ascii.text("cut\u{2026}"), "cut..");
}

/// The consequence of a choice is whole, or without the part behind its semicolon.
#[test]
fn no_consequence_of_a_choice_is_cut() {
    for screen in SCREENS {
        for size in SIZES.into_iter().chain(LOOKED_AT).filter(|size| size.0 >= 80) {
            let scene = scene(screen, size);
            let (session, ui) = (scene.model.session(), &scene.model.ui);
            let text = scene.screen();
            if ui.entry.is_some() || ui.overlay.is_some() || ui.route != acmove::tui::route::Route::Dashboard {
                continue;
            }
            let dashboard = Dashboard::of(session, ui);
            for (_, pick) in dashboard.below() {
                let brief = pick.consequence.split(';').next().unwrap_or_default();
                let is_in_sight = text.lines().any(|row| row.contains(&pick.label));
                assert!(!is_in_sight || text.contains(brief), "{} {size:?} {pick:?}:\n{text}", screen.0);
            }
        }
    }
}
