//! Signs: which set a terminal gets, and that all that is drawn or printed there is of that set.

use std::{collections::BTreeMap, fs, path::Path};

use acmove::{
    engine::session::Session,
    line::Printer,
    runtime::{folder, signs::those_of},
    tui::{
        draw::{self, theme::Theme},
        route::Route,
        update::Model,
        welcome::{Entry, Welcome},
    },
    view::{
        mark::{Mark, Signs},
        pages::Page,
        text::{Block, columns, is_plain},
    },
};
use ratatui::{buffer::Buffer, layout::Rect};

use super::screens::{SCREENS, scene};
use crate::harness::{
    scene::{SIZES, Scene, text},
    story::{EDITIONS, FOUR, Story},
};

/// What every font of Windows has (WGL4), letters left out: characters and ranges.
const WGL4: &str = "20-7e a0-bf d7 f7 2c6-2c7 2c9 2d8-2dd 384-385 387 2013-2015 2017-201e 2020-2022 2026 2030 2032-2033 \
    2039-203a 203c 203e 2044 207f 20a3-20a4 20a7 20ac 2105 2113 2116 2122 2126 212e 215b-215e 2190-2195 21a8 \
    2202 2206 220f 2211-2212 2215 2219-221a 221e-221f 2229 222b 2248 2260-2261 2264-2265 2302 2310 2320-2321 \
    2500 2502 250c 2510 2514 2518 251c 2524 252c 2534 253c 2550-256c 2580 2584 2588 258c 2590-2593 25a0-25a1 \
    25aa-25ac 25b2 25ba 25bc 25c4 25ca-25cb 25cf 25d8-25d9 25e6 263a-263c 2640 2642 2660 2663 2665-2666 \
    266a-266b";

/// A character that the console of Windows shows in any of its fonts, or a letter, which comes from a name.
fn is_shown(c: char) -> bool {
    let code = |word: &str| u32::from_str_radix(word, 16).unwrap();
    let has = |range: &str| {
        let (first, last) = range.split_once('-').unwrap_or((range, range));
        (code(first)..=code(last)).contains(&u32::from(c))
    };
    c.is_alphabetic() || WGL4.split(' ').any(has)
}

/// The characters of a text that the console may not be able to show.
pub(crate) fn not_shown(text: &str) -> String {
    text.chars().filter(|c| !c.is_ascii() && !is_shown(*c)).collect()
}

fn theme(signs: Signs) -> Theme {
    let mut theme = Theme::bundled("dark").unwrap();
    theme.signs = signs;
    theme
}

#[test]
fn no_two_marks_share_a_sign_in_any_set_and_each_is_a_column_wide() {
    for signs in Signs::ALL {
        let mut marks = BTreeMap::new();
        for mark in Mark::ALL {
            let sign = signs.mark(mark);
            assert_eq!(marks.insert(sign, mark), None, "{signs:?}: {sign}");
            assert_eq!((sign.chars().count(), columns(sign)), (1, 1), "{signs:?} {mark:?}");
            assert!(is_plain(sign), "{signs:?} {mark:?}: it is drawn the short way");
            // However a mark comes, it is this sign in the end.
            assert_eq!(signs.text(mark.sign()), sign, "{signs:?} {mark:?}");
            assert_eq!(signs.text(sign), sign, "{signs:?} {mark:?}");
        }
    }
    for mark in Mark::ALL {
        assert_eq!(not_shown(Signs::Console.mark(mark)), "", "{mark:?}");
        assert!(Signs::Ascii.mark(mark).is_ascii(), "{mark:?}");
    }
}

#[test]
fn on_every_screen_the_console_of_windows_gets_only_what_its_fonts_have() {
    let theme = theme(Signs::Console);
    let mut drawn = String::new();
    for screen in SCREENS {
        for size in SIZES.into_iter().chain([(80, 25)]) {
            let text = scene(screen, size).drawn(&theme);
            assert_eq!(not_shown(&text), "", "{}:\n{text}", screen.0);
            drawn += &text;
        }
    }
    for mark in Mark::ALL {
        assert!(drawn.contains(Signs::Console.mark(mark)), "{mark:?} is nowhere");
    }
    assert!(drawn.contains('\u{2554}') && drawn.contains('\u{250c}'), "boxes have borders");
}

#[test]
fn in_every_kept_migration_too_after_every_record_and_on_every_page() {
    let theme = theme(Signs::Console);
    let area = Rect::new(0, 0, 80, 25);
    let pages = [Page::Environments, Page::Procedure, Page::Rollback, Page::Ticket, Page::Notes, Page::Help];
    let routes: Vec<Route> = [Route::Dashboard].into_iter().chain(pages.map(Route::Page)).collect();
    let kept = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/journals");
    let stories = fs::read_dir(kept).unwrap().map(|entry| entry.unwrap().path()).filter(|path| path.is_dir());
    let mut screens = 0;
    for story in stories {
        let draw = |record: &acmove::domain::record::Record<_>, run: &acmove::domain::run::Run| {
            let mut model = Model::new(Session::of(run.clone(), String::new()), (80, 25), record.at);
            // The dashboard after every record, and one of the pages.
            let page = usize::try_from(record.seq).unwrap() % pages.len() + 1;
            for route in [routes[0], routes[page]] {
                model.ui.route = route;
                let mut buffer = Buffer::empty(area);
                draw::draw(model.shown(), &model.ui, &theme, area, &mut buffer);
                let text = text(&buffer);
                assert_eq!(not_shown(&text), "", "{} {}:\n{text}", story.display(), record.seq);
                screens += 1;
            }
        };
        folder::replay(&story, draw).unwrap();
    }
    assert!(screens > 1000, "{screens}");
}

