//! A text without the characters that no word has: quoting, indents, other widths and blank lines are nothing else.

use super::word::value;
use crate::domain::text::shown;

/// A text without the characters that no word has.
#[derive(Debug, Default)]
pub(super) struct Stream {
    /// What is left, as values.
    pub(super) values: Vec<u8>,
    /// Where a piece begins before which something was left out.
    pub(super) pieces: Vec<usize>,
}

impl Stream {
    pub(super) fn of(text: &str) -> Self {
        let mut stream = Self::default();
        let mut is_begun = false;
        // What cannot be seen is not there: it does not part a word.
        for c in shown(text).chars() {
            match value(c) {
                Some(value) => {
                    if !is_begun {
                        stream.pieces.push(stream.values.len());
                    }
                    stream.values.push(value);
                    is_begun = true;
                }
                None => is_begun = false,
            }
        }
        stream
    }
}
