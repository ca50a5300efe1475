//! The output of a documented command: serial numbers, and the line that says why a publish failed.

use super::message::classify;
use crate::domain::{identity::SerialNumber, page::MessageClass};

/// Words that `OSPTool` prints when a publish did not succeed in full, whatever its exit code says (the vendor's own
/// pipeline judges by these words).
const FAILED: [&str; 4] =
    ["Incompatible Dependency", "Execution Plan Abort", "Outdated Consumer", "Missing Configuration"];

/// Whether a line tells something that counts: a serial number, or how a publish went.
pub fn is_telling(line: &str) -> bool {
    classify(line).is_some() || FAILED.iter().any(|words| line.contains(words)) || !serials(line).is_empty()
}

/// The serial numbers in a text, each as a word of its own.
pub fn serials(text: &str) -> Vec<SerialNumber> {
    let words = text.split(|c: char| !(c.is_ascii_alphanumeric() || c == '-'));
    words.filter_map(|word| word.parse().ok()).collect()
}

/// The first line that says that a publish failed, and what that is about; an Intellectual Property error before anything else.
pub fn failed_publish(text: &str) -> Option<(MessageClass, String)> {
    let classified = |line: &str| classify(line).map(|class| (class, line.trim().to_owned()));
    let protected = |class: &MessageClass| {
        matches!(class, MessageClass::IntellectualProperty | MessageClass::ForeignModule | MessageClass::License)
    };
    let spoken = text.lines().filter_map(classified).find(|(class, _)| protected(class));
    let failed = || text.lines().find(|line| FAILED.iter().any(|words| line.contains(words)));
    spoken.or_else(|| failed().map(|line| (MessageClass::Other, line.trim().to_owned())))
}
