//! Which environment is on which code, on one line of every screen: by name where there is room, else how many of each. Production
//! is the last that is cut or counted.

use ratatui::{
    layout::Rect,
    text::{Line, Span},
};

use super::{
    badge::badge,
    canvas::{self, Canvas},
};
use crate::{
    domain::index::EnvIx,
    engine::session::Session,
    tui::hit_area::HitArea,
    view::{
        action::{Action, Navigation},
        environment_table::FEW as BOXES,
        licenses::{Group, Licenses},
        mark::Mark,
        panel::PanelFact,
        text::{Tone, columns},
    },
};

/// The narrowest room in which a cut name still says something.
const NARROWEST: usize = 5;

/// A name is cut to this at first where all of them in full do not fit.
const WIDEST: usize = 24;

/// A group of so few is named where the others are only counted: what is different is what one looks for.
const FEW: usize = 2;

/// How names are written.
#[derive(Debug, Clone, Copy)]
struct Names {
    /// The most columns of a name, and of one with the role production.
    room: usize,
    production: usize,
    /// A group of more is counted, but for so many with the role production.
    most: usize,
    most_production: usize,
}

impl Names {
    const FULL: Self = Self { room: usize::MAX, production: usize::MAX, most: usize::MAX, most_production: usize::MAX };
}

pub(super) fn draw(session: &Session, canvas: &mut Canvas<'_>, area: Rect) {
    let licenses = Licenses::of(session);
    let width = usize::from(area.width);
    // A mixture that is not planned stands before everything else, any other word gives way to names.
    let spans = if licenses.tone == Tone::Caution {
        let first = licenses.word.split(',').next().unwrap_or_default();
        let words = [licenses.word.as_str(), first].map(|word| whole(word, &licenses, canvas));
        let room = |word: &Span<'_>| width.saturating_sub(columns(&word.content));
        let found = words.iter().find_map(|word| Some((word.clone(), named(session, &licenses, canvas, room(word))?)));
        let (word, groups) = found.unwrap_or_else(|| (words[1].clone(), Vec::new()));
        [word].into_iter().chain(groups).collect()
    } else {
        let mut spans = named(session, &licenses, canvas, width).unwrap_or_default();
        let (used, word) = (canvas::width(&spans), whole(&licenses.word, &licenses, canvas));
        if let Some(gap) = width.checked_sub(used + columns(&word.content)) {
            spans.extend([Span::raw(" ".repeat(gap)), word]);
        }
        spans
    };
    canvas.put(Line::from(spans), area);
    canvas.hit_area(area, HitArea::Action(Action::Navigation(Navigation::Environments)));
}

/// From this width of the screen on, the last name keeps a margin.
const NORMAL: u16 = 80;

/// The groups in a room, with as many whole names as there is room for.
fn named(session: &Session, licenses: &Licenses, canvas: &Canvas<'_>, room: usize) -> Option<Vec<Span<'static>>> {
    // The blanks after the last name need no room; one of them is the margin, where columns are not rare.
    let margin = usize::from(canvas.buffer.area.width >= NORMAL);
    let fits = |spans: &Vec<Span<'_>>| canvas::width(spans) + margin <= room + 2;
    let named = |names: Names| groups(session, licenses, canvas, names).filter(fits);
    // Hundreds of names are not laid out in every width there is, and not at all where a letter of each would not fit.
    let count = session.run.environments().len();
    let cut = |production: usize| {
        let widths = (NARROWEST..=WIDEST).rev();
        widths.map(|room| Names { room, production: production.max(room), ..Names::FULL }).find_map(named)
    };
    let counted = |most: usize, most_production: usize| named(Names { most, most_production, ..Names::FULL });
    let is_few = count * NARROWEST <= room;
    (count <= room)
        .then(|| named(Names::FULL))
        .flatten()
        .or_else(|| is_few.then(|| cut(usize::MAX)).flatten())
        .or_else(|| (count <= BOXES).then(|| cut(NARROWEST)).flatten())
        .or_else(|| counted(FEW, FEW))
        .or_else(|| counted(FEW, 0))
        .or_else(|| counted(0, 0))
        .or_else(|| Some(bare(session, licenses, canvas)).filter(fits))
}

/// The word for the whole, which stands out where licenses are mixed and that is not planned.
fn whole(word: &str, licenses: &Licenses, canvas: &Canvas<'_>) -> Span<'static> {
    let theme = canvas.theme;
    let tone = theme.tone(licenses.tone);
    let look = if licenses.tone == Tone::Caution { tone.patch(theme.warning()) } else { tone };
    Span::styled(format!(" {word} "), look)
}

/// The groups, as long as no two names are alike when they are cut.
fn groups(session: &Session, licenses: &Licenses, canvas: &Canvas<'_>, names: Names) -> Option<Vec<Span<'static>>> {
    let mut spans = vec![Span::raw(" ")];
    let mut all: Vec<String> = Vec::new();
    for group in &licenses.groups {
        spans.push(badge_of(group, canvas));
        let text = if group.places.len() > names.most {
            counted(session, group, canvas, names, &mut all)
        } else {
            let own: Vec<String> = group
                .places
                .iter()
                .map(|place| {
                    let described = session.run.described(*place);
                    let is_production = described.is_production();
                    canvas.cut(&described.name, if is_production { names.production } else { names.room })
                })
                .collect();
            all.extend(own.iter().cloned());
            own.join(", ")
        };
        spans.push(Span::styled(format!(" {text}  "), canvas.theme.tone(Tone::Plain)));
    }
    let count = all.len();
    all.sort_unstable();
    all.dedup();
    (all.len() == count).then_some(spans)
}

/// The license of a group; a code that is neither of the two is called so.
fn badge_of(group: &Group, canvas: &Canvas<'_>) -> Span<'static> {
    let license = &group.license;
    match (license.mark, license.word.as_str()) {
        (Mark::Failed, "other") => badge(&PanelFact { word: "unknown code".to_owned(), ..license.clone() }, canvas),
        (_, _) => badge(license, canvas),
    }
}

/// How many each group has, and how many there are for production, where there is room for nothing else.
fn bare(session: &Session, licenses: &Licenses, canvas: &Canvas<'_>) -> Vec<Span<'static>> {
    let plain = canvas.theme.tone(Tone::Plain);
    let mut spans = vec![Span::raw(" ")];
    for group in &licenses.groups {
        spans.push(badge_of(group, canvas));
        spans.push(Span::styled(format!(" {}  ", group.places.len()), plain));
    }
    let run = &session.run;
    let production = run.every_environment().filter(|place| run.described(*place).is_production()).count();
    if production > 0 {
        spans.push(Span::styled(format!("{production} production  "), plain));
    }
    spans
}

/// How many a group has; environments with the role production are named where they are few, else counted too.
fn counted(session: &Session, group: &Group, canvas: &Canvas<'_>, names: Names, all: &mut Vec<String>) -> String {
    let is_production = |name: &&EnvIx| session.run.described(**name).is_production();
    let production: Vec<String> = group
        .places
        .iter()
        .filter(is_production)
        .map(|place| canvas.cut(&session.run.described(*place).name, names.production))
        .collect();
    let (count, of_production) = (group.places.len(), production.len());
    if of_production == 0 {
        return count.to_string();
    }
    let list = production.join(", ");
    if of_production <= names.most_production && columns(&list) <= WIDEST * FEW {
        all.extend(production);
        let others = count - of_production;
        return if others == 0 { list } else { format!("{list} and {others} more") };
    }
    format!("{count}, {of_production} of them production")
}
