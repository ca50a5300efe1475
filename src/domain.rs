//! What acmove is about: the words, the rules and the record of a migration. Pure: no clock, disk, network or screen.

pub mod answers;
pub mod check;
pub mod chronicle;
pub mod clocks;
pub mod command;
pub mod commands;
pub mod decide;
pub mod digest;
pub mod event;
pub mod identity;
pub mod infrastructure;
pub mod outlook;
pub mod pace;
pub mod page;
pub mod plan;
pub mod procedure;
pub mod record;
pub mod refusal;
pub mod rollback;
pub mod run;
pub mod telling;
pub mod text;
pub mod ticket;
pub mod told;
pub mod watch;
pub mod words;
