//! Wishes about what is connected: deployments, commands, downloads.

use super::{Purpose, Wish, begin, look, no_step};
use crate::{
    app::{
        drive::{serial_drive, step_drive},
        offer::offer,
        operation::Deed,
        session::{Focus, Session},
        world::Inquiry,
    },
    domain::{command::Command, event::Origin, refusal::Refusal},
};

/// Whoever stops somebody else's work says whose: nothing but the whole name is meant.
pub(super) fn abort(session: &Session, typed: &str, key: &str) -> Result<Command, String> {
    let known = session.run.watch.of(key).map(|watched| &watched.deployment);
    let deployment = known.ok_or_else(|| Refusal::NoDeployment.to_string())?;
    if typed.trim() != deployment.target {
        return Err(format!("Type exactly: {}. Anything else leaves the deployment as it is.", deployment.target));
    }
    Ok(Command::AbortDeployment { deployment: deployment.key.clone() })
}

/// Before an upload the serial number is read, where a command can do that; then the upload is begun, and then a command may do
/// it. What is under way already is only run.
pub(super) fn begin_or_run(session: &Session, focus: Focus, deed: Deed) -> Result<Wish, String> {
    let place = focus.step().ok_or_else(no_step)?;
    if deed == Deed::RunCommand {
        step_drive(session, place)?;
    }
    if let Some(running) = session.running_in(session.run.planned(place).environment) {
        let what = running.drive.tool.name();
        return Err(format!("{what} still runs in this environment: wait until it has ended, or stop it (X)."));
    }
    let is_read = session.serial_is_read(place) || !session.outlook.standing(place).is_answerable();
    if is_read { after_reading(session, place, deed) } else { read_serial(session, focus, Some(deed)) }
}

pub(super) fn read_serial(session: &Session, focus: Focus, then: Option<Deed>) -> Result<Wish, String> {
    let place = focus.step().ok_or_else(no_step)?;
    let drive = serial_drive(session, place, then);
    drive.map(|drive| Wish::Drive(Box::new(drive))).ok_or_else(|| "No command reads the serial number here.".to_owned())
}

/// What was wanted before the serial number was read: it is read now. The files are read back before a command runs, too.
///
/// # Errors
/// With a sentence, when it cannot be meant.
pub fn after_reading(session: &Session, place: usize, deed: Deed) -> Result<Wish, String> {
    let focus = Focus::Step(place);
    match session.run.planned(place).environment {
        Some(environment) if deed == Deed::RunCommand && session.run.step(place).is_under_way() => {
            look(session, focus, Purpose::Run, Inquiry::Vault(vec![session.expected(environment)]))
        }
        _ => begin(session, focus),
    }
}

/// The download that is offered; it is looked at like a file that was named.
pub(super) fn take_download(session: &Session, focus: Focus) -> Result<Wish, String> {
    let download = offer(session, focus).ok_or("There is no new license file in the folder of downloads.")?;
    look(session, focus, Purpose::Keep(Origin::Portal), Inquiry::File(download.path.clone()))
}
