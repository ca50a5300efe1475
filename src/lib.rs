//! acmove takes an operator through moving an OutSystems infrastructure from one Activation Code to another, and back.
//!
//! The map of the modules, and which may name which, is in `ARCHITECTURE.md`;
//! `tests/suite/code/architecture.rs` keeps it.

pub mod catalog;
pub mod cli;
pub mod domain;
pub mod driver;
pub mod engine;
pub mod journal;
pub mod line;
pub mod practice;
pub mod reading;
pub mod report;
pub mod runtime;
pub mod setup;
pub mod situation;
pub mod tui;
pub mod view;
