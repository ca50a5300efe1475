//! The watch over the freeze on the screen: what is said, looked at again, aborted.

use acmove::{
    domain::{
        deployment::{Deployment, DeploymentStatus},
        event::Event,
        watch::{LookProgress, Observation},
        zone::named,
    },
    engine::{message::EngineMsg, subject::Subject},
};

use crate::harness::{
    scene::{SIZES, Scene},
    story::finish,
    watching::{at_pause, deployment, frozen, in_freeze, over_in_freeze, seen, unwatched, watched},
};

#[test]
fn a_deployment_in_the_freeze_and_a_blind_watch_are_said_on_every_screen_and_dialog() {
    let on_screen =
        ["", "i", "p", "R", "t", "N", "T", "T Enter", "?", ":", "Space", "w \"note", "a \"Prod", "g \"because"];
    for size in SIZES {
        for keys in on_screen {
            let screen = Scene::of(&in_freeze(), size).press(keys).screen();
            assert!(screen.contains("DEPLOYMENT RUNNING"), "{size:?} {keys}\n{screen}");
            let screen = Scene::of(&over_in_freeze(), size).press(keys).screen();
            assert!(screen.contains("DEPLOYMENT: DECIDE"), "{size:?} {keys}\n{screen}");
            let screen = Scene::of(&unwatched(), size).press(keys).screen();
            assert!(screen.contains("UNWATCHED since 21:"), "{size:?} {keys}\n{screen}");
        }
    }
}

#[test]
fn what_is_seen_while_somebody_types_is_recorded_and_nothing_that_was_typed_is_lost() {
    let mut scene = Scene::of(&frozen(), (100, 30));
    scene.press("w \"half a no");
    scene.send(EngineMsg::Observed(seen(&[deployment("a", "Production", DeploymentStatus::Running)])));
    let screen = scene.screen();
    assert!(screen.contains("half a no") && screen.contains("DEPLOYMENT RUNNING"), "{screen}");
    scene.press("\"te\" Enter");
    let notes = &scene.model.engine.session.run.notes;
    assert_eq!(notes[0].text, "half a note");
    assert_eq!(scene.model.engine.session.next(), Subject::Deployments);
}

#[test]
fn a_deployment_is_aborted_by_typing_the_environments_name_in_full() {
    let mut scene = Scene::of(&in_freeze(), (100, 30));
    scene.press("a \"production\" Enter");
    assert!(scene.screen().contains("Type exactly: Production."), "{}", scene.screen());
    assert!(scene.aborted.is_empty());
    scene.press("Ctrl-u \"Production\" Enter");
    assert_eq!(scene.aborted, ["a"]);
    assert!(scene.screen().contains("LifeTime accepted the request"), "{}", scene.screen());
}

#[test]
fn an_abort_that_lifetime_refuses_is_on_the_record() {
    let mut scene = Scene::of(&in_freeze(), (100, 30));
    scene.no_abort = Some("LifeTime answers 403.");
    scene.press("a \"Production\" Enter");
    let said = "The deployment was not aborted: LifeTime answers 403.";
    assert!(scene.screen().contains(said), "{}", scene.screen());
    assert!(matches!(&scene.facts.last().unwrap().event, Event::Refused { reason, .. } if reason == said));
}

#[test]
fn before_a_step_is_begun_or_the_pause_closed_lifetime_is_looked_at_once_more() {
    let mut uploading = frozen();
    uploading.before("production/upload-source");
    for (story, key) in [(at_pause(), "y"), (uploading, "b")] {
        let mut scene = Scene::of(&story, (100, 30));
        scene.begin();
        scene.send(EngineMsg::Observed(seen(&[])));
        scene.unseen = Some(seen(&[deployment("a", "Production", DeploymentStatus::Running)]));
        scene.press(key);
        let screen = scene.screen();
        assert!(scene.unseen.is_none(), "it was not looked\n{screen}");
        assert!(screen.contains("to Production, running"), "{screen}");
        let done = |event: &Event| matches!(event, Event::StepBegun { .. } | Event::StepDone { .. });
        assert!(!scene.facts.iter().skip(story.facts.len()).any(|fact| done(&fact.event)), "{screen}");
    }
}

#[test]
fn whoever_leaves_says_that_nobody_watches() {
    let mut scene = Scene::of(&frozen(), (100, 30));
    let farewell = scene.model.engine.farewell(scene.now);
    assert!(matches!(farewell.as_slice(), [Event::Unwatched { .. }]), "{farewell:?}");
    scene.send(EngineMsg::Observed(Observation::Blind("LifeTime cannot be reached.".to_owned())));
    assert!(scene.model.engine.farewell(scene.now).is_empty(), "it was said already");
}

#[test]
fn the_model_asks_to_be_shown_lifetime_from_the_pause_to_the_resume() {
    let mut scene = Scene::of(&at_pause(), (100, 30));
    scene.begin();
    assert_eq!(scene.watched.as_ref().map(|asked| asked.since), Some(None));
    scene.send(EngineMsg::Observed(seen(&[])));
    scene.press("y");
    assert!(scene.watched.as_ref().is_some_and(|asked| asked.since.is_some()));
}

#[test]
fn how_far_a_long_look_is_stands_on_the_card_and_where_it_is_waited_for() {
    let mut story = watched();
    story.before("pause/pause-production");
    let mut scene = Scene::of(&story, (100, 30));
    scene.begin();
    assert!(scene.screen().contains("asking LifeTime..."), "{}", scene.screen());
    scene.send(EngineMsg::Looking(LookProgress::Plans { asked: 120, all: 600 }));
    assert!(scene.screen().contains("Asking LifeTime: 120 of 600 plans..."), "{}", scene.screen());
    scene.send(EngineMsg::Observed(Observation::Blind("LifeTime lists 600 plans.".to_owned())));
    assert!(!scene.screen().contains("Asking LifeTime"), "{}", scene.screen());
    scene.send(EngineMsg::Looking(LookProgress::Plans { asked: 60, all: 480 }));
    let screen = scene.screen();
    assert!(screen.contains("LifeTime lists 600 plans. Asking LifeTime: 60 of 480 plans..."), "{screen}");
    scene.send(EngineMsg::Observed(seen(&[])));
    assert!(!scene.screen().contains("Asking LifeTime"), "{}", scene.screen());
}

#[test]
fn the_day_of_a_start_is_told_where_it_is_not_today() {
    let mut story = at_pause();
    let today = story.now;
    for (started, words) in
        [(Some(today), "started 21:04 UTC"), ("2018-04-02T20:12:05.2Z".parse().ok(), "started 2018-04-02 20:12 UTC")]
    {
        let plan = Deployment { started, ..deployment("a", "Production", DeploymentStatus::Running) };
        let words_then = plan.words_at(today, None);
        let is_told = started != Some(today);
        assert_eq!(words_then.contains("2018-04-02 20:12 UTC"), is_told, "{words_then}");
        let there = plan.words_at(today, named("Europe/Lisbon").as_ref());
        assert_eq!(there.contains("2018-04-02 21:12 Lisbon"), is_told, "{there}");
        story = at_pause();
        crate::harness::watching::look(&mut story, &seen(&[plan]));
        let screen = Scene::of(&story, (100, 30)).folded_screen();
        assert!(screen.contains(words), "{screen}");
        let refusal = story.answer("pause/pause-production", finish()).unwrap_err().to_string();
        assert_eq!(refusal.contains("started 2018-04-02 20:12 UTC"), is_told, "{refusal}");
    }
}
