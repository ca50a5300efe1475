//! Where a migration stands, for programs: `status --json` and `rollback --plan --json`.

mod freeze;
mod hand_over;
mod left_out;
mod now;
mod words;

use jiff::Timestamp;
use serde::Serialize;

pub use self::words::lines;
use self::{
    freeze::{Freeze, freeze},
    hand_over::HandOver,
    left_out::LeftOut,
    now::{Asked, FailedStep, Latest, NextStep, asked, failed, latest, next},
};
use crate::{
    domain::{
        digest::Digest,
        index::{EnvIx, StepIx},
        infrastructure::Side,
        outlook::Standing,
        rollback,
        run::{Holding, Republished, Run},
        sight::Sight,
    },
    engine::session::Session,
};

/// Where a migration stands.
#[derive(Debug, Serialize)]
pub struct Status<'a> {
    migration: &'a str,
    rehearsal: bool,
    procedure: Procedure<'a>,
    state: &'static str,
    source: &'a str,
    target: &'a str,
    environments: Vec<Environment<'a>>,
    steps: Vec<Step<'a>>,
    next: Option<NextStep>,
    /// Who has to do what now; nothing where nothing can be done.
    #[serde(skip_serializing_if = "Option::is_none")]
    asked: Option<Asked>,
    /// The steps that failed and are not settled, with the exact words of an error.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    failed: Vec<FailedStep<'a>>,
    held: Vec<Held<'a>>,
    /// The case number of Support.
    #[serde(skip_serializing_if = "Option::is_none")]
    case: Option<&'a str>,
    /// A hand-over that is under way.
    #[serde(skip_serializing_if = "Option::is_none")]
    hand_over: Option<HandOver<'a>>,
    rollback: RollbackStatus<'a>,
    freeze: Freeze<'a>,
    clocks: Clocks,
    /// The last record, in words.
    #[serde(skip_serializing_if = "Option::is_none")]
    latest: Option<Latest<'a>>,
    journal: Journal,
    /// When the bundle was packed that it was read from: backups were looked at then.
    #[serde(skip_serializing_if = "Option::is_none")]
    packed_at: Option<Timestamp>,
    #[serde(skip_serializing_if = "Option::is_none")]
    warning: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    notice: Option<String>,
}

#[derive(Debug, Serialize)]
struct Procedure<'a> {
    id: &'a str,
    sha256: Digest,
}

#[derive(Debug, Serialize)]
struct Environment<'a> {
    id: &'a str,
    name: &'a str,
    role: &'static str,
    serial: Option<&'a str>,
    license: &'static str,
    license_is: &'static str,
    /// Whether its page calls the license valid; null where no page was seen, or it does not say.
    license_valid: Option<bool>,
    may_have_target: bool,
    backup: Option<Backup>,
    intellectual_property: Option<&'a str>,
    republished: &'static str,
    step: Option<&'a str>,
    /// Since when and why it is left out for now.
    #[serde(skip_serializing_if = "Option::is_none")]
    left_out: Option<LeftOut<'a>>,
    /// Expected time for what is left there, in seconds.
    forecast_s: i64,
}

#[derive(Debug, Serialize)]
struct Backup {
    sha256: Digest,
    bytes: u64,
    /// Whether it was read back, and is what was kept: now, or when the bundle was packed.
    verified: bool,
    /// Why it is not verified: not-looked-at, unreadable, absent or changed.
    #[serde(skip_serializing_if = "Option::is_none")]
    found: Option<&'static str>,
    /// Whether it was uploaded, and its page then showed AAA: yes, no, or disproved.
    proved: &'static str,
}

#[derive(Debug, Serialize)]
struct Step<'a> {
    id: &'a str,
    phase: &'a str,
    state: &'static str,
    #[serde(skip_serializing_if = "std::ops::Not::not")]
    begun: bool,
    evidence: Option<&'static str>,
    attempts: u32,
}

