//! Where a migration stands, for programs: `status --json` and `rollback --plan --json`.

use jiff::Timestamp;
use serde::Serialize;

use crate::{
    domain::{
        command::FileCondition,
        digest::Digest,
        index::{EnvIx, StepIx},
        infrastructure::EnvironmentId,
        outlook::{Next, Standing, State},
        procedure::StepKind,
        rollback,
        run::{Holding, Progress, Republished, Run, SeenDeployment, WatchState},
        text::plain,
        watch::is_asked,
    },
    engine::session::Session,
    view::panel::Panel,
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
    held: Vec<Held<'a>>,
    rollback: RollbackStatus<'a>,
    freeze: Freeze<'a>,
    clocks: Clocks,
    journal: Journal,
    #[serde(skip_serializing_if = "Option::is_none")]
    warning: Option<String>,
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
    /// Expected time for what is left there, in seconds.
    forecast_s: i64,
}

#[derive(Debug, Serialize)]
struct Backup {
    sha256: Digest,
    bytes: u64,
    verified: bool,
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
struct NextStep {
    id: String,
    title: String,
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
    /// The environments whose backup is proved; in the others it is only kept.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    proved: Vec<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    warning: Option<String>,
}

#[derive(Debug, Serialize)]
struct Freeze<'a> {
    state: &'static str,
    watched: bool,
    since: Option<Timestamp>,
    /// Why it is not watched, where it was to be.
    #[serde(skip_serializing_if = "Option::is_none")]
    unwatched: Option<&'a str>,
    deployments: Vec<Deployment<'a>>,
}

/// A deployment that was seen, as it was seen last.
#[derive(Debug, Serialize)]
struct Deployment<'a> {
    key: &'a str,
    environment: Option<&'a str>,
    /// The name of that environment in LifeTime.
    target: &'a str,
    status: &'a str,
    /// Whether it was under way while deployments were frozen.
    in_freeze: bool,
    /// Whether somebody decided to go on in spite of it.
    accepted: bool,
}

#[derive(Debug, Serialize)]
struct Clocks {
    elapsed_s: i64,
    forecast_s: i64,
    window_end: Option<Timestamp>,
    rollback_by: Option<Timestamp>,
    /// How near that is: calm, soon or late.
    urgency: Option<&'static str>,
}

#[derive(Debug, Serialize)]
struct Journal {
    events: u64,
    head: Digest,
}

/// Where a migration stands at a moment; the session must have looked through the vault.
pub fn status(session: &Session, head: Digest, now: Timestamp) -> Status<'_> {
    let run = &session.run;
    let clocks = session.clocks(now);
    Status {
        migration: &run.infrastructure.name,
        rehearsal: run.rehearsal,
        procedure: Procedure { id: &run.edition.id, sha256: run.edition.sha256 },
        state: session.state_at(now).word(),
        source: run.infrastructure.source.as_str(),
        target: run.infrastructure.target.as_str(),
        environments: run.every_environment().map(|place| environment(session, place)).collect(),
        steps: run.plan.every_step().iter().map(|place| step(session, place)).collect(),
        next: next(session, now),
        held: held(session, now),
        rollback: rollback(session),
        freeze: freeze(session, now),
        clocks: Clocks {
            elapsed_s: clocks.elapsed.as_secs().max(0),
            forecast_s: clocks.rest.as_secs(),
            window_end: session.run.infrastructure.window.map(|window| window.end),
            rollback_by: clocks.window.map(|window| window.rollback_by),
            urgency: clocks.window.map(|window| window.urgency.word()),
        },
        journal: Journal { events: run.facts, head },
        warning: session.warning(),
    }
}

fn id(session: &Session, environment: EnvIx) -> &str {
    session.run.described(environment).id.as_str()
}

fn environment(session: &Session, environment: EnvIx) -> Environment<'_> {
    let run = &session.run;
    let (described, known) = (run.described(environment), run.environment(environment));
    let (license, license_is) = match known.license.holding {
        Holding::Side(side, evidence) => (side.word(), evidence.word()),
        Holding::Foreign | Holding::Unknown => ("unknown", "unknown"),
    };
    let backup = known.backup.as_ref().map(|file| Backup {
        sha256: file.sha256,
        bytes: file.bytes,
        verified: session.backup_in_vault(environment) == FileCondition::Intact(file.sha256),
        proved: known.proofs.of(file.sha256).word(),
    });
    Environment {
        id: described.id.as_str(),
        name: &described.name,
        role: described.role.word(),
        serial: known.serial.as_ref().map(crate::domain::identity::SerialNumber::as_str),
        license,
        license_is,
        license_valid: license_valid(run, environment),
        may_have_target: known.license.may_be_target(),
        backup,
        intellectual_property: known.intellectual_property.as_ref().map(|reading| reading.value.as_str()),
        republished: match known.republished {
            Republished::Yes(_) => "yes",
            Republished::No => "no",
            Republished::Failed => "failed",
        },
        step: session.outlook.step_of(run, Some(environment)).map(|step| run.planned(step).id.as_str()),
        forecast_s: session.outlook.rest_of(run, environment).as_secs(),
    }
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
            Standing::Done(evidence) => Some(evidence.word()),
            Standing::Waiting(_)
            | Standing::Open
            | Standing::Begun
            | Standing::Failed
            | Standing::Collected
            | Standing::NotNeeded
            | Standing::Reopened => None,
        },
        attempts: run.step(step).attempts,
    }
}

