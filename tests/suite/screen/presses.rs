//! Whether a press was meant: tables of presses on cards, with their times. Times are in milliseconds.

use std::time::Duration;

use acmove::tui::{
    hit_area::HitArea,
    message::{Moment, Typed},
    press::{Presses, QUIET, Target, Verdict, Weight},
};
use crossterm::event::{KeyCode, KeyEvent, KeyEventKind, KeyModifiers};
use proptest::prelude::*;

/// Cards one after the other: each letter that acts leads to the next. `/` asks a question, whose Enter leads on.
#[derive(Default)]
struct Cards {
    card: usize,
    question: Option<String>,
    answers: Vec<String>,
}

impl Target for Cards {
    type Sight = (usize, bool);

    fn sight(&self) -> Self::Sight {
        (self.card, self.question.is_some())
    }

    fn weight(&self, typed: &Typed) -> Weight {
        match typed {
            Typed::Key(key) => match (key.code, &self.question) {
                (KeyCode::Enter, Some(_)) => Weight::Answer,
                (KeyCode::Char(_), Some(_)) => Weight::Text,
                (KeyCode::Char('q'), None) => Weight::Leave,
                (KeyCode::Char(_) | KeyCode::Enter, None) => Weight::Heavy,
                _ => Weight::Light,
            },
            _ => Weight::Heavy,
        }
    }
}

impl Cards {
    fn act(&mut self, key: KeyEvent) {
        match (key.code, &mut self.question) {
            (KeyCode::Char('/'), None) => self.question = Some(String::new()),
            (KeyCode::Enter, Some(text)) => {
                self.answers.push(std::mem::take(text));
                self.question = None;
                self.card += 1;
            }
            (KeyCode::Char(c), Some(text)) => text.push(c),
            (KeyCode::Char(_) | KeyCode::Enter, None) => self.card += 1,
            _ => {}
        }
    }
}

const fn ms(ms: u64) -> Moment {
    Duration::from_millis(ms)
}

/// A person at the cards: every change is drawn 10 ms later.
struct Person {
    cards: Cards,
    presses: Presses<(usize, bool)>,
    draws: Option<Moment>,
    /// When each press acted.
    acted: Vec<Moment>,
}

impl Person {
    fn sits_down() -> Self {
        let mut presses = Presses::default();
        presses.drawn(ms(0), Cards::default().sight());
        Self { cards: Cards::default(), presses, draws: None, acted: Vec::new() }
    }

    /// Lets time pass, with what has waited for it.
    fn until(&mut self, at: Moment) {
        loop {
            let due = self.presses.due().filter(|due| *due <= at);
            let draws = self.draws.filter(|draws| *draws <= at);
            match (draws, due) {
                (Some(draws), due) if due.is_none_or(|due| draws <= due) => {
                    self.draws = None;
                    self.presses.drawn(draws, self.cards.sight());
                }
                (_, Some(due)) => {
                    if let Some((key, sight)) = self.presses.take(due, None)
                        && sight == self.cards.sight()
                    {
                        self.acts(due, key);
                    }
                }
                (_, None) => return,
            }
        }
    }

    fn acts(&mut self, at: Moment, key: KeyEvent) {
        self.cards.act(key);
        self.acted.push(at);
        self.draws = Some(at + ms(10));
    }

    fn press(&mut self, at: u64, key: KeyEvent) {
        let at = ms(at);
        self.until(at);
        if let Some((waited, sight)) = self.presses.take(at, Some(&key))
            && sight == self.cards.sight()
        {
            self.acts(at, waited);
        }
        if self.presses.judge(at, &Typed::Key(key), &self.cards) == Verdict::Act {
            self.acts(at, key);
        }
    }

    fn leaves(mut self) -> Cards {
        self.until(ms(1_000_000));
        self.cards
    }
}

fn key(c: char) -> KeyEvent {
    KeyEvent::from(if c == '\r' { KeyCode::Enter } else { KeyCode::Char(c) })
}

