//! The page's verdict on the license as a whole.

use super::grid::Grid;
use crate::domain::{identity::SerialNumber, page::Banner};

/// How the sentences begin that only this page prints, in lower case, as all texts here.
const OWN: [&str; 3] =
    ["your license is valid for this server", "your license is invalid", "license found is not valid for this server"];
const VALID: &str = "your license is valid for this server and all features are within licensed limits";
const WRONG_SERVER: [&str; 2] = ["issued for a different server", "issued to a server with serial number"];
const CLOCK: &str = "because the clock of your platform server";
const INVALID: [&str; 3] = ["your license is invalid", "license found is not valid", "your license has expired"];
/// Words by which an unknown sentence speaks against the license.
const COMPLAINTS: [&str; 5] = ["invalid", "not valid", "expired", "exceeded", "no longer"];
/// Beginnings of cells in the panel on the right that report a bad license.
const PANEL: [&str; 2] = ["license error", "invalid license"];
/// The words before the serial number of the other server.
const SERIAL: [&str; 2] =
    ["different server with the following serial number", "issued to a server with serial number"];

/// Whether one of the page's own sentences is there.
pub(super) fn is_on(grid: &Grid) -> bool {
    any(grid, &OWN)
}

/// The worst that is said.
pub(super) fn banner(grid: &Grid) -> Banner {
    if any(grid, &WRONG_SERVER) {
        Banner::WrongServer
    } else if grid.prose().contains(CLOCK) {
        Banner::Clock
    } else if any(grid, &INVALID) || grid.cells().any(|cell| is_panel(&cell.to_ascii_lowercase())) {
        Banner::Invalid
    } else if grid.prose().contains(VALID) {
        Banner::Valid
    } else if complains(grid) {
        Banner::Invalid
    } else {
        Banner::None
    }
}

/// Whether a sentence that is not known says something against the license: not all words of the real page are public.
fn complains(grid: &Grid) -> bool {
    let against = |sentence: &str| COMPLAINTS.iter().any(|word| sentence.contains(word));
    let about = |sentence: &str| sentence.contains("your license") || sentence.contains("this license");
    let mut cells = grid.cells().map(str::to_lowercase);
    grid.prose().split(['.', '!']).any(|sentence| about(sentence) && against(sentence))
        || cells.any(|cell| cell.starts_with("license ") && against(&cell))
}

/// The serial number of the server that the license was issued for.
pub(super) fn serial(grid: &Grid, problems: &mut Vec<String>) -> Option<SerialNumber> {
    let rest = SERIAL.iter().find_map(|sentence| grid.after(sentence).next())?;
    let rest = rest.trim_start_matches(|c: char| !c.is_ascii_alphanumeric());
    let end = rest.find(|c: char| !c.is_ascii_alphanumeric() && c != '-').unwrap_or(rest.len());
    let (serial, _) = rest.split_at(end);
    match serial.parse() {
        Ok(serial) => Some(serial),
        Err(why) => {
            problems.push(format!("The serial number that the license was issued for cannot be read: {why}."));
            None
        }
    }
}

/// `License Error`, and not the log of that name with more words behind it.
fn is_panel(cell: &str) -> bool {
    let rest = PANEL.iter().find_map(|phrase| cell.strip_prefix(phrase));
    rest.is_some_and(|rest| {
        let rest = rest.trim_start_matches(['.', ':', '!', ' ']);
        rest.is_empty() || PANEL.iter().any(|phrase| rest.starts_with(phrase))
    })
}

fn any(grid: &Grid, texts: &[&str]) -> bool {
    texts.iter().any(|text| grid.prose().contains(text))
}
