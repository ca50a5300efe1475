//! A migration for others: status and plans for programs and people, and the record of the night.

mod clock;
pub mod data;
pub mod follow;
pub mod outline;
pub mod overview;
pub mod picture;
pub mod plan;
pub mod render;
pub mod review;
pub mod status;
pub mod ticket;
pub mod wait;
