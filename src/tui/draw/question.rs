//! A question, in a box: what is asked, what is being typed, and a hint; where much is at stake, what follows from it.

use ratatui::{
    layout::Rect,
    style::Style,
    text::Line,
    widgets::{Block as Frame, Clear, Widget},
};

use tui_input::Input;

use super::{canvas::Canvas, panels::border_set};
use crate::{
    engine::session::Session,
    tui::{dashboard::at_stake, entry::Entry, message::Saving, point::typed_place, state::UiState},
    view::{
        flow::flow,
        question::{NONE_OR_SOME, Question},
        text::{Block, Tone, columns, cut_lines},
    },
};

/// Columns around the words in the border of a box.
const BORDER: usize = 8;

/// Rows of the box that asks for a path.
const SAVE: u16 = 4;

/// Draws a question, with the cursor in its answer.
pub(super) fn draw(session: &Session, ui: &UiState, entry: &Entry, canvas: &mut Canvas<'_>, area: Rect) {
    let Some(question) = entry.question() else { return };
    let place = entry.place().map(|(now, all)| format!("{now} of {all}"));
    let Some((stakes, lines)) = at_stake(session, ui) else {
        let prompt = entry.prompt();
        // Which question it is is told where there is room for it.
        let place = place.map_or_else(String::new, |place| format!(" {place} "));
        let fits = columns(&prompt) + columns(&place) + BORDER <= usize::from(area.width);
        let inner = boxed((&prompt, if fits { &place } else { "" }), canvas.theme.focus(), canvas, area);
        return answer(entry, question, canvas, inner);
    };
    let style = canvas.theme.tone(stakes.tone);
    let place = place.map_or_else(String::new, |place| format!(" {place} "));
    let inner = boxed((&stakes.title, &place), style, canvas, area);
    let lines = cut_lines(lines, usize::from(inner.height.saturating_sub(2)), usize::from(inner.width));
    let rows = u16::try_from(lines.len()).unwrap_or(0);
    canvas.put_all(&lines, 0, Rect { height: rows, ..inner });
    let rest = Rect { y: inner.y + rows, height: inner.height.saturating_sub(rows), ..inner };
    let asked = canvas.cut(&entry.asked(), usize::from(rest.width));
    canvas.put(Line::styled(asked, canvas.theme.tone(Tone::Heading)), Rect { height: rest.height.min(1), ..rest });
    answer(entry, question, canvas, Rect { y: rest.y + 1, height: rest.height.saturating_sub(1), ..rest });
}

/// The typed answer, and a hint.
fn answer(entry: &Entry, question: Question, canvas: &mut Canvas<'_>, area: Rect) {
    let row = |row: u16| Rect { y: area.y + row, height: area.height.saturating_sub(row).min(1), ..area };
    canvas.field(&entry.input, row(0));
    let hint = canvas.cut(&hint(entry, question), usize::from(area.width));
    canvas.put(Line::styled(hint, canvas.theme.tone(Tone::Quiet)), row(1));
}

/// Asks for a place of the operator's screen, in a box above the footer that says what is understood.
pub(super) fn point(session: &Session, input: &Input, canvas: &mut Canvas<'_>, area: Rect) {
    let outer = Rect {
        x: area.x + 1,
        y: area.bottom().saturating_sub(SAVE + 1),
        width: area.width.saturating_sub(2),
        height: SAVE.min(area.height.saturating_sub(1)),
    };
    let inner = boxed(("Point the operator at", ""), canvas.theme.focus(), canvas, outer);
    let row = |row: u16| Rect { y: inner.y + row, height: inner.height.saturating_sub(row).min(1), ..inner };
    canvas.field(input, row(0));
    let run = &session.run;
    let (tone, told) = match typed_place(run, input.value()) {
        Ok(pointing) => (
            Tone::Good,
            pointing.text.map_or_else(
                || pointing.target.label(run),
                |text| format!("{}: \"{text}\"", pointing.target.label(run)),
            ),
        ),
        Err(why) => (Tone::Quiet, why),
    };
    let told = canvas.cut(&told, usize::from(inner.width));
    canvas.put(Line::styled(told, canvas.theme.tone(tone)), row(1));
}

