//! LifeTime's API, version 2, as its documentation describes it. Reads are tried again, what changes something never is.

use jiff::{Timestamp, ToSpan as _, tz::Offset};
use serde::de::DeserializeOwned;

use super::answer::{ListedEnvironment, ListedPlan, PlanStatus, reason, short};
use crate::{
    domain::{
        infrastructure::lifetime_server,
        secret::{Secret, Secrets},
    },
    driver::http::{Http, HttpAnswer, Limits, Silence},
};

/// Below the address of LifeTime.
const API: &str = "/lifetimeapi/rest/v2";

/// How long ago a plan may have been made, in days: plans may lie around for long before somebody starts them. Newer
/// LifeTime versions keep 90 days.
const OLDEST: i64 = 365;

/// The longest key that is sent back, in bytes.
const LONGEST_KEY: usize = 64;

/// LifeTime's API.
#[derive(Debug, Clone)]
pub struct LifeTimeApi {
    http: Http,
    base: String,
    token: Secret,
}

/// Why LifeTime did not say what it was asked for: a sentence with what to do.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum ApiFault {
    /// Nothing came back.
    #[error("LifeTime at {base}: {why}.")]
    Silent {
        /// The address that was asked.
        base: String,
        /// Why.
        why: Silence,
    },
    /// The token is not accepted, or may not do this.
    #[error("LifeTime rejected the token ({status}{said}). {}", remedy(*status))]
    Refused {
        /// The status.
        status: u16,
        /// In LifeTime's words.
        said: String,
    },
    /// It does not say how a plan is that matters.
    #[error("LifeTime does not report whether a deployment plan is running: {plan}. {why}")]
    Plan {
        /// Which one.
        plan: String,
        /// Why.
        why: Box<ApiFault>,
    },
    /// There are more plans than are asked for at once.
    #[error(
        "LifeTime lists {unknown} deployment plans with an unknown state. acmove asks for {most} of them at a time, and for the rest at the next check; until then, one may be running."
    )]
    TooMany {
        /// How many were not known before this look.
        unknown: usize,
        /// How many are asked for at a time.
        most: usize,
    },
    /// It answers with an error.
    #[error("LifeTime answered with an error ({status}{said}).")]
    Failed {
        /// The status.
        status: u16,
        /// In LifeTime's words.
        said: String,
    },
    /// There is no such thing.
    #[error(
        "LifeTime at {0} does not know this request. Check the address: use the address of the LifeTime server, without a path."
    )]
    NotThere(String),
    /// It leads somewhere else.
    #[error(
        "LifeTime redirects to {0}. acmove does not send the token there; if that is the correct address, use it as the url."
    )]
    Leads(String),
    /// It is not what the API answers.
    #[error("The answer from {0} is not from the LifeTime API: {1}. A login page or a proxy may be in between.")]
    NotTheApi(String, String),
}

/// What helps where a token is refused: it may be wrong, or have no right, or LifeTime takes no call that comes this way.
const fn remedy(status: u16) -> &'static str {
    if status == 403 {
        "In LifeTime, check under User Management > Service Accounts that the token is valid and that its service account has a role that can list applications in these environments. If both are correct, check for a load balancer that ends HTTPS (SSL offload): some LifeTime versions then reject every call with Authentication failed (release notes of LifeTime 11.21.0)."
    } else {
        "In LifeTime, check under User Management > Service Accounts that the token is valid. If it has expired or was revoked, create a new one."
    }
}

impl LifeTimeApi {
    /// LifeTime at an address, with a token. That is taken out of everything that comes back.
    ///
    /// # Errors
    /// When `authority`, the PEM text of one more trusted authority, holds no certificate.
    pub fn at(address: &str, token: Secret, authority: Option<&[u8]>, limits: Limits) -> Result<Self, String> {
        let base = lifetime_server(address);
        let http = Http::to(base, authority, limits)?.hiding(&Secrets::from(vec![token.clone()]));
        Ok(Self { http, base: base.to_owned(), token })
    }

    /// The same, with more secrets that are taken out.
    #[must_use]
    pub fn hiding(self, secrets: &Secrets) -> Self {
        Self { http: self.http.hiding(secrets), ..self }
    }

    /// The address of LifeTime's server.
    pub fn base(&self) -> &str {
        &self.base
    }

    /// The limits that it keeps.
    pub(super) const fn limits(&self) -> &Limits {
        self.http.limits()
    }

    /// The environments that the token can see, in the order of travel.
    ///
    /// # Errors
    /// When LifeTime does not say.
    pub fn environments(&self) -> Result<Vec<ListedEnvironment>, ApiFault> {
        self.environments_and_time().map(|(all, _)| all)
    }

