//! The practice infrastructure: a made-up world with scenarios, its pages and its API over HTTP, and somebody who can work
//! on them. It unlocks nothing, and listens on loopback only.

pub mod clock;
pub mod scenario;
pub mod server;
pub mod world;

mod description;
mod person;

pub use self::{
    clock::{PracticeClock, Stepped},
    description::{Addresses, TOKEN, TOKEN_VARIABLE, description},
    person::{LicenseRequest, Obtained, Person, PublishEnd, UploadEnd, deployments::Deployments},
    scenario::{Bundled, Scenario},
    server::Practice,
    world::{SavedWorld, World, is_license},
};
