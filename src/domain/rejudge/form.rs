//! The form of a fact: what it says, and what facts of earlier builds do not say.

use super::super::{
    check::{CheckRow, compare},
    event::{Event, PageTells, StepsReopened, WentOn},
    index::StepIx,
    page::LicensingPage,
    procedure::StepKind,
    record::Record,
    run::Run,
};

/// Whether an earlier build must have recorded a fact: it does not say what every fact of today says, or says it as it was said
/// then.
pub(super) fn is_of_then(run: &Run, record: &Record<Event>) -> bool {
    let says_less = matches!(
        record.event,
        Event::PagePassed { rows: None, .. }
            | Event::PageFailed { rows: None, .. }
            | Event::PageFailed { rejects: None, .. }
            | Event::PageSeen { reopens: None, .. }
            | Event::StepsReopened(StepsReopened { withdraws: None, .. })
    );
    let (Event::PagePassed { step, page, rows: Some(rows), .. }
    | Event::PageFailed { step, page, rows: Some(rows), .. }) = &record.event
    else {
        return says_less;
    };
    says_less || run.plan.index(step).is_some_and(|step| is_compared_then(run, step, page, rows, record))
}

/// Whether rows are those of the comparison of then, and not those of today.
fn is_compared_then(run: &Run, step: StepIx, page: &LicensingPage, rows: &[CheckRow], record: &Record<Event>) -> bool {
    let StepKind::Check { side, accept, .. } = &run.definition(step).kind else { return false };
    let Some(environment) = run.planned(step).environment else { return false };
    let serial = run.environment(environment).serial.as_ref();
    let today = compare(page, &run.expected(environment, *side, accept, record.at));
    today != rows && run.rows_then(step, page, serial, record.at).is_some_and(|then| then == rows)
}

/// Whether a fact says what the rules of today make of it.
pub(super) fn is_same(judged: &Event, recorded: &Event) -> bool {
    match (judged, recorded) {
        // Until when a rollback had to begin is worked out when it is asked, a moment before it is recorded.
        (Event::WentOn(WentOn { reason: judged, .. }), Event::WentOn(WentOn { reason: recorded, .. })) => {
            judged == recorded
        }
        _ => judged == recorded,
    }
}

/// The same, where a fact of an earlier build does not say everything.
pub(super) fn is_same_but_for_what_was_not_told(judged: &Event, recorded: &Event) -> bool {
    let mut judged = judged.clone();
    match (&mut judged, recorded) {
        (Event::PagePassed { rows, .. }, Event::PagePassed { rows: None, .. }) => *rows = None,
        (
            Event::PageFailed { rows, rejects, tells, .. },
            Event::PageFailed { rows: told_rows, rejects: told_rejects, tells: told, .. },
        ) => {
            *rows = rows.take().filter(|_| told_rows.is_some());
            *rejects = rejects.filter(|_| told_rejects.is_some());
            forget(tells, *told);
        }
        (
            Event::PageSeen { reopens, confirms, tells, .. },
            Event::PageSeen { reopens: told_reopens, confirms: told_confirms, tells: told, .. },
        ) => {
            *reopens = reopens.take().filter(|_| told_reopens.is_some());
            if told_confirms.is_empty() {
                confirms.clear();
            }
            forget(tells, *told);
        }
        (Event::StepBegun { vault, .. }, Event::StepBegun { vault: None, .. }) => *vault = None,
        (Event::StepsReopened(again), Event::StepsReopened(told)) if told.withdraws.is_none() => {
            // What is reopened with a word that is taken back comes after the rest.
            again.steps.truncate(told.steps.len());
            again.withdraws = None;
        }
        _ => {}
    }
    is_same(&judged, recorded)
}

fn forget(tells: &mut PageTells, told: PageTells) {
    if told == PageTells::default() {
        *tells = told;
    }
}
