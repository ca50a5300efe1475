//! The watch over the freeze: what stands in the way, what holds, what is decided, and that nobody calls quiet what was not
//! seen (article, step 1).

use acmove::{
    domain::{
        command::Command,
        deployment::{Deployment, DeploymentStatus},
        event::{Event, FactKind},
        listed_type::OtherType,
        outlook::{Gate, HoldReason, Next, Standing, State},
        refusal::Refusal,
        run::WatchState,
        sentence::{alarm, sentence},
        timeline_entry::TimelineEntry,
        watch::{Observation, next_fact, question},
    },
    engine::{message::EngineMsg, subject::Subject},
};
use jiff::Timestamp;

use crate::harness::{
    scene::Scene,
    story::{EDITIONS, FOUR, Story, env_ix, finish, roll_back},
    watching::{accept, at_pause, deployment, frozen, look, seen, watched, with_lifetime},
};

#[test]
fn nothing_is_looked_at_before_the_pause_after_the_resume_or_where_lifetime_is_not_configured() {
    let mut story = watched();
    assert_eq!(question(&story.run, story.outlook()), None);
    story.before("pause/pause-production");
    let asked = question(&story.run, story.outlook()).unwrap();
    assert_eq!((asked.since, asked.must_see), (None, vec![env_ix(3)]));
    assert_eq!(story.answer("pause/pause-production", finish()).unwrap_err(), Refusal::NotLookedYet);
    look(&mut story, &seen(&[]));
    story.succeed("pause/pause-production");
    assert_eq!(question(&story.run, story.outlook()).unwrap().since, Some(story.now));
    story.finish_well();
    assert_eq!(question(&story.run, story.outlook()), None);
    assert_eq!(next_fact(&story.run, story.outlook(), &seen(&[])), None);
    let unconfigured = Story::paused();
    assert_eq!(question(&unconfigured.run, unconfigured.outlook()), None);
}

#[test]
fn what_was_seen_is_recorded_once() {
    let mut story = at_pause();
    let running = seen(&[deployment("a", "Production", DeploymentStatus::Running)]);
    assert_eq!(look(&mut story, &running), 2);
    assert!(matches!(story.run.watch.state, WatchState::Open { environments: 3, .. }));
    assert_eq!(look(&mut story, &running), 0);
    let over = seen(&[deployment("a", "Production", DeploymentStatus::Successful)]);
    assert_eq!(look(&mut story, &over), 1);
    assert_eq!(look(&mut story, &over), 0);
}

#[test]
fn the_pause_closes_only_when_nothing_runs() {
    let mut story = at_pause();
    look(&mut story, &seen(&[deployment("a", "Production", DeploymentStatus::NeedsIntervention)]));
    let refusal = story.answer("pause/pause-production", finish()).unwrap_err();
    assert_eq!(
        refusal.to_string(),
        "LifeTime shows a running deployment: to Production, waiting for a person in LifeTime, by Ben. Wait until \
         it has ended, or continue with a reason."
    );
    look(&mut story, &seen(&[deployment("a", "Production", DeploymentStatus::Aborted)]));
    story.succeed("pause/pause-production");
    assert_eq!(story.state(), State::Running, "what ended before the freeze is no matter of the freeze");
}

#[test]
fn the_pause_closes_by_a_decision_with_a_reason_and_what_ends_then_is_no_news() {
    let mut story = at_pause();
    look(&mut story, &seen(&[deployment("a", "Production", DeploymentStatus::Running)]));
    assert_eq!(
        story
            .wish(&Command::AcceptDeployments { deployments: vec!["a".to_owned()], reason: " ".to_owned() })
            .unwrap_err(),
        Refusal::ReasonNeeded
    );
    story.grant(&accept(&["a"]));
    assert_eq!(
        story.last(),
        &Event::DeploymentsAccepted { deployments: vec!["a".to_owned()], reason: "agreed with the team".to_owned() }
    );
    story.succeed("pause/pause-production");
    assert_eq!(story.state(), State::Running);
    look(&mut story, &seen(&[deployment("a", "Production", DeploymentStatus::Successful)]));
    assert_eq!(story.state(), State::Running);
}

