//! Draws a license as a badge: BBB filled, AAA faint, its evidence as mark and color.

use ratatui::text::Span;

use super::canvas::Canvas;
use crate::{domain::infrastructure::Side, view::panel::PanelFact};

/// Columns of a badge of one of the two codes.
pub(super) const WIDTH: usize = 7;

/// The license, with a blank at each side; where it is not known, the mark says so alone.
pub(super) fn badge(license: &PanelFact, canvas: &Canvas<'_>) -> Span<'static> {
    let theme = canvas.theme;
    let mark = theme.signs.mark(license.mark);
    let is_said = license.word != license.mark.name();
    let text = if is_said { format!(" {} {mark} ", license.word) } else { format!(" {mark} ") };
    let side = [Side::Source, Side::Target].into_iter().find(|side| side.label() == license.word);
    let style = match side {
        Some(side) => theme.badge(side, license.tone),
        None => theme.tone(license.tone),
    };
    Span::styled(text, style)
}
