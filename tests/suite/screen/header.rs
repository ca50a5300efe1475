//! The header in every kept migration after every record: state, direction, and the way back tell one story; Production is never hidden.

use std::{fs, path::Path};

use acmove::{
    domain::{
        infrastructure::{Role, Side},
        outlook::State,
        run::Course,
    },
    engine::session::Session,
    runtime::folder,
    tui::{
        draw::{
            self,
            theme::{Depth, Theme, names},
        },
        overlay::{Picker, PickerKind},
        palette::is_grave,
        update::Model,
    },
    view::{
        mark::Signs,
        panel::Panel,
        state_row::{Loudness, state_row},
        text::{Tone, columns},
        way_back::WayBack,
    },
};
use ratatui::{
    buffer::Buffer,
    layout::Rect,
    style::{Modifier, Style},
};

use crate::{
    harness::scene::{SIZES, Scene, text},
    screen::screens::{SCREENS, half_way, rolling_back, stopped, told},
};

/// Every state that a kept migration was in, and those of the other screens; read once for all sizes.
fn every_state(sizes: &[(u16, u16)], mut check: impl FnMut(&str, &Model)) {
    let kept = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/journals");
    let stories = fs::read_dir(kept).unwrap().map(|entry| entry.unwrap().path()).filter(|path| path.is_dir());
    for story in stories {
        let name = story.file_name().unwrap().to_string_lossy().into_owned();
        let look = |record: &acmove::domain::record::Record<_>, run: &acmove::domain::run::Run| {
            let session = Session::of(run.clone(), String::new());
            for size in sizes {
                let model = Model::new(session.clone(), *size, record.at);
                check(&format!("{name} {} {size:?}", record.seq), &model);
            }
        };
        folder::replay(&story, look).unwrap();
    }
    for screen in SCREENS {
        for size in sizes {
            check(&format!("{} {size:?}", screen.0), &Scene::of(&told(screen), *size).model);
        }
    }
}

fn drawn(model: &Model, theme: &Theme) -> Buffer {
    let (width, height) = model.ui.size;
    let area = Rect::new(0, 0, width, height);
    let mut buffer = Buffer::empty(area);
    draw::draw(model.shown(), &model.ui, theme, area, &mut buffer);
    buffer
}

fn dark(signs: Signs) -> Theme {
    let mut theme = Theme::bundled("dark").unwrap();
    theme.signs = signs;
    theme
}

#[test]
fn the_arrow_the_phases_and_the_line_about_the_rollback_agree_with_the_course() {
    let themes = Signs::ALL.map(|signs| (signs, dark(signs)));
    every_state(&[(100, 30)], |name, model| {
        let run = &model.shown().run;
        for (signs, theme) in &themes {
            let text = text(&drawn(model, theme));
            let rows: Vec<&str> = text.lines().collect();
            let is_back = matches!(run.course, Course::Back { .. });
            assert_eq!(rows[1].contains(signs.arrow(true)), is_back, "{name}:\n{text}");
            assert_eq!(rows[1].contains(signs.arrow(false)), !is_back, "{name}:\n{text}");
            assert_eq!(rows[3].contains("Rollback"), is_back, "{name}:\n{text}");
            let line = rows.iter().find(|row| row.starts_with(" Rollback: ")).unwrap_or_else(|| panic!("{text}"));
            let said = ["restored", " to go", " verified"].iter().any(|word| line.contains(word));
            assert_eq!(said, is_back && !line.contains("given up"), "{name}: {line}");
            assert!(line.trim_end().trim_end_matches(" details").ends_with('R'), "{name}: {line}");
        }
    });
}

#[test]
fn the_line_about_the_rollback_is_good_only_where_nothing_is_missing() {
    every_state(&[(100, 30)], |name, model| {
        let session = model.shown();
        let way = WayBack::of(session);
        let words = &way.spellings[0];
        let is_bad = words.contains("NOT READY") || words.contains("WITHOUT");
        assert_eq!(is_bad, way.tone == Tone::Bad, "{name}: {words}");
        let is_back = matches!(session.run.course, Course::Back { .. });
        let is_all = is_back && ["all ", "both ", "restored "].iter().any(|word| words.starts_with(word));
        assert!(!is_all || way.tone == Tone::Good, "{name}: {words}");
    });
}

#[test]
fn the_row_of_a_stopped_migration_is_an_alarm_over_its_full_width_in_every_theme() {
    let story = stopped();
    for (name, depth) in names().into_iter().flat_map(|name| [(name, Depth::Many), (name, Depth::Sixteen)]) {
        let mut theme = Theme::bundled(name).unwrap();
        theme.depth = depth;
        for size in SIZES {
            let model = Scene::of(&story, size).model;
            let buffer = drawn(&model, &theme);
            let row = &buffer.content[..usize::from(size.0)];
            let alarm = Style::reset().patch(theme.alarm());
            for cell in row {
                assert_eq!(cell.bg, alarm.bg.unwrap(), "{name} {size:?}: {cell:?}");
                assert!(cell.modifier.contains(theme.alarm().add_modifier), "{name} {size:?}: {cell:?}");
            }
            let text: String = row.iter().map(ratatui::buffer::Cell::symbol).collect();
            assert!(text.starts_with(" \u{2717} STOPPED  ACME"), "{text}");
        }
    }
}

