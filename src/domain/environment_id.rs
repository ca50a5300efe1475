//! How steps, files and answers name an environment, and how such an id is made from a name in any script.

use std::{collections::BTreeSet, fmt, str::FromStr};

use deunicode::deunicode_char;
use serde::{Deserialize, Serialize};

/// How steps, files and answers name an environment: `[a-z0-9-]`, unique in its infrastructure.
#[derive(Debug, Clone, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct EnvironmentId(String);

/// A text that cannot be an environment's id.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("{0:?} cannot be an environment's id: 1 to 40 characters of a-z, 0-9 and -, beginning with a letter or digit")]
pub struct NotAnId(String);

impl EnvironmentId {
    /// Most characters of an id.
    pub const LONGEST: usize = 40;

    /// The id as text.
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// The id that an environment of this name gets when none is written: its letters as a-z, a hyphen for what stands
    /// between words, cut after a word where it is too long.
    ///
    /// # Errors
    /// When the name has no letter and no digit of any script.
    pub fn from_name(name: &str) -> Result<Self, NotAnId> {
        cut(&spelled(name), Self::LONGEST).parse().map_err(|_| NotAnId(name.to_owned()))
    }

    /// The ids of all environments, in their order: the one that is given, else one from the name. A name that has no letters
    /// gets a number, and so does one that reads like the name before it. An id that is given stays what it is: where a name
    /// makes the same, both are returned, for whoever says so.
    pub fn all(environments: &[(Option<Self>, &str)]) -> Vec<Self> {
        let given: BTreeSet<&Self> = environments.iter().filter_map(|(id, _)| id.as_ref()).collect();
        let mut before = BTreeSet::new();
        let mut make = |place: usize, name: &str| {
            let read = Self::from_name(name).unwrap_or_else(|_| Self(format!("environment-{}", place + 1)));
            let is_free = |id: &Self| !before.contains(id) && !given.contains(id);
            let mut numbered = (2..=environments.len() + 1).map(|number| read.numbered(number));
            let id = numbered.find(is_free).filter(|_| before.contains(&read)).unwrap_or(read);
            before.insert(id.clone());
            id
        };
        let all = environments.iter().enumerate();
        all.map(|(place, (id, name))| id.clone().unwrap_or_else(|| make(place, name))).collect()
    }

    /// The same with a number at its end.
    fn numbered(&self, number: usize) -> Self {
        let end = format!("-{number}");
        Self(cut(&self.0, Self::LONGEST - end.len()).to_owned() + &end)
    }
}

/// A name in a-z, 0-9 and hyphens, of any length; empty where nothing in it can be spelled so.
fn spelled(name: &str) -> String {
    let mut id = String::new();
    let mut push = |c: char| match c.to_ascii_lowercase() {
        c @ ('a'..='z' | '0'..='9') => id.push(c),
        _ if id.is_empty() || id.ends_with('-') => {}
        _ => id.push('-'),
    };
    for c in name.chars() {
        match deunicode_char(c).filter(|_| !c.is_ascii()) {
            // What stands for a breath or a softened letter in a-z parts no word.
            Some(letters) => letters.chars().filter(|c| !matches!(c, '\'' | '`' | '"')).for_each(&mut push),
            None => push(c),
        }
    }
    id.trim_end_matches('-').to_owned()
}

/// At most so many characters of an id, to the end of a word where that leaves half of them.
fn cut(id: &str, most: usize) -> &str {
    let Some((head, rest)) = id.split_at_checked(most).filter(|(_, rest)| !rest.is_empty()) else { return id };
    let word = head.rfind('-').filter(|end| !rest.starts_with('-') && *end >= most / 2);
    head[..word.unwrap_or(most)].trim_end_matches('-')
}

impl FromStr for EnvironmentId {
    type Err = NotAnId;

    fn from_str(text: &str) -> Result<Self, NotAnId> {
        let fine = (1..=Self::LONGEST).contains(&text.len())
            && !text.starts_with('-')
            && text.bytes().all(|c| matches!(c, b'a'..=b'z' | b'0'..=b'9' | b'-'));
        if fine { Ok(Self(text.to_owned())) } else { Err(NotAnId(text.to_owned())) }
    }
}

impl TryFrom<String> for EnvironmentId {
    type Error = NotAnId;

    fn try_from(text: String) -> Result<Self, NotAnId> {
        text.parse()
    }
}

impl From<EnvironmentId> for String {
    fn from(id: EnvironmentId) -> Self {
        id.0
    }
}

impl fmt::Display for EnvironmentId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(&self.0)
    }
}
