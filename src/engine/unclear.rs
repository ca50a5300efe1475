//! A message of a publish that a person has to read.

use crate::domain::index::StepIx;

/// A message of a publish of which nobody can tell but a person what it says.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct UnclearMessage {
    /// The step, and its attempt.
    pub step: (StepIx, u32),
    /// The message, word for word.
    pub text: String,
    /// Why it is not clear, as a sentence.
    pub why: String,
}
