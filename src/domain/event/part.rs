//! The parts of facts.

use serde::{Deserialize, Serialize};

use super::super::{digest::Digest, infrastructure::Infrastructure};

/// How a migration began.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Start {
    /// Version of acmove that wrote this.
    pub acmove: String,
    /// Whether this is a rehearsal.
    pub rehearsal: bool,
    /// The edition that is followed.
    pub procedure: ProcedureRef,
    /// The infrastructure, fixed from here on.
    pub infrastructure: Infrastructure,
    /// The zone in which its people tell times: a name of the time zone database, or an offset. Older facts do not say.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub zone: Option<String>,
}

/// Another version of acmove records from here on.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct VersionChanged {
    /// The version.
    pub acmove: String,
}

/// How the clock jumped.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct ClockJumped {
    /// By how many seconds it shows more than it should; less, where that is negative.
    pub by_s: i64,
}

/// Names an edition and its exact text.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct ProcedureRef {
    /// Its id.
    pub id: String,
    /// Digest of its file.
    pub sha256: Digest,
}

/// A license file in the vault.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct KeptFile {
    /// The name under which it was given.
    pub name: String,
    /// Its digest.
    pub sha256: Digest,
    /// Its size in bytes.
    pub bytes: u64,
}

/// Where a license file was obtained.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Origin {
    /// The Licensing Portal.
    #[default]
    Portal,
    /// *Backup License* in Service Center.
    ServiceCenter,
    /// OutSystems Support.
    Support,
}

/// A problem that stands in the way of a step.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "kind", rename_all = "kebab-case")]
pub enum Problem {
    /// The portal does not show the serial number under the code.
    SerialNotFound,
    /// A deployment is running.
    DeploymentRunning,
    /// *Intellectual Property* reads a value that is not accepted, as a person says.
    NotAccepted {
        /// The value.
        value: String,
    },
}

/// The consequence of a failure.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Consequence {
    /// The step is open for another attempt.
    Retry,
    /// Gathered for one Support request; other environments go on.
    Collect,
    /// Support corrects the definition; then obtaining is reopened for all environments.
    Redo,
    /// The line is stopped for all environments.
    StopTheLine,
}

/// What a page says of an upload, beside its values.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct PageTells {
    /// Whether it may be from before the upload: then the license stays unknown.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub may_be_old: bool,
    /// Whether it makes the license verified that its environment has, so that a serial number that was not known is learnt.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub learns: bool,
    /// The file that was uploaded and shows the code that it is for, in a valid license; of a page that passed that is plain.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub proves: Option<Digest>,
    /// The file that was uploaded and shows another code than it is for.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub disproves: Option<Digest>,
}

impl PageTells {
    pub(super) fn is_nothing(&self) -> bool {
        *self == Self::default()
    }
}

impl Consequence {
    /// The consequence, in words.
    pub const fn words(self) -> &'static str {
        match self {
            Self::Retry => "It is open for another attempt.",
            Self::Collect => "It is gathered for one Support request; go on with the rest.",
            Self::Redo => "Support has to correct the definition; then BBB is obtained again everywhere.",
            Self::StopTheLine => "The line is stopped for all environments.",
        }
    }
}

pub(super) const fn yes() -> bool {
    true
}

#[expect(clippy::trivially_copy_pass_by_ref, reason = "serde asks like this")]
pub(super) const fn is_yes(connected: &bool) -> bool {
    *connected
}
