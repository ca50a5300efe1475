//! The two faces of a migration without a terminal: all that names their interface today. Everything that is looked at and
//! recorded is real; LifeTime shows what the test says.

use std::{collections::VecDeque, io};

use acmove::{
    domain::{
        answers::{Answers, Live},
        command::StepCommand,
        plan::StepId,
        watch::WatchQuestion,
    },
    engine::{
        message::{EngineEffect, EngineMsg},
        operation::Operation,
        ports::{Author, Clock, Inspect as _, Observe as _, ReadyCommand, Recorder as _},
        subject::Subject,
    },
    line::{Hands, LineMode, Printer},
    runtime::{folder::Opened, inspector::Inspector, recorder::JournalRecorder},
    tui::{
        entry::Entry,
        message::{Effect, Msg, PasteEnd, Typed},
        update::{Model, update},
    },
    view::choice::choices,
};
use jiff::{SignedDuration, Timestamp};

pub(crate) use super::{at_once::RUNS, outside::Outside};
use super::{
    at_once::{AtOnce, Runner},
    hand::{Hand, Paper},
};
use crate::harness::{scene::parse, story::begin};

/// The size of the screen.
const SIZE: (u16, u16) = (100, 30);

/// What somebody does, or what happens while a card is shown.
#[derive(Debug, Clone)]
pub(crate) enum Act {
    /// These keys, or the choice whose label begins like this; then its questions are answered.
    Choose { keys: &'static str, label: &'static str, typed: Vec<String> },
    /// A text is pasted.
    Paste(String),
    /// Something happens outside, and the card that is shown does not know it yet.
    Happens(fn(&Outside)),
}

impl Act {
    /// Happens, if it is something outside.
    pub(super) fn happen(&self, outside: &Outside) {
        match self {
            Self::Happens(what) => what(outside),
            Self::Choose { .. } | Self::Paste(_) => {}
        }
    }
}

/// How a face was left: what it offered last, or why it could not go on.
pub(crate) type Left = Result<Vec<String>, String>;

/// A time that stands still.
struct Still(Timestamp);

impl Still {
    /// At which a migration was opened: its first fact has the time of this machine, and no clock went back since then.
    fn at(opened: &Opened) -> Self {
        Self(opened.session.run.now(begin()))
    }
}

impl Clock for Still {
    fn now(&self) -> Timestamp {
        self.0
    }
}

/// What is shown, in the words of the plan.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Card {
    Requirement(String),
    Step(StepId),
    Stopped,
    FirstUpload,
    Deadline,
    Deployments,
    Support,
    TakeOver,
    EndOfNight,
    BetweenNights,
    Nothing,
}

/// The screen, with somebody at its keys.
pub(crate) struct Screen {
    pub(crate) model: Model,
    recorder: JournalRecorder,
    inspector: Inspector,
    outside: Outside,
    runner: Runner,
    ready: Option<(u64, Box<dyn ReadyCommand>)>,
    now: Timestamp,
    /// What is watched in LifeTime.
    watched: Option<WatchQuestion>,
}

impl Screen {
    pub(crate) fn open(opened: Opened, inspector: Inspector, outside: Outside, runner: Runner) -> Self {
        let Still(now) = Still::at(&opened);
        let model = Model::new(opened.session, SIZE, now);
        let mut screen =
            Self { model, recorder: opened.recorder, inspector, outside, runner, ready: None, now, watched: None };
        let effects = screen.model.begin();
        screen.settle(effects);
        screen
    }

    /// Does what somebody does there, until nothing more comes of it.
    pub(super) fn act(&mut self, act: &Act) {
        match act {
            Act::Happens(what) => return what(&self.outside),
            Act::Paste(text) => self.send(Msg::Typed(Typed::Paste(text.clone(), PasteEnd::Marked))),
            Act::Choose { keys, typed, .. } => {
                let typed: Vec<&str> = typed.iter().map(String::as_str).collect();
                // What is refused before anything is asked has no questions.
                let _ = self.choose(keys, &typed);
            }
        }
        self.look();
    }

    /// Presses keys, then answers the questions that come up.
    pub(super) fn choose(&mut self, keys: &str, typed: &[&str]) -> Result<(), String> {
        // Behind a proof is a card that has to be seen before anything is recorded for it.
        if self.model.ui.proof(self.model.session()).is_some() {
            self.press("Enter");
        }
        self.press(keys);
        for text in typed {
            if self.model.ui.entry.is_none() {
                return Err(format!("{keys} asks nothing that could be answered with {text:?}"));
            }
            self.write(text);
            self.press("Enter");
        }
        // What was refused is asked again: it is left as it is.
        if self.model.ui.entry.is_some() {
            self.press("Esc");
        }
        Ok(())
    }

