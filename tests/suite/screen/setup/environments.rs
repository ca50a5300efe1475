//! Environments and requirements: what makes no infrastructure, and what keeps the start closed.

use acmove::{
    domain::infrastructure::Role,
    setup::{
        Button, Column, EnvironmentAnswers, Field, LiveNote, SetupPage, TabStop,
        form::Filled,
        interview::{Ask, Interview},
    },
};

use super::{SERIAL, SOURCE, TARGET, form, names, paste, point, press, setup, whole};
use crate::harness::story::EDITIONS;

#[test]
fn environments_are_added_removed_taken_back_and_moved() {
    let mut form = form(whole(), "PgDn Down Down Tab Tab Tab");
    paste(&mut form, SERIAL);
    press(&mut form, "Ctrl-d");
    assert_eq!(names(&form.setup), ["LifeTime", "Development", "Production"]);
    press(&mut form, "Up Ctrl-d Ctrl-z Ctrl-z");
    assert_eq!(names(&form.setup), ["LifeTime", "Development", "Quality", "Production"]);
    assert_eq!(form.setup.value(Field::Cell(2, Column::Serial)), SERIAL, "all that was known is back");
    press(&mut form, "Ctrl-z");
    assert!(form.notice.as_ref().unwrap().text.contains("nothing to restore"));
    point(&mut form, TabStop::Button(Button::Up));
    point(&mut form, TabStop::Button(Button::Up));
    point(&mut form, TabStop::Button(Button::Up));
    assert_eq!(names(&form.setup), ["Quality", "LifeTime", "Development", "Production"]);
    press(&mut form, "Enter");
    point(&mut form, TabStop::Button(Button::Down));
    assert_eq!(names(&form.setup), ["LifeTime", "Quality", "Development", "Production"]);
    point(&mut form, TabStop::Field(Field::Cell(3, Column::Name)));
    press(&mut form, "Ctrl-n \"Branch\" Tab");
    let LiveNote::Fault(why) = form.note(Field::Cell(4, Column::Role)) else { panic!("nobody chose a role") };
    assert_eq!(why, "Choose its role.");
    press(&mut form, "p");
    assert_eq!(form.setup.answers.environments[4], EnvironmentAnswers::new("Branch", Role::Production));
    assert!(form.setup.is_complete());
}

#[test]
fn environments_that_make_no_infrastructure_are_told_so() {
    let said = |keys: &str| {
        let form = form(whole(), &format!("PgDn {keys}"));
        form.setup.faults().into_iter().map(|fault| fault.what).collect::<Vec<_>>().join(" ")
    };
    assert!(said("Ctrl-d").contains("must have the role lifetime"));
    assert!(said("Down Ctrl-d Ctrl-d Ctrl-d").contains("At least one environment besides LifeTime"));
    assert!(said("Ctrl-d Ctrl-d Ctrl-d Ctrl-d").contains("no environments"));
    assert!(said("Down Ctrl-u \"lifetime\"").contains("of that name already"));
    assert!(said("Down Ctrl-u \"Rollback\"").contains("name of a phase"));
    assert!(said("Down Ctrl-u").contains("Type the name"));
    assert!(said("Down Tab l").contains("LifeTime already"));
}

#[test]
fn one_service_center_for_two_environments_is_told_on_the_field_itself() {
    let mut form = form(whole(), "PgDn Down Down Tab Tab \"https://qa.acme.example\" Down");
    paste(&mut form, "https://QA.acme.example:443/ServiceCenter/Licensing.aspx");
    press(&mut form, "Tab");
    let LiveNote::Fault(why) = form.note(Field::Cell(3, Column::Center)) else { panic!("two have the same") };
    assert!(why.contains("Quality and Production have the same Service Center address"), "{why}");
    assert_eq!(form.note(Field::Cell(2, Column::Center)), LiveNote::Quiet);
    form.setup.put(Field::Cell(0, Column::Center), "https://qa.acme.example/ServiceCenter");
    let faults = form.setup.faults();
    assert!(faults.iter().any(|fault| fault.what.contains("LifeTime would run inside Quality")), "{faults:?}");
}

