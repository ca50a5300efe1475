//! Decisions that were written down beforehand: about the stopped line, and about the window.

use std::io::Write;

use super::{AnsweredNights, Ending, Fault, Input, LineMode};
use crate::{
    domain::{
        answers::{Decided, NewWindow, RightCodes, WhenLate, WhenLeftOut, WhenStopped, WhenTooShort},
        command::Command,
    },
    engine::{
        operation::Operation,
        ports::{Clock, Inspect, Recorder},
        session::Session,
        subject::Subject,
    },
};

impl<L: Inspect, K: Recorder, C: Clock, I: Input, O: Write, E: Write> LineMode<L, K, C, I, O, E> {
    /// The operation that the answers choose on a card that asks for a decision, and why.
    pub(super) fn decided(&self, subject: Subject) -> Option<(Operation, String)> {
        match subject {
            Subject::Stopped(_) => self.when_stopped().map(|(operation, why)| (operation, why.to_owned())),
            // What somebody decided to hold, nobody goes on with while nobody is there.
            Subject::FirstUpload(_) | Subject::Support if self.session().run.held.is_some() && self.input.is_none() => {
                None
            }
            Subject::FirstUpload(_) => match &self.answers.on_first_upload {
                Some(decided) => self.when_too_short(decided),
                None => self.when_late(),
            },
            Subject::Deadline => self.when_late(),
            Subject::EndOfNight => self.when_left_out(),
            Subject::BetweenNights => self.when_stopped_for_today(),
            Subject::TakeOver => self.when_handed_over().map(|operation| (operation, String::new())),
            Subject::Support => self.when_waiting().map(|why| (Operation::EndNight, why)),
            Subject::Requirement(_) | Subject::Step(_) | Subject::Deployments | Subject::Nothing => None,
        }
    }

    /// Records another window where the answers name one. With a window that nobody wants nobody goes on unattended.
    pub(super) fn change_window(&mut self) -> Option<Ending> {
        let NewWindow { window, reason, is_meant } = self.answers.window.take()?;
        if self.session().run.window == Some(window) {
            return None;
        }
        let reason = reason.unwrap_or_else(|| "the answers file names it".to_owned());
        self.first(Command::ChangeWindow { window, reason, is_meant })
    }

    /// Asks a requirement again that was answered yes, where the answers say no: then nobody goes on unattended.
    pub(super) fn ask_again(&mut self) -> Option<Ending> {
        let run = &self.session().run;
        let is_denied = |(id, yes): (&String, &bool)| {
            let place = run.procedure.requirements.iter().position(|requirement| requirement.id == *id)?;
            (!yes && run.requirements[place] == Some(true)).then(|| id.clone())
        };
        let denied = self.answers.requirements.iter().find_map(is_denied);
        let requirement = denied.filter(|_| !self.session().outlook.state.is_final())?;
        self.first(Command::AskAgain { requirement, reason: "the answer was decided in advance: no".to_owned() })
    }

    /// Something of the answers that comes before all cards.
    fn first(&mut self, command: Command) -> Option<Ending> {
        match self.judge(command) {
            Ok(()) => None,
            Err(fault) => self.after_beginning(fault),
        }
    }

    /// Records the right codes where the answers name others than those on record. By a code that nobody wants nobody goes on
    /// unattended.
    pub(super) fn correct_codes(&mut self) -> Option<Ending> {
        let RightCodes { all, reason } = self.answers.codes.take()?;
        let reason = reason.unwrap_or_else(|| "the answers file names it".to_owned());
        for (side, code) in all {
            if *self.session().run.infrastructure.code(side) == code {
                continue;
            }
            let judged = self.judge(Command::CorrectCode { side, code, reason: reason.clone() });
            if let Err(fault) = judged
                && let Some(ending) = self.after_beginning(fault)
            {
                return Some(ending);
            }
        }
        None
    }

    /// What is refused before the first card ends an unattended run.
    fn after_beginning(&mut self, fault: Fault) -> Option<Ending> {
        let ending = self.after_fault(Subject::Nothing, fault);
        ending.filter(|ending| self.input.is_none() || *ending == Ending::Failed)
    }

    /// When the line is stopped; a hold is made only once.
    fn when_stopped(&self) -> Option<(Operation, &'static str)> {
        let restores = self.session().run.may_have_target().next().is_some();
        match self.answers.on_stopped? {
            WhenStopped::RollBack if restores => {
                Some((Operation::RollBack, "the migration stopped; rollback was decided in advance"))
            }
            WhenStopped::RollBack | WhenStopped::Hold if self.session().run.held.is_none() => {
                Some((Operation::Hold, "the migration stopped; continuing was not decided in advance"))
            }
            WhenStopped::RollBack | WhenStopped::Hold => None,
        }
    }

