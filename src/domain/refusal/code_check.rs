//! Refusals about `ActivationCodeCheck`.

/// Why a page of `ActivationCodeCheck`, or a word about it, does not count.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum NoCodeCheck {
    /// The text is another one.
    #[error(
        "This is not the page of ActivationCodeCheck. Open the app in the environment and copy the whole page with Ctrl+A, Ctrl+C."
    )]
    NoPage,
    /// It does not show all of a result.
    #[error(
        "The page is incomplete: acmove needs the Environment Activation code, the block Modules and the block Extensions. Copy the whole page with Ctrl+A, Ctrl+C."
    )]
    Incomplete,
    /// The page is another environment's.
    #[error(
        "This is the page of {other}, not of {environment}. Open ActivationCodeCheck in {environment} and copy the page there."
    )]
    OfOther {
        /// Whose page it is.
        other: String,
        /// Whose page is wanted.
        environment: String,
    },
    /// The page was saved from a server that is no environment's here.
    #[error(
        "This page was saved from {shown}, but the server of {environment} is {known}. Open ActivationCodeCheck there, or report what it shows."
    )]
    OtherHost {
        /// The server.
        shown: String,
        /// Whose page is wanted.
        environment: String,
        /// Its server.
        known: String,
    },
    /// The page shows the other code of the migration.
    #[error(
        "The page shows {shown} as the Environment Activation code, which is not the license that {environment} has here. Make sure that it is the page of {environment}; if it is, paste its Licensing page first."
    )]
    OtherCode {
        /// The side whose code it shows.
        shown: &'static str,
        /// Whose page is wanted.
        environment: String,
    },
    /// The page shows a code that is neither AAA nor BBB.
    #[error(
        "The page shows the Environment Activation code {0}, which is neither AAA nor BBB. Make sure that it is the page of this environment."
    )]
    StrangeCode(String),
    /// A page is pasted on another card.
    #[error(
        "This is the page of ActivationCodeCheck, but its step is not on screen. Select the environment that it belongs to."
    )]
    Elsewhere,
    /// A word that is not understood.
    #[error(
        "Type none if all modules and extensions have the Activation Code of the license, or some if a few have another one."
    )]
    NoneOrSome,
    /// A page has shown something else, which outranks a person's word.
    #[error(
        "The last page of ActivationCodeCheck showed that {0}, and a page overrides a report. Click Recalculate and paste the page again, or continue with a reason."
    )]
    PageSaysOtherwise(String),
    /// Nothing waits for a decision.
    #[error("There is nothing to accept here: no modules of another Activation Code were found. Paste the page.")]
    NothingToAccept,
}
