//! Why an Activation Code stays as it is.

use super::super::identity::ActivationCode;

/// A correction of an Activation Code that is refused.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum NoCorrection {
    /// What is installed would be called otherwise than when it was installed.
    #[error(
        "The Activation Codes are fixed once an upload of BBB was begun, or a page has shown BBB. If one of them was mistyped all the same, roll back, then start a new migration with the right codes."
    )]
    TooLate,
    /// It is the known one.
    #[error("That is {0} already.")]
    Same(&'static str),
    /// It is the one of the other side.
    #[error("{code} is {other} here, and AAA and BBB differ. Look both up, and give the right code of {label}.")]
    OtherSide {
        /// The code that was given.
        code: ActivationCode,
        /// The side for which it was given.
        label: &'static str,
        /// The side whose code it is.
        other: &'static str,
    },
    /// A page has shown the code as it is.
    #[error(
        "The Licensing page of {environment} showed {code}, so {label} was not mistyped. A page with another code is of another license, or of another infrastructure."
    )]
    Shown {
        /// Whose page.
        environment: String,
        /// The code as it is.
        code: ActivationCode,
        /// Its side.
        label: &'static str,
    },
}
