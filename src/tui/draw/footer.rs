//! Draws the footer: the way back, and the keys that matter now.

use ratatui::{
    layout::Rect,
    text::{Line, Span},
};

use super::canvas::Canvas;
use crate::{
    engine::{operation::Operation, session::Session},
    tui::{
        available::{available, offered},
        clipboard::PASTE,
        hit_area::HitArea,
        overlay::Overlay,
        route::Route,
        state::UiState,
    },
    view::{
        action::{Action, ActionRow, Navigation},
        action_table::row,
        pages::Page,
        question::Question,
        text::{Tone, columns},
        way_back::WayBack,
    },
};

/// Whether going back is possible, always in sight, and the key that shows more of it, while it is not typed as a letter.
pub(super) fn way_back(session: &Session, ui: &UiState, canvas: &mut Canvas<'_>, area: Rect) {
    let theme = canvas.theme;
    let way = WayBack::of(session);
    let key =
        row(Action::Navigation(Navigation::Rollback)).and_then(|row| row.keys.first()).copied().unwrap_or_default();
    let key = if ui.entry.is_some() { "" } else { key };
    let at = area.right().saturating_sub(u16::try_from(columns(key)).unwrap_or(0) + 1);
    let lead = format!(" {}", way.lead);
    let room = usize::from(at.saturating_sub(area.x + 1)).saturating_sub(columns(&lead));
    let fits = way.spellings.iter().map(|text| canvas.plain(text)).find(|text| columns(text) <= room);
    let shortest = || canvas.cut(way.spellings.last().map_or("", String::as_str), room);
    let text = fits.unwrap_or_else(shortest);
    // With room, a word says what the key shows.
    let word = if key.is_empty() || columns(&text) + DETAILS.len() + 2 > room { "" } else { DETAILS };
    let at = at.saturating_sub(u16::try_from(word.len()).unwrap_or(0));
    let line = Line::from(vec![Span::styled(lead, theme.tone(Tone::Quiet)), Span::styled(text, theme.tone(way.tone))]);
    canvas.put(line, area);
    canvas.set(at, area.y, key, theme.key());
    canvas.set(at + u16::try_from(columns(key)).unwrap_or(0), area.y, word, theme.tone(Tone::Quiet));
    canvas.hit_area(area, HitArea::Action(Action::Navigation(Navigation::Rollback)));
}

/// The word beside the key of the way back.
const DETAILS: &str = " details";

/// A key of the footer: how it is written, what it does, and what is done when it is pointed at.
type Key = (&'static str, &'static str, Option<HitArea>);

/// The keys that matter here, from the table, as many as there is room for; those that are the same everywhere at the right.
pub(super) fn footer(session: &Session, ui: &UiState, canvas: &mut Canvas<'_>, area: Rect) {
    let (own, mut always) = (keys(session, ui), constant(session, ui));
    let wide = |keys: &[Key]| keys.iter().map(|(key, name, _)| columns(key) + columns(name) + 3).sum::<usize>();
    let most_important = wide(&own[..own.len().min(MOST_IMPORTANT)]);
    while always.len() > LEAST && wide(&always) + most_important > usize::from(area.width) {
        always.remove(0);
    }
    let right = u16::try_from(wide(&always)).unwrap_or(u16::MAX);
    let mut x = area.right().saturating_sub(right) + 1;
    let left = Rect { width: area.width.saturating_sub(right), ..area };
    for (key, name, hit_area) in always {
        x = canvas.key(x, area, (key, name), hit_area).unwrap_or(x);
    }
    let mut x = area.x + 1;
    for (key, name, hit_area) in own {
        x = canvas.key(x, left, (key, name), hit_area).unwrap_or(x);
    }
    canvas.ground(area, canvas.theme.bar());
}

/// So many keys of the screen come before those that are the same everywhere, of which so many stay.
const MOST_IMPORTANT: usize = 3;
const LEAST: usize = 2;

/// The keys that are the same everywhere, the most important last.
fn constant(session: &Session, ui: &UiState) -> Vec<Key> {
    use Navigation::{Help, Leave, Palette, Places};
    if ui.overlay.is_some() || ui.entry.is_some() {
        return Vec::new();
    }
    let actions = [Places, Palette, Help, Leave].map(Action::Navigation);
    offered_keys(session, ui, actions.into_iter().filter_map(row))
}

fn offered_keys(session: &Session, ui: &UiState, rows: impl Iterator<Item = &'static ActionRow>) -> Vec<Key> {
    rows.filter(|row| available(session, ui, ui.route, row).is_ok())
        .filter_map(|row| Some((*row.keys.first()?, row.name, Some(HitArea::Action(row.action)))))
        .collect()
}

fn keys(session: &Session, ui: &UiState) -> Vec<Key> {
    match (&ui.overlay, &ui.entry) {
        (Some(Overlay::Picker(_)), _) => {
            vec![("Enter", "do it", None), ("Up Down", "select", None), ("Esc", "close", None)]
        }
        (Some(Overlay::Point { .. }), _) => vec![("Enter", "copy it", None), ("Esc", "leave it", None)],
        (Some(Overlay::Save { .. }), _) => vec![("Enter", "write", None), ("Esc", "leave it", None)],
        (Some(Overlay::Filter { .. }), _) => vec![("Enter", "keep", None), ("Esc", "as before", None)],
        (None, Some(entry)) => {
            let completes = matches!(entry.question(), Some(Question::Path(_)));
            [Some(("Enter", "answer", Some(HitArea::Answer))), Some(("Esc", "cancel", Some(HitArea::Cancel)))]
                .into_iter()
                .chain([completes.then_some(("Tab", "complete", None))])
                .chain([ui.clipboard.is_read.then_some(("Ctrl-v", "paste", Some(PASTE)))])
                .flatten()
                .collect()
        }
        (None, None) => offered_keys(session, ui, rows(session, ui).into_iter()),
    }
}

/// The actions of the footer, the most important first.
fn rows(session: &Session, ui: &UiState) -> Vec<&'static ActionRow> {
    use Navigation::{
        Back, Copy, Earlier, Environments, Filter, Kind, Later, NextEnvironment, PageDown, Present, Procedure,
        Timeline, Travel,
    };
    let looks = |looks: &[Navigation]| looks.iter().map(|look| Action::Navigation(*look)).collect::<Vec<Action>>();
    let actions = match ui.route {
        Route::Dashboard if session.as_of.is_some() => looks(&[Earlier, Later, Timeline, Back, NextEnvironment]),
        Route::Dashboard => {
            let paste = Action::Navigation(Navigation::Paste);
            let choose = ui.selected.filter(|_| ui.busy.is_none()).map(|_| Action::Choose).into_iter();
            let first = choose.chain(ui.clipboard.is_read.then_some(paste)).collect();
            let rest = [NextEnvironment, Copy, Environments, Procedure, Timeline];
            [first, looks(&rest), vec![Action::Operation(Operation::Note)]].concat()
        }
        Route::Page(Page::Timeline) => [vec![Action::Choose], looks(&[Back, Kind, Filter, Travel])].concat(),
        Route::Page(Page::Presenting) => looks(&[Present, Timeline, Procedure]),
        Route::Page(Page::Fact) => looks(&[Back, Travel, Copy, PageDown]),
        Route::Page(_) => {
            let first = offered(session, ui, ui.route).first().map(|operation| Action::Operation(*operation));
            [looks(&[Back]), first.into_iter().collect(), looks(&[PageDown, Copy])].concat()
        }
    };
    actions.into_iter().filter_map(row).collect()
}
