//! Values that a text shows a second time, written otherwise than the page writes them: where they say something else, neither
//! counts. A page shows each value once.

use std::{fmt, str::FromStr};

use super::{grid::Grid, piece::Label, property::NAME as PROPERTY};
use crate::domain::{
    identity::{ActivationCode, SerialNumber, as_it_looks},
    page::LicensingPage,
};

/// Takes out of a page what the rest of its text contradicts, and says so.
pub(super) fn drop(grid: &Grid, page: &mut LicensingPage, problems: &mut Vec<String>) {
    let codes = identities::<ActivationCode>(grid);
    drop_if(
        &mut page.activation_code,
        |code| codes.iter().any(|other| other != code),
        Label::ActivationCode.name(),
        problems,
    );
    let mut serials = identities::<SerialNumber>(grid);
    serials.retain(|serial| Some(serial) != page.banner_serial.as_ref());
    drop_if(&mut page.serial, |serial| serials.iter().any(|other| other != serial), Label::Serial.name(), problems);
    let others = |label| otherwise(grid, label);
    for (label, value) in [
        (Label::Organization, &mut page.organization),
        (Label::Edition, &mut page.edition),
        (Label::LicenseType, &mut page.license_type),
    ] {
        drop_if(value, |value| others(label).any(|other| other != *value), label.name(), problems);
    }
    let ends = |end: &crate::domain::page::EndDate| others(Label::EndDate).any(|other| *end != other.to_owned().into());
    drop_if(&mut page.end_date, ends, Label::EndDate.name(), problems);
    let rows: Vec<[&str; 2]> = rows(grid).collect();
    let differs = |row: &crate::domain::page::IntellectualProperty| {
        rows.iter()
            .any(|[limit, usage]| !limit.eq_ignore_ascii_case(&row.limit) || !usage.eq_ignore_ascii_case(&row.usage))
    };
    drop_if(&mut page.intellectual_property, differs, PROPERTY, problems);
}

fn drop_if<T>(
    value: &mut Option<T>,
    is_contradicted: impl FnOnce(&T) -> bool,
    name: impl fmt::Display,
    problems: &mut Vec<String>,
) {
    if value.as_ref().is_some_and(is_contradicted) {
        *value = None;
        problems.push(format!("{name} has different values in this text: paste one page at a time."));
    }
}

/// Everything in a text that has the form of an identity, or looks like one.
fn identities<T: FromStr>(grid: &Grid) -> Vec<T> {
    let words = grid.flat().split(|c: char| !(c.is_ascii_alphanumeric() || matches!(c, '.' | '-')));
    let words = words.filter_map(|word| word.trim_matches(['.', '-']).parse().ok());
    let odd = grid.flat().split_whitespace().filter(|word| !word.is_ascii());
    words.chain(odd.filter_map(|word| as_it_looks(word).parse().ok())).collect()
}

/// The texts after a name that is written in another case than the page writes it.
fn otherwise<'a>(grid: &'a Grid, label: Label) -> impl Iterator<Item = &'a str> {
    let cells: Vec<&str> = grid.cells().filter(|cell| !cell.is_empty()).collect();
    let name = label.name();
    let found = move |(at, cell): (usize, &&'a str)| {
        let start = cell.get(..name.len())?;
        let is_other = start.eq_ignore_ascii_case(name) && start != name && start != name.to_uppercase();
        let rest = cell.get(name.len()..).filter(|_| is_other)?;
        let rest = rest.trim_start_matches([' ', ':']);
        Some((at, rest))
    };
    let found: Vec<(usize, &str)> = cells.iter().enumerate().filter_map(found).collect();
    found
        .into_iter()
        .filter_map(move |(at, rest)| if rest.is_empty() { cells.get(at + 1).copied() } else { Some(rest) })
}

/// Rows of *Intellectual Property* in one line, without their description.
fn rows(grid: &Grid) -> impl Iterator<Item = [&str; 2]> {
    grid.lines().filter_map(|cells| {
        let cells: Vec<&str> = cells.filter(|cell| !cell.is_empty()).collect();
        match cells[..] {
            [name, limit, usage] if name.eq_ignore_ascii_case(PROPERTY) => Some([limit, usage]),
            _ => None,
        }
    })
}
