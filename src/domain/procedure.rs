//! The procedure as data: phases, steps, policies and words of one edition of the article.

use jiff::SignedDuration;

use super::{
    infrastructure::{Role, Side},
    tool::Tool,
};

/// One edition of the article.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Procedure {
    /// How files and commands name it.
    pub id: String,
    /// The article's title, in plain words.
    pub title: String,
    /// Which edition it is, for people.
    pub edition: String,
    /// How to cite the article to Support.
    pub article: String,
    /// A summary of this edition.
    pub summary: String,
    /// The differences from the other editions, a line each.
    pub differs: Vec<String>,
    /// The conditions that must hold before anything is touched.
    pub requirements: Vec<Requirement>,
    /// The way forward.
    pub phases: Vec<Phase>,
    /// The way back.
    pub rollback: Phase,
    /// Answers to what usually goes wrong.
    pub faqs: Vec<Faq>,
}

/// A condition without which nothing is touched.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Requirement {
    /// How answers name it.
    pub id: String,
    /// Put such that "yes" means: may proceed.
    pub question: String,
    /// The meaning of "no", and the thing to do instead.
    pub no: String,
    /// Where it comes from.
    pub source: String,
}

/// A part of a procedure.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Phase {
    /// How steps and commands name it.
    pub id: String,
    /// A few plain words, for the strip of phases.
    pub title: String,
    /// A summary, one sentence.
    pub summary: String,
    /// Environments with this role come first.
    pub first: Option<Role>,
    /// Whether an environment's steps are all done before the next environment begins.
    pub one_by_one: bool,
    /// Why it is here although the article does not list it.
    pub implied: Option<String>,
    /// Its steps, in order.
    pub steps: Vec<Step>,
}

/// One thing to do.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Step {
    /// The part of its id after the slash.
    pub id: String,
    /// The kind of action, and how it is judged.
    pub kind: StepKind,
    /// Whether it is done once, or in each environment.
    pub scope: Scope,
    /// A line that says what to do, in plain words.
    pub title: String,
    /// Instructions, a line each; *labels* of pages in asterisks, `{placeholders}` in braces.
    pub actions: Vec<String>,
    /// What has to be known before it is done.
    pub warning: Option<Sourced>,
    /// Instructions where it is done again: what was done once need not be done twice.
    pub again: Option<Sourced>,
    /// Instructions where the environment has another serial number than when the step was done.
    pub new_serial: Option<Sourced>,
    /// The expected result.
    pub good: String,
    /// The thing to do otherwise.
    pub otherwise: String,
    /// The FAQ that applies.
    pub faq: Option<u8>,
    /// Expected duration in minutes.
    pub minutes: u32,
    /// Why it is here although the article does not list it.
    pub implied: Option<String>,
    /// Where it comes from.
    pub source: String,
}

/// A text with a source of its own, a line each.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Sourced {
    /// The text.
    pub lines: Vec<String>,
    /// Where it comes from.
    pub source: String,
}

impl Phase {
    /// In which order its environments are done; none where it has no steps in them.
    pub fn order_words(&self) -> Option<String> {
        let each = self.steps.iter().any(|step| step.scope == Scope::EachEnvironment);
        let first = match self.first {
            Some(Role::Production) => "Production first, then the other environments.",
            Some(Role::LifeTime) => "LifeTime first, then the other environments.",
            Some(Role::Development) => "Development first, then the other environments.",
            Some(Role::Test) => "The test environments first, then the others.",
            None => "The procedure names no order: as listed, unless you select another order.",
        };
        let one_by_one = if self.one_by_one { " Finish all steps in one environment before the next." } else { "" };
        each.then(|| format!("{first}{one_by_one}"))
    }
}

impl Step {
    /// All texts that stand beside the step's instructions, with the key that each has in a file.
    pub fn beside(&self) -> impl Iterator<Item = (&'static str, &Sourced)> {
        let all = [("warning", &self.warning), ("again", &self.again), ("new_serial", &self.new_serial)];
        all.into_iter().filter_map(|(key, text)| Some((key, text.as_ref()?)))
    }

    /// Expected duration.
    pub fn planned(&self) -> SignedDuration {
        SignedDuration::from_mins(i64::from(self.minutes))
    }
}

/// Whether a step is done once, or in each environment.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Scope {
    /// Once for the whole infrastructure.
    Infrastructure,
    /// In each environment.
    EachEnvironment,
}

