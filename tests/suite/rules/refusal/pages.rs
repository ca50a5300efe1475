//! Refused Licensing pages, claims and serial numbers.

use acmove::domain::{command::Command, infrastructure::Side, page::LicensingPage, plan::StepId, refusal::Refusal};

use super::{environment, reason, refused, refused_answer, see};
use crate::harness::story::{Story, claim, roll_back, serial, show};

fn shown(change: impl Fn(&mut LicensingPage)) -> String {
    let mut story = Story::paused();
    story.before("production/check-source");
    let mut page = story.page(3, Side::Source, "Ignore");
    change(&mut page);
    refused_answer(&mut story, "production/check-source", show(page))
}

#[test]
fn another_environments_page_does_not_count() {
    let other = "This is the Licensing page of Quality, not of Production. Open the Service Center of Production \
        and copy the page there.";
    assert_eq!(shown(|page| page.serial = Some(serial("QA7-1LT-Y6H-ZN0-3DF-V8P-2MX-W4J"))), other);
    assert_eq!(
        shown(|page| {
            page.serial = None;
            page.environment = Some("quality".to_owned());
        }),
        other
    );
}

#[test]
fn a_serial_number_that_nobody_has_does_not_count() {
    assert_eq!(
        shown(|page| page.serial = Some(serial("AAA-AAA-AAA-AAA-AAA-AAA-AAA-AAA"))),
        "This page shows serial number AAA-AAA-AAA-AAA-AAA-AAA-AAA-AAA, but Production has \
         XBI-NMO-IL5-OYI-9SO-LCU-4SQ-QUT. Open the page of Production; if its serial number was mistyped or has \
         changed (a restarted or moved server), choose \"serial changed\" first."
    );
}

#[test]
fn a_serial_number_that_is_nearly_the_known_one_is_told_what_differs() {
    let near = serial("XBI-NM0-IL5-OYI-9SO-LCU-4SQ-QUT");
    let differs = "It differs in 1 character: group 2, character 3 is 0 (digit), not O (letter).";
    let words = shown(|page| page.serial = Some(near.clone()));
    assert!(words.contains(&format!("has XBI-NMO-IL5-OYI-9SO-LCU-4SQ-QUT. {differs} Open")), "{words}");
    let mut story = Story::paused();
    let page = LicensingPage { serial: Some(near), ..LicensingPage::default() };
    let words = refused(&mut story, &see(page));
    let nearly = format!("It is similar to the one of Production, XBI-NMO-IL5-OYI-9SO-LCU-4SQ-QUT. {differs}");
    assert!(words.ends_with(&nearly), "{words}");
}

#[test]
fn a_page_whose_values_cannot_be_read_is_told_what_is_odd_about_them() {
    let odd = "Serial Number cannot be read: the 4th character is U+2011 (non-breaking hyphen), where - belongs.";
    let words = shown(|page| {
        page.serial = None;
        page.problems = vec![odd.to_owned(), "The clock has different values in this text.".to_owned()];
    });
    assert_eq!(
        words,
        format!(
            "The page is incomplete: Serial Number. {odd} Copy the whole page from the browser with Ctrl+A, Ctrl+C, \
             or save the page as HTML and select that file."
        )
    );
}

#[test]
fn a_page_that_does_not_say_enough_is_told_what_is_missing() {
    assert_eq!(
        shown(|page| {
            page.intellectual_property = None;
            page.serial = None;
        }),
        "The page is incomplete: Serial Number, Intellectual Property. Filter the features by Intellectual \
         Property, then copy the whole page with Ctrl+A, Ctrl+C."
    );
}

#[test]
fn a_page_looked_at_outside_a_check_must_say_whose_it_is() {
    let mut story = Story::paused();
    let words = refused(&mut story, &see(LicensingPage::default()));
    assert_eq!(
        words,
        "The page shows no serial number of an environment here, so acmove cannot tell which environment it belongs \
         to."
    );
    assert!(Refusal::NotAPage.to_string().starts_with("This is not a Licensing page. In Service Center, open"));
}

#[test]
fn a_claim_says_something() {
    let mut story = Story::paused();
    story.before("production/check-source");
    let words = refused_answer(&mut story, "production/check-source", claim(" "));
    assert_eq!(words, "Type the value under Limit and Usage, or \"missing\" if there is none.");
    story.through("lifetime/check-target").grant(&roll_back()).before("lifetime/confirm-source");
    let words = refused_answer(&mut story, "lifetime/confirm-source", claim("BBB"));
    assert_eq!(words, "The page must show AAA here. Paste the page, or type \"AAA\" if you see that code there.");
    story.done("lifetime/confirm-source", claim("aaa"));
}

#[test]
fn a_page_outranks_a_word() {
    let mut story = Story::paused();
    story.before("lifetime/check-target");
    let page = LicensingPage { license_type: Some("Development".to_owned()), ..story.page(0, Side::Source, "Ignore") };
    story.done("lifetime/check-target", show(page));
    let words = refused_answer(&mut story, "lifetime/check-target", claim("Protected"));
    assert_eq!(
        words,
        "The last Licensing page of LifeTime showed Activation Code: 8RV.WLK.3CO.BL2.IQC.MNO.QJ3.GUT, and a page \
         overrides a report. Paste a page that shows K2D.0QX.7LM.ZP4.A8S.1RT.WQ9.B3N, or redo the upload."
    );
    let again = Command::DoAgain { step: StepId::from("lifetime/upload-target"), reason: reason() };
    story.grant(&again).through("lifetime/upload-target").done("lifetime/check-target", claim("Protected"));
}

#[test]
fn a_serial_number_belongs_to_one_environment() {
    let mut story = Story::paused();
    let change = |text: &str| Command::ChangeSerial {
        environment: environment("production"),
        serial: serial(text),
        reason: reason(),
    };
    assert_eq!(
        refused(&mut story, &change("QA7-1LT-Y6H-ZN0-3DF-V8P-2MX-W4J")),
        "QA7-1LT-Y6H-ZN0-3DF-V8P-2MX-W4J is the serial number of Quality, and two environments cannot share one. \
         Check the page or the number."
    );
    assert_eq!(
        refused(&mut story, &change("XBI-NMO-IL5-OYI-9SO-LCU-4SQ-QUT")),
        "Production already has this serial number."
    );
}
