//! Lines with meaning become lines with looks.

use ratatui::{
    buffer::Buffer,
    layout::Rect,
    style::Style,
    text::{Line, Span},
    widgets::Widget,
};

use tui_input::Input;

use super::theme::Theme;
use crate::app::{
    layout::{self, to_ascii},
    prose::Tone,
};

/// The looks of a line.
pub(super) fn styled(line: &layout::Line, theme: &Theme) -> Line<'static> {
    let span = |part: &layout::Part| {
        let style = theme.tone(part.tone);
        let style = if part.label { style.patch(theme.label()) } else { style };
        Span::styled(plain(&part.text, theme), style)
    };
    Line::from(line.iter().map(span).collect::<Vec<_>>())
}

/// The text in ASCII where that is wanted.
pub(super) fn plain(text: &str, theme: &Theme) -> String {
    if theme.ascii { to_ascii(text) } else { text.to_owned() }
}

/// Rows from the top of an area, one after the other; what does not fit is empty. Sums, not a solver: a screen is divided
/// at every key.
pub(super) fn stack<const N: usize>(area: Rect, heights: [u16; N]) -> [Rect; N] {
    let mut y = area.y;
    heights.map(|height| {
        let row = Rect { y, height: height.min(area.bottom() - y), ..area };
        y = row.bottom();
        row
    })
}

/// Draws one line at the top of an area.
pub(super) fn put(line: Line<'_>, area: Rect, buffer: &mut Buffer) {
    let area = Rect { height: area.height.min(1), ..area }.intersection(buffer.area);
    if area.is_empty() || !line.spans.iter().all(|span| span.content.is_ascii()) {
        line.render(area, buffer);
        return;
    }
    // Most lines are ASCII, a cell a byte: no need to look for what belongs together.
    let cells = line.spans.iter().flat_map(|span| {
        let style = line.style.patch(span.style);
        span.content.chars().map(move |c| (c, style))
    });
    for (x, (c, style)) in (area.left()..area.right()).zip(cells) {
        buffer[(x, area.y)].set_char(c).set_style(style);
    }
}

/// Draws lines from the top of an area, without those scrolled out, and says at its right edge that there is more.
pub(super) fn put_all(lines: &[layout::Line], scroll: usize, theme: &Theme, area: Rect, buffer: &mut Buffer) {
    let rows = usize::from(area.height);
    let scroll = scroll.min(lines.len().saturating_sub(rows));
    for (row, line) in (0..area.height).zip(lines.iter().skip(scroll)) {
        put(styled(line, theme), Rect { y: area.y + row, height: 1, ..area }, buffer);
    }
    let edge = area.right();
    let more = |buffer: &mut Buffer, y: u16, sign: &str| {
        if let Some(cell) = buffer.cell_mut((edge, y)) {
            cell.set_symbol(sign).set_style(theme.border());
        }
    };
    if scroll > 0 && area.height > 0 {
        more(buffer, area.y, theme.either("\u{2191}", "+"));
    }
    if scroll + rows < lines.len() && area.height > 0 {
        more(buffer, area.bottom() - 1, theme.either("\u{2193}", "+"));
    }
}

/// A rule across an area, with a heading in it and a word at its right end.
pub(super) fn rule(heading: &str, right: &str, style: Style, theme: &Theme, area: Rect, buffer: &mut Buffer) {
    let dash = theme.either("\u{2500}", "-");
    buffer.set_string(area.x, area.y, dash.repeat(usize::from(area.width)), theme.border());
    let room = usize::from(area.width.saturating_sub(4));
    let ellipsis = theme.ellipsis();
    let heading = crate::app::prose::shorten(&plain(heading, theme), room.saturating_sub(1), ellipsis);
    let used = Span::raw(heading.as_str()).width();
    buffer.set_string(area.x + 1, area.y, format!(" {heading} "), style);
    let right = plain(right, theme);
    let width = Span::raw(right.as_str()).width();
    if width > 0 && used + width + 8 <= usize::from(area.width) {
        let width = u16::try_from(width).unwrap_or(0);
        buffer.set_string(area.right() - width - 3, area.y, format!(" {right} "), theme.tone(Tone::Quiet));
    }
}

/// Draws what is being typed; the answer says where the cursor stands.
pub(super) fn field(input: &Input, theme: &Theme, area: Rect, buffer: &mut Buffer) -> (u16, u16) {
    let width = usize::from(area.width.saturating_sub(4));
    let scroll = input.visual_scroll(width);
    let cursor = u16::try_from(input.visual_cursor().saturating_sub(scroll)).unwrap_or(0);
    let typed = Line::from(vec![
        Span::styled("> ", theme.tone(Tone::Now)),
        Span::styled(plain(&visible(input.value(), scroll, width), theme), theme.tone(Tone::Plain)),
    ]);
    put(typed, area, buffer);
    (area.x + 2 + cursor, area.y)
}

/// The part of a text that is in sight.
fn visible(text: &str, scroll: usize, width: usize) -> String {
    let mut at = 0;
    let mut shown = String::new();
    for c in text.chars() {
        let w = Span::raw(c.to_string()).width();
        if at >= scroll && at + w <= scroll + width {
            shown.push(c);
        }
        at += w;
    }
    shown
}
