//! Somebody points, and what they wrote is pasted on the screen: it is shown, said, recorded where it has text, and put away;
//! where the person is, and what is half typed, stays as it is.

use acmove::{
    domain::{
        command::Command,
        event::Event,
        pointing::{Field, Pointing, Target},
    },
    engine::message::EngineMsg,
    tui::{
        draw::theme::Theme,
        message::Msg,
        route::Route,
        update::{Model, update},
    },
    view::{mark::Signs, pages::Page},
};

use crate::harness::{
    scene::{Scene, page},
    story::{EDITIONS, Story, record},
};

const SAID: &str = "acmove point quality/intellectual-property from Ana (OutSystems): read me this value";

fn at(size: (u16, u16)) -> Scene {
    let mut story = Story::paused();
    story.before("quality/check-target");
    Scene::of(&story, size)
}

fn pointed(scene: &Scene) -> Vec<Event> {
    scene.recorded().into_iter().filter(|event| matches!(event, Event::Pointed(_))).collect()
}

#[test]
fn a_pasted_line_is_said_marked_and_recorded() {
    for size in [(60, 16), (80, 24), (100, 30), (140, 45)] {
        let mut scene = at(size);
        scene.paste(SAID);
        assert_eq!(
            scene.said(),
            "Ana (OutSystems) points at Quality, Intellectual Property: \"read me this value\". J goes there, Esc puts it away."
        );
        let screen = scene.screen();
        assert!(screen.contains("Quality \u{ab}Ana"), "{screen}");
        assert!(screen.replace(['\n', ' '], "").contains("readmethisvalue"), "{screen}");
        let [Event::Pointed(pointing)] = &pointed(&scene)[..] else { panic!("{:?}", scene.recorded()) };
        assert_eq!(pointing.from.as_deref(), Some("Ana (OutSystems)"));
    }
}

#[test]
fn the_field_itself_carries_the_mark_also_where_there_is_no_room_for_a_name() {
    let fields = [("quality/backup", "backup"), ("quality/ip", "IPP")];
    for (place, name) in fields {
        for size in [(80, 24), (100, 30), (140, 45)] {
            let mut scene = at(size);
            scene.paste(&format!("acmove point {place} from Ana: look"));
            let screen = scene.screen();
            let is_marked = |line: &str| {
                line.split(name).skip(1).any(|after| {
                    let own: String = after.chars().take(18).collect();
                    own.contains('\u{ab}')
                })
            };
            assert!(screen.lines().any(is_marked), "{place} at {size:?}:\n{screen}");
        }
    }
    let mut scene = at((100, 30));
    for (field, line) in [
        ("serial", "Serial Number"),
        ("sc", "Service Center"),
        ("module", "Module"),
        ("republished", "Test publish"),
        ("next", "Next"),
        ("license", "License"),
    ] {
        scene.paste(&format!("quality/{field}: look")).press("i").press("End");
        let pages: Vec<String> = (0..4).map(|_| scene.press("PgUp").screen()).collect();
        let is_marked = |page: &String| {
            page.lines().any(|text| text.trim_start().starts_with(line) && text.contains("\u{ab}guide"))
        };
        assert!(pages.iter().any(is_marked), "{field}:\n{}", pages.join("\n"));
        scene.press("Esc");
    }
}

#[test]
fn in_ascii_the_mark_is_one_of_ascii() {
    let mut scene = at((100, 30));
    scene.paste(SAID);
    let mut theme = Theme::bundled("dark").unwrap();
    theme.signs = Signs::Ascii;
    let screen = scene.drawn(&theme);
    assert!(screen.contains("Quality <Ana") && screen.is_ascii(), "{screen}");
}

