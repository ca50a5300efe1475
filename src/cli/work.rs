//! Commands that work on a migration: in the terminal, or in plain lines.

use std::{
    io::{self, IsTerminal as _},
    path::Path,
    sync::Arc,
};

use anyhow::Context as _;
use jiff::{Timestamp, tz::TimeZone};

use super::{
    arguments::Looks,
    exit::{Exit, Usage, of_journal},
    output::{command_word, complain, farewell, is_terminal},
};
use crate::{
    catalog,
    domain::{answers::Answers, infrastructure::Infrastructure, procedure::Procedure, watch::LookProgress},
    engine::{
        ports::Observe,
        session::{Lesson, Session},
    },
    line::{Beside, Hands, Input, LineMode, Printer},
    practice::Practice,
    runtime::{
        clipboard,
        clock::SystemClock,
        event_loop::{Crew, Desk, Ending, EventLoop},
        folder::{self, Opened},
        inspector::Inspector,
        lifetime::Link,
        operator::operator,
        platform,
        practice_crew::PracticeCrew,
        process, rehearsal, secrets,
        terminal::TERMINAL_OPS,
        terminal_session::TerminalSession,
        tty,
    },
    tui::{
        draw::theme::{AUTO, Theme},
        update::Model,
    },
    view::mark::Signs,
    view::times::Moment,
};

/// In which order an unattended run does its steps.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum StepOrder {
    /// What the order of the procedure allows at the same time is done at the same time.
    SideBySide,
    /// One step after the other.
    OneByOne,
}

impl StepOrder {
    /// The one that is wanted; `None` where somebody is asked.
    pub(super) fn of(unattended: bool, one_by_one: bool) -> Option<Self> {
        unattended.then_some(if one_by_one { Self::OneByOne } else { Self::SideBySide })
    }
}

pub(super) fn open(folder: &Path, looks: &Looks) -> anyhow::Result<Exit> {
    if !is_terminal() {
        let advice = format!("this is not a terminal; use `acmove run {}` for plain text", command_word(folder));
        return Err(Usage(advice).into());
    }
    let theme = theme(looks)?;
    let opened = folder::open(folder)?;
    let practice = practice_of(folder, &opened, true)?;
    on(terminal()?, folder, opened, practice, theme, looks)
}

/// The practice infrastructure of an opened migration, if that is a rehearsal: its pages are there as long as it is open.
pub(super) fn practice_of(folder: &Path, opened: &Opened, for_a_person: bool) -> anyhow::Result<Option<Practice>> {
    let practice = opened.session.run.rehearsal.then(|| rehearsal::again(folder, for_a_person));
    Ok(practice.transpose()?)
}

/// A place at the terminal.
pub(super) fn terminal() -> anyhow::Result<TerminalSession> {
    tty::is_able().map_err(|why| Usage(format!("{why}; use `acmove run FOLDER` for plain text")))?;
    TerminalSession::take().context("cannot use the terminal")
}

/// The terminal UI on an opened migration, on a terminal that was taken.
pub(super) fn on(
    terminal: TerminalSession,
    folder: &Path,
    opened: Opened,
    practice: Option<Practice>,
    theme: Theme,
    looks: &Looks,
) -> anyhow::Result<Exit> {
    let Opened { mut session, recorder, notice, damage } = opened;
    session.lesson = practice.as_ref().map(lesson);
    session.secrets = secrets::of(&session.run.infrastructure);
    let inspector = Inspector::of(folder).with(practice.as_ref()).hiding(&session.secrets);
    let size = terminal.size();
    let mut model = Model::new(session, size, Timestamp::now());
    model.ui.clipboard.is_read = clipboard::of_system().is_some();
    if let Some(notice) = notice.or_else(|| used_last(model.session())) {
        model.ui.say(damage.is_some(), notice);
    }
    let recorder = recorder.logged(looks.log()?);
    let lifetime = Link::of(&model.session().run.infrastructure, folder, practice.as_ref());
    let ending = terminal.work(EventLoop {
        model,
        theme,
        recorder,
        inspector,
        lifetime,
        clock: SystemClock,
        terminal_ops: TERMINAL_OPS,
    });
    drop(practice);
    ended(ending, Some(&opens_again("open", folder)))?;
    Ok(damage.as_ref().map_or(Exit::Done, of_journal))
}

/// The command that opens a migration again, for somebody who leaves it.
fn opens_again(command: &str, folder: &Path) -> String {
    format!("Everything is saved. `acmove {command} {}` opens it again.", command_word(folder))
}

/// That somebody else did the last thing here; `None` where that was the person who works now, or nobody.
fn used_last(session: &Session) -> Option<String> {
    let (by, at) = session.run.last_hand.as_ref().filter(|(by, _)| *by != operator())?;
    let moment = Moment::of(session, Timestamp::now(), Some(&TimeZone::system()));
    Some(format!("{by} worked here last, at {}.", moment.told(&session.run, *at)))
}

/// Prints the last message after the terminal was given back.
pub(super) fn ended(ending: Ending, said: Option<&str>) -> anyhow::Result<()> {
    match ending {
        Ending::Left | Ending::Signal => said.into_iter().for_each(farewell),
        // Whoever watches goes on with what came, and does not end by it.
        Ending::TerminalGone | Ending::Given(_) | Ending::Replaced => {}
        Ending::Fault(why) => anyhow::bail!(why),
    }
    Ok(())
}

