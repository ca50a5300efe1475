//! Forms of sentences, written as words: `was|is?` is one of two words or none, `{module}` is a slot for a name.

use jiff::civil::{Date, DateTime, Time};

/// The values of the slots of a form.
#[derive(Debug, Clone, Default)]
pub(super) struct Filled {
    /// Names of modules, as they are written.
    pub(super) modules: Vec<String>,
    /// Times, by the clock of whoever wrote them.
    pub(super) times: Vec<DateTime>,
}

/// Units of a duration.
const UNITS: [&str; 12] =
    ["ms", "s", "sec", "secs", "second", "seconds", "m", "min", "minute", "minutes", "h", "hours"];

/// The longest name of a module, in bytes.
const LONGEST_NAME: usize = 100;

/// How many words at the beginning have a form, and the values of its slots.
pub(super) fn begins(form: &str, words: &[String]) -> Option<(usize, Filled)> {
    matches(form, words, Filled::default())
}

fn matches(form: &str, words: &[String], filled: Filled) -> Option<(usize, Filled)> {
    if form.is_empty() {
        return Some((0, filled));
    }
    let (item, rest) = form.split_once(' ').unwrap_or((form, ""));
    let (item, may_lack) = item.strip_suffix('?').map_or((item, false), |item| (item, true));
    let taken = take(item, words, &filled).and_then(|(taken, filled)| {
        let (more, filled) = matches(rest, words.get(taken..)?, filled)?;
        Some((taken + more, filled))
    });
    taken.or_else(|| if may_lack { matches(rest, words, filled) } else { None })
}

/// How many words an item takes.
fn take(item: &str, words: &[String], filled: &Filled) -> Option<(usize, Filled)> {
    let first = words.first()?;
    let is = |fits: bool, taken: usize| fits.then(|| (taken, filled.clone()));
    match item {
        "{module}" => {
            let mut filled = filled.clone();
            filled.modules.push(first.clone());
            is_name(first).then_some((1, filled))
        }
        "{time}" => {
            let (taken, time) = time(words)?;
            let mut filled = filled.clone();
            filled.times.push(time);
            Some((taken, filled))
        }
        "{clock}" => clock(words).and_then(|_| is(true, 3)),
        "{row}" => is(first.len() <= 3 && first.bytes().all(|byte| byte.is_ascii_digit()), 1),
        "{number}" => is(is_number(first), 1),
        "{duration}" => duration(words).and_then(|taken| is(true, taken)),
        "{host}" => is(first.chars().all(|c| c.is_ascii_alphanumeric() || ".-:_/".contains(c)), 1),
        words => is(words.split('|').any(|word| word.eq_ignore_ascii_case(first)), 1),
    }
}

fn is_name(word: &str) -> bool {
    let starts = word.starts_with(|c: char| c.is_alphabetic() || c == '_');
    starts && word.len() <= LONGEST_NAME && word.chars().all(|c| c.is_alphanumeric() || c == '_')
}

fn is_number(word: &str) -> bool {
    word.starts_with(|c: char| c.is_ascii_digit()) && word.bytes().all(|byte| byte.is_ascii_digit() || byte == b'.')
}

/// A date and a time, in two words or in one: `2021-03-03 09:53:52`.
pub(super) fn time(words: &[String]) -> Option<(usize, DateTime)> {
    let first = words.first()?;
    if let Ok(both) = first.parse::<DateTime>()
        && first.contains('T')
    {
        return Some((1, both));
    }
    let date: Date = first.parse().ok()?;
    Some((2, date.to_datetime(time_of_day(words.get(1)?)?)))
}

/// The clock in the panel on the right, to the minute: `11:29 Mon 2021-04-05`.
pub(super) fn clock(words: &[String]) -> Option<DateTime> {
    let [time, day, date, ..] = words else { return None };
    let is_day = day.len() == 3 && day.chars().all(char::is_alphabetic);
    let date: Date = date.parse().ok().filter(|_| is_day)?;
    Some(date.to_datetime(time_of_day(time)?))
}

fn time_of_day(word: &str) -> Option<Time> {
    let is_time = word.contains(':') && word.bytes().all(|byte| byte.is_ascii_digit() || byte == b':');
    if is_time { word.parse().ok() } else { None }
}

fn duration(words: &[String]) -> Option<usize> {
    let is_unit = |word: &str| UNITS.iter().any(|unit| unit.eq_ignore_ascii_case(word));
    let first = words.first()?;
    let number = first.trim_end_matches(|c: char| c.is_ascii_alphabetic());
    match first.get(number.len()..)? {
        "" if time_of_day(first).is_some() => Some(1),
        "" => (is_number(first) && is_unit(words.get(1)?)).then_some(2),
        unit => (is_number(number) && is_unit(unit)).then_some(1),
    }
}
