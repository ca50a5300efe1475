//! A look as a theme's file writes it: attributes and colors, `bold 203|light-red on-black`; or one for many colors and
//! another for sixteen, `on-237 | bold reversed`.

use std::str::FromStr;

use ratatui::style::{Color, Modifier, Style};
use serde::Deserialize;

/// How many colors a terminal has.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Depth {
    /// Sixteen, whose shades are the person's own choice.
    Sixteen,
    /// At least 256, of which most look the same everywhere.
    #[default]
    Many,
}

/// The look of one meaning, for either depth.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(try_from = "String")]
pub(super) struct Appearance {
    sixteen: Style,
    many: Style,
}

impl Appearance {
    pub(super) const fn at(&self, depth: Depth) -> Style {
        match depth {
            Depth::Sixteen => self.sixteen,
            Depth::Many => self.many,
        }
    }
}

impl TryFrom<String> for Appearance {
    type Error = String;

    fn try_from(text: String) -> Result<Self, String> {
        let (many, sixteen) = text.split_once(" | ").unwrap_or((&text, &text));
        let style =
            |text: &str, depth| text.split_whitespace().try_fold(Style::new(), |style, word| with(style, word, depth));
        let look = Self { sixteen: style(sixteen, Depth::Sixteen)?, many: style(many, Depth::Many)? };
        let colors = [look.sixteen.fg, look.sixteen.bg];
        if colors.into_iter().flatten().any(|color| matches!(color, Color::Indexed(_) | Color::Rgb(..))) {
            return Err(format!("{text:?} has a color that sixteen do not have: write another one after a bar"));
        }
        Ok(look)
    }
}

/// A look with one more word of it.
fn with(style: Style, word: &str, depth: Depth) -> Result<Style, String> {
    Ok(match word {
        "bold" => style.add_modifier(Modifier::BOLD),
        "underlined" => style.add_modifier(Modifier::UNDERLINED),
        "reversed" => style.add_modifier(Modifier::REVERSED),
        "dim" => style.add_modifier(Modifier::DIM),
        _ => match word.strip_prefix("on-") {
            Some(ground) => style.bg(color(ground, depth)?),
            None => style.fg(color(word, depth)?),
        },
    })
}

/// A color; of two with a bar between them the first is for terminals with many.
fn color(word: &str, depth: Depth) -> Result<Color, String> {
    let (many, sixteen) = word.split_once('|').unwrap_or((word, word));
    let chosen = if depth == Depth::Many { many } else { sixteen };
    Color::from_str(chosen).map_err(|_| format!("{chosen:?} is no color or attribute"))
}
