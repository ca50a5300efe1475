//! Sentences about the license that are not known by their words: by their place, above the values and below the links, or
//! because they speak of a license where no value, link or feature does.

use super::{
    chrome,
    grid::Grid,
    piece::{self, PagePart, Piece},
    property,
};
use crate::domain::page::PRACTICE_MARK;

/// How a text begins that every page has, in lower case.
const HARMLESS: [&str; 8] = [
    "this screen shows this environment's licensing information",
    "to apply a license file",
    "to narrow the features list",
    "licensed to ",
    "manage all environments",
    "outsystems features",
    "outsystems platform features",
    "copyright ",
];
/// The words from which on a text is a sentence, and no name or link.
const SENTENCE: usize = 5;
/// The heading of the list of features, and what ends the list.
const LIST: [&str; 2] = ["feature", "manage all environments"];

/// The texts, in their order.
pub(super) fn passages(grid: &Grid) -> Vec<String> {
    let pieces = piece::pieces(grid);
    let mut found = above_the_values(&pieces);
    for text in outside_of_the_list(&pieces).into_iter().filter(|text| is_about_a_license(text)) {
        if !found.iter().any(|known| known.contains(&text)) {
            found.push(text);
        }
    }
    found.retain(|text| !is_harmless(text));
    found
}

/// What stands between the links and the first value, and is no link.
fn above_the_values(pieces: &[Piece<'_>]) -> Vec<String> {
    let end = pieces.iter().position(|piece| matches!(piece.part, PagePart::Label(_))).unwrap_or_default();
    let is_link = |piece: &Piece<'_>| matches!(piece.part, PagePart::Chrome(text) if chrome::is_link(text));
    let above = pieces.iter().take(end).skip_while(|piece| !is_link(piece));
    joined(above.filter_map(free).filter(|text| is_sentence(text)))
}

fn outside_of_the_list(pieces: &[Piece<'_>]) -> Vec<String> {
    let mut in_list = false;
    let outside = pieces.iter().filter(|piece| {
        let PagePart::Chrome(text) = piece.part else { return !in_list };
        let lower = text.to_lowercase();
        in_list = if in_list { !lower.starts_with(LIST[1]) } else { lower == LIST[0] };
        !in_list
    });
    joined(outside.filter_map(free).filter(|text| is_sentence(text)))
}

/// A text that is neither a name of a value nor known from elsewhere on the page.
fn free<'a>(piece: &Piece<'a>) -> Option<&'a str> {
    match piece.part {
        PagePart::Text(text) => Some(text),
        PagePart::Chrome(text) if chrome::is_link(text) || chrome::is_verdict(text) => {
            Some(chrome::without_links(text))
        }
        PagePart::Chrome(_) | PagePart::Label(_) => None,
    }
}

/// A sentence that a line break interrupts goes on in the next line.
fn joined<'a>(texts: impl Iterator<Item = &'a str>) -> Vec<String> {
    let mut sentences: Vec<String> = Vec::new();
    for text in texts {
        match sentences.last_mut() {
            Some(open) if !open.ends_with(is_end) && text.starts_with(char::is_lowercase) => {
                open.push(' ');
                open.push_str(text);
            }
            Some(_) | None => sentences.push(text.to_owned()),
        }
    }
    sentences
}

fn is_about_a_license(text: &str) -> bool {
    let lower = text.to_lowercase();
    lower.contains("licens") || lower.contains("licenc")
}

/// Whether a text is more than a name: it has an end, or many words, or letters of another script.
fn is_sentence(text: &str) -> bool {
    let words = text.split(' ').filter(|word| word.contains(char::is_alphabetic)).count();
    words > 0
        && (text.ends_with(is_end) || words >= SENTENCE || text.chars().any(|c| c.is_alphabetic() && !c.is_ascii()))
}

const fn is_end(c: char) -> bool {
    matches!(c, '.' | '!' | '?' | '\u{3002}' | '\u{ff01}')
}

fn is_harmless(text: &str) -> bool {
    let lower = text.to_lowercase();
    HARMLESS.iter().any(|known| lower.starts_with(known))
        || lower.contains(property::END)
        || lower.contains(&PRACTICE_MARK.to_lowercase())
}
