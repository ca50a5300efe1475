//! Backslashes in double quotes: TOML begins an escape with one, and whoever writes `"C:\temp"` means a path.

use std::ops::Range;

use toml::de::{DeTable, DeValue};

/// The remedy.
pub(super) const HINT: &str = r"contains a backslash in double quotes, where it does not separate folders: write 'C:\…' in single quotes, or C:/…";

/// Whether a text, as it stands in a file, is the path of a drive in double quotes whose backslashes are not doubled.
pub(super) fn is_drive(raw: &str) -> bool {
    let Some(text) = raw.strip_prefix('"').filter(|_| !raw.starts_with(r#"""""#)) else { return false };
    let mut after = text.strip_prefix(|letter: char| letter.is_ascii_alphabetic()).unwrap_or_default().chars();
    after.next() == Some(':') && after.next() == Some('\\') && after.next() != Some('\\')
}

/// Whether a text, as it stands in a file, has a backslash in double quotes.
pub(super) fn has_one(raw: &str) -> bool {
    raw.starts_with('"') && raw.contains('\\')
}

/// Whether a text, as it stands in a file, has an escape that may be the beginning of a name: `\temp`, `\new`.
pub(super) fn has_escape(raw: &str) -> bool {
    let mut rest = raw.strip_prefix('"').unwrap_or_default().chars();
    std::iter::from_fn(|| rest.find(|c| *c == '\\').and_then(|_| rest.next())).any(|c| "befnrt".contains(c))
}

/// The field of the text that holds a place of a file, and where it stands.
pub(super) fn text_at(table: &DeTable<'_>, place: usize, path: &str) -> Option<(String, Range<usize>)> {
    table.iter().find_map(|(key, value)| {
        let key = key.get_ref();
        let field = if path.is_empty() { key.to_string() } else { format!("{path}.{key}") };
        at(value.get_ref(), value.span(), place, field)
    })
}

fn at(value: &DeValue<'_>, span: Range<usize>, place: usize, field: String) -> Option<(String, Range<usize>)> {
    match value {
        DeValue::String(_) => (span.start..=span.end).contains(&place).then_some((field, span)),
        DeValue::Array(list) => {
            let is_of_tables = list.iter().all(|entry| entry.get_ref().is_table());
            list.iter().enumerate().find_map(|(number, entry)| {
                let field = if is_of_tables { format!("{field}[{}]", number + 1) } else { field.clone() };
                at(entry.get_ref(), entry.span(), place, field)
            })
        }
        DeValue::Table(table) => text_at(table, place, &field),
        DeValue::Integer(_) | DeValue::Float(_) | DeValue::Boolean(_) | DeValue::Datetime(_) => None,
    }
}
