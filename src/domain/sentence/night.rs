//! Sentences about a night in parts.

use super::super::{event::Event, run::Run};

/// That deployments are resumed for today, paused again, or resumed for good; and the number of Support's case.
pub(super) fn words(run: &Run, event: &Event) -> String {
    if let Event::NightEnded(ended) = event {
        let mixed = run.mixed_words().map_or_else(String::new, |mixed| format!(" Mixed codes: {mixed}"));
        return format!("Deployments resumed, stopped for today.{mixed} Reason: {}", ended.reason);
    }
    if let Event::DeploymentsResumed(resumed) = event {
        return format!("Deployments resumed. Reason: {}", resumed.reason);
    }
    if let Event::CaseNumbered(numbered) = event {
        return format!("Case number of Support: {}.", numbered.case);
    }
    "The migration continues. Deployments have to be paused again first.".to_owned()
}
