//! Scenarios: what a practice infrastructure is like, and what goes wrong in it. Checked when read; nothing happens here.

mod bundled;
mod definition;
mod groups;
mod identity;
mod read;

pub use self::{
    bundled::{Bundled, DEFAULT, bundled, scenarios},
    definition::{
        DeploymentEnd, ENDS, Grant, LifeTimeFaults, Milestone, PersonAct, PlannedDeployment, PublishOutcome, Scenario,
        ScenarioEnd, Site, Spell, Takes, Trigger, USUAL_DEPLOYMENT,
    },
    groups::groups,
    read::scenario,
};
