//! The infrastructure as the article draws it: the box of LifeTime, lines down to its environments, and arrows between these in
//! the order of deployments. The boxes are those of [`boxes`].

use ratatui::layout::Rect;

use super::{super::canvas::Canvas, boxes};
use crate::{
    domain::index::EnvIx,
    engine::session::Session,
    tui::{
        layout::{ARROW, LINES, SMALL},
        state::UiState,
    },
    view::{drawing::drawn, mark::Signs},
};

/// The widest box: a wider one would only be emptier.
const WIDEST: u16 = 46;

pub(super) fn draw(session: &Session, ui: &UiState, large: bool, canvas: &mut Canvas<'_>, area: Rect) {
    let Some(drawing) = drawn(session) else { return };
    let count = u16::try_from(drawing.below.len()).unwrap_or(1).max(1);
    let gaps = count - 1;
    let width = (area.width.saturating_sub(2 + gaps * ARROW) / count).min(WIDEST);
    // The boxes share the columns that are left, so that the drawing is as wide as the screen.
    let free = area.width.saturating_sub(2 + count * width);
    let apart = free.checked_div(gaps).map_or(0, |apart| apart.min(3 * ARROW));
    let whole = count * width + gaps * apart;
    let left = area.x + area.width.saturating_sub(whole) / 2;
    let below = area.y + SMALL + LINES;
    let height = area.bottom().saturating_sub(below);
    let places: Vec<Rect> =
        (0..count).map(|place| Rect { x: left + place * (width + apart), y: below, width, height }).collect();
    let middle = left + whole / 2;
    let top = Rect { x: middle.saturating_sub(width / 2), y: area.y, width, height: SMALL };
    let is_focused = |environment: EnvIx| ui.environment(session) == Some(environment);
    lines(canvas, (middle, area.y + SMALL), &places);
    arrows(canvas, &places);
    boxes::one(session, drawing.lifetime, (is_focused(drawing.lifetime), false), canvas, top);
    for (environment, place) in drawing.below.iter().zip(&places) {
        boxes::one(session, *environment, (is_focused(*environment), large), canvas, *place);
    }
}

/// From LifeTime down to each environment.
fn lines(canvas: &mut Canvas<'_>, (from, y): (u16, u16), places: &[Rect]) {
    let style = canvas.theme.border();
    let signs = canvas.theme.signs;
    let below: Vec<u16> = places.iter().map(|place| place.x + place.width / 2).collect();
    let (Some(first), Some(last)) = (below.first().copied(), below.last().copied()) else { return };
    canvas.set(from, y, signs.either("\u{2502}", "|"), style);
    for x in first.min(from)..=last.max(from) {
        let (is_from, is_to) = (x == from, below.contains(&x));
        let sign = match (is_from, is_to, x == first.min(from), x == last.max(from)) {
            (true, true, true, true) => "\u{2502}",
            (true, true, _, _) => "\u{253c}",
            (true, false, _, _) => "\u{2534}",
            (false, true, true, _) => "\u{250c}",
            (false, true, _, true) => "\u{2510}",
            (false, true, false, false) => "\u{252c}",
            (false, false, _, _) => "\u{2500}",
        };
        let ascii = if is_from || is_to { "+" } else { "-" };
        canvas.set(x, y + 1, signs.either(sign, ascii), style);
    }
}

/// From each environment to the next.
fn arrows(canvas: &mut Canvas<'_>, places: &[Rect]) {
    let style = canvas.theme.border();
    let (shaft, head) = match canvas.theme.signs {
        Signs::Unicode | Signs::Console => ("\u{2500}", "\u{2192}"),
        Signs::Ascii => ("-", ">"),
    };
    for pair in places.windows(2) {
        let (from, to) = (pair[0].right() + 1, pair[1].x.saturating_sub(1));
        let length = usize::from(to.saturating_sub(from));
        if length > 1 {
            canvas.set(from, pair[0].y + pair[0].height / 2, &(shaft.repeat(length - 1) + head), style);
        }
    }
}
