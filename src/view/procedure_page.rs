//! The whole procedure as a page, section by section, each with how far it is: the page and its outline are made of these.

use super::{
    card::{CAUTION, IMPLIED},
    hint::of_edition,
    mark::Mark,
    text::{Block, Tone},
};
use crate::{
    domain::{
        index::{EnvIx, StepIx},
        infrastructure::{Environment, Side},
        naming::in_sentence,
        outlook::Standing,
        procedure::{Phase, Scope as StepScope},
        run::Evidence,
        spelled::with_codes,
    },
    engine::{session::Session, subject::Subject},
};

/// A section of the procedure: a phase, or a step of one.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Section {
    /// Its name in an outline.
    pub title: String,
    /// Whether it is a step of the phase before it.
    pub is_step: bool,
    /// How far it is.
    pub mark: (Mark, Tone),
    /// Whether the next thing to do belongs to it.
    pub is_here: bool,
    /// Its text.
    pub blocks: Vec<Block>,
}

/// The place in the procedure of the next thing to do.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Here {
    /// The requirements.
    Requirements,
    /// A step.
    Step(StepIx),
    /// A phase, where no step of it is next.
    Phase(usize),
    /// Nothing is next.
    Nowhere,
}

/// The sections of the procedure, in its order.
pub fn sections(session: &Session) -> Vec<Section> {
    let procedure = &session.run.procedure;
    let here = here(session);
    let mut first = vec![
        Block::para(Tone::Heading, format!("{} ({})", procedure.title, procedure.edition)),
        Block::para(Tone::Plain, &procedure.summary),
        Block::Gap,
    ];
    first.extend(known(session));
    first.push(Block::Gap);
    let is_here = here == Here::Requirements;
    first.extend(is_here.then(|| here_line(session, "the requirements")));
    first.push(Block::para(Tone::Heading, "Before anything is touched, all of this must be true"));
    for one in &procedure.requirements {
        first.push(Block::led(Tone::Plain, "- ", &one.question));
        first.push(Block::led(Tone::Quiet, "  If the answer is no: ", session.run.infrastructure.fill(&one.no)));
    }
    // A person answered them all before anything else.
    let mark = if is_here { (Mark::Now, Tone::Now) } else { (Mark::Decided, Tone::Quiet) };
    let requirements = Section { title: "Requirements".to_owned(), is_step: false, mark, is_here, blocks: first };
    let phases = procedure.all_phases().enumerate();
    [requirements]
        .into_iter()
        .chain(phases.flat_map(|(place, phase)| phase_sections(session, place, phase, here)))
        .collect()
}

/// The values that the texts speak of, and whom to ask.
fn known(session: &Session) -> Vec<Block> {
    let run = &session.run;
    let code = |side: Side| {
        let lead = format!("Activation Code {}: ", side.label());
        Block::led(Tone::Plain, lead, run.infrastructure.code(side).as_str())
    };
    let environment = |environment: EnvIx| {
        let serial = run.environment(environment).serial.as_ref().map_or("not known yet", |serial| serial.as_str());
        Block::led(Tone::Plain, format!("{}: ", run.described(environment).name), format!("Serial Number {serial}"))
    };
    let ask = run.infrastructure.fill("{support}. If you have questions, ask before you start.");
    let support = Block::led(Tone::Plain, "OutSystems Support: ", ask);
    let portal = Block::led(Tone::Plain, "Licensing Portal: ", run.infrastructure.fill("{portal}"));
    let values = [code(Side::Source), code(Side::Target), portal, support];
    values.into_iter().chain(run.every_environment().map(environment)).collect()
}

fn here(session: &Session) -> Here {
    if session.is_damaged() || session.outlook.state.is_final() {
        return Here::Nowhere;
    }
    match session.next() {
        Subject::Requirement(_) => Here::Requirements,
        Subject::Step(step) | Subject::Stopped(step) | Subject::FirstUpload(step) => Here::Step(step),
        Subject::Deadline
        | Subject::Deployments
        | Subject::Support
        | Subject::EndOfNight
        | Subject::BetweenNights
        | Subject::TakeOver
        | Subject::Nothing => Here::Phase(session.outlook.phase(&session.run)),
    }
}

/// The line that says where the migration is.
fn here_line(session: &Session, what: &str) -> Block {
    let words = if session.as_of.is_some() { "you were here then" } else { "you are here" };
    Block::para(Tone::Now, format!("{} {words}: {what}", Mark::Now.sign()))
}

fn phase_sections(session: &Session, place: usize, phase: &Phase, here: Here) -> Vec<Section> {
    let is_here = here == Here::Phase(place);
    let mut blocks = vec![Block::Gap];
    blocks.extend(is_here.then(|| here_line(session, &phase.title)));
    blocks.extend([Block::para(Tone::Heading, &phase.title), Block::para(Tone::Quiet, &phase.summary)]);
    blocks.extend(phase.implied.iter().map(|why| Block::led(Tone::Quiet, IMPLIED, format!("{why}."))));
    blocks.extend(phase.order_words().map(|order| Block::led(Tone::Plain, "Order: ", order)));
    let steps = session.run.plan.phase(place);
    let head = Section {
        title: phase.title.clone(),
        is_step: false,
        mark: mark(session, steps.iter(), is_here),
        is_here,
        blocks,
    };
    let step = |number: usize| step_section(session, (place, number), phase, here);
    [head].into_iter().chain((0..phase.steps.len()).map(step)).collect()
}

