//! Kinds of steps: how an edition writes them, which keys belong to each, and an act in each environment beside the check of
//! the modules' code.

use std::sync::Arc;

use acmove::{
    catalog,
    domain::{
        answers::Live,
        command::{Command, StepCommand},
        event::Event,
        outlook::Standing,
        procedure::{Procedure, StepKind},
        run::{Evidence, Progress},
    },
    engine::{
        lookup::{Intent, PracticeTask, Target},
        practice_task::practice,
        session::Session,
        subject::Subject,
    },
    view::choice::choices,
};

use crate::harness::{
    scene::Scene,
    story::{EDITIONS, FOUR, Story, edition},
};

/// Today's edition with this in place of its step that checks the modules' code.
fn with_step(step: &str) -> Result<Procedure, String> {
    let text = catalog::edition(EDITIONS[1]).unwrap().text;
    let start = text.find("[[phase.step]]\nid = \"check-modules\"").unwrap();
    let end = start + text[start..].find("\n[[phase]]").unwrap();
    let step =
        format!("[[phase.step]]\n{step}\nminutes = 5\nsource = \"ours\"\ngood = \"It is.\"\notherwise = \"Ask.\"\n");
    let text = format!("{}{step}{}", &text[..start], &text[end..]);
    catalog::procedure("p.toml", &text).map_err(|faults| faults.to_string())
}

/// A step in each environment with this kind, and what belongs to it.
fn of_kind(kind: &str, keys: &str) -> Result<Procedure, String> {
    with_step(&format!(
        "id = \"own\"\nscope = \"each-environment\"\ntitle = \"Own\"\ndo = [\"Do it.\"]\nkind = \"{kind}\"\n{keys}"
    ))
}

const RESTART: &str = "id = \"restart-services\"\nkind = \"act\"\nscope = \"each-environment\"\n\
    title = \"Restart the services\"\ndo = [\"Restart the services of {environment}.\"]";

/// A rehearsal, before a step in Production, whose pages have an address.
fn rehearsal(procedure: Arc<Procedure>, step: &str) -> Story {
    let role = "role = \"production\"";
    let address = format!("{role}\nservice_center = \"https://prod.acme.example/ServiceCenter\"");
    let mut story = Story::by(procedure, &FOUR.replace(role, &address), true);
    story.before(step);
    story
}

fn done_for_a_person(story: &Story, step: &str) -> Intent {
    let session = Session::of(story.run.clone(), "folder".to_owned());
    practice(&session, Subject::Step(story.place(step)), &Live::default(), false).unwrap()
}

fn offered_for_a_person(story: &Story, step: &str) -> &'static str {
    let session = Session::of(story.run.clone(), "folder".to_owned());
    choices(&session, Subject::Step(story.place(step))).last().unwrap().consequence
}

#[test]
fn an_act_in_each_environment_is_only_said_to_be_done() {
    let story = rehearsal(Arc::new(with_step(RESTART).unwrap()), "production/restart-services");
    assert_eq!(offered_for_a_person(&story, "production/restart-services"), "confirms that it is done");
    let Intent::Command(Command::Step { command: StepCommand::Finish { note }, .. }) =
        done_for_a_person(&story, "production/restart-services")
    else {
        panic!("nothing is looked at")
    };
    assert_eq!(note, "done for the rehearsal");
    let mut scene = Scene::of(&story, (100, 30));
    assert!(scene.screen().contains("Production: Restart the services"), "{}", scene.screen());
    scene.press("d");
    let recorded = scene.recorded();
    let Some(Event::StepDone { step, note, .. }) = recorded.last() else { panic!("{recorded:?}") };
    assert_eq!((step.as_str(), note.as_str()), ("production/restart-services", "done for the rehearsal"));
    let place = story.place("production/restart-services");
    assert_eq!(scene.model.session().run.step(place).progress, Progress::Done(Evidence::Claimed));
}

#[test]
fn an_edition_with_an_act_in_each_environment_is_gone_through_to_its_end() {
    let mut story = Story::by(Arc::new(with_step(RESTART).unwrap()), FOUR, false);
    story.finish_well();
    let done = story.standing("quality/restart-services");
    assert_eq!(done, Standing::Done(Evidence::Claimed));
}

