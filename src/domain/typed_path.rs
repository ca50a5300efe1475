//! Paths as people type them and as terminals hand over a file that is dropped on them: quoted, escaped, or as an address; and
//! how they write their home folder.

use percent_encoding::percent_decode_str;

use super::identity::{ActivationCode, SerialNumber};

/// Endings of files that acmove asks for.
const ENDINGS: [&str; 8] = [".lic", ".txt", ".html", ".htm", ".xhtml", ".mht", ".log", ".xml"];

/// The names that a typed text may mean, in the order in which they are tried: as it was typed, without the blanks at its ends,
/// without quotes, as an address, as a shell reads it.
pub fn readings(typed: &str) -> Vec<String> {
    let line = typed.trim_matches(['\n', '\r']);
    let bare = line.trim();
    // What PowerShell puts before a path with blanks.
    let called = bare.strip_prefix("& ").unwrap_or(bare);
    let unquoted = ['"', '\''].iter().find_map(|quote| called.strip_prefix(*quote)?.strip_suffix(*quote));
    let shell = shell_words::split(called).ok().and_then(|words| <[String; 1]>::try_from(words).ok());
    let mut all = vec![line.to_owned(), bare.to_owned()];
    all.extend(unquoted.map(str::to_owned));
    all.extend(address(unquoted.unwrap_or(called)));
    all.extend(shell.map(|[word]| word));
    let mut known = Vec::new();
    for reading in all {
        if !reading.is_empty() && !known.contains(&reading) {
            known.push(reading);
        }
    }
    known
}

/// How the home folder is written: by a shell, and by the variables that systems have for it.
const HOMES: [&str; 5] = ["~", "${HOME}", "$HOME", "$env:USERPROFILE", "%USERPROFILE%"];

/// What follows the home folder in a path that begins with it.
pub fn below_home(path: &str) -> Option<&str> {
    let is_separator = |c| matches!(c, '/' | '\\');
    HOMES.iter().find_map(|home| {
        let (begins, rest) = path.split_at_checked(home.len())?;
        let is_home = begins.eq_ignore_ascii_case(home) && (rest.is_empty() || rest.starts_with(is_separator));
        is_home.then(|| rest.trim_start_matches(is_separator))
    })
}

/// A path that a file names: one with a variable that acmove does not fill in would be looked for by that name.
///
/// # Errors
/// With the variable, and what to write instead.
pub fn without_variables(path: &str) -> Result<String, String> {
    let is_name = |text: &str| {
        text.starts_with(|c: char| c.is_ascii_alphabetic() || c == '_')
            && text.chars().all(|c| c.is_ascii_alphanumeric() || "_()".contains(c))
    };
    let is_variable = |part: &str| {
        let braced = part.strip_prefix("${").and_then(|name| name.strip_suffix('}'));
        let plain = part.strip_prefix("$env:").or(part.strip_prefix('$'));
        braced.or(plain).is_some_and(is_name) || part.split('%').skip(1).step_by(2).any(is_name)
    };
    let parts = below_home(path).unwrap_or(path).split(['/', '\\']);
    match parts.into_iter().find(|part| is_variable(part)) {
        None => Ok(path.to_owned()),
        Some(part) => Err(format!(
            "{part:?} looks like a variable, but acmove replaces only the home folder: start with ~, or write the full path"
        )),
    }
}

/// The path of a `file:` address of this machine.
fn address(text: &str) -> Option<String> {
    let rest = text.get(..5).filter(|scheme| scheme.eq_ignore_ascii_case("file:")).map(|_| &text[5..])?;
    let path = match rest.strip_prefix("//") {
        Some(rest) => &rest[rest.find('/')?..],
        None => rest,
    };
    let path = percent_decode_str(path).decode_utf8().ok()?;
    // `/C:/…` of Windows.
    let is_drive = |path: &str| path.as_bytes().get(2) == Some(&b':') && path.as_bytes()[1].is_ascii_alphabetic();
    Some(if is_drive(&path) { path[1..].to_owned() } else { path.into_owned() })
}

/// Whether a text that is handed over where a file is asked for is a path, and neither a text nor a code.
pub fn is_path(text: &str) -> bool {
    let text = text.trim();
    let is_line = !text.is_empty() && !text.contains(['\n', '\r', '\t', '<']);
    let is_code = text.parse::<ActivationCode>().is_ok() || text.parse::<SerialNumber>().is_ok();
    let bare = text.trim_matches(['"', '\'', ' ']).to_lowercase();
    let has_ending = ENDINGS.iter().any(|ending| bare.ends_with(ending));
    let begins = ["/", "\\", "~/", "./", "../", ".\\", "..\\", "file:"].iter().any(|start| bare.starts_with(start));
    let has_drive = bare.as_bytes().get(1) == Some(&b':') && bare.as_bytes()[0].is_ascii_alphabetic();
    is_line && !is_code && (has_ending || begins || has_drive)
}