    /// The same, and what time it is there, where the answer says so.
    ///
    /// # Errors
    /// When LifeTime does not say.
    pub fn environments_and_time(&self) -> Result<(Vec<ListedEnvironment>, Option<Timestamp>), ApiFault> {
        let (mut all, date) = self.list::<ListedEnvironment>("environments/", self.limits().body)?;
        all.sort_by_key(|environment| environment.order);
        Ok((all, date))
    }

    /// The deployment plans that are not too old to be started still.
    ///
    /// # Errors
    /// When LifeTime does not say.
    pub fn plans(&self, now: Timestamp) -> Result<Vec<ListedPlan>, ApiFault> {
        let since = Offset::UTC.to_datetime(now).date().saturating_sub(OLDEST.days());
        self.list(&format!("deployments/?MinDate={since}"), self.limits().list).map(|(all, _)| all)
    }

    /// The status of a plan; none where LifeTime does not know it.
    ///
    /// # Errors
    /// When LifeTime does not say.
    pub fn status(&self, key: &str) -> Result<Option<PlanStatus>, ApiFault> {
        let answer = self.read(&format!("deployments/{}/status/", self.key(key)?), self.limits().body)?;
        if answer.status == 404 {
            return Ok(None);
        }
        self.parsed(&self.good(answer)?).map(Some)
    }

    /// Asks LifeTime to abort a plan that is under way. Asked once.
    ///
    /// # Errors
    /// When LifeTime refuses, or does not answer: then nobody knows whether it was done.
    pub fn abort(&self, key: &str) -> Result<(), ApiFault> {
        let address = format!("{}{API}/deployments/{}/abort/", self.base, self.key(key)?);
        let answer = self.http.post(&address, self.token.reveal()).map_err(|why| self.silent(why))?;
        self.good(answer).map(drop)
    }

    /// A list, which is empty where there is nothing to list; and when it was given, by the clock there.
    fn list<T: DeserializeOwned>(&self, what: &str, limit: u64) -> Result<(Vec<T>, Option<Timestamp>), ApiFault> {
        let answer = self.good(self.read(what, limit)?)?;
        if answer.status == 204 || answer.body.iter().all(u8::is_ascii_whitespace) {
            return Ok((Vec::new(), answer.date));
        }
        Ok((self.parsed(&answer)?, answer.date))
    }

    fn parsed<T: DeserializeOwned>(&self, answer: &HttpAnswer) -> Result<T, ApiFault> {
        let strange = |why: serde_json::Error| {
            let why =
                if answer.body.first() == Some(&b'<') { "a web page".to_owned() } else { short(&why.to_string()) };
            ApiFault::NotTheApi(self.base.clone(), why)
        };
        serde_json::from_slice(&answer.body).map_err(strange)
    }

    /// A key is part of an address: one that could lead elsewhere is none.
    fn key<'k>(&self, key: &'k str) -> Result<&'k str, ApiFault> {
        let fine =
            (1..=LONGEST_KEY).contains(&key.len()) && key.bytes().all(|c| c.is_ascii_alphanumeric() || c == b'-');
        if fine { Ok(key) } else { Err(ApiFault::NotTheApi(self.base.clone(), "an invalid key".to_owned())) }
    }

    /// Reads; what may be otherwise in a moment is asked again.
    fn read(&self, what: &str, limit: u64) -> Result<HttpAnswer, ApiFault> {
        let address = format!("{}{API}/{what}", self.base);
        let mut pauses = self.limits().pauses.iter();
        loop {
            let asked = self.http.get(&address, self.token.reveal(), limit);
            let again = match &asked {
                Ok(answer) => matches!(answer.status, 429 | 500 | 502 | 503 | 504),
                Err(why) => why.may_pass(),
            };
            match pauses.next().filter(|_| again) {
                Some(pause) => (self.limits().wait)(*pause),
                None => return asked.map_err(|why| self.silent(why)),
            }
        }
    }

    fn silent(&self, why: Silence) -> ApiFault {
        ApiFault::Silent { base: self.base.clone(), why }
    }

    fn good(&self, answer: HttpAnswer) -> Result<HttpAnswer, ApiFault> {
        let said = || match reason(&answer.body) {
            said if said.is_empty() => said,
            said => format!(": {said}"),
        };
        match answer.status {
            200..=299 => Ok(answer),
            300..=399 => Err(ApiFault::Leads(answer.location.unwrap_or_else(|| "another address".to_owned()))),
            401 | 403 => Err(ApiFault::Refused { status: answer.status, said: said() }),
            404 => Err(ApiFault::NotThere(self.base.clone())),
            status => Err(ApiFault::Failed { status, said: said() }),
        }
    }
}
