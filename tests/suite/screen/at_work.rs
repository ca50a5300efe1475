//! What a card says, asks and answers to while acmove itself does what it asks.

use acmove::engine::Busy;

use super::{
    cards::{ROOMY, SMALL, USUAL, screen},
    screens::scene,
};

#[test]
fn while_acmove_is_at_work_it_says_so_and_the_choices_are_no_choices() {
    let mut scene = scene(screen("check"), ROOMY);
    scene.model.ui.busy = Some(Busy::Looking { on_pages: true });
    let text = scene.screen();
    assert!(text.contains("NOW ACMOVE") && !text.contains("NOW YOU"), "{text}");
    assert!(text.contains("Esc stops waiting"), "{text}");
    assert!(!text.contains("\u{258c}"), "nothing is selected: {text}");
}

/// Every card, at every size: while acmove does what it asks, the card asks for nothing and answers to nothing.
#[test]
fn while_acmove_is_at_work_nothing_is_asked_and_it_says_what_can_be_done() {
    for name in ["obtain", "upload-under-way", "check", "republish", "support", "rolling-back"] {
        for size in [SMALL, USUAL, ROOMY, (140, 45), (200, 60)] {
            let mut scene = scene(screen(name), size);
            let subject = scene.model.ui.subject(&scene.model.engine.session);
            scene.model.ui.for_me = Some(subject);
            scene.model.ui.busy = Some(Busy::Looking { on_pages: true });
            let text = scene.screen();
            for words in
                ["NOW ACMOVE", "At work: acmove does this", "Esc  Stop waiting", "T    Look at what is recorded"]
            {
                assert!(text.contains(words), "{name}, {words}:\n{text}");
            }
            for words in ["do it now", "then answer", "Up, Down: select", "Enter choose"] {
                assert!(!text.contains(words), "{name}, {words}:\n{text}");
            }
            for choice in scene.model.ui.choices(&scene.model.engine.session).iter() {
                assert!(!text.contains(&format!("  {}  {}", choice.operation.key(), choice.label)), "{name}:\n{text}");
            }
            let (facts, selected) = (scene.facts.len(), scene.model.ui.selected);
            scene.press("y n Down Enter S");
            assert_eq!((scene.facts.len(), scene.model.ui.selected), (facts, selected), "{name}");
            assert!(scene.said().starts_with("S did nothing: acmove is at work."), "{}", scene.said());
        }
    }
}
