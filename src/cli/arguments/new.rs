//! The arguments of `acmove new`, besides the folder.

use std::path::PathBuf;

use clap::Args;

use crate::{domain::infrastructure::TOKEN_VARIABLE, setup::Field};

/// The sources from which a new migration takes answers over.
#[derive(Debug, Default, Args)]
pub(crate) struct Import {
    /// Start from an older migration: its folder, a bundle, or an infrastructure.toml; you can change everything that is taken over
    #[arg(long, value_name = "OLD", conflicts_with = "infrastructure")]
    pub(crate) like: Option<PathBuf>,
    /// Import the environments from LifeTime at this address; acmove asks for a token and does not keep it
    #[arg(long, value_name = "URL", conflicts_with = "infrastructure", group = "reached")]
    pub(crate) from_lifetime: Option<String>,
    /// Environment variable that contains the LifeTime token; default: `ACMOVE_LIFETIME_TOKEN`
    #[arg(long, value_name = "NAME", requires = "reached")]
    token_env: Option<String>,
    /// PEM file with an additional trusted certificate authority
    #[arg(long, value_name = "FILE", requires = "from_lifetime")]
    pub(crate) ca_file: Option<PathBuf>,
}

/// The optional settings of a set-up.
#[derive(Debug, Default, Args)]
pub(crate) struct Settings {
    /// Folder where your browser saves files: acmove offers each new license file in it; "" for none
    #[arg(long, value_name = "FOLDER", conflicts_with = "infrastructure")]
    downloads: Option<String>,
    /// LifeTime server whose deployments acmove watches
    #[arg(long, value_name = "URL", conflicts_with = "infrastructure", group = "reached")]
    lifetime: Option<String>,
    /// Address of the Licensing Portal, where it is not the usual one
    #[arg(long, value_name = "URL", conflicts_with = "infrastructure")]
    portal: Option<String>,
    /// Address of Support, where it is not the usual one
    #[arg(long, value_name = "URL", conflicts_with = "infrastructure")]
    support: Option<String>,
    /// Whom Support can call: name and phone number
    #[arg(long, value_name = "TEXT", conflicts_with = "infrastructure")]
    contact: Option<String>,
}

impl Import {
    /// The variable that contains the token.
    pub(crate) fn token_env(&self) -> &str {
        self.token_env.as_deref().unwrap_or(TOKEN_VARIABLE)
    }
}

impl Settings {
    /// The fields that were given, each with its option and its text.
    pub(crate) fn given<'a>(&'a self, import: &'a Import) -> Vec<(Field, &'static str, &'a str)> {
        // An import from LifeTime names its variable itself.
        let token = import.token_env.as_deref().filter(|_| self.lifetime.is_some());
        let all = [
            (Field::Downloads, "--downloads", self.downloads.as_deref()),
            (Field::LifeTime, "--lifetime", self.lifetime.as_deref()),
            (Field::Token, "--token-env", token),
            (Field::Portal, "--portal", self.portal.as_deref()),
            (Field::Support, "--support", self.support.as_deref()),
            (Field::Contact, "--contact", self.contact.as_deref()),
        ];
        all.into_iter().filter_map(|(field, option, text)| Some((field, option, text?))).collect()
    }
}
