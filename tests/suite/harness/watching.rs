//! Stories whose LifeTime is watched, and what the watch sees there.

use acmove::domain::{
    command::Command,
    deployment::{Deployment, DeploymentStatus},
    watch::{Observation, next_fact},
};

use crate::harness::story::{EDITIONS, FOUR, Story};

/// A LifeTime whose API is watched.
pub(crate) const LIFETIME: &str = r#"
[lifetime]
url = "https://lifetime.acme.example"
token_env = "ACMOVE_LIFETIME_TOKEN"
"#;

/// Four environments, watched.
pub(crate) fn watched() -> Story {
    Story::of(EDITIONS[0], &with_lifetime(FOUR))
}

pub(crate) fn with_lifetime(description: &str) -> String {
    description.replacen("[[environment]]", &format!("{LIFETIME}[[environment]]"), 1)
}

pub(crate) fn deployment(key: &str, target: &str, status: DeploymentStatus) -> Deployment {
    Deployment {
        key: key.to_owned(),
        target: target.to_owned(),
        environment: target.to_lowercase().parse().ok(),
        status,
        started: None,
        by: "Ben".to_owned(),
    }
}

pub(crate) fn seen(deployments: &[Deployment]) -> Observation {
    Observation::Seen { environments: 3, deployments: deployments.to_vec(), other_types: Vec::new() }
}

/// Records everything that follows from looking; answers with how many facts that were.
pub(crate) fn look(story: &mut Story, observation: &Observation) -> usize {
    let mut facts = 0;
    while let Some(event) = next_fact(&story.run, story.outlook(), observation) {
        story.record(event);
        facts += 1;
        assert!(facts < 20, "it does not come to an end");
    }
    facts
}

/// A decision about these.
pub(crate) fn accept(keys: &[&str]) -> Command {
    let deployments = keys.iter().map(|key| (*key).to_owned()).collect();
    Command::AcceptDeployments { deployments, reason: "agreed with the team".to_owned() }
}

pub(crate) fn at_pause() -> Story {
    let mut story = watched();
    story.before("pause/pause-production");
    story
}

pub(crate) fn frozen() -> Story {
    let mut story = at_pause();
    look(&mut story, &seen(&[]));
    story.succeed("pause/pause-production");
    story
}

/// At the pause, with a deployment to Production and one to Development.
pub(crate) fn pause_running() -> Story {
    let mut story = at_pause();
    let started = Some(story.now);
    let here = Deployment { started, ..deployment("a", "Production", DeploymentStatus::NeedsIntervention) };
    look(&mut story, &seen(&[here, deployment("b", "Development", DeploymentStatus::Running)]));
    story
}

pub(crate) fn pause_unwatched() -> Story {
    let mut story = at_pause();
    look(
        &mut story,
        &Observation::Blind("LifeTime at https://lifetime.acme.example: it cannot be reached.".to_owned()),
    );
    story
}

/// An upload of BBB is done in Production when somebody starts a deployment there.
pub(crate) fn in_freeze() -> Story {
    let mut story = frozen();
    story.through("production/upload-target");
    let started = Some(story.now);
    look(&mut story, &seen(&[Deployment { started, ..deployment("a", "Production", DeploymentStatus::Running) }]));
    story
}

pub(crate) fn over_in_freeze() -> Story {
    let mut story = in_freeze();
    let started = story.run.watch.deployments[0].deployment.started;
    look(&mut story, &seen(&[Deployment { started, ..deployment("a", "Production", DeploymentStatus::WithWarnings) }]));
    story
}

pub(crate) fn unwatched() -> Story {
    let mut story = frozen();
    look(&mut story, &Observation::Blind("LifeTime answered with an error (500).".to_owned()));
    story
}
