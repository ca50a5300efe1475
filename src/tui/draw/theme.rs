//! Looks by meaning, from `assets/themes`.

mod appearance;

use ratatui::style::{Color, Modifier, Style};
use serde::Deserialize;

use self::appearance::Appearance;
pub use self::appearance::Depth;
use crate::{
    domain::infrastructure::Side,
    tui::message::Background,
    view::{mark::Signs, text::Tone},
};

/// How meanings look on a terminal.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Theme {
    /// The signs that are drawn.
    pub signs: Signs,
    /// How many colors the terminal has.
    pub depth: Depth,
    /// The looks for the other background, where the theme follows the terminal's.
    other: Option<Box<(Background, Looks)>>,
    looks: Looks,
}

/// One look for every meaning.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "kebab-case", deny_unknown_fields)]
struct Looks {
    heading: Appearance,
    plain: Appearance,
    quiet: Appearance,
    good: Appearance,
    claimed: Appearance,
    bad: Appearance,
    caution: Appearance,
    now: Appearance,
    key: Appearance,
    label: Appearance,
    value: Appearance,
    border: Appearance,
    focus: Appearance,
    selected: Appearance,
    field: Appearance,
    bar: Appearance,
    source: Appearance,
    target: Appearance,
    work: Appearance,
    banner: Appearance,
    alarm: Appearance,
    warning: Appearance,
}

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
        /// The reason.
        why: String,
    },
}

/// The theme that follows the terminal's background.
pub const AUTO: &str = "auto";

/// The theme for eyes that do not tell colors apart; it follows the background, too.
const COLOR_BLIND: &str = "color-blind";

/// A bundled theme: its name, the text for a dark background or for any, and the one for a light background.
type Bundled = (&'static str, &'static str, Option<&'static str>);

/// The bundled themes.
const BUNDLED: [Bundled; 6] = [
    (AUTO, DARK, Some(LIGHT)),
    ("dark", DARK, None),
    ("light", LIGHT, None),
    ("high-contrast", include_str!("../../../assets/themes/high-contrast.toml"), None),
    (
        COLOR_BLIND,
        include_str!("../../../assets/themes/color-blind-dark.toml"),
        Some(include_str!("../../../assets/themes/color-blind-light.toml")),
    ),
    ("plain", include_str!("../../../assets/themes/plain.toml"), None),
];

const DARK: &str = include_str!("../../../assets/themes/dark.toml");

const LIGHT: &str = include_str!("../../../assets/themes/light.toml");

/// The names of the themes that can be asked for.
pub fn names() -> Vec<&'static str> {
    BUNDLED.iter().map(|(name, ..)| *name).collect()
}

impl Theme {
    /// A bundled theme. One that follows the background takes it for dark until it is known.
    ///
    /// # Errors
    /// When there is none of that name.
    pub fn bundled(name: &str) -> Result<Self, BadTheme> {
        let asked = if name == "colour-blind" { COLOR_BLIND } else { name };
        let found = BUNDLED.iter().find(|(known, ..)| *known == asked);
        let (name, text, light) = found.ok_or_else(|| BadTheme::Unknown(name.to_owned()))?;
        let other = light.map(|text| Ok(Box::new((Background::Light, looks(name, text)?)))).transpose()?;
        Ok(Self { signs: Signs::default(), depth: Depth::default(), other, looks: looks(name, text)? })
    }

    /// The same, in which nothing looks good: for a journal that does not say how it stands.
    #[must_use]
    pub fn without_good(&self) -> Self {
        let quiet = |looks: &Looks| Looks { good: looks.quiet, claimed: looks.quiet, ..*looks };
        Self { looks: quiet(&self.looks), ..self.clone() }
    }

    /// Whether it changes with the terminal's background.
    pub const fn follows(&self) -> bool {
        self.other.is_some()
    }

    /// The terminal has this background: a theme that follows it is readable on it from here on.
    pub fn on(&mut self, background: Background) {
        if let Some((other, looks)) = self.other.as_deref_mut().filter(|(other, _)| *other == background) {
            std::mem::swap(&mut self.looks, looks);
            *other = background.other();
        }
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
        Style::new().fg(Color::Reset).bg(Color::Reset).patch(look.at(self.depth))
    }

