//! The dashboard: the environments above, the card of one thing to do below.
//!
//! ```text
//!  acmove  ACME  running                 frozen 0:41  rest ~0:52
//!  AAA 8RV...  →  BBB K2D...
//!  ✓ Before  ✓ Pause  ▸ Refresh AAA 1/12  · Install BBB ...
//!  ▸ Production  AAA ✓  backup ✓  IPP ✓ Ignore  republish ·  ▸ ...
//!  ── Production: Obtain the AAA license ───────── article, step 2 ─
//!  1 Open the Licensing Portal ...
//!  ▸ g  Give the license file
//!  Going back now: nothing to roll back; 1 of 4 AAA backups in the vault
//!  Production: ... is in the vault, read back and verified.
//!  Enter do what is selected  Tab next environment  R rollback  ...
//! ```

use ratatui::{
    layout::Rect,
    style::Style,
    text::{Line, Span},
};

use super::{
    canvas::{Canvas, stack},
    footer::{footer, way_back},
    frame::header,
    more::More,
    panels, question, wide,
};
use crate::{
    engine::{session::Session, subject::Subject},
    tui::{clipboard::PASTE, dashboard::Dashboard, hit_area::HitArea, pick::Pick, state::UiState},
    view::{
        action::Action,
        text::{Tone, columns, cut, padded},
    },
};

/// The widest column of names of choices.
const WIDEST_NAME: usize = 44;

/// Blanks between the name of a choice and its consequence.
const GAP: usize = 2;

pub(super) fn draw(session: &Session, ui: &UiState, canvas: &mut Canvas<'_>, area: Rect) {
    let dashboard = Dashboard::of(session, ui);
    let Dashboard { lines, notice, division, .. } = &dashboard;
    let text = dashboard.text_rows();
    let gap = u16::from(text < division.body);
    let used = division.header + division.environments + text + gap + division.choices + division.notice + 3;
    // Where rows are left, a rule of its own is below the heading, and a blank row below that.
    let left = area.height.saturating_sub(used);
    let (rule, air) = (u16::from(left > 0), u16::from(left > 3));
    let mut rows = stack(
        area,
        [
            division.header,
            division.environments,
            1 + rule,
            air,
            text,
            gap,
            division.choices,
            left.saturating_sub(rule + air),
            1,
            division.notice,
            1,
        ],
    );
    let card_ends = rows.len() - 3;
    let second = wide::split(ui.size, &mut rows[2..card_ends]);
    header(session, ui, canvas, rows[0]);
    panels::draw(session, ui, &dashboard, canvas, rows[1]);
    heading(&dashboard, canvas, rows[2]);
    let inside = |row: Rect| Rect { x: row.x + 1, width: row.width.saturating_sub(2), ..row };
    canvas.put_all(lines, ui.scroll, inside(rows[4]));
    if let Some(line) = dashboard.inline {
        paste_choice(line, ui, canvas, rows[4]);
    }
    let has_hint = match &ui.entry {
        Some(entry) => {
            question::draw(session, ui, entry, canvas, inside(rows[6]));
            false
        }
        None => {
            let area = Rect { height: rows[6].height + rows[7].height, ..rows[6] };
            choices(&dashboard, ui.subject(session), ui, canvas, area)
        }
    };
    if let Some(second) = second {
        wide::draw(session, ui, canvas, (second, rows[2].height));
        // A row of air stays below the hint.
        let (rest, hint) = (inside(rows[card_ends - 1]), u16::from(has_hint));
        let rest = Rect { y: rest.y + hint, height: rest.height.saturating_sub(hint), ..rest };
        wide::coming_up(session, ui, canvas, rest);
    }
    way_back(session, ui, canvas, rows[8]);
    canvas.put_all(notice, 0, Rect { width: area.width.saturating_sub(1), ..rows[9] });
    footer(session, ui, canvas, rows[10]);
}

/// Who acts, and what it is about; at its right where that comes from. With a row more, the rule is below.
fn heading(dashboard: &Dashboard, canvas: &mut Canvas<'_>, area: Rect) {
    let theme = canvas.theme;
    let Dashboard { who, card, .. } = dashboard;
    let look = match who.as_ref().map(|who| who.tone) {
        Some(tone @ (Tone::Bad | Tone::Good | Tone::Caution)) => theme.line(theme.tone(tone)),
        Some(Tone::Heading | Tone::Plain | Tone::Quiet | Tone::Claimed | Tone::Now) | None => theme.border(),
    };
    let dash = theme.signs.either("\u{2500}", "-").repeat(usize::from(area.width));
    canvas.set(area.x, area.bottom().saturating_sub(1), &dash, look);
    // Within the rule a blank parts it from the words.
    let blank = if area.height > 1 { "" } else { " " };
    let words = who.as_ref().map_or_else(String::new, |who| canvas.plain(&who.words));
    // The blanks between the two have no ground of their own.
    let gap = if words.is_empty() { "" } else { "  " };
    let room = usize::from(area.width.saturating_sub(4)).saturating_sub(gap.len());
    let about = canvas.cut(&card.heading, room.saturating_sub(columns(&words)));
    let tone = who.as_ref().map_or(Tone::Heading, |who| who.tone);
    let spans: [(String, Style); 4] = [
        (blank.to_owned(), look),
        (words, theme.tone(tone)),
        (gap.to_owned(), look),
        (format!("{about}{blank}"), theme.tone(Tone::Heading)),
    ];
    let mut x = area.x + 1;
    for (text, style) in spans {
        canvas.set(x, area.y, &text, style);
        x += u16::try_from(columns(&text)).unwrap_or(0);
    }
    let source = format!("{blank}{}{blank}", canvas.plain(&card.source));
    let wide = u16::try_from(columns(&source)).unwrap_or(u16::MAX);
    if !card.source.is_empty() && x.saturating_add(wide).saturating_add(3) <= area.right() {
        canvas.set(area.right() - wide - 1, area.y, &source, theme.tone(Tone::Quiet));
    }
}

