//! Looks: every meaning can be read, and told from the others, on the backgrounds and palettes that there are.

use std::collections::BTreeSet;

use acmove::{
    runtime::platform::console_background,
    tui::{
        draw::theme::{AUTO, Depth, Theme, names},
        message::Background,
    },
    view::text::Tone,
};
use ratatui::{
    buffer::Cell,
    style::{Color, Modifier, Style},
};

use self::palette::palettes;
pub(crate) use self::palette::{Palette, Rgb, of_pictures};
use crate::{
    harness::scene::{SIZES, Scene},
    screen::screens::half_way,
};

mod palette;

/// The meanings that must be told apart from each other.
const STATES: [Tone; 6] = [Tone::Good, Tone::Claimed, Tone::Bad, Tone::Caution, Tone::Now, Tone::Quiet];

const TONES: [Tone; 8] =
    [Tone::Heading, Tone::Plain, Tone::Quiet, Tone::Good, Tone::Claimed, Tone::Bad, Tone::Caution, Tone::Now];

fn coloured() -> Vec<&'static str> {
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
fn in_every_coloured_theme_the_states_are_told_apart() {
    for name in coloured() {
        for depth in [Depth::Sixteen, Depth::Many] {
            let theme = theme(name, depth);
            for (place, one) in STATES.iter().enumerate() {
                for other in &STATES[..place] {
                    assert_ne!(theme.tone(*one), theme.tone(*other), "{name}: {one:?} and {other:?}");
                }
            }
        }
    }
}

#[test]
fn where_colours_may_not_be_told_apart_attributes_are() {
    for name in ["high-contrast", "colour-blind"] {
        let theme = theme(name, Depth::Many);
        let seen: BTreeSet<(u16, bool)> = STATES
            .iter()
            .map(|tone| theme.tone(*tone))
            .map(|look| (look.add_modifier.bits(), look.bg == Some(Color::Reset)))
            .collect();
        // Good and quiet are left: plain text, and the one that needs nobody.
        assert!(seen.len() >= STATES.len() - 1, "{name}: {seen:?}");
    }
}

#[test]
fn every_look_can_be_read_on_every_background_it_is_for() {
    let mut faults = Vec::new();
    for palette in palettes() {
        for name in coloured() {
            let for_this = match (name, palette.background()) {
                ("dark", background) => background == Background::Dark,
                ("light", background) => background == Background::Light,
                _ => true,
            };
            for depth in [Depth::Sixteen, Depth::Many].into_iter().filter(|_| for_this) {
                let theme = theme(name, depth);
                for (look, is_read) in looks(&theme) {
                    let contrast = palette.contrast(look);
                    // Of sixteen colours the shades are the person's own: there, it is only to be seen at all.
                    let least = match (depth, is_read, name) {
                        (Depth::Many, true, "dark" | "light") => 4.0,
                        // What fits black and white is between them.
                        (Depth::Many, true, _) => 3.2,
                        (Depth::Many, false, _) => 2.8,
                        (Depth::Sixteen, ..) => 2.0,
                    };
                    if contrast < least {
                        faults.push(format!("{} {name} {depth:?}: {contrast:.1} {look:?}", palette.name));
                    }
                }
            }
        }
    }
    assert!(faults.is_empty(), "{}", faults.join("\n"));
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
    let mut asked_for = dark.clone();
    asked_for.on(Background::Light);
    assert_eq!(asked_for, dark);
}

#[test]
fn themes_are_known_by_their_names() {
    assert_eq!(theme("color-blind", Depth::Many), theme("colour-blind", Depth::Many));
    let unknown = Theme::bundled("neon").unwrap_err().to_string();
    assert!(unknown.contains("auto, dark, light, high-contrast, colour-blind, plain"), "{unknown}");
    let plain = theme("plain", Depth::Many);
    for (look, _) in looks(&plain) {
        assert!([look.fg, look.bg].iter().all(|colour| matches!(colour, None | Some(Color::Reset))));
        assert!((look.add_modifier - (Modifier::BOLD | Modifier::UNDERLINED | Modifier::REVERSED)).is_empty());
    }
}

#[test]
fn blanks_around_a_text_are_not_underlined() {
    for name in ["high-contrast", "colour-blind"] {
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
        assert!(seen > 10, "{name}");
    }
}
