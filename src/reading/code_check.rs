//! Reads the page of `ActivationCodeCheck` by its fixed words: its two blocks, its list of modules, and its question about a
//! license change.

use crate::domain::{
    code_check::{CodeCheck, Counted, Listed},
    identity::ActivationCode,
    page::PRACTICE_MARK,
};

/// The heading of the page.
const HEADING: &str = "activationcodecheck";

/// The label of the code of an environment.
const CODE: &str = "environment activation code";

/// The end of a block that is well, and of one that is not.
const SAME: &str = "with the same activation code as the license";
const OTHER: &str = "with a different activation code from the license";

/// What it says where protected modules are present.
const PROTECTED: &str = "ip protected modules present in the factory";

/// The column *Status* of a module of another code, in the list that is exported.
const NOT_OK: &str = "not ok";

/// What a browser writes before the address of a page that it saves.
const SAVED: &str = "<!-- saved from url=(";

/// The page in what a browser shows of a text; none where it is another page. `source` is the text as it was given.
pub(super) fn code_check(shown: &str, source: &str) -> Option<CodeCheck> {
    let lines: Vec<String> = lines_of(shown).map(even).filter(|line| !line.is_empty()).collect();
    let says = |words: &str| lines.iter().any(|line| line.contains(words));
    let (modules, extensions) = (block(&lines, "module"), block(&lines, "extension"));
    let offers_wizard = says(PROTECTED);
    let is_headed = lines.iter().any(|line| line == HEADING);
    // Its question may be in any message, and its label in any text.
    if modules.is_none() && extensions.is_none() && !is_headed {
        return None;
    }
    let activation_code = code(&lines);
    let is_practice = shown.contains(PRACTICE_MARK);
    let listed = lines_of(shown).filter_map(|line| listed(line, activation_code.as_ref())).collect();
    let environment = is_practice.then(|| named(shown)).flatten();
    let address = address(source);
    Some(CodeCheck { activation_code, modules, extensions, listed, offers_wizard, environment, address, is_practice })
}

/// The lines of a text: a terminal hands over the end of a line as a carriage return.
fn lines_of(text: &str) -> impl Iterator<Item = &str> {
    text.split(['\n', '\r'])
}

/// A line in lower case, its blanks made even, without marks around it.
fn even(line: &str) -> String {
    let words = line.split_whitespace().collect::<Vec<_>>().join(" ").to_lowercase();
    let bare = words.trim_matches(|c: char| !c.is_alphanumeric());
    bare.strip_suffix("see list").unwrap_or(bare).trim_end_matches(|c: char| !c.is_alphanumeric()).to_owned()
}

/// What the block of modules or extensions says: the worse, where it says both.
fn block(lines: &[String], what: &str) -> Option<Counted> {
    let other = lines.iter().find_map(|line| others(line, what));
    other.or_else(|| lines.iter().find_map(|line| all(line, what)))
}

/// `All Modules with the same …`, `All 23 Extensions with the same …`.
fn all(line: &str, what: &str) -> Option<Counted> {
    let (total, rest) = number(line.strip_suffix(SAME)?.strip_prefix("all ")?);
    is_word(rest, what).then_some(Counted::Same { total })
}

/// `1 Module (of a total of 21) with a different …`.
fn others(line: &str, what: &str) -> Option<Counted> {
    let (count, rest) = number(line.strip_suffix(OTHER)?);
    let (word, total) = match rest.split_once("(of a total of ") {
        Some((word, total)) => (word, Some(total.trim_end().strip_suffix(')')?.trim().parse().ok()?)),
        None => (rest, None),
    };
    is_word(word, what).then_some(Counted::Other { count: count.filter(|count| *count > 0)?, total })
}

/// The number that a text begins with, and the rest of it.
fn number(text: &str) -> (Option<u32>, &str) {
    let end = text.find(|c: char| !c.is_ascii_digit()).unwrap_or(text.len());
    (text[..end].parse().ok(), text[end..].trim_start())
}

fn is_word(text: &str, what: &str) -> bool {
    let text = text.trim();
    text == what || text.strip_suffix('s') == Some(what)
}

/// The code behind its label, on the same line or the next.
fn code(lines: &[String]) -> Option<ActivationCode> {
    let at = lines.iter().position(|line| line.contains(CODE))?;
    let behind = lines[at].split_once(CODE).map(|(_, rest)| rest)?;
    let mut words =
        behind.split_whitespace().chain(lines.get(at + 1).into_iter().flat_map(|line| line.split_whitespace()));
    words.find(|word| *word != ":").and_then(|word| word.trim_start_matches(':').to_uppercase().parse().ok())
}

/// A row of the list whose code is not that of the environment, or whose status says so: its name comes first.
fn listed(line: &str, own: Option<&ActivationCode>) -> Option<Listed> {
    if line.to_lowercase().contains(CODE) {
        return None;
    }
    let mut words: Vec<&str> = line.split_whitespace().collect();
    let is_marked = words.len() > 3 && words[words.len() - 2..].join(" ").eq_ignore_ascii_case(NOT_OK);
    let activation_code: Option<ActivationCode> = words.pop().and_then(|last| last.parse().ok());
    let name = words.first().filter(|_| words.len() > 1)?;
    let is_other = activation_code.as_ref().is_some_and(|code| Some(code) != own);
    (is_other || is_marked).then(|| Listed { name: (*name).to_owned(), activation_code })
}

/// The name below the heading of a practice page.
fn named(shown: &str) -> Option<String> {
    let lines = lines_of(shown).map(str::trim).filter(|line| !line.is_empty());
    lines.skip_while(|line| *line != "ActivationCodeCheck").nth(1).map(str::to_owned)
}

/// The address that a browser has written into a page that it saved.
fn address(source: &str) -> Option<String> {
    let (_, behind) = source.split_once(SAVED)?;
    let (_, address) = behind.split_once(')')?;
    let end = address.find(|c: char| c.is_whitespace() || c == '>')?;
    Some(address[..end].trim_end_matches("--").to_owned()).filter(|address| !address.is_empty())
}
