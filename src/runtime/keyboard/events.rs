//! Events of the terminal one by one, and what each means that stands alone.

use std::{collections::VecDeque, io, time::Duration};

use crossterm::event::{Event, MouseButton, MouseEvent, MouseEventKind};

use crate::tui::{
    hit_area::{Pointed, Pointer},
    message::{Msg, Typed},
};

/// The largest paste that is taken in, in characters; more is cut off.
pub(super) const LARGEST: usize = 4 * 1024 * 1024;

/// Where events come from: those that were looked at and given back first.
pub(super) struct Events<M> {
    pub(super) given_back: VecDeque<Event>,
    pub(super) more: M,
}

impl<M: FnMut(Duration) -> io::Result<Option<Event>>> Events<M> {
    pub(super) fn next(&mut self, wait: Duration) -> io::Result<Option<Event>> {
        match self.given_back.pop_front() {
            Some(event) => Ok(Some(event)),
            None => (self.more)(wait),
        }
    }
}

/// The message of an event that stands alone.
pub(super) fn plain(event: Event) -> Option<Msg> {
    match event {
        Event::Key(key) => Some(Msg::Typed(Typed::Key(key))),
        Event::Paste(text) => Some(Msg::Typed(Typed::Paste(text.chars().take(LARGEST).collect()))),
        Event::Resize(width, height) => Some(Msg::Resized(width, height)),
        Event::Mouse(mouse) => pointer(mouse).map(Msg::Pointer),
        Event::FocusGained | Event::FocusLost => None,
    }
}

const fn pointer(mouse: MouseEvent) -> Option<Pointer> {
    let what = match mouse.kind {
        MouseEventKind::Down(MouseButton::Left) => Pointed::Press,
        MouseEventKind::ScrollUp => Pointed::WheelUp,
        MouseEventKind::ScrollDown => Pointed::WheelDown,
        MouseEventKind::Down(_)
        | MouseEventKind::Up(_)
        | MouseEventKind::Drag(_)
        | MouseEventKind::Moved
        | MouseEventKind::ScrollLeft
        | MouseEventKind::ScrollRight => return None,
    };
    Some(Pointer { x: mouse.column, y: mouse.row, what })
}
