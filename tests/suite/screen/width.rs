//! Names, notes and pages in any script: whatever they are, every row is as wide as the screen, and boxes stay boxes.

use acmove::{
    catalog,
    domain::{
        command::Command,
        event::Event,
        infrastructure::Side,
        text::{clean, one_line, row, shown},
    },
    tui::{
        draw::theme::Theme,
        message::{Msg, Typed},
    },
    view::{
        mark::Signs,
        text::{columns, shorten, visible, wrap},
    },
};
use proptest::prelude::*;
use ratatui::buffer::{Buffer, CellWidth as _};
use unicode_segmentation::UnicodeSegmentation as _;

use crate::harness::{
    scene::{SIZES, Scene},
    story::{EDITIONS, FOUR, Story, show},
};

/// What breaks layouts: wide, combined, reordered, invisible, and what a terminal would obey.
const PIECES: [&str; 30] = [
    "a",
    "Production ",
    "\u{4e2d}\u{6587}",
    "\u{ff76}\u{ff9e}",
    "\u{1100}\u{1161}",
    "\u{1f600}",
    "\u{1f468}\u{200d}\u{1f469}\u{200d}\u{1f467}",
    "\u{1f44d}\u{1f3fd}",
    "\u{1f1e9}\u{1f1ea}",
    "\u{263a}\u{fe0f}",
    "1\u{fe0f}\u{20e3}",
    "e\u{301}\u{323}",
    "\u{301}",
    "\u{644}\u{627}",
    "\u{645}\u{631}\u{62d}\u{628}\u{627}",
    "\u{5e9}\u{5dc}\u{5d5}\u{5dd}",
    "\u{fdfa}",
    "\u{e33}\u{e01}",
    "\u{915}\u{94d}\u{937}\u{93f}",
    "\u{202e}gnihsilbup",
    "\u{2066}x\u{2069}",
    "\u{200b}\u{feff}",
    "\u{ad}\u{3164}",
    "\u{2028}",
    "\u{e0041}",
    "\t",
    "\u{1b}[31m",
    "\u{9b}2J",
    "*",
    "\u{10ffff}",
];

fn text() -> impl Strategy<Value = String> {
    let piece = prop_oneof![4 => prop::sample::select(&PIECES[..]).prop_map(str::to_owned), 1 => any::<char>().prop_map(String::from)];
    prop::collection::vec(piece, 1..24).prop_map(|pieces| pieces.concat().replace(['\u{256d}', '\u{250f}'], ""))
}

/// Four environments whose names stand in the journal as they are here, and a note.
fn story(names: &[String; 5]) -> Story {
    let mut story = Story::of(EDITIONS[0], FOUR);
    let [whole, parts @ ..] = names;
    let rename = |infrastructure: &mut acmove::domain::infrastructure::Infrastructure| {
        infrastructure.name.clone_from(whole);
        for (environment, name) in infrastructure.environments.iter_mut().zip(parts) {
            environment.name.clone_from(name);
        }
    };
    let Event::MigrationStarted(start) = &mut story.facts[0].event else { panic!() };
    rename(&mut start.infrastructure);
    rename(std::sync::Arc::make_mut(&mut story.run.infrastructure));
    let _ = story.wish(&Command::Note { about: None, text: names.concat() });
    story
}

/// Every row is whole: each character in as many cells as it takes, none hidden below another, none that acts.
fn is_whole(buffer: &Buffer) -> Result<(), TestCaseError> {
    let width = usize::from(buffer.area.width);
    for (y, cells) in buffer.content.chunks(width).enumerate() {
        let mut x = 0;
        while x < width {
            let symbol = cells[x].symbol();
            prop_assert_eq!(row(symbol), symbol, "row {}", y);
            let wide = usize::from(symbol.cell_width());
            prop_assert!(wide > 0 && x + wide <= width, "row {}, column {}: {:?}", y, x, symbol);
            prop_assert_eq!(wide, columns(symbol), "row {}, column {}: {:?}", y, x, symbol);
            prop_assert!(cells[x + 1..x + wide].iter().all(|cell| cell.symbol() == " "), "row {}", y);
            x += wide;
        }
    }
    Ok(())
}