pub(super) fn line(
    folder: &Path,
    given: Option<&Path>,
    unattended: Option<StepOrder>,
    looks: &Looks,
) -> anyhow::Result<Exit> {
    let opened = folder::open(folder)?;
    if let Some(damage) = opened.damage {
        return Err(damage.into());
    }
    opened.notice.iter().chain(used_last(&opened.session).iter()).for_each(|notice| complain(notice));
    let run = &opened.session.run;
    let answers = given.map(|file| answers(file, &folder::read_text(file)?, &run.procedure, &run.infrastructure));
    let answers = answers.transpose()?.unwrap_or_default();
    if answers.needs_practice() && !opened.session.run.rehearsal {
        return Err(Usage("these answers are for a rehearsal, but this is a real migration".to_owned()).into());
    }
    let practice = practice_of(folder, &opened, unattended.is_none())?;
    if let Some(practice) = &practice {
        complain(&format!("This is a rehearsal. All practice pages: {}", practice.addresses().index));
    }
    in_lines(folder, opened, practice, answers, unattended, looks)
}

/// Reads an answers file; the files it names are relative to its folder.
pub(super) fn answers(
    file: &Path,
    text: &str,
    procedure: &Procedure,
    infrastructure: &Infrastructure,
) -> anyhow::Result<Answers> {
    Ok(catalog::answers(&file.display().to_string(), text, folder::parent_of(file), procedure, infrastructure)?)
}

/// The lesson of a practice infrastructure, and its address.
fn lesson(practice: &Practice) -> Lesson {
    let addresses = practice.addresses();
    Lesson { title: addresses.scenario.clone(), teaches: addresses.teaches.clone(), pages: addresses.index.clone() }
}

pub(super) fn in_lines(
    folder: &Path,
    opened: Opened,
    practice: Option<Practice>,
    answers: Answers,
    unattended: Option<StepOrder>,
    looks: &Looks,
) -> anyhow::Result<Exit> {
    let signs = looks.signs();
    let printer = if io::stdout().is_terminal() { Printer::new } else { Printer::piped };
    let secrets = secrets::of(&opened.session.run.infrastructure);
    let inspector = Inspector::of(folder).with(practice.as_ref()).hiding(&secrets);
    let beside = unattended.map(|_| beside(practice.as_ref(), &inspector));
    let hands = Hands { inspector, recorder: opened.recorder.logged(looks.log()?), clock: SystemClock };
    // An unattended run must meet the same deployments every time: LifeTime is then watched only where a token is given.
    let attended = practice.as_ref().filter(|_| unattended.is_none());
    let link = Link::of(&opened.session.run.infrastructure, folder, attended);
    let tell = |progress: LookProgress| complain(&format!("{}...", progress.words()));
    let input = unattended.is_none().then(|| Desk::open(link.clone(), signs != Signs::Ascii));
    let watcher = link.map(|link| Box::new(link.watcher().telling(tell)) as Box<dyn Observe>);
    let is_at_terminal = input.as_ref().is_some_and(Input::is_terminal);
    let (out, err) = (printer(io::stdout()).with(signs), Printer::new(io::stderr()).with(signs));
    let session = Session { lesson: practice.as_ref().map(lesson), secrets, ..opened.session };
    let mode = LineMode::new(session, hands, answers, input, out, err)
        .here(TimeZone::system())
        .watched_by(watcher)
        .seeing(process::lives);
    let mode = match (beside, unattended) {
        (Some(beside), Some(order)) => mode.beside(beside).one_by_one(order == StepOrder::OneByOne),
        (Some(_) | None, _) => mode,
    };
    let ending = mode.run();
    drop(practice);
    if is_at_terminal {
        complain(&opens_again("run", folder));
    }
    Ok(ending.into())
}

/// Those who do what takes long outside while nobody is asked: by the clock of practice pages that moves on with what is done, or
/// in the time that it takes.
fn beside(practice: Option<&Practice>, inspector: &Inspector) -> Box<dyn Beside> {
    match practice.map(|practice| Arc::clone(practice.clock())) {
        Some(clock) if !clock.runs() => Box::new(PracticeCrew::of(clock, inspector.clone())),
        clock => Box::new(Crew::of(inspector.clone(), clock)),
    }
}

/// The theme that was asked for, for the colours there are; without colours where those are not wanted. A theme that is
/// named outweighs `NO_COLOR`, as its convention says.
pub(super) fn theme(looks: &Looks) -> anyhow::Result<Theme> {
    let says_none = || std::env::var_os("NO_COLOR").is_some_and(|value| !value.is_empty());
    let plain = looks.no_color || (looks.theme == AUTO && says_none());
    // A theme that does not exist is said, even where there is none.
    let mut theme = Theme::bundled(&looks.theme).map_err(|wrong| Usage(wrong.to_string()))?;
    if plain {
        theme = Theme::bundled("plain")?;
    }
    // The drawing library reads that variable too.
    crossterm::style::force_color_output(!plain);
    theme.signs = looks.signs();
    theme.depth = platform::depth();
    if let Some(background) = platform::told_background() {
        theme.on(background);
    }
    Ok(theme)
}