#[test]
fn the_check_of_the_modules_code_looks_at_the_page_of_its_environment() {
    let story = rehearsal(edition(EDITIONS[1]), "production/check-modules");
    assert_eq!(story.run.definition(story.place("production/check-modules")).kind, StepKind::CodeCheck);
    assert_eq!(offered_for_a_person(&story, "production/check-modules"), "on the practice pages");
    let Intent::Lookup(lookup) = done_for_a_person(&story, "production/check-modules") else {
        panic!("the page is looked at")
    };
    let Target::Practice(PracticeTask::CheckCodes { service_center, .. }) = lookup.target else {
        panic!("{:?}", lookup.target)
    };
    assert_eq!(service_center, "https://prod.acme.example/ServiceCenter");
}

#[test]
fn a_kind_that_is_not_known_is_told_with_all_that_are_and_nothing_is_said_about_its_keys() {
    let told = of_kind("codecheck", "policy = \"stop\"\ncode = \"source\"").unwrap_err();
    let allowed = "read, pause, act, code-check, resume, contact, obtain, upload, check, republish";
    assert!(told.contains(&format!("kind: \"codecheck\" is not known; allowed: {allowed}")), "{told}");
    assert_eq!(told.lines().count(), 1, "{told}");
}

#[test]
fn each_kind_has_its_keys_and_no_others() {
    let lines = [
        ("code", "code = \"target\"\n"),
        ("policy", ""),
        ("accept", "accept = [\"Ignore\"]\n"),
        ("deployments", "deployments = \"production\"\n"),
    ];
    for (kind, needs, takes, policy) in [
        ("read", &[][..], &[][..], "hold"),
        ("pause", &[], &["deployments"], "hold"),
        ("act", &[], &[], "hold"),
        ("code-check", &[], &[], "hold"),
        ("resume", &[], &[], "hold"),
        ("contact", &[], &[], "hold"),
        ("obtain", &["code", "policy"], &[], "hold"),
        ("upload", &["code"], &[], "hold"),
        ("check", &["code", "policy"], &["accept"], "redo"),
        ("republish", &["policy"], &[], "support"),
    ] {
        let policy = format!("policy = \"{policy}\"\n");
        // What is uploaded has to be obtained first, and today's edition has obtained only the source by then.
        let line = |key: &str| match key {
            "policy" => policy.clone(),
            "code" if kind == "upload" => "code = \"source\"\n".to_owned(),
            key => lines.iter().find(|(known, _)| *known == key).unwrap().1.to_owned(),
        };
        let needed: String = needs.iter().map(|key| line(key)).collect();
        let all: String = needs.iter().chain(takes).map(|key| line(key)).collect();
        for fine in [&needed, &all] {
            assert!(of_kind(kind, fine).is_ok(), "{kind}: {fine}{:?}", of_kind(kind, fine));
        }
        for key in needs {
            let told = of_kind(kind, &needed.replace(&line(key), "")).unwrap_err();
            assert!(told.contains(&format!("the key {key} is missing: a step of kind {kind} needs it")), "{told}");
        }
        for (key, _) in lines.iter().filter(|(key, _)| !needs.contains(key) && !takes.contains(key)) {
            let told = of_kind(kind, &(needed.clone() + &line(key))).unwrap_err();
            assert!(told.contains(&format!("{key}: is not for a step of kind {kind}")), "{told}");
        }
    }
}

#[test]
fn licenses_and_modules_are_those_of_an_environment() {
    for (kind, keys, why) in [
        ("republish", "policy = \"stop\"", "each environment has its own license"),
        ("code-check", "", "ActivationCodeCheck checks the modules of one environment"),
    ] {
        let step = format!(
            "id = \"own\"\nscope = \"infrastructure\"\ntitle = \"Own\"\ndo = [\"Do it.\"]\nkind = \"{kind}\"\n{keys}"
        );
        let told = with_step(&step).unwrap_err();
        assert!(told.contains(&format!("scope: must be each-environment: {why}")), "{told}");
    }
}
