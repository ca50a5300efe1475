//! The screen of those who watch a migration from afar: everything is shown, nothing can be done, and what is not known is said.

use acmove::{
    domain::event::Event,
    engine::{
        afar::{Afar, AfarSource, Heard},
        beyond::Beyond,
        desk::Desk,
        message::{EngineEffect, EngineMsg},
        session::Session,
    },
    tui::{
        desk::DeskPlace,
        message::{Effect, Msg, PasteEnd, Typed},
        update::{Model, update},
    },
    view::{afar::words, text::Tone, times::Moment},
};
use jiff::{SignedDuration, Timestamp};

use crate::harness::{
    scene::{SIZES, Scene, parse},
    story::Story,
};

fn afar(source: AfarSource, heard: Timestamp) -> Afar {
    Afar::read(source, heard)
}

/// A migration that is watched.
fn watched(story: &Story, size: (u16, u16), afar: Afar) -> Scene {
    let mut scene = Scene::of(story, size);
    let session = Session { afar: Some(Box::new(afar)), ..scene.model.engine.session.clone() };
    scene.model = Model::following(session, size, scene.now);
    scene
}

fn live(size: (u16, u16)) -> Scene {
    let story = Story::paused();
    let now = Scene::of(&story, size).now;
    watched(&story, size, afar(AfarSource::Live, now))
}

/// The line about the operator, and its meaning.
fn told(scene: &Scene, afar: Afar, now: Timestamp) -> (Tone, String) {
    let session = Session { afar: Some(Box::new(afar)), ..scene.model.session().clone() };
    words(&session, &Moment::of(&session, now, None)).unwrap()
}

fn desk(at: Timestamp) -> Desk {
    Desk {
        by: "ana@laptop".to_owned(),
        at,
        screen: "Dashboard".to_owned(),
        environment: Some("quality".to_owned()),
        step: Some("quality/check-source".to_owned()),
        question: None,
    }
}

#[test]
fn it_says_that_it_is_watched_who_acts_and_when_something_was_heard() {
    for size in SIZES {
        let scene = live(size);
        let text = scene.screen();
        assert!(text.contains("WATCHING") && text.contains("Heard "), "{size:?}\n{text}");
        if size.0 > 60 {
            assert!(text.contains("THE OPERATOR") && !text.contains("NOW YOU"), "{size:?}\n{text}");
        }
    }
}

#[test]
fn no_key_and_no_paste_records_anything_or_asks_a_question() {
    let mut scene = live((80, 24));
    let keys = "y n b g e f h x d r l u w s C # Q H Enter Down Enter Up Enter R r Enter Esc i Enter Esc : Enter Esc";
    for key in parse(keys) {
        let effects = update(&mut scene.model, scene.now, Msg::Typed(Typed::Key(key)));
        let is_harmless = |effect: &Effect| !matches!(effect, Effect::Engine(EngineEffect::Record(..)));
        assert!(effects.iter().all(is_harmless), "{key:?}: {effects:?}");
        assert!(scene.model.ui.entry.is_none(), "{key:?} asks something");
        let pasted = Msg::Typed(Typed::Paste("Invalid Intellectual Property".to_owned(), PasteEnd::Marked));
        assert!(update(&mut scene.model, scene.now, pasted).iter().all(is_harmless));
    }
    assert_eq!(scene.model.session().run.facts, live((80, 24)).model.session().run.facts);
}

#[test]
fn the_operators_choices_are_shown_as_theirs() {
    let mut scene = live((100, 36));
    let text = scene.screen();
    assert!(text.contains("These are the operator's choices."), "{text}");
    scene.press("g");
    assert!(scene.screen().contains("Only the operator can do this."), "{}", scene.screen());
    assert_eq!(scene.model.ui.selected, None);
}

