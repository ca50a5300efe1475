//! A deployment plan as LifeTime shows it, and the words of its status.

use jiff::{Timestamp, tz::TimeZone};
use serde::{Deserialize, Serialize};

use super::{infrastructure::EnvironmentId, text::one_line, zone::label};

/// A deployment plan as LifeTime shows it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Deployment {
    /// How LifeTime names it.
    pub key: String,
    /// LifeTime's name for the environment that is deployed to.
    pub target: String,
    /// The same environment here; none where nobody here is called so.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub environment: Option<EnvironmentId>,
    /// How far it is.
    pub status: DeploymentStatus,
    /// When it was started, where LifeTime says so.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub started: Option<Timestamp>,
    /// Who started it, or made it.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub by: String,
}

impl Deployment {
    /// The same as [`words`](Self::words), with when it was started where that was not today: it may be a forgotten one. Times are
    /// told in a zone, where one is known, else in UTC.
    pub fn words_at(&self, now: Timestamp, zone: Option<&TimeZone>) -> String {
        let zone = zone.cloned().unwrap_or(TimeZone::UTC);
        let day = |at: Timestamp| at.to_zoned_datetime(zone.clone()).date();
        let old = self.started.filter(|started| day(*started) != day(now));
        self.words() + &old.map_or_else(String::new, |started| format!(", started {}", day_and_time(started, &zone)))
    }

    /// Where it goes, and how far it is.
    pub fn words(&self) -> String {
        let by = if self.by.is_empty() { String::new() } else { format!(", by {}", self.by) };
        format!("to {}, {}{by}", self.target, self.status.name())
    }
}

/// A day and a time of it, with the zone that they are told in.
pub fn day_and_time(at: Timestamp, zone: &TimeZone) -> String {
    format!("{} {}", at.to_zoned_datetime(zone.clone()).strftime("%Y-%m-%d %H:%M"), label(zone, at))
}

/// The status of a deployment plan, in the words of LifeTime's API (documentation of the Deployments API v2).
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(from = "String", into = "String")]
pub enum DeploymentStatus {
    /// Written down, not started: many of these lie around, and none counts.
    Saved,
    /// Running.
    Running,
    /// Started, and waiting for somebody.
    NeedsIntervention,
    /// Being aborted.
    Aborting,
    /// Over: aborted.
    Aborted,
    /// Over: deployed.
    Successful,
    /// Over: deployed, with warnings.
    WithWarnings,
    /// Over: failed.
    WithErrors,
    /// Over: LifeTime does not know the plan any more.
    Gone,
    /// A word that the documentation does not have.
    Other(String),
}

impl DeploymentStatus {
    const WORDS: [(&'static str, Self); 9] = [
        ("saved", Self::Saved),
        ("running", Self::Running),
        ("needs_user_intervention", Self::NeedsIntervention),
        ("aborting", Self::Aborting),
        ("aborted", Self::Aborted),
        ("finished_successful", Self::Successful),
        ("finished_with_warnings", Self::WithWarnings),
        ("finished_with_errors", Self::WithErrors),
        ("gone", Self::Gone),
    ];

    /// The word of the API.
    pub fn word(&self) -> &str {
        match self {
            Self::Other(word) => word,
            known @ (Self::Saved
            | Self::Running
            | Self::NeedsIntervention
            | Self::Aborting
            | Self::Aborted
            | Self::Successful
            | Self::WithWarnings
            | Self::WithErrors
            | Self::Gone) => Self::WORDS.iter().find(|(_, status)| status == known).map_or("", |(word, _)| word),
        }
    }

    /// The same for people.
    pub fn name(&self) -> String {
        match self {
            Self::NeedsIntervention => "waiting for a person in LifeTime".to_owned(),
            Self::Successful => "deployed".to_owned(),
            Self::WithWarnings => "deployed, with warnings".to_owned(),
            Self::WithErrors => "failed".to_owned(),
            Self::Gone => "no longer known to LifeTime".to_owned(),
            Self::Saved | Self::Running | Self::Aborting | Self::Aborted => self.word().to_owned(),
            Self::Other(word) => format!("in a state that acmove does not know ({word})"),
        }
    }

    /// Whether something may still be changed by it: what nobody knows counts as under way.
    pub const fn is_under_way(&self) -> bool {
        match self {
            Self::Running | Self::NeedsIntervention | Self::Aborting | Self::Other(_) => true,
            Self::Saved | Self::Aborted | Self::Successful | Self::WithWarnings | Self::WithErrors | Self::Gone => {
                false
            }
        }
    }

    /// Whether it was started and is over.
    pub const fn is_over(&self) -> bool {
        match self {
            Self::Aborted | Self::Successful | Self::WithWarnings | Self::WithErrors | Self::Gone => true,
            Self::Saved | Self::Running | Self::NeedsIntervention | Self::Aborting | Self::Other(_) => false,
        }
    }
}

impl From<String> for DeploymentStatus {
    fn from(word: String) -> Self {
        let known = Self::WORDS.into_iter().find(|(known, _)| *known == word).map(|(_, status)| status);
        known.unwrap_or_else(|| Self::Other(one_line(&word)))
    }
}

impl From<DeploymentStatus> for String {
    fn from(status: DeploymentStatus) -> Self {
        status.word().to_owned()
    }
}
