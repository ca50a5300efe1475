//! The page's verdict on the license as a whole. One sentence says that it is valid, and only that one; whatever else is said
//! about the license is a notice.

use super::{chrome, grid::Grid, passage::passages};
use crate::domain::{
    identity::SerialNumber,
    notice::{Notice, NoticeMeaning},
    page::Banner,
};

/// The good sentence, in lower case, as all texts here.
const VALID: &str = "your license is valid for this server and all features are within licensed limits";

/// The vendor's other sentences by what is peculiar to each, and their meanings; a sentence that fits several lines has the
/// meaning of the first.
const KNOWN: [(&str, NoticeMeaning); 21] = [
    ("issued for a different server", NoticeMeaning::OtherServer),
    ("issued to a server with serial number", NoticeMeaning::OtherServer),
    ("because the clock of your platform server", NoticeMeaning::Clock),
    ("no license was found for this server", NoticeMeaning::NoLicense),
    ("license was not installed", NoticeMeaning::NotInstalled),
    ("license could not be installed", NoticeMeaning::NotInstalled),
    ("error installing the license", NoticeMeaning::NotInstalled),
    ("license has expired or it is consuming", NoticeMeaning::ExpiredOrOverLimits),
    ("this server license has expired", NoticeMeaning::Expired),
    ("your license has expired", NoticeMeaning::Expired),
    ("license contract must be changed", NoticeMeaning::OverLimits),
    ("license contract should be changed", NoticeMeaning::NearLimits),
    ("consuming more resources than allowed", NoticeMeaning::OverLimits),
    ("you cannot publish more modules because you reached the limit", NoticeMeaning::OverLimits),
    ("you should not publish more modules because you reached the limit", NoticeMeaning::NearLimits),
    ("feature is not licensed in this server", NoticeMeaning::NotLicensed),
    ("license found is not valid", NoticeMeaning::Invalid),
    ("your license is invalid", NoticeMeaning::Invalid),
    ("this server license will expire", NoticeMeaning::EndsSoon),
    ("your license will expire", NoticeMeaning::EndsSoon),
    ("your license expires", NoticeMeaning::EndsSoon),
];

/// Words by which a sentence that is not known speaks against the license.
const COMPLAINTS: [&str; 7] = ["invalid", "not valid", "expired", "exceeded", "no longer", "could not be", "cannot be"];

/// Beginnings of cells in the panel on the right that report a bad license.
const PANEL: [&str; 2] = ["license error", "invalid license"];

/// The words before the serial number of the other server.
const SERIAL: [&str; 2] =
    ["different server with the following serial number", "issued to a server with serial number"];

/// The longest sentence that is kept, in characters.
const LONGEST: usize = 300;

/// The verdict, and the worst sentence that is not the good one.
#[derive(Debug)]
pub(super) struct Said {
    pub(super) banner: Banner,
    pub(super) notice: Option<Notice>,
}

/// Whether one of the page's own sentences is there.
pub(super) fn is_on(grid: &Grid) -> bool {
    is_good(grid) || known(grid).next().is_some_and(|notice| notice.meaning != NoticeMeaning::NotLicensed)
}

/// The worst that is said.
pub(super) fn read(grid: &Grid) -> Said {
    let panel = grid.cells().find(|cell| is_panel(&cell.to_ascii_lowercase()));
    let panel = panel.map(|cell| Notice { meaning: NoticeMeaning::Invalid, text: cell.to_owned() });
    let unknown = || passages(grid).into_iter().filter(|text| !is_the_good(text)).map(|text| of_unknown(&text));
    let notice = known(grid).chain(panel).min_by_key(|notice| notice.meaning).or_else(|| {
        // Not all words of the real page are public.
        unknown().min_by_key(|notice| notice.meaning)
    });
    let banner = match notice.as_ref().map(|notice| notice.meaning) {
        Some(NoticeMeaning::OtherServer) => Banner::WrongServer,
        Some(NoticeMeaning::Clock) => Banner::Clock,
        Some(against) if against.is_against() => Banner::Invalid,
        Some(_) | None if is_good(grid) => Banner::Valid,
        Some(_) | None => Banner::None,
    };
    Said { banner, notice: notice.as_ref().map(shortened) }
}

/// The sentences that are known, each with the first meaning that it fits.
fn known(grid: &Grid) -> impl Iterator<Item = Notice> {
    let mut found: Vec<Notice> = Vec::new();
    for (phrase, meaning) in KNOWN {
        let Some(text) = grid.around(phrase).map(|text| text.replace(['\n', '\t'], " ")) else { continue };
        if found.iter().all(|notice| notice.text != text) {
            found.push(Notice { meaning, text });
        }
    }
    found.into_iter()
}

/// Whether the good sentence stands for itself: at the beginning of its cell, or after links, and whole.
fn is_good(grid: &Grid) -> bool {
    grid.around(VALID).is_some_and(|text| is_the_good(chrome::without_links(&text.replace(['\n', '\t'], " "))))
}

fn is_the_good(text: &str) -> bool {
    text.trim().trim_end_matches(['.', ' ']).eq_ignore_ascii_case(VALID)
}

fn of_unknown(text: &str) -> Notice {
    let words = text.to_lowercase();
    let complains = COMPLAINTS.iter().any(|word| words.contains(word));
    let meaning = if complains { NoticeMeaning::Invalid } else { NoticeMeaning::Unknown };
    Notice { meaning, text: text.to_owned() }
}

fn shortened(notice: &Notice) -> Notice {
    Notice { meaning: notice.meaning, text: notice.text.trim().chars().take(LONGEST).collect() }
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
