//! One binary for all tests; each module is named after what a person would call the thing.

mod architecture;
mod journal;
mod vault;
