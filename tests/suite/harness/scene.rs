//! A terminal without a terminal: a story is shown, keys are pressed, the screen is read as text.

use std::{fs, path::Path, sync::Arc};

use acmove::{
    domain::{
        command::{FileCondition, VaultCheck},
        digest::Digest,
        event::Event,
        procedure::Procedure,
        record::Record,
        timeline_entry::TimelineEntry,
        tool::Process,
        watch::{Observation, WatchQuestion},
    },
    engine::{
        lookup::{Found, Target},
        message::{EngineEffect, EngineMsg},
        ports::Inspect as _,
        session::Session,
        tool_run::ToolSpec,
        vault::{ExpectedFile, WhenLost},
    },
    runtime::inspector::Inspector,
    tui::{
        draw::{self, Drawn, theme::Theme},
        message::{CopyOutcome, Effect, Msg, PasteEnd, Pasted, Typed},
        update::{Model, update},
    },
};
use jiff::{SignedDuration, Timestamp};
use ratatui::{buffer::Buffer, layout::Rect};

pub(crate) use super::keys::parse;
use crate::harness::story::{Story, record};

pub(crate) const SIZES: [(u16, u16); 3] = [(60, 16), (80, 24), (140, 45)];

/// A model on a story: what is recorded goes into the story, what is looked at is really looked at.
#[expect(clippy::struct_excessive_bools, reason = "each is something that can be otherwise in a test")]
pub(crate) struct Scene {
    pub(crate) model: Model,
    pub(crate) now: Timestamp,
    /// Everything that was recorded.
    pub(crate) facts: Vec<Record<Event>>,
    inspector: Inspector,
    /// What was copied last.
    pub(crate) clipboard: String,
    /// What comes of copying.
    pub(crate) copies: CopyOutcome,
    /// What is in the clipboard when it is pasted.
    pub(crate) pastes: Pasted,
    /// The parts of a situation.
    pub(crate) situation: Result<Vec<String>, String>,
    /// Whether that takes a while, and the paste that waits for it.
    pub(crate) is_clipboard_slow: bool,
    pub(crate) pasting: Option<u64>,
    /// Whether there is a browser.
    pub(crate) browser: bool,
    /// What was opened in it.
    pub(crate) opened: Vec<String>,
    /// What has to be looked at in LifeTime.
    pub(crate) watched: Option<WatchQuestion>,
    /// Commands that were to be run, and those that were to be stopped.
    pub(crate) ran: Vec<(u64, ToolSpec)>,
    pub(crate) stopped: Vec<u64>,
    /// The processes that still run.
    pub(crate) living: Vec<Process>,
    /// Deployments that LifeTime was asked to abort.
    pub(crate) aborted: Vec<String>,
    /// What LifeTime shows only to whoever looks once more.
    pub(crate) unseen: Option<Observation>,
    /// Why nothing is aborted.
    pub(crate) no_abort: Option<&'static str>,
    /// Whether nothing can be written.
    pub(crate) broken: bool,
    pub(crate) left: bool,
    lost: bool,
}

/// A situation in so many parts, as far as a screen knows of it.
pub(crate) fn parts_of(count: usize) -> Vec<String> {
    (1..=count).map(|part| format!("acmove situation, part {part} of {count}: ACME\nline {part}\n")).collect()
}

impl Scene {
    pub(crate) fn of(story: &Story, size: (u16, u16)) -> Self {
        let mut session = fold(&story.facts, &story.run.procedure);
        session.vault = (0..story.run.environments().len()).map(|place| story.vault(place)).collect();
        let now = story.facts.last().unwrap().at;
        let model = Model::new(session, size, now);
        let inspector = Inspector::of(Path::new("there is no such migration"));
        Self {
            model,
            now,
            facts: story.facts.clone(),
            inspector,
            clipboard: String::new(),
            copies: CopyOutcome::Asked(""),
            pastes: Err("there is nothing to paste".to_owned()),
            situation: Ok(parts_of(3)),
            is_clipboard_slow: false,
            pasting: None,
            browser: true,
            opened: Vec::new(),
            watched: None,
            ran: Vec::new(),
            stopped: Vec::new(),
            living: Vec::new(),
            aborted: Vec::new(),
            unseen: None,
            no_abort: None,
            broken: false,
            left: false,
            lost: false,
        }
    }

