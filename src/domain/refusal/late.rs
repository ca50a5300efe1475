//! Refusals of words that come late: a requirement that is asked again, an upload that was done before it was begun.

/// A word that cannot be recorded any more, or not so.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum TooLate {
    /// The requirement waits for its answer.
    #[error("Requirement {0} is not answered yet.")]
    NotAnswered(String),
    /// A requirement is asked again only while nothing was touched.
    #[error(
        "Requirement {requirement} is not asked again, because something was done since: {step}. Take that back first, if it was said by mistake; else give up the migration to end here."
    )]
    Touched {
        /// Which one.
        requirement: String,
        /// The first step that was.
        step: String,
    },
    /// No page has shown the license that a person says was uploaded.
    #[error(
        "No page shows {side} in {environment} so far. Paste its Licensing page first; or start the upload here, do it again, and say that it is uploaded."
    )]
    NotShown {
        /// Of which code.
        side: &'static str,
        /// Where.
        environment: String,
    },
    /// Nothing can have been uploaded at that time.
    #[error("It cannot have been uploaded then: {0}. Say when it was.")]
    NotThen(String),
}
