//! A license is valid only by the vendor's one good sentence, and only what was licensed before is taken for as good.

use acmove::domain::{
    command::StepCommand,
    event::Event,
    infrastructure::Side,
    notice::{Notice, NoticeMeaning},
    outlook::{HoldReason, Standing, State},
    page::{Banner, EndDate, LicensingPage, OverLimit},
    run::Evidence,
};

use super::{PRODUCTION, asks, page, shown};
use crate::harness::story::{EDITIONS, FOUR, Story, claim, env_ix};

const CHECK: &str = "production/check-target";

fn before_check(edition: &str) -> Story {
    let mut story = Story::of(edition, FOUR);
    story.before(CHECK);
    story
}

fn notice(meaning: NoticeMeaning) -> Notice {
    Notice { meaning, text: "what the page says".to_owned() }
}

fn accept(reason: &str) -> StepCommand {
    StepCommand::Accept { reason: reason.to_owned() }
}

#[test]
fn a_page_without_a_banner_or_with_an_unknown_sentence_is_asked_about_and_then_only_claimed() {
    for (banner, found) in [
        (None, "not said, never ends"),
        (Some(notice(NoticeMeaning::Unknown)), "a sentence that is not known; End Date Never"),
    ] {
        let mut story = before_check(EDITIONS[0]);
        let page = LicensingPage { banner: Banner::None, notice: banner, ..page(&story, Side::Target) };
        assert_eq!(shown(&mut story, CHECK, page), Ok(Standing::Failed));
        assert!(asks(&story));
        assert_eq!(story.outlook().holds[0].reason, HoldReason::PageAsks);
        assert!(story.answer(CHECK, claim("Protected")).is_err(), "a page outranks a word");
        assert!(story.answer(CHECK, accept(" ")).is_err(), "a reason is needed");
        story.done(CHECK, accept("Support says that this server shows none"));
        assert!(matches!(story.last(), Event::PageAccepted { rows, verified: false, .. }
            if rows.len() == 1 && rows[0].found.as_deref() == Some(found)));
        assert_eq!(story.standing(CHECK), Standing::Done(Evidence::Claimed));
        assert_ne!(story.state(), State::Held);
    }
}

#[test]
fn every_sentence_against_the_license_fails_and_nobody_can_accept_it() {
    use NoticeMeaning::{
        Clock, Expired, ExpiredOrOverLimits, Invalid, NoLicense, NotInstalled, NotLicensed, OtherServer, OverLimits,
    };
    for meaning in
        [OtherServer, Clock, NoLicense, NotInstalled, Expired, ExpiredOrOverLimits, OverLimits, NotLicensed, Invalid]
    {
        let mut story = before_check(EDITIONS[0]);
        let page = LicensingPage { notice: Some(notice(meaning)), ..page(&story, Side::Target) };
        assert_eq!(shown(&mut story, CHECK, page), Ok(Standing::Failed), "{meaning:?}");
        assert!(!asks(&story));
        assert!(story.answer(CHECK, accept("it is fine")).is_err(), "{meaning:?}");
    }
}

#[test]
fn a_mail_with_the_right_values_is_no_page() {
    for step in [CHECK, "production/check-source"] {
        let mut story = Story::of(EDITIONS[0], FOUR);
        story.before(step);
        let side = if step == CHECK { Side::Target } else { Side::Source };
        let mail = LicensingPage {
            banner: Banner::None,
            is_whole: false,
            intellectual_property: None,
            license_type: None,
            ..page(&story, side)
        };
        let refusal = shown(&mut story, step, mail).unwrap_err();
        assert!(refusal.starts_with("The page is incomplete: License"), "{refusal}");
    }
}

#[test]
fn a_license_of_another_type_than_under_the_source_fails() {
    let mut story = before_check(EDITIONS[0]);
    let other = LicensingPage { license_type: Some("Development".to_owned()), ..page(&story, Side::Target) };
    assert_eq!(shown(&mut story, CHECK, other), Ok(Standing::Failed));
    assert!(!asks(&story) && story.answer(CHECK, accept("it is fine")).is_err());
    let missing = LicensingPage { license_type: None, ..page(&story, Side::Target) };
    assert_eq!(
        shown(&mut story, CHECK, missing).unwrap_err().split(". ").next(),
        Some("The page is incomplete: License Type")
    );
}

#[test]
fn where_no_page_with_the_source_was_read_the_role_says_which_type_is_wrong() {
    let check = |role: &str, kind: Option<&str>| {
        let description = FOUR.replace("role = \"production\"", &format!("role = \"{role}\""));
        let description = description.replacen("role = \"test\"", "role = \"production\"", 1);
        let mut story = Story::of(EDITIONS[1], &description);
        story.before(CHECK);
        let page = LicensingPage { license_type: kind.map(str::to_owned), ..page(&story, Side::Target) };
        let standing = shown(&mut story, CHECK, page).unwrap();
        (standing, asks(&story))
    };
    let verified = (Standing::Done(Evidence::Verified), false);
    assert_eq!(check("production", Some("Production")), verified);
    assert_eq!(check("production", Some("Development")), (Standing::Failed, false));
    assert_eq!(check("production", Some("Trial")), (Standing::Failed, true));
    assert_eq!(check("production", None), (Standing::Failed, true));
    assert_eq!(check("development", Some("Production")), (Standing::Failed, true));
    assert_eq!(check("test", Some("Production")), verified);
    assert_eq!(check("test", Some("Development")), verified);
}

