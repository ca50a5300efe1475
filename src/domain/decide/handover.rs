//! Commands about handing a migration over, and what has to wait until somebody took it over.

use super::{
    super::{
        command::Command,
        event::{Event, HandedOver},
        refusal::{NotHanded, Refusal},
        run::Handover,
        text::{clean, one_line},
    },
    Judge,
};

impl Judge<'_> {
    /// Whether a command may be given here. Whoever handed a migration over only looks at it; whoever took it over acknowledges
    /// what is open before anything goes on. A rollback and a note wait for no acknowledgement.
    pub(super) fn is_here(&self, command: &Command) -> Result<(), Refusal> {
        let Some(handover) = &self.run.handover else { return Ok(()) };
        let is_free = match command {
            Command::TakeOver | Command::Acknowledge { .. } => true,
            Command::RollBack { .. }
            | Command::Note { .. }
            | Command::Point(_)
            | Command::NameCase { .. }
            | Command::HandOver { .. }
            | Command::ReportDamage { .. } => !handover.is_away(),
            Command::Answer { .. }
            | Command::AskAgain { .. }
            | Command::Step { .. }
            | Command::SeePage { .. }
            | Command::SupportAnswered { .. }
            | Command::DoAgain { .. }
            | Command::ChooseModule { .. }
            | Command::ChangeSerial { .. }
            | Command::CorrectCode { .. }
            | Command::Hold { .. }
            | Command::LiftStop { .. }
            | Command::ChangeWindow { .. }
            | Command::GoOn { .. }
            | Command::AcceptDeployments { .. }
            | Command::AbortDeployment { .. }
            | Command::Postpone { .. }
            | Command::TakeUp { .. }
            | Command::ChooseOrder { .. }
            | Command::EndNight { .. }
            | Command::BeginNight
            | Command::ResumeDeployments { .. }
            | Command::Abandon { .. } => false,
        };
        match is_free {
            true => Ok(()),
            false if handover.is_away() => Err(self.away(handover)),
            false => Err(NotHanded::AcknowledgeFirst.into()),
        }
    }

    fn away(&self, handover: &Handover) -> Refusal {
        NotHanded::Away { to: handover.to.clone(), at: self.run.told(handover.at) }.into()
    }

    /// What was begun may be handed over: it is an open item.
    pub(super) fn hand_over(&self, to: &str, items: &[String], note: &str) -> Result<Event, Refusal> {
        self.not_over()?;
        let (to, note) = (one_line(to), clean(note));
        if to.is_empty() {
            return Err(NotHanded::NobodyNamed.into());
        }
        let items: Vec<String> = items.iter().map(|item| one_line(item)).filter(|item| !item.is_empty()).collect();
        Ok(Event::HandedOver(Box::new(HandedOver { to, items, note })))
    }

    pub(super) fn take_over(&self) -> Result<Event, Refusal> {
        if self.run.is_away() { Ok(Event::TakenOver) } else { Err(NotHanded::NothingToTake.into()) }
    }

    pub(super) fn acknowledge(&self, item: u32) -> Result<Event, Refusal> {
        match self.run.handover.as_ref() {
            Some(handover) if handover.next() == Some(item) => Ok(Event::ItemAcknowledged { item }),
            Some(handover) if handover.is_away() => Err(self.away(handover)),
            Some(_) | None => Err(NotHanded::NothingToTake.into()),
        }
    }
}
