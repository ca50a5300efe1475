//! Setting up a migration: what is said while typing, what is lost (nothing), and what may be started.

use std::fs;

use acmove::{
    catalog,
    domain::{
        identity::{IdentityKind, typing::Typing},
        infrastructure::Role,
    },
    runtime::draft::{self, Drafts, FoundDraft},
    setup::{
        Button, Column, EditionChoice, EnvironmentAnswers, Field, LiveNote, Setup, SetupAnswers, SetupPage, TabStop,
        draft::Draft,
        form::{Filled, Form},
        interview::{Ask, Interview},
    },
    tui::{hit_area::HitArea, message::Typed},
};
use jiff::tz::TimeZone;
use proptest::prelude::*;
use tempfile::TempDir;

use crate::{
    stage::parse,
    support::{EDITIONS, edition},
};

pub(crate) const SOURCE: &str = "8RV.WLK.3CO.BL2.IQC.MNO.QJ3.GUT";
pub(crate) const TARGET: &str = "K2D.0QX.7LM.ZP4.A8S.1RT.WQ9.B3N";
const SERIAL: &str = "XBI-NMO-IL5-OYI-9SO-LCU-4SQ-QUT";

/// A zone in which clocks are changed on the 25th of October 2026.
fn berlin() -> TimeZone {
    TimeZone::posix("CET-1CEST,M3.5.0,M10.5.0/3").unwrap()
}

pub(crate) fn setup() -> Setup {
    Setup::new(EDITIONS.map(|id| EditionChoice::of(&edition(id))).to_vec(), berlin())
}

/// A set-up in which everything is answered.
pub(crate) fn whole() -> Setup {
    let mut setup = setup();
    for (field, text) in [(Field::Name, "ACME"), (Field::Source, SOURCE), (Field::Target, TARGET)] {
        setup.put(field, text);
    }
    (0..3).for_each(|place| setup.choose(Field::Requirement(place), 0));
    setup
}

pub(crate) fn press(form: &mut Form, keys: &str) -> Option<Filled> {
    parse(keys).into_iter().filter_map(|key| form.typed(&Typed::Key(key))).last()
}

fn form(setup: Setup, keys: &str) -> Form {
    let mut form = Form::new(setup, SetupPage::Infrastructure);
    press(&mut form, keys);
    form
}

fn paste(form: &mut Form, text: &str) {
    form.typed(&Typed::Paste(text.to_owned()));
}

fn point(form: &mut Form, stop: TabStop) -> Option<Filled> {
    form.typed(&Typed::Pointed(HitArea::Setup(stop)))
}

fn names(setup: &Setup) -> Vec<&str> {
    setup.answers.environments.iter().map(|site| site.name.as_str()).collect()
}

fn typing(text: &str) -> String {
    match IdentityKind::ActivationCode.typing(text) {
        Typing::Nothing => "nothing".to_owned(),
        Typing::Begun { groups } => groups.to_string(),
        Typing::Whole => "whole".to_owned(),
        Typing::Wrong { place, why } => format!("{place}: {why}"),
    }
}

#[test]
fn the_first_wrong_character_of_a_code_is_pointed_at_and_what_is_right_so_far_is_counted() {
    for (text, said) in [
        ("", "nothing"),
        ("8R", "0"),
        ("8RV", "1"),
        ("8rv.wlk.", "2"),
        (SOURCE, "whole"),
        ("8RV.W\u{e4}K", "5: not a letter or digit"),
        ("8RV.W LK", "2"),
        ("8RVW", "3: a dot is missing here"),
        ("8RV.WL.3", "6: a group has 3 characters"),
        ("8RV-", "3: a dot belongs here"),
        (&format!("{SOURCE}X"), "31: too long: 8 groups are all"),
        (&format!("{SOURCE}."), "31: too long: 8 groups are all"),
        (SERIAL, "3: this is a Serial Number"),
    ] {
        assert_eq!(typing(text), said, "{text}");
    }
}

