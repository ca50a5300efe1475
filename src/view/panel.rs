//! Known facts of an environment, in marks and a few words: the same for panels, the page of environments and line mode.

use super::{
    mark::Mark,
    pointed::{PointedAt, pointed_at},
    text::{Tone, columns},
};
use crate::{
    domain::{
        index::{EnvIx, StepIx},
        infrastructure::Side,
        outlook::{Gate, Standing},
        pointing::Field,
        procedure::StepKind,
        run::{Course, Evidence, Holding, Proof, Republished},
        sight::Sight,
    },
    engine::session::Session,
};

/// Something that is known, or not: a mark, what it means, and a word.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PanelFact {
    /// Its mark.
    pub mark: Mark,
    /// Its meaning.
    pub tone: Tone,
    /// A word; empty where the mark says it all.
    pub word: String,
    /// Who points at it, with the sign of that.
    pub by: Option<String>,
}

/// The known facts of an environment.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Panel {
    /// Of which code the installed license is.
    pub license: PanelFact,
    /// The backup in the vault.
    pub backup: PanelFact,
    /// What was found of it, and when, where that was not now; empty elsewhere.
    pub found: String,
    /// The value of *Intellectual Property*.
    pub intellectual_property: PanelFact,
    /// Whether the test republish succeeded.
    pub republished: PanelFact,
    /// The step to do there.
    pub step: PanelFact,
    /// When it is its turn, in front of it: now, or next here; empty where that says nothing.
    pub lead: &'static str,
    /// The same in a few words.
    pub short: String,
    /// The same in one word.
    pub brief: &'static str,
    /// Who points at the environment, or at a part of it.
    pub pointed: Option<PointedAt>,
}

impl PanelFact {
    fn new(mark: Mark, tone: Tone, word: impl Into<String>) -> Self {
        Self { mark, tone, word: word.into(), by: None }
    }

    fn nothing() -> Self {
        Self::new(Mark::Nothing, Tone::Quiet, "")
    }

    fn by(evidence: Evidence, word: impl Into<String>) -> Self {
        let (mark, tone) = match evidence {
            Evidence::Verified => (Mark::Verified, Tone::Good),
            Evidence::Claimed => (Mark::Claimed, Tone::Claimed),
        };
        Self::new(mark, tone, word)
    }

    /// What was known before the damage of a journal, and is not known any more; what is bad stays so.
    fn if_known(self, session: &Session) -> Self {
        if !session.is_damaged() || self.mark == Mark::Failed {
            return self;
        }
        Self { mark: Mark::Unknown, tone: Tone::Quiet, ..self }
    }

    /// The same as a field that somebody may point at.
    fn pointed(self, at: Option<&PointedAt>, field: Field) -> Self {
        Self { by: at.filter(|at| at.is_at(field)).map(|at| at.by.clone()), ..self }
    }

    /// Word and mark, spelled out.
    pub fn in_words(&self) -> String {
        match self.mark {
            mark if self.word.is_empty() || self.word == mark.name() => mark.name().to_owned(),
            mark => format!("{} ({})", self.word, mark.name()),
        }
    }
}

impl Panel {
    /// The known facts of an environment.
    pub fn of(session: &Session, place: EnvIx) -> Self {
        let (step, brief) = if session.is_damaged() { not_known() } else { step(session, place) };
        let short = if session.is_damaged() { None } else { short(session, place, brief) };
        let short = short.unwrap_or_else(|| step.word.clone());
        let pointed = pointed_at(session, place);
        let at = pointed.as_ref();
        let property = intellectual_property(session, place).if_known(session);
        Self {
            license: license(session, place).pointed(at, Field::License),
            backup: backup(session, place).if_known(session).pointed(at, Field::Backup),
            found: found(session, place),
            intellectual_property: property.pointed(at, Field::IntellectualProperty),
            republished: republished(session, place).if_known(session).pointed(at, Field::Republished),
            lead: lead(&step),
            step: step.pointed(at, Field::Next),
            short,
            brief,
            pointed,
        }
    }

    /// The step to do there, in as many words as fit into `room` columns; without a word where none fits.
    pub fn step_in(&self, room: usize) -> PanelFact {
        let words = [self.step.word.as_str(), &self.short, self.brief];
        let led = [words[0], words[1]].map(|word| format!("{}{word}", self.lead));
        let mut words = led.iter().map(String::as_str).chain(words);
        let word = words.find(|word| columns(word) <= room).unwrap_or_default();
        PanelFact { word: word.to_owned(), ..self.step.clone() }
    }

