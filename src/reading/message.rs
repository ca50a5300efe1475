//! Messages of publishes, uploads and portals, by their class.

use super::{publish::published, speech::speech};
use crate::domain::{page::MessageClass, publish::PublishText};

/// The class of a message; `None` for a text that is no message.
pub fn classify(text: &str) -> Option<MessageClass> {
    let speech = speech(text);
    match published(text, speech) {
        PublishText::Published(success) if success.is_whole() => Some(MessageClass::Published),
        PublishText::Published(_) | PublishText::ModulePage(_) | PublishText::Failed(_) | PublishText::Unclear => {
            speech.class()
        }
    }
}
