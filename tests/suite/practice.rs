//! The practice infrastructure, rehearsals in it, and LifeTime as it is asked over HTTP.

mod certificates;
mod freeze;
mod lifetime;
mod look;
mod pages;
mod practice_tasks;
mod rehearsal;
pub(crate) mod scenario;
mod web;
mod world;
