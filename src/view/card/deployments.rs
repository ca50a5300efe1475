//! Cards about deployments: those that LifeTime shows at the pause, and those that broke the freeze.

use super::parts::Parts;
use crate::{
    domain::{
        index::StepIx,
        run::{SeenDeployment, WatchState},
        watch::{LookProgress, is_asked},
    },
    engine::session::Session,
    view::{
        hint::Hint,
        text::{Block, Tone},
        times::Moment,
    },
};

/// A caution about publishes, which LifeTime does not show.
const NOT_SEEN: &str =
    "LifeTime does not show a publish from Service Studio or Service Center: tell people not to publish.";

/// Deployments broke the freeze: they are waited for, and then decided about.
pub(super) fn deployments(session: &Session, moment: &Moment) -> Parts {
    let all: Vec<&SeenDeployment> = session.outlook.freeze.in_the_way(&session.run).collect();
    let under_way = all.iter().any(|watched| watched.deployment.status.is_under_way());
    let mut body: Vec<Block> = all.iter().map(|watched| told(watched, moment)).collect();
    body.push(Block::Gap);
    let (heading, ask) = if under_way {
        (
            "A deployment runs during the pause",
            "Do not upload or publish while it runs. Find out who started it, and wait until it ends, or abort it."
                .to_owned(),
        )
    } else {
        (
            "A deployment ended during the pause",
            format!(
                "Find out what it changed. If it reached an environment that was tested already, redo that test ({}). Then continue, with what you found as the reason.",
                Hint::Again
            ),
        )
    };
    body.push(Block::para(Tone::Now, ask));
    body.extend(eye(session, moment));
    body.push(Block::para(Tone::Quiet, NOT_SEEN));
    (heading.to_owned(), "article, step 1: deployments are paused".to_owned(), body)
}

/// At a pause that is open: what LifeTime shows, and whether anybody looks.
pub(super) fn seen_at_pause(session: &Session, step: StepIx, moment: &Moment) -> Vec<Block> {
    let run = &session.run;
    if run.infrastructure.lifetime.is_none() || !run.is_open_pause(step) {
        return Vec::new();
    }
    let mut body: Vec<Block> = run.watch.under_way().map(|watched| told_if(session, watched, moment)).collect();
    if body.is_empty() && matches!(run.watch.state, WatchState::Open { .. }) && is_asked(run, &session.outlook) {
        body.push(Block::led(Tone::Good, "LifeTime: ", "no deployment is running."));
    }
    let meanwhile = run.watch.deployments.iter().filter(|it| session.outlook.freeze.is_between(run, &it.deployment));
    let meanwhile = meanwhile.filter(|it| !it.deployment.status.is_under_way());
    body.extend(meanwhile.map(|it| Block::led(Tone::Quiet, "Deployed meanwhile: ", sentence(it, moment))));
    body.extend(eye(session, moment));
    body
}

fn told_if(session: &Session, watched: &SeenDeployment, moment: &Moment) -> Block {
    if session.outlook.freeze.concerns(&session.run, &watched.deployment) {
        told(watched, moment)
    } else {
        Block::led(Tone::Quiet, "Not paused: ", sentence(watched, moment))
    }
}

fn told(watched: &SeenDeployment, moment: &Moment) -> Block {
    let lead = match (watched.deployment.status.is_under_way(), watched.accepted) {
        (true, false) => "Deployment: ",
        (true, true) => "Deployment, accepted: ",
        (false, _) => "Deployment, ended: ",
    };
    let tone = if watched.accepted { Tone::Caution } else { Tone::Bad };
    Block::led(tone, lead, sentence(watched, moment))
}

fn sentence(watched: &SeenDeployment, moment: &Moment) -> String {
    let deployment = &watched.deployment;
    let started = deployment.started.map_or_else(String::new, |at| format!(", started {}", moment.time_of(at)));
    let over = watched.over.map_or_else(String::new, |at| format!(", ended by {}", moment.time_of(at)));
    format!("{}{started}{over}.", deployment.words())
}

/// Whether LifeTime is watched; never that all is quiet where nobody looks.
fn eye(session: &Session, moment: &Moment) -> Option<Block> {
    match &session.run.watch.state {
        WatchState::Open { .. } => None,
        WatchState::Blind { since, why, .. } => {
            let since = moment.time_of(*since);
            let again = match session.looking {
                Some(progress @ LookProgress::Plans { .. }) => format!(" {}...", progress.words()),
                // That LifeTime is asked again and again is no news.
                Some(LookProgress::Listing) | None => String::new(),
            };
            Some(Block::led(Tone::Caution, format!("Unwatched since {since}: "), format!("{why}{again}")))
        }
        WatchState::Closed => {
            let words = session.looking.map_or_else(|| "asking LifeTime".to_owned(), LookProgress::words);
            Some(Block::para(Tone::Caution, format!("{words}...")))
        }
    }
}