/// The kind of action in a step, and how it is judged.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum StepKind {
    /// Somebody reads the procedure.
    Read,
    /// Deployments are paused.
    Pause {
        /// Which.
        paused: Paused,
    },
    /// Something that only a person can do and say.
    Act,
    /// `ActivationCodeCheck` is run in an environment: it names modules of another code.
    CodeCheck,
    /// Deployments are resumed.
    Resume,
    /// Support is contacted.
    Contact,
    /// A license file is obtained and kept in the vault.
    Obtain {
        /// Of which code.
        side: Side,
        /// The consequence when it cannot be had.
        missing: WhenMissing,
    },
    /// A license file of the vault is uploaded in Service Center.
    Upload {
        /// Of which code.
        side: Side,
    },
    /// The Licensing page is read and compared.
    Check {
        /// Which code it must display.
        side: Side,
        /// Accepted values of *Intellectual Property*; none: the value is not looked at.
        accept: Vec<String>,
        /// The consequence of another value.
        otherwise: WhenNotAccepted,
    },
    /// A module is published again as a test.
    Republish {
        /// The consequence of an Intellectual Property error.
        ip_error: WhenIpError,
    },
}

/// Which deployments a pause stops.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Paused {
    /// Those to Production: work within other environments goes on.
    Production,
    /// All of them.
    Everything,
}

/// The consequence when a license file cannot be had.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum WhenMissing {
    /// Finish the other environments, then one Support request names all affected ones.
    Collect,
    /// Wait for a person.
    Hold,
}

/// The consequence when *Intellectual Property* has a value that is not accepted.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum WhenNotAccepted {
    /// Finish the other environments, then one Support request names all affected ones.
    Collect,
    /// Support corrects the definition, then obtaining is reopened for all environments.
    Redo,
    /// Look again.
    Retry,
}

/// The consequence of an Intellectual Property error at a republish.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum WhenIpError {
    /// Hold every other environment and offer the rollback.
    StopTheLine,
    /// Report it to Support with the rest of the rollback.
    Support,
}

/// A frequently asked question of the article.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Faq {
    /// Its number.
    pub number: u8,
    /// The question.
    pub question: String,
    /// The answer.
    pub answer: String,
    /// Where it comes from.
    pub source: String,
}

impl Procedure {
    /// A phase by its place; the rollback comes after the last.
    pub fn phase(&self, phase: usize) -> &Phase {
        self.phases.get(phase).unwrap_or(&self.rollback)
    }

    /// All phases, the rollback last.
    pub fn all_phases(&self) -> impl Iterator<Item = &Phase> {
        self.phases.iter().chain([&self.rollback])
    }

    /// Whether it pauses deployments to Production and no others on its way forward.
    pub fn pauses_production_only(&self) -> bool {
        let steps = || self.phases.iter().flat_map(|phase| &phase.steps);
        let pauses = |paused: Paused| steps().any(|step| step.kind == StepKind::Pause { paused });
        pauses(Paused::Production) && !pauses(Paused::Everything)
    }

    /// A FAQ by its number.
    pub fn faq(&self, number: u8) -> Option<&Faq> {
        self.faqs.iter().find(|faq| faq.number == number)
    }
}

impl StepKind {
    /// The tool that does such a step.
    pub const fn tool(&self) -> Option<Tool> {
        match self {
            Self::Upload { .. } => Some(Tool::UploadLicense),
            Self::Republish { .. } => Some(Tool::Publish),
            Self::Read
            | Self::Pause { .. }
            | Self::Act
            | Self::CodeCheck
            | Self::Resume
            | Self::Contact
            | Self::Obtain { .. }
            | Self::Check { .. } => None,
        }
    }

    /// Of which code the file is that is uploaded in such a step.
    pub const fn side_of_upload(&self) -> Option<Side> {
        match self {
            Self::Upload { side } => Some(*side),
            Self::Read
            | Self::Pause { .. }
            | Self::Act
            | Self::CodeCheck
            | Self::Resume
            | Self::Contact
            | Self::Obtain { .. }
            | Self::Check { .. }
            | Self::Republish { .. } => None,
        }
    }

    /// Whether it changes something outside that may be half done when the program dies, so that its beginning is recorded.
    pub const fn is_begun(&self) -> bool {
        match self {
            Self::Upload { .. } | Self::Republish { .. } => true,
            Self::Read
            | Self::Pause { .. }
            | Self::Act
            | Self::CodeCheck
            | Self::Resume
            | Self::Contact
            | Self::Obtain { .. }
            | Self::Check { .. } => false,
        }
    }

    /// The side whose license it obtains, uploads or checks.
    pub const fn side_of_license(&self) -> Option<Side> {
        match self {
            Self::Obtain { side, .. } | Self::Upload { side } | Self::Check { side, .. } => Some(*side),
            Self::Read
            | Self::Pause { .. }
            | Self::Act
            | Self::CodeCheck
            | Self::Resume
            | Self::Contact
            | Self::Republish { .. } => None,
        }
    }
}
