//! What is typed into line mode, byte by byte: however it is cut into reads, it is the same. Times are in milliseconds; between
//! two reads the editor is told whenever what it waits for is over, as the real one is.

use std::time::Duration;

use acmove::{
    line::{Typed, Unfit},
    runtime::{tty::TerminalSignal, typing::editor::Editor},
    tui::{
        input::LARGEST,
        message::{Moment, PasteEnd, Pasted},
    },
};
use proptest::prelude::*;

use super::byte_streams::{self, ALT, ANSWERS, CUT, KEYS, MOUSE};

/// Bytes, and when each of them came.
type Reads<'a> = &'a [(u64, &'a [u8])];

const fn ms(ms: u64) -> Moment {
    Duration::from_millis(ms)
}

/// What is typed and shown in reads at these times, and then for a long time nothing more.
fn played(editor: &mut Editor, reads: Reads<'_>) -> (Vec<Typed>, String) {
    let (mut all, mut shown) = (Vec::new(), String::new());
    let mut take = |taken: acmove::runtime::typing::editor::Taken| {
        all.extend(taken.typed);
        shown.push_str(&taken.echo);
    };
    for (at, bytes) in reads {
        while let Some(until) = editor.until().filter(|until| until < &ms(*at)) {
            take(editor.expire(until));
        }
        take(editor.bytes(ms(*at), bytes));
    }
    while let Some(until) = editor.until() {
        take(editor.expire(until));
    }
    (all, shown)
}

fn typed(reads: Reads<'_>) -> Vec<Typed> {
    played(&mut Editor::new(), reads).0
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
        ("12\x7f\x0834\r", line("34")),
        ("a b\x17c\r", line("a c")),
        ("a b \x17c\r", line("a c")),
        ("ab\x17c\r", line("c")),
        ("abc\x15d\r", line("d")),
        ("\u{6f22}e\u{301}\x7f\r", line("\u{6f22}")),
        ("1\r2\r", paste("1\n2")),
        ("1\r2", paste("1\n2")),
        ("1\r1\r1\r", paste("1\n1\n1")),
        ("Activation Code\rSerial Number", paste("Activation Code\nSerial Number")),
        ("1", Vec::new()),
        ("\x1b[200~1\x1b[201~\r", line("1")),
        ("\x1b[200~1\r\x1b[201~\r", line("1")),
        ("\x1b[200~1\r\n\r0\r\x1b[201~", paste("1\n\n0")),
        ("because \x1b[200~of\nthis\x1b[201~", paste("because of\nthis")),
        ("1\r\x1b[200~0\r1\r\x1b[201~", paste("1\n0\n1")),
        // An end that was lost.
        ("\x1b[200~1\r0\r", paste("1\n0")),
        ("\x1b[A1\r", unfit("1", Unfit::Keys)),
        ("\x1bOB1\r", unfit("1", Unfit::Keys)),
        ("\x1b1\r", unfit("", Unfit::Keys)),
        ("\x1b\x1b[D0\r", unfit("0", Unfit::Keys)),
        ("\x1b\r", unfit("", Unfit::Keys)),
        ("\x1b\n", unfit("", Unfit::Keys)),
        ("\x011\r", unfit("1", Unfit::Keys)),
        ("\x1b[200~1\x1b[D\x1b[201~\r", unfit("1[D", Unfit::Keys)),
        // Keys that are told by their numbers.
        ("\x1b[49u\x1b[13u", line("1")),
        ("12\x1b[127u\x1b[106;5u", line("1")),
        ("abc\x1b[27;5;117~1\r", line("1")),
        ("1\x1b[49;1:3u\r", line("1")),
        // What belongs to nobody.
        ("\x1b[\r", line("")),
        ("\x1b[1\r", line("")),
        ("\x1b]11;rgb:0/0/0\x071\r", line("1")),
        ("\x1bP0\x1b\\1\r", line("1")),
        ("\x1b[?62;22c1\r", line("1")),
        ("\x1b[<0;5;3M1\r", line("1")),
    ] {
        for at in 0..=bytes.len() {
            let (first, second) = bytes.as_bytes().split_at(at);
            assert_eq!(typed(&[(0, first), (0, second)]), wanted, "{bytes:?} cut at {at}");
        }
    }
    for bytes in [&b"\x9b?1c\x9bD1\r"[..], "\u{9b}D1\r".as_bytes()] {
        assert_eq!(typed(&[(0, bytes)]), unfit("1", Unfit::Keys), "{bytes:?}");
    }
}

#[test]
fn what_comes_late_is_what_it_would_have_been() {
    let line = |text: &str| vec![Typed::line(text)];
    let rows: [(Reads<'_>, Vec<Typed>); 9] = [
        (&[(0, b"\x1b"), (140, b"[D"), (300, b"1\r")], unfit("1", Unfit::Keys)),
        (&[(0, b"\x1b"), (700, b"[D"), (900, b"1\r")], unfit("1", Unfit::Keys)),
        (&[(0, &[0xc3]), (400, &[0xa9, b'\r'])], line("\u{e9}")),
        (&[(0, b"1\r"), (300, b"2\r")], vec![Typed::line("1"), Typed::line("2")]),
        (&[(0, b"\x1b[200~one"), (900, b"two"), (1800, b"\nthree\x1b[201~")], vec![Typed::paste("onetwo\nthree")]),
        // Nobody types a whole line at once: it is waited for more of it.
        (&[(0, b"Activation Code\r"), (300, b"1\r"), (390, b"0\r")], vec![Typed::paste("Activation Code\n1\n0")]),
        (&[(0, b"in/production.lic\r"), (900, b"1\r")], vec![Typed::line("in/production.lic"), Typed::line("1")]),
        // A line is not over while a sequence after it is.
        (&[(0, b"1\r\x1b"), (100, b"[Dy\r")], vec![Typed { unfit: Some(Unfit::Keys), ..Typed::paste("1\ny") }]),
        // The rest of a paste whose end was lost.
        (
            &[(0, b"\x1b[200~one\rtwo"), (1500, b"0\r")],
            [vec![Typed::paste("one\ntwo")], unfit("0", Unfit::Rest)].concat(),
        ),
    ];
    for (reads, wanted) in rows {
        assert_eq!(typed(reads), wanted, "{reads:?}");
    }
}

#[test]
fn no_row_of_the_screens_table_types_more_than_its_letters() {
    for (what, reads, expected) in [KEYS, CUT, ALT, ANSWERS, MOUSE].into_iter().flatten() {
        // Keys that edit, end a line or leave have rows of their own.
        let edits =
            |key: &&str| ["Enter", "Ctrl-j", "Ctrl-Enter", "Alt-Enter", "Backspace", "Ctrl-c", "Ctrl-z"].contains(key);
        if expected.iter().any(edits) {
            continue;
        }
        let mut reads = reads.to_vec();
        let end = reads.last().map_or(0, |(at, _)| *at) + 3000;
        reads.push((end, b"\r"));
        let is_letter = |key: &&str| key.chars().count() == 1;
        let letters: String = expected.iter().filter(|key| is_letter(key)).copied().collect();
        let does_nothing =
            expected.iter().any(|key| !is_letter(key) && !["Tab", "light", "dark"].contains(key) && !key.contains(','));
        let text = if expected.contains(&"Tab") { "\t".to_owned() } else { letters };
        let wanted = Typed { unfit: does_nothing.then_some(Unfit::Keys), ..Typed::line(text) };
        assert_eq!(typed(&reads), [wanted], "{what}");
    }
}

#[test]
fn keys_that_are_signals_elsewhere_are_signals_and_never_swallowed() {
    for (bytes, wanted) in [
        (&b"\x1b[99;5u"[..], TerminalSignal::Interrupt),
        (b"\x1b[27;5;99~", TerminalSignal::Interrupt),
        (b"\x1b[122;5u", TerminalSignal::Suspend),
        (b"\x1b[200~one\x03", TerminalSignal::Interrupt),
        (b"\x1b]11;\x03", TerminalSignal::Interrupt),
    ] {
        let mut editor = Editor::new();
        let now = editor.bytes(ms(0), bytes).signal;
        assert_eq!(now, Some(wanted), "{bytes:?}");
    }
    let mut editor = Editor::new();
    let taken = editor.bytes(ms(0), b"1\r\x04");
    assert_eq!((taken.typed, taken.is_over), (vec![Typed::line("1")], true));
    assert!(!editor.bytes(ms(1), b"1\x04").is_over, "only at the beginning of a line");
}

#[test]
fn what_is_shown_is_what_was_typed_and_never_obeyed() {
    for (bytes, wanted) in [
        (&b"1\r"[..], "1\n"),
        (b"12\x7f\r", "12\x08 \x08\n"),
        ("\u{6f22}\x7f\r".as_bytes(), "\u{6f22}\x08\x08  \x08\x08\n"),
        (b"\x1b[200~a\x1b[2Jb\x1b[201~\r", "a[2Jb\n"),
        (b"\x1b[A\t\x1b]0;x\x07\r", " \n"),
        (b"\x1b[200~1\n2\x1b[201~", "(pasted: 2 lines)\n"),
        (b"\x1b[200~1\n2", "(pasted: 2 lines; the terminal did not mark the end of the paste)\n"),
    ] {
        assert_eq!(played(&mut Editor::new(), &[(0, bytes)]).1, wanted, "{bytes:?}");
        assert_eq!(played(&mut Editor::cooked(4095), &[(0, bytes)]).1, "", "{bytes:?}");
    }
}

#[test]
fn what_was_begun_before_something_else_is_asked_is_no_answer_to_it() {
    for (begun, wanted) in [("1", "12"), ("\x1b", ""), ("\x1b[200~1", "2")] {
        let mut editor = Editor::new();
        editor.bytes(ms(0), begun.as_bytes());
        editor.renew();
        let all = played(&mut editor, &[(10, b"2\r")]).0;
        assert_eq!(all.len(), usize::from(!begun.ends_with("~1")), "{begun:?}");
        assert!(all.iter().all(|typed| typed.unfit == Some(Unfit::Early) && typed.text == wanted), "{all:?}");
    }
    let mut editor = Editor::new();
    editor.bytes(ms(0), b"1");
    editor.renew();
    assert_eq!(played(&mut editor, &[(300, b"2\r")]).0, unfit("12", Unfit::Early));
    assert_eq!(played(&mut editor, &[(900, b"2\r")]).0, [Typed::line("2")], "the next line is one");
}

#[test]
fn what_comes_right_after_a_paste_without_marks_is_its_rest() {
    let wanted = [vec![Typed::paste("Licensing\n1")], unfit("0", Unfit::Rest), vec![Typed::line("0")]].concat();
    assert_eq!(typed(&[(0, b"Licensing\r1\r"), (1500, b"0\r"), (5000, b"0\r")]), wanted);
}

#[test]
fn a_line_that_the_terminal_has_cut_is_said_and_a_sequence_within_one_too() {
    let text = "x".repeat(4095);
    let all = played(&mut Editor::cooked(4095), &[(0, (text.clone() + "\n").as_bytes())]).0;
    assert_eq!(all, unfit(&text, Unfit::Cut));
    for (bytes, text) in
        [("\x1b[D1\n", "1"), ("\x1b]11;rgb:0/0/0\x071\n", "1"), ("1\x1b[?62c\n", "1"), ("1\x7f\n", "1")]
    {
        assert_eq!(played(&mut Editor::cooked(4095), &[(0, bytes.as_bytes())]).0, unfit(text, Unfit::Keys));
    }
    assert_eq!(played(&mut Editor::cooked(4095), &[(0, b"in/production.lic\n")]).0, [Typed::line("in/production.lic")]);
}

#[test]
fn a_paste_that_is_too_long_is_said_and_its_rest_is_nobodys() {
    let long = "y\r".repeat(LARGEST / 2 + 50);
    let bytes = format!("\x1b[200~{long}");
    let all = typed(&[(0, bytes.as_bytes()), (500, b"0\r1\x1b[201~"), (4000, b"1\r")]);
    assert_eq!(all.iter().map(|typed| typed.unfit).collect::<Vec<_>>(), [Some(Unfit::Cut), None]);
    assert_eq!(all[1].text, "1");
}

proptest! {
    #[test]
    fn without_a_digit_of_its_own_nothing_is_a_number(bytes in prop::collection::vec(prop_oneof![
        Just(b"\x1b[".to_vec()), Just(b"\x1b[200~".to_vec()), Just(b"\x1b[201~".to_vec()), Just(b"\x1b]".to_vec()),
        Just(b"\x1b[1;5D".to_vec()), Just(b"\x1b1".to_vec()), Just(b"1\r2\r".to_vec()), Just(b"\r".to_vec()),
        Just(b"\x7f".to_vec()), Just(b"x".to_vec()),
    ], 0..12)) {
        let all = typed(&[(0, &bytes.concat())]);
        let is_number = |typed: &Typed| {
            typed.unfit.is_none() && !typed.is_paste && !typed.text.is_empty()
                && typed.text.bytes().all(|byte| byte.is_ascii_digit())
        };
        prop_assert!(!all.iter().any(is_number), "{all:?}");
    }

    #[test]
    fn no_cut_stream_without_a_letter_of_its_own_gives_one(reads in byte_streams::without_letters()) {
        let reads: Vec<(u64, &[u8])> = reads.iter().map(|(at, bytes)| (*at, bytes.as_slice())).collect();
        let mut editor = Editor::new();
        played(&mut editor, &reads);
        let end = reads.last().map_or(0, |(at, _)| *at) + 5000;
        // What is pasted is text, and is shown.
        let has_paste = reads.iter().flat_map(|(_, bytes)| *bytes).filter(|byte| **byte == b'2').count() > 0;
        for typed in played(&mut editor, &[(end, b"\r")]).0 {
            prop_assert!(typed.text.is_empty() || typed.unfit.is_some() || has_paste, "{typed:?} of {reads:?}");
        }
    }
}

#[test]
fn what_is_in_the_clipboard_is_pasted_where_it_was_asked_for() {
    let one = || Ok(("of this\r\n".to_owned(), PasteEnd::Marked));
    let page = || Ok(("Licensing\r\nActivation Code\r\n".to_owned(), PasteEnd::Marked));
    let cut = || Ok(("x".to_owned(), PasteEnd::TooLong));
    let none = || Err("It is empty.".to_owned());
    let editor = |clipboard: fn() -> Pasted| Editor::new().pasting(clipboard);
    // Ctrl-v, Shift-Insert, and Cmd-v as a terminal tells it that numbers its keys.
    for key in ["\x16", "\x1b[2;2~", "\x1b[118;5u", "\x1b[118;9u"] {
        let bytes = format!("because {key} and more\r");
        let reads: Reads<'_> = &[(0, bytes.as_bytes())];
        assert_eq!(played(&mut editor(one), reads).0, [Typed::line("because of this and more")], "{key:?}");
        let bytes = format!("{key}1\r");
        let reads: Reads<'_> = &[(0, bytes.as_bytes())];
        let (typed, shown) = played(&mut editor(page), reads);
        assert_eq!(typed, [Typed::paste("Licensing\nActivation Code"), Typed::line("1")], "{key:?}");
        assert!(shown.contains("(pasted: 2 lines)"), "{shown:?}");
        let (typed, shown) = played(&mut editor(none), reads);
        assert_eq!((typed, shown.as_str()), (vec![Typed::line("1")], "\nIt is empty.\n1\n"), "{key:?}");
        assert_eq!(played(&mut editor(cut), reads).0[0].unfit, Some(Unfit::Cut));
        // Where a console edits lines, it pastes by itself.
        assert_eq!(played(&mut Editor::cooked(4095).pasting(one), reads).0.len(), 1);
    }
}
