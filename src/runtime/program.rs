//! Which program a command names. What is found here is what is started, and what the check of the machine tells of.

use std::{
    env,
    path::{self, Path, PathBuf},
};

use crate::domain::text::one_line;

/// The programs that Windows starts, in the order in which it looks for it; a name without one of these endings is no program there.
const ENDINGS: [&str; 4] = ["com", "exe", "bat", "cmd"];

/// The program that a command names: by a path, from the folder that acmove was started in, or somewhere in `PATH`.
///
/// # Errors
/// With a sentence, when there is none that could be started.
pub fn find(program: &str) -> Result<PathBuf, String> {
    let is_path = Path::new(program).components().count() > 1;
    let folders: Vec<PathBuf> = if is_path {
        vec![PathBuf::new()]
    } else {
        env::split_paths(&env::var_os("PATH").unwrap_or_default()).filter(|folder| is_searched(folder)).collect()
    };
    let names = names(program, cfg!(windows));
    let mut all = folders.iter().flat_map(|folder| names.iter().map(|name| folder.join(name)));
    // Whoever starts it is not to search once more.
    let found = all.find(|path| is_program(path)).and_then(|path| path::absolute(path).ok());
    found.ok_or_else(|| missing(program, is_path && Path::new(program).exists()))
}

/// The names under which a program may lie in its folder.
pub fn names(program: &str, on_windows: bool) -> Vec<String> {
    let ending = Path::new(program).extension().unwrap_or_default();
    if !on_windows || ENDINGS.iter().any(|known| ending.eq_ignore_ascii_case(known)) {
        return vec![program.to_owned()];
    }
    ENDINGS.map(|ending| format!("{program}.{ending}")).to_vec()
}

/// An empty part of `PATH` is the current folder to every Unix. On Windows that is nowhere meant: anybody may have put
/// something there.
fn is_searched(folder: &Path) -> bool {
    !cfg!(windows) || folder.is_absolute()
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

/// Why nothing is started.
fn missing(program: &str, is_there: bool) -> String {
    let program = one_line(program);
    if !is_there {
        format!("The program {program} does not exist here. Check its path in infrastructure.toml.")
    } else if cfg!(windows) {
        format!(
            "{program} is not a program: Windows starts .com, .exe, .bat and .cmd files. Name the program that runs it, followed by {program}."
        )
    } else {
        format!("You do not have permission to run {program}.")
    }
}
