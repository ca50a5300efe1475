//! Takes over the environments of a new migration from LifeTime. The token is used once and not stored.

use std::path::Path;

use anyhow::{Context as _, bail};

use super::{
    arguments::Import,
    exit::Usage,
    output::{complain, is_terminal},
};
use crate::{
    domain::{infrastructure::encrypted, text::one_line},
    driver::{
        lifetime::{
            LifeTimeApi,
            remark::{in_cloud, of_unknown_type, offline, without_type},
        },
        secret::Secret,
    },
    journal::disk,
    runtime::{folder, lifetime, platform},
    setup::{Connection, Listed},
};

/// The environments that LifeTime lists, and how it was reached.
#[derive(Debug, Clone)]
pub(super) struct Imported {
    /// The environments, LifeTime itself first.
    pub(super) listed: Vec<Listed>,
    /// How it was reached.
    pub(super) connection: Connection,
    /// What somebody has to know of them, a sentence each.
    pub(super) remarks: Vec<String>,
}

/// Asks LifeTime for its environments, where that is wanted; not for a migration that stands already.
pub(super) fn import(wanted: &Import, folder: Option<&Path>) -> anyhow::Result<Option<Imported>> {
    let Some(url) = &wanted.from_lifetime else { return Ok(None) };
    folder.map_or(Ok(()), folder::may_be_made)?;
    let url = encrypted(url).map_err(|why| Usage(format!("--from-lifetime: {why}")))?;
    let authority = wanted
        .ca_file
        .as_deref()
        .map(|file| disk::read(file, u64::MAX).with_context(|| Usage(format!("{} cannot be read", file.display()))));
    let token = token(wanted.token_env())?;
    let api = lifetime::connect(&url, token, authority.transpose()?.as_deref(), lifetime::limits());
    let api = api.map_err(anyhow::Error::msg)?;
    complain(&format!("Asking LifeTime at {} for its environments...", api.base()));
    let environments = api.environments()?;
    if environments.is_empty() {
        bail!(
            "LifeTime at {} lists no environment for this token: give its service account a role that can see the environments",
            api.base()
        );
    }
    let remarks: Vec<String> =
        [in_cloud, offline, without_type, of_unknown_type].into_iter().filter_map(|told| told(&environments)).collect();
    if is_terminal() {
        // The screen that opens now has little room, and says it only once.
        for remark in &remarks {
            complain(remark);
        }
    }
    let own = Listed::lifetime(&format!("{}/ServiceCenter", api.base()));
    let listed = environments.into_iter().map(|one| Listed {
        role: one.role(),
        service_center: one.service_center().map(|address| one_line(&address)).unwrap_or_default(),
        name: one_line(&one.name),
        key: one_line(&one.key),
    });
    let listed = std::iter::once(own).chain(listed).collect();
    Ok(Some(Imported { listed, connection: connection(wanted, &api), remarks }))
}

fn connection(wanted: &Import, api: &LifeTimeApi) -> Connection {
    // A path that is relative to here is not relative to the migration's folder.
    let whole = |file: &Path| disk::real(file).unwrap_or_else(|_| file.to_owned()).display().to_string();
    Connection {
        url: api.base().to_owned(),
        token_env: wanted.token_env().to_owned(),
        ca_file: wanted.ca_file.as_deref().map(whole),
    }
}

/// The token from the environment, or typed where nobody sees it.
fn token(variable: &str) -> anyhow::Result<Secret> {
    if let Some(token) = platform::secret(variable) {
        return Ok(token.trimmed());
    }
    if !is_terminal() {
        let why = format!(
            "the environment variable {variable} is not set; set it to the token of a LifeTime service account"
        );
        return Err(Usage(why).into());
    }
    let typed = rpassword::prompt_password(format!(
        "LifeTime token (not shown, not kept; set {variable} to skip this question): "
    ));
    let token = Secret::of(&typed.context("cannot read from the terminal")?).trimmed();
    if token.reveal().is_empty() {
        return Err(Usage("the token is empty".to_owned()).into());
    }
    Ok(token)
}
