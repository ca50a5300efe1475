//! Why something waits for a hand-over, or does not belong to one.

/// A refusal about a hand-over.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum NotHanded {
    /// The migration is somebody else's now.
    #[error(
        "This migration was handed over to {to} at {at}, so this folder is read-only. To continue here, take it over first; {to} must stop then."
    )]
    Away {
        /// To whom.
        to: String,
        /// When, for people.
        at: String,
    },
    /// Open items come first.
    #[error("You took this migration over. Acknowledge its open items first. A rollback does not have to wait.")]
    AcknowledgeFirst,
    /// There is nothing to take over or to acknowledge.
    #[error("Nothing was handed over here that waits for this.")]
    NothingToTake,
    /// Whoever goes on has a name.
    #[error("Type the name of the colleague who continues.")]
    NobodyNamed,
}
