//! Activation Codes and Serial Numbers: what is accepted, and what is said about the rest.

use acmove::domain::{
    identity::{ActivationCode, IdentityKind, SerialNumber, difference::Difference, typing::Typing},
    infrastructure::EnvironmentId,
};
use proptest::prelude::*;

use crate::harness::story::{code, serial};

const CODE: &str = "8RV.WLK.3CO.BL2.IQC.MNO.QJ3.GUT";
const SERIAL: &str = "XBI-NMO-IL5-OYI-9SO-LCU-4SQ-QUT";

fn wrong_code(text: &str) -> String {
    text.parse::<ActivationCode>().unwrap_err().to_string()
}

fn wrong_serial(text: &str) -> String {
    text.parse::<SerialNumber>().unwrap_err().to_string()
}

#[test]
fn lower_case_and_stray_blanks_are_forgiven() {
    for text in [CODE, "8rv.wlk.3co.bl2.iqc.mno.qj3.gut", "  8RV.WLK.3CO.\n BL2.IQC.MNO.QJ3.GUT\u{200b}\u{a0}"] {
        assert_eq!(code(text).as_str(), CODE);
    }
    assert_eq!(serial(" xbi-nmo-il5-oyi-9so-lcu-4sq-qut\r\n").as_str(), SERIAL);
}

#[test]
fn a_text_with_too_few_groups_is_told_how_many_there_must_be() {
    assert_eq!(wrong_code("8RV.WLK.3CO"), "3 groups, but an Activation Code has 8");
    assert_eq!(wrong_code("8RV"), "1 group, but an Activation Code has 8");
    assert_eq!(wrong_serial("XBI-NMO"), "2 groups, but a Serial Number has 8");
    assert_eq!(wrong_code(&format!("{CODE}.AAA")), "9 groups, but an Activation Code has 8");
}

#[test]
fn a_group_of_another_length_is_named() {
    let wrong = wrong_code("8RV.WLK.3COX.BL2.IQC.MNO.QJ3.GUT");
    assert_eq!(wrong, "group 3 is \"3COX\", but each group of an Activation Code has 3 characters");
    assert!(wrong_code("8RV.WLK..BL2.IQC.MNO.QJ3.GUT").starts_with("group 3 is \"\""));
}

/// What stands in a code for what it looks like, and what is said of it.
#[test]
fn a_character_that_does_not_occur_is_named_with_its_place_and_with_what_belongs_there() {
    for (odd, said) in [
        (
            "8RV.WLK.3C\u{d6}.BL2.IQC.MNO.QJ3.GUT",
            "the 11th character is U+00D6 (\u{d6}), where only letters A-Z and digits belong",
        ),
        ("8RV.WLK.3CO.BL2.IQC.MNO.QJ3.GU$", "the 31st character is $, where only letters A-Z and digits belong"),
        (
            "8RV.WLK.3\u{421}O.BL2.IQC.MNO.QJ3.GUT",
            "the 10th character is U+0421 (Cyrillic letter), which only looks like C",
        ),
        (
            "8RV.WLK.3C\u{39f}.BL2.IQC.MNO.QJ3.GUT",
            "the 11th character is U+039F (Greek letter), which only looks like O",
        ),
        (
            "\u{ff18}RV.WLK.3CO.BL2.IQC.MNO.QJ3.GUT",
            "the 1st character is U+FF18 (full-width digit), which only looks like 8",
        ),
        (
            "8RV.WLK.3CO.BL2.IQC.MNO.QJ3.GU\u{1d413}",
            "the 31st character is U+1D413 (mathematical letter or digit), which only looks like T",
        ),
        ("8RV\u{b7}WLK.3CO.BL2.IQC.MNO.QJ3.GUT", "the 4th character is U+00B7 (middle dot), where . belongs"),
        ("8RV-WLK.3CO-BL2.IQC.MNO.QJ3.GUT", "the 4th character is -, where . belongs; 1 more is odd"),
        ("8RV:WLK.3CO.BL2.IQC.MNO.QJ3.GUT", "the 4th character is :, where . belongs"),
        ("8RV. WLK. 3CO\u{2024}BL2.IQC.MNO.QJ3.GUT", "the 14th character is U+2024 (one dot leader), where . belongs"),
        (
            " \u{200b}8RV.WLK.3CO.BL2.\u{131}QC.MNO.QJ3.GUT",
            "the 17th character is U+0131 (i without its dot), which only looks like I",
        ),
        (
            "8RV.WLK.3CO.BL2.IQC.MNO.QJ3.G\u{df}",
            "the 30th character is U+00DF (sharp s), where only letters A-Z and digits belong",
        ),
    ] {
        assert_eq!(wrong_code(odd), said, "{odd}");
    }
    for (hyphen, name) in [
        ('\u{2010}', "hyphen"),
        ('\u{2011}', "non-breaking hyphen"),
        ('\u{2012}', "figure dash"),
        ('\u{2013}', "en dash"),
        ('\u{2014}', "em dash"),
        ('\u{2015}', "horizontal bar"),
        ('\u{2212}', "minus sign"),
        ('\u{ff0d}', "full-width hyphen"),
        ('\u{ad}', "soft hyphen"),
    ] {
        let odd = format!("the 4th character is U+{:04X} ({name}), where - belongs", u32::from(hyphen));
        assert_eq!(wrong_serial(&SERIAL.replacen('-', &hyphen.to_string(), 1)), odd);
        assert_eq!(wrong_serial(&SERIAL.replace('-', &hyphen.to_string())), format!("{odd}; 6 more are odd"));
    }
}

