//! A night in parts: deployments are resumed for today and paused again, nothing is done in between, and the pauses are told
//! one by one; the same on the way back. And deployments after the end of a migration that did not arrive.

use acmove::{
    domain::{
        command::Command,
        deployment::DeploymentStatus,
        event::{Event, NightBegun, NightEnded},
        infrastructure::Side,
        outlook::{Gate, HoldReason, Next, Standing, State},
        run::{Evidence, ReplayError},
        sentence::sentence,
        ticket::ticket,
        watch::question,
    },
    line::Ending,
};

use crate::harness::{
    in_parts::{between_nights, end_of_night},
    lines::in_lines,
    retold::Retold,
    story::{EDITIONS, FOUR, IP_ERROR, Story, message, record, roll_back},
    watching::{at_pause, deployment, look, seen},
};

fn stop_for_today() -> Command {
    Command::EndNight { reason: "Support answers tomorrow".to_owned() }
}

fn resume() -> Command {
    Command::ResumeDeployments { reason: "Support agrees".to_owned() }
}

/// The pauses of an edition, forth and back.
fn pauses(edition: &str) -> [&'static str; 2] {
    let forward = if edition == EDITIONS[0] { "pause/pause-production" } else { "pause/pause-everything" };
    [forward, "rollback/pause-production"]
}

/// A migration with BBB in LifeTime, in which the night was ended.
fn stopped_for_today(edition: &str) -> Story {
    let mut story = Story::of(edition, FOUR);
    story.through("lifetime/check-target").wait(20).grant(&stop_for_today());
    story
}

#[test]
fn between_two_nights_nothing_is_done() {
    for edition in EDITIONS {
        let mut story = stopped_for_today(edition);
        assert_eq!(story.outlook().next, Next::BetweenNights, "{edition}");
        assert_eq!(story.state(), State::Held, "{edition}");
        assert_eq!(story.outlook().holds[0].reason, HoldReason::BetweenNights);
        assert_eq!(story.outlook().freeze.since, None, "deployments run");
        assert_eq!(story.standing("lifetime/republish"), Standing::Waiting(Gate::BetweenNights));
        for step in ["lifetime/republish", "development/obtain-target", pauses(edition)[0]] {
            let first = story.operations(step).remove(0);
            let refusal = story.answer(step, first).unwrap_err().to_string();
            assert!(refusal.contains("you stopped for today"), "{edition}, {step}: {refusal}");
        }
    }
}

#[test]
fn the_next_night_pauses_again_and_does_nothing_else_again() {
    for edition in EDITIONS {
        let mut story = Story::of(edition, FOUR);
        let next = story.through("lifetime/check-target").outlook().next;
        story.grant(&stop_for_today());
        let done = story.steps(|standing| matches!(standing, Standing::Done(_))).len();
        story.wait(20 * 60).grant(&Command::BeginNight);
        let pause = story.place(pauses(edition)[0]);
        let first = &story.run.definition(pause).actions;
        assert_eq!(story.run.actions(pause), first, "{edition}: everybody is told anew");
        assert_eq!(story.outlook().next, Next::Step(pause), "{edition}: only the pause is asked for again");
        assert!(matches!(story.standing("lifetime/republish"), Standing::Waiting(_)));
        story.advance();
        assert_eq!(story.steps(|standing| matches!(standing, Standing::Done(_))).len(), done + 1, "{edition}");
        assert_eq!(story.standing("lifetime/check-target"), Standing::Done(Evidence::Verified));
        assert_eq!(story.outlook().next, next, "{edition}: where it was");
        story.finish_well();
        assert_eq!(story.state(), State::Done, "{edition}");
        let pauses = &story.outlook().freeze.frozen;
        assert_eq!(pauses.len(), 2, "{edition}");
        assert!(pauses.iter().all(|(_, until)| until.is_some()), "{edition}: both were ended");
        assert!(pauses[0].1.unwrap() < pauses[1].0, "{edition}: deployments ran in between");
    }
}

