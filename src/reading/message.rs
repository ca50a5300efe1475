//! Messages of publishes, uploads and portals.
//!
//! A success is believed only where nothing speaks against it; an Intellectual Property error is seen wherever it is named.

use crate::domain::page::MessageClass;

/// Phrases, as words in lower case between blanks.
type Phrases = &'static [&'static str];

const PROPERTY: Phrases =
    &[" intellectual property ", " ipp ", " ip protected ", " ip protection ", " ip rights ", " ip error "];
const FOREIGN: Phrases = &[" foreign module error ", " only allows uploading modules developed in your environment "];
const MAINTENANCE: Phrases = &[" maintenance mode "];
const LICENSE: Phrases = &[
    " licensing error ",
    " license error ",
    " invalid license ",
    " license is invalid ",
    " license is not valid ",
    " license found is not valid ",
    " no valid license ",
    " not licensed ",
    " unlicensed ",
    " license has expired ",
    " license expired ",
    " expired license ",
    " license was not installed ",
    " license not installed ",
    " error installing the license ",
    " license could not be ",
    " license cannot be ",
    " license limit ",
    " license limits ",
    " license does not ",
    " license doesn't ",
];
const PUBLISHED: Phrases = &[
    " published successfully ",
    " successfully published ",
    " published with success ",
    " publish done ",
    " publish succeeded ",
    " publish successful ",
    " publish was successful ",
    " publish completed ",
    " publish completed successfully ",
    " publish finished successfully ",
];
/// Said of a success, and nothing against it.
const HARMLESS: Phrases = &[
    " no errors ",
    " 0 errors ",
    " without errors ",
    " no warnings ",
    " 0 warnings ",
    " without warnings ",
    " or warnings ",
    " and warnings ",
    " error log ",
];
/// Something went wrong.
const TROUBLE: Phrases = &[
    " error ",
    " errors ",
    " fail ",
    " fails ",
    " failed ",
    " failure ",
    " invalid ",
    " abort ",
    " aborted ",
    " cannot ",
    " can't ",
    " could not ",
    " couldn't ",
    " was not ",
    " were not ",
    " not allowed ",
    " not found ",
    " unable ",
    " denied ",
    " refused ",
    " rejected ",
    " exception ",
    " warning ",
    " warnings ",
    " problem ",
    " problems ",
    " incompatible ",
    " outdated ",
    " unsuccessful ",
    " unsuccessfully ",
    " timed out ",
    " timeout ",
];
/// Not trouble by itself, but a success that is told with one of these may be none.
const DOUBT: Phrases = &[
    " not ",
    " no ",
    " none ",
    " nothing ",
    " neither ",
    " nor ",
    " never ",
    " only ",
    " 0 modules ",
    " zero ",
    " of ",
    " few ",
    " some ",
    " except ",
    " but ",
    " however ",
    " although ",
    " partially ",
    " partly ",
    " almost ",
    " missing ",
    " expired ",
    " if ",
    " unless ",
    " until ",
    " once ",
    " when ",
    " before ",
    " will ",
    " would ",
    " should ",
    " could ",
    " may ",
    " might ",
    " must ",
    " to be ",
    " protected ",
    " pending ",
    " retry ",
    " stopped ",
    " interrupted ",
    " cancelled ",
    " canceled ",
    " rolled back ",
];
/// A message says at its beginning that it is one, in bytes of its words.
const BEGINNING: usize = 500;

/// The class of a message; `None` for a text that is no message.
pub fn classify(text: &str) -> Option<MessageClass> {
    let words = words(text);
    let is = |phrases: Phrases| phrases.iter().any(|phrase| words.contains(phrase));
    let told = HARMLESS.iter().fold(words.clone(), |told, phrase| told.replace(phrase, " "));
    let says = |phrases: Phrases| phrases.iter().any(|phrase| told.contains(phrase));
    let trouble = says(TROUBLE) || told.contains("n't ");
    let doubt = trouble || says(DOUBT) || is(PROPERTY) || text.contains('?');
    if is(PROPERTY) && (trouble || says(&[" protected ", " protection ", " denied "])) {
        Some(MessageClass::IntellectualProperty)
    } else if is(FOREIGN) {
        Some(MessageClass::ForeignModule)
    } else if is(MAINTENANCE) {
        Some(MessageClass::MaintenanceMode)
    } else if is(LICENSE) {
        Some(MessageClass::License)
    } else if is(PUBLISHED) {
        Some(if doubt { MessageClass::Other } else { MessageClass::Published })
    } else {
        let start = TROUBLE.iter().filter_map(|phrase| told.find(phrase)).min();
        start.is_some_and(|at| at < BEGINNING).then_some(MessageClass::Other)
    }
}

/// Lower case, one blank around every word, no punctuation but apostrophes and the dots of numbers.
fn words(text: &str) -> String {
    let text = text.replace(['‘', '’', '`', '´'], "'").to_lowercase().replace("licence", "license");
    let number = |word: &str| word.starts_with(|c: char| c.is_ascii_digit()) && !word.contains(char::is_alphabetic);
    let words = text.split_whitespace().flat_map(|word| {
        let within = number(word);
        word.split(move |c: char| !c.is_alphanumeric() && c != '\'' && c != '_' && !(within && c == '.'))
    });
    let words: Vec<&str> = words.map(|word| word.trim_matches(['\'', '.'])).filter(|word| !word.is_empty()).collect();
    format!(" {} ", words.join(" "))
}
