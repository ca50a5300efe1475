//! No circle of imports between files: whoever reads one file need not have read all the others. Read from the sources.
//!
//! A parent that uses or re-exports something of its child, while the child uses something of the parent, is a circle
//! too; `mod child;` alone, methods of an `impl` in a child, and the path of a visibility are no imports.

use std::collections::{BTreeMap, BTreeSet};

use super::architecture::sources;

/// Files as modules, such as `app/setup`, with the modules that each of them names.
type Named = BTreeMap<String, BTreeSet<String>>;

/// The words and the `::`s of a source, and its other signs one by one; without comments, strings and characters.
fn tokens(text: &str) -> Vec<&str> {
    let (mut tokens, mut rest) = (Vec::new(), text);
    while let Some(first) = rest.chars().next() {
        let end = |length: Option<usize>| length.unwrap_or(rest.len());
        let is_word = |c: char| c.is_alphanumeric() || c == '_';
        let (length, counts) = match first {
            '/' if rest.starts_with("//") => (end(rest.find('\n')), false),
            '"' => (end(closing(rest, '"')), false),
            '\'' if rest[1..].starts_with('\\') || rest[1..].chars().nth(1) == Some('\'') => {
                (end(closing(rest, '\'')), false)
            }
            ':' if rest.starts_with("::") => (2, true),
            c if is_word(c) => (end(rest.find(|c| !is_word(c))), true),
            c => (c.len_utf8(), !c.is_whitespace()),
        };
        let (token, after) = rest.split_at(length);
        tokens.extend(counts.then_some(token));
        rest = after;
    }
    tokens
}

/// How long what stands in quotes is, with them.
fn closing(text: &str, quote: char) -> Option<usize> {
    let mut escaped = false;
    let end = text.char_indices().skip(1).find(|(_, c)| {
        let is_end = *c == quote && !escaped;
        escaped = *c == '\\' && !escaped;
        is_end
    });
    end.map(|(place, _)| place + 1)
}

/// All paths that a source names: those of its `use` trees, one for each leaf, and those in the middle of its text.
fn paths(text: &str) -> Vec<Vec<&str>> {
    let tokens = tokens(text);
    let (mut paths, mut at) = (Vec::new(), 0);
    while let Some(token) = tokens.get(at) {
        match *token {
            "use" => at = tree(&tokens, at + 1, &mut paths),
            "pub" if tokens[at + 1..].starts_with(&["(", "in"]) => at += 3 + length(&path(&tokens[at + 3..])),
            "::" => at += 2,
            _ => {
                let found = path(&tokens[at..]);
                at += length(&found);
                paths.extend((found.len() > 1).then_some(found));
            }
        }
    }
    paths
}

/// The path with which these tokens begin; empty where they begin with something else.
fn path<'a>(tokens: &[&'a str]) -> Vec<&'a str> {
    let mut words = Vec::new();
    for pair in tokens.chunks(2) {
        words.extend(pair.first().filter(|word| word.starts_with(|c: char| c.is_alphabetic() || c == '_')));
        if pair.get(1) != Some(&"::") {
            break;
        }
    }
    words
}

/// How many tokens a path is, or what stands instead of one.
const fn length(path: &[&str]) -> usize {
    if path.is_empty() { 1 } else { 2 * path.len() - 1 }
}

/// Adds the leaves of a `use` tree, and says where the tree ends.
fn tree<'a>(tokens: &[&'a str], from: usize, leaves: &mut Vec<Vec<&'a str>>) -> usize {
    let (mut outer, mut own, mut at) = (Vec::<Vec<&str>>::new(), Vec::new(), from);
    loop {
        let token = tokens.get(at).copied().unwrap_or(";");
        match token {
            "{" => outer.push(own.clone()),
            "," | "}" | ";" => {
                // After a last comma, and after a group, nothing more was named.
                if own.len() > outer.last().map_or(0, Vec::len) {
                    leaves.push(own);
                }
                own = Vec::new();
                match token {
                    "," => own.extend(outer.last().into_iter().flatten()),
                    "}" => drop(outer.pop()),
                    _ => return at,
                }
            }
            "as" => at += 1,
            "::" => {}
            word => own.push(word),
        }
        at += 1;
    }
}

/// The file of a path that a file names; none where it leads out of the crate, or to nothing but the crate.
fn resolved(files: &BTreeSet<String>, own: &str, path: &[&str]) -> Option<String> {
    let below = |at: &str, word: &str| if at.is_empty() { word.to_owned() } else { format!("{at}/{word}") };
    let ups = path.iter().take_while(|word| **word == "super").count();
    let (mut at, rest) = match path.first()? {
        &"crate" => (String::new(), &path[1..]),
        &"self" => (own.to_owned(), &path[1..]),
        &"super" => (own.rsplitn(ups + 1, '/').nth(ups).unwrap_or_default().to_owned(), &path[ups..]),
        child if files.contains(&below(own, child)) => (own.to_owned(), path),
        _ => return None,
    };
    for word in rest {
        match below(&at, word) {
            deeper if files.contains(&deeper) => at = deeper,
            _ => break,
        }
    }
    files.contains(&at).then_some(at)
}

