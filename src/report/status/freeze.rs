//! The pause of deployments, and those that LifeTime shows, for programs and in words.

use jiff::Timestamp;
use serde::Serialize;

use crate::{
    domain::{
        infrastructure::EnvironmentId,
        procedure::StepKind,
        run::{Failure, Progress, SeenDeployment, WatchState},
        watch::is_asked,
    },
    engine::session::Session,
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
    Freeze { state, watched, since, unwatched, deployments: run.watch.deployments.iter().map(deployment).collect() }
}

fn deployment(watched: &SeenDeployment) -> Deployment<'_> {
    Deployment {
        key: &watched.deployment.key,
        environment: watched.deployment.environment.as_ref().map(EnvironmentId::as_str),
        target: &watched.deployment.target,
        status: watched.deployment.status.word(),
        in_freeze: watched.in_freeze,
        accepted: watched.accepted,
    }
}

/// The known deployments, where they are watched.
pub(super) fn freeze_words(session: &Session, now: Timestamp) -> Vec<String> {
    let run = &session.run;
    if !is_asked(run, &session.outlook) {
        return Vec::new();
    }
    let eye = match &run.watch.state {
        WatchState::Closed => "Deployments: not watched yet".to_owned(),
        WatchState::Open { since, .. } => format!("Deployments: watched since {}", run.told(*since)),
        WatchState::Blind { since, why, .. } => format!("Deployments: UNWATCHED since {}: {why}", run.told(*since)),
    };
    let deployment = |watched: &SeenDeployment| {
        let settled = if watched.accepted { ", accepted" } else { "" };
        format!("Deployment {}{settled}", watched.deployment.words_at(now, run.zone.as_ref()))
    };
    let all = run.watch.deployments.iter();
    let shown = all.filter(|watched| watched.in_freeze || watched.deployment.status.is_under_way());
    std::iter::once(eye).chain(shown.map(deployment)).collect()
}
