//! Every page of the set-up at three sizes, as a person sees it.

use std::sync::Arc;

use acmove::{
    domain::infrastructure::Role,
    setup::{Button, EnvironmentAnswers, Field, OlderCodes, Setup, SetupPage, TabStop, form::Form},
    tui::{
        draw::{self, Drawn, theme::Theme},
        layout::SMALLEST,
    },
    view::mark::Signs,
};
use ratatui::{buffer::Buffer, layout::Rect, style::Color};

use crate::{
    harness::scene::{SIZES, text},
    screen::{
        setup::{
            SOURCE, TARGET,
            optional::{Somewhere, older},
            press, setup, whole,
        },
        signs::not_shown,
    },
};

/// A page: what it is called, what was answered before, the page that is open, and the keys that lead to it.
type Screen = (&'static str, fn() -> Setup, SetupPage, &'static str);

const SCREENS: &[Screen] = &[
    ("setup-begin", setup, SetupPage::Infrastructure, ""),
    ("setup-wrong", half, SetupPage::Infrastructure, "Tab Tab \"K2D.0Q_X\""),
    ("setup-same", half, SetupPage::Infrastructure, "Tab Tab \"8RV.WLK.3CO.BL2.IQC.MNO.QJ3.GUT\""),
    (
        "setup-environments",
        whole,
        SetupPage::Environments,
        "Down Down Tab Tab \"https://qa.acme.example/Serv iceCenter\"",
    ),
    (
        "setup-removed",
        whole,
        SetupPage::Environments,
        "Down Ctrl-d Shift-Tab Shift-Tab Shift-Tab Shift-Tab Shift-Tab Shift-Tab",
    ),
    ("setup-many", many, SetupPage::Environments, "Up Up Up Up Up Up Up"),
    ("setup-window", whole, SetupPage::Window, "\"2026-11-28 22:00\" Tab \"2026-11-28 21:00\" Tab"),
    ("setup-optional", optional, SetupPage::Optional, "Tab Ctrl-u \"http://lt.acme.example\" Tab Tab"),
    ("setup-taken-over", taken_over, SetupPage::Environments, "Down Tab"),
    ("setup-optional-taken-over", taken_over, SetupPage::Optional, "Tab Tab Tab Tab Tab Tab Right"),
    ("setup-edition", whole, SetupPage::Edition, "Down"),
    ("setup-many-requirements", questioned, SetupPage::Requirements, "y y n"),
    ("setup-no", whole, SetupPage::Requirements, "Down n"),
    ("setup-missing", half, SetupPage::Review, "Down"),
    ("setup-review", whole, SetupPage::Review, "Down"),
    ("setup-review-optional", optional, SetupPage::Review, ""),
];

fn half() -> Setup {
    let mut setup = setup();
    setup
        .put(Field::Name, "\u{6f22}\u{5b57} and a name that goes on and on, until no one reads it to its end any more");
    setup.put(Field::Source, SOURCE);
    setup
}

/// Everything optional is answered, and no variable is set.
fn optional() -> Setup {
    let mut setup = whole().on(Arc::new(Somewhere), Some("~/Downloads".to_owned()), Vec::new());
    for (field, text) in [
        (Field::LifeTime, "https://lifetime.acme.example"),
        (Field::Portal, "https://portal.acme.example/licensing"),
        (Field::Contact, "Anna Silva, +351 555 0100"),
    ] {
        setup.put(field, text);
    }
    setup
}

/// An older migration was taken over, with its commands.
fn taken_over() -> Setup {
    let mut setup = setup().on(Arc::new(Somewhere), None, Vec::new());
    setup.take_over(&older(OlderCodes::Moved));
    setup
}

/// Requirements, and two things that look like a mistake.
fn questioned() -> Setup {
    let mut setup = whole();
    setup.answers.environments[3].role = Some(Role::Test);
    setup.put(Field::Start, "2028-11-28 22:00");
    setup.put(Field::End, "2028-11-29 02:00");
    setup.answers.requirements.clear();
    setup
}

