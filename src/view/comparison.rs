//! A page compared with what it must show, as a table: field, expected, found, verdict.

use super::{
    mark::verdict,
    text::{ELLIPSIS, Line, Part, Tone, columns, padded, shorten},
};
use crate::domain::{
    check::{ACTIVATION_CODE, CheckRow, INTELLECTUAL_PROPERTY, LICENSE, SERIAL_NUMBER, Verdict},
    identity::difference::Difference,
};

/// Columns of the names of fields.
const FIELD: usize = 23;

/// Columns of a value: a serial number or a code in full, and a gap.
const VALUE: usize = 33;

/// Columns of the verdict in words.
const WORD: usize = 12;

/// Columns of mark and field.
const LEAD: usize = 2 + FIELD;

/// The fields that are always shown; others only where they are not as expected.
const ALWAYS: [&str; 4] = [ACTIVATION_CODE, SERIAL_NUMBER, LICENSE, INTELLECTUAL_PROPERTY];

/// The rows of a comparison, laid out in a width: expected and found side by side where there is room, else below each other.
pub fn comparison(rows: &[CheckRow], width: usize) -> Vec<Line> {
    let is_shown = |row: &&CheckRow| row.verdict != Verdict::Matches || ALWAYS.contains(&row.field.as_ref());
    let mut rows: Vec<&CheckRow> = rows.iter().filter(is_shown).collect();
    // What decides comes first, and stays in sight.
    rows.sort_by_key(|row| matches!(row.verdict, Verdict::Matches | Verdict::Silent));
    if width < LEAD + 2 * VALUE {
        return rows.into_iter().flat_map(|row| below(row, width)).collect();
    }
    let worded = width >= LEAD + 2 * VALUE + WORD;
    let room = if worded { VALUE } else { (width - LEAD) / 2 };
    let head = |name: &str| Part::text(Tone::Quiet, padded(name, room));
    let head = vec![Part::text(Tone::Quiet, " ".repeat(LEAD)), head("expected"), head("found on the page")];
    [head].into_iter().chain(rows.into_iter().flat_map(|row| beside(row, room, worded))).collect()
}

fn beside(row: &CheckRow, room: usize, worded: bool) -> Vec<Line> {
    let (_, tone) = verdict(row.verdict);
    // In ASCII what stands for letters that were left out is a column wider.
    let cell = |tone, text: &str| Part::text(tone, padded(&shorten(text, room - 2, ELLIPSIS), room));
    let mut line = lead(row);
    line.extend([cell(Tone::Plain, &row.expected), cell(tone, found(row))]);
    line.extend(worded.then(|| Part::text(tone, word(row.verdict))));
    let below = |pointers: String| [padded(&pointers, room), pointers].map(|pointers| Part::text(tone, pointers));
    let pointers =
        pointers(row).map(|pointers| [Part::text(tone, " ".repeat(LEAD))].into_iter().chain(below(pointers)));
    [line].into_iter().chain(pointers.map(Iterator::collect)).collect()
}

/// What points at the characters that differ, where two codes or serial numbers are nearly the same.
fn pointers(row: &CheckRow) -> Option<String> {
    Difference::of(&row.expected, row.found.as_deref()?).map(|difference| difference.pointers())
}

fn below(row: &CheckRow, width: usize) -> Vec<Line> {
    let (_, tone) = verdict(row.verdict);
    let room = width.saturating_sub(LEAD + 1);
    let mut first = lead(row);
    first.push(Part::text(tone, shorten(found(row), room, ELLIPSIS)));
    let mut lines = vec![first];
    if matches!(row.verdict, Verdict::Differs | Verdict::Asks | Verdict::Missing) {
        let expected = shorten(&row.expected, room, ELLIPSIS);
        let text = format!("  {}{expected}", padded("must be", FIELD));
        lines.push(vec![Part::text(Tone::Quiet, text)]);
        lines.extend(pointers(row).map(|pointers| vec![Part::text(tone, " ".repeat(LEAD) + &pointers)]));
    }
    lines
}

fn lead(row: &CheckRow) -> Line {
    let (mark, tone) = verdict(row.verdict);
    debug_assert!(columns(&row.field) < FIELD, "a field is cut");
    vec![Part::text(tone, format!("{} ", mark.sign())), Part::text(Tone::Plain, padded(&row.field, FIELD))]
}

fn found(row: &CheckRow) -> &str {
    row.found.as_deref().unwrap_or("not on the page")
}

/// A verdict in words.
const fn word(verdict: Verdict) -> &'static str {
    match verdict {
        Verdict::Matches => "matches",
        Verdict::Differs => "differs",
        Verdict::Asks => "to decide",
        Verdict::Missing => "is missing",
        Verdict::Silent => "not asked",
    }
}
