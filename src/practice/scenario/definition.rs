//! The definition of a scenario: environments, faults, deployments, and how it ends.

use jiff::civil::Date;

use super::identity;
use crate::domain::{
    identity::{ActivationCode, SerialNumber},
    infrastructure::{EnvironmentId, Role, Side},
};

/// A practice infrastructure and its faults. All times are seconds of its own clock.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Scenario {
    /// The events, in one line.
    pub title: String,
    /// The lesson.
    pub teaches: String,
    /// The edition it is meant for; none: the default one.
    pub procedure: Option<String>,
    /// From this everything is made that a scenario does not name: codes, serial numbers, keys.
    pub seed: u32,
    /// The name of the infrastructure.
    pub name: String,
    /// Moved from.
    pub source: ActivationCode,
    /// Moved to.
    pub target: ActivationCode,
    /// The module that is published as a test.
    pub module: String,
    /// How long things take.
    pub takes: Takes,
    /// The environments.
    pub sites: Vec<Site>,
    /// When the Licensing Portal is down; how long is counted from the first time that somebody finds it down.
    pub portal_down: Option<Spell>,
    /// The faults of LifeTime's API.
    pub lifetime: LifeTimeFaults,
    /// Whether Support corrects what it is asked to correct.
    pub support_helps: bool,
    /// Whether commands are configured that can upload, read serial numbers and publish.
    pub commands: bool,
    /// Deployment plans of LifeTime.
    pub deployments: Vec<PlannedDeployment>,
    /// How it ends when the scenario's answers are played.
    pub end: ScenarioEnd,
}

/// How long things take, in seconds.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Takes {
    /// Uploading a license.
    pub upload: u64,
    /// Publishing a module.
    pub publish: u64,
    /// Support's answer.
    pub support: u64,
}

/// An environment, its licenses, and what is wrong with it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Site {
    /// How addresses name it.
    pub id: EnvironmentId,
    /// Its name for people.
    pub name: String,
    /// Its role.
    pub role: Role,
    /// Whether LifeTime lists it without a type.
    pub type_is_missing: bool,
    /// Its serial number when the scenario begins.
    pub serial: SerialNumber,
    /// Its license of the source.
    pub source: Grant,
    /// Its license of the target.
    pub target: Grant,
    /// How publishes end while the target is installed, in order; the last one is repeated.
    pub publishes: Vec<PublishOutcome>,
    /// Whether the test module is there.
    pub has_module: bool,
    /// How many modules are of another Activation Code.
    pub foreign_modules: u32,
    /// Whether `ActivationCodeCheck` finds protected modules, and offers its wizard.
    pub protected_modules: bool,
    /// The modules besides.
    pub modules: Vec<String>,
    /// How long each of its pages takes.
    pub delay: u64,
    /// The first upload of this side is done, but its page never comes.
    pub upload_times_out: Option<Side>,
    /// The first upload of this side changes nothing, and nobody is told.
    pub upload_has_no_effect: Option<Side>,
    /// When its server cannot be reached; how long is counted from the first time that somebody finds it so.
    pub server_down: Option<Spell>,
    /// When the server's clock is wrong.
    pub clock_wrong: Option<Spell>,
    /// When its server is started again, and has another serial number after that.
    pub restart: Option<(Trigger, SerialNumber)>,
}

/// A license that the portal gives, before Support corrects anything.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Grant {
    /// Whether the portal lists the serial number.
    pub listed: bool,
    /// The value of *Intellectual Property*.
    pub property: String,
    /// Its last day; none: it never ends.
    pub ends: Option<Date>,
    /// Its *License Type*, where that is not the one of the environment.
    pub kind: Option<String>,
    /// The sentence that its page shows instead of the good one.
    pub notice: Option<String>,
}

/// A time in which something is wrong.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Spell {
    /// When it begins.
    pub begins: Trigger,
    /// How long it lasts, in seconds.
    pub lasts: u64,
}

/// A moment of a scenario.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Trigger {
    /// So many seconds after the beginning.
    At(u64),
    /// When something was done for the first time.
    After(Milestone),
}

