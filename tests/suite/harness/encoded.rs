//! Texts as other programs encode them.

/// In hexadecimal, with something before each byte.
pub(crate) fn hex(text: &str, before: &str) -> String {
    text.bytes().map(|byte| format!("{before}{byte:02x}")).collect::<Vec<_>>().concat()
}
