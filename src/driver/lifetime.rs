//! LifeTime: its API, version 2, and the look at its deployments.

pub mod answer;
mod api;
mod look;

pub use self::{
    api::{ApiFault, LifeTimeApi},
    look::{Poller, place, unseen},
};
