//! Marks: every state has one, besides its color and its word; and the sets of signs that terminals can show.

use std::borrow::Cow;

use super::text::{ELLIPSIS, Tone};
use crate::domain::check::Verdict;

/// The mark and the tone of a verdict.
pub const fn verdict(verdict: Verdict) -> (Mark, Tone) {
    match verdict {
        Verdict::Matches => (Mark::Verified, Tone::Good),
        Verdict::Differs => (Mark::Failed, Tone::Bad),
        Verdict::Asks | Verdict::Missing => (Mark::Unknown, Tone::Caution),
        Verdict::Silent => (Mark::Nothing, Tone::Quiet),
    }
}

/// The marks: every state has one, besides its color and its word.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Mark {
    /// Read and compared.
    Verified,
    /// Its bytes were kept and read back.
    Kept,
    /// Somebody said so.
    Claimed,
    /// Nothing yet.
    Nothing,
    /// Now.
    Now,
    /// Held.
    Held,
    /// Failed.
    Failed,
    /// Not known.
    Unknown,
    /// A person decided so.
    Decided,
    /// Started, and not reported as done yet.
    Started,
    /// Left out for now.
    LeftOut,
}

impl Mark {
    /// All marks.
    pub const ALL: [Self; 11] = [
        Self::Verified,
        Self::Kept,
        Self::Claimed,
        Self::Nothing,
        Self::Now,
        Self::Held,
        Self::Failed,
        Self::Unknown,
        Self::Decided,
        Self::Started,
        Self::LeftOut,
    ];

    /// The sign in Unicode, as every text has it until it is drawn or printed.
    pub const fn sign(self) -> &'static str {
        Signs::Unicode.mark(self)
    }

    /// Its meaning, in words.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Verified => "verified",
            Self::Kept => "kept",
            Self::Claimed => "claimed",
            Self::Nothing => "nothing yet",
            Self::Now => "now",
            Self::Held => "held",
            Self::Failed => "failed",
            Self::Unknown => "unknown",
            Self::Decided => "decided",
            Self::Started => "started",
            Self::LeftOut => "left out for now",
        }
    }
}

/// The signs that are drawn and printed: marks, borders, arrows. Whatever draws one asks this.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Signs {
    /// Any sign of Unicode.
    #[default]
    Unicode,
    /// Signs that every font of Windows has (WGL4); letters stay as they are.
    Console,
    /// ASCII characters, also for letters.
    Ascii,
}

impl Signs {
    /// All sets.
    pub const ALL: [Self; 3] = [Self::Unicode, Self::Console, Self::Ascii];

