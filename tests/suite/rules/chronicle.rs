//! How a migration went over time: attempts, waits, the license of each environment, and what was checked.

use acmove::domain::{
    check::Verdict,
    chronicle::{Attempt, AttemptEnd, Why},
    command::{Command, StepCommand},
    event::Problem,
    infrastructure::Side,
    run::{Evidence, Holding},
};
use jiff::SignedDuration;

use crate::harness::{
    retold::Retold,
    story::{FOUR, IP_ERROR, Story, claim, env_ix, message, report, roll_back, show},
};

fn attempts(retold: &Retold, step: &str) -> Vec<Attempt> {
    let place = retold.session.run.plan.index(&step.into()).unwrap();
    retold.recorded.chronicle.attempts.iter().filter(|attempt| attempt.step == place).cloned().collect()
}

fn minutes(attempt: &Attempt) -> Option<i64> {
    attempt.taken().map(|taken| taken.as_mins())
}

/// What was waited for, and how many minutes.
fn waits(retold: &Retold) -> Vec<(String, i64)> {
    let run = &retold.session.run;
    let waits = &retold.recorded.chronicle.waits;
    waits.iter().map(|wait| (wait.words(run), wait.lasted(run.latest).as_mins())).collect()
}

fn hold(reason: &str) -> Command {
    Command::Hold { reason: reason.to_owned() }
}

#[test]
fn what_is_not_begun_takes_from_the_end_of_what_was_before_it() {
    let mut story = Story::paused();
    story.wait(6).through("production/obtain-source");
    story.done("production/upload-source", StepCommand::Begin { vault: story.vault(3) });
    story.wait(3).succeed("production/upload-source");
    let retold = Retold::story(&story);
    assert_eq!(attempts(&retold, "production/obtain-source").iter().map(minutes).collect::<Vec<_>>(), [Some(7)]);
    let upload = attempts(&retold, "production/upload-source");
    assert_eq!((upload.len(), minutes(&upload[0])), (1, Some(4)));
    assert_eq!(upload[0].end, AttemptEnd::Done(Evidence::Claimed));
}

#[test]
fn a_refusal_and_a_note_are_in_the_middle_of_the_work_and_not_its_beginning() {
    let mut story = Story::paused();
    story.wait(4).grant(&Command::Note { about: None, text: "coffee is ready".to_owned() });
    story.wait(4).through("production/obtain-source");
    assert_eq!(minutes(&attempts(&Retold::story(&story), "production/obtain-source")[0]), Some(10));
}

#[test]
fn what_was_begun_and_not_done_is_an_attempt_of_its_own_kind() {
    let mut story = Story::paused();
    story.before("production/upload-source");
    story.done("production/upload-source", StepCommand::Begin { vault: story.vault(3) });
    story.done("production/upload-source", StepCommand::Withdraw { note: String::new() });
    story.succeed("production/upload-source");
    let retold = Retold::story(&story);
    let ends: Vec<AttemptEnd> =
        attempts(&retold, "production/upload-source").iter().map(|attempt| attempt.end).collect();
    assert_eq!(ends, [AttemptEnd::Withdrawn, AttemptEnd::Done(Evidence::Claimed)]);
}

#[test]
fn a_hold_is_a_wait_and_what_was_done_after_it_began_nobody_knows_when() {
    let mut story = Story::paused();
    story.grant(&hold("the backup of the database runs"));
    story.wait(20).through("production/obtain-source");
    let retold = Retold::story(&story);
    assert_eq!(waits(&retold), [("on hold: the backup of the database runs".to_owned(), 21)]);
    assert_eq!(minutes(&attempts(&retold, "production/obtain-source")[0]), None);
}

#[test]
fn a_long_time_without_any_fact_is_a_wait_unless_something_was_under_way() {
    let mut story = Story::paused();
    story.wait(90).through("production/obtain-source");
    assert_eq!(waits(&Retold::story(&story)), [("nothing was recorded".to_owned(), 91)]);
    let mut story = Story::paused();
    story.before("production/upload-source");
    story.done("production/upload-source", StepCommand::Begin { vault: story.vault(3) });
    story.wait(90).succeed("production/upload-source");
    let retold = Retold::story(&story);
    assert_eq!(waits(&retold), []);
    assert_eq!(minutes(&attempts(&retold, "production/upload-source")[0]), Some(91));
}

