//! Handing a migration over to a colleague, and taking one over.

use std::path::Path;

use anyhow::Context as _;
use jiff::Timestamp;

use super::{
    arguments::{HandOver, Looks},
    exit::{Exit, Usage},
    output::{command_word, complain, is_terminal},
    work,
};
use crate::{
    domain::command::Command,
    engine::{
        Engine,
        message::{EngineEffect, EngineMsg},
        operate,
        ports::Recorder,
    },
    runtime::{
        bundle::{settle, unpack_to_continue},
        folder::{self, Opened},
        inspector::Inspector,
        secrets,
    },
    tui::message::Saving,
};

/// Records that the migration is handed over, then packs it. One that was handed over already is only packed, so whoever lost
/// the file, or was interrupted, makes it again.
pub(super) fn hand_over(wanted: &HandOver) -> anyhow::Result<Exit> {
    let HandOver { folder, to, note, output } = wanted;
    let Opened { session, mut recorder, damage, .. } = folder::open(folder)?;
    if let Some(damage) = damage {
        return Err(damage.into());
    }
    let mut engine = Engine::new(session, Timestamp::now());
    engine.session.secrets = secrets::of(&engine.session.run.infrastructure);
    if !engine.session.run.is_away() {
        let command = operate::hand_over(&engine.session, Timestamp::now(), to.clone(), note.clone());
        record(&mut engine, &mut recorder, command)?;
        if !engine.session.run.is_away() {
            return Err(
                Usage("this migration cannot be handed over now: it is over, or no name was given".to_owned()).into()
            );
        }
    }
    let inspector = Inspector::of(folder).hiding(&engine.session.secrets);
    let path = inspector.save(Saving::HandOver, &output.display().to_string()).map_err(anyhow::Error::msg)?;
    complain(&format!("{path} contains everything, license files included: send it over a secure channel."));
    complain(&format!(
        "This folder is read-only now. {to} continues with `acmove take-over {} my-migration`.",
        command_word(output)
    ));
    Ok(Exit::Done)
}

/// Records what follows from a command; nothing where it is refused.
fn record(engine: &mut Engine, recorder: &mut impl Recorder, command: Command) -> anyhow::Result<()> {
    let now = Timestamp::now();
    let mut effects = engine.handle(now, EngineMsg::Judge(command)).effects;
    while let Some(EngineEffect::Record(event, attachment, by)) = effects.pop() {
        let record = recorder.record(*event, attachment, by).map_err(anyhow::Error::msg)?;
        effects = engine.handle(now, EngineMsg::Recorded(Box::new(record))).effects;
    }
    Ok(())
}

/// Makes a migration folder of a hand-over, records who took it over, and opens it where there is a terminal.
pub(super) fn take_over(file: &Path, folder: &Path, looks: &Looks) -> anyhow::Result<Exit> {
    let unpacked = unpack_to_continue(file)?;
    settle(file, &unpacked, folder)?;
    drop(unpacked);
    let Opened { session, mut recorder, .. } = folder::open(folder)?;
    record(&mut Engine::new(session, Timestamp::now()), &mut recorder, Command::TakeOver)?;
    drop(recorder);
    if is_terminal() {
        return work::open(folder, looks)
            .with_context(|| format!("{} is complete, but cannot be opened", folder.display()));
    }
    complain(&format!(
        "{} is complete, and you have taken it over. `acmove run {}` asks for every open item.",
        folder.display(),
        command_word(folder)
    ));
    Ok(Exit::Done)
}
