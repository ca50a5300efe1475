//! A new license file in the folder of downloads, offered for the step that asks for one. It is offered, never taken by itself.

use super::{
    download::{Download, DownloadFilter},
    session::Session,
    subject::Subject,
};
use crate::domain::{digest::Digest, index::StepIx, outlook::Standing, procedure::StepKind};

/// The step that asks for a license file on a card.
fn obtains(session: &Session, subject: Subject) -> Option<StepIx> {
    let Subject::Step(place) = subject else { return None };
    let standing = session.outlook.standing(place);
    let asks = standing.is_answerable() || *standing == Standing::Collected;
    let asks = asks && !session.is_read_only();
    (asks && matches!(session.run.definition(place).kind, StepKind::Obtain { .. })).then_some(place)
}

/// The files to look for while a card is shown; `None` where no folder is configured, or the card asks for no file.
pub fn download_filter(session: &Session, subject: Subject) -> Option<DownloadFilter> {
    let folder = session.run.infrastructure.downloads.clone()?;
    obtains(session, subject).map(|_| DownloadFilter { folder, since: session.run.started })
}

/// The download that is offered on a card: one that is named after the environment's serial number, else the newest that is
/// named after none. A file that is in the vault already, or was rejected, is not offered.
pub fn offer(session: &Session, subject: Subject) -> Option<&Download> {
    let place = obtains(session, subject)?;
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
