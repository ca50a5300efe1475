//! What follows the last record that is known: nothing, a torn line, or damage.

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
}

impl Beyond {
    /// Whether the journal is damaged.
    pub const fn is_damage(self) -> bool {
        matches!(self, Self::Damage { .. })
    }

    /// How many bytes of a record follow that was never acknowledged; none where there is no such record.
    pub const fn torn_bytes(self) -> Option<usize> {
        match self {
            Self::Torn { bytes, .. } => Some(bytes),
            Self::Nothing | Self::Damage { .. } => None,
        }
    }

    /// The warning that everybody has to read first; none where the journal is not damaged.
    pub fn warning(self) -> Option<String> {
        let Self::Damage { after, whole } = self else { return None };
        let behind = match whole {
            0 => String::new(),
            1 => " One line behind the damage is whole by itself; nothing proves it.".to_owned(),
            _ => format!(" {whole} lines behind the damage are whole by themselves; nothing proves them."),
        };
        Some(format!(
            "DAMAGED JOURNAL: this is what was known at record {after}. What came after it is NOT known.{behind}"
        ))
    }

    /// What has to be known of a torn last line; none where there is none.
    pub fn notice(self) -> Option<String> {
        let Self::Torn { after, bytes } = self else { return None };
        let bytes = if bytes == 1 { "1 byte".to_owned() } else { format!("{bytes} bytes") };
        Some(format!(
            "INCOMPLETE LAST LINE: {bytes} of a record that was never acknowledged follow record {after}. Find out what was being done then, before you do it again."
        ))
    }
}