#[test]
fn a_code_is_typed_without_dots_pasted_with_what_stands_around_it_and_spelled_upper_case() {
    let mut form = form(setup(), "Tab \"8rvwlk3co\"");
    assert_eq!(form.setup.value(Field::Source), "8RV.WLK.3CO");
    assert_eq!(form.note(Field::Source), LiveNote::Progress("3 of 8 groups".to_owned()));
    paste(&mut form, &format!("  Activation Code:\t{}\r\n", TARGET.to_lowercase()));
    assert_eq!(form.setup.value(Field::Source), TARGET);
    assert_eq!(form.note(Field::Source), LiveNote::Right("8 of 8 groups".to_owned()));
    press(&mut form, "Ctrl-u");
    paste(&mut form, &format!("{SOURCE}\n{TARGET}\n"));
    assert_eq!((form.setup.value(Field::Source), form.setup.value(Field::Target)), (SOURCE, TARGET));
}

#[test]
fn a_column_of_serial_numbers_fills_the_empty_fields_below_and_never_writes_over_one() {
    let mut form = form(setup(), "PgDn Tab Tab Tab");
    let serial = |n: usize| format!("{n:03}-NMO-IL5-OYI-9SO-LCU-4SQ-QUT");
    form.setup.put(Field::Cell(2, Column::Serial), SERIAL);
    paste(&mut form, &(0..4).map(|n| serial(n) + "\n").collect::<String>());
    let serials: Vec<&str> = (0..4).map(|row| form.setup.value(Field::Cell(row, Column::Serial))).collect();
    assert_eq!(serials, [&serial(0), &serial(1), SERIAL, ""]);
    assert!(form.notice.unwrap().text.contains("No empty field was left for 2"));
}

#[test]
fn what_is_incomplete_is_quiet_while_it_is_typed_and_said_when_it_is_left() {
    let mut form = form(setup(), "Tab \"8rv\"");
    assert_eq!(form.note(Field::Source), LiveNote::Progress("1 of 8 groups".to_owned()));
    assert_eq!(form.note(Field::Target), LiveNote::Quiet, "nobody was there yet");
    press(&mut form, "Tab");
    assert_eq!(form.note(Field::Source), LiveNote::Fault("only 1 of 8 groups".to_owned()));
    assert!(matches!(form.note(Field::Name), LiveNote::Fault(_)), "it was passed by");
    press(&mut form, "Shift-Tab");
    assert_eq!(form.note(Field::Source), LiveNote::Progress("1 of 8 groups".to_owned()));
}

#[test]
fn an_address_is_wrong_from_its_first_wrong_character_on() {
    let mut setup = setup();
    let field = Field::Cell(0, Column::Center);
    for (text, place) in [
        ("", None),
        ("htt", None),
        ("https://lt.acme.example/ServiceCenter", None),
        ("htp", Some(2)),
        ("lt.acme.example", Some(0)),
        ("https://lt acme", Some(10)),
        ("https://me@lt", Some(10)),
        ("https://lt/?key", Some(11)),
    ] {
        setup.put(field, text);
        let said = match setup.while_typing(field) {
            LiveNote::Wrong { place, .. } => Some(place),
            _ => None,
        };
        assert_eq!(said, place, "{text}");
    }
}

#[test]
fn times_are_taken_in_the_zone_of_the_machine_and_kept_with_their_offset() {
    for (start, end, spelled) in [
        ("2026-11-28 22:00", "2026-11-29 02:00", ["2026-11-28T22:00:00+01:00", "2026-11-29T02:00:00+01:00"]),
        ("2026-07-01T22:00", "02:00", ["2026-07-01T22:00:00+02:00", "2026-07-02T02:00:00+02:00"]),
        ("2026-07-01 01:00", "2:00", ["2026-07-01T01:00:00+02:00", "2026-07-01T02:00:00+02:00"]),
        (
            "2026-11-28T21:00:00Z",
            "2026-11-29T02:00:00-05:00",
            ["2026-11-28T22:00:00+01:00", "2026-11-29T02:00:00-05:00"],
        ),
    ] {
        let mut form = form(whole(), "PgDn PgDn");
        paste(&mut form, start);
        press(&mut form, "Tab");
        paste(&mut form, end);
        press(&mut form, "Tab");
        assert_eq!([Field::Start, Field::End].map(|field| form.setup.value(field)), spelled);
        assert!(catalog::infrastructure("it", &form.setup.text()).unwrap().infrastructure.window.is_some());
    }
}

