//! The card: one thing to do, what good looks like, and what to do if it does not. The same for the screen and line mode.

mod at_work;
mod between_nights;
mod deployments;
mod end_of_night;
mod failure;
mod handover;
mod migration;
mod parts;
mod publish;
mod tool;
mod upload;
mod warning;
mod window;

pub(super) use self::warning::CAUTION;
pub use self::{at_work::at_work, failure::trouble_words};
use self::{
    between_nights::between_nights,
    deployments::{deployments, seen_at_pause},
    end_of_night::{end_of_night, left_out},
    failure::{comparison, disproved, faq, license_help, mistyped, modules, nearly, to_decide, upload_again},
    handover::take_over,
    migration::{damaged, over, stopped, support},
    parts::{Parts, for_support, held_at_step},
    publish::unclear,
    tool::{configured, is_drifted, tools},
    upload::{backup_is_only_kept, backup_is_target, in_progress, reopened, start, uploaded_already},
    warning::warning,
    window::{deadline, first_upload, too_early},
};
use super::{
    choice::{Choice, choices},
    hint::{Hint, of_edition},
    text::{Block, Tone, Value},
    times::Moment,
};
use crate::{
    domain::{
        index::StepIx,
        infrastructure::Side,
        outlook::Standing,
        procedure::StepKind,
        run::{Evidence, Failure, Holding, Progress},
    },
    engine::{
        downloads::offer,
        left::left_beside,
        session::{Lesson, Session},
        subject::Subject,
    },
};

/// One thing to do.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Card {
    /// Where, and what.
    pub heading: String,
    /// Where it comes from.
    pub source: String,
    /// The step's outcome so far, and how it is done.
    pub body: Vec<Block>,
    /// How it is done, where it did not pass: shown where there is room for it.
    pub again: Vec<Block>,
    /// The choices of the card.
    pub choices: Vec<Choice>,
    /// Behind how many blocks of `body` and `again` the numbered actions end, where a page is to be pasted next.
    pub paste_after: Option<usize>,
    /// How many actions are numbered there.
    pub actions: usize,
}

/// The card of a focus, at a moment.
pub fn card(session: &Session, subject: Subject, moment: &Moment) -> Card {
    let mut again = Vec::new();
    let (heading, source, body) = match subject {
        // Whatever came next then may be done by now, or undone.
        _ if session.is_damaged() => damaged(session),
        Subject::Requirement(place) => requirement(session, place),
        Subject::Step(place) => {
            let (parts, how) = step(session, place, moment);
            again = how;
            parts
        }
        Subject::Stopped(step) => stopped(session, step, moment),
        Subject::FirstUpload(step) => first_upload(session, step, moment),
        Subject::Deadline => deadline(session, moment),
        Subject::Deployments => deployments(session, moment),
        Subject::Support => support(session),
        Subject::TakeOver => take_over(session, moment),
        Subject::EndOfNight => end_of_night(session, moment),
        Subject::BetweenNights => between_nights(session, moment),
        Subject::Nothing => over(session, moment),
    };
    let (paste_after, actions) = steps_end(&body, &again).unzip();
    let actions = actions.unwrap_or(0);
    Card { heading, source, body, again, choices: choices(session, subject), paste_after, actions }
}

/// Where the numbered actions end, and how many there are.
fn steps_end(body: &[Block], again: &[Block]) -> Option<(usize, usize)> {
    let is_action = |block: &Block| match block {
        Block::Para { tone: Tone::Plain, lead, .. } => lead.trim_end().parse::<usize>().ok(),
        Block::Para { .. } | Block::Comparison(_) | Block::Value(_) | Block::Raw(_) | Block::Gap => None,
    };
    let numbered = body.iter().chain(again).enumerate().filter_map(|(place, block)| Some((place, is_action(block)?)));
    numbered.last().map(|(place, number)| (place + 1, number))
}

/// The rehearsal's lesson, and the address of its pages.
fn lesson(lesson: &Lesson) -> [Block; 3] {
    [
        Block::led(Tone::Plain, "Rehearsal: ", lesson.words()),
        Block::led(Tone::Quiet, "All practice pages: ", &lesson.pages),
        Block::Gap,
    ]
}

