//! A secret from the environment: never printed, and taken out of every text that comes from outside.

use std::fmt;

/// What stands where a secret stood.
const HIDDEN: &str = "[hidden]";

/// A password or a token.
#[derive(Clone, PartialEq, Eq)]
pub struct Secret(String);

impl Secret {
    /// A secret, every character of it.
    pub fn of(text: &str) -> Self {
        Self(text.to_owned())
    }

    /// The same without blanks at its ends: a token has none, and whoever sets it slips.
    #[must_use]
    pub fn trimmed(&self) -> Self {
        Self(self.0.trim().to_owned())
    }

    /// The secret itself, for the one who asks for it.
    pub fn reveal(&self) -> &str {
        &self.0
    }

    /// A text without the secret in it.
    pub fn hide(&self, text: &str) -> String {
        if self.0.is_empty() { text.to_owned() } else { text.replace(&self.0, HIDDEN) }
    }
}

impl fmt::Debug for Secret {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(HIDDEN)
    }
}
