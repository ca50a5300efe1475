//! Names of any script: the id that is made of them, and the one that is given instead.

use acmove::{
    catalog,
    setup::{
        Column, Field, LiveNote, Setup, SetupPage, TabStop,
        draft::Draft,
        form::Form,
        interview::{Ask, Interview},
    },
};

use super::{SOURCE, TARGET, form, press, setup, whole};
use crate::harness::story::EDITIONS;

fn ids(setup: &Setup) -> Vec<String> {
    let described = catalog::infrastructure("it", &setup.text()).unwrap().infrastructure;
    described.environments.iter().map(|one| one.id.to_string()).collect()
}

fn named(names: &[&str]) -> Setup {
    let mut setup = whole();
    for (row, name) in names.iter().enumerate() {
        setup.put(Field::Cell(row, Column::Name), name);
    }
    setup
}

#[test]
fn a_name_of_any_script_makes_an_id_that_can_be_read() {
    let setup = named(&["LifeTime", "開発", "Pré-Produção", "本番"]);
    assert!(setup.is_complete(), "{:?}", setup.faults());
    assert_eq!(ids(&setup), ["lifetime", "kai-fa", "pre-producao", "ben-fan"]);
    assert!(!setup.text().contains("id ="), "what the name makes is not written down");
}

#[test]
fn names_without_letters_and_names_that_read_alike_are_numbered() {
    let setup = named(&["LifeTime", "★", "QA (EU)", "QA-EU"]);
    assert!(setup.is_complete(), "{:?}", setup.faults());
    assert_eq!(ids(&setup), ["lifetime", "environment-2", "qa-eu", "qa-eu-2"]);
}

#[test]
fn the_id_that_a_name_makes_is_told_where_the_name_does_not_say_it() {
    let mut form = form(named(&["LifeTime", "本番"]), "PgDn Down");
    assert_eq!(form.note(Field::Cell(1, Column::Name)), LiveNote::Progress("its id is ben-fan".to_owned()));
    press(&mut form, "Up");
    assert_eq!(form.note(Field::Cell(0, Column::Name)), LiveNote::Quiet);
    press(&mut form, "Tab Tab Tab Tab");
    assert_eq!(form.note(Field::Cell(0, Column::Id)), LiveNote::Progress("from the name: lifetime".to_owned()));
}

#[test]
fn an_id_is_given_in_the_form_and_a_draft_keeps_it() {
    let mut form = form(named(&["LifeTime", "本番"]), "PgDn Down Tab Tab Tab Tab \"prod jp\"");
    press(&mut form, "Tab");
    let LiveNote::Fault(why) = form.note(Field::Cell(1, Column::Id)) else { panic!("a blank is no part of an id") };
    assert!(why.contains("a-z, 0-9 and -"), "{why}");
    press(&mut form, "Shift-Tab Ctrl-u \"prod-jp\" Tab");
    assert_eq!(ids(&form.setup), ["lifetime", "prod-jp", "quality", "production"]);
    assert!(form.setup.is_complete());
    let draft = Draft::read(&form.draft().text()).unwrap();
    assert_eq!(draft.answers.environments[1].id, "prod-jp");
}

#[test]
fn an_id_that_is_taken_is_told_where_it_is_mended() {
    let said = |row: usize, id: &str, field: Field| {
        let mut setup = whole();
        setup.put(Field::Cell(row, Column::Id), id);
        setup.check(field).unwrap_err()
    };
    assert!(said(2, "rollback", Field::Cell(2, Column::Id)).contains("id of a phase"));
    assert!(said(2, "development", Field::Cell(2, Column::Id)).contains("Development has it"));
    let why = said(2, "production", Field::Cell(3, Column::Name));
    assert!(why.contains("Its id would be production, which is that of Quality"), "{why}");
    // With an id of its own, an environment may be called like a phase.
    let mut setup = named(&["LifeTime", "Rollback"]);
    assert!(setup.check(Field::Cell(1, Column::Name)).is_err());
    setup.put(Field::Cell(1, Column::Id), "rb");
    assert!(setup.is_complete(), "{:?}", setup.faults());
}

#[test]
fn in_lines_the_id_is_asked_only_where_the_name_does_not_say_it() {
    let mut interview = Interview::new(setup(), None);
    for answer in ["ACME", SOURCE, TARGET, EDITIONS[0], "Users", "no", "LT", "lifetime", "本番"] {
        interview.answer(answer).unwrap();
    }
    assert_eq!((interview.ask, interview.beginning().as_str()), (Some(Ask::Id(1)), "ben-fan"));
    assert!(interview.answer("Prod JP").is_err());
    interview.answer("prod-jp").unwrap();
    interview.answer("production").unwrap();
    interview.answer("ステージング").unwrap();
    let made = interview.beginning();
    interview.answer(&made).unwrap();
    assert_eq!(interview.setup.value(Field::Cell(2, Column::Id)), "", "what the name makes is made again with it");
    interview.answer("test").unwrap();
    assert_eq!(interview.ask, Some(Ask::Environment(3)));
    assert_eq!(ids(&interview.setup), ["lt", "prod-jp", "sutezingu"]);
}

#[test]
fn in_lines_environments_that_were_taken_over_are_asked_for_their_ids_too() {
    let mut interview = Interview::new(named(&["LifeTime", "開発", "検証", "本番"]), None);
    for answer in ["ACME", SOURCE, TARGET, EDITIONS[0], "Users", "yes", "kai-fa", "uat"] {
        interview.answer(answer).unwrap();
    }
    assert_eq!(interview.ask, Some(Ask::Id(3)));
    assert!(interview.back() && interview.ask == Some(Ask::Id(2)));
    assert_eq!(interview.draft().page, SetupPage::Infrastructure);
}

#[test]
fn the_cross_of_a_name_says_why_on_the_field_itself() {
    let fault = |form: &Form, row: usize| match form.note(Field::Cell(row, Column::Name)) {
        LiveNote::Fault(why) => why,
        note => format!("{note:?}"),
    };
    let mut form = form(whole(), "PgDn Down Ctrl-u \"Quality\" Down");
    assert!(fault(&form, 2).contains("of that name already"), "one is on it: {}", fault(&form, 2));
    press(&mut form, "\"!\"");
    assert_eq!(form.note(Field::Cell(2, Column::Name)), LiveNote::Progress("its id is quality-2".to_owned()), "mended");
    press(&mut form, "Backspace");
    assert!(fault(&form, 2).contains("of that name already"), "and back");
    press(&mut form, "Down Ctrl-u Down PgUp PgDn");
    assert_eq!(form.at, TabStop::Field(Field::Cell(2, Column::Name)), "a page opens at its first fault");
    assert!(fault(&form, 2).contains("of that name already"));
    press(&mut form, "Down");
    assert_eq!(fault(&form, 3), "Type the name of the environment, or remove it.");
    // Whoever types a name for the first time is not interrupted.
    let form = self::form(whole(), "PgDn Ctrl-n \"Quality\"");
    assert_eq!(form.note(Field::Cell(1, Column::Name)), LiveNote::Quiet);
}
