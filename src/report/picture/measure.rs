//! How wide a text is in the picture: by the widths of the letters, with some room, as every machine has a font of its own.

use crate::view::text::columns;

/// The widths of the letters from the blank to the tilde, in thousandths of the size.
const WIDTHS: [u16; 95] = [
    278, 278, 355, 556, 556, 889, 667, 191, 333, 333, 389, 584, 278, 333, 278, 278, 556, 556, 556, 556, 556, 556, 556,
    556, 556, 556, 278, 278, 584, 584, 584, 556, 1015, 667, 667, 722, 722, 667, 611, 778, 722, 278, 500, 667, 556, 833,
    722, 778, 667, 778, 722, 667, 611, 722, 667, 944, 667, 667, 611, 278, 278, 278, 469, 556, 333, 556, 556, 500, 556,
    556, 278, 556, 556, 222, 222, 500, 222, 833, 556, 556, 556, 556, 333, 500, 278, 556, 500, 722, 500, 500, 500, 334,
    260, 334, 584,
];

/// The width of another letter that takes one cell of a screen.
const OTHER: u16 = 640;

/// A font may be so much wider than the one whose letters were measured.
const ROOM: f64 = 1.22;

/// Bold letters are so much wider.
const BOLD: f64 = 1.07;

/// How a text is written.
#[derive(Debug, Clone, Copy)]
pub(super) struct Hand {
    /// The size of the letters.
    pub(super) size: f64,
    /// Whether they are bold.
    pub(super) is_bold: bool,
}

impl Hand {
    /// Letters of a size.
    pub(super) const fn plain(size: f64) -> Self {
        Self { size, is_bold: false }
    }

    /// Bold letters of a size.
    pub(super) const fn bold(size: f64) -> Self {
        Self { size, is_bold: true }
    }

    /// How wide a text is at most.
    pub(super) fn width(self, text: &str) -> f64 {
        let thousandths: f64 = text.chars().map(letter).sum();
        thousandths / 1000.0 * self.size * ROOM * if self.is_bold { BOLD } else { 1.0 }
    }

    /// A text that fits into a width: where it is too long, its middle goes, as names often differ at their ends.
    pub(super) fn fitted(self, text: &str, room: f64) -> String {
        if self.width(text) <= room {
            return text.to_owned();
        }
        let letters: Vec<char> = text.chars().collect();
        let kept = (1..letters.len()).rev().map(|kept| {
            let (first, last) = (kept.div_ceil(2), kept / 2);
            let ends = letters[..first].iter().chain(['\u{2026}'].iter()).chain(&letters[letters.len() - last..]);
            ends.collect::<String>()
        });
        let mut kept = kept.skip_while(|kept| self.width(kept) > room);
        kept.next().unwrap_or_else(|| "\u{2026}".to_owned())
    }
}

fn letter(c: char) -> f64 {
    let place = u32::from(c).checked_sub(u32::from(' ')).and_then(|place| usize::try_from(place).ok());
    let known = place.and_then(|place| WIDTHS.get(place)).copied();
    let cells = || u16::try_from(columns(c.encode_utf8(&mut [0; 4]))).unwrap_or(1);
    f64::from(known.unwrap_or_else(|| OTHER * cells()))
}

/// Stretches of a row that are taken: what is written later goes where there is room, or is left out.
#[derive(Debug, Clone, Default)]
pub(super) struct Taken(Vec<(f64, f64)>);

impl Taken {
    /// With a stretch that is taken.
    pub(super) fn take(&mut self, from: f64, to: f64) {
        self.0.push((from, to));
    }

    /// Takes a stretch where it is free.
    pub(super) fn is_given(&mut self, from: f64, to: f64) -> bool {
        let is_free = self.0.iter().all(|(left, right)| to <= *left || *right <= from);
        if is_free {
            self.take(from, to);
        }
        is_free
    }
}
