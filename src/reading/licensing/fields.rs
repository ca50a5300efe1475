//! The values that stand under their names in the upper half of the page.

use std::{fmt::Display, str::FromStr};

use super::{
    grid::Grid,
    one::one,
    piece::{Label, PagePart, Piece},
};
use crate::domain::page::EndDate;

/// The longest name of an organization or an edition, in characters.
const LONGEST: usize = 100;

/// Which text stands under which name.
#[derive(Debug)]
pub(super) struct Fields<'a> {
    grid: &'a Grid,
    given: Vec<(Label, Given<'a>)>,
}

/// The text under a name.
#[derive(Debug, Clone, Copy, PartialEq)]
enum Given<'a> {
    Nothing,
    Text(&'a str),
    /// Names come first and texts after them, so that none can be told to be this one's.
    Apart,
}

impl<'a> Fields<'a> {
    /// Goes through all names of a text.
    pub(super) fn of(grid: &'a Grid, pieces: &[Piece<'a>]) -> Self {
        let given = pieces.iter().enumerate().filter_map(|(at, piece)| {
            let PagePart::Label(label) = piece.part else { return None };
            let (before, from) = pieces.split_at(at);
            Some((label, under(before, from)))
        });
        Self { grid, given: given.collect() }
    }

    /// Whether there are several names that no other page has.
    pub(super) fn are_own(&self) -> bool {
        let mut own = self.given.iter().map(|(label, _)| label).filter(|label| label.is_own());
        own.next().is_some_and(|first| own.any(|other| other != first))
    }

    /// The faults of the text as a whole.
    pub(super) fn problems(&self) -> Vec<String> {
        let apart = self.given.iter().any(|(_, given)| *given == Given::Apart);
        let said = "The labels are apart from their values, so acmove cannot match them: \
            save the page as HTML and select that file.";
        apart.then(|| said.to_owned()).into_iter().collect()
    }

    fn texts(&self, label: Label) -> impl Iterator<Item = &'a str> {
        self.given.iter().filter(move |(of, _)| *of == label).filter_map(|(_, given)| match given {
            Given::Text(text) => Some(*text),
            Given::Nothing | Given::Apart => None,
        })
    }

    /// A value of any form; the last word of a text that may have been cut off is none.
    pub(super) fn text(&self, label: Label, problems: &mut Vec<String>) -> Option<String> {
        let name = label.name();
        let mut found = Vec::new();
        for text in self.texts(label) {
            if self.grid.cuts(text) && !matches!(text, "Production" | "Development") {
                problems.push(format!("The text ends within {name}, so it may be incomplete: copy the whole page."));
            } else if text.chars().count() > LONGEST {
                problems.push(format!("The text under {name} is too long to be its value."));
            } else {
                found.push(text.to_owned());
            }
        }
        one(name, found, problems)
    }

    /// A value of an exact form.
    pub(super) fn identity<T>(&self, label: Label, problems: &mut Vec<String>) -> Option<T>
    where
        T: FromStr<Err: Display> + PartialEq,
    {
        let name = label.name();
        let mut found = Vec::new();
        for text in self.texts(label) {
            match text.parse() {
                Ok(value) => found.push(value),
                Err(why) => problems.push(format!("{name} cannot be read: {why}.")),
            }
        }
        one(name, found, problems)
    }

    /// When the license ends; something else than a date is kept, so that it is not taken for *Never*.
    pub(super) fn end_date(&self, problems: &mut Vec<String>) -> Option<EndDate> {
        let found: Vec<EndDate> = self.texts(Label::EndDate).map(|text| text.to_owned().into()).collect();
        let date = one(Label::EndDate.name(), found, problems)?;
        if let EndDate::Unreadable(text) = &date {
            problems.push(format!("End Date is neither Never nor a date like 2027-03-31: {text}."));
        }
        Some(date)
    }
}

/// The text under the name that `from` begins with. Where other names stand directly before it and several texts after, it
/// is open which text is whose; one text belongs to the last name, if the others may be empty.
fn under<'a>(before: &[Piece<'a>], from: &[Piece<'a>]) -> Given<'a> {
    let Some((name, after)) = from.split_first() else { return Given::Nothing };
    let texts: Vec<(usize, &str)> = after.iter().map_while(text).collect();
    let Some((line, first)) = texts.first() else { return Given::Nothing };
    let beside = *line == name.line;
    let here = |other: usize| !beside || other == name.line;
    let texts = texts.iter().filter(|(line, _)| here(*line)).count();
    let mut names = before.iter().rev().map_while(label).filter(|(line, _)| here(*line)).peekable();
    let alone = names.peek().is_none();
    if alone || texts == 1 && names.all(|(_, label)| label.may_be_empty()) { Given::Text(first) } else { Given::Apart }
}

fn text<'a>(piece: &Piece<'a>) -> Option<(usize, &'a str)> {
    match piece.part {
        PagePart::Text(text) => Some((piece.line, text)),
        PagePart::Label(_) | PagePart::Chrome(_) => None,
    }
}

fn label(piece: &Piece<'_>) -> Option<(usize, Label)> {
    match piece.part {
        PagePart::Label(label) => Some((piece.line, label)),
        PagePart::Text(_) | PagePart::Chrome(_) => None,
    }
}
