//! How licenses are mixed in the infrastructure: the one thing that nobody may get wrong, in a word and by groups. The strip
//! on every screen and the lines of line mode tell it the same way.

use super::{
    panel::{Fact, license},
    prose::Tone,
    session::Session,
};
use crate::domain::{infrastructure::Side, run::Holding};

/// Which licenses there are, and where.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Blend {
    /// The whole in a word.
    pub word: &'static str,
    /// What that means.
    pub tone: Tone,
    /// The environments by license, source first; what nobody knows comes last.
    pub groups: Vec<Group>,
}

/// Environments whose license is known in the same way to be the same.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Group {
    /// The license, and how it is known.
    pub license: Fact,
    /// The environments, in the order of the file.
    pub places: Vec<usize>,
    /// Where it stands among the others.
    rank: u8,
}

impl Blend {
    /// The licenses of a migration.
    pub fn of(session: &Session) -> Self {
        let mut groups: Vec<Group> = Vec::new();
        for place in 0..session.run.environments().len() {
            let (fact, rank) = (license(session, place), rank(session, place));
            match groups.iter_mut().find(|group| group.license == fact && group.rank == rank) {
                Some(group) => group.places.push(place),
                None => groups.push(Group { license: fact, places: vec![place], rank }),
            }
        }
        groups.sort_by_key(|group| group.rank);
        let (word, tone) = word(&groups);
        Self { word, tone, groups }
    }

    /// In a line, without marks.
    pub fn in_words(&self, session: &Session) -> String {
        let group = |group: &Group| format!("{}: {}", group.license.in_words(), group.names(session).join(", "));
        let groups: Vec<String> = self.groups.iter().map(group).collect();
        format!("Licenses: {}. {}.", self.word, groups.join("; "))
    }
}

impl Group {
    /// The names of the environments.
    pub fn names<'a>(&self, session: &'a Session) -> Vec<&'a str> {
        self.places.iter().map(|place| session.run.described(*place).name.as_str()).collect()
    }
}

const SOURCE: u8 = 0;
const TARGET: u8 = 1;
const OTHER: u8 = 2;
const UNKNOWN: u8 = 3;

fn rank(session: &Session, place: usize) -> u8 {
    let license = session.run.environment(place).license;
    match license.holding {
        Holding::Side(Side::Source, _) => SOURCE,
        Holding::Side(Side::Target, _) => TARGET,
        Holding::Foreign => OTHER,
        // It may be BBB: it counts as that, and its mark says that nobody knows.
        Holding::Unknown if license.target_possible => TARGET,
        Holding::Unknown => UNKNOWN,
    }
}

fn word(groups: &[Group]) -> (&'static str, Tone) {
    let has = |rank| groups.iter().any(|group| group.rank == rank);
    let tone = if groups.iter().all(|group| group.license.tone == Tone::Good) { Tone::Good } else { Tone::Claimed };
    let bad = groups.iter().any(|group| group.license.tone == Tone::Bad);
    match (has(SOURCE), has(TARGET), has(OTHER), has(UNKNOWN)) {
        (_, _, true, _) | (true, true, _, _) | (false, true, _, true) => ("MIXED", Tone::Caution),
        (_, false, _, true) if !has(SOURCE) => ("none seen yet", Tone::Quiet),
        (true, false, _, true) => ("not all seen", Tone::Quiet),
        (true, false, false, false) => ("all on AAA", if bad { Tone::Bad } else { tone }),
        (false, true, false, false) => ("all on BBB", if bad { Tone::Bad } else { tone }),
        (false, false, _, _) => ("none seen yet", Tone::Quiet),
    }
}
