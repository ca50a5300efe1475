//! What follows from a fact, beside the disk: judging the command, folding the fact, the outlook, the clocks, the record, and a
//! picture of a recording.
//! A migration is played to its end in memory, at several sizes; `cargo bench --bench facts`. Timings decide no test.

#![expect(clippy::disallowed_methods, reason = "it measures by the clock")]

use std::{
    error::Error,
    fmt::Write as _,
    sync::Arc,
    time::{Duration, Instant},
};

use acmove::{
    catalog,
    domain::{
        command::{Command, FileCondition, OfferedFile, StepCommand, VaultCheck},
        decide::decide,
        digest::Digest,
        event::{Event, Origin, ProcedureRef, Start},
        file_kind::FileKind,
        index::EnvIx,
        infrastructure::Side,
        outlook::Next,
        page::{Banner, EndDate, IntellectualProperty, LicensingPage},
        procedure::StepKind,
        record::Record,
        run::Run,
        timeline_entry::TimelineEntry,
    },
    engine::session::Session,
    report::data::Recorded,
    runtime::cast::{Cast, CastOptions},
    tui::draw::theme::Theme,
};
use jiff::{SignedDuration, Timestamp, tz::TimeZone};

/// Environments of the migrations that are played.
const SIZES: [usize; 4] = [5, 50, 200, 1000];

/// Small migrations are played again until so many facts were measured.
const FACTS: u32 = 2000;

/// So many facts in the middle of a migration are drawn for a recording.
const DRAWN: u32 = 400;

/// Time that was spent, by what it was spent on.
#[derive(Debug, Default, Clone, Copy)]
struct Spent {
    decide: Duration,
    /// The fold and the outlook.
    recorded: Duration,
    /// What is asked now, and the clocks.
    clocks: Duration,
    /// The sentence, and the record for the report.
    told: Duration,
    facts: u32,
    /// The screen of a recording.
    cast: Duration,
    drawn: u32,
}

impl Spent {
    /// Microseconds per fact: all together but the recording, each, and the recording.
    fn each(&self) -> [f64; 6] {
        let per = |time: Duration, facts: u32| time.as_secs_f64() * 1e6 / f64::from(facts.max(1));
        let parts = [self.decide, self.recorded, self.clocks, self.told].map(|time| per(time, self.facts));
        let [decide, recorded, clocks, told] = parts;
        [parts.iter().sum(), decide, recorded, clocks, told, per(self.cast, self.drawn)]
    }
}

fn main() -> Result<(), Box<dyn Error>> {
    println!("µs per fact      all   decide     fold   clocks   record     to 5     cast");
    let mut first = None;
    for size in SIZES {
        let mut spent = Spent::default();
        while spent.facts < FACTS {
            night(size, &mut spent)?;
        }
        let [all, decide, recorded, clocks, told, cast] = spent.each();
        let ratio = all / *first.get_or_insert(all);
        println!(
            "{size:>11} {all:>8.1} {decide:>8.1} {recorded:>8.1} {clocks:>8.1} {told:>8.1} {ratio:>7.1}x {cast:>8.1}"
        );
    }
    Ok(())
}

/// Plays a migration to its end; every fact is judged, folded and told as in the program.
fn night(environments: usize, spent: &mut Spent) -> Result<(), Box<dyn Error>> {
    let (mut session, mut at) = begin(environments)?;
    let mut record = Recorded::default();
    let wanted = CastOptions {
        folder: "bench".to_owned(),
        size: (100, 30),
        longest: Duration::from_secs(2),
        theme: Theme::bundled("dark")?,
        zone: TimeZone::UTC,
    };
    let mut cast = Cast::new(std::io::sink(), wanted);
    while session.outlook.next != Next::Nothing {
        at += SignedDuration::from_secs(1);
        let command = command(&session.run, session.outlook.next).ok_or("nobody can go on")?;
        let start = Instant::now();
        let event = decide(&session.run, &session.outlook, &command, at)?;
        let decided = Instant::now();
        let seq = session.run.facts + 1;
        let fact = Record { seq, at, by: "anna@desk".to_owned(), event, hash: Digest::ZERO };
        let built = Instant::now();
        session.recorded(&fact)?;
        let folded = Instant::now();
        std::hint::black_box((session.next_at(at), session.state_at(at), session.clocks(at)));
        let timed = Instant::now();
        std::hint::black_box(TimelineEntry::of(&fact, &session.run));
        record.take(&fact, &session.run);
        spent.told += timed.elapsed();
        spent.decide += decided - start;
        spent.recorded += folded - built;
        spent.clocks += timed - folded;
        spent.facts += 1;
        if session.outlook.phase(&session.run) > 1 && spent.drawn < DRAWN {
            let drawing = Instant::now();
            cast.take(&fact, &session.run)?;
            spent.cast += drawing.elapsed();
            spent.drawn += 1;
        }
    }
    std::hint::black_box(record);
    Ok(())
}

