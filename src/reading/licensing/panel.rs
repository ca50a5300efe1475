//! The panel on the right of every page of Service Center: which environment this is.

use jiff::civil::{Date, DateTime, Time};

use super::{
    chrome::begins,
    grid::Grid,
    one::one,
    piece::{PagePart, Piece},
};

/// The link under the environment's name.
const MANAGE: &str = "Manage all environments in LifeTime";
/// The link above the environment's name, in version 9.
const MANAGE_BELOW: &str = "Manage all environments";
/// The longest name of an environment, in characters.
const LONGEST: usize = 50;
/// How far below its name the panel says what the environment is for, in pieces.
const REACH: usize = 8;

/// The name that stands on a line of its own beside that link, where the rest of the panel follows.
pub(super) fn environment(pieces: &[Piece<'_>], problems: &mut Vec<String>) -> Option<String> {
    let names = (0..pieces.len()).filter_map(|at| {
        let (before, from) = pieces.split_at(at);
        let (link, panel) = from.split_first()?;
        let PagePart::Chrome(text) = link.part else { return None };
        let names = if begins(text, MANAGE) {
            before
        } else if text.eq_ignore_ascii_case(MANAGE_BELOW) {
            panel.get(..1)?
        } else {
            return None;
        };
        if panel.iter().take(REACH).any(is_purpose) { name(names) } else { None }
    });
    one("The name of the environment", names.collect(), problems)
}

/// The last text, if it is neither the value of a name before it nor a cell of a row.
fn name(before: &[Piece<'_>]) -> Option<String> {
    let (last, rest) = before.split_last()?;
    let PagePart::Text(name) = last.part else { return None };
    let taken = rest.last().is_some_and(|piece| piece.line == last.line || matches!(piece.part, PagePart::Label(_)));
    let is_name = name.chars().count() <= LONGEST && name.contains(char::is_alphabetic) && !name.ends_with('.');
    let is_limit = ["Ignore", "Protected", "Unprotected", "Unlimited"].contains(&name);
    (!taken && is_name && !is_limit).then(|| name.to_owned())
}

fn is_purpose(piece: &Piece<'_>) -> bool {
    let is_one = |text: &str| text.ends_with(" purpose") || text.ends_with(" mode");
    matches!(piece.part, PagePart::Chrome(text) if is_one(text))
}

/// The clock of the server, as the panel prints it: `11:29 Mon 2021-04-05`. Where there are several, none counts.
pub(super) fn clock(grid: &Grid) -> Option<DateTime> {
    one("The clock", grid.cells().filter_map(moment).collect(), &mut Vec::new())
}

fn moment(cell: &str) -> Option<DateTime> {
    let [time, _, day] = cell.split(' ').collect::<Vec<_>>()[..] else { return None };
    let (hour, minute) = time.split_once(':')?;
    let time = Time::new(hour.parse().ok()?, minute.parse().ok()?, 0, 0).ok()?;
    let is_day = day.len() == "2021-04-05".len();
    let day: Date = day.parse().ok().filter(|_| is_day)?;
    Some(day.to_datetime(time))
}

/// The platform's version, with its build where that is printed.
pub(super) fn version(grid: &Grid, problems: &mut Vec<String>) -> Option<String> {
    let words: Vec<&str> = grid.flat().split_ascii_whitespace().collect();
    let found = words.windows(4).filter_map(|window| match window {
        ["Version", number, "(Build", build]
            if is_version(number) && build.strip_suffix(')').is_some_and(is_number) =>
        {
            Some(format!("{number} (Build {build}"))
        }
        _ => None,
    });
    let found: Vec<String> = found.collect();
    if !found.is_empty() {
        return one("The version of the platform", found, problems);
    }
    // Version 9 prints no build, in a cell of its own.
    let alone = grid.cells().filter_map(|cell| cell.strip_prefix("Version ")).filter(|text| is_version(text));
    let whole = alone.filter(|text| !grid.cuts(text)).map(str::to_owned);
    one("The version of the platform", whole.collect(), problems)
}

fn is_version(text: &str) -> bool {
    text.contains('.') && text.split('.').all(is_number)
}

fn is_number(text: &str) -> bool {
    !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit())
}
