//! The operator's desk: where the operator's screen is, for those who watch from afar. It never holds what is typed.

use jiff::Timestamp;
use serde::{Deserialize, Serialize};

use crate::domain::text::one_line;

/// The longest name that is taken from a desk that somebody else has written, in characters.
const LONGEST: usize = 120;

/// Where the operator's screen is.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Desk {
    /// Who works there: `user@host`.
    pub by: String,
    /// Since when the screen is there.
    pub at: Timestamp,
    /// The screen: `dashboard`, or the name of a page.
    pub screen: String,
    /// The environment that is selected.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub environment: Option<String>,
    /// The step whose card is shown.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub step: Option<String>,
    /// The question that is being answered.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub question: Option<String>,
}

impl Desk {
    /// The same with texts that may be shown, whoever wrote them.
    #[must_use]
    pub fn cleaned(self) -> Self {
        let short = |text: String| one_line(&text).chars().take(LONGEST).collect::<String>();
        Self {
            by: short(self.by),
            screen: short(self.screen),
            environment: self.environment.map(short),
            step: self.step.map(short),
            question: self.question.map(short),
            ..self
        }
    }
}
