//! Draws the screens before a migration is open.

use ratatui::{
    buffer::Buffer,
    layout::Rect,
    text::{Line, Span},
};

use super::{
    canvas::{Canvas, Drawn},
    theme::Theme,
};
use crate::{
    tui::{
        hit_area::HitArea,
        welcome::{Menu, Welcome},
    },
    view::{
        flow::flow,
        text::{Block, Tone, columns, cut},
    },
};

/// Draws what there is to do.
pub fn welcome(welcome: &Welcome, theme: &Theme, area: Rect, buffer: &mut Buffer) -> Drawn {
    let keys = [("Enter", "choose"), ("n", "new"), ("r", "rehearse"), ("q", "leave")];
    lines(&welcome.menu, &keys, Canvas::new(theme, buffer), area)
}

/// Draws a list of which a line is chosen.
pub fn menu(menu: &Menu, theme: &Theme, area: Rect, buffer: &mut Buffer) -> Drawn {
    lines(menu, &[("Enter", "choose"), ("Esc", "back"), ("q", "leave")], Canvas::new(theme, buffer), area)
}

fn lines(menu: &Menu, keys: &[(&str, &str)], mut canvas: Canvas<'_>, area: Rect) -> Drawn {
    let theme = canvas.theme;
    let head = [Block::para(Tone::Heading, "acmove"), Block::para(Tone::Plain, menu.intent), Block::Gap];
    let below = text(&head, &mut canvas, area);
    let rows = below.height.saturating_sub(1);
    let first = crate::tui::layout::window(menu.lines.len(), usize::from(rows), menu.selected);
    for (row, (place, (label, what))) in (0..rows).zip(menu.lines.iter().enumerate().skip(first)) {
        let selected = place == menu.selected;
        let label = canvas.cut(label, usize::from(below.width.saturating_sub(4)));
        let room = usize::from(below.width).saturating_sub(columns(&label) + 6);
        let what = cut(&canvas.plain(what), room, theme.signs.ellipsis());
        let line = Line::from(vec![
            Span::styled(format!("   {label}  "), theme.tone(Tone::Plain)),
            Span::styled(if room > 8 { what } else { String::new() }, theme.tone(Tone::Quiet)),
        ]);
        let row = Rect { y: below.y + row, height: 1, ..below };
        canvas.put(line, row);
        if selected {
            canvas.select(row);
        }
        canvas.hit_area(row, HitArea::Line(place));
    }
    footer(keys, &mut canvas, area);
    canvas.drawn
}

/// Draws text at the top of an area, and answers with what is below it.
fn text(blocks: &[Block], canvas: &mut Canvas<'_>, area: Rect) -> Rect {
    let inside = Rect { x: area.x + 1, width: area.width.saturating_sub(2), ..area };
    let lines = flow(blocks, usize::from(inside.width));
    let height = u16::try_from(lines.len()).unwrap_or(0).min(area.height);
    canvas.put_all(&lines, 0, Rect { height, ..inside });
    Rect { y: area.y + height, height: area.height - height, ..area }
}

fn footer(keys: &[(&str, &str)], canvas: &mut Canvas<'_>, area: Rect) {
    let spans = keys.iter().flat_map(|(key, name)| {
        [
            Span::styled(format!(" {key}"), canvas.theme.key()),
            Span::styled(format!(" {name} "), canvas.theme.tone(Tone::Quiet)),
        ]
    });
    canvas.put(spans.collect(), Rect { y: area.bottom().saturating_sub(1), height: 1, ..area });
}