/// The words about two codes, and what points at their differences.
fn difference(expected: &str, found: &str) -> Option<(String, String)> {
    Difference::of(expected, found).map(|difference| (difference.words(), difference.pointers().trim_end().to_owned()))
}

#[test]
fn what_differs_between_nearly_the_same_codes_is_named_and_pointed_at() {
    let points = |places: &[usize]| {
        let last = places.iter().max().unwrap();
        (0..=*last).map(|at| if places.contains(&at) { '^' } else { ' ' }).collect::<String>()
    };
    for (found, places, words) in [
        (
            "8RV.WLK.3C0.BL2.IQC.MNO.QJ3.GUT",
            &[10][..],
            "It differs in 1 character: group 3, character 3 is 0 (digit), not O (letter).",
        ),
        ("8RV.WLK.3CD.BL2.IQC.MNO.QJ3.GUT", &[10], "It differs in 1 character: group 3, character 3 is D, not O."),
        (
            "8RV.WLK.3CO.8L2.1QC.MNO.QJ3.GUT",
            &[12, 16],
            "It differs in 2 characters: group 4, character 1 is 8 (digit), not B (letter); group 5, character 1 is 1 (digit), not I (letter).",
        ),
        (
            "8RV.WLK.3OC.BL2.IQC.MNO.QJ3.GUT",
            &[9, 10],
            "Two characters are swapped: group 3, character 2 and group 3, character 3 are OC, not CO.",
        ),
        (
            "8RV.WLK.3CB.OL2.IQC.MNO.QJ3.GUT",
            &[10, 12],
            "Two characters are swapped: group 3, character 3 and group 4, character 1 are BO, not OB.",
        ),
        (
            "8RV.WLK.3C0.8LZ.IQC.MN0.QJ3.GUT",
            &[10, 12, 14, 22],
            "It differs in 4 characters: group 3, character 3 is 0 (digit), not O (letter); group 4, character 1 is 8 (digit), not B (letter); group 4, character 3 is Z (letter), not 2 (digit); group 6, character 3 is 0 (digit), not O (letter).",
        ),
    ] {
        assert_eq!(difference(CODE, found), Some((words.to_owned(), points(places))), "{found}");
    }
    // One letter left out, and another typed at the end: the rest has moved.
    let (words, _) = difference(CODE, "8RV.WLK.COB.L2I.QCM.NOQ.J3G.UTX").unwrap();
    let moved = "It differs in 18 characters, from group 3, character 1 on: a character may be missing or typed twice.";
    assert_eq!(words, moved);
    assert!(difference(SERIAL, "XBI-NM0-IL5-OYI-9SO-LCU-4SQ-QUT").is_some());
    for other in [CODE, SERIAL, "K2D.0QX.7LM.ZP4.A8S.1RT.WQ9.B3N", "8RV.WLK.3CO.XXX.IQC.MNO.QJ3.GUT", "", "Ignore"] {
        assert_eq!(difference(CODE, other), None, "{other}");
    }
}

#[test]
fn each_kind_is_recognised_where_the_other_is_expected() {
    assert_eq!(
        wrong_code(SERIAL),
        "this is a Serial Number, not an Activation Code: the Activation Code has dots, is the same in all \
         environments, and is shown on every Licensing page"
    );
    assert_eq!(
        wrong_serial(CODE),
        "this is an Activation Code, not a Serial Number: the Serial Number has hyphens; each environment has its \
         own, shown on its Licensing page"
    );
}

#[test]
fn nothing_is_answered_with_an_example() {
    assert_eq!(wrong_code(" \n"), "the field is empty; an Activation Code looks like A1B.C2D.E3F.G4H.I5J.K6L.M7N.O8P");
    assert!(wrong_serial("").ends_with("looks like A1B-C2D-E3F-G4H-I5J-K6L-M7N-O8P"));
}

#[test]
fn a_download_tells_its_serial_number() {
    for name in
        [format!("{SERIAL}.lic"), format!("{SERIAL} (1).lic"), SERIAL.to_owned(), SERIAL.to_lowercase() + ".lic"]
    {
        assert_eq!(SerialNumber::at_start_of(&name), Some(serial(SERIAL)), "{name}");
    }
    for name in
        [format!("{SERIAL}X.lic"), "production.lic".to_owned(), String::new(), format!("a{SERIAL}"), "ä".repeat(31)]
    {
        assert_eq!(SerialNumber::at_start_of(&name), None, "{name}");
    }
}

