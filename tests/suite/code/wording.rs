//! Plain words: no text that a person reads has a phrase that was replaced by a clearer one. A phrase is replaced everywhere
//! it is said, so that it does not come back in a corner.

use std::{
    fs,
    path::{Path, PathBuf},
};

use acmove::{
    domain::{event::Event, timeline_entry::TimelineEntry},
    practice::scenario::scenarios,
    runtime::folder,
};
use clap::Command;

/// Phrases that are not said, each with the words to use instead.
const REPLACED: [(&str, &str); 62] = [
    ("rest ~", "about 2 h 10 min left"),
    ("frozen 0", "deployments paused for 5 min"),
    ("frozen {", "deployments paused for 5 min"),
    ("over  ▸", "2 phases done"),
    ("I did not do it", "I did not upload it"),
    ("on the record", "your reason is recorded"),
    ("Give the", "Select the"),
    ("Give a ", "Select a"),
    ("Take back the step", "choose …, check …, and try again"),
    ("whoever", "the person who"),
    ("Whoever", "the person who"),
    ("nobody", "no one; or say who does what"),
    ("Nobody", "no one; or say who does what"),
    ("somebody", "a person; or say who does what"),
    ("Somebody", "a person; or say who does what"),
    ("as claimed", "you reported that …, not verified yet"),
    ("is called like", "has a name like"),
    ("Going back", "Rollback"),
    ("how to go back", "how to roll back"),
    ("Good: ", "Expected: "),
    ("If not: ", "Otherwise: "),
    ("Not spelled out in the article", "Added by acmove"),
    ("he line is stopped", "Stopped: Intellectual Property error"),
    ("stops the line", "stops the migration in all environments"),
    ("the whole way", "the complete procedure"),
    ("may go on", "may continue"),
    ("Go on ", "Continue"),
    ("go on with", "continue with"),
    ("goes on with", "continues with"),
    ("It goes on", "Continued"),
    ("gone on with", "continued"),
    ("all the same", "anyway"),
    ("in spite of", "despite"),
    ("o be done again", "steps reopened"),
    ("do it again", "redo"),
    ("are void", "no longer apply"),
    ("in the freeze", "while deployments are paused"),
    ("at fault", "errors"),
    ("to begin by", "to start by"),
    ("was begun", "was started"),
    ("not begun", "not started"),
    ("Begin the", "Start the"),
    ("begun, not", "started, not confirmed"),
    ("is under way already", "has already been started"),
    ("another one than", "differs from"),
    ("is not what was kept", "is missing, or changed"),
    ("nothing was touched", "nothing was changed"),
    ("Nothing was touched", "Nothing was changed"),
    ("ooks whether", "check whether"),
    ("ook whether", "check whether"),
    ("ook in LifeTime that", "Check in LifeTime that"),
    ("Set it right", "Correct it"),
    ("is looked at again", "view it with"),
    ("fell silent", "the input and writer threads ended"),
    ("plain lines", "plain text"),
    ("For programs", "Print JSON instead of text, for scripts"),
    ("Folder of the migration", "Migration folder"),
    ("be learnt", "what to improve next time"),
    ("called back", "canceled"),
    ("Nothing in it exists", "none of it is real"),
    (" colour", "color"),
    ("recognise", "recognize"),
];

/// The phrases of the list that are in a text, one line each.
pub(crate) fn faults(place: &str, text: &str) -> Vec<String> {
    let flat = text.split_whitespace().collect::<Vec<_>>().join(" ");
    let has = |phrase: &str| text.contains(phrase) || flat.contains(phrase);
    let found = REPLACED.iter().filter(|(phrase, _)| has(phrase));
    found.map(|(phrase, instead)| format!("{place}: {phrase:?}; say: {instead}")).collect()
}

fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).to_owned()
}

/// The files below a folder that end so, by their path from the root.
fn below(folder: &str, ending: &str) -> Vec<(String, String)> {
    let mut found = Vec::new();
    for entry in fs::read_dir(root().join(folder)).unwrap() {
        let name = format!("{folder}/{}", entry.unwrap().file_name().to_string_lossy());
        if root().join(&name).is_dir() {
            found.extend(below(&name, ending));
        } else if name.ends_with(ending) {
            found.push((name.clone(), fs::read_to_string(root().join(&name)).unwrap()));
        }
    }
    found
}

