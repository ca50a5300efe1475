//! The text for Support: the article and the step, the exact words, and all affected environments at once.

use acmove::domain::{
    command::{Command, StepCommand},
    deployment::{Deployment, DeploymentStatus},
    event::Problem,
    infrastructure::Side,
    ticket::{LONGEST_LINE, ticket, wrapped},
};

use crate::harness::story::{EDITIONS, FOUR, IP_ERROR, Story, claim, env_ix, message, report, roll_back, show};

fn text(story: &Story) -> String {
    ticket(&story.run, story.outlook(), story.now)
}

fn has(story: &Story, parts: &[&str]) {
    let text = text(story);
    for part in parts {
        assert!(text.contains(part), "{part:?} is not in\n{text}");
    }
}

/// The lines that name an affected environment.
fn affected(story: &Story) -> Vec<String> {
    let text = text(story);
    let named = text.split("All environments:").next().unwrap().lines().filter(|line| line.starts_with("- "));
    named.map(|line| line.split(',').next().unwrap().trim_start_matches("- ").to_owned()).collect()
}

#[test]
fn serial_numbers_that_are_not_listed_are_named_all_at_once() {
    let mut story = Story::paused();
    for environment in ["production", "development"] {
        story.done(&format!("{environment}/obtain-source"), report(Problem::SerialNotFound));
    }
    assert_eq!(affected(&story), ["Production", "Development"]);
    has(
        &story,
        &[
            "Article: Moving to a new Activation Code (OutSystems Support, edition of April 2021)",
            "serial number XBI-NMO-IL5-OYI-9SO-LCU-4SQ-QUT, license now not touched: no upload was started, step production/obtain-source",
            "\"Obtain the AAA license and keep it as backup\" (article, Migration procedure, step 2 a-b)",
            "Source Activation Code (AAA): 8RV.WLK.3CO.BL2.IQC.MNO.QJ3.GUT",
            "Target Activation Code (BBB): K2D.0QX.7LM.ZP4.A8S.1RT.WQ9.B3N",
            "Deployments paused since: 2026-11-28T21:05:00Z",
        ],
    );
}

#[test]
fn where_the_article_asks_for_all_it_is_told_who_was_not_looked_at() {
    let mut story = Story::paused();
    story.done("production/obtain-source", report(Problem::SerialNotFound));
    has(&story, &["Not complete yet: 3 environments were not looked at (LifeTime, Development, Quality)."]);
    for environment in ["lifetime", "development", "quality"] {
        story.done(&format!("{environment}/obtain-source"), report(Problem::SerialNotFound));
    }
    assert!(!text(&story).contains("Not complete yet"), "{}", text(&story));
}

#[test]
fn every_kind_of_trouble_is_in_the_subject_and_the_step_is_that_of_the_first() {
    let mut story = Story::paused();
    story.done("production/obtain-source", report(Problem::SerialNotFound)).before("quality/check-source");
    let page = story.page(2, Side::Source, "Protected");
    story.done("quality/check-source", show(page));
    has(
        &story,
        &[
            "Subject: Change of Activation Code, ACME: serial numbers not listed under AAA; AAA license not prepared\n",
            "Step: production/obtain-source, ",
        ],
    );
}

#[test]
fn support_has_nothing_to_ask_back() {
    let mut story = Story::paused();
    story.before("production/check-target");
    let page = story.page(3, Side::Target, "Blocked");
    story.done("production/check-target", show(page));
    has(
        &story,
        &[
            "AAA backups: 4 of 4 kept, ",
            "AAA backup proved",
            "test republish not done",
            ", when the window closes.",
            " to restore; ",
            &format!("Written by acmove {} from ", env!("CARGO_PKG_VERSION")),
        ],
    );
    let told = story.run.head.to_string();
    has(&story, &[&format!("{} records; the last one is {told}", story.run.facts)]);
}

#[test]
fn where_nothing_failed_the_question_is_asked_for_and_a_note_with_a_question_mark_is_it() {
    let mut story = Story::paused();
    has(&story, &[": question", "Our question:\n(Write your question here."]);
    story.grant(&Command::Note { about: None, text: "May we skip Quality?".to_owned() });
    has(&story, &["Our question:\nMay we skip Quality?\n"]);
    assert!(!text(&story).contains("Note: May we"), "it is told once: {}", text(&story));
}

