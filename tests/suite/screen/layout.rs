//! Room: what fits on which screen, what is cut and how, and many environments.

use acmove::{
    domain::{
        event::Problem,
        index::EnvIx,
        infrastructure::Side,
        outlook::{Next, Standing},
        procedure::StepKind,
    },
    tui::{
        dashboard::Dashboard,
        draw::theme::Theme,
        layout::{LayoutRequest, Panels, divide},
    },
    view::environment_table::{Grouping, SOME, TableRow, filtered, rows},
};

use crate::{
    harness::{
        scene::{SIZES, Scene, page},
        story::{EDITIONS, FOUR, IP_ERROR, Story, message, report, roll_back, show},
    },
    screen::screens::{SCREENS, half_way, republish, rolling_back, scene},
};

const USUAL: (u16, u16) = (100, 30);

/// Lines of a card that are not in sight.
fn hidden(scene: &Scene) -> usize {
    let dashboard = Dashboard::of(scene.model.shown(), &scene.model.ui);
    dashboard.lines.len().saturating_sub(usize::from(dashboard.division.body))
}

fn assert_fits(story: &Story, what: &str) {
    let scene = Scene::of(story, USUAL);
    assert_eq!(hidden(&scene), 0, "{what}:\n{}", scene.screen());
}

#[test]
fn no_card_of_a_bundled_step_has_to_be_scrolled_at_100x30() {
    for edition in EDITIONS {
        for rehearsal in [false, true] {
            let mut story = if rehearsal { Story::rehearsal(edition, FOUR) } else { Story::of(edition, FOUR) };
            while story.outlook().next != Next::Nothing {
                assert_fits(&story, edition);
                begun(&story);
                story.advance();
            }
            assert_fits(&story, "done");
        }
        let mut story = Story::of(edition, FOUR);
        story.until(|story| story.run.may_have_target().count() > 1).grant(&roll_back());
        while story.outlook().next != Next::Nothing {
            assert_fits(&story, "on the way back");
            story.advance();
        }
    }
}

/// The same step while it is under way.
fn begun(story: &Story) {
    let Next::Step(place) = story.outlook().next else { return };
    let environment = story.run.planned(place).environment;
    if let (StepKind::Upload { .. } | StepKind::Republish { .. }, Some(environment)) =
        (&story.run.definition(place).kind, environment)
    {
        let mut story = story.clone();
        let step = story.run.planned(place).id.to_string();
        let vault = story.vault(environment.get());
        story.done(&step, acmove::domain::command::StepCommand::Begin { vault });
        assert_fits(&story, "under way");
    }
}

#[test]
fn what_failed_fits_with_its_table_its_help_and_its_choices() {
    for edition in EDITIONS {
        let mut story = Story::of(edition, FOUR);
        while story.outlook().next != Next::Nothing {
            failing(&story);
            story.advance();
        }
    }
}

fn failing(story: &Story) {
    let Next::Step(place) = story.outlook().next else { return };
    let step = story.run.planned(place).id.to_string();
    let Some(environment) = story.run.planned(place).environment else { return };
    let mut operations = Vec::new();
    match &story.run.definition(place).kind {
        StepKind::Obtain { .. } => operations.push(report(Problem::SerialNotFound)),
        StepKind::Check { side, .. } => {
            let other = if *side == Side::Source { Side::Target } else { Side::Source };
            operations.push(show(story.page(environment.get(), *side, "Nothing")));
            operations.push(show(story.page(environment.get(), other, "Nothing")));
        }
        StepKind::Republish { .. } => {
            operations.push(message(IP_ERROR));
            operations.push(message("The application could not be compiled: 12 errors were found in ECT_Provider."));
        }
        StepKind::Read
        | StepKind::Pause { .. }
        | StepKind::Act
        | StepKind::CodeCheck
        | StepKind::Resume
        | StepKind::Contact
        | StepKind::Upload { .. } => {}
    }
    for operation in operations {
        let mut story = story.clone();
        if matches!(story.run.definition(place).kind, StepKind::Republish { .. }) {
            let vault = story.vault(environment.get());
            story.done(&step, acmove::domain::command::StepCommand::Begin { vault });
        }
        let command = story.command(&step, operation);
        if story.wish(&command).is_ok() {
            let mut scene = Scene::of(&story, USUAL);
            scene.model.ui.chosen = Some(acmove::engine::subject::Owner::Environment(environment));
            assert_eq!(hidden(&scene), 0, "{step}:\n{}", scene.screen());
        }
    }
}

/// A migration of so many environments.
pub(crate) fn of(count: usize) -> Story {
    let more = |n: usize| {
        let role = ["development", "test", "production"][n % 3];
        format!("[[environment]]\nname = \"Branch {n:03}\"\nrole = \"{role}\"\n")
    };
    let description = FOUR.to_owned() + &(4..count).map(more).collect::<String>();
    let mut story = Story::of(EDITIONS[0], &description);
    story.through("pause/pause-production");
    story
}