#[test]
fn times_that_make_no_window_are_told_so() {
    for (start, end, said) in [
        ("2026-11-28", "", "a date and a time"),
        ("tomorrow", "", "a date and a time"),
        ("2026-10-25 02:30", "", "the clocks are changed"),
        ("2026-11-28 22:00", "", "or leave both empty"),
        ("", "2026-11-28 22:00", "or leave both empty"),
        ("2026-11-28 22:00", "2026-11-28 21:00", "closes after it opens"),
    ] {
        let mut setup = whole();
        setup.put(Field::Start, start);
        setup.put(Field::End, end);
        let faults = setup.faults();
        assert!(faults.iter().any(|fault| fault.what.contains(said)), "{start}, {end}: {faults:?}");
    }
}

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
    assert!(form.notice.as_ref().unwrap().text.contains("nothing to take back"));
    point(&mut form, TabStop::Button(Button::Up));
    point(&mut form, TabStop::Button(Button::Up));
    point(&mut form, TabStop::Button(Button::Up));
    assert_eq!(names(&form.setup), ["Quality", "LifeTime", "Development", "Production"]);
    press(&mut form, "Enter");
    point(&mut form, TabStop::Button(Button::Down));
    assert_eq!(names(&form.setup), ["LifeTime", "Quality", "Development", "Production"]);
    point(&mut form, TabStop::Field(Field::Cell(3, Column::Name)));
    press(&mut form, "Ctrl-n \"Branch\" Tab Right");
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
fn a_no_is_told_with_its_reason_and_keeps_the_start_closed() {
    let mut form = form(whole(), "PgDn PgDn PgDn PgDn Down n");
    assert_eq!(form.at, TabStop::Field(Field::Requirement(1)), "the reason is there to be read");
    let LiveNote::Fault(why) = form.note(Field::Requirement(1)) else { panic!("a no is a fault") };
    assert!(why.contains("cannot be moved in part"));
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
    let mut form = form(setup(), "PgDn PgDn PgDn PgDn PgDn");
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
    let mut form = form(whole(), "PgDn PgDn PgDn Down PgDn");
    assert_eq!(form.setup.requirements().len(), 2);
    assert!(!form.setup.is_complete());
    press(&mut form, "PgUp Up");
    assert!(form.setup.is_complete());
}

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
    assert!(interview.prompt(Ask::Center(0)).contains("- takes it away"));
    interview.answer("-").unwrap();
    assert_eq!(interview.setup.value(Field::Cell(0, Column::Center)), "");
}

#[test]
fn a_draft_of_the_screen_goes_on_in_lines_and_the_other_way_round() {
    let mut form = form(whole(), "PgDn Ctrl-n \"Branch\" Tab");
    let answers = form.to_keep().unwrap().answers;
    let mut interview = Interview::new(setup().resumed(answers), None);
    while let Some(ask) = interview.ask {
        let kept = interview.beginning();
        interview.answer(&kept).unwrap_or_else(|why| panic!("{ask:?}: {why}"));
    }
    let mut form = Form::new(setup().resumed(interview.draft().answers), SetupPage::Review);
    assert_eq!(press(&mut form, "Enter"), Some(Filled::Complete));
    assert!(names(&form.setup).contains(&"Branch"));
}

/// Anything that a person, or a cat on the keyboard, may type.
fn keys() -> impl Strategy<Value = String> {
    let key = prop_oneof![
        8 => "[ -~]{1,12}".prop_map(|text| format!("\"{}\"", text.replace('"', "x"))),
        2 => "[\\PC]{1,6}".prop_map(|text| format!("\"{}\"", text.replace('"', "x"))),
        20 => prop::sample::select(vec![
            "Tab", "Shift-Tab", "Up", "Down", "Left", "Right", "Enter", "PgDn", "PgUp", "Ctrl-n", "Ctrl-d", "Ctrl-z",
            "Backspace", "Ctrl-u", "Home", "y", "n",
        ])
        .prop_map(str::to_owned),
    ];
    prop::collection::vec(key, 0..60).prop_map(|keys| keys.join(" "))
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
            let read: Vec<_> = read.infrastructure.environments.iter().map(|one| (one.name.clone(), one.role)).collect();
            let answered: Vec<_> = form.setup.answers.environments.iter().map(|one| (one.name.clone(), one.role)).collect();
            prop_assert_eq!(read, answered);
        }
    }

    #[test]
    fn going_back_and_on_again_loses_no_answer(keys in keys()) {
        let mut form = form(setup(), &keys);
        form.complete();
        let before = form.setup.answers.clone();
        press(&mut form, "PgDn PgDn PgDn PgDn PgDn Esc Esc Esc Esc Esc PgDn PgUp Tab Tab Shift-Tab");
        prop_assert_eq!(form.setup.answers, before);
    }
}
