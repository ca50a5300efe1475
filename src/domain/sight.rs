//! What was found of a license file, when somebody looked into the vault.

use super::{command::FileCondition, digest::Digest};

/// What was found of a license file in the vault.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Sight {
    /// Nobody looked.
    NotLooked,
    /// It was read back, and is what was kept.
    Intact,
    /// It cannot be read by this user, or for a reason that may pass: nobody knows what it is.
    Unreadable(String),
    /// It is not there.
    Absent,
    /// Something else is in its place.
    Changed(String),
}

impl Sight {
    /// What a look says of a file with this digest.
    pub fn of(found: Option<&FileCondition>, kept: Digest) -> Self {
        match found {
            None => Self::NotLooked,
            Some(FileCondition::Intact(digest)) if *digest == kept => Self::Intact,
            Some(FileCondition::Absent) => Self::Absent,
            Some(FileCondition::Unreadable(why)) => Self::Unreadable(why.clone()),
            Some(other @ (FileCondition::Intact(_) | FileCondition::Damaged(_))) => Self::Changed(other.words()),
        }
    }

    /// Whether the file is surely not what was kept.
    pub const fn is_lost(&self) -> bool {
        match self {
            Self::Absent | Self::Changed(_) => true,
            Self::NotLooked | Self::Intact | Self::Unreadable(_) => false,
        }
    }

    /// The word of `status` for a file that is not verified; none for one that is.
    pub const fn word(&self) -> Option<&'static str> {
        match self {
            Self::Intact => None,
            Self::NotLooked => Some("not-looked-at"),
            Self::Unreadable(_) => Some("unreadable"),
            Self::Absent => Some("absent"),
            Self::Changed(_) => Some("changed"),
        }
    }

    /// What was found, in words.
    pub fn words(&self) -> &str {
        match self {
            Self::NotLooked => "not checked",
            Self::Intact => "verified",
            Self::Unreadable(why) | Self::Changed(why) => why,
            Self::Absent => "the file is missing",
        }
    }
}
