//! Bytes as terminals send them, with their times: what each comes to. Times are in milliseconds; between two reads the
//! input is told whenever what it waits for is over, as the real keyboard is.

use std::time::Duration;

use acmove::tui::{
    hit_area::Pointed,
    input::{LARGEST, TerminalInput},
    key_name::name,
    message::{Background, Moment, Msg, PasteEnd, Typed},
};
use proptest::prelude::*;

/// What was understood, in words.
pub(crate) fn told(msg: &Msg) -> String {
    match msg {
        Msg::Input(_, Typed::Key(key)) => name(*key),
        Msg::Input(_, Typed::Paste(text, end)) => match end {
            PasteEnd::Marked => format!("paste {text:?}"),
            PasteEnd::Missing => format!("torn paste {text:?}"),
            PasteEnd::TooLong => format!("cut paste of {}", text.len()),
        },
        Msg::Input(_, Typed::Burst(text)) => format!("burst {text:?}"),
        Msg::Pointer(_, pointer) => {
            let what = match pointer.what {
                Pointed::Press => "press",
                Pointed::Paste => "paste button",
                Pointed::OtherButton => "other",
                Pointed::WheelUp => "wheel up",
                Pointed::WheelDown => "wheel down",
            };
            format!("{what} {},{}", pointer.x, pointer.y)
        }
        Msg::Background(Background::Light) => "light".to_owned(),
        Msg::Background(Background::Dark) => "dark".to_owned(),
        Msg::Resized(width, height) => format!("{width}x{height}"),
        other => format!("{other:?}"),
    }
}

const fn ms(ms: u64) -> Moment {
    Duration::from_millis(ms)
}

/// What comes of bytes that come at these times, and of nothing after them.
pub(crate) fn play(reads: &[(u64, &[u8])]) -> Vec<Msg> {
    let mut input = TerminalInput::default();
    let mut msgs = Vec::new();
    for (at, bytes) in reads {
        while let Some(until) = input.until().filter(|until| *until <= ms(*at)) {
            msgs.extend(input.expire(until));
        }
        msgs.extend(input.bytes(ms(*at), bytes));
    }
    while let Some(until) = input.until() {
        msgs.extend(input.expire(until));
    }
    msgs
}

fn words(reads: &[(u64, &[u8])]) -> Vec<String> {
    play(reads).iter().map(told).collect()
}