/// What each file names of the others.
fn imports(files: &BTreeMap<String, String>) -> Named {
    let names: BTreeSet<String> = files.keys().cloned().collect();
    let of = |(own, text): (&String, &String)| {
        let all = paths(text).into_iter().filter_map(|path| resolved(&names, own, &path));
        (own.clone(), all.filter(|other| other != own).collect())
    };
    files.iter().map(of).collect()
}

/// All that can be reached from a file.
fn reached<'a>(named: &'a Named, from: &str) -> BTreeSet<&'a str> {
    let (mut seen, mut next) = (BTreeSet::new(), vec![from]);
    while let Some(file) = next.pop() {
        for other in named.get(file).into_iter().flatten() {
            if seen.insert(other.as_str()) {
                next.push(other);
            }
        }
    }
    seen
}

/// Every circle: files of which each reaches every other.
fn circles(named: &Named) -> BTreeSet<BTreeSet<&str>> {
    let all: BTreeMap<&str, BTreeSet<&str>> = named.keys().map(|file| (file.as_str(), reached(named, file))).collect();
    let circle = |file| all[file].iter().copied().filter(|other| all[other].contains(file)).collect::<BTreeSet<&str>>();
    all.keys().copied().map(circle).filter(|circle| !circle.is_empty()).collect()
}

/// A circle in lines that say which of its files names which.
fn told(named: &Named, circle: &BTreeSet<&str>) -> String {
    let line = |file: &&str| {
        let others: Vec<&str> =
            named[*file].iter().map(String::as_str).filter(|other| circle.contains(other)).collect();
        format!("  {file} names {}", others.join(", "))
    };
    format!("a circle of {} files:\n{}", circle.len(), circle.iter().map(line).collect::<Vec<_>>().join("\n"))
}

#[test]
fn no_circle_of_imports_between_files() {
    let sources = sources().into_iter().map(|(path, text)| {
        let name = path.with_extension("").to_str().unwrap().replace(std::path::MAIN_SEPARATOR, "/");
        (name, text)
    });
    // The root and the program name modules, and nothing names them.
    let named = imports(&sources.filter(|(name, _)| name != "lib" && name != "main").collect());
    let circles = circles(&named);
    let found: Vec<String> = circles.iter().map(|circle| told(&named, circle)).collect();
    assert!(found.is_empty(), "{}", found.join("\n"));
}

#[test]
fn the_reader_of_paths_sees_trees_of_use_and_paths_in_the_text() {
    let joined = |text| paths(text).iter().map(|path| path.join("::")).collect::<Vec<_>>();
    let tree = "pub(super) use super::{\n a::{self, B as C,\n },\n super::d::*,\n e,\n};\nuse f;";
    assert_eq!(joined(tree), ["super::a::self", "super::a::B", "super::super::d::*", "super::e", "f"]);
    let text = "let x = crate::a::b::f(super::super::x::<y::Z>(), one.two, <T as g::H>::i, &'a j::K);";
    assert_eq!(joined(text), ["crate::a::b::f", "super::super::x", "y::Z", "g::H", "j::K"]);
    let silent = "pub(in crate::a) fn f<'a>() { \"\\\" crate::b\"; '\"'; '\\''; c; } // crate::d::e\nmod g;";
    assert_eq!(joined(silent), [""; 0]);
}

#[test]
fn a_circle_is_found_whichever_way_it_is_named() {
    let read = |sources: &[(&str, &str)]| {
        let named = imports(&sources.iter().map(|(name, text)| ((*name).to_owned(), (*text).to_owned())).collect());
        circles(&named).iter().map(|circle| circle.iter().copied().collect::<Vec<_>>().join(" ")).collect::<Vec<_>>()
    };
    let child = ("a/b", "use super::A;");
    assert_eq!(read(&[("a", "mod b;"), child]), [""; 0], "a declaration is no import");
    assert_eq!(read(&[("a", "mod b; pub use self::b::B;"), child]), ["a a/b"]);
    assert_eq!(read(&[("a", "mod b; fn f() { b::f() }"), child]), ["a a/b"]);
    assert_eq!(read(&[("a", "mod b; mod c; use b::B;"), ("a/b", "use super::c::C;"), ("a/c", "")]), [""; 0]);
    let way = [("a", ""), ("a/b", "crate::c::f()"), ("c", "use crate::{d};"), ("d", "super::a::b::x()")];
    assert_eq!(read(&way), ["a/b c d"]);
    assert_eq!(read(&[("a", "use std::a; a::b::c(); use crate::a::A;")]), [""; 0]);
}
