//! Who is working, as the record shows it: the user that the system knows, not what a variable says.

use std::sync::OnceLock;

use jiff::Timestamp;

use crate::domain::text::one_line;

/// The longest name that is told, in characters.
const LONGEST: usize = 64;

/// Where a name comes from, where a user works as another one.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Behind {
    /// Nobody else is known.
    Nobody,
    /// The system knows who logged in.
    Login(String),
    /// A program such as sudo says who called it; anybody can say so.
    Said {
        /// The program.
        program: &'static str,
        /// Whom it names.
        name: String,
    },
}

/// A user on a machine, and who is behind it: `root@desk (login anna)`.
pub fn words(user: &str, host: &str, behind: &Behind) -> String {
    let behind = match behind {
        Behind::Login(name) if name != user => format!(" (login {})", short(name)),
        Behind::Said { program, name } if name != user => format!(" ({program} by {}, as it says)", short(name)),
        Behind::Nobody | Behind::Login(_) | Behind::Said { .. } => String::new(),
    };
    format!("{}@{}{behind}", short(user), short(host))
}

fn short(name: &str) -> String {
    one_line(name).chars().take(LONGEST).collect()
}

/// Who is working here; the system is asked once.
pub fn operator() -> String {
    static KNOWN: OnceLock<String> = OnceLock::new();
    KNOWN.get_or_init(|| words(&user(), &host(), &behind())).clone()
}

/// Who is working here, for whoever finds the migration open: with the process, since when, and at which terminal.
pub fn holder() -> String {
    // To find out the zone of this machine would cost more than all the rest before the first screen.
    let since = Timestamp::now().strftime("%Y-%m-%d %H:%M UTC");
    let terminal = terminal().map_or_else(|| "at no terminal".to_owned(), |terminal| format!("at {terminal}"));
    format!("{}, process {} on {}, since {since}, {terminal}", operator(), std::process::id(), short(&host()))
}

#[cfg(unix)]
fn terminal() -> Option<String> {
    let name = rustix::termios::ttyname(std::io::stdin(), Vec::new()).ok()?;
    Some(one_line(&name.to_string_lossy()))
}

#[cfg(not(unix))]
fn terminal() -> Option<String> {
    std::io::IsTerminal::is_terminal(&std::io::stdin()).then(|| "a console".to_owned())
}

/// The user whom the system runs this program for.
#[cfg(unix)]
fn user() -> String {
    name_of(nix::unistd::getuid())
}

#[cfg(unix)]
fn name_of(user: nix::unistd::Uid) -> String {
    let known = nix::unistd::User::from_uid(user).ok().flatten();
    known.map_or_else(|| format!("uid{user}"), |known| known.name)
}

/// The user whom the system runs this program for.
#[cfg(not(unix))]
fn user() -> String {
    whoami::fallible::username().unwrap_or_else(|_| "someone".to_owned())
}

#[cfg(unix)]
fn host() -> String {
    rustix::system::uname().nodename().to_string_lossy().into_owned()
}

#[cfg(not(unix))]
fn host() -> String {
    variable("COMPUTERNAME").unwrap_or_else(|| "here".to_owned())
}

/// Who called a program such as sudo, where one did: as the kernel knows it, or else as that program says.
#[cfg(unix)]
fn behind() -> Behind {
    let own = nix::unistd::getuid();
    let login = std::fs::read_to_string("/proc/self/loginuid").ok().and_then(|text| text.trim().parse().ok());
    // What is not known is the highest number there is.
    if let Some(login) = login.filter(|login| *login != u32::MAX).map(nix::unistd::Uid::from_raw) {
        return if login == own { Behind::Nobody } else { Behind::Login(name_of(login)) };
    }
    let mut said = [("sudo", "SUDO_USER"), ("doas", "DOAS_USER")].into_iter();
    said.find_map(|(program, name)| variable(name).map(|name| Behind::Said { program, name })).unwrap_or(Behind::Nobody)
}

/// Nobody works as somebody else here.
#[cfg(not(unix))]
const fn behind() -> Behind {
    Behind::Nobody
}

fn variable(name: &str) -> Option<String> {
    std::env::var(name).ok().filter(|value| !value.trim().is_empty())
}
