//! A secret from the environment: never printed, and taken out of every text that comes from outside.

use std::fmt;

use base64::{Engine as _, engine::general_purpose::STANDARD as BASE64};

/// The text that replaces a secret.
const HIDDEN: &str = "[hidden]";

/// A disguise that is shorter may be any word.
const SHORTEST: usize = 4;

/// A password or a token.
#[derive(Clone, PartialEq, Eq)]
pub struct Secret {
    text: String,
    /// The secret in other spellings: every line that a command prints is searched for them.
    disguises: Vec<String>,
}

impl Secret {
    /// A secret, every character of it.
    pub fn of(text: &str) -> Self {
        Self { text: text.to_owned(), disguises: disguises(text) }
    }

    /// The same without blanks at its ends: a token has none, and whoever sets it slips.
    #[must_use]
    pub fn trimmed(&self) -> Self {
        Self::of(self.text.trim())
    }

    /// The secret itself, for the one who asks for it.
    pub fn reveal(&self) -> &str {
        &self.text
    }

    /// A text without the secret in it.
    pub fn hide(&self, text: &str) -> String {
        if self.text.is_empty() {
            return text.to_owned();
        }
        self.disguises.iter().fold(text.replace(&self.text, HIDDEN), |text, disguise| text.replace(disguise, HIDDEN))
    }
}

impl fmt::Debug for Secret {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(HIDDEN)
    }
}

/// The same secret as it stands in an address, in Base64, in JSON and in XML. A spelling that is too short is left out: it
/// would hide other words.
fn disguises(secret: &str) -> Vec<String> {
    let plain = |byte: &u8| byte.is_ascii_alphanumeric() || b"-._~".contains(byte);
    let percent = |upper: bool| -> String {
        let escape = |byte: u8| if upper { format!("%{byte:02X}") } else { format!("%{byte:02x}") };
        secret.bytes().map(|byte| if plain(&byte) { char::from(byte).to_string() } else { escape(byte) }).collect()
    };
    let xml = secret.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;");
    let json = serde_json::to_string(secret).unwrap_or_default().trim_matches('"').to_owned();
    let base64 = BASE64.encode(secret);
    let all = [
        percent(true),
        percent(false),
        xml.replace('"', "&quot;"),
        xml,
        json,
        base64.trim_end_matches('=').to_owned(),
        base64,
    ];
    all.into_iter().filter(|disguise| disguise.len() >= SHORTEST && disguise != secret).collect()
}
