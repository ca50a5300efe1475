//! The test publish: what a message, a page or a person says of it, and what is recorded of that.

use acmove::domain::{
    command::StepCommand,
    event::{Consequence, Event},
    outlook::{Standing, State},
    page::MessageClass,
    refusal::Refusal,
    run::Evidence,
};
use jiff::{SignedDuration, Timestamp, tz::Offset};

use crate::harness::story::{EDITIONS, FOUR, Story, message};

const STEP: &str = "lifetime/republish";

const RESULT_PAGE: &str = "Publish of ECT_Provider\nECT_Provider published successfully.";

/// The test publish of LifeTime is under way.
fn begun() -> Story {
    let mut story = Story::paused();
    story.before(STEP);
    let begin = story.operations(STEP).remove(0);
    story.done(STEP, begin);
    story
}

fn refused(story: &mut Story, text: &str) -> Refusal {
    let facts = story.facts.len();
    let refusal = story.answer(STEP, message(text)).unwrap_err();
    assert_eq!(story.facts.len(), facts, "nothing is recorded of {text}");
    refusal
}

/// A module's page by a clock that is so many hours from UTC.
fn module_page(module: &str, published: Timestamp, loaded: Timestamp, hours: i8) -> String {
    let local = |at: Timestamp| Offset::constant(hours).to_datetime(at);
    format!(
        "Module {module}\nBack to Modules List\nApplication\tApp Feedback\nStatus\tThe Module is OK. No messages to show.\nLast Published\t{} by anna\nProduction purpose\n{}",
        local(published).strftime("%Y-%m-%d %H:%M:%S"),
        local(loaded).strftime("%H:%M %a %Y-%m-%d"),
    )
}

#[test]
fn the_page_with_the_result_of_a_publish_is_a_verified_success() {
    let mut story = begun();
    story.done(STEP, message(RESULT_PAGE));
    assert_eq!(story.standing(STEP), Standing::Done(Evidence::Verified));
    assert!(matches!(story.last(), Event::ModulePublished { message: Some(text), .. } if text == RESULT_PAGE));
}

#[test]
fn names_that_the_migration_knows_may_stand_on_the_page() {
    let mut story = begun();
    story.done(STEP, message(&format!("ACME\nLifeTime\nQuality\n{RESULT_PAGE}")));
    assert_eq!(story.standing(STEP), Standing::Done(Evidence::Verified));
}

/// However the page prints them: with marks around them, or without those that the name has, or several in a row.
#[test]
fn names_of_environments_of_any_kind_may_stand_on_the_page() {
    let begun = || {
        let description = FOUR.replace("name = \"Quality\"", "name = \"QA (EU)\"");
        let mut story = Story::of(EDITIONS[0], &description);
        story.before(STEP);
        let begin = story.operations(STEP).remove(0);
        story.done(STEP, begin);
        story
    };
    for names in ["QA (EU)", "qa EU", "QA (EU) | ACME", "ACME / QA (EU)", "LifeTime QA (EU) Production"] {
        for text in [format!("{names}\n{RESULT_PAGE}"), format!("{RESULT_PAGE}\n{names}")] {
            let mut story = begun();
            story.done(STEP, message(&text));
            assert_eq!(story.standing(STEP), Standing::Done(Evidence::Verified), "{text}");
        }
    }
    for other in ["QA (US)", "QA", "\u{2717} QA (EU)", "QA (EU) was skipped", "QA (EU)?"] {
        let refusal = refused(&mut begun(), &format!("{other}\n{RESULT_PAGE}"));
        assert!(matches!(refusal, Refusal::UnclearMessage(_)), "{other}: {refusal}");
    }
}

#[test]
fn a_success_with_a_doubt_is_neither_a_success_nor_a_failure() {
    for text in [
        "Previous version was published successfully",
        "Erro: published successfully",
        "ECT_Provider published successfully.\nsoup, then fish",
        "Users published successfully.",
        "Publish completed: 1 skipped",
        "soup, then fish",
    ] {
        let mut story = begun();
        let refusal = refused(&mut story, text);
        assert!(matches!(refusal, Refusal::UnclearMessage(_)), "{text}: {refusal}");
        assert_eq!((story.standing(STEP), story.state()), (Standing::Begun, State::Running), "{text}");
    }
}

#[test]
fn what_a_person_reads_in_a_message_is_that_persons_word() {
    let text = "Erro: published successfully\nlinha 2";
    let read_as = |class| StepCommand::ReadAs { class, text: text.to_owned() };
    let mut story = begun();
    story.done(STEP, read_as(MessageClass::Published));
    assert_eq!(story.standing(STEP), Standing::Done(Evidence::Claimed));
    assert!(matches!(story.last(), Event::ModulePublished { message: None, read: Some(read), .. } if read == text));
    let mut story = begun();
    story.done(STEP, read_as(MessageClass::IntellectualProperty));
    assert_eq!(story.state(), State::Stopped);
    let mut story = begun();
    story.done(STEP, read_as(MessageClass::Other));
    assert_eq!((story.standing(STEP), story.state()), (Standing::Failed, State::Held));
    assert!(matches!(
        story.last(),
        Event::PublishFailed { class: MessageClass::Other, consequence: Consequence::Retry, message, .. } if message == text
    ));
}

