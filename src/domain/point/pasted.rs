//! Pointings in a text that was pasted or typed: as acmove writes them, or in short as a person does, between other lines of a
//! chat or a mail. Only a text of a few lines is one: a page, a message, a code, a path or a file never is.

use super::{
    super::{
        pointing::{COMMAND, Pointing},
        run::Run,
        text::shown,
        typed_path::is_path,
    },
    resolve::{NotFound, resolve},
};

/// Pointings, in the order in which they stand in a text; or why a line that is meant for acmove names no place.
pub type Pasted = Result<Vec<Pointing>, NotFound>;

/// A text of more characters, or of more lines that say something, is something else.
const MOST_BYTES: usize = 4_096;
const MOST_LINES: usize = 12;

/// A mail program breaks a line here at the earliest, and leaves none that is longer than the other.
const BROKEN_FROM: usize = 72;
const BROKEN_TO: usize = 80;

/// So many words name a place at most: an environment by its name, and its part.
const MOST_WORDS: usize = 7;

/// What a line of a pointing has before it in chats and mails.
const LEADS: [&str; 10] = [">", "|", "\u{2022}", "\u{b7}", "\u{2023}", "- ", "* ", "+ ", "\u{2013} ", "\u{2014} "];

/// What a line is put between, to stand out.
const PAIRS: [(char, char); 6] =
    [('`', '`'), ('*', '*'), ('_', '_'), ('"', '"'), ('\'', '\''), ('\u{201c}', '\u{201d}')];

/// The words before a number or a name that say what is named.
const KINDS: [&str; 7] = ["env", "environment", "field", "step", "faq", "fact", "record"];

/// The pointings in a text that was pasted; `None` where it is anything else.
pub fn pasted(run: &Run, text: &str) -> Option<Pasted> {
    if is_path(text) {
        return None;
    }
    let lines = lines(text)?;
    let is_alone = lines.len() == 1;
    let one = |line: &String| match command(line) {
        Some(rest) => Some(commanded(run, rest)),
        None => short(run, line, is_alone).map(Ok),
    };
    match lines.iter().filter_map(one).collect::<Pasted>() {
        Ok(all) if all.is_empty() => None,
        Ok(mut all) => {
            // An answer quotes what it answers.
            all.dedup();
            Some(Ok(all))
        }
        Err(why) => Some(Err(why)),
    }
}

/// Whether a text that was pasted has a line that acmove wrote for it, whatever it names.
pub fn is_for_acmove(text: &str) -> bool {
    lines(text).is_some_and(|lines| lines.iter().any(|line| command(line).is_some()))
}

/// The pointing in a line that was typed: `point quality ip read me this value`.
pub fn typed(run: &Run, line: &str) -> Option<Result<Pointing, NotFound>> {
    let line = shown(line);
    let line = undressed(&line);
    let rest = strip_word(line, "acmove").unwrap_or(line);
    strip_word(rest, "point").map(|rest| commanded(run, rest))
}

/// The rest of a line behind its first word.
fn strip_word<'l>(line: &'l str, first: &str) -> Option<&'l str> {
    let (word, rest) = line.split_once(char::is_whitespace)?;
    word.eq_ignore_ascii_case(first).then(|| rest.trim())
}

/// The lines of a text that say something, as they were before a chat or a mail dressed and broke them; `None` where there are
/// too many.
fn lines(text: &str) -> Option<Vec<String>> {
    if text.len() > MOST_BYTES {
        return None;
    }
    let mut lines: Vec<String> = Vec::new();
    // How wide the last piece of the last line was: none where the line is over.
    let mut width = None;
    for raw in shown(&text.replace("\r\n", "\n")).split('\n') {
        let line = undressed(raw);
        let first = line.split_whitespace().next().map_or(0, |word| word.chars().count());
        let goes_on = width.is_some_and(|width| width <= BROKEN_TO && width + 1 + first > BROKEN_FROM);
        width = (!line.is_empty()).then(|| line.chars().count());
        match lines.last_mut().filter(|last| goes_on && command(line).is_none() && command(last).is_some()) {
            _ if line.is_empty() => {}
            Some(last) => last.extend([" ", line]),
            None => lines.push(line.to_owned()),
        }
    }
    (lines.len() <= MOST_LINES).then_some(lines)
}

/// A line without the signs of a quotation or a list, and without what makes it stand out.
fn undressed(line: &str) -> &str {
    let mut line = line.trim();
    loop {
        let lead = LEADS.iter().find_map(|lead| line.strip_prefix(lead));
        let pair = PAIRS.iter().find_map(|(open, close)| line.strip_prefix(*open)?.strip_suffix(*close));
        match lead.or(pair) {
            Some(inner) => line = inner.trim(),
            None => return line,
        }
    }
}

