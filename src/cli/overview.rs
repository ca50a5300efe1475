//! Many migrations at once, the most harmful first: on the screen, in plain lines, as a document.

mod board;
mod find;
mod follower;
mod minutes;
mod screen;

use std::{
    sync::{
        Arc,
        mpsc::{Receiver, RecvTimeoutError, channel},
    },
    thread,
    time::Duration,
};

use jiff::Timestamp;

use self::{
    follower::{Follower, Told},
    minutes::{minute_of, until_next_minute},
};
use super::{
    arguments::{Looks, OverviewArguments},
    exit::Exit,
    output::{Out, complain, data, is_terminal},
};
use crate::{
    domain::text::{escaped, shown},
    report::overview::{change, lines},
    runtime::reader::wait_while_read,
    view::overview::Listed,
};

pub(super) fn overview(out: Out<'_>, wanted: &OverviewArguments, looks: &Looks) -> anyhow::Result<Exit> {
    if is_terminal() && !wanted.lines && !wanted.json && !wanted.follow && !wanted.exit_code {
        return screen::on_screen(&wanted.paths, looks);
    }
    let (sender, told) = channel();
    let tell: follower::Tell = Arc::new(move |message| drop(sender.send(message)));
    let mut follower = Follower::start(&wanted.paths, wanted.follow, Arc::clone(&tell));
    while !follower.is_settled() {
        let Ok(message) = told.recv() else { break };
        let _ = follower.take(message, Timestamp::now());
    }
    let now = Timestamp::now();
    for folder in &follower.empty {
        complain(&format!("acmove: no migration in {}", folder.display()));
    }
    let rows = follower.board.rows();
    match (wanted.json, wanted.follow) {
        (true, false) => out.json(&follower.board.documents(now))?,
        (true, true) => {
            for row in &rows {
                told_whole(&follower, row, now)?;
            }
        }
        (false, _) => out.text(&lines(&rows).join("\n"))?,
    }
    if wanted.follow {
        thread::spawn(move || {
            // Where that is not told by the system, it is seen at the next line.
            while !wait_while_read(LONG) {}
            tell(Told::ReaderGone);
        });
        follow(out, &mut follower, &told, wanted.json)?;
    }
    Ok(exit(&follower, wanted.exit_code))
}

/// How long is waited at once for a reader to go away.
const LONG: Duration = Duration::from_secs(3600);

/// Nothing that can be read is an error; otherwise the document says how everything is.
fn exit(follower: &Follower, exit_code: bool) -> Exit {
    if follower.board.has_nothing() {
        return follower.board.exit(Timestamp::now());
    }
    if exit_code { follower.board.exit(Timestamp::now()) } else { Exit::Done }
}

/// A line for every change, until nobody reads.
fn follow(out: Out<'_>, follower: &mut Follower, told: &Receiver<Told>, json: bool) -> anyhow::Result<()> {
    let mut last = minute_of(Timestamp::now());
    loop {
        let message = match told.recv_timeout(until_next_minute(Timestamp::now())) {
            Ok(Told::ReaderGone) | Err(RecvTimeoutError::Disconnected) => return Ok(()),
            Ok(message) => Some(message),
            Err(RecvTimeoutError::Timeout) => None,
        };
        let now = Timestamp::now();
        let mut changed: Vec<Listed> = message.and_then(|message| follower.take(message, now)).into_iter().collect();
        if std::mem::replace(&mut last, minute_of(now)) != minute_of(now) {
            changed.extend(follower.board.at(now, &follower.here));
        }
        for row in changed {
            let is_read =
                if json { told_whole(follower, &row, now)? } else { told_in_words(out, follower, &row, now)? };
            if !is_read {
                return Ok(());
            }
        }
    }
}

/// A row as an object in a line; the answer says whether somebody reads it.
fn told_whole(follower: &Follower, row: &Listed, now: Timestamp) -> anyhow::Result<bool> {
    let document = follower.board.document(row, now);
    document.map_or(Ok(true), |document| data(&escaped(&serde_json::to_string(&document)?)))
}

/// The same in words.
fn told_in_words(out: Out<'_>, follower: &Follower, row: &Listed, now: Timestamp) -> anyhow::Result<bool> {
    let at = now.to_zoned_datetime(follower.here.clone()).strftime("%H:%M").to_string();
    data(&out.signs.text(&shown(&change(row, &at))))
}