    /// The look of a label of a page, on top of the text around it.
    pub const fn label(&self) -> Style {
        self.looks.label.at(self.depth)
    }

    /// The look of a value that is compared with a page, on top of the text around it.
    pub const fn value(&self) -> Style {
        self.looks.value.at(self.depth)
    }

    /// The look of borders and rules.
    pub const fn border(&self) -> Style {
        self.looks.border.at(self.depth)
    }

    /// The look of a line that has the meaning of a text. Where the text brings its own ground, a line with it would be a band: it
    /// is a bold border then, and the text says the rest.
    pub fn line(&self, text: Style) -> Style {
        let has_ground =
            !matches!(text.bg, None | Some(Color::Reset)) || text.add_modifier.contains(Modifier::REVERSED);
        if has_ground { self.border().add_modifier(Modifier::BOLD) } else { text }
    }

    /// The look of the border around what is looked at.
    pub const fn focus(&self) -> Style {
        self.looks.focus.at(self.depth)
    }

    /// The look of a key that can be pressed.
    pub fn key(&self) -> Style {
        Style::new().fg(Color::Reset).bg(Color::Reset).patch(self.looks.key.at(self.depth))
    }

    /// The ground of the row that Enter acts on, under what is written there. As with every ground, its color is the ink of
    /// text that has none of its own.
    pub const fn selected(&self) -> Style {
        self.looks.selected.at(self.depth)
    }

    /// The ground of a field that text is typed into.
    pub const fn field(&self) -> Style {
        self.looks.field.at(self.depth)
    }

    /// The ground of the footer.
    pub const fn bar(&self) -> Style {
        self.looks.bar.at(self.depth)
    }

    /// The look of a license where it is a badge: BBB has a filled one in the color of its evidence, AAA a faint one, so that
    /// the two are told apart by their shape.
    pub fn badge(&self, side: Side, tone: Tone) -> Style {
        let look = self.tone(tone);
        let has_ground = look.bg != Some(Color::Reset) || look.add_modifier.contains(Modifier::REVERSED);
        match side {
            // Its mark says what is wrong: a ground would make it look like the other code.
            Side::Source if has_ground => on(self.tone(Tone::Heading), self.looks.source.at(self.depth)),
            Side::Source => on(look, self.looks.source.at(self.depth)),
            Side::Target if has_ground => look,
            Side::Target => {
                let filled = self.looks.target.at(self.depth);
                match (look.fg, filled.fg) {
                    (Some(color), Some(_)) if color != Color::Reset => look.patch(filled).bg(color),
                    // Text without a color of its own is filled with it by the terminal.
                    (_, Some(_)) => look.add_modifier(filled.add_modifier | Modifier::REVERSED),
                    (_, None) => look.patch(filled),
                }
            }
        }
    }

    /// The look of time that was worked, in the picture of the night.
    pub const fn work(&self) -> Style {
        self.looks.work.at(self.depth)
    }

    /// The look of what must not be overlooked about the whole screen: that it is a rehearsal, or for reading only.
    pub const fn banner(&self) -> Style {
        self.looks.banner.at(self.depth)
    }

    /// The row of the state, over the full width, where everything is stopped.
    pub const fn alarm(&self) -> Style {
        self.looks.alarm.at(self.depth)
    }

    /// The row of the state, over the full width, where something is waited for that must not be overlooked.
    pub const fn warning(&self) -> Style {
        self.looks.warning.at(self.depth)
    }
}

/// The looks of a bundled theme.
fn looks(name: &str, text: &str) -> Result<Looks, BadTheme> {
    toml::from_str(text).map_err(|wrong| BadTheme::Unreadable { name: name.to_owned(), why: wrong.to_string() })
}

/// A look on a ground that brings an ink for text without a color of its own.
pub(super) fn on(look: Style, ground: Style) -> Style {
    let ink = if look.fg.is_none_or(|color| color == Color::Reset) { ground.fg } else { None };
    look.patch(Style { fg: ink, ..ground })
}
