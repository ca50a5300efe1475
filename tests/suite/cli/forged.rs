//! Journals with right hashes that nobody can have recorded: anybody can seal lines. `verify` judges every fact again, and reads
//! every text again.

use std::fs;

use acmove::{
    domain::{digest::Digest, event::Event, infrastructure::Side, record::Record, text::native},
    journal::{self, Journal},
};
use jiff::SignedDuration;
use serde_json::{Value, json};

use crate::harness::site::{Site, code, said};

type Facts = Vec<Record<Event>>;

/// The story, whose journal was sealed anew after somebody had changed its facts.
fn forged(story: &str, change: impl FnOnce(&Site, &mut Facts)) -> Site {
    let site = Site::story(story);
    let mut facts = Facts::new();
    journal::read(&site.path("m"), |record: Record<Event>| {
        facts.push(record);
        Ok(())
    })
    .unwrap();
    change(&site, &mut facts);
    fs::remove_file(site.path("m/journal.jsonl")).unwrap();
    let mut journal = Journal::create(&site.path("m"), "mallory@desk").unwrap();
    for fact in facts {
        journal.append(fact.at, &fact.by, vec![fact.event]).unwrap();
    }
    site
}

/// The same facts, of which parts of the JSON were changed.
fn rewritten(event: &mut Event, change: impl FnOnce(&mut Value)) {
    let mut json = serde_json::to_value(&*event).unwrap();
    change(&mut json);
    *event = serde_json::from_value(json).unwrap();
}

/// Verifies, and expects that this fact is the first that is objected to.
fn objects(site: &Site, record: usize, why: &str) {
    let output = site.run(&["verify", "m"]);
    let text = said(&output);
    assert_eq!(code(&output), 6, "{text}");
    assert!(text.contains("chain intact"), "{text}");
    let first = text.lines().find(|line| line.contains("the rules do not allow this record. ")).unwrap_or_default();
    assert!(first.starts_with(&format!("record {record}: ")) && first.contains(why), "{text}");
}

fn place(facts: &Facts, is_it: impl Fn(&Event) -> bool) -> usize {
    facts.iter().position(|fact| is_it(&fact.event)).unwrap()
}

/// Stories in the form of today, and of the first build.
const STORIES: [&str; 2] = ["type-missing", "everything-well"];

#[test]
fn every_kept_journal_could_have_been_recorded() {
    for entry in fs::read_dir(std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/journals")).unwrap() {
        let entry = entry.unwrap();
        if entry.path().is_dir() {
            let name = entry.file_name().into_string().unwrap();
            let output = Site::story(&name).run(&["verify", "m"]);
            assert_eq!(code(&output), 0, "{name}: {}", said(&output));
            assert!(said(&output).contains("0 not allowed by the rules"), "{name}: {}", said(&output));
        }
    }
}

#[test]
fn what_is_not_judged_and_what_cannot_be_shown_is_said() {
    let text = Site::story("rolling-back").text(&["verify", "m"]);
    assert!(text.contains("10 by the known rules of an earlier build"), "{text}");
    assert!(text.contains("record 19: written by an earlier build; whether a page had shown before that"), "{text}");
    assert!(
        text.contains("this check cannot show who wrote the journal, or whether records are missing at its end."),
        "{text}"
    );
    let text = Site::story("commands").text(&["verify", "m"]);
    assert!(text.contains("23 were only seen or refused and are not judged"), "{text}");
}

#[test]
fn a_license_of_bbb_without_any_backup_of_aaa_could_not_have_been_recorded() {
    for story in STORIES {
        let mut begun = 0;
        let site = forged(story, |_, facts| {
            facts.retain(|fact| !matches!(&fact.event, Event::LicenseKept { step, .. } if step.as_str().ends_with("obtain-source")));
            begun = place(facts, |event| matches!(event, Event::StepBegun { .. }));
        });
        objects(&site, begun + 1, "");
    }
}

#[test]
fn a_step_before_the_requirements_were_answered_could_not_have_been_recorded() {
    for story in STORIES {
        let site = forged(story, |_, facts| {
            facts.retain(|fact| !matches!(fact.event, Event::RequirementAnswered { .. }));
        });
        objects(&site, 2, "answer the requirements first");
    }
}

