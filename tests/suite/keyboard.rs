//! Keys as a terminal sends them: alone, held, and as a paste that nobody announced.

use std::{collections::VecDeque, time::Duration};

use acmove::{
    app::message::{Msg, Typed},
    runtime::keyboard::translate,
};
use crossterm::event::{Event, KeyCode, KeyEvent, KeyEventKind, KeyModifiers};

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
    let mut pieces: VecDeque<VecDeque<Event>> = pieces.iter().map(|piece| keys(piece)).collect();
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
