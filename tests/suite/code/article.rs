//! `docs/article.md`: each statement of the article has its place in acmove, and each source of an edition stands there.

use std::{collections::BTreeSet, fmt::Write as _};

use acmove::domain::procedure::{Phase, Procedure, Scope, Step};

use super::readme::{document, is_generated};
use crate::harness::story::{EDITIONS, edition};

const DOCUMENT: &str = "docs/article.md";

/// A part of an edition that has a source: its name in the document, the source, and when a person sees it.
struct Part {
    name: String,
    source: String,
    moment: String,
}

fn parts(procedure: &Procedure) -> Vec<Part> {
    let requirements = procedure.requirements.iter().map(|one| Part {
        name: format!("requirement {}", one.id),
        source: one.source.clone(),
        moment: "before the first step".to_owned(),
    });
    let steps = procedure.all_phases().flat_map(|phase| phase.steps.iter().flat_map(|step| parts_of(phase, step)));
    let faqs = procedure.faqs.iter().map(|one| Part {
        name: format!("faq {}", one.number),
        source: one.source.clone(),
        moment: "where it applies, on page `p`, in the plan and in the help".to_owned(),
    });
    requirements.chain(steps).chain(faqs).collect()
}

fn parts_of(phase: &Phase, step: &Step) -> Vec<Part> {
    let id = format!("{}/{}", phase.id, step.id);
    let place = match step.scope {
        Scope::Infrastructure => "once",
        Scope::EachEnvironment => "in each environment",
    };
    let own = Part {
        name: format!("step {id}"),
        source: step.source.clone(),
        moment: format!("phase *{}*, {place}", phase.title),
    };
    let beside = step.beside().map(|(key, text)| Part {
        name: format!("{key} {id}"),
        source: text.source.clone(),
        moment: match key {
            "warning" => "above the actions, before the step is done".to_owned(),
            "again" => "when the step is done again".to_owned(),
            _ => "when the serial number has changed".to_owned(),
        },
    });
    [own].into_iter().chain(beside).collect()
}

/// The part of the document about an edition that people wrote.
fn written(id: &str) -> String {
    let text = document(DOCUMENT);
    let own = text.split(&format!("\n## {id}\n")).nth(1).unwrap();
    own.split("\n### ").next().unwrap().to_owned()
}

#[test]
fn the_document_lists_every_source_of_both_editions() {
    for id in EDITIONS {
        let mut table = String::from("| source | carried by | when |\n|---|---|---|\n");
        for part in parts(&edition(id)) {
            let _ = writeln!(table, "| {} | `{}` | {} |", part.source, part.name, part.moment);
        }
        let marks = [
            &*format!("<!-- {id}: generated from the edition, compared by a test -->\n"),
            &*format!("<!-- end of {id} -->"),
        ];
        is_generated(DOCUMENT, marks, &table);
    }
}

#[test]
fn every_statement_names_parts_that_exist_and_every_part_is_named() {
    let rules = document("docs/procedure.md") + &document("docs/record.md");
    for id in EDITIONS {
        let procedure = edition(id);
        let mut known: BTreeSet<String> = parts(&procedure).into_iter().map(|part| part.name).collect();
        let phases: BTreeSet<String> = procedure.all_phases().map(|phase| format!("phase {}", phase.id)).collect();
        let written = written(id);
        for row in written.lines().filter(|line| line.starts_with("| ") && !line.starts_with("| article |")) {
            let cells: Vec<&str> = row.trim_matches('|').split(" | ").map(str::trim).collect();
            let [_, _, carried, moment] = cells[..] else { panic!("{id}: {row}") };
            assert!(!moment.is_empty() && carried.contains('`'), "{id}: {row}");
            let mut words = carried.split('`');
            while let (Some(_), Some(name)) = (words.next(), words.next()) {
                let is_known = known.contains(name) || phases.contains(name) || ["edition", "rule"].contains(&name);
                assert!(is_known, "{id}: there is no {name}");
            }
            if let Some(rule) = carried.split("`rule` ").nth(1) {
                let rule = rule.split('`').next().unwrap().trim();
                assert!(rules.contains(&format!("# {rule}\n")), "{id}: no heading {rule:?}");
            }
        }
        known.retain(|name| !written.contains(&format!("`{name}`")));
        // What acmove adds for a second time or another serial number need not be a statement of the article.
        known.retain(|name| !name.starts_with("again ") && !name.starts_with("new_serial "));
        assert!(known.is_empty(), "{id}: no statement of the article is carried by {known:?}");
        assert!(!written.to_lowercase().contains("partly"), "{id}");
    }
}
