//! What follows from a fact is worked out for what the fact has changed, and is what the whole state gives.

use std::fmt::Write as _;

use acmove::domain::index::StepIx;

use crate::harness::story::{EDITIONS, FOUR, Story, env_ix, roll_back};

/// A description of so many environments.
fn many(count: usize) -> String {
    let mut text = FOUR.split("[[environment]]").next().unwrap().to_owned();
    for place in 0..count {
        let role = if place == 0 { "lifetime" } else { ["production", "development", "test"][place % 3] };
        let serial = format!("E{place:02}-LT1-Y6H-ZN0-3DF-V8P-2MX-W4J");
        write!(text, "[[environment]]\nname = \"E{place}\"\nrole = \"{role}\"\nserial = \"{serial}\"\n").unwrap();
    }
    text
}

#[test]
fn the_stretches_of_a_plan_are_all_its_steps_in_their_order_each_of_them_once() {
    for (edition, count) in EDITIONS.into_iter().flat_map(|edition| [(edition, 2), (edition, 7)]) {
        let story = Story::of(edition, &many(count));
        let plan = &story.run.plan;
        let mut next = StepIx::new(0);
        for phase in 0..=story.run.procedure.phases.len() {
            for stretch in plan.stretches(phase) {
                assert_eq!(stretch.first, next, "{edition}");
                for offset in 0..stretch.count {
                    let planned = plan.planned(stretch.first.later(offset));
                    let expected = (phase, stretch.step + offset, stretch.environment);
                    assert_eq!((planned.phase, planned.step, planned.environment), expected, "{edition}");
                }
                next = next.later(stretch.count);
            }
        }
        assert_eq!(next, plan.every_step().end, "{edition}");
    }
}

#[test]
fn a_fact_changes_its_own_environment_and_its_own_phase_and_nothing_else() {
    let mut story = Story::paused();
    let before = story.run.facts;
    story.before("production/upload-source").succeed("production/upload-source");
    let changed = |environment| story.run.is_changed_since(before, environment);
    assert_eq!(
        [None, Some(0), Some(1), Some(2), Some(3)].map(|number| changed(number.map(env_ix))),
        [false, false, false, false, true]
    );
    let own = story.run.planned(story.place("production/upload-source")).phase;
    let phases: Vec<usize> = (0..=story.run.procedure.phases.len())
        .filter(|phase| story.run.is_phase_changed_since(before, *phase))
        .collect();
    assert_eq!(phases, [own]);
    assert!(!story.run.is_changed_since(story.run.facts, Some(env_ix(3))), "nothing came after the last fact");
}

#[test]
fn many_environments_are_followed_to_the_end_and_back() {
    for edition in EDITIONS {
        let mut story = Story::of(edition, &many(9));
        let half = StepIx::new(story.run.plan.forward().len() / 2);
        let step = story.run.planned(half).id.to_string();
        // Every look at the outlook compares it with the one that has followed.
        story.through(&step);
        let mut back = story.clone();
        if back.wish(&roll_back()).is_ok() {
            back.finish_well();
        }
        story.finish_well();
    }
}