fn many() -> Setup {
    let mut setup = whole();
    for n in 1..=196 {
        let mut site = EnvironmentAnswers::new(&format!("Branch {n:03} with a long name"), Role::Production);
        site.serial =
            if n % 7 == 0 { "half-A-serial".to_owned() } else { format!("{n:03}-NMO-IL5-OYI-9SO-LCU-4SQ-QUT") };
        setup.answers.environments.push(site);
    }
    setup
}

fn shown(screen: &Screen) -> Form {
    let mut form = Form::new(screen.1(), screen.2);
    press(&mut form, screen.3);
    form
}

fn drawn(form: &Form, theme: &Theme, (width, height): (u16, u16)) -> (Buffer, Drawn) {
    let area = Rect::new(0, 0, width, height);
    let mut buffer = Buffer::empty(area);
    let drawn = draw::setup::form(form, theme, area, &mut buffer);
    (buffer, drawn)
}

fn theme(name: &str) -> Theme {
    Theme::bundled(name).unwrap()
}

#[test]
fn every_page_looks_as_it_was_looked_at() {
    let mut settings = insta::Settings::clone_current();
    settings.set_prepend_module_to_snapshot(false);
    settings.set_snapshot_path("../../screens");
    settings.set_omit_expression(true);
    let dark = theme("dark");
    settings.bind(|| {
        for screen in SCREENS {
            let form = shown(screen);
            let at = |size: (u16, u16)| format!("{} x {}\n{}", size.0, size.1, text(&drawn(&form, &dark, size).0));
            insta::assert_snapshot!(screen.0, SIZES.map(at).join("\n"));
        }
    });
}

#[test]
fn there_are_no_signs_but_those_of_the_set() {
    let mut theme = theme("dark");
    for screen in SCREENS {
        for size in SIZES {
            theme.signs = Signs::Ascii;
            let ascii = text(&drawn(&shown(screen), &theme, size).0);
            assert!(ascii.is_ascii(), "{}:\n{ascii}", screen.0);
            theme.signs = Signs::Console;
            let console = text(&drawn(&shown(screen), &theme, size).0);
            assert_eq!(not_shown(&console), "", "{}:\n{console}", screen.0);
        }
    }
}

#[test]
fn requirements_that_scroll_say_how_many_more_there_are() {
    for size in [(80, 24), (60, 16)] {
        let mut form = Form::new(questioned(), SetupPage::Requirements);
        for place in 0..5 {
            let rows = text(&drawn(&form, &theme("dark"), size).0);
            let numbers: Vec<usize> = (1..=5).filter(|number| rows.contains(&format!(" {number}. "))).collect();
            assert!(numbers.contains(&(place + 1)), "{size:?} {place}:\n{rows}");
            let (first, last) = (numbers[0], numbers[numbers.len() - 1]);
            for (sign, count) in [('\u{2191}', first - 1), ('\u{2193}', 5 - last)] {
                let said = rows.contains(&format!("{sign} {count} more"));
                assert_eq!(said, count > 0, "{size:?} {place} {sign}{count}:\n{rows}");
            }
            press(&mut form, "Down");
        }
    }
}

#[test]
fn pages_that_are_near_have_their_names_where_there_is_no_room_for_all() {
    for (page, named, numbered) in [
        (SetupPage::Infrastructure, &["Infrastructure", "Environments", "Edition"][..], &[" 6 ", " 7"][..]),
        (SetupPage::Review, &["Environments", "Review"], &[" 1 "]),
    ] {
        let rows = text(&drawn(&Form::new(whole(), page), &theme("dark"), (80, 24)).0);
        let strip = format!("{} ", rows.lines().nth(1).unwrap());
        assert!(named.iter().chain(numbered).all(|word| strip.contains(word)), "{strip}");
    }
}

#[test]
fn without_colour_there_is_none_and_nothing_is_lost() {
    for screen in SCREENS {
        let form = shown(screen);
        let (plain, _) = drawn(&form, &theme("plain"), SIZES[1]);
        assert!(plain.content.iter().all(|cell| cell.fg == Color::Reset && cell.bg == Color::Reset), "{}", screen.0);
        assert_eq!(text(&plain), text(&drawn(&form, &theme("dark"), SIZES[1]).0), "{}", screen.0);
    }
}

