//! The word that each part begins with: which part of which situation it is, and of when.

use jiff::Timestamp;

use super::word::{BEGINNINGS, BYTES, Id, Word, id_of, word};
use crate::domain::digest::Digest;

/// The version of the format.
const VERSION: u8 = 1;

/// How many parts, and how many lines, there can be at most.
pub(super) const MOST_PARTS: u32 = 1 << 12;
pub(super) const MOST_LINES: u32 = BEGINNINGS;

/// The bytes that a line holds.
const PER_LINE: u32 = 39;
const _: () = assert!(PER_LINE as usize == BYTES);

/// What is known of a situation by the beginning of any of its parts.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Beginning {
    /// Which part this is, from 0.
    pub(super) part: u32,
    /// The lines of each part but the last, without its beginning.
    pub(super) lines_per_part: u32,
    /// How many bytes there are.
    pub(super) length: u32,
    /// Their digest, cut.
    pub(super) digest: [u8; 12],
    /// When it was made, in seconds.
    pub(super) made: u32,
    /// Of which migration it is: by the hash of its first record.
    pub(super) migration: [u8; 4],
    /// How many records it has.
    pub(super) records: u32,
}

/// What a beginning is.
pub(super) enum Begun {
    /// One that is known here.
    Known(Beginning),
    /// One of a newer acmove.
    Newer,
    /// None that anything begins with.
    Not,
}

/// The digest of the bytes, as it is sent.
pub(super) fn digest_of(bytes: &[u8]) -> [u8; 12] {
    let mut digest = [0; 12];
    for (byte, two) in digest.iter_mut().zip(Digest::of(bytes).to_string().as_bytes().as_chunks::<2>().0) {
        *byte = str::from_utf8(two).ok().and_then(|two| u8::from_str_radix(two, 16).ok()).unwrap_or_default();
    }
    digest
}

impl Beginning {
    /// How many lines there are, without the beginnings.
    pub(super) fn lines(&self) -> u32 {
        self.length.div_ceil(PER_LINE)
    }

    /// How many parts there are.
    pub(super) fn parts(&self) -> u32 {
        self.lines().div_ceil(self.lines_per_part)
    }

    /// The lines of a part.
    pub(super) fn lines_of(&self, part: u32) -> std::ops::Range<u32> {
        let first = part.saturating_mul(self.lines_per_part);
        first..first.saturating_add(self.lines_per_part).min(self.lines())
    }

    /// When it was made.
    pub(super) fn made(&self) -> Timestamp {
        Timestamp::from_second(self.made.into()).unwrap_or_default()
    }

    /// Whose words belong to it.
    pub(super) fn id(&self) -> Id {
        id_of([self.digest[0], self.digest[1], self.digest[2]])
    }

    /// Whether two parts belong together.
    pub(super) fn is_of(&self, other: &Self) -> bool {
        Self { part: 0, ..*self } == Self { part: 0, ..*other }
    }

    /// As a word.
    pub(super) fn word(&self) -> String {
        let mut bytes = Vec::with_capacity(BYTES);
        bytes.push(VERSION);
        bytes.extend(&self.part.to_be_bytes()[2..]);
        bytes.extend(&self.lines_per_part.to_be_bytes()[1..]);
        bytes.extend(self.length.to_be_bytes());
        bytes.extend(self.digest);
        bytes.extend(self.made.to_be_bytes());
        bytes.extend(self.migration);
        bytes.extend(self.records.to_be_bytes());
        bytes.resize(BYTES, 0);
        let bytes = bytes.first_chunk().copied().unwrap_or([0; BYTES]);
        word(self.id(), BEGINNINGS + self.part, &bytes)
    }

    /// The beginning that a word is.
    pub(super) fn of(word: &Word) -> Begun {
        if word.number < BEGINNINGS {
            return Begun::Not;
        }
        let bytes = &word.bytes;
        if bytes[0] != VERSION {
            return if bytes[0] > VERSION { Begun::Newer } else { Begun::Not };
        }
        let number =
            |range: std::ops::Range<usize>| bytes[range].iter().fold(0, |all, byte| all << 8 | u32::from(*byte));
        let begun = Self {
            part: number(1..3),
            lines_per_part: number(3..6),
            length: number(6..10),
            digest: cut(&bytes[10..22]),
            made: number(22..26),
            migration: cut(&bytes[26..30]),
            records: number(30..34),
        };
        let fits = begun.lines_per_part > 0
            && (1..=MOST_LINES).contains(&begun.lines())
            && begun.parts() <= MOST_PARTS
            && begun.part < begun.parts()
            && word.number == BEGINNINGS + begun.part
            && word.id == begun.id();
        if fits { Begun::Known(begun) } else { Begun::Not }
    }
}

/// As many bytes as there have to be.
fn cut<const N: usize>(bytes: &[u8]) -> [u8; N] {
    bytes.first_chunk().copied().unwrap_or([0; N])
}
