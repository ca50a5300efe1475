//! Kinds of steps as files write them: the word for each, and the keys that belong to it.

use std::collections::BTreeSet;

use super::super::sheet::{Sheet, choose};
use crate::domain::{
    infrastructure::Side,
    procedure::{Paused, Scope, StepKind, WhenIpError, WhenMissing, WhenNotAccepted},
};

/// A kind without what its keys say.
#[derive(Debug, Clone, Copy)]
enum Kind {
    Read,
    Pause,
    Act,
    CodeCheck,
    Resume,
    Contact,
    Obtain,
    Upload,
    Check,
    Republish,
}

/// How files write a kind.
struct Row {
    word: &'static str,
    kind: Kind,
    /// The keys that must be there.
    needs: &'static [&'static str],
    /// The keys that may be there.
    takes: &'static [&'static str],
}

const fn row(word: &'static str, kind: Kind, needs: &'static [&'static str], takes: &'static [&'static str]) -> Row {
    Row { word, kind, needs, takes }
}

const KINDS: [Row; 10] = [
    row("read", Kind::Read, &[], &[]),
    row("pause", Kind::Pause, &[], &["deployments"]),
    row("act", Kind::Act, &[], &[]),
    row("code-check", Kind::CodeCheck, &[], &[]),
    row("resume", Kind::Resume, &[], &[]),
    row("contact", Kind::Contact, &[], &[]),
    row("obtain", Kind::Obtain, &["code", "policy"], &[]),
    row("upload", Kind::Upload, &["code"], &[]),
    row("check", Kind::Check, &["code", "policy"], &["accept"]),
    row("republish", Kind::Republish, &["policy"], &[]),
];

/// The kind of a step, with what its keys say about it.
pub(super) fn kind(sheet: &Sheet<'_>) -> Option<StepKind> {
    // All of them are asked for: where the kind is not known, none of them is called an unknown key.
    let keys: BTreeSet<&str> = KINDS.iter().flat_map(|row| row.needs.iter().chain(row.takes)).copied().collect();
    let keys: Vec<(&str, bool)> = keys.into_iter().map(|key| (key, sheet.has(key))).collect();
    let row = sheet.parsed("kind", |text| choose(text, &KINDS.each_ref().map(|row| (row.word, row))))?;
    for (key, is_there) in keys {
        if row.needs.contains(&key) && !is_there {
            sheet.fault(format!("the key {key} is missing: a step of kind {} needs it", row.word));
        }
        if is_there && !row.needs.contains(&key) && !row.takes.contains(&key) {
            sheet.fault_at(key, format!("is not for a step of kind {}", row.word));
        }
    }
    Some(match row.kind {
        Kind::Read => StepKind::Read,
        Kind::Pause => StepKind::Pause { paused: paused(sheet)? },
        Kind::Act => StepKind::Act,
        Kind::CodeCheck => StepKind::CodeCheck,
        Kind::Resume => StepKind::Resume,
        Kind::Contact => StepKind::Contact,
        Kind::Obtain => StepKind::Obtain {
            side: side(sheet)?,
            missing: sheet.word("policy", &[("collect", WhenMissing::Collect), ("hold", WhenMissing::Hold)])?,
        },
        Kind::Upload => StepKind::Upload { side: side(sheet)? },
        Kind::Check => {
            StepKind::Check { side: side(sheet)?, accept: sheet.texts("accept"), otherwise: when_not_accepted(sheet)? }
        }
        Kind::Republish => StepKind::Republish {
            ip_error: sheet.word("policy", &[("stop", WhenIpError::StopTheLine), ("support", WhenIpError::Support)])?,
        },
    })
}

fn side(sheet: &Sheet<'_>) -> Option<Side> {
    sheet.word("code", &[Side::Source, Side::Target].map(|side| (side.word(), side)))
}

/// Where an edition does not say it, all of them: a gate that nobody thought of is closed.
fn paused(sheet: &Sheet<'_>) -> Option<Paused> {
    if !sheet.has("deployments") {
        return Some(Paused::Everything);
    }
    sheet.word("deployments", &[("production", Paused::Production), ("all", Paused::Everything)])
}

fn when_not_accepted(sheet: &Sheet<'_>) -> Option<WhenNotAccepted> {
    let policies =
        [("collect", WhenNotAccepted::Collect), ("redo", WhenNotAccepted::Redo), ("retry", WhenNotAccepted::Retry)];
    sheet.word("policy", &policies)
}

/// Every environment has a license of its own, and modules of its own.
pub(super) fn belongs_to_environments(sheet: &Sheet<'_>, kind: &StepKind, scope: Option<Scope>) {
    let why = match kind {
        StepKind::Obtain { .. } | StepKind::Upload { .. } | StepKind::Check { .. } | StepKind::Republish { .. } => {
            "each environment has its own license"
        }
        StepKind::CodeCheck => "ActivationCodeCheck checks the modules of one environment",
        StepKind::Read | StepKind::Pause { .. } | StepKind::Act | StepKind::Resume | StepKind::Contact => return,
    };
    if scope == Some(Scope::Infrastructure) {
        sheet.fault_at("scope", format!("must be each-environment: {why}"));
    }
}
