//! The answers of a set-up: plain data, as a draft keeps it.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use crate::domain::{
    infrastructure::{Role, TOKEN_VARIABLE},
    tool::Tools,
};

/// The environments that most infrastructures have.
pub(super) const USUAL: [(&str, Role); 4] = [
    ("LifeTime", Role::LifeTime),
    ("Development", Role::Development),
    ("Quality", Role::Test),
    ("Production", Role::Production),
];

/// The module that every platform has.
const USUAL_MODULE: &str = "ECT_Provider";

/// The answers, word by word: also those that are not right yet.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct SetupAnswers {
    /// The name that people use for the infrastructure.
    pub name: String,
    /// The Activation Code moved from.
    pub source: String,
    /// The Activation Code moved to.
    pub target: String,
    /// The module of the test republish.
    pub module: String,
    /// When the window opens; empty without one.
    pub window_start: String,
    /// When it closes.
    pub window_end: String,
    /// Where the browser saves files; empty where new files there are not offered.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub downloads: String,
    /// Address of the Licensing Portal; empty for the vendor's.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub portal: String,
    /// Address of Support; empty for the vendor's.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub support: String,
    /// Whom Support can call; may be empty.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub contact: String,
    /// Whether commands that were taken over are left out.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub without_commands: bool,
    /// The edition that is followed.
    pub edition: String,
    /// Whether a requirement holds, or what looks like a mistake is right, by its id. Answers to those of another edition stay.
    pub requirements: BTreeMap<String, bool>,
    /// The environments, in their order.
    pub environments: Vec<EnvironmentAnswers>,
    /// How LifeTime is reached, where that is wanted.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub lifetime: Option<Connection>,
    /// Environments that were removed and can be taken back, the last one first to come.
    pub removed: Vec<Removed>,
    /// What was taken over from an older description.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub like: Option<Like>,
}

/// What was taken over from an older description, as it was then.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Like {
    /// The folder of the older migration, or its file.
    pub from: String,
    /// The answers that it gave.
    pub answers: Box<SetupAnswers>,
}

/// An environment as it was described.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct EnvironmentAnswers {
    /// The name that people use for it.
    pub name: String,
    /// Its purpose; none until somebody has chosen it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub role: Option<Role>,
    /// Address of its Service Center; may be empty.
    pub service_center: String,
    /// Its serial number; may be empty.
    pub serial: String,
    /// How LifeTime names it; empty where that is not known.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub key: String,
    /// How steps and files name it; empty where that is made from the name.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub id: String,
    /// The module to republish here, where an older description names one.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub module: Option<String>,
    /// Its commands, where an older description has some.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub commands: Option<Box<Tools>>,
}

/// How LifeTime is reached: where, and which variable holds the token.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Connection {
    /// Base address.
    pub url: String,
    /// Name of the environment variable that holds the token; never the token.
    pub token_env: String,
    /// File with one more certificate authority that is trusted.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub ca_file: Option<String>,
}

/// An environment that was removed.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Removed {
    /// Where it stood.
    pub place: usize,
    /// Its answers.
    pub environment: EnvironmentAnswers,
}

impl Connection {
    /// The connection of which nothing is known yet.
    pub(super) fn none() -> Self {
        Self { url: String::new(), token_env: TOKEN_VARIABLE.to_owned(), ca_file: None }
    }
}

impl EnvironmentAnswers {
    /// An environment of which at most name and role are known.
    pub fn new(name: &str, role: impl Into<Option<Role>>) -> Self {
        Self {
            name: name.to_owned(),
            role: role.into(),
            service_center: String::new(),
            serial: String::new(),
            key: String::new(),
            id: String::new(),
            module: None,
            commands: None,
        }
    }
}

impl SetupAnswers {
    /// The usual answers, before anybody gave one.
    pub(super) fn usual(edition: String) -> Self {
        Self {
            name: String::new(),
            source: String::new(),
            target: String::new(),
            module: USUAL_MODULE.to_owned(),
            window_start: String::new(),
            window_end: String::new(),
            downloads: String::new(),
            portal: String::new(),
            support: String::new(),
            contact: String::new(),
            without_commands: false,
            edition,
            requirements: BTreeMap::new(),
            environments: USUAL.map(|(name, role)| EnvironmentAnswers::new(name, role)).to_vec(),
            lifetime: None,
            removed: Vec::new(),
            like: None,
        }
    }

    /// How LifeTime is reached, where an address was given.
    pub fn connection(&self) -> Option<&Connection> {
        self.lifetime.as_ref().filter(|known| !known.url.trim().is_empty())
    }

    /// Every address of it, as it was typed.
    pub(super) fn addresses(&mut self) -> impl Iterator<Item = &mut String> {
        let own = [&mut self.portal, &mut self.support];
        let sites = self.environments.iter_mut().chain(self.removed.iter_mut().map(|removed| &mut removed.environment));
        let lifetime = self.lifetime.iter_mut().map(|known| &mut known.url);
        own.into_iter().chain(sites.map(|site| &mut site.service_center)).chain(lifetime)
    }

    /// Every text of it that stands in a field.
    pub(super) fn texts(&self) -> Vec<&str> {
        let own = [&self.name, &self.source, &self.target, &self.module, &self.window_start, &self.window_end];
        let optional = [&self.downloads, &self.portal, &self.support, &self.contact, &self.edition];
        let sites = self.environments.iter().chain(self.removed.iter().map(|removed| &removed.environment));
        let of_sites = sites.flat_map(|site| [&site.name, &site.service_center, &site.serial, &site.key, &site.id]);
        let connection =
            self.lifetime.iter().flat_map(|known| [Some(&known.url), Some(&known.token_env), known.ca_file.as_ref()]);
        let all = own.into_iter().chain(optional).chain(of_sites).chain(connection.flatten());
        let like = self.like.iter().flat_map(|like| like.answers.texts().into_iter().chain([like.from.as_str()]));
        all.map(String::as_str).chain(like).collect()
    }
}
