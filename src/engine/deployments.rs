//! The ways to deal with deployments in the freeze.

use super::session::Session;
use crate::domain::{
    command::Command,
    deployment::{Deployment, DeploymentStatus},
    refusal::Refusal,
    run::WatchState,
};

/// The deployment that would be aborted: the first that stands in the way and is under way.
pub fn to_abort(session: &Session) -> Option<&Deployment> {
    if !matches!(session.run.watch.state, WatchState::Open { .. }) {
        return None;
    }
    let mut known = session.outlook.freeze.in_the_way(&session.run).map(|watched| &watched.deployment);
    known.find(|deployment| deployment.status.is_under_way() && deployment.status != DeploymentStatus::Aborting)
}

/// Whoever stops somebody else's work says whose: nothing but the whole name is meant.
pub(super) fn abort(session: &Session, typed: &str, key: &str) -> Result<Command, String> {
    let known = session.run.watch.of(key).map(|watched| &watched.deployment);
    let deployment = known.ok_or_else(|| Refusal::NoDeployment.to_string())?;
    if typed.trim() != deployment.target {
        return Err(format!("Type exactly: {}. With any other text, the deployment continues.", deployment.target));
    }
    Ok(Command::AbortDeployment { deployment: deployment.key.clone() })
}