#[test]
fn a_saved_plan_counts_for_nothing_and_a_word_that_nobody_knows_counts_as_running() {
    let mut story = at_pause();
    look(&mut story, &seen(&[deployment("a", "Production", DeploymentStatus::Saved)]));
    assert!(story.run.watch.deployments.is_empty());
    look(&mut story, &seen(&[deployment("b", "Production", DeploymentStatus::from("paused_by_magic".to_owned()))]));
    let refusal = story.answer("pause/pause-production", finish()).unwrap_err();
    assert!(refusal.to_string().contains("in a state that acmove does not know (paused_by_magic)"), "{refusal}");
}

#[test]
fn the_edition_of_2021_pauses_deployments_to_production_and_todays_all_of_them() {
    for (edition, holds) in [(EDITIONS[0], false), (EDITIONS[1], true)] {
        let mut story = Story::of(edition, &with_lifetime(FOUR));
        let development = deployment("a", "Development", DeploymentStatus::Running);
        let freeze = &story.outlook().freeze;
        assert_eq!(freeze.concerns(&story.run, &development), holds, "{edition}");
        assert!(freeze.concerns(&story.run, &deployment("b", "Production", DeploymentStatus::Running)));
        assert!(
            freeze.concerns(&story.run, &deployment("c", "Nobody knows it", DeploymentStatus::Running)),
            "unknown is never fine"
        );
        story.until(|story| question(&story.run, story.outlook()).is_some());
        look(&mut story, &seen(&[development]));
        let place = story.outlook().next;
        let Next::Step(place) = place else { panic!("{place:?}") };
        let step = story.run.planned(place).id.to_string();
        assert_eq!(story.answer(&step, finish()).is_err(), holds, "{edition}");
    }
}

#[test]
fn a_deployment_that_starts_in_the_freeze_holds_every_gate_until_somebody_decides() {
    let mut story = frozen();
    look(&mut story, &seen(&[deployment("a", "Production", DeploymentStatus::Running)]));
    let outlook = story.outlook();
    assert_eq!((outlook.state, outlook.next), (State::Held, Next::Deployments));
    assert_eq!(outlook.holds[0].reason, HoldReason::DeploymentRunning);
    assert_eq!(outlook.holds[0].environments, [env_ix(3)]);
    let open = story.steps(Standing::is_answerable);
    assert!(open.is_empty(), "{open:?}");
    assert_eq!(story.standing("production/obtain-source"), Standing::Waiting(Gate::Deployment));
    let refusal = story.answer("production/obtain-source", finish()).unwrap_err();
    assert!(refusal.to_string().contains("a deployment must end first,"), "{refusal}");
    // While it runs, one decision; when it has ended, another: what it changed is known only then.
    story.grant(&accept(&["a"]));
    assert_eq!(story.state(), State::Running);
    look(&mut story, &seen(&[deployment("a", "Production", DeploymentStatus::WithErrors)]));
    assert_eq!(story.outlook().next, Next::Deployments);
    story.grant(&accept(&["a"]));
    story.finish_well();
    assert_eq!(story.state(), State::Done);
}

#[test]
fn what_was_started_and_ended_between_two_looks_is_found_and_decided_about() {
    let mut story = frozen();
    let started =
        |at: Timestamp| Deployment { started: Some(at), ..deployment("a", "Production", DeploymentStatus::Successful) };
    let before = story.run.started;
    assert_eq!(look(&mut story, &seen(&[started(before)])), 0, "it ended before the freeze");
    let now = story.now;
    assert_eq!(look(&mut story, &seen(&[started(now)])), 1);
    assert_eq!(story.outlook().next, Next::Deployments);
}

