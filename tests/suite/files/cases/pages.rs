//! Licensing pages, and texts that are taken for one.

use std::fs;

use serde_json::Value;

use super::cases;
use crate::harness::site::{NAMES, SOURCE, Site, TARGET, answers, said, way_back};

/// The file that a case names.
fn file(case: &Value) -> Option<String> {
    let name = case["file"].as_str()?;
    Some(fs::read_to_string(format!("{}/tests/cases/{name}", env!("CARGO_MANIFEST_DIR"))).unwrap())
}

#[test]
fn a_page_is_read_as_what_it_shows() {
    for (name, case) in cases("read") {
        let Some(text) = file(&case) else { continue };
        let read = Site::new().typing(&["read", "-", "--json"], &text);
        let reading: Value = serde_json::from_slice(&read.stdout).unwrap();
        for (field, expected) in case["expect"].as_object().unwrap() {
            assert_eq!(&reading[field], expected, "{name}: {reading}");
        }
    }
}

#[test]
fn a_page_passes_its_check_only_where_it_proves_it() {
    let (id, _, serial) = NAMES[4];
    for (name, case) in cases("gate") {
        let site = Site::started();
        let step = case["step"].as_str().unwrap_or("production/check-target");
        let text = file(&case).unwrap();
        let text = text.replace("{SOURCE}", SOURCE).replace("{TARGET}", TARGET).replace("{SERIAL}", serial);
        site.write("in/case.txt", &text);
        let page = "page = \"in/case.txt\"";
        let output = if step.ends_with("/confirm-source") {
            let there = answers(&[(
                &format!("{id}/republish"),
                "message = \"Invalid Intellectual Property: it is protected\"",
            )]);
            let back = way_back().replace(&format!("page = \"in/{id}-restored.txt\""), page);
            site.go(&(there + &back + "[on.stopped]\ndo = \"rollback\"\n"))
        } else {
            site.go(&answers(&[(step, page)]))
        };
        let status = site.status();
        let found = status["steps"].as_array().unwrap().iter().find(|known| known["id"] == step).unwrap();
        let verified = found["state"] == "done" && found["evidence"] == "verified";
        assert_eq!(case["expect"]["verified"], verified, "{name}: {found}\n{}", said(&output));
        assert!(site.journal().contains(&format!("\"step\":\"{step}\"")), "{name}: it never came to that step");
    }
}
