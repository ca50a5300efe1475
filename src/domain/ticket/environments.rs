//! Every environment in the text for Support: its license, the test republish, its backup.

use super::{
    super::{
        index::EnvIx,
        run::{Evidence, Holding, Proof, Republished, Run},
        sight::Sight,
    },
    parts::EnvironmentLine,
    seen::{Known, Seen},
    words::{code, intellectual_property, license},
};

impl EnvironmentLine {
    pub(super) fn of(run: &Run, environment: EnvIx, seen: &Seen<'_>) -> Self {
        let (described, one) = (run.described(environment), run.environment(environment));
        Self {
            name: described.name.clone(),
            role: described.role.name(),
            serial: one.serial.as_ref().map(ToString::to_string),
            license: license_words(run, environment, seen.known),
            intellectual_property: seen.known.words(intellectual_property(run, environment), || {
                one.intellectual_property.as_ref().map(|reading| reading.value.clone())
            }),
            platform: one.page.as_ref().and_then(|page| page.platform_version.clone()),
            republish: seen.known.words(republished(one.republished).to_owned(), || None),
            backup: seen.known.words(backup(run, environment, seen), || None),
        }
    }
}

const fn republished(republished: Republished) -> &'static str {
    match republished {
        Republished::No => "not done",
        Republished::Yes(Evidence::Verified) => "published (verified)",
        Republished::Yes(Evidence::Claimed) => "published (reported)",
        Republished::Failed => "FAILED",
    }
}

/// The backup of an environment: kept or proved, and whether it was read back.
fn backup(run: &Run, environment: EnvIx, seen: &Seen<'_>) -> String {
    let known = run.environment(environment);
    let Some(file) = known.backup.as_ref() else { return "none".to_owned() };
    let proof = match known.proofs.of(file.sha256) {
        Proof::Yes => "proved",
        Proof::No => "kept",
        Proof::Disproved => "DISPROVED by its page",
    };
    match (seen.backup)(environment) {
        Sight::Intact => proof.to_owned(),
        Sight::NotLooked => format!("{proof}, not checked"),
        Sight::Unreadable(_) => format!("{proof}, but NOT READABLE"),
        Sight::Absent => "MISSING".to_owned(),
        Sight::Changed(_) => "CHANGED in the vault".to_owned(),
    }
}

/// The license of an environment, in words.
pub(super) fn license_words(run: &Run, environment: EnvIx, known: Known) -> String {
    let one = run.environment(environment);
    let license_then = || match one.license.holding {
        Holding::Side(side, _) => Some(side.label().to_owned()),
        Holding::Foreign => Some(code(Holding::Foreign, false)),
        Holding::Unknown => None,
    };
    let is_untouched =
        one.license.holding == Holding::Unknown && one.upload.step.is_none() && !one.license.target_possible;
    let now = if is_untouched { "not touched: no upload was started".to_owned() } else { license(run, environment) };
    known.words(now, license_then)
}
