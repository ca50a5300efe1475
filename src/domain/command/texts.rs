//! The free texts of commands: what somebody has typed, pasted or written into an answers file.

use super::{Command, StepCommand};
use crate::domain::secret::Secrets;

impl Command {
    /// The same command, with no secret in what somebody has written.
    #[must_use]
    pub fn without(mut self, secrets: &Secrets) -> Self {
        for text in self.texts() {
            *text = secrets.hide(text).into_owned();
        }
        self
    }

    /// Everything in it that is free text.
    fn texts(&mut self) -> Vec<&mut String> {
        match self {
            Self::Step { command, .. } => command.texts(),
            Self::ReportDamage { what: text, .. } | Self::SupportAnswered { note: text } | Self::Note { text, .. } => {
                vec![text]
            }
            Self::Point(pointing) => pointing.from.iter_mut().chain(&mut pointing.text).collect(),
            Self::HandOver { to, items, note } => [to, note].into_iter().chain(items).collect(),
            Self::ChooseModule { module, reason, .. } => vec![module, reason],
            Self::AskAgain { reason, .. }
            | Self::DoAgain { reason, .. }
            | Self::ChangeSerial { reason, .. }
            | Self::CorrectCode { reason, .. }
            | Self::Hold { reason }
            | Self::Postpone { reason, .. }
            | Self::EndNight { reason }
            | Self::ResumeDeployments { reason }
            | Self::NameCase { case: reason }
            | Self::LiftStop { reason }
            | Self::GoOn { reason }
            | Self::ChangeWindow { reason, .. }
            | Self::AcceptDeployments { reason, .. }
            | Self::RollBack { reason }
            | Self::Abandon { reason } => vec![reason],
            Self::Answer { .. }
            | Self::SeePage { .. }
            | Self::TakeUp { .. }
            | Self::ChooseOrder { .. }
            | Self::BeginNight
            | Self::AbortDeployment { .. }
            | Self::TakeOver
            | Self::Acknowledge { .. } => Vec::new(),
        }
    }
}

impl StepCommand {
    fn texts(&mut self) -> Vec<&mut String> {
        match self {
            Self::Withdraw { note } | Self::Finish { note } | Self::Report { note, .. } => vec![note],
            Self::Keep { file, .. } => vec![&mut file.name],
            Self::Claim { value, note, .. } => vec![value, note],
            Self::Accept { reason } | Self::Uploaded { reason, .. } => vec![reason],
            Self::Message { text, .. } | Self::ReadAs { text, .. } => vec![text],
            Self::Begin { .. } | Self::Run { .. } | Self::Show { .. } | Self::ShowModules { .. } | Self::Published => {
                Vec::new()
            }
        }
    }
}
