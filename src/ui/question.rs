//! A question: what is asked, what is being typed, and a hint.

use ratatui::{layout::Rect, text::Line};

use super::canvas::Canvas;
use crate::app::{desk::Entry, prose::Tone, question::Question};

/// Draws a question, with the cursor in its answer.
pub(super) fn draw(entry: &Entry, canvas: &mut Canvas<'_>, area: Rect) {
    let Some(question) = entry.question() else { return };
    let theme = canvas.theme;
    let width = usize::from(area.width);
    let row = |row: u16| Rect { y: area.y + row, height: 1, ..area };
    canvas.put(Line::styled(canvas.cut(&entry.prompt(), width), theme.tone(Tone::Caution)), row(0));
    canvas.field(&entry.input, row(1));
    canvas.put(Line::styled(canvas.cut(&hint(entry, question), width), theme.tone(Tone::Quiet)), row(2));
}

fn hint(entry: &Entry, question: Question) -> String {
    match question {
        _ if !entry.matches.is_empty() => {
            entry.matches.iter().map(|path| last_part(path)).collect::<Vec<_>>().join("  ")
        }
        Question::Path(_) => "Tab completes. Quotes around the path are fine.".to_owned(),
        Question::Line(_) | Question::Word(_) | Question::Optional(_) | Question::Exactly(_) => String::new(),
    }
}

fn last_part(path: &str) -> &str {
    let end = path.trim_end_matches(['/', '\\']);
    let start = end.rfind(['/', '\\']).map_or(0, |slash| slash + 1);
    &path[start..]
}
