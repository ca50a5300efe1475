//! Whoever reads the standard output, and may go away while there is nothing to write.

use std::time::Duration;

/// Waits for a time, or until nobody reads the standard output any more: the reader of a pipe has ended, or a connection was
/// cut. The answer says whether that is so.
#[cfg(unix)]
pub fn wait_while_read(wait: Duration) -> bool {
    use rustix::event::{PollFd, PollFlags, Timespec, poll};
    let stdout = std::io::stdout();
    let mut watched = [PollFd::new(&stdout, PollFlags::empty())];
    let time = Timespec { tv_sec: wait.as_secs().cast_signed(), tv_nsec: wait.subsec_nanos().into() };
    match poll(&mut watched, Some(&time)) {
        Ok(_) => watched[0].revents().intersects(PollFlags::HUP | PollFlags::ERR | PollFlags::NVAL),
        // A signal: the next look comes a little earlier.
        Err(rustix::io::Errno::INTR) => false,
        Err(_) => {
            std::thread::sleep(wait);
            false
        }
    }
}

/// Waits for a time. Whether somebody reads is seen here when the next line is written.
#[cfg(not(unix))]
pub fn wait_while_read(time: Duration) -> bool {
    std::thread::sleep(time);
    false
}
