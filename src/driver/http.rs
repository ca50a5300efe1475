//! HTTP to a server of the customer: the system's trusted authorities, and one more where that is wanted; proxies from the
//! environment; limits of time and size. Never goes where a redirect leads. What comes back holds no secret any more: neither
//! a server nor anything in between can have one written down by sending it back.

mod certificate;
mod location;

use std::{borrow::Cow, io, sync::Arc, time::Duration};

use jiff::{Timestamp, fmt::rfc2822};
use ureq::{
    Agent, Body, Error, Proxy, Timeout,
    http::{Response, header},
    tls::{Certificate, PemItem, RootCerts, TlsConfig, parse_pem},
};

pub use self::certificate::Distrust;
use self::location::destination;
use crate::domain::{infrastructure::is_loopback, secret::Secrets, text::one_line};

const MEBIBYTE: u64 = 1024 * 1024;

/// How many connections stay open: questions that are asked at once are asked by the same ones again.
const CONNECTIONS: usize = 8;

/// How long is waited, and how much is taken in.
#[derive(Debug, Clone)]
pub struct Limits {
    /// For a connection to be made.
    pub connect: Duration,
    /// For an answer, from the beginning to the end.
    pub answer: Duration,
    /// The most that is taken in of an answer, in bytes.
    pub body: u64,
    /// The same of one that lists much.
    pub list: u64,
    /// How many plans are asked for at one look; the rest is asked for at the next ones.
    pub plans: usize,
    /// How long to wait before a question is asked again; as often as there are times.
    pub pauses: Vec<Duration>,
    /// Waits.
    pub wait: fn(Duration),
}

impl Limits {
    /// The usual limits, with somebody who can wait.
    pub fn usual(wait: fn(Duration)) -> Self {
        Self {
            connect: Duration::from_secs(5),
            answer: Duration::from_secs(20),
            body: 8 * MEBIBYTE,
            list: 64 * MEBIBYTE,
            plans: 5_000,
            pauses: vec![Duration::from_millis(500), Duration::from_millis(1500)],
            wait,
        }
    }
}

/// A server's answer, whatever its status.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct HttpAnswer {
    /// The status.
    pub status: u16,
    /// Where it leads, for a redirect: its beginning, without what may be secret in it.
    pub location: Option<String>,
    /// When it was given, by the clock there.
    pub date: Option<Timestamp>,
    /// The content.
    pub body: Vec<u8>,
}

/// Why nothing came back.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum Silence {
    /// The certificate is not trusted here.
    #[error("{0}")]
    Untrusted(Distrust),
    /// The name is not known.
    #[error(
        "the host name cannot be resolved from this machine. Check the address, the VPN, and whether a proxy is needed (HTTPS_PROXY)"
    )]
    NoSuchHost,
    /// No answer in time.
    #[error("no answer in time ({0}). Check the VPN, the firewall, and whether a proxy is needed (HTTPS_PROXY)")]
    TooSlow(&'static str),
    /// The proxy does not let it through.
    #[error(
        "the proxy rejected the request ({0}). Check HTTPS_PROXY; logins other than Basic need a local proxy helper"
    )]
    Proxy(String),
    /// More than anybody takes in.
    #[error("its answer is larger than {0} MiB and was rejected")]
    TooLarge(u64),
    /// Anything else.
    #[error("it cannot be reached: {0}")]
    Broken(String),
}

impl Silence {
    /// Whether it may be otherwise in a moment.
    pub const fn may_pass(&self) -> bool {
        match self {
            Self::TooSlow(_) | Self::Broken(_) => true,
            Self::Untrusted(_) | Self::NoSuchHost | Self::Proxy(_) | Self::TooLarge(_) => false,
        }
    }
}

/// Asks one server.
#[derive(Debug, Clone)]
pub struct Http {
    agent: Agent,
    limits: Limits,
    secrets: Secrets,
    /// Whether an authority is trusted besides the system's.
    has_authority: bool,
}

impl Http {
    /// Asks a server at an address; `authority` is the PEM text of an authority that is trusted besides the system's.
    ///
    /// # Errors
    /// When that text holds no certificate.
    pub fn to(address: &str, authority: Option<&[u8]>, limits: Limits) -> Result<Self, String> {
        // A server on this machine is never asked by way of a proxy.
        let proxy = if is_loopback(address) { None } else { Proxy::try_from_env() };
        let provider = Arc::new(rustls::crypto::ring::default_provider());
        let tls =
            TlsConfig::builder().unversioned_rustls_crypto_provider(provider).root_certs(roots(authority)?).build();
        let config = Agent::config_builder()
            .http_status_as_error(false)
            .max_redirects(0)
            .max_redirects_will_error(false)
            .max_idle_connections_per_host(CONNECTIONS)
            .timeout_connect(Some(limits.connect))
            .timeout_global(Some(limits.answer))
            .user_agent(concat!("acmove/", env!("CARGO_PKG_VERSION")))
            .proxy(proxy)
            .tls_config(tls)
            .build();
        let (secrets, has_authority) = (Secrets::default(), authority.is_some());
        Ok(Self { agent: config.into(), limits, secrets, has_authority })
    }

    /// The same, with more secrets that are taken out of everything that comes back.
    #[must_use]
    pub fn hiding(self, secrets: &Secrets) -> Self {
        Self { secrets: self.secrets.and(secrets), ..self }
    }