    /// The name, for the command line.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Unicode => "unicode",
            Self::Console => "console",
            Self::Ascii => "ascii",
        }
    }

    /// The sign of a mark.
    pub const fn mark(self, mark: Mark) -> &'static str {
        let [unicode, console, ascii] = match mark {
            Mark::Verified => ["\u{2713}", "\u{221a}", "v"],
            Mark::Kept => ["\u{25aa}", "\u{25aa}", "k"],
            Mark::Claimed => ["\u{25c6}", "\u{2666}", "c"],
            Mark::Nothing => ["\u{b7}", "\u{b7}", "."],
            Mark::Now => ["\u{25b8}", "\u{25ba}", ">"],
            Mark::Held => ["\u{2016}", "\u{2551}", "="],
            Mark::Failed => ["\u{2717}", "\u{d7}", "x"],
            Mark::Unknown => ["?", "?", "?"],
            Mark::Decided => ["!", "!", "!"],
            Mark::Started => ["\u{25cb}", "\u{25cb}", "~"],
            Mark::LeftOut => ["\u{25ac}", "\u{25ac}", "-"],
        };
        self.spelled(unicode, console, ascii)
    }

    /// One of three spellings of a sign.
    pub const fn spelled(self, unicode: &'static str, console: &'static str, ascii: &'static str) -> &'static str {
        match self {
            Self::Unicode => unicode,
            Self::Console => console,
            Self::Ascii => ascii,
        }
    }

    /// The sign for letters that were left out.
    pub const fn ellipsis(self) -> &'static str {
        self.either(ELLIPSIS, "..")
    }

    /// The sign before one of several options: the chosen one, or another.
    pub const fn radio(self, is_chosen: bool) -> &'static str {
        if is_chosen { self.either("\u{25cf}", "(*)") } else { self.either("\u{25cb}", "( )") }
    }

    /// The cells of a bar: one that is done, and one that is left.
    pub const fn bar(self) -> (&'static str, &'static str) {
        match self {
            Self::Unicode => ("\u{2501}", "\u{2500}"),
            Self::Console => ("\u{2550}", "\u{2500}"),
            Self::Ascii => ("#", "-"),
        }
    }

    /// The arrow from one code to the other: forth, and back.
    pub const fn arrow(self, is_back: bool) -> &'static str {
        match (self, is_back) {
            (Self::Unicode, false) => "\u{2501}\u{2501}\u{25ba}",
            (Self::Unicode, true) => "\u{25c4}\u{2501}\u{2501}",
            (Self::Console, false) => "\u{2550}\u{2550}\u{25ba}",
            (Self::Console, true) => "\u{25c4}\u{2550}\u{2550}",
            (Self::Ascii, false) => "-->",
            (Self::Ascii, true) => "<--",
        }
    }

    /// The cell of an area that is filled, and of one that is hatched.
    pub const fn fills(self) -> (&'static str, &'static str) {
        (self.either("\u{2588}", "#"), self.either("\u{2592}", ":"))
    }

    /// The upper and the lower half of a cell; ASCII has none.
    pub const fn halves(self) -> (&'static str, &'static str) {
        ("\u{2580}", "\u{2584}")
    }

    /// The sign of what failed, and of what goes back, where a line of them is drawn.
    pub const fn troubles(self) -> (&'static str, &'static str) {
        (self.spelled("\u{2573}", "\u{d7}", "X"), self.either("\u{25c4}", "<"))
    }

    /// One of two spellings: a sign that every font has, and one in ASCII.
    pub const fn either(self, drawn: &'static str, ascii: &'static str) -> &'static str {
        match self {
            Self::Unicode | Self::Console => drawn,
            Self::Ascii => ascii,
        }
    }

    /// A text with the signs of this set. In ASCII, what has no spelling becomes a question mark.
    pub fn text(self, text: &str) -> Cow<'_, str> {
        if self == Self::Unicode || text.is_ascii() {
            return Cow::Borrowed(text);
        }
        Cow::Owned(spelled(text, |c| match self {
            Self::Unicode => None,
            Self::Console => mark_of(c).map(|mark| self.mark(mark)),
            Self::Ascii => (!c.is_ascii()).then(|| ascii(c)),
        }))
    }
}

/// A text without the signs that draw or mark: letters stay as they are.
pub fn without_drawing(text: &str) -> Cow<'_, str> {
    let draws = |c: char| matches!(c, '\u{2190}'..='\u{21ff}' | '\u{2500}'..='\u{27bf}' | '\u{2800}'..='\u{28ff}' | '\u{2016}' | '\u{2026}' | '\u{b7}');
    if !text.contains(draws) {
        return Cow::Borrowed(text);
    }
    Cow::Owned(spelled(text, |c| draws(c).then(|| ascii(c))))
}

/// A text in which some characters are spelled in another way.
fn spelled(text: &str, other: impl Fn(char) -> Option<&'static str>) -> String {
    let mut said = String::with_capacity(text.len());
    for c in text.chars() {
        match other(c) {
            Some(spelling) => said.push_str(spelling),
            None => said.push(c),
        }
    }
    said
}

/// The mark that a character is the sign of.
fn mark_of(c: char) -> Option<Mark> {
    Mark::ALL.into_iter().find(|mark| mark.sign().starts_with(c))
}

fn ascii(c: char) -> &'static str {
    if let Some(mark) = mark_of(c) {
        return Signs::Ascii.mark(mark);
    }
    match c {
        '\u{2192}' => "->",
        '\u{258c}' => ">",
        '\u{ab}' => "<",
        '\u{2026}' => "..",
        '\u{2013}' | '\u{2014}' | '\u{2500}' => "-",
        '\u{2018}' | '\u{2019}' => "'",
        '\u{201c}' | '\u{201d}' => "\"",
        _ => "?",
    }
}
