//! The procedure as the article tells it, phase by phase: what goes well, and what follows when it does not.

mod editions;
mod hard_rules;
mod refresh;
mod rollback;
mod target;

use acmove::domain::outlook::Standing;

const ALL: [&str; 4] = ["lifetime", "development", "quality", "production"];

fn is_open(standing: &Standing) -> bool {
    standing.is_answerable()
}
