//! What LifeTime's list says about environments that somebody should know before the migration starts.

use super::answer::ListedEnvironment;
use crate::domain::{infrastructure::Role, naming, text::one_line};

/// Environments whose role LifeTime does not tell; none where it tells all of them.
pub fn without_type(listed: &[ListedEnvironment]) -> Option<String> {
    let names = names(listed, |one| one.role().is_none() && one.listed_type().is_empty())?;
    Some(format!("LifeTime lists {names} without a type: select the role."))
}

/// Environments with a type that means no role; none where there is no such type.
pub fn of_unknown_type(listed: &[ListedEnvironment]) -> Option<String> {
    let unknown = listed.iter().filter(|one| one.role().is_none() && !one.listed_type().is_empty());
    let told: Vec<String> = unknown.map(|one| format!("{} ({})", one_line(&one.name), one.listed_type())).collect();
    let told = naming::first(&told, naming::ALL);
    (!told.is_empty()).then(|| format!("LifeTime lists an unknown type for {told}: select the role."))
}

/// Environments in OutSystems Cloud; none where all are self-managed.
pub fn in_cloud(listed: &[ListedEnvironment]) -> Option<String> {
    let names = names(listed, |one| one.is_cloud_environment == Some(true))?;
    Some(format!(
        "LifeTime reports that these are in OutSystems Cloud: {names}. You cannot upload a license there; ask Support before you continue."
    ))
}

/// Environments that are offline; none where none is.
pub fn offline(listed: &[ListedEnvironment]) -> Option<String> {
    let names = names(listed, |one| one.is_offline == Some(true))?;
    Some(format!("LifeTime reports that these are offline: {names}. Maintenance mode is probably enabled there."))
}

fn names(listed: &[ListedEnvironment], which: impl Fn(&ListedEnvironment) -> bool) -> Option<String> {
    let one = |one: &ListedEnvironment| (one_line(&one.name), one.role() == Some(Role::Production));
    let names: Vec<(String, bool)> = listed.iter().filter(|one| which(one)).map(one).collect();
    (!names.is_empty()).then(|| naming::in_sentence(&names))
}
