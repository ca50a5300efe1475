//! What a bundle says of the vault that it was packed from: what was found then, in text and JSON alike, and nothing where
//! nobody looked.

use std::fs;

use serde_json::{Value, json};

use super::{files, manifest, zipped};
use crate::harness::site::{Site, code, errors};

/// The commands that say something of backups, as text.
const TEXTS: [&[&str]; 5] =
    [&["status"], &["rollback", "--plan"], &["report", "--format", "md"], &["ticket"], &["replay"]];

/// The line has stopped; three environments are on BBB, and each has a backup.
fn stopped() -> Site {
    Site::story("stopped")
}

fn on<'a>(command: &[&'a str], what: &'a str) -> Vec<&'a str> {
    [&command[..1], &[what], &command[1..]].concat()
}

fn license(site: &Site, beginning: &str) -> std::path::PathBuf {
    let entries = fs::read_dir(site.path("m/licenses")).unwrap().map(|entry| entry.unwrap().path());
    entries.into_iter().find(|path| path.file_name().unwrap().to_string_lossy().starts_with(beginning)).unwrap()
}

fn backup<'v>(status: &'v Value, environment: &str) -> &'v Value {
    let all = status["environments"].as_array().unwrap();
    &all.iter().find(|one| one["id"] == environment).unwrap()["backup"]
}

#[test]
fn a_healthy_bundle_says_when_its_backups_were_verified_in_text_and_in_json() {
    let site = stopped();
    let output = site.run(&["bundle", "m", "-o", "b.zip"]);
    assert_eq!(code(&output), 0, "{}", errors(&output));
    let at = manifest(&files(&site.path("b.zip")))["vault"]["at"].as_str().unwrap().to_owned();
    for command in TEXTS {
        let text = site.text(&on(command, "b.zip")).replace("\n ", "");
        assert!(text.contains("verified when packed at") && !text.contains("LOST"), "{command:?}: {text}");
    }
    let status = site.json(&["status", "b.zip", "--json"]);
    assert_eq!((&status["packed_at"], &status["rollback"]["ready"]), (&json!(at), &json!(true)));
    assert_eq!(backup(&status, "quality")["verified"], true);
    assert!(backup(&status, "quality").get("found").is_none());
    let plan = site.json(&["rollback", "b.zip", "--plan", "--json"]);
    assert_eq!((&plan["ready"], &plan["missing"], &plan["packed_at"]), (&json!(true), &json!([]), &json!(at)));
    assert_eq!(site.json(&["replay", "b.zip", "--json"])["rollback"], plan);
    assert_eq!(site.json(&["report", "b.zip", "--format", "json"])["restored"][0]["verified"], true);
}

#[test]
fn a_lost_backup_is_lost_in_every_output_of_its_bundle_and_packing_it_exits_with_6() {
    let site = stopped();
    fs::write(license(&site, "development-source"), "something else").unwrap();
    fs::remove_file(license(&site, "quality-source")).unwrap();
    let output = site.run(&["bundle", "m", "-o", "b.zip"]);
    assert_eq!(code(&output), 6, "it is written, and says what it lacks");
    let told = errors(&output);
    for name in ["licenses/development-source", "licenses/quality-source"] {
        assert!(told.lines().any(|line| line.starts_with(name) && line.contains(": LOST when packed at")), "{told}");
    }
    for command in TEXTS {
        let text = site.text(&on(command, "b.zip")).replace("\n ", "");
        assert!(text.to_uppercase().contains("WHEN PACKED AT"), "{command:?}: {text}");
    }
    let status = site.json(&["status", "b.zip", "--json"]);
    assert_eq!(backup(&status, "development")["found"], "changed");
    assert_eq!(backup(&status, "quality")["found"], "absent");
    assert_eq!(backup(&status, "quality")["verified"], false);
    assert_eq!(backup(&status, "lifetime")["verified"], true);
    let plan = site.json(&["rollback", "b.zip", "--plan", "--json"]);
    assert_eq!((&plan["ready"], &plan["missing"]), (&json!(false), &json!(["development", "quality"])));
    let verified = site.run(&["verify", "b.zip"]);
    assert_eq!(code(&verified), 6, "{}", site.text(&["verify", "b.zip"]));
}

#[test]
fn the_documents_in_a_bundle_say_the_same_as_the_bundle_when_it_is_looked_at() {
    let site = stopped();
    fs::remove_file(license(&site, "quality-source")).unwrap();
    site.run(&["bundle", "m", "-o", "b.zip"]);
    let packed = files(&site.path("b.zip"));
    let document = |name: &str| {
        let bytes = &packed.iter().find(|(known, _)| known == name).unwrap().1;
        String::from_utf8(bytes.clone()).unwrap()
    };
    assert_eq!(document("report.md").trim(), site.text(&["report", "b.zip", "--format", "md", "--utc"]).trim());
    assert_eq!(document("ticket.txt").trim(), site.text(&["ticket", "b.zip"]).trim());
    let (kept, said): (Value, _) =
        (serde_json::from_str(&document("report.json")).unwrap(), site.json(&["report", "b.zip", "--format", "json"]));
    assert_eq!(kept, said);
}

/// The bundle as an older acmove made it: it did not say what was in the vault.
fn older(site: &Site) -> Vec<u8> {
    site.run(&["bundle", "m", "-o", "b.zip"]);
    let mut files = files(&site.path("b.zip"));
    let mut manifest = manifest(&files);
    manifest.as_object_mut().unwrap().remove("vault");
    files[0].1 = manifest.to_string().into_bytes();
    zipped(&files, 0o644)
}

#[test]
fn a_bundle_that_does_not_say_what_was_found_was_not_looked_at_and_is_never_ready() {
    let site = stopped();
    fs::write(site.path("old.zip"), older(&site)).unwrap();
    for command in TEXTS {
        let text = site.text(&on(command, "old.zip")).replace("\n ", "");
        assert!(text.contains("not checked") || text.contains("not looked at"), "{command:?}: {text}");
        assert!(!text.contains("LOST") && !text.contains("verified when packed"), "{command:?}: {text}");
    }
    let status = site.json(&["status", "old.zip", "--json"]);
    assert_eq!((&backup(&status, "quality")["verified"], &status["rollback"]["ready"]), (&json!(false), &json!(false)));
    assert_eq!(backup(&status, "quality")["found"], "not-looked-at");
    assert!(status.get("packed_at").is_none());
    let plan = site.json(&["rollback", "old.zip", "--plan", "--json"]);
    assert_eq!(plan["not_looked_at"], json!(["lifetime", "development", "quality"]));
    assert_eq!(plan["missing"], json!([]), "nobody knows that they are missing");
    assert_eq!(code(&site.run(&["verify", "old.zip"])), 0, "what is in it is whole");
}

#[test]
fn an_earlier_record_says_nothing_of_what_was_found_when_it_was_packed() {
    let site = stopped();
    site.run(&["bundle", "m", "-o", "b.zip"]);
    for what in ["m", "b.zip"] {
        let text = site.text(&["replay", what, "--at", "20"]);
        assert!(text.contains("backup kept, not looked at"), "{what}: {text}");
        let status = site.json(&["replay", what, "--at", "20", "--json"]);
        assert_eq!(
            (&backup(&status, "quality")["found"], &status["rollback"]["ready"]),
            (&json!("not-looked-at"), &json!(false))
        );
    }
}
