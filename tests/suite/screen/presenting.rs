//! What others see in a small or blurred picture of the screen: shapes that do not need their letters, and one key that enlarges the
//! essentials.

use acmove::{
    domain::index::EnvIx,
    engine::{beyond::Beyond, subject::Owner},
    tui::{draw::theme::Theme, hit_area::HitArea, route::Route},
    view::{
        letters::{Ink, Scale, cells},
        mark::Signs,
        pages::Page,
    },
};
use ratatui::{
    buffer::{Buffer, Cell},
    layout::Rect,
    style::{Color, Modifier},
};

use crate::harness::{
    scene::{Scene, page, text},
    story::{EDITIONS, FOUR, IP_ERROR, Story, message, roll_back},
};

const SIZES: [(u16, u16); 5] = [(60, 16), (80, 24), (100, 30), (140, 45), (200, 60)];

/// Production, of which nothing is known yet; with AAA; with BBB; with BBB where a publish has stopped everything; on its way back.
fn unknown() -> Story {
    Story::paused()
}

fn on_source() -> Story {
    let mut story = Story::paused();
    story.through("production/check-source").through("quality/check-source");
    story
}

fn on_target() -> Story {
    let mut story = Story::paused();
    story.through("production/check-target");
    story
}

fn stopped() -> Story {
    let mut story = Story::paused();
    story.before("production/republish").done("production/republish", message(IP_ERROR));
    story
}

fn rolling_back() -> Story {
    let mut story = stopped();
    story.grant(&roll_back());
    story
}

const PRODUCTION: usize = 3;

/// How much of a cell is inked, about: whatever the font is, letters are less than a filled cell, and blanks are nothing.
fn ink(cell: &Cell) -> f64 {
    let inked = match cell.symbol() {
        " " => 0.0,
        "\u{2588}" => 1.0,
        "\u{258c}" | "\u{2580}" | "\u{2584}" | "\u{2592}" => 0.5,
        "\u{2591}" => 0.25,
        "#" | "X" | "\u{2573}" | "\u{d7}" | "\u{25c4}" => 0.4,
        ":" | "." | "\u{b7}" | "\u{2502}" | "\u{2500}" => 0.1,
        _ => 0.2,
    };
    let is_filled = cell.modifier.contains(Modifier::REVERSED) || !matches!(cell.bg, Color::Reset);
    if is_filled { 1.0 - inked } else { inked }
}

/// An area at half the resolution: the ink of two by two cells each.
fn halved(buffer: &Buffer, area: Rect) -> Vec<f64> {
    let mut blocks = Vec::new();
    for y in (area.y..area.bottom()).step_by(2) {
        for x in (area.x..area.right()).step_by(2) {
            let block = Rect { x, y, width: 2, height: 2 }.intersection(area);
            blocks.push(block.positions().map(|at| ink(&buffer[at])).sum::<f64>() / 4.0);
        }
    }
    blocks
}

/// The panel of Production on the dashboard, without colors, at half the resolution.
fn panel(story: &Story, size: (u16, u16), signs: Signs) -> Vec<f64> {
    let scene = Scene::of(story, size);
    let mut theme = Theme::bundled("plain").unwrap();
    theme.signs = signs;
    let (buffer, drawn) = scene.draw(&theme);
    let is_own = |area: &&(Rect, HitArea)| area.1 == HitArea::Owner(Owner::Environment(EnvIx::new(PRODUCTION)));
    let (area, _) = drawn.hit_areas.iter().find(is_own).unwrap();
    halved(&buffer, *area)
}

/// How different two pictures are: the block in which they differ most.
fn difference(one: &[f64], other: &[f64]) -> f64 {
    one.iter().zip(other).map(|(one, other)| (one - other).abs()).fold(0.0, f64::max)
}

#[test]
fn the_code_of_a_panel_is_told_apart_by_its_shape_at_half_the_resolution() {
    for size in [(100, 30), (140, 45)] {
        for signs in [Signs::Unicode, Signs::Console] {
            let states = [
                ("AAA", on_source()),
                ("BBB", on_target()),
                ("unknown", unknown()),
                ("stopped", stopped()),
                ("rolling back", rolling_back()),
            ];
            let seen = states.each_ref().map(|(name, story)| (*name, panel(story, size, signs)));
            for (place, (name, one)) in seen.iter().enumerate() {
                for (other_name, other) in &seen[place + 1..] {
                    let apart = difference(one, other);
                    assert!(apart >= 0.12, "{name} and {other_name} at {size:?} {signs:?}: {apart}");
                }
            }
        }
    }
}

