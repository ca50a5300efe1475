//! Output of commands as a terminal would leave it: without escape sequences, however they are torn between two reads.

use acmove::{
    domain::page::MessageClass,
    driver::{
        output::{Output, Stream},
        secret::Secret,
    },
    reading::{failed_publish, is_of_property, is_telling, serials},
};

use crate::harness::story::serial;

const SERIAL: &str = "XBI-NMO-IL5-OYI-9SO-LCU-4SQ-QUT";

/// All lines that are left of what was printed in these pieces.
fn lines(pieces: &[&[u8]], secret: &str) -> Vec<String> {
    let mut output = Output::without(vec![Secret::of(secret)], is_telling);
    for piece in pieces {
        output.take(Stream::Out, piece);
    }
    output.end();
    output.last(100)
}

/// What is printed, and what is left of it.
const SEQUENCES: [(&str, &[u8], &[&str]); 20] = [
    ("colours", b"a\x1b[1;38;5;196mb\x1b[0mc", &["abc"]),
    ("colours with colons", b"a\x1b[38:2::1:2:3mb\x1b[mc", &["abc"]),
    ("a private mode", b"\x1b[?25la\x1b[?2004hb", &["ab"]),
    ("a cursor that moves, and a cleared line", b"\x1b[2Ka\x1b[10;20Hb\x1b[K", &["ab"]),
    ("a title, ended by BEL", b"a\x1b]0;owned\x07b", &["ab"]),
    ("a title, ended by ST", b"a\x1b]2;owned\x1b\\b", &["ab"]),
    ("a link", b"\x1b]8;;https://acme.example\x1b\\a\x1b]8;;\x1b\\b", &["ab"]),
    ("a character set", b"\x1b(Ba\x1b)0b\x1b*Ac", &["abc"]),
    ("tput sgr0", b"\x1b[1ma\x1b(B\x1b[mb", &["ab"]),
    ("a device control string", b"a\x1bPq#0;2;0;0;0\x1b\\b", &["ab"]),
    ("an application command and a private message", b"a\x1b_owned\x1b\\b\x1b^owned\x1b\\c", &["abc"]),
    ("two letters", b"\x1b7a\x1b8b\x1b=c\x1b>d\x1bMe", &["abcde"]),
    ("a size of lines", b"\x1b#8a", &["a"]),
    ("controls of the upper set", "a\u{9b}31mb\u{9d}0;owned\u{9c}c\u{90}q#0\u{9c}d\u{85}e".as_bytes(), &["abcde"]),
    ("a lone ESC at the end", b"a\x1b", &["a"]),
    ("a sequence that is cut by the end of its line", b"a\x1b[31\nb\x1b]0;owned\nc", &["a", "b", "c"]),
    ("a carriage return", b"10 %\r20 %\r\ndone\r\n", &["10 %", "20 %", "done"]),
    ("backspaces and a bell", b"ab\x08\x08c\x07d", &["abcd"]),
    ("letters that are no ASCII", "ä\u{1b}[1mö✓\u{1b}[0m漢 ü".as_bytes(), &["äö✓漢 ü"]),
    ("bytes that are no UTF-8", b"a\xff\x1b[1mb\xc3\x1b[0mc", &["a\u{fffd}b\u{fffd}c"]),
];

#[test]
fn no_letter_of_an_escape_sequence_is_left() {
    for (name, printed, left) in SEQUENCES {
        assert_eq!(lines(&[printed], ""), left, "{name}");
    }
}

#[test]
fn a_sequence_that_is_torn_between_two_reads_is_none_the_less_a_sequence() {
    for (name, printed, left) in SEQUENCES {
        for cut in 0..=printed.len() {
            let (before, after) = printed.split_at(cut);
            assert_eq!(lines(&[before, after], ""), left, "{name}, torn at {cut}");
        }
        let single: Vec<&[u8]> = printed.chunks(1).collect();
        assert_eq!(lines(&single, ""), left, "{name}, byte by byte");
    }
}

#[test]
fn a_serial_number_is_read_whatever_sets_its_look() {
    for (before, after) in [
        ("\u{1b}(B\u{1b}[m", "\u{1b}(B\u{1b}[m"),
        ("\u{1b}[1m", "\u{1b}[22m\u{1b}(B"),
        ("\u{1b}]0;GetSerial\u{7}", "\u{1b}]0;\u{1b}\\"),
        ("\u{9b}1m", "\u{9b}0m"),
    ] {
        let mut output = Output::without(Vec::new(), is_telling);
        output.take(Stream::Out, format!("Serial Number: {before}{SERIAL}{after}\n").as_bytes());
        assert_eq!(serials(&output.noted()), [serial(SERIAL)], "{before:?}");
    }
}

#[test]
fn a_secret_is_hidden_however_an_escape_sequence_tears_it() {
    for sequence in ["\u{1b}(B", "\u{1b}[31m", "\u{1b}]0;x\u{7}", "\u{1b}Pq\u{1b}\\", "\u{9b}1m", "\u{8}"] {
        let printed = format!("login p4s{sequence}sw0rd now\n");
        for cut in 0..=printed.len() {
            let (before, after) = printed.as_bytes().split_at(cut);
            assert_eq!(lines(&[before, after], "p4ssw0rd"), ["login [hidden] now"], "{sequence:?}, torn at {cut}");
        }
    }
}

#[test]
fn an_intellectual_property_error_is_noted_however_many_lines_tell_something_before_it() {
    let mut output = Output::without(Vec::new(), is_telling).noting(is_of_property);
    for number in 0..300 {
        output.take(Stream::Out, format!("Error {number}: the operation failed\n").as_bytes());
    }
    output.take(Stream::Out, b"Invalid Intellectual Property: it is protected\n");
    let (class, _) = failed_publish(&output.noted()).unwrap();
    assert_eq!(class, MessageClass::IntellectualProperty);
}
