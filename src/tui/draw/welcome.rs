//! Draws the screens before a migration is open.

mod help;
mod idea;
mod menu;
mod rows;

use ratatui::{
    buffer::Buffer,
    layout::Rect,
    text::{Line, Span},
};

pub use self::menu::menu;
use self::rows::centered;
pub(super) use self::{
    help::keys_page,
    rows::{row, skip},
};

use super::{
    bar,
    canvas::{Canvas, Drawn},
    more::More,
    theme::Theme,
    too_small,
};
use crate::{
    tui::{
        hit_area::HitArea,
        welcome::{Entry, Start, Welcome},
    },
    view::{
        flow::flow,
        text::{Block, Tone, columns, cut, padded},
    },
};

/// Rows for which the picture is drawn.
const WITH_PICTURE: u16 = 28;

/// Rows for which there are blank ones between the parts.
const ROOMY: u16 = 22;

/// Rows for which there is a sentence about how it works.
const WITH_IDEA: u16 = 20;

/// The purpose of the program.
const PURPOSE: &str = "Moves an OutSystems infrastructure to a new Activation Code, and back";

/// The steps before a real migration.
const BEFORE: &str = "Before a real migration: rehearse once, tell Support, and check that the Licensing Portal lists all serial \
                      numbers.";

/// The first thing to do, where nothing was started.
const FIRST: &str = "New here? Rehearse first. It takes minutes, and nothing real is touched.";

/// Draws what there is to do.
pub fn welcome(welcome: &Welcome, theme: &Theme, area: Rect, buffer: &mut Buffer) -> Drawn {
    let mut canvas = Canvas::new(theme, buffer);
    if too_small(&mut canvas, area) {
        return canvas.drawn;
    }
    if welcome.helps {
        help::draw(&mut canvas, area);
        return canvas.drawn;
    }
    let inside = centered(area);
    let top = u16::from(area.height >= WITH_PICTURE);
    let mut rest = Rect { y: inside.y + top, height: inside.height - top - 1, ..inside };
    title(&mut canvas, &mut rest);
    if has_picture(welcome, area) {
        idea::picture(&mut canvas, &mut rest);
    }
    if area.height >= WITH_IDEA {
        idea::sentence(&mut canvas, &mut rest);
        skip(&mut rest, u16::from(area.height >= ROOMY));
    }
    let advice = flow(&[Block::para(Tone::Quiet, BEFORE)], usize::from(inside.width.saturating_sub(2)));
    let has_advice = area.height >= WITH_PICTURE && welcome.notice.is_empty();
    let below = if has_advice { u16::try_from(advice.len()).unwrap_or(0) + 1 } else { 0 };
    let starts = 4 + u16::from(area.height >= ROOMY) + below + u16::from(!welcome.notice.is_empty());
    continued(welcome, &mut canvas, &mut rest, starts);
    skip(&mut rest, u16::from(area.height >= ROOMY));
    start(welcome, &mut canvas, &mut rest);
    if has_advice {
        skip(&mut rest, 1);
        canvas.put_all(&advice, 0, Rect { x: rest.x + 1, width: rest.width - 2, ..rest });
    } else if !welcome.notice.is_empty() {
        let told = cut(&canvas.plain(&welcome.notice), usize::from(rest.width - 4), theme.signs.ellipsis());
        canvas.put(Line::styled(format!(" ! {told}"), theme.tone(Tone::Caution)), Rect { height: 1, ..rest });
    }
    footer(welcome, &mut canvas, area);
    canvas.drawn
}

/// Whether there is room for the picture: what was left comes first.
fn has_picture(welcome: &Welcome, area: Rect) -> bool {
    let rows = u16::try_from(welcome.entries.len()).unwrap_or(u16::MAX);
    area.height >= WITH_PICTURE.saturating_add(rows.saturating_sub(FEW))
}

/// So many entries have their room beside the picture.
const FEW: u16 = 4;

