//! Imports point inward, files and functions stay small, and nothing is left over: read from the sources themselves.

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
    ("situation", &["domain", "journal"]),
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
            "domain",
            "catalog",
            "reading",
            "journal",
            "situation",
            "driver",
            "practice",
            "engine",
            "view",
            "setup",
            "tui",
            "line",
            "report",
        ],
    ),
    (
        "cli",
        &[
            "domain",
            "catalog",
            "reading",
            "journal",
            "situation",
            "driver",
            "practice",
            "engine",
            "view",
            "setup",
            "tui",
            "line",
            "report",
            "runtime",
        ],
    ),
];

/// The longest file and the longest function, in lines: nobody should have to scroll for long.
const LONGEST_FILE: usize = 400;
const LONGEST_FUNCTION: usize = 60;

/// The files below `src/`, with their texts.
pub(crate) fn sources() -> BTreeMap<PathBuf, String> {
    let found = below("src");
    assert!(found.len() > 40, "the sources were not found");
    found
}

/// All files that are compiled: the program, its tests and its benchmarks.
fn everything() -> BTreeMap<PathBuf, String> {
    let under =
        |folder: &'static str| below(folder).into_iter().map(move |(path, text)| (Path::new(folder).join(path), text));
    ["src", "tests", "benches"].into_iter().flat_map(under).collect()
}

/// The files below a folder of the project, with their texts; their paths begin below it.
fn below(folder: &str) -> BTreeMap<PathBuf, String> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join(folder);
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
    found
}

/// The functions of a formatted file with their length in lines, from the line with `fn` to the closing brace below it. Further
/// variants of an arm (`| Event::Held { .. }`) are a list that the compiler keeps, and nobody reads it line by line.
fn functions(text: &str) -> Vec<(&str, usize)> {
    let lines: Vec<&str> = text.lines().collect();
    let length = |at: usize| {
        let indent = lines[at].len() - lines[at].trim_start().len();
        let ends = |line: &&str| {
            let (before, rest) = line.split_at_checked(indent).unwrap_or((line, ""));
            let is_at_margin = before.trim().is_empty() && rest.starts_with(|c: char| !c.is_whitespace());
            is_at_margin && rest.ends_with(['}', ';'])
        };
        let end = lines[at..].iter().position(ends).map_or(lines.len(), |end| at + end + 1);
        lines[at..end].iter().filter(|line| !line.trim_start().starts_with("| ")).count()
    };
    lines.iter().enumerate().filter_map(|(at, line)| Some((function(line)?, length(at)))).collect()
}

/// The name of the function that begins in a line.
fn function(line: &str) -> Option<&str> {
    let (before, after) =
        line.trim_start().split_once("fn ").filter(|(before, _)| before.is_empty() || before.ends_with(' '))?;
    let is_qualifier = |word: &str| {
        word.ends_with(')') || ["pub", "const", "async", "unsafe", "extern"].iter().any(|known| word.starts_with(known))
    };
    let name = after.split(|c: char| !c.is_alphanumeric() && c != '_').next()?;
    (before.split_whitespace().all(is_qualifier) && !name.is_empty()).then_some(name)
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
    let length = |(path, text): (PathBuf, String)| (path, text.lines().count());
    let long = everything().into_iter().map(length).filter(|(_, lines)| *lines > LONGEST_FILE);
    let faults: Vec<String> = long.map(|(path, lines)| format!("{} has {lines} lines", path.display())).collect();
    assert!(faults.is_empty(), "{}", faults.join("\n"));
}

#[test]
fn no_function_makes_anybody_scroll() {
    let mut faults = Vec::new();
    for (path, text) in everything() {
        let long = functions(&text).into_iter().filter(|(_, lines)| *lines > LONGEST_FUNCTION);
        faults.extend(long.map(|(name, lines)| format!("{}: {name} has {lines} lines", path.display())));
    }
    assert!(faults.is_empty(), "{}", faults.join("\n"));
}

#[test]
fn the_reader_of_functions_sees_where_they_end() {
    let text = "/// Calls fn x.\npub(crate) const fn a(\n    one: u8,\n) -> u8\nwhere\n    u8: Copy,\n{\n    one\n}\n\nimpl B {\n\
                \x20   fn c() {}\n\n    pub(in crate::d) async fn d() {\n        let fn_e = 1;\n    }\n}\n\ntrait F {\n    fn f(\n        \
                self,\n    );\n    fn g();\n}\n\ntype H = fn (u8);\n";
    assert_eq!(functions(text), [("a", 8), ("c", 1), ("d", 3), ("f", 3), ("g", 1)]);
}

/// The library and the program are not built for tests of their own, and examples in the documentation are not run.
#[test]
fn every_test_is_in_the_suite() {
    for (path, text) in sources() {
        assert!(!text.contains("#[test]") && !text.contains("cfg(test)"), "{}: its tests are not run", path.display());
        let begins = text.lines().filter(|line| line.contains("//") && line.contains("```")).step_by(2);
        assert!(begins.into_iter().all(|line| line.ends_with("text")), "{}: its example is not run", path.display());
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
