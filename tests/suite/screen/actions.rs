//! All actions to search in, the places there are, what is copied, the mouse: keys that explain themselves.

use std::{fs, path::Path};

use acmove::{
    domain::{
        command::StepCommand,
        event::Problem,
        outlook::{Next, State},
    },
    engine::operation::Operation,
    tui::{
        available,
        hit_area::HitArea,
        message::{Msg, Typed},
        overlay::{Overlay, Picker, PickerKind},
        route::Route,
    },
    view::{
        action::{Action, Navigation},
        action_table::{TABLE, row},
        pages::Page,
    },
};

use crate::{
    harness::{
        scene::{SIZES, Scene},
        story::{EDITIONS, FOUR, IP_ERROR, Story, message, report, roll_back},
        watching::with_lifetime,
    },
    tools::with_commands,
};

fn scene(story: &Story) -> Scene {
    Scene::of(story, SIZES[1])
}

fn half_way() -> Story {
    let mut story = Story::paused();
    story.through("development/upload-target");
    story
}

fn items(scene: &Scene, typed: &str) -> Vec<(String, bool, String)> {
    let mut picker = Picker::new(PickerKind::All);
    for c in typed.chars() {
        picker.input.handle(tui_input::InputRequest::InsertChar(c));
    }
    let items = picker.items(scene.model.shown(), &scene.model.ui);
    items.into_iter().map(|item| (item.name, item.is_available, item.help)).collect()
}

#[test]
fn where_everything_is_configured_in_a_rehearsal_every_row_of_the_table_is_there() {
    let described = with_lifetime(&with_commands("")).replacen("[lifetime]", "downloads = \"d\"\n[lifetime]", 1);
    let story = Story::rehearsal(EDITIONS[0], &described);
    assert_eq!(available::rows(&scene(&story).model.engine.session).count(), TABLE.len());
}

#[test]
fn every_action_is_in_the_list_and_what_cannot_be_done_says_why() {
    for story in [Story::four(), Story::paused(), half_way(), Story::rehearsal(EDITIONS[0], FOUR)] {
        let scene = scene(&story);
        // Where nothing is typed, there is what can be done now.
        let short = items(&scene, "");
        assert!(short.len() > 10 && short.iter().all(|(_, available, _)| *available), "{short:?}");
        let (mut can, mut cannot) = (0, 0);
        for row in available::rows(&scene.model.engine.session) {
            let name = available::listed(scene.model.shown(), &scene.model.ui, row);
            let Some((_, available, why)) = items(&scene, &name).into_iter().find(|(other, ..)| *other == name) else {
                // The list itself, and to choose what it selects.
                let is_its_own = matches!(row.action, Action::Navigation(Navigation::Palette) | Action::Choose);
                assert!(is_its_own, "{name}");
                continue;
            };
            *(if available { &mut can } else { &mut cannot }) += 1;
            assert!(available || why.ends_with('.'), "{name}: {why}");
        }
        assert!(can > 10 && cannot > 10, "{can}, {cannot}");
    }
}

#[test]
fn a_few_letters_find_an_action_and_slips_do_not_hide_it() {
    let scene = scene(&half_way());
    for (typed, name) in [
        ("rollb", "Rollback"),
        ("envs", "Environments"),
        ("tml", "Timeline"),
        ("tick", "Ticket"),
        ("clipboard", "Paste"),
        ("mouse", "Mouse on or off"),
        ("give up", "Give up"),
    ] {
        let found = items(&scene, typed);
        assert!(found.iter().take(2).any(|(found, ..)| found == name), "{typed}: {found:?}");
    }
    assert!(items(&scene, "xyzzy").is_empty());
}

#[test]
fn the_list_is_opened_walked_through_and_closed() {
    let mut scene = scene(&Story::paused());
    for keys in [":", "Ctrl-p"] {
        scene.press(keys);
        assert!(matches!(scene.model.ui.overlay, Some(Overlay::Picker(_))));
        scene.press("Down Down Up PgDn PgUp Tab Shift-Tab Esc");
        assert!(scene.model.ui.overlay.is_none());
    }
    assert_eq!(scene.model.engine.session.run.facts, 6, "no attempts");
    scene.press(": \"xyzzy\" Enter");
    assert!(scene.model.ui.overlay.is_none() || scene.screen().contains("No action with this name"));
}

