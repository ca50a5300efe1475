//! Environments that are left out for now, taken up again, and put into another order.

use super::{
    super::{
        faces::Act,
        sitting::Case,
        way::{choose, until},
    },
    at,
};

pub(super) fn left_out() -> Vec<Case> {
    let leave = |why: &str| choose("L", "Leave this environment out for now", &[why]);
    let take_up = |label| choose("E", label, &[]);
    let production = until("production/upload-source");
    let lifetime: Vec<Act> = until("lifetime/obtain-target")[production_acts()..].to_vec();
    let both = [vec![leave("no server")], lifetime].concat();
    vec![
        at("an environment is left out for now", &production, &[leave("the server cannot be reached")]),
        at("the other goes on, and the night ends", &production, &both),
        at(
            "it is taken up again at the end of the night",
            &production,
            &[both.clone(), vec![take_up("Take up Production again")]].concat(),
        ),
        at("everything stays paused", &production, &[both, vec![choose("h", "Stay paused", &["tomorrow"])]].concat()),
        at("an order is chosen", &until("lifetime/obtain-target"), &[order("Production")]),
        at("an order names nobody that is known", &until("lifetime/obtain-target"), &[order("Nowhere")]),
        at("an order that is the same", &until("lifetime/obtain-target"), &[order("Production"), order("production")]),
    ]
}

fn order(names: &str) -> Act {
    choose("O", "Choose the order of the environments", &[names])
}

/// How many acts there are before AAA is refreshed in LifeTime.
fn production_acts() -> usize {
    until("lifetime/obtain-source").len()
}
