//! Rehearsals at the terminal: what is done for a person, what is not, and what stops it.

use acmove::{
    domain::{
        command::Command,
        infrastructure::Side,
        outlook::{Next, Standing},
        page::{Banner, EndDate, LicensingPage},
        ticket::ticket,
    },
    engine::{
        Busy,
        lookup::{Found, Lookup, PracticeTask, Target},
        message::{EngineEffect, EngineMsg},
        ports::Author,
    },
    tui::{
        message::{Effect, Msg, PasteEnd, Typed},
        route::Route,
        update::{Model, update},
        welcome::{Menu, Picked},
    },
    view::{pages::Page, panel::Panel},
};
use crossterm::event::{KeyCode, KeyEvent, KeyModifiers};
use jiff::SignedDuration;

use crate::harness::{
    scene::{SIZES, Scene},
    story::{EDITIONS, FOUR, Story, env_ix, keep, record, roll_back, show},
};

fn scene(story: &Story) -> Scene {
    Scene::of(story, SIZES[1])
}

fn standing(scene: &Scene, step: &str) -> Standing {
    let session = &scene.model.engine.session;
    *session.outlook.standing(session.run.plan.index(&step.into()).unwrap())
}

#[test]
fn only_a_rehearsal_offers_to_do_a_card_for_a_person() {
    for is_rehearsal in [true, false] {
        let begin = if is_rehearsal { Story::rehearsal } else { Story::of };
        let mut story = begin(EDITIONS[0], FOUR);
        while story.outlook().next != Next::Nothing {
            let mut scene = scene(&story);
            assert_eq!(scene.screen().contains("Do it for me"), is_rehearsal, "{}", scene.screen());
            if !is_rehearsal {
                scene.press("d");
                assert_eq!(scene.model.engine.session.run.facts, story.run.facts, "no attempts");
            }
            story.advance();
        }
    }
}

/// A rehearsal whose addresses are those of other machines.
fn elsewhere() -> Story {
    let production = "role = \"production\"";
    let address = format!("{production}\nservice_center = \"https://prod.acme.example/ServiceCenter\"");
    Story::rehearsal(EDITIONS[0], &FOUR.replace(production, &address))
}

#[test]
fn nothing_is_done_for_a_person_on_pages_of_another_machine() {
    let mut story = elsewhere();
    story.before("production/check-source");
    let mut scene = scene(&story);
    scene.press("d");
    assert!(scene.said().contains("No practice pages are open here"), "{}", scene.said());
    assert_eq!(
        standing(&scene, "production/check-source"),
        Standing::Open,
        "that it was refused is all that is recorded"
    );
}

#[test]
fn what_cannot_be_done_for_a_person_is_not_begun_for_them() {
    let mut story = elsewhere();
    story.before("production/upload-source");
    let mut scene = scene(&story);
    scene.press("d");
    assert_eq!(scene.model.engine.session.run.facts, story.run.facts + 1, "that it was refused: {}", scene.screen());
    assert_ne!(standing(&scene, "production/upload-source"), Standing::Begun);
    assert!(scene.said().contains("No practice pages are open here"), "{}", scene.said());
}

/// The model at the moment when somebody was sent on a practice task: what it waits for has not come yet.
fn on_task(step: &str) -> (Model, Vec<Effect>, Story) {
    let mut story = elsewhere();
    story.before(step);
    let mut model = scene(&story).model;
    let effects = press(&mut model, 'd');
    (model, effects, story)
}

fn press(model: &mut Model, key: char) -> Vec<Effect> {
    let key = if key == '\u{1b}' { KeyCode::Esc } else { KeyCode::Char(key) };
    let later = model.ui.now + SignedDuration::from_secs(1);
    update(model, later, Msg::Typed(Typed::Key(KeyEvent::new(key, KeyModifiers::NONE))))
}