    /// When the first upload of BBB could not be rolled back within the window; a hold is made only once.
    fn when_too_short(&self, decided: &Decided<WhenTooShort>) -> Option<(Operation, String)> {
        let (operation, why) = match decided.what {
            WhenTooShort::GoOn => (Operation::GoOn, "the window is too short; continuing was decided in advance"),
            WhenTooShort::Hold if self.session().run.held.is_some() => return None,
            WhenTooShort::Hold => (Operation::Hold, "the window is too short; waiting was decided in advance"),
            WhenTooShort::GiveUp => (Operation::Abandon, "the window is too short; giving up was decided in advance"),
        };
        Some((operation, decided.reason.clone().unwrap_or_else(|| why.to_owned())))
    }

    /// When nothing but what is left out can be asked; each environment is taken up once, and a hold is made only once.
    fn when_left_out(&self) -> Option<(Operation, String)> {
        let decided = self.answers.on_end_of_night.as_ref()?;
        let session = self.session();
        let is_held = session.run.held.is_some();
        let is_left = |session: &Session| session.run.postponed().next().is_some_and(|it| !self.taken_up.contains(&it));
        let (operation, why) = match decided.what {
            WhenLeftOut::StopForToday if self.nights == AnsweredNights::Begun && is_left(session) => {
                (Operation::TakeUp, "")
            }
            WhenLeftOut::StopForToday => {
                (Operation::EndNight, "an environment is left out, and the answers file says stop-for-today")
            }
            WhenLeftOut::TakeUp if is_left(session) => (Operation::TakeUp, ""),
            WhenLeftOut::RollBack if session.can_roll_back() => {
                (Operation::RollBack, "an environment is left out, and the answers file says rollback")
            }
            WhenLeftOut::TakeUp | WhenLeftOut::RollBack | WhenLeftOut::Hold if is_held => return None,
            WhenLeftOut::TakeUp | WhenLeftOut::RollBack | WhenLeftOut::Hold => {
                (Operation::Hold, "an environment is left out, and the answers file says hold")
            }
        };
        Some((operation, decided.reason.clone().unwrap_or_else(|| why.to_owned())))
    }

    /// When Support has to answer, and deployments are paused: why they are resumed until tomorrow. In the next night, a person who
    /// is there has the answer; where nothing is real, Support is asked.
    fn when_waiting(&self) -> Option<String> {
        let session = self.session();
        let is_asked = self.nights != AnsweredNights::None && (session.run.rehearsal || self.input.is_some());
        let decided = self.answers.on_support.as_ref().filter(|_| !is_asked)?;
        session.outlook.freeze.since?;
        let why = || "Support has to answer, and the answers file says stop-for-today".to_owned();
        Some(decided.reason.clone().unwrap_or_else(why))
    }

    /// After a night that was ended: the next run goes on, once. Where nothing is real, that may be this one.
    fn when_stopped_for_today(&self) -> Option<(Operation, String)> {
        let at_end = self.answers.on_end_of_night.as_ref().is_some_and(|it| it.what == WhenLeftOut::StopForToday);
        let stops = at_end || self.answers.on_support.is_some();
        let goes_on = match self.nights {
            AnsweredNights::None => true,
            AnsweredNights::Ended => self.session().run.rehearsal,
            AnsweredNights::Begun => false,
        };
        (stops && goes_on).then(|| (Operation::BeginNight, String::new()))
    }

    /// When it was handed over: where nothing is real, whoever plays one colleague plays the other too.
    fn when_handed_over(&self) -> Option<Operation> {
        let run = &self.session().run;
        let handover = run.handover.as_ref().filter(|_| self.answers.takes_over && run.rehearsal)?;
        Some(if handover.is_away() { Operation::TakeOver } else { Operation::Acknowledge })
    }

    /// Records the case number that the answers name, where it is another one.
    pub(super) fn name_case(&mut self) -> Option<Ending> {
        let case = self.answers.case.take()?;
        let is_known = self.session().run.case.as_ref() == Some(&case);
        if is_known { None } else { self.first(Command::NameCase { case }) }
    }

    /// Records the order that the answers name, where it is another one.
    pub(super) fn choose_order(&mut self) -> Option<Ending> {
        let environments = std::mem::take(&mut self.answers.order);
        let run = &self.session().run;
        let first = environments.iter().filter_map(|id| run.position(id));
        if environments.is_empty() || first.eq(run.arrangement.first.iter().copied()) {
            return None;
        }
        self.first(Command::ChooseOrder { environments })
    }

    /// When a rollback would no longer end within the window; where nothing has to be restored, to roll back is to give up.
    fn when_late(&self) -> Option<(Operation, String)> {
        let decided = self.answers.on_deadline.as_ref()?;
        let (operation, why) = match decided.what {
            WhenLate::RollBack => {
                let restores = self.session().can_roll_back();
                let operation = if restores { Operation::RollBack } else { Operation::Abandon };
                (operation, "the window runs out; rollback was decided in advance")
            }
            WhenLate::GoOn => (Operation::GoOn, "the window runs out; continuing was decided in advance"),
        };
        Some((operation, decided.reason.clone().unwrap_or_else(|| why.to_owned())))
    }
}
