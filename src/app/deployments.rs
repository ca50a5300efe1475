//! What can be done about deployments in the freeze.

use super::session::Session;
use crate::domain::{
    deployment::{Deployment, Status},
    run::Eye,
};

/// The deployment that would be aborted: the first that stands in the way and is under way.
pub fn to_abort(session: &Session) -> Option<&Deployment> {
    if !matches!(session.run.watch.eye, Eye::Open { .. }) {
        return None;
    }
    let mut known = session.outlook.freeze.in_the_way(&session.run).map(|watched| &watched.deployment);
    known.find(|deployment| deployment.status.is_under_way() && deployment.status != Status::Aborting)
}
