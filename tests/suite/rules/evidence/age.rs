//! Nothing older than a deed proves it, and a page outranks a word, whichever way it is given.

use acmove::domain::{
    command::Command,
    infrastructure::Side,
    outlook::Standing,
    page::LicensingPage,
    run::{Evidence, Holding},
};
use jiff::SignedDuration;

use super::{PRODUCTION, fresh, page, seen, shown};
use crate::harness::story::{EDITIONS, FOUR, Story, claim, env_ix, roll_back};

const CHECK: &str = "production/check-target";

fn holding(story: &Story) -> Holding {
    story.run.environment(env_ix(PRODUCTION)).license.holding
}

fn refused_as_old(found: Result<Standing, String>) -> bool {
    found.is_err_and(|refusal| refusal.contains("the same as before the upload"))
}

#[test]
fn a_rollback_is_not_proved_by_the_text_from_before_the_upload() {
    let mut story = Story::paused();
    story.before("production/check-source");
    let old = fresh(&story, page(&story, Side::Source));
    story.done("production/check-source", old.clone());
    story.through(CHECK).grant(&roll_back()).before("production/confirm-source");
    let refusal = story.answer("production/confirm-source", old).unwrap_err().to_string();
    assert!(refusal.contains("the same as before the upload"), "{refusal}");
    let now = page(&story, Side::Source);
    assert_eq!(shown(&mut story, "production/confirm-source", now), Ok(Standing::Done(Evidence::Verified)));
}

#[test]
fn a_text_from_before_proves_nothing_when_the_target_is_obtained_again_everywhere() {
    let mut story = Story::paused();
    story.before("lifetime/check-target");
    let old = fresh(&story, story.page(0, Side::Target, "Protected"));
    story.done("lifetime/check-target", old.clone());
    story.before("development/check-target");
    let ignore = story.page(1, Side::Target, "Blocked");
    shown(&mut story, "development/check-target", ignore).unwrap();
    story.grant(&Command::SupportAnswered { note: "corrected".to_owned() }).before("lifetime/check-target");
    assert!(story.answer("lifetime/check-target", old).is_err());
}

#[test]
fn another_copy_of_a_page_from_before_is_known_by_the_clock_of_its_server() {
    let mut story = Story::paused();
    story.before("production/check-source");
    let source = page(&story, Side::Source);
    shown(&mut story, "production/check-source", source.clone()).unwrap();
    story.through(CHECK).grant(&roll_back()).before("production/confirm-source");
    assert!(refused_as_old(shown(&mut story, "production/confirm-source", source)));
}

#[test]
fn a_page_with_the_source_after_a_claimed_upload_of_the_target_is_news_by_its_clock() {
    let mut story = Story::paused();
    story.before(CHECK).done(CHECK, claim("Protected"));
    let later = page(&story, Side::Source);
    let command = seen(&story, PRODUCTION, later);
    story.grant(&command);
    assert_eq!(holding(&story), Holding::Side(Side::Source, Evidence::Verified), "the upload did not take effect");
    assert_eq!(story.standing(CHECK), Standing::Reopened);
    assert!(story.answer(CHECK, claim("Protected")).is_err(), "a page outranks a word");
    assert!(!story.run.environment(env_ix(PRODUCTION)).license.may_be_target());
}

#[test]
fn one_that_may_be_from_before_hides_nothing() {
    for without_clock in [false, true] {
        let mut story = Story::paused();
        story.before("production/check-source");
        let clock = |page: LicensingPage| LicensingPage { clock: page.clock.filter(|_| !without_clock), ..page };
        let source = clock(page(&story, Side::Source));
        shown(&mut story, "production/check-source", source.clone()).unwrap();
        story.before("production/upload-target");
        // A page just before the upload, of the same content.
        let just_before = clock(page(&story, Side::Source));
        story.succeed("production/upload-target");
        let found = shown(&mut story, CHECK, just_before);
        assert_eq!(found, Ok(Standing::Failed));
        assert_eq!(holding(&story), Holding::Unknown, "it may have been copied before");
        assert!(story.run.environment(env_ix(PRODUCTION)).license.may_be_target(), "a rollback restores it");
        assert!(story.answer(CHECK, claim("Protected")).is_err(), "a page outranks a word");
        let target = clock(page(&story, Side::Target));
        assert_eq!(shown(&mut story, CHECK, target), Ok(Standing::Done(Evidence::Verified)));
    }
}

#[test]
fn a_clock_that_was_set_back_makes_no_expired_license_valid() {
    let mut story = Story::of(EDITIONS[0], FOUR);
    story.before("production/check-source");
    let expired = acmove::domain::page::EndDate::On("2026-11-01".parse().unwrap());
    let page = |story: &Story| LicensingPage { end_date: Some(expired.clone()), ..page(story, Side::Source) };
    let now = page(&story);
    assert_eq!(shown(&mut story, "production/check-source", now), Ok(Standing::Failed));
    let latest = story.run.latest;
    story.now -= SignedDuration::from_hours(24 * 365);
    let then = page(&story);
    assert_eq!(shown(&mut story, "production/check-source", then), Ok(Standing::Failed));
    assert_eq!(story.run.latest, latest, "nothing gets younger");
}

#[test]
fn a_copy_with_the_very_clock_of_a_page_from_before_is_that_page_soon_after_too() {
    let mut story = Story::of(EDITIONS[1], FOUR);
    story.before("production/upload-target");
    let old = page(&story, Side::Source);
    let command = seen(&story, PRODUCTION, old.clone());
    story.grant(&command).wait(3).through(CHECK).grant(&roll_back()).before("production/confirm-source");
    assert!(refused_as_old(shown(&mut story, "production/confirm-source", old)));
}