#[test]
fn what_is_chosen_from_a_page_leads_back_to_where_it_is_done() {
    let mut scene = scene(&half_way());
    scene.press("p").pick("note").press("\"from a page\" Enter");
    assert_eq!(scene.model.engine.session.run.notes.last().unwrap().text, "from a page");
    scene.press("i").pick("Roll back");
    assert_eq!(scene.model.ui.route, Route::Page(Page::Rollback));
    scene.press("\"it fails\" Enter \"roll back\" Enter");
    assert_eq!(scene.model.engine.session.outlook.state, State::RollingBack, "{}", scene.screen());
}

#[test]
fn what_cannot_be_done_now_is_not_done_from_the_list_either() {
    let mut scene = scene(&Story::paused());
    let facts = scene.model.engine.session.run.facts;
    for name in ["Support has answered", "It was published", "Continue anyway"] {
        scene.pick(name);
        assert_eq!(scene.model.engine.session.run.facts, facts, "{name}");
        assert!(scene.model.ui.entry.is_none(), "{name}: {}", scene.screen());
        assert!(scene.said().ends_with('.'), "{name}: {}", scene.said());
    }
}

#[test]
fn the_places_are_one_key_away_and_a_wrong_key_says_so() {
    let mut scene = scene(&half_way());
    for (keys, place) in [
        ("Space i", Route::Page(Page::Environments)),
        ("Space R", Route::Page(Page::Rollback)),
        ("Space t", Route::Page(Page::Ticket)),
        ("Space T", Route::Page(Page::Timeline)),
        ("Space .", Route::Dashboard),
        ("Space Down Enter", Route::Page(Page::Environments)),
    ] {
        scene.press(keys);
        assert_eq!(scene.model.ui.route, place, "{keys}");
    }
    scene.press("Esc Space b");
    assert!(scene.said().contains("b does not open a page"), "{}", scene.said());
    assert!(scene.model.ui.entry.is_none() && scene.model.ui.overlay.is_none());
}

#[test]
fn while_a_rollback_goes_on_it_cannot_be_started_once_more_and_that_is_the_reason() {
    let mut story = half_way();
    story.grant(&roll_back());
    let scene = scene(&story);
    let row = row(Action::Operation(Operation::RollBack)).unwrap();
    let why = available::available(scene.model.session(), &scene.model.ui, Route::Dashboard, row).unwrap_err();
    assert_eq!(why, "The rollback has already started.");
}

#[test]
fn a_key_that_does_nothing_here_says_why() {
    let mut scene = scene(&Story::paused());
    scene.press("s");
    assert!(scene.said().starts_with("s is not available on this card."), "{}", scene.said());
    scene.press("l");
    assert_eq!(scene.said(), "l, Continue anyway: The migration is not stopped.");
    scene.press("x");
    assert!(scene.said().starts_with("x, Run the command: No command can do this step now"), "{}", scene.said());
    scene.press("I");
    assert!(scene.said().contains("I does nothing here"), "{}", scene.said());
    scene.press("i u");
    assert_eq!(scene.said(), "u, redo: This is done on the dashboard. Esc goes there.");
}

#[test]
fn values_are_copied_one_after_the_other_and_the_ticket_whole() {
    let mut scene = scene(&Story::paused());
    scene.press("Y");
    assert_eq!(scene.clipboard, "8RV.WLK.3CO.BL2.IQC.MNO.QJ3.GUT");
    assert!(
        scene.said().contains("acmove asked the terminal to copy: Activation Code") && scene.said().contains("Y again")
    );
    scene.press("Y");
    assert_eq!(scene.clipboard, "XBI-NMO-IL5-OYI-9SO-LCU-4SQ-QUT");
    scene.press("Y");
    assert_eq!(scene.clipboard, "8RV.WLK.3CO.BL2.IQC.MNO.QJ3.GUT");
    scene.press("t Y");
    assert!(scene.clipboard.contains("Activation Code") && scene.clipboard.lines().count() > 5, "{}", scene.clipboard);
    scene.press("Esc Tab Y");
    assert!(scene.said().contains("nothing to copy here"), "{}", scene.said());
}

