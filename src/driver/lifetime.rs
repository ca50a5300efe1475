//! LifeTime: its API, version 2, and the look at its deployments.

pub mod answer;
mod api;
mod asking;
mod poller;
pub mod remark;

pub use self::{
    api::{ApiFault, LifeTimeApi},
    asking::Teller,
    poller::{Poller, other_types, place, unseen},
};
