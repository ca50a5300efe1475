//! Wide screens: the night agrees with the chronicle, what happened is beside the card, and no card is emptier than it may be.

use std::{
    fs,
    path::{Path, PathBuf},
    sync::Arc,
};

use acmove::{
    domain::{
        chronicle::{Chronicle, Shift},
        event::Event,
        index::EnvIx,
        infrastructure::Side,
        record::Record,
        run::{Course, Holding},
    },
    engine::{session::Session, subject::Subject},
    report::data::Recorded,
    runtime::folder,
    tui::{
        dashboard::{Dashboard, PageView},
        draw::{self, theme::Theme},
        layout::card_columns,
        route::Route,
        update::Model,
    },
    view::{
        mark::Signs,
        night::{Doing, Night, Paused},
        pages::Page,
        schedule::schedule,
        timeline_chart::Code,
        times::Moment,
    },
};
use jiff::{SignedDuration, Timestamp, tz::TimeZone};
use ratatui::{buffer::Buffer, layout::Rect};

use super::screens::{SCREENS, half_way, many, scene, stopped, to_check};
use crate::harness::{
    scene::{Scene, text},
    story::{EDITIONS, FOUR, Story},
};

/// Sizes with a second column.
const WIDE: [(u16, u16); 4] = [(120, 30), (130, 40), (140, 45), (200, 60)];

/// The folders of all kept stories.
fn kept() -> Vec<PathBuf> {
    let kept = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/journals");
    let entries = fs::read_dir(kept).unwrap().map(|entry| entry.unwrap().path());
    let mut folders: Vec<PathBuf> = entries.filter(|path| path.is_dir()).collect();
    folders.sort();
    folders
}

/// Every moment of a story, with the chronicle as the report computes it.
fn every_moment(story: &Path, mut look: impl FnMut(&Session, &Chronicle)) {
    let mut facts: Vec<(Record<Event>, Chronicle)> = Vec::new();
    let mut recorded = Recorded::default();
    let migration = folder::replay(story, |record, run| {
        recorded.take(record, run);
        facts.push((record.clone(), recorded.chronicle.clone()));
    })
    .unwrap();
    let procedure = Arc::clone(&migration.session.run.procedure);
    let mut session = Session::begin(procedure, &facts[0].0, "kept".to_owned()).unwrap();
    look(&session, &facts[0].1);
    for (fact, chronicle) in &facts[1..] {
        session.recorded(fact).unwrap();
        look(&session, chronicle);
    }
    assert_eq!(migration.session.history, session.history, "read from a folder, it is the same: {}", story.display());
}

/// The license of a lane at a moment, as the chronicle has it.
fn code_at(shifts: &[Shift], at: Timestamp) -> Code {
    let Some(shift) = shifts.iter().rfind(|shift| shift.at <= at) else { return Code::Unknown };
    match shift.license.holding {
        Holding::Side(Side::Source, _) => Code::Source,
        Holding::Side(Side::Target, _) => Code::Target,
        Holding::Foreign => Code::Foreign,
        Holding::Unknown if shift.license.target_possible => Code::MayBeTarget,
        Holding::Unknown => Code::Unknown,
    }
}

#[test]
fn lanes_say_in_every_column_what_the_chronicle_says_of_its_minutes() {
    let mut columns = 0;
    for story in kept() {
        every_moment(&story, |session, chronicle| {
            assert_eq!(session.history.chronicle, *chronicle, "{}", story.display());
            for (wide, later) in [(34, 0), (71, 3)] {
                let at = session.run.latest + SignedDuration::from_mins(later);
                let night = Night::of(session, &Moment::of(session, at, Some(&TimeZone::UTC)), wide);
                let now = if session.outlook.state.is_final() { session.run.latest } else { at };
                for (lane, shifts) in night.lanes.iter().zip(&chronicle.licenses) {
                    assert_eq!(lane.len(), wide);
                    for (column, cell) in lane.iter().enumerate().take(night.axis.past()) {
                        let (_, end) = night.axis.times(column).unwrap();
                        let last = (end - SignedDuration::from_nanos(1)).min(now);
                        assert_eq!(cell.code, Some(code_at(shifts, last)), "{} {column}", story.display());
                        columns += 1;
                    }
                }
            }
        });
    }
    assert!(columns > 10_000, "{columns}");
}

