//! Things that a terminal may send, by chance: each is a few reads with pauses before them, in milliseconds.

use acmove::view::action_table::TABLE;

use crate::screen::random_input::{Chance, ROUND, TEXTS, some_page};

/// What comes at once.
#[derive(Debug, Clone)]
pub(super) enum Read {
    Bytes(Vec<u8>),
    /// The terminal has another size.
    Size(u16, u16),
}

/// One thing: reads, and how long after what came before.
pub(super) type Thing = Vec<(u64, Read)>;

/// Pauses between things: of a line, of a hurry, of people.
pub(super) const PAUSES: &[u64] =
    &[0, 0, 1, 5, 12, 29, 31, 40, 60, 100, 150, 199, 201, 250, 250, 400, 400, 700, 700, 1500, 1500, 3000];

/// A line may pause so long within a sequence.
const CUT: &[u64] = &[0, 1, 5, 20, 60, 100, 140];

/// Keys that are no letters, and answers that nobody asked for.
const SEQUENCES: &[&str] = &[
    "\x1b[A",
    "\x1b[B",
    "\x1b[C",
    "\x1b[D",
    "\x1bOA",
    "\x1bOB",
    "\x1bOC",
    "\x1bOD",
    "\x1b[H",
    "\x1b[F",
    "\x1b[5~",
    "\x1b[6~",
    "\x1b[3~",
    "\x1b[Z",
    "\x1b[1;5C",
    "\x1b[1;3D",
    "\x1b\x1b[D",
    "\x1b[[A",
    "\x1b[15~",
    "\x1b[1;1:3B",
    "\x1b[121;3u",
    "\x1b[27;5;121~",
    "\x1b]11;rgb:ffff/ffff/ffff\x1b\\",
    "\x1b]11;rgb:0/0/0\x07",
    "\x1b]52;c;eXk=\x07",
    "\x1b[?62;22c",
    "\x1b[>41;354;0c",
    "\x1bP>|yes(390)\x1b\\",
    "\x1b_Gi=31;OK\x1b\\",
    "\x1b[12;40R",
    "\x1b[8;24;80t",
    "\x1b[?2026;2$y",
    "\x1b[I",
    "\x1b[O",
    "\x1b[89;21;121;1;0;1_",
];

/// A thing with no letter of its own, no Enter, no press of the first button, no paste.
pub(super) fn harmless(chance: &mut Chance) -> Thing {
    let mut thing =
        match chance.below(14) {
            0..6 => one_of(chance, SEQUENCES),
            6 => {
                let letter = letter(chance);
                cut(chance, &[&[0x1b][..], &letter].concat())
            }
            7 => {
                let (button, end) = chance.of(&[(1, 'M'), (2, 'M'), (64, 'M'), (65, 'M'), (32, 'M'), (0, 'm')]);
                mouse(chance, button, end)
            }
            8 => size(chance),
            9 => whole(&[chance.of(&[0x1b, 0x09, 0x7f, 0x08, 0x00])]),
            // All controls but Enter.
            10 => whole(&[chance
                .of(&[1, 2, 3, 4, 5, 6, 7, 10, 11, 12, 14, 15, 16, 17, 18, 19, 20, 21, 22, 23, 24, 25, 26, 28, 31])]),
            11 => whole(&[chance.of(b" 0123456789:/?.-")]),
            12 => whole(&rubbish(chance)),
            _ => torn(chance),
        };
    // Digits and signs that come all at once would be a paste.
    thing[0].0 += 60;
    thing
}

/// Any thing.
pub(super) fn any(chance: &mut Chance) -> Thing {
    match chance.below(24) {
        0..8 => whole(&letter(chance)),
        8..10 => whole(b"\r"),
        10 => held(chance),
        11 => mouse(chance, 0, 'M'),
        12 => {
            let x = chance.of(&[2u8, 10, 40]);
            let y = u8::try_from(chance.below(24)).unwrap();
            whole(&[0x1b, b'[', b'M', b' ', b'!' + x, b'!' + y])
        }
        13 => {
            let text = text(chance);
            pasted(chance, &text, true)
        }
        14 => {
            let text = text(chance);
            pasted(chance, &text, false)
        }
        15 => {
            let text = text(chance);
            cut(chance, text.replace('\n', "\r").as_bytes())
        }
        16 => typed(chance),
        17 => one_of(chance, &["\x1b[121u", "\x1b[13u", "\x1b[121;1:2u", "\x1bOM", "\x1bOn", "\n"]),
        18 => {
            let bytes: Vec<u8> = (0..chance.below(6)).map(|_| u8::try_from(chance.below(256)).unwrap()).collect();
            cut(chance, &bytes)
        }
        _ => harmless(chance),
    }
}