#[test]
fn while_somebody_is_on_an_errand_only_looking_around_is_done() {
    let (mut model, effects, story) = on_task("production/check-source");
    assert!(matches!(
        effects.as_slice(),
        [Effect::Engine(EngineEffect::Inspect(Lookup { target: Target::Practice(_), .. }))]
    ));
    for key in ['c', 'g', 'd', 'h', 'w'] {
        assert!(press(&mut model, key).is_empty() && model.ui.entry.is_none(), "{key}");
    }
    let pasted =
        update(&mut model, story.facts[0].at, Msg::Typed(Typed::Paste("Activation Code".to_owned(), PasteEnd::Marked)));
    assert!(pasted.is_empty() && model.ui.backlog.is_empty(), "nothing waits for a card that nobody has seen");
    press(&mut model, 'i');
    assert_eq!(model.ui.route, Route::Page(Page::Environments));
    assert!(matches!(press(&mut model, 'q').as_slice(), [Effect::Leave]));
}

#[test]
fn what_was_typed_ahead_is_not_meant_for_a_card_that_nobody_has_seen() {
    let mut story = elsewhere();
    story.before("production/check-source");
    let mut model = scene(&story).model;
    let now = model.ui.now;
    let note = Command::Note { about: None, text: "something".to_owned() };
    assert_eq!(update(&mut model, now, EngineMsg::Judge(note)).len(), 1, "it is being written");
    press(&mut model, 'd');
    press(&mut model, 'd');
    assert_eq!(model.ui.backlog.len(), 2);
    let now = model.ui.now;
    let effects = update(&mut model, now, EngineMsg::NotRecorded("the disk is full".to_owned()));
    assert_eq!(effects.len(), 1, "one practice task");
    assert!(model.ui.backlog.is_empty());
}

#[test]
fn on_the_way_back_a_page_that_calls_the_license_invalid_leads_to_the_upload() {
    let mut story = Story::paused();
    story.before("lifetime/republish");
    story.grant(&roll_back());
    story.before("production/confirm-source");
    let page = LicensingPage { banner: Banner::WrongServer, ..story.page(3, Side::Source, "Ignore") };
    story.done("production/confirm-source", show(page));
    let mut scene = Scene::of(&story, (140, 45));
    let screen = scene.screen().split_whitespace().collect::<Vec<_>>().join(" ");
    assert!(screen.contains("Redo the upload") && screen.contains("ask Support"), "{screen}");
    scene.press("u \"because\" Enter");
    assert!(!matches!(standing(&scene, "production/restore-source"), Standing::Done(_)), "{}", scene.screen());
}

#[test]
fn another_file_is_not_refused_because_the_one_before_was() {
    let mut story = Story::paused();
    story.before("production/check-source");
    let page = LicensingPage { banner: Banner::WrongServer, ..story.page(3, Side::Source, "Ignore") };
    story.done("production/check-source", show(page));
    let backup = |story: &Story| Panel::of(&scene(story).model.engine.session, env_ix(3)).backup.word;
    assert_eq!(backup(&story), "refused");
    let step = "production/obtain-source".into();
    story.grant(&Command::DoAgain { step, reason: "another file".to_owned() });
    let file = story.file(3, Side::Source);
    story.done("production/obtain-source", keep(file));
    assert_ne!(backup(&story), "refused");
}

#[test]
fn a_scenario_is_chosen_of_a_list_or_not_at_all() {
    let key = |code| Typed::Key(KeyEvent::new(code, KeyModifiers::NONE));
    let mut menu = Menu::new("what?", vec![("one".to_owned(), String::new()), ("two".to_owned(), String::new())]);
    assert_eq!(menu.typed(&key(KeyCode::Esc)), Some(Picked::Back));
    assert_eq!(menu.typed(&key(KeyCode::Char('q'))), Some(Picked::Leave));
    for code in [KeyCode::Down, KeyCode::Down, KeyCode::Down] {
        assert_eq!(menu.typed(&key(code)), None);
    }
    assert_eq!(menu.typed(&key(KeyCode::Enter)), Some(Picked::Line(1)));
    assert_eq!(Menu::new("what?", Vec::new()).typed(&key(KeyCode::Enter)), None);
}

