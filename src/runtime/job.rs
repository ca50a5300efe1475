//! The job that all commands of this process belong to, with everything that they start. Windows ends them when nobody holds
//! the job any more: also where acmove was killed, or has crashed. Nothing else is in it, so that a browser stays.

use std::{
    io,
    os::windows::io::AsRawHandle as _,
    process::{Child, Command},
    sync::OnceLock,
};

use process_wrap::std::{CommandWrap, CommandWrapper};
use win32job::{ExtendedLimitInfo, Job};

/// Held as long as this process lives.
static JOB: OnceLock<Job> = OnceLock::new();

/// Puts a command into the job; it has to come before the job that the command is stopped by, which lets it go.
#[derive(Debug)]
pub(super) struct EndsWithAcmove;

impl CommandWrapper for EndsWithAcmove {
    fn post_spawn(&mut self, _: &mut Command, child: &mut Child, _: &CommandWrap) -> io::Result<()> {
        // It does nothing yet; one that could outlive this process never does.
        take_in(child).inspect_err(|_| drop(child.kill().and_then(|()| child.wait())))
    }
}

fn take_in(child: &Child) -> io::Result<()> {
    let job = JOB.get().map_or_else(make, Ok)?;
    job.assign_process(child.as_raw_handle() as isize).map_err(io::Error::other)
}

fn make() -> io::Result<&'static Job> {
    let made = Job::create_with_limit_info(ExtendedLimitInfo::new().limit_kill_on_job_close());
    let made = made.map_err(io::Error::other)?;
    Ok(JOB.get_or_init(|| made))
}