#[derive(Debug, Serialize)]
struct Held<'a> {
    reason: &'static str,
    environments: Vec<&'a str>,
    faq: Option<u8>,
}

/// The effect of a rollback.
#[derive(Debug, Serialize)]
pub struct RollbackStatus<'a> {
    environments: Vec<&'a str>,
    ready: bool,
    missing: Vec<&'a str>,
    /// The environments into whose backup nobody looked.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    not_looked_at: Vec<&'a str>,
    /// The environments whose backup cannot be read now.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    unreadable: Vec<&'a str>,
    /// The environments whose backup is proved; in the others it is only kept.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    proved: Vec<&'a str>,
    /// When the bundle was packed that it was read from: backups were looked at then.
    #[serde(skip_serializing_if = "Option::is_none")]
    packed_at: Option<Timestamp>,
    #[serde(skip_serializing_if = "Option::is_none")]
    warning: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    notice: Option<String>,
}

#[derive(Debug, Serialize)]
struct Clocks {
    elapsed_s: i64,
    forecast_s: i64,
    window_end: Option<Timestamp>,
    rollback_by: Option<Timestamp>,
    /// How long a rollback takes that begins now, where there is a window; no step counts less than the procedure plans.
    #[serde(skip_serializing_if = "Option::is_none")]
    rollback_s: Option<i64>,
    /// How near that is: calm, soon or late.
    urgency: Option<&'static str>,
    /// How far this machine's clock is behind the latest record, where it is.
    #[serde(skip_serializing_if = "Option::is_none")]
    behind_s: Option<i64>,
}

#[derive(Debug, Serialize)]
struct Journal {
    events: u64,
    head: Digest,
    /// Bytes of a record that follows and was never acknowledged.
    #[serde(skip_serializing_if = "Option::is_none")]
    torn_bytes: Option<usize>,
}

/// Where a migration stands at a moment; the session must have looked through the vault.
pub fn status(session: &Session, head: Digest, now: Timestamp) -> Status<'_> {
    let run = &session.run;
    let clocks = session.clocks(now);
    Status {
        migration: &run.infrastructure.name,
        rehearsal: run.rehearsal,
        procedure: Procedure { id: &run.edition.id, sha256: run.edition.sha256 },
        state: session.state_word(now),
        source: run.infrastructure.source.as_str(),
        target: run.infrastructure.target.as_str(),
        environments: run.every_environment().map(|place| environment(session, place)).collect(),
        steps: run.plan.every_step().iter().map(|place| step(session, place)).collect(),
        next: next(session, now),
        asked: asked(session, now),
        failed: failed(session),
        held: held(session, now),
        case: run.case.as_deref(),
        hand_over: run.handover.as_ref().map(HandOver::of),
        rollback: rollback(session),
        freeze: freeze(session, now),
        clocks: Clocks {
            elapsed_s: clocks.elapsed.as_secs().max(0),
            forecast_s: clocks.rest.as_secs(),
            window_end: session.run.window.map(|window| window.end),
            rollback_by: clocks.window.map(|window| window.rollback_by),
            rollback_s: clocks.window.map(|window| window.rollback.as_secs()),
            urgency: clocks.window.map(|window| window.urgency.word()),
            behind_s: session.clock_behind(now).map(|behind| behind.as_secs()),
        },
        latest: latest(session),
        journal: Journal { events: run.facts, head, torn_bytes: session.beyond.torn_bytes() },
        packed_at: session.packed_at,
        warning: session.warning(),
        notice: session.beyond.notice(),
    }
}

impl Status<'_> {
    /// The same without the last record, for a document that has every one.
    pub(super) fn without_latest(self) -> Self {
        Self { latest: None, ..self }
    }
}

fn id(session: &Session, environment: EnvIx) -> &str {
    session.run.described(environment).id.as_str()
}

