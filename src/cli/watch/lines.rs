//! A migration that is watched in plain lines: for a screen reader, a pipe, or a log.

use std::{
    io::{self, BufRead as _},
    sync::mpsc::{self, RecvTimeoutError, Sender},
    thread,
    time::Duration,
};

use jiff::{Timestamp, tz::TimeZone};

use super::from_afar::{READ_ONLY, watched};
use crate::{
    cli::{
        arguments::Looks,
        exit::Exit,
        output::{complain, data},
        source::{Source, exit_of},
    },
    domain::{pointing::Pointing, text::row},
    engine::{
        Engine,
        afar::AfarSource,
        message::{EngineEffect, EngineMsg, News, Reaction},
        session::Session,
    },
    report::{
        follow::{clock_line, fact_line, passed},
        status,
    },
    runtime::{afar::follow, inspector::Inspector},
    tui::point::typed_place,
    view::{
        afar::{self, operator_words},
        flow::flow,
        pages::{Page, text_of},
        times::Moment,
    },
};

/// How often it is looked whether a clock has passed.
const CLOCKS: Duration = Duration::from_secs(30);

/// What can be typed, and what it shows.
const WORDS: &str = "Type status, environments, rollback, ticket, notes or procedure to see that, `point PLACE TEXT` for a line that the operator pastes, quit to leave.";

/// Something that came.
enum Came {
    Heard(Box<EngineMsg>),
    Typed(String),
    /// Nobody types any more.
    Silence,
}

/// Tells where it stands, then what happens, a line each, until somebody leaves, or nobody reads.
pub(super) fn watch(source: &Source, guide: &str, looks: &Looks) -> anyhow::Result<Exit> {
    let migration = watched(source)?;
    let exit = exit_of(&migration);
    let signs = looks.signs();
    let (sender, came) = mpsc::channel();
    let engine = Engine::follower(migration.session, Timestamp::now());
    let (inspector, guide) = (Inspector::of(source.folder()), guide.to_owned());
    let mut lines = Lines { engine, inspector, guide, said: String::new() };
    lines.take_in(EngineMsg::Start);
    let say = |text: &str| data(&signs.text(text));
    if !say(&lines.status())? || !say(WORDS)? {
        return Ok(exit);
    }
    let is_live = lines.session().afar.as_ref().is_some_and(|afar| afar.source == AfarSource::Live);
    let heard = sender.clone();
    let tell = move |msg| heard.send(Came::Heard(Box::new(msg))).is_ok();
    let _changes = is_live.then(|| follow(source.folder(), lines.session(), migration.head, tell));
    thread::spawn(move || read_lines(&sender));
    let mut since = Timestamp::now();
    loop {
        let told = match came.recv_timeout(CLOCKS) {
            Ok(Came::Heard(msg)) => lines.heard(*msg),
            Ok(Came::Typed(line)) => match lines.typed(&line) {
                Some(told) => told,
                None => return Ok(exit),
            },
            // A copy stays as it is: nothing more will come.
            Ok(Came::Silence) if !is_live => return Ok(exit),
            Ok(Came::Silence) | Err(RecvTimeoutError::Timeout) => Vec::new(),
            Err(RecvTimeoutError::Disconnected) => return Ok(exit),
        };
        let now = Timestamp::now();
        for line in told.into_iter().chain(lines.clocks(since, now)) {
            if !say(&line)? {
                return Ok(exit);
            }
        }
        since = now;
    }
}

fn read_lines(sender: &Sender<Came>) {
    for line in io::stdin().lock().lines() {
        let Ok(line) = line else { break };
        if sender.send(Came::Typed(line)).is_err() {
            return;
        }
    }
    let _ = sender.send(Came::Silence);
}

/// A migration that is told in lines.
struct Lines {
    engine: Engine,
    /// Reads the vault back.
    inspector: Inspector,
    /// The name of the person who watches, as the operator sees it.
    guide: String,
    /// What was said last of the one who works on it.
    said: String,
}

impl Lines {
    const fn session(&self) -> &Session {
        &self.engine.session
    }

    fn moment(&self) -> Moment {
        Moment::of(self.session(), Timestamp::now(), Some(&TimeZone::system()))
    }

