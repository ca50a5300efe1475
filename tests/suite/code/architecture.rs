//! Imports point inward, files stay small, and nothing is banned that is used: read from the sources themselves.

use std::{
    collections::BTreeMap,
    fs,
    path::{Path, PathBuf},
};

/// Which modules each module may name. A module without a row is a fault.
const MAY_NAME: &[(&str, &[&str])] = &[
    ("domain", &[]),
    ("catalog", &["domain"]),
    ("reading", &["domain"]),
    ("journal", &["domain"]),
    ("driver", &["domain"]),
    ("practice", &["domain", "catalog", "driver"]),
    ("engine", &["domain"]),
    ("view", &["domain", "engine"]),
    ("setup", &["domain", "view"]),
    ("tui", &["domain", "engine", "view", "setup"]),
    ("line", &["domain", "engine", "view", "setup"]),
    ("report", &["domain", "engine", "view"]),
    (
        "runtime",
        &[
            "domain", "catalog", "reading", "journal", "driver", "practice", "engine", "view", "setup", "tui", "line",
            "report",
        ],
    ),
    (
        "cli",
        &[
            "domain", "catalog", "reading", "journal", "driver", "practice", "engine", "view", "setup", "tui", "line",
            "report", "runtime",
        ],
    ),
];

/// The longest file, in lines, that nobody has to look at again.
const LONGEST: usize = 400;

/// The files below `src/`, with their texts.
pub(crate) fn sources() -> BTreeMap<PathBuf, String> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("src");
    let mut found = BTreeMap::new();
    let mut folders = vec![root.clone()];
    while let Some(folder) = folders.pop() {
        for entry in fs::read_dir(folder).unwrap() {
            let path = entry.unwrap().path();
            if path.is_dir() {
                folders.push(path);
            } else if path.extension().is_some_and(|extension| extension == "rs") {
                found.insert(path.strip_prefix(&root).unwrap().to_owned(), fs::read_to_string(&path).unwrap());
            }
        }
    }
    assert!(found.len() > 40, "the sources were not found");
    found
}

/// The module at the top that a file belongs to; none for the crate's root and the program.
fn module(path: &Path) -> Option<String> {
    let first = path.components().next()?.as_os_str().to_str()?.trim_end_matches(".rs").to_owned();
    (first != "lib" && first != "main").then_some(first)
}

/// The top modules that a file names through `crate::`.
fn named(text: &str) -> Vec<String> {
    let flat: String = text.split_whitespace().collect();
    let mut named = Vec::new();
    for after in flat.split("crate::").skip(1) {
        match after.strip_prefix('{') {
            None => named.extend(after.split(|c: char| !c.is_ascii_lowercase()).next().map(str::to_owned)),
            Some(group) => named.extend(tops_of_group(group)),
        }
    }
    named
}

/// The first words at the outermost level of `a::b, c::{d, e}, f}`.
fn tops_of_group(group: &str) -> Vec<String> {
    let (mut depth, mut word, mut tops, mut first) = (0, String::new(), Vec::new(), true);
    for c in group.chars() {
        match c {
            '{' => depth += 1,
            '}' if depth == 0 => break,
            '}' => depth -= 1,
            ',' if depth == 0 => first = true,
            _ if depth > 0 || !first => {}
            c if c.is_ascii_lowercase() => word.push(c),
            _ => first = false,
        }
        if !word.is_empty() && (!first || c == ',') {
            tops.push(std::mem::take(&mut word));
        }
    }
    if !word.is_empty() {
        tops.push(word);
    }
    tops
}

#[test]
fn imports_point_inward() {
    let table: BTreeMap<&str, &[&str]> = MAY_NAME.iter().copied().collect();
    let mut faults = Vec::new();
    for (path, text) in sources() {
        let Some(own) = module(&path) else { continue };
        let Some(allowed) = table.get(own.as_str()) else {
            faults.push(format!("{own} has no row in the table of this test"));
            continue;
        };
        for other in named(&text) {
            if other != own && table.contains_key(other.as_str()) && !allowed.contains(&other.as_str()) {
                faults.push(format!("{} names {other}", path.display()));
            }
        }
    }
    assert!(faults.is_empty(), "{}", faults.join("\n"));
}

#[test]
fn the_reader_of_imports_sees_groups_and_paths() {
    assert_eq!(named("use crate::{\n app::{a, b},\n domain::x,\n ui};"), ["app", "domain", "ui"]);
    assert_eq!(named("crate::journal::read(); use crate::domain;"), ["journal", "domain"]);
}

#[test]
fn every_file_says_what_lives_in_it() {
    for (path, text) in sources() {
        assert!(text.starts_with("//! "), "{} does not begin with what lives there", path.display());
    }
}

#[test]
fn no_file_makes_anybody_scroll() {
    for (path, text) in sources() {
        assert!(text.lines().count() <= LONGEST, "{} has {} lines", path.display(), text.lines().count());
    }
}

#[test]
fn nothing_is_left_over() {
    for (path, text) in sources() {
        for word in ["TODO", "FIXME", "XXX", "todo!", "unimplemented!", "dbg!", "#[allow(", "#![allow("] {
            assert!(!text.contains(word), "{} contains {word}", path.display());
        }
    }
}
