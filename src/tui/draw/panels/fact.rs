//! A fact of an environment: its name, its mark and its word.

use ratatui::text::Span;

use super::super::canvas::Canvas;
use crate::view::{
    panel::PanelFact,
    text::{Tone, padded},
};

/// A name, then mark and word of a fact, the word cut to its room.
pub(super) fn named(name: String, fact: &PanelFact, room: usize, canvas: &Canvas<'_>) -> [Span<'static>; 2] {
    let theme = canvas.theme;
    let word = canvas.cut(&fact.word, room);
    [
        Span::styled(name, theme.tone(Tone::Quiet)),
        Span::styled(format!("{} {}", theme.signs.mark(fact.mark), padded(&word, room)), theme.tone(fact.tone)),
    ]
}
