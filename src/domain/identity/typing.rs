//! Identities while they are typed: how far they have come, and the first character that cannot be right.

use super::{
    NotAnIdentity,
    kind::{GROUP, GROUPS, IdentityKind, is_stray},
    normalise,
    odd::OddCharacter,
};

/// How far a text has come on its way to an identity.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Typing {
    /// Nothing but blanks.
    Nothing,
    /// So many whole groups, and everything right so far.
    Begun {
        /// Whole groups.
        groups: usize,
    },
    /// An identity.
    Whole,
    /// A text that cannot become one any more.
    Wrong {
        /// The first character that is wrong, counted from 0.
        place: usize,
        /// Why it is wrong.
        why: Misplaced,
    },
}

/// Why a character is wrong, in few words: they stand beside it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum Misplaced {
    /// It does not occur in identities.
    #[error("{}", .0.in_few_words())]
    Character(OddCharacter),
    /// A separator has to stand here.
    #[error("a {} is missing here", .0.separator_name())]
    SeparatorMissing(IdentityKind),
    /// The separator of the other kind.
    #[error("a {} belongs here", .0.separator_name())]
    OtherSeparator(IdentityKind),
    /// The group before it is too short.
    #[error("a group has {GROUP} characters")]
    GroupTooShort,
    /// There is too much of it.
    #[error("too long: there are only {GROUPS} groups")]
    TooLong,
    /// All of it is an identity of the other kind.
    #[error("this is {} {}", .0.article(), .0.name())]
    OtherKind(IdentityKind),
}

impl IdentityKind {
    const fn separator_name(self) -> &'static str {
        match self {
            Self::ActivationCode => "dot",
            Self::SerialNumber => "hyphen",
        }
    }

    /// How far a text has come.
    pub fn typing(self, text: &str) -> Typing {
        if let Err(NotAnIdentity::OtherKind(_)) = normalise(text, self) {
            let place = text.chars().position(|c| c == self.other().separator()).unwrap_or(0);
            return Typing::Wrong { place, why: Misplaced::OtherKind(self.other()) };
        }
        let mut reader = Reader { kind: self, group: 0, length: 0 };
        for (place, c) in text.chars().enumerate().filter(|(_, c)| !is_stray(*c)) {
            if let Some(why) = reader.take(c.to_ascii_uppercase()) {
                return Typing::Wrong { place, why };
            }
        }
        reader.standing()
    }

    /// Whether the next letter begins a new group, so that a separator has to come before it.
    pub fn wants_separator(self, text: &str) -> bool {
        let mut groups = text.split(self.separator());
        let last = groups.next_back().unwrap_or_default();
        last.len() == GROUP && last.chars().all(|c| c.is_ascii_alphanumeric()) && groups.count() + 1 < GROUPS
    }

    /// The identity in a text that was copied with something around it, in its one spelling.
    pub fn find(self, text: &str) -> Option<String> {
        normalise(text, self).ok().or_else(|| self.find_all(text).next())
    }

    /// All identities in a text, with blanks between.
    pub fn find_all(self, text: &str) -> impl Iterator<Item = String> {
        text.split_whitespace().filter_map(move |piece| normalise(piece, self).ok())
    }

    /// The separator of its groups.
    pub const fn joint(self) -> char {
        self.separator()
    }
}

/// Takes in a text character by character.
struct Reader {
    kind: IdentityKind,
    /// Groups that are behind.
    group: usize,
    /// Characters of the present one.
    length: usize,
}

impl Reader {
    /// Takes in a character; the answer is what is wrong with it.
    fn take(&mut self, c: char) -> Option<Misplaced> {
        let is_full = self.length == GROUP;
        let is_last = self.group + 1 == GROUPS;
        match c {
            'A'..='Z' | '0'..='9' if !is_full => self.length += 1,
            'A'..='Z' | '0'..='9' if is_last => return Some(Misplaced::TooLong),
            'A'..='Z' | '0'..='9' => return Some(Misplaced::SeparatorMissing(self.kind)),
            c if c == self.kind.separator() && !is_full => return Some(Misplaced::GroupTooShort),
            c if c == self.kind.separator() && is_last => return Some(Misplaced::TooLong),
            c if c == self.kind.separator() => (self.group, self.length) = (self.group + 1, 0),
            c if c == self.kind.other().separator() => return Some(Misplaced::OtherSeparator(self.kind)),
            other => return Some(Misplaced::Character(OddCharacter::typed(other, self.kind))),
        }
        None
    }

    const fn standing(&self) -> Typing {
        match (self.group, self.length) {
            (0, 0) => Typing::Nothing,
            (group, GROUP) if group + 1 == GROUPS => Typing::Whole,
            (group, GROUP) => Typing::Begun { groups: group + 1 },
            (groups, _) => Typing::Begun { groups },
        }
    }
}