fn next(session: &Session, now: Timestamp) -> Option<NextStep> {
    let run = &session.run;
    let (id, title) = match session.next_at(now) {
        Next::Requirement(place) => {
            let requirement = &run.procedure.requirements[place];
            (requirement.id.clone(), plain(&requirement.question))
        }
        Next::Step(step) => (run.planned(step).id.to_string(), run.title(step)),
        Next::Decide(_) => ("rollback".to_owned(), "The line is stopped: roll back, or hold".to_owned()),
        Next::Deadline => {
            let title = "Go on, or roll back: a rollback would no longer end within the window";
            ("deadline".to_owned(), title.to_owned())
        }
        Next::Deployments => ("deployments".to_owned(), "Decide about a deployment in the freeze".to_owned()),
        Next::Support => ("support".to_owned(), "Get an answer from Support for all affected environments".to_owned()),
        Next::Nothing => return None,
    };
    Some(NextStep { id, title })
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
    let plan = rollback::plan(&session.run, |environment| session.backup_in_vault(environment));
    RollbackStatus {
        environments: plan.restored.iter().map(|restored| id(session, restored.environment)).collect(),
        ready: plan.is_ready() && !session.is_damaged,
        missing: plan.missing().map(|environment| id(session, environment)).collect(),
        proved: plan.proved().map(|environment| id(session, environment)).collect(),
        warning: session.warning(),
    }
}

/// Deployments are frozen from the pause to the resume. A deployment that a person reported, or the watch saw, violates it.
fn freeze(session: &Session, now: Timestamp) -> Freeze<'_> {
    let run = &session.run;
    let reported = run.plan.every_step().iter().any(|step| {
        matches!(run.definition(step).kind, StepKind::Pause { .. })
            && run.step(step).progress == Progress::Failed(crate::domain::run::Failure::DeploymentRunning)
    });
    let (state, since) = match session.clocks(now).frozen {
        _ if reported => ("violated", None),
        Some((since, None)) if session.outlook.freeze.holds => ("violated", Some(since)),
        Some((since, None)) => ("on", Some(since)),
        Some((_, Some(_))) | None => ("none", None),
    };
    let (watched, unwatched) = match &run.watch.state {
        WatchState::Closed => (false, None),
        WatchState::Open { .. } => (is_asked(run, &session.outlook), None),
        WatchState::Blind { why, .. } => (false, Some(why.as_str())),
    };
    Freeze { state, watched, since, unwatched, deployments: run.watch.deployments.iter().map(deployment).collect() }
}

fn deployment(watched: &SeenDeployment) -> Deployment<'_> {
    Deployment {
        key: &watched.deployment.key,
        environment: watched.deployment.environment.as_ref().map(EnvironmentId::as_str),
        target: &watched.deployment.target,
        status: watched.deployment.status.word(),
        in_freeze: watched.in_freeze,
        accepted: watched.accepted,
    }
}

/// The known deployments, where they are watched.
fn freeze_words(session: &Session, now: Timestamp) -> Vec<String> {
    let run = &session.run;
    if !is_asked(run, &session.outlook) {
        return Vec::new();
    }
    let eye = match &run.watch.state {
        WatchState::Closed => "Deployments: nobody has looked yet".to_owned(),
        WatchState::Open { since, .. } => format!("Deployments: watched since {since:.0}"),
        WatchState::Blind { since, why, .. } => format!("Deployments: UNWATCHED since {since:.0}: {why}"),
    };
    let deployment = |watched: &SeenDeployment| {
        let settled = if watched.accepted { ", accepted" } else { "" };
        format!("Deployment {}{settled}", watched.deployment.words_at(now))
    };
    let all = run.watch.deployments.iter();
    let shown = all.filter(|watched| watched.in_freeze || watched.deployment.status.is_under_way());
    std::iter::once(eye).chain(shown.map(deployment)).collect()
}

/// What a rollback would restore, with backups that are proved told apart from those that are only kept; no line where there is
/// nothing to restore.
fn going_back(session: &Session) -> Option<String> {
    let run = &session.run;
    let plan = rollback::plan(run, |environment| session.backup_in_vault(environment));
    let missing: Vec<&str> = plan.missing().map(|environment| run.described(environment).name.as_str()).collect();
    let ready = if missing.is_empty() { "ready".to_owned() } else { format!("NOT READY for {}", missing.join(", ")) };
    let count = plan.restored.len();
    let told = if session.vault.is_empty() {
        format!("Going back: {count} to restore; nobody has looked at the backups here")
    } else {
        format!("Going back: {ready}; {count} to restore: {}", plan.backups())
    };
    let is_over = matches!(session.outlook.state, State::RolledBack | State::Abandoned);
    (count > 0 && !session.is_damaged && !is_over).then_some(told)
}

/// The same in a few lines, for people.
pub fn lines(session: &Session, now: Timestamp) -> Vec<String> {
    let run = &session.run;
    let mut lines = vec![format!("{}: {}", run.infrastructure.name, session.state_at(now).word())];
    if run.rehearsal {
        lines.push("REHEARSAL".to_owned());
    }
    lines.extend(session.as_of.map(|as_of| format!("After record {}, {:.0}:", as_of.seq, as_of.at)));
    lines.extend(session.warning());
    for environment in run.every_environment() {
        lines.push(format!("- {}: {}", run.described(environment).name, Panel::of(session, environment).in_words()));
    }
    lines.extend(going_back(session));
    lines.extend(freeze_words(session, now));
    lines.extend(run.held.iter().map(|why| format!("Held: {why}")));
    lines.extend(next(session, now).map(|next| format!("Next: {}", next.title)));
    lines
}