#[test]
fn where_the_person_is_and_what_is_half_typed_stays() {
    let mut scene = at((100, 30));
    scene.press("Tab Down");
    let before = (scene.model.ui.chosen, scene.model.ui.selected, scene.model.ui.route);
    scene.paste(SAID);
    assert_eq!((scene.model.ui.chosen, scene.model.ui.selected, scene.model.ui.route), before);
    // On a page, and within a question.
    scene.press("p PgDn");
    let scroll = scene.model.ui.scroll;
    scene.paste(SAID);
    assert_eq!((scene.model.ui.route, scene.model.ui.scroll), (Route::Page(Page::Procedure), scroll));
    scene.press("Esc w").press("\"half a no\"").paste(SAID);
    assert_eq!(scene.model.ui.entry.as_ref().unwrap().input.value(), "half a no");
    assert_eq!(pointed(&scene).len(), 3);
    scene.press("\"te\" Enter");
    let last = scene.recorded().pop().unwrap();
    assert!(matches!(&last, Event::NoteWritten { text, .. } if text == "half a note"), "{last:?}");
}

#[test]
fn a_proof_stays_on_the_screen_when_somebody_points() {
    let mut story = Story::paused();
    story.before("production/check-source");
    let mut scene = Scene::of(&story, (100, 30));
    scene.paste(&page("XBI-NMO-IL5-OYI-9SO-LCU-4SQ-QUT", "8RV.WLK.3CO.BL2.IQC.MNO.QJ3.GUT", "Ignore"));
    assert!(scene.model.ui.proved.is_some());
    scene.paste(SAID).paste("quality/ip");
    assert!(scene.model.ui.proved.is_some());
}

#[test]
fn without_a_text_nothing_is_recorded_and_it_is_shown_all_the_same() {
    let mut scene = at((100, 30));
    let facts = scene.facts.len();
    scene.paste("acmove point production/code from Ana");
    assert_eq!(scene.facts.len(), facts);
    assert!(scene.said().starts_with("Ana points at Production, Activation Code. J goes there"), "{}", scene.said());
    assert!(scene.screen().contains("Production\u{ab} "), "{}", scene.screen());
}

#[test]
fn of_several_the_last_one_stays_and_each_is_recorded() {
    let mut scene = at((100, 30));
    scene.paste("quality/ip: one\nproduction/code: two\nlifetime/backup: three");
    assert_eq!(pointed(&scene).len(), 3);
    let screen = scene.screen();
    assert!(screen.contains("LifeTime \u{ab}gu ") && !screen.contains("Quality \u{ab}"), "{screen}");
}

#[test]
fn esc_puts_it_away_and_so_does_the_next_operation() {
    let mut scene = at((100, 30));
    scene.press("Tab");
    let chosen = scene.model.ui.chosen;
    scene.paste(SAID).press("Esc");
    assert_eq!((scene.said(), scene.model.ui.chosen), ("", chosen), "nothing else goes");
    assert!(!scene.screen().contains('\u{ab}'), "{}", scene.screen());
    scene.paste(SAID).press("w").press("\"noted\" Enter");
    assert!(!scene.screen().contains('\u{ab}'), "{}", scene.screen());
    // What the program records by itself, and what is refused, is no answer to it.
    scene.paste(SAID).paste("acmove point quality/ip: ".to_owned().as_str()).press("u").press("Esc");
    let long = format!("acmove point quality/ip: {}", "a".repeat(201));
    scene.paste(SAID).paste(&long);
    assert!(scene.said().starts_with("The text that came with it"), "{}", scene.said());
    assert!(scene.screen().contains("\u{ab}Ana"), "{}", scene.screen());
}

