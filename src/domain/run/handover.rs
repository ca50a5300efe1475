//! Handing a migration over to a colleague: from then on it is only looked at, until somebody takes it over, and acknowledges
//! what was open.

use jiff::Timestamp;

/// A hand-over that is under way.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Handover {
    /// To whom, as the person typed it.
    pub to: String,
    /// What was open, a sentence each.
    pub items: Vec<String>,
    /// A remark to the colleague; may be empty.
    pub note: String,
    /// Who handed it over.
    pub by: String,
    /// When.
    pub at: Timestamp,
    /// Who took it over; `None` as long as nobody did.
    pub taken: Option<TakenOver>,
}

/// Who took a migration over, and how far the open items are acknowledged.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TakenOver {
    /// Who.
    pub by: String,
    /// When.
    pub at: Timestamp,
    /// How many items are acknowledged.
    pub acknowledged: u32,
}

impl Handover {
    /// An open item by its number, from 1.
    pub fn item(&self, number: u32) -> Option<&str> {
        let place = usize::try_from(number).ok()?.checked_sub(1)?;
        self.items.get(place).map(String::as_str)
    }

    /// The number of the item that is acknowledged next, from 1; `None` as long as nobody took the migration over.
    pub fn next(&self) -> Option<u32> {
        self.taken.as_ref().map(|taken| taken.acknowledged + 1)
    }

    /// The next thing that is asked of the colleague.
    pub fn next_words(&self) -> String {
        match self.next() {
            None => format!("Handed over to {}: take it over", self.to),
            Some(item) => format!("Acknowledge open item {item} of {}", self.items.len()),
        }
    }

    /// Whether the migration is away: nobody took it over yet, and here it is only looked at.
    pub const fn is_away(&self) -> bool {
        self.taken.is_none()
    }
}
