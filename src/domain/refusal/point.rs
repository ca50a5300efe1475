//! Why nothing is pointed at.

/// A refusal of a pointing.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum NotPointed {
    /// There is no such place.
    #[error("This migration has no {0}, so nothing can be pointed at there.")]
    Unknown(String),
    /// The text does not fit beside the place.
    #[error("The text that came with it has more than {0} characters. Ask for a shorter one, or write a note.")]
    LongText(usize),
    /// Nor does the name.
    #[error("The name of the person who points has more than {0} characters. Ask for a shorter one.")]
    LongName(usize),
    /// Nothing would be recorded.
    #[error("Only a pointing that comes with a text is recorded.")]
    NoText,
}
