//! An infrastructure: everything under one Activation Code, as the operator described it.

use std::net::IpAddr;

use jiff::Timestamp;
use serde::{Deserialize, Serialize};

pub use super::environment_id::{EnvironmentId, NotAnId};
use super::{
    identity::{ActivationCode, SerialNumber},
    index::EnvIx,
    tool::Tools,
};

/// The vendor's Licensing Portal.
pub const PORTAL: &str = "https://www.outsystems.com/licensing";

/// The vendor's Support.
pub const SUPPORT: &str = "https://success.outsystems.com/Support";

/// The environment variable that holds LifeTime's token where nothing else is said.
pub const TOKEN_VARIABLE: &str = "ACMOVE_LIFETIME_TOKEN";

/// Everything under one Activation Code: LifeTime and the environments it controls.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Infrastructure {
    /// Its name, for people.
    pub name: String,
    /// The Activation Code moved from (AAA).
    pub source: ActivationCode,
    /// The Activation Code moved to (BBB).
    pub target: ActivationCode,
    /// The module to republish where an environment names no other.
    pub module: String,
    /// The maintenance window, where there is one.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub window: Option<Window>,
    /// How to reach LifeTime's API, where that is wanted.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub lifetime: Option<LifeTime>,
    /// Folder in which the browser saves files, where new license files in it are to be offered.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub downloads: Option<String>,
    /// Address of the Licensing Portal, where it is not the vendor's.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub portal: Option<String>,
    /// Address of Support, where it is not the vendor's.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub support: Option<String>,
    /// Whom Support can call: a name, and a number.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub contact: Option<String>,
    /// Whether somebody confirmed that none of the environments is Production.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub without_production: bool,
    /// The environments, in the order of the file.
    pub environments: Vec<Environment>,
}

/// One runtime environment.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Environment {
    /// How steps and files name it.
    pub id: EnvironmentId,
    /// Its name, for people.
    pub name: String,
    /// Its purpose.
    pub role: Role,
    /// Address of its Service Center.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub service_center: Option<String>,
    /// Its serial number, where it was known at the start.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub serial: Option<SerialNumber>,
    /// The module to republish here, where it is not the infrastructure's.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub module: Option<String>,
    /// How LifeTime's API names it, where that is known.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub key: Option<String>,
    /// Commands that can do steps here, where some are configured.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub tools: Option<Box<Tools>>,
}

impl Environment {
    /// Whether it is one of Production.
    pub fn is_production(&self) -> bool {
        self.role == Role::Production
    }
}

/// The time in which the move has to be finished.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Window {
    /// Not before.
    pub start: Timestamp,
    /// Not after.
    pub end: Timestamp,
}

/// How to reach LifeTime's API.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct LifeTime {
    /// Base address.
    pub url: String,
    /// Name of the environment variable that holds the token; never the token.
    pub token_env: String,
    /// File with one more certificate authority that is trusted (PEM), where that is wanted.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub ca_file: Option<String>,
}

/// The purpose of an environment.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Role {
    /// The management console of the infrastructure.
    #[serde(rename = "lifetime")]
    LifeTime,
    /// Where applications are developed.
    Development,
    /// Where they are tested.
    Test,
    /// Where they are used.
    Production,
}

impl Infrastructure {
    /// The number of an environment, in the order of the file.
    pub fn position(&self, id: &EnvironmentId) -> Option<EnvIx> {
        self.environments.iter().position(|environment| environment.id == *id).map(EnvIx::new)
    }

    /// The environment variables that hold secrets: the token of LifeTime, also where it is only used for the set-up, and the
    /// passwords of commands.
    pub fn secret_variables(&self) -> Vec<String> {
        let passwords = self.environments.iter().filter_map(|other| other.tools.as_ref()?.password_env.clone());
        let token = self.lifetime.as_ref().map(|lifetime| lifetime.token_env.clone());
        let mut all: Vec<String> = passwords.chain(token).chain([TOKEN_VARIABLE.to_owned()]).collect();
        all.sort_unstable();
        all.dedup();
        all
    }

    /// A text of the procedure with what holds for the whole infrastructure filled in.
    pub fn fill(&self, text: &str) -> String {
        text.replace("{source}", self.source.as_str())
            .replace("{target}", self.target.as_str())
            .replace("{portal}", self.portal.as_deref().unwrap_or(PORTAL))
            .replace("{support}", self.support.as_deref().unwrap_or(SUPPORT))
            .replace("{lifetime}", &self.console())
    }

    /// Where LifeTime's pages are.
    fn console(&self) -> String {
        let known = self.lifetime.as_ref().map(|lifetime| format!("{}/lifetime", lifetime_server(&lifetime.url)));
        known.unwrap_or_else(|| "no address given".to_owned())
    }

    /// The side that a text names: as the article does (AAA, BBB), or by its code.
    pub fn side_named(&self, text: &str) -> Option<Side> {
        let code = text.parse().ok();
        let is_named =
            |side: &Side| text.trim().eq_ignore_ascii_case(side.label()) || code.as_ref() == Some(self.code(*side));
        [Side::Source, Side::Target].into_iter().find(is_named)
    }