#[test]
fn the_time_between_the_nights_is_not_the_time_that_it_took() {
    let mut story = stopped_for_today(EDITIONS[0]);
    let taken = story.outlook().clocks(&story.run, story.now).elapsed;
    story.wait(20 * 60);
    assert_eq!(story.outlook().clocks(&story.run, story.now).elapsed, taken);
    story.grant(&Command::BeginNight).wait(5);
    let now = story.outlook().clocks(&story.run, story.now).elapsed;
    assert!(now > taken && now.as_hours() < 20, "{now}");
}

#[test]
fn a_night_can_be_ended_again_and_again() {
    let mut story = stopped_for_today(EDITIONS[0]);
    for _ in 0..2 {
        story.wait(600).grant(&Command::BeginNight).advance().wait(5).grant(&stop_for_today());
    }
    story.wait(600).grant(&Command::BeginNight).finish_well();
    assert_eq!(story.outlook().freeze.frozen.len(), 4);
    let retold = Retold::story(&story);
    let told = &retold.recorded.chronicle;
    assert_eq!(told.freezes.len(), 4, "the report tells each");
    let waits: Vec<String> = told.waits.iter().map(|wait| wait.words(&story.run)).collect();
    assert_eq!(waits, ["stopped for the day: Support answers tomorrow"; 3]);
}

#[test]
fn what_stays_mixed_is_on_record() {
    let story = stopped_for_today(EDITIONS[1]);
    assert_eq!(
        sentence(&story.run, story.last()),
        "Deployments resumed, stopped for today. Mixed codes: BBB, or possibly BBB: LifeTime. Not BBB: \
         Development, Quality, Production. Reason: Support answers tomorrow"
    );
}

#[test]
fn a_rollback_starts_at_any_time_and_pauses_itself() {
    for edition in EDITIONS {
        let mut story = stopped_for_today(edition);
        story.grant(&roll_back());
        assert_eq!(story.outlook().next, Next::Step(story.place(pauses(edition)[1])), "{edition}");
        assert_eq!(story.outlook().freeze.since, None, "not before the pause is done");
        assert!(matches!(story.standing("lifetime/restore-source"), Standing::Waiting(_)));
        story.finish_well();
        assert!(story.holding(Side::Target).is_empty(), "{edition}");
    }
}

#[test]
fn a_rollback_can_be_interrupted_too() {
    for edition in EDITIONS {
        let mut story = Story::of(edition, FOUR);
        story.through("development/check-target").grant(&roll_back());
        story.until(|story| story.holding(Side::Target).len() == 1).grant(&stop_for_today());
        assert_eq!((story.outlook().next, story.state()), (Next::BetweenNights, State::RollingBack), "{edition}");
        let left: Vec<&str> = story.steps(|standing| *standing == Standing::Open);
        assert!(left.is_empty(), "{edition}: {left:?}");
        story.wait(600).grant(&Command::BeginNight);
        assert_eq!(story.outlook().next, Next::Step(story.place(pauses(edition)[1])), "{edition}");
        story.finish_well();
        assert_eq!(story.state(), State::RolledBack, "{edition}");
    }
}

#[test]
fn a_backup_that_was_lost_between_two_nights_of_a_rollback_is_obtained_again_in_the_next_one() {
    let mut story = Story::of(EDITIONS[1], FOUR);
    story.through("development/upload-target").grant(&roll_back()).through("lifetime/republish-source");
    story.grant(&stop_for_today());
    let serial = "NEW-031-IL5-OYI-9SO-LCU-4SQ-QUT".parse().unwrap();
    let environment = "development".parse().unwrap();
    story.grant(&Command::ChangeSerial { environment, serial, reason: "moved to another server".to_owned() });
    assert!(matches!(story.standing("development/obtain-source"), Standing::Waiting(_)), "nothing is done in between");
    story.grant(&Command::BeginNight);
    assert_eq!(story.standing("development/obtain-source"), Standing::Reopened);
}

#[test]
fn a_stopped_migration_stays_stopped() {
    let mut story = Story::of(EDITIONS[1], FOUR);
    story.before("lifetime/republish");
    let begin = story.operations("lifetime/republish").remove(0);
    story.done("lifetime/republish", begin).done("lifetime/republish", message(IP_ERROR)).grant(&stop_for_today());
    assert_eq!((story.outlook().next, story.state()), (Next::BetweenNights, State::Stopped));
    story.grant(&Command::BeginNight);
    assert!(matches!(story.outlook().next, Next::Decide(_)), "the decision is still due");
}

