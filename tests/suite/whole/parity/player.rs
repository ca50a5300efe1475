//! Gives the answers of an answers file by keys, as somebody would who has the same sheet beside the keyboard.

use std::{collections::BTreeMap, fs, path::Path};

use acmove::domain::{
    answers::{Answer, Answers, Given, Live, WhenLate, WhenLeftOut, WhenStopped},
    event::{Origin, Problem},
    plan::StepId,
};
use jiff::Timestamp;
use serde_json::Value;

use super::faces::{Act, Card, Screen};

/// How often one migration is acted upon at most.
const MOST_ACTS: usize = 500;

/// Answers beside the keyboard, and which of them were given.
pub(super) struct Player<'a> {
    screen: &'a mut Screen,
    answers: &'a Answers,
    /// The facts as line mode has recorded them.
    facts: &'a [Value],
    given: BTreeMap<StepId, usize>,
}

impl<'a> Player<'a> {
    pub(super) fn at(screen: &'a mut Screen, answers: &'a Answers, facts: &'a [Value]) -> Self {
        Self { screen, answers, facts, given: BTreeMap::new() }
    }

    /// Plays until there are as many facts as line mode has recorded, or nothing more is known to be done.
    pub(super) fn play(&mut self) -> Result<(), String> {
        for _ in 0..MOST_ACTS {
            let before = self.screen.facts();
            if before >= self.facts.len() {
                return Ok(());
            }
            let card = self.screen.card();
            self.answer(&card).map_err(|why| format!("{card:?}: {why}"))?;
            self.screen.look();
            if self.screen.facts() == before {
                return Err(format!("{card:?}: nothing was recorded, where line mode has {}", self.facts[before]));
            }
        }
        Err("it does not come to an end".to_owned())
    }

    fn answer(&mut self, card: &Card) -> Result<(), String> {
        match card {
            Card::Requirement(id) => match self.answers.requirements.get(id) {
                Some(true) => self.screen.choose("y", &[]),
                Some(false) => self.screen.choose("n", &["end"]),
                None => self.live(),
            },
            Card::Step(step) => match self.next(step) {
                Some(answer) => self.give(step, &answer),
                None => self.live(),
            },
            Card::Stopped => self.stopped(),
            Card::FirstUpload | Card::Deadline => self.late(),
            Card::Support if self.next_type() == "support-answered" && self.next_note().contains("answers file") => {
                self.screen.choose("s", &["the answers file has further attempts"])
            }
            Card::Support if self.next_type() == "night-ended" => {
                let decided = self.answers.on_support.as_ref();
                let why = decided.and_then(|decided| decided.reason.as_deref()).unwrap_or_default();
                self.screen.choose("Q", &[why, "resume"])
            }
            Card::Support => self.live(),
            Card::EndOfNight => self.left_out(),
            Card::BetweenNights => self.screen.choose("g", &[]),
            Card::TakeOver if self.next_type() == "taken-over" => self.screen.choose("a", &["take over"]),
            Card::TakeOver => self.screen.choose("y", &[]),
            Card::Deployments | Card::Nothing => Err("no answers file says anything about it".to_owned()),
        }
    }

    /// The fact that line mode has recorded next.
    fn next_fact(&self) -> &Value {
        &self.facts[self.screen.facts()]["event"]
    }

    fn next_type(&self) -> &str {
        self.next_fact()["type"].as_str().unwrap_or_default()
    }

    fn next_note(&self) -> &str {
        self.next_fact()["note"].as_str().unwrap_or_default()
    }

    /// The next answer to a step.
    fn next(&mut self, step: &StepId) -> Option<Answer> {
        let given = self.given.entry(step.clone()).or_insert(0);
        let answer = self.answers.steps.get(step)?.get(*given).cloned()?;
        *given += 1;
        Some(answer)
    }

    /// What is not named is done on the practice pages.
    fn live(&mut self) -> Result<(), String> {
        self.screen.choose("d", &[])
    }

    fn stopped(&mut self) -> Result<(), String> {
        match (self.next_type(), self.answers.on_stopped) {
            ("rollback-started", Some(WhenStopped::RollBack)) => {
                self.screen.choose("r", &["the migration stopped; rollback was decided in advance", "roll back"])
            }
            (_, Some(WhenStopped::RollBack | WhenStopped::Hold)) => {
                self.screen.choose("h", &["the migration stopped; continuing was not decided in advance"])
            }
            (_, None) => Err("the answers file does not say what to do".to_owned()),
        }
    }

    fn left_out(&mut self) -> Result<(), String> {
        let decided = self.answers.on_end_of_night.as_ref();
        let why = decided.and_then(|decided| decided.reason.as_deref()).unwrap_or_default();
        match decided.map(|decided| decided.what) {
            Some(WhenLeftOut::TakeUp) => self.screen.choose("E", &[]),
            Some(WhenLeftOut::StopForToday) if self.next_type() == "environment-taken-up" => {
                self.screen.choose("E", &[])
            }
            Some(WhenLeftOut::StopForToday) => self.screen.choose("Q", &[why, "resume"]),
            Some(WhenLeftOut::Hold) => self.screen.choose("h", &[why]),
            Some(WhenLeftOut::RollBack) => self.screen.choose("r", &[why, "roll back"]),
            None => Err("the answers file does not say what to do".to_owned()),
        }
    }

