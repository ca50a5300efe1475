//! Opens an address in the browser of the person's desktop, which is given none of acmove's secrets.

use std::{
    env,
    process::{Command, Stdio},
    thread,
    time::{Duration, Instant},
};

use super::platform;

/// Variables that begin like this are acmove's own, and nobody else's business.
const OWN: &str = "ACMOVE_";

/// A program whose exit code says nothing: it ends with another one than 0 also where it has opened an address.
const SAYS_NOTHING: &str = "explorer.exe";

/// How long a program may take to say that it cannot open an address: it says so soon, and some stay as long as the browser.
const PATIENCE: Duration = Duration::from_secs(3);

/// How often it is looked whether it has ended.
const BEAT: Duration = Duration::from_millis(20);

/// Opens an address without these variables in the environment; says whether it could be handed to a browser. That does not
/// report what becomes of it.
pub fn open(address: &str, withheld: &[String]) -> bool {
    platform::has_desktop() && open::commands(address).into_iter().any(|command| is_handed_over(command, withheld))
}

fn is_handed_over(mut command: Command, withheld: &[String]) -> bool {
    let is_own = |name: &String| name.to_ascii_uppercase().starts_with(OWN);
    let own = env::vars_os().filter_map(|(name, _)| name.into_string().ok()).filter(is_own);
    own.chain(withheld.iter().cloned()).for_each(|variable| {
        command.env_remove(variable);
    });
    command.stdin(Stdio::null()).stdout(Stdio::null()).stderr(Stdio::null());
    let says_nothing = command.get_program() == SAYS_NOTHING;
    let Ok(mut child) = platform::start_detached(command) else { return false };
    let end = Instant::now() + PATIENCE;
    while Instant::now() < end {
        match child.try_wait() {
            Ok(Some(status)) => return status.success() || says_nothing,
            Ok(None) => thread::sleep(BEAT),
            Err(_) => return true,
        }
    }
    thread::spawn(move || child.wait());
    true
}
