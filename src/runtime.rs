//! Where the machine meets the world: folders, clock, terminal, threads. Everything that waits or fails is here.

#![expect(clippy::disallowed_methods, reason = "here is the clock, the environment, the disk and other programs")]

pub mod bundle;
pub mod cast;
pub mod command;
pub mod doctor;
pub mod draft;
pub mod folder;
pub mod keeper;
pub mod keyboard;
pub mod lifetime;
pub mod log;
pub mod looker;
pub mod output;
pub mod platform;
pub mod rehearsal;
pub mod seat;
pub mod stage;
pub mod terminal;
