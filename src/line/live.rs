//! Answers that are done on the practice pages of a rehearsal.

use std::io::{BufRead, Write};

use super::{Fault, LineMode};
use crate::{
    app::{
        errand::{errand, page_errand, support_errand},
        session::Focus,
        world::{Clock, Finding, Inquiry, Keep, Look, Outcome},
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
        let is_possible = !matches!(focus, Focus::Stopped(_) | Focus::Deployments | Focus::Nothing);
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
        self.errand(focus, live)
    }

    /// Does a card on the practice pages. What has to be begun is recorded as begun first, and then done.
    pub(super) fn errand(&mut self, focus: Focus, live: &Live) -> Result<(), Fault> {
        let under_way = |line: &Self| focus.step().is_some_and(|place| line.session.run.step(place).is_under_way());
        let was_under_way = under_way(self);
        self.errand_once(focus, live)?;
        if under_way(self) && !was_under_way { self.errand_once(focus, live) } else { Ok(()) }
    }

    fn errand_once(&mut self, focus: Focus, live: &Live) -> Result<(), Fault> {
        self.by_itself(|line| match errand(&line.session, focus, live) {
            Ok(wish) => line.wish(wish),
            Err(why) => line.not_done(focus.step(), why),
        })
    }

    /// What is recorded meanwhile is recorded in the program's own name.
    pub(super) fn by_itself(&mut self, work: impl FnOnce(&mut Self) -> Result<(), Fault>) -> Result<(), Fault> {
        self.on_errand = true;
        let done = work(self);
        self.on_errand = false;
        done
    }

    /// What did not work will not work in a moment either: it is not tried again.
    pub(super) fn give_up(&mut self, place: Option<usize>) {
        self.tries.insert(place.map_or(Focus::Support, Focus::Step), MOST_TRIES);
    }

    /// Asks the practice Support about where things stand, and writes its answer down.
    pub(super) fn ask_support(&mut self, place: usize) -> Result<(), Fault> {
        self.by_itself(|line| match support_errand(&line.session).and_then(|inquiry| line.found_by(&inquiry)) {
            Ok(Finding::Outcome(Outcome::Said(said))) => {
                let about = Some(line.session.run.planned(place).id.clone());
                line.judge(&Command::Note { about, text: format!("Support: {said}") }, None)
            }
            Ok(_) => line.not_done(Some(place), "Support cannot be understood.".to_owned()),
            Err(why) => line.not_done(Some(place), why),
        })
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
        let change = |serial| Command::ChangeSerial { environment, serial, reason };
        match serial {
            Some(serial) => self.judge(&change(serial), None),
            None => self.by_itself(|line| match line.serial_on_page(place) {
                Ok(serial) => line.judge(&change(serial), None),
                Err(why) => line.not_done(Some(place), why),
            }),
        }
    }

    /// The serial number that the practice page of a step's environment shows.
    fn serial_on_page(&self, place: usize) -> Result<SerialNumber, String> {
        let inquiry = page_errand(&self.session, place)?;
        let shown = match self.found_by(&inquiry)? {
            Finding::Text { reading: Reading::LicensingPage(page), .. } => page.serial,
            Finding::Text { .. }
            | Finding::File(..)
            | Finding::Vault(_)
            | Finding::Outcome(_)
            | Finding::Nothing(_)
            | Finding::Later(_) => None,
        };
        shown.ok_or_else(|| "Its Licensing page shows no serial number.".to_owned())
    }

    /// What an errand found.
    fn found_by(&self, inquiry: &Inquiry) -> Result<Finding, String> {
        match self.hands.looker.look(inquiry) {
            Finding::Nothing(why) | Finding::Later(why) => Err(why),
            found @ (Finding::File(..) | Finding::Text { .. } | Finding::Vault(_) | Finding::Outcome(_)) => Ok(found),
        }
    }
}