/// Something that was done in an environment, for the first time.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct Milestone {
    /// The place of the environment in the scenario.
    pub site: usize,
    /// The act.
    pub act: PersonAct,
}

/// An act in an environment.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum PersonAct {
    /// Its license was downloaded from the portal.
    Obtain(Side),
    /// A license was uploaded.
    Upload(Side),
    /// A module was published.
    Republish,
    /// Somebody looked at LifeTime's deployments; of the environment with that role.
    Look,
}

impl PersonAct {
    /// All of them, with the words of scenarios.
    pub const ALL: [(&str, Self); 6] = [
        ("obtain-source", Self::Obtain(Side::Source)),
        ("upload-source", Self::Upload(Side::Source)),
        ("obtain-target", Self::Obtain(Side::Target)),
        ("upload-target", Self::Upload(Side::Target)),
        ("republish", Self::Republish),
        ("look", Self::Look),
    ];
}

/// How a publish ends.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum PublishOutcome {
    /// The module is published.
    Published,
    /// The solution is of another Activation Code.
    IntellectualProperty,
    /// The module is protected.
    Protected,
    /// Something that has to do with no license.
    Other,
}

impl PublishOutcome {
    /// All of them, with the words of scenarios.
    pub const ALL: [(&str, Self); 4] = [
        ("published", Self::Published),
        ("intellectual-property", Self::IntellectualProperty),
        ("protected", Self::Protected),
        ("other", Self::Other),
    ];
}

/// How long a deployment takes of which nothing else is said, in seconds.
pub const USUAL_DEPLOYMENT: u64 = 60;

/// A deployment plan of LifeTime.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PlannedDeployment {
    /// From where; the place in the scenario.
    pub from: usize,
    /// To where.
    pub to: usize,
    /// How long before the beginning it was created, in seconds; it is there from the beginning then.
    pub created: u64,
    /// When it starts; none: it stays saved.
    pub starts: Option<Trigger>,
    /// How long it takes, in seconds.
    pub takes: u64,
    /// How it ends.
    pub ends: DeploymentEnd,
}

/// How a deployment ends.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum DeploymentEnd {
    /// Well.
    Successful,
    /// With warnings.
    WithWarnings,
    /// With errors.
    WithErrors,
    /// Not at all: it waits for somebody, until it is continued or aborted.
    NeedsIntervention,
}

impl DeploymentEnd {
    /// All of them, with the words of scenarios.
    pub const ALL: [(&str, Self); 4] = [
        ("successful", Self::Successful),
        ("with-warnings", Self::WithWarnings),
        ("with-errors", Self::WithErrors),
        ("needs-intervention", Self::NeedsIntervention),
    ];
}

/// The faults of LifeTime's API.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct LifeTimeFaults {
    /// When it answers nothing but that it is broken.
    pub down: Option<Spell>,
    /// How long each of its answers takes, in seconds.
    pub delay: u64,
    /// Whether the token sees no environment.
    pub sees_nothing: bool,
}

/// How a scenario ends when its answers are played.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ScenarioEnd {
    /// The state, in the word of `status`.
    pub state: String,
    /// The exit code.
    pub exit: u8,
    /// Facts of the journal in their order; words joined by ` + ` belong to one fact.
    pub shows: Vec<String>,
}

/// The states in which a rehearsal can end, with their exit codes.
pub const ENDS: [(&str, u8); 5] = [("done", 0), ("rolled-back", 0), ("held", 3), ("abandoned", 4), ("stopped", 5)];

impl Site {
    /// The license of a side as the portal has it.
    pub const fn grant(&self, side: Side) -> &Grant {
        match side {
            Side::Source => &self.source,
            Side::Target => &self.target,
        }
    }

    /// Its purpose, as Licensing pages name it.
    pub fn purpose(&self) -> &'static str {
        if self.role == Role::Production { "Production" } else { "Development" }
    }
}

impl Scenario {
    /// The code of a side.
    pub const fn code(&self, side: Side) -> &ActivationCode {
        match side {
            Side::Source => &self.source,
            Side::Target => &self.target,
        }
    }

    /// A key as LifeTime makes them, always the same for the same thing.
    pub fn key(&self, of: &str) -> String {
        identity::key(self.seed, of)
    }
}
