//! Draws a layer above a screen: a list of actions, or a filter that is being typed.

use ratatui::{
    layout::Rect,
    text::{Line, Span},
    widgets::{Block, Clear, Widget},
};
use tui_input::Input;

use super::{canvas::Canvas, panels::border_set};
use crate::{
    engine::session::Session,
    tui::{
        hit_area::HitArea,
        layout::window,
        overlay::{Picker, PickerKind},
        palette::Item,
        state::UiState,
    },
    view::text::{Tone, columns, padded, wrap},
};

/// Columns of the keys.
const KEYS: usize = 16;

/// The widest list of all actions.
const WIDEST: u16 = 96;

/// Rows of the sentence about the selected line.
const SENTENCE: u16 = 2;

/// Draws a list of actions: all of them in the middle of the screen, places at its bottom.
pub(super) fn draw(session: &Session, ui: &UiState, picker: &Picker, canvas: &mut Canvas<'_>, area: Rect) {
    let items = picker.items(session, ui);
    let search = u16::from(picker.kind == PickerKind::All);
    let rows = u16::try_from(items.len()).unwrap_or(u16::MAX);
    let most = area.height.saturating_sub(4);
    let height = (rows + search + SENTENCE + 2).clamp(SENTENCE + search + 3, most);
    let width = area.width.saturating_sub(4).min(WIDEST);
    // The list keeps its place while it grows shorter: the eye stays where it was.
    let y = if search == 1 { area.y + 2 } else { area.bottom().saturating_sub(height + 1) };
    let outer = Rect { x: area.x + (area.width - width) / 2, y, width, height };
    let inner = boxed(if search == 1 { "All actions" } else { "Go to" }, canvas, outer);
    if search == 1 {
        canvas.field(&picker.input, Rect { height: 1, ..inner });
    }
    let list = Rect { y: inner.y + search, height: inner.height.saturating_sub(search + SENTENCE), ..inner };
    let selected = picker.place(&items);
    lines(&items, selected, canvas, list);
    let sentence = items.get(selected).map_or("Nothing is called like that. Esc closes.", |item| &item.help);
    let text = canvas.plain(sentence);
    for (row, line) in (0..SENTENCE).zip(wrap(&text, usize::from(inner.width))) {
        let text: String = line.into_iter().map(|span| span.text).collect();
        let style = canvas.theme.tone(Tone::Quiet);
        canvas.put(Line::styled(text, style), Rect { y: list.bottom() + row, height: 1, ..inner });
    }
}

/// An empty box with a title.
fn boxed(title: &str, canvas: &mut Canvas<'_>, outer: Rect) -> Rect {
    Clear.render(outer, canvas.buffer);
    let theme = canvas.theme;
    let frame = Block::bordered().border_set(border_set(theme, false)).border_style(theme.focus());
    let inner = frame.inner(outer);
    frame.render(outer, canvas.buffer);
    canvas.set(outer.x + 2, outer.y, &format!(" {title} "), theme.tone(Tone::Heading));
    Rect { x: inner.x + 1, width: inner.width.saturating_sub(2), ..inner }
}

fn lines(items: &[Item], selected: usize, canvas: &mut Canvas<'_>, area: Rect) {
    let theme = canvas.theme;
    let first = window(items.len(), usize::from(area.height), selected);
    for (row, (place, item)) in (0..area.height).zip(items.iter().enumerate().skip(first)) {
        let tone = if item.is_available { Tone::Plain } else { Tone::Quiet };
        let key = if item.is_available { theme.key() } else { theme.tone(Tone::Quiet) };
        let not = if item.is_available { "" } else { "not now: " };
        let room = usize::from(area.width).saturating_sub(KEYS + 2);
        let name = canvas.cut(&format!("{not}{}", item.name), room);
        let used = columns(&name) + 2;
        let why = canvas.cut(&item.help, room.saturating_sub(used).max(1));
        let line = Line::from(vec![
            Span::styled(format!("  {}", padded(&item.keys, KEYS)), key),
            Span::styled(name, theme.tone(tone)),
            Span::styled(if room > used + 8 { format!("  {why}") } else { String::new() }, theme.tone(Tone::Quiet)),
        ]);
        let line_area = Rect { y: area.y + row, height: 1, ..area };
        canvas.put(line, line_area);
        if place == selected {
            canvas.select(line_area);
        }
        canvas.hit_area(line_area, HitArea::Item(item.action));
    }
}

/// Draws a filter that is being typed, on the last row of the screen but one.
pub(super) fn filter(input: &Input, canvas: &mut Canvas<'_>, area: Rect) {
    let row = Rect { y: area.bottom().saturating_sub(2), height: 1, ..area };
    Clear.render(row, canvas.buffer);
    let label = " filter: ";
    let style = canvas.theme.tone(Tone::Caution);
    canvas.put(Line::styled(label, style), row);
    let offset = u16::try_from(label.len()).unwrap_or(0);
    canvas.field(input, Rect { x: row.x + offset, width: row.width.saturating_sub(offset), ..row });
}
