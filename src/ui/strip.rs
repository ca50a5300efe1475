//! Which environment is on which code, on one line: by name where there is room, else by license, else how many of each.

use std::ops::Range;

use ratatui::{
    layout::Rect,
    text::{Line, Span},
};

use super::canvas::{Canvas, width};
use crate::app::{
    panel::{Fact, license},
    prose::Tone,
    session::Session,
};

pub(super) fn draw(session: &Session, canvas: &mut Canvas<'_>, area: Rect) {
    let all = 0..session.run.environments().len();
    let lines =
        [named(session, canvas, all.clone()), grouped(session, canvas, all.clone()), counted(session, canvas, all)];
    let fits = lines.iter().position(|line| width(&line.spans) <= usize::from(area.width)).unwrap_or(lines.len() - 1);
    canvas.put(lines.into_iter().nth(fits).unwrap_or_default(), area);
}

fn named(session: &Session, canvas: &Canvas<'_>, all: Range<usize>) -> Line<'static> {
    let mut spans = vec![Span::raw(" ")];
    for place in all {
        let name = canvas.plain(&session.run.described(place).name);
        spans.push(Span::styled(format!("{name} "), canvas.theme.tone(Tone::Quiet)));
        spans.push(span(&license(session, place), "  ", canvas));
    }
    Line::from(spans)
}

fn grouped(session: &Session, canvas: &Canvas<'_>, all: Range<usize>) -> Line<'static> {
    let mut spans = vec![Span::raw(" ")];
    for (fact, places) in groups(session, all) {
        let names: Vec<&str> = places.iter().map(|place| session.run.described(*place).name.as_str()).collect();
        spans.push(span(&fact, " ", canvas));
        spans.push(Span::styled(canvas.plain(&names.join(", ")) + "   ", canvas.theme.tone(Tone::Quiet)));
    }
    Line::from(spans)
}

fn counted(session: &Session, canvas: &Canvas<'_>, all: Range<usize>) -> Line<'static> {
    let groups = groups(session, all).into_iter();
    let spans = groups.map(|(fact, places)| span(&fact, &format!(" {}   ", places.len()), canvas));
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

fn span(fact: &Fact, after: &str, canvas: &Canvas<'_>) -> Span<'static> {
    Span::styled(format!("{} {}{after}", fact.word, canvas.theme.mark(fact.mark)), canvas.theme.tone(fact.tone))
}
