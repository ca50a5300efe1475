//! A new license file in the folder of downloads, offered for the step that asks for one. It is offered, never taken by itself.

use std::path::PathBuf;

use jiff::{SignedDuration, Timestamp};

use super::session::{Focus, Session};
use crate::domain::{digest::Digest, identity::SerialNumber, outlook::Standing, procedure::StepKind};

/// The unit of sizes, in bytes.
const KILO: u64 = 1000;

/// What is looked for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Lookout {
    /// The folder of downloads, as it was written down.
    pub folder: String,
    /// Since when a file counts as new.
    pub since: Timestamp,
}

/// A license file in the folder of downloads.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Download {
    /// Where it lies.
    pub path: PathBuf,
    /// Its name.
    pub name: String,
    /// Its size in bytes.
    pub bytes: u64,
    /// When it was saved.
    pub saved: Timestamp,
    /// Its digest.
    pub sha256: Digest,
}

/// The step that asks for a license file on a card.
fn obtains(session: &Session, focus: Focus) -> Option<usize> {
    let Focus::Step(place) = focus else { return None };
    let standing = session.outlook.standing(place);
    let asks = standing.is_answerable() || *standing == Standing::Collected;
    let asks = asks && !session.is_read_only();
    (asks && matches!(session.run.step_text(place).kind, StepKind::Obtain { .. })).then_some(place)
}

/// What has to be looked for while a card is shown; nothing where no folder is configured, or no file is asked for.
pub fn lookout(session: &Session, focus: Focus) -> Option<Lookout> {
    let folder = session.run.infrastructure.downloads.clone()?;
    obtains(session, focus).map(|_| Lookout { folder, since: session.run.started })
}

/// The download that is offered on a card: one that is named after the environment's serial number, else the newest that is
/// named after none. What is in the vault already, or was found to be of no use, is not offered.
pub fn offer(session: &Session, focus: Focus) -> Option<&Download> {
    let place = obtains(session, focus)?;
    let wanted = session.run.environment(session.run.planned(place).environment?).serial.as_ref();
    let known = |digest: &Digest| {
        session.run.environments().iter().any(|environment| {
            let kept = [&environment.backup, &environment.target_file].into_iter().flatten();
            kept.map(|file| file.sha256).chain(environment.rejected.iter().copied()).any(|other| other == *digest)
        })
    };
    let fits = |download: &&Download| {
        let fits = download.serial().is_none_or(|serial| wanted.is_none_or(|wanted| *wanted == serial));
        fits && !known(&download.sha256)
    };
    let named = |download: &Download| download.serial().is_some();
    session.downloads.iter().filter(fits).max_by_key(|download| (named(download), download.saved))
}

impl Download {
    /// The serial number in its name.
    pub fn serial(&self) -> Option<SerialNumber> {
        SerialNumber::at_start_of(&self.name)
    }

    /// Its size, and how long ago it was saved.
    pub fn words(&self, now: Timestamp) -> String {
        let bytes = self.bytes;
        let size =
            if bytes < KILO { format!("{bytes} bytes") } else { format!("{}.{} kB", bytes / KILO, bytes % KILO / 100) };
        let minutes = now.duration_since(self.saved).max(SignedDuration::ZERO).as_mins();
        let age = match minutes {
            0 => "less than a minute ago".to_owned(),
            1..60 => format!("{minutes} min ago"),
            _ => format!("{} h ago", minutes / 60),
        };
        format!("{size}, saved {age}")
    }
}