#[test]
fn ids_are_made_from_names_of_any_script() {
    for (name, id) in [
        ("Production", "production"),
        ("Pre-Production 2", "pre-production-2"),
        ("  Qualität! ", "qualitat"),
        ("Pré-Produção", "pre-producao"),
        ("Pre\u{301}-Produc\u{327}a\u{303}o", "pre-producao"),
        ("Größe/Straße", "grosse-strasse"),
        ("本番", "ben-fan"),
        ("本番環境 (EU)", "ben-fan-huan-jing-eu"),
        ("ステージング", "sutezingu"),
        ("운영 서버", "unyeong-seobeo"),
        ("Продакшн", "prodakshn"),
        ("Παραγωγή", "paragoge"),
        ("الإنتاج", "lntj"),
        ("ქართული", "kartuli"),
        ("ｐｒｏｄ", "prod"),
        ("Nul", "nul"),
    ] {
        assert_eq!(EnvironmentId::from_name(name).unwrap().as_str(), id, "{name}");
    }
    for name in ["★★", "…", "--", ""] {
        assert!(EnvironmentId::from_name(name).is_err(), "{name}");
    }
}

#[test]
fn a_long_name_is_cut_after_a_word() {
    for (name, id) in [
        ("Production Environment of the Holding in Lisbon", "production-environment-of-the-holding-in"),
        ("Production Environment of the Holdings in Lisbon", "production-environment-of-the-holdings"),
        ("Pré-Produção Ambiente de Homologação Sul e Norte", "pre-producao-ambiente-de-homologacao-sul"),
        ("Supercalifragilisticexpialidocious-Environment", "supercalifragilisticexpialidocious"),
        ("A Supercalifragilisticexpialidociousnessandmore", "a-supercalifragilisticexpialidociousness"),
    ] {
        assert_eq!(EnvironmentId::from_name(name).unwrap().as_str(), id, "{name}");
    }
}

#[test]
fn ids_that_are_made_get_a_number_where_there_are_no_letters_or_they_are_taken() {
    let ids = |all: &[(Option<&str>, &str)]| {
        let all: Vec<_> = all.iter().map(|(id, name)| (id.map(|id| id.parse().unwrap()), *name)).collect();
        EnvironmentId::all(&all).iter().map(ToString::to_string).collect::<Vec<_>>()
    };
    assert_eq!(ids(&[(None, "LifeTime"), (None, "★"), (None, "★★")]), ["lifetime", "environment-2", "environment-3"]);
    assert_eq!(ids(&[(None, "QA (EU)"), (None, "QA-EU"), (None, "qa/eu")]), ["qa-eu", "qa-eu-2", "qa-eu-3"]);
    assert_eq!(ids(&[(Some("qa-eu-2"), "Other"), (None, "QA EU"), (None, "QA-EU")]), ["qa-eu-2", "qa-eu", "qa-eu-3"]);
    assert_eq!(
        ids(&[(Some("production"), "Quality"), (None, "Production")]),
        ["production", "production"],
        "said later"
    );
    let long = "Production Environment of the Holding in Lisbon";
    assert_eq!(ids(&[(None, long), (None, &format!("{long} 2"))])[1], "production-environment-of-the-holding-2");
    assert_eq!(ids(&[(None, "Environment 3"), (None, "A"), (None, "★")]), ["environment-3", "a", "environment-3-2"]);
}

proptest! {
    #[test]
    fn names_of_any_script_make_ids_that_are_valid_and_differ(names in prop::collection::vec("\\PC{0,50}", 1..12)) {
        let all: Vec<_> = names.iter().map(|name| (None, name.as_str())).collect();
        let ids = EnvironmentId::all(&all);
        let different: std::collections::BTreeSet<_> = ids.iter().collect();
        prop_assert_eq!(different.len(), names.len());
        for id in &ids {
            prop_assert!(id.as_str().parse::<EnvironmentId>().is_ok(), "{}", id);
        }
    }

    #[test]
    fn any_text_is_an_identity_or_told_why_not(text in "\\PC{0,40}") {
        if let Err(wrong) = text.parse::<ActivationCode>() {
            prop_assert!(!wrong.to_string().is_empty());
        }
        let _ = text.parse::<SerialNumber>();
        let _ = SerialNumber::at_start_of(&text);
    }

    #[test]
    fn an_identity_is_its_own_spelling(groups in prop::collection::vec("[A-Z0-9]{3}", 8)) {
        let (dots, hyphens) = (groups.join("."), groups.join("-"));
        prop_assert_eq!(String::from(code(&dots)), dots);
        prop_assert_eq!(String::from(serial(&hyphens)), hyphens);
    }
}

#[test]
fn a_letter_that_only_turns_into_one_of_the_form_is_not_one() {
    for strange in [
        "8RV.WLK.3CO.BL2.ıQC.MNO.QJ3.GUT",
        "8RV.WLK.3CO.BL2.IQC.MNO.QJ3.GUſ",
        "8RV.WLK.3CO.BL2.IQC.MNO.QJ3.Gß",
        "ﬃ.WLK.3CO.BL2.IQC.MNO.QJ3.GUT",
    ] {
        assert!(strange.parse::<ActivationCode>().is_err(), "{strange}");
        assert!(matches!(IdentityKind::ActivationCode.typing(strange), Typing::Wrong { .. }), "{strange}");
    }
}
