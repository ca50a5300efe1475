//! The situation copied from the screen, part by part, to be pasted into a chat.

use std::fs;

use acmove::{engine::ports::Inspect as _, runtime::inspector::Inspector, situation::read, tui::message::CopyOutcome};

use crate::harness::{
    scene::{Scene, parts_of},
    site::Site,
    story::Story,
};

#[test]
fn each_press_copies_the_next_part_and_says_which_one_it_was() {
    let mut scene = Scene::of(&Story::paused(), (100, 30));
    scene.copies = CopyOutcome::Copied;
    for part in [1, 2, 3, 1] {
        scene.press("V");
        assert_eq!(scene.clipboard, parts_of(3)[part - 1]);
        assert!(
            scene.said().contains(&format!("Copied: acmove situation, part {part} of 3: ACME.")),
            "{}",
            scene.said()
        );
        let then = if part == 3 { "License files are not in it." } else { "then press V for the next part." };
        assert!(scene.said().ends_with(then), "{}", scene.said());
    }
}

#[test]
fn a_part_that_was_not_copied_is_copied_by_the_next_press() {
    let mut scene = Scene::of(&Story::paused(), (100, 30));
    scene.press("V");
    scene.copies = CopyOutcome::NotCopied("The clipboard is held.".to_owned());
    scene.press("V");
    assert!(scene.said().contains("Not copied: acmove situation, part 2 of 3"), "{}", scene.said());
    assert!(scene.said().ends_with("The clipboard is held. `acmove situation night` prints it."), "{}", scene.said());
    scene.copies = CopyOutcome::Copied;
    scene.press("V");
    assert!(scene.said().contains("Copied: acmove situation, part 2 of 3"), "{}", scene.said());
}

#[test]
fn a_situation_that_cannot_be_made_says_why_and_it_is_in_the_list_of_actions() {
    let mut scene = Scene::of(&Story::paused(), (100, 30));
    scene.situation = Err("The text for a helper was not made: the disk is gone.".to_owned());
    scene.pick("copy for a helper");
    assert!(scene.said().contains("the disk is gone"), "{}", scene.said());
    assert_eq!(scene.clipboard, "");
}

#[test]
fn what_the_screen_copies_is_what_its_folder_holds() {
    let site = Site::story("decided");
    let parts = Inspector::of(&site.path("m")).situation().unwrap();
    let found = read(&parts.join("\n")).unwrap();
    assert!(found.journal == fs::read(site.path("m/journal.jsonl")).unwrap());
    assert!(found.evidence.is_empty() && found.about.vault.is_some());
}
