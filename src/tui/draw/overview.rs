//! Draws many migrations: a row for each, the most harmful first, and the selected one in full below.

use ratatui::{
    buffer::Buffer,
    layout::Rect,
    text::{Line, Span},
};

use super::{
    bar,
    canvas::{Canvas, Drawn},
    more::More,
    theme::Theme,
    too_small,
    welcome::{keys_page, row, skip},
};
use crate::{
    tui::{hit_area::HitArea, overview::Overview},
    view::{
        flow::flow,
        overview::{Listed, heading},
        text::{Block, Tone, columns, cut, padded},
    },
};

/// The keys, and what each does.
const KEYS: [(&str, &str); 6] = [
    ("Enter   ", "opens the selected migration, read-only; q there returns to the list"),
    ("Up/Down ", "selects; also PageUp, PageDown, Home, End, j, k"),
    ("/       ", "shows only rows with these words: customer, state, reason, path. Esc shows all again"),
    ("?       ", "shows this page"),
    ("q, Esc  ", "leaves"),
    ("Ctrl-c  ", "leaves, also while you type"),
];

/// What the list shows.
const LIST: &str = "The list follows all migrations by itself and changes nothing. The most harmful stands first: damaged or \
                    not readable, stopped, rolling back too late, a decision that is due, on hold, codes that were only \
                    reported. Where two are equal, the one with less time left stands first. Backups are not re-read here.";

/// The most rows of the selected migration.
const MOST: u16 = 8;

/// Draws the overview.
pub fn overview(overview: &Overview, theme: &Theme, area: Rect, buffer: &mut Buffer) -> Drawn {
    let mut canvas = Canvas::new(theme, buffer);
    if too_small(&mut canvas, area) {
        return canvas.drawn;
    }
    if overview.helps {
        keys_page("Keys of the overview", &KEYS, LIST, &mut canvas, area);
        return canvas.drawn;
    }
    let mut rest = Rect { height: area.height - 1, ..area };
    title(overview, &mut canvas, row(&mut rest));
    let shown = overview.shown();
    let selected = shown.get(overview.place()).copied();
    let told = selected.map_or_else(Vec::new, |row| details(row, usize::from(area.width.saturating_sub(4))));
    let below = u16::try_from(told.len()).unwrap_or(0).min((area.height / 3).min(MOST));
    let notice = u16::from(!overview.notice.is_empty());
    let filter = u16::from(overview.is_filtering || !overview.filter.value().is_empty());
    let list = Rect { height: rest.height.saturating_sub(below + 1 + notice + filter), ..rest };
    if shown.is_empty() {
        nothing(overview, &mut canvas, list);
    } else {
        rows(&shown, overview.place(), &mut canvas, list);
    }
    skip(&mut rest, list.height);
    if filter > 0 {
        filter_row(overview, shown.len(), &mut canvas, row(&mut rest));
    }
    if notice > 0 {
        let told = cut(&canvas.plain(&overview.notice), usize::from(rest.width - 4), theme.signs.ellipsis());
        canvas.put(Line::styled(format!(" ! {told}"), theme.tone(Tone::Caution)), row(&mut rest));
    }
    let rule = theme.signs.either("\u{2500}", "-").repeat(usize::from(rest.width.saturating_sub(2)));
    canvas.put(Line::styled(format!(" {rule}"), theme.border()), row(&mut rest));
    canvas.put_all(&told, 0, Rect { x: rest.x + 2, width: rest.width.saturating_sub(4), height: below, ..rest });
    footer(overview, &mut canvas, area);
    canvas.drawn
}

fn title(overview: &Overview, canvas: &mut Canvas<'_>, area: Rect) {
    let theme = canvas.theme;
    let (all, waiting) = heading(&overview.rows);
    let all = if overview.is_looking { format!("{all}, looking for more") } else { all };
    let mut spans = vec![
        Span::styled(" acmove overview  ", theme.tone(Tone::Heading)),
        Span::styled(format!("{}   ", canvas.plain(&all)), theme.tone(Tone::Plain)),
        Span::styled(waiting, theme.tone(Tone::Bad)),
    ];
    let used: usize = spans.iter().map(|span| columns(&span.content)).sum();
    let room = usize::from(area.width.saturating_sub(1));
    let time = canvas.plain(&overview.time);
    if used + columns(&time) + 2 <= room {
        let blanks = room - used - columns(&time);
        spans.push(Span::styled(format!("{:blanks$}{time}", ""), theme.tone(Tone::Quiet)));
    }
    canvas.put(Line::from(spans), area);
}

