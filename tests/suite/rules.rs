//! Rules of a migration: what may be done, what follows from it, and what is refused.

mod article;
mod chronicle;
mod clock;
mod clock_jump;
mod clock_passed;
mod codes;
mod deadline;
mod decided;
mod evidence;
mod first_upload;
mod identity;
mod kinds;
mod outlook;
mod property;
mod publishes;
mod refusal;
mod roll_back_by;
mod secret;
mod set_back;
mod taking_back;
mod ticket;
mod typed_path;
mod uploaded_already;
mod watch;
mod window;
mod zone;