    /// Whether none of its environments is Production.
    pub fn has_no_production(&self) -> bool {
        self.environments.iter().all(|environment| environment.role != Role::Production)
    }

    /// Takes in that the code of a side was mistyped.
    pub fn correct(&mut self, side: Side, code: &ActivationCode) {
        match side {
            Side::Source => self.source.clone_from(code),
            Side::Target => self.target.clone_from(code),
        }
    }

    /// The code that a license of this side shows.
    pub const fn code(&self, side: Side) -> &ActivationCode {
        match side {
            Side::Source => &self.source,
            Side::Target => &self.target,
        }
    }
}

/// One of the two Activation Codes of a migration.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Side {
    /// Moved from: AAA.
    Source,
    /// Moved to: BBB.
    Target,
}

impl Side {
    /// The article's name for it.
    pub const fn label(self) -> &'static str {
        match self {
            Self::Source => "AAA",
            Self::Target => "BBB",
        }
    }

    /// The other one.
    #[must_use]
    pub const fn other(self) -> Self {
        match self {
            Self::Source => Self::Target,
            Self::Target => Self::Source,
        }
    }

    /// The word of files and answers.
    pub const fn word(self) -> &'static str {
        match self {
            Self::Source => "source",
            Self::Target => "target",
        }
    }
}

impl Role {
    /// The word of `infrastructure.toml`.
    pub const fn word(self) -> &'static str {
        match self {
            Self::LifeTime => "lifetime",
            Self::Development => "development",
            Self::Test => "test",
            Self::Production => "production",
        }
    }

    /// The role as people write it.
    pub const fn name(self) -> &'static str {
        match self {
            Self::LifeTime => "LifeTime",
            Self::Development => "Development",
            Self::Test => "Test",
            Self::Production => "Production",
        }
    }

    /// All roles, in the order in which applications travel.
    pub const ALL: [Self; 4] = [Self::LifeTime, Self::Development, Self::Test, Self::Production];
}

/// The address of LifeTime's server in an address of one of its pages, or of its API, as a browser or a document has it.
pub fn lifetime_server(address: &str) -> &str {
    let authority = address.find("://").map_or(0, |at| at + 3);
    let is_own = |part: &str| ["lifetime", "lifetimeapi"].iter().any(|own| part.eq_ignore_ascii_case(own));
    let starts = address.match_indices('/').map(|(at, _)| at).filter(|at| *at >= authority);
    let own = starts.into_iter().find(|at| address[at + 1..].split('/').next().is_some_and(is_own));
    address[..own.unwrap_or(address.len())].trim_end_matches('/')
}

/// The server in an address, with its port, and a login where there is one.
pub fn authority(address: &str) -> &str {
    let rest = address.split_once("://").map_or(address, |(_, rest)| rest);
    rest.split(['/', '?', '#']).next().unwrap_or_default()
}

/// Whether an address is of this machine alone.
pub fn is_loopback(address: &str) -> bool {
    let authority = authority(address);
    let port = |port: &str| port.chars().all(|c| c.is_ascii_digit());
    let name = authority.rsplit_once(':').filter(|(_, after)| port(after)).map_or(authority, |(name, _)| name);
    let number = name.trim_start_matches('[').trim_end_matches(']').parse::<IpAddr>();
    name.eq_ignore_ascii_case("localhost") || number.is_ok_and(|number| number.is_loopback())
}

/// An address of LifeTime: a token travels only encrypted, or not out of this machine.
///
/// # Errors
/// With what is wrong with it.
pub fn encrypted(text: &str) -> Result<String, String> {
    let url = address(text)?;
    if url.starts_with("https://") || is_loopback(&url) {
        Ok(url)
    } else {
        Err("must start with https://: plain http is allowed for loopback only".to_owned())
    }
}

/// An address of a web page, without a login or anything else that may be secret in it. What is wrong is said without the
/// text itself: a login may stand in it, however it is written.
///
/// # Errors
/// With what is wrong with it.
pub fn address(text: &str) -> Result<String, String> {
    let of = |scheme: &str| {
        let (before, rest) = text.split_at_checked(scheme.len())?;
        before.eq_ignore_ascii_case(scheme).then(|| (scheme.to_owned(), rest))
    };
    let Some((scheme, rest)) = of("https://").or_else(|| of("http://")) else {
        return Err("is not an address: an address starts with https:// or http://".to_owned());
    };
    let authority = rest.split(['/', '?', '#']).next().unwrap_or_default();
    if authority.contains(['@', '\u{ff20}']) {
        return Err("must not contain a user name or password".to_owned());
    }
    if rest.contains(['?', '#']) {
        return Err(
            "must not contain a query (?) or fragment (#), because an address must not contain secrets".to_owned()
        );
    }
    // What was pasted behind another one.
    if rest.contains("://") {
        return Err("contains more than one address".to_owned());
    }
    let port = authority.rsplit_once(':').filter(|_| !authority.ends_with(']')).map_or("", |(_, port)| port);
    let is_wrong = authority.is_empty() || authority.contains('%') || !port.bytes().all(|c| c.is_ascii_digit());
    if is_wrong || text.contains(|c: char| c.is_whitespace() || c.is_control() || c == '\\') {
        return Err("is not an address such as https://prod.acme.example/ServiceCenter".to_owned());
    }
    Ok(scheme + rest)
}
