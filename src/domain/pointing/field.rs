//! The fields of an environment that can be pointed at: in the words of `status --json`, of the Licensing page, and as a person
//! types them.

use super::word::word;

/// A field of an environment.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Field {
    /// The code of the license that is installed.
    ActivationCode,
    /// Its serial number.
    Serial,
    /// The value of *Intellectual Property*.
    IntellectualProperty,
    /// Of which code the license is.
    License,
    /// The backup in the vault.
    Backup,
    /// The test publish.
    Republished,
    /// The module of the test publish.
    Module,
    /// The address of its Service Center.
    ServiceCenter,
    /// The step that is next there.
    Next,
}

impl Field {
    /// All of them.
    pub const ALL: [Self; 9] = [
        Self::ActivationCode,
        Self::Serial,
        Self::IntellectualProperty,
        Self::License,
        Self::Backup,
        Self::Republished,
        Self::Module,
        Self::ServiceCenter,
        Self::Next,
    ];

    /// Its word, as text that is pasted has it.
    pub const fn word(self) -> &'static str {
        match self {
            Self::ActivationCode => "activation-code",
            Self::Serial => "serial",
            Self::IntellectualProperty => "intellectual-property",
            Self::License => "license",
            Self::Backup => "backup",
            Self::Republished => "republished",
            Self::Module => "module",
            Self::ServiceCenter => "service-center",
            Self::Next => "next",
        }
    }

    /// Its name, for people.
    pub const fn name(self) -> &'static str {
        match self {
            Self::ActivationCode => "Activation Code",
            Self::Serial => "Serial Number",
            Self::IntellectualProperty => "Intellectual Property",
            Self::License => "license",
            Self::Backup => "backup",
            Self::Republished => "test publish",
            Self::Module => "module",
            Self::ServiceCenter => "Service Center",
            Self::Next => "next step",
        }
    }

    /// What else people call it.
    const fn also(self) -> &'static [&'static str] {
        match self {
            Self::ActivationCode => &["code", "ac"],
            Self::Serial => &["serial-number", "sn"],
            Self::IntellectualProperty => &["ip", "ipp"],
            Self::License => &["licence", "lic"],
            Self::Republished => &["test-publish", "test-republish"],
            Self::ServiceCenter => &["sc", "address"],
            Self::Next => &["next-step", "step"],
            Self::Backup | Self::Module => &[],
        }
    }

    /// All words that mean it, as they are compared.
    pub(in crate::domain) fn words(self) -> impl Iterator<Item = &'static str> {
        [self.word()].into_iter().chain(self.also().iter().copied())
    }

    /// The field that a word names in full.
    pub fn named(text: &str) -> Option<Self> {
        let text = word(text);
        Self::ALL.into_iter().find(|field| field.words().any(|known| known == text))
    }
}