fn none(faults: &[String]) {
    assert!(faults.is_empty(), "{} phrases are not plain:\n{}", faults.len(), faults.join("\n"));
}

#[test]
fn editions_scenarios_and_templates_are_in_plain_words() {
    let mut all: Vec<String> = Vec::new();
    for (name, text) in below("assets/procedures", ".toml") {
        all.extend(faults(&name, &text));
    }
    for known in scenarios() {
        let told = acmove::practice::scenario::scenario(known.id, known.text).unwrap();
        all.extend(faults(known.id, &format!("{} {}", told.title, told.teaches)));
    }
    for (name, text) in below("assets/report", ".html").into_iter().chain(below("assets/report", ".md")) {
        all.extend(faults(&name, &text));
    }
    none(&all);
}

#[test]
fn every_sentence_of_the_kept_journals_is_in_plain_words() {
    let mut all = Vec::new();
    for entry in fs::read_dir(root().join("tests/journals")).unwrap() {
        let story = entry.unwrap().path();
        if !story.is_dir() {
            continue;
        }
        let name = story.file_name().unwrap().to_string_lossy().into_owned();
        let replayed = folder::replay(&story, |record, run| {
            // Reasons, notes and refusals are kept word by word, as they were then.
            if matches!(record.event, Event::Refused { .. } | Event::NoteWritten { .. }) {
                return;
            }
            let told = TimelineEntry::of(record, run).sentence;
            let told = told.split(" Reason: ").next().unwrap().split(" Note: ").next().unwrap();
            all.extend(faults(&format!("{name}, record {}", record.seq), told));
        });
        assert!(replayed.is_ok(), "{name}");
    }
    none(&all);
}

#[test]
fn the_help_of_every_command_is_in_plain_words() {
    fn of(command: &mut Command, all: &mut Vec<String>) {
        let name = command.get_name().to_owned();
        all.extend(faults(&format!("{name} --help"), &command.render_long_help().to_string()));
        command.get_subcommands_mut().for_each(|below| of(below, all));
    }
    let mut command = acmove::cli::command();
    command.build();
    let mut all = Vec::new();
    of(&mut command, &mut all);
    none(&all);
}

/// The texts in a file of ours: what stands between quotes, with lines that are broken put together. Comments, and what other
/// programs say (`reading`), are not said by acmove.
fn quoted(code: &str) -> String {
    let mut said = String::new();
    let lines: Vec<&str> = code.lines().filter(|line| !line.trim_start().starts_with("//")).collect();
    let code = lines.join("\n");
    let mut inside = false;
    let mut chars = code.chars().peekable();
    while let Some(c) = chars.next() {
        match c {
            '\\' if inside && chars.next() == Some('\n') => {
                while chars.next_if(|blank| blank.is_whitespace()).is_some() {}
            }
            '\\' if inside => {}
            // A quote as a character is not one that opens a text.
            '\'' if !inside && chars.peek() == Some(&'"') => _ = chars.next(),
            '"' => {
                inside = !inside;
                said.push('\n');
            }
            c if inside => said.push(c),
            _ => {}
        }
    }
    said
}

#[test]
fn no_text_in_the_code_has_a_phrase_that_was_replaced() {
    let mut all = Vec::new();
    for (name, code) in below("src", ".rs") {
        let others = ["src/reading/", "src/domain/publish.rs", "src/cli/tool.rs"];
        let is_said_by_others = others.iter().any(|one| name.starts_with(one));
        // How editions of earlier builds name a key.
        let code = if name == "src/view/hint.rs" { code.replace("R shows how to go back", "") } else { code };
        let code = code.replace(" shows how to go back\"", "\"");
        for line in quoted(&code).lines().filter(|_| !is_said_by_others) {
            all.extend(faults(&name, line));
        }
    }
    none(&all);
}

#[test]
fn no_screen_has_a_phrase_that_was_replaced() {
    let screens = below("tests/screens", ".snap");
    assert!(screens.len() > 50);
    none(&screens.iter().flat_map(|(name, text)| faults(name, text)).collect::<Vec<_>>());
}
