//! Keys and pastes at a console.

use std::env;

use acmove::{
    runtime::keyboard,
    tui::message::{Msg, Typed},
};

use super::{AtTerminal, Console, Site};

/// Texts that were seen to break: capitals, signs on `AltGr`, signs that no key has, ends of lines, what begins like keys that act.
const PASTES: [&str; 11] = [
    "Development environments of the portal\nand their licenses\n",
    "8RV.WLK.3CO.BL2.IQC.MNO.QJ3.GUT",
    "ACME Licensing page of Production\nActivation Code\nx",
    "yX of a page and more",
    "LTA-AAA-BBB-CCC-DDD-EEE-FFF-GGG\nXBI-NMO-IL5-OYI-9SO-LCU-4SQ-QUT\n",
    "Factory\tLicensing\tHelp\nActivation\u{a0}Code\u{a0}8RV.WLK.3CO.BL2.IQC.MNO.QJ3.GUT\nIntellectual Property\tIgnore\n",
    "pre\u{e7}o 12 \u{20ac} \u{2013} \u{201c}x\u{201d} \u{2022} a b",
    "\u{c3}\u{f5} \u{df}\u{e9} \u{141}\u{f3}d\u{17a} \u{416}\u{42f} \u{65e5}\u{672c}",
    "C:\\w\\prod-aaa.txt {x} [y] @ | ~ \u{20ac}\nC:\\next",
    "a smile \u{1f600} and a flag \u{1f1f5}\u{1f1f9} in a note",
    "A\nB\nC\nD\nE",
];

/// What each line of the listener begins with: the test runner says something now and then, too.
const SAYS: &str = "says ";

/// How often each is pasted; `ACMOVE_RUBBISH` asks for more.
const TIMES: usize = 3;

/// Prints what the keyboard tells, until Ctrl-C. The tests below run it in a console.
#[test]
#[ignore = "it listens to a console"]
fn listens() {
    println!("listens");
    let listened = keyboard::listen(|msg| {
        println!("{SAYS}{}", told(&msg));
        !matches!(msg, Msg::Input(_, Typed::Key(key)) if acmove::tui::key_name::is_interrupt(key))
    });
    println!("over {listened:?}");
}

/// One line for what came in.
fn told(msg: &Msg) -> String {
    match msg {
        Msg::Input(_, Typed::Key(key)) => format!("key {:?} {:?}", key.code, key.modifiers),
        Msg::Input(_, typed) => format!("{typed:?}"),
        other => format!("{other:?}"),
    }
}

/// A console in which the keyboard is listened to.
fn listener(site: &Site) -> Console {
    let this = env::current_exe().unwrap();
    let console = Console::start(
        site,
        this.to_str().unwrap(),
        &["--exact", "screen::console::typed::listens", "--ignored", "--nocapture"],
    );
    console.sends("listens\n");
    console
}

/// What came in after so many bytes, line by line, up to a line with this in it.
fn lines_to(console: &Console, from: usize, last: &str) -> (Vec<String>, usize) {
    let lines = |bytes: &[u8]| String::from_utf8_lossy(&bytes[from..]).into_owned();
    console.drawn().wait(last, |bytes| lines(bytes).lines().any(|line| line.contains(last)));
    let bytes = console.drawn().bytes.lock().unwrap();
    (lines(&bytes.0).lines().filter_map(|line| line.strip_prefix(SAYS)).map(str::to_owned).collect(), bytes.0.len())
}

#[test]
fn a_paste_comes_whole_and_byte_for_byte_and_none_of_its_keys_is_a_key() {
    let times = env::var("ACMOVE_RUBBISH").ok().and_then(|times| times.parse().ok()).unwrap_or(TIMES);
    let site = Site::empty();
    let console = listener(&site);
    console.order("layout \\@{}[]|~\u{20ac}");
    let mut from = console.sends("listens\n");
    for text in PASTES {
        for time in 0..times {
            console.paste(text);
            let (lines, to) = lines_to(&console, from, "Burst(");
            assert_eq!(lines, [format!("{:?}", Typed::Burst(text.to_owned()))], "time {time}");
            from = to;
        }
    }
}

#[test]
fn keys_with_alt_gr_and_signs_that_no_key_has_are_what_they_show() {
    let site = Site::empty();
    let console = listener(&site);
    console.order("layout \\@\u{20ac}");
    for (typed, key) in [
        ("\\", "key Char('\\\\') KeyModifiers(0x0)"),
        ("@", "key Char('@') KeyModifiers(0x0)"),
        ("\u{20ac}", "key Char('\u{20ac}') KeyModifiers(0x0)"),
        ("\u{2022}", "key Char('\u{2022}') KeyModifiers(0x0)"),
        ("\u{a0}", "key Char('\\u{a0}') KeyModifiers(0x0)"),
        ("\u{fc}", "key Char('\u{fc}') KeyModifiers(0x0)"),
        ("Y", "key Char('Y') KeyModifiers(SHIFT)"),
        ("\r", "key Enter KeyModifiers(0x0)"),
    ] {
        let from = console.drawn().bytes.lock().unwrap().0.len();
        console.type_in(typed);
        let (lines, _) = lines_to(&console, from, "key");
        assert_eq!(lines.concat(), key, "{typed}");
        console.passes(30);
    }
}
