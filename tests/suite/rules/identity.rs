//! Activation Codes and Serial Numbers: what is accepted, and what is said about the rest.

use acmove::domain::{
    identity::{ActivationCode, IdentityKind, SerialNumber, typing::Typing},
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
    assert_eq!(wrong_code("8RV.WLK.3CO"), "3 groups, an Activation Code has 8");
    assert_eq!(wrong_code("8RV"), "1 group, an Activation Code has 8");
    assert_eq!(wrong_serial("XBI-NMO"), "2 groups, a Serial Number has 8");
    assert_eq!(wrong_code(&format!("{CODE}.AAA")), "9 groups, an Activation Code has 8");
}

#[test]
fn a_group_of_another_length_is_named() {
    let wrong = wrong_code("8RV.WLK.3COX.BL2.IQC.MNO.QJ3.GUT");
    assert_eq!(wrong, "group 3 is \"3COX\", each group of an Activation Code has 3 characters");
    assert!(wrong_code("8RV.WLK..BL2.IQC.MNO.QJ3.GUT").starts_with("group 3 is \"\""));
}

#[test]
fn a_character_that_does_not_occur_is_named() {
    let wrong = wrong_code("8RV.WLK.3C\u{d6}.BL2.IQC.MNO.QJ3.GUT");
    assert_eq!(wrong, "'\u{d6}' in group 3 cannot be part of an Activation Code: only letters A-Z and digits are");
}

#[test]
fn each_kind_is_recognised_where_the_other_is_expected() {
    assert_eq!(
        wrong_code(SERIAL),
        "this is a Serial Number, not an Activation Code: the Activation Code has dots, is the same in all \
         environments, and stands on every Licensing page"
    );
    assert_eq!(
        wrong_serial(CODE),
        "this is an Activation Code, not a Serial Number: the Serial Number has hyphens, and each environment has its \
         own on its Licensing page"
    );
}

#[test]
fn nothing_is_answered_with_an_example() {
    assert_eq!(wrong_code(" \n"), "nothing was given; an Activation Code looks like A1B.C2D.E3F.G4H.I5J.K6L.M7N.O8P");
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
