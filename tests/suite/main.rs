//! One binary for all tests: a folder for each subject; each module is named after what a person would call the thing.
#![expect(clippy::disallowed_methods, reason = "tests make the folders and start the programs that they look at")]
#![expect(clippy::wildcard_enum_match_arm, reason = "a test looks for one variant, and fails at the others")]
#![expect(clippy::unwrap_used, clippy::panic, reason = "a test that cannot go on has failed")]

mod cli;
mod code;
mod files;
mod harness;
mod practice;
mod rules;
mod screen;
mod tools;
mod whole;
