//! A text as it is searched for secrets: without what cannot be seen, and with its escapes undone, layer by layer. Each byte
//! knows where in the text it comes from.

use std::{iter::successors, ops::Range};

use crate::domain::text::is_seen;

/// How often escapes are undone: a text may be escaped, and then be put into another that is.
const LAYERS: usize = 3;

/// The names that XML has for characters.
const NAMED: [(&[u8], char); 5] = [(b"amp", '&'), (b"lt", '<'), (b"gt", '>'), (b"quot", '"'), (b"apos", '\'')];

/// The longest reference of XML to a character, in bytes.
const LONGEST_REFERENCE: usize = 10;

/// A text as it is searched.
#[derive(Debug, Clone)]
pub(super) struct View {
    bytes: Vec<u8>,
    /// Where in the text each byte comes from: first and last byte there; none where it is the text itself.
    from: Option<Vec<(u32, u32)>>,
}

impl View {
    /// A text, without what cannot be seen in it.
    pub(super) fn of(text: &str) -> Self {
        if text.bytes().all(|byte| matches!(byte, b' '..=b'~' | b'\n')) {
            return Self { bytes: text.as_bytes().to_owned(), from: None };
        }
        let mut writer = Writer::default();
        for (at, c) in text.char_indices().filter(|(_, c)| is_seen(*c)) {
            writer.push(c, (number(at), number(at + c.len_utf8())));
        }
        writer.view()
    }

    /// As text.
    pub(super) fn text(&self) -> String {
        String::from_utf8_lossy(&self.bytes).into_owned()
    }

    /// Its bytes in lower case.
    pub(super) fn lower(&self) -> Vec<u8> {
        self.bytes.to_ascii_lowercase()
    }

    /// Where in the text a part of it comes from.
    pub(super) fn span(&self, part: Range<usize>) -> Range<usize> {
        self.origin(part.start).0 as usize..self.origin(part.end - 1).1 as usize
    }

    fn origin(&self, at: usize) -> (u32, u32) {
        self.from.as_ref().map_or_else(|| (number(at), number(at + 1)), |from| from[at])
    }

    /// Without blanks and breaks; none where there are none.
    pub(super) fn without_blanks(&self) -> Option<Self> {
        self.only(|byte| !byte.is_ascii_whitespace())
    }

    /// Only letters and digits; none where there is nothing else.
    pub(super) fn without_signs(&self) -> Option<Self> {
        self.only(u8::is_ascii_alphanumeric)
    }

    fn only(&self, is_kept: impl Fn(&u8) -> bool) -> Option<Self> {
        if self.bytes.iter().all(&is_kept) {
            return None;
        }
        let mut writer = Writer::default();
        for (at, byte) in self.bytes.iter().enumerate().filter(|(_, byte)| is_kept(byte)) {
            writer.push_byte(*byte, self.origin(at));
        }
        Some(writer.view())
    }

    /// The text with its escapes undone, and those that come to light then, and so on.
    pub(super) fn layers(&self) -> impl Iterator<Item = Self> + use<> {
        successors(self.unescaped(), Self::unescaped).take(LAYERS)
    }

    /// With its escapes undone: of addresses, XML, JSON, and shells. None where there are none.
    fn unescaped(&self) -> Option<Self> {
        if !self.bytes.iter().any(|byte| matches!(byte, b'%' | b'\\' | b'&')) {
            return None;
        }
        let mut writer = Writer::default();
        let mut at = 0;
        while at < self.bytes.len() {
            match escape(&self.bytes[at..]) {
                Some((meant, length)) => {
                    let from = (self.origin(at).0, self.origin(at + length - 1).1);
                    match meant {
                        Meant::Byte(byte) => writer.push_byte(byte, from),
                        Meant::Character(c) => writer.push(c, from),
                    }
                    at += length;
                }
                None => {
                    writer.push_byte(self.bytes[at], self.origin(at));
                    at += 1;
                }
            }
        }
        (writer.bytes.len() < self.bytes.len()).then(|| writer.view())
    }
}

/// Writes a view.
#[derive(Default)]
struct Writer {
    bytes: Vec<u8>,
    from: Vec<(u32, u32)>,
}

impl Writer {
    fn view(self) -> View {
        View { bytes: self.bytes, from: Some(self.from) }
    }

    fn push(&mut self, c: char, from: (u32, u32)) {
        for byte in c.encode_utf8(&mut [0; 4]).bytes() {
            self.push_byte(byte, from);
        }
    }

    fn push_byte(&mut self, byte: u8, from: (u32, u32)) {
        self.bytes.push(byte);
        self.from.push(from);
    }
}

/// The meaning of an escape.
enum Meant {
    Byte(u8),
    Character(char),
}

/// The meaning of the escape that a text begins with, and its length in bytes; none where it begins with none.
fn escape(text: &[u8]) -> Option<(Meant, usize)> {
    match text {
        [b'%', rest @ ..] => Some((Meant::Byte(u8::try_from(hex(rest, 2)?).ok()?), 3)),
        [b'\\', b'x' | b'X', rest @ ..] => Some((Meant::Byte(u8::try_from(hex(rest, 2)?).ok()?), 4)),
        [b'\\', b'u' | b'U', rest @ ..] => unicode(rest),
        [b'\\', b'n', ..] => Some((Meant::Byte(b'\n'), 2)),
        [b'\\', b't', ..] => Some((Meant::Byte(b' '), 2)),
        [b'\\', sign @ (b' ' | b'!'..=b'/' | b':'..=b'@' | b'['..=b'`' | b'{'..=b'~'), ..] => {
            Some((Meant::Byte(*sign), 2))
        }
        [b'&', rest @ ..] => {
            let end = rest.iter().take(LONGEST_REFERENCE).position(|byte| *byte == b';')?;
            Some((Meant::Character(reference(&rest[..end])?), end + 2))
        }
        _ => None,
    }
}

/// A character in four hexadecimal digits; one that takes two such halves is written as two escapes.
fn unicode(rest: &[u8]) -> Option<(Meant, usize)> {
    let unit = u16::try_from(hex(rest, 4)?).ok()?;
    if let Some(c) = char::from_u32(u32::from(unit)) {
        return Some((Meant::Character(c), 6));
    }
    let second = match rest.get(4..) {
        Some([b'\\', b'u' | b'U', more @ ..]) => u16::try_from(hex(more, 4)?).ok()?,
        Some(_) | None => return None,
    };
    let c = char::decode_utf16([unit, second]).next()?.ok()?;
    Some((Meant::Character(c), 12))
}

/// The character that a reference of XML names, by its name or number.
fn reference(name: &[u8]) -> Option<char> {
    let number = match name {
        [b'#', b'x' | b'X', digits @ ..] => hex(digits, digits.len()),
        [b'#', digits @ ..] => str::from_utf8(digits).ok()?.parse().ok(),
        _ => return NAMED.iter().find(|(known, _)| name.eq_ignore_ascii_case(known)).map(|(_, c)| *c),
    };
    number.and_then(char::from_u32)
}

/// The number in the first hexadecimal digits of a text.
fn hex(text: &[u8], digits: usize) -> Option<u32> {
    let digits = text.get(..digits).filter(|digits| digits.iter().all(u8::is_ascii_hexdigit))?;
    u32::from_str_radix(str::from_utf8(digits).ok()?, 16).ok()
}

/// Pieces that are searched are small.
fn number(at: usize) -> u32 {
    u32::try_from(at).unwrap_or(u32::MAX)
}