/// The enlarged screen of a story, with its areas.
fn enlarged(story: &Story, size: (u16, u16), signs: Signs) -> (String, Buffer, Vec<String>) {
    let mut scene = Scene::of(story, size);
    scene.press("Z");
    let mut theme = Theme::bundled("plain").unwrap();
    theme.signs = signs;
    let (buffer, drawn) = scene.draw(&theme);
    (text(&buffer), buffer, drawn.clipped)
}

#[test]
fn the_essentials_fill_the_screen_at_every_size_and_with_every_set_of_signs() {
    for size in SIZES {
        for signs in Signs::ALL {
            let (told, _, clipped) = enlarged(&stopped(), size, signs);
            for word in [
                "ACME",
                "STOPPED",
                "LifeTime",
                "Development",
                "Quality",
                "Production",
                "Intellectual Property error: Production",
                "YOU DECIDE",
                "roll back by",
            ] {
                assert!(told.contains(word), "{size:?} {signs:?} {word}:\n{told}");
            }
            assert_eq!(clipped, Vec::<String>::new(), "{size:?} {signs:?}:\n{told}");
            assert!(signs != Signs::Ascii || told.is_ascii(), "{told}");
        }
    }
    let mut settings = insta::Settings::clone_current();
    settings.set_prepend_module_to_snapshot(false);
    settings.set_snapshot_path("../../screens");
    settings.bind(|| {
        insta::assert_snapshot!("enlarged", enlarged(&stopped(), (80, 24), Signs::Unicode).0);
        insta::assert_snapshot!("enlarged-ascii", enlarged(&rolling_back(), (60, 16), Signs::Ascii).0);
    });
}

#[test]
fn codes_and_troubles_are_told_apart_at_half_the_resolution_of_the_enlarged_screen() {
    for size in SIZES {
        let states = [on_source(), on_target(), unknown(), stopped(), rolling_back()];
        let seen = states.each_ref().map(|story| {
            let (told, buffer, _) = enlarged(story, size, Signs::Unicode);
            // The name stands in the border of the tile.
            let named = told.lines().enumerate().find_map(|(y, line)| Some((y, line.split_once(" Production ")?.0)));
            let (y, before) = named.unwrap();
            let (x, y) = (u16::try_from(before.chars().count()).unwrap() - 1, u16::try_from(y).unwrap());
            let is_inside =
                |x: &u16| [" ", "\u{2588}", "\u{2592}", "\u{2580}", "\u{2584}"].contains(&buffer[(*x, y + 1)].symbol());
            let right = (x + 1..size.0).find(|x| !is_inside(x)).unwrap();
            let border = ["\u{256d}", "\u{2502}", "\u{2570}", "\u{2573}", "\u{25c4}"];
            let bottom = (y..size.1).take_while(|y| border.contains(&buffer[(x, *y)].symbol())).last().unwrap() + 1;
            halved(&buffer, Rect { x, y, width: right - x + 1, height: bottom - y })
        });
        for (place, one) in seen.iter().enumerate() {
            for other in &seen[place + 1..] {
                assert!(difference(one, other) >= 0.1, "{size:?}: {one:?} {other:?}");
            }
        }
        let dense = |blocks: &[f64]| blocks.iter().sum::<f64>() / f64::from(u32::try_from(blocks.len()).unwrap());
        assert!(dense(&seen[1]) > dense(&seen[0]) + 0.12, "{size:?}: BBB is filled, AAA is not");
    }
}

/// A company with so many environments, each with a serial number.
fn many(count: usize) -> String {
    let shop = |number: usize| format!("[[environment]]\nname = \"Shop {number:02}\"\nrole = \"test\"\n");
    let shops: Vec<String> = (0..count.saturating_sub(4)).map(shop).collect();
    FOUR.to_owned() + &shops.concat()
}

#[test]
fn many_environments_are_counted_and_those_in_trouble_named() {
    let mut story = Story::of(EDITIONS[0], &many(24));
    story.through("production/check-source");
    for size in SIZES {
        let (told, _, clipped) = enlarged(&story, size, Signs::Unicode);
        assert!(told.contains("of 24 env"), "{size:?}:\n{told}");
        assert_eq!(clipped, Vec::<String>::new(), "{size:?}:\n{told}");
    }
    let mut failed = Story::of(EDITIONS[0], &many(24));
    failed.before("production/republish").done("production/republish", message(IP_ERROR));
    for size in SIZES {
        let (told, ..) = enlarged(&failed, size, Signs::Unicode);
        assert!(told.contains("In trouble: Production"), "{size:?}:\n{told}");
    }
}