    /// Who points at a field, behind its words; without a field, at the environment itself.
    pub fn points_at(&self, field: Option<Field>) -> String {
        let is_meant = |at: &&PointedAt| field.map_or(at.field.is_none(), |field| at.is_at(field));
        self.pointed.as_ref().filter(is_meant).map_or_else(String::new, |at| format!(" {}", at.by))
    }

    /// Everything in a sentence, without marks.
    pub fn in_words(&self) -> String {
        let told = |fact: &PanelFact, name: &str, nothing: &str, words: String| {
            if fact.mark == Mark::Nothing { nothing.to_owned() } else { format!("{name} {words}") }
        };
        let property = &self.intellectual_property;
        [
            format!("license {}", self.license.in_words()),
            told(&self.backup, "backup", "no backup yet", self.backup_in_words()),
            told(property, PROPERTY, "Intellectual Property not read yet", property.in_words()),
            told(&self.republished, "test publish", "no test publish yet", self.republished.in_words()),
            self.step.word.clone(),
        ]
        .into_iter()
        .chain(self.pointed.as_ref().map(PointedAt::words))
        .collect::<Vec<_>>()
        .join("; ")
    }

    /// The backup, with what was found of it.
    fn backup_in_words(&self) -> String {
        let is_good = matches!(self.backup.mark, Mark::Verified | Mark::Kept);
        let words = if is_good { self.backup.word.clone() } else { self.backup.in_words() };
        if self.found.is_empty() { words } else { format!("{words}, {}", self.found) }
    }
}

/// The name of the feature.
pub(super) const PROPERTY: &str = "Intellectual Property";

/// Of which code the license of an environment is; a license that its page calls invalid is never shown as fine.
pub fn license(session: &Session, environment: EnvIx) -> PanelFact {
    license_then(session, environment).if_known(session)
}

fn license_then(session: &Session, environment: EnvIx) -> PanelFact {
    let license = session.run.environment(environment).license;
    match license.holding {
        Holding::Side(side, _) if session.run.shows_invalid_license(environment) => {
            PanelFact::new(Mark::Failed, Tone::Bad, side.label())
        }
        // The page shows the code, and does not say that the license is valid.
        Holding::Side(side, Evidence::Verified) if !session.run.shows_valid_license(environment) => {
            PanelFact::by(Evidence::Claimed, side.label())
        }
        Holding::Side(side, evidence) => PanelFact::by(evidence, side.label()),
        Holding::Foreign => PanelFact::new(Mark::Failed, Tone::Bad, "other"),
        // Nobody knows, and it may be BBB: every rollback counts it.
        Holding::Unknown if license.target_possible => PanelFact::new(Mark::Unknown, Tone::Caution, "BBB"),
        Holding::Unknown => PanelFact::new(Mark::Unknown, Tone::Quiet, "unknown"),
    }
}

/// What was found of a backup that is not lost, where nobody looks now: when its bundle was packed, or never.
fn found(session: &Session, environment: EnvIx) -> String {
    let is_kept = !session.looks_now() && session.run.environment(environment).backup.is_some();
    match session.sight(environment, Side::Source) {
        sight @ (Sight::Intact | Sight::NotLooked) if is_kept => sight_words(session, &sight),
        Sight::Intact | Sight::NotLooked | Sight::Unreadable(_) | Sight::Absent | Sight::Changed(_) => String::new(),
    }
}

/// What was found of a file, and when that was, where nobody looks now.
pub fn sight_words(session: &Session, sight: &Sight) -> String {
    let when = session.when_packed();
    match sight {
        Sight::NotLooked => "not looked at".to_owned(),
        Sight::Intact => format!("verified{when}"),
        Sight::Unreadable(_) => format!("NOT READABLE{when}"),
        Sight::Absent | Sight::Changed(_) => format!("LOST{when}"),
    }
}