#[test]
fn support_is_waited_for_from_what_failed_to_its_answer() {
    let mut story = Story::paused();
    story.done("production/obtain-source", report(Problem::SerialNotFound));
    story.wait(40).grant(&Command::SupportAnswered { note: "try again".to_owned() });
    story.through("production/obtain-source");
    let retold = Retold::story(&story);
    let waited = "Production: Obtain the AAA license and keep it as backup: waited for Support";
    assert_eq!(waits(&retold), [(waited.to_owned(), 41)]);
    let ends: Vec<AttemptEnd> =
        attempts(&retold, "production/obtain-source").iter().map(|attempt| attempt.end).collect();
    assert_eq!(ends, [AttemptEnd::Failed, AttemptEnd::Done(Evidence::Verified)]);
}

#[test]
fn a_deployment_that_somebody_reported_is_waited_for() {
    let mut story = Story::four();
    story.before("pause/pause-production").done("pause/pause-production", report(Problem::DeploymentRunning));
    story.wait(9).through("pause/pause-production");
    assert_eq!(waits(&Retold::story(&story)), [("waited for a deployment to end".to_owned(), 10)]);
}

#[test]
fn the_line_is_stopped_until_somebody_decides() {
    let mut story = Story::paused();
    story.before("production/republish");
    story.done("production/republish", StepCommand::Begin { vault: story.vault(3) });
    story.done("production/republish", message(IP_ERROR));
    story.wait(5).grant(&roll_back());
    let retold = Retold::story(&story);
    assert!(matches!(retold.recorded.chronicle.waits[0].why, Why::Stopped(_)));
    assert_eq!(waits(&retold)[0].1, 6);
}

#[test]
fn the_license_of_an_environment_is_followed_from_word_to_page_and_back() {
    let mut story = Story::paused();
    story.through("production/check-target").grant(&roll_back());
    story.through("production/confirm-source");
    let retold = Retold::story(&story);
    let held: Vec<Holding> = retold.recorded.chronicle.licenses[3].iter().map(|shift| shift.license.holding).collect();
    let side = Holding::Side;
    let expected = [
        side(Side::Source, Evidence::Claimed),
        side(Side::Source, Evidence::Verified),
        Holding::Unknown,
        side(Side::Target, Evidence::Claimed),
        side(Side::Target, Evidence::Verified),
        Holding::Unknown,
        side(Side::Source, Evidence::Claimed),
        side(Side::Source, Evidence::Verified),
    ];
    assert_eq!(held, expected);
}

#[test]
fn the_first_page_counts_as_before_only_where_nothing_was_uploaded() {
    let mut story = Story::paused();
    let page = story.page(3, Side::Source, "Ignore");
    let seen = Command::SeePage {
        environment: story.run.described(env_ix(3)).id.clone(),
        evidence: acmove::domain::digest::Digest::of(b"page"),
        page: Box::new(page),
    };
    story.grant(&seen);
    story.through("lifetime/check-source");
    let before = Retold::story(&story).recorded.chronicle.before;
    assert_eq!(
        before[3].as_ref().map(|seen| seen.page.activation_code.clone()),
        Some(Some(story.run.infrastructure.source.clone()))
    );
    assert!(before[0].is_none(), "its first page was read after an upload");
}

#[test]
fn a_check_says_what_was_expected_when_it_was_made() {
    let mut story =
        Story::of("activation-code-2021", &FOUR.replace("serial = \"XBI-NMO-IL5-OYI-9SO-LCU-4SQ-QUT\"\n", ""));
    story.before("production/check-source");
    story.done("production/check-source", show(story.page(3, Side::Source, "Protected")));
    story.done("quality/obtain-source", report(Problem::SerialNotFound));
    let checks = Retold::story(&story).recorded.chronicle.checks;
    let rows: Vec<(&str, &str, Verdict)> =
        checks[0].rows.iter().map(|row| (row.field.as_ref(), row.expected.as_str(), row.verdict)).collect();
    assert_eq!(
        rows,
        [
            ("Activation Code", story.run.infrastructure.source.as_str(), Verdict::Matches),
            ("Serial Number", "any, and learnt from this page", Verdict::Matches),
            ("License", "valid, not expired", Verdict::Matches),
            ("License Type", "Production", Verdict::Matches),
            ("Intellectual Property", "Ignore", Verdict::Differs),
        ]
    );
    assert!(!checks[0].passed && checks[0].text.is_some() && checks.len() == 1);
}

