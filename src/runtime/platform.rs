//! The differences between operating systems, in one place.

use std::{
    env, io,
    path::{Path, PathBuf},
    process::Command,
};

use process_wrap::std::{ChildWrapper, CommandWrap};

use crate::{
    driver::secret::Secret,
    tui::{draw::theme::Depth, message::Background},
};

/// Whether a file may be read, or a folder looked into, by its group, and by everybody; nothing where the rights are not its own.
#[cfg(unix)]
pub fn others(found: &std::fs::Metadata) -> Option<[bool; 2]> {
    use std::os::unix::fs::PermissionsExt as _;
    let (mode, wanted) = (found.permissions().mode(), if found.is_dir() { 1 } else { 4 });
    Some([mode & (wanted << 3) != 0, mode & wanted != 0])
}

/// Whether a file may be read, or a folder looked into, by its group, and by everybody; nothing where the rights are not its own.
#[cfg(not(unix))]
pub fn others(_: &std::fs::Metadata) -> Option<[bool; 2]> {
    None
}

/// Whether the locale says that text is UTF-8. Where nothing is said, the locale is C, which is ASCII; but on Windows and macOS
/// every terminal takes UTF-8.
pub fn is_utf8() -> bool {
    let said = ["LC_ALL", "LC_CTYPE", "LANG"].into_iter().find_map(variable);
    said.map_or(cfg!(any(windows, target_os = "macos")), |locale| {
        locale.to_uppercase().replace('-', "").contains("UTF8")
    })
}

/// A secret from an environment variable; none where that is not set, or empty.
pub fn secret(name: &str) -> Option<Secret> {
    env::var(name).ok().filter(|value| !value.is_empty()).map(|value| Secret::of(&value))
}

fn variable(name: &str) -> Option<String> {
    env::var(name).ok().map(|value| crate::domain::text::one_line(&value)).filter(|value| !value.is_empty())
}

/// Where a program is that a command would start; none where there is none that may be run.
pub fn find_program(program: &str) -> Option<PathBuf> {
    let named = PathBuf::from(program);
    if named.components().count() > 1 {
        return with_endings(&named).into_iter().find(|path| is_program(path));
    }
    let folders = env::var_os("PATH").unwrap_or_default();
    let all = env::split_paths(&folders).flat_map(|folder| with_endings(&folder.join(program)));
    all.into_iter().find(|path| is_program(path))
}

/// The names under which a program may lie: on Windows the ending may be left out.
fn with_endings(path: &Path) -> Vec<PathBuf> {
    let mut all = vec![path.to_owned()];
    if cfg!(windows) && path.extension().is_none() {
        all.extend(["exe", "com", "cmd", "bat"].map(|ending| path.with_extension(ending)));
    }
    all
}

#[cfg(unix)]
fn is_program(path: &Path) -> bool {
    use std::os::unix::fs::PermissionsExt as _;
    path.metadata().is_ok_and(|metadata| metadata.is_file() && metadata.permissions().mode() & 0o111 != 0)
}

#[cfg(not(unix))]
fn is_program(path: &Path) -> bool {
    path.is_file()
}

/// Puts a command apart: it has no terminal, and can be stopped with everything that it starts.
#[cfg(unix)]
pub fn apart(command: &mut CommandWrap) {
    command.wrap(process_wrap::std::ProcessSession);
}

/// Puts a command apart: it has no console, and can be stopped with everything that it starts.
#[cfg(windows)]
pub fn apart(command: &mut CommandWrap) {
    use windows::Win32::System::Threading::CREATE_NO_WINDOW;
    command.wrap(process_wrap::std::CreationFlags(CREATE_NO_WINDOW));
    command.wrap(process_wrap::std::JobObject);
}

/// Asks a process, and what it has started, to end.
#[cfg(unix)]
pub fn ask_to_end(child: &mut dyn ChildWrapper) {
    let _ = child.signal(signal_hook::consts::SIGTERM);
}

/// Ends a process, and what it has started: there is no asking here.
#[cfg(windows)]
pub fn ask_to_end(child: &mut dyn ChildWrapper) {
    let _ = child.start_kill();
}

/// Whether there is a desktop that the person sits at. Without one, a browser for terminals would take this terminal, or
/// one would open on a screen that nobody sees.
pub fn has_desktop() -> bool {
    if cfg!(any(windows, target_os = "macos")) {
        return variable("SSH_CONNECTION").is_none();
    }
    ["DISPLAY", "WAYLAND_DISPLAY", "WSL_DISTRO_NAME"].into_iter().any(|name| variable(name).is_some())
}

/// Starts a program that outlives this one, and that no key of this terminal reaches.
///
/// # Errors
/// When it cannot be started.
#[cfg(unix)]
pub fn start_detached(command: Command) -> io::Result<Box<dyn ChildWrapper>> {
    CommandWrap::from(command).wrap(process_wrap::std::ProcessSession).spawn()
}

/// Starts a program that outlives this one; here no key of a console reaches it anyway.
///
/// # Errors
/// When it cannot be started.
#[cfg(not(unix))]
pub fn start_detached(command: Command) -> io::Result<Box<dyn ChildWrapper>> {
    CommandWrap::from(command).spawn()
}

/// The background that `COLORFGBG` names: some terminals set it, to the numbers of two of their sixteen colours.
pub fn told_background() -> Option<Background> {
    let told = env::var("COLORFGBG").ok()?;
    match told.rsplit(';').next()?.parse::<u8>().ok()? {
        0..=6 | 8 => Some(Background::Dark),
        7 | 9..=15 => Some(Background::Light),
        16.. => None,
    }
}

/// How many colours the terminal has, as far as it says so.
#[cfg(unix)]
pub fn depth() -> Depth {
    let says = |name, words: &[&str]| env::var(name).is_ok_and(|told| words.iter().any(|word| told.contains(word)));
    let many =
        says("COLORTERM", &["truecolor", "24bit"]) || says("TERM", &["256color", "direct", "kitty", "alacritty"]);
    if many { Depth::Many } else { Depth::Sixteen }
}

/// How many colours the terminal has: any that this program can be started in has all.
#[cfg(not(unix))]
pub const fn depth() -> Depth {
    Depth::Many
}

/// Signals that ask the program to end: from now on they are not lost, and do not kill.
#[cfg(unix)]
#[derive(Debug)]
pub struct EndSignals(Option<signal_hook::iterator::Signals>);

#[cfg(unix)]
impl EndSignals {
    /// Begins to watch for them.
    pub fn watch() -> Self {
        use signal_hook::consts::{SIGHUP, SIGINT, SIGTERM};
        Self(signal_hook::iterator::Signals::new([SIGTERM, SIGHUP, SIGINT]).ok())
    }

    /// Waits for one; the answer says whether there was one.
    pub fn wait(self) -> bool {
        self.0.is_some_and(|mut signals| signals.forever().next().is_some())
    }
}

/// Signals that ask the program to end; there are none here.
#[cfg(not(unix))]
#[derive(Debug)]
pub struct EndSignals;

#[cfg(not(unix))]
impl EndSignals {
    /// There is nothing to watch for.
    pub const fn watch() -> Self {
        Self
    }

    /// There is nothing to wait for.
    pub const fn wait(self) -> bool {
        false
    }
}