/// What a row has to hold, as it is typed, or as it was.
fn filter_row(overview: &Overview, found: usize, canvas: &mut Canvas<'_>, area: Rect) {
    const NAME: &str = "   Filter ";
    let style = canvas.theme.tone(Tone::Heading);
    canvas.put(Line::styled(NAME, style), area);
    let x = u16::try_from(NAME.len()).unwrap_or(0);
    let rest = Rect { x: area.x + x, width: area.width.saturating_sub(x + 2), ..area };
    if overview.is_filtering {
        canvas.field(&overview.filter, rest);
        return;
    }
    let told = format!("{}: {found} of {}. Esc shows all.", overview.filter.value(), overview.rows.len());
    let told = cut(&canvas.plain(&told), usize::from(rest.width), canvas.theme.signs.ellipsis());
    canvas.put(Line::styled(told, canvas.theme.tone(Tone::Plain)), rest);
}

/// Why no row is shown.
fn nothing(overview: &Overview, canvas: &mut Canvas<'_>, area: Rect) {
    let told = match overview.filter.value() {
        _ if overview.is_looking => "Looking for migrations\u{2026}".to_owned(),
        "" => "No migration here. One that appears is shown by itself.".to_owned(),
        filter => format!("No migration with \"{filter}\". Esc shows all again."),
    };
    let lines = flow(&[Block::para(Tone::Plain, told)], usize::from(area.width.saturating_sub(4)));
    canvas.put_all(&lines, 0, Rect { x: area.x + 2, y: area.y + 1, width: area.width.saturating_sub(4), height: 3 });
}

/// The fewest columns in which a reason says something.
const WHY: usize = 24;

/// Columns of the cells of a row; a cell without columns is left out.
#[derive(Debug, Clone, Copy)]
struct Widths {
    name: usize,
    state: usize,
    codes: usize,
    back_by: usize,
    last: usize,
    why: usize,
}

impl Widths {
    fn of(rows: &[&Listed], width: usize) -> Self {
        let widest = |of: fn(&Listed) -> &str, head: &str| {
            let cells = rows.iter().map(|row| columns(of(row)));
            cells.max().unwrap_or(0).max(columns(head))
        };
        let labels = rows.iter().map(|row| columns(&row.label(usize::MAX, |name, _| name.to_owned())));
        let name = labels.max().unwrap_or(0).max(columns(HEADS[0])).min((width / 4).max(16));
        let state = widest(|row| &row.state, HEADS[1]);
        let mut widths = Self {
            name,
            state,
            codes: widest(|row| &row.codes, HEADS[2]),
            back_by: widest(|row| &row.back_by, HEADS[3]),
            last: widest(|row| &row.last, HEADS[4]),
            why: 0,
        };
        // What the rows of details tell anyway makes room for the reason.
        let leaves_out: [fn(&mut Self); 3] =
            [|widths| widths.last = 0, |widths| widths.codes = 0, |widths| widths.back_by = 0];
        for leave_out in leaves_out {
            if widths.taken() + WHY <= width {
                break;
            }
            leave_out(&mut widths);
        }
        widths.why = width.saturating_sub(widths.taken());
        widths
    }

    /// Columns of all cells but the reason, with the gaps behind them.
    fn taken(self) -> usize {
        [self.name, self.state, self.codes, self.back_by, self.last]
            .iter()
            .filter(|width| **width > 0)
            .map(|width| width + 2)
            .sum()
    }

    /// The cells of a row with their columns, but the reason.
    fn cells(self, [name, state, codes, back_by, last]: [&str; 5]) -> impl Iterator<Item = (&str, usize)> {
        let all =
            [(name, self.name), (state, self.state), (codes, self.codes), (back_by, self.back_by), (last, self.last)];
        all.into_iter().filter(|(_, width)| *width > 0)
    }
}