fn requirement(session: &Session, place: usize) -> Parts {
    let all = &session.run.procedure.requirements;
    let requirement = &all[place];
    let heading = format!("Requirement {} of {}", place + 1, all.len());
    let lesson = session.lesson.iter().filter(|_| place == 0).flat_map(lesson);
    let mut body: Vec<Block> = lesson.collect();
    body.extend([
        Block::para(Tone::Heading, &requirement.question),
        Block::Gap,
        Block::led(Tone::Quiet, "If the answer is no: ", session.run.infrastructure.fill(&requirement.no)),
    ]);
    (heading, requirement.source.clone(), body)
}

/// A step: what became of it, how it is done, what to compare with, what good looks like. Where it did not pass, how it is
/// done comes apart: whoever reads it has done it once.
fn step(session: &Session, place: StepIx, moment: &Moment) -> (Parts, Vec<Block>) {
    let run = &session.run;
    let text = run.definition(place);
    let mut body: Vec<Block> = held_at_step(session).into_iter().chain(left_out(session, place, moment)).collect();
    if let Standing::Waiting(gate) = session.outlook.standing(place) {
        body.push(Block::led(Tone::Caution, "Waiting: ", run.gate_words(*gate)));
    }
    body.extend(too_early(session, place, moment));
    body.extend(warning(session, place));
    body.extend(seen_at_pause(session, place, moment));
    body.extend(tools(session, place, moment));
    if let Some(asked) = unclear(session, place) {
        body.extend(asked);
        return ((run.title(place), text.source.clone(), body), Vec::new());
    }
    let compared = body.len();
    let already = uploaded_already(session, place);
    body.extend(became(session, place, moment.at).into_iter().filter(|_| already.is_none()));
    let is_compared = body[compared..].iter().any(|block| matches!(block, Block::Comparison(_)));
    body.extend(backup_is_target(session, place));
    let is_already = already.is_some();
    body.extend(already);
    body.extend(backup_is_only_kept(session, place));
    let good = Block::led(Tone::Good, "Expected: ", run.fill(&text.good, place));
    let otherwise = Block::led(Tone::Quiet, "Otherwise: ", of_edition(&run.fill(&text.otherwise, place)));
    let (mut how, values) = (how(session, place), values(session, place).into_iter().map(Block::Value));
    let parts = |body| (run.title(place), text.source.clone(), body);
    if matches!(run.step(place).progress, Progress::Failed(_) | Progress::Collected(_)) {
        // A comparison shows the values already.
        if !is_compared {
            body.extend([Block::Gap].into_iter().chain(values));
            body.extend([Block::Gap, good, otherwise]);
        }
        return (parts(body), [Block::Gap].into_iter().chain(how).collect());
    }
    if *session.outlook.standing(place) == Standing::Postponed {
        return (parts(body), Vec::new());
    }
    let runs = session.running_at(place).is_some() || left_beside(session, place).is_some();
    let by_hand = !runs && !is_drifted(session, place);
    if !by_hand {
        return (parts(body), Vec::new());
    }
    if is_already {
        // Whether it has to be done at all is asked first.
        body.extend([Block::Gap].into_iter().chain(values));
        how.splice(0..0, [Block::Gap, Block::para(Tone::Quiet, "The upload, step by step:")]);
        how.extend([Block::Gap, good, otherwise]);
        return (parts(body), how);
    }
    body.extend(how);
    body.extend(configured(session, place));
    body.push(Block::Gap);
    body.extend(values);
    body.extend(downloaded(session, place, moment));
    body.extend([Block::Gap, good, otherwise]);
    (parts(body), Vec::new())
}

/// The lead of the reason why a step was added that the article does not describe.
pub const IMPLIED: &str = "Added by acmove: ";

/// Instructions: the actions of the step in their order, with the places to click.
fn how(session: &Session, step: StepIx) -> Vec<Block> {
    let run = &session.run;
    let text = run.definition(step);
    let implied = text.implied.as_ref().or(run.phase(run.planned(step).phase).implied.as_ref());
    let implied = implied.map(|why| Block::led(Tone::Quiet, IMPLIED, format!("{why}.")));
    let own = run.actions(step).iter().map(|action| of_edition(&run.fill(action, step)));
    let actions = start(session, step).into_iter().chain(own).enumerate();
    let action = |(number, action): (usize, String)| Block::led(Tone::Plain, format!("{} ", number + 1), action);
    actions.map(action).chain(implied).collect()
}