fn begin(environments: usize) -> Result<(Session, Timestamp), Box<dyn Error>> {
    let at: Timestamp = "2026-11-28T21:00:00Z".parse()?;
    let mut description = String::from(
        "name = \"ACME\"\nsource = \"8RV.WLK.3CO.BL2.IQC.MNO.QJ3.GUT\"\ntarget = \"K2D.0QX.7LM.ZP4.A8S.1RT.WQ9.B3N\"\n\
         module = \"ECT_Provider\"\nwindow = { start = \"2026-11-28T22:00:00+01:00\", end = \"2027-11-29T02:00:00+01:00\" }\n",
    );
    for place in 0..environments {
        let role = if place == 0 { "lifetime" } else { ["development", "test", "production"][place % 3] };
        let serial = format!("E{:02}-{:03}-Y6H-ZN0-3DF-V8P-2MX-W4J", place % 100, place / 100);
        let name = format!("Environment {place}");
        writeln!(description, "[[environment]]\nname = \"{name}\"\nrole = \"{role}\"\nserial = \"{serial}\"")?;
    }
    let edition = catalog::edition(catalog::DEFAULT_EDITION).ok_or("no edition")?;
    let procedure = Arc::new(catalog::procedure(edition.id, edition.text)?);
    let start = Start {
        zone: None,
        acmove: "bench".to_owned(),
        rehearsal: false,
        procedure: ProcedureRef { id: procedure.id.clone(), sha256: Digest::ZERO },
        infrastructure: catalog::infrastructure("bench", &description)?.infrastructure,
    };
    let event = Event::MigrationStarted(Box::new(start));
    let first = Record { seq: 1, at, by: "anna@desk".to_owned(), event, hash: Digest::ZERO };
    Ok((Session::begin(procedure, &first, "bench".to_owned())?, at))
}

/// What somebody does about what comes next, when all goes well.
fn command(run: &Run, next: Next) -> Option<Command> {
    let place = match next {
        Next::Requirement(place) => {
            return Some(Command::Answer { requirement: run.procedure.requirements[place].id.clone(), yes: true });
        }
        Next::Step(place) => place,
        Next::Decide(_)
        | Next::FirstUpload(_)
        | Next::Deadline
        | Next::Deployments
        | Next::Support
        | Next::EndOfNight
        | Next::BetweenNights
        | Next::TakeOver
        | Next::Nothing => {
            return None;
        }
    };
    let planned = run.planned(place);
    let is_begun = run.step(place).is_under_way();
    let evidence = Digest::of(planned.id.as_str().as_bytes());
    let finish = StepCommand::Finish { note: String::new() };
    let operation = match &run.definition(place).kind {
        StepKind::Obtain { .. } => {
            let serial = run.environment(planned.environment?).serial.as_ref()?;
            let name = format!("{serial}.lic");
            let file = OfferedFile { name, sha256: evidence, bytes: 1834, kind: FileKind::Unknown, is_practice: false };
            StepCommand::Keep { file, origin: Origin::Portal }
        }
        StepKind::Upload { .. } | StepKind::Republish { .. } if !is_begun => {
            StepCommand::Begin { vault: vault(run, planned.environment?) }
        }
        StepKind::Republish { .. } => StepCommand::Published,
        StepKind::Check { side, accept, .. } => {
            let page = page(run, planned.environment?, *side, accept.first().map_or("", String::as_str));
            StepCommand::Show { page: Box::new(page), evidence }
        }
        StepKind::Read
        | StepKind::Pause { .. }
        | StepKind::Act
        | StepKind::CodeCheck
        | StepKind::Resume
        | StepKind::Contact
        | StepKind::Upload { .. } => finish,
    };
    Some(Command::Step { step: planned.id.clone(), attempt: run.attempt(place), command: operation })
}

fn vault(run: &Run, environment: EnvIx) -> VaultCheck {
    let condition = |side| {
        let file = run.environment(environment).file(side);
        file.map_or(FileCondition::Absent, |file| FileCondition::Intact(file.sha256))
    };
    VaultCheck { source: condition(Side::Source), target: condition(Side::Target) }
}

fn page(run: &Run, environment: EnvIx, side: Side, value: &str) -> LicensingPage {
    LicensingPage {
        activation_code: Some(run.infrastructure.code(side).clone()),
        serial: run.environment(environment).serial.clone(),
        end_date: Some(EndDate::Never),
        banner: Banner::Valid,
        intellectual_property: Some(IntellectualProperty { limit: value.to_owned(), usage: value.to_owned() }),
        ..LicensingPage::default()
    }
}
