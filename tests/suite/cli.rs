//! Subcommands: the program from outside.

mod case;
mod completions;
mod damaged;
mod doctor;
mod forged;
mod hand_over;
mod import;
pub(crate) mod interrupted;
#[cfg(unix)]
mod killed;
mod like;
mod line_mode;
mod looking;
mod new;
mod newer;
mod overview;
mod printed;
mod rehearse;
mod review;
mod rollback;
mod secrets;
mod set_back;
mod set_up_cases;
mod settings;
#[cfg(unix)]
mod side_by_side;
mod status;
mod torn;
mod unattended;
mod unreadable;
mod verify;
mod written;
