//! The row of the feature *Intellectual Property*.
//!
//! Its description says both "Protected" and "Unprotected", so a value is looked for only after the description's end,
//! and only where it can be no part of the row that follows.

use super::{chrome, grid::Grid, one::one};
use crate::domain::page::IntellectualProperty;

/// The end of the description, in lower case.
pub(super) const END: &str = "can be published to any other platform server";
pub(super) const NAME: &str = "Intellectual Property";
/// The values that are known.
const KNOWN: [&str; 3] = ["Ignore", "Protected", "Unprotected"];
/// The headings of the list of features.
const FEATURES: [&str; 2] = ["OutSystems Features", "OutSystems Platform Features"];
/// How often the row may be there; a page has it once, a copy of several pages a few times.
const MOST: usize = 16;
/// The longest value, in characters.
const LONGEST: usize = 30;

/// Whether the row's description is there.
pub(super) fn is_described(grid: &Grid) -> bool {
    grid.prose().contains(END)
}

/// Whether both values are ones that are known.
pub(super) fn is_usual(row: &IntellectualProperty) -> bool {
    is_known(&row.limit) && is_known(&row.usage)
}

/// The row's two values.
pub(super) fn read(grid: &Grid, problems: &mut Vec<String>) -> Option<IntellectualProperty> {
    let rows = rows(grid);
    if rows.len() > MOST {
        problems.push(format!("The row {NAME} occurs many times: paste one page at a time."));
        return None;
    }
    if rows.is_empty() && (is_described(grid) || grid.cells().any(|cell| FEATURES.contains(&cell))) {
        problems.push(format!("The row {NAME} is not in this part of the list: filter the features by that name."));
    }
    let mut found = Vec::new();
    for row in rows {
        match pair(&row).filter(|(_, usage)| is_known(usage) || !grid.cuts(usage)) {
            Some((limit, usage)) => found.push(IntellectualProperty { limit: spelt(limit), usage: spelt(usage) }),
            None => problems.push(format!("The values of {NAME}, Limit and Usage, cannot be read: {}", remedy(&row))),
        }
    }
    let row = one(NAME, found, problems)?;
    if row.agreed().is_none() {
        problems.push(format!("Limit and Usage of {NAME} disagree: {row}."));
    }
    Some(row)
}

/// The cells after the row's name and description.
#[derive(Debug)]
struct Row<'a> {
    /// In the same line, cell by cell.
    beside: Vec<&'a str>,
    /// The first cells of the lines that follow.
    below: Vec<&'a str>,
}

/// The rows of that name; without the description only those whose cells stand in one line.
fn rows(grid: &Grid) -> Vec<Row<'_>> {
    if !is_described(grid) {
        let named = grid.lines().filter_map(|cells| {
            let mut cells = cells.skip_while(|cell| cell.is_empty());
            (cells.next()? == NAME).then(|| Row { beside: trimmed(cells), below: Vec::new() })
        });
        return named.take(MOST + 1).collect();
    }
    let ends = grid.after(END).map(|rest| rest.strip_prefix('.').unwrap_or(rest));
    let rows = ends.filter(|rest| rest.is_empty() || rest.starts_with([' ', '\t', '\n'])).map(|rest| {
        let (line, lines) = rest.split_once('\n').unwrap_or((rest, ""));
        let below = lines.split(['\n', '\t']).filter(|cell| !cell.is_empty()).take(3).collect();
        Row { beside: trimmed(line.strip_prefix('\t').unwrap_or(line).split('\t')), below }
    });
    rows.take(MOST + 1).collect()
}

/// Cells without the blank ones at the end.
fn trimmed<'a>(cells: impl Iterator<Item = &'a str>) -> Vec<&'a str> {
    let mut cells: Vec<&str> = cells.map(str::trim).collect();
    while cells.pop_if(|cell| cell.is_empty()).is_some() {}
    cells
}

/// Two cells in the row's own line are its values, whatever they say. Elsewhere the next row may begin,
/// so they must be values that are known, and no third one, or twice the same.
fn pair<'a>(row: &Row<'a>) -> Option<(&'a str, &'a str)> {
    if let [limit, usage] = row.beside[..] {
        return (is_value(limit) && is_value(usage)).then_some((limit, usage));
    }
    let cells: Vec<&str> = row.beside.iter().chain(&row.below).flat_map(|cell| words(cell)).take(3).collect();
    let [limit, usage, more @ ..] = &cells[..] else { return None };
    let known = is_known(limit) && is_known(usage);
    let twice = limit == usage && is_value(limit) && limit.contains(char::is_alphabetic);
    let clear = !more.iter().any(|cell| is_known(cell));
    ((known || twice) && clear).then_some((limit, usage))
}

/// Two values in one cell, or the cell as it is.
fn words(cell: &str) -> Vec<&str> {
    match cell.split(' ').collect::<Vec<_>>()[..] {
        [limit, usage] if limit == usage || is_known(limit) && is_known(usage) => vec![limit, usage],
        _ => vec![cell],
    }
}

fn is_value(cell: &str) -> bool {
    !cell.is_empty() && !chrome::is_chrome(cell) && cell.chars().count() <= LONGEST
}

fn is_known(cell: &str) -> bool {
    KNOWN.iter().any(|known| cell.eq_ignore_ascii_case(known))
}

/// As printed, but for the case of values that are known.
fn spelt(value: &str) -> String {
    let known = KNOWN.into_iter().find(|known| value.eq_ignore_ascii_case(known));
    known.unwrap_or(value).to_owned()
}

const fn remedy(row: &Row<'_>) -> &'static str {
    if row.beside.is_empty() && row.below.is_empty() {
        "nothing follows the row. Copy the whole page."
    } else {
        "the row does not show both values. Copy the whole page, or save it as HTML and select that file."
    }
}
