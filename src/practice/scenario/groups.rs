//! The bundled scenarios in groups, for those who choose one.

use super::bundled::{Bundled, bundled};

/// The groups, in the order in which one rehearses them, and the scenarios of each.
const GROUPS: [(&str, &[&str]); 7] = [
    ("Start here", &["everything-well", "everything-well-current", "ten-environments"]),
    (
        "Intellectual Property errors and test publishes",
        &[
            "ip-error-middle",
            "ip-error-first",
            "ip-error-last",
            "other-error",
            "module-absent",
            "result-page",
            "other-modules",
        ],
    ),
    (
        "Licenses that are missing or wrong, with Support",
        &[
            "serial-missing",
            "not-ignore",
            "not-prepared",
            "expired",
            "expired-banner",
            "development-license",
            "portal-down",
        ],
    ),
    ("Files and pages mixed up", &["license-of-other", "same-file-twice", "page-of-other", "wrong-backup"]),
    (
        "Servers and uploads",
        &["upload-without-effect", "upload-times-out", "slow-environment", "serial-changed", "wrong-clock", "commands"],
    ),
    (
        "Postponed, in parts, handed over",
        &["not-tonight", "not-tonight-2021", "two-nights", "support-tomorrow", "hand-over"],
    ),
    (
        "Deployments and LifeTime",
        &[
            "deployment-at-pause",
            "deployment-in-freeze",
            "lifetime-dies",
            "token-without-rights",
            "environment-without-type",
        ],
    ),
];

/// The scenarios of each group.
pub fn groups() -> impl Iterator<Item = (&'static str, Vec<&'static Bundled>)> {
    GROUPS.into_iter().map(|(name, ids)| (name, ids.iter().filter_map(|id| bundled(id)).collect()))
}
