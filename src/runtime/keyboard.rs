//! The keyboard and the mouse: reads what the terminal sends, and says when. What it means is `tui::input`'s business.

use std::io;

use super::{moment, tty};
use crate::tui::message::Msg;

/// Reads until the terminal is gone or nobody listens; `send` says whether somebody does.
///
/// # Errors
/// When the terminal cannot be read any more.
pub fn listen(mut send: impl FnMut(Msg) -> bool) -> io::Result<()> {
    let mut keyboard = tty::Keyboard::open()?;
    let mut input = tty::Keyboard::input();
    loop {
        let wait = input.until().map(|until| until.saturating_sub(moment::now()));
        let msgs =
            if keyboard.wait(wait)? { keyboard.read(moment::now(), &mut input)? } else { input.expire(moment::now()) };
        for msg in msgs {
            if !send(msg) {
                return Ok(());
            }
        }
    }
}