fn panels(count: usize, size: (u16, u16)) -> Panels {
    let scene = Scene::of(&of(count), size);
    Dashboard::of(&scene.model.engine.session, &scene.model.ui).division.panels
}

#[test]
fn few_are_boxes_some_are_tiles_and_many_are_a_table() {
    assert_eq!(panels(4, (140, 45)), Panels::Drawn { large: true });
    assert_eq!(panels(6, (140, 45)), Panels::Boxes, "five side by side have no room");
    assert_eq!(panels(6, (200, 60)), Panels::Drawn { large: true });
    assert_eq!(panels(4, (129, 45)), Panels::Large);
    assert_eq!(panels(4, (100, 30)), Panels::Boxes);
    assert_eq!(panels(4, (80, 24)), Panels::Lines);
    assert_eq!(panels(8, (140, 45)), Panels::Boxes, "in two rows");
    assert_eq!(panels(SOME, (200, 60)), Panels::Boxes);
    assert_eq!(panels(SOME, (100, 30)), Panels::Tiles(2));
    assert_eq!(panels(SOME, (80, 24)), Panels::Table, "where rows are hidden, they can be searched");
    for size in [(60, 16), (80, 24), (100, 30), (140, 45), (200, 60)] {
        assert_eq!(panels(SOME + 1, size), Panels::Table, "{size:?}");
    }
}

#[test]
fn two_hundred_environments_are_filtered_grouped_and_walked_through() {
    let mut story = of(200);
    story.through("production/check-source");
    let mut scene = Scene::of(&story, (140, 45));
    assert!(scene.screen().contains("200 environments"), "{}", scene.screen());
    scene.press("/ \"branch 19\"");
    assert!(scene.screen().contains("12 of 200 environments match \"branch 19\""), "{}", scene.screen());
    scene.press("Enter Tab");
    let text = scene.screen();
    assert!(text.contains("▸ Branch 019") || text.contains("▸ Branch 199"), "{text}");
    for _ in 0..12 {
        scene.press("Tab");
        let at = scene.model.ui.environment(&scene.model.engine.session);
        assert!(at.is_none_or(|place| scene.model.engine.session.run.described(place).name.contains("19")), "{at:?}");
    }
    scene.press("Esc Esc G");
    let text = scene.screen();
    assert!(text.contains("by license") && text.contains("AAA (verified): 1") && text.contains("unknown"), "{text}");
    scene.press("G G G");
    assert_eq!(scene.model.ui.grouping, Grouping::None);
    scene.press("i T Esc p t R");
    assert!(scene.screen().contains("1 of 200 on AAA"), "{}", scene.screen());
}

#[test]
fn a_filter_finds_by_name_role_serial_license_and_what_is_to_do_and_groups_hold_everybody_once() {
    let mut story = of(40);
    story.through("production/check-source");
    let session = Scene::of(&story, (80, 24)).model.engine.session;
    let count = |filter: &str| filtered(&session, filter).len();
    assert_eq!((count(""), count("Branch 00"), count("XBI-NMO")), (40, 6, 1));
    assert_eq!(count("aaa verified"), 1);
    assert_eq!(count("unknown production"), (4..40).filter(|n| n % 3 == 2).count());
    assert_eq!(count("obtain"), 39);
    assert_eq!(count("no such thing"), 0);
    for grouping in [Grouping::License, Grouping::ToDo, Grouping::Role] {
        let rows = rows(&session, "", grouping);
        let mut places: Vec<EnvIx> = rows
            .iter()
            .filter_map(|row| if let TableRow::Environment(place) = row { Some(*place) } else { None })
            .collect();
        places.sort_unstable();
        assert_eq!(places, EnvIx::all(40).collect::<Vec<_>>(), "{grouping:?}");
        let told: usize = rows.iter().map(|row| if let TableRow::Group(_, count) = row { *count } else { 0 }).sum();
        assert_eq!(told, 40, "{grouping:?}");
    }
}

#[test]
fn a_filter_that_nobody_fits_can_be_left_again() {
    let mut scene = Scene::of(&of(40), (80, 24));
    scene.press("/ \"no such thing\" Enter");
    assert!(scene.screen().contains("0 of 40 environments match"), "{}", scene.screen());
    scene.press("Tab Tab Esc");
    assert!(scene.screen().contains("40 environments"), "{}", scene.screen());
}

