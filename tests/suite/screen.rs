//! The screen: what is drawn, what keys do, and the real program in a real terminal.

mod actions;
mod damaged;
mod downloads;
mod keyboard;
mod labels;
pub(crate) mod layout;
mod line_editor;
mod links;
mod pictures;
mod random_input;
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