/// The headings of the cells.
const HEADS: [&str; 6] = ["customer", "state", "codes", "roll back by", "last record", "why"];

fn rows(shown: &[&Listed], selected: usize, canvas: &mut Canvas<'_>, area: Rect) {
    let theme = canvas.theme;
    let below = Rect { y: area.y + 1, height: area.height.saturating_sub(1), ..area };
    let more = More::of(shown.len(), below, selected);
    // The bar, the mark and a blank behind it, and a blank at the right.
    let widths = Widths::of(shown, usize::from(area.width.saturating_sub(4)));
    // How many more there are stands in the first and the last row; the others have the room of it.
    let ends = [more.places().start, more.places().end.saturating_sub(1)];
    let [name, state, codes, back_by, last, why] = HEADS;
    let heads: Vec<String> =
        widths.cells([name, state, codes, back_by, last]).map(|(head, width)| padded(head, width) + "  ").collect();
    canvas.put(Line::styled(format!("   {}{why}", heads.concat()), theme.tone(Tone::Quiet)), area);
    for (place, area) in more.rows(below) {
        let taken = if ends.contains(&place) { usize::from(more.columns()) } else { 0 };
        let widths = Widths { why: widths.why.saturating_sub(taken), ..widths };
        canvas.put(line(shown[place], widths, canvas), area);
        if place == selected {
            canvas.select(area);
        }
        canvas.hit_area(area, HitArea::Line(place));
    }
    more.draw(canvas, Rect { width: below.width.saturating_sub(1), ..below });
}

fn line(listed: &Listed, widths: Widths, canvas: &Canvas<'_>) -> Line<'static> {
    let theme = canvas.theme;
    let (mark, tone) = listed.look();
    let end = theme.signs.ellipsis();
    let mut spans = vec![Span::styled(format!(" {} ", theme.signs.mark(mark)), theme.tone(tone))];
    let name = listed.label(widths.name, |name, width| canvas.cut(name, width));
    let cells = [name.as_str(), &listed.state, &listed.codes, &listed.back_by, &listed.last];
    for (at, (cell, width)) in widths.cells(cells).enumerate() {
        let cell = cut(&canvas.plain(cell), width, end);
        let style = match at {
            0 => theme.tone(Tone::Plain),
            1 => theme.tone(tone),
            _ if cell.starts_with("LATE") => theme.tone(Tone::Bad),
            _ => theme.tone(Tone::Quiet),
        };
        spans.push(Span::styled(padded(&cell, width) + "  ", style));
    }
    spans.push(Span::styled(cut(&canvas.plain(&listed.why), widths.why, end), theme.tone(Tone::Plain)));
    Line::from(spans)
}

/// The selected migration in full, the most important first: there may be more of it than room.
fn details(listed: &Listed, width: usize) -> Vec<crate::view::text::Line> {
    let (_, tone) = listed.look();
    let rehearsal = if listed.rehearsal { " (REHEARSAL)" } else { "" };
    let codes = if listed.harm.is_none() { String::new() } else { format!("Codes: {}", listed.codes) };
    let blocks = [
        Block::led(tone, format!("{}: ", listed.state), &listed.why),
        Block::para(Tone::Plain, &listed.back_by_told),
        Block::para(Tone::Quiet, format!("{}{rehearsal}", listed.path)),
        Block::para(Tone::Plain, codes),
        Block::para(Tone::Quiet, &listed.last_told),
        Block::para(Tone::Quiet, &listed.name),
    ];
    let is_told = |block: &&Block| !matches!(block, Block::Para { text, .. } if text.is_empty());
    flow(&blocks.iter().filter(is_told).cloned().collect::<Vec<_>>(), width)
}

fn footer(overview: &Overview, canvas: &mut Canvas<'_>, area: Rect) {
    if overview.is_filtering {
        bar::draw(&[("Enter", "done"), ("Esc", "show all")], &[("Ctrl-c", "leave")], canvas, area);
    } else {
        let keys = [("Enter", "open, read-only"), ("Up/Down", "select"), ("/", "filter")];
        bar::draw(&keys, &[("?", "help"), ("q", "leave")], canvas, area);
    }
}
