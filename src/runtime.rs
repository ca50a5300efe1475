//! Where the machine meets the world: folders, clock, terminal, threads. Everything that waits or fails is here.

#![expect(clippy::disallowed_methods, reason = "here is the clock, the environment, the disk and other programs")]

pub mod belongs;
pub mod browser;
pub mod bundle;
pub mod cast;
pub mod changes;
pub mod clipboard;
pub mod clock;
pub mod doctor;
pub mod draft;
pub mod event_loop;
pub mod folder;
pub mod inspector;
#[cfg(windows)]
mod job;
pub mod keyboard;
pub mod lifetime;
pub mod log;
pub mod moment;
pub mod operator;
pub mod output;
pub mod places;
pub mod platform;
pub mod practice_crew;
pub mod process;
pub mod program;
pub mod reader;
pub mod recorder;
pub mod rehearsal;
pub mod secrets;
pub mod signs;
pub mod terminal;
pub mod terminal_session;
pub mod this_machine;
pub mod tool;
pub mod tty;
pub mod typing;
