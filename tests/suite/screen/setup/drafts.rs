//! Drafts, and the same questions in lines.

use std::fs;

use acmove::{
    runtime::draft::{self, Drafts, FoundDraft},
    setup::{
        Column, Connection, Field, SetupPage,
        draft::Draft,
        form::{Filled, Form},
        interview::{Ask, Interview},
    },
};
use tempfile::TempDir;

use super::{SERIAL, SOURCE, TARGET, form, names, press, setup, whole};
use crate::harness::story::EDITIONS;

#[test]
fn a_draft_that_is_damaged_or_unknown_is_put_aside_and_never_written_over() {
    let folder = TempDir::new().unwrap();
    let path = draft::path(Some(folder.path()));
    assert!(matches!(draft::find(&path).unwrap(), FoundDraft::None));
    let good = Draft::new(whole().answers, SetupPage::Window, Some(Ask::Serial(2)));
    let text = good.text();
    draft::write(&path, &good).unwrap();
    assert!(matches!(draft::find(&path).unwrap(), FoundDraft::Draft(found) if *found == good));
    let damaged = [
        text.replace("format = 1", "format = 2"),
        text.replace("name = \"ACME\"", "nam = \"ACME\""),
        text.replace("ACME", "AC\\u0007ME"),
        text[..text.len() / 2].to_owned(),
        String::new(),
        "\u{fffd}".to_owned(),
    ];
    for (place, text) in damaged.iter().enumerate() {
        fs::write(&path, text).unwrap();
        let FoundDraft::Aside { why, file } = draft::find(&path).unwrap() else { panic!("{text}") };
        assert!(!why.is_empty() && file.ends_with(format!("draft-aside-{}.toml", place + 1)), "{why}");
        assert_eq!(fs::read_to_string(file).unwrap(), *text);
        assert!(!path.exists());
    }
}

#[test]
fn an_address_that_may_hold_a_password_is_written_nowhere() {
    for typed in [
        "https://anna:hush@acme.example/ServiceCenter",
        "https://acme.example/?token=hush",
        "acme.example#hush",
        "https://anna:hush\u{ff20}acme.example",
    ] {
        let mut answers = whole().answers;
        answers.lifetime =
            Some(Connection { url: typed.to_owned(), token_env: "ACMOVE_LIFETIME_TOKEN".to_owned(), ca_file: None });
        answers.environments[0].service_center = typed.to_owned();
        (answers.portal, answers.support) = (typed.to_owned(), typed.to_owned());
        let text = Draft::new(answers, SetupPage::Review, None).text();
        assert!(!text.contains("hush") && text.contains("ACMOVE_LIFETIME_TOKEN"), "{text}");
    }
    let mut answers = whole().answers;
    answers.portal = "https://acme.example/@licenses".to_owned();
    let text = Draft::new(answers, SetupPage::Review, None).text();
    assert!(text.contains("https://acme.example/@licenses"), "a path holds no login: {text}");
}

#[test]
fn drafts_are_written_beside_the_screen_and_the_last_one_is_there_at_the_end() {
    let folder = TempDir::new().unwrap();
    let path = folder.path().join("new/draft.toml");
    let drafts = Drafts::at(path.clone());
    for page in SetupPage::ALL {
        drafts.keep(Draft::new(whole().answers, page, None));
    }
    assert_eq!(drafts.finish(), Ok(()));
    assert!(matches!(draft::find(&path).unwrap(), FoundDraft::Draft(found) if found.page == SetupPage::Review));
    fs::write(folder.path().join("file"), "").unwrap();
    let nowhere = Drafts::at(folder.path().join("file/draft.toml"));
    nowhere.keep(Draft::new(whole().answers, SetupPage::Review, None));
    assert!(nowhere.finish().unwrap_err().contains("cannot be written"));
}

#[test]
fn questions_go_back_without_losing_an_answer() {
    let mut interview = Interview::new(setup(), None);
    for answer in ["ACME", SOURCE, TARGET, EDITIONS[0], "Users", "yes", "https://lt.acme.example", SERIAL] {
        interview.answer(answer).unwrap();
    }
    let before = interview.setup.answers.clone();
    while interview.back() {}
    assert_eq!(interview.ask, Some(Ask::Name));
    while interview.ask != Some(Ask::Center(1)) {
        let kept = interview.beginning();
        interview.answer(&kept).unwrap();
    }
    assert_eq!(interview.setup.answers, before);
    let again = Interview::new(setup().resumed(before), interview.draft().asked);
    assert_eq!(again.ask, Some(Ask::Center(1)), "a draft goes on where it was left");
}

#[test]
fn in_lines_environments_are_named_removed_and_what_may_be_left_out_is_taken_away_again() {
    let mut interview = Interview::new(setup(), None);
    for answer in ["ACME", SOURCE, TARGET, EDITIONS[0], "Users", "no", "LT", "lifetime", "Dev", "development"] {
        interview.answer(answer).unwrap();
    }
    assert!(interview.beginning().is_empty());
    interview.answer("Prod").unwrap();
    assert!(interview.beginning().is_empty(), "nobody gave it a role yet");
    interview.answer("production").unwrap();
    (0..4).for_each(|_| assert!(interview.back()));
    interview.answer("remove").unwrap();
    assert_eq!(names(&interview.setup), ["LT", "Prod"]);
    while interview.ask != Some(Ask::Center(0)) {
        interview.answer(&interview.beginning()).unwrap();
    }
    interview.answer("https://lt.acme.example").unwrap();
    interview.back();
    assert!(interview.prompt(Ask::Center(0)).contains("- removes it"));
    interview.answer("-").unwrap();
    assert_eq!(interview.setup.value(Field::Cell(0, Column::Center)), "");
}

#[test]
fn a_draft_of_the_screen_goes_on_in_lines_and_the_other_way_round() {
    let mut form = form(whole(), "PgDn Ctrl-n \"Branch\" Tab t Tab");
    let answers = form.to_keep().unwrap().answers;
    let mut interview = Interview::new(setup().resumed(answers), None);
    while let Some(ask) = interview.ask {
        let kept = interview.beginning();
        interview.answer(&kept).unwrap_or_else(|why| panic!("{ask:?}: {why}"));
    }
    let mut form = Form::new(setup().resumed(interview.draft().answers), SetupPage::Review);
    assert_eq!(press(&mut form, "Enter"), None, "five environments are read to their end first");
    assert_eq!(press(&mut form, "Enter Enter"), Some(Filled::Complete));
    assert!(names(&form.setup).contains(&"Branch"));
}
