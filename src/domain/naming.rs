//! Names in a sentence: few are all told. Of many the first are told, Production always, and how many more there are. What has to
//! name all of them (the text for Support, tables, files for programs) does not shorten them here.

use super::{index::EnvIx, infrastructure::Infrastructure};

/// So many names are told in full.
pub const ALL: usize = 12;

/// Of more names than that, at least so many are told.
pub const FIRST: usize = 4;

/// Of more names than that, at most so many of Production are told.
pub const PRODUCTION: usize = 6;

impl Infrastructure {
    /// The names of environments, for a sentence: of many, some.
    pub fn names(&self, environments: impl Iterator<Item = EnvIx>) -> String {
        let one = |environment: EnvIx| {
            let described = &self.environments[environment.get()];
            (described.name.as_str(), described.is_production())
        };
        in_sentence(&environments.map(one).collect::<Vec<_>>())
    }

    /// The names of environments where all have to be told.
    pub fn all_names(&self, environments: impl Iterator<Item = EnvIx>) -> String {
        let names = environments.map(|environment| self.environments[environment.get()].name.as_str());
        names.collect::<Vec<_>>().join(", ")
    }
}

/// Names for a sentence, each with whether it is one of Production: up to [`ALL`] in full. Of more, Production (up to
/// [`PRODUCTION`]) and the first others, in their order, and how many more there are.
pub fn in_sentence<T: AsRef<str>>(names: &[(T, bool)]) -> String {
    listed(names, ", ")
}

/// The same, with what stands between two of them.
pub fn listed<T: AsRef<str>>(names: &[(T, bool)], between: &str) -> String {
    let is_few = names.len() <= ALL;
    let all_production = names.iter().filter(|(_, is_production)| *is_production).count();
    let production = all_production.min(if is_few { ALL } else { PRODUCTION });
    let (mut room, mut room_for_others) = (production, FIRST.saturating_sub(production));
    let told = names.iter().filter(|(_, is_production)| {
        let left = if *is_production { &mut room } else { &mut room_for_others };
        let is_told = is_few || *left > 0;
        *left = left.saturating_sub(1);
        is_told
    });
    let told: Vec<&str> = told.map(|(name, _)| name.as_ref()).collect();
    let cut = all_production - production;
    let of_production = if cut > 0 { format!(", {cut} of them production") } else { String::new() };
    and_more(&told, names.len() - told.len(), between) + &of_production
}

/// The first of some things that are no environments of a migration, and how many more there are.
pub fn first<T: AsRef<str>>(names: &[T], most: usize) -> String {
    let told: Vec<&str> = names.iter().take(most).map(AsRef::as_ref).collect();
    and_more(&told, names.len() - told.len(), ", ")
}

fn and_more(told: &[&str], more: usize, between: &str) -> String {
    let told = told.join(between);
    if more > 0 { format!("{told} and {more} more") } else { told }
}
