//! The one value of something that a text may say more than once.

use std::fmt::Display;

/// The one value, where all that were found are the same.
pub(super) fn one<T: PartialEq>(name: impl Display, mut found: Vec<T>, problems: &mut Vec<String>) -> Option<T> {
    let first = found.pop()?;
    if found.iter().all(|other| *other == first) {
        return Some(first);
    }
    problems.push(format!("{name} has different values in this text: paste one page at a time."));
    None
}
