//! Answers that are done on the practice pages of a rehearsal.

use std::io::{BufRead, Write};

use super::{Fault, LineMode};
use crate::{
    app::{
        errand::{errand, page_errand, support_errand},
        session::Focus,
        world::{Clock, Finding, Keep, Look, Outcome},
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

    /// Does a card on the practice pages, as the answers have it.
    pub(super) fn live(&mut self, focus: Focus, live: &Live, note: &str) -> Result<(), Fault> {
        *self.tries.entry(focus).or_insert(0) += 1;
        if let Focus::Step(place) = focus {
            self.choose_module(place, live.module.clone(), note)?;
        }
        let done = self.errand(focus, live);
        // Whoever is silent is not asked again and again.
        if focus == Focus::Support && matches!(done, Err(Fault::NotDone(_))) {
            self.tries.insert(focus, MOST_TRIES);
        }
        done
    }

    /// Does a card on the practice pages. What has to be begun is recorded as begun first, and then done.
    pub(super) fn errand(&mut self, focus: Focus, live: &Live) -> Result<(), Fault> {
        let under_way = |line: &Self| focus.step().is_some_and(|place| line.session.run.step(place).is_under_way());
        let was_under_way = under_way(self);
        self.errand_once(focus, live)?;
        if under_way(self) && !was_under_way { self.errand_once(focus, live) } else { Ok(()) }
    }

    fn errand_once(&mut self, focus: Focus, live: &Live) -> Result<(), Fault> {
        self.on_errand = true;
        let done = match errand(&self.session, focus, live) {
            Ok(wish) => self.wish(wish),
            Err(why) => self.not_done(focus.step(), why),
        };
        self.on_errand = false;
        done
    }

    /// Asks the practice Support about where things stand, and writes its answer down.
    pub(super) fn ask_support(&mut self, place: usize) -> Result<(), Fault> {
        let asked = support_errand(&self.session).map(|inquiry| self.hands.looker.look(&inquiry));
        match asked {
            Ok(Finding::Outcome(Outcome::Said(said))) => {
                let about = Some(self.session.run.planned(place).id.clone());
                self.judge(&Command::Note { about, text: format!("Support: {said}") }, None)
            }
            Ok(Finding::Nothing(why)) | Err(why) => self.not_done(Some(place), why),
            Ok(Finding::Text { .. } | Finding::File(..) | Finding::Vault(_) | Finding::Outcome(_)) => {
                self.not_done(Some(place), "Support cannot be understood.".to_owned())
            }
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
        let environment = self.session.run.described(environment).id.clone();
        match serial.map_or_else(|| self.serial_on_page(place), Ok) {
            Ok(serial) => self.judge(&Command::ChangeSerial { environment, serial, reason }, None),
            Err(why) => self.not_done(Some(place), why),
        }
    }

    /// The serial number that the practice page of a step's environment shows.
    fn serial_on_page(&self, place: usize) -> Result<SerialNumber, String> {
        let inquiry = page_errand(&self.session, place)?;
        match self.hands.looker.look(&inquiry) {
            Finding::Text { reading: Reading::LicensingPage(page), .. } => {
                page.serial.ok_or_else(|| "Its Licensing page shows no serial number.".to_owned())
            }
            Finding::Nothing(why) => Err(why),
            Finding::Text { .. } | Finding::File(..) | Finding::Vault(_) | Finding::Outcome(_) => {
                Err("Its Licensing page cannot be read.".to_owned())
            }
        }
    }
}
