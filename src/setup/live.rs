//! Notes about a field while it is being typed: how far it has come, and the first character that is wrong. An answer that
//! is only incomplete is no fault yet.

use super::{
    field::{Column, Field},
    values::Setup,
    wrong::in_short,
};
use crate::domain::identity::{GROUPS, typing::Typing};

/// The note beside a field.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum LiveNote {
    /// Nothing.
    Quiet,
    /// How far it has come.
    Progress(String),
    /// It is right.
    Right(String),
    /// A character is wrong; everything before it is not.
    Wrong {
        /// Which one, counted from 0.
        place: usize,
        /// Why, in few words.
        why: String,
    },
    /// The whole is wrong, for this reason.
    Fault(String),
}

impl Setup {
    /// The note on a field in which somebody types.
    pub fn while_typing(&self, field: Field) -> LiveNote {
        let text = self.value(field);
        match (field.identity(), field) {
            (Some(kind), _) => match kind.typing(text) {
                Typing::Nothing => LiveNote::Quiet,
                Typing::Begun { groups } => LiveNote::Progress(format!("{groups} of {GROUPS} groups")),
                Typing::Whole => self.said_of_whole(field),
                Typing::Wrong { place, why } => LiveNote::Wrong { place, why: why.to_string() },
            },
            // An empty address is said nothing about: it is optional.
            (None, Field::LifeTime | Field::Portal | Field::Support) if text.is_empty() => LiveNote::Quiet,
            (None, Field::Cell(_, Column::Center) | Field::LifeTime | Field::Portal | Field::Support) => {
                match wrong_in_address(text) {
                    Some((place, why)) => LiveNote::Wrong { place, why: why.to_owned() },
                    None => LiveNote::Quiet,
                }
            }
            (None, Field::Cell(row, Column::Name)) => self.id_told(row),
            (None, Field::Cell(row, Column::Id)) if text.is_empty() => self.id_made(row),
            (None, _) => LiveNote::Quiet,
        }
    }

    /// The id of an environment whose name does not say it.
    fn id_told(&self, row: usize) -> LiveNote {
        let is_right = self.check(Field::Cell(row, Column::Name)).is_ok();
        let id = self.ids_to_tell().into_iter().nth(row).flatten().filter(|_| is_right);
        id.map_or(LiveNote::Quiet, |id| LiveNote::Progress(format!("its id is {id}")))
    }

    /// The id that a name makes.
    fn id_made(&self, row: usize) -> LiveNote {
        let id = self.ids().into_iter().nth(row).filter(|_| !self.value(Field::Cell(row, Column::Name)).is_empty());
        id.map_or(LiveNote::Quiet, |id| LiveNote::Progress(format!("from the name: {id}")))
    }

    /// A whole identity may still be the wrong one.
    fn said_of_whole(&self, field: Field) -> LiveNote {
        match self.check(field) {
            Ok(()) => LiveNote::Right(format!("{GROUPS} of {GROUPS} groups")),
            Err(why) => LiveNote::Fault(why),
        }
    }

    /// The note on a field that was left.
    pub fn when_left(&self, field: Field) -> LiveNote {
        match self.check(field) {
            Ok(()) => LiveNote::Quiet,
            Err(why) => match self.while_typing(field) {
                wrong @ LiveNote::Wrong { .. } => wrong,
                LiveNote::Progress(so_far) if field.identity().is_some() => LiveNote::Fault(format!("only {so_far}")),
                LiveNote::Quiet | LiveNote::Progress(_) | LiveNote::Right(_) | LiveNote::Fault(_) => {
                    LiveNote::Fault(in_short(&why).to_owned())
                }
            },
        }
    }
}

/// The first character that makes a text no address any more.
fn wrong_in_address(text: &str) -> Option<(usize, &'static str)> {
    let schemes = ["https://", "http://"];
    let scheme = schemes.into_iter().find(|scheme| text.starts_with(scheme));
    let Some(scheme) = scheme else {
        if schemes.into_iter().any(|scheme| scheme.starts_with(text)) {
            return None;
        }
        let same = |scheme: &str| scheme.chars().zip(text.chars()).take_while(|(a, b)| a == b).count();
        return Some((schemes.into_iter().map(same).max().unwrap_or(0), "begin with https://"));
    };
    let mut rest = text.chars().enumerate().skip(scheme.len());
    let why = |c: char| match c {
        '?' | '#' => Some("nothing after ? or # may stand here"),
        '@' => Some("no user name or password"),
        c if c.is_whitespace() => Some("no blanks"),
        _ => None,
    };
    rest.find_map(|(place, c)| Some((place, why(c)?)))
}
