//! Which of the answers that were written down comes next: each is given once in a run, and for the attempt that it is for.

use std::{collections::VecDeque, io::Write};

use super::{Given, Input, LineMode};
use crate::{
    domain::{
        answers::{Answer, Given as Answered},
        index::StepIx,
        run::{Failure, Note, Progress},
        text::one_line,
    },
    engine::{
        ports::{Clock, Inspect, Recorder},
        practice_task::SUPPORT_SAYS,
    },
};

impl<L: Inspect, K: Recorder, C: Clock, I: Input, O: Write, E: Write> LineMode<L, K, C, I, O, E> {
    /// The answer to a step that comes next in the file. Each is given once in a run; a new run begins with the one for the
    /// present attempt, or the last there is: it may have been corrected since.
    pub(super) fn prepared(&self, step: StepIx) -> Option<&Answer> {
        let answers = self.answers.steps.get(&self.session().run.planned(step).id)?;
        answers.get(self.next_answer(step, answers))
    }

    pub(super) fn next_answer(&self, step: StepIx, answers: &VecDeque<Answer>) -> usize {
        match self.given.get(&step) {
            Some(given) => given.first + given.count,
            None => self.first_answer(step, answers),
        }
    }

    /// The answer that a new run begins with.
    pub(super) fn first_answer(&self, step: StepIx, answers: &VecDeque<Answer>) -> usize {
        let last = || answers.iter().rposition(makes_an_attempt).unwrap_or(answers.len());
        self.after_attempts(step, answers).unwrap_or_else(last)
    }

    /// The answer after those whose attempts were made; what makes no attempt itself is for a step that still stands as it
    /// was left: elsewhere it was done already.
    pub(super) fn after_attempts(&self, place: StepIx, answers: &VecDeque<Answer>) -> Option<usize> {
        let step = self.session().run.step(place);
        let stands = matches!(step.progress, Progress::Failed(_) | Progress::Collected(_));
        let count = |count| usize::try_from(count).unwrap_or(usize::MAX);
        let (mut left, mut withdrawn) = (count(step.attempts), count(step.withdrawals));
        let mut asked = self.answers_of_support(place);
        answers.iter().position(|answer| match (left, makes_an_attempt(answer)) {
            (0, false) if answer.given == Answered::AskSupport && asked > 0 => {
                asked -= 1;
                false
            }
            // A colleague who uses the same file goes on from there.
            (_, false) if self.is_handed(answer) => false,
            // Each says once that what was begun was not done: what is begun after that has to be looked at anew.
            (_, false) if answer.given == Answered::NotDone => {
                let is_said = withdrawn > 0;
                withdrawn = withdrawn.saturating_sub(1);
                left == 0 && !is_said && step.is_under_way()
            }
            (0, makes) => makes || stands || step.attempts == 0,
            (_, true) => {
                left -= 1;
                false
            }
            (_, false) => false,
        })
    }

    /// Whether an answer is a hand-over that is on record already.
    fn is_handed(&self, answer: &Answer) -> bool {
        matches!(&answer.given, Answered::HandOver(to) if self.session().run.handed_to.contains(&one_line(to)))
    }

    /// How often Support has answered about a step since it was closed.
    pub(super) fn answers_of_support(&self, place: StepIx) -> usize {
        let run = &self.session().run;
        let (id, closed) = (Some(&run.planned(place).id), run.step(place).closed);
        let is_own =
            |note: &&Note| note.about.as_ref() == id && Some(note.at) >= closed && note.text.starts_with(SUPPORT_SAYS);
        run.notes.iter().filter(is_own).count()
    }

    /// The same, where it is for an attempt that was not made yet.
    pub(super) fn further(&self, step: StepIx) -> Option<&Answer> {
        let answers = self.answers.steps.get(&self.session().run.planned(step).id)?;
        let given = self.given.get(&step).map_or(0, |given| given.first + given.count);
        let further = self.after_attempts(step, answers).map(|next| next.max(given));
        further.and_then(|next| answers.get(next)).or_else(|| self.corrected(step))
    }

    /// The last answer to a step that was collected because its serial number was not listed, where the file says by now
    /// that it is.
    pub(super) fn corrected(&self, step: StepIx) -> Option<&Answer> {
        let unlisted = Progress::Collected(Failure::SerialNotFound);
        let waits = self.session().run.step(step).progress == unlisted && !self.given.contains_key(&step);
        let last = self.answers.steps.get(&self.session().run.planned(step).id)?.back()?;
        (waits && !matches!(last.given, Answered::Problem(_))).then_some(last)
    }

    /// Takes note that the next answer to a step was given.
    pub(super) fn take(&mut self, step: StepIx) {
        let answers = self.answers.steps.get(&self.session().run.planned(step).id);
        let first = answers.map_or(0, |answers| self.first_answer(step, answers));
        self.given.entry(step).or_insert(Given { first, count: 0 }).count += 1;
    }
}

/// Whether an answer makes an attempt at its step.
const fn makes_an_attempt(answer: &Answer) -> bool {
    match answer.given {
        Answered::NotDone
        | Answered::LeaveOut
        | Answered::HandOver(_)
        | Answered::Again(_)
        | Answered::AskSupport
        | Answered::SerialChanged(_) => false,
        Answered::Done
        | Answered::Uploaded { .. }
        | Answered::File { .. }
        | Answered::Page { .. }
        | Answered::Claim { .. }
        | Answered::Published { .. }
        | Answered::Message { .. }
        | Answered::Problem(_)
        | Answered::Command
        | Answered::Live(_) => true,
    }
}