#[test]
fn what_was_begun_can_be_closed_while_a_deployment_holds_the_rest() {
    let mut story = frozen();
    story.before("production/upload-source");
    let begin = story.operations("production/upload-source").remove(0);
    story.done("production/upload-source", begin);
    look(&mut story, &seen(&[deployment("a", "Production", DeploymentStatus::Running)]));
    assert_eq!(story.outlook().next, Next::Step(story.place("production/upload-source")));
    story.done("production/upload-source", finish());
    assert_eq!(story.outlook().next, Next::Deployments);
}

#[test]
fn the_way_back_is_held_too_and_a_stopped_line_stays_stopped() {
    let mut story = frozen();
    story.through("production/upload-target");
    look(&mut story, &seen(&[deployment("a", "Production", DeploymentStatus::Running)]));
    story.grant(&roll_back());
    assert_eq!(story.state(), State::RollingBack);
    // The pause of the rollback is looked at first.
    assert_eq!(story.standing("rollback/pause-production"), Standing::Open);
    assert!(matches!(story.answer("rollback/pause-production", finish()), Err(Refusal::DeploymentUnderWay(_))));
    look(&mut story, &seen(&[deployment("a", "Production", DeploymentStatus::Aborted)]));
    story.grant(&accept(&["a"]));
    story.finish_well();
    assert_eq!(story.state(), State::RolledBack);
}

#[test]
fn unwatched_is_recorded_with_its_reason_and_holds_the_pause_but_not_the_freeze() {
    let mut story = at_pause();
    assert_eq!(look(&mut story, &Observation::Blind("LifeTime does not answer.".to_owned())), 1);
    assert_eq!(look(&mut story, &Observation::Blind("LifeTime does not answer in time.".to_owned())), 0);
    let since = story.now;
    assert_eq!(
        look(&mut story, &Observation::Blind("The token sees no environment.".to_owned())),
        1,
        "what to do is another"
    );
    assert!(
        matches!(&story.run.watch.state, WatchState::Blind { since: at, why, .. } if *at == since && why.starts_with("The token"))
    );
    assert_eq!(story.answer("pause/pause-production", finish()).unwrap_err(), Refusal::Unwatched);
    story.grant(&accept(&["a"]));
    story.succeed("pause/pause-production");
    let mut story = frozen();
    look(&mut story, &Observation::Blind("LifeTime does not answer.".to_owned()));
    let since = story.now;
    assert!(matches!(&story.run.watch.state, WatchState::Blind { since: at, .. } if *at == since));
    assert_eq!(story.state(), State::Running);
    assert_eq!(look(&mut story, &seen(&[])), 1);
}

#[test]
fn without_a_token_the_pause_closes_on_a_persons_word_as_without_lifetime() {
    let mut story = at_pause();
    assert_eq!(look(&mut story, &Observation::Unconnected("the variable is not set".to_owned())), 1);
    assert!(matches!(story.run.watch.state, WatchState::Blind { .. }), "that is said all the same");
    story.succeed("pause/pause-production");
    // What was watched before is not called watched any longer.
    let mut story = frozen();
    assert_eq!(look(&mut story, &Observation::Unconnected("the variable is not set".to_owned())), 1);
    assert!(matches!(story.run.watch.state, WatchState::Blind { .. }));
}

#[test]
fn only_a_deployment_under_way_is_aborted() {
    let mut story = frozen();
    let abort = |key: &str| Command::AbortDeployment { deployment: key.to_owned() };
    assert_eq!(story.wish(&abort("a")).unwrap_err(), Refusal::NoDeployment);
    look(&mut story, &seen(&[deployment("a", "Production", DeploymentStatus::Running)]));
    story.grant(&abort("a"));
    assert_eq!(story.state(), State::Held, "asking is not having");
    look(&mut story, &seen(&[deployment("a", "Production", DeploymentStatus::Aborted)]));
    assert_eq!(story.wish(&abort("a")).unwrap_err(), Refusal::NoDeployment);
    assert_eq!(story.outlook().next, Next::Deployments);
}

