//! The two editions from end to end, and where each says more than the article.

use acmove::domain::{
    infrastructure::Side,
    outlook::{Gate, Next, Standing, State},
    run::{Evidence, Republished},
};

use super::ALL;
use crate::harness::story::{EDITIONS, FOUR, Story, env_ix};

#[test]
fn both_editions_lead_to_the_target_everywhere() {
    for edition in EDITIONS {
        let mut story = Story::of(edition, FOUR);
        story.finish_well();
        assert_eq!(story.state(), State::Done, "{edition}");
        assert_eq!(story.holding(Side::Target), ALL, "{edition}");
        assert!(story.run.environments().iter().all(|known| known.republished == Republished::Yes(Evidence::Claimed)));
    }
}

// Phase 3: install BBB, implied by the article

#[test]
fn phases_that_the_article_only_implies_are_marked_with_their_reason() {
    let procedure = crate::harness::story::edition(EDITIONS[0]);
    let implied: Vec<_> =
        procedure.phases.iter().filter(|phase| phase.implied.is_some()).map(|phase| &phase.id).collect();
    assert_eq!(implied, ["install-target", "resume"]);
    let today = crate::harness::story::edition(EDITIONS[1]);
    let change = today.phases.iter().find(|phase| phase.id == "change").unwrap();
    assert!(change.implied.is_none(), "today's article says itself that BBB is installed");
}

// The current edition

#[test]
fn the_current_edition_backs_up_without_uploading_and_goes_environment_by_environment() {
    let mut story = Story::of(EDITIONS[1], FOUR);
    let mut way = Vec::new();
    story.until(|story| matches!(story.outlook().next, Next::Step(_)));
    while let Next::Step(place) = story.outlook().next {
        way.push(story.run.planned(place).id.to_string());
        story.advance();
        if story.outlook().next == Next::Step(story.place("lifetime/check-target")) {
            assert!(
                matches!(story.standing("development/obtain-target"), Standing::Waiting(Gate::Environment(first)) if first == env_ix(0))
            );
        }
    }
    let of = |environment: &str| way.iter().filter(|step| step.starts_with(environment)).cloned().collect::<Vec<_>>();
    let steps = ["obtain-source", "check-modules", "obtain-target", "upload-target", "check-target", "republish"];
    assert_eq!(of("production/"), steps.map(|step| format!("production/{step}")));
    assert!(!way.iter().any(|step| step.ends_with("upload-source")));
}

/// The digest of each edition, and the first version that was released with it; none yet: then it may still be edited, and its
/// digest is written here anew. A migration goes on with the copy in its folder.
const DIGESTS: [(&str, &str, Option<&str>); 2] = [
    ("activation-code-2021", "796edded261818e7b700a4cacaf13f4564fa7c8c67fc9d00e1c93060c81189a3", None),
    ("activation-code-current", "94565fba02885f13c3ddc00b47683c86bef1ce6464053c1136d481e56723e9bb", None),
];

#[test]
fn an_edition_that_was_released_is_never_edited() {
    for (id, digest, released) in DIGESTS {
        let text = acmove::catalog::edition(id).unwrap().text;
        let found = acmove::domain::digest::Digest::of(text.as_bytes()).to_string();
        match released {
            Some(version) => assert_eq!(found, digest, "{id} was released with {version}: a change is another edition"),
            None => assert_eq!(found, digest, "{id} is not released yet: write its new digest into DIGESTS"),
        }
    }
    let known: Vec<&str> = acmove::catalog::editions().iter().map(|edition| edition.id).collect();
    assert_eq!(known, DIGESTS.map(|(id, ..)| id));
}
