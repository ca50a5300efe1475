//! The type that LifeTime gives an environment, compared with the role that the environment has here. LifeTime's types are typed
//! by hand, and may be missing.

use serde::{Deserialize, Serialize};

use super::infrastructure::{Environment, EnvironmentId, Infrastructure, Role};

/// The longest type that is repeated, in characters.
const LONGEST: usize = 50;

/// An environment whose type in LifeTime is not the role that it has here.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct OtherType {
    /// The environment.
    pub environment: EnvironmentId,
    /// LifeTime's word; empty where it has none.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub listed: String,
}

impl OtherType {
    /// An environment with the type that LifeTime lists; none where that is its role.
    pub fn of(described: &Environment, listed: &str) -> Option<Self> {
        other_type(&described.name, described.role, listed)?;
        let listed = listed.trim().chars().take(LONGEST).collect();
        Some(Self { environment: described.id.clone(), listed })
    }

    /// In words; without a full stop.
    pub fn words(&self, infrastructure: &Infrastructure) -> String {
        let described = infrastructure.position(&self.environment).map(|ix| &infrastructure.environments[ix.get()]);
        let words = described.and_then(|described| other_type(&described.name, described.role, &self.listed));
        words.unwrap_or_else(|| format!("LifeTime lists {} with the type {}", self.environment, self.listed))
    }
}

/// All of them in a sentence that says what to do.
pub fn differences(infrastructure: &Infrastructure, others: &[OtherType]) -> String {
    let others: Vec<String> = others.iter().map(|other| other.words(infrastructure)).collect();
    format!("{}. The roles here decide which deployments are paused: find out which is correct.", others.join("; "))
}

/// The role that a type of LifeTime means; none where there is no type, or one that is not known.
pub fn role_of(listed: &str) -> Option<Role> {
    let listed = listed.trim();
    [Role::Development, Role::Test, Role::Production].into_iter().find(|role| role.name().eq_ignore_ascii_case(listed))
}

/// The type in words, where it is not the role that the environment has here. No type says of an environment that it is LifeTime.
pub fn other_type(name: &str, role: Role, listed: &str) -> Option<String> {
    let here = role.name();
    match (role_of(listed), listed.trim()) {
        (_, _) if role == Role::LifeTime => None,
        (Some(said), _) if said == role => None,
        (_, "") => Some(format!("LifeTime lists {name} without a type, but its role here is {here}")),
        (_, listed) => Some(format!("LifeTime lists {name} with the type {listed}, but its role here is {here}")),
    }
}
