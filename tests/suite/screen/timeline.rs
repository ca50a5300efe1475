//! The timeline, its filters and evidence, and the screen as it was.

use acmove::{
    domain::{
        command::StepCommand,
        event::{Event, FactKind, Problem},
        infrastructure::Side,
        timeline_entry::TimelineEntry,
    },
    engine::{
        message::{EngineEffect, EngineMsg},
        subject::Owner,
    },
    tui::{
        message::{Effect, Msg, Typed},
        route::Route,
        timeline::Timeline,
        update::update,
    },
    view::pages::Page,
};

use crate::harness::{
    scene::{SIZES, Scene, page, parse},
    story::{EDITIONS, FOUR, Story, claim, env_ix, report, roll_back, show},
    watching::with_lifetime,
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

fn kinds(scene: &Scene) -> Vec<FactKind> {
    scene.model.ui.timeline.shown().map(|told| told.kind).collect()
}

#[test]
fn every_fact_is_there_and_the_last_one_is_selected() {
    let mut scene = Scene::of(&told(), (100, 30));
    scene.press("T");
    let timeline = &scene.model.ui.timeline;
    assert_eq!(timeline.count() as u64, scene.model.engine.session.run.facts);
    assert_eq!(timeline.place(), Some(timeline.count() - 1));
    let text = scene.screen();
    assert!(text.contains("Timeline: all environments, all kinds") && text.contains("does not list"), "{text}");
}

#[test]
fn facts_are_filtered_by_kind_environment_and_words_and_all_of_them_come_back() {
    let mut scene = scene();
    let all = kinds(&scene).len();
    let there_is = kinds(&scene);
    for kind in FactKind::ALL.into_iter().filter(|kind| there_is.contains(kind)) {
        scene.press("f");
        assert!(kinds(&scene).iter().all(|shown| *shown == kind), "{kind:?}");
        assert!(scene.screen().contains(kind.name()), "{}", scene.screen());
    }
    scene.press("f");
    assert_eq!(kinds(&scene).len(), all);
    let about = |scene: &Scene| scene.model.ui.timeline.shown().map(|told| told.environment).collect::<Vec<_>>();
    scene.press("Tab");
    assert!(about(&scene).iter().all(Option::is_none), "the infrastructure first");
    scene.press("Shift-Tab Shift-Tab");
    assert_eq!(scene.model.ui.timeline.owner, Some(Owner::Environment(env_ix(3))));
    assert!(!about(&scene).is_empty() && about(&scene).iter().all(|place| *place == Some(env_ix(3))));
    scene.press("Tab / \"read back\" Enter");
    assert!(about(&scene).len() < 4 && !about(&scene).is_empty(), "{}", scene.screen());
    scene.press("/ Ctrl-u \"no fact says this\" Enter");
    assert!(scene.screen().contains("No fact is like that"), "{}", scene.screen());
    scene.press("Esc");
    assert_eq!(kinds(&scene).len(), all, "Esc takes the words away first");
    assert_eq!(scene.model.ui.route, Route::Page(Page::Timeline));
}

#[test]
fn a_filter_that_is_left_with_escape_is_as_it_was() {
    let mut scene = scene();
    scene.press("/ \"backup\" Enter / \" and more\" Esc");
    assert_eq!(scene.model.ui.timeline.words, "backup");
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
    assert_eq!(scene.model.ui.route, Route::Dashboard);
    assert!(scene.model.ui.timeline.facts.is_none(), "what is not shown takes no memory");
}

#[test]
fn the_screen_as_it_was_is_marked_and_changes_nothing() {
    let mut scene = scene();
    let facts = scene.model.engine.session.run.facts;
    scene.press("Up Up Up v");
    let text = scene.screen();
    assert!(text.contains("AS IT WAS") && text.contains(&format!("record {}", facts - 3)), "{text}");
    assert!(!text.contains("▸ g  Give") && text.contains("Rollback then"), "{text}");
    for keys in ["y", "b", "g", "u", "h", "w", "A", "r", "Enter"] {
        scene.press(keys);
        assert!(scene.model.ui.entry.is_none(), "{keys}: {}", scene.screen());
        if scene.model.past.is_none() {
            scene.press("v");
        }
    }
    // Enter has shown all actions: a paste is searched for there.
    scene.paste("timeline").press("Esc");
    scene.paste(&page("XBI-NMO-IL5-OYI-9SO-LCU-4SQ-QUT", "8RV.WLK.3CO.BL2.IQC.MNO.QJ3.GUT", "Ignore"));
    assert!(
        scene.said().contains("This is the state at an earlier time. You cannot change anything"),
        "{}",
        scene.said()
    );
    assert_eq!(scene.model.engine.session.run.facts, facts);
}

#[test]
fn one_walks_through_the_past_and_back_to_now() {
    let mut scene = scene();
    let facts = scene.model.engine.session.run.facts;
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
    assert!(scene.screen().contains("no Licensing page read yet"), "{}", scene.screen());
    for (keys, text) in [("i", "Environments"), ("Esc R", "Rollback"), ("Esc p", "The whole procedure")] {
        scene.press(keys);
        assert!(scene.screen().contains(text) && scene.screen().contains("AS IT WAS"), "{}", scene.screen());
    }
    scene.press("Esc Tab Esc");
    assert_eq!(scene.model.ui.route, Route::Page(Page::Timeline));
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
    let seq = scene.model.engine.session.run.facts + 1;
    let fact = crate::harness::story::record(seq, scene.now, event);
    scene.send(EngineMsg::Recorded(Box::new(fact)));
    assert_eq!(scene.model.shown().as_of, before);
    assert_eq!(scene.model.ui.timeline.facts.as_ref().unwrap().last().unwrap().seq, seq);
}

#[test]
fn every_fact_of_a_story_has_a_kind_and_a_sentence() {
    let mut story = Story::paused();
    story.before("lifetime/upload-target");
    story.done("lifetime/upload-target", StepCommand::Begin { vault: story.vault(0) });
    for fact in &story.facts {
        let told = TimelineEntry::of(fact, &story.run);
        assert!(told.sentence.ends_with(['.', '"']), "{told:?}");
    }
    assert!(Timeline::default().told().is_none());
}

#[test]
fn from_a_page_of_the_past_one_comes_back_to_the_same_timeline() {
    let mut scene = scene();
    scene.press("f f Up v R Esc");
    assert!(scene.screen().contains("AS IT WAS"), "{}", scene.screen());
    scene.press("Esc");
    let text = scene.screen();
    assert!(text.contains("claimed") && !text.contains("reading the journal"), "{text}");
}

#[test]
fn what_nobody_waits_for_any_more_changes_no_screen_and_takes_no_words() {
    let mut scene = scene();
    let past = scene.model.engine.session.clone().as_it_was();
    // Asked for, and left again before it came.
    let effects = update(&mut scene.model, scene.now, Msg::Typed(Typed::Key(parse("v")[0])));
    assert!(matches!(effects.as_slice(), [Effect::ReadPast(_)]));
    scene.press("Esc w \"half a note");
    let seq = past.as_of.unwrap().seq;
    scene.send(Msg::Past(seq, Ok(Box::new(past))));
    assert!(scene.model.past.is_none());
    scene.press("\" of mine\" Enter");
    assert_eq!(scene.model.engine.session.run.notes[0].text, "half a note of mine");
}

#[test]
fn a_key_that_is_held_down_reads_one_moment_at_a_time_and_then_the_last_one_wanted() {
    let mut scene = scene();
    scene.press("v");
    let last = scene.model.shown().as_of.unwrap().seq;
    let mut asked = Vec::new();
    for _ in 0..5 {
        asked.extend(update(&mut scene.model, scene.now, Msg::Typed(Typed::Key(parse("-")[0]))));
    }
    assert_eq!(asked, [Effect::ReadPast(last - 1)]);
    let then = scene.model.shown().clone();
    let next = update(&mut scene.model, scene.now, Msg::Past(last - 1, Ok(Box::new(then))));
    assert_eq!(next, [Effect::ReadPast(last - 5)]);
}

#[test]
fn only_the_evidence_of_the_fact_that_is_shown_is_copied() {
    let mut story = Story::paused();
    story.through("production/upload-source");
    let page = story.page(3, Side::Source, "Ignore");
    story.done("production/check-source", show(page));
    let mut scene = Scene::of(&story, (100, 30));
    scene.press("T Enter Esc Up Enter Y");
    assert!(scene.clipboard.is_empty() && scene.said().contains("nothing to copy"), "{}", scene.said());
}

#[test]
fn a_page_of_the_timeline_skips_no_fact() {
    let mut story = Story::paused();
    story.finish_well();
    let mut scene = Scene::of(&story, SIZES[1]);
    scene.press("T");
    let seen = |scene: &Scene| {
        let text = scene.screen();
        text.lines().filter(|line| line.trim_start_matches(['\u{258c}', ' ']).starts_with("21:")).count()
    };
    let count = seen(&scene);
    let before = scene.model.ui.timeline.place().unwrap();
    scene.press("PgUp");
    assert!(before - scene.model.ui.timeline.place().unwrap() <= count, "{count} in sight\n{}", scene.screen());
}

#[test]
fn facts_that_came_while_the_journal_was_read_are_read_again() {
    let mut scene = Scene::of(&told(), SIZES[1]);
    let effects = update(&mut scene.model, scene.now, Msg::Typed(Typed::Key(parse("T")[0])));
    assert!(effects.contains(&Effect::ReadHistory));
    let again = update(&mut scene.model, scene.now, Msg::History(Ok(Vec::new())));
    assert_eq!(again, [Effect::ReadHistory]);
    let failed = update(&mut scene.model, scene.now, Msg::History(Err("the disk is asleep".to_owned())));
    assert!(failed.is_empty() && scene.screen().contains("the disk is asleep"));
}

#[test]
fn help_leads_back_to_where_it_was_asked_for() {
    let mut scene = scene();
    scene.press("? Esc");
    assert_eq!(scene.model.ui.route, Route::Page(Page::Timeline));
    scene.press("Esc R ? Esc");
    assert_eq!(scene.model.ui.route, Route::Page(Page::Rollback));
}

/// The same migration, looked at again: nothing of it is now.
fn replayed(story: &Story) -> Scene {
    let mut scene = Scene::of(story, SIZES[1]);
    scene.model.engine.session = scene.model.engine.session.clone().as_it_was();
    scene.broken = true;
    let effects = scene.model.begin();
    assert!(!effects.iter().any(|effect| matches!(
        effect,
        Effect::Engine(EngineEffect::Record(..) | EngineEffect::Watch(_)) | Effect::Downloads(_)
    )));
    scene
}

#[test]
fn a_replay_goes_through_the_records_and_nothing_can_be_changed_in_it() {
    let mut scene = replayed(&told());
    let last = scene.model.engine.session.run.facts;
    let seq = |scene: &Scene| scene.model.shown().as_of.unwrap().seq;
    assert_eq!(seq(&scene), last);
    assert!(scene.screen().contains("AS IT WAS") && scene.screen().contains("T timeline"), "{}", scene.screen());
    scene.press("- - -");
    assert_eq!(seq(&scene), last - 3);
    scene.press("+ + + +");
    assert_eq!(seq(&scene), last);
    for key in ["y", "n", "b", "g", "w", "h", "u", "z", "R r"] {
        scene.press(key);
        assert!(scene.model.ui.entry.is_none() && scene.model.ui.busy.is_none(), "{key}: {}", scene.screen());
        scene.press("Esc");
    }
    scene.paste(&page("XBI-NMO-IL5-OYI-9SO-LCU-4SQ-QUT", "8RV.WLK.3CO.BL2.IQC.MNO.QJ3.GUT", "Ignore"));
    assert!(scene.said().contains("You cannot change anything here"), "{}", scene.said());
    assert_eq!(scene.model.engine.session.run.facts, last);
    assert!(scene.model.engine.farewell(scene.now).is_empty());
    scene.press("q");
    assert!(scene.left);
}

#[test]
fn a_replay_of_a_watched_migration_looks_at_nothing_and_says_nothing_of_now() {
    let mut story = Story::of(EDITIONS[0], &with_lifetime(FOUR));
    story.record(Event::Watched { environments: 4, other_types: Vec::new() }).through("pause/pause-production");
    let scene = replayed(&story);
    assert!(scene.model.engine.farewell(scene.now).is_empty());
    assert!(scene.model.engine.session.vault.is_empty(), "what is in the vault now says nothing about then");
}

#[test]
fn of_a_rollback_that_is_replayed_no_backup_is_missed_that_was_kept() {
    let mut story = Story::paused();
    story.through("lifetime/check-target").grant(&roll_back()).through("rollback/pause-production");
    let mut scene = replayed(&story);
    assert!(scene.screen().contains("0 of 1 restored") && !scene.screen().contains("WITHOUT"), "{}", scene.screen());
    let last = scene.model.engine.session.run.facts;
    scene.press("- - T");
    assert!(scene.screen().contains(&format!("{last} of {last} facts")), "{}", scene.screen());
    assert_eq!(scene.model.shown().as_of.unwrap().seq, last - 2, "one stays where one was");
    assert_eq!(scene.model.ui.timeline.told().unwrap().seq, last - 2);
}
