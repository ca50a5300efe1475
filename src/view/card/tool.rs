//! Words of a card about commands: the one that is configured, the one that runs, how the last one ended, and that the
//! server has another serial number than its license files.

use super::parts::of_choice;
use crate::{
    domain::{
        index::StepIx, infrastructure::Environment, naming::in_sentence, outlook::Standing, procedure::StepKind,
        run::SeenDeployment, tool::ToolEnd,
    },
    engine::{
        left::{left_beside, left_words},
        session::Session,
        subject::Subject,
        tool::step_drive,
        tool_run::RunningTool,
    },
    view::{
        choice::choices,
        hint::Hint,
        text::{Block, Tone},
        times::{Moment, spoken},
    },
};

/// The command that runs now, with the last lines that it printed, and those that run beside it.
fn running(session: &Session, running: &RunningTool, moment: &Moment) -> Vec<Block> {
    let what = running.drive.tool.name();
    let mut body = vec![Block::led(
        Tone::Caution,
        "Running: ",
        format!(
            "{what}, for {}, at most {} min. Do not do this step by hand meanwhile. {} stops the command.",
            for_how_long(running, moment),
            running.drive.spec.timeout_s.div_ceil(60),
            Hint::Stop
        ),
    )];
    body.push(Block::Raw(format!("  {}", running.drive.line)));
    if running.lines.is_empty() {
        body.push(Block::para(Tone::Quiet, "  (no output yet)"));
    }
    body.extend(running.lines.iter().map(|line| Block::Raw(format!("  {line}"))));
    body.extend(beside(session, running.drive.step, moment));
    body.push(Block::Gap);
    body
}

/// How long a command has been running.
fn for_how_long(running: &RunningTool, moment: &Moment) -> String {
    let since = moment.at.duration_since(running.since);
    if since.as_mins() > 0 { spoken(since) } else { "less than 1 min".to_owned() }
}

/// The commands that run in other environments than that of a card, each with how long it has been running.
fn beside(session: &Session, step: StepIx, moment: &Moment) -> Option<Block> {
    let others = session.running.iter().filter(|running| running.drive.step != step);
    let told = others.map(|running| {
        let owner = session.run.planned(running.drive.step).environment;
        let owner = owner.map(|environment| session.run.described(environment));
        let name = owner.map_or("", |described| described.name.as_str());
        let is_production = owner.is_some_and(Environment::is_production);
        (format!("{name} ({})", for_how_long(running, moment)), is_production)
    });
    let told = in_sentence(&told.collect::<Vec<_>>());
    (!told.is_empty()).then(|| Block::led(Tone::Quiet, "Commands beside it: ", told))
}

/// Everything about commands on the card of a step.
pub(super) fn tools(session: &Session, step: StepIx, moment: &Moment) -> Vec<Block> {
    if let Some(now) = session.running_at(step) {
        return running(session, now, moment);
    }
    if let Some(left) = left_beside(session, step) {
        let text = left_words(session, left)
            + " Wait until it has ended, and do not do this step by hand. Then report the result.";
        return vec![Block::led(Tone::Caution, "Command: ", text)];
    }
    let mut body: Vec<Block> = deployed(session, step, moment).into_iter().chain(drift(session, step)).collect();
    body.extend(ran(session, step));
    body.extend(beside(session, step, moment));
    body
}

/// A warning on a step that was begun while a deployment holds everything else.
fn deployed(session: &Session, step: StepIx, moment: &Moment) -> Option<Block> {
    let freeze = &session.outlook.freeze;
    if *session.outlook.standing(step) != Standing::Begun || !freeze.holds {
        return None;
    }
    let words = |watched: &SeenDeployment| moment.deployment(&session.run, &watched.deployment);
    let which: Vec<String> = freeze.in_the_way(&session.run).map(words).collect();
    let text = format!(
        "{}. If you have not done this step yet, do not start it now: choose {}. Decide about the deployment on the card of the infrastructure ({}).",
        which.join("; "),
        not_done(session, step),
        Hint::Environment
    );
    Some(Block::led(Tone::Bad, "A deployment while deployments are paused: ", text))
}

/// How the command of this attempt ended, with its last lines.
fn ran(session: &Session, step: StepIx) -> Vec<Block> {
    let Some(ran) = &session.run.step(step).ran else { return Vec::new() };
    let (tone, said) = match ran.end {
        Some(end) if ran.objection.is_some() => (Tone::Bad, end.words()),
        Some(end) if end.is_success() => (Tone::Claimed, end.words()),
        Some(end) => (Tone::Bad, end.words()),
        None => (Tone::Caution, unseen(session, step)),
    };
    let mut body = vec![Block::led(tone, "Command: ", format!("{} {said}.", ran.tool.name()))];
    body.extend(ran.last.iter().map(|line| Block::Raw(format!("  {line}"))));
    let against = ran.objection.iter().map(|line| Block::led(Tone::Bad, "But it printed: ", format!("\"{line}\"")));
    body.extend(against);
    let ask = match ran.end {
        Some(ToolEnd::NotStarted) => {
            format!("It did not start. Choose {}, or do the step by hand.", not_done(session, step))
        }
        Some(_) | None => "Check in Service Center whether it was done, then answer.".to_owned(),
    };
    body.push(Block::para(Tone::Caution, ask));
    body
}

/// The choice that a step that was started was not done, as a text names it.
fn not_done(session: &Session, step: StepIx) -> String {
    of_choice(&choices(session, Subject::Step(step)), Hint::Withdraw)
}

/// What is known of a command whose end nobody saw.
fn unseen(session: &Session, step: StepIx) -> String {
    let started = "was started, and its end was not seen";
    match &session.run.step(step).process {
        Some(known) => format!("{started}; its process, {}, is not found on this machine", known.process.id),
        None => format!("{started}: it may still be running"),
    }
}

/// Whether the step would upload a file that is of no use.
pub(super) fn is_drifted(session: &Session, step: StepIx) -> bool {
    drift(session, step).is_some()
}

fn drift(session: &Session, step: StepIx) -> Option<Block> {
    let run = &session.run;
    let known = run.environment(run.planned(step).environment?);
    let is_upload = matches!(run.definition(step).kind, StepKind::Upload { .. });
    let (found, files) = (known.drift.as_ref()?, known.serial.as_ref()?);
    is_upload.then(|| {
        let text = format!(
            "the server reports {found}, but the license files are for {files}. The number changes when a VM restarts, a network card is replaced, or another server becomes the controller. A license for the old number is not valid."
        );
        Block::led(Tone::Bad, "Serial number changed: ", text)
    })
}

/// The command that is configured for the step, where it can be done now.
pub(super) fn configured(session: &Session, step: StepIx) -> Vec<Block> {
    let open = session.outlook.standing(step).is_answerable() || *session.outlook.standing(step) == Standing::Begun;
    match step_drive(session, step).ok().filter(|_| open && session.running_at(step).is_none()) {
        Some(drive) => {
            let head = Block::led(Tone::Quiet, "By command: ", drive.tool.name());
            vec![head, Block::Raw(format!("  {}", drive.line))]
        }
        None => Vec::new(),
    }
}