#[test]
fn a_page_that_passed_although_it_shows_something_else_could_not_have_been_recorded() {
    for story in STORIES {
        for (field, value) in [
            ("activation_code", json!("AAA.AAA.AAA.AAA.AAA.AAA.AAA.AAA")),
            ("intellectual_property", json!({"limit": "Protected", "usage": "Ignore"})),
            ("banner", json!("invalid")),
            ("end_date", json!("2019-01-31")),
        ] {
            let mut passed = 0;
            let site = forged(story, |_, facts| {
                passed = place(facts, |event| matches!(event, Event::PagePassed { .. }));
                rewritten(&mut facts[passed].event, |json| json["page"][field] = value);
            });
            objects(&site, passed + 1, "");
            let text = site.text(&["verify", "m"]);
            let told = format!("record {}: the record differs from its evidence: {field} is", passed + 1);
            assert!(text.contains(&told), "{story}, {field}: {text}");
        }
    }
}

#[test]
fn a_page_of_another_environment_or_from_before_the_upload_could_not_have_been_recorded() {
    let mut second = 0;
    let site = forged("type-missing", |_, facts| {
        let passed: Vec<usize> =
            (0..facts.len()).filter(|place| matches!(facts[*place].event, Event::PagePassed { .. })).collect();
        let (Event::PagePassed { page: first, evidence: text, .. }, last) = (facts[passed[0]].event.clone(), passed[1])
        else {
            panic!("there is no page")
        };
        second = last;
        if let Event::PagePassed { page, evidence, .. } = &mut facts[last].event {
            (*page, *evidence) = (first, text);
        }
    });
    objects(&site, second + 1, "");
}

#[test]
fn evidence_that_is_a_shopping_list_is_told_although_its_digest_fits() {
    for story in STORIES {
        let list = "This is my shopping list.\nbread\n";
        let site = forged(story, |site, facts| {
            let digest = Digest::of(list.as_bytes());
            fs::write(site.path("m/evidence").join(format!("{digest}.txt")), list).unwrap();
            for fact in facts {
                if let Event::PagePassed { evidence, .. } = &mut fact.event {
                    *evidence = digest;
                }
            }
        });
        let output = site.run(&["verify", "m"]);
        assert_eq!(code(&output), 6, "{}", said(&output));
        assert!(said(&output).contains("its evidence is not a Licensing page"), "{}", said(&output));
    }
}

#[test]
fn an_attempt_that_nobody_made_could_not_have_been_recorded() {
    for (story, kind) in
        [("everything-well", "page-passed"), ("commands", "command-ended"), ("type-missing", "step-done")]
    {
        let mut there = 0;
        let site = forged(story, |_, facts| {
            let is_it = |event: &Event| serde_json::to_value(event).unwrap()["type"] == kind;
            there = place(facts, is_it);
            rewritten(&mut facts[there].event, |json| json["attempt"] = json!(u32::MAX));
        });
        objects(&site, there + 1, "");
    }
}

#[test]
fn a_license_file_or_a_decision_that_the_rules_refuse_could_not_have_been_recorded() {
    let mut kept = 0;
    let site = forged("everything-well", |_, facts| {
        let all: Vec<usize> =
            (0..facts.len()).filter(|place| matches!(facts[*place].event, Event::LicenseKept { .. })).collect();
        let Event::LicenseKept { file: first, .. } = facts[all[0]].event.clone() else { panic!("there is no file") };
        kept = all[1];
        if let Event::LicenseKept { file, .. } = &mut facts[kept].event {
            *file = first;
        }
    });
    objects(&site, kept + 1, "");
    let mut at = 0;
    let site = forged("everything-well", |_, facts| {
        let mut fact = facts[5].clone();
        fact.event = Event::LineLifted { reason: "why not".to_owned() };
        at = 6;
        facts.insert(at, fact);
    });
    objects(&site, at + 1, "");
    let site = forged("everything-well", |_, facts| {
        let mut fact = facts[5].clone();
        let environment = "production".parse().unwrap();
        fact.event = Event::VaultDamaged { environment, side: Side::Target, what: "gone".to_owned() };
        facts.insert(at, fact);
    });
    objects(&site, at + 1, "No such file was in the vault.");
}

