//! Whether a kept text says what its fact says: it is read again, by the readers of today.

use serde_json::{Map, Value};

use crate::{
    domain::{
        code_check::CodeCheck,
        event::{Event, SerialRead},
        page::{LicensingPage, Reading},
    },
    reading,
};

/// Parts of a page that are words for a person, or that say nothing where they are this.
const UNSAID: [(&str, &str); 2] = [("problems", ""), ("banner", "none")];

/// What speaks against a fact in the text that it names; none where the text says what the fact says.
pub(super) fn objection(event: &Event, text: &[u8]) -> Option<String> {
    if let Event::PagePassed { page, .. } | Event::PageFailed { page, .. } | Event::PageSeen { page, .. } = event {
        return match reading::read(text) {
            Reading::LicensingPage(found) => differs(page, &found),
            Reading::CodeCheck(_) | Reading::Message { .. } | Reading::Unknown => {
                Some("its evidence is not a Licensing page".to_owned())
            }
        };
    }
    if let Event::ModulesChecked(told) = event {
        let is_same = |found: &CodeCheck| {
            found.found() == told.page.found() && found.activation_code == told.page.activation_code
        };
        return match reading::read(text) {
            Reading::CodeCheck(found) if is_same(&found) => None,
            Reading::CodeCheck(_) => Some("the record differs from its evidence".to_owned()),
            Reading::LicensingPage(_) | Reading::Message { .. } | Reading::Unknown => {
                Some("its evidence is not a page of ActivationCodeCheck".to_owned())
            }
        };
    }
    if let Event::SerialRead(SerialRead { serial, .. }) = event {
        let printed = reading::serials(&String::from_utf8_lossy(text));
        return (!printed.contains(serial)).then(|| format!("its evidence does not contain {serial}"));
    }
    None
}

/// What a recorded page says and the text does not. What only the readers of today find is no difference.
fn differs(recorded: &LicensingPage, found: &LicensingPage) -> Option<String> {
    let (recorded, found) = (fields(recorded), fields(found));
    let is_unsaid = |name: &str, value: &Value| {
        let is_empty = value.is_null() || value.as_array().is_some_and(Vec::is_empty);
        is_empty || UNSAID.iter().any(|(known, word)| *known == name && (word.is_empty() || value == *word))
    };
    let differs = |(name, value): &(&String, &Value)| {
        let found = found.get(*name).unwrap_or(&Value::Null);
        // Of a sentence about the license its meaning counts.
        let part = |value: &Value| value.get("meaning").cloned().unwrap_or_else(|| value.clone());
        !is_unsaid(name, value) && part(value) != part(found)
    };
    let (name, value) = recorded.iter().find(differs)?;
    let read = found.get(name).filter(|found| !found.is_null()).map_or_else(|| "nothing".to_owned(), Value::to_string);
    Some(format!("the record differs from its evidence: {name} is {value} in the record and {read} in the evidence"))
}

fn fields(page: &LicensingPage) -> Map<String, Value> {
    match serde_json::to_value(page) {
        Ok(Value::Object(fields)) => fields,
        Ok(_) | Err(_) => Map::new(),
    }
}
