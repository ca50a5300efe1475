//! The secrets that acmove knows: those that the environment holds in variables that a description names, and those that are
//! in it anyway.

use std::env;

use super::platform::secret;
use crate::domain::{
    infrastructure::{Infrastructure, TOKEN_VARIABLE},
    secret::{Secret, Secrets},
};

/// The variables that name a proxy; its password may stand in them.
const PROXIES: [&str; 6] = ["HTTPS_PROXY", "https_proxy", "HTTP_PROXY", "http_proxy", "ALL_PROXY", "all_proxy"];

/// The secrets of a migration.
pub fn of(infrastructure: &Infrastructure) -> Secrets {
    let tools = infrastructure.environments.iter().filter_map(|environment| environment.tools.as_ref());
    let logins = tools.filter_map(|tools| login(tools.user_env.as_deref()?, tools.password_env.as_deref()?));
    in_variables(infrastructure.secret_variables(), logins)
}

/// The secrets that are known before there is a migration.
pub fn usual() -> Secrets {
    in_variables([TOKEN_VARIABLE.to_owned()], [])
}

/// The secrets in these variables, with logins, and with those that are always known.
pub fn in_variables(
    variables: impl IntoIterator<Item = String>,
    logins: impl IntoIterator<Item = (Secret, Secret)>,
) -> Secrets {
    let proxies: Vec<(Secret, Secret)> =
        PROXIES.iter().filter_map(|name| env::var(name).ok()).filter_map(|proxy| login_of(&proxy)).collect();
    Secrets::of(variables.into_iter().filter_map(|name| secret(&name)), logins.into_iter().chain(proxies))
}

/// The user and the password in these variables.
pub fn login(user: &str, password: &str) -> Option<(Secret, Secret)> {
    Some((secret(user)?, secret(password)?))
}

/// The login in the address of a proxy.
fn login_of(proxy: &str) -> Option<(Secret, Secret)> {
    let rest = proxy.split_once("://").map_or(proxy, |(_, rest)| rest);
    let (login, _) = rest.rsplit_once('@')?;
    let (user, password) = login.split_once(':')?;
    Some((Secret::of(user), Secret::of(password)))
}