#[test]
fn wherever_support_is_to_be_contacted_the_text_for_it_can_be_copied() {
    let mut collected = Story::paused();
    collected.done("production/obtain-source", report(Problem::SerialNotFound));
    let mut waits = collected.clone();
    waits.until(|story| story.outlook().next == Next::Support);
    let mut stopped = Story::paused();
    stopped.before("production/republish");
    stopped.done("production/republish", StepCommand::Begin { vault: stopped.vault(3) });
    stopped.done("production/republish", message(IP_ERROR));
    let mut reports = stopped.clone();
    reports.grant(&roll_back()).before("rollback/contact-support");
    for (story, keys) in [(collected, "Shift-Tab Shift-Tab Y Y Y"), (waits, "Y"), (stopped, "Y Y"), (reports, "Y")] {
        let mut scene = scene(&story);
        scene.press(keys);
        let wanted = scene.clipboard.contains("Subject: Change of Activation Code");
        assert!(wanted && scene.clipboard.contains("XBI-NMO-IL5-OYI-9SO-LCU-4SQ-QUT"), "{keys}: {}", scene.screen());
    }
}

#[test]
fn values_addresses_panels_choices_keys_and_lines_can_be_pressed() {
    let mut scene = Scene::of(&Story::paused(), (140, 45));
    scene.click("XBI-NMO-IL5-OYI-9SO-LCU-4SQ-QUT  Production");
    assert_eq!(scene.clipboard, "XBI-NMO-IL5-OYI-9SO-LCU-4SQ-QUT");
    scene.click("https://www");
    assert_eq!(scene.opened, ["https://www.outsystems.com/licensing"]);
    scene.click("Quality ─");
    assert!(scene.screen().contains(" Quality: Obtain the AAA license"), "{}", scene.screen());
    scene.click("The serial number is not listed");
    scene.paste("not listed").press("Enter");
    assert!(scene.said().contains("does not list"), "{}", scene.said());
    scene.click("T timeline");
    assert_eq!(scene.model.ui.route, Route::Page(Page::Timeline));
    scene.click("21:01:00").click("21:01:00");
    assert_eq!(scene.model.ui.route, Route::Page(Page::Fact), "{}", scene.screen());
    scene.click("Esc back").click("Esc back");
    assert_eq!(scene.model.ui.route, Route::Dashboard);
    scene.click("Rollback: ");
    assert_eq!(scene.model.ui.route, Route::Page(Page::Rollback));
    scene.click("Esc back").click(": all actions").press("\"note\"").click("Adds a note to the record");
    scene.press("\"by mouse\"").click("Enter answer");
    assert_eq!(scene.model.engine.session.run.notes[0].text, "by mouse");
    scene.press("w \"not this\"").click("Esc cancel");
    assert!(scene.model.ui.entry.is_none() && scene.model.engine.session.run.notes.len() == 1);
}

#[test]
fn a_press_meant_for_a_card_that_is_gone_does_nothing() {
    let mut scene = scene(&Story::four());
    let subject = scene.model.ui.subject(&scene.model.engine.session);
    let spot = HitArea::Choice(subject, acmove::engine::operation::Operation::No);
    scene.press("y");
    let facts = scene.model.engine.session.run.facts;
    scene.send(Msg::Typed(Typed::Pointed(spot)));
    assert_eq!(scene.model.engine.session.run.facts, facts);
}

#[test]
fn a_press_beside_a_question_loses_nothing_of_what_is_typed() {
    let mut scene = scene(&Story::paused());
    scene.press("w \"half a sent");
    for y in 0..24 {
        if y < 20 {
            scene.click_at(3, y);
        }
    }
    scene.press("\"ence\" Enter");
    assert_eq!(scene.model.engine.session.run.notes[0].text, "half a sentence");
}

#[test]
fn the_wheel_scrolls_what_is_in_sight() {
    let mut scene = scene(&half_way());
    scene.press("p");
    let first = scene.screen();
    scene.send(Msg::Typed(Typed::Wheel(3)));
    assert_ne!(scene.screen(), first);
    scene.send(Msg::Typed(Typed::Wheel(-3)));
    assert_eq!(scene.screen(), first);
    scene.press("Esc : \"").send(Msg::Typed(Typed::Wheel(3)));
    assert!(matches!(&scene.model.ui.overlay, Some(Overlay::Picker(picker)) if picker.selected.is_some()));
}

#[test]
fn the_mouse_is_given_back_to_the_terminal_and_taken_again() {
    let mut scene = scene(&Story::paused());
    scene.press("M");
    assert!(!scene.model.ui.mouse && scene.said().contains("terminal"), "{}", scene.said());
    scene.press("M");
    assert!(scene.model.ui.mouse);
}

