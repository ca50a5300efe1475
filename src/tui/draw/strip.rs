//! Which environment is on which code, on one line of every screen: by name where there is room, else how many of each.

use ratatui::{
    layout::Rect,
    text::{Line, Span},
};

use super::canvas::{self, Canvas};
use crate::{
    engine::session::Session,
    tui::hit_area::HitArea,
    view::{
        action::{Action, Navigation},
        licenses::{Group, Licenses},
        text::Tone,
    },
};

/// The narrowest room in which a cut name still says something.
const NARROWEST: usize = 5;

/// A name is cut to this at first where all of them in full do not fit.
const WIDEST: usize = 24;

/// A group of so few is named where the others are only counted: what is different is what one looks for.
const FEW: usize = 2;

pub(super) fn draw(session: &Session, canvas: &mut Canvas<'_>, area: Rect) {
    let licenses = Licenses::of(session);
    let width = usize::from(area.width);
    let fits = |line: &Line<'_>| canvas::width(&line.spans) <= width;
    let named = |room: usize, most: usize| line(session, &licenses, canvas, room, most).filter(fits);
    // Hundreds of names are not laid out in every width there is, and not at all where a letter of each would not fit.
    let count = session.run.environments().len();
    let is_few = count * NARROWEST <= width;
    let full = || named(usize::MAX, usize::MAX);
    let cut = || (NARROWEST..=WIDEST).rev().find_map(|room| named(room, usize::MAX));
    let line = (count <= width)
        .then(full)
        .flatten()
        .or_else(|| is_few.then(cut).flatten())
        .or_else(|| named(usize::MAX, FEW))
        .or_else(|| named(usize::MAX, 0))
        .unwrap_or_else(|| head(&licenses, canvas).into_iter().collect());
    canvas.put(line, area);
    canvas.hit_area(area, HitArea::Action(Action::Navigation(Navigation::Environments)));
}

/// The word for the whole, which stands out where licenses are mixed.
fn head(licenses: &Licenses, canvas: &Canvas<'_>) -> [Span<'static>; 2] {
    let theme = canvas.theme;
    let tone = theme.tone(licenses.tone);
    let look = if licenses.tone == Tone::Caution { tone.patch(theme.banner()) } else { tone };
    [Span::styled(format!(" {} ", licenses.word), look), Span::raw(" ")]
}

/// The groups with names of at most `room` columns, as long as no two are alike then; a group of more than `most` is counted.
fn line(
    session: &Session,
    licenses: &Licenses,
    canvas: &Canvas<'_>,
    room: usize,
    most: usize,
) -> Option<Line<'static>> {
    let mut spans = head(licenses, canvas).to_vec();
    let mut all: Vec<String> = Vec::new();
    for group in &licenses.groups {
        spans.push(license(group, canvas));
        let names = if group.places.len() > most {
            group.places.len().to_string()
        } else {
            let names: Vec<String> = group.names(session).into_iter().map(|name| canvas.cut(name, room)).collect();
            all.extend(names.iter().cloned());
            names.join(", ")
        };
        spans.push(Span::styled(format!(" {names}  "), canvas.theme.tone(Tone::Plain)));
    }
    let count = all.len();
    all.sort_unstable();
    all.dedup();
    (all.len() == count).then(|| Line::from(spans))
}

fn license(group: &Group, canvas: &Canvas<'_>) -> Span<'static> {
    let fact = &group.license;
    Span::styled(format!("{} {}", fact.word, canvas.theme.signs.mark(fact.mark)), canvas.theme.tone(fact.tone))
}
