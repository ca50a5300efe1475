//! What a page says of its license as a whole: one good sentence, and everything else.

use acmove::domain::{
    notice::NoticeMeaning::{
        self, Clock, EndsSoon, Expired, ExpiredOrOverLimits, Invalid, NearLimits, NoLicense, NotInstalled, NotLicensed,
        OtherServer, OverLimits, Unknown,
    },
    page::Banner,
};

use super::{CODE, SERIAL, page};

const GOOD: &str = "Your license is valid for this server and all features are within licensed limits.";
/// The vendor's sentences, what each means, and what the page then says of its license.
const DOCUMENTED: [(&str, NoticeMeaning, Banner); 17] = [
    (
        "This server license has expired. Your Service Center administrator must request a new license",
        Expired,
        Banner::Invalid,
    ),
    (
        "This server license has expired. Your Service Center administrator must request a new license within 7 days",
        Expired,
        Banner::Invalid,
    ),
    (
        "This server license will expire within 12 days. Your Service Center administrator should request one",
        EndsSoon,
        Banner::None,
    ),
    ("No license was found for this server", NoLicense, Banner::Invalid),
    ("Cannot perform the operation. No license was found for this server", NoLicense, Banner::Invalid),
    (
        "The license found is not valid for this server because it was issued to a server with serial number 'KSM-OIR-8NU-JAQ-2BH-X45-5VZ-GTS'",
        OtherServer,
        Banner::WrongServer,
    ),
    ("Cannot perform the operation. The license found is not valid for this server", Invalid, Banner::Invalid),
    (
        "This server is consuming more resources than allowed by its license. Either the license contract must be changed or the features usage decreased",
        OverLimits,
        Banner::Invalid,
    ),
    (
        "This server is consuming more resources than allowed by its license. Either the license contract should be changed or the features usage decreased",
        NearLimits,
        Banner::None,
    ),
    (
        "Cannot perform the operation. Either this server license has expired or it is consuming more resources than allowed",
        ExpiredOrOverLimits,
        Banner::Invalid,
    ),
    (
        "You cannot publish more modules because you reached the limit of 400 Software Units that this server license allows",
        OverLimits,
        Banner::Invalid,
    ),
    (
        "You should not publish more modules because you reached the limit of 400 Software Units that this server license allows",
        NearLimits,
        Banner::None,
    ),
    (
        "Cannot perform the operation. The Debugger feature is not licensed in this server. Contact somebody",
        NotLicensed,
        Banner::Invalid,
    ),
    (
        "Your license is invalid because the clock of your Platform Server has (or had) a time lag for the right date and time.",
        Clock,
        Banner::Clock,
    ),
    ("There was an internal error installing the license", NotInstalled, Banner::Invalid),
    ("The license could not be installed.", NotInstalled, Banner::Invalid),
    ("Your license has been revoked and is no longer accepted.", Invalid, Banner::Invalid),
];
const OTHER_CODE: &str = "K2D.0QX.7LM.ZP4.A8S.1RT.WQ9.B3N";

/// A page with something in the place of the banner, and something after its values.
fn with(banner: &str, after: &str) -> String {
    format!(
        "Licensing\nUpload New License\nBackup License\nAudit License\nContact OutSystems Sales\n{banner}\n\
        Organization Name\tACME\nLicense Type\tProduction\nActivation Code\t{CODE}\nSerial Number\t{SERIAL}\n\
        End Date\tNever\n{after}\n"
    )
}

fn said(banner: &str) -> (Banner, Option<NoticeMeaning>) {
    let page = page(&with(banner, ""));
    (page.banner, page.notice.map(|notice| notice.meaning))
}

#[test]
fn only_the_good_sentence_is_a_valid_license() {
    for good in [
        GOOD,
        "your license is valid for this server and all features are within licensed limits",
        "Your license is valid for this server and all features\nare within licensed limits.",
        "Contact OutSystems Sales | Your license is valid for this server and all features are within licensed limits.",
    ] {
        assert_eq!(said(good), (Banner::Valid, None), "{good}");
    }
    for other in [
        "",
        "Your license is valid for this server but some features exceed their limits.",
        "Your license is valid for this server",
        "Your license is valid for this server and all features are within licensed limits until tomorrow.",
        "It is not true that your license is valid for this server and all features are within licensed limits.",
        "Sua licença é válida para este servidor.",
        "このライセンスは有効です。",
        "Something is wrong here, ask somebody.",
    ] {
        let (banner, notice) = said(other);
        assert_eq!((banner, notice), (Banner::None, (!other.is_empty()).then_some(Unknown)), "{other}");
    }
}

