//! The parts of facts.

use jiff::Timestamp;
use serde::{Deserialize, Serialize};

use super::super::{
    code_check::{CodeCheck, ModulesFound},
    digest::Digest,
    identity::{ActivationCode, SerialNumber},
    infrastructure::{EnvironmentId, Infrastructure, Side, Window},
    plan::StepId,
};

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

/// A decision to go on although a rollback would no longer end within the window.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct WentOn {
    /// When a rollback had to begin at the latest.
    pub rollback_by: Timestamp,
    /// The first upload of a target license, where it was decided before that.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub before: Option<StepId>,
    /// Why.
    pub reason: String,
}

/// A hand-over to a colleague.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct HandedOver {
    /// To whom, as the person typed it.
    pub to: String,
    /// What was open at that time, a sentence each; the colleague acknowledges every one of them.
    pub items: Vec<String>,
    /// A remark to the colleague; may be empty.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub note: String,
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

/// An Activation Code that was mistyped, and the right one.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Correction {
    /// The side whose code it is.
    pub side: Side,
    /// The code as it was before.
    pub from: ActivationCode,
    /// The code from now on.
    pub to: ActivationCode,
    /// The page that shows it, where one was read.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub evidence: Option<Digest>,
    /// The steps that are to be done again, because they were done by the code before.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub reopens: Vec<StepId>,
    /// Why.
    pub reason: String,
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

/// A requirement is asked again, because a person wants it and nothing was touched so far.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct RequirementReopened {
    /// Which one.
    pub requirement: String,
    /// Why.
    pub reason: String,
}

/// Steps that are to be done again.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct StepsReopened {
    /// Which steps.
    pub steps: Vec<StepId>,
    /// Those of which a person's word is taken back; older facts do not say, and took none back.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub withdraws: Option<Vec<StepId>>,
    /// Why.
    pub reason: String,
}

impl StepsReopened {
    /// The steps of which a person's word is taken back.
    pub fn words(&self) -> &[StepId] {
        self.withdraws.as_deref().unwrap_or_default()
    }
}

/// A person's word that an upload is done which was not begun here.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct UploadReported {
    /// Which step.
    pub step: StepId,
    /// Which attempt at it, from 1.
    pub attempt: u32,
    /// The license file that was just read back from the vault for it.
    pub vault: Digest,
    /// When it was uploaded, as the person says.
    pub uploaded: Timestamp,
    /// The page that shows its license and was given after that: it counts as one from after the upload.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub page: Option<Digest>,
    /// Why it was not begun here.
    pub reason: String,
}

/// A command has printed the serial number of an environment.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct SerialRead {
    /// Whose.
    pub environment: EnvironmentId,
    /// The serial number.
    pub serial: SerialNumber,
    /// All that was kept of what it printed.
    pub evidence: Digest,
}

/// The page of `ActivationCodeCheck`, as it was read. What follows from it is plain: all of one code, or a failed check.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct ModulesChecked {
    /// Which step.
    pub step: StepId,
    /// Which attempt.
    pub attempt: u32,
    /// The page as it was read.
    pub page: CodeCheck,
    /// The result.
    pub found: ModulesFound,
    /// The text it was read from.
    pub evidence: Digest,
}

/// A person said what `ActivationCodeCheck` shows.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct ModulesReported {
    /// Which step.
    pub step: StepId,
    /// Which attempt.
    pub attempt: u32,
    /// Whether some modules or extensions have another code than the license.
    pub some: bool,
    /// A remark, such as their names; may be empty.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub note: String,
}

/// A person decided to continue with modules of another code.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct ModulesAccepted {
    /// Which step.
    pub step: StepId,
    /// Which attempt.
    pub attempt: u32,
    /// Why.
    pub reason: String,
}

/// Another serial number of an environment.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct SerialChanged {
    /// Which environment.
    pub environment: EnvironmentId,
    /// Its serial number now.
    pub serial: SerialNumber,
    /// Why.
    pub reason: String,
}

/// An environment is left out for now: nothing is done there until somebody takes it up again.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct EnvironmentPostponed {
    /// Which one.
    pub environment: EnvironmentId,
    /// Why.
    pub reason: String,
}

/// An environment that was left out is taken up again.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct EnvironmentTakenUp {
    /// Which one.
    pub environment: EnvironmentId,
}

/// The order of the environments, where the edition names none.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct OrderChosen {
    /// The environments that come first, in their order; the others follow in the order of the file.
    pub environments: Vec<EnvironmentId>,
}

/// Another module is used for the test in an environment.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct ModuleChosen {
    /// Where.
    pub environment: EnvironmentId,
    /// Which module.
    pub module: String,
    /// Why.
    pub reason: String,
}

/// The maintenance window is another one.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct WindowChanged {
    /// The window from now on.
    pub window: Window,
    /// Why.
    pub reason: String,
}

/// Deployments are resumed, and the work stops for today; until somebody pauses them again, nothing is done.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct NightEnded {
    /// The pauses that are asked for again before anything else.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub reopens: Vec<StepId>,
    /// Why.
    pub reason: String,
}

/// The work goes on after a night that was ended.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct NightBegun {}

/// Deployments are resumed after a rollback, or after the migration was given up.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct DeploymentsResumed {
    /// Who agreed, and why.
    pub reason: String,
}

/// The number that Support has given the case.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct CaseNumbered {
    /// The number, as Support writes it.
    pub case: String,
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
            Self::Retry => "You can try again.",
            Self::Collect => "It was added to the Support request. Continue with the other environments.",
            Self::Redo => "Support must correct the license definition; then obtain BBB again for all environments.",
            Self::StopTheLine => "The migration is stopped in all environments.",
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
