//! The report and the bundle, written from the screen at any time: what will be in them is shown before.

use std::path::Path;

use acmove::{
    runtime::inspector::Inspector,
    tui::message::{Msg, Saving},
};

use crate::harness::{scene::Scene, story::Story};

#[test]
fn both_can_be_written_at_any_time_and_on_every_size_what_is_in_them_is_shown_before() {
    let mut middle = Story::paused();
    middle.through("production/check-source");
    for story in [Story::four(), middle] {
        for size in [(60, 16), (80, 24), (100, 30), (140, 45), (200, 60)] {
            for (key, title) in [("S", "Write the report"), ("B", "Pack everything for Support")] {
                let mut scene = Scene::of(&story, size);
                scene.press(key);
                let text = scene.screen();
                for told in [title, "journal.jsonl 14 kB", "No license files."] {
                    assert!(text.contains(told), "{size:?} {told}:\n{text}");
                }
                scene.press("Enter");
                assert!(scene.said().contains(" is in "), "{}", scene.said());
            }
        }
    }
}

#[test]
fn a_preview_that_comes_late_or_cannot_be_made_is_told_where_it_is_asked_for() {
    let mut scene = Scene::of(&Story::four(), (80, 24));
    scene.press("B");
    scene.send(Msg::Previewed(Saving::Bundle, Err("acmove cannot tell what will be in it: no such file.".to_owned())));
    assert!(scene.screen().contains("no such file"), "{}", scene.screen());
    scene.send(Msg::Previewed(Saving::Report, Ok(vec!["of the report".to_owned()])));
    assert!(!scene.screen().contains("of the report"), "it was asked for the bundle: {}", scene.screen());
    scene.press("Esc");
    scene.send(Msg::Previewed(Saving::Bundle, Ok(vec!["of the bundle".to_owned()])));
    assert!(!scene.screen().contains("of the bundle"), "nothing is asked for any more");
}

#[test]
fn a_preview_names_the_files_and_their_sizes_and_what_is_never_in_them() {
    let story = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/journals/stopped");
    let inspector = Inspector::of(&story);
    let bundle = inspector.preview(Saving::Bundle).unwrap().join("\n");
    for told in ["journal.jsonl ", "procedure.toml ", "report.html ", "ticket.txt ", " kB", " evidence files "] {
        assert!(bundle.contains(told), "{told}: {bundle}");
    }
    let report = inspector.preview(Saving::Report).unwrap().join("\n");
    assert!(report.contains("from 35 records: HTML ") && report.contains(", Markdown "), "{report}");
    for text in [bundle, report] {
        assert!(text.contains("No license files, no passwords, no tokens."), "{text}");
    }
    let why = Inspector::of(Path::new("nowhere")).preview(Saving::Bundle).unwrap_err();
    assert!(why.starts_with("acmove cannot tell what will be in it"), "{why}");
}
