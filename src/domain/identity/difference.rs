//! Where two identities differ that are nearly the same: letters and digits that look alike, one that was mistyped, two that were
//! swapped.

use strsim::osa_distance;

use super::{ActivationCode, GROUP, SerialNumber};

/// The most changes between identities that are nearly the same, besides those between characters that look alike.
const NEAR: usize = 2;

/// The most differing characters that are named.
const NAMED: usize = 4;

/// The differences between an identity that was expected and one that was found, which are nearly the same.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Difference {
    expected: Vec<char>,
    found: Vec<char>,
    /// The places in the text where they differ, from 0.
    places: Vec<usize>,
}

impl Difference {
    /// The differences between two texts; `None` where they are the same, are no identities of one kind, or are altogether
    /// different ones.
    pub fn of(expected: &str, found: &str) -> Option<Self> {
        let both_are = |is: fn(&str) -> bool| is(expected) && is(found);
        if !both_are(|text| text.parse::<ActivationCode>().is_ok())
            && !both_are(|text| text.parse::<SerialNumber>().is_ok())
        {
            return None;
        }
        let letters = |text: &str| text.chars().filter(char::is_ascii_alphanumeric).map(alike).collect::<String>();
        if osa_distance(&letters(expected), &letters(found)) > NEAR {
            return None;
        }
        let (expected, found): (Vec<char>, Vec<char>) = (expected.chars().collect(), found.chars().collect());
        let places: Vec<usize> = (0..expected.len()).filter(|at| expected.get(*at) != found.get(*at)).collect();
        (!places.is_empty()).then_some(Self { expected, found, places })
    }

    /// A line that stands below both and points at what differs.
    pub fn pointers(&self) -> String {
        (0..self.expected.len()).map(|at| if self.places.contains(&at) { '^' } else { ' ' }).collect::<String>()
    }

    /// The differences as a sentence.
    pub fn words(&self) -> String {
        let count = self.places.len();
        if let [first, second] = self.places[..]
            && self.is_swap(first, second)
        {
            let (one, other) = (place(first), place(second));
            let (found, expected) = (self.pair(&self.found), self.pair(&self.expected));
            return format!("Two characters are swapped: {one} and {other} are {found}, not {expected}.");
        }
        if count > NAMED {
            let from = place(self.places[0]);
            return format!(
                "It differs in {count} characters, from {from} on: a character may be missing or typed twice."
            );
        }
        let named: Vec<String> = self.places.iter().map(|at| self.one(*at)).collect();
        let characters = if count == 1 { "character" } else { "characters" };
        format!("It differs in {count} {characters}: {}.", named.join("; "))
    }

    fn is_swap(&self, first: usize, second: usize) -> bool {
        self.found[first] == self.expected[second] && self.found[second] == self.expected[first]
    }

    fn pair(&self, of: &[char]) -> String {
        self.places.iter().map(|at| of[*at]).collect()
    }

    fn one(&self, at: usize) -> String {
        let (expected, found) = (self.expected[at], self.found[at]);
        let is_mixed = expected.is_ascii_digit() != found.is_ascii_digit();
        let called = |c: char| match (is_mixed, c.is_ascii_digit()) {
            (false, _) => c.to_string(),
            (true, true) => format!("{c} (digit)"),
            (true, false) => format!("{c} (letter)"),
        };
        format!("{} is {}, not {}", place(at), called(found), called(expected))
    }
}

/// The differences as a sentence with a blank before it; nothing where two identities are not nearly the same.
pub fn and_differs(expected: &str, found: &str) -> String {
    Difference::of(expected, found).map_or_else(String::new, |difference| format!(" {}", difference.words()))
}

/// The place of a character as people count it.
fn place(at: usize) -> String {
    format!("group {}, character {}", at / (GROUP + 1) + 1, at % (GROUP + 1) + 1)
}

/// One of the letters and digits that look like this one.
const fn alike(c: char) -> char {
    match c {
        'O' | 'Q' | 'D' => '0',
        'I' | 'L' | 'J' => '1',
        'Z' => '2',
        'S' => '5',
        'G' => '6',
        'B' => '8',
        'V' => 'U',
        other => other,
    }
}