#[test]
fn a_page_that_differs_is_a_table_of_expected_and_found() {
    let mut story = Story::paused();
    story.before("lifetime/check-target");
    let wrong = page("KSM-OIR-8NU-JAQ-2HH-X45-5VZ-GTS", "8RV.WLK.3CO.BL2.IQC.MNO.QJ3.GUT", "Ignore");
    for (size, head, verdict) in [
        ((200, 60), "expected", "differs"),
        ((140, 45), "expected", "✗"),
        ((100, 30), "expected", "✗"),
        ((80, 24), "must be", "✗"),
    ] {
        let mut scene = Scene::of(&story, size);
        scene.paste(&wrong);
        let text = scene.screen();
        assert!(text.contains(head) && text.contains(verdict), "{text}");
        let row = text.lines().find(|line| line.contains("Activation Code  ")).unwrap();
        assert!(row.contains("8RV.WLK.3CO.BL2.IQC.MNO.QJ3.GUT"), "{row}");
    }
}

#[test]
fn a_long_name_is_cut_in_its_middle_and_whole_where_it_is_looked_at() {
    let long = "Production of the northern region, second data centre, blue";
    let description = FOUR.replace("name = \"Production\"", &format!("id = \"production\"\nname = \"{long}\""));
    let mut story = Story::of(EDITIONS[0], &description);
    story.through("pause/pause-production");
    for size in [(80, 24), (100, 30), (140, 45)] {
        let text = Scene::of(&story, size).screen();
        assert!(text.contains('…'), "{text}");
        let whole = text.split_whitespace().collect::<Vec<_>>().join(" ");
        assert!(whole.contains(&format!("{long}: Obtain")), "{size:?}\n{text}");
    }
}

#[test]
fn what_waits_is_said_with_the_reason_whatever_is_chosen() {
    let mut story = Story::paused();
    story.through("production/check-source");
    let scene = Scene::of(&story, USUAL);
    let session = &scene.model.engine.session;
    let steps = session.run.plan.every_step().iter();
    let waiting = steps.filter(|place| matches!(session.outlook.standing(*place), Standing::Waiting(_))).count();
    assert!(waiting > 10);
}

#[test]
fn the_rows_of_a_dashboard_add_up_whatever_is_on_it() {
    let sizes = (16..60).flat_map(|height| [60, 80, 100, 140].map(|width| (width, height)));
    let counts =
        [2, 4, 5, 12, 13, 200].into_iter().flat_map(|environments| (0..14).map(move |rows| (environments, rows)));
    let counts: Vec<(usize, usize)> = counts.collect();
    for (size, (environments, choices)) in sizes.flat_map(|size| counts.iter().map(move |count| (size, *count))) {
        for (notice, asks) in (1..6).flat_map(|notice| [(notice, false), (notice, true)]) {
            let below_lifetime = if environments < 7 { environments - 1 } else { 0 };
            let wanted =
                LayoutRequest { environments, below_lifetime, rows: environments, choices, asks, notice, body: 9 };
            let rows = divide(size, &wanted);
            let all = rows.header + rows.environments + rows.body + rows.choices + rows.notice + 3;
            let told = (size, environments, choices, notice, asks);
            assert!(all <= size.1, "{told:?}: {rows:?}");
            assert!(rows.body >= 2 || asks, "{told:?}: {rows:?}");
        }
    }
}

#[test]
fn what_is_at_stake_is_whole_on_the_smallest_screen() {
    for (name, told) in [
        ("abandon", &["It ends for good", "have to be", "resumed.", "Reason for giving up"][..]),
        (
            "rollback-confirm",
            &["Order: 1 pause, 2 Production", "6 tell Support", "Takes: ", "4 of 4 proved", "Type  roll back"],
        ),
        (
            "stop-for-today",
            &["Resume deployments in LifeTime", "Mixed: ", "Not BBB: Quality", "fail between them", "Type  resume"],
        ),
    ] {
        let screen = SCREENS.iter().find(|(known, ..)| *known == name).unwrap();
        let text = scene(screen, SIZES[0]).screen();
        for words in told {
            assert!(text.contains(words), "{words}:\n{text}");
        }
    }
}

#[test]
fn whether_one_can_go_back_is_told_whole_on_the_smallest_screen() {
    for (story, keys, told) in [
        (half_way(), "", "ready; "),
        (half_way(), "T Up v", "2 of 4; 4 kept, not checked"),
        (republish(), "", "ready; "),
        (rolling_back(), "", "0 of 2 verified, 1 to go; its backup is proved"),
    ] {
        let mut scene = Scene::of(&story, SIZES[0]);
        scene.press(keys);
        assert_whole(&scene, told);
        if keys.is_empty() {
            scene.lose_vault();
            assert_whole(&scene, if told.starts_with("ready") { "NOT READY: " } else { " WITHOUT A BACKUP" });
        }
    }
}

fn assert_whole(scene: &Scene, told: &str) {
    let (_, drawn) = scene.draw(&Theme::bundled("dark").unwrap());
    assert!(scene.screen().contains(told) && drawn.clipped.is_empty(), "{:?}\n{}", drawn.clipped, scene.screen());
}
