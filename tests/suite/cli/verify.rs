//! `acmove verify`, and what is damaged: noticed, named, and never repaired.

use std::{fs, path::Path};

use acmove::journal::disk;
use serde_json::Value;

use crate::harness::site::{Site, answers, code, errors, said};

#[test]
fn an_edited_journal_is_noticed_and_never_repaired() {
    let site = Site::started();
    site.go(&answers(&[("production/check-source", "")]));
    let edited = site.journal().replacen("pause/pause-production", "pause/pause-productiom", 1);
    site.write("m/journal.jsonl", &edited);
    for arguments in [&["verify", "m"][..], &["run", "m", "--unattended"], &["status", "m", "--json"]] {
        let output = site.run(arguments);
        assert_eq!(code(&output), 6, "{arguments:?}: {}", said(&output));
        assert!(errors(&output).contains("journal.jsonl"), "{}", errors(&output));
    }
    assert_eq!(site.journal(), edited);
}

#[test]
fn a_changed_license_file_is_noticed_by_verify_and_refused_for_uploads() {
    let site = Site::started();
    site.go(&answers(&[("production/upload-target", "")]));
    let backup = site.licenses().into_iter().find(|name| name.starts_with("production-source")).unwrap();
    let path = site.path("m/licenses").join(&backup);
    disk::remove(&path).unwrap();
    fs::write(&path, "something else").unwrap();
    let output = site.run(&["verify", "m"]);
    assert_eq!(code(&output), 6, "{}", said(&output));
    assert!(said(&output).contains(&backup), "{}", said(&output));
    let output = site.run(&["rollback", "m", "--plan", "--json"]);
    let plan: Value = serde_json::from_slice(&output.stdout).unwrap();
    assert_eq!(plan["ready"], true, "production has no target license yet: {plan}");
    let output = site.go(&answers(&[("production/obtain-source", "")]));
    assert_eq!(code(&output), 6, "{}", said(&output));
    assert!(!site.journal().contains("\"step-begun\",\"step\":\"production/upload-target\""));
    let output = site.go(&answers(&[("production/republish", "")]));
    assert_eq!(code(&output), 3, "the right file is given again, and nothing is damaged any more: {}", said(&output));
    let output = site.go(&answers(&[]));
    assert_eq!(code(&output), 0, "{}", said(&output));
    assert!(path.with_extension("damaged").exists(), "the damaged one is kept aside");
    let output = site.run(&["verify", "m"]);
    assert_eq!(code(&output), 0, "{}", said(&output));
    assert!(said(&output).contains(".damaged: no record names it"), "{}", said(&output));
}

#[test]
fn a_vault_that_is_away_is_shown_and_nothing_is_recorded_before_somebody_acts_on_it() {
    let site = Site::story("stopped");
    let before = site.journal();
    fs::rename(site.path("m/licenses"), site.path("away")).unwrap();
    assert!(said(&site.run(&["status", "m"])).contains("backup not there now"));
    let output = site.run(&["run", "m", "--unattended"]);
    assert_eq!(code(&output), 6, "a person is needed, and the vault is not whole: {}", said(&output));
    assert!(said(&output).contains("Missing from the vault,") && said(&output).contains("drive"), "{}", said(&output));
    assert_eq!(site.journal(), before);
    fs::rename(site.path("away"), site.path("m/licenses")).unwrap();
    let output = site.run(&["run", "m", "--unattended"]);
    assert_eq!((code(&output), site.journal()), (5, before), "as if nothing had been: {}", said(&output));
    fs::rename(site.path("m/licenses"), site.path("away")).unwrap();
    // The line is stopped.
    let output = site.typing(&["run", "m"], "34\nit went wrong\nroll back\n");
    assert!(site.journal().contains("\"type\":\"rollback-started\""), "{}", said(&output));
    assert!(site.journal().contains("\"type\":\"vault-damaged\""), "{}", said(&output));
    assert_eq!(code(&output), 6, "{}", said(&output));
}