#[test]
fn the_result_of_another_module_is_refused_by_name() {
    let mut story = begun();
    let other = RESULT_PAGE.replace("ECT_Provider", "OutSystemsUI");
    let words = refused(&mut story, &other).to_string();
    assert!(words.contains("This is about OutSystemsUI, but the test of LifeTime uses ECT_Provider."), "{words}");
    let page = module_page("OutSystemsUI", story.now, story.now, 0);
    let words = refused(&mut story, &page).to_string();
    assert!(words.contains("This is about OutSystemsUI"), "{words}");
    story.done(STEP, message(&RESULT_PAGE.to_lowercase()));
    assert_eq!(story.standing(STEP), Standing::Done(Evidence::Verified), "the case of a name makes no difference");
}

#[test]
fn a_page_of_the_module_from_before_the_publish_was_started_is_refused() {
    let mut story = begun();
    let now = story.now;
    let minutes = |count| SignedDuration::from_mins(count);
    for (published, loaded, hours) in [
        // Days before, whatever the zone.
        (now - SignedDuration::from_hours(48), now, 0),
        // By the clock of the page itself, hours before it was loaded.
        (now - minutes(180), now - minutes(1), -8),
        (now - minutes(180), now - minutes(1), 12),
    ] {
        let page = module_page("ECT_Provider", published, loaded, hours);
        let refusal = refused(&mut story, &page);
        assert!(matches!(refusal, Refusal::PublishedBefore { .. }), "{page}: {refusal}");
    }
    let old = "ECT_Provider published successfully at 2021-03-03 09:53:52.";
    assert!(matches!(refused(&mut story, old), Refusal::PublishedBefore { .. }));
}

#[test]
fn a_page_of_the_module_that_may_be_from_before_asks() {
    let mut story = begun();
    let now = story.now;
    for (published, hours) in [(now, 0), (now - SignedDuration::from_mins(20), 0), (now, 9), (now, -11)] {
        let page = module_page("ECT_Provider", published, now, hours);
        let words = refused(&mut story, &page).to_string();
        assert!(words.contains("was last published at") && words.contains("time zone"), "{words}");
    }
    let no_time = module_page("ECT_Provider", now, now, 0).replace(" by anna", "").replace('-', "/");
    assert!(matches!(refused(&mut story, &no_time), Refusal::UnclearMessage(_)));
}

#[test]
fn a_page_of_the_module_that_can_only_be_from_later_is_proof() {
    let mut story = begun();
    story.now += SignedDuration::from_hours(30);
    let page = module_page("ECT_Provider", story.now - SignedDuration::from_hours(2), story.now, 0);
    story.done(STEP, message(&page));
    assert_eq!(story.standing(STEP), Standing::Done(Evidence::Verified));
}

#[test]
fn a_page_of_the_module_with_a_status_that_is_not_good_asks() {
    let mut story = begun();
    story.now += SignedDuration::from_hours(30);
    let page = module_page("ECT_Provider", story.now - SignedDuration::from_hours(2), story.now, 0)
        .replace("The Module is OK. No messages to show.", "There are 2 errors.");
    let words = refused(&mut story, &page).to_string();
    assert!(words.contains("The text also says: \"Status: There are 2 errors.\""), "{words}");
}

#[test]
fn a_page_of_the_module_proves_nothing_before_the_publish_is_started() {
    let mut story = Story::paused();
    story.before(STEP);
    let page = module_page("ECT_Provider", story.now, story.now, 0);
    assert!(matches!(refused(&mut story, &page), Refusal::NotBegun(_)));
    assert!(matches!(refused(&mut story, RESULT_PAGE), Refusal::NotBegun(_)));
}

#[test]
fn a_practice_page_proves_nothing_in_a_real_migration() {
    let mut story = begun();
    let practice = format!("PRACTICE - nothing on this page is real All practice pages\n{RESULT_PAGE}");
    assert!(matches!(refused(&mut story, &practice), Refusal::Practice));
}

#[test]
fn a_license_sentence_at_a_publish_is_a_failed_publish() {
    let mut story = begun();
    story.done(STEP, message("Cannot perform the operation. The license found is not valid for this server"));
    assert_eq!(story.standing(STEP), Standing::Failed);
    assert!(matches!(story.last(), Event::PublishFailed { class: MessageClass::License, .. }));
}

#[test]
fn a_foreign_module_error_on_any_line_of_a_list_stops_the_line() {
    let mut story = begun();
    story.done(
        STEP,
        message(
            "1\tSaving\tSaving ECT_Provider to disk.\n2\tUploading\tStoring a new version into srv-dev.acme.example\n\tForeign Module Error\tYour OutSystems subscription only allows uploading modules developed in your environment, or downloaded from the OutSystems Forge.",
        ),
    );
    assert_eq!(story.state(), State::Stopped);
}
