//! Attempts at steps: when they began, how they ended, and what they took.

use std::collections::BTreeMap;

use jiff::SignedDuration;

use super::{
    super::{
        event::Event,
        index::StepIx,
        record::Record,
        run::{Progress, Run},
    },
    Chronicle,
    entry::{Attempt, AttemptEnd},
};

impl Chronicle {
    /// Follows the steps: what is begun, and what is over. The answer says whether something was closed.
    pub(super) fn attempted(&mut self, record: &Record<Event>, step: Option<StepIx>, run: &Run) -> bool {
        let closing = step.filter(|step| run.step(*step).attempts > self.closed[step.get()]);
        if let Some(step) = closing {
            self.close(step, record, run);
        }
        // An attempt that is no longer under way, and was not closed, was given up.
        let attempts = &mut self.attempts;
        self.open.retain(|index| {
            let attempt = &mut attempts[*index];
            let goes_on = run.step(attempt.step).is_under_way();
            if !goes_on {
                (attempt.to, attempt.end, attempt.seq) = (Some(run.latest), AttemptEnd::Withdrawn, record.seq);
                attempt.by.clone_from(&record.by);
            }
            goes_on
        });
        let begun = step.filter(|step| run.step(*step).begun == Some(record.at) && closing.is_none());
        if let Some(step) = begun.filter(|step| self.opened(*step).is_none()) {
            self.open.push(self.attempts.len());
            self.attempts.push(Attempt {
                step,
                number: run.attempt(step),
                from: run.latest,
                to: None,
                end: AttemptEnd::UnderWay,
                seq: record.seq,
                by: record.by.clone(),
                is_measured: true,
            });
        }
        closing.is_some()
    }

    /// Takes note of the words that a fact takes back.
    pub(super) fn withdrawn(&mut self, record: &Record<Event>, run: &Run) {
        let Event::StepsReopened(again) = &record.event else { return };
        for step in again.words().iter().filter_map(|step| run.plan.index(step)) {
            let Some(attempt) = self.attempts.iter_mut().rfind(|attempt| attempt.step == step) else { continue };
            self.taken_back.insert(attempt.seq);
            (attempt.end, attempt.seq) = (AttemptEnd::TakenBack, record.seq);
            attempt.by.clone_from(&record.by);
        }
    }

    /// Where an attempt at a step that goes on stands among those that do.
    fn opened(&self, step: StepIx) -> Option<usize> {
        self.open.iter().position(|index| self.attempts[*index].step == step)
    }

    fn close(&mut self, step: StepIx, record: &Record<Event>, run: &Run) {
        self.closed[step.get()] = run.step(step).attempts;
        let end = match &run.step(step).progress {
            Progress::Done(evidence) => AttemptEnd::Done(*evidence),
            Progress::Failed(_) | Progress::Collected(_) | Progress::Untouched | Progress::Reopened => {
                AttemptEnd::Failed
            }
        };
        let begun = self.opened(step).map(|index| self.open.swap_remove(index));
        let from = begun.map(|index| self.attempts[index].from).or(self.since);
        let attempt = Attempt {
            step,
            number: run.step(step).attempts,
            from: from.unwrap_or(run.latest),
            to: Some(run.latest),
            end,
            seq: record.seq,
            by: record.by.clone(),
            is_measured: begun.map_or(from.is_some(), |index| self.attempts[index].is_measured),
        };
        match begun {
            Some(index) => self.attempts[index] = attempt,
            None => self.attempts.push(attempt),
        }
    }

    /// The attempts at each step that was worked on, in the order of the plan.
    pub fn by_step(&self) -> BTreeMap<StepIx, Vec<&Attempt>> {
        let mut by_step: BTreeMap<StepIx, Vec<&Attempt>> = BTreeMap::new();
        for attempt in &self.attempts {
            by_step.entry(attempt.step).or_default().push(attempt);
        }
        by_step
    }

    /// How long attempts took together, where that is known of all of them.
    pub fn taken(attempts: &[&Attempt]) -> Option<SignedDuration> {
        attempts.iter().try_fold(SignedDuration::ZERO, |sum, attempt| Some(sum.saturating_add(attempt.taken()?)))
    }
}
