//! Commands that only look: tickets, pages, plans, reports, help; and what cannot be read.

use std::fs;

use serde_json::Value;

use crate::harness::site::{IP_ERROR, SOURCE, Site, TARGET, answers, code, description, errors, said};

#[test]
fn collected_failures_come_into_one_request_for_support() {
    let site = Site::started();
    let output = site.go(&answers(&[
        ("production/obtain-source", "problem = \"serial-not-found\""),
        ("quality/check-source", "claim = \"Protected\""),
    ]));
    assert_eq!(code(&output), 3, "{}", said(&output));
    let status = site.status();
    assert_eq!(status["state"], "held");
    let held: Vec<_> =
        status["held"].as_array().unwrap().iter().map(|hold| (hold["reason"].clone(), hold["faq"].clone())).collect();
    assert_eq!(held, [("serial-not-found".into(), 1.into()), ("intellectual-property-not-accepted".into(), 2.into())]);
    let ticket = said(&site.run(&["ticket", "m"]));
    for named in ["XBI-NMO", "QA7-1LT", SOURCE, TARGET] {
        assert!(ticket.contains(named), "{ticket}");
    }
}

#[test]
fn what_cannot_be_read_is_named_and_ends_with_2() {
    let site = Site::new();
    for (arguments, named) in [
        (&["new", "m", "--infrastructure", "missing.toml"][..], "missing.toml"),
        (&["open"], "DIR"),
        (&["run", "nowhere", "--unattended"], "nowhere"),
        (&["status", "nowhere", "--json"], "nowhere"),
        (&["procedure", "check", "missing.toml"], "missing.toml"),
        (&["procedure", "show", "activation-code-2020"], "activation-code-2021"),
        (&["plan", "--infrastructure", "missing.toml"], "missing.toml"),
        (&["read", "missing.txt"], "missing.txt"),
        (&["frobnicate"], "frobnicate"),
    ] {
        let output = site.run(arguments);
        assert_eq!(code(&output), 2, "{arguments:?}: {}", said(&output));
        assert!(errors(&output).contains(named), "{arguments:?}: {}", errors(&output));
        assert!(output.stdout.is_empty(), "messages go to stderr");
    }
    site.write("infrastructure.toml", &description().replace("name = \"ACME\"", "nmae = \"ACME\""));
    let output = site.run(&["new", "m", "--infrastructure", "infrastructure.toml"]);
    assert_eq!(code(&output), 2);
    assert!(
        errors(&output).contains("infrastructure.toml:1: nmae: unknown key; did you mean name?"),
        "{}",
        errors(&output)
    );
    assert!(!site.path("m").exists(), "nothing was made");
    let started = Site::started();
    started.write("answers.toml", "[steps.\"x/y\"]\ndone = true\n");
    assert_eq!(code(&started.run(&["run", "m", "--answers", "answers.toml", "--unattended"])), 2);
    let again = started.run(&["new", "m", "--infrastructure", "infrastructure.toml"]);
    assert_ne!(code(&again), 0, "a migration is not overwritten");
}

#[test]
fn read_says_what_a_page_and_a_message_say() {
    let site = Site::new();
    let output = site.run(&["read", "in/production-source.txt", "--json"]);
    let page: Value = serde_json::from_slice(&output.stdout).unwrap();
    assert_eq!((&page["kind"], &page["activation_code"]), (&"licensing-page".into(), &SOURCE.into()));
    assert_eq!(page["intellectual_property"]["limit"], "Ignore");
    assert!(page["edition"].is_null());
    for (typed, kind, class) in [
        ("Foreign Module Error", "message", Some("foreign-module")),
        ("ECT_Provider was published successfully", "message", Some("published")),
        ("good evening", "unknown", None),
    ] {
        let output = site.typing(&["read", "-", "--json"], typed);
        let read: Value = serde_json::from_slice(&output.stdout).unwrap();
        assert_eq!((&read["kind"], read["class"].as_str()), (&kind.into(), class));
        assert_eq!(code(&output), 0);
    }
}

