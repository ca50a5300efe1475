//! The differences between operating systems, in one place.

use std::{env, io, process::Command};

use process_wrap::std::{ChildWrapper, CommandWrap};

#[cfg(not(unix))]
use super::tty;
use crate::{
    driver::{output::CodePages, secret::Secret},
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

/// The code pages that programs may write in: here all write UTF-8.
#[cfg(not(windows))]
pub const fn code_pages() -> Option<CodePages> {
    None
}

/// The code pages that programs may write in: that of a new console, and that of windows.
#[cfg(windows)]
pub fn code_pages() -> Option<CodePages> {
    let key = windows_registry::LOCAL_MACHINE.open(r"SYSTEM\CurrentControlSet\Control\Nls\CodePage");
    let page = |name| key.as_ref().ok()?.get_string(name).ok()?.parse().ok();
    Some(CodePages::of(["OEMCP", "ACP"].into_iter().filter_map(page).collect()))
}

/// A secret from an environment variable; none where that is not set, or empty.
pub fn secret(name: &str) -> Option<Secret> {
    env::var(name).ok().filter(|value| !value.is_empty()).map(|value| Secret::of(&value))
}

/// The text of an environment variable, on one line; nothing where it is empty.
pub(super) fn variable(name: &str) -> Option<String> {
    env::var(name).ok().map(|value| crate::domain::text::one_line(&value)).filter(|value| !value.is_empty())
}

/// Puts a command apart: it has no terminal, and can be stopped with everything that it starts.
#[cfg(unix)]
pub fn apart(command: &mut CommandWrap) {
    command.wrap(process_wrap::std::ProcessSession);
}

/// Puts a command apart: it has no console, can be stopped with everything that it starts, and ends with this process.
#[cfg(windows)]
pub fn apart(command: &mut CommandWrap) {
    use windows::Win32::System::Threading::CREATE_NO_WINDOW;
    command.wrap(process_wrap::std::CreationFlags(CREATE_NO_WINDOW)).wrap(super::job::EndsWithAcmove);
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

/// The background that is known without asking the terminal: `COLORFGBG` names it, to which some terminals set the numbers of
/// two of their sixteen colours; and a console has it in its attributes.
pub fn told_background() -> Option<Background> {
    match env::var("COLORFGBG") {
        Ok(told) => background(told.rsplit(';').next()?.parse().ok()?),
        Err(_) => console_background(console_attributes()?),
    }
}

/// The background that a console has by its attributes. PowerShell's blue is the dark magenta of its window.
pub fn console_background(attributes: u16) -> Option<Background> {
    background(attributes >> 4 & 0xf)
}

/// The background that is this one of sixteen colours.
const fn background(colour: u16) -> Option<Background> {
    match colour {
        0..=6 | 8 => Some(Background::Dark),
        7 | 9..=15 => Some(Background::Light),
        16.. => None,
    }
}

#[cfg(windows)]
fn console_attributes() -> Option<u16> {
    let screen = crossterm_winapi::ScreenBuffer::current().ok()?.info().ok()?;
    Some(screen.attributes())
}

#[cfg(not(windows))]
const fn console_attributes() -> Option<u16> {
    None
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

/// Events that ask the program to end, as everything does that a console tells: from now on they are not lost, and do not kill.
#[cfg(not(unix))]
#[derive(Debug)]
pub struct EndSignals(tty::Signals);

#[cfg(not(unix))]
impl EndSignals {
    /// Begins to watch for them.
    pub fn watch() -> Self {
        Self(tty::Signals::watch())
    }

    /// Waits for one; the answer says whether there was one.
    pub fn wait(self) -> bool {
        let mut came = false;
        self.0.each(|_| {
            came = true;
            false
        });
        came
    }
}
