//! The addresses that steps name: whether they answer from here, and whether the clock there is right.

use std::{collections::BTreeMap, thread};

use jiff::{SignedDuration, Timestamp};

use super::check::{Check, CheckResult};
use crate::{
    domain::infrastructure::{Infrastructure, PORTAL, SUPPORT},
    driver::http::{Http, HttpAnswer, Silence},
    runtime::{lifetime::limits, secrets::usual},
};

/// How many are asked at once.
const AT_ONCE: usize = 8;

/// From this difference on, a clock is wrong enough to make a license invalid.
const TOLERATED: SignedDuration = SignedDuration::from_mins(5);

pub(super) fn checks(infrastructure: &Infrastructure) -> Vec<Check> {
    let named: Vec<(String, Option<&str>)> = infrastructure
        .environments
        .iter()
        .map(|environment| (format!("Service Center of {}", environment.name), environment.service_center.as_deref()))
        .chain([
            ("Licensing Portal".to_owned(), Some(infrastructure.portal.as_deref().unwrap_or(PORTAL))),
            ("Support".to_owned(), Some(infrastructure.support.as_deref().unwrap_or(SUPPORT))),
        ])
        .collect();
    let answers = ask_all(named.iter().filter_map(|(_, address)| *address));
    let check = |(what, address): (String, Option<&str>)| match address {
        None => Check::new(
            what,
            CheckResult::Off,
            "No address is configured, so the steps cannot show it and o cannot open it.",
        ),
        Some(address) => answers.get(address).map_or_else(
            || Check::new(&what, CheckResult::Fails, "It was not checked."),
            |answer| judge(&what, address, answer),
        ),
    };
    named.into_iter().map(check).collect()
}

/// Asks each address once, several at a time: whoever waits for the slowest does not wait for all of them.
fn ask_all<'a>(addresses: impl Iterator<Item = &'a str>) -> BTreeMap<&'a str, Result<HttpAnswer, Silence>> {
    let mut all: Vec<&str> = addresses.collect();
    all.sort_unstable();
    all.dedup();
    let mut answers = BTreeMap::new();
    for some in all.chunks(AT_ONCE) {
        thread::scope(|scope| {
            let asked: Vec<_> = some.iter().map(|address| (*address, scope.spawn(|| ask(address)))).collect();
            for (address, answer) in asked {
                let broken = || Err(Silence::Broken("the check was interrupted".to_owned()));
                answers.insert(address, answer.join().unwrap_or_else(|_| broken()));
            }
        });
    }
    answers
}

fn ask(address: &str) -> Result<HttpAnswer, Silence> {
    Http::to(address, None, limits()).map_err(Silence::Broken)?.hiding(&usual()).ask(address)
}

/// Any answer is an answer: a login page, a redirect, a page that is not there for whoever has not logged in.
fn judge(what: &str, address: &str, answer: &Result<HttpAnswer, Silence>) -> Check {
    match answer {
        // acmove itself asks none of them: the browser has to reach it, wherever that is.
        Err(why) => {
            let said = format!(
                "{address}: {why}. This matters only on the computer with your browser: open the address there."
            );
            Check::new(what, CheckResult::Careful, said)
        }
        Ok(answer) if answer.status >= 500 => {
            Check::new(what, CheckResult::Careful, format!("{address} answered with an error ({}).", answer.status))
        }
        Ok(answer) => match skew(answer) {
            Some(skew) if skew.abs() > TOLERATED => {
                let minutes = skew.abs().as_mins();
                let said = format!(
                    "{address} answered, but its clock differs from this one by {minutes} minutes. A license is invalid on a server with a wrong clock: correct it."
                );
                Check::new(what, CheckResult::Careful, said)
            }
            Some(_) | None => Check::new(what, CheckResult::Works, format!("{address} answered ({}).", answer.status)),
        },
    }
}

/// How far the clock there is from the one here.
fn skew(answer: &HttpAnswer) -> Option<SignedDuration> {
    Some(answer.date?.duration_since(Timestamp::now()))
}