#[test]
fn the_same_key_goes_back_and_so_do_escape_and_enter() {
    for keys in ["Z Z", "Z Esc", "Z Enter"] {
        let mut scene = Scene::of(&on_target(), (80, 24));
        scene.press(keys);
        assert_eq!(scene.model.ui.route, Route::Dashboard, "{keys}");
    }
    let mut scene = Scene::of(&on_target(), (80, 24));
    scene.press("Z ?");
    assert!(scene.screen().contains("Keys of the screen you came from"), "{}", scene.screen());
    scene.press("Esc");
    assert_eq!(scene.model.ui.route, Route::Page(Page::Presenting));
    scene.press("Z :");
    assert_eq!(scene.model.ui.route, Route::Dashboard);
    scene.press("Esc Z :");
    assert_eq!(scene.model.ui.route, Route::Dashboard, "what is chosen there is done on the card, which is in sight");
}

#[test]
fn nothing_is_recorded_from_a_screen_that_hides_the_card() {
    let mut story = Story::paused();
    story.before("quality/check-target");
    let mut scene = Scene::of(&story, (80, 24));
    let before = scene.recorded().len();
    scene.press("Z");
    for key in ('a'..='z').chain('A'..='X').map(String::from) {
        if scene.model.ui.route == Route::Page(Page::Presenting) {
            scene.press(&key);
        } else {
            scene.press("Esc Esc");
            scene.model.ui.route = Route::Page(Page::Presenting);
        }
        assert_eq!(scene.recorded().len(), before, "{key}");
    }
    let mut scene = Scene::of(&story, (80, 24));
    scene.press("Z").paste(&page("QA7-1LT-Y6H-ZN0-3DF-V8P-2MX-W4J", "K2D.0QX.7LM.ZP4.A8S.1RT.WQ9.B3N", "Protected"));
    assert_eq!(scene.recorded().len(), before);
    assert_eq!(scene.model.ui.route, Route::Dashboard);
    assert!(scene.said().contains("Paste again"), "{}", scene.said());
    scene.paste(&page("QA7-1LT-Y6H-ZN0-3DF-V8P-2MX-W4J", "K2D.0QX.7LM.ZP4.A8S.1RT.WQ9.B3N", "Protected"));
    assert_eq!(scene.recorded().len(), before + 1, "{}", scene.said());
}

#[test]
fn a_rehearsal_says_so_and_behind_damage_no_code_is_known() {
    let mut rehearsal = Story::rehearsal(EDITIONS[0], FOUR);
    rehearsal.through("production/check-target");
    for size in SIZES {
        assert!(enlarged(&rehearsal, size, Signs::Unicode).0.contains("REHEARSAL"), "{size:?}");
    }
    let mut scene = Scene::of(&on_target(), (80, 24));
    scene.model.engine.session.beyond = Beyond::Damage { after: 3, whole: 0 };
    scene.press("Z");
    let told = scene.screen();
    assert!(told.contains("DAMAGED") && told.contains("\u{2592}\u{2592}"), "{told}");
}

#[test]
fn it_works_where_a_migration_is_only_looked_at() {
    let mut scene = Scene::of(&stopped(), (80, 24));
    scene.model.engine.session = scene.model.engine.session.clone().as_it_was();
    scene.press("Z");
    let told = scene.screen();
    assert!(told.contains("AS IT WAS") && told.contains("Next: Production: publishing ECT_Provider failed"), "{told}");
}

#[test]
fn large_letters_fit_their_scale_and_no_two_are_the_same() {
    let all: Vec<char> = ('A'..='Z').chain('0'..='9').chain(['?', ',']).collect();
    for (place, one) in all.iter().enumerate() {
        let drawn = cells(&one.to_string(), Scale::One);
        assert!(drawn.iter().flatten().any(|ink| *ink == Ink::Full), "{one}");
        for other in &all[place + 1..] {
            // A zero has its stroke, an O has none.
            assert_ne!(drawn, cells(&other.to_string(), Scale::One), "{one} {other}");
        }
    }
    for scale in [Scale::Half, Scale::One, Scale::Times(1), Scale::Times(3)] {
        let drawn = cells("BBB", scale);
        assert_eq!((drawn.len(), drawn[0].len()), (scale.height(), scale.width("BBB")));
    }
    assert_eq!(Scale::fitting("BBB", 17, 5, true), Some(Scale::One));
    assert_eq!(Scale::fitting("BBB", 17, 3, true), Some(Scale::Half));
    assert_eq!(Scale::fitting("BBB", 17, 3, false), None);
    assert_eq!(Scale::fitting("BBB", 16, 50, true), None);
}
