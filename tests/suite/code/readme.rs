//! The documents say what the program does.

use std::{
    fmt::Write as _,
    fs,
    path::{Path, PathBuf},
    process::Command,
};

use acmove::{
    catalog,
    practice::scenario::{scenario, scenarios},
    view::{action::ActionScope, action_table::TABLE},
};

use crate::harness::story::{EDITIONS, FOUR, infrastructure};

fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

pub(super) fn document(name: &str) -> String {
    fs::read_to_string(root().join(name)).unwrap().replace("\r\n", "\n")
}

/// The table between two marks of a document is the one that is generated. In the way of the snapshots it is written anew
/// where that is asked for.
pub(super) fn is_generated(name: &str, marks: [&str; 2], table: &str) {
    let text = document(name);
    let block = text.split(marks[0]).nth(1).and_then(|rest| rest.split(marks[1]).next()).unwrap();
    if std::env::var_os("INSTA_UPDATE").is_some_and(|value| value == "always") {
        fs::write(root().join(name), text.replace(block, table)).unwrap();
        return;
    }
    assert!(block == table, "INSTA_UPDATE=always cargo test readme writes the table of {name} anew");
}

/// The table of keys, from the rows of all actions.
fn keys() -> String {
    let mut text = String::from("| key | where | does |\n|---|---|---|\n");
    for row in TABLE {
        let place = match row.scope {
            ActionScope::Everywhere => "everywhere",
            ActionScope::Dashboard => "dashboard",
            ActionScope::Card => "where a card offers it",
            ActionScope::Timeline => "timeline",
            ActionScope::Past => "while you look at the past",
        };
        let keys = row.keys.iter().map(|key| format!("`{key}`")).collect::<Vec<_>>().join(" ");
        let _ = writeln!(text, "| {keys} | {place} | {}: {} |", row.name, row.help);
    }
    text
}

#[test]
fn the_keys_of_the_document_are_those_of_the_program() {
    let marks =
        ["<!-- keys: generated from src/view/action_table.rs, compared by a test -->\n", "<!-- end of keys -->"];
    is_generated("docs/keys.md", marks, &keys());
}

/// The table of scenarios, from the bundled files.
fn scenario_table() -> String {
    let mut text = String::from("| scenario | what happens | what it teaches | ends |\n|---|---|---|---|\n");
    for known in scenarios() {
        let told = scenario(known.id, known.text).unwrap();
        let _ = writeln!(text, "| `{}` | {} | {} | {} |", known.id, told.title, told.teaches, told.end.state);
    }
    text
}

#[test]
fn the_scenarios_of_the_document_are_those_that_come_along() {
    let marks =
        ["<!-- scenarios: generated from assets/scenarios, compared by a test -->\n", "<!-- end of scenarios -->"];
    is_generated("docs/rehearsing.md", marks, &scenario_table());
}

#[test]
fn the_scenario_and_the_answers_of_the_document_can_be_read() {
    let document = document("docs/rehearsing.md");
    let mut blocks = document.split("```toml\n").skip(1).map(|rest| rest.split("```").next().unwrap());
    let told = scenario("docs/rehearsing.md", blocks.next().unwrap()).unwrap();
    assert_eq!((told.sites.len(), told.deployments.len()), (2, 1));
    let procedure = catalog::procedure("it", catalog::edition(EDITIONS[0]).unwrap().text).unwrap();
    let described = infrastructure(FOUR);
    let answers = blocks.next().unwrap();
    assert!(catalog::answers("it", answers, Path::new("."), &procedure, &described).unwrap().needs_practice());
    let count = format!("all {} scenarios", scenarios().len());
    assert!(self::document("README.md").contains(&count), "{count}");
}

#[test]
fn every_command_of_the_document_is_one_of_the_program() {
    let commands = document("docs/commands.md");
    let named = commands.lines().filter_map(|line| line.strip_prefix("| `acmove "));
    let mut count = 0;
    for command in named.filter_map(|rest| rest.split([' ', '`']).next()).filter(|word| !word.starts_with('-')) {
        let help = Command::new(env!("CARGO_BIN_EXE_acmove")).args([command, "--help"]).output().unwrap();
        assert!(help.status.success(), "acmove {command}");
        count += 1;
    }
    assert!(count > 12, "the table was not found");
}

#[test]
fn the_commands_of_the_readme_and_its_configuration_work() {
    let readme = document("README.md");
    let blocks: Vec<&str> =
        readme.split("\n```\n").enumerate().filter(|(place, _)| place % 2 == 1).map(|(_, block)| block).collect();
    let [rehearsal, tests, migration] = blocks[..] else { panic!("{blocks:?}") };
    assert_eq!((rehearsal, tests), ("cargo run --release -- rehearse", "cargo test"));
    assert_eq!(migration.lines().count(), 5, "a migration in five lines");
    for line in migration.lines() {
        let command = line.strip_prefix("acmove ").and_then(|rest| rest.split(' ').next()).unwrap();
        let help = Command::new(env!("CARGO_BIN_EXE_acmove")).args([command, "--help"]).output().unwrap();
        assert!(help.status.success(), "{line}");
    }
    let configuration = document("docs/configuration.md");
    let block = configuration.split("```toml\n").nth(1).and_then(|rest| rest.split("```").next()).unwrap();
    let lifetime = "[[environment]]\nname = \"LifeTime\"\nrole = \"lifetime\"\n";
    catalog::infrastructure("it", &format!("{block}{lifetime}")).unwrap();
}