#[test]
fn the_row_is_loud_where_something_waits_and_calm_on_the_way() {
    every_state(&SIZES[1..2], |name, model| {
        let session = model.shown();
        let row = state_row(session, model.ui.now);
        match session.state_at(model.ui.now) {
            State::Stopped => assert_eq!(row.loudness, Loudness::Alarm, "{name}"),
            State::Held => assert_eq!(row.loudness, Loudness::Warning, "{name}"),
            State::Preparing
            | State::Running
            | State::RollingBack
            | State::Done
            | State::RolledBack
            | State::Abandoned => assert_ne!(row.loudness, Loudness::Alarm, "{name}"),
        }
    });
}

#[test]
fn production_is_in_sight_on_every_screen_or_counted() {
    let theme = dark(Signs::Unicode);
    every_state(&[(60, 16), (80, 24), (100, 30), (140, 45), (200, 60)], |name, model| {
        let run = &model.shown().run;
        let text = text(&drawn(model, &theme));
        let strip = text.lines().nth(if model.ui.size.1 >= 30 { 2 } else { 1 }).unwrap();
        let production = run.every_environment().map(|place| run.described(place));
        let names: Vec<&str> =
            production.filter(|one| one.role == Role::Production).map(|one| one.name.as_str()).collect();
        let is_shown = names.iter().all(|name| strip.contains(name)) || strip.contains("production");
        assert!(is_shown || names.is_empty(), "{name}: {strip}");
    });
}

#[test]
fn the_strip_keeps_a_margin_and_the_phases_say_how_many_are_to_come() {
    let theme = dark(Signs::Unicode);
    every_state(&[(80, 24), (100, 30), (140, 45)], |name, model| {
        let run = &model.shown().run;
        let text = text(&drawn(model, &theme));
        let rows: Vec<&str> = text.lines().collect();
        let (strip, phases) = if model.ui.size.1 >= 30 { (rows[2], rows[3]) } else { (rows[1], rows[2]) };
        assert!(columns(strip) < usize::from(model.ui.size.0), "{name}: {strip}");
        let count = run.procedure.phases.len();
        let is_forth = run.course == Course::Forward && !model.shown().outlook.state.is_final();
        if is_forth && model.shown().outlook.phase(run) + 1 < count {
            let says = phases.contains(&run.phase(count - 1).title) || phases.contains("to come");
            assert!(says, "{name}: {phases}");
        }
    });
}

#[test]
fn nothing_waits_for_a_phase_that_it_has_done() {
    every_state(&[(100, 30)], |name, model| {
        let session = model.shown();
        let run = &session.run;
        for place in run.every_environment() {
            let word = Panel::of(session, place).step.word;
            for phase in 0..run.procedure.phases.len() {
                let own = || run.plan.steps_of(Some(place)).iter().filter(|step| run.planned(**step).phase == phase);
                let is_done = own().next().is_some() && !own().any(|step| session.outlook.standing(*step).is_left());
                let waits = word == format!("waits for {}", run.phase(phase).title);
                assert!(!(waits && is_done), "{name} {}: {word}", run.described(place).name);
            }
        }
    });
}

#[test]
fn nothing_is_said_of_a_mixture_louder_than_of_a_stopped_migration() {
    let mixed = |story: &crate::harness::story::Story| Scene::of(story, (100, 30)).screen();
    assert!(mixed(&half_way()).contains("mixed, as planned"), "{}", mixed(&half_way()));
    assert!(mixed(&rolling_back()).contains("mixed, rolling back"), "{}", mixed(&rolling_back()));
    let mut story = crate::harness::story::Story::paused();
    story.before("development/check-target");
    let page = story.page(1, Side::Target, "Blocked");
    story.done("development/check-target", crate::harness::story::show(page));
    assert!(mixed(&story).contains("MIXED"), "{}", mixed(&story));
}

#[test]
fn the_list_of_all_actions_never_offers_first_what_decides_too_much() {
    every_state(&SIZES[1..2], |name, model| {
        let items = Picker::new(PickerKind::All).items(model.shown(), &model.ui);
        let first = items.first().unwrap_or_else(|| panic!("{name}: nothing can be done"));
        assert!(!is_grave(first.action), "{name}: {first:?}");
        assert!(items.iter().all(|item| item.is_available), "{name}");
        let last = items.iter().position(|item| is_grave(item.action)).unwrap_or(items.len());
        assert!(items[last..].iter().all(|item| is_grave(item.action)), "{name}");
    });
}

#[test]
fn a_stop_is_lifted_by_words_in_full_only() {
    let mut scene = Scene::of(&stopped(), (100, 30));
    scene.press("l \"Support said so\" Enter \"x\" Enter");
    assert_eq!(scene.model.engine.session.outlook.state, State::Stopped);
    assert!(scene.screen().contains("continue anyway"), "{}", scene.screen());
    scene.press("Backspace \"continue anyway\" Enter");
    assert_ne!(scene.model.engine.session.outlook.state, State::Stopped, "{}", scene.screen());
}

#[test]
fn badges_of_the_two_codes_differ_in_their_shape_in_every_theme() {
    let tones = [Tone::Good, Tone::Claimed, Tone::Bad, Tone::Caution, Tone::Quiet];
    for (name, depth) in names().into_iter().flat_map(|name| [(name, Depth::Many), (name, Depth::Sixteen)]) {
        let mut theme = Theme::bundled(name).unwrap();
        theme.depth = depth;
        for tone in tones {
            let shape = |side| {
                let style = theme.badge(side, tone);
                (style.bg, style.add_modifier.contains(Modifier::REVERSED))
            };
            assert_ne!(shape(Side::Source), shape(Side::Target), "{name} {depth:?} {tone:?}");
        }
    }
}
