//! LifeTime as a migration knows it: where it is, with which token, and what was seen there.

use std::{
    path::{Path, PathBuf},
    thread,
};

use jiff::Timestamp;

use super::{inspector, platform, secrets};
use crate::{
    domain::{
        infrastructure::{Infrastructure, LifeTime},
        secret::{Secret, Secrets},
        watch::{LookProgress, Observation, WatchQuestion},
    },
    driver::{
        http::Limits,
        lifetime::{LifeTimeApi, Poller, Teller},
    },
    engine::ports::Observe,
    practice::{Practice, TOKEN, TOKEN_VARIABLE},
};

/// The most that is read of a file with an authority, in bytes.
const LARGEST_AUTHORITY: u64 = 1024 * 1024;

/// How to look at LifeTime for a migration. Nothing is asked before somebody looks.
#[derive(Debug, Clone)]
pub struct Link {
    infrastructure: Infrastructure,
    folder: PathBuf,
    token: Option<Secret>,
    /// What is taken out of its answers.
    secrets: Secrets,
    limits: Limits,
}

/// Somebody who looks at LifeTime.
#[derive(Debug)]
pub struct Watcher {
    link: Link,
    poller: Option<Poller>,
    teller: Teller,
}

impl Link {
    /// The link of a migration in a folder; none where LifeTime is not configured. A rehearsal has its own token.
    pub fn of(infrastructure: &Infrastructure, folder: &Path, practice: Option<&Practice>) -> Option<Self> {
        let lifetime = infrastructure.lifetime.as_ref()?;
        let token = platform::secret(&lifetime.token_env)
            .map(|token| token.trimmed())
            .or_else(|| practice.map(|_| Secret::of(TOKEN)));
        Some(Self {
            infrastructure: infrastructure.clone(),
            folder: folder.to_owned(),
            token,
            secrets: secrets::of(infrastructure),
            limits: limits(),
        })
    }

    /// Somebody who looks by way of it.
    pub fn watcher(self) -> Watcher {
        Watcher { link: self, poller: None, teller: Teller::default() }
    }

    /// The API; or why there is none.
    ///
    /// # Errors
    /// With a sentence that says what to do.
    pub fn api(&self) -> Result<LifeTimeApi, String> {
        let Some(lifetime) = &self.infrastructure.lifetime else {
            return Err("LifeTime is not configured.".to_owned());
        };
        let token = self.token.clone().ok_or_else(|| no_token(lifetime))?;
        let authority = lifetime.ca_file.as_deref().map(|file| authority(&self.folder, file)).transpose()?;
        let api = connect(&lifetime.url, token, authority.as_deref(), self.limits.clone())?;
        Ok(api.hiding(&self.secrets))
    }
}

/// The usual limits of time and size; whoever is asked again waits on its own thread.
pub fn limits() -> Limits {
    Limits::usual(thread::sleep)
}

/// The API at an address.
///
/// # Errors
/// With a sentence, when the authority is none.
pub fn connect(url: &str, token: Secret, authority: Option<&[u8]>, limits: Limits) -> Result<LifeTimeApi, String> {
    LifeTimeApi::at(url, token, authority, limits)
        .map(|api| api.hiding(&secrets::usual()))
        .map_err(|why| format!("The certificate authority cannot be used: {why}."))
}

/// The text of a file with an authority; a name without a folder is below the migration's.
///
/// # Errors
/// With a sentence, when it cannot be read.
pub fn authority(folder: &Path, file: &str) -> Result<Vec<u8>, String> {
    inspector::read(&inspector::below(folder, file), LARGEST_AUTHORITY)
}

fn no_token(lifetime: &LifeTime) -> String {
    let variable = lifetime.token_env.as_str();
    if variable == TOKEN_VARIABLE {
        return "A rehearsal watches LifeTime only while a person rehearses.".to_owned();
    }
    format!(
        "The environment variable {variable} is not set. Set it to a LifeTime token and reopen the migration; until then, check LifeTime yourself."
    )
}

impl Watcher {
    /// The same, and tells somebody how far a look is.
    #[must_use]
    pub fn telling(self, tell: impl Fn(LookProgress) + Send + Sync + 'static) -> Self {
        Self { teller: Teller::of(tell), ..self }
    }
}

impl Observe for Watcher {
    fn observe(&mut self, question: &WatchQuestion) -> Observation {
        if self.poller.is_none() {
            match self.link.api() {
                Ok(api) => self.poller = Some(Poller::of(api).telling(self.teller.clone())),
                Err(why) if self.link.token.is_none() => return Observation::Unconnected(why),
                Err(why) => return Observation::Blind(why),
            }
        }
        match &mut self.poller {
            Some(poller) => poller.look(&self.link.infrastructure, question, Timestamp::now),
            None => Observation::Unconnected("LifeTime is not configured.".to_owned()),
        }
    }

    fn abort(&mut self, deployment: &str) -> Result<(), String> {
        self.link.api()?.abort(deployment).map_err(|fault| fault.to_string())
    }
}
