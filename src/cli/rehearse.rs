//! Rehearsals, and the practice infrastructure alone.

use std::{
    net::SocketAddr,
    path::{Path, PathBuf},
    thread,
};

use jiff::{Timestamp, tz::TimeZone};

use super::{
    arguments::{Looks, Rehearsal},
    exit::{Exit, Usage},
    output::{Out, complain, data, is_terminal},
    work::{self, StepOrder},
};
use crate::{
    catalog,
    practice::scenario::{DEFAULT, scenario, scenarios},
    runtime::{
        folder, places,
        platform::EndSignals,
        rehearsal::{self, AnswersFile, ClockPace, Prepared, beside, script},
        terminal_session::TerminalSession,
    },
};

/// The bundled scenarios, and how each of them ends.
pub(super) fn list(out: Out<'_>) -> anyhow::Result<Exit> {
    for known in scenarios() {
        let scenario = scenario(known.id, known.text)?;
        out.text(&format!("{:<24} {} [{}]", known.id, scenario.title, scenario.end.state))?;
    }
    Ok(Exit::Done)
}

/// Serves a practice infrastructure until a signal comes.
pub(super) fn simulate(name: &str, listen: SocketAddr, speed: u32) -> anyhow::Result<Exit> {
    let signals = EndSignals::watch();
    let prepared = Prepared::at(listen, script(name)?.scenario, ClockPace::Running(speed))?;
    let addresses = serde_json::to_string(prepared.addresses())?;
    let practice = prepared.serve()?;
    if !data(&addresses)? {
        return Ok(Exit::Done);
    }
    if !signals.wait() {
        // There is nothing to wait for on this system: it ends with its process.
        loop {
            thread::park();
        }
    }
    drop(practice);
    Ok(Exit::Done)
}

/// A fresh rehearsal; on a terminal that was taken, if there is one.
pub(super) fn rehearse(wanted: &Rehearsal, looks: &Looks, terminal: Option<TerminalSession>) -> anyhow::Result<Exit> {
    let in_terminal = wanted.answers.is_none() && !wanted.unattended && !wanted.auto && !wanted.lines;
    let script = script(wanted.wanted().unwrap_or(DEFAULT))?;
    if in_terminal && !is_terminal() {
        return Err(Usage("this is not a terminal; add --lines, --auto or --answers FILE".to_owned()).into());
    }
    let theme = work::theme(looks)?;
    // For a person the clock runs; what is played by itself meets the same times every time.
    let unattended = StepOrder::of(wanted.unattended || wanted.auto, wanted.one_by_one);
    if wanted.one_by_one && unattended.is_none() {
        return Err(Usage("--one-by-one needs --auto or --unattended".to_owned()).into());
    }
    let pace = match wanted.speed {
        Some(speed) => ClockPace::Running(speed),
        None if unattended.is_some() => ClockPace::Stepped,
        None => ClockPace::Running(1),
    };
    let prepared = Prepared::here(script.scenario.clone(), pace)?;
    let asked = wanted.procedure.as_deref().or(script.scenario.procedure.as_deref());
    let edition = folder::edition(asked.unwrap_or(catalog::DEFAULT_EDITION))?;
    let text = prepared.description(&edition.procedure.id);
    let description = catalog::infrastructure("the practice infrastructure", &text)?;
    description.fits("the practice infrastructure", &edition.procedure)?;
    let given = match (&wanted.answers, &script.answers) {
        (Some(file), _) => Some(AnswersFile { file: file.clone(), text: folder::read_text(file)? }),
        (None, Some(own)) if wanted.auto => Some(own.clone()),
        (None, None) if wanted.auto => {
            let file = beside(Path::new(wanted.wanted().unwrap_or_default()));
            let why = format!("this scenario has no answers file: create {}, or omit --auto", file.display());
            return Err(Usage(why).into());
        }
        (None, _) => None,
    };
    let answers =
        given.map(|given| work::answers(&given.file, &given.text, &edition.procedure, &description.infrastructure));
    let answers = answers.transpose()?.unwrap_or_default();
    let stays = wanted.dir.is_some() || wanted.answers.is_some();
    if let Some(left) = if stays { None } else { places::leave_system() } {
        complain(&left);
    }
    let folder = wanted.dir.clone().unwrap_or_else(folder_of_its_own);
    if folder.join("journal.jsonl").exists() {
        rehearsal::at_another_port(&folder, &text)?;
    } else {
        rehearsal::is_free(&folder)?;
    }
    let begin = || rehearsal::begin(&folder, &script, prepared);
    let (opened, practice) = folder::create_after(&folder, &description, &text, &edition, true, begin)?;
    if in_terminal {
        let terminal = terminal.map_or_else(work::terminal, Ok)?;
        return work::on(terminal, &folder, opened, Some(practice), theme, looks);
    }
    complain(&format!("Rehearsing in {}. All practice pages: {}", folder.display(), practice.addresses().index));
    work::in_lines(&folder, opened, Some(practice), answers, unattended, looks)
}

/// A folder of its own for each rehearsal, named by the time.
fn folder_of_its_own() -> PathBuf {
    let name = format!(
        "acmove-rehearsal-{}",
        Timestamp::now().to_zoned_datetime(TimeZone::system()).strftime("%Y%m%d-%H%M%S")
    );
    let others = (2..).map(|number| format!("{name}-{number}"));
    let free = std::iter::once(name.clone()).chain(others).find(|name| !Path::new(name).exists());
    PathBuf::from(free.unwrap_or(name))
}