fn title(canvas: &mut Canvas<'_>, rest: &mut Rect) {
    const NAME: &str = " acmove  ";
    let theme = canvas.theme;
    let x = u16::try_from(NAME.len()).unwrap_or(0);
    let lines = flow(&[Block::para(Tone::Plain, PURPOSE)], usize::from(rest.width.saturating_sub(x + 1)));
    canvas.put(Line::styled(NAME, theme.tone(Tone::Heading)), *rest);
    let height = u16::try_from(lines.len()).unwrap_or(1).min(rest.height);
    canvas.put_all(&lines, 0, Rect { x: rest.x + x, width: rest.width - x, height, ..*rest });
    skip(rest, height);
    let rule = theme.signs.either("\u{2500}", "-").repeat(usize::from(rest.width.saturating_sub(2)));
    canvas.put(Line::styled(format!(" {rule}"), theme.border()), row(rest));
}

/// The migrations that were left: as many rows as the actions below leave room for.
fn continued(welcome: &Welcome, canvas: &mut Canvas<'_>, rest: &mut Rect, kept: u16) {
    let theme = canvas.theme;
    if welcome.entries.is_empty() {
        let lines = flow(&[Block::para(Tone::Now, FIRST)], usize::from(rest.width.saturating_sub(2)));
        let height = u16::try_from(lines.len()).unwrap_or(1);
        canvas.put_all(&lines, 0, Rect { x: rest.x + 1, width: rest.width - 1, height, ..*rest });
        return skip(rest, height);
    }
    canvas.put(Line::styled(" Continue", theme.tone(Tone::Heading)), row(rest));
    let few = u16::try_from(welcome.entries.len()).unwrap_or(u16::MAX).min(WITH_LAST);
    let knows_last = welcome.entries.iter().any(|entry| !entry.left.last.is_empty());
    let has_last = knows_last && rest.height >= kept + few + 2;
    let room = rest.height.saturating_sub(kept + 1 + u16::from(has_last)).max(1);
    let rows = room.min(u16::try_from(welcome.entries.len()).unwrap_or(u16::MAX));
    let list = Rect { height: rows, ..*rest };
    let more = More::of(welcome.entries.len(), list, welcome.selected.min(welcome.entries.len() - 1));
    let widths = Widths::of(&welcome.entries, rest.width.saturating_sub(1 + more.columns()));
    let told = welcome.entries.iter().map(|entry| columns(&entry.left.details)).max().unwrap_or(0);
    let is_cut = widths.folder == 0 || widths.details < told;
    for (place, area) in more.rows(list) {
        let entry = &welcome.entries[place];
        canvas.put(entry_line(entry, &widths, canvas), area);
        if welcome.selected == place {
            canvas.select(area);
        }
        canvas.hit_area(area, HitArea::Line(place));
    }
    more.draw(canvas, Rect { width: list.width.saturating_sub(1), ..list });
    skip(rest, rows);
    if is_cut {
        let told = welcome.entries.get(welcome.selected).map_or_else(String::new, |entry| {
            let parts = [entry.folder.as_str(), &entry.left.details];
            parts.into_iter().filter(|part| !part.is_empty()).collect::<Vec<_>>().join(" \u{b7} ")
        });
        let told = cut(&canvas.plain(&told), usize::from(rest.width - 5), theme.signs.ellipsis());
        canvas.put(Line::styled(format!("   {told}"), theme.tone(Tone::Quiet)), row(rest));
    }
    if has_last {
        let record = welcome.entries.get(welcome.selected).map_or("", |entry| entry.left.last.as_str());
        let told = cut(&canvas.plain(record), usize::from(rest.width - 5), theme.signs.ellipsis());
        canvas.put(Line::styled(format!("   {told}"), theme.tone(Tone::Quiet)), row(rest));
    }
}

/// Where so many rows of the list stay, the last record of the selected migration is told below it.
const WITH_LAST: u16 = 3;

/// Columns for which each entry has its folder in its row; below, the selected one tells it.
const WITH_FOLDER: u16 = 90;

/// Columns of the parts of an entry.
struct Widths {
    name: usize,
    state: usize,
    details: usize,
    folder: usize,
    when: usize,
}