#[test]
fn whoever_is_on_an_errand_can_be_called_back() {
    let (mut model, effects, _) = on_task("production/check-source");
    let Some(Effect::Engine(EngineEffect::Inspect(lookup))) = effects.into_iter().next() else {
        panic!("a practice task")
    };
    assert!(matches!(press(&mut model, '\u{1b}').as_slice(), [Effect::Engine(EngineEffect::StopTask)]));
    assert!(model.ui.notice.as_ref().unwrap().text.contains("Changes already made on the pages remain"));
    let now = model.ui.now;
    let late = update(&mut model, now, EngineMsg::Found(lookup, Found::Nothing("late".to_owned())));
    assert!(late.is_empty(), "what comes after that is not waited for");
}

#[test]
fn what_is_only_being_recorded_as_begun_is_not_done_after_escape() {
    let (mut model, effects, story) = on_task("production/upload-source");
    let Some(Effect::Engine(EngineEffect::Inspect(lookup))) = effects.into_iter().next() else {
        panic!("first it is looked at")
    };
    assert!(matches!(lookup.target, Target::Practice(PracticeTask::Prepare { .. })));
    let now = model.ui.now;
    let found = Found::Vault(vec![story.vault(3)]);
    let effects = update(&mut model, now, EngineMsg::Found(lookup, found));
    let Some(Effect::Engine(EngineEffect::Record(event, None, Author::Program))) = effects.into_iter().next() else {
        panic!("begun")
    };
    assert!(press(&mut model, '\u{1b}').is_empty());
    let record = record(story.run.facts + 1, now, *event);
    assert!(update(&mut model, now, EngineMsg::Recorded(Box::new(record))).is_empty(), "nobody goes");
    assert!(model.engine.session.run.step(model.engine.session.next().step().unwrap()).is_under_way());
}

#[test]
fn a_page_that_calls_the_license_invalid_says_what_helps() {
    for (banner, helps, again) in [
        (Banner::WrongServer, "Obtain the license of Production", "Obtain another license"),
        (Banner::Invalid, "Ask Support for a valid license", "Obtain another license"),
        (Banner::Clock, "restart the platform services", "Redo the upload"),
    ] {
        let mut story = Story::paused();
        story.before("production/check-source");
        let page = LicensingPage { banner, ..story.page(3, Side::Source, "Ignore") };
        story.done("production/check-source", show(page));
        let mut scene = Scene::of(&story, (140, 45));
        let screen = scene.screen().replace('\n', " ");
        let screen = screen.split_whitespace().collect::<Vec<_>>().join(" ");
        assert!(screen.contains(helps) && screen.contains(again), "{banner:?}: {screen}");
        scene.press("u \"because\" Enter");
        let obtained = banner != Banner::Clock;
        let open = !matches!(standing(&scene, "production/obtain-source"), Standing::Done(_));
        assert_eq!(open, obtained, "{banner:?}: {}", scene.screen());
    }
}

#[test]
fn a_rehearsal_says_so_on_every_screen_of_every_size() {
    let long = FOUR.replace("name = \"ACME\"", &format!("name = \"{}\"", "A very long name ".repeat(9)));
    let mut story = Story::rehearsal(EDITIONS[0], &long);
    story.before("production/upload-source");
    for size in SIZES {
        for keys in ["", "i", "p", "R", "t", "N", "?", "w", "h"] {
            let mut scene = Scene::of(&story, size);
            scene.press(keys);
            assert!(scene.screen().contains("REHEARSAL"), "{keys} at {size:?}:\n{}", scene.screen());
        }
    }
}

