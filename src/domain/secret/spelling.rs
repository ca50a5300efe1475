//! The spellings of a secret: as it is, in hexadecimal, and in Base64 wherever it may stand in what was encoded. Case counts
//! nowhere, and escapes are undone where a text is searched.

use base64::{Engine as _, engine::general_purpose::STANDARD_NO_PAD as BASE64};

use super::view::View;

/// A spelling is recognised by so many bytes; a shorter one is not looked for.
pub(super) const GRAM: usize = 4;

/// A coded spelling that is shorter may be any word.
const SHORTEST_CODED: usize = 5;

/// A coded spelling that is shorter may be made of any words, where blanks between them say nothing.
const SHORTEST_SPREAD: usize = 12;

/// From this length on, in bytes, a run of a spelling is enough.
const LONG: usize = 24;

/// A run of a long spelling, in bytes.
const RUN: usize = 16;

/// One spelling of a secret, in lower case.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Spelling {
    pub(super) bytes: Vec<u8>,
    /// Whether it is in hexadecimal or Base64.
    pub(super) is_coded: bool,
}

impl Spelling {
    fn new(text: &str, is_coded: bool) -> Self {
        Self { bytes: text.to_ascii_lowercase().into_bytes(), is_coded }
    }

    /// The places at which it can be recognised.
    pub(super) fn places(&self) -> impl Iterator<Item = usize> + use<> {
        let all = self.bytes.len() - GRAM;
        0..=if self.bytes.len() < LONG { 0 } else { all }
    }

    /// Whether it is recognised although there are blanks in it, as in a dump.
    pub(super) const fn may_be_spread(&self) -> bool {
        self.is_coded && self.bytes.len() >= SHORTEST_SPREAD
    }

    /// How many bytes of a text are this spelling from a place on; 0 where they are too few.
    pub(super) fn run(&self, place: usize, text: &[u8]) -> usize {
        let own = &self.bytes[place..];
        let length = own.iter().zip(text).take_while(|(own, other)| own == other).count();
        let enough = if self.bytes.len() < LONG { self.bytes.len() } else { RUN };
        if length >= enough { length } else { 0 }
    }
}

/// The bytes by which a spelling is recognised.
pub(super) fn gram(bytes: &[u8]) -> [u8; GRAM] {
    let mut gram = [0; GRAM];
    gram.copy_from_slice(&bytes[..GRAM]);
    gram
}

/// The number of marks.
pub(super) const MARKS: usize = 1 << 16;

/// A mark of the bytes by which a spelling is recognised: different ones rarely have the same.
pub(super) const fn mark(gram: [u8; GRAM]) -> usize {
    (u32::from_le_bytes(gram).wrapping_mul(0x9e37_79b1) >> 16) as usize
}

/// All spellings of a secret; none where it is too short.
pub(super) fn spellings(secret: &str) -> Vec<Spelling> {
    if secret.trim().chars().count() < GRAM {
        return Vec::new();
    }
    let one_line = secret.split_whitespace().collect::<Vec<_>>().join(" ");
    let mut plain = vec![secret.to_owned(), secret.trim().to_owned(), one_line];
    plain.extend([secret.to_lowercase(), secret.to_uppercase()]);
    // In a form, a blank is a plus.
    plain.push(secret.trim().replace(' ', "+"));
    // It may look escaped itself: it is searched for as what is found then.
    plain.extend(View::of(secret.trim()).layers().map(|view| view.text()));
    let plain: Vec<String> = plain.iter().map(|text| View::of(text).text()).collect();
    let coded = [secret, secret.trim()].into_iter().flat_map(coded);
    plain.iter().filter(|text| text.len() >= GRAM).map(|text| Spelling::new(text, false)).chain(coded).collect()
}

/// The spellings of a user and a password as they are sent together; in an address they may be escaped, and are sent as meant.
pub(super) fn login(user: &str, password: &str) -> Vec<Spelling> {
    let both = format!("{user}:{password}");
    let meant = View::of(&both).layers().map(|view| view.text());
    coded(&both).into_iter().chain(meant.flat_map(|both| coded(&both))).collect()
}

/// A text in hexadecimal and in Base64, as UTF-8 and as UTF-16, which Windows encodes.
fn coded(text: &str) -> Vec<Spelling> {
    let wide: Vec<u8> = text.encode_utf16().flat_map(u16::to_le_bytes).collect();
    let mut all = Vec::new();
    for bytes in [text.as_bytes(), &wide] {
        all.push(hex(bytes));
        for standard in (0..3).flat_map(|before| base64(bytes, before)) {
            all.push(standard.replace('+', "-").replace('/', "_"));
            all.push(standard);
        }
    }
    all.iter().filter(|text| text.len() >= SHORTEST_CODED).map(|text| Spelling::new(text, true)).collect()
}

fn hex(bytes: &[u8]) -> String {
    let digits = bytes.iter().flat_map(|byte| [byte >> 4, byte & 15]);
    digits.filter_map(|digit| char::from_digit(digit.into(), 16)).collect()
}

/// The characters of Base64 that bytes determine wherever they stand behind so many others, modulo 3; where more follows,
/// and where they are the last.
fn base64(bytes: &[u8], before: usize) -> [String; 2] {
    let all = BASE64.encode([&vec![0; before], bytes].concat());
    let first = (before * 8).div_ceil(6);
    let last = (before + bytes.len()) * 8 / 6;
    [all[first..last].to_owned(), all[first..].to_owned()]
}
