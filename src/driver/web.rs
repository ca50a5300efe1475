//! Pages over HTTP: asked for, sent forms and files.

use std::time::Duration;

use ureq::{
    Agent, Body, ResponseExt as _,
    http::{Response, header},
    unversioned::multipart::{Form, Part},
};

/// How long an answer is waited for.
const PATIENCE: Duration = Duration::from_secs(120);

/// The most that is taken in of an answer, in bytes.
const LARGEST: u64 = 10 * 1024 * 1024;

/// Asks pages.
#[derive(Debug, Clone)]
pub struct Web {
    agent: Agent,
}

/// What came back.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Answer {
    /// The status.
    pub status: u16,
    /// The address that answered in the end.
    pub address: String,
    /// The name under which a browser would save it, where it has one.
    pub name: Option<String>,
    /// The content.
    pub body: Vec<u8>,
}

/// Why nothing came back: a sentence.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("{address} does not answer: {why}.")]
pub struct Silence {
    /// What was asked.
    pub address: String,
    /// Why.
    pub why: String,
}

impl Default for Web {
    fn default() -> Self {
        let config = Agent::config_builder().http_status_as_error(false).timeout_global(Some(PATIENCE)).build();
        Self { agent: config.into() }
    }
}

impl Web {
    /// Asks for a page; with a token, where it wants one.
    ///
    /// # Errors
    /// When nothing comes back.
    pub fn get(&self, address: &str, token: Option<&str>) -> Result<Answer, Silence> {
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
    /// When nothing comes back.
    pub fn send(&self, address: &str, fields: &[(&str, &str)]) -> Result<Answer, Silence> {
        answer(address, self.agent.post(address).send_form(fields.iter().copied()))
    }

    /// Sends a file in a field of a form.
    ///
    /// # Errors
    /// When nothing comes back.
    pub fn upload(&self, address: &str, field: &str, name: &str, bytes: &[u8]) -> Result<Answer, Silence> {
        let form = Form::new().part(field, Part::bytes(bytes).file_name(name));
        answer(address, self.agent.post(address).send(form))
    }
}

fn answer(address: &str, asked: Result<Response<Body>, ureq::Error>) -> Result<Answer, Silence> {
    let silence = |why: ureq::Error| Silence { address: address.to_owned(), why: why.to_string() };
    let mut response = asked.map_err(silence)?;
    let disposition = response.headers().get(header::CONTENT_DISPOSITION).and_then(|value| value.to_str().ok());
    let name =
        disposition.and_then(|value| value.split("filename=").nth(1)).map(|name| name.trim_matches('"').to_owned());
    let status = response.status().as_u16();
    let came_from = response.get_uri().to_string();
    let body = response.body_mut().with_config().limit(LARGEST).read_to_vec().map_err(silence)?;
    Ok(Answer { status, address: came_from, name, body })
}
