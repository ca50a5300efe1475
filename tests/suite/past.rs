//! The timeline, its filters and evidence, and the screen as it was.

use acmove::{
    app::{
        desk::{Page, Place},
        session::Owner,
        timeline::Timeline,
    },
    domain::{
        command::StepDeed,
        event::Problem,
        infrastructure::Side,
        told::{Kind, Told},
    },
};

use crate::{
    stage::{SIZES, Scene, page},
    support::{Story, claim, report, show},
};

fn told() -> Story {
    let mut story = Story::paused();
    story.through("production/upload-source");
    story.done("production/check-source", claim("Ignore"));
    story.done("quality/obtain-source", report(Problem::SerialNotFound));
    story
}

fn scene() -> Scene {
    let mut scene = Scene::of(&told(), SIZES[1]);
    scene.press("T");
    scene
}

fn kinds(scene: &Scene) -> Vec<Kind> {
    scene.model.desk.timeline.shown(&scene.model.session).iter().map(|told| told.kind).collect()
}

#[test]
fn every_fact_is_there_and_the_last_one_is_selected() {
    let mut scene = Scene::of(&told(), (100, 30));
    scene.press("T");
    let timeline = &scene.model.desk.timeline;
    let shown = timeline.shown(&scene.model.session);
    assert_eq!(shown.len() as u64, scene.model.session.run.facts);
    assert_eq!(timeline.place(&shown), Some(shown.len() - 1));
    let text = scene.screen();
    assert!(text.contains("Timeline: all environments, all kinds") && text.contains("does not list"), "{text}");
}

#[test]
fn facts_are_filtered_by_kind_environment_and_words_and_all_of_them_come_back() {
    let mut scene = scene();
    let all = kinds(&scene).len();
    for kind in Kind::ALL {
        scene.press("f");
        assert!(kinds(&scene).iter().all(|shown| *shown == kind), "{kind:?}");
        assert!(scene.screen().contains(kind.name()), "{}", scene.screen());
    }
    scene.press("f");
    assert_eq!(kinds(&scene).len(), all);
    let about = |scene: &Scene| {
        let shown = scene.model.desk.timeline.shown(&scene.model.session);
        shown.iter().map(|told| told.environment).collect::<Vec<_>>()
    };
    scene.press("Tab");
    assert!(about(&scene).iter().all(Option::is_none), "the infrastructure first");
    scene.press("Shift-Tab Shift-Tab");
    assert_eq!(scene.model.desk.timeline.owner, Some(Owner::Environment(3)));
    assert!(!about(&scene).is_empty() && about(&scene).iter().all(|place| *place == Some(3)));
    scene.press("Tab / \"read back\" Enter");
    assert!(about(&scene).len() < 4 && !about(&scene).is_empty(), "{}", scene.screen());
    scene.press("/ Ctrl-u \"no fact says this\" Enter");
    assert!(scene.screen().contains("No fact is like that"), "{}", scene.screen());
    scene.press("Esc");
    assert_eq!(kinds(&scene).len(), all, "Esc takes the words away first");
    assert_eq!(scene.model.desk.place, Place::Page(Page::Timeline));
}

#[test]
fn a_filter_that_is_left_with_escape_is_as_it_was() {
    let mut scene = scene();
    scene.press("/ \"backup\" Enter / \" and more\" Esc");
    assert_eq!(scene.model.desk.timeline.words, "backup");
}

#[test]
fn a_fact_is_opened_with_what_was_read_for_it() {
    let mut story = Story::paused();
    story.through("production/upload-source");
    let page = story.page(3, Side::Source, "Ignore");
    story.done("production/check-source", show(page));
    let mut scene = Scene::of(&story, (100, 30));
    scene.press("T Enter");
    let text = scene.screen();
    assert!(text.contains("Production: Check Intellectual Property") && text.contains("verified"), "{text}");
    assert!(text.contains("Evidence  SHA-256") && text.contains("* a line with signs *"), "{text}");
    scene.press("Y");
    assert!(scene.clipboard.starts_with("Licensing\n"), "{}", scene.clipboard);
    scene.press("Esc Up Enter");
    assert!(scene.screen().contains("no evidence beside the record"), "{}", scene.screen());
    scene.press("Esc Esc");
    assert_eq!(scene.model.desk.place, Place::Dashboard);
    assert!(scene.model.desk.timeline.facts.is_none(), "what is not shown takes no memory");
}

