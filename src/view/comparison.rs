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
const VALUE: usize = 31 + GAP;

/// Columns between two columns.
const GAP: usize = 2;

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
    let word = if width >= LEAD + 2 * VALUE + WORD { WORD } else { 0 };
    // The expected value is whole, as long as the found one keeps the room for a serial number or a code.
    let longest = rows.iter().map(|row| columns(&expected(row)) + GAP).max().unwrap_or(0);
    let left = longest.clamp(VALUE, width - word - LEAD - VALUE + GAP);
    let room = (left, if word > 0 { VALUE } else { width - LEAD - left });
    let head = |name: &str, room| Part::text(Tone::Quiet, padded(name, room));
    let head =
        vec![Part::text(Tone::Quiet, " ".repeat(LEAD)), head("expected", left), head("found on the page", room.1)];
    [head].into_iter().chain(rows.into_iter().flat_map(|row| beside(row, room, word > 0))).collect()
}

fn beside(row: &CheckRow, (left, right): (usize, usize), worded: bool) -> Vec<Line> {
    let (_, tone) = verdict(row.verdict);
    let cell = |tone, text: &str, room: usize| {
        // In ASCII what stands for letters that were left out is a column wider.
        let shown = if columns(text) > room { shorten(text, room - 1, ELLIPSIS) } else { text.to_owned() };
        Part::text(tone, shown)
    };
    let blanks = |used: usize, room: usize| Part::text(Tone::Plain, " ".repeat(room.saturating_sub(used)));
    let expected = cell(Tone::Plain, &expected(row), left - GAP);
    let found = cell(tone, found(row), right - if worded { GAP } else { 0 });
    let mut line = lead(row);
    let (in_left, in_right) = (columns(&expected.text), columns(&found.text));
    line.extend([expected, blanks(in_left, left), found]);
    line.extend(worded.then(|| [blanks(in_right, right), Part::text(tone, word(row.verdict))]).into_iter().flatten());
    let below = |pointers: String| [padded(&pointers, left), pointers].map(|pointers| Part::text(tone, pointers));
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
        let expected = shorten(&expected(row), room, ELLIPSIS);
        let text = format!("  {}{expected}", padded("must be", FIELD));
        lines.push(vec![Part::text(Tone::Quiet, text)]);
        lines.extend(pointers(row).map(|pointers| vec![Part::text(tone, " ".repeat(LEAD) + &pointers)]));
    }
    lines
}

fn lead(row: &CheckRow) -> Line {
    let (mark, tone) = verdict(row.verdict);
    debug_assert!(columns(&row.field) < FIELD, "a field is cut");
    vec![Part::text(tone, mark.sign()), Part::text(Tone::Plain, format!(" {}", padded(&row.field, FIELD)))]
}

/// The expected value; where several will do, as a list.
fn expected(row: &CheckRow) -> String {
    let others = row.expected.matches(OR).count().saturating_sub(1);
    row.expected.replacen(OR, ", ", others)
}

/// The word between values of which one will do.
const OR: &str = " or ";

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
