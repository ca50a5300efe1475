//! Which environment is on which code, on one line: by name where there is room, else how many of each.

use ratatui::{
    buffer::Buffer,
    layout::Rect,
    text::{Line, Span},
};

use super::{
    text::{plain, put},
    theme::Theme,
};
use crate::app::{
    panel::{Fact, license},
    prose::Tone,
    session::Session,
};

pub(super) fn draw(session: &Session, theme: &Theme, area: Rect, buffer: &mut Buffer) {
    let named = named(session, theme);
    let line = if named.width() <= usize::from(area.width) { named } else { counted(session, theme) };
    put(line, area, buffer);
}

fn named(session: &Session, theme: &Theme) -> Line<'static> {
    let mut spans = vec![Span::raw(" ")];
    for place in 0..session.run.environments().len() {
        let name = plain(&session.run.described(place).name, theme);
        spans.push(Span::styled(format!("{name} "), theme.tone(Tone::Quiet)));
        spans.push(span(&license(session, place), "  ", theme));
    }
    Line::from(spans)
}

fn counted(session: &Session, theme: &Theme) -> Line<'static> {
    let mut counts: Vec<(Fact, usize)> = Vec::new();
    for place in 0..session.run.environments().len() {
        let fact = license(session, place);
        match counts.iter_mut().find(|(known, _)| *known == fact) {
            Some((_, count)) => *count += 1,
            None => counts.push((fact, 1)),
        }
    }
    let spans = counts.iter().map(|(fact, count)| span(fact, &format!(" {count}   "), theme));
    [Span::raw(" ")].into_iter().chain(spans).collect()
}

fn span(fact: &Fact, after: &str, theme: &Theme) -> Span<'static> {
    Span::styled(format!("{} {}{after}", fact.word, theme.mark(fact.mark)), theme.tone(fact.tone))
}