/// The corners and sides of every box stand below each other; answers how many boxes there are.
fn boxes(buffer: &Buffer) -> Result<usize, TestCaseError> {
    let at = |x: u16, y: u16| buffer.cell((x, y)).map_or(" ", |cell| cell.symbol());
    let mut count = 0;
    for (x, y) in (0..buffer.area.height).flat_map(|y| (0..buffer.area.width).map(move |x| (x, y))) {
        if !["\u{256d}", "\u{250f}"].contains(&at(x, y)) {
            continue;
        }
        let right = (x + 1..buffer.area.width).find(|right| ["\u{256e}", "\u{2513}"].contains(&at(*right, y))).unwrap();
        let below =
            (y + 1..buffer.area.height).find(|below| ["\u{2570}", "\u{2517}"].contains(&at(x, *below))).unwrap();
        let corner = ["\u{256f}", "\u{251b}"].contains(&at(right, below));
        // A side shows the code, too, or what is wrong.
        let shapes = ["\u{2588}", "\u{2592}", "\u{2573}", "\u{2016}", "\u{25c4}"];
        let is_side = |x, y| ["\u{2502}", "\u{2503}"].contains(&at(x, y)) || shapes.contains(&at(x, y));
        let sides = (y + 1..below).all(|y| is_side(x, y) && is_side(right, y));
        prop_assert!(corner && sides, "the box at {}, {}", x, y);
        count += 1;
    }
    Ok(count)
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(24))]

    #[test]
    fn whatever_the_names_are_every_row_is_as_wide_as_the_screen(
        names in prop::array::uniform5(text()),
        typed in text(),
        signs in prop::sample::select(&Signs::ALL[..]),
    ) {
        let mut theme = Theme::bundled("dark").unwrap();
        theme.signs = signs;
        let mut story = story(&names);
        story.before("production/check-source");
        let page = story.page(3, Side::Source, &one_line(&typed));
        let _ = story.answer("production/check-source", show(page));
        for size in SIZES {
            for keys in ["", "Tab", "i", "p", "R", "N", "t", "w"] {
                let mut scene = Scene::of(&story, size);
                scene.press(keys);
                if keys == "w" {
                    typed.chars().for_each(|c| _ = scene.send(Msg::Typed(Typed::Key(crossterm::event::KeyCode::Char(c).into()))));
                    scene.press("Left Left");
                }
                let buffer = scene.buffer(&theme);
                is_whole(&buffer)?;
                if size == SIZES[2] && ["", "Tab"].contains(&keys) && signs == Signs::Unicode {
                    prop_assert_eq!(boxes(&buffer)?, 4);
                }
            }
        }
    }

    #[test]
    fn what_is_cut_is_cut_between_characters(text in text(), width in 0usize..40, scroll in 0usize..20) {
        let text = row(&text).into_owned();
        let short = shorten(&text, width, "\u{2026}");
        prop_assert!(columns(&short) <= width, "{:?}", short);
        for line in wrap(&text, width.max(3)) {
            let line: String = line.into_iter().map(|span| span.text).collect();
            // What is seen as one character, and is wider than the line, stands alone on it.
            let is_one = line.graphemes(true).count() <= 1;
            prop_assert!(columns(&line) <= width.max(3) || is_one, "{:?}", line);
        }
        prop_assert!(columns(&visible(&text, scroll, width)) <= width);
    }

    #[test]
    fn what_is_kept_is_what_can_be_shown(text in text()) {
        prop_assert_eq!(row(&one_line(&text)).into_owned(), one_line(&text));
        prop_assert_eq!(shown(&clean(&text)), clean(&text));
    }
}

#[test]
fn a_character_is_never_torn() {
    assert_eq!(shorten("\u{4e2d}\u{6587}\u{4e2d}\u{6587}", 6, "\u{2026}"), "\u{4e2d}\u{2026}\u{6587}");
    assert_eq!(shorten("ae\u{301}bcde\u{301}", 4, "\u{2026}"), "ae\u{301}\u{2026}e\u{301}");
    assert_eq!(visible("\u{4e2d}\u{6587}x", 1, 4), " \u{6587}x");
    let lines = wrap("\u{4e2d}\u{6587}\u{4e2d}", 5);
    assert_eq!(lines.iter().map(|line| line[0].text.as_str()).collect::<Vec<_>>(), ["\u{4e2d}\u{6587}", "\u{4e2d}"]);
}

#[test]
fn a_name_that_reorders_its_line_does_not_and_one_that_cannot_be_seen_is_none() {
    let named = |name: &str| FOUR.replace("name = \"Quality\"", &format!("name = \"{name}\""));
    let read = catalog::infrastructure("it", &named("Qua\\u202Elity\\u200B")).unwrap();
    assert_eq!(read.infrastructure.environments[2].name, "Quality");
    let Err(faults) = catalog::infrastructure("it", &named("\\u200B\\u3164")) else { panic!() };
    assert!(faults.to_string().contains("must not be empty"), "{faults}");
}

#[test]
fn the_cursor_stands_behind_what_was_typed_also_where_that_is_wide_and_long() {
    let mut scene = Scene::of(&Story::paused(), (60, 16));
    scene.press("w");
    for (place, c) in "\u{4e2d}".repeat(60).chars().enumerate() {
        scene.send(Msg::Typed(Typed::Key(crossterm::event::KeyCode::Char(c).into())));
        let buffer = scene.buffer(&Theme::bundled("dark").unwrap());
        let text = crate::harness::scene::text(&buffer);
        let line = text.lines().find(|line| line.contains("> ")).unwrap();
        assert!(line.contains(c), "after {place}: {line}");
    }
}
