//! The footer of a screen before a migration is open: on a ground of its own, what keys do here at the left, and what they
//! always do at the right.

use ratatui::layout::Rect;

use super::canvas::Canvas;

/// A key and what it does.
pub(super) type Key<'a> = (&'a str, &'a str);

/// Draws it on the last row of an area: as many of the keys as there is room for.
pub(super) fn draw(keys: &[Key<'_>], always: &[Key<'_>], canvas: &mut Canvas<'_>, area: Rect) {
    let row = Rect { y: area.bottom().saturating_sub(1), height: area.height.min(1), ..area };
    let wide: usize = always.iter().map(|(key, name)| key.len() + name.len() + 3).sum();
    let right = row.right().saturating_sub(u16::try_from(wide).unwrap_or(0));
    put(always, canvas, Rect { x: right, width: row.right().saturating_sub(right), ..row });
    put(keys, canvas, Rect { x: row.x + 1, width: right.saturating_sub(row.x + 2), ..row });
    canvas.ground(row, canvas.theme.bar());
}

fn put(keys: &[Key<'_>], canvas: &mut Canvas<'_>, area: Rect) {
    let mut x = area.x;
    for key in keys {
        match canvas.key(x, area, *key, None) {
            Some(next) => x = next,
            None => return,
        }
    }
}