/// A stream: what it is, its reads, and what it comes to.
pub(crate) type Row = (&'static str, &'static [(u64, &'static [u8])], &'static [&'static str]);

pub(super) const KEYS: &[Row] = &[
    ("a letter", &[(0, b"y")], &["y"]),
    ("two letters as people type", &[(0, b"y"), (120, b"n")], &["y", "n"]),
    ("a capital letter", &[(0, b"R")], &["R"]),
    ("a character of two bytes", &[(0, "é".as_bytes())], &["é"]),
    ("the same, cut", &[(0, &[0xc3]), (40, &[0xa9])], &["é"]),
    ("a character of four bytes, cut twice", &[(0, &[0xf0, 0x9f]), (9, &[0x91]), (90, &[0xa8])], &["👨"]),
    ("a byte that is no character", &[(0, &[0xff])], &["\u{fffd}"]),
    ("half a character, and nothing more", &[(0, &[0xc3])], &["\u{fffd}"]),
    ("half a character, then a letter", &[(0, &[0xc3, b'y'])], &["\u{fffd}", "y"]),
    ("Enter", &[(0, b"\r")], &["Enter"]),
    ("Ctrl-j, which some send for Enter, is not Enter", &[(0, b"\n")], &["Ctrl-j"]),
    ("Tab and Shift-Tab", &[(0, b"\t"), (300, b"\x1b[Z")], &["Tab", "Shift-Tab"]),
    ("Backspace of both kinds", &[(0, &[0x7f]), (300, &[0x08])], &["Backspace", "Backspace"]),
    ("Ctrl-c, Ctrl-l, Ctrl-z", &[(0, &[3]), (300, &[12]), (600, &[26])], &["Ctrl-c", "Ctrl-l", "Ctrl-z"]),
    ("Ctrl-Space", &[(0, &[0])], &["Ctrl-Space"]),
    ("Esc", &[(0, b"\x1b")], &["Esc"]),
    ("Esc twice", &[(0, b"\x1b"), (400, b"\x1b")], &["Esc", "Esc"]),
    ("Esc, and a letter after a while", &[(0, b"\x1b"), (400, b"y")], &["Esc", "y"]),
    ("arrows", &[(0, b"\x1b[A\x1b[B\x1b[C\x1b[D")], &["Up", "Down", "Right", "Left"]),
    ("arrows in application mode", &[(0, b"\x1bOA\x1bOB\x1bOC\x1bOD")], &["Up", "Down", "Right", "Left"]),
    (
        "Home and End of xterm, linux, rxvt",
        &[(0, b"\x1b[H\x1b[F\x1b[1~\x1b[4~\x1b[7~\x1b[8~\x1bOH\x1bOF")],
        &["Home", "End", "Home", "End", "Home", "End", "Home", "End"],
    ),
    ("pages, Insert, Delete", &[(0, b"\x1b[5~\x1b[6~\x1b[2~\x1b[3~")], &["PgUp", "PgDn", "Insert", "Del"]),
    ("function keys of xterm", &[(0, b"\x1bOP\x1bOQ\x1b[15~\x1b[24~")], &["F1", "F2", "F5", "F12"]),
    ("function keys of the Linux console", &[(0, b"\x1b[[A\x1b[[E")], &["F1", "F5"]),
    ("a function key of the Linux console, cut", &[(0, b"\x1b[["), (80, b"D")], &["F4"]),
    ("arrows with Shift and Ctrl", &[(0, b"\x1b[1;2D\x1b[1;5C")], &["Left", "Ctrl-Right"]),
    (
        "rxvt's arrows and keys with Shift and Ctrl",
        &[(0, b"\x1b[a\x1b[d\x1b[7$\x1b[7^\x1b[7@")],
        &["Up", "Left", "Home", "Home", "Home"],
    ),
    ("the keypad in application mode", &[(0, b"\x1bOM\x1bOp\x1bOy\x1bOn")], &["Enter", "0", "9", "."]),
];

pub(super) const CUT: &[Row] = &[
    ("an arrow cut after Esc, 5 ms", &[(0, b"\x1b"), (5, b"[D")], &["Left"]),
    ("an arrow cut after Esc, 100 ms", &[(0, b"\x1b"), (100, b"[D")], &["Left"]),
    ("an arrow cut after Esc, 140 ms", &[(0, b"\x1b"), (140, b"[D")], &["Left"]),
    ("an arrow whose Esc was long ago", &[(0, b"\x1b"), (700, b"[D")], &["Esc", "Left"]),
    ("an arrow cut into three", &[(0, b"\x1b"), (100, b"["), (200, b"D")], &["Left"]),
    ("an arrow cut into three, slowly", &[(0, b"\x1b"), (300, b"["), (440, b"D")], &["Esc", "Left"]),
    ("an arrow cut before its letter, half a second", &[(0, b"\x1b["), (500, b"D")], &["Left"]),
    ("an arrow whose letter never comes", &[(0, b"\x1b["), (1500, b"y")], &["y"]),
    ("application mode, cut", &[(0, b"\x1b"), (90, b"O"), (180, b"D")], &["Left"]),
    ("a page key, byte by byte", &[(0, b"\x1b"), (20, b"["), (40, b"6"), (60, b"~")], &["PgDn"]),
    ("Esc, then OM, typed: no Enter of a keypad", &[(0, b"\x1b"), (400, b"O"), (500, b"M")], &["Esc"]),
    ("a read of nothing makes no sequence longer", &[(0, b"\x1b"), (147, b""), (174, b"OM")], &["Esc"]),
    ("Esc, then what looks like the rest of a letter", &[(0, b"\x1b"), (400, b"[121u"), (900, b"y")], &["Esc", "y"]),
    ("[ after Esc, typed", &[(0, b"\x1b"), (400, b"["), (900, b"y")], &["Esc", "[", "y"]),
    ("O after Esc, typed", &[(0, b"\x1b"), (400, b"O")], &["Esc", "O"]),
    ("P after Esc, typed", &[(0, b"\x1b"), (400, b"P"), (900, b"y")], &["Esc", "P", "y"]),
    ("[ long after Esc", &[(0, b"\x1b"), (1500, b"["), (1510, b"D")], &["Esc", "[", "D"]),
    ("a sequence that another one cuts short", &[(0, b"\x1b[1;\x1b[A")], &["Up"]),
    ("a sequence that Ctrl-c cuts short", &[(0, b"\x1b[1;\x03")], &["Ctrl-c"]),
];

pub(super) const ALT: &[Row] = &[
    ("Alt-y", &[(0, b"\x1by")], &["Alt-y"]),
    ("Alt-y, cut", &[(0, b"\x1b"), (50, b"y")], &["Alt-y"]),
    ("Alt-é", &[(0, "\x1bé".as_bytes())], &["Alt-é"]),
    ("Alt-Left as two Esc", &[(0, b"\x1b\x1b[D")], &["Alt-Left"]),
    ("Alt-Left as two Esc, cut everywhere", &[(0, b"\x1b"), (40, b"\x1b"), (80, b"["), (120, b"D")], &["Alt-Left"]),
    ("Alt-Left of xterm", &[(0, b"\x1b[1;3D")], &["Alt-Left"]),
    ("Alt-Enter and Alt-Backspace", &[(0, b"\x1b\r"), (300, b"\x1b\x7f")], &["Alt-Enter", "Alt-Backspace"]),
    ("Meta as kitty tells it", &[(0, b"\x1b[121;33u")], &["Alt-y"]),
    ("Alt-[ alone does nothing", &[(0, b"\x1b[")], &[]),
    ("Ctrl-Alt-y is not y", &[(0, b"\x1b\x19")], &["Ctrl-Alt-y"]),
    ("modifyOtherKeys", &[(0, b"\x1b[27;5;106~\x1b[27;3;121~")], &["Ctrl-j", "Alt-y"]),
    ("kitty: a letter, Shift, its repeat, its end", &[(0, b"\x1b[121u\x1b[121;2u\x1b[121;1:3u")], &["y", "Y"]),
    ("kitty: an arrow, its repeat, its end", &[(0, b"\x1b[1;1:1A\x1b[1;1:2A\x1b[1;1:3A")], &["Up", "Up"]),
    ("kitty: Ctrl-Enter, Shift-Tab, Esc", &[(0, b"\x1b[13;5u\x1b[9;2u\x1b[27u")], &["Ctrl-Enter", "Shift-Tab", "Esc"]),
    ("kitty: Shift itself", &[(0, b"\x1b[57441u")], &[]),
];

pub(super) const ANSWERS: &[Row] = &[
    ("the background, with ST", &[(0, b"\x1b]11;rgb:ffff/ffff/ffff\x1b\\")], &["light"]),
    ("the background, with BEL", &[(0, b"\x1b]11;rgb:0c/0c/0c\x07")], &["dark"]),
    (
        "the background, byte by byte",
        &[(0, b"\x1b"), (90, b"]11;rgb:f"), (800, b"f/ff/ff\x1b"), (900, b"\\")],
        &["light"],
    ),
    ("the background, with its Esc long ago", &[(0, b"\x1b"), (300, b"]11;rgb:ff/ff/ff\x07")], &["Esc", "light"]),
    ("the background, never ended, then a key", &[(0, b"\x1b]11;rgb:ff/ff"), (1500, b"y")], &["y"]),
    ("the background, never ended, then Enter", &[(0, b"\x1b]11;rgb:ff/ff\r")], &["Enter"]),
    ("the background, never ended, then an arrow", &[(0, b"\x1b]11;rgb:ff/ff\x1b[A")], &["Up"]),
    ("the background, never ended, then Ctrl-c", &[(0, b"\x1b]11;rgb:ff/ff\x03")], &["Ctrl-c"]),
    ("other colours, a title, a clipboard", &[(0, b"\x1b]10;rgb:0/0/0\x07\x1b]lyes\x1b\\\x1b]52;c;eXk=\x07")], &[]),
    ("what the terminal is", &[(0, b"\x1b[?62;22c\x1b[>41;354;0c\x1b[?1;2c\x1b[=0c")], &[]),
    ("its version, capabilities, status", &[(0, b"\x1bP>|xterm(390)\x1b\\\x1bP1+r544e\x1b\\\x1bP1$r0m\x1b\\")], &[]),
    ("graphics and private messages", &[(0, b"\x1b_Gi=31;OK\x1b\\\x1b^yes\x1b\\\x1bXyes\x1b\\")], &[]),
    (
        "where the cursor is, its size, modes, focus",
        &[(0, b"\x1b[12;40R\x1b[8;24;80t\x1b[?2026;2$y\x1b[?7u\x1b[I\x1b[O")],
        &[],
    ),
    ("the same in controls of eight bits", &[(0, &[0x9b, b'?', b'1', b'c', 0x90, b'y', 0x9c, 0x9b, b'D'])], &["Left"]),
    ("and in controls as characters", &[(0, "\u{9b}?1c\u{9b}D\u{85}".as_bytes())], &["Left"]),
    ("an answer between two keys", &[(0, b"j"), (200, b"\x1b[?62c"), (400, b"k")], &["j", "k"]),
    ("Windows' records of a key", &[(0, b"\x1b[89;21;121;1;0;1_")], &[]),
];

pub(super) const MOUSE: &[Row] = &[
    ("a press and its end", &[(0, b"\x1b[<0;5;3M\x1b[<0;5;3m")], &["press 4,2"]),
    ("a press, cut", &[(0, b"\x1b[<0;5"), (90, b";3M")], &["press 4,2"]),
    ("middle and right", &[(0, b"\x1b[<1;5;3M\x1b[<2;5;3M")], &["other 4,2", "paste button 4,2"]),
    ("the wheel", &[(0, b"\x1b[<64;1;1M\x1b[<65;1;1M")], &["wheel up 0,0", "wheel down 0,0"]),
    ("moved while down", &[(0, b"\x1b[<32;5;3M")], &[]),
    ("with Shift", &[(0, b"\x1b[<4;5;3M")], &["press 4,2"]),
    ("the old way", &[(0, b"\x1b[M %#"), (300, b"\x1b[M#%#")], &["press 4,2"]),
    ("the old way, letters for places", &[(0, b"\x1b[M"), (90, b" y"), (180, b"n")], &["press 88,77"]),
    (
        "the old way, torn, then an arrow",
        &[(0, b"\x1b[M"), (310, b"\x1b[A"), (900, b"\x1b[M !"), (990, b"\x1b[[A")],
        &["Up", "F1"],
    ),
    ("the old way, torn, then Enter", &[(0, b"\x1b[M!\r")], &["Enter"]),
    ("numbers that no screen has", &[(0, b"\x1b[<0;99999999999;3M\x1b[<0;0;0M")], &[]),
];

const PASTES: &[Row] = &[
    ("a paste", &[(0, b"\x1b[200~yes\r\x1b[201~")], &["paste \"yes\\r\""]),
    (
        "a paste, cut in its marks",
        &[(0, b"\x1b[20"), (90, b"0~yes\x1b[2"), (400, b"01"), (900, b"~y")],
        &["paste \"yes\"", "y"],
    ),
    ("a paste with an arrow in it", &[(0, b"\x1b[200~a\x1b[Db\x1b[201~")], &["paste \"a\\u{1b}[Db\""]),
    (
        "a paste in slow pieces",
        &[(0, b"\x1b[200~one"), (900, b"two"), (1800, b"three\x1b[201~")],
        &["paste \"onetwothree\""],
    ),
    ("a paste whose end is lost", &[(0, b"\x1b[200~yes"), (2500, b"y")], &["torn paste \"yes\"", "y"]),
    (
        "its rest comes late",
        &[(0, b"\x1b[200~one"), (2500, b"yes no\x1b[201~"), (3000, b"y")],
        &["torn paste \"one\"", "y"],
    ),
    ("Ctrl-c in a paste that does not end", &[(0, b"\x1b[200~yes"), (500, b"\x03"), (600, b"yes")], &["Ctrl-c"]),
    ("an end without a beginning", &[(0, b"\x1b[201~")], &[]),
    ("an empty paste", &[(0, b"\x1b[200~\x1b[201~")], &["paste \"\""]),
    ("bytes that are no text", &[(0, b"\x1b[200~a\xffb\x1b[201~")], &["paste \"a\u{fffd}b\""]),
    (
        "without marks",
        &[(0, b"Licensing\rActivation Code\tAAA\r")],
        &["burst \"Licensing\\nActivation Code\\tAAA\\n\""],
    ),
    (
        "without marks, ends of Unix",
        &[(0, b"Licensing\nActivation Code\n")],
        &["burst \"Licensing\\nActivation Code\\n\""],
    ),
    ("without marks, short lines", &[(0, b"y\ny\rno")], &["burst \"y\\ny\\nno\""]),
    (
        "without marks, in pieces",
        &[(0, b"Activation Code 8RV"), (40, b".WLK\nSerial"), (80, b" XBI\n")],
        &["burst \"Activation Code 8RV.WLK\\nSerial XBI\\n\""],
    ),
    (
        "without marks, a line every 120 ms",
        &[(0, b"ACME\r"), (120, b"Licensing\n"), (240, b"Edition X\r"), (360, b"end")],
        &["burst \"ACME\\nLicensing\\nEdition X\\nend\""],
    ),
    (
        "without marks, torn in a word",
        &[(0, b"Licensing\rActi"), (120, b"vation Code\r")],
        &["burst \"Licensing\\nActivation Code\\n\""],
    ),
    (
        "Ctrl-Enter between lines",
        &[(0, b"Activation Code\x1b[13;5uSerial Number\x1b[27;5;13~")],
        &["burst \"Activation Code\\nSerial Number\\n\""],
    ),
    ("a few keys at once are keys", &[(0, b"yes\r")], &["y", "e", "s", "Enter"]),
    ("a held key is no paste", &[(0, b"jjjjjjjjjjjjjjj")], &["j"; 15]),
    ("held Enter is no paste", &[(0, b"\r\r\r\r")], &["Enter"; 4]),
    ("Ctrl-c ends what came before", &[(0, b"in/production.lic\x03")], &["burst \"in/production.lic\"", "Ctrl-c"]),
];

pub(crate) const TABLES: [&[Row]; 6] = [KEYS, CUT, ALT, ANSWERS, MOUSE, PASTES];

#[test]
fn bytes_come_to_what_they_mean_however_they_are_cut() {
    assert!(TABLES.iter().map(|table| table.len()).sum::<usize>() > 90);
    let mut faults = Vec::new();
    for (what, reads, expected) in TABLES.into_iter().flatten() {
        let came = words(reads);
        if came != *expected {
            faults.push(format!("{what}: {came:?} instead of {expected:?}"));
        }
    }
    assert!(faults.is_empty(), "{}", faults.join("\n"));
}

#[test]
fn every_sequence_comes_to_the_same_byte_by_byte() {
    let rows = [KEYS, ALT, ANSWERS, MOUSE].into_iter().flatten().filter(|(_, reads, _)| reads.len() == 1);
    for (what, reads, expected) in rows {
        let bytes: Vec<(u64, u8)> =
            reads.iter().flat_map(|(at, bytes)| bytes.iter().map(|byte| (*at, *byte))).collect();
        let mut now = 0;
        let cut: Vec<(u64, Vec<u8>)> = bytes
            .iter()
            .map(|(at, byte)| {
                now = (now + 100).max(at * 10);
                (now, vec![*byte])
            })
            .collect();
        let reads: Vec<(u64, &[u8])> = cut.iter().map(|(at, bytes)| (*at, bytes.as_slice())).collect();
        assert_eq!(words(&reads), *expected, "{what}");
    }
}

#[test]
fn a_paste_that_is_too_long_is_cut_and_its_rest_is_nobodys() {
    let mut bytes = b"\x1b[200~".to_vec();
    bytes.resize(bytes.len() + LARGEST + 100, b'y');
    let reads: [(u64, &[u8]); 3] = [(0, &bytes), (500, b"yes"), (900, b"yes\x1b[201~j")];
    let came = words(&reads);
    assert_eq!(came, [format!("cut paste of {}", LARGEST + 1), "j".to_owned()]);
}

/// Bytes of which no letter is a key: controls, and sequences with letters of their own.
pub(super) fn without_letters() -> impl Strategy<Value = Vec<(u64, Vec<u8>)>> {
    let sequence = prop_oneof![
        // Not `u` and `27;`, which tell any key.
        "\x1b\\[[0-9;?<>]{0,6}[A-Za-tv-z@^]".prop_map(String::into_bytes),
        "\x1b\\[[0-9]{1,2}~".prop_map(String::into_bytes),
        "\x1bO[A-DHFP-Sa-d]".prop_map(String::into_bytes),
        "\x1b[\\]PX^_][ -~]{0,20}(\x07|\x1b\\\\)".prop_map(String::into_bytes),
        "\x1b\x1b\\[[A-D]".prop_map(String::into_bytes),
        "\x1b[a-zA-NQ-WYZ]".prop_map(String::into_bytes),
        "\x1b\\[200~[ -~\r\n]{0,30}\x1b\\[201~".prop_map(String::into_bytes),
        Just(vec![0x1b]),
    ];
    // Cut anywhere, with pauses that a line may have.
    let cut = (sequence, prop::collection::vec(0u64..140, 64)).prop_map(|(bytes, pauses)| {
        bytes.into_iter().zip(pauses).map(|(byte, pause)| (pause, vec![byte])).collect::<Vec<_>>()
    });
    prop::collection::vec((200u64..2000, cut), 0..12).prop_map(|sequences| {
        let mut now = 0;
        let mut reads = Vec::new();
        for (before, sequence) in sequences {
            now += before;
            for (pause, bytes) in sequence {
                now += pause;
                reads.push((now, bytes));
            }
        }
        reads
    })
}

proptest! {
    /// Keys that record are letters and Enter, alone.
    #[test]
    fn no_stream_without_a_letter_of_its_own_gives_one(reads in without_letters()) {
        let reads: Vec<(u64, &[u8])> = reads.iter().map(|(at, bytes)| (*at, bytes.as_slice())).collect();
        for word in words(&reads) {
            let is_letter = word.chars().count() == 1 && word.chars().all(char::is_alphabetic);
            prop_assert!(!is_letter && word != "Enter", "{word:?} of {reads:?}");
        }
    }

    #[test]
    fn whatever_comes_is_taken_and_nothing_waits_for_ever(
        reads in prop::collection::vec((0u64..3000, prop::collection::vec(any::<u8>(), 0..40)), 0..40),
    ) {
        let mut now = 0;
        let reads: Vec<(u64, Vec<u8>)> = reads.into_iter().map(|(pause, bytes)| { now += pause; (now, bytes) }).collect();
        let reads: Vec<(u64, &[u8])> = reads.iter().map(|(at, bytes)| (*at, bytes.as_slice())).collect();
        let msgs = play(&reads);
        let mut last = Duration::ZERO;
        for msg in &msgs {
            if let Msg::Input(at, _) | Msg::Pointer(at, _) = msg {
                prop_assert!(*at >= last, "time goes forward");
                last = *at;
            }
        }
    }

    #[test]
    fn however_an_answer_is_cut_it_is_one_and_no_key_around_it_is_lost(
        parts in prop::array::uniform3("[0-9a-fA-F]{1,4}"),
        before in "[a-z]{0,8}",
        after in "[a-z]{0,8}",
        pauses in prop::collection::vec(0u64..=140, 64),
        bel in any::<bool>(),
    ) {
        let end = if bel { "\x07" } else { "\x1b\\" };
        let answer = format!("\x1b]11;rgb:{}/{}/{}{end}", parts[0], parts[1], parts[2]);
        let mut now = 0;
        let mut cut = Vec::new();
        for (typed, spacing) in [(before.as_bytes(), 300), (answer.as_bytes(), 0), (after.as_bytes(), 300)] {
            for (byte, pause) in typed.iter().zip(&pauses) {
                now += if spacing == 0 { *pause } else { spacing };
                cut.push((now, [*byte]));
            }
        }
        let reads: Vec<(u64, &[u8])> = cut.iter().map(|(at, byte)| (*at, byte.as_slice())).collect();
        let came = words(&reads);
        let typed: String = came.iter().filter(|word| word.chars().count() == 1).map(String::as_str).collect();
        prop_assert_eq!(typed, before + &after);
        prop_assert_eq!(came.iter().filter(|word| ["light", "dark"].contains(&word.as_str())).count(), 1);
    }
}
