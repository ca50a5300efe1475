//! What was tried, in the text for Support: the last facts about the steps in trouble, and the decisions about them.

use super::{
    super::{event::FactKind, index::StepIx, outlook::Hold, run::Run, timeline_entry::TimelineEntry},
    trouble::{request, troubled},
};

/// The most facts that are told.
const MOST: usize = 12;

/// The last facts about what is asked, the oldest first, with how many came before them.
pub(super) fn tried(run: &Run, holds: &[Hold], told: &[&TimelineEntry]) -> Vec<String> {
    let asked = holds.iter().filter(|hold| !request(hold).is_empty());
    let steps: Vec<StepIx> = asked.flat_map(|hold| troubled(run, hold)).collect();
    let is_about = |fact: &&&TimelineEntry| match fact.kind {
        FactKind::Failed => true,
        FactKind::Decision => fact.overrides || fact.step.is_some() || fact.environment.is_some(),
        FactKind::Verified | FactKind::Claimed | FactKind::Refused | FactKind::Other => {
            fact.step.is_some_and(|step| steps.contains(&step))
        }
        FactKind::Note => false,
    };
    let all: Vec<&&TimelineEntry> = told.iter().filter(is_about).collect();
    let earlier = all.len().saturating_sub(MOST);
    let more = (earlier > 0).then(|| format!("- {earlier} earlier events are in the report"));
    let line =
        |fact: &&TimelineEntry| format!("- {}, {}: {}", run.told(fact.at), fact.by, fact.sentence.replace('\n', " "));
    more.into_iter().chain(all[earlier..].iter().map(|fact| line(fact))).collect()
}
