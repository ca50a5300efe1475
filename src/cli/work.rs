//! Commands that work on a migration: in the terminal, or in plain lines.

use std::{
    fs,
    io::{self, BufReader, IsTerminal as _},
    path::{Path, PathBuf},
};

use anyhow::Context as _;
use jiff::{Timestamp, tz::TimeZone};

use super::{
    arguments::Looks,
    complain,
    exit::{Exit, Usage},
    is_terminal,
};
use crate::{
    app::update::Model,
    catalog,
    domain::{answers::Answers, infrastructure::Infrastructure, plan::Plan, procedure::Procedure},
    line::{Hands, LineMode, Printer},
    practice,
    runtime::{
        folder::{self, Opened},
        keeper::SystemClock,
        looker::Looker,
        seat::Seat,
        stage::{Ending, Stage},
    },
    ui::theme::Theme,
};

/// How a rehearsal is gone through.
pub(super) struct Way<'a> {
    pub(super) answers: Option<&'a Path>,
    pub(super) unattended: bool,
    pub(super) auto: bool,
}

pub(super) fn open(folder: &Path, looks: &Looks) -> anyhow::Result<Exit> {
    if !is_terminal() {
        let advice = format!("this is no terminal to draw on; use `acmove run {}` for plain lines", folder.display());
        return Err(Usage(advice).into());
    }
    let theme = theme(looks)?;
    screen(folder, folder::open(folder)?, theme, looks)
}

/// The terminal UI on an opened migration.
pub(super) fn screen(folder: &Path, opened: Opened, theme: Theme, looks: &Looks) -> anyhow::Result<Exit> {
    on(seat()?, folder, opened, theme, looks)
}

/// A place at the terminal.
pub(super) fn seat() -> anyhow::Result<Seat> {
    Seat::take().context("the terminal cannot be used")
}

/// The terminal UI on an opened migration, on a terminal that was taken.
pub(super) fn on(seat: Seat, folder: &Path, opened: Opened, theme: Theme, looks: &Looks) -> anyhow::Result<Exit> {
    let Opened { session, keeper, notice, damage } = opened;
    let size = seat.size().context("the terminal has no size")?;
    let mut model = Model::new(session, size, Timestamp::now());
    if let Some(notice) = notice {
        model.desk.say(damage.is_some(), notice);
    }
    let keeper = keeper.logged(looks.log()?);
    let ending = seat.work(Stage { model, theme, keeper, looker: Looker::of(folder), clock: SystemClock });
    let goes_on = format!("Everything recorded is saved. `acmove open {}` goes on.", folder.display());
    ended(ending, Some(&goes_on))?;
    Ok(if damage.is_some() { Exit::Damaged } else { Exit::Done })
}

/// What is said when the terminal was given back.
pub(super) fn ended(ending: Ending, said: Option<&str>) -> anyhow::Result<()> {
    match ending {
        Ending::Left | Ending::Signal => said.into_iter().for_each(complain),
        Ending::TerminalGone => {}
        Ending::Fault(why) => anyhow::bail!(why),
    }
    Ok(())
}

pub(super) fn line(folder: &Path, answers: Option<&Path>, unattended: bool, looks: &Looks) -> anyhow::Result<Exit> {
    let opened = folder::open(folder)?;
    if let Some(damage) = opened.damage {
        return Err(damage.into());
    }
    if let Some(notice) = &opened.notice {
        complain(notice);
    }
    let answers =
        answers.map(|file| read_answers(file, &opened.session.run.procedure, &opened.session.run.infrastructure));
    let answers = answers.transpose()?.unwrap_or_default();
    in_lines(folder, opened, answers, unattended, looks)
}

