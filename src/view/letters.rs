//! Letters as large as a screen has room for: readable in a picture of it that was made small.
//!
//! They are our own: the crates for it draw with signs of Unicode alone, and acmove has to draw them in ASCII and on the consoles
//! of Windows too.

/// Columns and rows of a letter, in pixels.
const WIDE: usize = 5;
const HIGH: usize = 5;

/// The pixels of the letters that are drawn: a number for each row.
const FONT: &[(char, [u8; HIGH])] = &[
    ('A', [0b01110, 0b10001, 0b11111, 0b10001, 0b10001]),
    ('B', [0b11110, 0b10001, 0b11110, 0b10001, 0b11110]),
    ('C', [0b01111, 0b10000, 0b10000, 0b10000, 0b01111]),
    ('D', [0b11110, 0b10001, 0b10001, 0b10001, 0b11110]),
    ('E', [0b11111, 0b10000, 0b11110, 0b10000, 0b11111]),
    ('F', [0b11111, 0b10000, 0b11110, 0b10000, 0b10000]),
    ('G', [0b01111, 0b10000, 0b10011, 0b10001, 0b01111]),
    ('H', [0b10001, 0b10001, 0b11111, 0b10001, 0b10001]),
    ('I', [0b01110, 0b00100, 0b00100, 0b00100, 0b01110]),
    ('J', [0b00111, 0b00010, 0b00010, 0b10010, 0b01100]),
    ('K', [0b10001, 0b10010, 0b11100, 0b10010, 0b10001]),
    ('L', [0b10000, 0b10000, 0b10000, 0b10000, 0b11111]),
    ('M', [0b10001, 0b11011, 0b10101, 0b10001, 0b10001]),
    ('N', [0b10001, 0b11001, 0b10101, 0b10011, 0b10001]),
    ('O', [0b01110, 0b10001, 0b10001, 0b10001, 0b01110]),
    ('P', [0b11110, 0b10001, 0b11110, 0b10000, 0b10000]),
    ('Q', [0b01110, 0b10001, 0b10101, 0b10010, 0b01101]),
    ('R', [0b11110, 0b10001, 0b11110, 0b10010, 0b10001]),
    ('S', [0b01111, 0b10000, 0b01110, 0b00001, 0b11110]),
    ('T', [0b11111, 0b00100, 0b00100, 0b00100, 0b00100]),
    ('U', [0b10001, 0b10001, 0b10001, 0b10001, 0b01110]),
    ('V', [0b10001, 0b10001, 0b10001, 0b01010, 0b00100]),
    ('W', [0b10001, 0b10001, 0b10101, 0b11011, 0b10001]),
    ('X', [0b10001, 0b01010, 0b00100, 0b01010, 0b10001]),
    ('Y', [0b10001, 0b01010, 0b00100, 0b00100, 0b00100]),
    ('Z', [0b11111, 0b00010, 0b00100, 0b01000, 0b11111]),
    ('0', [0b01110, 0b10011, 0b10101, 0b11001, 0b01110]),
    ('1', [0b00100, 0b01100, 0b00100, 0b00100, 0b01110]),
    ('2', [0b11110, 0b00001, 0b01110, 0b10000, 0b11111]),
    ('3', [0b11110, 0b00001, 0b01110, 0b00001, 0b11110]),
    ('4', [0b10010, 0b10010, 0b11111, 0b00010, 0b00010]),
    ('5', [0b11111, 0b10000, 0b11110, 0b00001, 0b11110]),
    ('6', [0b01110, 0b10000, 0b11110, 0b10001, 0b01110]),
    ('7', [0b11111, 0b00001, 0b00010, 0b00100, 0b00100]),
    ('8', [0b01110, 0b10001, 0b01110, 0b10001, 0b01110]),
    ('9', [0b01110, 0b10001, 0b01111, 0b00001, 0b01110]),
    ('?', [0b01110, 0b10001, 0b00110, 0b00000, 0b00100]),
    (',', [0b00000, 0b00000, 0b00000, 0b00100, 0b01000]),
];

/// How large a pixel is: so many cells wide and high; on the smallest scale a cell has two, one above the other.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Scale {
    /// Two pixels in a cell.
    Half,
    /// A pixel for each cell.
    One,
    /// So many rows, and twice as many columns.
    Times(usize),
}

impl Scale {
    /// The largest scale on which a text fits into so many columns and rows; `None` where not even the smallest does.
    pub fn fitting(text: &str, width: usize, height: usize, has_half: bool) -> Option<Self> {
        let least = if has_half { Self::Half } else { Self::One };
        let all = (1..=MOST).rev().map(Self::Times).chain([Self::One, least]);
        all.into_iter().find(|scale| scale.width(text) <= width && scale.height() <= height)
    }

    /// Columns of a text.
    pub fn width(self, text: &str) -> usize {
        let pixels = (text.chars().count() * (WIDE + 1)).saturating_sub(1);
        match self {
            Self::Half | Self::One => pixels,
            Self::Times(times) => pixels * 2 * times,
        }
    }

    /// Rows of a text.
    pub const fn height(self) -> usize {
        match self {
            Self::Half => HIGH.div_ceil(2),
            Self::One => HIGH,
            Self::Times(times) => HIGH * times,
        }
    }
}

/// The largest scale.
const MOST: usize = 6;

/// How much of a cell is inked.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Ink {
    /// Nothing.
    None,
    /// The upper half.
    Upper,
    /// The lower half.
    Lower,
    /// All of it.
    Full,
}

/// The cells of a text on a scale, row by row; what has no letter is blank.
pub fn cells(text: &str, scale: Scale) -> Vec<Vec<Ink>> {
    let rows = pixels(text);
    let is_inked = |row: usize, column: usize| rows.get(row).is_some_and(|row| row[column]);
    let width = rows[0].len();
    let full = |inked: bool| if inked { Ink::Full } else { Ink::None };
    match scale {
        Scale::Half => {
            let cell = |row: usize, column: usize| match (is_inked(2 * row, column), is_inked(2 * row + 1, column)) {
                (true, true) => Ink::Full,
                (true, false) => Ink::Upper,
                (false, true) => Ink::Lower,
                (false, false) => Ink::None,
            };
            (0..scale.height()).map(|row| (0..width).map(|column| cell(row, column)).collect()).collect()
        }
        Scale::One => (0..HIGH).map(|row| (0..width).map(|column| full(is_inked(row, column))).collect()).collect(),
        Scale::Times(times) => {
            let line =
                |row: usize| (0..width * 2 * times).map(|column| full(is_inked(row, column / (2 * times)))).collect();
            (0..HIGH * times).map(|row| line(row / times)).collect()
        }
    }
}

/// The pixels of a text, a blank column between two letters.
fn pixels(text: &str) -> Vec<Vec<bool>> {
    let mut rows = vec![Vec::new(); HIGH];
    for (at, letter) in text.chars().flat_map(char::to_uppercase).enumerate() {
        let known = FONT.iter().find(|(known, _)| *known == letter).map_or([0; HIGH], |(_, rows)| *rows);
        for (row, bits) in rows.iter_mut().zip(known) {
            if at > 0 {
                row.push(false);
            }
            row.extend((0..WIDE).rev().map(|bit| bits & (1 << bit) != 0));
        }
    }
    rows
}
