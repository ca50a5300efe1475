//! Why the work does not stop for today or go on, and why Support's case gets no such number.

/// A refusal about the nights of a migration, or about Support's case.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum NoNight {
    /// Something was started.
    #[error("{0} was started. Report first whether it was done; then you can resume deployments and stop for today.")]
    UnderWay(String),
    /// Nothing is paused.
    #[error("Deployments are not paused, so there is nothing to resume.")]
    NotPaused,
    /// It was ended already.
    #[error("You already stopped for today. To continue, choose \"Pause again and continue\".")]
    Already,
    /// It was not ended.
    #[error("You did not stop for today, so the migration continues as it is.")]
    NotEnded,
    /// It is not over: a night can be ended, or the procedure has a step for that.
    #[error("The migration has not ended. To stop for today, choose \"Resume deployments and stop for today\".")]
    NotOver,
    /// A number has one line that says something, and is not long.
    #[error("Enter the case number on one line, in at most 60 characters.")]
    NoNumber,
    /// It is the known one.
    #[error("This is already the case number.")]
    SameNumber,
}
