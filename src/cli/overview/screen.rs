//! The overview on a terminal: it follows by itself, and one of its migrations is opened and left again.

use std::{
    path::{Path, PathBuf},
    sync::{Arc, mpsc::channel},
};

use jiff::Timestamp;

use super::{
    follower::{Follower, Tell},
    minutes::{minute_of, until_next_minute},
};
use crate::{
    cli::{
        arguments::Looks,
        exit::{Exit, words},
        source::Source,
        watch::{self, Watching},
        work,
    },
    domain::zone::label,
    runtime::{event_loop::Ending, terminal_session::TerminalSession},
    tui::{
        draw::{self, theme::Theme},
        overview::{Chosen, Overview},
    },
};

pub(super) fn on_screen(paths: &[PathBuf], looks: &Looks) -> anyhow::Result<Exit> {
    let theme = work::theme(looks)?;
    let mut terminal = work::terminal()?;
    let (sender, told) = channel();
    let wake = terminal.waker();
    let tell: Tell = Arc::new(move |message| {
        let _ = sender.send(message);
        wake();
    });
    let mut follower = Follower::start(paths, true, tell);
    let (mut overview, mut last) = (Overview::default(), None);
    loop {
        let renew = |overview: &mut Overview| {
            let now = Timestamp::now();
            let mut is_as_before = true;
            for message in told.try_iter() {
                let _ = follower.take(message, now);
                is_as_before = false;
            }
            if last.replace(minute_of(now)) != Some(minute_of(now)) {
                let _ = follower.board.at(now, &follower.here);
            } else if is_as_before {
                return Some(until_next_minute(now));
            }
            let here = now.to_zoned_datetime(follower.here.clone());
            overview.time = format!("{} {}", here.strftime("%H:%M"), label(&follower.here, now));
            overview.rows = follower.board.rows();
            overview.is_looking = follower.is_looking();
            Some(until_next_minute(now))
        };
        match terminal.show_changing(&mut overview, &theme, draw::overview::overview, Overview::typed, renew) {
            Ok(Chosen::Watch(path)) => match open(&mut terminal, Path::new(&path), &theme) {
                Ok(Ending::Left) => {}
                Ok(ending) => return ended(terminal, ending),
                Err(error) => overview.notice = words(&error),
            },
            Ok(Chosen::Leave) => return Ok(Exit::Done),
            Err(ending) => return ended(terminal, ending),
        }
    }
}

/// Opens one of the migrations, on the terminal of the list.
fn open(terminal: &mut TerminalSession, path: &Path, theme: &Theme) -> anyhow::Result<Ending> {
    let source = Source::on_screen(path)?;
    let watching = Watching { said: ONE_OF_A_LIST.to_owned(), is_bad: false, guide: watch::guide(None) };
    watch::on_screen(terminal, source, watching, theme).map(|(ending, _)| ending)
}

/// What is said at first.
const ONE_OF_A_LIST: &str = "You are watching: nothing you press changes the migration. q goes back to the list.";

fn ended(terminal: TerminalSession, ending: Ending) -> anyhow::Result<Exit> {
    drop(terminal);
    work::ended(ending, None).map(|()| Exit::Done)
}
