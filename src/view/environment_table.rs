//! How many environments there are decides how they are shown: a few as large panels, some as tiles, many as a table that
//! can be filtered and grouped. Two hundred of them stay usable.

use super::panel::{Panel, license};
use crate::domain::index::EnvIx;
use crate::engine::session::Session;

/// Up to so many environments have a large panel each.
pub const FEW: usize = 4;

/// Up to so many have a tile each; more are rows of a table.
pub const SOME: usize = 12;

/// By what the rows of a table are grouped.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub enum Grouping {
    /// Not at all: the order of the file.
    #[default]
    None,
    /// By the license that is installed.
    License,
    /// By what is to be done there.
    ToDo,
    /// By their purpose.
    Role,
}

impl Grouping {
    /// The next one; after the last, none.
    #[must_use]
    pub const fn next(self) -> Self {
        match self {
            Self::None => Self::License,
            Self::License => Self::ToDo,
            Self::ToDo => Self::Role,
            Self::Role => Self::None,
        }
    }

    /// The name of the grouping.
    pub const fn name(self) -> &'static str {
        match self {
            Self::None => "not grouped",
            Self::License => "by license",
            Self::ToDo => "by what is to do",
            Self::Role => "by role",
        }
    }

    fn of(self, session: &Session, environment: EnvIx) -> String {
        match self {
            Self::None => String::new(),
            Self::License => license(session, environment).in_words(),
            Self::ToDo => match Panel::of(session, environment).brief {
                "" => "nothing to do".to_owned(),
                brief => brief.to_owned(),
            },
            Self::Role => session.run.described(environment).role.name().to_owned(),
        }
    }
}

/// A row of the table.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum TableRow {
    /// The heading of a group, and how many are in it.
    Group(String, usize),
    /// An environment.
    Environment(EnvIx),
}

impl TableRow {
    /// The environment that it shows; a heading shows none.
    pub const fn environment(&self) -> Option<EnvIx> {
        match self {
            Self::Group(..) => None,
            Self::Environment(environment) => Some(*environment),
        }
    }
}

/// Whether there are so many environments that they may be filtered and grouped.
pub fn is_table(session: &Session) -> bool {
    session.run.environments().len() > FEW
}

/// The environments that fit a filter: by name, id, role, license or what is to be done there; in the order of the file.
pub fn filtered(session: &Session, filter: &str) -> Vec<EnvIx> {
    let words = filter.trim().to_lowercase();
    let fits = |environment: &EnvIx| {
        let described = session.run.described(*environment);
        let text = || {
            let (license, panel) = (license(session, *environment), Panel::of(session, *environment));
            let serial = session.run.environment(*environment).serial.as_ref().map_or("", |serial| serial.as_str());
            let (name, id, role) = (&described.name, &described.id, described.role.name());
            format!("{name} {id} {role} {serial} {} {} {}", license.word, license.mark.name(), panel.step.word)
        };
        if words.is_empty() {
            return true;
        }
        let text = text().to_lowercase();
        words.split_whitespace().all(|word| text.contains(word))
    };
    session.run.every_environment().filter(fits).collect()
}

/// The rows of the table: filtered, and grouped where that is wanted; the smallest group first, for what is different is
/// what one looks for.
pub fn rows(session: &Session, filter: &str, grouping: Grouping) -> Vec<TableRow> {
    let places = filtered(session, filter);
    if grouping == Grouping::None {
        return places.into_iter().map(TableRow::Environment).collect();
    }
    let mut groups: Vec<(String, Vec<EnvIx>)> = Vec::new();
    for place in places {
        let name = grouping.of(session, place);
        match groups.iter_mut().find(|(known, _)| *known == name) {
            Some((_, places)) => places.push(place),
            None => groups.push((name, vec![place])),
        }
    }
    groups.sort_by_key(|(_, places)| places.len());
    let row = |(name, places): (String, Vec<EnvIx>)| {
        [TableRow::Group(name, places.len())].into_iter().chain(places.into_iter().map(TableRow::Environment))
    };
    groups.into_iter().flat_map(row).collect()
}