/// Asks where something is to be written, in a box above the footer that says what will be in it.
pub(super) fn save(
    (saving, input): (Saving, &Input),
    preview: Option<&Result<Vec<String>, String>>,
    canvas: &mut Canvas<'_>,
    area: Rect,
) {
    let looking = [LOOKING.to_owned()];
    let told: &[String] = match preview {
        None => &looking,
        Some(Ok(lines)) => lines,
        Some(Err(why)) => std::slice::from_ref(why),
    };
    let width = usize::from(area.width.saturating_sub(6));
    let told = flow(&told.iter().map(|line| Block::para(Tone::Plain, line)).collect::<Vec<_>>(), width);
    let height = (SAVE + u16::try_from(told.len()).unwrap_or(0)).min(area.height.saturating_sub(1));
    let outer = Rect {
        x: area.x + 1,
        y: area.bottom().saturating_sub(height + 1),
        width: area.width.saturating_sub(2),
        height,
    };
    let title = match saving {
        Saving::Report => "Write the report to this file",
        Saving::Bundle => "Pack everything for Support into this file",
        Saving::HandOver => "Pack everything for your colleague into this file",
    };
    let hint = match saving {
        Saving::Report => "HTML; Markdown for .md, JSON for .json. Replaces an earlier file.",
        Saving::Bundle => "Names of people and servers are in it. Replaces an earlier file.",
        Saving::HandOver => "License files are in it: send it over a secure channel. Replaces an earlier file.",
    };
    let inner = boxed((title, ""), canvas.theme.focus(), canvas, outer);
    let row = |row: u16| Rect { y: inner.y + row, height: inner.height.saturating_sub(row).min(1), ..inner };
    canvas.field(input, row(0));
    let hint = canvas.cut(hint, usize::from(inner.width));
    canvas.put(Line::styled(hint, canvas.theme.tone(Tone::Quiet)), row(1));
    let rest = Rect { y: inner.y + 2, height: inner.height.saturating_sub(2), ..inner };
    canvas.put_all(&told, 0, rest);
}

/// While nobody knows yet what will be written.
const LOOKING: &str = "Looking at what will be in it ...";

/// A box with a title, and a word at its right end; the answer is the area inside.
pub(super) fn boxed((title, right): (&str, &str), style: Style, canvas: &mut Canvas<'_>, outer: Rect) -> Rect {
    Clear.render(outer, canvas.buffer);
    let frame = Frame::bordered().border_set(border_set(canvas.theme, true)).border_style(canvas.theme.line(style));
    let inner = frame.inner(outer);
    frame.render(outer, canvas.buffer);
    let room = usize::from(outer.width).saturating_sub(columns(right) + BORDER);
    let title = format!(" {} ", canvas.cut(title, room));
    canvas.set(outer.x + 2, outer.y, &title, style);
    let width = u16::try_from(columns(right)).unwrap_or(0);
    canvas.set(outer.right().saturating_sub(width + 2), outer.y, right, style);
    Rect { x: inner.x + 1, width: inner.width.saturating_sub(2), ..inner }
}

fn hint(entry: &Entry, question: Question) -> String {
    match question {
        _ if !entry.matches.is_empty() => {
            entry.matches.iter().map(|path| last_part(path)).collect::<Vec<_>>().join("  ")
        }
        Question::Path(_) => "Tab completes. Quotes around the path are fine.".to_owned(),
        Question::Word(_) if entry.prompt().contains(NONE_OR_SOME) => {
            "none: all have the code of the license. some: a few have another one.".to_owned()
        }
        Question::Word(_) if asks_for_a_code(entry) => "AAA or BBB, or the code as the page shows it".to_owned(),
        Question::Word(_) => "the code, then the value: AAA Ignore, BBB Protected, BBB missing".to_owned(),
        Question::Moment(_) => "such as 2026-11-28 22:00, 22:00 (the next), 2026-11-28T22:00:00+01:00".to_owned(),
        Question::Past(_) => "such as 2026-11-28 22:00, 22:00 (the last), 2026-11-28T22:00:00+01:00".to_owned(),
        Question::Code(_) => "8 groups of 3, with dots".to_owned(),
        Question::Serial(_) => "8 groups of 3, with hyphens".to_owned(),
        Question::Optional(_) => "optional".to_owned(),
        Question::Text(_) => match entry.typed().lines().count() {
            0 | 1 => "Paste the whole text; it can have several lines.".to_owned(),
            lines => format!("{lines} lines"),
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
