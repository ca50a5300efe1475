//! What lies outside of acmove where a migration is played on both faces.

use std::{
    path::{Path, PathBuf},
    sync::{Arc, Mutex},
};

use acmove::{
    domain::watch::{Observation, WatchQuestion},
    engine::ports::Observe,
};

/// LifeTime, as the test has it.
#[derive(Debug)]
pub(crate) struct LifeTime {
    /// What it shows.
    pub(crate) shows: Observation,
    /// Why it aborts nothing.
    pub(crate) no_abort: Option<&'static str>,
}

/// What lies outside of acmove.
#[derive(Debug, Clone)]
pub(crate) struct Outside {
    /// The migration's folder.
    pub(crate) folder: PathBuf,
    pub(crate) lifetime: Arc<Mutex<LifeTime>>,
}

impl Outside {
    /// A migration in a folder; nobody has a token for its LifeTime.
    pub(crate) fn of(folder: &Path) -> Self {
        let lifetime = LifeTime { shows: Observation::Unconnected("not here".to_owned()), no_abort: None };
        Self { folder: folder.to_owned(), lifetime: Arc::new(Mutex::new(lifetime)) }
    }
}

impl Observe for Outside {
    fn observe(&mut self, _: &WatchQuestion) -> Observation {
        self.lifetime.lock().unwrap().shows.clone()
    }

    fn abort(&mut self, _: &str) -> Result<(), String> {
        self.lifetime.lock().unwrap().no_abort.map_or(Ok(()), |why| Err(why.to_owned()))
    }
}