fn step_section(session: &Session, (place, number): (usize, usize), phase: &Phase, here: Here) -> Section {
    let run = &session.run;
    let step = &phase.steps[number];
    let of_step = |one: &StepIx| run.planned(*one).step == number;
    let here = match here {
        Here::Step(next) if run.planned(next).phase == place && of_step(&next) => Some(next),
        Here::Step(_) | Here::Phase(_) | Here::Requirements | Here::Nowhere => None,
    };
    let each = if step.scope == StepScope::EachEnvironment { ", in each environment" } else { "" };
    let title = general(session, &step.title);
    let mut blocks: Vec<Block> = here.map(|next| here_line(session, &run.title(next))).into_iter().collect();
    blocks.push(Block::led(Tone::Now, format!("{}. ", number + 1), format!("{title}{each}")));
    let warning = step.warning.iter().map(|warning| general(session, &warning.lines.join(" ")));
    blocks.extend(warning.map(|warning| Block::led(Tone::Caution, format!("   {CAUTION}"), warning)));
    let line = |lead: &str, text: &String| Block::led(Tone::Plain, lead, of_edition(&general(session, text)));
    blocks.extend(step.actions.iter().map(|action| line("   - ", action)));
    blocks.push(Block::led(Tone::Good, "   Expected: ", general(session, &step.good)));
    blocks.push(Block::led(Tone::Quiet, "   Otherwise: ", of_edition(&general(session, &step.otherwise))));
    let again = [("   If it is done again:", &step.again), ("   If the serial number has changed:", &step.new_serial)];
    for (lead, other) in again.into_iter().filter_map(|(lead, other)| Some((lead, other.as_ref()?))) {
        blocks.push(Block::para(Tone::Quiet, lead));
        blocks.extend(other.lines.iter().map(|text| line("     - ", text)));
    }
    blocks.push(Block::led(Tone::Quiet, "   ", format!("About {} min. {}.", step.minutes, step.source)));
    blocks.extend(done_in(session, place, number));
    let mark = mark(session, run.plan.phase(place).iter().filter(of_step), here.is_some());
    Section { title, is_step: true, mark, is_here: here.is_some(), blocks }
}

/// How far steps are, together: the worst that is known of any of them.
fn mark(session: &Session, steps: impl Iterator<Item = StepIx>, is_here: bool) -> (Mark, Tone) {
    let all: Vec<&Standing> = steps.map(|step| session.outlook.standing(step)).collect();
    let has = |which: fn(&Standing) -> bool| all.iter().any(|standing| which(standing));
    let is_over = !has(|standing| !matches!(standing, Standing::Done(_) | Standing::NotNeeded));
    if session.is_damaged() {
        (Mark::Unknown, Tone::Quiet)
    } else if has(|standing| matches!(standing, Standing::Failed | Standing::Collected)) {
        (Mark::Failed, Tone::Bad)
    } else if is_here {
        (Mark::Now, Tone::Now)
    } else if has(|standing| *standing == Standing::Begun) {
        (Mark::Started, Tone::Caution)
    } else if !is_over || !has(|standing| matches!(standing, Standing::Done(_))) {
        (Mark::Nothing, Tone::Quiet)
    } else if has(|standing| *standing == Standing::Done(Evidence::Claimed)) {
        (Mark::Claimed, Tone::Claimed)
    } else {
        (Mark::Verified, Tone::Good)
    }
}

/// In which environments a step is done.
fn done_in(session: &Session, phase: usize, step: usize) -> Option<Block> {
    let run = &session.run;
    let places = run.plan.phase(phase).iter().filter(|place| run.planned(*place).step == step);
    let names: Vec<(String, bool)> = places
        .filter_map(|step| {
            let Standing::Done(evidence) = session.outlook.standing(step) else { return None };
            let described = run.planned(step).environment.map(|environment| run.described(environment));
            let name = described.map_or("done", |described| &described.name);
            let word = if session.is_damaged() { "then, not known now" } else { evidence.word() };
            let is_production = described.is_some_and(Environment::is_production);
            Some((format!("{name} ({word})"), is_production))
        })
        .collect();
    (!names.is_empty()).then(|| Block::led(Tone::Good, "   Done: ", in_sentence(&names)))
}

/// A text of the procedure where no environment is meant.
pub(super) fn general(session: &Session, text: &str) -> String {
    let infrastructure = &session.run.infrastructure;
    infrastructure
        .fill(&with_codes(text))
        .replace("{module}", &infrastructure.module)
        .replace("{environment}", "the environment")
        .replace("{serial}", "its serial number")
        .replace("{service_center}", "its Service Center")
        .replace("{file}", "the file in the vault")
}
