//! The output of a documented command: serial numbers, the line that says why a publish failed, and the one that says that
//! something was not done.

use super::speech::{Speech, complains, speech, tells};
use crate::domain::{identity::SerialNumber, page::MessageClass};

/// Words that `OSPTool` prints when a publish did not succeed in full, whatever its exit code says (the vendor's own
/// pipeline judges by these words).
const FAILED: [&str; 4] =
    ["Incompatible Dependency", "Execution Plan Abort", "Outdated Consumer", "Missing Configuration"];

/// The classes of messages about Intellectual Property.
const PROPERTY: [MessageClass; 2] = [MessageClass::IntellectualProperty, MessageClass::ForeignModule];

/// Whether a line tells something that counts: a serial number, or how a publish or an upload went.
pub fn is_telling(line: &str) -> bool {
    tells(line) || FAILED.iter().any(|words| line.contains(words)) || !serials(line).is_empty()
}

/// Whether a line tells of an Intellectual Property error, which outweighs whatever else was printed.
pub fn is_of_property(line: &str) -> bool {
    matches!(speech(line), Speech::Failed(class) if PROPERTY.contains(&class))
}

/// The serial numbers in a text, each as a word of its own.
pub fn serials(text: &str) -> Vec<SerialNumber> {
    let words = text.split(|c: char| !(c.is_ascii_alphanumeric() || c == '-'));
    words.filter_map(|word| word.parse().ok()).collect()
}

/// The first line that says that a publish failed, and what that is about; an Intellectual Property error before anything else.
pub fn failed_publish(text: &str) -> Option<(MessageClass, String)> {
    let spoken = |wanted: &[MessageClass]| {
        let is_wanted = |line: &&str| matches!(speech(line), Speech::Failed(class) if wanted.contains(&class));
        let line = text.lines().find(is_wanted)?;
        speech(line).class().map(|class| (class, line.trim().to_owned()))
    };
    let protected = spoken(&PROPERTY);
    let failed = || text.lines().find(|line| FAILED.iter().any(|words| line.contains(words)));
    protected
        .or_else(|| spoken(&[MessageClass::License]))
        .or_else(|| failed().map(|line| (MessageClass::Other, line.trim().to_owned())))
}

/// The first line that says that something did not work. `telling` are the lines that tell something, wherever they were
/// printed, `printed` is the rest of what was kept: there a sentence may go on in the next line.
pub fn objection(telling: &str, printed: &str) -> Option<String> {
    let line = telling.lines().find(|line| complains(line)).map(|line| line.trim().to_owned());
    let lines: Vec<&str> = printed.lines().collect();
    let broken = || lines.windows(2).map(|pair| pair.join(" ")).find(|pair| complains(pair));
    line.or_else(broken)
}
