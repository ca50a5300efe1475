//! Scenarios: what a practice infrastructure is like, and what goes wrong in it. Checked when read; nothing happens here.

mod bundled;
mod definition;
mod identity;
mod read;

pub use self::{
    bundled::{Bundled, DEFAULT, bundled, scenarios},
    definition::{
        Deed, Deployment, DeploymentEnd, ENDS, End, Grant, LifeTimeFaults, Milestone, Moment, Outcome, Scenario, Site,
        Spell, Takes, USUAL_DEPLOYMENT,
    },
    read::scenario,
};