/// What a line says behind the words with which acmove begins it; a chat may have put a time and a name before them.
fn command(line: &str) -> Option<&str> {
    let at = line.to_ascii_lowercase().find(COMMAND)?;
    let (before, rest) = (&line[..at], &line[at + COMMAND.len()..]);
    let is_word = before.ends_with(|c: char| c.is_alphanumeric() || matches!(c, '/' | '-' | '_'));
    let rest = rest.starts_with(char::is_whitespace).then(|| rest.trim()).filter(|_| !is_word)?;
    let close = PAIRS.iter().find(|(open, _)| before.ends_with(*open)).map(|(_, close)| *close);
    Some(close.and_then(|close| rest.strip_suffix(close)).unwrap_or(rest))
}

/// A pointing that is meant: as acmove writes it, else as a person types it, with the place first and then the text.
fn commanded(run: &Run, rest: &str) -> Result<Pointing, NotFound> {
    let Parts { place, from, text } = Parts::of(rest);
    match resolve(run, place) {
        Ok(target) => Ok(Pointing::new(target, from, text)),
        Err(why) => in_words(run, rest).ok_or(why),
    }
}

/// The place in the first words of a line, as many of them as name one; the rest is the text.
fn in_words(run: &Run, rest: &str) -> Option<Pointing> {
    let ends = rest.match_indices(char::is_whitespace).map(|(at, _)| at).take(MOST_WORDS).collect::<Vec<_>>();
    ends.into_iter().rev().find_map(|end| {
        let (place, text) = rest.split_at(end);
        let target = resolve(run, place.trim_end_matches([':', ','])).ok()?;
        Some(Pointing::new(target, None, Some(text)))
    })
}

/// A pointing as a person writes it into a chat: it names its place by a path or with the word of its kind. Where it stands
/// alone, it need not say anything.
fn short(run: &Run, line: &str, is_alone: bool) -> Option<Pointing> {
    if line.contains(['<', '\\']) {
        return None;
    }
    let line = line.strip_prefix('[').and_then(|rest| rest.split_once(']')).map_or(line, |(_, rest)| rest.trim());
    let said = |line: &str, name: Option<&str>| {
        let Parts { place, from, text } = Parts::of(line);
        let is_place = is_spelled(place) && (text.is_some() || is_alone);
        let target = is_place.then(|| resolve(run, place).ok()).flatten()?;
        Some(Pointing::new(target, from.or(name), text))
    };
    // A chat may have put the name before it.
    let name = line.split_once(": ").filter(|(name, _)| !name.contains('/'));
    let named = || name.and_then(|(name, rest)| said(rest, Some(name)));
    said(line, None).or_else(named)
}

/// Whether a place is named so that nothing else is meant.
fn is_spelled(place: &str) -> bool {
    let is_path = place.split_once('/').is_some_and(|(owner, part)| {
        !owner.is_empty() && !part.is_empty() && !owner.ends_with(' ') && !part.contains([' ', '/'])
    });
    let is_number = |rest: &str| rest.trim().parse::<u64>().is_ok();
    let lower = place.to_lowercase();
    let is_faq = ["faq", "fact"].iter().any(|kind| lower.strip_prefix(kind).is_some_and(is_number));
    is_path || is_faq || kind(place).is_some()
}

/// How long the word of its kind is with which a place begins, and the colon behind it.
fn kind(place: &str) -> Option<usize> {
    let (kind, rest) = place.split_once(':')?;
    let is_kind = KINDS.iter().any(|known| kind.eq_ignore_ascii_case(known));
    (is_kind && rest.starts_with(|c: char| !c.is_whitespace())).then_some(kind.len() + 1)
}

/// The parts of a line: a place, who points, and what is said about it.
struct Parts<'l> {
    place: &'l str,
    from: Option<&'l str>,
    text: Option<&'l str>,
}

impl<'l> Parts<'l> {
    fn of(line: &'l str) -> Self {
        let own = kind(line).unwrap_or(0);
        let end = line[own..].find(':').map(|at| own + at);
        let (head, text) = end.map_or((line, None), |end| (&line[..end], Some(&line[end + 1..])));
        let from = head.to_ascii_lowercase().find(" from ");
        let (place, from) = from.map_or((head, None), |at| (&head[..at], Some(&head[at + " from ".len()..])));
        Self {
            place: place.trim(),
            from: from.map(str::trim),
            text: text.map(str::trim).filter(|text| !text.is_empty()),
        }
    }
}