/// The choice to paste, where it is the last of the numbered steps in the text.
fn paste_choice(line: usize, ui: &UiState, canvas: &mut Canvas<'_>, area: Rect) {
    let Some(row) = line.checked_sub(ui.scroll).and_then(|row| u16::try_from(row).ok()) else { return };
    if row < area.height {
        let row = Rect { y: area.y + row, height: 1, ..area };
        canvas.hit_area(row, PASTE);
        if ui.selected == Some(0) && ui.busy.is_none() {
            canvas.select(row);
        }
    }
}

/// The choices below the text, greyed while acmove is at work; the answer is whether a hint stands below them.
fn choices(dashboard: &Dashboard, subject: Subject, ui: &UiState, canvas: &mut Canvas<'_>, area: Rect) -> bool {
    let theme = canvas.theme;
    let picks: Vec<(usize, &Pick)> = dashboard.below().collect();
    let selected = ui.selected.and_then(|selected| picks.iter().position(|(place, _)| *place == selected));
    let more = More::of(
        picks.len(),
        Rect { height: area.height.min(dashboard.division.choices), ..area },
        selected.unwrap_or(0),
    );
    let keys = picks.iter().map(|(_, pick)| columns(pick.key)).max().unwrap_or(1);
    // A name without a consequence may reach over the column of the others.
    let told = picks.iter().filter(|(_, pick)| !pick.consequence.is_empty());
    let names = told.map(|(_, pick)| columns(&pick.label)).filter(|width| *width <= WIDEST_NAME).max();
    let width = usize::from(area.width.saturating_sub(more.columns() + 1));
    for (here, line) in more.rows(area) {
        let (place, pick) = &picks[here];
        let (key, name) = if dashboard.is_watched || ui.busy.is_some() && !ui.is_at_work(subject) {
            (theme.tone(Tone::Quiet), theme.tone(Tone::Quiet))
        } else {
            (theme.key(), theme.tone(Tone::Plain))
        };
        let room = width.saturating_sub(keys + 5);
        let label = canvas.cut(&pick.label, room);
        let (names, told) = consequence(pick, (&label, names.unwrap_or(0)), canvas, room);
        let spans = vec![
            Span::styled(format!("   {}  ", padded(pick.key, keys)), key),
            Span::styled(padded(&label, names), name),
            Span::styled(format!("  {told}"), theme.tone(Tone::Quiet)),
        ];
        canvas.hit_area(line, hit_area(pick, subject));
        canvas.put(Line::from(spans), line);
        if ui.selected == Some(*place) && ui.busy.is_none() {
            canvas.select(line);
        }
    }
    let shown =
        Rect { width: area.width.saturating_sub(1), height: u16::try_from(more.places().len()).unwrap_or(0), ..area };
    more.draw(canvas, shown);
    let y = shown.bottom();
    if more.columns() > 0 {
        return false;
    }
    let can_choose = ui.selected.is_none() && picks.len() > 1 && ui.busy.is_none();
    let hint = match (dashboard.is_watched && !picks.is_empty(), can_choose) {
        (true, _) => "These are the operator's choices.",
        (false, true) => "Up, Down: select a choice. Enter does it.",
        (false, false) => "",
    };
    let has_hint = !hint.is_empty() && y < area.bottom();
    if has_hint {
        canvas.set(area.x + 3, y, hint, theme.tone(Tone::Quiet));
    }
    has_hint
}

/// The width of a choice's name, and its consequence behind that: in a column with the others, or directly after the name where
/// there is no room for that.
fn consequence(pick: &Pick, (label, names): (&str, usize), canvas: &Canvas<'_>, room: usize) -> (usize, String) {
    let own = columns(label);
    let left = |names: usize| room.saturating_sub(names + GAP);
    let whole = |names: usize| Some((names, canvas.plain(pick.told_in(left(names))?)));
    let cut_short = || (own, cut(&canvas.plain(&pick.consequence), left(own), canvas.theme.signs.ellipsis()));
    [names.max(own), own].into_iter().find_map(whole).unwrap_or_else(cut_short)
}

/// What is pointed at with a choice: one of a card counts only while that card is the one on screen.
const fn hit_area(pick: &Pick, subject: Subject) -> HitArea {
    match pick.action {
        Action::Operation(operation) => HitArea::Choice(subject, operation),
        Action::Navigation(_) | Action::Choose => HitArea::Action(pick.action),
    }
}
