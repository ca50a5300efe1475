//! Messages of publishes and outputs of commands.

use serde_json::Value;

use super::cases;
#[cfg(unix)]
use crate::harness::site::description;
use crate::harness::site::{Site, answers, said};

/// A migration whose first test publish is next.
fn before_publish() -> Site {
    let site = Site::started();
    let output = site.go(&answers(&[("lifetime/republish", "")]));
    assert_eq!(site.status()["next"]["id"], "lifetime/republish", "{}", said(&output));
    site
}

/// The state of a step, in the word of `status`.
fn state(status: &Value, step: &str) -> String {
    let steps = status["steps"].as_array().unwrap();
    let found = steps.iter().find(|known| known["id"] == step).unwrap();
    found["state"].as_str().unwrap().to_owned()
}

/// A text as a string of TOML.
fn quoted(text: &str) -> String {
    // A multi-line string begins after its first line break.
    format!("\"\"\"\n{}\"\"\"", text.replace('\\', "\\\\").replace('"', "\\\""))
}

#[test]
fn a_text_is_read_as_what_it_is() {
    for (name, case) in cases("read") {
        let Some(text) = case["text"].as_str() else { continue };
        let site = Site::new();
        let read = site.typing(&["read", "-", "--json"], text);
        let reading: Value = serde_json::from_slice(&read.stdout).unwrap();
        for (field, expected) in case["expect"].as_object().unwrap() {
            assert_eq!(&reading[field], expected, "{name}: {reading}");
        }
    }
}

#[test]
fn a_message_of_a_test_publish_is_recorded_as_what_it_says() {
    for (name, case) in cases("publish") {
        let site = before_publish();
        let message = format!("message = {}", quoted(case["message"].as_str().unwrap()));
        let output = site.go(&answers(&[("lifetime/republish", &message)]));
        assert_eq!(
            state(&site.status(), "lifetime/republish"),
            case["expect"]["state"].as_str().unwrap(),
            "{name}: {}",
            said(&output)
        );
    }
}

#[test]
fn lines_that_are_pasted_in_line_mode_are_one_message() {
    for (name, case) in cases("line") {
        let site = before_publish();
        let lines: Vec<&str> = case["lines"].as_array().unwrap().iter().map(|line| line.as_str().unwrap()).collect();
        // The publish is begun; then a message came up.
        let output = site.typing(&["run", "m"], &format!("3\n5\n{}\n", lines.join("\n")));
        assert_eq!(site.status()["state"], case["expect"]["state"], "{name}: {}", said(&output));
    }
}

#[cfg(unix)]
#[test]
fn a_command_that_uploads_is_judged_by_its_words() {
    use std::fmt::Write as _;

    for (name, case) in cases("command") {
        let script = quoted(case["script"].as_str().unwrap());
        let serial = "XBI-NMO-IL5-OYI-9SO-LCU-4SQ-QUT";
        let (upload, get_serial) = match case["what"].as_str() {
            Some("serial") => {
                ("[\"true\", \"{license}\"]".to_owned(), format!("[\"sh\", \"-c\", {script}, \"sh\", \"{serial}\"]"))
            }
            _ => (format!("[\"sh\", \"-c\", {script}, \"sh\", \"{{license}}\"]"), String::new()),
        };
        let mut commands = format!("[environment.commands]\nupload_license = {upload}\n");
        if !get_serial.is_empty() {
            let _ = writeln!(commands, "get_serial = {get_serial}");
        }
        let site = Site::new();
        site.write("infrastructure.toml", &(description() + &commands));
        let made = site.run(&["new", "m", "--infrastructure", "infrastructure.toml"]);
        assert!(made.status.success(), "{}", said(&made));
        let output =
            site.go(&answers(&[("production/upload-source", "command = true"), ("production/check-source", "")]));
        let expected = &case["expect"];
        let found = state(&site.status(), "production/upload-source");
        assert_eq!(found, expected["upload"].as_str().unwrap(), "{name}: {}", said(&output));
        if let Some(words) = expected["says"].as_str() {
            assert!(said(&output).contains(words), "{name}: {}", said(&output));
        }
    }
}
