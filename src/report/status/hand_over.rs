//! A hand-over that is under way, for `status --json`.

use jiff::Timestamp;
use serde::Serialize;

use crate::domain::run::Handover;

/// To whom a migration was handed over, and what of it is acknowledged.
#[derive(Debug, Serialize)]
pub(super) struct HandOver<'a> {
    to: &'a str,
    by: &'a str,
    at: Timestamp,
    note: &'a str,
    /// Who took it over; null as long as it is away.
    taken_by: Option<&'a str>,
    items: Vec<Item<'a>>,
}

/// An open item.
#[derive(Debug, Serialize)]
struct Item<'a> {
    text: &'a str,
    acknowledged: bool,
}

impl<'a> HandOver<'a> {
    /// The same of the run.
    pub(super) fn of(handover: &'a Handover) -> Self {
        let acknowledged = handover.taken.as_ref().map_or(0, |taken| taken.acknowledged);
        let items =
            handover.items.iter().zip(0..).map(|(text, place)| Item { text, acknowledged: place < acknowledged });
        Self {
            to: &handover.to,
            by: &handover.by,
            at: handover.at,
            note: &handover.note,
            taken_by: handover.taken.as_ref().map(|taken| taken.by.as_str()),
            items: items.collect(),
        }
    }
}
