//! Records of a console, as Windows tells them: a key goes down, comes again, goes up; pastes come the same way.

use std::time::Duration;

use acmove::tui::{input::TerminalInput, message::Msg};
use crossterm::event::{Event, KeyCode, KeyEvent, KeyEventKind, KeyModifiers, MouseButton, MouseEvent, MouseEventKind};

use super::byte_streams::told;

fn record(c: char, kind: KeyEventKind, held: KeyModifiers) -> Event {
    let code = match c {
        '\r' => KeyCode::Enter,
        '\t' => KeyCode::Tab,
        c => KeyCode::Char(c),
    };
    Event::Key(KeyEvent::new_with_kind(code, held, kind))
}

fn down(c: char) -> Event {
    record(c, KeyEventKind::Press, KeyModifiers::NONE)
}

fn up(c: char) -> Event {
    record(c, KeyEventKind::Release, KeyModifiers::NONE)
}

const ALT_GR: KeyModifiers = KeyModifiers::CONTROL.union(KeyModifiers::ALT);

/// What comes of records that come at these times, and of nothing after them.
fn play(records: impl IntoIterator<Item = (u64, Event)>) -> Vec<Msg> {
    let mut input = TerminalInput::console();
    let mut msgs = Vec::new();
    for (at, record) in records {
        let at = Duration::from_millis(at);
        while let Some(until) = input.until().filter(|until| *until <= at) {
            msgs.extend(input.expire(until));
        }
        msgs.extend(input.record(at, record, false));
    }
    while let Some(until) = input.until() {
        msgs.extend(input.expire(until));
    }
    msgs
}

fn words(records: impl IntoIterator<Item = (u64, Event)>) -> Vec<String> {
    play(records).iter().map(told).collect()
}

/// A text as the console pastes it: each character goes down and up; the console's own pauses are in between.
fn pasted(text: &str) -> Vec<(u64, Event)> {
    let each = |(place, c): (usize, char)| {
        let at = place as u64 * 2;
        [(at, down(c)), (at + 1, up(c))]
    };
    text.chars().enumerate().flat_map(each).collect()
}

#[test]
fn a_key_that_goes_down_and_up_is_one_key() {
    assert_eq!(words([(0, down('y')), (80, up('y')), (400, down('n')), (470, up('n'))]), ["y", "n"]);
}

#[test]
fn a_key_that_comes_again_without_going_up_is_held() {
    let held = [(0, down('y')), (500, down('y')), (533, down('y')), (540, up('y')), (900, down('y'))];
    let kinds: Vec<KeyEventKind> = play(held)
        .iter()
        .map(|msg| match msg {
            Msg::Input(_, acmove::tui::message::Typed::Key(key)) => key.kind,
            other => panic!("{other:?}"),
        })
        .collect();
    assert_eq!(kinds, [KeyEventKind::Press, KeyEventKind::Repeat, KeyEventKind::Repeat, KeyEventKind::Press]);
}

#[test]
fn no_key_of_a_paste_is_a_key() {
    for text in
        ["Development environments\rof the portal", "yX of a page and more", "ACME\rLicensing page", "LTA-\rXBI-\r"]
    {
        assert_eq!(words(pasted(text)), [format!("burst {:?}", text.replace('\r', "\n"))]);
    }
}

#[test]
fn a_paste_that_is_read_slowly_is_one_while_there_is_more_of_it() {
    let text = "preço 12 € – “x” and more";
    let mut input = TerminalInput::console();
    let mut msgs = Vec::new();
    for (place, c) in (0u64..).zip(text.chars()) {
        msgs.extend(input.record(Duration::from_millis(place * 90), down(c), place > 0));
    }
    // Nothing is there any more: now it is waited for what may still come.
    let until = input.until().unwrap();
    assert!(until > Duration::from_millis(90 * (text.chars().count() as u64 - 1)), "{until:?}");
    msgs.extend(input.expire(until));
    assert_eq!(msgs.iter().map(told).collect::<Vec<_>>(), [format!("burst {text:?}")]);
    let alone = [(0, down('y')), (90, down('n'))];
    assert_eq!(words(alone), ["y", "n"], "keys that are not there yet are pressed one after the other");
}

#[test]
fn characters_with_alt_gr_are_characters() {
    let typed = ['\\', '@', '{', '}', '~', '|', '€', 'ą'];
    let records = typed.iter().enumerate().map(|(place, c)| {
        let at = place as u64 * 200;
        (at, record(*c, KeyEventKind::Press, ALT_GR))
    });
    assert_eq!(words(records), typed.map(String::from));
    let path = "C:\\Users\\op@x and more";
    let mixed = path.chars().enumerate().map(|(place, c)| {
        let held = if "\\@".contains(c) { ALT_GR } else { KeyModifiers::NONE };
        (place as u64, record(c, KeyEventKind::Press, held))
    });
    assert_eq!(words(mixed), [format!("burst {path:?}")]);
}

#[test]
fn alt_alone_and_ctrl_alone_stay_what_they_are() {
    let alt = record('y', KeyEventKind::Press, KeyModifiers::ALT);
    let control = record('c', KeyEventKind::Press, KeyModifiers::CONTROL);
    assert_eq!(words([(0, alt), (300, control)]), ["Alt-y", "Ctrl-c"]);
}

#[test]
fn a_character_that_no_key_has_comes_with_the_end_of_alt() {
    // A dash, of which only the end is told; an ü, which is told twice; an Ü whose Shift goes up first.
    assert_eq!(words([(0, up('–'))]), ["–"]);
    assert_eq!(words([(0, down('ü')), (90, up('ü'))]), ["ü"]);
    assert_eq!(words([(0, down('Ü')), (90, up('ü'))]), ["Ü"]);
    let text = "preço 12 € – “x” • a b";
    let records = text.chars().enumerate().flat_map(|(place, c)| {
        let at = place as u64 * 2;
        if "€–“”•".contains(c) { vec![(at, up(c))] } else { vec![(at, down(c)), (at + 1, up(c))] }
    });
    assert_eq!(words(records), [format!("burst {text:?}")]);
}

#[test]
fn the_end_of_a_key_that_was_pressed_before_types_nothing() {
    assert_eq!(words([(0, up('y')), (10, record('\r', KeyEventKind::Release, KeyModifiers::NONE))]), [""; 0]);
}

#[test]
fn resizes_focus_and_the_mouse_are_told_as_they_come() {
    let mouse = |kind| Event::Mouse(MouseEvent { kind, column: 4, row: 2, modifiers: KeyModifiers::NONE });
    let records = [
        (0, Event::Resize(100, 30)),
        (1, Event::FocusGained),
        (2, mouse(MouseEventKind::Down(MouseButton::Left))),
        (3, mouse(MouseEventKind::Up(MouseButton::Left))),
        (4, mouse(MouseEventKind::Down(MouseButton::Right))),
        (5, mouse(MouseEventKind::ScrollDown)),
        (6, mouse(MouseEventKind::Moved)),
        (7, Event::Paste("whole".to_owned())),
    ];
    assert_eq!(words(records), ["100x30", "press 4,2", "paste button 4,2", "wheel down 4,2", "paste \"whole\""]);
}
