//! The night as data: for the infrastructure and each environment, what was done when, what was waited for, and which
//! license was there. The picture is drawn from it, and its text alternative is written from it.

use jiff::Timestamp;
use serde::Serialize;

use crate::domain::{
    chronicle::{Attempt, AttemptEnd, Chronicle, Shift, Wait},
    index::{EnvIx, StepIx},
    infrastructure::Side,
    procedure::StepKind,
    run::{Evidence, Holding, InstalledLicense, Run},
};

/// A night, from its first fact to its last.
#[derive(Debug, Clone, Serialize)]
pub struct TimelineChart {
    /// The first fact.
    pub from: Timestamp,
    /// The last fact.
    pub to: Timestamp,
    /// When deployments were paused.
    pub freezes: Vec<Span>,
    /// The window, where there is one.
    pub window: Option<Span>,
    /// The infrastructure first, then the environments in the order of the file.
    pub lanes: Vec<Lane>,
}

/// A time; without an end where it goes on.
#[derive(Debug, Clone, Copy, Serialize)]
pub struct Span {
    /// Since when.
    pub from: Timestamp,
    /// Until when.
    pub to: Option<Timestamp>,
}

/// The events in one environment, or in the infrastructure as a whole.
#[derive(Debug, Clone, Serialize)]
pub struct Lane {
    /// Its id; none for the infrastructure.
    pub environment: Option<String>,
    /// Its name.
    pub name: String,
    /// The steps and the waits.
    pub bars: Vec<Bar>,
    /// The known states of its license, and since when.
    pub licenses: Vec<Installed>,
    /// When it changed from one code to the other.
    pub changes: Vec<Change>,
}

/// Something that took time.
#[derive(Debug, Clone, Serialize)]
pub struct Bar {
    /// Its description.
    pub what: String,
    /// The step, where it was one.
    pub step: Option<String>,
    /// A letter for its kind.
    #[serde(skip)]
    pub letter: &'static str,
    /// Its time.
    #[serde(flatten)]
    pub span: Span,
    /// How it is drawn.
    pub is: Is,
    /// Whether only somebody's word says that it was done.
    pub claimed: bool,
}

/// The kind of a bar; later ones are drawn over earlier ones.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Is {
    /// It could not go on.
    Waiting,
    /// A step was begun and not done.
    NotDone,
    /// A person said that a step was done, or failed, and took that back.
    TakenBack,
    /// It was begun, and nobody said yet what became of it.
    UnderWay,
    /// A step was done.
    Working,
    /// A step of the rollback was done.
    RolledBack,
    /// An attempt failed.
    Failed,
}

/// The known license from a moment on.
#[derive(Debug, Clone, Copy, Serialize)]
pub struct Installed {
    /// Since when.
    pub at: Timestamp,
    /// Which it is.
    pub license: Code,
    /// Whether it was seen or said; none where nobody knows.
    pub license_is: Option<&'static str>,
}

/// A license, as it was known.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Code {
    /// Of the code moved from.
    Source,
    /// Of the code moved to.
    Target,
    /// Of another code.
    Foreign,
    /// Nobody knew; it may be the target's.
    MayBeTarget,
    /// Nobody knew.
    Unknown,
}

/// The moment at which an environment changed its code.
#[derive(Debug, Clone, Copy, Serialize)]
pub struct Change {
    /// To which code.
    pub to: Code,
    /// The record that was the first to say so.
    pub record: u64,
    /// When somebody said so; null where a page was the first to show it.
    pub said: Option<Timestamp>,
    /// When a page showed it; null where it was only said.
    pub seen: Option<Timestamp>,
}

impl TimelineChart {
    /// The night of a migration.
    pub fn of(run: &Run, chronicle: &Chronicle) -> Self {
        let mut lanes: Vec<Lane> =
            run.every_environment().map(|environment| lane(run, chronicle, environment)).collect();
        let whole = Lane {
            environment: None,
            name: "Infrastructure".to_owned(),
            bars: Vec::new(),
            licenses: Vec::new(),
            changes: Vec::new(),
        };
        lanes.insert(0, whole);
        for attempt in &chronicle.attempts {
            lanes[lane_of(run, Some(attempt.step))].bars.push(worked(run, attempt));
        }
        for wait in &chronicle.waits {
            lanes[lane_of(run, wait.step())].bars.push(waited(run, wait));
        }
        // Failures are drawn last, so that nothing hides them.
        for lane in &mut lanes {
            lane.bars.sort_by_key(|bar| bar.is);
        }
        Self {
            from: run.started,
            to: run.latest,
            freezes: chronicle.freezes.iter().map(|(from, to)| Span { from: *from, to: *to }).collect(),
            window: run.window.map(|window| Span { from: window.start, to: Some(window.end) }),
            lanes,
        }
    }
}

