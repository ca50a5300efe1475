//! The journal's lines without what can be computed: number, hashes, and the date but for what passed since the line before.
//! Nothing is read as JSON: the bytes are cut off and put back, and the chain says whether they came out as they were.

use jiff::Timestamp;

use super::fault::Refused;
use crate::{
    domain::digest::Digest,
    journal::{Head, sealed_again, unsealed},
};

/// The most that a journal may have that comes out of a text, in bytes.
const LARGEST: usize = 128 << 20;

/// Adds the line after a head, given without its `\n`; none where it is not one. The answer is the new head.
pub(super) fn pack(packed: &mut Vec<u8>, line: &[u8], head: Head, latest: &mut i64) -> Option<Head> {
    let (left, next) = unsealed(line, head)?;
    if let Some((at, rest)) = dated(left, next.seq) {
        packed.extend(at.wrapping_sub(*latest).to_string().bytes());
        packed.push(b'\t');
        packed.extend(rest);
        *latest = at;
    } else {
        // As it is: an empty time says so.
        packed.push(b'\t');
        packed.extend(left);
    }
    packed.push(b'\n');
    Some(next)
}

/// When a line was recorded, in milliseconds, and what follows that; none where it does not begin as lines are written.
fn dated(left: &[u8], seq: u64) -> Option<(i64, &[u8])> {
    let begun = begin(seq);
    let rest = left.strip_prefix(begun.as_bytes())?;
    let end = rest.iter().take(40).position(|byte| *byte == b'"')?;
    let (text, rest) = (str::from_utf8(&rest[..end]).ok()?, rest[end..].strip_prefix(b"\",")?);
    let at = text.parse::<Timestamp>().ok()?.as_millisecond();
    Timestamp::from_millisecond(at).is_ok_and(|at| told(at) == text).then_some((at, rest))
}

/// Puts so many lines back as they were; they have to end with this head.
pub(super) fn unpack(packed: &[u8], records: u64, end: Digest) -> Result<Vec<u8>, Refused> {
    const CHANGED: Refused = Refused::Changed("its records cannot be read");
    let (mut lines, mut head, mut latest) = (Vec::new(), Head::NONE, 0_i64);
    for line in packed.strip_suffix(b"\n").unwrap_or(packed).split(|byte| *byte == b'\n') {
        let tab = line.iter().take(24).position(|byte| *byte == b'\t').ok_or(CHANGED)?;
        let (passed, rest) = (str::from_utf8(&line[..tab]).map_err(|_| CHANGED)?, &line[tab + 1..]);
        if passed.is_empty() {
            head = sealed_again(&mut lines, head, rest);
        } else {
            let passed: i64 = passed.parse().map_err(|_| CHANGED)?;
            latest = latest.checked_add(passed).ok_or(CHANGED)?;
            let at = Timestamp::from_millisecond(latest).map_err(|_| CHANGED)?;
            let begun = format!("{}{}\",", begin(head.seq + 1), told(at));
            head = sealed_again(&mut lines, head, &[begun.as_bytes(), rest].concat());
        }
        if lines.len() > LARGEST {
            return Err(Refused::TooLarge);
        }
    }
    if head != (Head { seq: records, hash: end }) {
        return Err(Refused::Changed("its records do not end with the head that it names"));
    }
    Ok(lines)
}

fn begin(seq: u64) -> String {
    format!("{{\"seq\":{seq},\"at\":\"")
}

fn told(at: Timestamp) -> String {
    format!("{at:.3}")
}
