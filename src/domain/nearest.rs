//! The known word that was meant where another one was typed.

use strsim::levenshtein;

/// The known word that is most like a given one, where one is alike enough to have been meant.
pub fn nearest<'a>(word: &str, known: impl IntoIterator<Item = &'a str>) -> Option<&'a str> {
    let known = known.into_iter().map(|candidate| (levenshtein(word, candidate), candidate));
    let limit = (word.chars().count() / 3).max(2);
    known.filter(|(distance, _)| *distance <= limit).min().map(|(_, candidate)| candidate)
}
