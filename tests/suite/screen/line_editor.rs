//! What is typed into line mode, byte by byte: however it is cut into reads, it is the same.

use acmove::{
    line::{Typed, Unfit},
    runtime::typing::editor::Editor,
};
use proptest::prelude::*;

/// What is typed, in reads that come at once, and then nothing more.
fn typed(mut editor: Editor, reads: &[&[u8]]) -> Vec<Typed> {
    let mut all: Vec<Typed> = reads.iter().flat_map(|read| editor.feed(read).typed).collect();
    all.extend(editor.quiet().typed);
    all
}

fn unfit(text: &str, why: Unfit) -> Vec<Typed> {
    vec![Typed { unfit: Some(why), ..Typed::line(text) }]
}

#[test]
fn every_stream_is_what_was_meant_by_it() {
    let line = |text: &str| vec![Typed::line(text)];
    let paste = |text: &str| vec![Typed::paste(text)];
    for (bytes, wanted) in [
        ("1\r", line("1")),
        ("1\n", line("1")),
        ("12\x7f\x7f34\r", line("34")),
        ("a b\x17c\r", line("a c")),
        ("abc\x15d\r", line("d")),
        ("\u{6f22}e\u{301}\x7f\r", line("\u{6f22}")),
        ("1\r2\r", paste("1\n2")),
        ("1\r2", paste("1\n2")),
        ("1", Vec::new()),
        ("\x1b[200~1\x1b[201~\r", line("1")),
        ("\x1b[200~1\r\x1b[201~\r", line("1")),
        ("\x1b[200~1\r\n\r0\r\x1b[201~", paste("1\n\n0")),
        ("because \x1b[200~of\nthis\x1b[201~", paste("because of\nthis")),
        // An end that was lost.
        ("\x1b[200~1\r0\r", paste("1\n0")),
        ("\x1b[A1\r", unfit("1", Unfit::Keys)),
        ("\x1bOB1\r", unfit("1", Unfit::Keys)),
        ("\x1b1\r", unfit("", Unfit::Keys)),
        ("\x1b\x1b[D0\r", unfit("0", Unfit::Keys)),
        ("\x1b\r", unfit("", Unfit::Keys)),
        ("\x1b[\r", unfit("", Unfit::Keys)),
        ("\x1b]11;rgb:0/0/0\x071\r", unfit("1", Unfit::Keys)),
        ("\x1bP0\x1b\\1\r", unfit("1", Unfit::Keys)),
        ("\x011\r", unfit("1", Unfit::Keys)),
    ] {
        for at in 0..=bytes.len() {
            let (first, second) = bytes.as_bytes().split_at(at);
            assert_eq!(typed(Editor::new(), &[first, second]), wanted, "{bytes:?} cut at {at}");
        }
    }
}

#[test]
fn what_was_begun_before_something_else_is_asked_is_no_answer_to_it() {
    let mut editor = Editor::new();
    editor.feed(b"1");
    editor.renew();
    editor.feed(b"2\r");
    assert_eq!(editor.quiet().typed, unfit("12", Unfit::Early));
    editor.feed(b"2\r");
    assert_eq!(editor.quiet().typed, [Typed::line("2")], "the next line is one");
}

#[test]
fn what_comes_right_after_a_paste_without_marks_is_its_rest() {
    let mut editor = Editor::new();
    editor.feed(b"Licensing\r1\r");
    assert_eq!(editor.quiet().typed, [Typed::paste("Licensing\n1")]);
    editor.feed(b"0\r");
    assert_eq!(editor.quiet().typed, unfit("0", Unfit::Rest));
    assert_eq!(editor.quiet().typed, []);
    editor.feed(b"0\r");
    assert_eq!(editor.quiet().typed, [Typed::line("0")]);
}

#[test]
fn a_line_that_the_terminal_has_cut_is_said() {
    let text = "x".repeat(4095);
    let mut editor = Editor::cooked(4095);
    editor.feed((text.clone() + "\n").as_bytes());
    assert_eq!(editor.quiet().typed, unfit(&text, Unfit::Cut));
}

proptest! {
    #[test]
    fn without_a_digit_of_its_own_nothing_is_a_number(bytes in prop::collection::vec(prop_oneof![
        Just(b"\x1b[".to_vec()), Just(b"\x1b[200~".to_vec()), Just(b"\x1b[201~".to_vec()), Just(b"\x1b]".to_vec()),
        Just(b"\x1b[1;5D".to_vec()), Just(b"\x1b1".to_vec()), Just(b"1\r2\r".to_vec()), Just(b"\r".to_vec()),
        Just(b"\x7f".to_vec()), Just(b"x".to_vec()),
    ], 0..12)) {
        let all = typed(Editor::new(), &[&bytes.concat()]);
        let is_number = |typed: &Typed| {
            typed.unfit.is_none() && !typed.is_paste && !typed.text.is_empty()
                && typed.text.bytes().all(|byte| byte.is_ascii_digit())
        };
        prop_assert!(!all.iter().any(is_number), "{all:?}");
    }
}