/// A new license file in the folder of downloads.
fn downloaded(session: &Session, place: StepIx, moment: &Moment) -> Option<Block> {
    let download = offer(session, Subject::Step(place))?;
    let name =
        session.run.planned(place).environment.map(|environment| session.run.described(environment).name.as_str());
    let serial = match (download.serial(), name) {
        (Some(_), Some(name)) => format!("; its name has the serial number of {name}"),
        (Some(_), None) => String::new(),
        (None, _) => "; no serial number in its name".to_owned(),
    };
    let text = format!("{} ({}){serial}. {} uses it.", download.name, download.words(moment.at), Hint::Download);
    Some(Block::led(Tone::Now, "New in the downloads: ", text))
}

/// The exact values to find or compare.
pub fn values(session: &Session, step: StepIx) -> Vec<Value> {
    let run = &session.run;
    let Some(environment) = run.planned(step).environment else { return Vec::new() };
    let known = |name: &str, text: &str, note: &str| Value {
        name: name.to_owned(),
        text: Some(text.to_owned()),
        note: note.to_owned(),
    };
    let serial = || match &run.environment(environment).serial {
        Some(serial) => known("Serial Number", serial.as_str(), &run.described(environment).name),
        None => {
            Value { name: "Serial Number".to_owned(), text: None, note: "not known yet; the page shows it".to_owned() }
        }
    };
    let code = |side: Side| known("Activation Code", run.infrastructure.code(side).as_str(), side.label());
    match &run.definition(step).kind {
        // The portal's rows are typed.
        StepKind::Obtain { side: Side::Target, .. } => {
            let kind = run.license_type(environment).map(|kind| known("License Type", kind, "of its row"));
            [code(Side::Target), serial()].into_iter().chain(kind).collect()
        }
        // The code is typed first, then the serial number is looked for.
        StepKind::Obtain { side, .. } | StepKind::Check { side, .. } => vec![code(*side), serial()],
        StepKind::Upload { side } => match run.vault_name(environment, *side) {
            Some(name) => vec![known("File", &session.in_full(&name), "")],
            None => Vec::new(),
        },
        // Any other code is of another environment.
        StepKind::CodeCheck => match run.environment(environment).license.holding {
            Holding::Side(side, _) => vec![code(side)],
            Holding::Unknown if !run.environment(environment).license.may_be_target() => vec![code(Side::Source)],
            Holding::Unknown | Holding::Foreign => Vec::new(),
        },
        StepKind::Republish { .. } => vec![known("Module", run.module(environment), "")],
        StepKind::Read | StepKind::Pause { .. } | StepKind::Act | StepKind::Resume | StepKind::Contact => Vec::new(),
    }
}

/// The outcome of the step so far, and its meaning.
fn became(session: &Session, place: StepIx, at: jiff::Timestamp) -> Vec<Block> {
    let run = &session.run;
    if session.running_at(place).is_some() || run.step(place).ran.is_some() {
        return Vec::new();
    }
    if *session.outlook.standing(place) == Standing::Begun {
        return vec![in_progress()];
    }
    match &run.step(place).progress {
        Progress::Untouched => Vec::new(),
        Progress::Reopened if is_drifted(session, place) => Vec::new(),
        Progress::Reopened => {
            let help = license_help(session, place);
            let mut blocks = vec![reopened(session, place, help.is_some())];
            if let Some(help) = help {
                blocks.extend(comparison(session, place, at));
                blocks.push(help);
            }
            blocks
        }
        Progress::Done(Evidence::Verified) => vec![Block::para(Tone::Good, "Done and verified.")],
        Progress::Done(Evidence::Claimed) => {
            vec![Block::para(Tone::Claimed, "Done, as you reported. Not verified yet.")]
        }
        Progress::Failed(failure) | Progress::Collected(failure) => {
            let is_check = matches!(run.definition(place).kind, StepKind::Check { .. } | StepKind::CodeCheck);
            let lead = if is_check { "Check failed: " } else { "Failed: " };
            let said = || Block::led(Tone::Bad, lead, trouble_words(failure));
            let why = nearly(session, place).or_else(|| disproved(session, place));
            let mut blocks = vec![why.unwrap_or_else(said)];
            blocks.extend(comparison(session, place, at));
            blocks.extend(mistyped(session, place));
            blocks.extend(to_decide(failure));
            blocks.extend(modules(session, failure));
            blocks.extend(license_help(session, place));
            blocks.extend(upload_again(session, place));
            if !matches!(failure, Failure::PageDiffers | Failure::PageAsks)
                && let Some(answer) = faq(session, run.definition(place).faq)
            {
                blocks.extend([answer, Block::para(Tone::Quiet, for_support())]);
            }
            blocks
        }
    }
}