#[test]
fn every_theme_is_named_where_it_is_asked_for() {
    let help = Command::new(env!("CARGO_BIN_EXE_acmove")).arg("--help").output().unwrap();
    let help = String::from_utf8(help.stdout).unwrap();
    let line = help.split("--theme").nth(1).unwrap();
    let display = document("docs/display.md");
    for name in acmove::tui::draw::theme::names() {
        assert!(line.contains(name), "{name}: {line}");
        assert!(display.contains(&format!("`{name}`")), "{name}");
    }
}

#[test]
fn documents_stay_short() {
    for (name, most) in [("README.md", 120), ("ARCHITECTURE.md", 150), ("CONTRIBUTING.md", 80)] {
        // A row of a table that is looked up, such as that of all changes, is not read.
        let lines = document(name).lines().filter(|line| name == "README.md" || !line.starts_with("| `")).count();
        assert!(lines <= most, "{name} has {lines} lines");
    }
}

/// The documents for people who use acmove or change it.
fn documents() -> Vec<String> {
    let pages = fs::read_dir(root().join("docs")).unwrap().map(|entry| entry.unwrap().file_name());
    let pages = pages
        .map(|name| name.into_string().unwrap())
        .filter(|name| Path::new(name).extension().is_some_and(|end| end == "md"));
    let others = ["README.md", "ARCHITECTURE.md", "CONTRIBUTING.md", "CHANGELOG.md"].map(str::to_owned);
    pages.map(|name| format!("docs/{name}")).chain(others).collect()
}

/// The anchor of a heading, as pages of documents make it.
fn anchor(heading: &str) -> String {
    let kept = |c: &char| c.is_alphanumeric() || " -_".contains(*c);
    heading.to_lowercase().chars().filter(kept).map(|c| if c == ' ' { '-' } else { c }).collect()
}

#[test]
fn every_link_between_documents_leads_somewhere() {
    for name in documents() {
        let text = document(&name);
        let folder = PathBuf::from(&name).parent().unwrap().to_owned();
        for link in text.split("](").skip(1).filter_map(|rest| rest.split(')').next()) {
            if link.contains("://") {
                continue;
            }
            let (file, place) = link.split_once('#').unwrap_or((link, ""));
            let target = if file.is_empty() { PathBuf::from(&name) } else { folder.join(file) };
            assert!(root().join(&target).exists(), "{name}: {link}");
            let headings: Vec<String> = if place.is_empty() {
                Vec::new()
            } else {
                fs::read_to_string(root().join(target))
                    .unwrap()
                    .lines()
                    .filter_map(|line| line.trim_start_matches('#').strip_prefix(' ').map(anchor))
                    .collect()
            };
            assert!(place.is_empty() || headings.iter().any(|heading| heading == place), "{name}: {link}");
        }
    }
}

#[test]
fn the_readme_leads_to_every_page_of_the_documents() {
    let readme = document("README.md");
    for name in documents().iter().filter(|name| name.starts_with("docs/")) {
        assert!(readme.contains(&format!("]({name})")), "{name}");
    }
}

#[test]
fn the_glossary_is_in_the_order_of_the_alphabet_and_explains_each_word_briefly() {
    let text = document("docs/glossary.md");
    let rows: Vec<(&str, &str)> =
        text.lines().filter_map(|line| line.strip_prefix("| **")?.split_once("** | ")).collect();
    let terms: Vec<String> = rows.iter().map(|(term, _)| term.to_lowercase()).collect();
    assert!(terms.len() > 80 && terms.is_sorted(), "{terms:?}");
    for (term, told) in rows {
        let sentences = told.split(". ").count();
        assert!(sentences <= 4 && told.len() < 260, "{term}: {told}");
    }
}

#[test]
fn the_journal_of_the_document_can_be_checked_by_the_script_beside_it() {
    let folder = tempfile::TempDir::new().unwrap();
    let made = Command::new(env!("CARGO_BIN_EXE_acmove"))
        .args(["rehearse", "--auto", "--dir"])
        .arg(folder.path().join("m"))
        .output();
    assert!(made.unwrap().status.success());
    let script = root().join("tests/verify_journal.py");
    let journal = folder.path().join("m/journal.jsonl");
    let Ok(checked) = Command::new("python3").arg(&script).arg(&journal).output() else {
        eprintln!("python3 is not here: the script was not run");
        return;
    };
    assert!(checked.status.success(), "{}", String::from_utf8_lossy(&checked.stderr));
    let text = fs::read_to_string(&journal).unwrap();
    fs::write(&journal, text.replacen("pause-production", "pause-productiom", 1)).unwrap();
    assert!(
        !Command::new("python3").arg(&script).arg(&journal).output().unwrap().status.success(),
        "an edit is noticed"
    );
}
