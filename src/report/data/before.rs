//! How the environments were before anything was uploaded, and how they are after it: what a page showed, what was said, or
//! only what was described.

use jiff::Timestamp;
use serde::Serialize;

use crate::{
    domain::{
        chronicle::Chronicle,
        index::EnvIx,
        infrastructure::Side,
        run::{Evidence, Republished, Run},
        ticket::{intellectual_property, license},
    },
    engine::session::Session,
};

/// An environment before anything was uploaded there.
#[derive(Debug, Serialize)]
pub(super) struct EnvironmentBefore {
    id: String,
    serial: Option<String>,
    license: &'static str,
    /// `verified` where a page showed it, `described` where it is only what the migration is about.
    license_is: &'static str,
    intellectual_property: Option<String>,
    end_date: Option<String>,
    /// The record of the page.
    record: Option<u64>,
    at: Option<Timestamp>,
}

/// An environment at the end, in words.
#[derive(Debug, Serialize)]
pub(super) struct EnvironmentAfter {
    license: String,
    intellectual_property: String,
    republished: &'static str,
}

/// All environments as they are at the end, in the order of the file.
pub(super) fn after(session: &Session) -> Vec<EnvironmentAfter> {
    let run = &session.run;
    let one = |environment: EnvIx| EnvironmentAfter {
        license: license(run, environment),
        intellectual_property: intellectual_property(run, environment),
        republished: match run.environment(environment).republished {
            Republished::No => "no",
            Republished::Yes(Evidence::Verified) => "published (verified)",
            Republished::Yes(Evidence::Claimed) => "published (claimed)",
            Republished::Failed => "FAILED",
        },
    };
    // Behind damage anything may have happened.
    let nobody_knows = || {
        let not_known = || "not known".to_owned();
        EnvironmentAfter { license: not_known(), intellectual_property: not_known(), republished: "not known" }
    };
    let is_known = !session.is_damaged();
    run.every_environment().map(|place| if is_known { one(place) } else { nobody_knows() }).collect()
}

/// All environments as they were, in the order of the file.
pub(super) fn before(run: &Run, chronicle: &Chronicle) -> Vec<EnvironmentBefore> {
    let one = |environment: EnvIx| {
        let described = run.described(environment);
        let seen = chronicle.before.get(environment.get()).and_then(Option::as_ref);
        let page = seen.map(|seen| &seen.page);
        let code = page.and_then(|page| page.activation_code.as_ref());
        let (license, license_is) = match code.map(|code| run.side_of(code)) {
            Some(Some(side)) => (side.word(), Evidence::Verified.word()),
            Some(None) => ("foreign", Evidence::Verified.word()),
            None => (Side::Source.word(), "described"),
        };
        let serial = page.and_then(|page| page.serial.as_ref()).or(described.serial.as_ref());
        EnvironmentBefore {
            id: described.id.to_string(),
            serial: serial.map(ToString::to_string),
            license,
            license_is,
            intellectual_property: page.and_then(|page| page.intellectual_property.as_ref()).map(ToString::to_string),
            end_date: page.and_then(|page| page.end_date.as_ref()).map(ToString::to_string),
            record: seen.map(|seen| seen.seq),
            at: seen.map(|seen| seen.at),
        }
    };
    run.every_environment().map(one).collect()
}