#[test]
fn a_lost_or_changed_edition_is_damage_and_the_chain_is_checked_all_the_same() {
    for change in [
        |path: &Path| fs::remove_file(path).unwrap(),
        |path: &Path| fs::write(path, "[[[broken").unwrap(),
        |path: &Path| fs::write(path, fs::read_to_string(path).unwrap() + "# more\n").unwrap(),
        |path: &Path| fs::write(path, "\u{feff}".to_owned() + &fs::read_to_string(path).unwrap()).unwrap(),
    ] {
        let site = Site::started();
        change(&site.path("m/procedure.toml"));
        let output = site.run(&["verify", "m"]);
        assert_eq!(code(&output), 6, "{}", said(&output));
        assert!(
            said(&output).contains("1 records, chain intact") && errors(&output).contains("procedure.toml"),
            "{}",
            said(&output)
        );
        assert_eq!(code(&site.run(&["run", "m", "--unattended"])), 6);
        assert_eq!(code(&site.run(&["status", "m"])), 6);
    }
}

#[test]
fn what_precedes_damage_is_reported_with_a_warning() {
    let site = Site::started();
    site.go(&answers(&[("production/check-source", "")]));
    let mut lines: Vec<String> = site.journal().lines().map(str::to_owned).collect();
    lines.remove(5);
    site.write("m/journal.jsonl", &(lines.join("\n") + "\n"));
    let plan = &["rollback", "m", "--plan"][..];
    for arguments in [&["report", "m"][..], &["ticket", "m"], &["plan", "m"], &["status", "m"], plan] {
        let output = site.run(arguments);
        let unknown = String::from_utf8_lossy(&output.stdout).contains("Later changes are NOT known");
        assert!(unknown || arguments[0] == "plan", "{arguments:?}: {}", said(&output));
        assert_eq!(code(&output), 6, "{arguments:?}");
        assert!(!output.stdout.is_empty() && errors(&output).contains("line 6"), "{arguments:?}: {}", said(&output));
        assert_eq!(errors(&output).matches("is damaged").count(), 1, "said once: {}", errors(&output));
    }
    let plan: Value = serde_json::from_slice(&site.run(&["rollback", "m", "--plan", "--json"]).stdout).unwrap();
    assert_eq!(plan["ready"], false, "nobody knows what has to be restored: {plan}");
    let text = said(&site.run(&["rollback", "m", "--plan"]));
    assert!(!text.contains("Nothing to roll back") && !text.contains("Not touched"), "{text}");
}

#[test]
fn an_incomplete_last_line_is_mentioned_by_verify() {
    let site = Site::started();
    site.go("[requirements]\none-lifetime = \"yes\"\n");
    let journal = site.journal();
    site.write("m/journal.jsonl", &journal[..journal.len() - 5]);
    let output = site.run(&["verify", "m"]);
    assert!(said(&output).contains("INCOMPLETE LAST LINE"), "{}", said(&output));
}

#[test]
fn every_text_that_a_fact_was_read_from_is_checked_whatever_the_fact() {
    let story = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/journals/commands");
    let texts: Vec<_> = fs::read_dir(story.join("evidence")).unwrap().map(|file| file.unwrap().file_name()).collect();
    assert!(!texts.is_empty());
    for text in texts {
        let site = Site::new();
        for folder in ["", "evidence", "licenses"] {
            fs::create_dir_all(site.path("story").join(folder)).unwrap();
            for file in fs::read_dir(story.join(folder)).unwrap().map(Result::unwrap) {
                if file.file_type().unwrap().is_file() {
                    fs::copy(file.path(), site.path("story").join(folder).join(file.file_name())).unwrap();
                }
            }
        }
        assert_eq!(code(&site.run(&["verify", "story"])), 0);
        let path = site.path("story/evidence").join(&text);
        fs::remove_file(&path).unwrap();
        fs::write(&path, "something else").unwrap();
        let output = site.run(&["verify", "story"]);
        assert_eq!(code(&output), 6, "{}: {}", text.display(), said(&output));
    }
}
