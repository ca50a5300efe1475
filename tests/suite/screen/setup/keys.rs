//! The whole form by keys and pastes, whatever they are.

use acmove::{
    catalog,
    domain::identity::{IdentityKind, typing::Typing},
    setup::{Button, Field, SetupAnswers, SetupPage, TabStop, draft::Draft, form::Form},
    tui::message::Typed,
};
use proptest::prelude::*;

use super::{SOURCE, TARGET, form, keys, paste, point, press, setup, whole};
use crate::harness::story::edition;

#[test]
fn everything_can_be_reached_with_tab_and_back_again() {
    for page in SetupPage::ALL {
        let mut form = Form::new(whole(), SetupPage::Infrastructure);
        point(&mut form, TabStop::Page(page));
        let first = form.at;
        let mut seen = vec![first];
        press(&mut form, "Tab");
        while form.at != first {
            seen.push(form.at);
            press(&mut form, "Tab");
            assert!(seen.len() < 100);
        }
        for button in form.buttons() {
            assert!(seen.contains(&TabStop::Button(button)), "{page:?} {button:?}");
        }
        for field in form.setup.fields(page) {
            assert!(seen.contains(&TabStop::Field(field)), "{page:?} {field:?}");
        }
    }
}

#[test]
fn what_is_typed_in_a_hurry_fills_one_field_after_the_other_and_presses_nothing() {
    let mut form = Form::new(setup(), SetupPage::Infrastructure);
    form.typed(&Typed::Burst(format!("ACME\n{SOURCE}\n{TARGET}\nUsers\nmore\n")));
    assert_eq!((form.setup.value(Field::Target), form.setup.value(Field::Module)), (TARGET, "ECT_ProviderUsers"));
    assert_eq!((form.page, form.at), (SetupPage::Infrastructure, TabStop::Button(Button::Next)));
}

#[test]
fn rubbish_is_cut_and_cleaned_and_nothing_of_it_reaches_another_field() {
    let mut form = Form::new(setup(), SetupPage::Infrastructure);
    let before = form.setup.answers.clone();
    paste(&mut form, &"\u{1b}[31mrubbish \u{202e}\u{0}\n\t\u{6f22}\u{5b57}".repeat(9000));
    let name = form.setup.value(Field::Name).to_owned();
    assert!(name.chars().count() <= 300 && !name.chars().any(char::is_control), "{name:?}");
    assert!(form.notice.is_some());
    assert_eq!(SetupAnswers { name: String::new(), ..form.setup.answers.clone() }, before);
    press(&mut form, "Tab Tab Tab Tab");
    paste(&mut form, "on a button");
    assert!(form.notice.unwrap().text.contains("Go to the field"));
}

#[test]
fn what_is_given_out_to_be_kept_is_what_was_completed() {
    let mut form = Form::new(setup(), SetupPage::Infrastructure);
    assert_eq!(form.to_keep(), None);
    press(&mut form, "\"ACME\"");
    assert_eq!(form.to_keep(), None, "nobody writes at every key");
    press(&mut form, "Tab");
    assert_eq!(form.to_keep().unwrap().answers.name, "ACME");
    press(&mut form, "Tab");
    assert_eq!(form.to_keep(), None, "nothing changed");
    press(&mut form, "PgDn");
    assert_eq!(form.to_keep().unwrap().page, SetupPage::Environments);
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 128, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn a_text_is_whole_while_typing_exactly_when_it_is_an_identity(text in "[A-Ca-c0-2.\\- \u{131}\u{df}]{0,34}") {
        let is_whole = IdentityKind::ActivationCode.typing(&text) == Typing::Whole;
        prop_assert_eq!(is_whole, text.parse::<acmove::domain::identity::ActivationCode>().is_ok());
    }

    #[test]
    fn whatever_is_typed_a_draft_brings_all_of_it_back(keys in keys()) {
        let form = form(setup(), &keys);
        let draft = form.draft();
        prop_assert_eq!(Draft::read(&draft.text()).unwrap(), draft);
    }

    #[test]
    fn what_may_be_started_is_read_as_it_was_answered(keys in keys()) {
        let mut form = form(whole(), &keys);
        form.complete();
        if form.setup.is_complete() {
            let read = catalog::infrastructure("it", &form.setup.text()).unwrap();
            let chosen = form.setup.edition().unwrap().id.clone();
            prop_assert!(read.fits("it", &edition(&chosen)).is_ok());
            let name = form.setup.value(Field::Name).to_owned();
            prop_assert_eq!(read.infrastructure.name, name);
            let read: Vec<_> = read.infrastructure.environments.iter().map(|one| (one.name.clone(), Some(one.role))).collect();
            let answered: Vec<_> = form.setup.answers.environments.iter().map(|one| (one.name.clone(), one.role)).collect();
            prop_assert_eq!(read, answered);
        }
    }

    #[test]
    fn going_back_and_on_again_loses_no_answer(keys in keys()) {
        let mut form = form(setup(), &keys);
        form.complete();
        let before = form.setup.answers.clone();
        press(&mut form, "PgDn PgDn PgDn PgDn PgDn PgDn Esc Esc Esc Esc Esc Esc PgDn PgUp Tab Tab Shift-Tab");
        prop_assert_eq!(form.setup.answers, before);
    }
}
