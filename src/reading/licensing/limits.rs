//! The list of features: which of them are used more than the license allows.

use super::grid::Grid;
use crate::domain::page::OverLimit;

/// The cell above the names, in lower case.
const HEAD: &str = "feature";
/// The longest name of a feature, in characters.
const LONGEST: usize = 60;
/// How many are kept.
const MOST: usize = 20;

/// The features whose usage is above their limit, in the order of the page.
pub(super) fn over(grid: &Grid) -> Vec<OverLimit> {
    let cells: Vec<&str> = grid.cells().filter(|cell| !cell.is_empty()).collect();
    let start = cells.iter().position(|cell| cell.eq_ignore_ascii_case(HEAD)).unwrap_or_default();
    let cells = cells.get(start..).unwrap_or_default();
    let pairs = cells.windows(2).enumerate().filter_map(|(at, pair)| {
        let [limit, usage] = pair else { return None };
        let (limit, usage) = (number(limit)?, used(usage)?);
        (usage > limit).then(|| OverLimit { feature: name(cells.get(..at).unwrap_or_default()), limit, usage })
    });
    let mut found: Vec<OverLimit> = pairs.take(MOST).collect();
    found.dedup();
    found
}

/// Whether the heading of the list is there.
pub(super) fn is_headed(grid: &Grid) -> bool {
    grid.lines().any(|cells| {
        let cells: Vec<String> = cells.map(|cell| cell.trim_end_matches([' ', '?']).to_ascii_lowercase()).collect();
        cells.windows(3).any(|cells| cells == [HEAD, "limit", "usage"])
    })
}

/// The name before a row's values: the last short cell that is no sentence; a description may stand between them.
fn name(before: &[&str]) -> String {
    let is_name =
        |cell: &&&str| !cell.ends_with('.') && cell.chars().count() <= LONGEST && cell.contains(char::is_alphabetic);
    before.iter().rev().take(3).find(is_name).map_or_else(|| "A feature".to_owned(), |cell| (*cell).to_owned())
}

/// A whole number, with or without marks between thousands.
fn number(text: &str) -> Option<u64> {
    let digits: String = text.chars().filter(char::is_ascii_digit).collect();
    let groups: Vec<&str> = text.split([',', '.', '\'', ' ', '\u{a0}', '\u{202f}']).collect();
    let grouped = |(place, group): (usize, &&str)| {
        let digits = group.bytes().all(|byte| byte.is_ascii_digit());
        digits && if place == 0 { (1..=3).contains(&group.len()) } else { group.len() == 3 }
    };
    let is_number = match groups[..] {
        [one] => !one.is_empty() && one.bytes().all(|byte| byte.is_ascii_digit()),
        _ => groups.iter().enumerate().all(grouped),
    };
    if is_number { digits.parse().ok() } else { None }
}

/// The number of a usage: `38`, `Peak: 38`, `2 SAP Extensions`.
fn used(text: &str) -> Option<u64> {
    let text = text.strip_prefix("Peak").map_or(text, |rest| rest.trim_start_matches([':', ' ']));
    number(text).or_else(|| {
        let (first, rest) = text.split_once(' ')?;
        let is_unit = rest.starts_with(char::is_alphabetic) && !rest.ends_with('.');
        if is_unit { number(first) } else { None }
    })
}
