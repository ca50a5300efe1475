//! Pasted pages and messages: taken for what they are, wherever they are pasted.

use acmove::domain::{
    outlook::{Standing, State},
    run::Evidence,
};

use super::{PRODUCTION, SOURCE, TARGET, before, scene, standing};
use crate::harness::{
    scene::{file, page},
    story::{IP_ERROR, Story},
};

#[test]
fn a_page_pasted_where_a_path_or_a_value_is_asked_for_is_taken_as_the_page() {
    for keys in ["g", "c", "g \"half a path"] {
        let mut scene = scene(&before("production/check-source"));
        scene.press(keys.trim_end_matches('"'));
        scene.paste(&page(PRODUCTION, SOURCE, "Ignore"));
        assert_eq!(
            standing(&scene, "production/check-source"),
            Standing::Done(Evidence::Verified),
            "{}",
            scene.screen()
        );
    }
}

#[test]
fn a_file_that_is_dropped_where_one_is_asked_for_is_the_file_however_its_path_is_quoted() {
    let folder = tempfile::TempDir::new().unwrap();
    let path = file(&folder, "production (1).lic", "the license of Production under BBB");
    let address = if cfg!(windows) { format!("/{}", path.replace('\\', "/")) } else { path.clone() };
    let quoted = [
        format!("{path}\n"),
        format!("'{path}' "),
        format!("\"{path}\""),
        path.replace(' ', "\\ ").replace('(', "\\(").replace(')', "\\)"),
        format!("file://{}", address.replace(' ', "%20").replace('(', "%28")),
        format!("& '{path}'"),
    ];
    // On Windows a backslash separates names, and no terminal escapes with it.
    let told = |dropped: &String| !(cfg!(windows) && dropped.contains("\\ "));
    for dropped in quoted.into_iter().filter(told) {
        let mut scene = scene(&before("production/obtain-target"));
        scene.paste(&dropped);
        assert!(
            matches!(standing(&scene, "production/obtain-target"), Standing::Done(_)),
            "{dropped}: {}",
            scene.screen()
        );
    }
    let page = file(&folder, "page.txt", &page(PRODUCTION, SOURCE, "Ignore"));
    let mut scene = scene(&before("production/check-source"));
    scene.paste(&page);
    assert_eq!(standing(&scene, "production/check-source"), Standing::Done(Evidence::Verified), "{}", scene.screen());
    let mut scene = self::scene(&before("production/obtain-target"));
    scene.paste("/no such file.lic");
    assert!(scene.said().contains("There is no file /no such file.lic"), "{}", scene.said());
}

#[test]
fn a_file_that_may_be_from_several_places_is_asked_where_it_is_from() {
    let mut scene = scene(&before("production/obtain-source"));
    scene.paste("'/tmp/a.lic'");
    let text = scene.screen();
    let is_asked = text.contains("path of the license file") && text.contains("> '/tmp/a.lic'");
    assert!(is_asked, "{text}");
}

#[test]
fn a_value_that_nobody_knows_is_asked_twice() {
    let mut scene = scene(&before("production/check-source"));
    scene.press("c \"AAA Ignor\" Enter");
    assert!(scene.said().ends_with("If the page really shows that, enter it once more."), "{}", scene.said());
    assert_eq!(standing(&scene, "production/check-source"), Standing::Open);
    scene.press("\"e\" Enter Enter");
    assert_eq!(standing(&scene, "production/check-source"), Standing::Done(Evidence::Claimed));
}

#[test]
fn an_error_message_can_be_pasted_and_stops_the_line() {
    let mut scene = scene(&before("quality/republish"));
    scene.press("b").paste(IP_ERROR);
    assert_eq!(scene.model.engine.session.outlook.state, State::Stopped, "{}", scene.screen());
}

#[test]
fn a_success_that_is_pasted_twice_counts_once() {
    let mut scene = scene(&before("lifetime/republish"));
    for _ in 0..2 {
        scene.paste("Module published successfully.");
    }
    assert_eq!(standing(&scene, "lifetime/republish"), Standing::Open, "it was not begun");
    scene.press("b").paste("Module published successfully.").paste("Module published successfully.");
    assert_eq!(standing(&scene, "lifetime/republish"), Standing::Done(Evidence::Verified));
    assert_eq!(standing(&scene, "development/republish"), Standing::Open, "{}", scene.screen());
}

