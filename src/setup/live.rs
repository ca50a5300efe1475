//! What is said about a field while it is being typed: how far it has come, and the first character that is wrong. What is
//! only incomplete is no fault yet.

use super::{
    check::in_short,
    field::{Column, Field},
    values::Setup,
};
use crate::domain::identity::{GROUPS, Typing};

/// What is said beside a field.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Note {
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
    /// What is wrong with the whole.
    Fault(String),
}

impl Setup {
    /// What is said about a field in which somebody types.
    pub fn while_typing(&self, field: Field) -> Note {
        let text = self.value(field);
        match (field.identity(), field) {
            (Some(kind), _) => match kind.typing(text) {
                Typing::Nothing => Note::Quiet,
                Typing::Begun { groups } => Note::Progress(format!("{groups} of {GROUPS} groups")),
                Typing::Whole => self.said_of_whole(field),
                Typing::Wrong { place, why } => Note::Wrong { place, why: why.to_string() },
            },
            (None, Field::Cell(_, Column::Center)) => match wrong_in_address(text) {
                Some((place, why)) => Note::Wrong { place, why: why.to_owned() },
                None => Note::Quiet,
            },
            (None, _) => Note::Quiet,
        }
    }

    /// A whole identity may still be the wrong one.
    fn said_of_whole(&self, field: Field) -> Note {
        match self.check(field) {
            Ok(()) => Note::Right(format!("{GROUPS} of {GROUPS} groups")),
            Err(why) => Note::Fault(why),
        }
    }

    /// What is said about a field that was left.
    pub fn when_left(&self, field: Field) -> Note {
        match self.check(field) {
            Ok(()) => Note::Quiet,
            Err(why) => match self.while_typing(field) {
                wrong @ Note::Wrong { .. } => wrong,
                Note::Progress(so_far) => Note::Fault(format!("only {so_far}")),
                Note::Quiet | Note::Right(_) | Note::Fault(_) => Note::Fault(in_short(&why).to_owned()),
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
