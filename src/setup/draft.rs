//! A set-up that was left: its answers as a text, and back. A text that cannot be read whole is not taken in by halves.

use serde::{Deserialize, Serialize};

use super::{SetupAnswers, SetupPage, ask::Ask};
use crate::domain::{infrastructure::address, text::row, variable::variable};

/// The format of drafts that is written and read.
const FORMAT: u32 = 1;

/// A set-up that was left.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Draft {
    /// Of the file.
    format: u32,
    /// The page that was open on the screen.
    pub page: SetupPage,
    /// The last question in line mode; `None` on the screen, or once everything is answered.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub asked: Option<Ask>,
    /// The answers.
    pub answers: SetupAnswers,
}

/// Why a text is no draft.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum NotADraft {
    /// It is no draft at all, or was damaged.
    #[error("it cannot be read: {0}")]
    Unreadable(String),
    /// Another acmove wrote it.
    #[error("its format is {0}, and this acmove knows only {FORMAT}")]
    Unknown(u32),
}

/// Only the format, whatever else there is.
#[derive(Deserialize)]
struct Format {
    format: u32,
}

/// Whether a text that is no address may hold a login, a query or a fragment.
fn may_hold_secret(typed: &str) -> bool {
    typed.contains(['@', '\u{ff20}', '?', '#']) && address(typed.trim()).is_err()
}

impl Draft {
    /// A draft of these answers.
    pub fn new(mut answers: SetupAnswers, page: SetupPage, asked: Option<Ask>) -> Self {
        // What is no name of a variable may be the token itself, and that is written nowhere.
        if let Some(known) = answers.lifetime.as_mut().filter(|known| variable(&known.token_env).is_err()) {
            known.token_env.clear();
        }
        // What was refused in an address may be a password or a session.
        answers.addresses().filter(|typed| may_hold_secret(typed)).for_each(String::clear);
        Self { format: FORMAT, page, asked, answers }
    }

    /// Its text, for a file.
    pub fn text(&self) -> String {
        let head = "# A set-up of acmove that is not finished; `acmove new` continues with it.\n";
        toml::to_string(self).map_or_else(|_| String::new(), |text| head.to_owned() + &text)
    }

    /// Reads the text of a draft.
    ///
    /// # Errors
    /// When it is none, was damaged, or is of another format.
    pub fn read(text: &str) -> Result<Self, NotADraft> {
        let unreadable = |error: &toml::de::Error| {
            NotADraft::Unreadable(error.message().lines().next().unwrap_or("it is no TOML").to_owned())
        };
        let Format { format } = toml::from_str(text).map_err(|error| unreadable(&error))?;
        if format != FORMAT {
            return Err(NotADraft::Unknown(format));
        }
        let draft: Self = toml::from_str(text).map_err(|error| unreadable(&error))?;
        // Nobody can type what cannot be shown: it would stand in a field, unseen.
        let is_typed = |text: &str| row(text) == text;
        if draft.answers.texts().into_iter().all(is_typed) {
            Ok(draft)
        } else {
            Err(NotADraft::Unreadable("it contains characters that cannot be shown".to_owned()))
        }
    }
}
