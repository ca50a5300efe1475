//! One binary for all tests; each module is named after what a person would call the thing.
#![expect(clippy::unwrap_used, reason = "a test that cannot go on has failed")]

mod architecture;
mod journal;
mod reading;
mod vault;
