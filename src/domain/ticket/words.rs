//! The license and the *Intellectual Property* of an environment, in words.

use super::super::{
    index::EnvIx,
    run::{Evidence, Holding, Run},
};

/// The value of *Intellectual Property* in an environment, in words.
pub fn intellectual_property(run: &Run, environment: EnvIx) -> String {
    let reading = run.environment(environment).intellectual_property.as_ref();
    reading.map_or_else(|| "not read".to_owned(), |reading| format!("{} ({})", reading.value, reading.evidence.word()))
}

/// The license of an environment, in words; what its page does not call valid is never told as fine.
pub fn license(run: &Run, environment: EnvIx) -> String {
    let license = run.environment(environment).license;
    let told = code(license.holding, license.target_possible);
    let is_seen = matches!(license.holding, Holding::Side(_, Evidence::Verified));
    if is_seen && !run.shows_valid_license(environment) {
        format!("{told}, not shown as valid by its page")
    } else {
        told
    }
}

/// The code of a license, in words.
pub(super) fn code(holding: Holding, target_possible: bool) -> String {
    match holding {
        Holding::Side(side, evidence) => format!("{} ({})", side.label(), evidence.word()),
        Holding::Foreign => "neither AAA nor BBB".to_owned(),
        Holding::Unknown if target_possible => "not known, possibly BBB".to_owned(),
        Holding::Unknown => "not known".to_owned(),
    }
}
