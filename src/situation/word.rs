//! One line of the text: a word of 64 characters that proves itself, by a check at its end. It says of which situation it is, and
//! which line of that; so it may stand anywhere.
//!
//! `id` (4, a capital letter first: no chat takes it for a command, or writes it larger) `number` (3) `payload` (52) `check` (5)

/// The length of a word.
pub(super) const WORD: usize = 64;

/// The characters of a word that hold what is sent: 39 bytes.
pub(super) const PAYLOAD: usize = 52;

/// The bytes that a word holds.
pub(super) const BYTES: usize = 39;

/// How many characters say whose word and which one it is.
pub(super) const NAMED: usize = ID + NUMBER;

/// How many characters are checked; the rest is the check.
pub(super) const CHECKED: usize = NAMED + PAYLOAD;

const ID: usize = 4;
const NUMBER: usize = 3;

/// The numbers from here on are those of the words that parts begin with.
pub(super) const BEGINNINGS: u32 = 63 << 12;

/// The letters of a word, by their values: those of Base64, of which no program makes anything else.
const LETTERS: &[u8; 64] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";

/// What a value cannot be.
const NONE: u8 = 64;

const VALUES: [u8; 128] = {
    let mut values = [NONE; 128];
    let mut at: u8 = 0;
    while at < 64 {
        values[LETTERS[at as usize] as usize] = at;
        at += 1;
    }
    values
};

/// The value of a character that a word may have.
pub(super) fn value(c: char) -> Option<u8> {
    VALUES.get(c as usize).copied().filter(|value| *value != NONE)
}

/// Whose a word is: four values, the first one of a capital letter.
pub(super) type Id = [u8; ID];

/// The id of a situation with a digest.
pub(super) fn id_of(digest: [u8; 3]) -> Id {
    let all = u32::from_be_bytes([0, digest[0], digest[1], digest[2]]);
    let [_, a, b, c] = sextets(all / 26);
    [u8::try_from(all % 26).unwrap_or_default(), a, b, c]
}

/// Four times six bits.
fn sextets(number: u32) -> [u8; 4] {
    [18, 12, 6, 0].map(|shift| (number >> shift & 63) as u8)
}

/// A word as text.
pub(super) fn word(id: Id, number: u32, bytes: &[u8; BYTES]) -> String {
    let mut values = Vec::with_capacity(WORD);
    values.extend(id);
    values.extend(&sextets(number)[1..]);
    for three in bytes.as_chunks::<3>().0 {
        values.extend(sextets(u32::from_be_bytes([0, three[0], three[1], three[2]])));
    }
    values.extend(check(&values));
    values.iter().map(|value| char::from(LETTERS[usize::from(*value)])).collect()
}

/// A word that was found: it proved itself.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Word {
    pub(super) id: Id,
    pub(super) number: u32,
    pub(super) bytes: [u8; BYTES],
}

impl Word {
    /// The word of these values, if they are one.
    pub(super) fn of(values: &[u8]) -> Option<Self> {
        let (checked, end) = values.split_at_checked(CHECKED)?;
        (values.len() == WORD && is_letter(values[0]) && check(checked) == end).then(|| Self::known(values))
    }

    /// The word of values that are known to be one.
    pub(super) fn known(values: &[u8]) -> Self {
        let (id, number) = named(values);
        let mut bytes = [0; BYTES];
        let four = values[NAMED..CHECKED].as_chunks::<4>().0;
        for (three, four) in bytes.as_chunks_mut::<3>().0.iter_mut().zip(four) {
            let [_, bytes @ ..] = four.iter().fold(0, |all: u32, value| all << 6 | u32::from(*value)).to_be_bytes();
            *three = bytes;
        }
        Self { id, number, bytes }
    }
}

/// Whose word begins with these values, and which one it is.
pub(super) fn named(values: &[u8]) -> (Id, u32) {
    let mut id = [0; ID];
    id.copy_from_slice(&values[..ID]);
    (id, values[ID..NAMED].iter().fold(0, |all, value| all << 6 | u32::from(*value)))
}

/// Whether a word may begin with this value.
pub(super) const fn is_letter(value: u8) -> bool {
    value < 26
}

/// A sum over the values of a word that moves on with them, so that every place of a text is tried in the same time: a
/// polynomial, modulo a prime.
#[derive(Debug, Clone, Copy, Default)]
pub(super) struct Sum(u64);

const PRIME: u64 = (1 << 61) - 1;
const BASE: u64 = 0x0b4f_25b8_93e6_1d2f;

/// What the first value of the checked ones weighs.
const FIRST: u64 = {
    let (mut weight, mut at) = (1, 1);
    while at < CHECKED {
        weight = times(weight, BASE);
        at += 1;
    }
    weight
};

#[expect(clippy::cast_possible_truncation, reason = "both parts of the product have fewer than 64 bits")]
const fn times(a: u64, b: u64) -> u64 {
    let product = a as u128 * b as u128;
    let sum = (product & PRIME as u128) as u64 + (product >> 61) as u64;
    if sum >= PRIME { sum - PRIME } else { sum }
}

impl Sum {
    /// The sum of some values.
    pub(super) fn of(values: &[u8]) -> Self {
        values.iter().fold(Self::default(), |sum, value| sum.and(*value))
    }

    fn and(self, value: u8) -> Self {
        Self((times(self.0, BASE) + u64::from(value) + 1) % PRIME)
    }

    /// The sum one place on: without the first value, and with another one.
    pub(super) fn moved(self, first: u8, next: u8) -> Self {
        let left = (self.0 + PRIME - times(FIRST, u64::from(first) + 1)) % PRIME;
        Self(left).and(next)
    }

    /// The check that follows the values.
    pub(super) fn check(self) -> [u8; 5] {
        let mixed = (self.0 ^ 0x61_636d_6f76_6520).wrapping_mul(0x9e37_79b9_7f4a_7c15) >> 34;
        [24, 18, 12, 6, 0].map(|shift| (mixed >> shift & 63) as u8)
    }
}

fn check(values: &[u8]) -> [u8; 5] {
    Sum::of(values).check()
}
