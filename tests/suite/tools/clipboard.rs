//! The system's clipboard: whoever holds it, and whatever is in it.

use std::path::PathBuf;

use acmove::{
    runtime::clipboard::{Clipboard, ClipboardFault, read, write},
    tui::{
        input::LARGEST,
        message::{CopyOutcome, PasteEnd},
    },
};

use crate::harness::scene::page;

/// A clipboard of which it is known what goes wrong.
#[derive(Clone)]
struct Fake {
    text: Result<String, ClipboardFault>,
    files: Result<Vec<PathBuf>, ClipboardFault>,
    puts: Result<(), ClipboardFault>,
    /// How often it is still held by another program.
    held: usize,
    /// What another program makes of every text that is put into it.
    changes: fn(&str) -> String,
    pauses: usize,
}

impl Fake {
    fn of(text: &str) -> Self {
        Self {
            text: Ok(text.to_owned()),
            files: Err(ClipboardFault::Nothing),
            puts: Ok(()),
            held: 0,
            changes: str::to_owned,
            pauses: 0,
        }
    }

    fn with(text: Result<&str, ClipboardFault>, files: &[&str]) -> Self {
        let files =
            if files.is_empty() { Err(ClipboardFault::Nothing) } else { Ok(files.iter().map(PathBuf::from).collect()) };
        Self { text: text.map(str::to_owned), files, ..Self::of("") }
    }

    fn taken(&mut self) -> Result<(), ClipboardFault> {
        let is_held = self.held > 0;
        self.held = self.held.saturating_sub(1);
        if is_held { Err(ClipboardFault::Held) } else { Ok(()) }
    }
}

impl Clipboard for Fake {
    fn text(&mut self) -> Result<String, ClipboardFault> {
        self.taken()?;
        self.text.clone()
    }

    fn files(&mut self) -> Result<Vec<PathBuf>, ClipboardFault> {
        self.taken()?;
        self.files.clone()
    }

    fn put(&mut self, text: &str) -> Result<(), ClipboardFault> {
        self.taken()?;
        self.puts.clone()?;
        self.text = Ok((self.changes)(text));
        Ok(())
    }

    fn pause(&mut self) {
        self.pauses += 1;
    }
}

#[test]
fn what_is_in_a_clipboard_is_read_whole_or_it_is_said_why_not() {
    let broken = |why: &str| ClipboardFault::Other(why.to_owned());
    let text = |text: &str| Ok((text.to_owned(), PasteEnd::Marked));
    let page =
        page("XBI-NMO-IL5-OYI-9SO-LCU-4SQ-QUT", "8RV.WLK.3CO.BL2.IQC.MNO.QJ3.GUT", "Ignore").replace('\n', "\r\n");
    for (mut clipboard, wanted) in [
        (Fake::of(&page), text(&page)),
        (Fake::of("  – “x” \t ü\n"), text("  – “x” \t ü\n")),
        (Fake { held: 7, ..Fake::of("a") }, text("a")),
        (Fake::with(Err(ClipboardFault::Nothing), &["C:\\w\\a b.lic"]), text("C:\\w\\a b.lic")),
        (Fake::with(Ok("a b.lic"), &["/Users/me/a b.lic"]), text("/Users/me/a b.lic")),
        (Fake { files: Err(broken("?")), ..Fake::of("a") }, text("a")),
        (Fake { files: Ok(Vec::new()), ..Fake::of("a") }, text("a")),
        (Fake::with(Ok(""), &["a", "b", "c"]), Err("You copied 3 files")),
        (Fake::of(""), Err("contains no text.")),
        (Fake::with(Err(ClipboardFault::Nothing), &[]), Err("contains no text.")),
        (Fake { held: usize::MAX, ..Fake::of("a") }, Err("Another program is using the clipboard")),
        (Fake::with(Err(ClipboardFault::Missing), &[]), Err("no clipboard in this session. Paste with your terminal")),
        (Fake::with(Err(broken("it is upside down")), &[]), Err("cannot be used: it is upside down.")),
    ] {
        match (read(&mut clipboard), wanted) {
            (Ok(found), Ok(wanted)) => assert_eq!(found, wanted),
            (Err(why), Err(wanted)) => assert!(why.contains(wanted), "{why}"),
            (found, wanted) => panic!("{found:?}, and not {wanted:?}"),
        }
        assert!(clipboard.pauses < 20, "nobody waits for ever");
    }
}

#[test]
fn a_clipboard_is_read_up_to_the_limit_of_any_paste() {
    let whole = "ü".repeat(LARGEST / 2);
    assert_eq!(read(&mut Fake::of(&whole)), Ok((whole.clone(), PasteEnd::Marked)));
    let (cut, end) = read(&mut Fake::of(&format!("a{whole}"))).unwrap();
    assert_eq!((cut.len(), end), (LARGEST - 1, PasteEnd::TooLong), "no character is cut in two");
}

#[test]
fn a_text_counts_as_copied_when_it_was_read_back() {
    let not = |why: &str| Err(why.to_owned());
    for (mut clipboard, wanted) in [
        (Fake::of("before"), Ok(())),
        (Fake { held: 7, ..Fake::of("before") }, Ok(())),
        (Fake { changes: |text| text.replace('\n', "\r\n"), ..Fake::of("before") }, Ok(())),
        (Fake { changes: |_| "theirs".to_owned(), ..Fake::of("before") }, not("Another program changed the clipboard")),
        (Fake { changes: |text| text.to_uppercase(), ..Fake::of("before") }, not("Another program changed")),
        (Fake { changes: |text| text.trim().to_owned(), ..Fake::of("before") }, not("Another program changed")),
        (Fake { held: usize::MAX, ..Fake::of("before") }, not("Another program is using the clipboard")),
        (Fake { puts: Err(ClipboardFault::Missing), ..Fake::of("before") }, not("no clipboard in this session")),
        (Fake { puts: Err(ClipboardFault::Other("no".to_owned())), ..Fake::of("before") }, not("cannot be used: no.")),
    ] {
        match (write(&mut clipboard, "a text\nof two lines\n"), wanted) {
            (CopyOutcome::Copied, Ok(())) => {}
            (CopyOutcome::NotCopied(why), Err(wanted)) => assert!(why.contains(&wanted), "{why}"),
            (outcome, wanted) => panic!("{outcome:?}, and not {wanted:?}"),
        }
    }
}
