//! Judges a fact again, in the state before it: whether the rules could have let it be recorded. A journal that somebody wrote
//! by hand has right hashes too; its facts need not follow from each other.
//!
//! Facts of earlier builds were judged by the rules of then. Where those are known (`run::legacy`), they are asked; where they
//! are not, that is the answer. A rule that changes here has to be looked at for facts that were recorded before.

mod command;
mod form;

pub use self::command::ReadMessage;
use self::{
    command::commands,
    form::{is_of_then, is_same, is_same_but_for_what_was_not_told},
};
use super::{
    check::{CheckRow, Outcome, outcome},
    decide::decide,
    event::Event,
    index::EnvIx,
    outlook::Outlook,
    page::LicensingPage,
    plan::StepId,
    record::Record,
    refusal::Refusal,
    run::Run,
    sentence::sentence,
};

/// What judging a fact again has shown.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Verdict {
    /// The rules let it be recorded, as it is.
    Same,
    /// The rules of an earlier build let it be recorded, as far as they are known; what is not known of them, where that matters.
    Then(Option<&'static str>),
    /// The program only saw it, or refused something: no rule says whether that was so.
    NotJudged,
    /// It could not have been recorded, for this reason.
    Impossible(String),
}

/// A fact that was judged again.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Judged {
    /// By the rules of today.
    pub today: Verdict,
    /// Where an earlier build may have recorded it.
    pub then: Verdict,
    /// Whether an earlier build must have recorded it, and so all before it: facts of today say more.
    pub is_of_then: bool,
}

/// Why the rules of today do not let a fact be recorded as it is.
enum Objection {
    Refused(Refusal),
    Otherwise(Event),
}

/// Judges a fact again, in the state before it.
pub fn judge_again(run: &Run, outlook: &Outlook, record: &Record<Event>, read: ReadMessage) -> Judged {
    let is_of_then = is_of_then(run, record);
    if let Some(why) = names_what_never_was(run, &record.event) {
        let impossible = Verdict::Impossible(why);
        return Judged { today: impossible.clone(), then: impossible, is_of_then };
    }
    let mut objection = None;
    for command in commands(run, &record.event, read) {
        match decide(run, outlook, &command, record.at) {
            Ok(event) if is_same(&event, &record.event) => {
                return Judged { today: Verdict::Same, then: Verdict::Same, is_of_then };
            }
            Ok(event) => objection = Some(Objection::Otherwise(event)),
            Err(refusal) => objection = Some(Objection::Refused(refusal)),
        }
    }
    let Some(objection) = objection else {
        return Judged { today: Verdict::NotJudged, then: Verdict::NotJudged, is_of_then };
    };
    let is_of_then = is_of_then || is_begun_then(run, &objection);
    let today = Verdict::Impossible(words(run, &objection));
    let then = then(run, record, &objection).unwrap_or_else(|| today.clone());
    Judged { today, then, is_of_then }
}

/// Whether BBB was begun in a window that was too short for it, and nobody was asked: the builds that asked nobody named no zone.
const fn is_begun_then(run: &Run, objection: &Objection) -> bool {
    run.zone.is_none() && matches!(objection, Objection::Refused(Refusal::WindowTooShort(_)))
}

/// An attempt or a file that a fact names, which no fact before it has: whoever saw it, it was not there.
fn names_what_never_was(run: &Run, event: &Event) -> Option<String> {
    if let Event::CommandEnded { step, attempt, .. } = event {
        let last = run.attempt(run.plan.index(step)?);
        return (*attempt == 0 || *attempt > last)
            .then(|| format!("It names attempt {attempt}, but the next attempt was {last}."));
    }
    if let Event::VaultDamaged { environment, side, .. } = event {
        let known = run.environment(run.position(environment)?);
        return known.file(*side).is_none().then(|| "No such file was in the vault.".to_owned());
    }
    if matches!(event, Event::StepsReopened(again) if again.steps.is_empty()) {
        return Some("It names no step.".to_owned());
    }
    let is_of_lifetime = matches!(event, Event::Watched { .. } | Event::DeploymentSeen { .. });
    (is_of_lifetime && run.infrastructure.lifetime.is_none())
        .then(|| "This migration has no LifeTime address, so LifeTime was not watched.".to_owned())
}

fn words(run: &Run, objection: &Objection) -> String {
    match objection {
        Objection::Refused(refusal) => refusal.to_string(),
        Objection::Otherwise(event) => format!("By the rules it should be: {}", sentence(run, event)),
    }
}

/// What an earlier build made of a fact, as far as its rules are known; `None` where it could not have recorded it either.
fn then(run: &Run, record: &Record<Event>, objection: &Objection) -> Option<Verdict> {
    if let Objection::Otherwise(event) = objection
        && is_same_but_for_what_was_not_told(event, &record.event)
    {
        return Some(Verdict::Then(None));
    }
    match (&record.event, objection) {
        (Event::LicenseKept { .. }, Objection::Otherwise(_)) => {
            Some(Verdict::Then(Some("whether a page had shown before that the saved license is AAA")))
        }
        (Event::PagePassed { step, page, rows, .. } | Event::PageFailed { step, page, rows, .. }, _) => {
            let is_known = match objection {
                Objection::Refused(Refusal::OldPage(_)) => Some("whether the page was older than the upload"),
                Objection::Refused(Refusal::PageIncomplete(_)) | Objection::Otherwise(_) => None,
                Objection::Refused(_) => return None,
            };
            let compared = rows_then(run, step, page, record)?;
            let fits = rows.as_ref().is_none_or(|rows| *rows == compared) && is_result(&record.event, &compared);
            fits.then_some(Verdict::Then(is_known))
        }
        (Event::PageSeen { .. }, Objection::Refused(Refusal::OldPage(_)) | Objection::Otherwise(_)) => {
            Some(Verdict::Then(Some("which steps the page reopened, and whether it was older than the upload")))
        }
        (Event::ValueClaimed { .. }, Objection::Refused(Refusal::PageSaysOtherwise { .. })) => {
            Some(Verdict::Then(Some("whether the page contradicted the claim")))
        }
        (Event::ModulePublished { message: Some(_), .. }, _) => {
            Some(Verdict::Then(Some("whether the message was one of a success")))
        }
        (Event::StepBegun { .. }, _) if is_begun_then(run, objection) => Some(Verdict::Then(None)),
        (Event::StepBegun { .. } | Event::CommandStarted { .. }, Objection::Refused(Refusal::Disproved { .. })) => {
            Some(Verdict::Then(Some("whether a page had disproved the license file")))
        }
        _ => None,
    }
}

/// The comparison of a page as earlier builds made it.
fn rows_then(run: &Run, step: &StepId, page: &LicensingPage, record: &Record<Event>) -> Option<Vec<CheckRow>> {
    let step = run.plan.index(step)?;
    let environment: EnvIx = run.planned(step).environment?;
    run.rows_then(step, page, run.environment(environment).serial.as_ref(), record.at)
}

/// Whether a fact is the result of a comparison.
fn is_result(event: &Event, rows: &[CheckRow]) -> bool {
    match (event, outcome(rows)) {
        (Event::PagePassed { .. }, Outcome::Passed) => true,
        (Event::PageFailed { not_accepted, asks: false, .. }, found @ (Outcome::Differs | Outcome::NotAccepted)) => {
            *not_accepted == (found == Outcome::NotAccepted)
        }
        _ => false,
    }
}
