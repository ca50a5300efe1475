//! LifeTime's API: address, token, authority, and whether the token sees what is to be watched.

use std::path::Path;

use jiff::Timestamp;

use super::check::{Check, CheckResult};
use crate::{
    domain::{
        index::EnvIx,
        infrastructure::{Infrastructure, Role},
    },
    driver::lifetime::{LifeTimeApi, answer::ListedEnvironment, place, unseen},
    runtime::lifetime::Link,
};

pub(super) fn checks(infrastructure: &Infrastructure, folder: &Path) -> Vec<Check> {
    let Some(link) = Link::of(infrastructure, folder, None) else {
        let said = "Not configured: with [lifetime], deployments are watched from the pause to the resume.";
        return vec![Check::new("LifeTime", CheckResult::Off, said)];
    };
    let api = match link.api() {
        Ok(api) => api,
        Err(why) => return vec![Check::new("LifeTime", CheckResult::Fails, why)],
    };
    match api.environments() {
        Err(fault) => vec![Check::new("LifeTime", CheckResult::Fails, fault.to_string())],
        Ok(seen) => vec![rights(infrastructure, &api, &seen), deployments(&api)],
    }
}

/// Whether the token sees every environment that is moved.
fn rights(infrastructure: &Infrastructure, api: &LifeTimeApi, seen: &[ListedEnvironment]) -> Check {
    let what = "LifeTime token";
    if seen.is_empty() {
        let said = "It sees no environment, so nothing would be watched. In LifeTime, give its service account a role that may at least list applications.";
        return Check::new(what, CheckResult::Fails, said);
    }
    let all = &infrastructure.environments;
    let listed = EnvIx::all(all.len()).filter(|environment| all[environment.get()].role != Role::LifeTime);
    let unseen = unseen(infrastructure, seen, listed);
    let unknown: Vec<&str> =
        seen.iter().filter(|one| place(infrastructure, one).is_none()).map(|one| one.name.as_str()).collect();
    if !unseen.is_empty() {
        let said = format!(
            "{} answers, but {} not among what the token sees ({}). Give its service account the right, or write down the key that LifeTime has for it.",
            api.base(),
            list(&unseen),
            seen.iter().map(|one| one.name.as_str()).collect::<Vec<_>>().join(", "),
        );
        return Check::new(what, CheckResult::Fails, said);
    }
    if !unknown.is_empty() {
        let said = format!(
            "It sees all environments; {} in LifeTime and not described here. Every environment of the infrastructure has to be moved.",
            list(&unknown)
        );
        return Check::new(what, CheckResult::Careful, said);
    }
    Check::new(
        what,
        CheckResult::Works,
        format!("{} answers; the token sees all {} environments.", api.base(), seen.len()),
    )
}

fn list(names: &[&str]) -> String {
    format!("{} {}", names.join(", "), if names.len() == 1 { "is" } else { "are" })
}

/// Whether plans and a status can be read: without them nothing is watched.
fn deployments(api: &LifeTimeApi) -> Check {
    let what = "LifeTime deployments";
    let looked = api.plans(Timestamp::now()).and_then(|plans| {
        let first = plans.first().map(|plan| api.status(&plan.key)).transpose()?.flatten();
        let status = first.map_or_else(String::new, |status| format!("; the newest is {}", status.deployment_status));
        Ok(format!("{} plans in a year{status}.", plans.len()))
    });
    Check::of(what, looked.map_err(|fault| fault.to_string()))
}