#[test]
fn after_a_finished_rollback_deployments_are_resumed_for_good() {
    for edition in EDITIONS {
        let mut story = Story::of(edition, FOUR);
        story.through("lifetime/check-target").grant(&roll_back()).finish_well();
        assert!(story.outlook().freeze.since.is_some(), "{edition}: no step of the article resumes them");
        story.wait(60).grant(&resume());
        assert_eq!((story.outlook().freeze.since, story.state()), (None, State::RolledBack), "{edition}");
        assert!(story.outlook().freeze.frozen.iter().all(|(_, until)| until.is_some()), "{edition}");
        assert!(story.wish(&resume()).is_err(), "{edition}: once");
    }
}

#[test]
fn after_giving_up_they_are_resumed_too() {
    let mut story = Story::paused();
    story.grant(&Command::Abandon { reason: "another night".to_owned() }).grant(&resume());
    assert_eq!((story.outlook().freeze.since, story.state()), (None, State::Abandoned));
}

#[test]
fn what_is_given_up_between_two_nights_is_over() {
    let mut story = Story::paused();
    story.grant(&stop_for_today()).grant(&Command::Abandon { reason: "another year".to_owned() });
    assert_eq!((story.outlook().next, story.state()), (Next::Nothing, State::Abandoned));
}

#[test]
fn no_night_is_ended_where_nothing_is_paused_or_something_is_under_way() {
    let mut story = Story::of(EDITIONS[0], FOUR);
    assert_eq!(
        story.wish(&stop_for_today()).unwrap_err().to_string(),
        "Deployments are not paused, so there is nothing to resume."
    );
    story.before("production/upload-source");
    let begin = story.operations("production/upload-source").remove(0);
    story.done("production/upload-source", begin);
    assert_eq!(
        story.wish(&stop_for_today()).unwrap_err().to_string(),
        "Production: Upload the AAA license was started. Report first whether it was done; then you can resume \
         deployments and stop for today."
    );
    assert!(story.wish(&resume()).unwrap_err().to_string().starts_with("The migration has not ended."));
    assert_eq!(
        story.wish(&Command::BeginNight).unwrap_err().to_string(),
        "You did not stop for today, so the migration continues as it is."
    );
    story.succeed("production/upload-source").grant(&stop_for_today());
    assert!(story.wish(&stop_for_today()).unwrap_err().to_string().starts_with("You already stopped for today."));
}

#[test]
fn facts_that_cannot_be_are_refused_as_damage() {
    let mut story = Story::of(EDITIONS[0], FOUR);
    let seq = story.run.facts + 1;
    let ended = NightEnded { reopens: Vec::new(), reason: "tomorrow".to_owned() };
    let fact = record(seq, story.now, Event::NightEnded(ended));
    assert_eq!(story.run.apply(&fact), Err(ReplayError::NotPaused(seq)));
    let fact = record(seq, story.now, Event::NightBegun(NightBegun {}));
    assert_eq!(story.run.apply(&fact), Err(ReplayError::NotBetween(seq)));
    story.before("production/obtain-source");
    let seq = story.run.facts + 1;
    let ended = NightEnded { reopens: vec!["quality/nothing".into()], reason: "tomorrow".to_owned() };
    let fact = record(seq, story.now, Event::NightEnded(ended));
    assert!(matches!(story.run.apply(&fact), Err(ReplayError::NoSuchStep { .. })));
}

#[test]
fn lifetime_is_watched_only_while_deployments_are_paused() {
    let mut story = at_pause();
    look(&mut story, &seen(&[]));
    story.advance().before("production/upload-source").grant(&stop_for_today());
    let resumed = story.now;
    assert_eq!(question(&story.run, story.outlook()), None);
    story.wait(600).grant(&Command::BeginNight);
    let asked = question(&story.run, story.outlook()).unwrap();
    assert_eq!(asked.since, Some(resumed), "what was deployed meanwhile is told");
}

