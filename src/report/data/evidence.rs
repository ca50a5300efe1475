//! The evidence of the record: checks, license files, and texts that were read.

use jiff::Timestamp;
use serde::Serialize;

use crate::{
    domain::{
        check::{CheckRow, Verdict},
        chronicle::{Checked, Chronicle, KeptBackup},
        digest::Digest,
        event::Origin,
        index::EnvIx,
        infrastructure::Side,
        labels::vault_name,
        rollback,
        run::{self, Run},
        sight::Sight,
        timeline_entry::TimelineEntry,
    },
    engine::session::Session,
};

/// A check, field by field.
#[derive(Debug, Serialize)]
pub(super) struct CheckTable<'a> {
    record: u64,
    at: Timestamp,
    by: &'a str,
    step: &'a str,
    environment: Option<&'a str>,
    title: String,
    passed: bool,
    /// `verified` where it was read, `claimed` where somebody said it, `taken back` where that was taken back.
    evidence: &'static str,
    text: Option<Digest>,
    rows: Vec<Compared<'a>>,
}

#[derive(Debug, Serialize)]
struct Compared<'a> {
    field: &'a str,
    expected: &'a str,
    found: Option<&'a str>,
    verdict: &'static str,
}

/// A license file that was put into the vault.
#[derive(Debug, Serialize)]
pub(super) struct File<'a> {
    record: u64,
    at: Timestamp,
    by: &'a str,
    environment: &'a str,
    code: &'static str,
    name: &'a str,
    vault: String,
    sha256: Digest,
    bytes: u64,
    origin: Origin,
    /// The state of the file in the vault when this was written.
    now: String,
}

/// An environment that a rollback restores.
#[derive(Debug, Serialize)]
pub(super) struct RestoredRow<'a> {
    environment: &'a str,
    because: &'static str,
    file: Option<String>,
    /// Whether it was read back from the vault, now or when the bundle was packed; null where nobody looked, or could.
    verified: Option<bool>,
    /// Why it is not verified: not-looked-at, unreadable, absent or changed.
    #[serde(skip_serializing_if = "Option::is_none")]
    found: Option<&'static str>,
    /// Whether it was uploaded, and its page then showed AAA: yes, no, or disproved.
    proved: &'static str,
}

/// A text that was read, by the record that speaks of it.
#[derive(Debug, Serialize)]
pub(super) struct EvidenceText {
    record: u64,
    sha256: Digest,
}

/// Every check, in the order of the journal.
pub(super) fn checks<'a>(run: &'a Run, chronicle: &'a Chronicle) -> Vec<CheckTable<'a>> {
    let one = |checked: &'a Checked| check(run, checked, chronicle.taken_back.contains(&checked.seq));
    chronicle.checks.iter().map(one).collect()
}

fn check<'a>(run: &'a Run, checked: &'a Checked, is_taken_back: bool) -> CheckTable<'a> {
    let planned = run.planned(checked.step);
    CheckTable {
        record: checked.seq,
        at: checked.at,
        by: &checked.by,
        step: planned.id.as_str(),
        environment: planned.environment.map(|environment| run.described(environment).name.as_str()),
        title: run.fill(&run.definition(checked.step).title, checked.step),
        passed: checked.passed,
        evidence: if is_taken_back { "taken back" } else { checked.evidence.word() },
        text: checked.text,
        rows: checked.rows.iter().map(|row| compared(row, checked.evidence)).collect(),
    }
}

fn compared(row: &CheckRow, by: run::Evidence) -> Compared<'_> {
    let verdict = match row.verdict {
        // A claim was not compared with anything.
        Verdict::Matches if by == run::Evidence::Claimed => by.word(),
        Verdict::Matches => "matches",
        Verdict::Differs => "differs",
        Verdict::Asks => "asks",
        Verdict::Missing => "missing",
        Verdict::Silent => "not-asked",
    };
    Compared { field: &row.field, expected: &row.expected, found: row.found.as_deref(), verdict }
}

/// Every file that was put into the vault.
pub(super) fn files<'a>(session: &'a Session, chronicle: &'a Chronicle) -> Vec<File<'a>> {
    chronicle.kept.iter().map(|kept| file(session, kept)).collect()
}

fn file<'a>(session: &'a Session, kept: &'a KeptBackup) -> File<'a> {
    let (described, KeptBackup { environment, side, file, .. }) = (session.run.described(kept.environment), kept);
    File {
        record: kept.seq,
        at: kept.at,
        by: &kept.by,
        environment: &described.name,
        code: side.word(),
        name: &file.name,
        vault: vault_name(described.id.as_str(), *side, &file.sha256),
        sha256: file.sha256,
        bytes: file.bytes,
        origin: kept.origin,
        now: now(session, *environment, *side, &file.sha256),
    }
}

/// The state of a file in the vault when somebody last looked, where it is still the one in use.
fn now(session: &Session, environment: EnvIx, side: Side, digest: &Digest) -> String {
    let is_current = session.run.environment(environment).file(side).is_some_and(|file| file.sha256 == *digest);
    if !is_current {
        return "replaced or given up".to_owned();
    }
    let sight = session.sight(environment, side);
    let when = session.when_packed();
    match &sight {
        Sight::NotLooked => "not checked".to_owned(),
        Sight::Intact if session.is_damaged() => format!("it was unchanged{when}, but may have been replaced since"),
        Sight::Intact => {
            let proved = match session.run.environment(environment).proofs.of(*digest) {
                run::Proof::Yes => ", proved",
                run::Proof::No => "",
                run::Proof::Disproved => ", but DISPROVED by its page",
            };
            format!("verified{when}{proved}")
        }
        Sight::Unreadable(why) => format!("NOT READABLE{when}: {why}"),
        Sight::Absent | Sight::Changed(_) if session.packed_at.is_some() => {
            format!("MISSING OR CHANGED{when}: {}", sight.words())
        }
        Sight::Absent | Sight::Changed(_) => format!("NOT verified: {}", sight.words()),
    }
}

/// The environments that a rollback restores now, has restored, or would restore.
pub(super) fn restored(session: &Session) -> Vec<RestoredRow<'_>> {
    let run = &session.run;
    let plan = rollback::plan(run, |environment| session.sight(environment, Side::Source));
    let one = |restored: &rollback::Restored<'_>| RestoredRow {
        environment: &run.described(restored.environment).name,
        because: restored.because.words(),
        file: run.vault_name(restored.environment, Side::Source),
        verified: match &restored.sight {
            Sight::NotLooked | Sight::Unreadable(_) => None,
            Sight::Intact | Sight::Absent | Sight::Changed(_) if session.is_damaged() => None,
            sight @ (Sight::Intact | Sight::Absent | Sight::Changed(_)) => Some(!sight.is_lost()),
        },
        found: restored.backup.and_then(|_| restored.sight.word()),
        proved: restored.proof.word(),
    };
    plan.restored.iter().map(one).collect()
}

/// Every text that was read.
pub(super) fn evidence(told: &[TimelineEntry]) -> Vec<EvidenceText> {
    told.iter().filter_map(|fact| Some(EvidenceText { record: fact.seq, sha256: fact.evidence? })).collect()
}