/// A key that does something somewhere.
fn letter(chance: &mut Chance) -> Vec<u8> {
    let keys: Vec<&str> =
        TABLE.iter().flat_map(|row| row.keys).copied().filter(|key| key.len() == 1 && *key != "q").collect();
    if chance.below(3) == 0 { vec![chance.of(b"yybnDg")] } else { chance.of(&keys).as_bytes().to_vec() }
}

/// One of these, perhaps in several reads.
fn one_of(chance: &mut Chance, all: &[&str]) -> Thing {
    let one = chance.of(all);
    cut(chance, one.as_bytes())
}

fn whole(bytes: &[u8]) -> Thing {
    vec![(0, Read::Bytes(bytes.to_vec()))]
}

/// Bytes that may come in several reads.
fn cut(chance: &mut Chance, bytes: &[u8]) -> Thing {
    let mut reads = Vec::new();
    let mut rest = bytes;
    while !rest.is_empty() {
        let count = if chance.below(2) == 0 { rest.len() } else { 1 + chance.below(rest.len().min(40)) };
        let (now, later) = rest.split_at(count);
        let pause = if reads.is_empty() { 0 } else { chance.of(CUT) };
        reads.push((pause, Read::Bytes(now.to_vec())));
        rest = later;
    }
    reads
}

fn size(chance: &mut Chance) -> Thing {
    let (width, height) = chance.of(&ROUND);
    // Somebody makes it smaller, and then larger again.
    vec![(0, Read::Size(width, height)), (chance.of(PAUSES), Read::Size(80, 24))]
}

fn mouse(chance: &mut Chance, button: u8, end: char) -> Thing {
    let (x, y) = (1 + chance.below(80), 1 + chance.below(24));
    cut(chance, format!("\x1b[<{button};{x};{y}{end}").as_bytes())
}

/// The beginning of a sequence whose end is lost.
fn torn(chance: &mut Chance) -> Thing {
    let torn =
        chance.of(&["\x1b[", "\x1b[1;", "\x1bO", "\x1b[<0;1", "\x1b]11;rg", "\x1bP1$", "\x1b[M", "\x1b[M !", "\x1b[["]);
    whole(torn.as_bytes())
}

fn rubbish(chance: &mut Chance) -> Vec<u8> {
    (0..=chance.below(5)).map(|_| u8::try_from(128 + chance.below(128)).unwrap()).collect()
}

/// A key that is held down.
fn held(chance: &mut Chance) -> Thing {
    let key = if chance.below(3) == 0 { vec![b'\r'] } else { letter(chance) };
    let (first, pace) = chance.of(&[(500, 33), (250, 16), (660, 40), (1000, 100), (500, 250), (300, 5)]);
    let mut reads = whole(&key);
    for time in 0..=chance.below(8) as u64 {
        reads.push((if time == 0 { first } else { pace }, Read::Bytes(key.clone())));
    }
    reads
}

/// Letters one after the other, as people or scripts type, and perhaps Enter.
fn typed(chance: &mut Chance) -> Thing {
    let pace = chance.of(&[0, 3, 29, 31, 60, 120]);
    let mut reads: Thing = (0..=chance.below(6)).map(|_| (pace, Read::Bytes(letter(chance)))).collect();
    reads.extend((chance.below(2) == 0).then(|| (pace, Read::Bytes(b"\r".to_vec()))));
    reads
}

fn text(chance: &mut Chance) -> String {
    match chance.below(4) {
        0 => some_page(chance),
        1 => chance
            .of(&["8RV.WLK.3CO.BL2.IQC.MNO.QJ3.GUT\n", "y\nn\ny\n", "downloads/production.lic", "a word\n"])
            .to_owned(),
        _ => chance.of(&TEXTS).to_owned(),
    }
}

/// A paste as the terminal marks it; its end may be lost.
fn pasted(chance: &mut Chance, text: &str, is_whole: bool) -> Thing {
    let end = if is_whole { "\x1b[201~" } else { "" };
    cut(chance, format!("\x1b[200~{}{end}", text.replace('\n', "\r")).as_bytes())
}