#[test]
fn nothing_is_accepted_where_nothing_stands_in_the_way() {
    let mut story = frozen();
    assert_eq!(story.wish(&accept(&["a"])).unwrap_err(), Refusal::NoDeployment);
}

#[test]
fn a_rollback_after_the_resume_is_watched_anew() {
    let mut story = frozen();
    story.finish_well();
    assert_eq!(question(&story.run, story.outlook()), None);
    story.grant(&roll_back());
    assert!(question(&story.run, story.outlook()).is_some());
    assert_eq!(story.answer("rollback/pause-production", finish()).unwrap_err(), Refusal::NotLookedYet);
    look(&mut story, &seen(&[deployment("a", "Production", DeploymentStatus::Running)]));
    assert!(matches!(story.answer("rollback/pause-production", finish()), Err(Refusal::DeploymentUnderWay(_))));
    look(&mut story, &Observation::Blind("LifeTime does not answer.".to_owned()));
    look(&mut story, &seen(&[deployment("a", "Production", DeploymentStatus::Aborted)]));
    story.succeed("rollback/pause-production");
    look(&mut story, &seen(&[deployment("b", "Production", DeploymentStatus::Running)]));
    assert_eq!(story.outlook().next, Next::Deployments);
}

#[test]
fn a_blind_watch_keeps_the_pause_of_a_rollback_open_too() {
    let mut story = frozen();
    story.through("production/upload-target");
    story.grant(&roll_back());
    look(&mut story, &Observation::Blind("LifeTime does not answer.".to_owned()));
    assert_eq!(story.answer("rollback/pause-production", finish()).unwrap_err(), Refusal::Unwatched);
}

#[test]
fn a_decision_is_about_what_was_told_and_not_about_what_came_meanwhile() {
    let mut story = frozen();
    let both = [
        deployment("a", "Production", DeploymentStatus::Running),
        deployment("b", "Production", DeploymentStatus::Running),
    ];
    look(&mut story, &seen(&both));
    assert!(matches!(story.wish(&accept(&["a"])), Err(Refusal::OtherDeployment(_))));
    story.grant(&accept(&["a", "b"]));
    let mut scene = Scene::of(&frozen(), (100, 30));
    scene.send(EngineMsg::Observed(seen(&both[..1])));
    scene.press("g \"a is fine");
    scene.send(EngineMsg::Observed(seen(&both)));
    scene.press("Enter");
    assert!(scene.screen().contains("Another deployment has started:"), "{}", scene.screen());
    assert_eq!(scene.model.engine.session.next(), Subject::Deployments);
    assert!(scene.model.ui.entry.is_none());
    scene.press("g \"both are fine\" Enter");
    assert_ne!(scene.model.engine.session.next(), Subject::Deployments);
}

#[test]
fn a_plan_that_was_run_again_between_two_looks_is_decided_about() {
    let mut story = at_pause();
    let at = |started, status| Deployment { started: Some(started), ..deployment("a", "Production", status) };
    let before = story.now;
    look(&mut story, &seen(&[at(before, DeploymentStatus::Running)]));
    look(&mut story, &seen(&[at(before, DeploymentStatus::WithErrors)]));
    story.succeed("pause/pause-production").wait(10);
    assert_eq!(look(&mut story, &seen(&[at(before, DeploymentStatus::WithErrors)])), 0);
    let now = story.now;
    assert_eq!(look(&mut story, &seen(&[at(now, DeploymentStatus::WithErrors)])), 1, "the same end, and another start");
    assert_eq!(story.outlook().next, Next::Deployments);
}