impl Widths {
    fn of(entries: &[Entry], width: u16) -> Self {
        let widest = |of: &dyn Fn(&Entry) -> usize| entries.iter().map(of).max().unwrap_or(0);
        let width = usize::from(width);
        let is_wide = width + 13 >= usize::from(WITH_FOLDER);
        let when = widest(&|entry| columns(when(entry, is_wide)));
        let folder = if is_wide { widest(&|entry| columns(&entry.folder)).min(width / 5) } else { 0 };
        let room = width.saturating_sub(3 + when + folder + 2 * (1 + usize::from(is_wide)));
        let state = widest(&|entry| columns(&entry.left.state)).min(room * 3 / 4);
        let most = if is_wide { room * 2 / 5 } else { room.saturating_sub(state + 2) };
        let name = widest(&|entry| columns(&entry.left.name)).min(most);
        let details = if is_wide { room.saturating_sub(name + state + 4) } else { 0 };
        let details = if details < LEAST { 0 } else { details };
        Self { name, state, details, folder, when }
    }
}

/// When it was left; where there is little room, without a word that says so.
fn when(entry: &Entry, is_wide: bool) -> &str {
    let told = entry.left.when.as_str();
    if is_wide { told } else { told.strip_prefix("left ").unwrap_or(told) }
}

/// Fewer columns of details say nothing.
const LEAST: usize = 24;

fn entry_line(entry: &Entry, widths: &Widths, canvas: &Canvas<'_>) -> Line<'static> {
    let theme = canvas.theme;
    let quiet = theme.tone(Tone::Quiet);
    let left = &entry.left;
    let part = |text: &str, width: usize| padded(&cut(&canvas.plain(text), width, theme.signs.ellipsis()), width);
    let mut spans = vec![
        Span::styled(
            format!("   {}  ", padded(&canvas.cut(&left.name, widths.name), widths.name)),
            theme.tone(Tone::Plain),
        ),
        Span::styled(part(&left.state, widths.state), theme.tone(left.tone)),
        Span::raw("  "),
    ];
    if widths.details > 0 {
        spans.push(Span::styled(part(&left.details, widths.details), quiet));
        spans.push(Span::raw("  "));
    }
    spans.push(Span::styled(part(when(entry, widths.folder > 0), widths.when), quiet));
    if widths.folder > 0 {
        let folder = canvas.cut(&entry.folder, widths.folder);
        spans.push(Span::styled(format!("  {folder:>width$}", width = widths.folder), quiet));
    }
    Line::from(spans)
}

/// The actions that are always possible.
fn start(welcome: &Welcome, canvas: &mut Canvas<'_>, rest: &mut Rect) {
    let theme = canvas.theme;
    canvas.put(Line::styled(" Start", theme.tone(Tone::Heading)), row(rest));
    for (place, start) in (welcome.entries.len()..).zip(Start::ALL) {
        let area = row(rest);
        let mut spans = vec![
            Span::styled(format!("   {}", start.key()), theme.key()),
            Span::styled(format!("  {:<15}", start.name()), theme.tone(Tone::Plain)),
        ];
        match (&welcome.folder, start) {
            (Some(input), Start::Open) => {
                canvas.put(Line::from(spans), area);
                let typed = Rect { x: area.x + 19, width: area.width.saturating_sub(20), ..area };
                canvas.field(input, typed);
                continue;
            }
            (_, Start::Rehearse | Start::New | Start::Open) => {
                let help = cut(start.help(), usize::from(area.width).saturating_sub(22), theme.signs.ellipsis());
                spans.push(Span::styled(help, theme.tone(Tone::Quiet)));
                canvas.put(Line::from(spans), area);
            }
        }
        if welcome.selected == place {
            canvas.select(area);
        }
        canvas.hit_area(area, HitArea::Line(place));
    }
}

fn footer(welcome: &Welcome, canvas: &mut Canvas<'_>, area: Rect) {
    if welcome.folder.is_some() {
        return bar::draw(&[("Enter", "open"), ("Esc", "back")], &[("Ctrl-c", "leave")], canvas, area);
    }
    let does = if welcome.selected < welcome.entries.len() { "continue" } else { "start" };
    let keys = [("Enter", does), ("Up/Down", "select"), ("r", "rehearse"), ("n", "new"), ("o", "open")];
    bar::draw(&keys, &[("?", "help"), ("q", "leave")], canvas, area);
}
