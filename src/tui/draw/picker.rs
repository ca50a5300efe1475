//! Draws a layer above a screen: a list of actions, or a filter that is being typed.

use ratatui::{
    layout::Rect,
    text::{Line, Span},
    widgets::{Block, Clear, Widget},
};
use tui_input::Input;

use super::{canvas::Canvas, more::More, panels::border_set};
use crate::{
    domain::text::row,
    engine::session::Session,
    tui::{
        hit_area::HitArea,
        overlay::{Picker, PickerKind},
        palette::Item,
        state::UiState,
    },
    view::text::{Tone, columns, cut, padded, wrap},
};

/// Blank columns behind the keys.
const GAP: usize = 3;

/// The most columns of the names.
const NAMES: usize = 30;

/// Fewer columns of what an action does say nothing: it stands below the list for the selected one.
const HELP: usize = 28;

/// The widest list of all actions.
const WIDEST: u16 = 120;

/// Below this the list is as wide as the screen: what would be left beside it are torn words.
const BESIDE: u16 = 110;

/// Rows of the sentence about the selected line.
const SENTENCE: u16 = 2;

/// Draws a list of actions: all of them in the middle of the screen, places at its bottom.
pub(super) fn draw(session: &Session, ui: &UiState, picker: &Picker, canvas: &mut Canvas<'_>, area: Rect) {
    let items = picker.items(session, ui);
    let search = u16::from(picker.kind == PickerKind::All);
    let rows = u16::try_from(items.len()).unwrap_or(u16::MAX);
    let most = area.height.saturating_sub(4);
    let height = (rows + search + SENTENCE + 2).clamp(SENTENCE + search + 3, most);
    let width = if area.width < BESIDE { area.width } else { area.width.min(WIDEST) };
    // The list keeps its place while it grows shorter: the eye stays where it was.
    let y = if search == 1 { area.y + 2 } else { area.bottom().saturating_sub(height + 1) };
    let outer = Rect { x: area.x + (area.width - width) / 2, y, width, height };
    // A press beside it closes it, whatever lies behind.
    canvas.hit_area(area, HitArea::Cancel);
    canvas.dim(Rect { height: area.height.saturating_sub(1), ..area });
    let inner = boxed(if search == 1 { "All actions" } else { "Go to" }, canvas, outer);
    if search == 1 {
        canvas.field(&picker.input, Rect { height: 1, ..inner });
    }
    let list = Rect { y: inner.y + search, height: inner.height.saturating_sub(search + SENTENCE), ..inner };
    let selected = picker.place(&items);
    lines(&items, selected, canvas, list).draw_in_border(canvas, outer);
    let sentence = items.get(selected).map_or("No action with this name. Esc closes.", |item| &item.help);
    let text = canvas.plain(sentence);
    for (row, line) in (0..SENTENCE).zip(wrap(&text, usize::from(inner.width))) {
        let text: String = line.into_iter().map(|span| span.text).collect();
        let style = canvas.theme.tone(Tone::Quiet);
        canvas.put(Line::styled(text, style), Rect { y: list.bottom() + row, height: 1, ..inner });
    }
}

/// An empty box with a title. Beside it nothing is left of what lies behind: that would be torn words.
fn boxed(title: &str, canvas: &mut Canvas<'_>, outer: Rect) -> Rect {
    let all = canvas.buffer.area;
    Clear.render(Rect { x: all.x, width: all.width, ..outer }, canvas.buffer);
    let theme = canvas.theme;
    let frame = Block::bordered().border_set(border_set(theme, false)).border_style(theme.focus());
    let inner = frame.inner(outer);
    frame.render(outer, canvas.buffer);
    canvas.set(outer.x + 2, outer.y, &format!(" {title} "), theme.tone(Tone::Heading));
    Rect { x: inner.x + 1, width: inner.width.saturating_sub(2), ..inner }
}

/// The actions in columns: keys, names, and what they do, cut at its end.
fn lines(items: &[Item], selected: usize, canvas: &mut Canvas<'_>, area: Rect) -> More {
    let theme = canvas.theme;
    let more = More::of(items.len(), area, selected);
    let signs = theme.signs;
    let shown = |item: &Item| signs.text(&row(&item.name)).into_owned();
    let widest = items.iter().map(|item| columns(&shown(item)) + not(item).len()).max().unwrap_or(0).min(NAMES);
    let keys = items.iter().map(|item| columns(first_key(item))).max().unwrap_or(1) + GAP;
    let room = usize::from(area.width).saturating_sub(keys + 2);
    let names = if room < widest + 2 + HELP { room } else { widest };
    for (place, line_area) in more.rows(area) {
        let item = &items[place];
        let (tone, key) = if item.is_available {
            (theme.tone(Tone::Plain), theme.key())
        } else {
            (theme.tone(Tone::Quiet), theme.tone(Tone::Quiet))
        };
        let ellipsis = theme.signs.ellipsis();
        let name = cut(&format!("{}{}", not(item), shown(item)), names, ellipsis);
        let rest = room.saturating_sub(names + 2);
        let help = if rest >= HELP { cut(&canvas.plain(&item.help), rest, ellipsis) } else { String::new() };
        let line = Line::from(vec![
            Span::styled(format!("  {}", padded(first_key(item), keys)), key),
            Span::styled(format!("{}  ", padded(&name, names)), tone),
            Span::styled(help, theme.tone(Tone::Quiet)),
        ]);
        canvas.put(line, line_area);
        if place == selected {
            canvas.select(line_area);
        }
        canvas.hit_area(line_area, HitArea::Item(item.action));
    }
    more
}

/// The first key of an action; the help has all of them.
fn first_key(item: &Item) -> &'static str {
    item.keys.first().copied().unwrap_or_default()
}

/// The word before an action that cannot be done now.
const fn not(item: &Item) -> &'static str {
    if item.is_available { "" } else { "not now: " }
}

/// Draws a filter that is being typed, on the last row of the screen but one.
pub(super) fn filter(input: &Input, canvas: &mut Canvas<'_>, area: Rect) {
    let row = Rect { y: area.bottom().saturating_sub(2), height: 1, ..area };
    Clear.render(row, canvas.buffer);
    let label = " filter: ";
    let style = canvas.theme.tone(Tone::Quiet);
    canvas.put(Line::styled(label, style), row);
    let offset = u16::try_from(label.len()).unwrap_or(0);
    canvas.field(input, Rect { x: row.x + offset, width: row.width.saturating_sub(offset), ..row });
}
