//! The kind of a file by its first bytes.

use super::{encoding, html};
use crate::domain::file_kind::{FileKind, SMALLEST_LICENSE};

/// The first bytes of formats that everybody knows.
const BEGINNINGS: &[(&[u8], FileKind)] = &[
    (b"%PDF-", FileKind::Pdf),
    (b"PK\x03\x04", FileKind::Archive),
    (b"PK\x05\x06", FileKind::Archive),
    (b"\x1f\x8b\x08", FileKind::Archive),
    (b"7z\xbc\xaf\x27\x1c", FileKind::Archive),
    (b"Rar!\x1a\x07", FileKind::Archive),
    (b"\x89PNG\r\n\x1a\n", FileKind::Picture),
    (b"\xff\xd8\xff", FileKind::Picture),
    (b"GIF87a", FileKind::Picture),
    (b"GIF89a", FileKind::Picture),
    (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", FileKind::Office),
    (b"{\\rtf", FileKind::Office),
    (b"\x7fELF", FileKind::Program),
];

/// The first bytes of a program for Windows: two letters, with which a text can begin too.
const WINDOWS_PROGRAM: &[u8] = b"MZ";

/// The kind of a file that is offered as a license file. A license file may hold markup of its own, its format is not
/// public: only what a browser would show as a page is a web page.
pub(super) fn file_kind(bytes: &[u8]) -> FileKind {
    if let Some((_, kind)) = BEGINNINGS.iter().find(|(beginning, _)| bytes.starts_with(beginning)) {
        return *kind;
    }
    if bytes.starts_with(WINDOWS_PROGRAM) && bytes.iter().take(64).any(|byte| *byte == 0) {
        return FileKind::Program;
    }
    let text = encoding::decode(bytes);
    if html::is_archive(&text) || html::is_web_page(&text) {
        return FileKind::WebPage;
    }
    // A file without any bytes is refused as empty.
    let is_blank = text.chars().all(|c| c.is_whitespace() || matches!(c, '\0' | '\u{feff}'));
    match bytes.len() {
        0 => FileKind::Unknown,
        _ if is_blank => FileKind::Blank,
        1..SMALLEST_LICENSE => FileKind::Tiny,
        _ => FileKind::Unknown,
    }
}