    /// The same after so many facts of the story.
    pub(crate) fn after(story: &Story, count: usize, size: (u16, u16)) -> Self {
        let mut story = story.clone();
        story.facts.truncate(count);
        Self::of(&story, size)
    }

    pub(crate) fn send(&mut self, msg: impl Into<Msg>) -> &mut Self {
        let effects = update(&mut self.model, self.now, msg.into());
        self.carry_out(effects)
    }

    /// Does what is wanted, and what follows from it.
    pub(crate) fn carry_out(&mut self, mut effects: Vec<Effect>) -> &mut Self {
        while !effects.is_empty() {
            effects = effects.drain(..).flat_map(|effect| self.perform(effect)).collect();
        }
        self
    }

    fn perform(&mut self, effect: Effect) -> Vec<Effect> {
        let msg: Msg = match effect {
            Effect::Engine(effect) => match self.perform_for_engine(effect) {
                Some(msg) => msg.into(),
                None => return Vec::new(),
            },
            Effect::Complete(typed) => Msg::Completed(self.inspector.complete(&typed)),
            Effect::MakeSituation => Msg::Situation(self.situation.clone()),
            Effect::ReadHistory => Msg::History(Ok(self.history())),
            Effect::ReadEvidence(digest) => Msg::Evidence(digest, Ok(EVIDENCE.to_owned())),
            Effect::ReadPast(seq) => Msg::Past(seq, Ok(Box::new(self.past(seq)))),
            Effect::Copy(copying) => {
                self.clipboard.clone_from(&copying.text);
                Msg::Copied(copying, self.copies.clone())
            }
            Effect::Paste(number) if self.is_clipboard_slow => {
                self.pasting = Some(number);
                return Vec::new();
            }
            Effect::Paste(number) => Msg::Pasted(number, self.pastes.clone()),
            Effect::Preview(saving) => {
                Msg::Previewed(saving, Ok(vec!["journal.jsonl 14 kB".to_owned(), "No license files.".to_owned()]))
            }
            Effect::Save(saving, path) => Msg::Saved(saving, Ok(path)),
            Effect::Open(address) => {
                self.opened.extend(self.browser.then(|| address.clone()));
                Msg::Opened(address, self.browser)
            }
            Effect::FindZone | Effect::Mouse(_) | Effect::Downloads(_) | Effect::Show(_) => return Vec::new(),
            Effect::Leave => {
                self.left = true;
                return Vec::new();
            }
        };
        update(&mut self.model, self.now, msg)
    }

    fn perform_for_engine(&mut self, effect: EngineEffect) -> Option<EngineMsg> {
        Some(match effect {
            EngineEffect::Record(..) if self.broken => EngineMsg::NotRecorded("the disk is full".to_owned()),
            EngineEffect::Record(event, ..) => EngineMsg::Recorded(Box::new(self.fact(*event))),
            // The story's vault is sound; nobody looks at a disk for it.
            EngineEffect::Inspect(lookup) => {
                let found = match &lookup.target {
                    Target::Vault(expected) => Found::Vault(expected.iter().map(sound).collect()),
                    other => self.inspector.look(other),
                };
                EngineMsg::Found(lookup, found)
            }
            EngineEffect::CheckVault(expected, when) => {
                EngineMsg::VaultChecked(expected.iter().map(|one| self.look_at(one)).collect(), when)
            }
            EngineEffect::ReadyTool(number, _) => EngineMsg::ToolReady(number, self.living.first().cloned()),
            EngineEffect::LookForProcesses(processes) => {
                EngineMsg::Living(processes.into_iter().filter(|process| self.living.contains(process)).collect())
            }
            EngineEffect::RunTool(number, spec) => {
                self.ran.push((number, *spec));
                return None;
            }
            EngineEffect::StopTool(number) => {
                self.stopped.push(number);
                return None;
            }
            EngineEffect::Watch(question) => {
                self.watched = question;
                return None;
            }
            EngineEffect::LookNow(number) => {
                if let Some(seen) = self.unseen.take() {
                    self.send(EngineMsg::Observed(seen));
                }
                EngineMsg::Looked(number)
            }
            EngineEffect::AbortDeployment(deployment) => {
                self.aborted.push(deployment);
                EngineMsg::AbortAnswered(self.no_abort.map_or(Ok(()), |why| Err(why.to_owned())))
            }
            EngineEffect::StopTask => return None,
        })
    }

