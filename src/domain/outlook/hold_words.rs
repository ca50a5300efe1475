//! The reasons for which a migration waits, as words: for programs, and for people.

use super::{Hold, HoldReason};

impl Hold {
    /// The reason in words.
    pub const fn words(&self) -> &'static str {
        match self.reason {
            HoldReason::SerialNotFound => "Serial number not listed",
            HoldReason::NotAccepted if matches!(self.faq, Some(3)) => "BBB license not prepared",
            HoldReason::NotAccepted => "AAA license not prepared",
            HoldReason::DeploymentRunning => "A deployment is running",
            HoldReason::PageDiffers => "Licensing page differs",
            HoldReason::PageAsks => "A page needs your decision",
            HoldReason::OtherModules => "Modules of another Activation Code",
            HoldReason::ProtectedModules => "Protected modules: wizard to run",
            HoldReason::IpError => "Intellectual Property error",
            HoldReason::PublishFailed => "Publish failed",
            HoldReason::SerialChanged => "Serial number changed",
            HoldReason::FirstUpload => "The window is too short for BBB",
            HoldReason::Deadline => "A rollback would end after the window",
            HoldReason::Decision => "On hold, by your decision",
            HoldReason::BetweenNights => "Stopped for today",
            HoldReason::LeftOut => "Left out for now",
            HoldReason::HandOver => "Handed over",
        }
    }
}

impl HoldReason {
    /// The word of `status`.
    pub const fn word(self) -> &'static str {
        match self {
            Self::SerialNotFound => "serial-not-found",
            Self::NotAccepted => "intellectual-property-not-accepted",
            Self::DeploymentRunning => "deployment-running",
            Self::PageDiffers => "page-differs",
            Self::PageAsks => "page-asks",
            Self::OtherModules => "modules-of-another-code",
            Self::ProtectedModules => "protected-modules",
            Self::IpError => "intellectual-property-error",
            Self::PublishFailed => "publish-failed",
            Self::SerialChanged => "serial-changed",
            Self::FirstUpload => "window-too-short",
            Self::Deadline => "rollback-deadline",
            Self::BetweenNights => "between-nights",
            Self::LeftOut => "environment-postponed",
            Self::Decision => "decision",
            Self::HandOver => "hand-over",
        }
    }
}
