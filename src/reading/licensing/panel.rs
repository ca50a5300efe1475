//! The panel on the right of every page of Service Center: which environment this is.

use super::{
    chrome::begins,
    grid::Grid,
    one::one,
    piece::{PagePart, Piece},
};

/// The link under the environment's name.
const MANAGE: &str = "Manage all environments in LifeTime";
/// The longest name of an environment, in characters.
const LONGEST: usize = 50;
/// How far below its name the panel says what the environment is for, in pieces.
const REACH: usize = 8;

/// The name that stands on a line of its own above that link, where the rest of the panel follows.
pub(super) fn environment(pieces: &[Piece<'_>], problems: &mut Vec<String>) -> Option<String> {
    let names = (0..pieces.len()).filter_map(|at| {
        let (before, from) = pieces.split_at(at);
        let (link, panel) = from.split_first()?;
        let is_panel = matches!(link.part, PagePart::Chrome(text) if begins(text, MANAGE))
            && panel.iter().take(REACH).any(is_purpose);
        if is_panel { name(before) } else { None }
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
    matches!(piece.part, PagePart::Chrome(text) if text.ends_with(" purpose"))
}

/// The platform's version with its build.
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
    one("The version of the platform", found.collect(), problems)
}

fn is_version(text: &str) -> bool {
    text.contains('.') && text.split('.').all(is_number)
}

fn is_number(text: &str) -> bool {
    !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit())
}
