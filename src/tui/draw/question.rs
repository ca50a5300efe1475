//! A question: what is asked, what is being typed, and a hint.

use ratatui::{layout::Rect, text::Line};

use super::canvas::Canvas;
use crate::{
    tui::entry::Entry,
    view::{question::Question, text::Tone},
};

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
        Question::Word(_) if asks_for_a_code(entry) => "AAA or BBB, or the code as it stands there".to_owned(),
        Question::Word(_) => "the code, then the value: AAA Ignore, BBB Protected, BBB missing".to_owned(),
        Question::Moment(_) | Question::Past(_) => {
            "such as 2026-11-28 22:00; with an offset: 2026-11-28T22:00:00+01:00".to_owned()
        }
        Question::Code(_) => "8 groups of 3, with dots".to_owned(),
        Question::Serial(_) => "8 groups of 3, with hyphens".to_owned(),
        Question::Optional(_) => "may be left empty".to_owned(),
        Question::Text(_) => match entry.typed().lines().count() {
            0 | 1 => "all of it: a paste may have any number of lines".to_owned(),
            lines => format!("{lines} lines, taken as they are"),
        },
        Question::Line(_) | Question::Side(_) | Question::Exactly(_) => String::new(),
    }
}

/// Whether the code is asked for, and not what a feature reads.
fn asks_for_a_code(entry: &Entry) -> bool {
    entry.prompt().contains("displayed code:")
}

fn last_part(path: &str) -> &str {
    let end = path.trim_end_matches(['/', '\\']);
    let start = end.rfind(['/', '\\']).map_or(0, |slash| slash + 1);
    &path[start..]
}
