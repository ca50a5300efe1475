//! Looks: every meaning can be read, and told from the others, on the backgrounds and palettes that there are.

use std::collections::BTreeSet;

use acmove::{
    runtime::platform::console_background,
    tui::{
        draw::theme::{AUTO, Depth, Theme, names},
        message::Background,
    },
    view::{
        mark::{Mark, Signs},
        text::Tone,
    },
};
use ratatui::{
    buffer::Cell,
    style::{Color, Modifier, Style},
};

pub(crate) use self::palette::{Palette, Rgb, of_pictures};
use crate::{
    harness::scene::{SIZES, Scene},
    screen::screens::{half_way, stopped},
};

mod contrast;
mod palette;

/// The meanings that must be told apart from each other.
const STATES: [Tone; 6] = [Tone::Good, Tone::Claimed, Tone::Bad, Tone::Caution, Tone::Now, Tone::Quiet];

/// The meanings that no hue alone tells apart.
const TOLD_APART: [Tone; 5] = [Tone::Good, Tone::Claimed, Tone::Bad, Tone::Caution, Tone::Now];

const TONES: [Tone; 8] =
    [Tone::Heading, Tone::Plain, Tone::Quiet, Tone::Good, Tone::Claimed, Tone::Bad, Tone::Caution, Tone::Now];

fn colored() -> Vec<&'static str> {
    names().into_iter().filter(|name| *name != "plain" && *name != AUTO).collect()
}

fn theme(name: &str, depth: Depth) -> Theme {
    let mut theme = Theme::bundled(name).unwrap();
    theme.depth = depth;
    theme
}

/// All looks of a theme, and whether they are read or only drawn.
fn looks(theme: &Theme) -> Vec<(Style, bool)> {
    let tones = TONES.map(|tone| (theme.tone(tone), true));
    let others = [theme.label(), theme.value(), theme.selected(), theme.banner()].map(|look| (look, true));
    let drawn = [theme.border(), theme.focus()].map(|look| (look, false));
    tones.into_iter().chain(others).chain(drawn).collect()
}

#[test]
fn the_attributes_of_a_console_tell_its_background() {
    for (what, attributes, background) in [
        ("the usual one", 0x07, Background::Dark),
        ("PowerShell, whose dark magenta is a dark blue", 0x56, Background::Dark),
        ("color 1f", 0x1f, Background::Dark),
        ("dark grey", 0x8f, Background::Dark),
        ("color f0", 0xf0, Background::Light),
        ("black on light grey", 0x70, Background::Light),
        ("color e0", 0xe0, Background::Light),
        ("color f0, with lines that the screen reader draws", 0x8cf0, Background::Light),
    ] {
        assert_eq!(console_background(attributes), Some(background), "{what}");
    }
}

#[test]
fn in_every_colored_theme_the_states_are_told_apart() {
    for name in colored() {
        for depth in [Depth::Sixteen, Depth::Many] {
            let theme = theme(name, depth);
            for (place, one) in STATES.iter().enumerate() {
                // Where there are two colors only, a claim is plain text, and its mark tells it.
                for other in STATES[..place].iter().filter(|_| name != "high-contrast" || *one != Tone::Quiet) {
                    assert_ne!(theme.tone(*one), theme.tone(*other), "{name}: {one:?} and {other:?}");
                }
            }
        }
    }
}

/// What tells a look from another one besides its hue: its attributes, and whether it brings a ground, a light or a dark one.
fn without_hue(look: Style) -> (u16, Option<bool>) {
    let ground = look.bg.filter(|ground| *ground != Color::Reset);
    let is_light = |ground| matches!(ground, Color::Yellow | Color::Indexed(226));
    (look.add_modifier.bits(), ground.map(is_light))
}

#[test]
fn where_colors_may_not_be_told_apart_attributes_or_lightness_are() {
    for name in ["high-contrast", "color-blind"] {
        for (background, depth) in of_both(name) {
            let mut theme = theme(name, depth);
            theme.on(background);
            for (place, one) in TOLD_APART.iter().enumerate() {
                for other in &TOLD_APART[..place] {
                    let looks = (without_hue(theme.tone(*one)), without_hue(theme.tone(*other)));
                    assert_ne!(looks.0, looks.1, "{name} {depth:?} {background:?}: {one:?} and {other:?}");
                }
            }
        }
    }
}