/// Changes that make a license worse, or another one.
type Worse = fn(&mut LicensingPage);

#[test]
fn what_is_worse_than_under_the_source_is_decided_with_a_reason_and_counts_as_verified() {
    let worse: [(&str, Worse); 6] = [
        ("End Date", |page| page.end_date = Some(EndDate::On("2027-06-30".parse().unwrap()))),
        ("End Date", |page| page.end_date = None),
        ("Edition Name", |page| page.edition = Some("Basic".to_owned())),
        ("Organization Name", |page| page.organization = None),
        ("Limits", |page| {
            page.over_limits = vec![OverLimit { feature: "Application Objects".to_owned(), limit: 1000, usage: 1328 }];
        }),
        ("License", |page| page.notice = Some(notice(NoticeMeaning::EndsSoon))),
    ];
    for (field, worsen) in worse {
        let mut story = Story::of(EDITIONS[0], FOUR);
        story.before("production/check-source");
        let named = |story: &Story, side| LicensingPage {
            organization: Some("ACME".to_owned()),
            edition: Some("OutSystems Universal".to_owned()),
            ..page(story, side)
        };
        let source = named(&story, Side::Source);
        shown(&mut story, "production/check-source", source).unwrap();
        story.before(CHECK);
        let mut target = named(&story, Side::Target);
        worsen(&mut target);
        assert_eq!(shown(&mut story, CHECK, target), Ok(Standing::Failed), "{field}");
        assert!(asks(&story), "{field}");
        story.done(CHECK, accept("agreed with the vendor"));
        let Event::PageAccepted { rows, .. } = story.last() else { panic!("{:?}", story.last()) };
        assert_eq!(rows.iter().map(|row| row.field.as_ref()).collect::<Vec<_>>(), [field]);
        let evidence = if field == "License" { Evidence::Claimed } else { Evidence::Verified };
        assert_eq!(story.standing(CHECK), Standing::Done(evidence), "{field}");
    }
}

#[test]
fn a_license_that_ends_soon_is_asked_about_where_nothing_tells_how_it_was_before() {
    for (end, passes) in [("2026-12-20", false), ("2027-12-20", true)] {
        let mut story = before_check(EDITIONS[1]);
        let page = LicensingPage { end_date: Some(EndDate::On(end.parse().unwrap())), ..page(&story, Side::Target) };
        let standing = shown(&mut story, CHECK, page).unwrap();
        assert_eq!(matches!(standing, Standing::Done(_)), passes, "{end}");
        assert_eq!(asks(&story), !passes);
    }
}

#[test]
fn a_claim_says_the_displayed_code_and_another_one_is_no_claim() {
    let mut story = before_check(EDITIONS[0]);
    let said = |code| StepCommand::Claim { code: Some(code), value: "Protected".to_owned(), note: String::new() };
    let refusal = story.answer(CHECK, said(Side::Source)).unwrap_err().to_string();
    assert!(refusal.starts_with("The page must show BBB here"), "{refusal}");
    story.done(CHECK, said(Side::Target));
    assert!(matches!(story.last(), Event::ValueClaimed { code: Some(Side::Target), .. }));
    assert_eq!(story.standing(CHECK), Standing::Done(Evidence::Claimed));
}

#[test]
fn what_a_later_page_shows_is_verified_the_claim_and_the_upload_before_it() {
    let mut story = before_check(EDITIONS[0]);
    story.done(CHECK, claim("Protected"));
    assert_eq!(story.standing("production/upload-target"), Standing::Done(Evidence::Claimed));
    let command = super::seen(&story, PRODUCTION, page(&story, Side::Target));
    story.grant(&command);
    for step in [CHECK, "production/upload-target"] {
        assert_eq!(story.standing(step), Standing::Done(Evidence::Verified), "{step}");
    }
}

#[test]
fn a_serial_number_is_learnt_from_a_page_that_counted_wherever_it_was_given() {
    let unknown = FOUR.replace("serial = \"XBI-NMO-IL5-OYI-9SO-LCU-4SQ-QUT\"\n", "");
    let mut story = Story::of(EDITIONS[1], &unknown);
    story.before("production/obtain-source");
    let command = super::seen(&story, PRODUCTION, page(&story, Side::Source));
    story.grant(&command);
    assert!(story.run.environment(env_ix(PRODUCTION)).serial.is_some());
    let mut story = Story::of(EDITIONS[1], &unknown);
    story.before("production/obtain-source");
    let invalid = LicensingPage { banner: Banner::Invalid, ..page(&story, Side::Source) };
    let command = super::seen(&story, PRODUCTION, invalid);
    story.grant(&command);
    assert!(story.run.environment(env_ix(PRODUCTION)).serial.is_none(), "not from one that speaks against itself");
}
