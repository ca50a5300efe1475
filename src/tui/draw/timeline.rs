//! The timeline: a line for every fact, and the selected one in full below.

use ratatui::{
    layout::Rect,
    style::Modifier,
    text::{Line, Span},
};

use super::{
    canvas::{Canvas, stack},
    footer::footer,
    frame::header,
    more::More,
    question,
};
use crate::{
    domain::{event::FactKind, timeline_entry::TimelineEntry},
    engine::session::Session,
    tui::{
        dashboard::PageView,
        hit_area::HitArea,
        state::UiState,
        timeline::{beside, mark},
    },
    view::{
        afar::head,
        flow::flow,
        text::{Block, ELLIPSIS, Part, Tone, columns, cut, cut_lines, padded},
        times::Moment,
    },
};

/// Columns of the selected fact beside the list: a code with its name is whole.
const NARROWEST: u16 = 60;
const WIDEST: u16 = 96;

/// From this width on, the heading says in which zone the times are.
const NORMAL: u16 = 80;

/// Columns around the words of a heading.
const FRAME: usize = 8;

/// The names of environments take at most a quarter of the list.
const SHARE: usize = 4;

/// Columns of the time, and of the time with its day.
const TIME: usize = 9;
const DAY: usize = 13;

pub(super) fn draw(session: &Session, ui: &UiState, view: &PageView, canvas: &mut Canvas<'_>, area: Rect) {
    let rows = stack(area, [view.header, 1, view.rows, view.detail, view.question, view.notice_rows(), 1]);
    header(session, ui, canvas, rows[0]);
    let timeline = &ui.timeline;
    let all = timeline.facts.as_ref().map_or(0, Vec::len);
    let count = format!("{} of {all} facts", timeline.count());
    let place = ui.moment(session).place().filter(|_| area.width >= NORMAL);
    let count = place.map_or(count.clone(), |place| format!("times of {place}, {count}"));
    let heading = format!("Timeline: {}", timeline.filters(session));
    let digits = format!("{count} ({})", head(session.run.head));
    let has_room = columns(&heading) + columns(&digits) + FRAME <= usize::from(area.width);
    let count = if has_room { digits } else { count };
    canvas.rule(&heading, &count, canvas.theme.tone(Tone::Heading), rows[1]);
    let inside = |row: Rect| Rect { x: area.x + 1, width: area.width.saturating_sub(2), ..row };
    match (&timeline.facts, &timeline.fault, timeline.told()) {
        (_, Some(why), _) => say(&format!("The journal cannot be read: {why}"), Tone::Bad, canvas, inside(rows[2])),
        (None, None, _) => say("reading the journal...", Tone::Quiet, canvas, inside(rows[2])),
        (Some(_), None, None) => {
            let text = "No fact is like that. f shows other kinds, Tab other environments, / other words.";
            say(text, Tone::Quiet, canvas, inside(rows[2]));
        }
        (Some(_), None, Some(told)) => {
            let (list, aside) = split(view, rows[2]);
            lines(session, ui, canvas, list);
            match aside {
                Some(aside) => at_right(session, ui, canvas, aside),
                None => in_full(told, &ui.moment(session), canvas, inside(rows[3])),
            }
        }
    }
    if let Some(entry) = &ui.entry {
        question::draw(session, ui, entry, canvas, inside(rows[4]));
    }
    canvas.put_all(&view.notice, 0, Rect { width: area.width.saturating_sub(1), ..rows[5] });
    footer(session, ui, canvas, rows[6]);
}

/// The list, and the room beside it for the selected fact, where the screen is wide.
fn split(view: &PageView, area: Rect) -> (Rect, Option<Rect>) {
    if view.detail > 0 {
        return (area, None);
    }
    let width = (area.width * 2 / 5).clamp(NARROWEST, WIDEST);
    let list = Rect { width: area.width - width, ..area };
    (list, Some(Rect { x: list.right(), width, ..area }))
}

/// The selected fact in full, at the right of the list.
fn at_right(session: &Session, ui: &UiState, canvas: &mut Canvas<'_>, area: Rect) {
    let style = canvas.theme.border();
    for y in area.top()..area.bottom() {
        canvas.set(area.x, y, canvas.theme.signs.either("\u{2502}", "|"), style);
    }
    let inside = Rect { x: area.x + 2, width: area.width.saturating_sub(4), ..area };
    let lines = flow(&beside(session, &ui.timeline, &ui.moment(session)), usize::from(inside.width));
    canvas.put_all(&lines, 0, inside);
}