    fn write(&mut self, text: &str) {
        self.press("Ctrl-u");
        self.send(Msg::Typed(Typed::Paste(text.to_owned(), PasteEnd::Marked)));
    }

    /// Some time passes: LifeTime is looked at again.
    pub(super) fn look(&mut self) {
        if let Some(seen) = self.seen() {
            self.send(seen);
        }
    }

    /// What LifeTime shows now, where somebody looks.
    fn seen(&mut self) -> Option<EngineMsg> {
        self.watched.as_ref().map(|question| EngineMsg::Observed(self.outside.observe(question)))
    }

    pub(crate) fn press(&mut self, keys: &str) {
        for key in parse(keys) {
            self.send(Msg::Typed(Typed::Key(key)));
        }
    }

    pub(crate) fn send(&mut self, msg: impl Into<Msg>) {
        self.now += SignedDuration::from_secs(1);
        let effects = update(&mut self.model, self.now, msg);
        self.settle(effects);
    }

    fn settle(&mut self, effects: Vec<Effect>) {
        let mut left = VecDeque::from(effects);
        while let Some(effect) = left.pop_front() {
            for msg in self.perform(effect) {
                left.extend(update(&mut self.model, self.now, msg));
            }
        }
    }

    fn perform(&mut self, effect: Effect) -> Vec<EngineMsg> {
        match effect {
            Effect::Engine(effect) => self.perform_for_engine(effect),
            Effect::FindZone | Effect::Downloads(_) => Vec::new(),
            other => panic!("nobody asked for {other:?}"),
        }
    }

    fn perform_for_engine(&mut self, effect: EngineEffect) -> Vec<EngineMsg> {
        match effect {
            EngineEffect::Record(event, attachment, by) => {
                vec![match self.recorder.record(*event, attachment, by) {
                    Ok(record) => EngineMsg::Recorded(Box::new(record)),
                    Err(why) => EngineMsg::NotRecorded(why),
                }]
            }
            EngineEffect::Inspect(lookup) => {
                let found = self.inspector.look(&lookup.target);
                vec![EngineMsg::Found(lookup, found)]
            }
            EngineEffect::CheckVault(expected, when) => {
                vec![EngineMsg::VaultChecked(self.inspector.check_vault(&expected), when)]
            }
            // What comes first is looked at now, and so is the end of the pause; the rest when some time has passed.
            EngineEffect::Watch(question) => {
                let since = |asked: &WatchQuestion| asked.since;
                let is_new = self.watched.as_ref().map(since) != question.as_ref().map(since);
                self.watched = question;
                self.seen().filter(|_| is_new).into_iter().collect()
            }
            EngineEffect::LookNow(number) => self.seen().into_iter().chain([EngineMsg::Looked(number)]).collect(),
            EngineEffect::AbortDeployment(deployment) => {
                let answer = EngineMsg::AbortAnswered(self.outside.abort(&deployment));
                [answer].into_iter().chain(self.seen()).collect()
            }
            EngineEffect::ReadyTool(number, spec) => {
                let ready = (self.runner)(&spec);
                let process = ready.process();
                self.ready = Some((number, ready));
                vec![EngineMsg::ToolReady(number, process)]
            }
            EngineEffect::LookForProcesses(_) => vec![EngineMsg::Living(Vec::new())],
            EngineEffect::RunTool(number, spec) => {
                let ready = self.ready.take().filter(|(of, _)| *of == number).map(|(_, ready)| ready);
                let ended = ready.unwrap_or_else(|| (self.runner)(&spec)).run(&mut |_| {});
                vec![EngineMsg::ToolEnded(number, Box::new(ended))]
            }
            EngineEffect::StopTool(_) | EngineEffect::StopTask => Vec::new(),
        }
    }

    fn subject(&self) -> Subject {
        self.model.ui.subject(self.model.session())
    }