fn read_answers(file: &Path, procedure: &Procedure, infrastructure: &Infrastructure) -> anyhow::Result<Answers> {
    let text = folder::read_text(file)?;
    // Never an empty path before what the file names: a name that begins with a tilde would mean the home folder.
    let base = file.parent().filter(|parent| !parent.as_os_str().is_empty()).unwrap_or(Path::new("."));
    let plan = Plan::new(procedure, infrastructure);
    Ok(catalog::answers(&file.display().to_string(), &text, base, procedure, &plan)?)
}

fn in_lines(folder: &Path, opened: Opened, answers: Answers, unattended: bool, looks: &Looks) -> anyhow::Result<Exit> {
    let ascii = looks.ascii;
    let printer = if io::stdout().is_terminal() { Printer::new } else { Printer::piped };
    let hands = Hands { looker: Looker::of(folder), keeper: opened.keeper.logged(looks.log()?), clock: SystemClock };
    let input = (!unattended).then(|| BufReader::new(io::stdin()));
    let (out, err) = (printer(io::stdout(), ascii), Printer::new(io::stderr(), ascii));
    Ok(LineMode::new(opened.session, hands, answers, input, out, err).run().into())
}

/// A fresh rehearsal; on a terminal that was taken, if there is one.
pub(super) fn rehearse(
    procedure: Option<&str>,
    dir: Option<&Path>,
    way: &Way<'_>,
    looks: &Looks,
    seat: Option<Seat>,
) -> anyhow::Result<Exit> {
    let in_terminal = way.answers.is_none() && !way.unattended && !way.auto;
    if in_terminal && !is_terminal() {
        return Err(Usage("this is no terminal to draw on; add --auto, or --answers FILE".to_owned()).into());
    }
    let theme = theme(looks)?;
    let folder = dir.map_or_else(rehearsal_folder, Path::to_owned);
    let description = catalog::infrastructure("the practice infrastructure", practice::INFRASTRUCTURE)?;
    let edition = folder::edition(procedure.unwrap_or(catalog::DEFAULT_EDITION))?;
    let given =
        way.answers.map(|file| read_answers(file, &edition.procedure, &description.infrastructure)).transpose()?;
    let opened = folder::create(&folder, &description, practice::INFRASTRUCTURE, &edition, true)?;
    let practice = folder.join(practice::FOLDER);
    write_practice(&practice, &opened)?;
    if in_terminal {
        return on(seat.map_or_else(self::seat, Ok)?, &folder, opened, theme, looks);
    }
    let answers = match (given, way.auto) {
        (Some(given), _) => given,
        (None, true) => {
            read_answers(&practice.join(practice::ANSWERS), &edition.procedure, &description.infrastructure)?
        }
        (None, false) => Answers::default(),
    };
    complain(&format!("Rehearsing in {}.", folder.display()));
    in_lines(&folder, opened, answers, way.unattended || way.auto, looks)
}

/// A folder of its own for each rehearsal, named by the time.
fn rehearsal_folder() -> PathBuf {
    PathBuf::from(format!(
        "acmove-rehearsal-{}",
        Timestamp::now().to_zoned_datetime(TimeZone::system()).strftime("%Y%m%d-%H%M%S")
    ))
}

fn write_practice(folder: &Path, opened: &Opened) -> anyhow::Result<()> {
    let write = || -> io::Result<()> {
        fs::create_dir_all(folder)?;
        let run = &opened.session.run;
        for (name, text) in practice::files(&run.procedure, &run.infrastructure) {
            fs::write(folder.join(name), text)?;
        }
        Ok(())
    };
    write().with_context(|| format!("the practice files cannot be written to {}", folder.display()))
}

/// The theme that was asked for; without colours where those are not wanted.
pub(super) fn theme(looks: &Looks) -> anyhow::Result<Theme> {
    let plain = looks.no_color || std::env::var_os("NO_COLOR").is_some_and(|value| !value.is_empty());
    let name = if plain { "plain" } else { looks.theme.as_deref().unwrap_or("dark") };
    Theme::bundled(name, looks.ascii).map_err(|wrong| Usage(wrong.to_string()).into())
}
