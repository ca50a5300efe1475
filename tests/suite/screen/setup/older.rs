//! A set-up that starts from an older migration: what is taken over, what never is, and how that is shown.

use std::sync::Arc;

use acmove::{
    catalog,
    domain::infrastructure::Role,
    setup::{
        Button, Column, Field, OlderCodes, Setup, SetupPage, TabStop,
        draft::Draft,
        form::Form,
        interview::{Ask, Interview},
    },
};

use super::{
    SERIAL, SOURCE, TARGET,
    optional::{Somewhere, older, with_role},
    point, press, setup,
};

const NEXT: &str = "ZZD.0QX.7LM.ZP4.A8S.1RT.WQ9.B3N";

fn taken_over(codes: OlderCodes) -> (Setup, String) {
    let mut setup = setup().on(Arc::new(Somewhere), Some("~/Downloads".to_owned()), Vec::new());
    let told = setup.take_over(&older(codes));
    (setup, told)
}

#[test]
fn names_roles_addresses_settings_and_commands_are_taken_over_and_read_back_the_same() {
    let (mut setup, _) = taken_over(OlderCodes::Moved);
    setup.put(Field::Target, NEXT);
    let old = older(OlderCodes::Moved).infrastructure;
    let new = catalog::infrastructure("it", &setup.text()).unwrap().infrastructure;
    assert_eq!((&new.name, &new.module), (&old.name, &old.module));
    assert_eq!(
        (&new.downloads, &new.portal, &new.support, &new.contact),
        (&old.downloads, &old.portal, &old.support, &old.contact)
    );
    assert_eq!(new.lifetime, old.lifetime);
    assert_eq!(new.environments, old.environments, "ids, keys, modules and commands too");
    assert_eq!(new.window, None, "a window never is");
    assert_eq!(new.source.as_str(), TARGET, "the code moved to is the one moved from today");
}

#[test]
fn what_became_of_the_codes_decides_what_is_asked() {
    let codes = |codes| {
        let (setup, told) = taken_over(codes);
        (setup.value(Field::Source).to_owned(), setup.value(Field::Target).to_owned(), told)
    };
    let (source, target, told) = codes(OlderCodes::Moved);
    assert_eq!((source.as_str(), target.as_str()), (TARGET, ""));
    assert!(told.contains("AAA is the code that it moved to; BBB is yours to enter."), "{told}");
    let (source, target, told) = codes(OlderCodes::Stayed);
    assert_eq!((source.as_str(), target.as_str()), (SOURCE, TARGET));
    assert!(told.contains("it did not move. Check both."), "{told}");
    let (source, target, told) = codes(OlderCodes::Open);
    assert_eq!((source.as_str(), target.as_str()), ("", ""));
    assert!(told.contains("It is not finished"), "{told}");
}

#[test]
fn a_serial_number_that_no_page_has_shown_is_left_empty_and_named() {
    let mut setup = setup();
    let mut old = older(OlderCodes::Moved);
    old.doubtful = vec![0];
    let told = setup.take_over(&old);
    assert!(told.contains("except for LifeTime: no page of that migration shows it"), "{told}");
    assert_eq!(setup.value(Field::Cell(0, Column::Serial)), "");
    assert_eq!(setup.value(Field::Cell(1, Column::Serial)), SERIAL);
}

#[test]
fn what_was_taken_over_is_marked_until_it_is_changed_also_when_rows_move() {
    let (setup, _) = taken_over(OlderCodes::Moved);
    let is_marked = |setup: &Setup, field| setup.taken_from(field) == Some("last-year");
    for field in [Field::Name, Field::Source, Field::LifeTime, Field::Token, Field::Contact, Field::Commands] {
        assert!(is_marked(&setup, field), "{field:?}");
    }
    for field in [Field::Target, Field::Start, Field::Edition, Field::Requirement(0)] {
        assert!(!is_marked(&setup, field), "{field:?}");
    }
    let mut form = Form::new(setup, SetupPage::Environments);
    press(&mut form, "Down");
    point(&mut form, TabStop::Button(Button::Up));
    point(&mut form, TabStop::Field(Field::Cell(0, Column::Name)));
    assert_eq!(form.setup.value(Field::Cell(0, Column::Name)), "Produktion");
    assert!(Column::ALL.into_iter().all(|column| is_marked(&form.setup, Field::Cell(0, column))));
    press(&mut form, "Ctrl-u \"Production\"");
    assert!(!is_marked(&form.setup, Field::Cell(0, Column::Name)), "it was changed");
    assert!(is_marked(&form.setup, Field::Cell(0, Column::Serial)), "this was not");
    press(&mut form, "Ctrl-n \"New one\"");
    assert!(!is_marked(&form.setup, Field::Cell(1, Column::Name)));
}

