//! Two words for a backup: kept, its bytes were read back; proved, it was uploaded and its page then showed AAA.

use acmove::domain::{
    command::{Command, StepCommand},
    event::Event,
    infrastructure::Side,
    outlook::{Next, Standing, State},
    plan::StepId,
    rollback,
    run::{Evidence, Proof},
    sight::Sight,
    ticket::ticket,
};

use super::{PRODUCTION, page, seen, shown};
use crate::harness::story::{EDITIONS, FOUR, Story, env_ix, keep, report, roll_back};

fn proof(story: &Story) -> Option<Proof> {
    story.run.environment(env_ix(PRODUCTION)).proof(Side::Source)
}

fn again(step: &str) -> Command {
    Command::DoAgain { step: StepId::from(step), reason: "it was the wrong file".to_owned() }
}

fn plan(story: &Story) -> rollback::RollbackPlan<'_> {
    rollback::plan(&story.run, |_| Sight::Intact)
}

/// In today's edition, up to the confirmation of a rollback: the backup was never uploaded before.
fn rolling_back() -> Story {
    let mut story = Story::of(EDITIONS[1], FOUR);
    story.through("production/check-target").grant(&roll_back()).before("production/confirm-source");
    story
}

#[test]
fn a_backup_is_proved_when_its_page_shows_the_source_after_its_upload() {
    let mut story = Story::paused();
    story.through("production/upload-source");
    assert_eq!(proof(&story), Some(Proof::No), "it is uploaded, and nobody has looked");
    story.succeed("production/check-source");
    assert_eq!(proof(&story), Some(Proof::Yes));
    let mut story = Story::paused();
    story.before("production/check-source");
    let not_prepared = story.page(PRODUCTION, Side::Source, "Protected");
    shown(&mut story, "production/check-source", not_prepared).unwrap();
    assert_eq!(proof(&story), Some(Proof::Yes), "it shows AAA, whatever its Intellectual Property reads");
}

#[test]
fn in_todays_edition_every_backup_is_only_kept_before_the_first_upload_of_the_target() {
    let mut story = Story::of(EDITIONS[1], FOUR);
    story.before("lifetime/upload-target");
    assert!(story.run.environments().iter().all(|known| known.proof(Side::Source) == Some(Proof::No)));
    story.through("production/check-target");
    let plan = plan(&story);
    assert_eq!((plan.is_ready(), plan.backups().as_str()), (true, "4 kept, not proved"));
    let told = ticket(&story.run, story.outlook(), story.now);
    assert!(told.contains("Rollback: 4 to restore; 4 kept, not proved."), "{told}");
}

#[test]
fn a_backup_that_installs_the_target_is_disproved_and_never_offered_again() {
    let mut story = Story::paused();
    story.before("production/check-source");
    let target = page(&story, Side::Target);
    assert_eq!(shown(&mut story, "production/check-source", target), Ok(Standing::Failed));
    assert_eq!(proof(&story), Some(Proof::Disproved));
    let plan = plan(&story);
    assert!(!plan.is_ready(), "going back is not possible");
    assert_eq!(plan.missing().collect::<Vec<_>>(), [env_ix(PRODUCTION)]);
    story.grant(&again("production/upload-source"));
    let begin = StepCommand::Begin { vault: story.vault(PRODUCTION) };
    assert!(story.answer("production/upload-source", begin).is_err(), "it is not uploaded again");
    story.grant(&again("production/obtain-source")).succeed("production/obtain-source");
    assert_eq!(story.outlook().next, Next::Step(story.place("production/upload-source")), "another one is uploaded");
    story.through("production/check-source");
    assert_eq!(proof(&story), Some(Proof::Yes));
    story.finish_well();
    assert_eq!(story.state(), State::Done);
}

#[test]
fn in_the_middle_of_a_rollback_another_file_can_be_given() {
    let mut story = rolling_back();
    let wrong = page(&story, Side::Target);
    assert_eq!(shown(&mut story, "production/confirm-source", wrong), Ok(Standing::Failed));
    assert_eq!(proof(&story), Some(Proof::Disproved));
    assert!(!plan(&story).is_ready());
    story.grant(&again("production/obtain-source"));
    story.finish_well();
    assert_eq!((story.state(), proof(&story)), (State::RolledBack, Some(Proof::Yes)));
}

#[test]
fn a_rollback_that_begins_with_a_disproved_backup_asks_for_another_one() {
    let mut story = Story::paused();
    story.before("production/check-source");
    let target = page(&story, Side::Target);
    shown(&mut story, "production/check-source", target).unwrap();
    story.grant(&roll_back()).succeed("rollback/pause-production");
    assert_eq!(story.outlook().next, Next::Step(story.place("production/obtain-source")));
    story.finish_well();
    assert_eq!(story.state(), State::RolledBack);
}

#[test]
fn the_very_file_is_taken_again_only_where_it_may_not_have_been_uploaded_at_all() {
    // On the way back the page showed BBB before the upload, too.
    let mut story = rolling_back();
    let same = story.kept(PRODUCTION, Side::Source);
    let wrong = page(&story, Side::Target);
    shown(&mut story, "production/confirm-source", wrong).unwrap();
    story.grant(&again("production/obtain-source")).done("production/obtain-source", keep(same));
    assert_eq!(proof(&story), Some(Proof::No));
    // Forward AAA was seen before: it was this file that installed BBB.
    let mut story = Story::paused();
    let command = seen(&story, PRODUCTION, page(&story, Side::Source));
    story.grant(&command).before("production/check-source");
    let same = story.kept(PRODUCTION, Side::Source);
    let wrong = page(&story, Side::Target);
    shown(&mut story, "production/check-source", wrong).unwrap();
    story.grant(&again("production/obtain-source"));
    let refusal = story.answer("production/obtain-source", keep(same)).unwrap_err().to_string();
    assert!(refusal.contains("showed another code. Select"), "{refusal}");
}

#[test]
fn a_target_file_after_which_the_source_is_still_shown_is_tried_once_more_and_no_more() {
    let mut story = Story::paused();
    story.before("production/check-target");
    for disproves in [false, true] {
        let source = page(&story, Side::Source);
        assert_eq!(shown(&mut story, "production/check-target", source), Ok(Standing::Failed));
        assert!(matches!(story.last(), Event::PageFailed { tells, .. } if tells.disproves.is_some() == disproves));
        story.grant(&again("production/upload-target"));
        let begin = StepCommand::Begin { vault: story.vault(PRODUCTION) };
        assert_eq!(story.answer("production/upload-target", begin).is_err(), disproves);
        if !disproves {
            story.done("production/upload-target", StepCommand::Finish { note: String::new() });
        }
    }
    assert_eq!(proof(&story), Some(Proof::Yes), "the backup has nothing to do with it");
}

#[test]
fn a_backup_of_service_center_is_claimed_until_a_page_has_shown_the_source() {
    use acmove::domain::event::{Origin, Problem};
    let mut story = Story::of(EDITIONS[1], FOUR);
    story.before("lifetime/obtain-source").done("lifetime/obtain-source", report(Problem::SerialNotFound));
    let file = story.file(0, Side::Source);
    story.done("lifetime/obtain-source", StepCommand::Keep { file, origin: Origin::ServiceCenter });
    assert!(matches!(story.last(), Event::LicenseKept { unseen: true, .. }));
    assert_eq!(story.standing("lifetime/obtain-source"), Standing::Done(Evidence::Claimed));
}
