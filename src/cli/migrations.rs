//! The migrations in the present folder, as far as they can be read in a moment.

use std::{
    fs,
    path::{Path, PathBuf},
    time::{Duration, Instant},
};

use jiff::{Timestamp, tz::TimeZone};

use crate::{
    runtime::folder::{self, Migration},
    view::{harm::Harm, left::Left, text::Tone, times::Moment},
};

/// A migration in the present folder.
#[derive(Debug, Clone)]
pub(super) struct Found {
    /// Its folder.
    pub(super) folder: PathBuf,
    /// Where it stands.
    pub(super) left: Left,
    /// Whether a new migration may start from it: it is real, and was read.
    pub(super) may_be_older: bool,
}

/// The migrations in this folder, with where they stand: what is not over comes first, a real one before a rehearsal, the one in
/// trouble before the others, and what was worked on last before what was left long ago. Those that were written last are read first, as long as there is time.
pub(super) fn here() -> Vec<Found> {
    let below = fs::read_dir(".").into_iter().flatten().filter_map(Result::ok).map(|entry| entry.path());
    let mut folders: Vec<PathBuf> = below.filter(|path| path.is_dir() && folder::is_free(path).is_err()).collect();
    let written = |path: &PathBuf| fs::metadata(path.join("journal.jsonl")).and_then(|known| known.modified()).ok();
    folders.sort_by_cached_key(|path| (std::cmp::Reverse(written(path)), path.clone()));
    let (now, began, here) = (Timestamp::now(), Instant::now(), TimeZone::system());
    let mut told: Vec<_> = folders
        .iter()
        .map(|path| {
            let folder = path.strip_prefix(".").unwrap_or(path).to_owned();
            let (order, left) = match began.elapsed() {
                spent if spent > PATIENCE => (UNREAD, unread(&folder, "open it to see")),
                _ => told(&folder, now, &here),
            };
            (order, folder, left)
        })
        .collect();
    told.sort_by(|one, other| (&one.0, &one.1).cmp(&(&other.0, &other.1)));
    let found = told.into_iter().map(|(order, folder, left)| {
        let may_be_older = !order.1 && order != UNREAD && order != UNREADABLE;
        Found { folder, left, may_be_older }
    });
    found.collect()
}

/// How long journals are read before the first screen is drawn.
const PATIENCE: Duration = Duration::from_millis(1500);

/// Whether it is over, whether it is a rehearsal, its harm, and when it was worked on, the latest first.
type Order = (bool, bool, Harm, std::cmp::Reverse<Timestamp>);

/// The order of what was not read: it may be in trouble, so it stands before what is over.
const UNREAD: Order = (false, false, Harm::Running, std::cmp::Reverse(Timestamp::MIN));

/// The order of what cannot be read: that is trouble.
const UNREADABLE: Order = (false, false, Harm::Unreadable, std::cmp::Reverse(Timestamp::MIN));

fn told(folder: &Path, now: Timestamp, here: &TimeZone) -> (Order, Left) {
    match folder::read(folder) {
        Ok(Migration { session, .. }) => {
            let run = &session.run;
            let is_bundle = folder::is_bundle(folder);
            let is_over = is_bundle || session.outlook.state.is_final();
            let harm = Harm::of(&session, &Moment::of(&session, now, Some(here)));
            let order = (is_over, run.rehearsal, harm, std::cmp::Reverse(run.latest));
            let mut left = Left::of(&session, now, Some(here));
            if is_bundle {
                left.state = format!("unpacked bundle, read-only: {}", left.state);
                left.tone = Tone::Quiet;
            }
            (order, left)
        }
        Err(error) => (UNREADABLE, Left { tone: Tone::Bad, ..unread(folder, &format!("cannot be read: {error}")) }),
    }
}

/// A migration of which only the folder is known.
fn unread(folder: &Path, why: &str) -> Left {
    let name = folder.display().to_string();
    Left {
        name,
        state: why.to_owned(),
        tone: Tone::Quiet,
        details: String::new(),
        when: String::new(),
        last: String::new(),
    }
}
