//! The facts of a migration, in the past tense: what the journal holds and everything else is computed from.

mod about;
mod kind;
mod part;

use jiff::Timestamp;
use serde::{Deserialize, Serialize};

pub use self::{
    kind::{About, Author, FactKind, PROGRAM},
    part::*,
};
use super::{
    check::CheckRow,
    deployment::Deployment,
    digest::Digest,
    infrastructure::{EnvironmentId, Side},
    listed_type::OtherType,
    page::{LicensingPage, MessageClass},
    plan::StepId,
    pointing::Pointing,
    tool::{Process, Tool, ToolEnd},
};

/// Something that happened. Each fact stands for itself: a journal that ends after any of them is a valid one.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "type", rename_all = "kebab-case")]
pub enum Event {
    /// A migration began; always the first fact, and only the first.
    MigrationStarted(Box<Start>),
    /// Another version of acmove writes the record from here on.
    VersionChanged(VersionChanged),
    /// The clock jumped that records are dated by: it was set, or it is another machine's.
    ClockJumped(ClockJumped),
    /// A requirement was answered; "no" ends the attempt.
    RequirementAnswered {
        /// Which one.
        requirement: String,
        /// Whether it holds.
        yes: bool,
    },
    /// A requirement is asked again.
    RequirementReopened(RequirementReopened),
    /// A person said that an upload is done which was not begun here.
    UploadReported(UploadReported),
    /// Somebody is about to do something outside.
    StepBegun {
        /// Which step.
        step: StepId,
        /// Which attempt at it, from 1.
        attempt: u32,
        /// The license file that was just read back from the vault for it.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        vault: Option<Digest>,
    },
    /// A configured command is started for a step that was begun.
    CommandStarted {
        /// For which step.
        step: StepId,
        /// At which attempt.
        attempt: u32,
        /// The purpose of the command.
        tool: Tool,
        /// The command, with the placeholders of secrets.
        line: String,
        /// Its process, which did nothing before this was on record; `None` where that is not known.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        process: Option<Process>,
    },
    /// A configured command came to its end. Its claims are not believed here: a fact of its own says what follows.
    CommandEnded {
        /// For which step it ran.
        step: StepId,
        /// At which attempt.
        attempt: u32,
        /// The purpose of the command.
        tool: Tool,
        /// The command, with the placeholders of secrets.
        line: String,
        /// How it ended.
        end: ToolEnd,
        /// How long it took, in seconds.
        seconds: u32,
        /// The last lines that it printed, without secrets.
        #[serde(default, skip_serializing_if = "Vec::is_empty")]
        last: Vec<String>,
        /// The line that says that something did not work, where its exit code says that all went well.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        objection: Option<String>,
        /// All that was kept of what it printed.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        evidence: Option<Digest>,
    },
    /// A command has printed the serial number of an environment.
    SerialRead(SerialRead),
    /// A step that was begun was not done.
    StepWithdrawn {
        /// Which step.
        step: StepId,
        /// Which attempt.
        attempt: u32,
        /// Why not, where that is known.
        #[serde(default, skip_serializing_if = "String::is_empty")]
        note: String,
    },
    /// A person said that a step is done.
    StepDone {
        /// Which step.
        step: StepId,
        /// Which attempt.
        attempt: u32,
        /// A remark; may be empty.
        #[serde(default, skip_serializing_if = "String::is_empty")]
        note: String,
    },
    /// A license file was put into the vault, synced and read back.
    LicenseKept {
        /// Which step.
        step: StepId,
        /// Which attempt.
        attempt: u32,
        /// The file.
        file: KeptFile,
        /// Where it was obtained.
        origin: Origin,
        /// Whether no page had shown that the license which was saved as backup is the one of AAA: that is only claimed then.
        #[serde(default, skip_serializing_if = "std::ops::Not::not")]
        unseen: bool,
    },
    /// A person reported what stands in the way of a step.
    ProblemReported {
        /// Which step.
        step: StepId,
        /// Which attempt.
        attempt: u32,
        /// The problem.
        problem: Problem,
        /// The consequence of it.
        consequence: Consequence,
        /// A remark; may be empty.
        #[serde(default, skip_serializing_if = "String::is_empty")]
        note: String,
    },
    /// A Licensing page showed what it should.
    PagePassed {
        /// Which step.
        step: StepId,
        /// Which attempt.
        attempt: u32,
        /// The page as it was read.
        page: Box<LicensingPage>,
        /// The text it was read from.
        evidence: Digest,
        /// The expected and the found values, field by field; `None` in facts from before this was recorded.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        rows: Option<Vec<CheckRow>>,
    },
    /// A Licensing page showed something else.
    PageFailed {
        /// Which step.
        step: StepId,
        /// Which attempt.
        attempt: u32,
        /// The page as it was read.
        page: Box<LicensingPage>,
        /// The text it was read from.
        evidence: Digest,
        /// Whether only the value of *Intellectual Property* is not accepted.
        not_accepted: bool,
        /// The consequence of it.
        consequence: Consequence,
        /// The expected and the found values, field by field; `None` in facts from before this was recorded.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        rows: Option<Vec<CheckRow>>,
        /// Whether the license file that was uploaded is of no use, and need not be given again; older facts do not say.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        rejects: Option<bool>,
        /// Whether nothing is wrong, and a person has to decide about some rows.
        #[serde(default, skip_serializing_if = "std::ops::Not::not")]
        asks: bool,
        /// What it says beside its values.
        #[serde(default, skip_serializing_if = "PageTells::is_nothing")]
        tells: PageTells,
    },
    /// A person decided to accept what a page shows, although it is worse than expected, or not known.
    PageAccepted {
        /// Which step.
        step: StepId,
        /// Which attempt.
        attempt: u32,
        /// The text of the page.
        evidence: Digest,
        /// The rows that were decided about.
        rows: Vec<CheckRow>,
        /// Whether the page itself says that the license is valid.
        verified: bool,
        /// Why.
        reason: String,
    },
    /// A person said what *Intellectual Property* reads, and it is an accepted value.
    ValueClaimed {
        /// Which step.
        step: StepId,
        /// Which attempt.
        attempt: u32,
        /// The value.
        value: String,
        /// The side whose code is displayed, where that was said.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        code: Option<Side>,
        /// A remark; may be empty.
        #[serde(default, skip_serializing_if = "String::is_empty")]
        note: String,
    },
    /// A module was published again.
    ModulePublished {
        /// Which step.
        step: StepId,
        /// Which attempt.
        attempt: u32,
        /// Which module.
        module: String,
        /// The message that says so, where one was read.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        message: Option<String>,
        /// The message that a person read so, where the program could not tell what it says: then it is that person's word.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        read: Option<String>,
    },
    /// A publish failed.
    PublishFailed {
        /// Which step.
        step: StepId,
        /// Which attempt.
        attempt: u32,
        /// Which module.
        module: String,
        /// The class of the message.
        class: MessageClass,
        /// The message's exact words.
        message: String,
        /// The consequence of it.
        consequence: Consequence,
    },
    /// A page of `ActivationCodeCheck` was read.
    ModulesChecked(Box<ModulesChecked>),
    /// A person said what `ActivationCodeCheck` shows.
    ModulesReported(ModulesReported),
    /// A person decided to continue with modules of another code.
    ModulesAccepted(ModulesAccepted),
    /// A Licensing page was looked at outside a check.
    PageSeen {
        /// Whose page it is.
        environment: EnvironmentId,
        /// The page as it was read.
        page: Box<LicensingPage>,
        /// The text it was read from.
        evidence: Digest,
        /// The steps that are to be done again, because it contradicts what they found; older facts do not say.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        reopens: Option<Vec<StepId>>,
        /// The checks that were only claimed to have passed, and that it confirms.
        #[serde(default, skip_serializing_if = "Vec::is_empty")]
        confirms: Vec<StepId>,
        /// What it says beside its values.
        #[serde(default, skip_serializing_if = "PageTells::is_nothing")]
        tells: PageTells,
    },
    /// A license file in the vault is not what it was.
    VaultDamaged {
        /// Whose file.
        environment: EnvironmentId,
        /// Of which code.
        side: Side,
        /// The damage, in words.
        what: String,
    },
    /// Support answered: what they correct is open again.
    SupportAnswered {
        /// The steps that are to be done again.
        reopened: Vec<StepId>,
        /// The answer of Support.
        note: String,
    },
    /// Steps are to be done again because a person wants it.
    StepsReopened(StepsReopened),
    /// Another module is used for the test in an environment.
    ModuleChosen(ModuleChosen),
    /// An environment has another serial number than before: its license files are void.
    SerialChanged(SerialChanged),
    /// An Activation Code that was mistyped is another one from now on.
    CodeCorrected(Box<Correction>),
    /// A person decided to wait.
    Held {
        /// Why.
        reason: String,
    },
    /// A person decided to go on although the line was stopped.
    LineLifted {
        /// Why.
        reason: String,
    },
    /// A person decided to go on although a rollback would no longer end within the window.
    WentOn(WentOn),
    /// The maintenance window is another one.
    WindowChanged(WindowChanged),
    /// An environment is left out for now.
    EnvironmentPostponed(EnvironmentPostponed),
    /// An environment that was left out is taken up again.
    EnvironmentTakenUp(EnvironmentTakenUp),
    /// The order of the environments, where the edition names none.
    OrderChosen(OrderChosen),
    /// Deployments are resumed, and the work stops for today.
    NightEnded(NightEnded),
    /// The work goes on: deployments are paused again.
    NightBegun(NightBegun),
    /// Deployments are resumed after the migration has ended without arriving.
    DeploymentsResumed(DeploymentsResumed),
    /// Support has given the case a number.
    CaseNumbered(CaseNumbered),
    /// The way back began.
    RollbackStarted {
        /// The environments that have or may have a target license.
        environments: Vec<EnvironmentId>,
        /// Why.
        reason: String,
    },
    /// LifeTime is watched from now on.
    Watched {
        /// How many environments the token can see.
        environments: u32,
        /// The environments whose type there is not the role that they have here.
        #[serde(default, skip_serializing_if = "Vec::is_empty")]
        other_types: Vec<OtherType>,
    },
    /// LifeTime is not watched from now on: nobody knows what is deployed.
    Unwatched {
        /// Why.
        why: String,
        /// Whether it was to be watched from here; where nobody could, a person's word counts.
        #[serde(default = "part::yes", skip_serializing_if = "part::is_yes")]
        connected: bool,
        /// Since when, where that is not now.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        since: Option<Timestamp>,
    },
    /// A deployment was seen, for the first time or in another state than before.
    DeploymentSeen {
        /// The deployment.
        deployment: Box<Deployment>,
    },
    /// A person decided to go on in spite of deployments, or without seeing them.
    DeploymentsAccepted {
        /// Keys of those that stood in the way.
        deployments: Vec<String>,
        /// Why.
        reason: String,
    },
    /// A person wants a deployment aborted; LifeTime is asked for it next.
    AbortAsked {
        /// Its key.
        deployment: String,
    },
    /// The migration was given up with nothing to roll back.
    Abandoned {
        /// Why.
        reason: String,
    },
    /// The migration was handed over: here it is only looked at, until somebody takes it over.
    HandedOver(Box<HandedOver>),
    /// A person took the migration over, and goes through the open items.
    TakenOver,
    /// A person who took the migration over has acknowledged an open item.
    ItemAcknowledged {
        /// Its number in the hand-over, from 1.
        item: u32,
    },
    /// A person wrote something down.
    NoteWritten {
        /// The step it is about, if any.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        about: Option<StepId>,
        /// The note.
        text: String,
    },
    /// Somebody who is not at the terminal points at a place, in a text that a person pasted here.
    Pointed(Pointing),
    /// Something was refused; nothing changed.
    Refused {
        /// The step it was meant for, if any.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        step: Option<StepId>,
        /// The refusal, as the person was told it.
        reason: String,
    },
}
