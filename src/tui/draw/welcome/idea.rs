//! Draws what a migration is about: an infrastructure, and the two licenses.

use ratatui::{
    layout::Rect,
    style::Style,
    text::{Line, Span},
    widgets::{Block, Widget},
};

use super::rows::{row, skip};
use crate::{
    domain::infrastructure::Side,
    tui::draw::{canvas::Canvas, panels::border_set},
    view::text::{Tone, columns},
};

/// Columns of an environment's box.
const BOX: u16 = 23;

/// Rows of the picture.
const ROWS: u16 = 9;

/// The work in each environment.
const DONE: &str = "save, upload, check";

/// An infrastructure: LifeTime above the environments that a solution goes through.
pub(super) fn picture(canvas: &mut Canvas<'_>, rest: &mut Rect) {
    let width = rest.width.min(100);
    let left = rest.x + (rest.width - width) / 2 + 1;
    let middle = left + (width - 2) / 2;
    let top = rest.y + 1;
    let at = [left + 1, middle - BOX / 2, left + width - 3 - BOX];
    let drawn = |canvas: &mut Canvas<'_>, x: u16, y: u16, name: &str, does: &str| {
        boxed(canvas, Rect { x, y, width: BOX, height: 3 }, name, does);
    };
    drawn(canvas, at[1], top, "LifeTime", "manages the others");
    connect(canvas, at, top + 3);
    for (x, name) in at.into_iter().zip(["Development", "Quality", "Production"]) {
        drawn(canvas, x, top + 4, name, DONE);
    }
    let (dash, head) = (canvas.theme.signs.either("\u{2500}", "-"), canvas.theme.signs.either("\u{25ba}", ">"));
    for pair in at.windows(2) {
        let long = usize::from((pair[1] - pair[0]).saturating_sub(BOX + 3));
        let arrow = format!("{}{head}", dash.repeat(long));
        canvas.set(pair[0] + BOX + 1, top + 5, &arrow, canvas.theme.border());
    }
    skip(rest, ROWS);
}

/// The line from LifeTime down to the three.
fn connect(canvas: &mut Canvas<'_>, at: [u16; 3], y: u16) {
    let signs = canvas.theme.signs;
    let (first, middle, last) = (at[0] + BOX / 2, at[1] + BOX / 2, at[2] + BOX / 2);
    for x in first..=last {
        let sign = match x {
            x if x == first => signs.either("\u{250c}", "+"),
            x if x == last => signs.either("\u{2510}", "+"),
            x if x == middle => signs.either("\u{253c}", "+"),
            _ => signs.either("\u{2500}", "-"),
        };
        canvas.set(x, y, sign, canvas.theme.border());
    }
}

/// An environment with its license.
fn boxed(canvas: &mut Canvas<'_>, area: Rect, name: &str, does: &str) {
    let theme = canvas.theme;
    Block::bordered().border_set(border_set(theme, false)).border_style(theme.border()).render(area, canvas.buffer);
    canvas.set(area.x + 2, area.y, &format!(" {name} "), theme.tone(Tone::Heading));
    let badge = " AAA ";
    let wide = u16::try_from(badge.len()).unwrap_or(0);
    canvas.set(area.right() - wide - 2, area.y, badge, theme.badge(Side::Source, Tone::Plain));
    let room = usize::from(area.width.saturating_sub(3));
    let does: String = does.chars().take(room).collect();
    canvas.set(area.x + 1, area.y + 1, &format!(" {does}"), theme.tone(Tone::Quiet));
}

/// The purpose of a migration, with the two licenses as they are drawn everywhere.
pub(super) fn sentence(canvas: &mut Canvas<'_>, rest: &mut Rect) {
    let theme = canvas.theme;
    let plain = theme.tone(Tone::Quiet);
    let words = "Each environment keeps a backup of its AAA license, gets a BBB license, and its Licensing page proves it. You \
                 can always roll back.";
    let room = usize::from(rest.width.saturating_sub(2));
    let mut line: Vec<Span<'static>> = Vec::new();
    let mut used = 0;
    for word in words.split(' ') {
        let (text, look) = match word {
            "AAA" => (" AAA ".to_owned(), theme.badge(Side::Source, Tone::Plain)),
            "BBB" => (" BBB ".to_owned(), theme.badge(Side::Target, Tone::Good)),
            word => (word.to_owned(), plain),
        };
        let width = columns(&text);
        if used + width + 1 > room && used > 0 {
            put(canvas, std::mem::take(&mut line), rest);
            used = 0;
        }
        if used > 0 {
            line.push(Span::styled(" ", Style::new()));
        }
        line.push(Span::styled(text, look));
        used += width + 1;
    }
    put(canvas, line, rest);
}

fn put(canvas: &mut Canvas<'_>, line: Vec<Span<'static>>, rest: &mut Rect) {
    let area = row(rest);
    canvas.put(Line::from(line), Rect { x: area.x + 1, width: area.width.saturating_sub(1), ..area });
}
