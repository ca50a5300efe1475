//! What a card says about its choices: each that a text names is on the card, under the key and the label that the text has.

use std::{fs, path::Path};

use acmove::{
    domain::{
        command::{Command, StepCommand},
        digest::Digest,
        infrastructure::Side,
        procedure::StepKind,
        run::Run,
    },
    engine::{operation::Operation, session::Session, subject::Subject},
    runtime::folder,
    tui::dashboard::Dashboard,
    view::{
        action::{Action, ActionScope},
        action_table::row,
        card::{Card, card},
        hint::Hint,
        text::Block,
        times::Moment,
    },
};

use super::screens::{SCREENS, scene, to_check};
use crate::harness::{
    scene::{SIZES, Scene},
    story::{EDITIONS, FOUR, Story, env_ix, show},
};

/// Every text of a card.
fn texts(card: &Card) -> impl Iterator<Item = &str> {
    card.body.iter().chain(&card.again).filter_map(|block| match block {
        Block::Para { text, .. } => Some(text.as_str()),
        Block::Comparison(_) | Block::Value(_) | Block::Raw(_) | Block::Gap => None,
    })
}

fn is_anywhere(operation: Operation) -> bool {
    row(Action::Operation(operation)).is_some_and(|row| row.scope == ActionScope::Dashboard)
}

/// Checks what a card names, and says how many choices that were.
fn check(card: &Card) -> usize {
    let mut named = 0;
    for text in texts(card) {
        for (at, sign) in text.char_indices().filter(|(_, c)| !c.is_ascii()) {
            let Some(hint) = Hint::ALL.into_iter().find(|hint| hint.sign() == sign) else { continue };
            let Some(operation) = hint.operation() else { continue };
            let own = card.choices.iter().find(|choice| choice.operation == operation);
            assert!(own.is_some() || is_anywhere(operation), "{operation:?} is not on the card: {text}\n{card:#?}");
            let label = text[at + sign.len_utf8()..].strip_prefix(" (").and_then(|rest| rest.split_once(')'));
            if let (Some((label, _)), Some(own)) = (label, own) {
                assert_eq!(label, own.label, "{text}");
            }
            named += 1;
        }
        // A choice is named by a hint; a label of a page stands between asterisks.
        for after in text.split("hoose ").skip(1) {
            let is_named = Hint::ALL.into_iter().any(|hint| after.starts_with(hint.sign()));
            assert!(is_named || after.starts_with('*'), "a choice without its key: {text}");
        }
    }
    named
}

fn check_all(session: &Session, at: jiff::Timestamp) -> usize {
    let moment = Moment::of(session, at, None);
    let steps = session.run.plan.every_step().iter().map(Subject::Step);
    let subjects = steps.chain([session.subject(None, at)]);
    subjects.map(|subject| check(&card(session, subject, &moment))).sum()
}

#[test]
fn a_choice_that_a_text_names_is_on_the_card() {
    assert!(Hint::ALL.iter().all(|hint| !hint.sign().is_ascii()));
    let mut named = 0;
    for screen in SCREENS {
        let scene = scene(screen, (100, 30));
        named += check_all(scene.model.session(), scene.now);
    }
    assert!(named > 30, "{named}");
}

#[test]
fn and_so_it_is_in_every_kept_journal() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/journals");
    let mut named = 0;
    let mut look = |run: &Run| named += check_all(&Session::of(run.clone(), "night".to_owned()), run.latest);
    for entry in fs::read_dir(folder).unwrap() {
        let story = entry.unwrap().path();
        if story.join("journal.jsonl").is_file() {
            let _ = folder::replay(&story, |_, run| look(run));
        }
    }
    assert!(named > 300, "{named}");
}

/// An upload of BBB that a person did, took back, and finds on the page.
fn reopened_and_shown(edition: &str) -> Story {
    let mut story = Story::of(edition, FOUR);
    story.through("lifetime/check-target");
    story.grant(&Command::DoAgain { step: "lifetime/upload-target".into(), reason: "to be sure".to_owned() });
    story
}

#[test]
fn a_reopened_upload_that_the_page_shows_is_asked_about_once() {
    for edition in EDITIONS {
        let story = reopened_and_shown(edition);
        let scene = Scene::of(&story, (100, 30));
        assert!(story.run.is_shown(env_ix(0), Side::Target), "{edition}");
        let text = scene.screen().split_whitespace().collect::<Vec<_>>().join(" ");
        assert!(text.contains("The page shows BBB already: if you uploaded it, choose a (I uploaded it"), "{text}");
        assert!(text.contains("If another person did, choose h (Another person uploaded it)."), "{text}");
        assert!(!text.contains("do this step again") && !text.contains("choose Hold"), "{text}");
        check_all(scene.model.session(), scene.now);
    }
}

#[test]
fn an_upload_in_progress_that_the_page_shows_is_asked_about_once() {
    let mut story = to_check();
    let page = story.page(0, Side::Target, "Protected");
    story.done("lifetime/check-target", show(page));
    story.grant(&Command::DoAgain { step: "lifetime/upload-target".into(), reason: "to be sure".to_owned() });
    story.done("lifetime/upload-target", StepCommand::Begin { vault: story.vault(0) });
    story.wait(10);
    let page = Box::new(story.page(0, Side::Target, "Protected"));
    let evidence = Digest::of(b"the page");
    story.grant(&Command::SeePage { environment: "lifetime".parse().unwrap(), page, evidence });
    let scene = Scene::of(&story, (100, 30));
    let text = scene.screen();
    assert!(text.contains("choose y (I uploaded it)") && !text.contains("do it now"), "{text}");
    check_all(scene.model.session(), scene.now);
}

#[test]
fn on_a_low_screen_the_first_action_is_whole_and_in_sight() {
    for edition in EDITIONS {
        let mut story = Story::of(edition, FOUR);
        story.finish_well();
        for count in 1..story.facts.len() {
            let scene = Scene::after(&story, count, SIZES[0]);
            let subject = scene.model.ui.subject(scene.model.session());
            let Subject::Step(step) = subject else { continue };
            let kind = &scene.model.session().run.definition(step).kind;
            if !matches!(kind, StepKind::Upload { .. } | StepKind::Republish { .. } | StepKind::Check { .. }) {
                continue;
            }
            let dashboard = Dashboard::of(scene.model.shown(), &scene.model.ui);
            let rows = usize::from(dashboard.division.body);
            let said =
                |line: &[acmove::view::text::Part]| line.iter().map(|part| part.text.clone()).collect::<String>();
            let lines: Vec<String> = dashboard.lines.iter().map(|line| said(line)).collect();
            let begins = lines.iter().position(|line| line.starts_with("1 ")).unwrap();
            let more = lines[begins + 1..].iter().take_while(|line| line.starts_with("  ")).count();
            // The last row of a text that goes on has the sign for that at its end.
            assert!(begins + more < rows, "{kind:?}:\n{}", scene.screen());
        }
    }
}
