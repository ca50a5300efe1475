//! Reads the parts of a practice page that a person looks for.

use crate::driver::web::WebAnswer;

/// The source of a page.
pub(super) fn text_of(answer: &WebAnswer) -> String {
    String::from_utf8_lossy(&answer.body).into_owned()
}

/// The text between two marks; `None` where one of them is missing.
pub(super) fn between<'a>(page: &'a str, begin: &str, end: &str) -> Option<&'a str> {
    let after = &page[page.find(begin)? + begin.len()..];
    after.find(end).map(|end| &after[..end])
}

/// A text as a browser shows it, where some characters are written in another way.
pub(super) fn readable(html: &str) -> String {
    let characters = [("&lt;", "<"), ("&gt;", ">"), ("&quot;", "\""), ("&#x27;", "'"), ("&#x2f;", "/"), ("&amp;", "&")];
    characters.into_iter().fold(html.trim().to_owned(), |text, (written, read)| text.replace(written, read))
}

/// Whether a publish ended well, and its message; `None` while it is under way.
pub(super) fn message(page: &str) -> Option<(bool, String)> {
    let said = between(page, "<p id=\"message\" class=\"", "</p>")?;
    let (class, text) = said.split_once("\">")?;
    Some((class == "good", readable(text)))
}

/// The number of a row of the portal that has no serial number yet; one of the same purpose, where there is one.
pub(super) fn free_row(page: &str, purpose: &str) -> Option<String> {
    let rows: Vec<(&str, &str)> = page
        .split("data-row=\"")
        .skip(1)
        .filter_map(|row| Some((row.split('"').next()?, between(row, "data-purpose=\"", "\"")?)))
        .collect();
    let same = rows.iter().find(|(_, of)| *of == purpose);
    same.or(rows.first()).map(|(number, _)| (*number).to_owned())
}
