//! Labels of pages stand in asterisks in the texts of a procedure: a screen shows them as labels, and no plain words hold one.

use std::sync::Arc;

use acmove::{
    catalog,
    domain::{
        command::{Command, OfferedFile},
        digest::Digest,
        event::{Event, Problem},
        infrastructure::Side,
        outlook::Outlook,
        refusal::Refusal,
        sentence::sentence,
        ticket::ticket,
    },
    engine::session::Session,
    report::status::{lines, status},
    view::times::Moment,
};

use crate::harness::{
    scene::Scene,
    story::{EDITIONS, FOUR, Story, finish, keep, report},
};

/// A migration by an edition whose titles, questions and answers name labels; its infrastructure has an asterisk in its name.
fn story() -> Story {
    let text = catalog::edition(EDITIONS[0]).unwrap().text;
    let labelled: Vec<String> = text
        .lines()
        .map(|line| match line.split_once(" = \"") {
            Some((key @ ("title" | "question" | "no"), value)) => format!("{key} = \"*Publish* it: {value}"),
            _ => line.to_owned(),
        })
        .collect();
    let procedure = catalog::procedure("p.toml", &labelled.join("\n")).unwrap();
    Story::by(Arc::new(procedure), &FOUR.replace("\"ACME\"", "\"A*B*\""), false)
}

#[test]
fn neither_the_record_nor_the_status_nor_the_text_for_support_holds_the_markup_of_a_label() {
    let mut story = story();
    let session = Session::of(story.run.clone(), "folder".to_owned());
    let shown = serde_json::to_string(&status(&session, Digest::ZERO, story.now)).unwrap();
    assert!(shown.contains("Publish it: ") && !shown.contains("*Publish*"), "{shown}");
    assert!(!lines(&session, &Moment::of(&session, session.run.latest, None)).join("\n").contains("*Publish*"));
    story.before("production/obtain-source");
    let refusal = story.answer("production/upload-source", finish()).unwrap_err();
    assert!(matches!(refusal, Refusal::Closed { .. }));
    let refused = Event::Refused { step: None, reason: refusal.to_string() };
    assert!(refusal.to_string().starts_with("Production: Publish it: Upload the AAA license must wait: "), "{refusal}");
    story.done("production/obtain-source", report(Problem::SerialNotFound));
    let text = ticket(&story.run, &Outlook::of(&story.run), story.now);
    assert!(text.contains("\"Publish it: Obtain the AAA license"), "{text}");
    // A name is no text of ours: it stays as it is.
    assert!(text.contains("Infrastructure: A*B*"), "{text}");
    let told = story.facts.iter().map(|fact| sentence(&story.run, &fact.event)).chain([sentence(&story.run, &refused)]);
    let told: Vec<String> = told.collect();
    for plain in [text, told.join("\n")] {
        assert!(plain.contains("Publish it: ") && !plain.replace("A*B*", "").contains('*'), "{plain}");
    }
}

#[test]
fn an_attempt_that_ends_says_why_in_plain_words() {
    let mut story = story();
    let requirement = story.run.procedure.requirements[0].id.clone();
    story.grant(&Command::Answer { requirement, yes: false });
    let refusal = story.answer("before/read-procedure", finish()).unwrap_err().to_string();
    assert!(!refusal.contains('*'), "{refusal}");
    let screen = Scene::of(&story, (100, 30)).screen();
    assert!(screen.contains("Publish it: ") && !screen.replace("A*B*", "").contains('*'), "{screen}");
}

#[test]
fn a_refusal_names_labels_in_plain_words_and_a_card_shows_them_as_labels() {
    let mut story = Story::four();
    story.before("production/obtain-source");
    let file = OfferedFile { name: "OutSystems.Audit.txt".to_owned(), ..story.file(3, Side::Source) };
    let refusal = story.answer("production/obtain-source", keep(file)).unwrap_err().to_string();
    assert!(refusal.contains("Use Backup License, or"), "{refusal}");
    let sources = include_str!("../../../src/domain/refusal.rs");
    let words = sources.lines().filter(|line| !line.trim_start().starts_with("//"));
    assert_eq!(words.filter(|line| line.contains('*')).collect::<Vec<_>>(), Vec::<&str>::new());
    let screen = Scene::of(&story, (100, 30)).screen();
    assert!(screen.contains("Click Download License, then select the downloaded file here"), "{screen}");
}
