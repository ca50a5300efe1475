//! Answers that are done on the practice pages of a rehearsal.

use std::io::{BufRead, Write};

use super::{Fault, LineMode};
use crate::{
    app::{
        action::Deed,
        errand::errand,
        session::Focus,
        world::{Clock, Errand, Finding, Inquiry, Keep, Look},
    },
    domain::{
        answers::Live, command::Command, identity::SerialNumber, page::Reading, procedure::StepKind, run::Progress,
    },
};

/// How often one thing is tried on the practice pages before a person is needed.
const MOST_TRIES: u32 = 6;

impl<L: Look, K: Keep, C: Clock, I: BufRead, O: Write, E: Write> LineMode<L, K, C, I, O, E> {
    /// Whether what the answers do not name is done on the practice pages, and was not tried too often.
    pub(super) fn goes_live(&self, focus: Focus) -> bool {
        let tried = self.tries.get(&focus).copied().unwrap_or(0);
        let is_possible = !matches!(focus, Focus::Stopped(_) | Focus::Nothing);
        self.answers.otherwise_live && is_possible && tried < MOST_TRIES && !self.was_read(focus)
    }

    /// Whether it is a page that did not pass: nobody reads the same page again and hopes.
    fn was_read(&self, focus: Focus) -> bool {
        let Focus::Step(place) = focus else { return false };
        let is_check = matches!(self.session.run.step_text(place).kind, StepKind::Check { .. });
        is_check && matches!(self.session.run.step(place).progress, Progress::Failed(_))
    }

    /// Does a card on the practice pages.
    pub(super) fn live(&mut self, focus: Focus, live: &Live, note: &str) -> Result<(), Fault> {
        *self.tries.entry(focus).or_insert(0) += 1;
        let Focus::Step(place) = focus else { return self.errand(focus, live) };
        self.begin_publish(place, live.module.clone(), note)?;
        let done = self.errand(focus, live);
        // What was not published is not left half done: another module can be tried.
        let is_publish = matches!(self.session.run.step_text(place).kind, StepKind::Republish { .. });
        if matches!(done, Err(Fault::Refused(_))) && is_publish && self.session.run.step(place).is_under_way() {
            self.deed(focus, Deed::Withdraw, &[])?;
        }
        done
    }

    fn errand(&mut self, focus: Focus, live: &Live) -> Result<(), Fault> {
        match errand(&self.session, focus, live) {
            Ok(wish) => self.wish(wish),
            Err(why) => self.refuse(focus.step(), why),
        }
    }

    /// Records another serial number of a step's environment: the one that is known, or the one that its page shows.
    pub(super) fn change_serial(
        &mut self,
        place: usize,
        serial: Option<SerialNumber>,
        reason: String,
    ) -> Result<(), Fault> {
        let Some(environment) = self.session.run.planned(place).environment else {
            return self.refuse(Some(place), "This step belongs to no environment.".to_owned());
        };
        let described = self.session.run.described(environment);
        let id = described.id.clone();
        let serial = serial.or_else(|| {
            let service_center = described.service_center.clone()?;
            match self.hands.looker.look(&Inquiry::Errand(Errand::Read { restarts_services: false, service_center })) {
                Finding::Text { reading: Reading::LicensingPage(page), .. } => page.serial,
                _ => None,
            }
        });
        match serial {
            Some(serial) => self.judge(&Command::ChangeSerial { environment: id, serial, reason }, None),
            None => self.refuse(Some(place), "Its Licensing page shows no serial number.".to_owned()),
        }
    }
}
