//! The page of a module in Service Center: which module it is, and when it was published last.

use super::{
    forms::is_chrome,
    pattern::{clock, time},
    words::{Row, is_practice},
};
use crate::domain::publish::ModulePage;

const LAST_PUBLISHED: &str = "Last Published";
const MODULE: &str = "Module";
const STATUS: &str = "Status";

/// The status of a module that has nothing to say.
const GOOD: &str = "The Module is OK. No messages to show.";

/// Fields whose values say nothing about a publish.
const FREE: [&str; 2] = ["Application", "Description"];

/// The page, where the text is one.
pub(super) fn read(lines: &[Row]) -> Option<ModulePage> {
    lines.iter().find(|line| line.after(LAST_PUBLISHED).is_some())?;
    let mut page = ModulePage { is_practice: is_practice(lines), ..ModulePage::default() };
    let (mut modules, mut times) = (Vec::new(), Vec::new());
    let mut left = lines.iter().peekable();
    while let Some(line) = left.next() {
        let mut value = |label: &str| {
            let beside = line.after(label)?;
            // The value stands on the next line where the label stands alone, unless it has none.
            Some(match beside {
                "" => left.next_if(|next| !is_field(next)).map_or("", |next| next.text.as_str()),
                beside => beside,
            })
        };
        if let Some(published) = value(LAST_PUBLISHED) {
            times.push(published.to_owned());
        } else if let Some(status) = value(STATUS) {
            page.others.extend((status != GOOD).then(|| format!("{STATUS}: {status}")));
        } else if FREE.iter().any(|label| value(label).is_some()) || is_chrome(line) || is_version(line) {
            page.clock = page.clock.or_else(|| clock(&line.words));
        } else if let Some(name) = line.after(MODULE).filter(|name| !name.is_empty() && !name.contains(' ')) {
            modules.push(name.to_owned());
        } else {
            page.others.push(line.text.clone());
        }
    }
    page.module = one(modules, MODULE, &mut page.others);
    let last = one(times, LAST_PUBLISHED, &mut page.others);
    page.last_published = last.and_then(|text| {
        let words: Vec<String> = text.split(' ').map(str::to_owned).collect();
        time(&words).map(|(_, time)| time)
    });
    Some(page)
}

fn is_field(line: &Row) -> bool {
    [LAST_PUBLISHED, STATUS].iter().chain(&FREE).any(|label| line.after(label).is_some())
}

/// The only value of a field. Two of them are of two pages.
fn one(mut found: Vec<String>, field: &str, others: &mut Vec<String>) -> Option<String> {
    found.dedup();
    if found.len() > 1 {
        others.push(format!("{field}: {}", found.join(", ")));
        return None;
    }
    found.pop()
}

/// A row of the table of versions: its number, and when it was uploaded by whom.
fn is_version(line: &Row) -> bool {
    let [number, rest @ ..] = line.words.as_slice() else { return false };
    number.bytes().all(|byte| byte.is_ascii_digit())
        && time(rest).is_some_and(|(taken, _)| rest.get(taken).is_some_and(|word| word == "by"))
}