fn environment(session: &Session, environment: EnvIx) -> Environment<'_> {
    let run = &session.run;
    let (described, known) = (run.described(environment), run.environment(environment));
    // Behind damage anything may have happened: the license is not known then, and it may be of the target.
    let is_known = !session.is_damaged();
    let (license, license_is) = match known.license.holding {
        Holding::Side(side, evidence) if is_known => (side.word(), evidence.word()),
        Holding::Side(..) | Holding::Foreign | Holding::Unknown => ("unknown", "unknown"),
    };
    Environment {
        id: described.id.as_str(),
        name: &described.name,
        role: described.role.word(),
        serial: known.serial.as_ref().map(crate::domain::identity::SerialNumber::as_str),
        license,
        license_is,
        license_valid: license_valid(run, environment).filter(|_| is_known),
        may_have_target: known.license.may_be_target() || !is_known,
        backup: backup(session, environment),
        intellectual_property: known
            .intellectual_property
            .as_ref()
            .filter(|_| is_known)
            .map(|reading| reading.value.as_str()),
        republished: match known.republished {
            Republished::Yes(_) if is_known => "yes",
            Republished::Yes(_) | Republished::No => "no",
            Republished::Failed => "failed",
        },
        step: session
            .outlook
            .step_of(run, Some(environment))
            .filter(|_| is_known)
            .map(|step| run.planned(step).id.as_str()),
        left_out: known.postponed.as_ref().map(LeftOut::of),
        forecast_s: session.outlook.rest_of(run, environment).as_secs(),
    }
}

fn backup(session: &Session, environment: EnvIx) -> Option<Backup> {
    let known = session.run.environment(environment);
    let file = known.backup.as_ref()?;
    let sight = session.sight(environment, Side::Source);
    Some(Backup {
        sha256: file.sha256,
        bytes: file.bytes,
        verified: sight == Sight::Intact && !session.is_damaged(),
        found: sight.word(),
        proved: known.proofs.of(file.sha256).word(),
    })
}

fn license_valid(run: &Run, environment: EnvIx) -> Option<bool> {
    let is_invalid = run.shows_invalid_license(environment);
    (is_invalid || run.shows_valid_license(environment)).then_some(!is_invalid)
}

fn step(session: &Session, step: StepIx) -> Step<'_> {
    let run = &session.run;
    let planned = run.planned(step);
    let standing = session.outlook.standing(step);
    Step {
        id: planned.id.as_str(),
        phase: &run.phase(planned.phase).id,
        state: standing.word(),
        begun: run.step(step).is_under_way(),
        evidence: match standing {
            Standing::Done(evidence) if !session.is_damaged() => Some(evidence.word()),
            Standing::Done(_)
            | Standing::Waiting(_)
            | Standing::Open
            | Standing::Begun
            | Standing::Failed
            | Standing::Collected
            | Standing::NotNeeded
            | Standing::Reopened
            | Standing::Postponed => None,
        },
        attempts: run.step(step).attempts,
    }
}

fn held(session: &Session, now: Timestamp) -> Vec<Held<'_>> {
    let one = |hold: &crate::domain::outlook::Hold| Held {
        reason: hold.reason.word(),
        environments: hold.environments.iter().map(|environment| id(session, *environment)).collect(),
        faq: hold.faq,
    };
    session.holds_at(now).iter().map(one).collect()
}

/// The rollback that would start now, or is under way; the session must have looked through the vault.
pub fn rollback(session: &Session) -> RollbackStatus<'_> {
    let plan = rollback::plan(&session.run, |environment| session.sight(environment, Side::Source));
    let is_known = !session.is_damaged();
    let id = |environment: EnvIx| id(session, environment);
    RollbackStatus {
        environments: plan.restored.iter().map(|restored| id(restored.environment)).collect(),
        ready: plan.is_ready() && is_known,
        missing: plan.missing().map(id).collect(),
        not_looked_at: plan.not_looked_at().map(id).collect(),
        unreadable: plan.unreadable().map(id).collect(),
        proved: plan.proved().filter(|_| is_known).map(id).collect(),
        packed_at: session.packed_at,
        warning: session.warning(),
        notice: session.beyond.notice(),
    }
}
