//! One line of the journal: sealing a fact into it, and opening it again. Bytes only; no files.
//!
//! A line is `{"seq":1,"at":"…","by":"…","event":{…},"prev":"<64>","hash":"<64>"}` and `\n`. Its hash is SHA-256 over
//! its own bytes without `,"hash":"<64>"` and `\n`, so nobody has to write the JSON again to check it.

use jiff::Timestamp;
use serde::{Deserialize, Serialize, de::DeserializeOwned};

use crate::domain::{digest::Digest, record::Record};

/// The longest line that is written or read, with its `\n`.
pub(super) const LONGEST: usize = 4 << 20;

/// Length of what every line ends with: the digits of its hash, and [`END`].
pub(super) const SEAL: usize = 64 + END.len();

const PREV: &[u8] = b",\"prev\":\"";
const HASH: &[u8] = b",\"hash\":\"";
const CLOSE: &[u8] = b"\"}";
const END: &[u8] = b"\"}\n";

/// Where a journal ends: it tells whether one is a continuation of another.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Head {
    /// Number of the last record, 0 when there is none.
    pub seq: u64,
    /// Hash of the last record.
    pub hash: Digest,
}

impl Head {
    /// The head of an empty journal.
    pub const NONE: Self = Self { seq: 0, hash: Digest::ZERO };
}

/// Why a line cannot be opened.
#[derive(Debug, PartialEq, Eq)]
pub(super) enum Flaw {
    /// It is not what was written, or not where it was written.
    Damage(String),
    /// It is intact, but its event, of this type, is not known here.
    Newer(String),
}

#[derive(Serialize)]
struct Unsealed<'a, E> {
    seq: u64,
    at: String,
    by: &'a str,
    event: &'a E,
    prev: Digest,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Opened<E> {
    seq: u64,
    at: Timestamp,
    by: String,
    event: E,
}

#[derive(Deserialize)]
struct Typed {
    #[serde(rename = "type")]
    kind: String,
}

/// Adds the line that follows `head` to `lines`; fails where the event cannot be written as JSON.
pub(super) fn seal<E: Serialize>(
    lines: &mut Vec<u8>,
    head: Head,
    at: Timestamp,
    by: &str,
    event: E,
) -> Result<Record<E>, serde_json::Error> {
    let start = lines.len();
    let seq = head.seq + 1;
    let unsealed = Unsealed { seq, at: format!("{at:.3}"), by, event: &event, prev: head.hash };
    serde_json::to_writer(&mut *lines, &unsealed)?;
    let hash = close(lines, start);
    Ok(Record { seq, at, by: by.to_owned(), event, hash })
}

/// Closes the object that begins at `start` with its hash, and the line with `\n`.
fn close(lines: &mut Vec<u8>, start: usize) -> Digest {
    let hash = Digest::of(&lines[start..]);
    lines.pop();
    lines.extend([HASH, hash.to_string().as_bytes(), END].concat());
    hash
}

/// Seals the line that follows `head` again, of which [`unsealed`] has left this; the answer is the new head.
pub fn sealed_again(lines: &mut Vec<u8>, head: Head, left: &[u8]) -> Head {
    let start = lines.len();
    lines.extend([left, PREV, head.hash.to_string().as_bytes(), CLOSE].concat());
    Head { seq: head.seq + 1, hash: close(lines, start) }
}

/// What a line that follows `head` says beside the two hashes at its end, which follow from it; and the head that it makes. Given
/// without its `\n`; none where the line is another one than would be sealed again.
pub fn unsealed(line: &[u8], head: Head) -> Option<(&[u8], Head)> {
    let left = &line[..line.len().checked_sub(PREV.len() + 64 + 1 + HASH.len() + 64 + CLOSE.len())?];
    let mut again = Vec::with_capacity(line.len() + 1);
    let next = sealed_again(&mut again, head, left);
    (again.strip_suffix(b"\n") == Some(line)).then_some((left, next))
}

/// Whether this is the end of the line with that hash.
pub(super) fn is_seal(end: &[u8], hash: &Digest) -> bool {
    end.strip_suffix(END).is_some_and(|digits| digits == hash.to_string().as_bytes())
}

/// Opens the line that follows `head`, given without its `\n`, and leaves it in pieces.
pub(super) fn open<E: DeserializeOwned>(line: &mut [u8], head: Head) -> Result<Record<E>, Flaw> {
    let damage = |what: &str| Flaw::Damage(what.to_owned());
    let (line, hash) = take_last(line, HASH).ok_or_else(|| damage("it does not end with a hash"))?;
    if Digest::of(line) != hash {
        return Err(damage("it was changed, its hash does not fit its text"));
    }
    let (line, prev) = take_last(line, PREV).ok_or_else(|| damage("it does not name the hash before it"))?;
    if prev != head.hash {
        return Err(damage("it does not follow the line before it"));
    }
    let Opened { seq, at, by, event } = serde_json::from_slice(line).map_err(|error| unread(line, &error))?;
    if seq != head.seq + 1 {
        return Err(Flaw::Damage(format!("its number is {seq} instead of {}", head.seq + 1)));
    }
    Ok(Record { seq, at, by, event, hash })
}

/// Opens a line that is whole by itself, given without its `\n`, wherever it stands; none where it is not.
pub(super) fn whole<E: DeserializeOwned>(line: &mut [u8]) -> Option<Record<E>> {
    let (line, hash) = take_last(line, HASH)?;
    if Digest::of(line) != hash {
        return None;
    }
    let (line, _) = take_last(line, PREV)?;
    let Opened { seq, at, by, event } = serde_json::from_slice(line).ok()?;
    Some(Record { seq, at, by, event, hash })
}

/// Takes the last field, a digest, off an object; what is left is an object again.
fn take_last<'l>(line: &'l mut [u8], name: &[u8]) -> Option<(&'l mut [u8], Digest)> {
    let start = line.len().checked_sub(name.len() + 64 + CLOSE.len())?;
    let digits = line[start..].strip_prefix(name)?.strip_suffix(CLOSE)?;
    let digest = str::from_utf8(digits).ok()?.parse().ok()?;
    line[start] = b'}';
    Some((&mut line[..=start], digest))
}

/// The flaw of an intact line that is not a record of ours: a newer one, if it has an event with a type.
fn unread(line: &[u8], error: &serde_json::Error) -> Flaw {
    match serde_json::from_slice::<Opened<Typed>>(line) {
        Ok(newer) => Flaw::Newer(newer.event.kind),
        Err(_) => Flaw::Damage(format!("it is not a record: {}", error.to_string().escape_debug())),
    }
}