fn play(keys: &[(u64, char)]) -> Cards {
    let mut person = Person::sits_down();
    for (at, c) in keys {
        person.press(*at, key(*c));
    }
    person.leaves()
}

/// How many cards were answered.
fn answered(keys: &[(u64, char)]) -> usize {
    play(keys).card
}

/// A key that is held from a moment on.
fn held(from: u64, first: u64, pace: u64, times: usize) -> Vec<(u64, char)> {
    let again = (0..times as u64).map(|time| (from + first + time * pace, 'y'));
    [(from, 'y')].into_iter().chain(again).collect()
}

#[test]
fn at_the_speed_of_people_every_press_counts() {
    assert_eq!(answered(&[(500, 'y')]), 1);
    assert_eq!(answered(&[(500, 'y'), (1100, 'n'), (1700, 'y'), (2300, 'n')]), 4);
    for pace in [1200, 1500, 3000] {
        assert_eq!(answered(&[(pace, 'y'), (2 * pace, 'y'), (3 * pace, 'y')]), 3, "every {pace} ms");
    }
    // Whoever is quick, and then looks, is a little late, and no press is lost.
    assert_eq!(answered(&[(500, 'y'), (1000, 'y')]), 2);
    assert_eq!(answered(&[(500, 'y'), (900, 'y'), (2500, 'y')]), 3);
}

#[test]
fn a_held_key_acts_once_at_any_rate() {
    for (first, pace) in
        [(500, 33), (250, 16), (200, 10), (660, 40), (1000, 100), (500, 250), (1000, 350), (1800, 30), (300, 5)]
    {
        for times in [1, 2, 3, 10, 60] {
            // A single repeat that nothing follows cannot be told from a press.
            let most = if times == 1 { 2 } else { 1 };
            let count = answered(&held(600, first, pace, times));
            assert!((1..=most).contains(&count), "{first} ms, then every {pace} ms, {times} times: {count}");
        }
    }
}

#[test]
fn a_held_key_that_was_let_go_counts_again() {
    let mut keys = held(600, 500, 33, 40);
    keys.push((5000, 'y'));
    assert_eq!(answered(&keys), 2);
}

#[test]
fn a_key_that_a_terminal_tells_to_be_held_never_acts() {
    let mut person = Person::sits_down();
    for at in [500, 900, 1800, 4000] {
        person.press(at, KeyEvent { kind: KeyEventKind::Repeat, ..key('y') });
    }
    assert_eq!(person.leaves().card, 0);
}

#[test]
fn what_was_pressed_before_a_card_was_there_or_right_when_it_came_does_nothing() {
    assert_eq!(answered(&[(10, 'y')]), 0, "nobody reads so fast");
    assert_eq!(answered(&[(500, 'y'), (600, 'n'), (700, 'y')]), 1, "one after the other, without a look");
    assert_eq!(answered(&[(500, 'y'), (600, 'n'), (900, 'n')]), 2, "after a moment of quiet");
    let mut person = Person { presses: Presses::default(), ..Person::sits_down() };
    person.press(3000, key('y'));
    assert_eq!(person.leaves().card, 0, "nothing was ever drawn");
}

#[test]
fn no_key_of_a_burst_acts_whatever_its_end() {
    assert_eq!(answered(&[(500, 'y'), (500, 'e'), (500, 's')]), 0);
    assert_eq!(answered(&[(500, 'y'), (505, 'e'), (510, 's'), (515, '\r')]), 0);
    for pace in [1, 5, 20, 29] {
        let burst: Vec<(u64, char)> = "Development\r".chars().zip(0u64..).map(|(c, n)| (500 + n * pace, c)).collect();
        assert_eq!(answered(&burst), 0, "every {pace} ms");
    }
}

