//! Another window: recorded with a reason, asked about where it looks like a mistake, and counted with from then on.

use acmove::{
    domain::{
        command::Command,
        event::{Event, WindowChanged},
        infrastructure::Window,
        odd_window::OddWindow,
        outlook::{Next, State},
        refusal::Refusal,
        sentence::sentence,
    },
    line::Ending,
    tui::message::Msg,
};
use jiff::{SignedDuration, Timestamp};
use serde_json::json;

use crate::harness::{
    lines::in_lines,
    retold::Retold,
    scene::{SIZES, Scene},
    story::{EDITIONS, FOUR, Story, roll_back},
};

fn at(text: &str) -> Timestamp {
    text.parse().unwrap()
}

fn window(start: &str, end: &str) -> Window {
    Window { start: at(start), end: at(end) }
}

fn change(window: Window, is_meant: bool) -> Command {
    Command::ChangeWindow { window, reason: "the business gives two hours more".to_owned(), is_meant }
}

/// The window of the stories, two hours longer.
fn longer() -> Window {
    window("2026-11-28T21:00:00Z", "2026-11-29T03:00:00Z")
}

#[test]
fn another_window_is_recorded_with_its_reason_and_counts_from_then_on() {
    let mut story = Story::paused();
    let before = story.outlook().clocks(&story.run, story.now).window.unwrap();
    story.grant(&change(longer(), false));
    let fact = Event::WindowChanged(WindowChanged {
        window: longer(),
        reason: "the business gives two hours more".to_owned(),
    });
    assert_eq!(story.last(), &fact);
    let json = json!({
        "type": "window-changed",
        "window": {"start": "2026-11-28T21:00:00Z", "end": "2026-11-29T03:00:00Z"},
        "reason": "the business gives two hours more",
    });
    assert_eq!(serde_json::to_value(&fact).unwrap(), json);
    let words = "The maintenance window was changed: 2026-11-28T21:00:00Z to 2026-11-29T03:00:00Z. Reason: the \
        business gives two hours more";
    assert_eq!(sentence(&story.run, &fact), words);
    let after = story.outlook().clocks(&story.run, story.now).window.unwrap();
    assert_eq!(after.rollback_by - before.rollback_by, SignedDuration::from_hours(2));
    let report = serde_json::to_value(Retold::story(&story).account()).unwrap();
    assert_eq!(report["night"]["window"]["to"], "2026-11-29T03:00:00Z");
    assert_eq!(report["clocks"]["window_end"], "2026-11-29T03:00:00Z");
    assert_eq!(report["decisions"].as_array().unwrap().last().unwrap()["sentence"], words);
}

#[test]
fn a_migration_without_a_window_may_get_one() {
    let mut story = Story::of(EDITIONS[0], &FOUR.replace("window = ", "# window = "));
    story.grant(&change(longer(), false));
    assert_eq!(story.run.window, Some(longer()));
}

#[test]
fn a_window_that_is_over_too_long_or_too_far_is_only_taken_where_somebody_has_said_that_it_is_meant() {
    for (start, end, words) in [
        ("2026-11-27T21:00:00Z", "2026-11-28T01:00:00Z", "the window ended 20 h ago, at 2026-11-28T01:00:00Z"),
        ("2025-11-28T21:00:00Z", "2025-11-29T01:00:00Z", "the window ended 364 days ago"),
        ("2026-11-28T21:00:00Z", "2026-12-01T21:00:01Z", "the window lasts 3 days"),
        ("2026-12-30T21:00:00Z", "2026-12-31T01:00:00Z", "the window opens in 31 days"),
    ] {
        let mut story = Story::paused();
        let refusal = story.wish(&change(window(start, end), false)).unwrap_err();
        assert!(matches!(&refusal, Refusal::OddWindow(odd) if odd.starts_with(words)), "{refusal}");
        story.grant(&change(window(start, end), true));
        assert_eq!(story.run.window, Some(window(start, end)));
    }
    let now = at("2026-11-28T21:00:00Z");
    for (start, end) in
        [("2026-11-28T21:00:00Z", "2026-12-01T21:00:00Z"), ("2026-12-28T21:00:00Z", "2026-12-29T01:00:00Z")]
    {
        assert_eq!(OddWindow::under_way(window(start, end), now), None, "{start} {end}");
    }
}

#[test]
fn no_window_ends_before_it_opens_or_is_changed_without_a_reason_or_when_all_is_over() {
    let mut story = Story::paused();
    let turned = Window { start: longer().end, end: longer().start };
    assert_eq!(story.wish(&change(turned, true)).unwrap_err(), Refusal::WindowEndsFirst);
    let same = story.run.window.unwrap();
    assert_eq!(story.wish(&change(same, true)).unwrap_err(), Refusal::SameWindow);
    let why = Command::ChangeWindow { window: longer(), reason: "  ".to_owned(), is_meant: false };
    assert_eq!(story.wish(&why).unwrap_err(), Refusal::ReasonNeeded);
    story.finish_well();
    assert!(matches!(story.wish(&change(longer(), false)).unwrap_err(), Refusal::Over(_)));
}

#[test]
fn with_another_window_what_was_decided_about_the_one_before_is_asked_again() {
    let mut story = Story::paused();
    story.through("lifetime/upload-target");
    let late = |story: &mut Story| {
        story.now =
            story.outlook().clocks(&story.run, story.now).window.unwrap().rollback_by + SignedDuration::from_mins(1);
        story.outlook().next_at(&story.run, story.now) == Next::Deadline
    };
    assert!(late(&mut story));
    story.grant(&Command::GoOn { reason: "agreed".to_owned() });
    assert!(!late(&mut story));
    story.grant(&change(longer(), false));
    assert!(!matches!(story.outlook().next_at(&story.run, story.now), Next::Deadline), "there is time again");
    assert!(late(&mut story), "and it runs out again");
}

