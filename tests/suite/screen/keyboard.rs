//! Keys as a terminal sends them: alone, held, and as a paste that nobody announced.

use std::{collections::VecDeque, time::Duration};

use acmove::{
    runtime::keyboard::translate,
    tui::message::{Background, Msg, Typed},
};
use crossterm::event::{Event, KeyCode, KeyEvent, KeyEventKind, KeyModifiers};
use proptest::prelude::*;

fn keys(text: &str) -> VecDeque<Event> {
    text.chars()
        .map(|c| match c {
            '\n' => KeyCode::Enter,
            '\t' => KeyCode::Tab,
            c => KeyCode::Char(c),
        })
        .map(|code| Event::Key(KeyEvent::from(code)))
        .collect()
}

/// What comes of events that all are there at once.
fn at_once(mut events: VecDeque<Event>) -> Vec<Msg> {
    let mut msgs = Vec::new();
    while let Some(first) = events.pop_front() {
        msgs.extend(translate(first, |_| Ok(events.pop_front())).unwrap());
    }
    msgs
}

/// What comes of pieces with a pause between them.
fn in_pieces(pieces: &[&str], pause: Duration) -> Vec<Msg> {
    events_in_pieces(pieces.iter().map(|piece| keys(piece)).collect(), pause)
}

fn events_in_pieces(mut pieces: VecDeque<VecDeque<Event>>, pause: Duration) -> Vec<Msg> {
    let mut msgs = Vec::new();
    while let Some(first) = pieces.front_mut().and_then(VecDeque::pop_front) {
        let more = |wait: Duration| {
            if pieces.front().is_some_and(VecDeque::is_empty) && wait >= pause {
                pieces.pop_front();
            }
            Ok(pieces.front_mut().and_then(VecDeque::pop_front))
        };
        msgs.extend(translate(first, more).unwrap());
        if pieces.front().is_some_and(VecDeque::is_empty) {
            pieces.pop_front();
        }
    }
    msgs
}

fn burst(text: &str) -> Msg {
    Msg::Typed(Typed::Burst(text.to_owned()))
}

#[test]
fn a_paste_that_comes_as_keys_is_a_paste_and_its_enters_do_nothing() {
    let text = "Activation Code\t8RV.WLK\nSerial Number\tXBI\n";
    assert_eq!(at_once(keys(text)), [burst(text)]);
}

#[test]
fn a_paste_that_comes_line_by_line_on_a_slow_line_is_one_paste() {
    let lines = ["Activation Code 8RV.WLK.3CO\n", "Serial Number XBI-NMO-IL5\n", "End Date Never\n"];
    assert_eq!(in_pieces(&lines, Duration::from_millis(20)), [burst(&lines.concat())]);
    assert_eq!(in_pieces(&lines, Duration::from_millis(200)).len(), 3, "whoever pauses so long types");
}

#[test]
fn few_keys_and_a_key_that_is_held_are_keys() {
    assert_eq!(at_once(keys("yes\n")).len(), 4);
    let held = at_once(keys(&"j".repeat(200)));
    assert_eq!(held.len(), 200);
    assert!(held.iter().all(|msg| matches!(msg, Msg::Typed(Typed::Key(_)))));
}

#[test]
fn releases_are_not_presses_and_control_keys_end_a_burst() {
    let release = KeyEvent { kind: KeyEventKind::Release, ..KeyEvent::from(KeyCode::Char('y')) };
    let press = KeyEvent::from(KeyCode::Char('y'));
    let events = VecDeque::from([Event::Key(press), Event::Key(release)]);
    assert_eq!(at_once(events), [Msg::Typed(Typed::Key(press))]);
    let interrupt = KeyEvent::new(KeyCode::Char('c'), KeyModifiers::CONTROL);
    let mut events = keys("in/production.lic");
    events.push_back(Event::Key(interrupt));
    assert_eq!(at_once(events), [burst("in/production.lic"), Msg::Typed(Typed::Key(interrupt))]);
}

#[test]
fn a_resize_in_the_middle_of_a_paste_is_not_lost() {
    let mut events = keys("Activation Code");
    events.push_back(Event::Resize(100, 30));
    assert_eq!(at_once(events), [burst("Activation Code"), Msg::Resized(100, 30)]);
}

const HALF_A_SECOND: Duration = Duration::from_millis(500);

fn alt(c: char) -> Event {
    Event::Key(KeyEvent::new(KeyCode::Char(c), KeyModifiers::ALT))
}

fn bell() -> Event {
    Event::Key(KeyEvent::new(KeyCode::Char('g'), KeyModifiers::CONTROL))
}

/// An answer as it comes from the terminal, read byte by byte: capital letters with the shift key.
fn answer(told: &str, end: Event) -> VecDeque<Event> {
    let shifted = |c: char| if c.is_uppercase() { KeyModifiers::SHIFT } else { KeyModifiers::NONE };
    let told = told.chars().map(|c| Event::Key(KeyEvent::new(KeyCode::Char(c), shifted(c))));
    [alt(']')].into_iter().chain(told).chain([end]).collect()
}

fn backgrounds(told: &str) -> Vec<Msg> {
    at_once(answer(told, alt('\\')))
}

#[test]
fn the_terminals_answer_tells_the_background_whatever_its_spelling() {
    for light in ["rgb:ffff/ffff/ffff", "rgb:fdfd/f6f6/E3E3", "rgba:ff/FF/ff/80", "rgb:f/f/f", "rgb:fff/fff/ccc"] {
        assert_eq!(backgrounds(&format!("11;{light}")), [Msg::Background(Background::Light)], "{light}");
        assert_eq!(at_once(answer(&format!("11;{light}"), bell())), [Msg::Background(Background::Light)], "{light}");
    }
    for dark in ["rgb:0000/0000/0000", "rgb:0/2b/36", "rgba:2828/2c2c/3434/ffff", "rgb:0c0c/0c0c/0c0c"] {
        assert_eq!(backgrounds(&format!("11;{dark}")), [Msg::Background(Background::Dark)], "{dark}");
    }
    for odd in ["", "?", "black", "rgb:", "rgb:ffff/ffff", "rgb:fffff/0/0", "rgb:+f/0/0", "rgb:f/f/f/f", "hsl:0/0/0"] {
        assert_eq!(backgrounds(&format!("11;{odd}")), [], "{odd}");
    }
}

