//! What there is to see where somebody points, as line mode tells it at once.

use super::{
    hint::Hint,
    pages::faqs,
    panel::Panel,
    text::{Block, Tone},
};
use crate::{
    domain::{index::EnvIx, pointing::Target},
    engine::session::Session,
};

/// What is known of the place, or how it is shown.
pub fn place(session: &Session, target: &Target) -> Vec<Block> {
    let run = &session.run;
    let plain = |text: String| vec![Block::para(Tone::Plain, text)];
    let known = |environment: EnvIx| {
        let words = Panel::of(session, environment).in_words();
        plain(format!("- {}: {words}", run.described(environment).name))
    };
    match target {
        Target::Environment(id) | Target::Field(id, _) => run.position(id).map_or_else(Vec::new, known),
        Target::Step(step) => {
            let owner = run.plan.index(step).and_then(|step| run.planned(step).environment);
            let owner = owner.map_or("the infrastructure", |environment| run.described(environment).name.as_str());
            plain(format!("- The card of {owner}: {}. The complete procedure: {}.", Hint::Environment, Hint::Procedure))
        }
        Target::Faq(number) => faqs(session, Some(*number)),
        Target::Fact(seq) => {
            let told = session.history.newest().find(|told| told.seq == *seq);
            let words = told.map_or_else(|| Hint::Facts.to_string(), |told| told.sentence.clone());
            plain(format!("- Record {seq}: {words}"))
        }
        Target::Rollback => plain(format!("- Rollback: {}.", Hint::Rollback)),
        Target::Procedure => plain(format!("- Complete procedure: {}.", Hint::Procedure)),
    }
}
