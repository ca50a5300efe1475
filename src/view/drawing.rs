//! The infrastructure as the article draws it: LifeTime above the environments that it controls, these in the order in which
//! applications are deployed.

use crate::{
    domain::{index::EnvIx, infrastructure::Role},
    engine::session::Session,
};

/// The most environments that stand side by side below LifeTime.
const MOST: usize = 5;

/// An infrastructure that can be drawn.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Drawing {
    /// The environment of LifeTime.
    pub lifetime: EnvIx,
    /// The others, in the order of deployments.
    pub below: Vec<EnvIx>,
}

/// The drawing of an infrastructure; `None` where it has not exactly one LifeTime, or too many environments.
pub fn drawn(session: &Session) -> Option<Drawing> {
    let run = &session.run;
    if run.environments().len() > MOST + 1 {
        return None;
    }
    let role = |environment: &EnvIx| run.described(*environment).role;
    let (lifetimes, mut below): (Vec<EnvIx>, Vec<EnvIx>) =
        run.every_environment().partition(|environment| role(environment) == Role::LifeTime);
    below.sort_by_key(|environment| rank(role(environment)));
    match lifetimes[..] {
        [lifetime] if !below.is_empty() => Some(Drawing { lifetime, below }),
        _ => None,
    }
}

/// How late applications come to an environment.
const fn rank(role: Role) -> u8 {
    match role {
        Role::LifeTime => 0,
        Role::Development => 1,
        Role::Test => 2,
        Role::Production => 3,
    }
}
