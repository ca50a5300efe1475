//! Known facts of an environment in a sentence: as line mode, `status` and the ticket say them.

use acmove::{domain::index::EnvIx, view::panel::Panel};

use super::screens::{half_way, rolling_back};
use crate::harness::{scene::Scene, story::Story};

fn told(story: &Story) -> Vec<String> {
    let scene = Scene::of(story, (80, 24));
    let session = scene.model.session();
    (0..4).map(|place| Panel::of(session, EnvIx::new(place)).in_words()).collect()
}

#[test]
fn what_is_not_there_yet_is_said_in_plain_words() {
    let words = told(&Story::paused());
    let none = "no backup yet; Intellectual Property not read yet; no test publish yet";
    assert!(words.iter().all(|words| words.contains(none)), "{words:?}");
    for words in told(&half_way()) {
        assert!(!words.contains("nothing yet"), "{words}");
    }
}

#[test]
fn what_is_there_is_said_with_its_name() {
    let words = told(&half_way());
    assert!(
        words.iter().any(|words| words.contains("; backup kept; ") || words.contains("; backup proved; ")),
        "{words:?}"
    );
}

#[test]
fn a_rollback_leaves_alone_what_has_no_license_of_bbb_and_says_so() {
    let mut story = rolling_back();
    let words = told(&story);
    assert!(words[2..].iter().all(|words| words.ends_with("not touched")), "{words:?}");
    assert!(words[..2].iter().all(|words| !words.contains("not touched")), "{words:?}");
    story.finish_well();
    let words = told(&story);
    assert!(words[..2].iter().all(|words| words.ends_with("nothing left to do")), "{words:?}");
    assert!(words[2..].iter().all(|words| words.ends_with("not touched")), "{words:?}");
}
