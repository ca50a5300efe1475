//! Words that somebody else's lines stand in the middle of: a chat that cuts a text anywhere puts names and times between. Pieces
//! of such a word lie near each other, and only together they have its length and its check.

use std::collections::BTreeSet;

use super::{
    stream::Stream,
    word::{Id, NAMED, WORD, Word, is_letter, named},
};

/// At how many places of a word something else may stand, and how many pieces of that at each, in the order in which it is tried:
/// what every line of a chat begins with is short, and a message between two others is long.
const TRIES: [(usize, usize); 5] = [(1, 10), (1, 40), (2, 10), (2, 40), (3, 10)];

/// How many pieces are tried from one piece on, in any text, and for each of its pieces: so it takes as long as the text is.
const TRIED: usize = 50_000;
const TRIED_AT_LEAST: usize = 1_000_000;
const TRIED_PER_PIECE: usize = 8;

/// Adds the words that were cut. Pieces of whole words are none of them.
pub(super) fn join(stream: &Stream, whole: &[usize], words: &mut Vec<Word>) {
    let known: BTreeSet<Id> = words.iter().map(|word| word.id).collect();
    let found = words.iter().map(|word| (word.id, word.number)).collect();
    let most = TRIED_AT_LEAST.saturating_add(stream.pieces.len().saturating_mul(TRIED_PER_PIECE));
    let mut joining = Joining { values: &stream.values, known, found, most: 0, left: 0 };
    let stretches = stretches(stream, whole);
    for (places, pieces) in TRIES {
        (joining.most, joining.left) = (pieces, most);
        for stretch in &stretches {
            joining.stretch(stretch, places, words);
        }
    }
}

/// A piece of a text, from one place to another.
type Piece = (usize, usize);

/// What stands between two whole words, in pieces; one of them may begin where a whole word ends.
fn stretches(stream: &Stream, whole: &[usize]) -> Vec<Vec<Piece>> {
    let (mut from, mut pieces) = (0, stream.pieces.iter().copied().peekable());
    let stretch = |end| {
        let mut starts = vec![from];
        while let Some(start) = pieces.next_if(|start| *start < end) {
            if start > from {
                starts.push(start);
            }
        }
        from = end + WORD;
        let ends = starts.iter().skip(1).copied().chain([end]);
        starts.iter().copied().zip(ends).filter(|(start, end)| start < end).collect()
    };
    whole.iter().copied().chain([stream.values.len()]).map(stretch).collect()
}

struct Joining<'s> {
    values: &'s [u8],
    /// Whose words there are.
    known: BTreeSet<Id>,
    found: BTreeSet<(Id, u32)>,
    /// How many pieces of something else may stand at one place.
    most: usize,
    /// How many pieces may still be tried.
    left: usize,
}

impl Joining<'_> {
    /// Adds the words of a stretch in which something else stands at exactly so many places.
    fn stretch(&mut self, mut pieces: &[Piece], places: usize, words: &mut Vec<Word>) {
        while !pieces.is_empty() {
            let most = TRIED.min(self.left);
            let mut left = most;
            let joined = self.extend(&mut Vec::with_capacity(WORD), pieces, places, &mut left);
            self.left -= most - left;
            if let Some((word, behind)) = joined {
                self.known.insert(word.id);
                self.found.insert((word.id, word.number));
                words.push(word);
                pieces = behind;
            } else {
                pieces = &pieces[1..];
            }
        }
    }

    /// The word that begins with these values and goes on with the first of these pieces, and the pieces behind it; something else
    /// stands at exactly so many places of it.
    fn extend<'p>(
        &self,
        values: &mut Vec<u8>,
        pieces: &'p [Piece],
        places: usize,
        left: &mut usize,
    ) -> Option<(Word, &'p [Piece])> {
        let ((start, end), behind) = pieces.split_first()?;
        *left = left.checked_sub(1)?;
        let length = values.len();
        if length + (end - start) > WORD {
            return None;
        }
        values.extend(&self.values[*start..*end]);
        let joined = self.goes_on(values, behind, places, left);
        values.truncate(length);
        joined
    }

    fn goes_on<'p>(
        &self,
        values: &mut Vec<u8>,
        pieces: &'p [Piece],
        places: usize,
        left: &mut usize,
    ) -> Option<(Word, &'p [Piece])> {
        if !self.may_be(values) {
            return None;
        }
        if values.len() == WORD {
            return Word::of(values).filter(|_| places == 0).map(|word| (word, pieces));
        }
        let next = self.extend(values, pieces, places, left);
        if next.is_some() || places == 0 {
            return next;
        }
        (1..=self.most).find_map(|skipped| self.extend(values, pieces.get(skipped..)?, places - 1, left))
    }

    /// Whether a word that is not there yet begins so.
    fn may_be(&self, values: &[u8]) -> bool {
        if values.len() < NAMED {
            let mut least = Id::default();
            least.iter_mut().zip(values).for_each(|(place, value)| *place = *value);
            let next = self.known.range(least..).next();
            return next.is_some_and(|id| id.iter().zip(values).all(|(known, value)| known == value));
        }
        let (id, number) = named(values);
        // Of one that is not known yet, it is one of the first lines, or a beginning: few other words look like that.
        let is_first = || is_letter(id[0]) && matches!(number >> 12, 0 | 63);
        (self.known.contains(&id) || is_first()) && !self.found.contains(&(id, number))
    }
}