/// The backup: kept, until somebody looked and found it otherwise; proved, or disproved, by the page after an upload of it.
/// Nothing is proved where nobody looked.
fn backup(session: &Session, environment: EnvIx) -> PanelFact {
    let Some(file) = &session.run.environment(environment).backup else { return PanelFact::nothing() };
    let sight = session.sight(environment, Side::Source);
    let then = || sight_words(session, &sight);
    match sight {
        Sight::Intact | Sight::NotLooked => {}
        Sight::Unreadable(_) if !session.looks_now() => return PanelFact::new(Mark::Unknown, Tone::Bad, then()),
        Sight::Absent | Sight::Changed(_) if !session.looks_now() => {
            return PanelFact::new(Mark::Failed, Tone::Bad, then());
        }
        // Who may not read it knows nothing of it.
        Sight::Unreadable(_) => return PanelFact::new(Mark::Unknown, Tone::Bad, "unread"),
        Sight::Absent => return PanelFact::new(Mark::Failed, Tone::Bad, "not there now"),
        Sight::Changed(_) => return PanelFact::new(Mark::Failed, Tone::Bad, "not what was kept"),
    }
    if session.run.environment(environment).proof(Side::Source) == Some(Proof::Disproved) {
        return PanelFact::new(Mark::Failed, Tone::Bad, "wrong");
    }
    // It is intact, and its own page said that it is of no use.
    let page = session.run.environment(environment).page.as_ref();
    let is_refused = page.is_some_and(|page| {
        session.run.needs_another_license(environment)
            && session.run.environment(environment).uploaded == Some((Side::Source, file.sha256))
            && page.activation_code.as_ref() == Some(session.run.infrastructure.code(Side::Source))
    });
    if is_refused {
        return PanelFact::new(Mark::Failed, Tone::Bad, "refused");
    }
    match session.run.environment(environment).proof(Side::Source) {
        Some(Proof::Yes) if sight == Sight::Intact => PanelFact::new(Mark::Verified, Tone::Good, PROVED),
        Some(Proof::Yes) => PanelFact::new(Mark::Kept, Tone::Plain, PROVED),
        Some(Proof::No | Proof::Disproved) | None => PanelFact::new(Mark::Kept, Tone::Plain, Mark::Kept.name()),
    }
}

/// The word for a backup that was uploaded, and whose page then showed AAA.
const PROVED: &str = "proved";

fn intellectual_property(session: &Session, environment: EnvIx) -> PanelFact {
    let run = &session.run;
    let Some(reading) = &run.environment(environment).intellectual_property else { return PanelFact::nothing() };
    let Holding::Side(side, _) = run.environment(environment).license.holding else {
        return PanelFact::by(reading.evidence, &reading.value);
    };
    // Compared with the value that the installed license must have, whatever became of the step that checked it.
    let refused = run.plan.steps_of(Some(environment)).iter().any(|step| {
        matches!(&run.definition(*step).kind, StepKind::Check { side: checked, accept, .. }
            if *checked == side && !accept.is_empty() && !accept.contains(&reading.value))
    });
    if refused {
        return PanelFact::new(Mark::Failed, Tone::Bad, &reading.value);
    }
    PanelFact::by(reading.evidence, &reading.value)
}

fn republished(session: &Session, environment: EnvIx) -> PanelFact {
    match session.run.environment(environment).republished {
        Republished::No => PanelFact::nothing(),
        Republished::Yes(evidence) => PanelFact::by(evidence, ""),
        Republished::Failed => PanelFact::new(Mark::Failed, Tone::Bad, "failed"),
    }
}

/// When it is the turn of a step that can be done.
fn lead(step: &PanelFact) -> &'static str {
    match (step.mark == Mark::Now, step.tone == Tone::Now, step.tone == Tone::Plain) {
        (true, true, _) => "now: ",
        (false, _, true) => "next: ",
        (true | false, ..) => "",
    }
}

/// Whatever is to be done in an environment of which only the past is known.
fn not_known() -> (PanelFact, &'static str) {
    (PanelFact::new(Mark::Unknown, Tone::Quiet, "not known what is to be done"), "not known")
}

fn step(session: &Session, place: EnvIx) -> (PanelFact, &'static str) {
    let run = &session.run;
    if let Course::Stopped { step } = run.course
        && run.planned(step).environment == Some(place)
    {
        let title = run.fill(&run.definition(step).title, step);
        return (PanelFact::new(Mark::Failed, Tone::Bad, format!("stopped the migration: {title}")), "failed");
    }
    let Some(step) = session.outlook.step_of(run, Some(place)) else { return waits(session, place) };
    let title = run.fill(&run.definition(step).title, step);
    let brief = brief(&run.definition(step).kind);
    if session.running_at(step).is_some() {
        return (PanelFact::new(Mark::Started, Tone::Now, format!("command running: {title}")), "running");
    }
    match session.outlook.standing(step) {
        Standing::Begun => {
            (PanelFact::new(Mark::Started, Tone::Caution, format!("started, not confirmed: {title}")), "started")
        }
        Standing::Failed => (PanelFact::new(Mark::Failed, Tone::Bad, format!("not passed: {title}")), "failed"),
        Standing::Collected => (PanelFact::new(Mark::Held, Tone::Bad, format!("for Support: {title}")), "Support"),
        Standing::Reopened => {
            let mark = if session.next().step() == Some(step) { Mark::Now } else { Mark::Nothing };
            (PanelFact::new(mark, Tone::Caution, format!("again: {title}")), "again")
        }
        Standing::Postponed => {
            (PanelFact::new(Mark::LeftOut, Tone::Caution, format!("left out for now: {title}")), "left out")
        }
        Standing::Open | Standing::Waiting(_) | Standing::Done(_) | Standing::NotNeeded => {
            // One step is now; what else can be done is next in its environment.
            let is_now = session.next().step() == Some(step);
            let (mark, tone) = if is_now { (Mark::Now, Tone::Now) } else { (Mark::Nothing, Tone::Plain) };
            (PanelFact::new(mark, tone, title), brief)
        }
    }
}