/// The lane of a step; what is about no environment is in the first.
fn lane_of(run: &Run, step: Option<StepIx>) -> usize {
    step.and_then(|step| run.planned(step).environment).map_or(0, |environment| environment.get() + 1)
}

fn worked(run: &Run, attempt: &Attempt) -> Bar {
    let Attempt { step, number, from, to, end, .. } = attempt;
    let again = if *number > 1 { format!(", attempt {number}") } else { String::new() };
    let is = match end {
        AttemptEnd::Failed => Is::Failed,
        AttemptEnd::Withdrawn => Is::NotDone,
        AttemptEnd::TakenBack => Is::TakenBack,
        AttemptEnd::Done(_) if run.plan.rollback().contains(*step) => Is::RolledBack,
        AttemptEnd::Done(_) => Is::Working,
        AttemptEnd::UnderWay => Is::UnderWay,
    };
    Bar {
        what: format!("{}{again}", run.title(*step)),
        step: Some(run.planned(*step).id.to_string()),
        letter: letter(&run.definition(*step).kind),
        span: Span { from: *from, to: *to },
        is,
        claimed: *end == AttemptEnd::Done(Evidence::Claimed),
    }
}

/// A letter for a kind of step; the legend of the picture names them.
const fn letter(kind: &StepKind) -> &'static str {
    match kind {
        StepKind::Obtain { .. } => "O",
        StepKind::Upload { .. } => "U",
        StepKind::Check { .. } => "C",
        StepKind::Republish { .. } => "T",
        StepKind::Pause { .. } => "P",
        StepKind::Resume => "R",
        StepKind::Contact => "S",
        StepKind::Read | StepKind::Act | StepKind::CodeCheck => "",
    }
}

fn waited(run: &Run, wait: &Wait) -> Bar {
    Bar {
        what: wait.words(run),
        step: None,
        letter: "",
        span: Span { from: wait.from, to: wait.to },
        is: Is::Waiting,
        claimed: false,
    }
}

fn lane(run: &Run, chronicle: &Chronicle, environment: EnvIx) -> Lane {
    let shifts = chronicle.licenses.get(environment.get()).map_or(&[][..], Vec::as_slice);
    Lane {
        environment: Some(run.described(environment).id.to_string()),
        name: run.described(environment).name.clone(),
        bars: Vec::new(),
        licenses: shifts.iter().map(installed).collect(),
        changes: changes(shifts),
    }
}

fn installed(shift: &Shift) -> Installed {
    let InstalledLicense { holding, target_possible } = shift.license;
    let (license, license_is) = match holding {
        Holding::Side(side, evidence) => (Code::of(side), Some(evidence.word())),
        Holding::Foreign => (Code::Foreign, Some(Evidence::Verified.word())),
        Holding::Unknown if target_possible => (Code::MayBeTarget, None),
        Holding::Unknown => (Code::Unknown, None),
    };
    Installed { at: shift.at, license, license_is }
}

/// The changes of code. A claim counts as seen only where nothing came between it and the page: an upload that was reported
/// as done, and is begun again, was not done.
fn changes(shifts: &[Shift]) -> Vec<Change> {
    // The migration is about moving away from the source: that it is there is no change.
    let (mut seen, mut said) = (Side::Source, None);
    let mut changes: Vec<Change> = Vec::new();
    for Shift { at, seq, license } in shifts {
        match license.holding {
            Holding::Side(side, Evidence::Claimed) if side != seen => {
                said = Some(side);
                changes.push(Change { to: Code::of(side), record: *seq, said: Some(*at), seen: None });
            }
            Holding::Side(side, Evidence::Verified) => {
                match changes.last_mut().filter(|_| said.take() == Some(side)) {
                    Some(change) => change.seen = Some(*at),
                    None if side != seen => {
                        changes.push(Change { to: Code::of(side), record: *seq, said: None, seen: Some(*at) });
                    }
                    None => {}
                }
                seen = side;
            }
            Holding::Side(_, Evidence::Claimed) | Holding::Unknown | Holding::Foreign => said = None,
        }
    }
    changes
}

impl Code {
    const fn of(side: Side) -> Self {
        match side {
            Side::Source => Self::Source,
            Side::Target => Self::Target,
        }
    }

    /// Its label.
    pub const fn label(self) -> &'static str {
        match self {
            Self::Source => "AAA",
            Self::Target => "BBB",
            Self::Foreign => "another code",
            Self::MayBeTarget => "possibly BBB",
            Self::Unknown => "not known",
        }
    }
}
