//! A time that has passed, as it is typed: a time of day alone is the last such time.

use jiff::{SignedDuration, Timestamp};

use super::window::Answering;
use crate::domain::typed_moment::moment;

/// A typed time, and its one spelling.
fn time(typed: &str, answering: Answering<'_>) -> Result<(Timestamp, String), String> {
    let a_day_ago = answering.moment.at.checked_sub(SignedDuration::from_hours(24)).ok();
    moment(typed, &answering.moment.zone, a_day_ago)
}

pub(super) fn fault(typed: &str, answering: Answering<'_>) -> Option<String> {
    match time(typed, answering) {
        Err(wrong) => Some(format!("Not a time: {wrong}.")),
        Ok((at, _)) => (at > answering.moment.at).then(|| "This time is in the future. Type when it was.".to_owned()),
    }
}

pub(super) fn spelled(typed: String, answering: Answering<'_>) -> String {
    time(&typed, answering).map_or(typed, |(_, spelled)| spelled)
}
