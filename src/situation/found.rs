//! The words of a text: every place of it is tried, each in the same time.

use super::{
    joined,
    stream::Stream,
    word::{CHECKED, Sum, WORD, Word, is_letter},
};

/// All words of a text, in its order, and after them those that something else stands in the middle of.
pub(super) fn words(text: &str) -> Vec<Word> {
    let stream = Stream::of(text);
    let whole = whole(&stream.values);
    let mut words: Vec<Word> = whole.iter().map(|at| Word::known(&stream.values[*at..*at + WORD])).collect();
    joined::join(&stream, &whole, &mut words);
    words
}

/// Where whole words begin.
fn whole(values: &[u8]) -> Vec<usize> {
    let mut found = Vec::new();
    let (mut at, mut sum) = (0, None);
    while at + WORD <= values.len() {
        let here = sum.unwrap_or_else(|| Sum::of(&values[at..at + CHECKED]));
        if is_letter(values[at]) && here.check() == values[at + CHECKED..at + WORD] {
            found.push(at);
            at += WORD;
            sum = None;
        } else {
            sum = Some(here.moved(values[at], values[at + CHECKED]));
            at += 1;
        }
    }
    found
}