    /// The limits it keeps.
    pub const fn limits(&self) -> &Limits {
        &self.limits
    }

    /// Asks for something, with a token; takes in so much of the answer, in bytes.
    ///
    /// # Errors
    /// When nothing comes back.
    pub fn get(&self, address: &str, token: &str, limit: u64) -> Result<HttpAnswer, Silence> {
        let request = self.agent.get(address).header(header::AUTHORIZATION, format!("Bearer {token}"));
        self.answer(request.header(header::ACCEPT, "application/json").call(), limit)
    }

    /// Asks for a page, as anybody could.
    ///
    /// # Errors
    /// When nothing comes back.
    pub fn ask(&self, address: &str) -> Result<HttpAnswer, Silence> {
        self.answer(self.agent.get(address).call(), self.limits.body)
    }

    /// Has something done, with a token. Never done twice by itself.
    ///
    /// # Errors
    /// When nothing comes back.
    pub fn post(&self, address: &str, token: &str) -> Result<HttpAnswer, Silence> {
        let request = self.agent.post(address).header(header::AUTHORIZATION, format!("Bearer {token}"));
        self.answer(request.header(header::ACCEPT, "application/json").send_empty(), self.limits.body)
    }

    fn answer(&self, asked: Result<Response<Body>, Error>, limit: u64) -> Result<HttpAnswer, Silence> {
        let safe = |why: &str| one_line(&self.secrets.hide(why));
        let silence = |error| silence(error, limit, self.has_authority, &safe);
        let mut response = asked.map_err(silence)?;
        let named = |name| response.headers().get(name).and_then(|value| value.to_str().ok()).map(str::to_owned);
        let location = named(header::LOCATION).filter(|_| response.status().is_redirection());
        let location = location.map(|location| destination(&self.secrets.hide(&location)));
        let date = named(header::DATE).and_then(|date| rfc2822::parse(&date).ok()).map(|date| date.timestamp());
        let status = response.status().as_u16();
        let body = response.body_mut().with_config().limit(limit).read_to_vec().map_err(silence)?;
        Ok(HttpAnswer { status, location, date, body: self.without_secrets(body) })
    }

    fn without_secrets(&self, body: Vec<u8>) -> Vec<u8> {
        match self.secrets.hide(&String::from_utf8_lossy(&body)) {
            Cow::Owned(hidden) if hidden.as_bytes() != body => hidden.into_bytes(),
            Cow::Owned(_) | Cow::Borrowed(_) => body,
        }
    }
}

/// The authorities of the system; with one more, where there is one.
fn roots(authority: Option<&[u8]>) -> Result<RootCerts, String> {
    let Some(text) = authority else { return Ok(RootCerts::PlatformVerifier) };
    let own: Vec<Certificate<'static>> = parse_pem(text)
        .filter_map(|item| match item {
            Ok(PemItem::Certificate(certificate)) => Some(certificate),
            Ok(_) | Err(_) => None,
        })
        .collect();
    if own.is_empty() {
        return Err("the file contains no certificate; it must be a PEM file (BEGIN CERTIFICATE)".to_owned());
    }
    let native = rustls_native_certs::load_native_certs().certs;
    let native = native.iter().map(|certificate| Certificate::from_der(certificate).to_owned());
    Ok(RootCerts::new_with_certs(&native.chain(own).collect::<Vec<_>>()))
}

/// The reason for silence in an error; its words are made safe by `safe`. `named` says whether an authority was named.
#[expect(clippy::wildcard_enum_match_arm, reason = "the library may know more errors tomorrow")]
fn silence(error: Error, limit: u64, named: bool, safe: &impl Fn(&str) -> String) -> Silence {
    match error {
        Error::HostNotFound => Silence::NoSuchHost,
        Error::Timeout(Timeout::Connect | Timeout::Resolve) => Silence::TooSlow("no connection"),
        Error::Timeout(_) => Silence::TooSlow("no answer"),
        Error::BodyExceedsLimit(_) => Silence::TooLarge(limit / MEBIBYTE),
        Error::ConnectProxyFailed(why) => Silence::Proxy(safe(&why)),
        Error::InvalidProxyUrl => Silence::Proxy("its address cannot be read".to_owned()),
        Error::Rustls(why) => Distrust::of_tls(&why, named, safe)
            .map_or_else(|| Silence::Broken(safe(&why.to_string())), Silence::Untrusted),
        Error::Tls(why) => Silence::Untrusted(Distrust::Other(safe(why))),
        Error::Io(why) => Distrust::of(&why, named, safe).map_or_else(|| io_silence(&why, safe), Silence::Untrusted),
        other => Silence::Broken(safe(&other.to_string())),
    }
}

/// The reason for silence in an error of the connection.
fn io_silence(error: &io::Error, safe: &impl Fn(&str) -> String) -> Silence {
    match error.get_ref().map(ToString::to_string) {
        Some(why) if ["lookup address", "No such host"].iter().any(|words| why.contains(words)) => Silence::NoSuchHost,
        _ if error.kind() == io::ErrorKind::TimedOut => Silence::TooSlow("no answer"),
        _ => Silence::Broken(safe(&error.to_string())),
    }
}