#[test]
fn a_deployment_between_two_nights_is_told_and_violates_nothing() {
    let mut story = at_pause();
    look(&mut story, &seen(&[]));
    story.advance().before("production/upload-source").grant(&stop_for_today()).wait(600);
    story.grant(&Command::BeginNight);
    let mut meanwhile = deployment("m", "Production", DeploymentStatus::Successful);
    meanwhile.started = Some(story.now - jiff::SignedDuration::from_hours(2));
    look(&mut story, &seen(&[meanwhile]));
    assert_eq!(story.run.watch.deployments.len(), 1);
    story.advance();
    assert!(!story.outlook().freeze.holds, "deployments ran then");
    let told = &story.run.watch.deployments[0].deployment;
    assert!(story.outlook().freeze.is_between(&story.run, told), "the report tells it as that");
    assert_eq!(story.outlook().next, Next::Step(story.place("production/upload-source")));
}

#[test]
fn a_deployment_of_an_earlier_pause_needs_no_decision_in_the_next_night() {
    let mut story = at_pause();
    look(&mut story, &seen(&[]));
    story.advance().before("production/upload-source");
    look(&mut story, &seen(&[deployment("a", "Production", DeploymentStatus::Running)]));
    assert_eq!(story.outlook().next, Next::Deployments);
    story.grant(&stop_for_today()).wait(600).grant(&Command::BeginNight);
    look(&mut story, &seen(&[deployment("a", "Production", DeploymentStatus::Successful)]));
    story.advance();
    assert!(!story.outlook().freeze.holds);
    assert!(story.run.watch.deployments[0].was_in_freeze(), "the record keeps it");
}

#[test]
fn the_window_of_the_night_that_was_ended_counts_no_more() {
    let mut story = stopped_for_today(EDITIONS[0]);
    story.wait(20 * 60);
    assert_eq!(story.outlook().clocks(&story.run, story.now).window, None);
    assert_eq!(story.outlook().next_at(&story.run, story.now), Next::BetweenNights);
    story.grant(&Command::BeginNight).advance();
    assert!(matches!(story.outlook().next_at(&story.run, story.now), Next::Step(_)), "begun after it, knowing that");
}

/// Answers that stop for today, and know nothing else.
const STOPS: &str = "[on.end-of-night]\ndo = \"stop-for-today\"\nreason = \"tomorrow\"\n";

#[test]
fn by_answers_a_run_ends_with_the_night_and_the_next_run_goes_on() {
    let story = end_of_night();
    let (said, ending) = in_lines(&story, story.now, STOPS, None);
    assert_eq!(ending, Ending::Held);
    assert!(said.contains("Deployments resumed, stopped for today."), "{said}");
    assert!(!said.contains("The migration continues."), "{said}");
    let story = between_nights();
    let pause = "[steps.\"pause/pause-everything\"]\ndone = true\n";
    let (said, ending) = in_lines(&story, story.now, &format!("{pause}{STOPS}"), None);
    assert_eq!(ending, Ending::Held, "nobody is there for Quality");
    assert!(said.contains("The migration continues.") && said.contains("Quality: taken up again."), "{said}");
    let (said, ending) = in_lines(&story, story.now, "", None);
    assert_eq!(ending, Ending::Held);
    assert!(!said.contains("The migration continues."), "no answer says so: {said}");
}

#[test]
fn the_case_of_support_is_named_once_and_can_be_corrected() {
    let mut story = Story::paused();
    let (said, _) = in_lines(&story, story.now, "case = \"00412345\"\n", None);
    assert!(said.contains("Case number of Support: 00412345."), "{said}");
    story.grant(&Command::NameCase { case: " 00412345 ".to_owned() });
    let named = |case: &str| Command::NameCase { case: case.to_owned() };
    assert_eq!(story.wish(&named("00412345")).unwrap_err().to_string(), "This is already the case number.");
    for wrong in ["", "  ", "one\ntwo", &"9".repeat(61)] {
        let refusal = story.wish(&named(wrong)).unwrap_err().to_string();
        assert_eq!(refusal, "Enter the case number on one line, in at most 60 characters.");
    }
    story.grant(&named("00412346"));
    let text = ticket(&story.run, story.outlook(), story.now);
    assert!(text.contains("Change of Activation Code, ACME, case 00412346: "), "{text}");
    assert!(text.contains("Case number: 00412346"), "{text}");
}
