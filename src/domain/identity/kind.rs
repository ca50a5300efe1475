//! The two kinds of identity, and their form.

/// Groups in an identity.
pub const GROUPS: usize = 8;
/// Characters in a group.
pub(super) const GROUP: usize = 3;

/// The two kinds of identity, which operators often take for one another.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum IdentityKind {
    /// An Activation Code.
    ActivationCode,
    /// A Serial Number.
    SerialNumber,
}

impl IdentityKind {
    /// The name as the pages print it.
    pub const fn name(self) -> &'static str {
        match self {
            Self::ActivationCode => "Activation Code",
            Self::SerialNumber => "Serial Number",
        }
    }

    pub(super) const fn article(self) -> &'static str {
        match self {
            Self::ActivationCode => "an",
            Self::SerialNumber => "a",
        }
    }

    pub(super) const fn other(self) -> Self {
        match self {
            Self::ActivationCode => Self::SerialNumber,
            Self::SerialNumber => Self::ActivationCode,
        }
    }

    pub(super) const fn separator(self) -> char {
        match self {
            Self::ActivationCode => '.',
            Self::SerialNumber => '-',
        }
    }

    pub(super) const fn example(self) -> &'static str {
        match self {
            Self::ActivationCode => "A1B.C2D.E3F.G4H.I5J.K6L.M7N.O8P",
            Self::SerialNumber => "A1B-C2D-E3F-G4H-I5J-K6L-M7N-O8P",
        }
    }

    pub(super) const fn where_from(self) -> &'static str {
        match self {
            Self::ActivationCode => {
                "the Activation Code has dots, is the same in all environments, and is shown on every Licensing page"
            }
            Self::SerialNumber => {
                "the Serial Number has hyphens; each environment has its own, shown on its Licensing page"
            }
        }
    }
}

/// Blanks, line breaks and the invisible characters that a browser copies along.
pub(super) fn is_stray(c: char) -> bool {
    c.is_whitespace() || matches!(c, '\u{200b}'..='\u{200f}' | '\u{2060}' | '\u{feff}')
}
