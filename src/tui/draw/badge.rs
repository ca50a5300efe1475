//! Draws a license as a badge: BBB filled, AAA faint, what is not known hatched, its evidence as mark and color.

use ratatui::text::Span;

use super::canvas::Canvas;
use crate::{
    domain::infrastructure::Side,
    view::{mark::Mark, panel::PanelFact},
};

/// Columns of a badge of one of the two codes.
pub(super) const WIDTH: usize = 7;

/// The license, with a blank at each side; where it is not known, the mark says so alone.
pub(super) fn badge(license: &PanelFact, canvas: &Canvas<'_>) -> Span<'static> {
    let theme = canvas.theme;
    let mark = theme.signs.mark(license.mark);
    let is_said = license.word != license.mark.name();
    // What is not known is hatched: a filled badge, an empty one and this are told apart without their letters.
    let end = if license.mark == Mark::Unknown { theme.signs.fills().1 } else { " " };
    let text = if is_said { format!("{end}{} {mark}{end}", license.word) } else { format!("{end}{mark}{end}") };
    let side = [Side::Source, Side::Target].into_iter().find(|side| side.label() == license.word);
    let style = match side {
        Some(side) => theme.badge(side, license.tone),
        None => theme.tone(license.tone),
    };
    Span::styled(text, style)
}
