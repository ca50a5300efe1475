//! Addresses: opened in a browser, or brought to one by the clipboard.

use acmove::{
    tui::{available::available, links::links, message::CopyOutcome, route::Route},
    view::{
        action::{Action, Navigation},
        action_table::row,
        pages::Page,
    },
};

use crate::harness::{scene::Scene, story::Story};

const SIZE: (u16, u16) = (100, 30);

/// A step on the Licensing page of LifeTime: its card names the address.
fn on_a_page() -> Scene {
    let mut story = Story::four();
    story.until(|story| Scene::of(story, SIZE).screen().contains("http"));
    Scene::of(&story, SIZE)
}

fn addresses(scene: &Scene) -> Vec<String> {
    links(&scene.model.engine.session, &scene.model.ui, scene.model.ui.route).to_vec()
}

#[test]
fn the_addresses_of_a_card_are_opened_one_after_the_other() {
    let mut scene = on_a_page();
    let there = addresses(&scene);
    assert!(!there.is_empty());
    let facts = scene.model.engine.session.run.clone();
    for place in 0..=there.len() {
        scene.press("o");
        assert_eq!(scene.opened.last(), Some(&there[place % there.len()]));
    }
    assert!(scene.said().contains(&format!("Opening in the browser: {}", there[0])), "{}", scene.said());
    assert_eq!(scene.model.engine.session.run, facts, "looking at a page records nothing");
    assert!(scene.clipboard.is_empty());
}

#[test]
fn an_address_that_is_clicked_is_opened_whole() {
    let mut scene = on_a_page();
    let address = addresses(&scene).remove(0);
    scene.click("http");
    assert_eq!(scene.opened, [address]);
}

#[test]
fn without_a_browser_the_address_is_in_the_clipboard() {
    let mut scene = on_a_page();
    scene.browser = false;
    let address = addresses(&scene).remove(0);
    scene.press("o");
    assert!(scene.opened.is_empty());
    assert_eq!(scene.clipboard, address);
    assert_eq!(
        scene.said(),
        format!(
            "acmove cannot open a browser from here. acmove asked the terminal to copy: \
        {address}"
        )
    );
    scene.copies = CopyOutcome::Copied;
    scene.press("Esc o");
    assert!(scene.said().starts_with("acmove cannot open a browser from here. Copied: http"), "{}", scene.said());
    scene.copies = CopyOutcome::NotCopied("It is held.".to_owned());
    scene.press("Esc o");
    assert!(scene.said().starts_with("acmove cannot open a browser from here. Not copied: http"), "{}", scene.said());
}

#[test]
fn where_there_is_no_address_the_key_says_so() {
    let mut story = Story::four();
    story.until(|story| addresses(&Scene::of(story, SIZE)).is_empty());
    let mut scene = Scene::of(&story, SIZE);
    scene.press("o");
    assert!(scene.opened.is_empty());
    assert!(scene.said().contains("There is no address on this screen."), "{}", scene.said());
}

#[test]
fn what_came_from_outside_is_no_address_to_open() {
    let mut scene = on_a_page();
    scene.press("w \"see https://elsewhere.example/now\" Enter T Enter");
    assert_eq!(scene.model.ui.route, Route::Page(Page::Fact));
    assert!(addresses(&scene).is_empty(), "{}", scene.screen());
    let look = row(Action::Navigation(Navigation::Open)).unwrap();
    let ui = &scene.model.ui;
    assert!(available(&scene.model.engine.session, ui, ui.route, look).is_err());
}
