//! Marks: every state has one, besides its colour and its word; and how signs are spelled where only ASCII is wanted.

use super::text::Tone;
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

/// The marks: every state has one, besides its colour and its word.
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
}

impl Mark {
    /// The sign, in Unicode.
    pub const fn sign(self) -> &'static str {
        match self {
            Self::Verified => "\u{2713}",
            Self::Kept => "\u{25aa}",
            Self::Claimed => "\u{25c6}",
            Self::Nothing => "\u{b7}",
            Self::Now => "\u{25b8}",
            Self::Held => "\u{2016}",
            Self::Failed => "\u{2717}",
            Self::Unknown => "?",
        }
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
        }
    }

    /// The sign, in ASCII.
    pub const fn ascii(self) -> &'static str {
        match self {
            Self::Verified => "v",
            Self::Kept => "k",
            Self::Claimed => "c",
            Self::Nothing => ".",
            Self::Now => ">",
            Self::Held => "=",
            Self::Failed => "x",
            Self::Unknown => "?",
        }
    }
}

/// A text in ASCII: known signs have a spelling, anything else becomes a question mark.
pub fn to_ascii(text: &str) -> String {
    if text.is_ascii() {
        return text.to_owned();
    }
    text.chars().map(|c| if c.is_ascii() { c.to_string() } else { spelling(c) }).collect()
}

/// A text without the signs that draw or mark: letters stay as they are.
pub fn without_drawing(text: &str) -> String {
    let draws = |c: char| matches!(c, '\u{2190}'..='\u{21ff}' | '\u{2500}'..='\u{27bf}' | '\u{2800}'..='\u{28ff}' | '\u{2016}' | '\u{2026}' | '\u{b7}');
    if !text.contains(draws) {
        return text.to_owned();
    }
    text.chars().map(|c| if draws(c) { spelling(c) } else { c.to_string() }).collect()
}

fn spelling(c: char) -> String {
    let marks = [Mark::Verified, Mark::Kept, Mark::Claimed, Mark::Nothing, Mark::Now, Mark::Held, Mark::Failed];
    let mut buffer = [0; 4];
    let sign: &str = c.encode_utf8(&mut buffer);
    if let Some(mark) = marks.into_iter().find(|mark| mark.sign() == sign) {
        return mark.ascii().to_owned();
    }
    match c {
        '\u{2192}' => "->",
        '\u{2026}' => "..",
        '\u{2013}' | '\u{2014}' | '\u{2500}' => "-",
        '\u{2018}' | '\u{2019}' => "'",
        '\u{201c}' | '\u{201d}' => "\"",
        _ => "?",
    }
    .to_owned()
}
