//! Whether a migration is only looked at, and what is said to whoever would change it.

use super::{afar::Heard, beyond::Beyond, session::Session};

/// The refusal of anything that would change the past.
const PAST: &str = "This is the state at an earlier time. You cannot change anything here.";

/// The refusal of anything where a migration is watched from afar.
const WATCHED: &str = "You are watching. Only the operator can do this.";

/// The refusal of anything while the journal goes on in a way that is not known here.
const NEWER: &str = "A newer acmove has written to this journal, so this version cannot record anything. Open the migration with the newer version.";

/// The refusal of anything while the journal is damaged.
const DAMAGED: &str = "The journal is damaged, so nothing can be recorded. Restore journal.jsonl from a copy, then open the migration again.";

impl Session {
    /// Whether facts follow that are not known, behind damage or by a newer acmove: then nothing of the state is known now.
    pub const fn is_damaged(&self) -> bool {
        self.beyond.is_damage()
    }

    /// Whether nothing can be recorded: it is only looked at.
    pub const fn is_read_only(&self) -> bool {
        self.is_still() || self.afar.is_some()
    }

    /// Whether nothing of it moves: it is looked at as it was, or nothing of it is known now.
    pub const fn is_still(&self) -> bool {
        self.is_damaged() || self.as_of.is_some()
    }

    /// Whether its vault can be looked at now: not that of the past, nor of what was packed elsewhere.
    pub const fn looks_now(&self) -> bool {
        self.as_of.is_none() && self.packed_at.is_none()
    }

    /// Takes in what was heard of a migration that is watched from afar.
    pub(super) fn heard(&mut self, heard: Heard) {
        let Heard { afar, beyond } = heard;
        self.afar = Some(Box::new(afar));
        self.beyond = beyond;
    }

    /// Whether acmove records nothing of its own: it is only looked at, or somebody else has it.
    pub fn is_left_alone(&self) -> bool {
        self.is_read_only() || self.run.is_away()
    }

    /// The refusal of anything that would change what is only looked at.
    pub const fn only_looked_at(&self) -> &'static str {
        match self.beyond {
            Beyond::Newer { .. } => NEWER,
            Beyond::Damage { .. } => DAMAGED,
            Beyond::Nothing | Beyond::Torn { .. } if self.as_of.is_none() => WATCHED,
            Beyond::Nothing | Beyond::Torn { .. } => PAST,
        }
    }
}
