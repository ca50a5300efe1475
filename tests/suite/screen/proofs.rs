//! The card after something was proved or kept: what it shows, and what is done behind it.

use acmove::{domain::event::Event, view::text::Block};

use super::{
    cards::{ROOMY, SMALL, USUAL},
    screens::to_check,
};
use crate::harness::{
    scene::{Scene, file, page},
    story::Story,
};

const LIFETIME: &str = "KSM-OIR-8NU-JAQ-2HH-X45-5VZ-GTS";
const TARGET: &str = "K2D.0QX.7LM.ZP4.A8S.1RT.WQ9.B3N";

fn passed(size: (u16, u16)) -> Scene {
    let mut scene = Scene::of(&to_check(), size);
    scene.paste(&page(LIFETIME, TARGET, "Protected"));
    scene
}

#[test]
fn a_page_that_passed_is_seen_with_its_comparison() {
    for size in [SMALL, USUAL, ROOMY, (140, 45), (200, 60)] {
        let scene = passed(size);
        let text = scene.screen();
        assert!(text.contains("\u{2713} PROVED  LifeTime is on BBB"), "{text}");
        let Some(Event::PagePassed { rows: Some(rows), .. }) = scene.facts.last().map(|fact| &fact.event) else {
            panic!("the page did not pass: {text}")
        };
        let proved = scene.model.ui.proved.as_ref().unwrap();
        assert!(proved.body.contains(&Block::Comparison(rows.clone())), "the rows are those of the check");
        for field in ["Activation Code", "Serial Number", "License", "Intellectual Property"] {
            let row = rows.iter().find(|row| row.field == field).unwrap();
            let found = row.found.as_deref().unwrap_or_default();
            let is_seen = |line: &str| line.contains(&format!("\u{2713} {field}")) && line.contains(found);
            assert!(text.lines().any(is_seen), "{field}: {found} is not seen:\n{text}");
        }
        assert!(text.contains("Enter"), "{text}");
        assert!(!text.contains("verified. The page shows"), "nothing is said twice: {text}");
    }
    let text = passed(ROOMY).screen();
    assert!(text.contains("This page also proves the upload, which was only reported before"), "{text}");
    assert!(text.contains("Development: ") && text.contains("environments left"), "{text}");
}

#[test]
fn enter_goes_on_from_a_proof_and_records_nothing() {
    for key in ["Enter", "Esc"] {
        let mut scene = passed(ROOMY);
        let facts = scene.facts.len();
        scene.press(key);
        let text = scene.screen();
        assert!(text.contains("NOW YOU  Development") && !text.contains("PROVED"), "{key}: {text}");
        assert_eq!(scene.facts.len(), facts);
    }
}

#[test]
fn behind_a_proof_everything_is_for_the_next_step() {
    let folder = tempfile::TempDir::new().unwrap();
    let path = file(&folder, "development.lic", "the license of Development under BBB");
    let mut scene = passed(ROOMY);
    scene.paste(&path);
    let kept = scene.facts.last().map(|fact| &fact.event);
    assert!(
        matches!(kept, Some(Event::LicenseKept { step, .. }) if step.as_str() == "development/obtain-target"),
        "{kept:?}"
    );
    let mut scene = passed(ROOMY);
    scene.press("g");
    assert!(scene.model.ui.entry.is_some() && !scene.screen().contains("PROVED"), "{}", scene.screen());
    let mut scene = passed(ROOMY);
    scene.press("Tab");
    assert!(!scene.screen().contains("PROVED"), "another card is shown: {}", scene.screen());
}

#[test]
fn behind_a_proof_nothing_is_recorded_before_its_card_was_seen() {
    let folder = tempfile::TempDir::new().unwrap();
    let path = file(&folder, "production.lic", "the license of Production under AAA");
    for choose in ["b", ": \"upload\" Enter"] {
        let mut scene = Scene::of(&Story::paused(), ROOMY);
        scene.press(&format!("g \"{path}\" Enter"));
        let facts = scene.facts.len();
        scene.press(choose);
        let text = scene.screen();
        assert_eq!(scene.facts.len(), facts, "{choose}: nothing is recorded: {text}");
        assert!(text.contains("This is the next card") && !text.contains("KEPT"), "{choose}: {text}");
        scene.press("b");
        assert!(matches!(scene.facts.last().map(|fact| &fact.event), Some(Event::StepBegun { .. })), "{choose}");
    }
}

#[test]
fn a_proof_is_gone_with_the_next_fact() {
    let mut scene = passed(ROOMY);
    scene.press("w \"all is well\" Enter");
    assert!(!scene.screen().contains("PROVED"), "{}", scene.screen());
}

#[test]
fn a_backup_that_was_read_back_is_seen() {
    let folder = tempfile::TempDir::new().unwrap();
    let path = file(&folder, "production.lic", "the license of Production under AAA");
    let mut scene = Scene::of(&Story::paused(), ROOMY);
    scene.press(&format!("g \"{path}\" Enter"));
    let text = scene.screen();
    assert!(text.contains("\u{2713} KEPT  Production: the AAA backup is in the vault"), "{text}");
    assert!(text.contains("Read back from the vault: the same bytes"), "{text}");
}