    /// Where it stands, and what is known of the one who works on it.
    fn status(&mut self) -> String {
        let moment = self.moment();
        let mut lines = status::lines(self.session(), &moment);
        lines.extend(afar::words(self.session(), &moment).map(|(_, words)| words));
        self.of_operator();
        lines.join("\n")
    }

    /// Takes in a message, and reads the vault back where that is wanted.
    fn take_in(&mut self, msg: EngineMsg) -> Vec<News> {
        let Reaction { effects, news } = self.engine.handle(Timestamp::now(), msg);
        for effect in effects {
            if let EngineEffect::CheckVault(expected, when) = effect {
                let found = EngineMsg::VaultChecked(self.inspector.check_vault(&expected), when);
                self.engine.handle(Timestamp::now(), found);
            }
        }
        news
    }

    /// Takes in what was heard; the lines that tell it.
    fn heard(&mut self, msg: EngineMsg) -> Vec<String> {
        let is_anew = matches!(msg, EngineMsg::Anew(_));
        let is_about_operator = matches!(msg, EngineMsg::Heard(_));
        let before = self.session().warning();
        let news = self.take_in(msg);
        let mut told: Vec<String> = news.iter().filter_map(|news| self.news(news)).collect();
        if is_anew {
            told.push("The journal was replaced. This is where it stands now:".to_owned());
            told.push(self.status());
        }
        told.extend(self.session().warning().filter(|warning| before.as_ref() != Some(warning) && !is_anew));
        if is_about_operator {
            told.extend(self.of_operator());
        }
        told
    }

    /// Where the operator is, or that nothing is heard any more: once, as long as it is so.
    fn of_operator(&mut self) -> Option<String> {
        let moment = self.moment();
        let known = operator_words(self.session(), &moment);
        let known = known.or_else(|| afar::words(self.session(), &moment).map(|(_, words)| words))?;
        (std::mem::replace(&mut self.said, known.clone()) != known).then_some(known)
    }

    fn news(&self, news: &News) -> Option<String> {
        match news {
            News::Recorded(record, _) => {
                let line = fact_line(record, &self.session().run).words(&self.moment());
                Some(format!("{} {}", row(&line), afar::head(record.hash)))
            }
            News::NotReplayed(why) => Some(why.clone()),
            News::Objected(_)
            | News::Pointed(_)
            | News::Unreadable(_)
            | News::NotDone { .. }
            | News::AskAnew
            | News::NotRecorded(_)
            | News::CardChanged
            | News::VaultLost(_)
            | News::ToolStarted(_)
            | News::ToolStopping
            | News::ToolSettledNothing
            | News::Unclear(_)
            | News::SerialUnread
            | News::Stopped { .. }
            | News::Aborting
            | News::NotAborted(_) => None,
        }
    }

    /// The clocks that pass between two moments, a line each.
    fn clocks(&self, before: Timestamp, now: Timestamp) -> Vec<String> {
        let moment = self.moment();
        let all = passed(self.session(), before, now).into_iter();
        all.map(|clock| clock_line(self.session(), clock, &moment).words(&moment)).collect()
    }

    /// The line that the operator pastes, to be pointed at a place.
    fn point(&self, place: &str) -> String {
        match typed_place(&self.session().run, place.trim_start_matches("point ")) {
            Ok(Pointing { target, text, .. }) => Pointing::new(target, Some(&self.guide), text.as_deref()).to_string(),
            Err(why) => why,
        }
    }

    /// Answers to what was typed; none where somebody leaves.
    fn typed(&mut self, line: &str) -> Option<Vec<String>> {
        let page = match line.trim() {
            "quit" | "exit" | "q" => return None,
            "" => return Some(Vec::new()),
            "status" | "s" => return Some(vec![self.status()]),
            "environments" => Page::Environments,
            "rollback" => Page::Rollback,
            "ticket" => Page::Ticket,
            "notes" => Page::Notes,
            "procedure" => Page::Procedure,
            place if place.starts_with("point ") => return Some(vec![self.point(place)]),
            other => {
                complain(&format!("{:?} is not known here: {READ_ONLY}.", row(other)));
                return Some(vec![WORDS.to_owned()]);
            }
        };
        let text = text_of(self.session(), page, &self.moment());
        let lines = flow(&text, 100).into_iter();
        Some(lines.map(|line| line.into_iter().map(|part| part.text).collect()).collect())
    }
}
