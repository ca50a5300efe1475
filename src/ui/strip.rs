//! Which environment is on which code, on one line: by name where there is room, else by license, else how many of each.

use std::ops::Range;

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
    let all = 0..session.run.environments().len();
    let lines =
        [named(session, theme, all.clone()), grouped(session, theme, all.clone()), counted(session, theme, all)];
    let fits = lines.iter().position(|line| line.width() <= usize::from(area.width)).unwrap_or(lines.len() - 1);
    put(lines.into_iter().nth(fits).unwrap_or_default(), area, buffer);
}

fn named(session: &Session, theme: &Theme, all: Range<usize>) -> Line<'static> {
    let mut spans = vec![Span::raw(" ")];
    for place in all {
        let name = plain(&session.run.described(place).name, theme);
        spans.push(Span::styled(format!("{name} "), theme.tone(Tone::Quiet)));
        spans.push(span(&license(session, place), "  ", theme));
    }
    Line::from(spans)
}

fn grouped(session: &Session, theme: &Theme, all: Range<usize>) -> Line<'static> {
    let mut spans = vec![Span::raw(" ")];
    for (fact, places) in groups(session, all) {
        let names: Vec<&str> = places.iter().map(|place| session.run.described(*place).name.as_str()).collect();
        spans.push(span(&fact, " ", theme));
        spans.push(Span::styled(plain(&names.join(", "), theme) + "   ", theme.tone(Tone::Quiet)));
    }
    Line::from(spans)
}

fn counted(session: &Session, theme: &Theme, all: Range<usize>) -> Line<'static> {
    let groups = groups(session, all).into_iter();
    let spans = groups.map(|(fact, places)| span(&fact, &format!(" {}   ", places.len()), theme));
    [Span::raw(" ")].into_iter().chain(spans).collect()
}

/// The licenses there are, each with its environments.
fn groups(session: &Session, all: Range<usize>) -> Vec<(Fact, Vec<usize>)> {
    let mut groups: Vec<(Fact, Vec<usize>)> = Vec::new();
    for place in all {
        let fact = license(session, place);
        match groups.iter_mut().find(|(known, _)| *known == fact) {
            Some((_, places)) => places.push(place),
            None => groups.push((fact, vec![place])),
        }
    }
    groups
}

fn span(fact: &Fact, after: &str, theme: &Theme) -> Span<'static> {
    Span::styled(format!("{} {}{after}", fact.word, theme.mark(fact.mark)), theme.tone(fact.tone))
}