#[test]
fn a_longer_window_answers_the_question_before_the_first_upload() {
    let mut story = Story::paused();
    story.before("lifetime/upload-target");
    story.now = story.run.window.unwrap().end - SignedDuration::from_mins(10);
    assert!(matches!(story.outlook().next_at(&story.run, story.now), Next::FirstUpload(_)));
    story.grant(&change(longer(), false));
    assert!(matches!(story.outlook().next_at(&story.run, story.now), Next::Step(_)));
    story.succeed("lifetime/upload-target");
}

#[test]
fn a_stopped_line_and_a_rollback_may_get_another_window_too() {
    let mut story = Story::paused();
    story.through("lifetime/check-target").grant(&roll_back()).grant(&change(longer(), false));
    assert_eq!((story.state(), story.run.window), (State::RollingBack, Some(longer())));
}

#[test]
fn the_screen_asks_for_both_times_begins_with_those_on_record_and_asks_about_an_odd_one() {
    let mut story = Story::in_zone("Europe/Madrid");
    story.through("pause/pause-production");
    let mut scene = Scene::of(&story, SIZES[1]);
    scene.press("W");
    let text = scene.screen();
    assert!(text.contains("The window, in the time of Madrid: when it opens"), "{text}");
    assert!(text.contains("2026-11-28T22:00:00+01:00"), "what is on record: {text}");
    // It opens as before, and ends at four.
    scene.press("Enter");
    assert!(scene.screen().contains("when it ends"), "{}", scene.screen());
    scene.press("Ctrl-u \"2025-11-29 04:00\" Enter");
    assert!(scene.said().contains("end after it opens"), "{}", scene.said());
    scene.press("Ctrl-u \"2026-12-29 04:00\" Enter");
    assert!(scene.said().contains("the window lasts 30 days"), "{}", scene.said());
    scene.press("Ctrl-u \"04:00\" Enter \"two hours more\" Enter");
    let fact = Event::WindowChanged(WindowChanged { window: longer(), reason: "two hours more".to_owned() });
    assert_eq!(scene.recorded().last(), Some(&fact), "{}", scene.screen());
}

#[test]
fn an_odd_window_is_recorded_on_the_screen_once_it_was_answered_twice() {
    let story = Story::paused();
    let mut scene = Scene::of(&story, SIZES[1]);
    scene.send(Msg::Tick(std::time::Duration::ZERO));
    scene.press("W Ctrl-u \"2026-01-10 20:00\" Enter Ctrl-u \"2026-01-10 23:00\" Enter");
    assert!(scene.said().contains("the window ended 32"), "{}", scene.said());
    assert!(scene.said().contains("If that is right, enter it once more"), "{}", scene.said());
    scene.press("Enter \"it was that night\" Enter");
    assert!(matches!(scene.recorded().last(), Some(Event::WindowChanged { .. })), "{}", scene.screen());
}

#[test]
fn the_answers_file_names_another_window_once_and_has_to_confirm_an_odd_one() {
    let story = Story::paused();
    let (start, end) = ("2026-11-28T22:00:00+01:00", "2026-11-29T04:00:00+01:00");
    let play = |start: &str, end: &str, more: &str| {
        let answers = format!("[window]\nstart = \"{start}\"\nend = \"{end}\"\n{more}");
        in_lines(&story, story.now, &answers, None)
    };
    let (said, ending) = play(start, end, "reason = \"two hours more\"\n");
    assert!(said.contains("The maintenance window was changed: ") && said.contains("Reason: two hours more"), "{said}");
    assert_eq!(ending, Ending::Held);
    let (said, _) = play(start, "2026-11-29T02:00:00+01:00", "");
    assert!(!said.contains("The maintenance window was changed:"), "it is the one on record: {said}");
    let (said, ending) = play("2026-01-28T22:00:00+01:00", "2026-01-29T02:00:00+01:00", "");
    assert!(!said.contains("The maintenance window was changed:") && ending == Ending::Refused, "{said}");
    let (said, _) = play("2026-01-28T22:00:00+01:00", "2026-01-29T02:00:00+01:00", "confirmed = true\n");
    assert!(
        said.contains("The maintenance window was changed:") && said.contains("Reason: the answers file names it"),
        "{said}"
    );
}

#[test]
fn the_pause_says_what_is_odd_about_the_window() {
    let at_pause = |text: &str| {
        let mut story = Story::of(EDITIONS[0], &FOUR.replace("window = ", &format!("window = {text}\n# ")));
        story.before("pause/pause-production");
        let mut scene = Scene::of(&story, (100, 30));
        scene.send(Msg::Tick(std::time::Duration::ZERO));
        scene.screen().split_whitespace().collect::<Vec<_>>().join(" ")
    };
    for (text, words) in [
        (
            r#"{ start = "2027-01-28T22:00:00+01:00", end = "2027-01-29T02:00:00+01:00" }"#,
            "Too early: the maintenance window opens at 2027-01-28 21:00 UTC",
        ),
        (
            r#"{ start = "2025-11-28T22:00:00+01:00", end = "2025-11-29T02:00:00+01:00" }"#,
            "Too late: the window ended at 2025-11-29 01:00 UTC",
        ),
        (
            r#"{ start = "2026-11-28T20:00:00+01:00", end = "2026-12-28T02:00:00+01:00" }"#,
            "Check the window: the window lasts 29 days",
        ),
        (r#"{ start = "2026-11-28T20:00:00+01:00", end = "2026-11-28T22:30:00+01:00" }"#, "Too little time: "),
    ] {
        let screen = at_pause(text);
        assert!(screen.contains(words) && screen.contains("W changes the window."), "{screen}");
    }
}
