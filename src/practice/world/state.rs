//! The state of a practice infrastructure at a moment: the licenses, rows, modules and plans.

use std::collections::BTreeMap;

use jiff::Timestamp;
use serde::{Deserialize, Serialize};

use super::license::License;
use crate::{
    domain::{identity::SerialNumber, infrastructure::Side},
    practice::scenario::Scenario,
};

/// A practice infrastructure at work. Times are seconds since it began.
#[derive(Debug, Clone)]
pub struct World {
    pub(super) scenario: Scenario,
    pub(super) begins: Timestamp,
    pub(super) state: WorldState,
}

/// The kept state of a practice infrastructure, so that it goes on where it was.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct SavedWorld {
    /// The port it listened on: its addresses are in the journal.
    pub port: u16,
    /// When it began.
    pub begins: Timestamp,
    /// How many seconds it has run.
    pub second: u64,
    /// All changes since.
    pub state: WorldState,
}

/// All changes since the beginning; kept, so that a rehearsal goes on where it was.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct WorldState {
    /// When things happened for the first time, by their words.
    pub(super) reached: BTreeMap<String, u64>,
    pub(super) sites: Vec<SiteState>,
    /// Rows of the portal under either code.
    pub(super) source: Vec<Row>,
    pub(super) target: Vec<Row>,
    pub(super) plans: Vec<Plan>,
    /// How many plans were ever made: each has a key of its own.
    pub(super) made: u32,
    /// Deployments of the scenario that somebody deleted: they do not start any more.
    pub(super) deleted: Vec<usize>,
    /// When somebody found the portal down for the first time.
    pub(super) found_down: Option<u64>,
    /// How often Support was asked.
    pub(super) requests: u32,
    /// The last request that was answered.
    #[serde(default)]
    pub(super) answered: Option<AnsweredRequest>,
    /// How often the definition of the target license was corrected: then every target license is issued anew.
    pub(super) target_corrections: u32,
}

/// A request that Support has answered.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct AnsweredRequest {
    pub(super) request: String,
    pub(super) answer: String,
    /// How many licenses had been uploaded by then.
    pub(super) uploads: u32,
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct SiteState {
    pub(super) serial: SerialNumber,
    pub(super) installed: License,
    /// Whether Support corrected the license of the source, and of the target.
    pub(super) corrected: [bool; 2],
    /// What was done about its modules since the beginning.
    #[serde(default)]
    pub(super) modules: ModulesDone,
    /// The last publish of each module here.
    pub(super) published: BTreeMap<String, LastPublished>,
    pub(super) publishes: Vec<Publish>,
    /// How often a license was uploaded.
    #[serde(default)]
    pub(super) uploads: u32,
    /// How often modules were published under the target.
    pub(super) tests: usize,
    pub(super) upload_timed_out: bool,
    /// Whether an upload changed nothing already.
    #[serde(default)]
    pub(super) upload_ignored: bool,
    /// When somebody found its server down for the first time.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(super) found_down: Option<u64>,
    /// When something was done last that makes a wrong clock right: the services restarted, a license uploaded.
    pub(super) clock_mended: Option<u64>,
    /// Why LifeTime has it in maintenance mode.
    pub(super) maintenance: Option<String>,
}

/// What was done about modules that `ActivationCodeCheck` names.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub(super) struct ModulesDone {
    /// Whether Support has changed their code, and they are published with it since.
    pub(super) changed: bool,
    /// Whether the wizard was started.
    pub(super) wizard: bool,
}

/// The version of a module that was published last, and when.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct LastPublished {
    pub(super) version: u32,
    pub(super) at: u64,
}

/// A publish of a module.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Publish {
    pub(super) module: String,
    pub(super) version: u32,
    pub(super) until: u64,
    pub(super) message: String,
    pub(super) success: bool,
    /// Whether another version than the published one was chosen.
    pub(super) was_other: bool,
    /// Whether it has been taken into account.
    pub(super) settled: bool,
    /// What it is for, in the words of whoever began it; empty where that was not said.
    #[serde(default)]
    pub(super) purpose: String,
    /// How often a license had been uploaded before it.
    #[serde(default)]
    pub(super) uploads: u32,
}

/// A row of the portal: room for one environment.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Row {
    pub(super) name: String,
    pub(super) purpose: String,
    pub(super) serial: Option<SerialNumber>,
}

/// A deployment plan of LifeTime.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Plan {
    pub(super) key: String,
    pub(super) from: usize,
    pub(super) to: usize,
    /// Before the beginning where negative.
    pub(super) created: i64,
    pub(super) started: Option<u64>,
    pub(super) aborted: Option<u64>,
    pub(super) takes: u64,
    /// Whether it was aborted by maintenance mode.
    pub(super) maintained: bool,
    /// When somebody continued it.
    pub(super) continued: Option<u64>,
    /// Whether the scenario starts it, and which of its deployments it is.
    pub(super) planned: Option<usize>,
}

impl SiteState {
    pub(super) const fn corrected(&self, side: Side) -> bool {
        let [source, target] = self.corrected;
        match side {
            Side::Source => source,
            Side::Target => target,
        }
    }

    pub(super) const fn corrected_mut(&mut self, side: Side) -> &mut bool {
        let [source, target] = &mut self.corrected;
        match side {
            Side::Source => source,
            Side::Target => target,
        }
    }
}

/// A second as a signed one: before the beginning they are negative.
pub(super) fn signed(second: u64) -> i64 {
    i64::try_from(second).unwrap_or(i64::MAX)
}