#[test]
fn the_five_meanings_have_marks_of_their_own_in_every_set_of_signs() {
    for signs in Signs::ALL {
        let marks = [Mark::Verified, Mark::Claimed, Mark::Failed, Mark::Unknown, Mark::Now];
        let seen: BTreeSet<&str> = marks.into_iter().map(|mark| signs.mark(mark)).collect();
        assert_eq!(seen.len(), marks.len(), "{signs:?}");
    }
}

/// Both backgrounds where a theme follows them, and both depths.
fn of_both(name: &str) -> Vec<(Background, Depth)> {
    let backgrounds = if theme(name, Depth::Many).follows() { 2 } else { 1 };
    [Background::Dark, Background::Light]
        .into_iter()
        .take(backgrounds)
        .flat_map(|background| [(background, Depth::Sixteen), (background, Depth::Many)])
        .collect()
}

#[test]
fn on_white_nothing_is_yellow() {
    for depth in [Depth::Sixteen, Depth::Many] {
        for (look, _) in looks(&theme("light", depth)) {
            assert!(!matches!(look.fg, Some(Color::Yellow | Color::LightYellow)), "{look:?}");
        }
    }
}

#[test]
fn the_theme_that_follows_changes_with_the_background_and_the_others_do_not() {
    let (dark, light) = (theme("dark", Depth::Many), theme("light", Depth::Many));
    let mut auto = theme(AUTO, Depth::Many);
    assert!(auto.follows() && !dark.follows());
    for (background, as_in) in
        [(Background::Dark, &dark), (Background::Light, &light), (Background::Light, &light), (Background::Dark, &dark)]
    {
        auto.on(background);
        assert!(TONES.iter().all(|tone| auto.tone(*tone) == as_in.tone(*tone)), "{background:?}");
    }
    let mut color_blind = theme("color-blind", Depth::Many);
    let on_dark = color_blind.clone();
    color_blind.on(Background::Light);
    assert!(color_blind.follows() && color_blind.tone(Tone::Good) != on_dark.tone(Tone::Good));
    let mut asked_for = dark.clone();
    asked_for.on(Background::Light);
    assert_eq!(asked_for, dark);
}

#[test]
fn themes_are_known_by_their_names() {
    assert_eq!(theme("color-blind", Depth::Many), theme("colour-blind", Depth::Many));
    assert!(!names().contains(&"colour-blind"), "one spelling is told, both are known");
    let unknown = Theme::bundled("neon").unwrap_err().to_string();
    assert!(unknown.contains("auto, dark, light, high-contrast, color-blind, plain"), "{unknown}");
    let plain = theme("plain", Depth::Many);
    for (look, _) in looks(&plain) {
        assert!([look.fg, look.bg].iter().all(|color| matches!(color, None | Some(Color::Reset))));
        assert!((look.add_modifier - (Modifier::BOLD | Modifier::UNDERLINED | Modifier::REVERSED)).is_empty());
    }
}

#[test]
fn no_line_is_a_band() {
    for name in names() {
        for depth in [Depth::Many, Depth::Sixteen] {
            let theme = theme(name, depth);
            // The failed box and the rule below the heading have the meaning of a text that may bring its own ground.
            let buffer = Scene::of(&stopped(), SIZES[2]).buffer(&theme);
            for (place, cell) in buffer.content.iter().enumerate().skip(usize::from(SIZES[2].0)) {
                let is_line = ["\u{2500}", "\u{2501}", "\u{2503}", "\u{250f}"].contains(&cell.symbol());
                let has_ground = cell.bg != Color::Reset || cell.modifier.contains(Modifier::REVERSED);
                assert!(!(is_line && has_ground), "{name} {depth:?} {place}: {cell:?}");
            }
        }
    }
}

#[test]
fn blanks_around_a_text_are_not_underlined() {
    for name in ["high-contrast", "color-blind"] {
        let buffer = Scene::of(&half_way(), SIZES[2]).buffer(&theme(name, Depth::Many));
        let mut seen = 0;
        for cells in buffer.content.chunks(usize::from(SIZES[2].0)) {
            let is_underlined = |cell: &Cell| cell.modifier.contains(Modifier::UNDERLINED);
            let torn = |pair: &[Cell]| is_underlined(&pair[0]) != is_underlined(&pair[1]);
            for pair in cells.windows(2).filter(|pair| torn(pair)) {
                let edge = if is_underlined(&pair[0]) { &pair[0] } else { &pair[1] };
                assert_ne!(edge.symbol(), " ", "{name}");
                seen += 1;
            }
        }
        assert!(seen > 3, "{name}");
    }
}
