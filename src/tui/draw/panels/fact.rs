//! A fact of an environment: its name, its mark and its word.

use ratatui::text::Span;

use super::super::canvas::Canvas;
use crate::view::{
    panel::{Panel, PanelFact},
    pointed::POINTS,
    text::{Tone, columns, cut, padded},
};

/// The name of an environment, cut to its room, with who points at it.
pub(super) fn called(name: &str, panel: &Panel, room: usize, canvas: &Canvas<'_>) -> String {
    let Some(at) = &panel.pointed else { return canvas.cut(name, room) };
    // Which environment it is comes first; of the name beside it, a letter is enough.
    let beside = room.saturating_sub(columns(&canvas.plain(name)) + 1);
    let by = if beside > 1 { format!(" {}", cut(&canvas.plain(&at.by), beside, "")) } else { canvas.plain(POINTS) };
    canvas.cut(name, room.saturating_sub(columns(&by))) + &by
}

/// So much of a name or a word stays beside who points at it.
const LEAST: usize = 4;

/// A name, then mark and word of a fact, the word cut to its room.
pub(super) fn named(name: String, fact: &PanelFact, room: usize, canvas: &Canvas<'_>) -> [Span<'static>; 2] {
    let theme = canvas.theme;
    let by = fact.by.as_deref().map(|by| canvas.plain(by));
    // Where there is no room for who points at it, the sign alone stands in the gap.
    let (gap, by) = match by {
        None => (" ".to_owned(), String::new()),
        Some(by) if columns(&by) + LEAST <= room => (" ".to_owned(), by),
        Some(_) => (canvas.plain(POINTS), String::new()),
    };
    let word = canvas.cut(&fact.word, room - columns(&by)) + &by;
    let told = format!("{}{gap}{}", theme.signs.mark(fact.mark), padded(&word, room));
    [Span::styled(name, theme.tone(Tone::Quiet)), Span::styled(told, theme.tone(fact.tone))]
}