#[test]
fn the_line_for_now_is_at_now_and_only_a_forecast_is_after_it() {
    for story in kept() {
        every_moment(&story, |session, _| {
            let at = session.run.latest + SignedDuration::from_mins(2);
            let night = Night::of(session, &Moment::of(session, at, Some(&TimeZone::UTC)), 50);
            let axis = night.axis;
            assert_eq!(axis.now().is_some(), !session.outlook.state.is_final());
            let now = axis.now().map_or(session.run.latest, |_| at);
            let (from, to) = axis.times(axis.past() - 1).unwrap();
            assert!(from <= now && now < to, "{}: {from} {now} {to}", story.display());
            assert_eq!(axis.now().map(|line| axis.times(line)), axis.now().map(|_| None));
            let after = axis.past();
            for lane in &night.lanes {
                assert!(lane[..after].iter().all(|cell| cell.code.is_some() && cell.doing != Doing::Forecast));
                let is_forecast = |cell: &acmove::view::night::Cell| {
                    cell.code.is_none() && matches!(cell.doing, Doing::Nothing | Doing::Forecast)
                };
                assert!(lane[after..].iter().all(is_forecast), "{}", story.display());
                assert!(axis.now().is_none_or(|line| lane[line].doing == Doing::Nothing));
            }
            assert!(night.paused[..after].iter().all(|paused| *paused != Paused::Forecast));
            assert!(night.paused[after..].iter().all(|paused| *paused != Paused::Yes));
        });
    }
}

#[test]
fn what_is_left_is_scheduled_one_after_the_other_and_takes_as_long_as_the_clocks_say() {
    for story in kept() {
        every_moment(&story, |session, _| {
            let now = session.run.latest;
            let coming = schedule(session, now);
            assert!(coming.windows(2).all(|pair| pair[0].to == pair[1].from));
            if let (Some(first), Some(last)) = (coming.first(), coming.last()) {
                assert_eq!(first.from, now);
                assert_eq!(
                    last.to.duration_since(now),
                    session.outlook.careful_rest(&session.run),
                    "{}",
                    story.display()
                );
            }
        });
    }
}

#[test]
fn a_rollback_is_told_to_take_as_long_when_it_has_started_as_before() {
    let mut started = 0;
    for story in kept() {
        let mut before = None;
        every_moment(&story, |session, _| {
            let is_back = matches!(session.run.course, Course::Back { .. });
            let told = session.outlook.careful_rest(&session.run);
            if let (Some(before), true, false) = (before, is_back, session.outlook.state.is_final()) {
                assert_eq!(told, before, "{}", story.display());
                started += 1;
            }
            let is_next = !is_back && session.run.restored().next().is_some();
            before = is_next.then_some(session.outlook.rollback);
        });
    }
    assert!(started > 2, "{started}");
}

#[test]
fn only_wide_screens_have_a_second_column() {
    for size in [(60, 16), (80, 24), (100, 30), (119, 45), (120, 23)] {
        let scene = Scene::of(&half_way(), size);
        assert_eq!(card_columns(size), size.0);
        assert!(!scene.screen().contains("The night"), "{}", scene.screen());
    }
    for size in WIDE {
        let scene = Scene::of(&half_way(), size);
        let text = scene.screen();
        let all = format!("T all {}", scene.facts.len());
        assert!(text.contains("The night") && text.contains("What happened") && text.contains(&all), "{text}");
        assert!(text.contains("paused") && text.contains("now 2") && text.contains("forecast"), "{text}");
    }
}

#[test]
fn the_night_is_drawn_in_every_set_of_signs_and_told_apart_without_color() {
    for (signs, work, code, line) in
        [(Signs::Unicode, "▄", "━", "┃"), (Signs::Console, "▄", "═", "│"), (Signs::Ascii, "#", "=", "|")]
    {
        let mut theme = Theme::bundled("plain").unwrap();
        theme.signs = signs;
        let text = Scene::of(&stopped(), (140, 45)).drawn(&theme);
        let lane = text.lines().find(|row| row.contains("LifeTime") && row.contains(code) && row.contains(work));
        assert!(lane.is_some_and(|lane| lane.contains(line)), "{signs:?}\n{text}");
    }
}

