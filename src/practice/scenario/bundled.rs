//! The scenarios that acmove brings along, each with the answers that are played by `--auto`.

/// A bundled scenario.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Bundled {
    /// How commands name it.
    pub id: &'static str,
    /// Its text.
    pub text: &'static str,
    /// Its answers file.
    pub answers: &'static str,
}

/// The scenario of a rehearsal when none is named.
pub const DEFAULT: &str = "everything-well";

macro_rules! bundled {
    ($($id:literal),+ $(,)?) => {
        &[$(Bundled {
            id: $id,
            text: include_str!(concat!("../../../assets/scenarios/", $id, ".toml")),
            answers: include_str!(concat!("../../../assets/scenarios/", $id, ".answers.toml")),
        }),+]
    };
}

/// All of them, in the order in which they are shown.
pub const fn scenarios() -> &'static [Bundled] {
    bundled![
        "everything-well",
        "everything-well-current",
        "serial-missing",
        "not-ignore",
        "not-prepared",
        "ip-error-first",
        "ip-error-middle",
        "ip-error-last",
        "other-error",
        "result-page",
        "license-of-other",
        "same-file-twice",
        "serial-changed",
        "page-of-other",
        "expired",
        "expired-banner",
        "development-license",
        "wrong-backup",
        "upload-without-effect",
        "portal-down",
        "module-absent",
        "deployment-at-pause",
        "deployment-in-freeze",
        "ten-environments",
        "slow-environment",
        "wrong-clock",
        "not-tonight",
        "not-tonight-2021",
        "two-nights",
        "support-tomorrow",
        "hand-over",
        "upload-times-out",
        "lifetime-dies",
        "token-without-rights",
        "environment-without-type",
        "other-modules",
        "commands",
    ]
}

/// A bundled scenario by its id.
pub fn bundled(id: &str) -> Option<&'static Bundled> {
    scenarios().iter().find(|scenario| scenario.id == id)
}
