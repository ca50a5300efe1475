//! A migration as it is read to be watched.

use jiff::Timestamp;

use crate::{
    cli::source::Source,
    engine::{
        afar::{Afar, AfarSource},
        session::Session,
    },
    runtime::{afar::first, folder::Migration},
};

/// The refusal of anything that would be recorded.
pub(super) const READ_ONLY: &str = "this is watched from afar";

/// A migration as it is watched: of a folder, as it goes on; of a bundle, as it was when that was packed.
pub(super) fn watched(source: &Source) -> anyhow::Result<Migration> {
    let migration = source.replay(|_, _| {})?;
    let session = source.seen_from_afar(migration.session);
    Ok(Migration { session, ..migration })
}

impl Source {
    /// A session of this migration for those who watch it from afar.
    fn seen_from_afar(&self, session: Session) -> Session {
        let now = Timestamp::now();
        if self.bundle().is_none() {
            let afar = Some(Box::new(first(self.folder(), now)));
            return Session { folder: self.shown().to_owned(), afar, ..session };
        }
        let packed = self.session(session);
        let at = packed.packed_at.unwrap_or(packed.run.latest);
        let afar = Afar { desk: self.desk(), ..Afar::read(AfarSource::Copy(at), now) };
        let afar = Some(Box::new(afar));
        // Its clocks go on, wherever it is watched.
        Session { as_of: None, packed_at: Some(at), afar, ..packed }
    }
}
