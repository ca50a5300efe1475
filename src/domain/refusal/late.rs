//! Refusals of words that come late: a requirement that is asked again, an upload that was done before it was begun.

/// A word that cannot be recorded any more, or not so.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum TooLate {
    /// The requirement waits for its answer.
    #[error("Requirement {0} has not been answered yet.")]
    NotAnswered(String),
    /// A requirement is asked again only while nothing was touched.
    #[error(
        "Requirement {requirement} cannot be reopened, because a later step is done: {step}. If that was reported by mistake, take it back first; to end here, give up the migration."
    )]
    Touched {
        /// Which one.
        requirement: String,
        /// The first step that was.
        step: String,
    },
    /// No page has shown the license that a person says was uploaded.
    #[error(
        "No page has shown {side} in {environment} so far. Paste its Licensing page first, or start the upload here, upload the file again, and report it."
    )]
    NotShown {
        /// Of which code.
        side: &'static str,
        /// Where.
        environment: String,
    },
    /// Nothing can have been uploaded at that time.
    #[error("The upload cannot have been at that time: {0}. Enter the time of the upload.")]
    NotThen(String),
}
