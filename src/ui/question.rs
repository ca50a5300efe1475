//! A question: what is asked, what is being typed, and a hint.

use ratatui::{buffer::Buffer, layout::Rect, text::Line};

use super::{
    text::{field, plain, put},
    theme::Theme,
};
use crate::app::{
    desk::Entry,
    prose::{Tone, shorten},
    question::Question,
};

/// Draws a question; the answer says where the cursor stands.
pub(super) fn draw(entry: &Entry, theme: &Theme, area: Rect, buffer: &mut Buffer) -> Option<(u16, u16)> {
    let question = entry.question()?;
    let row = |row: u16| Rect { y: area.y + row, height: 1, ..area };
    let prompt = shorten(&plain(&entry.prompt(), theme), usize::from(area.width), theme.ellipsis());
    put(Line::styled(prompt, theme.tone(Tone::Caution)), row(0), buffer);
    let cursor = field(&entry.input, theme, row(1), buffer);
    let hint = shorten(&plain(&hint(entry, question), theme), usize::from(area.width), theme.ellipsis());
    put(Line::styled(hint, theme.tone(Tone::Quiet)), row(2), buffer);
    Some(cursor)
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
