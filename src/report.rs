//! A migration for others: status and plans for programs and people, and the record of the night.

pub mod account;
mod clock;
pub mod night;
pub mod outline;
pub mod picture;
pub mod review;
pub mod status;
pub mod wait;
pub mod written;
