//! One binary for all tests; each module is named after what a person would call the thing.
#![expect(clippy::unwrap_used, clippy::panic, reason = "a test that cannot go on has failed")]

mod actions;
mod architecture;
mod article;
mod clock;
mod command;
mod desk;
mod detour;
mod errand;
mod identity;
mod journal;
mod keyboard;
mod night;
mod pages;
mod past;
mod pictures;
mod practice;
mod property;
mod reading;
mod readme;
mod refusal;
mod rehearsal;
mod scenario;
mod screen;
mod setup;
mod setup_screen;
mod stage;
mod support;
mod terminal;
mod theme;
mod vault;
mod ways;
mod web;
mod width;
mod written;
