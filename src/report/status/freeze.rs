//! The pause of deployments, and those that LifeTime shows, for programs and in words.

use jiff::Timestamp;
use serde::Serialize;

use crate::{
    domain::{
        infrastructure::EnvironmentId,
        procedure::StepKind,
        run::{Failure, Progress, Run, SeenDeployment, WatchState, freeze::Freeze as Paused},
        watch::is_asked,
    },
    engine::session::Session,
    view::times::Moment,
};

#[derive(Debug, Serialize)]
pub(super) struct Freeze<'a> {
    state: &'static str,
    watched: bool,
    since: Option<Timestamp>,
    /// Why it is not watched, where it was to be.
    #[serde(skip_serializing_if = "Option::is_none")]
    unwatched: Option<&'a str>,
    deployments: Vec<Deployment<'a>>,
    /// The pauses that were ended, where the migration goes over several nights, or deployments were resumed after its end.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    earlier: Vec<Pause>,
}

/// A pause of deployments that was ended.
#[derive(Debug, Serialize)]
struct Pause {
    since: Timestamp,
    until: Timestamp,
}

/// A deployment that was seen, as it was seen last.
#[derive(Debug, Serialize)]
struct Deployment<'a> {
    key: &'a str,
    environment: Option<&'a str>,
    /// The name of that environment in LifeTime.
    target: &'a str,
    status: &'a str,
    /// Whether it was under way while deployments were frozen.
    in_freeze: bool,
    /// Whether somebody decided to go on in spite of it.
    accepted: bool,
    /// Whether it was started between two pauses, which violates none.
    #[serde(skip_serializing_if = "is_not")]
    between_nights: bool,
}

/// Deployments are frozen from the pause to the resume. A deployment that a person reported, or the watch saw, violates it.
pub(super) fn freeze(session: &Session, now: Timestamp) -> Freeze<'_> {
    let run = &session.run;
    let reported = run.plan.every_step().iter().any(|step| {
        matches!(run.definition(step).kind, StepKind::Pause { .. })
            && run.step(step).progress == Progress::Failed(Failure::DeploymentRunning)
    });
    let (state, since) = match session.clocks(now).frozen {
        _ if reported => ("violated", None),
        Some((since, None)) if session.outlook.freeze.holds => ("violated", Some(since)),
        Some((since, None)) => ("on", Some(since)),
        Some((_, Some(_))) | None => ("none", None),
    };
    let (watched, unwatched) = match &run.watch.state {
        WatchState::Closed => (false, None),
        WatchState::Open { .. } => (is_asked(run, &session.outlook), None),
        WatchState::Blind { why, .. } => (false, Some(why.as_str())),
    };
    let paused = &session.outlook.freeze;
    let deployments = run.watch.deployments.iter().map(|watched| deployment(run, watched, paused)).collect();
    let earlier = paused.ended(run).map(|(since, until)| Pause { since, until }).collect();
    Freeze { state, watched, since, unwatched, deployments, earlier }
}

/// Whether a word is left out: it is said only where it holds.
#[expect(clippy::trivially_copy_pass_by_ref, reason = "serde hands over a reference")]
const fn is_not(holds: &bool) -> bool {
    !*holds
}

fn deployment<'a>(run: &Run, watched: &'a SeenDeployment, paused: &Paused) -> Deployment<'a> {
    Deployment {
        key: &watched.deployment.key,
        environment: watched.deployment.environment.as_ref().map(EnvironmentId::as_str),
        target: &watched.deployment.target,
        status: watched.deployment.status.word(),
        in_freeze: watched.was_in_freeze(),
        accepted: watched.accepted,
        between_nights: paused.is_between(run, &watched.deployment),
    }
}

/// The known deployments, where they are watched.
pub(super) fn freeze_words(session: &Session, moment: &Moment) -> Vec<String> {
    let run = &session.run;
    let freeze = &session.outlook.freeze;
    let paused = |(since, until)| {
        format!("Deployments were paused from {} to {}", moment.told(run, since), moment.told(run, until))
    };
    let earlier: Vec<String> = freeze.ended(run).map(paused).collect();
    if !is_asked(run, &session.outlook) {
        return earlier;
    }
    let eye = match &run.watch.state {
        WatchState::Closed => "Deployments: not watched yet".to_owned(),
        WatchState::Open { since, .. } => format!("Deployments: watched since {}", moment.told(run, *since)),
        WatchState::Blind { since, why, .. } => {
            format!("Deployments: UNWATCHED since {}: {why}", moment.told(run, *since))
        }
    };
    let deployment = |watched: &SeenDeployment| {
        let settled = match (watched.accepted, freeze.is_between(run, &watched.deployment)) {
            (true, _) => ", accepted",
            (false, true) => ", between two nights",
            (false, false) => "",
        };
        format!("Deployment {}{settled}", moment.deployment(run, &watched.deployment))
    };
    let all = run.watch.deployments.iter();
    let is_shown = |watched: &&SeenDeployment| {
        let deployment = &watched.deployment;
        watched.was_in_freeze() || deployment.status.is_under_way() || freeze.is_between(run, deployment)
    };
    let shown = all.filter(is_shown);
    earlier.into_iter().chain([eye]).chain(shown.map(deployment)).collect()
}
