//! The keys of the first screen, and what its list shows.

use ratatui::layout::Rect;

use super::rows::centered;
use crate::{
    tui::draw::{bar, canvas::Canvas},
    view::{
        flow::flow,
        text::{Block, Tone},
    },
};

/// The keys, and what each does.
const KEYS: [(&str, &str); 8] = [
    ("Enter   ", "continues with the selected migration, or starts what is selected"),
    ("Up/Down ", "selects; also PageUp, PageDown, Home, End, j, k"),
    ("r       ", "rehearses on a simulated infrastructure; nothing real is touched"),
    ("n       ", "sets up a new migration"),
    ("o       ", "opens a folder that you type: of a migration, or of an unpacked bundle"),
    ("?       ", "shows this page"),
    ("q, Esc  ", "leaves; nothing is lost"),
    ("Ctrl-c  ", "leaves, also while you type"),
];

/// What the list shows.
const LIST: &str = "The list has every migration in the current folder. Those that are not over come first, real ones before \
                    rehearsals, and of these the ones in trouble first: stopped, on hold, rolling back. Below it stands the \
                    last record of the selected one.";

/// Draws the keys.
pub(super) fn draw(canvas: &mut Canvas<'_>, area: Rect) {
    keys_page("Keys of this screen", &KEYS, LIST, canvas, area);
}

/// Draws the keys of a list, and what it shows.
pub(in crate::tui::draw) fn keys_page(
    heading: &str,
    keys: &[(&str, &str)],
    list: &str,
    canvas: &mut Canvas<'_>,
    area: Rect,
) {
    let inside = centered(area);
    let mut blocks = vec![Block::para(Tone::Heading, heading), Block::Gap];
    blocks.extend(keys.iter().map(|(key, does)| Block::led(Tone::Plain, format!("{key} "), *does)));
    blocks.extend([Block::Gap, Block::para(Tone::Quiet, list)]);
    let lines = flow(&blocks, usize::from(inside.width.saturating_sub(4)));
    let room = Rect {
        x: inside.x + 2,
        y: inside.y + 1,
        width: inside.width.saturating_sub(4),
        height: inside.height.saturating_sub(2),
    };
    canvas.put_all(&lines, 0, room);
    bar::draw(&[("Esc", "back")], &[("Ctrl-c", "leave")], canvas, area);
}