#[test]
fn the_documented_sentences_are_known_by_their_meaning() {
    for (sentence, meaning, banner) in DOCUMENTED {
        assert_eq!(said(sentence), (banner, Some(meaning)), "{sentence}");
        let beside = said(&format!("{GOOD}\n{sentence}"));
        let worse = if banner == Banner::None { Banner::Valid } else { banner };
        assert_eq!(beside, (worse, Some(meaning)), "beside the good sentence: {sentence}");
    }
}

#[test]
fn a_sentence_about_the_license_counts_wherever_it_stands() {
    let somewhere = page(&with(GOOD, "Remember that this license ends with the contract of ACME."));
    assert_eq!(somewhere.notice.map(|notice| notice.meaning), Some(Unknown));
    let list = "OutSystems Features\nFeature\tLimit\tUsage\n\tHide License Note\nHides the license note of applications.\t1\t0\n\
        Production\nManage all environments in LifeTime\nLicensed to ACME\nProduction purpose\n";
    assert_eq!(page(&with(GOOD, list)).notice, None, "descriptions of features say nothing about the license");
}

#[test]
fn a_second_value_that_differs_leaves_none_however_it_is_written() {
    for second in [
        format!("Activation code\n{OTHER_CODE}"),
        format!("\u{410}ctivation Code\t{OTHER_CODE}"),
        format!("Current Activation Code\n{OTHER_CODE}"),
        format!("see {OTHER_CODE}, too"),
        format!("Activation code\n{}", OTHER_CODE.replace('.', "\u{b7}")),
    ] {
        let page = page(&with(GOOD, &second));
        assert!(page.activation_code.is_none() && !page.problems.is_empty(), "{second}");
    }
    assert_eq!(page(&with(GOOD, "serial number\nKSM-OIR-8NU-JAQ-2BH-X45-5VZ-GTS")).serial, None);
    assert_eq!(page(&with(GOOD, "License type:\tDevelopment")).license_type, None);
    assert_eq!(page(&with(GOOD, "END date\n2020-01-01")).end_date, None);
    let same = page(&with(GOOD, &format!("Activation code\n{CODE}\nLicense type\tProduction")));
    assert!(same.activation_code.is_some() && same.license_type.is_some() && same.problems.is_empty());
    let rows = format!(
        "Intellectual Property\n{}\tIgnore\tIgnore\nIntellectual property\tProtected\tProtected",
        super::DESCRIPTION
    );
    assert_eq!(page(&with(GOOD, &rows)).intellectual_property, None);
}

#[test]
fn a_feature_that_is_used_more_than_allowed_is_found() {
    let over = |rows: &str| {
        let page = page(&with(GOOD, &format!("Feature\tLimit\tUsage\n{rows}")));
        page.over_limits.iter().map(ToString::to_string).collect::<Vec<_>>()
    };
    assert_eq!(over("\tApplication Objects\nCounts them.\t1,000\t1328"), ["Application Objects 1328 of 1000"]);
    assert_eq!(over("Users\nThose who log in.\n99\nPeak: 138\n"), ["Users 138 of 99"]);
    assert_eq!(over("SAP\nA connector.\t1\t2 SAP Extensions"), ["SAP 2 of 1"]);
    for fine in
        ["\tUsers\nX.\tUnlimited\t1328", "\tUsers\nX.\t99\t38", "\tVersion\nX.\t9\t9.0.1.18", "\tUsers\nX.\t99\t99"]
    {
        assert_eq!(over(fine), [""; 0], "{fine}");
    }
}

#[test]
fn what_only_the_page_has_is_not_in_a_mail() {
    assert!(page(&with(GOOD, "")).is_whole && page(&with("", "")).is_whole);
    let mail = format!(
        "Hello,\nOrganization Name: ACME\nLicense Type: Production\nActivation Code: {CODE}\nSerial Number: {SERIAL}\n"
    );
    assert!(!page(&mail).is_whole);
}
