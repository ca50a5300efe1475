//! Why a text is refused, in words: what is missing of it, by its number, and what to do.

use std::fmt;

use jiff::Timestamp;

/// Why a text gives no situation.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum Refused {
    /// There is nothing of the kind in it.
    #[error("there is no situation in this text. Copy everything that `acmove situation` printed, to its last line.")]
    Nothing,
    /// There are lines of one, but the first line of no part.
    #[error(
        "the beginning of every part is missing or changed. Copy each part again, from the line that begins with \"acmove situation\"."
    )]
    NoBeginning,
    /// Something of it is missing.
    #[error("{}{}", .missing.iter().map(ToString::to_string).collect::<Vec<_>>().join(" "), other(*.older))]
    Incomplete {
        /// What is missing, part by part.
        missing: Vec<Missing>,
        /// When another situation of this migration was made that is in the text, too.
        older: Option<Timestamp>,
    },
    /// Situations of several migrations.
    #[error("the text contains the situations of different migrations: {}. Keep only one of them.", .0.join(" and "))]
    Several(Vec<String>),
    /// A format that is not known here.
    #[error("a newer acmove made this situation. Install the latest version to read it.")]
    Newer,
    /// All is there, but it is not what was sent.
    #[error("the situation was changed on its way: {0}. Ask the sender to copy it again.")]
    Changed(&'static str),
    /// More than a text is made for.
    #[error("the situation is too large for a text. Make a bundle with `acmove bundle` instead.")]
    TooLarge,
}

/// What is missing of a situation.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Missing {
    /// Whole parts, of so many.
    Parts(Vec<u32>, u32),
    /// Lines of one part.
    Lines {
        /// Which part, from 1.
        part: u32,
        /// How many parts there are.
        parts: u32,
        /// Which lines of it, from 1.
        lines: Vec<u32>,
        /// How many lines it has.
        all: u32,
    },
}

/// The most lines that are named one by one.
const MOST: usize = 6;

impl fmt::Display for Missing {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Parts(missing, parts) => match missing.as_slice() {
                [one] => write!(f, "Part {one} of {parts} is missing."),
                more => write!(f, "Parts {} of {parts} are missing.", listed(more)),
            },
            Self::Lines { part, parts, lines, all } => {
                let (named, are) = match lines.as_slice() {
                    [one] => (format!("line {one} of {all}"), "is"),
                    few if few.len() <= MOST => (format!("lines {} of {all}", listed(few)), "are"),
                    many => (format!("{} of its {all} lines", many.len()), "are"),
                };
                write!(f, "Part {part} of {parts} is incomplete: {named} {are} missing or changed. Copy it again.")
            }
        }
    }
}

fn listed(numbers: &[u32]) -> String {
    let words: Vec<String> = numbers.iter().take(100).map(u32::to_string).collect();
    match words.split_last() {
        Some((last, [])) => last.clone(),
        Some((last, before)) => format!("{} and {last}", before.join(", ")),
        None => String::new(),
    }
}

fn other(older: Option<Timestamp>) -> String {
    older.map_or_else(String::new, |at| {
        format!(
            " The text also contains parts of another situation of this migration, made at {}: parts of different situations do not fit together.",
            at.strftime("%F %H:%M:%S UTC")
        )
    })
}