#[test]
fn whom_support_can_call_is_in_it_where_that_was_written_down() {
    let described = FOUR.replacen("name = \"ACME\"", "name = \"ACME\"\ncontact = \"Anna Silva, +351 555 0100\"", 1);
    has(&Story::of("activation-code-2021", &described), &["Contact: Anna Silva, +351 555 0100"]);
    assert!(!text(&Story::four()).contains("Contact: "));
}

#[test]
fn lines_are_at_most_a_hundred_characters_and_no_word_is_lost_or_broken() {
    let story = stopped(EDITIONS[0]);
    let (whole, broken) = (text(&story), wrapped(&text(&story), LONGEST_LINE));
    assert!(whole.lines().any(|line| line.chars().count() > LONGEST_LINE), "{whole}");
    assert!(broken.lines().all(|line| line.chars().count() <= LONGEST_LINE), "{broken}");
    assert!(whole.split_whitespace().eq(broken.split_whitespace()), "{broken}");
    assert_eq!(wrapped("- one two three\n", 9), "- one two\n  three\n");
}

#[test]
fn a_license_that_is_not_prepared_is_told_with_what_it_reads() {
    let mut story = Story::paused();
    story.before("production/check-source");
    let page = story.page(3, Side::Source, "Protected");
    story.done("production/check-source", show(page)).before("quality/check-source");
    let page = story.page(2, Side::Source, "Unprotected");
    story.done("quality/check-source", show(page));
    assert_eq!(affected(&story), ["Production", "Quality"]);
    has(&story, &["AAA license not prepared", "license now AAA (verified), step production/check-source"]);
    has(&story, &["Intellectual Property reads Protected", "Intellectual Property reads Unprotected"]);
}

#[test]
fn a_bbb_license_that_is_not_prepared_is_obtained_again_for_all() {
    let mut story = Story::paused();
    story.before("production/check-target");
    let page = story.page(3, Side::Target, "Blocked");
    story.done("production/check-target", show(page));
    has(
        &story,
        &[
            "BBB license not prepared",
            "we will then obtain BBB again for all environments",
            "license now BBB (verified)",
        ],
    );
}

/// A migration that an Intellectual Property error has stopped.
fn stopped(edition: &str) -> Story {
    let mut story = Story::of(edition, FOUR);
    story.before("production/republish");
    story.done("production/republish", StepCommand::Begin { vault: story.vault(3) });
    story.done("production/republish", message(IP_ERROR));
    story
}

#[test]
fn an_error_is_told_in_its_exact_words_before_while_and_after_it_is_rolled_back() {
    for edition in EDITIONS {
        let mut story = stopped(edition);
        has(&story, &["Step: production/republish", "State: stopped"]);
        let told = format!("exact message: {IP_ERROR}");
        has(&story, &[&told, ": Intellectual Property error"]);
        story.grant(&roll_back());
        has(&story, &[&told, "State: rolling back", "Reason: it went wrong"]);
        story.finish_well();
        has(&story, &[&told, "State: rolled back", "license now AAA (verified), step production/republish"]);
        assert_eq!(affected(&story), ["Production"]);
    }
}

#[test]
fn where_nothing_failed_it_says_where_the_migration_stands() {
    let mut story = Story::paused();
    story.through("production/upload-source").done("production/check-source", claim("Ignore"));
    has(&story, &[": question", "Step: lifetime/obtain-source", "Intellectual Property Ignore (claimed)"]);
}

#[test]
fn a_deployment_that_does_not_end_is_named() {
    let mut story = Story::paused();
    let deployment = Deployment {
        key: "plan-7".to_owned(),
        target: "Production".to_owned(),
        environment: Some(story.run.described(env_ix(3)).id.clone()),
        status: DeploymentStatus::Running,
        started: None,
        by: "ci".to_owned(),
    };
    story.record(acmove::domain::event::Event::DeploymentSeen { deployment: Box::new(deployment) });
    has(&story, &["A deployment does not end:", "- deployment plan-7 to Production, running, by ci"]);
}

#[test]
fn what_pages_say_of_the_platform_is_passed_on() {
    let mut story = Story::paused();
    story.before("production/check-source");
    let mut page = story.page(3, Side::Source, "Ignore");
    page.platform_version = Some("11.10.0 (Build 22422)".to_owned());
    story.done("production/check-source", show(page));
    story.grant(&Command::Note { about: None, text: "Called them at ten.".to_owned() });
    has(
        &story,
        &["Intellectual Property Ignore (verified), platform 11.10.0 (Build 22422)", "Note: Called them at ten."],
    );
}