#[test]
fn of_many_environments_those_around_the_one_that_is_looked_at_have_a_lane() {
    let mut scene = Scene::of(&many(), (140, 45));
    let more = |scene: &Scene| scene.screen().lines().any(|row| row.contains("more") && row.contains('│'));
    if scene.screen().contains("The night") {
        assert!(more(&scene), "{}", scene.screen());
    }
    scene.press("Tab Tab Tab");
    assert!(scene.draw(&Theme::bundled("dark").unwrap()).1.clipped.is_empty());
}

#[test]
fn what_happened_says_the_newest_first_and_a_cut_has_a_sign() {
    let scene = Scene::of(&to_check(), (140, 45));
    let text = scene.screen();
    let at =
        |words: &str| text.lines().position(|row| row.contains(words)).unwrap_or_else(|| panic!("{words}\n{text}"));
    assert!(
        at("What happened") < at("BBB upload reported") && at("BBB upload reported") < at("BBB file kept"),
        "{text}"
    );
    let mut noted = to_check();
    noted
        .wish(&acmove::domain::command::Command::Note { about: None, text: "a note that is long ".repeat(9) })
        .unwrap();
    let text = Scene::of(&noted, (140, 45)).screen();
    assert!(text.lines().any(|row| row.contains("note: a note that is") && row.trim_end().ends_with('…')), "{text}");
}

#[test]
fn the_infrastructure_is_drawn_as_in_the_article() {
    for signs in Signs::ALL {
        let mut theme = Theme::bundled("dark").unwrap();
        theme.signs = signs;
        let text = Scene::of(&half_way(), (140, 45)).drawn(&theme);
        let below = text
            .lines()
            .skip(4)
            .position(|row| ["Development", "Quality", "Production"].iter().all(|word| row.contains(word)));
        let below = below.map_or_else(|| panic!("{text}"), |row| row + 4);
        assert!(
            text.lines().take(below).skip(4).any(|row| row.contains("LifeTime") && !row.contains("Quality")),
            "{text}"
        );
        let arrow = if signs == Signs::Ascii { "->" } else { "─→" };
        assert!(text.lines().skip(below).take(9).any(|row| row.matches(arrow).count() == 2), "{text}");
    }
}

/// How many rows of a dashboard's card are blank, and how many there are. The rows are those from the card's heading to the one
/// above the way back, over the whole width of the screen; the line between the columns is not counted as text.
fn blank(session: &Session, ui: &acmove::tui::state::UiState, buffer: &Buffer) -> (usize, usize) {
    let division = Dashboard::of(session, ui).division;
    let (width, height) = ui.size;
    let first = division.header + division.environments;
    let last = height - division.notice - 2;
    let line = card_columns(ui.size);
    let is_blank = |y: &u16| (0..width).all(|x| x == line || buffer[(x, *y)].symbol() == " ");
    ((first..last).filter(is_blank).count(), usize::from(last - first))
}

/// The most percent of the rows of a step's card that may be blank.
const MOST: [((u16, u16), usize); 2] = [((140, 45), 15), ((200, 60), 25)];

