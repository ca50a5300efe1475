//! LifeTime's API: address, token, authority, and whether the token sees what is to be watched.

use std::path::Path;

use jiff::Timestamp;

use super::check::{Check, CheckResult};
use crate::{
    domain::{
        index::EnvIx,
        infrastructure::{Infrastructure, Role},
        listed_type::differences,
        naming,
    },
    driver::lifetime::{
        LifeTimeApi,
        answer::ListedEnvironment,
        other_types, place,
        remark::{in_cloud, offline},
        unseen,
    },
    runtime::lifetime::Link,
};

pub(super) fn checks(infrastructure: &Infrastructure, folder: &Path) -> Vec<Check> {
    let Some(link) = Link::of(infrastructure, folder, None) else {
        let said = "Not configured: with [lifetime], acmove watches deployments from the pause to the resume.";
        return vec![Check::new("LifeTime", CheckResult::Off, said)];
    };
    let api = match link.api() {
        Ok(api) => api,
        Err(why) => return vec![Check::new("LifeTime", CheckResult::Fails, why)],
    };
    match api.environments() {
        Err(fault) => vec![Check::new("LifeTime", CheckResult::Fails, fault.to_string())],
        Ok(seen) => {
            let remarks = [in_cloud, offline].into_iter().filter_map(|told| told(&seen));
            let remarks = remarks.map(|said| Check::new("LifeTime environments", CheckResult::Careful, said));
            let first = [rights(infrastructure, &api, &seen), types(infrastructure, &seen)];
            first.into_iter().chain(remarks).chain([deployments(&api)]).collect()
        }
    }
}

/// Whether the token sees every environment that is moved.
fn rights(infrastructure: &Infrastructure, api: &LifeTimeApi, seen: &[ListedEnvironment]) -> Check {
    let what = "LifeTime token";
    if seen.is_empty() {
        let said = "The token sees no environment, so acmove could not watch deployments. In LifeTime, give its service account a role that can at least list applications.";
        return Check::new(what, CheckResult::Fails, said);
    }
    let all = &infrastructure.environments;
    let listed = EnvIx::all(all.len()).filter(|environment| all[environment.get()].role != Role::LifeTime);
    let unseen = unseen(infrastructure, seen, listed);
    let unknown: Vec<&str> =
        seen.iter().filter(|one| place(infrastructure, one).is_none()).map(|one| one.name.as_str()).collect();
    if !unseen.is_empty() {
        let said = format!(
            "{} answered, but {} not visible to the token ({}). Give its service account access, or add the LifeTime key of the environment to infrastructure.toml.",
            api.base(),
            are(&infrastructure.names(unseen.iter().copied()), unseen.len()),
            naming::first(&seen.iter().map(|one| one.name.as_str()).collect::<Vec<_>>(), naming::ALL),
        );
        return Check::new(what, CheckResult::Fails, said);
    }
    if !unknown.is_empty() {
        let said = format!(
            "The token sees all environments, but {} in LifeTime and not in infrastructure.toml. You must move every environment of the infrastructure.",
            are(&naming::first(&unknown, naming::ALL), unknown.len())
        );
        return Check::new(what, CheckResult::Careful, said);
    }
    Check::new(
        what,
        CheckResult::Works,
        format!("{} answered; the token sees all {} environments.", api.base(), seen.len()),
    )
}

/// Whether LifeTime's types are the roles that are written down: by them it is known what is paused.
fn types(infrastructure: &Infrastructure, seen: &[ListedEnvironment]) -> Check {
    let what = "LifeTime types";
    let others = other_types(infrastructure, seen);
    if others.is_empty() {
        return Check::new(what, CheckResult::Works, "They match the roles in infrastructure.toml.");
    }
    Check::new(what, CheckResult::Careful, differences(infrastructure, &others))
}

fn are(names: &str, count: usize) -> String {
    format!("{names} {}", if count == 1 { "is" } else { "are" })
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