#[test]
fn a_key_goes_to_the_place() {
    let mut scene = at((100, 30));
    let goes = |scene: &mut Scene, place: &str| {
        scene.press(".").paste(&format!("acmove point {place}: look")).press("J");
        scene.model.ui.route
    };
    assert_eq!(goes(&mut scene, "production"), Route::Dashboard);
    assert!(scene.screen().contains("Production"), "{}", scene.screen());
    assert_eq!(goes(&mut scene, "rollback"), Route::Page(Page::Rollback));
    assert_eq!(goes(&mut scene, "procedure"), Route::Page(Page::Procedure));
    assert_eq!(goes(&mut scene, "faq 3"), Route::Page(Page::Procedure));
    assert!(scene.screen().contains("FAQ 3"), "{}", scene.screen());
    assert_eq!(goes(&mut scene, "fact 4"), Route::Page(Page::Timeline));
    assert_eq!(scene.model.ui.timeline.told().unwrap().seq, 4);
    assert_eq!(goes(&mut scene, "quality/check-target"), Route::Dashboard);
    // The card of its environment is about another step: the procedure says what that one is.
    assert_eq!(goes(&mut scene, "quality/upload-source"), Route::Page(Page::Procedure));
    assert!(scene.screen().contains("Upload the AAA license"), "{}", scene.screen());
    scene.press("Esc Esc J");
    assert!(scene.said().starts_with("J, pointed at: Nothing is pointed at."), "{}", scene.said());
}

#[test]
fn every_place_can_be_gone_to_in_both_editions() {
    for edition in EDITIONS {
        let story = Story::of(edition, crate::harness::story::FOUR);
        for (target, label) in acmove::domain::point::targets(&story.run) {
            let mut scene = Scene::of(&story, (100, 30));
            scene.send(EngineMsg::Point(Pointing::new(target, Some("Ana"), None))).press("J");
            assert!(!scene.said().starts_with('J'), "{label}: {}", scene.said());
        }
    }
}

#[test]
fn a_line_that_names_no_place_says_so_and_nothing_is_recorded() {
    let mut scene = at((100, 30));
    let facts = scene.facts.len();
    scene.paste("acmove point qualty/ip: look");
    assert!(scene.said().contains("names no environment, field, step or page here"), "{}", scene.said());
    assert_eq!(scene.facts.len(), facts);
}

#[test]
fn no_address_that_somebody_wrote_can_be_opened() {
    let mut scene = at((140, 45));
    scene.paste("acmove point quality/ip from Ana: open https://evil.example/x and http://evil.example now");
    for keys in ["Esc", "N", "Esc t", "Esc i", "Esc T", "Enter"] {
        scene.press(keys);
        let spots = scene.draw(&Theme::bundled("dark").unwrap()).1.hit_areas;
        assert!(!format!("{spots:?}").contains("evil"), "{keys}: {spots:?}");
        scene.press("o o o");
    }
    assert!(scene.opened.iter().all(|address| !address.contains("evil")), "{:?}", scene.opened);
    assert!(scene.facts.iter().any(|fact| matches!(&fact.event, Event::Pointed(_))));
}

#[test]
fn whoever_follows_from_afar_sees_the_same() {
    let mut story = Story::paused();
    story.before("quality/check-target");
    let scene = Scene::of(&story, (100, 30));
    let mut model = Model::following(scene.folded(), (100, 30), story.now);
    let pointing = Pointing::new(Target::Field("quality".parse().unwrap(), Field::Backup), Some("Ana"), Some("this"));
    let fact = record(story.run.facts + 1, story.now, Event::Pointed(pointing));
    let _ = update(&mut model, story.now, Msg::Engine(Box::new(EngineMsg::Recorded(Box::new(fact)))));
    assert!(model.ui.notice.as_ref().unwrap().text.starts_with("Ana points at Quality, backup: \"this\"."));
    assert!(model.session().pointed.is_some());
    let _ = update(&mut model, story.now, Msg::Engine(Box::new(EngineMsg::PutAway)));
    assert!(model.session().pointed.is_none());
}

#[test]
fn whoever_opens_it_again_sees_what_was_pointed_at_last() {
    let mut story = Story::paused();
    let pointing = Pointing::new(Target::Environment("quality".parse().unwrap()), Some("Ana"), Some("look"));
    story.grant(&Command::Point(pointing));
    assert!(Scene::of(&story, (100, 30)).screen().contains("Quality \u{ab}Ana"));
}
