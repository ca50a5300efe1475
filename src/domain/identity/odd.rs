//! Characters that no identity has, and that often stand in for one: what they are called, and what belongs in their place.
//! They are never taken for what they look like.

use std::fmt;

use deunicode::deunicode_char;

use super::{
    super::text::is_seen,
    kind::{GROUP, IdentityKind, is_stray},
};

/// A character that an identity cannot have.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct OddCharacter {
    kind: IdentityKind,
    character: char,
    /// The separator, where one belongs there.
    is_separator: bool,
}

/// The odd characters of a text.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct OddText {
    /// The first of them.
    pub first: OddCharacter,
    /// Its place among the characters that can be seen, from 1.
    pub place: usize,
    /// How many more there are.
    pub more: usize,
}

/// Letters and digits of other scripts, each before the one that it looks like.
const ALIKE: &str = "\
    АAВBСCЕEНHІIЈJКKМMОOРPЅSТTХXУYЗ3ԚQԜW\
    аAвBсCеEнHіIјJкKмMоOрPѕSтTхXуYз3ԛQԝW\
    ΑAΒBΕEΖZΗHΙIΚKΜMΝNΟOΡPΤTΥYΧX\
    αAιIκKνVοOρPτTυYχX\
    ıIİIſS";

/// Hyphens and dashes.
const HYPHENS: [(char, &str); 12] = [
    ('\u{ad}', "soft hyphen"),
    ('\u{2010}', "hyphen"),
    ('\u{2011}', "non-breaking hyphen"),
    ('\u{2012}', "figure dash"),
    ('\u{2013}', "en dash"),
    ('\u{2014}', "em dash"),
    ('\u{2015}', "horizontal bar"),
    ('\u{2043}', "hyphen bullet"),
    ('\u{2212}', "minus sign"),
    ('\u{fe58}', "small em dash"),
    ('\u{fe63}', "small hyphen"),
    ('\u{ff0d}', "full-width hyphen"),
];

/// Dots.
const DOTS: [(char, &str); 10] = [
    ('\u{b7}', "middle dot"),
    ('\u{6d4}', "Arabic full stop"),
    ('\u{2022}', "bullet"),
    ('\u{2024}', "one dot leader"),
    ('\u{2219}', "bullet operator"),
    ('\u{22c5}', "dot operator"),
    ('\u{3002}', "ideographic full stop"),
    ('\u{30fb}', "katakana middle dot"),
    ('\u{ff0e}', "full-width full stop"),
    ('\u{ff61}', "half-width ideographic full stop"),
];

impl OddText {
    /// The odd characters of a text that was given for an identity; `None` where it has none.
    pub(super) fn of(text: &str, kind: IdentityKind) -> Option<Self> {
        let seen = text.trim_matches(is_stray).chars().filter(|c| c.is_whitespace() || !is_stray(*c)).enumerate();
        let mut all = seen.filter(|(_, c)| !c.is_whitespace() && !fits(*c, kind));
        let (at, character) = all.next()?;
        let place = at + 1;
        let is_separator = place.is_multiple_of(GROUP + 1) && looks_like(character).is_none() || is_like_one(character);
        Some(Self { first: OddCharacter { kind, character, is_separator }, place, more: all.count() })
    }
}

impl OddCharacter {
    /// A character that is typed for an identity.
    pub(super) fn typed(character: char, kind: IdentityKind) -> Self {
        Self { kind, character, is_separator: is_like_one(character) && !character.is_ascii() }
    }

    /// What it is, in few words: they stand beside it.
    pub(super) fn in_few_words(self) -> String {
        let is = self.called();
        match (self.is_separator, looks_like(self.character)) {
            (true, _) => format!("{is}: type {}", self.kind.separator()),
            (false, Some(like)) => format!("{is}: only looks like {like}"),
            (false, None) => "not a letter or digit".to_owned(),
        }
    }