#[test]
fn what_only_begins_like_an_answer_is_given_back() {
    for typed in ["", "y", "2", "1y", "11y", "11\n", "10;rgb:0/0/0", "]"] {
        let mut events = keys(typed);
        events.push_front(alt(']'));
        let Some(Event::Key(first)) = events.front().cloned() else { panic!() };
        let mut expected = vec![Msg::Typed(Typed::Key(first))];
        expected.extend(at_once(keys(typed)));
        assert_eq!(at_once(events), expected, "{typed}");
    }
}

#[test]
fn escape_is_a_key_unless_it_is_the_beginning_of_an_answer() {
    let escape = || Event::Key(KeyEvent::from(KeyCode::Esc));
    let mut torn = answer("11;rgb:ffff/ffff/ffff", escape());
    torn.push_back(Event::Key(KeyEvent::from(KeyCode::Char('\\'))));
    torn.pop_front();
    torn.extend(keys("y"));
    let expected = [Msg::Background(Background::Light), Msg::Typed(Typed::Key(KeyEvent::from(KeyCode::Char('y'))))];
    for pause in [0, 10] {
        let pieces = VecDeque::from([[escape()].into(), keys("]"), torn.clone()]);
        assert_eq!(events_in_pieces(pieces, Duration::from_millis(pause)), expected);
    }
    let pieces = VecDeque::from([VecDeque::from([escape()]), keys("]11;")]);
    assert_eq!(events_in_pieces(pieces, Duration::from_millis(100)).len(), 5, "nobody waits so long for Esc");
    assert_eq!(at_once([escape(), escape()].into_iter().chain(keys("q")).collect()).len(), 3);
}

#[test]
fn a_torn_answer_ends_with_a_key_that_is_none_of_its() {
    let torn = || answer("11;rgb:ffff/ff", alt(']')).into_iter().take(15).collect::<VecDeque<_>>();
    for code in [KeyCode::Enter, KeyCode::Esc, KeyCode::Up, KeyCode::Tab] {
        let mut events = torn();
        events.push_back(Event::Key(KeyEvent::from(code)));
        events.push_back(Event::Key(KeyEvent::from(KeyCode::Enter)));
        let typed = |code| Msg::Typed(Typed::Key(KeyEvent::from(code)));
        assert_eq!(at_once(events), [typed(code), typed(KeyCode::Enter)]);
    }
    let pieces = VecDeque::from([torn(), keys("y")]);
    assert_eq!(events_in_pieces(pieces, Duration::from_secs(1)).len(), 1, "what is typed later is typed");
    let mut again = torn();
    again.extend(answer("11;rgb:0/0/0", bell()));
    assert_eq!(at_once(again), [Msg::Background(Background::Dark)]);
}

#[test]
fn a_resize_within_an_answer_is_not_lost() {
    for place in 1..20 {
        let mut events = answer("11;rgb:ffff/ffff/ffff", alt('\\'));
        events.insert(place, Event::Resize(100, 30));
        assert_eq!(at_once(events), [Msg::Resized(100, 30), Msg::Background(Background::Light)]);
    }
}

proptest! {
    #[test]
    fn however_an_answer_is_cut_it_is_one_and_no_key_around_it_is_lost(
        parts in prop::array::uniform3("[0-9a-fA-F]{1,4}"),
        alpha in prop::option::of("[0-9a-fA-F]{1,4}"),
        before in "[a-z\\n]{0,8}",
        after in "[a-z\\n]{0,8}",
        cuts in prop::collection::vec(any::<bool>(), 64),
        pause in 0u64..=500,
        bel in any::<bool>(),
    ) {
        let [red, green, blue] = parts;
        let told = match alpha {
            Some(alpha) => format!("11;rgba:{red}/{green}/{blue}/{alpha}"),
            None => format!("11;rgb:{red}/{green}/{blue}"),
        };
        let mut pieces = VecDeque::from([keys(&before)]);
        for (event, cut) in answer(&told, if bel { bell() } else { alt('\\') }).into_iter().zip(cuts) {
            if cut {
                pieces.push_back(VecDeque::new());
            }
            pieces.back_mut().unwrap().push_back(event);
        }
        pieces.back_mut().unwrap().extend(keys(&after));
        pieces.retain(|piece| !piece.is_empty());
        let msgs = events_in_pieces(pieces, Duration::from_millis(pause).min(HALF_A_SECOND));
        let told = msgs.iter().filter(|msg| matches!(msg, Msg::Background(_))).count();
        prop_assert_eq!(told, 1);
        let typed: Vec<Msg> = msgs.into_iter().filter(|msg| !matches!(msg, Msg::Background(_))).collect();
        prop_assert_eq!(typed, [at_once(keys(&before)), at_once(keys(&after))].concat());
    }

    #[test]
    fn nothing_of_an_answer_is_a_key_however_odd_it_is(told in "[!-~]{0,40}", ends in any::<bool>()) {
        let mut events = answer(&format!("11;{told}"), bell());
        if !ends {
            events.pop_back();
        }
        let msgs = at_once(events);
        prop_assert!(msgs.iter().all(|msg| matches!(msg, Msg::Background(_))), "{:?}", msgs);
    }
}
