//! Processes of this machine: held back until their start is on record, told from those that had their number before, and
//! looked for after acmove was gone.

use std::{
    io::Write as _,
    path::Path,
    process::{ChildStdin, Command, Stdio},
};

use crate::domain::tool::Process;

/// Whether a process can be held back until it is let go.
pub const HOLDS_BACK: bool = cfg!(unix);

/// A command whose process does nothing before it is let go, and nothing at all once nobody can let it go any more: a shell
/// waits in its place for a line, and then becomes it. The arguments are none of its business.
#[cfg(unix)]
pub fn held_back(program: &Path, arguments: &[String]) -> Command {
    let mut command = Command::new("sh");
    command.args(["-c", "read -r go && exec \"$@\" </dev/null", "sh"]).arg(program).args(arguments);
    command.stdin(Stdio::piped());
    command
}

/// A command; here nothing waits in its place.
#[cfg(not(unix))]
pub fn held_back(program: &Path, arguments: &[String]) -> Command {
    let mut command = Command::new(program);
    command.args(arguments).stdin(Stdio::null());
    command
}

/// Lets a process go that was held back.
pub fn let_go(gate: Option<ChildStdin>) {
    if let Some(mut gate) = gate {
        // One that is gone is seen to be.
        let _ = gate.write_all(b"\n");
    }
}

/// A process that was just started; `None` where this system does not say when that was.
pub fn started(id: u32) -> Option<Process> {
    system::start_of(id).map(|start| Process { id, start })
}

/// Whether a process still runs, or anything that it has started in its session. One of another machine, or of before this
/// one was started anew, does not.
pub fn lives(process: &Process) -> bool {
    system::lives(process)
}

/// Linux shows every process as a folder.
#[cfg(target_os = "linux")]
mod system {
    use std::fs;

    use super::Process;

    /// The parts of `/proc/ID/stat` after the name, which may hold anything: the state comes first.
    const STATE: usize = 0;
    const SESSION: usize = 3;
    const START: usize = 19;

    pub(super) fn start_of(id: u32) -> Option<String> {
        let start = stat(&id.to_string())?.get(START)?.clone();
        Some(format!("{start} of boot {}", boot()?))
    }

    pub(super) fn lives(process: &Process) -> bool {
        match stat(&process.id.to_string()) {
            // It leads its session, and its number is not given away while that has anybody in it.
            Some(_) if start_of(process.id).as_ref() != Some(&process.start) => false,
            _ => {
                let is_of_boot = boot().is_some_and(|boot| process.start.ends_with(&boot));
                is_of_boot && all().any(|id| stat(&id).is_some_and(|parts| is_member(&parts, process.id)))
            }
        }
    }

    /// Whether it has not ended, and belongs to the session that a process leads.
    fn is_member(parts: &[String], session: u32) -> bool {
        let is_over = parts.get(STATE).is_none_or(|state| ["Z", "X", "x"].contains(&state.as_str()));
        !is_over && parts.get(SESSION) == Some(&session.to_string())
    }

    fn all() -> impl Iterator<Item = String> {
        let names = fs::read_dir("/proc").into_iter().flatten().flatten().map(|entry| entry.file_name());
        names.filter_map(|name| name.into_string().ok()).filter(|name| name.bytes().all(|c| c.is_ascii_digit()))
    }

    fn stat(id: &str) -> Option<Vec<String>> {
        let text = fs::read_to_string(format!("/proc/{id}/stat")).ok()?;
        Some(text.rsplit_once(')')?.1.split_whitespace().map(str::to_owned).collect())
    }

    fn boot() -> Option<String> {
        // The beginning of it tells two boots apart.
        Some(fs::read_to_string("/proc/sys/kernel/random/boot_id").ok()?.chars().take(8).collect())
    }
}

/// Elsewhere `ps` is asked, which every Unix has.
#[cfg(all(unix, not(target_os = "linux")))]
mod system {
    use std::process::Command;

    use super::Process;

    pub(super) fn start_of(id: u32) -> Option<String> {
        let start = ps(&["-o", "lstart=", "-p", &id.to_string()])?;
        Some(start.trim().to_owned()).filter(|start| !start.is_empty())
    }

    pub(super) fn lives(process: &Process) -> bool {
        match start_of(process.id) {
            Some(start) if start != process.start => false,
            // It leads a group too, and its number is not given away while that has anybody in it.
            _ => {
                let group = process.id.to_string();
                let all = ps(&["-A", "-o", "pgid=,stat="]).unwrap_or_default();
                all.lines()
                    .filter_map(|line| line.trim().split_once(char::is_whitespace))
                    .any(|(of, state)| of == group && !state.trim_start().starts_with('Z'))
            }
        }
    }

    fn ps(arguments: &[&str]) -> Option<String> {
        let asked = Command::new("ps").args(arguments).env("LC_ALL", "C").env("TZ", "UTC").output().ok()?;
        String::from_utf8(asked.stdout).ok()
    }
}

/// On Windows there is nothing to ask: a command never outlives the acmove that has started it (see `job`).
#[cfg(not(unix))]
mod system {
    use super::Process;

    pub(super) const fn start_of(_: u32) -> Option<String> {
        None
    }

    pub(super) const fn lives(_: &Process) -> bool {
        false
    }
}
