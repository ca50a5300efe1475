//! The errors of parsers as sentences of the set-up, whole and in short.

/// The beginning of a sentence that repeats a parser's error.
const ALMOST: &str = "Not quite: ";

/// What a parser says, as a sentence.
pub(super) fn wrong(wrong: impl std::fmt::Display) -> String {
    format!("{ALMOST}{wrong}.")
}

/// The error in as few words as there are, for use beside its field.
pub fn in_short(what: &str) -> &str {
    what.strip_prefix(ALMOST).unwrap_or(what)
}
