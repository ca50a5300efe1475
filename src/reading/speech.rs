//! Messages of publishes, uploads and portals: what they name, and whether that is sure.
//!
//! An Intellectual Property error is seen wherever it is named. A success is never told from its phrases: they only say
//! that a text has to be read whole (`publish`), or by a person.

mod phrases;

use self::phrases::{
    FAILED, FOREIGN, HARMLESS, LICENSE, LICENSE_WARNING, MAINTENANCE, PROPERTY, PROPERTY_ERROR, PUBLISHED, Phrases,
    SUSPECT, TROUBLE, UNDONE, UNPUBLISHED, is_failure_word, is_success_word, names_property,
};
use crate::domain::page::MessageClass;

/// A message says at its beginning that it is one, in bytes of its words.
const BEGINNING: usize = 500;

/// What a text names, and how sure that is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Speech {
    /// It says that something failed, and with what.
    Failed(MessageClass),
    /// It speaks of this, and may mean a success, a failure or neither.
    Unclear(MessageClass),
    /// It is no message.
    Nothing,
}

impl Speech {
    /// The class of the message; `None` for a text that is none.
    pub(super) const fn class(self) -> Option<MessageClass> {
        match self {
            Self::Failed(class) | Self::Unclear(class) => Some(class),
            Self::Nothing => None,
        }
    }
}

/// The words of a text, as they are and without what is harmless or denied.
struct Spoken {
    words: String,
    told: String,
}

impl Spoken {
    fn of(text: &str) -> Self {
        let words = words(text);
        // As long as there are some, because phrases that stand side by side share a blank.
        let without = |mut told: String, phrases: Phrases, by: &str| {
            while let Some(phrase) = phrases.iter().find(|phrase| told.contains(**phrase)) {
                told = told.replace(phrase, by);
            }
            told
        };
        let told = without(without(words.clone(), HARMLESS, " "), UNPUBLISHED, " unpublished ");
        Self { words, told }
    }

    fn names(&self, phrases: Phrases) -> bool {
        phrases.iter().any(|phrase| self.words.contains(phrase))
    }

    fn says(&self, phrases: Phrases) -> bool {
        phrases.iter().any(|phrase| self.told.contains(phrase))
    }

    fn failed(&self) -> bool {
        self.says(FAILED) || self.told.contains("n't ")
    }

    /// Where the first of some phrases begins.
    fn begins(&self, phrases: Phrases) -> Option<usize> {
        phrases.iter().filter_map(|phrase| self.told.find(phrase)).min()
    }
}

/// What a text names, by its phrases.
pub(super) fn speech(text: &str) -> Speech {
    heard(&Spoken::of(text))
}

fn heard(spoken: &Spoken) -> Speech {
    let (failed, trouble) = (spoken.failed(), spoken.failed() || spoken.says(TROUBLE));
    let succeeds = spoken.says(PUBLISHED) || spoken.told.split(' ').any(is_success_word);
    let property = spoken.names(PROPERTY) || names_property(&spoken.words);
    let is_protected = trouble || spoken.says(&[" protected ", " protection "]);
    if spoken.names(PROPERTY_ERROR) || property && !succeeds && is_protected {
        Speech::Failed(MessageClass::IntellectualProperty)
    } else if spoken.names(FOREIGN) {
        Speech::Failed(MessageClass::ForeignModule)
    } else if spoken.names(LICENSE_WARNING) {
        Speech::Unclear(MessageClass::License)
    } else if spoken.names(LICENSE) {
        sure(MessageClass::License, !succeeds)
    } else if spoken.names(MAINTENANCE) {
        sure(MessageClass::MaintenanceMode, !succeeds)
    } else if succeeds {
        Speech::Unclear(MessageClass::Other)
    } else {
        match spoken.begins(FAILED).into_iter().chain(spoken.begins(TROUBLE)).min() {
            Some(at) if at < BEGINNING => sure(MessageClass::Other, failed && !property && !spoken.says(SUSPECT)),
            Some(_) | None => Speech::Nothing,
        }
    }
}

/// What a text that is no message otherwise fails with, where it came up at a publish: any that names Intellectual Property
/// is about that, and one that denies something is about something else.
pub(super) fn denied(text: &str) -> Option<MessageClass> {
    let spoken = Spoken::of(text);
    if spoken.names(PROPERTY) || names_property(&spoken.words) {
        return Some(MessageClass::IntellectualProperty);
    }
    (spoken.says(&[" not "]) && !spoken.says(SUSPECT)).then_some(MessageClass::Other)
}

/// Whether a line that a command printed says that something did not work, or that nothing was done. A warning does not.
pub(super) fn complains(line: &str) -> bool {
    is_complaint(&Spoken::of(line))
}

/// Whether a line that a command printed is a message, or says that something did not work.
pub(super) fn tells(line: &str) -> bool {
    let spoken = Spoken::of(line);
    heard(&spoken) != Speech::Nothing || is_complaint(&spoken)
}

fn is_complaint(spoken: &Spoken) -> bool {
    let named = [PROPERTY_ERROR, FOREIGN, LICENSE, MAINTENANCE].into_iter().any(|phrases| spoken.names(phrases));
    spoken.failed()
        || spoken.says(UNDONE)
        || named && !spoken.names(LICENSE_WARNING)
        || spoken.told.split(' ').any(is_failure_word)
}

const fn sure(class: MessageClass, is_sure: bool) -> Speech {
    if is_sure { Speech::Failed(class) } else { Speech::Unclear(class) }
}

/// Lower case, one blank around every word, no punctuation but apostrophes and the dots of numbers.
pub(super) fn words(text: &str) -> String {
    let text = text.replace(['‘', '’', '`', '´'], "'").to_lowercase().replace("licence", "license");
    let number = |word: &str| word.starts_with(|c: char| c.is_ascii_digit()) && !word.contains(char::is_alphabetic);
    let words = text.split_whitespace().flat_map(|word| {
        let within = number(word);
        word.split(move |c: char| !c.is_alphanumeric() && c != '\'' && c != '_' && !(within && c == '.'))
    });
    let words: Vec<&str> = words.map(|word| word.trim_matches(['\'', '.'])).filter(|word| !word.is_empty()).collect();
    let spelled = format!(" {} ", words.join(" "));
    spelled.replace(" i p p ", " ipp ").replace(" i p ", " ip ")
}