#[test]
fn what_is_known_of_the_operator_is_said_and_what_is_not_is_not_shown_as_fine() {
    let scene = live((100, 30));
    let now = scene.now;
    let ago = |minutes| now - SignedDuration::from_mins(minutes);
    let live_at = |heard| afar(AfarSource::Live, heard);
    for (afar, tone, said) in [
        (Afar { desk: Some(desk(now)), ..live_at(now) }, Tone::Quiet, &["Heard ", "Operator at Quality: Check"][..]),
        (
            Afar { desk: Some(Desk { question: Some("note".to_owned()), ..desk(ago(7)) }), ..live_at(ago(5)) },
            Tone::Quiet,
            &["5 min ago", "answering: note, since"],
        ),
        (
            Afar { desk: Some(Desk { screen: "Rollback".to_owned(), ..desk(now) }), ..live_at(now) },
            Tone::Quiet,
            &["Operator at page Rollback."],
        ),
        (live_at(now), Tone::Quiet, &["The operator closed it."]),
        (Afar { holder: Some("ana@laptop, process 7".to_owned()), ..live_at(now) }, Tone::Quiet, &["Open: ana@laptop"]),
        (
            Afar { lost: Some((ago(3), "there is no journal in m any more.".to_owned())), ..live_at(ago(9)) },
            Tone::Bad,
            &["NOTHING HEARD since ", "this shows record ", "There is no journal in m any more."],
        ),
        (
            afar(AfarSource::Copy(ago(12)), now),
            Tone::Caution,
            &["A copy of ", "12 min ago", "Later records are not known here."],
        ),
    ] {
        let (meaning, text) = told(&scene, afar, now);
        assert_eq!(meaning, tone, "{text}");
        assert!(said.iter().all(|said| text.contains(said)), "{text}");
    }
}

#[test]
fn a_desk_of_another_edition_or_with_anything_in_it_is_harmless() {
    let scene = live((100, 30));
    let odd = Desk {
        screen: "\u{1b}[2J\u{202e}Dash".to_owned(),
        step: Some("nowhere/never".to_owned()),
        environment: Some("x".repeat(9000)),
        question: Some("a\nb\u{7}".to_owned()),
        ..desk(scene.now)
    };
    let (_, text) = told(&scene, Afar { desk: Some(odd.cleaned()), ..afar(AfarSource::Live, scene.now) }, scene.now);
    assert!(!text.chars().any(char::is_control) && text.len() < 400, "{text:?}");
}

#[test]
fn records_and_news_are_taken_in_and_a_journal_that_was_replaced_is_shown_anew() {
    let mut story = Story::paused();
    let mut scene = watched(&story, (80, 24), afar(AfarSource::Live, Scene::of(&story, (80, 24)).now));
    story.record(Event::NoteWritten { about: None, text: "seen".to_owned() });
    let record = story.facts.last().unwrap().clone();
    let now = scene.now;
    update(&mut scene.model, now, EngineMsg::Recorded(Box::new(record)));
    assert!(scene.screen().contains("seen"), "{}", scene.screen());
    let lost = Afar { lost: Some((now, "it is gone.".to_owned())), ..afar(AfarSource::Live, now) };
    let heard = Heard { afar: lost, beyond: Beyond::Nothing };
    update(&mut scene.model, now, EngineMsg::Heard(Box::new(heard)));
    assert!(scene.screen().contains("NOTHING HEARD"), "{}", scene.screen());
    let anew = Scene::of(&Story::paused(), (80, 24)).model.session().clone();
    let anew = Session { afar: Some(Box::new(afar(AfarSource::Live, now))), ..anew };
    update(&mut scene.model, now, EngineMsg::Anew(Box::new(anew)));
    assert!(!scene.screen().contains("NOTHING HEARD") && !scene.screen().contains("seen"), "{}", scene.screen());
}

#[test]
fn the_desk_tells_the_screen_and_the_question_and_never_what_is_typed() {
    let mut scene = Scene::of(&Story::paused(), (80, 24));
    let place = |scene: &Scene| DeskPlace::of(scene.model.session(), &scene.model.ui);
    let desk = |scene: &Scene| place(scene).desk(scene.model.session(), "ana".to_owned(), scene.now);
    let first = place(&scene);
    assert_eq!(desk(&scene).screen, "Dashboard");
    scene.press("w");
    assert_ne!(place(&scene), first);
    scene.press("\"a secret\"");
    let told = serde_json::to_string(&desk(&scene)).unwrap();
    assert!(told.contains("note") && !told.contains("secret"), "{told}");
    scene.press("Esc R");
    assert_eq!(desk(&scene).screen, "Rollback");
    scene.press("Esc");
    assert_eq!(place(&scene), first, "back where it was, nothing is new");
}

#[test]
fn the_backups_of_a_copy_are_told_as_of_then() {
    let mut story = Story::paused();
    story.through("production/check-target");
    let mut scene = Scene::of(&story, (140, 45));
    scene.begin();
    let now = scene.now;
    let copy = afar(AfarSource::Copy(now), now);
    let session = scene.model.session().clone();
    let session = Session { afar: Some(Box::new(copy)), packed_at: Some(now), ..session };
    scene.model = Model::following(session, (140, 45), now);
    let dashboard = scene.screen();
    assert!(dashboard.contains("Rollback then: ") && dashboard.contains("verified when packed"), "{dashboard}");
    scene.press("R");
    let page = scene.screen();
    assert!(page.contains("verified when packed at ") && !page.contains("read back now"), "{page}");
}
