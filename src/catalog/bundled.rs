//! The editions that acmove brings along.

/// An edition's text.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct BundledEdition {
    /// Its id.
    pub id: &'static str,
    /// Its text.
    pub text: &'static str,
}

/// The edition that is followed when none is named.
pub const DEFAULT_EDITION: &str = "activation-code-2021";

/// All bundled editions. A released edition is never edited: migrations point to its digest.
pub const fn editions() -> &'static [BundledEdition] {
    &[
        BundledEdition { id: DEFAULT_EDITION, text: include_str!("../../assets/procedures/activation-code-2021.toml") },
        BundledEdition {
            id: "activation-code-current",
            text: include_str!("../../assets/procedures/activation-code-current.toml"),
        },
    ]
}

/// A bundled edition by its id.
pub fn edition(id: &str) -> Option<&'static BundledEdition> {
    editions().iter().find(|edition| edition.id == id)
}
