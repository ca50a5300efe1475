//! A folder in which the real program works.

use std::path::PathBuf;

use tempfile::TempDir;

use crate::harness::story::FOUR;

/// A folder in which the program works.
pub(super) struct Site(pub(super) TempDir);

impl Site {
    /// A folder with nothing in it.
    #[cfg(windows)]
    pub(super) fn empty() -> Self {
        Self(TempDir::new().unwrap())
    }

    /// A folder with a migration `m` that was just started.
    pub(super) fn new() -> Self {
        let site = Self(TempDir::new().unwrap());
        std::fs::write(site.path("infrastructure.toml"), FOUR).unwrap();
        let mut command = std::process::Command::new(env!("CARGO_BIN_EXE_acmove"));
        let made = command.args(["new", "m", "--infrastructure", "infrastructure.toml"]).current_dir(site.0.path());
        assert!(made.output().unwrap().status.success());
        site
    }

    pub(super) fn path(&self, name: &str) -> PathBuf {
        self.0.path().join(name)
    }

    pub(super) fn facts(&self) -> usize {
        std::fs::read_to_string(self.path("m/journal.jsonl")).unwrap().lines().count()
    }
}
