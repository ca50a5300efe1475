//! A check that passed, and a backup that was kept: what was expected, and what was found. The screen shows it until it goes on;
//! line mode prints it behind the fact.

use super::{
    mark::Mark,
    text::{Block, Tone},
    times::Moment,
    who::Who,
};
use crate::{
    domain::{
        check::CheckRow,
        event::{Event, KeptFile},
        index::{EnvIx, StepIx},
        infrastructure::Side,
        outlook::Standing,
        plan::StepId,
        procedure::StepKind,
        record::Record,
        run::{Course, Progress, Proof},
    },
    engine::{session::Session, subject::Subject},
};

/// Something that was just proved.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Proved {
    /// The mark and the word before the heading.
    pub who: Who,
    /// What is true now.
    pub heading: String,
    /// When it was recorded, and as which record.
    pub source: String,
    /// What it rests on.
    pub body: Vec<Block>,
    /// The environment that it is about.
    pub environment: EnvIx,
}

/// What a fact has proved; `None` where it proves nothing that is worth a card.
pub fn proved(session: &Session, record: &Record<Event>, moment: &Moment) -> Option<Proved> {
    let (word, about) = if let Event::PagePassed { step, rows: Some(rows), .. } = &record.event {
        ("PROVED", passed(session, step, rows)?)
    } else if let Event::LicenseKept { step, file, unseen: false, .. } = &record.event {
        ("KEPT", kept(session, step, file)?)
    } else {
        return None;
    };
    let (environment, heading, body) = about;
    Some(Proved {
        who: Who::new(Tone::Good, format!("{} {word}", Mark::Verified.sign())),
        heading,
        source: format!("{} \u{b7} record {}", moment.short_of(record.at), record.seq),
        body,
        environment,
    })
}

/// Where, the heading, and what it rests on.
type About = (EnvIx, String, Vec<Block>);

/// A page that showed what it should.
fn passed(session: &Session, step: &StepId, rows: &[CheckRow]) -> Option<About> {
    let run = &session.run;
    let step = run.plan.index(step)?;
    let environment = run.planned(step).environment?;
    let side = run.definition(step).kind.side_of_license()?;
    let (name, code) = (&run.described(environment).name, side.label());
    let back = if matches!(run.course, Course::Back { .. }) { "back " } else { "" };
    let mut body = vec![Block::Comparison(rows.to_vec())];
    let more = also_proved(session, step, environment, side);
    if !more.is_empty() {
        body.push(Block::Gap);
        body.extend(more.into_iter().map(|words| Block::para(Tone::Plain, words)));
    }
    Some((environment, format!("{name} is {back}on {code}"), body))
}

/// What the page proves besides: the upload before it, which had only been reported, and the backup that was uploaded.
fn also_proved(session: &Session, step: StepIx, environment: EnvIx, side: Side) -> Vec<String> {
    let run = &session.run;
    let is_upload = |other: &StepIx| run.definition(*other).kind == (StepKind::Upload { side });
    let upload = run.way_of(Some(environment)).take_while(|other| *other != step).filter(is_upload).last();
    let is_reported = upload.is_some_and(|upload| matches!(run.step(upload).progress, Progress::Done(_)));
    let is_proved = side == Side::Source && run.environment(environment).proof(side) == Some(Proof::Yes);
    let upload = "This page also proves the upload, which was only reported before.".to_owned();
    let backup = "It also proves the backup: this file was uploaded, and the page shows AAA.".to_owned();
    [is_reported.then_some(upload), (is_reported && is_proved).then_some(backup)].into_iter().flatten().collect()
}

/// A backup that is in the vault.
fn kept(session: &Session, step: &StepId, file: &KeptFile) -> Option<About> {
    let run = &session.run;
    let step = run.plan.index(step)?;
    let environment = run.planned(step).environment?;
    if run.definition(step).kind.side_of_license() != Some(Side::Source) {
        return None;
    }
    let line = |name: &str, text: String| Block::led(Tone::Quiet, format!("{name:<13}"), text);
    let mut body = vec![
        line("File", file.name.clone()),
        line("Size", format!("{} bytes", file.bytes)),
        line("SHA-256", file.sha256.to_string()),
    ];
    body.extend(run.vault_name(environment, Side::Source).map(|name| line("In the vault", name)));
    body.extend([
        Block::Gap,
        Block::led(Tone::Good, format!("{} ", Mark::Verified.sign()), "Read back from the vault: the same bytes."),
    ]);
    if run.environment(environment).proof(Side::Source) != Some(Proof::Yes) {
        let words = "It is proved when it has been uploaded and the page shows AAA.";
        body.push(Block::led(Tone::Quiet, format!("{} ", Mark::Nothing.sign()), words));
    }
    let name = &run.described(environment).name;
    Some((environment, format!("{name}: the AAA backup is in the vault"), body))
}

/// How the next step is named: what it is, how long it takes, and how many environments are left in its phase.
pub fn continues(session: &Session, next: Subject, heading: &str) -> (String, String) {
    let run = &session.run;
    let Some(step) = next.step() else { return (heading.to_owned(), String::new()) };
    let about = run.definition(step).minutes;
    let phase = run.planned(step).phase;
    let mut left: Vec<EnvIx> = run
        .plan
        .phase(phase)
        .iter()
        .filter(|step| !matches!(session.outlook.standing(*step), Standing::Done(_) | Standing::NotNeeded))
        .filter_map(|step| run.planned(step).environment)
        .collect();
    left.sort_unstable();
    left.dedup();
    let left = match left.len() {
        0 => String::new(),
        1 => "; 1 environment left".to_owned(),
        count => format!("; {count} environments left"),
    };
    (run.title(step), format!("about {about} min{left}"))
}
