//! Line mode without a disk: a story at a time, by answers or by what is typed.

use std::path::Path;

use acmove::{
    catalog,
    domain::{answers::Answers, event::Event, record::Record, run::Run},
    engine::{
        download::{Download, DownloadFilter},
        lookup::{Found, Target},
        ports::{Attachment, Author, Clock, Inspect, Recorder},
        session::Session,
    },
    line::{Ending, Hands, Input, LineMode, Printer},
};
use jiff::{Timestamp, tz::TimeZone};

use super::{
    scene::sound,
    story::{Story, record},
};

/// A keeper that numbers facts and keeps nothing.
struct Paper {
    facts: u64,
    at: Timestamp,
}

impl Recorder for Paper {
    fn record(&mut self, event: Event, _: Option<Attachment>, _: Author) -> Result<Record<Event>, String> {
        self.facts += 1;
        Ok(record(self.facts, self.at, event))
    }
}

/// Whoever looks finds the vault as it was left, and nothing else.
struct Sound;

impl Inspect for Sound {
    fn downloads(&self, _: &DownloadFilter, _: &[Download]) -> Result<Vec<Download>, String> {
        Ok(Vec::new())
    }

    fn look(&self, inquiry: &Target) -> Found {
        match inquiry {
            Target::Vault(expected) => Found::Vault(expected.iter().map(sound).collect()),
            _ => Found::Nothing("nothing is there".to_owned()),
        }
    }

    fn situation(&self) -> Result<Vec<String>, String> {
        Ok(vec!["acmove situation, part 1 of 1\n".to_owned()])
    }

    fn complete(&self, _: &str) -> Vec<String> {
        Vec::new()
    }
}

struct Stopped(Timestamp);

impl Clock for Stopped {
    fn now(&self) -> Timestamp {
        self.0
    }
}

/// What line mode says on a story at a time, and how it ends.
pub(crate) fn in_lines(story: &Story, at: Timestamp, answers: &str, typed: Option<&str>) -> (String, Ending) {
    let folder = Path::new(".");
    let answers =
        catalog::answers("answers.toml", answers, folder, &story.run.procedure, &story.run.infrastructure).unwrap();
    on_run(&story.run, at, answers, typed.map(str::as_bytes))
}

/// What is printed of a migration where nobody answers, on a machine in a zone.
pub(crate) fn seen_from(run: &Run, at: Timestamp, here: TimeZone) -> String {
    played(run, at, Answers::default(), None::<&[u8]>, Some(here)).0
}

/// The same on a migration as it stands.
pub(crate) fn on_run(run: &Run, at: Timestamp, answers: Answers, typed: Option<impl Input>) -> (String, Ending) {
    played(run, at, answers, typed, None)
}

fn played(
    run: &Run,
    at: Timestamp,
    answers: Answers,
    typed: Option<impl Input>,
    here: Option<TimeZone>,
) -> (String, Ending) {
    let session = Session::of(run.clone(), "night".to_owned());
    let recorder = Paper { facts: run.facts, at };
    let hands = Hands { inspector: Sound, recorder, clock: Stopped(at) };
    let mut said = Vec::new();
    let (out, err) = (Printer::piped(&mut said), Printer::piped(std::io::sink()));
    let line_mode = LineMode::new(session, hands, answers, typed, out, err);
    let ending = match here {
        Some(here) => line_mode.here(here).run(),
        None => line_mode.run(),
    };
    (String::from_utf8(said).unwrap(), ending)
}
