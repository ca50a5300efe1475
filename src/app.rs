//! The program as a pure machine: what a person may do, what is asked of them, and what follows. No disk, clock or terminal.

pub mod action;
pub mod blend;
pub mod card;
pub mod choice;
pub mod dashboard;
pub mod desk;
pub mod editing;
pub mod errand;
pub mod layout;
pub mod message;
pub mod pages;
pub mod panel;
pub mod prose;
pub mod question;
pub mod session;
pub mod setup;
pub mod spot;
pub mod times;
pub mod update;
pub mod welcome;
pub mod wish;
pub mod world;
