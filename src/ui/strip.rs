//! Which environment is on which code, on one line of every screen: by name where there is room, else how many of each.

use ratatui::{
    layout::Rect,
    text::{Line, Span},
};

use super::canvas::{self, Canvas};
use crate::app::{
    action::{Action, Look},
    blend::{Blend, Group},
    prose::Tone,
    session::Session,
    spot::Spot,
};

/// The narrowest room in which a cut name still says something; below, environments are counted.
const NARROWEST: usize = 5;

/// A name is cut to this at first where all of them in full do not fit.
const WIDEST: usize = 24;

pub(super) fn draw(session: &Session, canvas: &mut Canvas<'_>, area: Rect) {
    let blend = Blend::of(session);
    let width = usize::from(area.width);
    let full = line(session, &blend, canvas, usize::MAX);
    let cut = || (NARROWEST..=WIDEST).rev().map(|room| line(session, &blend, canvas, room));
    let fits = |line: &Line<'_>| canvas::width(&line.spans) <= width;
    // Hundreds of names are not laid out in every width there is.
    let is_few = session.run.environments().len() * NARROWEST <= width;
    let line = Some(full).filter(fits).or_else(|| is_few.then(|| cut().find(fits)).flatten());
    let line = line.unwrap_or_else(|| counted(&blend, canvas));
    canvas.put(line, area);
    canvas.spot(area, Spot::Action(Action::Look(Look::Environments)));
}

/// The word for the whole, which stands out where licenses are mixed.
fn head(blend: &Blend, canvas: &Canvas<'_>) -> [Span<'static>; 2] {
    let theme = canvas.theme;
    let tone = theme.tone(blend.tone);
    let look = if blend.tone == Tone::Caution { tone.patch(theme.banner()) } else { tone };
    [Span::styled(format!(" {} ", blend.word), look), Span::raw(" ")]
}

fn line(session: &Session, blend: &Blend, canvas: &Canvas<'_>, room: usize) -> Line<'static> {
    let mut spans = head(blend, canvas).to_vec();
    for group in &blend.groups {
        spans.push(license(group, canvas));
        let names: Vec<String> = group.names(session).into_iter().map(|name| canvas.cut(name, room)).collect();
        spans.push(Span::styled(format!(" {}  ", names.join(", ")), canvas.theme.tone(Tone::Plain)));
    }
    Line::from(spans)
}

fn counted(blend: &Blend, canvas: &Canvas<'_>) -> Line<'static> {
    let groups = blend.groups.iter().flat_map(|group| {
        [license(group, canvas), Span::styled(format!(" {}  ", group.places.len()), canvas.theme.tone(Tone::Plain))]
    });
    head(blend, canvas).into_iter().chain(groups).collect()
}

fn license(group: &Group, canvas: &Canvas<'_>) -> Span<'static> {
    let fact = &group.license;
    Span::styled(format!("{} {}", fact.word, canvas.theme.mark(fact.mark)), canvas.theme.tone(fact.tone))
}