#[test]
fn everything_that_is_answered_or_pressed_can_be_pointed_at() {
    for screen in SCREENS {
        for size in SIZES {
            let form = shown(screen);
            let (buffer, drawn) = drawn(&form, &theme("dark"), size);
            let hit_areas: Vec<String> = drawn.hit_areas.iter().map(|(_, spot)| format!("{spot:?}")).collect();
            let has = |stop: TabStop| hit_areas.contains(&format!("Setup({stop:?})"));
            for page in SetupPage::ALL {
                assert!(has(TabStop::Page(page)), "{} {size:?} {page:?}", screen.0);
            }
            for button in form.buttons() {
                assert!(has(TabStop::Button(button)), "{} {size:?} {button:?}", screen.0);
            }
            let is_shown = has(form.at) || form.at.field() == Some(Field::Edition);
            assert!(is_shown, "{} {size:?}: where one is, is in sight", screen.0);
            for (area, spot) in &drawn.hit_areas {
                assert_eq!(area.intersection(buffer.area), *area, "{} {size:?} {spot:?}", screen.0);
            }
        }
    }
}

#[test]
fn no_size_breaks_any_page_and_one_that_is_too_small_says_so() {
    let dark = theme("dark");
    for screen in SCREENS {
        let form = shown(screen);
        for width in [60, 61, 79, 99, 200, 300] {
            for height in [16, 17, 19, 20, 29, 60] {
                let (_, drawn) = drawn(&form, &dark, (width, height));
                assert!(drawn.cursor.is_none_or(|(x, y)| x < width && y < height), "{} {width}x{height}", screen.0);
            }
        }
        for size in [(SMALLEST.0 - 1, 16), (60, SMALLEST.1 - 1), (1, 1), (0, 0)] {
            assert!(drawn(&form, &dark, size).1.hit_areas.is_empty());
        }
    }
}

#[test]
fn the_review_shows_both_codes_and_production_before_it_is_started() {
    for size in SIZES {
        let form = Form::new(whole(), SetupPage::Review);
        assert_eq!(form.at, TabStop::Button(Button::Start));
        let text = text(&drawn(&form, &theme("dark"), size).0);
        for word in [SOURCE, TARGET, "LifeTime", "Development", "Quality", "Production", "Enter start"] {
            assert!(text.contains(word), "{size:?} {word}:\n{text}");
        }
    }
}

#[test]
fn on_a_high_screen_the_review_shows_the_file_below_the_answers() {
    let form = Form::new(whole(), SetupPage::Review);
    for (size, is_shown) in [((140, 45), true), ((200, 60), true), ((100, 30), false), ((80, 24), false)] {
        let text = text(&drawn(&form, &theme("dark"), size).0);
        assert_eq!(text.contains("This is written to infrastructure.toml:"), is_shown, "{size:?}:\n{text}");
        let below = text.lines().position(|row| row.contains("Start"));
        assert!(below.is_some(), "{text}");
    }
}

#[test]
fn of_many_environments_each_is_in_sight_before_start_is_selected() {
    for size in SIZES {
        let mut setup = many();
        setup.answers.environments.iter_mut().for_each(|site| site.serial.clear());
        let mut form = Form::new(setup, SetupPage::Review);
        let mut seen = String::new();
        let mut presses = 0;
        while form.at == TabStop::Summary {
            let text = text(&drawn(&form, &theme("dark"), size).0);
            assert!(text.contains(" more") || text.contains('\u{2191}'), "{size:?}:\n{text}");
            seen.push_str(&text);
            presses += 1;
            press(&mut form, "Enter");
        }
        assert_eq!(form.at, TabStop::Button(Button::Start), "{size:?} {presses}");
        for number in 1..=196 {
            assert!(seen.contains(&format!("Branch {number:03}")), "{size:?} {number}");
        }
    }
}

#[test]
fn the_review_shows_the_file_by_a_key_and_the_table_by_it_again() {
    let mut form = Form::new(whole(), SetupPage::Review);
    let shown = |form: &Form| text(&drawn(form, &theme("dark"), SIZES[1]).0);
    let table = shown(&form);
    press(&mut form, "f");
    assert!(shown(&form).contains("[[environment]]") && !table.contains("[[environment]]"));
    press(&mut form, "f");
    assert_eq!(shown(&form), table);
}
