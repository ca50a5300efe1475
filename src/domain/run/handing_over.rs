//! What the facts of a hand-over change.

use super::{
    super::{
        event::{Event, HandedOver},
        record::Record,
    },
    Handover, ReplayError, Run, TakenOver,
};

impl Run {
    /// Whether the migration was handed over, and nobody took it over yet.
    pub fn is_away(&self) -> bool {
        self.handover.as_ref().is_some_and(Handover::is_away)
    }

    pub(super) fn handed_over(&mut self, record: &Record<Event>, told: &HandedOver) -> Result<(), ReplayError> {
        if self.is_away() {
            return Err(ReplayError::NotHandedOver(record.seq));
        }
        let HandedOver { to, items, note } = told.clone();
        let (by, at) = (record.by.clone(), record.at);
        self.handed_to.push(to.clone());
        self.handover = Some(Handover { to, items, note, by, at, taken: None });
        self.pace.pause();
        Ok(())
    }

    pub(super) fn taken_over(&mut self, record: &Record<Event>) -> Result<(), ReplayError> {
        let away = self.handover.take_if(|handover| handover.is_away());
        let handover = away.ok_or(ReplayError::NotHandedOver(record.seq))?;
        let taken = TakenOver { by: record.by.clone(), at: record.at, acknowledged: 0 };
        self.handover = Some(Handover { taken: Some(taken), ..handover }).filter(|handover| !handover.items.is_empty());
        Ok(())
    }

    /// One item after the other; the last ends the hand-over.
    pub(super) fn acknowledged(&mut self, seq: u64, item: u32) -> Result<(), ReplayError> {
        let handover = self.handover.as_mut().filter(|handover| handover.next() == Some(item));
        let handover = handover.ok_or(ReplayError::NotHandedOver(seq))?;
        if let Some(taken) = &mut handover.taken {
            taken.acknowledged = item;
        }
        if handover.item(item + 1).is_none() {
            self.handover = None;
        }
        Ok(())
    }
}
