//! The screen: what is drawn, what keys do, and the real program in a real terminal.

mod actions;
mod any_bytes;
mod byte_streams;
mod clipboard;
mod damaged;
mod downloads;
mod key_records;
mod labels;
pub(crate) mod layout;
mod line_editor;
mod links;
mod meant;
mod pictures;
mod presses;
mod random_input;
mod random_streams;
mod reads;
mod screen_inputs;
mod screens;
mod setup;
mod setup_screen;
mod terminal;
mod theme;
mod timeline;
mod ui_state;
mod watch_shown;
mod width;