#[test]
fn what_a_page_says_against_a_license_stays_in_the_text_for_support_until_a_page_shows_a_valid_one() {
    let mut story = Story::paused();
    story.before("production/check-source");
    let ends = Some(EndDate::On("2020-12-31".parse().unwrap()));
    let page = LicensingPage { end_date: ends, banner: Banner::Invalid, ..story.page(3, Side::Source, "Ignore") };
    story.done("production/check-source", show(page));
    let text = |story: &Story| ticket(&story.run, story.outlook(), story.now);
    assert!(text(&story).contains("invalid, and ends 2020-12-31"), "{}", text(&story));
    let step = "production/obtain-source".into();
    story.grant(&Command::DoAgain { step, reason: "another license".to_owned() });
    let words = text(&story);
    assert!(
        words.contains("The page does not show the installed license as valid:") && words.contains("2020-12-31"),
        "{words}"
    );
    assert!(words.contains("AAA (verified), not shown as valid by its page"), "{words}");
    story.before("production/check-source");
    let page = story.page(3, Side::Source, "Ignore");
    story.done("production/check-source", show(page));
    assert!(!text(&story).contains("does not call"), "{}", text(&story));
}

#[test]
fn a_page_that_was_refused_offers_what_may_be_behind_it() {
    let mut story = Story::paused();
    story.before("production/check-source");
    let strange = LicensingPage {
        serial: Some("AAA-AAA-AAA-AAA-AAA-AAA-AAA-AAA".parse().unwrap()),
        ..story.page(3, Side::Source, "Ignore")
    };
    let fact = acmove::domain::event::Event::Refused {
        step: Some("production/check-source".into()),
        reason: "strange".to_owned(),
    };
    assert!(story.answer("production/check-source", show(strange)).is_err());
    let mut scene = scene(&story);
    assert!(!scene.screen().contains("The serial number changed"));
    let refused = record(story.run.facts + 1, scene.now, fact);
    scene.send(EngineMsg::Recorded(Box::new(refused)));
    let screen = scene.screen();
    assert!(screen.contains("z  The serial number changed") && screen.contains("u  Redo the upload"), "{screen}");
}

#[test]
fn escape_leaves_the_page_first_that_was_looked_at_meanwhile() {
    let (mut model, _, _) = on_task("production/check-source");
    press(&mut model, 'R');
    assert!(press(&mut model, '\u{1b}').is_empty() && model.ui.busy.is_some_and(Busy::is_on_pages));
    assert_eq!(model.ui.route, Route::Dashboard);
    assert!(matches!(press(&mut model, '\u{1b}').as_slice(), [Effect::Engine(EngineEffect::StopTask)]));
}

#[test]
fn a_real_migration_knows_no_key_of_rehearsals() {
    for (story, shown) in [(Story::paused(), false), (Story::rehearsal(EDITIONS[0], FOUR), true)] {
        let mut scene = Scene::of(&story, (140, 200));
        scene.press("?");
        assert_eq!(scene.screen().contains("Do it for me"), shown);
    }
}

#[test]
fn a_check_that_did_not_pass_is_not_only_read_again() {
    let task_of = |banner| {
        let mut story = elsewhere();
        story.before("production/check-source");
        let page = LicensingPage { banner, ..story.page(3, Side::Source, "Ignore") };
        story.done("production/check-source", show(page));
        let mut model = scene(&story).model;
        match press(&mut model, 'd').into_iter().next() {
            Some(Effect::Engine(EngineEffect::Inspect(Lookup { target: Target::Practice(task), .. }))) => task,
            other => panic!("{other:?}"),
        }
    };
    assert!(matches!(task_of(Banner::Clock), PracticeTask::Read { restarts_services: true, .. }));
    assert!(matches!(task_of(Banner::WrongServer), PracticeTask::Ask { .. }));
    assert!(matches!(task_of(Banner::Invalid), PracticeTask::Ask { .. }));
}