#[test]
fn the_screen_as_it_was_is_marked_and_changes_nothing() {
    let mut scene = scene();
    let facts = scene.model.session.run.facts;
    scene.press("Up Up Up v");
    let text = scene.screen();
    assert!(text.contains("AS IT WAS") && text.contains(&format!("record {}", facts - 3)), "{text}");
    assert!(!text.contains("▸ g  Give") && text.contains("Going back then"), "{text}");
    for keys in ["y", "b", "g", "u", "h", "w", "A", "r", "Enter"] {
        scene.press(keys);
        assert!(scene.model.desk.entry.is_none(), "{keys}: {}", scene.screen());
        if scene.model.past.is_none() {
            scene.press("v");
        }
    }
    scene.paste(&page("XBI-NMO-IL5-OYI-9SO-LCU-4SQ-QUT", "8RV.WLK.3CO.BL2.IQC.MNO.QJ3.GUT", "Ignore"));
    assert!(scene.said().contains("This is the past"), "{}", scene.said());
    assert_eq!(scene.model.session.run.facts, facts);
}

#[test]
fn one_walks_through_the_past_and_back_to_now() {
    let mut scene = scene();
    let facts = scene.model.session.run.facts;
    scene.press("v -");
    let seq = |scene: &Scene| scene.model.shown().as_of.unwrap().seq;
    assert_eq!(seq(&scene), facts - 1);
    scene.press("- - +");
    assert_eq!(seq(&scene), facts - 2);
    scene.press("+ + + + +");
    assert_eq!(seq(&scene), facts, "there is nothing after the last");
    for _ in 0..facts + 3 {
        scene.press("-");
    }
    assert_eq!(seq(&scene), 1, "there is nothing before the first");
    assert!(scene.screen().contains("none seen yet"), "{}", scene.screen());
    for (keys, text) in [("i", "Environments"), ("Esc R", "Rollback"), ("Esc p", "The whole procedure")] {
        scene.press(keys);
        assert!(scene.screen().contains(text) && scene.screen().contains("AS IT WAS"), "{}", scene.screen());
    }
    scene.press("Esc Tab Esc");
    assert_eq!(scene.model.desk.place, Place::Page(Page::Timeline));
    assert!(scene.model.past.is_none());
    scene.press("Esc");
    assert!(!scene.screen().contains("AS IT WAS"), "{}", scene.screen());
}

#[test]
fn what_is_recorded_while_somebody_looks_at_the_past_is_told_and_disturbs_nobody() {
    let mut scene = scene();
    scene.press("v -");
    let before = scene.model.shown().as_of;
    let event = acmove::domain::event::Event::NoteWritten { about: None, text: "from elsewhere".to_owned() };
    let seq = scene.model.session.run.facts + 1;
    let fact = crate::support::record(seq, scene.now, event);
    scene.send(acmove::app::message::Msg::Recorded(Box::new(fact)));
    assert_eq!(scene.model.shown().as_of, before);
    assert_eq!(scene.model.desk.timeline.facts.as_ref().unwrap().last().unwrap().seq, seq);
}

#[test]
fn every_fact_of_a_story_has_a_kind_and_a_sentence() {
    let mut story = Story::paused();
    story.before("lifetime/upload-target");
    story.done("lifetime/upload-target", StepDeed::Begin { vault: story.vault(0) });
    for fact in &story.facts {
        let told = Told::of(fact, &story.run);
        assert!(told.sentence.ends_with(['.', '"']), "{told:?}");
    }
    let empty = Timeline::default();
    assert!(empty.chosen().is_none());
}
