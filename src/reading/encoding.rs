//! Bytes to text: by their byte order mark, or by what only a text in UTF-16 begins with.

use std::borrow::Cow;

/// What Windows-1252 has from 0x80 to 0x9f; a blank where it has nothing.
const WINDOWS_1252: &str = "€ ‚ƒ„…†‡ˆ‰Š‹Œ Ž  ‘’“”•–—˜™š›œ žŸ";

/// The text of a page: UTF-8, or UTF-16. Never fails: bytes that are no text become replacement characters.
pub(super) fn decode(bytes: &[u8]) -> Cow<'_, str> {
    match utf16(bytes) {
        Some((units, _)) => Cow::Owned(String::from_utf16_lossy(&units)),
        None => String::from_utf8_lossy(unmarked(bytes)),
    }
}

/// The text of a file that somebody wrote with an editor: UTF-8, UTF-16, or Windows-1252. None where it is none of them whole.
pub(super) fn decode_whole(bytes: &[u8]) -> Option<String> {
    match (utf16(bytes), str::from_utf8(unmarked(bytes))) {
        (Some((units, is_whole)), _) => String::from_utf16(&units).ok().filter(|_| is_whole),
        (None, Ok(text)) => Some(text.to_owned()),
        (None, Err(_)) => windows_1252(bytes),
    }
}

fn unmarked(bytes: &[u8]) -> &[u8] {
    bytes.strip_prefix(b"\xef\xbb\xbf").unwrap_or(bytes)
}

/// The units of a text in UTF-16, and whether they are all of it. Without a mark, its first character tells: it is one of ASCII.
fn utf16(bytes: &[u8]) -> Option<(Vec<u16>, bool)> {
    let (text, is_little) = match bytes {
        [0xff, 0xfe, text @ ..] => (text, true),
        [0xfe, 0xff, text @ ..] => (text, false),
        [1..=0x7f, 0, ..] => (bytes, true),
        [0, 1..=0x7f, ..] => (bytes, false),
        _ => return None,
    };
    let unit = |pair: &[u8; 2]| if is_little { u16::from_le_bytes(*pair) } else { u16::from_be_bytes(*pair) };
    let (units, rest) = text.as_chunks();
    Some((units.iter().map(unit).collect(), rest.is_empty()))
}

/// A text in Windows-1252. One that has letters of UTF-8 is that, and damaged; one with control characters is no text.
fn windows_1252(bytes: &[u8]) -> Option<String> {
    let is_text = |byte: &u8| *byte >= b' ' && *byte != 0x7f || matches!(byte, b'\t' | b'\n' | b'\r');
    let is_utf8 = bytes.utf8_chunks().any(|chunk| !chunk.valid().is_ascii());
    if is_utf8 || !bytes.iter().all(is_text) {
        return None;
    }
    let letter = |byte: &u8| match *byte {
        special @ 0x80..=0x9f => WINDOWS_1252.chars().nth(usize::from(special) - 0x80).filter(|letter| *letter != ' '),
        plain => Some(char::from(plain)),
    };
    bytes.iter().map(letter).collect()
}