#[test]
fn the_plan_can_be_read_before_anything_is_started() {
    let site = Site::new();
    for format in ["text", "md", "html", "json"] {
        let output = site.run(&["plan", "--infrastructure", "infrastructure.toml", "--format", format]);
        let text = said(&output);
        assert_eq!(code(&output), 0, "{text}");
        assert!(text.contains("production") && text.contains("Service Center"), "{text}");
    }
    let output = site.run(&["plan", "--infrastructure", "infrastructure.toml", "--format", "json"]);
    assert!(serde_json::from_slice::<Value>(&output.stdout).is_ok());
}

#[test]
fn the_plan_is_complete_whatever_it_is_written_as() {
    let site = Site::new();
    for edition in crate::harness::story::EDITIONS {
        for format in ["text", "md", "html", "json"] {
            let plan = ["plan", "--infrastructure", "infrastructure.toml", "--procedure", edition, "--format", format];
            // A line is broken where it is too long, and Markdown escapes what could be markup.
            let text = said(&site.run(&plan)).replace('\\', "");
            let text = text.split_whitespace().collect::<Vec<_>>().join(" ");
            let code = format!("Activation Code BBB ({TARGET})");
            for told in ["FAQ 1", "FAQ 3", "https://success.outsystems.com/Support", &code, "Rollback", "Caution"] {
                let is_there = text.to_lowercase().contains(&told.to_lowercase());
                assert!(is_there || format == "json" && told.starts_with(['F', 'C']), "{edition} {format}: no {told}");
            }
            let order = if edition == "activation-code-2021" { "Production first" } else { "names no order" };
            assert!(text.contains(order), "{edition} {format}: no {order}");
            assert!(!text.contains("(below)") && !text.contains("{environment}"), "{edition} {format}");
        }
    }
}

#[test]
fn the_printed_plan_has_its_name_and_a_number_on_every_page_and_needs_nothing_else() {
    let site = Site::new();
    let html = said(&site.run(&["plan", "--infrastructure", "infrastructure.toml", "--format", "html"]));
    for told in ["@top-left { content: \"", "counter(page) \" of \" counter(pages)", "default-src 'none'"] {
        assert!(html.contains(told), "{told}");
    }
    assert!(!html.contains("<script") && !html.contains("src=") && !html.contains("url("), "it needs nothing else");
}

#[test]
fn the_report_tells_the_night() {
    let site = Site::started();
    site.go(&answers(&[("quality/republish", IP_ERROR)]));
    let report = said(&site.run(&["report", "m", "--format", "md"]));
    for told in ["# ", "production", "Invalid Intellectual Property", SOURCE, TARGET, "rollback"] {
        assert!(report.to_lowercase().contains(&told.to_lowercase()), "{told} is not in\n{report}");
    }
    assert_eq!(code(&site.run(&["report", "m", "--format", "md", "-o", "night.md"])), 0);
    // When it was written is told in the one and in the other.
    let rest = |text: &str| text.lines().filter(|line| !line.contains("**Written**")).collect::<Vec<_>>().join("\n");
    assert_eq!(rest(fs::read_to_string(site.path("night.md")).unwrap().trim()), rest(report.trim()));
}

#[test]
fn completions_help_and_version_are_there() {
    let site = Site::new();
    for arguments in [&["completions", "bash"][..], &["--help"], &["--version"], &["procedure", "list"]] {
        let output = site.run(arguments);
        assert_eq!(code(&output), 0);
        assert!(!output.stdout.is_empty());
    }
}

#[test]
fn what_is_read_of_a_publish_is_told_with_its_doubt() {
    let site = Site::new();
    for (text, told) in [
        ("ECT_Provider published successfully.", "A message: published\n"),
        ("Erro: published successfully", "A message: other. At a test publish, acmove asks you what it says.\n"),
        (
            "Module ECT_Provider\nLast Published\t2021-03-03 09:53:52 by anna\n",
            "The page of the module ECT_Provider: last published at 2021-03-03 09:53:52 by the clock of its server.\n",
        ),
        ("soup, then fish", "This is neither a Licensing page nor a message that acmove knows.\n"),
    ] {
        assert_eq!(said(&site.typing(&["read", "-"], text)), told);
    }
}
