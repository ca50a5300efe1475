//! A migration for others: status and plans for programs and people, and the record of the night.

pub mod markdown;
pub mod outline;
pub mod status;