#[test]
fn what_follows_from_a_page_is_judged_too() {
    let mut seen = 0;
    let site = forged("decided", |_, facts| {
        seen = place(facts, |event| matches!(event, Event::PageFailed { .. }));
        rewritten(&mut facts[seen].event, |json| json["consequence"] = json!("collect"));
    });
    objects(&site, seen + 1, "By the rules it should be");
    let mut message = 0;
    let site = forged("message-read", |_, facts| {
        message = place(facts, |event| matches!(event, Event::ModulePublished { .. }));
        rewritten(&mut facts[message].event, |json| {
            json.as_object_mut().unwrap().remove("read");
            json["message"] = json!("Publish of ECT_Provider: there was an Intellectual Property error");
        });
    });
    objects(&site, message + 1, "");
}

#[test]
fn a_clock_that_was_set_back_is_a_note_and_no_fault() {
    let site = forged("everything-well", |_, facts| facts[20].at -= SignedDuration::from_hours(30));
    let output = site.run(&["verify", "m"]);
    assert_eq!(code(&output), 0, "{}", said(&output));
    let text = said(&output);
    assert!(text.contains("record 21 is dated") && text.contains("the clock was set back"), "{text}");
    let site =
        forged("ended", |_, facts| facts.iter_mut().for_each(|fact| fact.at += SignedDuration::from_hours(24 * 3_650)));
    assert!(site.text(&["verify", "m"]).contains("The clock of this machine shows"));
}

/// The story of a window that was too short for BBB, without the decision to begin all the same.
fn undecided(zone: bool) -> (usize, Site) {
    let mut begun = 0;
    let site = forged("another-window", |_, facts| {
        facts.retain(|fact| !matches!(fact.event, Event::WentOn { .. }));
        begun = place(
            facts,
            |event| matches!(event, Event::StepBegun { step, .. } if step.as_str() == "lifetime/upload-target"),
        );
        if !zone {
            rewritten(&mut facts[0].event, |json| drop(json.as_object_mut().unwrap().remove("zone")));
        }
    });
    (begun + 1, site)
}

#[test]
fn bbb_in_a_window_too_short_for_it_was_decided_about_or_begun_by_a_build_that_did_not_ask() {
    let (begun, site) = undecided(true);
    objects(&site, begun, "a rollback would not end within the window");
    let (_, site) = undecided(false);
    let output = site.run(&["verify", "m"]);
    assert_eq!(code(&output), 0, "{}", said(&output));
    assert!(said(&output).contains("1 by the known rules of an earlier build"), "{}", said(&output));
}

#[test]
fn a_fact_about_lifetime_where_nobody_could_look_could_not_have_been_recorded() {
    let site = forged("stopped", |_, facts| {
        let fact = Record { event: Event::Watched { environments: 3, other_types: Vec::new() }, ..facts[4].clone() };
        facts.insert(5, fact);
    });
    objects(&site, 6, "no LifeTime address");
}

#[test]
fn evidence_that_is_missing_in_a_bundle_is_missed() {
    let site = Site::story("stopped");
    assert_eq!(code(&site.run(&["bundle", "m", "-o", "b.zip"])), 0);
    assert_eq!(code(&site.run(&["verify", "b.zip"])), 0, "{}", said(&site.run(&["verify", "b.zip"])));
    for text in fs::read_dir(site.path("m/evidence")).unwrap() {
        fs::remove_file(text.unwrap().path()).unwrap();
    }
    site.run(&["bundle", "m", "-o", "b.zip"]);
    let output = site.run(&["verify", "b.zip"]);
    let text = said(&output);
    assert_eq!(code(&output), 6, "{text}");
    assert!(text.contains(&native("record 17: b.zip: evidence/")) && text.contains("is missing"), "{text}");
    assert!(!text.contains("acmove-replay-"), "where it lies for the moment is not told: {text}");
}

#[test]
fn a_forged_journal_in_a_bundle_is_told_like_one_in_a_folder() {
    let site = forged("everything-well", |_, facts| {
        facts.retain(|fact| !matches!(fact.event, Event::RequirementAnswered { .. }));
    });
    site.run(&["bundle", "m", "-o", "b.zip"]);
    let output = site.run(&["verify", "b.zip"]);
    assert!(
        code(&output) == 6 && said(&output).contains("record 2: the rules do not allow this record."),
        "{}",
        said(&output)
    );
}