    /// What is done when the program starts.
    pub(crate) fn begin(&mut self) {
        let mut effects = self.model.begin();
        while !effects.is_empty() {
            effects = effects.drain(..).flat_map(|effect| self.perform(effect)).collect();
        }
    }

    /// Somebody takes everything out of the vault.
    pub(crate) fn lose_vault(&mut self) -> &mut Self {
        self.lose_vault_unseen();
        let count = self.model.engine.session.run.environments().len();
        self.send(EngineMsg::VaultChecked(vec![VaultCheck::default(); count], WhenLost::Show))
    }

    /// Everything is there again.
    pub(crate) fn find_vault(&mut self) -> &mut Self {
        self.lost = false;
        self.send(EngineMsg::CheckVault)
    }

    /// The same, and nobody notices before the vault is looked at again.
    pub(crate) const fn lose_vault_unseen(&mut self) -> &mut Self {
        self.lost = true;
        self
    }

    fn look_at(&self, expected: &ExpectedFile) -> VaultCheck {
        if self.lost { VaultCheck::default() } else { sound(expected) }
    }

    fn fact(&mut self, event: Event) -> Record<Event> {
        let fact = record(self.facts.len() as u64 + 1, self.now, event);
        self.facts.push(fact.clone());
        fact
    }

    /// Everything that was recorded.
    pub(crate) fn recorded(&self) -> Vec<Event> {
        self.facts.iter().map(|fact| fact.event.clone()).collect()
    }

    /// Everything that was recorded, folded again.
    pub(crate) fn folded(&self) -> Session {
        fold(&self.facts, &self.model.engine.session.run.procedure)
    }

    /// The screen of whoever opens it anew.
    pub(crate) fn folded_screen(&self) -> String {
        let mut session = self.folded();
        session.vault.clone_from(&self.model.engine.session.vault);
        let model = Model::new(session, self.model.ui.size, self.now);
        let area = Rect::new(0, 0, model.ui.size.0, model.ui.size.1);
        let mut buffer = Buffer::empty(area);
        draw::draw(model.shown(), &model.ui, &Theme::bundled("dark").unwrap(), area, &mut buffer);
        text(&buffer)
    }

    fn history(&self) -> Vec<TimelineEntry> {
        let run = &self.model.engine.session.run;
        self.facts.iter().map(|fact| TimelineEntry::of(fact, run)).collect()
    }

    fn past(&self, seq: u64) -> Session {
        let count = usize::try_from(seq).unwrap();
        fold(&self.facts[..count], &self.model.engine.session.run.procedure).as_it_was()
    }

    /// Presses the mouse on what is written somewhere on the screen.
    pub(crate) fn click(&mut self, text: &str) -> &mut Self {
        let (x, y) = self.find(text).unwrap_or_else(|| panic!("{text:?} is not on screen:\n{}", self.screen()));
        self.click_at(x, y)
    }

    /// Where a text is on the screen.
    pub(crate) fn find(&self, text: &str) -> Option<(u16, u16)> {
        self.screen().lines().zip(0..).find_map(|(line, y)| {
            let at = line.find(text)?;
            Some((u16::try_from(line[..at].chars().count()).unwrap(), y))
        })
    }