/// A step in a few words: what is done, with which license.
fn short(session: &Session, place: EnvIx, brief: &str) -> Option<String> {
    let step = session.outlook.step_of(&session.run, Some(place))?;
    let kind = &session.run.definition(step).kind;
    let side = kind.side_of_license().map_or_else(String::new, |side| format!(" {}", side.label()));
    let what = format!("{}{side}", self::brief(kind));
    let is_open = brief == self::brief(kind);
    Some(if is_open { what } else { format!("{}: {what}", brief.trim_end_matches('?')) })
}

const fn brief(kind: &StepKind) -> &'static str {
    match kind {
        StepKind::Obtain { .. } => "obtain",
        StepKind::Upload { .. } => "upload",
        StepKind::Check { .. } => "check",
        StepKind::Republish { .. } => "publish",
        StepKind::CodeCheck => "check modules",
        StepKind::Read | StepKind::Pause { .. } | StepKind::Act | StepKind::Resume | StepKind::Contact => "to do",
    }
}

/// Why there is nothing to do in an environment: its first step that waits says so.
fn waits(session: &Session, place: EnvIx) -> (PanelFact, &'static str) {
    let run = &session.run;
    let steps = run.plan.steps_of(Some(place)).iter();
    let gate = steps.map(|step| session.outlook.standing(*step)).find_map(|standing| match standing {
        Standing::Waiting(gate) if *gate != Gate::NotRollingBack && *gate != Gate::RollingBack => Some(*gate),
        Standing::Waiting(_)
        | Standing::Open
        | Standing::Begun
        | Standing::Done(_)
        | Standing::Failed
        | Standing::Collected
        | Standing::NotNeeded
        | Standing::Reopened
        | Standing::Postponed => None,
    });
    let quiet = |word: String| PanelFact::new(Mark::Nothing, Tone::Quiet, word);
    let held = |word: &str| PanelFact::new(Mark::Held, Tone::Caution, word);
    match gate {
        None if matches!(run.course, Course::Stopped { .. }) => (held("on hold: the migration is stopped"), "held"),
        None if matches!(run.course, Course::Back { .. }) && !run.environment(place).in_rollback => {
            (quiet("not touched".to_owned()), "")
        }
        None => (quiet("nothing left to do".to_owned()), ""),
        Some(Gate::LineStopped(_)) => (held("on hold: the migration is stopped"), "held"),
        Some(Gate::Support) => (held("waits for Support"), "waits"),
        Some(Gate::Backup) => (held("no backup to restore"), "backup"),
        Some(Gate::BetweenNights) => (held("stopped for today"), "held"),
        Some(Gate::Deployment) => (held("on hold: a deployment during the pause"), "held"),
        Some(Gate::OnTarget) => (held("on BBB: only a rollback uploads AAA"), "held"),
        Some(Gate::Abandoned) => (quiet("the migration was given up".to_owned()), ""),
        Some(Gate::Phase(phase)) if has_done(session, place, phase) => {
            (quiet("waits for the others".to_owned()), "waits")
        }
        Some(Gate::Phase(phase)) => (quiet(format!("waits for {}", run.phase(phase).title)), "waits"),
        Some(Gate::Environment(other)) => (quiet(format!("waits for {}", run.described(other).name)), "waits"),
        Some(Gate::Requirements | Gate::Step(_) | Gate::NotRollingBack | Gate::RollingBack) => {
            (quiet("waits".to_owned()), "waits")
        }
    }
}

/// Whether an environment has done all its steps of a phase.
fn has_done(session: &Session, place: EnvIx, phase: usize) -> bool {
    let run = &session.run;
    let is_done = |step: &StepIx| matches!(session.outlook.standing(*step), Standing::Done(_) | Standing::NotNeeded);
    let mut own = run.plan.steps_of(Some(place)).iter().filter(|step| run.planned(**step).phase == phase).peekable();
    own.peek().is_some() && own.all(is_done)
}
