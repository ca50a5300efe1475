//! What counts as evidence: of a license, of a backup, and of what an upload did.

mod age;
mod backups;
mod changed_pages;
mod license;

use acmove::domain::{
    command::{Command, StepCommand},
    digest::Digest,
    event::Event,
    infrastructure::Side,
    outlook::Standing,
    page::LicensingPage,
};

use crate::harness::story::{Story, env_ix};

/// The number of Production in the description of four.
const PRODUCTION: usize = 3;

/// A page that was copied just now: another text than all before.
fn fresh(story: &Story, page: LicensingPage) -> StepCommand {
    let evidence = Digest::of(format!("copied at fact {}", story.facts.len()).as_bytes());
    StepCommand::Show { page: Box::new(page), evidence }
}

/// The same, given elsewhere than at its check.
fn seen(story: &Story, environment: usize, page: LicensingPage) -> Command {
    let StepCommand::Show { page, evidence } = fresh(story, page) else { unreachable!("a page is shown") };
    Command::SeePage { environment: story.run.described(env_ix(environment)).id.clone(), page, evidence }
}

/// What became of a page at a check: its standing, or the refusal.
fn shown(story: &mut Story, step: &str, page: LicensingPage) -> Result<Standing, String> {
    let command = fresh(story, page);
    story.answer(step, command).map_err(|refusal| refusal.to_string())?;
    Ok(story.standing(step))
}

/// Production's page of a side now, with the value that its edition wants.
fn page(story: &Story, side: Side) -> LicensingPage {
    story.page(PRODUCTION, side, if side == Side::Source { "Ignore" } else { "Protected" })
}

/// Whether the last fact asks a person to decide about a page.
fn asks(story: &Story) -> bool {
    matches!(story.last(), Event::PageFailed { asks: true, .. })
}