#[test]
fn an_infrastructure_without_production_has_to_be_confirmed() {
    let mut form = form(whole(), "PgDn Down Down Down Tab t PgDn PgDn PgDn PgDn PgDn");
    assert_eq!(point(&mut form, TabStop::Button(Button::Start)), None);
    press(&mut form, "Enter");
    assert_eq!((form.page, form.at), (SetupPage::Requirements, TabStop::Field(Field::Requirement(3))));
    press(&mut form, "n");
    let LiveNote::Fault(why) = form.note(Field::Requirement(3)) else { panic!("a no is mended elsewhere") };
    assert!(why.contains("the role production"), "{why}");
    assert!(!form.setup.text().contains("without_production"));
    press(&mut form, "y");
    assert!(form.setup.is_complete(), "{:?}", form.setup.faults());
    assert!(form.setup.text().contains("\nwithout_production = true\n"));
    // Today's edition pauses everything: it is said, and not asked.
    press(&mut form, "PgUp Down PgDn");
    assert_eq!((form.setup.questions().len(), form.setup.remarks().len()), (2, 1));
    press(&mut form, "PgUp Up PgDn");
    // With an environment that is Production, nothing is asked and nothing is said.
    press(&mut form, "PgUp PgUp PgUp PgUp Down Down Down Tab p");
    assert!(form.setup.is_complete() && form.setup.questions().len() == 3);
    assert!(!form.setup.text().contains("without_production"));
}

#[test]
fn in_lines_an_infrastructure_without_production_is_asked_about_and_mended() {
    let mut interview = Interview::new(setup(), None);
    for answer in ["ACME", SOURCE, TARGET, EDITIONS[0], "Users", "no", "LT", "lifetime", "Dev", "development", ""] {
        interview.answer(answer).unwrap();
    }
    (0..5).for_each(|_| interview.answer("").unwrap());
    interview.answer("no").unwrap();
    let asked = interview.ask;
    assert_eq!(asked, Some(Ask::Requirement(3)), "before the requirements");
    let prompt = interview.prompt(asked.unwrap());
    assert!(
        prompt.starts_with("To confirm: No environment has the role production, and this edition pauses"),
        "{prompt}"
    );
    assert!(interview.answer("").is_err());
    interview.answer("no").unwrap();
    assert_eq!(interview.ask, Some(Ask::Usual), "it leads to where that is mended");
    interview.answer("yes").unwrap();
    (0..5).for_each(|_| interview.answer("").unwrap());
    interview.answer("no").unwrap();
    interview.answer("yes").unwrap();
    assert_eq!(interview.ask, Some(Ask::Requirement(0)));
}

#[test]
fn a_no_is_told_with_its_reason_and_keeps_the_start_closed() {
    let mut form = form(whole(), "PgDn PgDn PgDn PgDn PgDn Down n");
    assert_eq!(form.at, TabStop::Field(Field::Requirement(1)), "the reason is there to be read");
    let LiveNote::Fault(why) = form.note(Field::Requirement(1)) else { panic!("a no is a fault") };
    assert!(why.contains("only part of an infrastructure"));
    press(&mut form, "PgDn");
    assert_eq!(point(&mut form, TabStop::Button(Button::Start)), None);
    assert_eq!(press(&mut form, "Enter"), None);
    assert_eq!(
        (form.page, form.at),
        (SetupPage::Requirements, TabStop::Field(Field::Requirement(1))),
        "Enter leads there"
    );
    // Everything was seen: the way on leads back to the review.
    press(&mut form, "y Tab Enter");
    assert_eq!(form.page, SetupPage::Review);
    assert_eq!(press(&mut form, "Enter"), Some(Filled::Complete));
}

#[test]
fn what_is_open_keeps_the_start_closed_and_is_one_key_away() {
    let mut form = form(setup(), "PgDn PgDn PgDn PgDn PgDn PgDn");
    assert_eq!(form.page, SetupPage::Review);
    let faults: Vec<TabStop> = form.setup.faults().iter().map(|fault| fault.at).collect();
    assert_eq!(faults.len(), 6, "{faults:?}");
    assert_eq!(point(&mut form, TabStop::Button(Button::Start)), None);
    for (place, at) in faults.into_iter().enumerate() {
        point(&mut form, TabStop::Page(SetupPage::Review));
        point(&mut form, TabStop::Fault(place));
        assert_eq!(form.at, at);
    }
}

#[test]
fn another_edition_has_its_own_requirements_and_the_answers_to_the_first_stay() {
    let mut form = form(whole(), "PgDn PgDn PgDn PgDn Down PgDn");
    assert_eq!(form.setup.requirements().len(), 2);
    assert!(!form.setup.is_complete());
    press(&mut form, "PgUp Up");
    assert!(form.setup.is_complete());
}
