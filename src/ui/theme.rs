//! Looks by meaning, from `assets/themes`.

use std::str::FromStr;

use ratatui::style::{Color, Modifier, Style};
use serde::Deserialize;

use crate::app::{layout::Mark, prose::Tone};

/// How meanings look on a terminal.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Theme {
    /// Whether only ASCII characters are drawn.
    pub ascii: bool,
    looks: Looks,
}

/// One look for every meaning.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
struct Looks {
    heading: Look,
    plain: Look,
    quiet: Look,
    good: Look,
    claimed: Look,
    bad: Look,
    caution: Look,
    now: Look,
    label: Look,
    border: Look,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(try_from = "String")]
struct Look(Style);

/// A theme that cannot be used.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum BadTheme {
    /// There is no theme of this name.
    #[error("there is no theme {name:?}; there are: {}", names().join(", "), name = .0)]
    Unknown(String),
    /// A theme's text is wrong.
    #[error("the theme {name} cannot be read: {why}")]
    Unreadable {
        /// Its name.
        name: String,
        /// What is wrong.
        why: String,
    },
}

/// The bundled themes, by name.
const BUNDLED: [(&str, &str); 3] = [
    ("dark", include_str!("../../assets/themes/dark.toml")),
    ("light", include_str!("../../assets/themes/light.toml")),
    ("plain", include_str!("../../assets/themes/plain.toml")),
];

/// The names of the bundled themes.
pub fn names() -> Vec<&'static str> {
    BUNDLED.iter().map(|(name, _)| *name).collect()
}

impl Theme {
    /// A bundled theme.
    ///
    /// # Errors
    /// When there is none of that name.
    pub fn bundled(name: &str, ascii: bool) -> Result<Self, BadTheme> {
        let text = BUNDLED.iter().find(|(known, _)| *known == name).map(|(_, text)| *text);
        let text = text.ok_or_else(|| BadTheme::Unknown(name.to_owned()))?;
        let looks = toml::from_str(text)
            .map_err(|wrong| BadTheme::Unreadable { name: name.to_owned(), why: wrong.to_string() })?;
        Ok(Self { ascii, looks })
    }

    /// The look of a meaning; it replaces whatever was drawn below it.
    pub fn tone(&self, tone: Tone) -> Style {
        let look = match tone {
            Tone::Heading => self.looks.heading,
            Tone::Plain => self.looks.plain,
            Tone::Quiet => self.looks.quiet,
            Tone::Good => self.looks.good,
            Tone::Claimed => self.looks.claimed,
            Tone::Bad => self.looks.bad,
            Tone::Caution => self.looks.caution,
            Tone::Now => self.looks.now,
        };
        Style::new().fg(Color::Reset).patch(look.0)
    }

    /// The look of a word that must not be overlooked: a meaning, with its colours exchanged.
    pub fn banner(&self, tone: Tone) -> Style {
        self.tone(tone).add_modifier(Modifier::REVERSED)
    }

    /// The look of a label of a page, on top of the text around it.
    pub const fn label(&self) -> Style {
        self.looks.label.0
    }

    /// The look of borders and rules.
    pub const fn border(&self) -> Style {
        self.looks.border.0
    }

    /// The sign of a mark.
    pub const fn mark(&self, mark: Mark) -> &'static str {
        if self.ascii { mark.ascii() } else { mark.sign() }
    }

    /// What stands for letters that were left out.
    pub const fn ellipsis(&self) -> &'static str {
        self.either("\u{2026}", "..")
    }

    /// One of two spellings: for Unicode, and for ASCII.
    pub const fn either(&self, unicode: &'static str, ascii: &'static str) -> &'static str {
        if self.ascii { ascii } else { unicode }
    }
}

impl TryFrom<String> for Look {
    type Error = String;

    fn try_from(text: String) -> Result<Self, String> {
        let mut style = Style::new();
        for word in text.split_whitespace() {
            style = match word {
                "bold" => style.add_modifier(Modifier::BOLD),
                "underlined" => style.add_modifier(Modifier::UNDERLINED),
                "reversed" => style.add_modifier(Modifier::REVERSED),
                "dim" => style.add_modifier(Modifier::DIM),
                colour => {
                    style.fg(Color::from_str(colour).map_err(|_| format!("{colour:?} is no colour or attribute"))?)
                }
            };
        }
        Ok(Self(style))
    }
}