#[test]
fn an_environment_is_still_the_same_one_where_its_address_is_only_spelled_in_another_way() {
    let (mut setup, _) = taken_over(OlderCodes::Moved);
    let row = (0..setup.count()).find(|row| !setup.value(Field::Cell(*row, Column::Center)).is_empty()).unwrap();
    let cell = |column| Field::Cell(row, column);
    let address = setup.value(cell(Column::Center)).to_owned();
    assert!(address.starts_with("https://"), "{address}");
    setup.put(cell(Column::Name), "Renamed");
    setup.put(cell(Column::Serial), "");
    setup.put(cell(Column::Center), &address.to_uppercase().replacen("HTTPS", "https", 1));
    assert_eq!(setup.taken_from(cell(Column::Role)), Some("last-year"));
    setup.put(cell(Column::Center), "https://elsewhere.example/ServiceCenter");
    assert_eq!(setup.taken_from(cell(Column::Role)), None);
}

#[test]
fn commands_are_kept_or_left_out() {
    let (setup, _) = taken_over(OlderCodes::Stayed);
    let written = |setup: &Setup| {
        let read = catalog::infrastructure("it", &setup.text()).unwrap().infrastructure;
        with_role(&read, Role::Production).tools.is_some()
    };
    assert!(written(&setup));
    let mut form = Form::new(setup, SetupPage::Optional);
    press(&mut form, "Tab Tab Tab Tab Tab Tab Right");
    assert!(!written(&form.setup), "left out");
    press(&mut form, "k");
    assert!(written(&form.setup), "kept");
    let mut interview = Interview::new(form.setup, Some(Ask::Commands));
    assert_eq!(interview.beginning(), "keep");
    assert!(interview.answer("drop").unwrap_err().contains("One of: keep, leave out."));
    interview.answer("leave out").unwrap();
    assert!(!written(&interview.setup));
}

#[test]
fn a_draft_keeps_what_was_taken_over_and_from_where() {
    let (setup, _) = taken_over(OlderCodes::Moved);
    let text = Draft::new(setup.answers.clone(), SetupPage::Review, None).text();
    let draft = Draft::read(&text).unwrap_or_else(|wrong| panic!("{wrong}\n{text}"));
    assert_eq!(draft.answers, setup.answers);
    let again = super::setup().resumed(draft.answers);
    assert_eq!(again.taken_from(Field::Name), Some("last-year"));
    assert_eq!(again.text(), setup.text());
}

#[test]
fn in_lines_the_answers_that_were_taken_over_stand_there_and_say_from_where() {
    let (setup, _) = taken_over(OlderCodes::Moved);
    let mut interview = Interview::new(setup, None);
    assert_eq!((interview.beginning().as_str(), interview.taken(Ask::Name).as_str()), ("ACME", " (from last-year)"));
    for answer in ["ACME", TARGET, NEXT] {
        interview.answer(answer).unwrap();
    }
    while let Some(ask) = interview.ask.filter(|ask| !matches!(ask, Ask::Requirement(_))) {
        let kept = interview.beginning();
        interview.answer(&kept).unwrap_or_else(|why| panic!("{ask:?}: {why}"));
    }
    assert!(
        interview.setup.text().contains("upload_license = [\"C:\\\\acmove\\\\up \\\"x\\\".cmd\""),
        "{}",
        interview.setup.text()
    );
}
