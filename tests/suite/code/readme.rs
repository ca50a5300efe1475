//! What the documents say is what the program does.

use std::{fmt::Write as _, fs, path::Path, process::Command};

use acmove::{
    catalog,
    practice::scenario::{scenario, scenarios},
    view::{action::ActionScope, action_table::TABLE},
};

use crate::harness::story::{EDITIONS, FOUR, infrastructure};

const BEGIN: &str = "<!-- keys: generated from src/view/action_table.rs, compared by a test -->\n";
const END: &str = "<!-- end of keys -->";

fn document(name: &str) -> String {
    fs::read_to_string(Path::new(env!("CARGO_MANIFEST_DIR")).join(name)).unwrap()
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
fn the_keys_of_the_readme_are_those_of_the_program() {
    let readme = document("README.md");
    let block = readme.split(BEGIN).nth(1).and_then(|rest| rest.split(END).next()).unwrap();
    // In the way of the snapshots: what is generated is written anew where that is asked for.
    if std::env::var_os("INSTA_UPDATE").is_some_and(|value| value == "always") {
        let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("README.md");
        fs::write(path, readme.replace(block, &keys())).unwrap();
        return;
    }
    assert!(block == keys(), "INSTA_UPDATE=always cargo test writes the table of README.md anew");
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
    let document = document("docs/rehearsing.md");
    let begin = "<!-- scenarios: generated from assets/scenarios, compared by a test -->\n";
    let block = document.split(begin).nth(1).and_then(|rest| rest.split("<!-- end of scenarios -->").next()).unwrap();
    assert_eq!(block, scenario_table(), "put this between the marks of docs/rehearsing.md");
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
    let count = format!("names all {}", scenarios().len());
    assert!(self::document("README.md").contains(&count), "{count}");
}

#[test]
fn every_command_of_the_readme_is_one_of_the_program() {
    let readme = document("README.md");
    let table = readme.split("\n## Commands\n").nth(1).unwrap().split("\n## ").next().unwrap();
    let named = table.lines().filter_map(|line| line.strip_prefix("| `acmove "));
    let mut count = 0;
    for command in named.filter_map(|rest| rest.split([' ', '`']).next()).filter(|word| !word.starts_with('-')) {
        let help = Command::new(env!("CARGO_BIN_EXE_acmove")).args([command, "--help"]).output().unwrap();
        assert!(help.status.success(), "acmove {command}");
        count += 1;
    }
    assert!(count > 12, "the table was not found");
}

#[test]
fn every_theme_is_named_where_it_is_asked_for() {
    let help = Command::new(env!("CARGO_BIN_EXE_acmove")).arg("--help").output().unwrap();
    let help = String::from_utf8(help.stdout).unwrap();
    let line = help.split("--theme").nth(1).unwrap();
    let readme = document("README.md");
    for name in acmove::tui::draw::theme::names() {
        assert!(line.contains(name), "{name}: {line}");
        assert!(readme.contains(&format!("`{name}`")), "{name}");
    }
}

#[test]
fn documents_stay_short() {
    // A table that is generated is looked up, not read.
    let is_read = |line: &&str| !line.starts_with("| `");
    for (name, most) in [("README.md", 180), ("ARCHITECTURE.md", 150), ("CONTRIBUTING.md", 80)] {
        let lines = document(name).lines().filter(is_read).count();
        assert!(lines <= most, "{name} has {lines} lines");
    }
}

#[test]
fn the_journal_of_the_readme_can_be_checked_by_the_script_beside_it() {
    let folder = tempfile::TempDir::new().unwrap();
    let made = Command::new(env!("CARGO_BIN_EXE_acmove"))
        .args(["rehearse", "--auto", "--dir"])
        .arg(folder.path().join("m"))
        .output();
    assert!(made.unwrap().status.success());
    let script = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/verify_journal.py");
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
