//! What line mode prints on a migration: the same choice has the same number on every card, and no text names a key.

use std::{
    collections::{BTreeMap, BTreeSet},
    path::Path,
};

use acmove::{domain::answers::Answers, runtime::folder};

use super::lines::on_run;

/// Everything that line mode can print at a moment without recording anything: the cards of all environments, the pages.
const ROUND: &str = "21\n1\n21\n2\n21\n3\n21\n4\n21\n5\n21\n0\n";
const PAGES: &str = "23\n24\n25\n26\n27\n28\n0\n";

/// Numbers and the labels that were seen with them.
pub(crate) type Numbers = BTreeMap<u8, BTreeSet<String>>;

/// What is wrong with what is printed on a migration after each of its facts; the numbers that it had are added up.
pub(crate) fn faults(migration: &Path, numbers: &mut Numbers) -> Vec<String> {
    let (mut faults, mut count, mut last) = (Vec::new(), 0, String::new());
    let mut look = |typed: &str, run: &acmove::domain::run::Run| {
        let (said, _) = on_run(run, run.latest, Answers::default(), Some(typed.as_bytes()));
        faults.extend(said.lines().filter_map(key_named).map(|key| format!("{}: {key}", migration.display())));
        faults.extend(menus(&said, numbers));
    };
    let replayed = folder::replay(migration, |record, run| {
        count += 1;
        let kind = format!("{:?}", record.event).split([' ', '{']).next().unwrap_or_default().to_owned();
        if kind != last || count % 8 == 0 {
            look(ROUND, run);
        }
        last = kind;
    });
    look(PAGES, &replayed.unwrap().session.run);
    faults.sort();
    faults.dedup();
    faults
}

/// The line, where it names a key of the screen.
fn key_named(line: &str) -> Option<String> {
    // Where it comes from: steps of the article have letters. Or how two codes differ.
    if line.contains("article,") || line.contains("(letter)") {
        return None;
    }
    // In plain letters, a mark is one.
    let has_marks = |at: usize| at == 0 || line.starts_with("  ");
    let words: Vec<&str> = line.split_whitespace().collect();
    let is_key = |(at, word): (usize, &&str)| {
        let bare = word.trim_matches(|c: char| !c.is_alphanumeric());
        let is_letter = bare.len() == 1 && bare.chars().all(char::is_alphabetic) && !matches!(bare, "a" | "A" | "I");
        let is_unit =
            at > 0 && words[at - 1].ends_with(|c: char| c.is_ascii_digit()) && matches!(bare, "h" | "s" | "d");
        let is_named = matches!(bare, "Esc" | "Tab" | "Enter" | "press" | "Press" | "key" | "keys") || *word == "(a)";
        let is_mark = has_marks(at) && matches!(bare, "v" | "k" | "c" | "o" | "x");
        (is_letter && !is_unit && !is_mark && !word.starts_with('-')) || is_named
    };
    words.iter().enumerate().any(is_key).then(|| line.to_owned())
}

/// Each number stands once in a menu.
fn menus(said: &str, numbers: &mut Numbers) -> Vec<String> {
    let mut faults = Vec::new();
    for menu in said.split("Number: ") {
        let entry = |line: &str| {
            let (number, label) = line.split_once(". ")?;
            Some((number.trim().parse::<u8>().ok()?, label.to_owned()))
        };
        let entries: Vec<(u8, String)> = menu.lines().rev().map_while(entry).collect();
        for (number, label) in &entries {
            if entries.iter().filter(|(other, _)| other == number).count() > 1 {
                faults.push(format!("{number} stands for {label}, and for something else"));
            }
            numbers.entry(*number).or_default().insert(label.clone());
        }
    }
    faults
}