    /// The character by its number and its name; one of ASCII as it is.
    fn called(self) -> String {
        let c = self.character;
        let number = format!("U+{:04X}", u32::from(c));
        match name(c) {
            _ if c.is_ascii_graphic() => c.to_string(),
            Some(name) => format!("{number} ({name})"),
            None if is_seen(c) && c.is_alphabetic() => format!("{number} ({c})"),
            None => number,
        }
    }
}

impl fmt::Display for OddText {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self { first, place, more } = self;
        write!(f, "the {} character is {}", ordinal(*place), first.called())?;
        match (first.is_separator, looks_like(first.character)) {
            (true, _) => write!(f, ", where {} belongs", first.kind.separator())?,
            (false, Some(like)) => write!(f, ", which only looks like {like}")?,
            (false, None) => write!(f, ", where only letters A-Z and digits belong")?,
        }
        if *more > 0 { write!(f, "; {more} more {} odd", if *more == 1 { "is" } else { "are" }) } else { Ok(()) }
    }
}

const fn fits(c: char, kind: IdentityKind) -> bool {
    c.is_ascii_alphanumeric() || c == kind.separator()
}

/// Whether a character is a separator that was typed or printed otherwise.
fn is_like_one(c: char) -> bool {
    matches!(c, '.' | '-' | '_' | ',') || HYPHENS.iter().chain(&DOTS).any(|(known, _)| *known == c)
}

/// The letter or digit that a character of another script looks like.
fn looks_like(c: char) -> Option<char> {
    let mut alike = ALIKE.chars();
    while let (Some(other), Some(like)) = (alike.next(), alike.next()) {
        if other == c {
            return Some(like);
        }
    }
    let is_styled = matches!(c, '\u{ff10}'..='\u{ff19}' | '\u{ff21}'..='\u{ff3a}' | '\u{ff41}'..='\u{ff5a}'
        | '\u{24b6}'..='\u{24e9}' | '\u{1d400}'..='\u{1d7ff}');
    let mut plain = deunicode_char(c).filter(|_| is_styled)?.chars();
    let like = plain.find(char::is_ascii_alphanumeric)?;
    Some(like.to_ascii_uppercase())
}

fn name(c: char) -> Option<&'static str> {
    let known = HYPHENS.iter().chain(&DOTS).find(|(known, _)| *known == c).map(|(_, name)| *name);
    known.or(match c {
        'ı' => Some("i without its dot"),
        'İ' => Some("I with a dot"),
        'ſ' => Some("long s"),
        'ß' => Some("sharp s"),
        '\u{370}'..='\u{3ff}' => Some("Greek letter"),
        '\u{400}'..='\u{52f}' => Some("Cyrillic letter"),
        '\u{660}'..='\u{669}' | '\u{6f0}'..='\u{6f9}' => Some("Arabic digit"),
        '\u{2460}'..='\u{24ff}' => Some("character in a circle"),
        '\u{fb00}'..='\u{fb06}' => Some("several letters in one"),
        '\u{ff10}'..='\u{ff19}' => Some("full-width digit"),
        '\u{ff21}'..='\u{ff3a}' | '\u{ff41}'..='\u{ff5a}' => Some("full-width letter"),
        '\u{1d400}'..='\u{1d7ff}' => Some("mathematical letter or digit"),
        _ => None,
    })
}

/// A text in which every character of another script is the one of identities that it looks like: what somebody would take it
/// for.
pub fn as_it_looks(text: &str) -> String {
    let is_one_of = |all: &[(char, &str)], c: char| all.iter().any(|(known, _)| *known == c);
    let like = |c: char| match c {
        c if is_one_of(&HYPHENS, c) => '-',
        c if is_one_of(&DOTS, c) => '.',
        c => looks_like(c).unwrap_or(c),
    };
    text.chars().map(like).collect()
}

fn ordinal(number: usize) -> String {
    let ending = match (number % 10, number % 100) {
        (_, 11..=13) => "th",
        (1, _) => "st",
        (2, _) => "nd",
        (3, _) => "rd",
        (_, _) => "th",
    };
    format!("{number}{ending}")
}