#[test]
fn help_begins_with_the_keys_of_the_screen_it_was_asked_on() {
    let mut scene = Scene::of(&half_way(), (140, 240));
    scene.press("R ?");
    let text = scene.screen();
    let (here, others) = text.split_once("All other keys").unwrap();
    let again = " Redo ";
    assert!(here.contains("Restores") && !here.contains(again), "{here}");
    assert!(others.contains(again) && others.contains("This is done on the dashboard"), "{others}");
    for row in available::rows(&scene.model.engine.session) {
        let beginning: String = row.help.chars().take(24).collect();
        assert!(text.contains(&beginning), "{} is not in the help", row.name);
    }
    assert!(TABLE.iter().any(|row| row.action == Action::Navigation(Navigation::Palette)));
}

#[test]
fn help_tells_every_action_once_with_its_keys_in_their_own_look_and_column() {
    for size in [(60, 400), (80, 340), (140, 240)] {
        let mut scene = Scene::of(&half_way(), size);
        scene.press("?");
        let text = scene.screen();
        let lines: Vec<&str> = text.lines().collect();
        let (_, rows) = lines.split_last().unwrap();
        for row in available::rows(&scene.model.engine.session) {
            let keys = row.keys.join(" ");
            let beginning: String = row.help.split(' ').take(2).collect::<Vec<_>>().join(" ");
            let named = rows.iter().filter(|line| line.starts_with(&format!("   {keys} "))).count();
            let same = TABLE.iter().filter(|other| other.keys == row.keys).count();
            assert!((1..=same).contains(&named), "{size:?} {keys} {beginning}: {named} of {same}\n{text}");
        }
    }
}

#[test]
fn a_resize_in_any_question_or_list_keeps_what_was_typed() {
    for keys in ["w \"half a note", ": \"roll", "g \"in/production"] {
        let mut scene = scene(&Story::paused());
        scene.press(keys);
        let typed = keys.split('"').nth(1).unwrap();
        for size in [(60, 16), (10, 3), (200, 60), (80, 24)] {
            scene.send(Msg::Resized(size.0, size.1));
            scene.press("x Enter Esc".split(' ').next().filter(|_| size.0 < 60).unwrap_or(""));
        }
        assert!(scene.screen().contains(typed), "{}", scene.screen());
    }
}

#[test]
fn a_stopped_line_offers_the_rollback_by_its_letter_and_by_its_name() {
    let mut story = Story::paused();
    story.before("development/republish").done("development/republish", message(IP_ERROR));
    let mut scene = scene(&story);
    scene.pick("Roll back");
    assert!(scene.screen().contains("eason for the rollback"), "{}", scene.screen());
}

#[test]
fn a_press_beside_the_list_of_actions_does_nothing_but_close_it() {
    for keys in ["T :", ":"] {
        let mut scene = Scene::of(&half_way(), (140, 45));
        scene.press(keys);
        let facts = scene.model.engine.session.run.facts;
        let place = scene.model.ui.route;
        scene.click_at(3, 12);
        assert!(scene.model.ui.overlay.is_none() && scene.model.ui.entry.is_none(), "{}", scene.screen());
        assert_eq!((scene.model.engine.session.run.facts, scene.model.ui.route), (facts, place));
    }
}

#[test]
fn a_word_about_a_card_is_not_given_from_a_page_where_it_is_not_seen() {
    let mut story = Story::paused();
    story.before("production/upload-source");
    let mut scene = scene(&story);
    scene.press("b p");
    let facts = scene.model.engine.session.run.facts;
    scene.pick("I uploaded it");
    assert_eq!((scene.model.engine.session.run.facts, scene.model.ui.route), (facts, Route::Dashboard));
    scene.press("Enter");
    assert_eq!(scene.model.engine.session.run.facts, facts + 1, "{}", scene.screen());
}

#[test]
fn every_action_has_a_row_in_the_table() {
    let read = |file: &str| fs::read_to_string(Path::new(env!("CARGO_MANIFEST_DIR")).join(file)).unwrap();
    let table = ["navigations", "operations"].map(|part| read(&format!("src/view/action_table/{part}.rs"))).concat();
    for (name, file) in [("Navigation", "src/view/action.rs"), ("Operation", "src/engine/operation.rs")] {
        let source = read(file).replace('\r', "");
        let (_, body) = source.split_once(&format!("pub enum {name} {{\n")).unwrap();
        let variants = body.split("\n}").next().unwrap().lines().map(str::trim).filter(|line| !line.starts_with("//"));
        let missing: Vec<&str> = variants
            .map(|line| line.trim_end_matches(','))
            .filter(|variant| !table.contains(&format!("{name}::{variant},")))
            .collect();
        assert!(missing.is_empty(), "no key does these, and no help tells of them: {missing:?}");
    }
}
