//! Why an environment is not left out for now, not taken up again, or why the order stays as it is.

/// A refusal about which environments are asked for.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum NotArranged {
    /// The step belongs to an environment that is left out.
    #[error("{step} must wait: {environment} is left out for now. Take {environment} up again first.")]
    LeftOut {
        /// The step's title.
        step: String,
        /// Its environment.
        environment: String,
    },
    /// It is left out already.
    #[error("{0} is already left out for now.")]
    Already(String),
    /// Something was started there.
    #[error("{step} was started. Report first whether it was done; then you can leave {environment} out for now.")]
    UnderWay {
        /// The step's title.
        step: String,
        /// Its environment.
        environment: String,
    },
    /// The line is stopped by a publish, which has to succeed.
    #[error(
        "The test publish of {0} failed with an Intellectual Property error, and it must succeed before anything else. {0} cannot be left out now: roll back, or redo that publish."
    )]
    StoppedThere(String),
    /// The line is stopped.
    #[error(
        "The migration is stopped in all environments. Decide about that first: roll back, hold, or continue anyway."
    )]
    Stopped,
    /// There is nothing left to do there.
    #[error("Nothing is left to do in {0}, so it need not be left out.")]
    Complete(String),
    /// It is not left out.
    #[error("{0} is not left out, so it cannot be taken up again.")]
    NotLeftOut(String),
    /// An order names an environment twice.
    #[error("{0} is named twice. Name each environment once.")]
    NamedTwice(String),
    /// An order names nobody.
    #[error("Name the environments that come first, separated by commas.")]
    NobodyNamed,
    /// This is the order already.
    #[error("This is already the order of the environments.")]
    SameOrder,
}