    /// The card that is shown.
    pub(super) fn card(&self) -> Card {
        let run = &self.model.session().run;
        match self.subject() {
            Subject::Requirement(place) => Card::Requirement(run.procedure.requirements[place].id.clone()),
            Subject::Step(place) => Card::Step(run.planned(place).id.clone()),
            Subject::Stopped(_) => Card::Stopped,
            Subject::FirstUpload(_) => Card::FirstUpload,
            Subject::Deadline => Card::Deadline,
            Subject::Deployments => Card::Deployments,
            Subject::Support => Card::Support,
            Subject::TakeOver => Card::TakeOver,
            Subject::EndOfNight => Card::EndOfNight,
            Subject::BetweenNights => Card::BetweenNights,
            Subject::Nothing => Card::Nothing,
        }
    }

    /// Whether the step on the card has to be begun before it is done.
    pub(super) fn is_begun_first(&self) -> bool {
        self.subject().step().is_some_and(|place| self.model.session().run.definition(place).kind.is_begun())
    }

    /// Whether it was.
    pub(super) fn is_under_way(&self) -> bool {
        self.subject().step().is_some_and(|place| self.model.session().run.step(place).is_under_way())
    }

    /// The module of the card's environment.
    pub(super) fn module(&self) -> Option<&str> {
        let run = &self.model.session().run;
        self.subject()
            .step()
            .and_then(|place| run.planned(place).environment)
            .map(|environment| run.module(environment))
    }

    /// How many facts there are.
    pub(super) fn facts(&self) -> usize {
        usize::try_from(self.model.session().run.facts).unwrap()
    }

    /// What is offered on the card.
    pub(crate) fn offered(&self) -> Vec<String> {
        let label = |choice: acmove::view::choice::Choice| match (choice.operation, choice.consequence) {
            (Operation::GivePage, _) | (_, "") => choice.label,
            (_, consequence) => format!("{} ({consequence})", choice.label),
        };
        choices(self.model.session(), self.subject()).into_iter().map(label).collect()
    }

    /// Nobody sits there any more.
    pub(crate) fn leave(mut self) {
        for event in self.model.engine.farewell(self.now) {
            self.recorder.record(event, None, Author::Program).unwrap();
        }
    }
}

/// What answers can say, and no key: the engine is told it, as the keys would tell it.
impl Screen {
    /// The card is done on the practice pages otherwise than it says.
    pub(super) fn mistake(&mut self, live: &Live) {
        self.send(EngineMsg::Practice(self.subject(), live.clone()));
    }

    /// The step is done, and this is noted about it.
    pub(super) fn done(&mut self, note: &str) {
        let subject = self.subject();
        let place = subject.step().unwrap();
        let finish = StepCommand::Finish { note: note.to_owned() };
        self.send(EngineMsg::Judge(self.model.session().command(place, finish)));
    }

    /// The serial number that the practice page shows is recorded in the program's own name.
    pub(super) fn serial_changed(&mut self, reason: &str) {
        let step = self.subject().step().unwrap();
        self.send(EngineMsg::ChangeSerialToPage { step, reason: reason.to_owned() });
    }

    /// Something is written down about a step whose card is not shown any more.
    pub(super) fn note(&mut self, step: &StepId, text: &str) {
        let place = self.model.session().run.plan.index(step).unwrap();
        self.model.ui.entry = Some(Entry::new(self.model.session(), Operation::Note, Subject::Step(place)));
        self.write(text);
        self.press("Enter");
    }
}

/// Line mode by answers that were written down, with nobody to ask.
pub(super) fn by_answers(opened: Opened, inspector: Inspector, outside: Outside, runner: Runner, answers: Answers) {
    let clock = Still::at(&opened);
    let hands = Hands { inspector, recorder: opened.recorder, clock };
    let out = Printer::new(io::sink());
    let err = Printer::new(io::sink());
    let mode = LineMode::new(opened.session, hands, answers, None::<io::Empty>, out, err);
    mode.watched_by(Some(Box::new(outside))).beside(Box::new(AtOnce::by(runner))).run();
}

/// Line mode, with somebody who reads what it prints and answers.
pub(super) fn in_lines(opened: Opened, inspector: Inspector, outside: Outside, runner: Runner, acts: Vec<Act>) -> Left {
    let clock = Still::at(&opened);
    let hands = Hands { inspector, recorder: opened.recorder, clock };
    let paper = Paper::default();
    let hand = Hand::with(acts, &paper, &outside);
    let left = hand.left();
    let printer = || Printer::new(paper.clone());
    let mode = LineMode::new(opened.session, hands, Answers::default(), Some(hand), printer(), printer());
    mode.watched_by(Some(Box::new(outside))).beside(Box::new(AtOnce::by(runner))).run();
    left.lock().unwrap().clone()
}
