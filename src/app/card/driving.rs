//! What a card says about commands: the one that is configured, what runs, how the last one ended, and that the server has
//! another serial number than its license files.

use crate::{
    app::{
        drive::{Running, step_drive},
        prose::{Block, Tone},
        session::Session,
    },
    domain::{outlook::Standing, procedure::StepKind},
};

/// What runs now, with the last lines that it printed.
fn running(running: &Running) -> Vec<Block> {
    let what = running.drive.tool.name();
    let mut body = vec![Block::led(Tone::Caution, "Running: ", format!("{what}. X stops it."))];
    body.push(Block::Raw(format!("  {}", running.drive.line)));
    if running.lines.is_empty() {
        body.push(Block::para(Tone::Quiet, "  (nothing printed yet)"));
    }
    body.extend(running.lines.iter().map(|line| Block::Raw(format!("  {line}"))));
    body.push(Block::Gap);
    body
}

/// Everything about commands on the card of a step.
pub(super) fn commands(session: &Session, place: usize) -> Vec<Block> {
    if let Some(now) = session.running_at(place) {
        return running(now);
    }
    let mut body: Vec<Block> = drift(session, place).into_iter().collect();
    body.extend(ran(session, place));
    body
}

/// How the command of this attempt ended, with its last lines.
fn ran(session: &Session, place: usize) -> Vec<Block> {
    let Some(ran) = &session.run.step(place).ran else { return Vec::new() };
    let (tone, said) = match ran.end {
        Some(end) if end.is_success() => (Tone::Claimed, end.words()),
        Some(end) => (Tone::Bad, end.words()),
        None => (Tone::Caution, "was started, and nobody has seen its end".to_owned()),
    };
    let mut body = vec![Block::led(tone, "Command: ", format!("{} {said}.", ran.tool.name()))];
    body.extend(ran.last.iter().map(|line| Block::Raw(format!("  {line}"))));
    body.push(Block::para(Tone::Caution, "Was it done? Look in Service Center, then say so below."));
    body
}

fn drift(session: &Session, place: usize) -> Option<Block> {
    let run = &session.run;
    let known = run.environment(run.planned(place).environment?);
    let is_upload = matches!(run.step_text(place).kind, StepKind::Upload { .. });
    let (found, files) = (known.drift.as_ref()?, known.serial.as_ref()?);
    is_upload.then(|| {
        let text = format!(
            "the server prints {found}, the license files are for {files}. It changes when a VM is restarted, a network card is replaced, or another server becomes the controller. A license for the old number would not be valid."
        );
        Block::led(Tone::Bad, "Serial number changed: ", text)
    })
}

/// The command that is configured for the step, where it can be done now.
pub(super) fn configured(session: &Session, place: usize) -> Vec<Block> {
    let open = session.outlook.standing(place).is_answerable() || *session.outlook.standing(place) == Standing::Begun;
    match step_drive(session, place).ok().filter(|_| open && session.running_at(place).is_none()) {
        Some(drive) => {
            let head = Block::led(Tone::Quiet, "By command (x): ", drive.tool.name());
            vec![head, Block::Raw(format!("  {}", drive.line))]
        }
        None => Vec::new(),
    }
}
