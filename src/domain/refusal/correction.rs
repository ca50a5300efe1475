//! Why an Activation Code stays as it is.

use super::super::identity::ActivationCode;

/// A correction of an Activation Code that is refused.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum NoCorrection {
    /// What is installed would be called otherwise than when it was installed.
    #[error(
        "The Activation Codes cannot change after an upload of BBB was started or a page has shown BBB. If a code was mistyped, roll back and start a new migration with the right codes."
    )]
    TooLate,
    /// It is the known one.
    #[error("This is already the code of {0}.")]
    Same(&'static str),
    /// It is the one of the other side.
    #[error(
        "{code} is already the code of {other}, and AAA and BBB must differ. Look up both codes, and enter the right one for {label}."
    )]
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
        "The Licensing page of {environment} showed {code}, so {label} was not mistyped. A page with another code belongs to another license or infrastructure."
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
