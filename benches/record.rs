//! How long the record of a migration of 1,000 environments takes, beside only reading its journal in the same run.

#![expect(clippy::disallowed_methods, reason = "it measures by the clock and writes to a folder of its own")]

use std::{
    error::Error,
    fmt::Write as _,
    fs,
    path::Path,
    time::{Duration, Instant},
};

use acmove::{
    catalog,
    domain::{
        deployment::{Deployment, DeploymentStatus},
        digest::Digest,
        event::{Event, KeptFile, Origin},
        page::{Banner, EndDate, IntellectualProperty, LicensingPage},
        plan::{Plan, StepId},
        procedure::StepKind,
    },
    journal::Journal,
    report::{
        data::{Recorded, ReportData},
        render::{html, markdown},
        review::Review,
    },
    runtime::folder,
};
use jiff::{SignedDuration, Timestamp, tz::TimeZone};

/// Environments of the migration.
const ENVIRONMENTS: usize = 1000;

/// How often each thing is done.
const TIMES: usize = 5;

type Done = Result<(), Box<dyn Error>>;

fn main() -> Done {
    let folder = tempfile::tempdir()?;
    let path = folder.path().join("night");
    let facts = night(&path)?;
    println!("{ENVIRONMENTS} environments, {facts} facts; the fastest of {TIMES}");
    let read = fastest(|| folder::read(&path).map(drop).map_err(Into::into))?;
    println!("{:<28} {:>6} ms", "reading the journal", read.as_millis());
    for (name, what) in [
        ("report --format html", Made::Html),
        ("report --format md", Made::Markdown),
        ("report --format json", Made::Json),
        ("review", Made::Review),
    ] {
        let took = fastest(|| make(&path, what))?;
        println!("{name:<28} {:>6} ms", took.as_millis());
    }
    Ok(())
}

#[derive(Clone, Copy)]
enum Made {
    Html,
    Markdown,
    Json,
    Review,
}

fn make(path: &Path, what: Made) -> Done {
    let mut recorded = Recorded::default();
    let migration = folder::replay(path, |record, run| recorded.take(record, run))?;
    let account = || ReportData::of(&migration.session, &recorded, migration.head.hash);
    let text = match what {
        Made::Html => html(&account(), &TimeZone::UTC)?,
        Made::Markdown => markdown(&account(), &TimeZone::UTC)?,
        Made::Json => serde_json::to_string_pretty(&account())?,
        Made::Review => Review::of(&migration.session, &recorded).text(&TimeZone::UTC),
    };
    std::hint::black_box(text);
    Ok(())
}

fn fastest(mut what: impl FnMut() -> Done) -> Result<Duration, Box<dyn Error>> {
    let mut fastest = Duration::MAX;
    for _ in 0..TIMES {
        let begin = Instant::now();
        what()?;
        fastest = fastest.min(begin.elapsed());
    }
    Ok(fastest)
}

/// A migration in which everything was done; the answer is how many facts it has.
fn night(path: &Path) -> Result<u64, Box<dyn Error>> {
    let mut description = String::from(
        "name = \"ACME\"\nsource = \"8RV.WLK.3CO.BL2.IQC.MNO.QJ3.GUT\"\ntarget = \"K2D.0QX.7LM.ZP4.A8S.1RT.WQ9.B3N\"\nmodule = \"ECT_Provider\"\n",
    );
    for place in 0..ENVIRONMENTS {
        let role = if place == 0 { "lifetime" } else { ["development", "test", "production"][place % 3] };
        let serial = format!("E{:02}-{:03}-Y6H-ZN0-3DF-V8P-2MX-W4J", place % 100, place / 100);
        writeln!(
            description,
            "[[environment]]\nname = \"Environment {place}\"\nrole = \"{role}\"\nserial = \"{serial}\""
        )?;
    }
    fs::create_dir_all(path)?;
    let file = path.with_extension("toml");
    fs::write(&file, &description)?;
    let (description, text, edition) = folder::describe(&file, None)?;
    drop(folder::create(path, &description, &text, &edition, false)?);
    let procedure = catalog::procedure("procedure.toml", &edition.text)?;
    let plan = Plan::new(&procedure, &description.infrastructure);
    let (mut journal, _) = Journal::open(path, "bench", |_: acmove::domain::record::Record<Event>| Ok(()))?;
    let mut at = Timestamp::now();
    let requirements = procedure
        .requirements
        .iter()
        .map(|requirement| Event::RequirementAnswered { requirement: requirement.id.clone(), yes: true });
    journal.append(at, "anna@desk", requirements.collect())?;
    let phases: Vec<_> = procedure.all_phases().collect();
    for planned in plan.forward().iter().map(|step| plan.planned(step)) {
        let step = &phases[planned.phase].steps[planned.step];
        let serial = planned
            .environment
            .map(|environment| description.infrastructure.environments[environment.get()].serial.clone());
        for event in events(&planned.id, &step.kind, &description.infrastructure, serial.flatten()) {
            at += SignedDuration::from_secs(20);
            journal.append(at, "anna@desk", vec![event])?;
        }
    }
    Ok(journal.head().seq)
}

fn events(
    step: &StepId,
    kind: &StepKind,
    infrastructure: &acmove::domain::infrastructure::Infrastructure,
    serial: Option<acmove::domain::identity::SerialNumber>,
) -> Vec<Event> {
    let (step, attempt) = (step.clone(), 1);
    let done = Event::StepDone { step: step.clone(), attempt, note: String::new() };
    let begun = Event::StepBegun { step: step.clone(), attempt, vault: None };
    let digest = Digest::of(step.as_str().as_bytes());
    match kind {
        StepKind::Obtain { .. } => {
            let file = KeptFile { name: "license.lic".to_owned(), sha256: digest, bytes: 1834 };
            vec![Event::LicenseKept { step, attempt, file, origin: Origin::Portal, unseen: false }]
        }
        StepKind::Upload { .. } => vec![begun, done],
        StepKind::Check { side, accept, .. } => {
            let value = accept.first().cloned().unwrap_or_default();
            let page = LicensingPage {
                activation_code: Some(infrastructure.code(*side).clone()),
                serial,
                end_date: Some(EndDate::Never),
                banner: Banner::Valid,
                intellectual_property: Some(IntellectualProperty { limit: value.clone(), usage: value }),
                ..LicensingPage::default()
            };
            vec![Event::PagePassed { step, attempt, page: Box::new(page), evidence: digest, rows: None }]
        }
        StepKind::Republish { .. } => {
            let published =
                Event::ModulePublished { step, attempt, module: "ECT_Provider".to_owned(), message: None, read: None };
            vec![begun, published]
        }
        // A deployment that somebody has accepted: from then on they are looked for.
        StepKind::Pause { .. } => {
            let seen = |status| Deployment {
                key: "plan-7".to_owned(),
                target: "Environment 3".to_owned(),
                environment: Some(infrastructure.environments[3].id.clone()),
                status,
                started: None,
                by: "ci".to_owned(),
            };
            let [running, over] = [DeploymentStatus::Running, DeploymentStatus::Successful]
                .map(|status| Event::DeploymentSeen { deployment: Box::new(seen(status)) });
            let reason = "it is ours".to_owned();
            let accepted = Event::DeploymentsAccepted { deployments: vec!["plan-7".to_owned()], reason };
            vec![done, running, over, accepted]
        }
        StepKind::Read | StepKind::Act | StepKind::CodeCheck | StepKind::Resume | StepKind::Contact => vec![done],
    }
}
