//! Working at the terminal: keys, pastes, questions, and what a tired operator does by mistake.

mod keys;
mod licenses;
mod messages;
mod pasted;

use acmove::domain::outlook::Standing;

use crate::harness::{
    scene::{SIZES, Scene},
    story::Story,
};

const PRODUCTION: &str = "XBI-NMO-IL5-OYI-9SO-LCU-4SQ-QUT";
const SOURCE: &str = "8RV.WLK.3CO.BL2.IQC.MNO.QJ3.GUT";
const TARGET: &str = "K2D.0QX.7LM.ZP4.A8S.1RT.WQ9.B3N";

fn scene(story: &Story) -> Scene {
    Scene::of(story, SIZES[1])
}

fn standing(scene: &Scene, step: &str) -> Standing {
    let session = &scene.model.engine.session;
    *session.outlook.standing(session.run.plan.index(&step.into()).unwrap())
}

fn before(step: &str) -> Story {
    let mut story = Story::paused();
    story.before(step);
    story
}
