//! What a text says of a publish. A success is only what consists of known forms from its beginning to its end; an
//! Intellectual Property error is one wherever it is named; whatever cannot be told is left to a person.

mod forms;
mod module_page;
mod pattern;
mod words;

use self::{
    forms::success,
    words::{Row, lines},
};
use super::speech::{Speech, denied, speech};
use crate::domain::{page::MessageClass, publish::PublishText};

/// The longest text that is looked at as a success, in bytes: a page of a module with all its versions is shorter.
const LONGEST: usize = 256 * 1024;

/// What a text says of a publish.
pub(super) fn publish(text: &str) -> PublishText {
    published(text, speech(text))
}

/// The same, where it is known already what the text names.
pub(super) fn published(text: &str, speech: Speech) -> PublishText {
    if let Speech::Failed(class @ (MessageClass::IntellectualProperty | MessageClass::ForeignModule)) = speech {
        return PublishText::Failed(class);
    }
    if text.len() > LONGEST {
        return said(speech);
    }
    let lines = lines(text);
    if lines.iter().any(Row::is_error_row) {
        return PublishText::Failed(speech.class().unwrap_or(MessageClass::Other));
    }
    if let Some(page) = module_page::read(&lines) {
        return PublishText::ModulePage(page);
    }
    match success(&lines) {
        Some(success) => PublishText::Published(success),
        None if speech == Speech::Nothing => denied(text).map_or(PublishText::Unclear, PublishText::Failed),
        None => said(speech),
    }
}

const fn said(speech: Speech) -> PublishText {
    match speech {
        Speech::Failed(class) => PublishText::Failed(class),
        Speech::Unclear(_) | Speech::Nothing => PublishText::Unclear,
    }
}