fn say(text: &str, tone: Tone, canvas: &mut Canvas<'_>, area: Rect) {
    canvas.put_all(&flow(&[Block::para(tone, text)], usize::from(area.width)), 0, area);
}

fn lines(session: &Session, ui: &UiState, canvas: &mut Canvas<'_>, area: Rect) {
    let timeline = &ui.timeline;
    let selected = timeline.place().unwrap_or(0);
    let moment = Moment { at: ui.now, ..ui.moment(session) };
    // Where not all of them are of today, all are told with their day. They are in the order of time.
    let ends = [timeline.at(0), timeline.at(timeline.count().saturating_sub(1))];
    let days = ends.into_iter().flatten().any(|told| moment.is_another_day(told.at));
    let more = More::of(timeline.count(), area, selected).brief();
    let inside = Rect { width: area.width.saturating_sub(1), ..area };
    let names = session.run.infrastructure.environments.iter().map(|described| columns(&described.name));
    let column = names.max().unwrap_or(0).min(usize::from(area.width) / SHARE);
    for (place, row) in more.rows(area) {
        let Some(told) = timeline.at(place) else { break };
        let time = if days { moment.day_of(told.at) } else { moment.second_of(told.at) };
        let time = padded(&time, if days { DAY } else { TIME });
        let is_selected = place == selected;
        let width = usize::from(inside.width.saturating_sub(more.columns()));
        canvas.put(line(session, told, (&time, column, is_selected), canvas, width), row);
        if is_selected {
            canvas.select(row);
        }
        canvas.hit_area(row, HitArea::Line(usize::try_from(told.seq).unwrap_or(usize::MAX)));
    }
    more.draw(canvas, inside);
}

fn line(
    session: &Session,
    told: &TimelineEntry,
    (time, column, selected): (&str, usize, bool),
    canvas: &Canvas<'_>,
    width: usize,
) -> Line<'static> {
    let theme = canvas.theme;
    let (mark, tone) = mark(told);
    let about = told.environment.map_or("-", |environment| session.run.described(environment).name.as_str());
    let used = 3 + columns(time) + 2 + column + 1;
    let text = cut(&canvas.plain(&told.brief), width.saturating_sub(used), theme.signs.ellipsis());
    let plain = theme.tone(Tone::Plain);
    let style = if selected { plain.add_modifier(Modifier::BOLD) } else { plain };
    Line::from(vec![
        Span::raw("   "),
        Span::styled(time.to_owned(), theme.tone(Tone::Quiet)),
        Span::styled(theme.signs.mark(mark), theme.tone(tone)),
        Span::styled(format!(" {}", padded(&canvas.cut(about, column), column + 1)), theme.tone(Tone::Quiet)),
        Span::styled(text, style),
    ])
}

/// The selected fact: its sentence as far as there is room, then who said it, and whether there is evidence.
fn in_full(told: &TimelineEntry, moment: &Moment, canvas: &mut Canvas<'_>, area: Rect) {
    let day = moment.dated(told.at);
    let which = if told.is_proved { "record" } else { "line" };
    canvas.rule(&format!("{which} {}", told.seq), &day, canvas.theme.tone(Tone::Quiet), Rect { height: 1, ..area });
    let evidence = match (told.evidence, told.kind) {
        (Some(_), _) => "Enter shows the page that was read",
        (None, FactKind::Verified) => "read back, as it says",
        (None, _) => "no page was read for it",
    };
    let below = Rect { y: area.y + 1, height: area.height.saturating_sub(1), ..area };
    let width = usize::from(below.width.saturating_sub(4));
    let sentence = flow(&[Block::para(Tone::Plain, told.sentence.replace('*', ""))], width);
    // Who said it stays in sight, in one line.
    let mut lines = cut_lines(sentence, usize::from(below.height).saturating_sub(1).max(1), width);
    let by = cut(&format!("{}, by {}; {evidence}", told.kind.name(), told.by), width, ELLIPSIS);
    lines.push(vec![Part::text(Tone::Quiet, by)]);
    canvas.put_all(&lines, 0, below);
}