#[test]
fn a_page_is_never_a_message_nor_a_reason() {
    for keys in ["b e", "w", "b R r"] {
        let mut scene = scene(&before("lifetime/republish"));
        scene.press(keys).paste(&page(PRODUCTION, TARGET, "Protected").replace('\n', "\r"));
        assert_eq!(scene.model.engine.session.outlook.state, State::Running, "{keys}");
        assert!(scene.model.engine.session.run.notes.is_empty(), "{keys}");
        assert!(scene.said().starts_with("This is the text of a page, not an answer"), "{keys}: {}", scene.said());
        assert!(scene.model.ui.entry.is_some(), "{keys}: the question stays");
    }
}

#[test]
fn a_page_that_is_pasted_elsewhere_leaves_the_question_and_what_was_typed_as_it_was() {
    let page = page(PRODUCTION, SOURCE, "Ignore");
    for (step, keys) in [
        ("production/obtain-source", "g \"half/a/path\""),
        ("production/obtain-source", "f \"not l\""),
        ("production/check-source", "w \"the portal is slow\""),
        ("production/check-source", "h \"waiting for\""),
        ("production/check-source", "z \"ABC-\""),
        ("production/check-source", "W \"22:0\""),
        ("lifetime/republish", "u \"because\""),
        ("lifetime/republish", "R r \"it fails\" Enter \"roll\""),
    ] {
        let mut scene = scene(&before(step));
        scene.press(keys);
        let asked = |scene: &crate::harness::scene::Scene| {
            let entry = scene.model.ui.entry.as_ref();
            entry.map(|entry| (entry.operation, entry.answers.clone(), entry.typed()))
        };
        let (before, facts) = (asked(&scene), scene.facts.len());
        assert!(before.is_some(), "{step}, {keys}: {}", scene.screen());
        scene.paste(&page);
        assert_eq!((asked(&scene), scene.facts.len()), (before, facts), "{step}, {keys}: {}", scene.screen());
        assert!(scene.said().starts_with("This is the text of a page"), "{step}, {keys}: {}", scene.said());
    }
}

#[test]
fn a_page_that_cannot_be_read_leaves_the_question_that_it_was_pasted_into() {
    for (keys, typed) in [("g \"half/a/path\"", "half/a/path"), ("c \"AAA Ig\"", "AAA Ig")] {
        let mut scene = scene(&before("production/check-source"));
        let facts = scene.facts.len();
        scene.press(keys).paste("these\nare four\nlines of\nrubbish");
        let entry = scene.model.ui.entry.as_ref();
        assert_eq!(entry.map(acmove::tui::entry::Entry::typed).as_deref(), Some(typed), "{}", scene.screen());
        assert_eq!(scene.facts.len(), facts);
        assert!(scene.model.ui.notice.as_ref().is_some_and(|notice| notice.bad), "{}", scene.screen());
    }
}

#[test]
fn an_old_page_is_known_again_whatever_its_line_ends_are() {
    let mut scene = scene(&before("production/upload-source"));
    let text = page(PRODUCTION, SOURCE, "Ignore");
    scene.paste(&text).press("b");
    for copy in [
        text.clone(),
        text.replace('\n', "\r\n"),
        text.replace('\n', "\r"),
        text.trim_end().to_owned(),
        format!("{text}\n "),
    ] {
        scene.paste(&copy);
        assert!(scene.said().starts_with("This page is the same as before"), "{}", scene.said());
    }
}

#[test]
fn rubbish_that_is_pasted_changes_nothing_and_reaches_no_terminal() {
    let rubbish =
        ["\u{1b}]0;owned\u{7}\u{1b}[31mred", "\u{0}\u{1}\u{2}", "hello", &"x".repeat(1 << 17), "\u{202e}gnp.cil"];
    for story in [Story::four(), Story::paused(), before("production/check-source"), before("lifetime/republish")] {
        for text in rubbish {
            let mut scene = scene(&story);
            let before = scene.model.engine.session.run.environments().to_vec();
            scene.paste(text);
            assert_eq!(scene.model.engine.session.run.environments(), before);
            for text in [scene.screen(), {
                scene.press("w").paste(text);
                scene.screen()
            }] {
                assert!(!text.chars().any(|c| c.is_control() && c != '\n'), "{text:?}");
            }
        }
    }
}