#[test]
fn a_night_without_acmove_was_not_watched_from_its_last_fact_on() {
    let mut story = frozen();
    let last = story.now;
    story.wait(120);
    look(&mut story, &Observation::Asleep(last));
    assert!(matches!(&story.run.watch.state, WatchState::Blind { since, .. } if *since == last));
    assert_eq!(look(&mut story, &Observation::Asleep(last)), 0);
}

#[test]
fn a_plan_that_is_told_twice_and_otherwise_is_no_news_for_ever() {
    let mut story = frozen();
    let twice = [
        deployment("a", "Production", DeploymentStatus::Running),
        deployment("a", "Production", DeploymentStatus::Aborted),
    ];
    assert_eq!(look(&mut story, &seen(&twice)), 1);
    assert_eq!(
        story.run.watch.deployments[0].deployment.status,
        DeploymentStatus::Running,
        "what may still run counts"
    );
}

#[test]
fn a_plan_that_is_started_again_is_news() {
    let mut story = frozen();
    look(&mut story, &seen(&[deployment("a", "Production", DeploymentStatus::Running)]));
    look(&mut story, &seen(&[deployment("a", "Production", DeploymentStatus::WithErrors)]));
    story.grant(&accept(&["a"]));
    look(&mut story, &seen(&[deployment("a", "Production", DeploymentStatus::Running)]));
    assert_eq!(story.outlook().next, Next::Deployments);
}

#[test]
fn facts_of_the_watch_are_told_in_words_and_by_kind() {
    let mut story = frozen();
    look(&mut story, &seen(&[deployment("a", "Production", DeploymentStatus::Running)]));
    let told = |story: &Story| TimelineEntry::of(story.facts.last().unwrap(), &story.run);
    assert_eq!(told(&story).sentence, "LifeTime shows a deployment to Production, running, by Ben.");
    assert_eq!((told(&story).kind, told(&story).environment), (FactKind::Other, Some(env_ix(3))));
    story.grant(&accept(&["a"]));
    let sentence = told(&story).sentence;
    assert_eq!(sentence, "Continued despite deployments: to Production, running, by Ben. Reason: agreed with the team");
    assert_eq!(told(&story).kind, FactKind::Decision);
    look(&mut story, &Observation::Blind("LifeTime does not answer.".to_owned()));
    assert_eq!(told(&story).sentence, "LifeTime is NOT watched from now on: LifeTime does not answer.");
}

#[test]
fn a_status_is_kept_in_the_words_of_the_api() {
    for word in ["saved", "running", "needs_user_intervention", "aborting", "finished_with_warnings", "from_mars"] {
        let status = DeploymentStatus::from(word.to_owned());
        assert_eq!(status.word(), word);
        assert_eq!(serde_json::to_string(&status).unwrap(), format!("\"{word}\""));
    }
}

#[test]
fn the_first_look_says_where_lifetimes_types_are_not_the_roles_here() {
    let mut story = at_pause();
    let other = |environment: &str, listed: &str| OtherType {
        environment: environment.parse().unwrap(),
        listed: listed.to_owned(),
    };
    let other_types = vec![other("quality", ""), other("development", "Production")];
    let seen = Observation::Seen { environments: 3, deployments: Vec::new(), other_types };
    let outlook = story.outlook();
    let event = next_fact(&story.run, outlook, &seen).unwrap();
    let told = alarm(&story.run, outlook, &event).unwrap();
    assert_eq!(
        told,
        "LifeTime lists Quality without a type, but its role here is Test; LifeTime lists Development with the type \
         Production, but its role here is Development. The roles here decide which deployments are paused: find \
         out which is correct."
    );
    let sentence = sentence(&story.run, &event);
    assert!(
        sentence.ends_with(
            "Types in LifeTime that differ from the roles here: Quality (no type), Development (Production)."
        ),
        "{sentence}"
    );
    story.record(event);
    assert_eq!(next_fact(&story.run, story.outlook(), &seen), None, "it is said once");
}
