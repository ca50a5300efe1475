//! Pages and ends without `PgUp`, `PgDn`, `Home` and `End`: some keyboards have none, and some terminals keep them for themselves.

use acmove::{
    setup::{Field, SetupPage, form::Form},
    tui::{message::Typed, welcome::Menu},
};

use super::{
    screens::{SCREENS, scene},
    setup::{press, whole},
};
use crate::harness::scene::{SIZES, parse};

/// Each key, and the one that stands for it.
const KEYS: [(&str, &str); 4] = [("PgUp", "Ctrl-b"), ("PgDn", "Ctrl-f"), ("Home", "Ctrl-a"), ("End", "Ctrl-e")];

#[test]
fn on_every_screen_the_other_key_does_the_same() {
    let mut moved = 0;
    for screen in SCREENS {
        for (way, (key, other)) in KEYS.into_iter().enumerate() {
            // Where there is something to go up to.
            let before = if way % 2 == 0 { "Down Down Down Down Down" } else { "" };
            let after = |key: &str| {
                let mut scene = scene(screen, SIZES[0]);
                scene.press(before);
                let then = scene.screen();
                let now = scene.press(key).screen();
                (now != then, now)
            };
            let (is_moved, shown) = after(key);
            assert_eq!(after(other).1, shown, "{}: {other}", screen.0);
            moved += usize::from(is_moved);
        }
    }
    assert!(moved > 20, "{moved}");
}

#[test]
fn in_a_list_and_in_the_set_up_too() {
    let lines = (0..30).map(|n| (format!("migration {n}"), String::new())).collect();
    let mut menu = Menu::new("what?", lines);
    for (keys, selected) in [("Ctrl-f", 10), ("Ctrl-f", 20), ("Ctrl-b", 10), ("Ctrl-e", 29), ("Ctrl-a", 0)] {
        for key in parse(keys) {
            assert_eq!(menu.typed(&Typed::Key(key)), None);
        }
        assert_eq!(menu.selected, selected, "{keys}");
    }
    let mut form = Form::new(whole(), SetupPage::Infrastructure);
    press(&mut form, "Ctrl-f");
    assert_eq!(form.page, SetupPage::Environments);
    press(&mut form, "Ctrl-b");
    assert_eq!(form.page, SetupPage::Infrastructure);
}

#[test]
fn in_a_field_of_text_they_are_its_beginning_and_end_and_with_ctrl_no_letter_answers() {
    let mut form = Form::new(whole(), SetupPage::Infrastructure);
    press(&mut form, "\"bc\" Ctrl-a \"a\" Ctrl-e \"d\"");
    assert!(form.input.value().starts_with('a') && form.input.value().ends_with("bcd"), "{}", form.input.value());
    let mut form = Form::new(whole(), SetupPage::Requirements);
    let before = form.setup.answers.clone();
    press(&mut form, "Ctrl-n Ctrl-y");
    assert_eq!(form.setup.answers, before);
    press(&mut form, "n");
    assert_eq!(form.setup.chosen(Field::Requirement(0)), Some(1));
}
