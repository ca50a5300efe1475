//! Draws the steps of an environment as marks: those of AAA, of BBB, and the test.

use ratatui::text::Span;

use super::super::canvas::Canvas;
use crate::{
    domain::index::EnvIx,
    engine::session::Session,
    view::{
        step_marks::{StepGroup, step_groups},
        text::Tone,
    },
};

/// The sign of a step that this migration does not need.
const NOT_NEEDED: &str = "-";

/// The groups with their names, with more blanks between them where there is room.
pub(super) fn marks(session: &Session, environment: EnvIx, wide: bool, canvas: &Canvas<'_>) -> Vec<Span<'static>> {
    let quiet = canvas.theme.tone(Tone::Quiet);
    let mut spans = Vec::new();
    for (place, group) in step_groups(session, environment).iter().enumerate() {
        let before = match (place, wide) {
            (0, _) => "",
            (_, true) => "  ",
            (_, false) => " ",
        };
        let after = if wide || group.marks.len() == 1 { " " } else { "" };
        spans.push(Span::styled(format!("{before}{}{after}", group.name), quiet));
        spans.extend(signs(group, canvas));
    }
    spans
}

/// The marks of one group alone.
pub(super) fn signs(group: &StepGroup, canvas: &Canvas<'_>) -> Vec<Span<'static>> {
    let theme = canvas.theme;
    let sign = |mark: &Option<_>| match *mark {
        Some((mark, tone)) => Span::styled(theme.signs.mark(mark), theme.tone(tone)),
        None => Span::styled(NOT_NEEDED, theme.tone(Tone::Quiet)),
    };
    group.marks.iter().map(sign).collect()
}
