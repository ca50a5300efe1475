//! Serial numbers that are not the known ones: what differs, where they are nearly the same.

use super::super::identity::{SerialNumber, difference::and_differs};

/// Another serial number than an environment is known to have.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum OtherSerial {
    /// The installation has another serial number than the license files.
    #[error(
        "{environment} has serial number {found} now, but its license files are for {known}.{} A VM restart, another network card or a promoted controller can change it: record that the serial number changed and obtain the files again, or read it again if it is {known} by now.",
        and_differs(.known.as_str(), .found.as_str())
    )]
    Drifted {
        /// Whose.
        environment: String,
        /// The serial number that was found.
        found: SerialNumber,
        /// The serial number that the files are for.
        known: SerialNumber,
    },
    /// The page shows a serial number that nobody has.
    #[error(
        "This page shows serial number {found}, but {environment} has {known}.{} Open the page of {environment}; if its serial number was mistyped or has changed (a restarted or moved server), choose \"serial changed\" first.",
        and_differs(.known.as_str(), .found.as_str())
    )]
    Strange {
        /// The serial number on the page.
        found: SerialNumber,
        /// Whose page is wanted.
        environment: String,
        /// The serial number of that environment.
        known: SerialNumber,
    },
}

/// How the serial number that a file is named after differs from a known one, where they are nearly the same.
pub(super) fn file_differs(known: &SerialNumber, file: &str) -> String {
    let named = SerialNumber::at_start_of(file);
    named.map_or_else(String::new, |named| and_differs(known.as_str(), named.as_str()))
}