#[test]
fn what_somebody_only_said_is_a_check_that_is_claimed() {
    let mut story = Story::paused();
    story.before("production/check-source").done("production/check-source", claim("Ignore"));
    story.before("production/republish").succeed("production/republish");
    let checks = Retold::story(&story).recorded.chronicle.checks;
    assert_eq!((checks[0].evidence, checks[0].rows[0].found.as_deref()), (Evidence::Claimed, Some("Ignore")));
    let last = checks.last().unwrap();
    assert_eq!((last.evidence, last.rows[0].expected.as_str()), (Evidence::Claimed, "ECT_Provider published"));
}

#[test]
fn every_closed_attempt_of_a_whole_night_is_told_once() {
    let mut story = Story::paused();
    story.finish_well();
    let retold = Retold::story(&story);
    let closed = retold.recorded.chronicle.attempts.len();
    let steps = retold.session.run.plan.forward().len();
    assert_eq!(closed, steps);
    assert!(retold.recorded.chronicle.attempts.iter().all(|attempt| attempt.taken() >= Some(SignedDuration::ZERO)));
}

#[test]
fn nothing_is_waited_for_once_a_migration_goes_back_or_is_given_up() {
    let mut story = Story::paused();
    story.before("lifetime/check-target");
    let page = story.page(0, Side::Target, "Blocked");
    story.done("lifetime/check-target", show(page));
    story.wait(20).grant(&roll_back()).wait(60).finish_well();
    let waited = waits(&Retold::story(&story));
    assert_eq!(waited.iter().map(|(_, minutes)| *minutes).max(), Some(61), "{waited:?}");
    assert!(waited.iter().any(|(why, minutes)| why.contains("waited for Support") && *minutes == 21), "{waited:?}");
    let mut story = Story::paused();
    story.grant(&hold("coffee")).wait(10).grant(&Command::Abandon { reason: "another night".to_owned() });
    story.wait(50).grant(&Command::Note { about: None, text: "home".to_owned() });
    let retold = Retold::story(&story);
    assert!(retold.recorded.chronicle.waits.iter().all(|wait| wait.to.is_some()));
    assert_eq!(waits(&retold)[0], ("on hold: coffee".to_owned(), 11));
}

#[test]
fn what_support_is_waited_for_over_night_is_no_work() {
    let mut story = Story::paused();
    story.done("lifetime/obtain-source", report(Problem::SerialNotFound));
    story.wait(480).through("production/obtain-source");
    let retold = Retold::story(&story);
    assert_eq!(minutes(&attempts(&retold, "production/obtain-source")[0]), None, "nobody knows when that began");
    assert_eq!(waits(&retold).len(), 1);
}

#[test]
fn a_hold_in_the_middle_of_an_upload_makes_it_unmeasured() {
    let mut story = Story::paused();
    story.before("production/upload-source");
    story.done("production/upload-source", StepCommand::Begin { vault: story.vault(3) });
    story.grant(&hold("dinner")).wait(60).succeed("production/upload-source");
    let retold = Retold::story(&story);
    assert_eq!(minutes(&attempts(&retold, "production/upload-source")[0]), None);
}

#[test]
fn a_rollback_after_the_resume_is_a_freeze_of_its_own() {
    let mut story = Story::paused();
    story.finish_well().wait(60).grant(&roll_back()).through("rollback/pause-production");
    let freezes = Retold::story(&story).recorded.chronicle.freezes;
    assert_eq!(freezes.len(), 2, "{freezes:?}");
    assert!(freezes[0].1.is_some() && freezes[1].1.is_none());
    assert!(freezes[1].0 > freezes[0].1.unwrap());
    let ticket = acmove::domain::ticket::ticket(&story.run, story.outlook(), story.now);
    assert!(ticket.contains(&format!("Deployments paused since: {:.0}", freezes[1].0)), "{ticket}");
}

#[test]
fn what_is_given_up_names_who_did_so() {
    let mut story = Story::paused();
    story.before("production/upload-target");
    story.done("production/upload-target", StepCommand::Begin { vault: story.vault(3) });
    story.facts.last_mut().unwrap().by = "acmove".to_owned();
    story.grant(&roll_back());
    let given_up = attempts(&Retold::story(&story), "production/upload-target").remove(0);
    assert_eq!(
        (given_up.end, given_up.by.as_str(), given_up.seq),
        (AttemptEnd::Withdrawn, "anna@desk", story.run.facts)
    );
}