#[test]
fn no_step_card_of_a_wide_screen_is_emptier_than_it_may_be() {
    let mut faults = Vec::new();
    let theme = Theme::bundled("dark").unwrap();
    let mut cards = 0;
    let mut judge = |name: String, model: &Model, buffer: &Buffer, most: usize| {
        let (blank, rows) = blank(model.shown(), &model.ui, buffer);
        cards += 1;
        if blank * 100 > rows * most {
            faults.push(format!("{name} {:?}: {blank} of {rows} rows\n{}", model.ui.size, text(buffer)));
        }
    };
    for (size, most) in MOST {
        for screen in SCREENS {
            let scene = scene(screen, size);
            let is_step = matches!(scene.model.ui.subject(scene.model.shown()), Subject::Step(_));
            let is_plain = scene.model.ui.entry.is_none() && scene.model.ui.overlay.is_none();
            if scene.model.ui.route == Route::Dashboard && is_step && is_plain {
                judge(screen.0.to_owned(), &scene.model, &scene.buffer(&theme), most);
            }
        }
        for story in kept() {
            let name = story.file_name().unwrap().to_string_lossy().into_owned();
            every_moment(&story, |session, _| {
                let model = Model::new(session.clone(), size, session.run.latest);
                if matches!(model.ui.subject(session), Subject::Step(_)) {
                    let area = Rect::new(0, 0, size.0, size.1);
                    let mut buffer = Buffer::empty(area);
                    draw::draw(model.shown(), &model.ui, &theme, area, &mut buffer);
                    judge(format!("{name}, record {}", session.run.facts), &model, &buffer, most);
                }
            });
        }
    }
    assert!(cards > 500, "{cards}");
    let heads: Vec<&str> = faults.iter().filter_map(|fault| fault.lines().next()).collect();
    assert!(faults.is_empty(), "{} of {cards} cards: {heads:#?}\n{}", faults.len(), faults[0]);
}

#[test]
fn the_procedure_opens_where_the_migration_is_and_its_outline_keeps_in_step() {
    for size in [(60, 16), (80, 24), (100, 30), (120, 30), (140, 45), (200, 60)] {
        let mut scene = Scene::of(&half_way(), size);
        scene.press("p");
        assert!(scene.screen().contains("▸ you are here"), "{}", scene.screen());
        let view = |scene: &Scene| PageView::of(scene.model.shown(), &scene.model.ui, Page::Procedure);
        assert_eq!(view(&scene).outline_columns > 0, size.0 >= 120);
        if size.0 < 120 {
            continue;
        }
        let marked = |scene: &Scene| {
            let view = view(scene);
            let title = view.outline[view.at_top(scene.model.ui.scroll)].title.clone();
            let text = scene.screen();
            let row = text.lines().find(|row| row.starts_with('▌')).unwrap_or_else(|| panic!("{text}")).to_owned();
            assert!(row.contains(&title[..title.len().min(12)]), "{title}: {row}");
            title
        };
        let here = marked(&scene);
        scene.press("Home");
        assert_eq!(marked(&scene), "Requirements");
        scene.press("End");
        assert_ne!(marked(&scene), here);
    }
    let mut story = Story::of(EDITIONS[0], FOUR);
    story.finish_well();
    let mut over = Scene::of(&story, (140, 45));
    over.press("p");
    assert!(!over.screen().contains("you are here") && over.model.ui.scroll == 0, "{}", over.screen());
}

#[test]
fn beside_the_timeline_is_the_selected_fact_with_its_comparison_and_its_digest() {
    let mut story = Story::paused();
    story.before("quality/obtain-source");
    let mut scene = Scene::of(&story, (140, 45));
    scene.press("T");
    let text = scene.screen();
    assert!(
        text.contains("record    ") && text.contains("SHA-256") && text.contains("Intellectual Property"),
        "{text}"
    );
    assert!(text.lines().any(|row| row.starts_with('▌')), "{text}");
    scene.press("Enter Esc");
    assert!(scene.screen().contains("a line with signs"), "{}", scene.screen());
    let narrow = Scene::of(&story, (100, 30)).press("T").screen();
    assert!(!narrow.contains("SHA-256"), "{narrow}");
}

#[test]
fn the_night_moves_only_with_a_fact_or_a_minute() {
    let scene = Scene::of(&half_way(), (140, 45));
    let (model, session) = (&scene.model, scene.model.shown());
    let night = model.ui.night(session, 40);
    let mut ui = model.ui.clone();
    ui.chosen = Some(acmove::engine::subject::Owner::Environment(EnvIx::new(2)));
    assert!(Arc::ptr_eq(&night, &ui.night(session, 40)), "another environment is looked at");
    let second = ui.now.as_second().rem_euclid(60);
    ui.now += SignedDuration::from_secs(59 - second);
    assert!(Arc::ptr_eq(&night, &ui.night(session, 40)), "the same minute");
    ui.now += SignedDuration::from_secs(1);
    assert!(!Arc::ptr_eq(&night, &ui.night(session, 40)), "the next minute");
}