    pub(crate) fn click_at(&mut self, x: u16, y: u16) -> &mut Self {
        self.now += SignedDuration::from_secs(1);
        match self.draw(&Theme::bundled("dark").unwrap()).1.at(x, y).cloned() {
            Some(spot) => self.send(Msg::Typed(Typed::Pointed(spot))),
            None => self,
        }
    }

    /// Chooses an action by its name among all of them.
    pub(crate) fn pick(&mut self, name: &str) -> &mut Self {
        self.press(":").press(&format!("\"{name}\"")).press("Enter")
    }

    /// Presses keys, written as the table writes them, with blanks between; a text in quotes is typed.
    pub(crate) fn press(&mut self, keys: &str) -> &mut Self {
        for key in parse(keys) {
            self.now += SignedDuration::from_secs(1);
            self.send(Msg::Typed(Typed::Key(key)));
        }
        self
    }

    pub(crate) fn paste(&mut self, text: &str) -> &mut Self {
        self.send(Msg::Typed(Typed::Paste(text.to_owned(), PasteEnd::Marked)))
    }

    /// What was said last.
    pub(crate) fn said(&self) -> &str {
        self.model.ui.notice.as_ref().map_or("", |notice| &notice.text)
    }

    pub(crate) fn screen(&self) -> String {
        self.drawn(&Theme::bundled("dark").unwrap())
    }

    pub(crate) fn drawn(&self, theme: &Theme) -> String {
        text(&self.buffer(theme))
    }

    pub(crate) fn buffer(&self, theme: &Theme) -> Buffer {
        self.draw(theme).0
    }

    pub(crate) fn draw(&self, theme: &Theme) -> (Buffer, Drawn) {
        let (width, height) = self.model.ui.size;
        let area = Rect::new(0, 0, width, height);
        let mut buffer = Buffer::empty(area);
        let drawn = draw::draw(self.model.shown(), &self.model.ui, theme, area, &mut buffer);
        (buffer, drawn)
    }
}

/// What every piece of evidence says here.
const EVIDENCE: &str = "Licensing\nActivation Code\t8RV.WLK.3CO.BL2.IQC.MNO.QJ3.GUT\n* a line with signs *\n";

fn fold(facts: &[Record<Event>], procedure: &Arc<Procedure>) -> Session {
    let mut session = Session::begin(Arc::clone(procedure), &facts[0], "night".to_owned()).unwrap();
    for fact in &facts[1..] {
        session.recorded(fact).unwrap();
    }
    session
}

/// What is found in a vault where nothing was harmed.
pub(crate) fn sound(expected: &ExpectedFile) -> VaultCheck {
    let condition = |digest: Option<Digest>| digest.map_or(FileCondition::Absent, FileCondition::Intact);
    VaultCheck { source: condition(expected.source), target: condition(expected.target) }
}

/// The lines of a screen, without blanks at their ends.
pub(crate) fn text(buffer: &Buffer) -> String {
    let rows = buffer.content.chunks(usize::from(buffer.area.width.max(1)));
    rows.map(|row| row.iter().map(ratatui::buffer::Cell::symbol).collect::<String>().trim_end().to_owned() + "\n")
        .collect()
}

/// A Licensing page as a browser copies it.
pub(crate) fn page(serial: &str, code: &str, value: &str) -> String {
    let kind = if serial.starts_with("XBI-") { "Production" } else { "Development" };
    format!(
        "Licensing\nUpload New License\nOrganization Name\tACME\nLicense Type\t{kind}\nActivation Code\t{code}\n\
         Serial Number\t{serial}\nEnd Date\tNever\n\
         Your license is valid for this server and all features are within licensed limits.\nOutSystems Features\n\
         Intellectual Property\nWhen \"Protected\" or \"Unprotected\", Components can be published to any other Platform Server.\t{value}\t{value}\n"
    )
}

/// A file with this content in a folder of the test.
pub(crate) fn file(folder: &tempfile::TempDir, name: &str, content: &str) -> String {
    let path = folder.path().join(name);
    fs::write(&path, content).unwrap();
    path.to_str().unwrap().to_owned()
}
