//! Why a certificate is not trusted, and what helps against that: each fault has a remedy of its own.

use std::{error::Error as StdError, io};

use jiff::Timestamp;
use rustls::{CertificateError, Error, pki_types::UnixTime};

/// How the library for certificates names an authority's certificate that a server shows as its own; it has no type for it.
const OWN_AUTHORITY: &str = "CaUsedAsEndEntity";

/// The most names of a certificate that are told.
const MOST_NAMES: usize = 5;

/// Why a certificate is not trusted: a part of a sentence, with what to do.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum Distrust {
    /// Nobody who is trusted has signed it.
    #[error(
        "this machine does not trust the authority that signed its certificate. If it is an authority of your company, name its PEM file as ca_file in [lifetime]"
    )]
    UnknownIssuer,
    /// Nor has the authority that is named.
    #[error(
        "its certificate is not signed by the authority in ca_file or by another trusted one. Ask the administrator of the server for the PEM file of the signing authority, and whether the server sends its intermediate certificates"
    )]
    OtherIssuer,
    /// It is an authority's, signed by itself.
    #[error(
        "its certificate is self-signed, which acmove does not trust, even as ca_file. Have an authority of your company issue a certificate for this server, and name the PEM file of that authority as ca_file"
    )]
    SelfSigned,
    /// It is for other names.
    #[error(
        "its certificate is for another name ({0}). Use a name from the certificate in the url; a ca_file does not help here"
    )]
    OtherName(String),
    /// It is over.
    #[error(
        "its certificate has expired{0}. Renew it on the server; if the clock of this machine is wrong, correct it"
    )]
    Expired(When),
    /// It is not valid yet.
    #[error("its certificate is not valid yet{0}. Check the clock of this machine and the certificate of the server")]
    NotYet(When),
    /// Its authority has taken it back.
    #[error("its certificate was revoked by its authority. Ask the administrator of the server for a new one")]
    Revoked,
    /// Something else is wrong with it.
    #[error("its certificate cannot be used here ({0}). Ask the administrator of the server")]
    Other(String),
}

/// The moment from which on something holds, where it is known.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct When(Option<Timestamp>);

impl std::fmt::Display for When {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        self.0.map_or(Ok(()), |at| write!(f, " ({at:.0})"))
    }
}

impl Distrust {
    /// The fault of a certificate in an error of a connection; none where it is about something else. `named` says whether an
    /// authority was named; words of the library are made safe by `safe`.
    pub(super) fn of(error: &io::Error, named: bool, safe: &impl Fn(&str) -> String) -> Option<Self> {
        let inner = error.get_ref()?;
        match inner.downcast_ref::<Error>() {
            Some(error) => Self::of_tls(error, named, safe),
            None if inner.to_string().contains("certificate") => Some(Self::Other(safe(&inner.to_string()))),
            None => None,
        }
    }

    /// The same in an error of the library itself.
    #[expect(clippy::wildcard_enum_match_arm, reason = "the library may know more errors tomorrow")]
    pub(super) fn of_tls(error: &Error, named: bool, safe: &impl Fn(&str) -> String) -> Option<Self> {
        let Error::InvalidCertificate(fault) = error else {
            let words = error.to_string();
            return words.contains("certificate").then(|| Self::Other(safe(&words)));
        };
        Some(match fault {
            // An authority that has the same name and another key is another one.
            CertificateError::UnknownIssuer | CertificateError::BadSignature if named => Self::OtherIssuer,
            CertificateError::UnknownIssuer => Self::UnknownIssuer,
            CertificateError::Expired => Self::Expired(When(None)),
            CertificateError::ExpiredContext { not_after, .. } => Self::Expired(When(time(*not_after))),
            CertificateError::NotValidYet => Self::NotYet(When(None)),
            CertificateError::NotValidYetContext { not_before, .. } => Self::NotYet(When(time(*not_before))),
            CertificateError::Revoked => Self::Revoked,
            CertificateError::NotValidForName => Self::OtherName("which one, it does not say".to_owned()),
            CertificateError::NotValidForNameContext { presented, .. } => {
                let all: Vec<&str> = presented.iter().take(MOST_NAMES).map(|name| bare(name)).collect();
                Self::OtherName(safe(&all.join(", ")))
            }
            CertificateError::Other(other) if is_own_authority(&*other.0) => Self::SelfSigned,
            other => Self::Other(safe(&other.to_string())),
        })
    }
}

fn is_own_authority(error: &(dyn StdError + Send + Sync)) -> bool {
    format!("{error:?}").contains(OWN_AUTHORITY)
}

/// A name as people write it: the library says what kind of name it is.
fn bare(name: &str) -> &str {
    name.split_once('(').and_then(|(_, rest)| rest.strip_suffix(')')).map_or(name, |name| name.trim_matches('"'))
}

fn time(time: UnixTime) -> Option<Timestamp> {
    Timestamp::from_second(i64::try_from(time.as_secs()).ok()?).ok()
}
