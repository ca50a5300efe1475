//! Words as they are compared: in lower case, with a hyphen for what stands between them.

/// A text as it is compared.
pub(in crate::domain) fn word(text: &str) -> String {
    let lower = text.to_lowercase();
    let parts = lower.split(|c: char| c.is_whitespace() || matches!(c, '_' | '-')).filter(|part| !part.is_empty());
    parts.collect::<Vec<_>>().join("-")
}