#[test]
fn letters_of_names_stay_on_a_console_and_the_first_screen_has_its_signs() {
    let description = FOUR.replace("\"Production\"", "\"Produ\u{e7}\u{e3}o \u{8cea}\"");
    let scene = Scene::of(&Story::of(EDITIONS[0], &description), (140, 45));
    assert!(scene.drawn(&theme(Signs::Console)).contains("Produ\u{e7}\u{e3}o"));
    assert!(scene.drawn(&theme(Signs::Ascii)).contains("Produ??o"));
    let welcome = Welcome::new(vec![Entry::draft("ACME", "night")]);
    let area = Rect::new(0, 0, 100, 30);
    for signs in [Signs::Console, Signs::Ascii] {
        let mut buffer = Buffer::empty(area);
        draw::welcome::welcome(&welcome, &theme(signs), area, &mut buffer);
        let text = text(&buffer);
        let is_known = if signs == Signs::Ascii { text.is_ascii() } else { not_shown(&text).is_empty() };
        assert!(is_known, "{text}");
    }
}

#[test]
fn line_mode_prints_the_signs_of_a_console_on_it_and_none_that_draw_in_a_pipe() {
    let blocks = Mark::ALL.map(|mark| Block::led(acmove::view::text::Tone::Plain, mark.sign(), "Produ\u{e7}\u{e3}o"));
    let mut told = Vec::new();
    for signs in Signs::ALL {
        for is_piped in [false, true] {
            let mut out = Vec::new();
            let printer = if is_piped { Printer::piped(&mut out) } else { Printer::new(&mut out) };
            printer.with(signs).blocks(&blocks);
            told.push(String::from_utf8(out).unwrap());
        }
    }
    let [unicode, unicode_piped, console, console_piped, ascii, ascii_piped] = told.try_into().unwrap();
    for mark in Mark::ALL {
        let line = |signs: Signs| format!("{}Produ\u{e7}\u{e3}o", signs.mark(mark));
        assert!(unicode.contains(&line(Signs::Unicode)), "{mark:?}\n{unicode}");
        assert!(console.contains(&line(Signs::Console)), "{mark:?}\n{console}");
        assert!(console_piped.contains(&line(Signs::Ascii)), "{mark:?}\n{console_piped}");
    }
    assert_eq!(not_shown(&console), "");
    assert_eq!(console_piped, unicode_piped, "a file is what it is everywhere");
    assert!(ascii.is_ascii() && ascii == ascii_piped);
}

#[test]
fn a_terminal_whose_fonts_are_not_known_gets_no_sign_that_it_may_lack() {
    for (system, variables, signs) in [
        ("windows", &[][..], Signs::Console),
        ("windows", &[("TERM", "xterm-256color"), ("LANG", "en_US.UTF-8")], Signs::Console),
        ("windows", &[("SSH_CONNECTION", "::1 1 ::1 22"), ("TERM", "xterm-256color")], Signs::Console),
        ("windows", &[("WT_SESSION", "7a1c")], Signs::Unicode),
        ("windows", &[("TERM_PROGRAM", "vscode")], Signs::Unicode),
        ("windows", &[("ConEmuTask", "{cmd::Cmder}")], Signs::Unicode),
        ("windows", &[("WEZTERM_PANE", "0")], Signs::Unicode),
        ("windows", &[("ALACRITTY_WINDOW_ID", "1")], Signs::Unicode),
        ("windows", &[("TERMINAL_EMULATOR", "JetBrains-JediTerm")], Signs::Unicode),
        ("windows", &[("WT_SESSION", "7a1c"), ("LANG", "de_DE.ISO-8859-1")], Signs::Ascii),
        ("windows", &[("TERM_PROGRAM", "tmux")], Signs::Console),
        ("linux", &[("LANG", "C.UTF-8"), ("WSL_DISTRO_NAME", "Debian")], Signs::Console),
        ("linux", &[("LANG", "C.UTF-8"), ("WSL_DISTRO_NAME", "Debian"), ("WT_SESSION", "7a1c")], Signs::Unicode),
        ("linux", &[("LANG", "C.UTF-8"), ("TERM", "xterm-256color")], Signs::Unicode),
        ("linux", &[("LANG", "C.UTF-8"), ("TERM", "linux")], Signs::Ascii),
        ("linux", &[("WT_SESSION", "7a1c")], Signs::Ascii),
        ("macos", &[], Signs::Unicode),
    ] {
        let said =
            |name: &str| variables.iter().find(|(known, _)| *known == name).map(|(_, value)| (*value).to_owned());
        assert_eq!(those_of(system, said), signs, "{system} {variables:?}");
    }
}
