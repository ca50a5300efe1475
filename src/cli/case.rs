//! The case number of Support, recorded by a command: for a script, or for a person who has it away from the screen.

use std::path::Path;

use jiff::Timestamp;

use super::{
    exit::{Exit, Usage},
    output::{Out, complain},
};
use crate::{
    domain::{
        command::Command,
        decide::decide,
        refusal::{NoNight, Refusal},
        sentence::sentence,
    },
    engine::ports::{Author, Recorder as _},
    runtime::folder::{self, Opened},
};

/// Records the number, and says so; one that is on record already is no error.
pub(super) fn record(out: Out<'_>, folder: &Path, case: &str) -> anyhow::Result<Exit> {
    let Opened { session, mut recorder, damage, .. } = folder::open(folder)?;
    if let Some(damage) = damage {
        return Err(damage.into());
    }
    let command = Command::NameCase { case: case.to_owned() };
    match decide(&session.run, &session.outlook, &command, Timestamp::now()) {
        Ok(event) => {
            let told = sentence(&session.run, &event);
            recorder.record(event, None, Author::Person).map_err(anyhow::Error::msg)?;
            out.text(&told)?;
            Ok(Exit::Done)
        }
        Err(known @ Refusal::Night(NoNight::SameNumber)) => {
            complain(&known.to_string());
            Ok(Exit::Done)
        }
        Err(Refusal::Night(why @ NoNight::NoNumber)) => Err(Usage(why.to_string()).into()),
        Err(refusal) => {
            complain(&format!("Refused: {refusal}"));
            Ok(Exit::Refused)
        }
    }
}