    fn late(&mut self) -> Result<(), String> {
        const WHY: &str = "the window runs out; rollback was decided in advance";
        match (self.next_type(), self.answers.on_deadline.as_ref().map(|decided| decided.what)) {
            ("rollback-started", Some(WhenLate::RollBack)) => self.screen.choose("r", &[WHY, "roll back"]),
            (_, Some(WhenLate::RollBack)) => self.screen.choose("A", &[WHY, "give up"]),
            (_, Some(WhenLate::GoOn)) => {
                self.screen.choose("g", &["the window runs out; continuing was decided in advance"])
            }
            (_, None) => Err("the answers file does not say what to do".to_owned()),
        }
    }

    fn give(&mut self, step: &StepId, answer: &Answer) -> Result<(), String> {
        let note = answer.note.as_str();
        let is_noted = match &answer.given {
            Given::Done => return self.done(note),
            Given::Uploaded { at, page } => return self.uploaded(*at, page.as_deref(), note),
            Given::Claim { value } => return self.screen.choose("c", &[value, note]),
            Given::Problem(problem) => return self.problem(problem),
            Given::HandOver(to) => return self.screen.choose("H", &[to, note]),
            Given::LeaveOut => return self.screen.choose("L", &[note]),
            Given::Again(_) if note.is_empty() => return self.screen.choose("u", &["decided in advance"]),
            Given::Again(_) => return self.screen.choose("u", &[note]),
            // Where another license is wanted, that is what is done for somebody.
            Given::AskSupport => return self.live(),
            Given::SerialChanged(serial) => return self.serial(serial.as_ref().map(ToString::to_string), note),
            Given::Live(live) => {
                let other = live.module.as_deref().filter(|module| self.screen.module() != Some(*module));
                self.module(other, note)?;
                if *live == (Live { module: live.module.clone(), ..Live::default() }) {
                    self.live()?;
                } else {
                    self.screen.mistake(live);
                }
                other.is_some()
            }
            Given::NotDone => self.screen.choose("n", &[]).map(|()| false)?,
            Given::Command => self.screen.choose("x", &[]).map(|()| false)?,
            Given::File { path, origin } => {
                let key = match origin {
                    Origin::Portal => "g",
                    Origin::ServiceCenter => "v",
                    Origin::Support => "s",
                };
                self.screen.choose(key, &[&path.display().to_string()]).map(|()| false)?
            }
            Given::Page { path, accept } => {
                self.screen.choose("g", &[&path.display().to_string()])?;
                accept.as_ref().map_or(Ok(()), |reason| self.screen.choose("a", &[reason]))?;
                false
            }
            Given::Published { module } => {
                self.begin(module.as_deref(), note)?;
                self.screen.choose("y", &[]).map(|()| false)?
            }
            Given::Message { text, module } => {
                self.begin(module.as_deref(), note)?;
                self.screen.choose("e", &[text]).map(|()| false)?
            }
        };
        if !note.is_empty() && !is_noted {
            self.screen.note(step, note);
        }
        Ok(())
    }

    fn begin(&mut self, module: Option<&str>, note: &str) -> Result<(), String> {
        self.module(module.filter(|module| self.screen.module() != Some(*module)), note)?;
        if self.screen.is_under_way() { Ok(()) } else { self.screen.choose("b", &[]) }
    }

    fn module(&mut self, other: Option<&str>, note: &str) -> Result<(), String> {
        let why = if note.is_empty() { "the answers file names it" } else { note };
        other.map_or(Ok(()), |module| self.screen.choose("m", &[module, why]))
    }

    fn done(&mut self, note: &str) -> Result<(), String> {
        if self.screen.is_begun_first() && !self.screen.is_under_way() {
            self.screen.choose("b", &[])?;
        }
        if note.is_empty() {
            return self.screen.choose("y", &[]);
        }
        self.screen.done(note);
        Ok(())
    }

    /// A page is pasted where the file names one.
    fn uploaded(&mut self, at: Timestamp, page: Option<&Path>, note: &str) -> Result<(), String> {
        if let Some(page) = page {
            self.screen.act(&Act::Paste(fs::read_to_string(page).unwrap()));
        }
        self.screen.choose("a", &[&at.to_string(), note])
    }

    fn problem(&mut self, problem: &Problem) -> Result<(), String> {
        match problem {
            Problem::SerialNotFound => self.screen.choose("f", &["not listed"]),
            Problem::DeploymentRunning => self.screen.choose("f", &[]),
            Problem::NotAccepted { .. } => Err("no key says that".to_owned()),
        }
    }

    /// Where the file does not know it, the page does.
    fn serial(&mut self, serial: Option<String>, note: &str) -> Result<(), String> {
        let Some(serial) = serial else {
            self.screen.serial_changed(note);
            return Ok(());
        };
        self.screen.choose("z", &[&serial, note, "void"])
    }
}
