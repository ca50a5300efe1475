//! Pages over HTTP below one address: asked for, sent forms and files. Never goes anywhere else, whatever a page says.

use std::time::Duration;

use ureq::{
    Agent, Body,
    http::{Response, header},
    unversioned::multipart::{Form, Part},
};

/// How long an answer is waited for.
const PATIENCE: Duration = Duration::from_secs(120);

/// The most that is taken in of an answer, in bytes.
const LARGEST: u64 = 10 * 1024 * 1024;

/// How often one answer may lead to another page.
const MOST_TURNS: usize = 5;

/// Asks pages below an address.
#[derive(Debug, Clone)]
pub struct Web {
    agent: Agent,
    base: String,
}

/// A server's answer, whatever its status.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct WebAnswer {
    /// The status.
    pub status: u16,
    /// The address that answered in the end.
    pub address: String,
    /// The name under which a browser would save it, where it has one.
    pub name: Option<String>,
    /// The content.
    pub body: Vec<u8>,
    /// Where it leads.
    location: Option<String>,
}

/// Why nothing came back: a sentence.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum WebError {
    /// It is not below the address.
    #[error("{address} is not below {base}, so acmove did not open it.")]
    Elsewhere {
        /// The address that was refused.
        address: String,
        /// Where questions go.
        base: String,
    },
    /// Nobody answers.
    #[error("{address} does not answer: {why}.")]
    Silent {
        /// The address that was asked.
        address: String,
        /// Why.
        why: String,
    },
}

impl Web {
    /// Asks pages below an address such as `http://127.0.0.1:4711`, directly: never by way of a proxy.
    pub fn below(base: &str) -> Self {
        let config = Agent::config_builder()
            .http_status_as_error(false)
            .timeout_global(Some(PATIENCE))
            .proxy(None)
            .max_redirects(0)
            .build();
        Self { agent: config.into(), base: base.trim_end_matches('/').to_owned() }
    }

    /// The address below which pages are asked.
    pub fn base(&self) -> &str {
        &self.base
    }

    /// Asks for a page; with a token, where it wants one.
    ///
    /// # Errors
    /// When it is elsewhere, or nothing comes back.
    pub fn get(&self, address: &str, token: Option<&str>) -> Result<WebAnswer, WebError> {
        let mut answer = self.once(address, token)?;
        for _ in 0..MOST_TURNS {
            let Some(next) = answer.location.take() else { break };
            answer = self.once(&self.absolute(&next), token)?;
        }
        Ok(answer)
    }

    fn once(&self, address: &str, token: Option<&str>) -> Result<WebAnswer, WebError> {
        self.is_below(address)?;
        let request = self.agent.get(address);
        let request = match token {
            Some(token) => request.header(header::AUTHORIZATION, format!("Bearer {token}")),
            None => request,
        };
        answer(address, request.call())
    }

    /// Sends a form.
    ///
    /// # Errors
    /// When it is elsewhere, or nothing comes back.
    pub fn send(&self, address: &str, fields: &[(&str, &str)]) -> Result<WebAnswer, WebError> {
        self.is_below(address)?;
        self.follow(answer(address, self.agent.post(address).send_form(fields.iter().copied()))?)
    }

    /// Sends a file in a field of a form.
    ///
    /// # Errors
    /// When it is elsewhere, or nothing comes back.
    pub fn upload(&self, address: &str, field: &str, name: &str, bytes: &[u8]) -> Result<WebAnswer, WebError> {
        self.is_below(address)?;
        let form = Form::new().part(field, Part::bytes(bytes).file_name(name));
        self.follow(answer(address, self.agent.post(address).send(form))?)
    }

    /// The page that an answer to a form leads to.
    fn follow(&self, mut answer: WebAnswer) -> Result<WebAnswer, WebError> {
        match answer.location.take() {
            Some(next) => self.get(&self.absolute(&next), None),
            None => Ok(answer),
        }
    }

    fn absolute(&self, location: &str) -> String {
        if location.starts_with('/') { format!("{}{location}", self.base) } else { location.to_owned() }
    }

    fn is_below(&self, address: &str) -> Result<(), WebError> {
        let below = address.strip_prefix(&self.base);
        if below.is_some_and(|rest| rest.is_empty() || rest.starts_with(['/', '?'])) {
            return Ok(());
        }
        Err(WebError::Elsewhere { address: address.to_owned(), base: self.base.clone() })
    }
}

fn answer(address: &str, asked: Result<Response<Body>, ureq::Error>) -> Result<WebAnswer, WebError> {
    let silent = |why: ureq::Error| WebError::Silent { address: address.to_owned(), why: why.to_string() };
    let mut response = asked.map_err(silent)?;
    let named = |name| response.headers().get(name).and_then(|value| value.to_str().ok()).map(str::to_owned);
    let disposition = named(header::CONTENT_DISPOSITION);
    let name =
        disposition.and_then(|value| value.split("filename=").nth(1).map(|name| name.trim_matches('"').to_owned()));
    let location = named(header::LOCATION).filter(|_| response.status().is_redirection());
    let status = response.status().as_u16();
    let body = response.body_mut().with_config().limit(LARGEST).read_to_vec().map_err(silent)?;
    Ok(WebAnswer { status, address: address.to_owned(), name, body, location })
}
