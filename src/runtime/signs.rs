//! Which signs a terminal can show, as far as its variables tell. It never says which fonts it has.

use std::env::consts::OS;

use super::platform::variable;
use crate::view::mark::Signs;

/// Set by terminals of Windows that take a sign from another font where their own lacks it; the console does not.
const WITH_ANY_FONT: [&str; 6] =
    ["WT_SESSION", "TERM_PROGRAM", "TERMINAL_EMULATOR", "ConEmuTask", "WEZTERM_PANE", "ALACRITTY_WINDOW_ID"];

/// The signs for the terminal that this program runs in.
pub fn signs() -> Signs {
    those_of(OS, variable)
}

/// Whether the locale says that text is UTF-8.
pub fn is_utf8() -> bool {
    says_utf8(OS, variable)
}

/// The signs for a terminal, by the system it is on, and by its variables.
pub fn those_of(os: &str, variable: impl Fn(&str) -> Option<String>) -> Signs {
    // The console of Linux has fonts of few characters: most marks are not among them.
    if !says_utf8(os, &variable) || variable("TERM").is_some_and(|name| name == "linux") {
        return Signs::Ascii;
    }
    // A Linux in Windows may be shown by its console, too.
    let may_be_console = os == "windows" || variable("WSL_DISTRO_NAME").is_some();
    // tmux says nothing about the terminal around it.
    let has_any = |name: &str| variable(name).is_some_and(|said| said != "tmux");
    if may_be_console && !WITH_ANY_FONT.into_iter().any(has_any) { Signs::Console } else { Signs::Unicode }
}

/// Where nothing is said, the locale is C, which is ASCII; but on Windows and macOS every terminal takes UTF-8.
fn says_utf8(os: &str, variable: impl Fn(&str) -> Option<String>) -> bool {
    let said = ["LC_ALL", "LC_CTYPE", "LANG"].into_iter().find_map(variable);
    said.map_or(["windows", "macos"].contains(&os), |locale| locale.to_uppercase().replace('-', "").contains("UTF8"))
}
