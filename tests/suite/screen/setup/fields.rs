//! Fields: what is said while codes, serial numbers, addresses and times are typed.

use acmove::{
    catalog,
    setup::{
        Column, Field, LiveNote, TabStop,
        interview::{Ask, Interview},
    },
};

use super::{SERIAL, SOURCE, TARGET, form, paste, press, setup, typing, whole};
use crate::harness::story::EDITIONS;

#[test]
fn the_first_wrong_character_of_a_code_is_pointed_at_and_what_is_right_so_far_is_counted() {
    for (text, said) in [
        ("", "nothing"),
        ("8R", "0"),
        ("8RV", "1"),
        ("8rv.wlk.", "2"),
        (SOURCE, "whole"),
        ("8RV.W\u{e4}K", "5: not a letter or digit"),
        ("8RV\u{2011}", "3: U+2011 (non-breaking hyphen): type ."),
        ("8RV.\u{41a}", "4: U+041A (Cyrillic letter): only looks like K"),
        ("8RV.W LK", "2"),
        ("8RVW", "3: a dot is missing here"),
        ("8RV.WL.3", "6: a group has 3 characters"),
        ("8RV-", "3: a dot belongs here"),
        (&format!("{SOURCE}X"), "31: too long: there are only 8 groups"),
        (&format!("{SOURCE}."), "31: too long: there are only 8 groups"),
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
    assert!(form.notice.unwrap().text.contains("2 of the pasted values did not fit"));
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
fn a_window_that_is_over_long_or_far_away_has_to_be_confirmed() {
    for (start, end, said) in [
        ("2026-09-01 22:00", "02:00", "the window ended 87 days ago, at 2026-09-02 02:00 (+02:00)"),
        ("2026-11-27 22:00", "02:00", "the window ended 20 h ago, at 2026-11-28 02:00 (+01:00)"),
        ("2026-11-28 22:00", "2026-12-29 02:00", "the window lasts 30 days"),
        ("2028-11-28 22:00", "02:00", "the window opens in 731 days, at 2028-11-28 22:00 (+01:00)"),
    ] {
        let mut form = form(whole(), "PgDn PgDn");
        paste(&mut form, start);
        press(&mut form, "Tab");
        paste(&mut form, end);
        press(&mut form, "PgDn PgDn PgDn PgDn Enter");
        assert_eq!(form.at, TabStop::Field(Field::Requirement(3)), "{start}: it is asked before the start");
        let question = &form.setup.questions()[3].question;
        assert!(question.contains(said), "{question}");
        press(&mut form, "n");
        assert!(!form.setup.is_complete());
        press(&mut form, "y");
        assert!(form.setup.is_complete(), "{:?}", form.setup.faults());
        form.setup.put(Field::Start, "2026-10-01 22:00");
        form.setup.put(Field::End, "2026-10-02 02:00");
        assert!(!form.setup.is_complete(), "change window is asked about anew");
        form.setup.put(Field::Start, "2026-11-28 23:00");
        form.setup.put(Field::End, "2026-11-29 05:00");
        assert!(form.setup.is_complete(), "{:?}", form.setup.faults());
    }
}

#[test]
fn in_lines_a_window_that_looks_wrong_is_asked_about_and_corrected() {
    let mut interview = Interview::new(setup(), None);
    for answer in ["ACME", SOURCE, TARGET, EDITIONS[0], "Users", "yes"] {
        interview.answer(answer).unwrap();
    }
    (0..8).for_each(|_| interview.answer("").unwrap());
    let why = interview.answer("2025-11-28 22:00").unwrap_err();
    assert_eq!(why, "That was 365 days ago. Correct it, or leave both empty.");
    interview.answer("2026-10-28 22:00").unwrap();
    interview.answer("02:00").unwrap();
    interview.answer("no").unwrap();
    let prompt = interview.prompt(interview.ask.unwrap());
    assert!(prompt.starts_with("To confirm: As it stands, the window ended 30 days ago"), "{prompt}");
    interview.answer("no").unwrap();
    assert_eq!((interview.ask, interview.beginning().as_str()), (Some(Ask::Start), "2026-10-28T22:00:00+01:00"));
    interview.answer("2026-11-28 22:00").unwrap();
    interview.answer("02:00").unwrap();
    interview.answer("no").unwrap();
    assert_eq!(interview.ask, Some(Ask::Requirement(0)), "a window of tonight is not asked about");
}

#[test]
fn times_that_make_no_window_are_told_so() {
    for (start, end, said) in [
        ("2026-11-28", "", "a date and a time"),
        ("tomorrow", "", "a date and a time"),
        ("2026-10-25 02:30", "", "the clocks change"),
        ("2026-11-28 22:00", "", "or leave both times empty"),
        ("", "2026-11-28 22:00", "or leave both times empty"),
        ("2026-11-28 22:00", "2026-11-28 21:00", "must close after it opens"),
        ("2025-11-28 22:00", "2025-11-29 02:00", "That was 365 days ago. Correct it"),
    ] {
        let mut setup = whole();
        setup.put(Field::Start, start);
        setup.put(Field::End, end);
        let faults = setup.faults();
        assert!(faults.iter().any(|fault| fault.what.contains(said)), "{start}, {end}: {faults:?}");
    }
}
