//! Reads a copied text or a saved page.
//!
//! Pure and total: any bytes give a [`Reading`], and what they do not say stays unsaid. No file is opened here.

mod code_check;
mod encoding;
mod file_kind;
mod html;
mod licensing;
mod message;
mod printed;
mod publish;
mod speech;

pub use self::{
    message::classify,
    printed::{failed_publish, is_of_property, is_telling, objection, serials},
};

use std::borrow::Cow;

use crate::domain::{
    file_kind::FileKind,
    page::{LicensingPage, MessageClass, Reading},
    publish::PublishText,
    secret::Secrets,
};

/// The longest input that is looked at, in bytes; a Licensing page has some ten thousand.
const LONGEST: usize = 4 * 1024 * 1024;

/// The text of a file that somebody wrote with an editor, without a byte order mark: in UTF-8, UTF-16 or Windows-1252. None
/// where it is none of them whole.
pub fn text_of(bytes: &[u8]) -> Option<String> {
    encoding::decode_whole(bytes)
}

/// Reads a saved page or a text, in UTF-8 or UTF-16.
pub fn read(bytes: &[u8]) -> Reading {
    if bytes.len() > LONGEST {
        return Reading::Unknown;
    }
    read_text(&encoding::decode(bytes))
}

/// Reads a text, or the source of a page.
pub fn read_text(text: &str) -> Reading {
    if text.len() > LONGEST || html::is_archive(text) {
        return Reading::Unknown;
    }
    let shown = if html::is_page(text) { Cow::Owned(html::text(text)) } else { Cow::Borrowed(text) };
    match (code_check::code_check(&shown, text), &shown) {
        (Some(check), _) => Reading::CodeCheck(Box::new(check)),
        (None, Cow::Owned(page)) => read_page(page),
        (None, Cow::Borrowed(text)) => read_copy(text, &with_tabs(text)),
    }
}

/// A copy whose tabs have become blanks on their way, with tabs again: several blanks between words part cells where nothing
/// else does.
fn with_tabs(text: &str) -> Cow<'_, str> {
    const APART: &str = "  ";
    if text.contains('\t') || !text.contains(APART) {
        return Cow::Borrowed(text);
    }
    let cells = |line: &str| {
        let cells = line.split(APART).map(|cell| cell.trim_matches(' ')).filter(|cell| !cell.is_empty());
        cells.collect::<Vec<_>>().join("\t")
    };
    Cow::Owned(text.split('\n').map(cells).collect::<Vec<_>>().join("\n"))
}

/// What a saved page or a text says of a publish.
pub fn read_publish(bytes: &[u8]) -> PublishText {
    if bytes.len() > LONGEST {
        return PublishText::Unclear;
    }
    read_publish_text(&encoding::decode(bytes))
}

/// What a text, or the source of a page, says of a publish.
pub fn read_publish_text(text: &str) -> PublishText {
    if text.len() > LONGEST || html::is_archive(text) {
        return PublishText::Unclear;
    }
    if html::is_page(text) { publish::publish(&html::text(text)) } else { publish::publish(text) }
}

/// What a browser shows of a saved page, as text; a text as it is.
pub fn shown(bytes: &[u8]) -> String {
    let text = encoding::decode(bytes);
    if html::is_page(&text) { html::text(&text) } else { text.into_owned() }
}

/// Whether these bytes are the source of a page, rather than text.
pub fn is_html(bytes: &[u8]) -> bool {
    html::is_page(&encoding::decode(bytes))
}

/// The kind of a file that is offered as a license file.
pub fn file_kind(bytes: &[u8]) -> FileKind {
    file_kind::file_kind(bytes)
}

/// The same bytes, where none of these secrets is in them; else the text without them, in UTF-8.
pub fn without_secrets(bytes: Vec<u8>, secrets: &Secrets) -> Vec<u8> {
    let text = encoding::decode(&bytes);
    let hidden = match secrets.hide(&text) {
        Cow::Owned(hidden) => Some(hidden.into_bytes()),
        Cow::Borrowed(_) => None,
    };
    hidden.unwrap_or(bytes)
}

/// Reads a text, and the same with its cells apart.
fn read_copy(text: &str, cells: &str) -> Reading {
    match licensing::read(cells) {
        Some(page) if is_sentence(text, &page) && classify(text) == Some(MessageClass::License) => {
            Reading::Message { class: MessageClass::License }
        }
        Some(page) => Reading::LicensingPage(Box::new(page)),
        None => classify(text).map_or(Reading::Unknown, |class| Reading::Message { class }),
    }
}

/// Whether a text is nothing but a sentence about the license of a server: it is printed at a publish too, and there it is a
/// message. The page speaks of *your license*, and shows whose license it is.
fn is_sentence(text: &str, page: &LicensingPage) -> bool {
    let LicensingPage { organization, edition, license_type, environment, .. } = page;
    let names = [organization, edition, license_type, environment];
    names.iter().all(|name| name.is_none())
        && page.activation_code.is_none()
        && page.serial.is_none()
        && page.banner_serial.is_none()
        && page.end_date.is_none()
        && page.intellectual_property.is_none()
        && !speech::words(text).contains(" your license ")
}

/// On a whole page that is not a Licensing page, only a message that names its cause is told from what else stands there.
fn read_page(text: &str) -> Reading {
    match read_copy(text, text) {
        Reading::Message { class: MessageClass::Other } => Reading::Unknown,
        reading @ (Reading::LicensingPage(_) | Reading::CodeCheck(_) | Reading::Message { .. } | Reading::Unknown) => {
            reading
        }
    }
}
