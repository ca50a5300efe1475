//! What follows the last record that is known: nothing, a torn line, damage, or records of a newer acmove.

use crate::domain::version::{OWN, is_newer};

/// What follows the last record that is known.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub enum Beyond {
    /// Nothing: the journal is whole.
    #[default]
    Nothing,
    /// The beginning of a record whose writing was interrupted: nobody was told that it was recorded.
    Torn {
        /// The last whole record.
        after: u64,
        /// The length of its beginning, in bytes.
        bytes: usize,
    },
    /// Damage: nothing proves what follows.
    Damage {
        /// The last record that is proved.
        after: u64,
        /// How many of the lines behind it are whole by themselves.
        whole: usize,
    },
    /// A record that a newer acmove wrote, and whatever follows that.
    Newer {
        /// The last record that is known here.
        after: u64,
    },
}

impl Beyond {
    /// Whether facts follow that are not known: behind damage, or in records of a newer acmove.
    pub const fn is_damage(self) -> bool {
        matches!(self, Self::Damage { .. } | Self::Newer { .. })
    }

    /// Whether a newer acmove wrote what follows.
    pub const fn is_newer(self) -> bool {
        matches!(self, Self::Newer { .. })
    }

    /// How many bytes of a record follow that was never acknowledged; none where there is no such record.
    pub const fn torn_bytes(self) -> Option<usize> {
        match self {
            Self::Torn { bytes, .. } => Some(bytes),
            Self::Nothing | Self::Damage { .. } | Self::Newer { .. } => None,
        }
    }

    /// The warning that everybody has to read first; none where everything is known. `version` is the latest on record.
    pub fn warning(self, version: &str) -> Option<String> {
        if let Self::Newer { after } = self {
            let by = by_newer(version);
            return Some(format!(
                "WRITTEN BY A NEWER ACMOVE: this shows the state at record {after}. Later records are NOT shown, because {by} wrote them. Use that version or a later one."
            ));
        }
        let Self::Damage { after, whole } = self else { return None };
        let behind = match whole {
            0 => String::new(),
            1 => " One line after the damage is readable, but not proved.".to_owned(),
            _ => format!(" {whole} lines after the damage are readable, but not proved."),
        };
        Some(format!("DAMAGED JOURNAL: this shows the state at record {after}. Later changes are NOT known.{behind}"))
    }

    /// What has to be known of a torn last line; none where there is none.
    pub fn notice(self) -> Option<String> {
        let Self::Torn { after, bytes } = self else { return None };
        let bytes = if bytes == 1 { "1 byte".to_owned() } else { format!("{bytes} bytes") };
        Some(format!(
            "INCOMPLETE LAST LINE: {bytes} of an unfinished record follow record {after}. Find out which action was in progress before you repeat it."
        ))
    }
}

/// A newer acmove, by its version where that is on record.
pub fn by_newer(version: &str) -> String {
    if is_newer(version) { format!("acmove {version}") } else { format!("an acmove newer than {OWN}") }
}