#[test]
fn an_answer_that_is_typed_counts_at_any_speed_that_people_have() {
    for pace in [35, 60, 120, 300] {
        let typed: Vec<(u64, char)> = "because\r".chars().zip(0u64..).map(|(c, n)| (1000 + n * pace, c)).collect();
        let cards = play(&[vec![(500, '/')], typed].concat());
        assert_eq!((cards.answers, cards.card), (vec!["because".to_owned()], 1), "every {pace} ms");
    }
}

#[test]
fn an_answer_that_comes_at_once_with_its_enter_counts_when_nothing_follows() {
    let at = |at, text: &str| text.chars().map(|c| (at, c)).collect::<Vec<_>>();
    let cards = play(&[vec![(500, '/')], at(1000, "because\r")].concat());
    assert_eq!(cards.answers, ["because"]);
    // The first line of a paste that comes in pieces is none.
    let cards = play(&[vec![(500, '/')], at(1000, "one\r"), at(1100, "two\r"), at(1200, "three")].concat());
    assert_eq!((cards.answers.len(), cards.card), (0, 0));
    assert_eq!(cards.question.as_deref(), Some("onetwothree"));
}

#[test]
fn enter_that_is_held_answers_one_question_and_presses_nothing_after_it() {
    let mut keys = vec![(500, '/'), (900, 'x')];
    keys.extend(held(1500, 500, 33, 30).into_iter().map(|(at, _)| (at, '\r')));
    let cards = play(&keys);
    assert_eq!((cards.answers, cards.card), (vec!["x".to_owned()], 1));
}

#[test]
fn arrows_before_a_choice_are_no_hurry() {
    let mut person = Person::sits_down();
    person.press(500, KeyEvent::from(KeyCode::Down));
    person.press(620, KeyEvent::from(KeyCode::Down));
    person.press(740, key('\r'));
    assert_eq!(person.leaves().card, 1);
}

#[test]
fn a_click_counts_where_what_it_hits_has_been_for_a_moment_and_not_when_it_is_the_second_of_two() {
    let click = |presses: &mut Presses<(usize, bool)>, at| {
        presses.judge(ms(at), &Typed::Pointed(HitArea::Answer), &Cards::default()) == Verdict::Act
    };
    let mut presses = Person::sits_down().presses;
    assert!(!click(&mut presses, 100), "the card has just come");
    assert!(click(&mut presses, 1000));
    assert!(!click(&mut presses, 1200), "a double click");
    presses.moved(ms(1900));
    assert!(!click(&mut presses, 2000), "aimed at what was there before");
    assert!(click(&mut presses, 3000));
}

#[test]
fn a_screen_that_nobody_saw_for_a_while_is_a_new_one() {
    let mut person = Person::sits_down();
    person.until(ms(1000));
    person.presses.forget();
    person.press(2000, key('y'));
    assert_eq!(person.leaves().card, 0);
}

proptest! {
    /// However keys come: no card is answered that was not on the screen for a moment before, in quiet.
    #[test]
    fn no_two_cards_are_answered_faster_than_anybody_looks(
        gaps in prop::collection::vec(prop_oneof![0u64..40, 0u64..300, 200u64..3000], 1..60),
        letters in prop::collection::vec(prop::char::range('a', 'c'), 60),
    ) {
        let mut person = Person::sits_down();
        let mut now = 0;
        for (gap, letter) in gaps.into_iter().zip(letters) {
            now += gap;
            person.press(now, key(letter));
        }
        person.until(ms(1_000_000));
        prop_assert_eq!(person.acted.len(), person.cards.card);
        for pair in [vec![ms(0)], person.acted].concat().windows(2) {
            prop_assert!(pair[1] >= pair[0] + QUIET, "{:?}", pair);
        }
    }

    #[test]
    fn a_key_with_alt_is_another_key(c in prop::char::range('a', 'z')) {
        let alt = KeyEvent::new(KeyCode::Char(c), KeyModifiers::ALT);
        prop_assert_eq!(acmove::tui::key_name::name(alt), format!("Alt-{c}"));
    }
}
