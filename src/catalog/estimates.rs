//! Minutes of steps, written anew into the text of a procedure file; everything else in it stays as somebody wrote it.

use std::ops::Range;

use toml::{
    Spanned,
    de::{DeTable, DeValue},
};

/// How long a step takes, in minutes.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Estimate {
    /// The id of its phase; `rollback` for the way back.
    pub phase: String,
    /// The part of its id after the slash.
    pub step: String,
    /// The minutes.
    pub minutes: u32,
}

/// The text of a procedure file that was checked, with other minutes. The answer counts those that it changed.
pub fn with_minutes(text: &str, estimates: &[Estimate]) -> (String, usize) {
    let (table, _) = DeTable::parse_recoverable(text);
    let mut places: Vec<(Range<usize>, u32)> =
        estimates.iter().filter_map(|one| Some((place(table.get_ref(), one)?, one.minutes))).collect();
    // From the end on: what comes before stays where it is.
    places.sort_by_key(|(place, _)| std::cmp::Reverse(place.start));
    let mut changed = text.to_owned();
    let mut count = 0;
    for (place, minutes) in places {
        let minutes = minutes.to_string();
        count += usize::from(text.get(place.clone()) != Some(minutes.as_str()));
        changed.replace_range(place, &minutes);
    }
    (changed, count)
}

/// Where the minutes of a step stand in the text.
fn place(table: &DeTable<'_>, wanted: &Estimate) -> Option<Range<usize>> {
    let phase = match wanted.phase.as_str() {
        "rollback" => table.get("rollback")?.get_ref().as_table()?,
        id => named(table, "phase", id)?,
    };
    named(phase, "step", &wanted.step)?.get("minutes").map(Spanned::span)
}

/// The table of a list that has this id.
fn named<'t>(table: &'t DeTable<'t>, list: &str, id: &str) -> Option<&'t DeTable<'t>> {
    let tables = table.get(list)?.get_ref().as_array()?.iter();
    tables.filter_map(|one| one.get_ref().as_table()).find(|one| {
        let found = one.get("id").map(Spanned::get_ref).and_then(DeValue::as_str);
        found.is_some_and(|found| found.trim() == id)
    })
}
