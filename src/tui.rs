//! One terminal: its state, what keys and the mouse do, and the drawing. Pure; the loop that runs it is in `runtime`.

pub mod available;
pub mod clipboard;
pub mod dashboard;
pub mod draw;
pub mod editing;
pub mod entry;
mod form_keys;
pub mod hit_area;
pub mod input;
pub mod key_name;
pub mod layout;
pub mod links;
pub mod memo;
pub mod message;
pub mod notice;
pub mod overlay;
pub mod page_text;
pub mod palette;
pub mod pick;
pub mod press;
pub mod route;
pub mod state;
pub mod timeline;
pub mod update;
pub mod welcome;
