//! The card at the end of a night in which an environment is left out: how far it came, what stays mixed, and what that means.

use super::parts::{Parts, held};
use crate::{
    domain::{
        index::{EnvIx, StepIx},
        outlook::{Gate, Standing},
        run::{Course, Holding, InstalledLicense},
    },
    engine::session::Session,
    view::{
        hint::Hint,
        licenses::Licenses,
        mark::Mark,
        text::{Block, Tone},
        times::Moment,
    },
};

/// The license of an environment in which nothing was uploaded, and no page read.
const AS_BEFORE: InstalledLicense = InstalledLicense { holding: Holding::Unknown, target_possible: false };

/// The most characters of names in the heading.
const LONGEST: usize = 20;

/// How many environments that are left out are told with their reasons.
const MOST: usize = 3;

/// Nothing else can be asked, and an environment is left out for now.
pub(super) fn end_of_night(session: &Session, moment: &Moment) -> Parts {
    let run = &session.run;
    let all: Vec<EnvIx> = run.every_environment().filter(|environment| is_part(session, *environment)).collect();
    let done = all.iter().filter(|environment| !is_left(session, **environment)).count();
    let back = matches!(run.course, Course::Back { .. });
    let word = if back { "restored" } else { "done" };
    let names = run.names(run.postponed());
    let names = if names.chars().count() > LONGEST { run.postponed().count().to_string() } else { names };
    let heading = format!("{done} of {} {word}, left out: {names}", environments(all.len()));
    let mut body: Vec<Block> = held(session).into_iter().collect();
    body.extend(left_out_all(session, moment));
    body.extend(waiting(session));
    body.extend(for_support(session));
    body.push(Block::Gap);
    body.extend(mixed(session));
    body.push(Block::para(Tone::Plain, "Deployments stay paused until you resume them."));
    (heading, String::new(), body)
}

/// The environments that are left out, the first of them with their reasons.
pub(super) fn left_out_all(session: &Session, moment: &Moment) -> Vec<Block> {
    let run = &session.run;
    let told = run.postponed().take(MOST).filter_map(|environment| told(session, environment, moment));
    let more = run.postponed().count().saturating_sub(MOST);
    let more =
        (more > 0).then(|| Block::para(Tone::Caution, format!("{more} more; {} selects one.", Hint::Environment)));
    told.chain(more).collect()
}

/// Why a step cannot be done now, where its environment is left out.
pub(super) fn left_out(session: &Session, step: StepIx, moment: &Moment) -> Option<Block> {
    told(session, session.run.planned(step).environment?, moment)
}

/// The environment that is left out, since when, and why.
fn told(session: &Session, environment: EnvIx, moment: &Moment) -> Option<Block> {
    let left_out = session.run.environment(environment).postponed.as_ref()?;
    let (name, since) = (&session.run.described(environment).name, moment.short_of(left_out.at));
    let lead = format!("{} {name}, left out since {since}: ", Mark::LeftOut.sign());
    Some(Block::led(Tone::Caution, lead, &left_out.reason))
}

/// Whether the way that the migration goes leads through an environment.
fn is_part(session: &Session, environment: EnvIx) -> bool {
    let back = matches!(session.run.course, Course::Back { .. });
    !back || session.run.environment(environment).in_rollback
}

fn environments(count: usize) -> String {
    if count == 1 { "1 environment".to_owned() } else { format!("{count} environments") }
}

fn is_left(session: &Session, environment: EnvIx) -> bool {
    session.run.way_of(Some(environment)).any(|step| session.outlook.standing(step).is_left())
}

/// What waits until the environments that are left out are done: the first step of another owner.
fn waiting(session: &Session) -> Option<Block> {
    let run = &session.run;
    let is_other =
        |step: &StepIx| !run.planned(*step).environment.is_some_and(|environment| run.is_postponed(environment));
    let is_kept = |step: &StepIx| {
        let standing = session.outlook.standing(*step);
        matches!(standing, Standing::Waiting(gate) if !matches!(gate, Gate::NotRollingBack | Gate::RollingBack))
    };
    let step = run.plan.every_step().iter().filter(is_other).find(is_kept)?;
    let text = match run.planned(step).environment {
        Some(_) => run.phase(run.planned(step).phase).title.clone(),
        None => run.title(step),
    };
    let are = if run.postponed().count() == 1 { "is" } else { "are" };
    let words = format!("{text}, until {} {are} done.", run.names(run.postponed()));
    Some(Block::led(Tone::Quiet, "Waiting: ", words))
}

/// What else is waited for, that Support was to be asked.
fn for_support(session: &Session) -> impl Iterator<Item = Block> {
    session.outlook.holds.iter().filter(|hold| hold.faq.is_some()).map(|hold| {
        let names = session.run.names(hold.environments.iter().copied());
        Block::led(
            Tone::Bad,
            format!("{}: ", hold.words()),
            format!("{names}. {} shows the text for Support.", Hint::Ticket),
        )
    })
}

/// Which code is where, and what a mixture means for deployments.
pub(super) fn mixed(session: &Session) -> Vec<Block> {
    let run = &session.run;
    let target: Vec<EnvIx> = run.may_have_target().collect();
    let source: Vec<EnvIx> = run.every_environment().filter(|environment| !target.contains(environment)).collect();
    if target.is_empty() {
        return vec![Block::led(Tone::Good, "Not mixed: ", "no environment has BBB. Deployments work as before.")];
    }
    if source.is_empty() {
        return vec![Block::led(Tone::Plain, "Not mixed: ", "every environment has, or may have, BBB.")];
    }
    let groups = Licenses::of(session).groups;
    let mut blocks: Vec<Block> = groups
        .iter()
        .map(|group| {
            // Where no page was read, nothing has replaced AAA.
            let is_as_before = group.places.iter().all(|place| run.environment(*place).license == AS_BEFORE);
            let words = if is_as_before { "AAA as before, no page read".to_owned() } else { group.license.in_words() };
            let lead = format!("{} {words}: ", group.license.mark.sign());
            Block::led(group.license.tone, lead, run.names(group.places.iter().copied()))
        })
        .collect();
    blocks.push(Block::led(
        Tone::Caution,
        "Mixed: ",
        "do not deploy between environments on different codes. A protected module belongs to the code under which it was published; under the other code it fails with an Intellectual Property error.",
    ));
    blocks
}
