//! Texts of an edition as they are read apart from a card: with the codes and the serial number that a card shows beside them.

/// What an edition calls a code, and what a reader needs beside it.
const CODES: [(&str, &str); 4] = [
    ("Activation Code AAA", "Activation Code AAA ({source})"),
    ("Activation Code BBB", "Activation Code BBB ({target})"),
    ("displays AAA", "displays AAA ({source})"),
    ("displays BBB", "displays BBB ({target})"),
];

/// The same of a serial number.
const SERIALS: [&str; 3] = [OWN, "this environment's serial number", "this serial number"];

/// The serial number of an environment, as an edition calls it; that of the future is known to nobody.
const OWN: &str = "serial number of {environment}";
const NEW: &str = "new serial number of {environment}";

/// A text with placeholders for the codes wherever it speaks of them.
pub fn with_codes(text: &str) -> String {
    CODES.iter().fold(text.to_owned(), |text, (said, spelled)| text.replace(said, spelled))
}

/// A text with placeholders for the codes and the serial number wherever it speaks of them.
pub fn with_values(text: &str) -> String {
    let one = |text: String, said: &&str| text.replace(said, &format!("{said} ({{serial}})"));
    let own = |text: &str| SERIALS.iter().fold(text.to_owned(), one);
    with_codes(&text.split(NEW).map(own).collect::<Vec<_>>().join(NEW))
}
