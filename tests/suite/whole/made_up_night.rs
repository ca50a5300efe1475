//! A made-up night: everything outside in one hand, and a clock that moves to the next thing that ends.

use std::{
    cell::RefCell,
    collections::{BTreeMap, HashMap, HashSet},
    rc::Rc,
};

use acmove::{
    domain::{
        command::OfferedFile,
        digest::Digest,
        event::{Author, Event},
        file_kind::FileKind,
        index::{EnvIx, StepIx},
        infrastructure::Side,
        page::Reading,
        procedure::StepKind,
        record::Record,
        run::Run,
        tool::{Process, ToolEnd},
        watch::{Observation, WatchQuestion},
    },
    engine::{
        download::{Download, DownloadFilter},
        lookup::{Found, Lookup, PageOutcome, PracticeTask, Target},
        message::EngineMsg,
        ports::{Attachment, Clock, Inspect, Observe, Recorder},
        tool_run::{ToolResult, ToolSpec},
    },
    line::Beside,
    reading::{failed_publish, read_publish_text, read_text, serials},
};
use jiff::{SignedDuration, Timestamp};

use crate::harness::{
    scene::sound,
    story::{IP_ERROR, Story, begin, record},
};

/// What is done outside, and when it ends.
pub(super) struct Night {
    pub(super) story: Story,
    /// Seconds since it began.
    pub(super) now: u64,
    /// What goes on, by its end and its place among all that was begun.
    going: BTreeMap<(u64, usize), EngineMsg>,
    begun: usize,
    /// The most that went on at once.
    pub(super) most: usize,
    /// How long each step took outside.
    took: HashMap<StepIx, u64>,
    /// The licenses that the environments have.
    on: HashMap<EnvIx, Side>,
    /// The environments to which the source was uploaded by a command.
    uploaded: HashSet<EnvIx>,
    /// The environment whose publish ends in an Intellectual Property error.
    pub(super) fails: Option<EnvIx>,
    pub(super) facts: Vec<Event>,
}

impl Night {
    /// A night that begins; the publish of one environment may end in an Intellectual Property error.
    pub(super) fn of(story: Story, fails: Option<EnvIx>) -> Self {
        Self {
            story,
            now: 0,
            going: BTreeMap::new(),
            begun: 0,
            most: 0,
            took: HashMap::new(),
            on: HashMap::new(),
            uploaded: HashSet::new(),
            fails,
            facts: Vec::new(),
        }
    }

    /// Begins something that takes longer in some environments than in others.
    fn begins(&mut self, step: Option<StepIx>, usual: u64, msg: EngineMsg) {
        let environment = step.and_then(|step| self.story.run.planned(step).environment);
        let more = environment.map_or(0, |environment| (environment.get() as u64 * 7919) % (usual + 1));
        if let Some(step) = step {
            *self.took.entry(step).or_default() += usual + more;
        }
        self.begun += 1;
        self.going.insert((self.now + usual + more, self.begun), msg);
        self.most = self.most.max(self.going.len());
    }

    /// The step of an environment of a kind, on the way forward.
    fn step(&self, environment: EnvIx, is_it: impl Fn(&StepKind) -> bool) -> StepIx {
        let run = &self.story.run;
        let mut own = run.plan.steps_of(Some(environment)).iter().copied();
        own.find(|step| !run.plan.rollback().contains(*step) && is_it(&run.definition(*step).kind)).unwrap()
    }

    /// The license that is uploaded next: AAA first, where the edition does that.
    fn side_to_upload(&self, environment: EnvIx) -> Side {
        let run = &self.story.run;
        let refreshes = run.plan.forward().iter().any(|step| {
            let is_own = run.planned(step).environment == Some(environment);
            is_own && run.definition(step).kind == StepKind::Upload { side: Side::Source }
        });
        if refreshes && !self.uploaded.contains(&environment) { Side::Source } else { Side::Target }
    }

    /// What comes of something on the practice pages, and how long it usually takes.
    fn does(&mut self, step: Option<StepIx>, task: &PracticeTask) -> (u64, Found) {
        let environment = step.and_then(|step| self.story.run.planned(step).environment);
        match task {
            PracticeTask::Prepare { expected, .. } => (1, Found::Vault(vec![sound(expected)])),
            PracticeTask::Obtain { serial, code, .. } => {
                let bytes = format!("{serial} {code}").into_bytes();
                let file = OfferedFile {
                    is_practice: true,
                    name: format!("{serial}.lic"),
                    sha256: Digest::of(&bytes),
                    bytes: bytes.len() as u64,
                    kind: FileKind::Unknown,
                };
                (40, Found::File(file, bytes))
            }
            PracticeTask::Read { .. } => {
                let environment = environment.unwrap();
                let side = self.on.get(&environment).copied().unwrap_or(Side::Source);
                let value = if side == Side::Source { "Ignore" } else { "Protected" };
                let mut page = self.story.page(environment.get(), side, value);
                page.clock = None;
                let found = Found::Text {
                    reading: Reading::LicensingPage(Box::new(page)),
                    publish: Box::new(read_publish_text("")),
                    bytes: format!("{environment:?} {side:?}").into_bytes(),
                    is_html: true,
                };
                (20, found)
            }
            PracticeTask::Upload { code, .. } => {
                self.on.insert(environment.unwrap(), self.story.run.side_of(code).unwrap());
                (90, Found::Outcome(PageOutcome::Uploaded(String::new())))
            }
            PracticeTask::Publish { .. } => (300, Found::Outcome(PageOutcome::Published)),
            PracticeTask::CheckCodes { .. } => (60, self.page_of_code_check()),
            PracticeTask::Deployments { .. } | PracticeTask::Ask { .. } => {
                (30, Found::Outcome(PageOutcome::Said("nothing".to_owned())))
            }
        }
    }

    /// The page of ActivationCodeCheck, on which all have the code of AAA.
    fn page_of_code_check(&self) -> Found {
        let text = format!(
            "ACTIVATIONCODECHECK\nEnvironment Activation code:\n{}\nRecalculate\nModules\nAll Modules with the same activation code as the license.\nExtensions\nAll 23 Extensions with the same activation code as the license.\n",
            self.story.run.infrastructure.source
        );
        Found::Text {
            reading: read_text(&text),
            publish: Box::new(read_publish_text("")),
            bytes: text.into_bytes(),
            is_html: true,
        }
    }

    /// The longest chain of steps that the order of the procedure allows: the environments of a phase side by side, or one by one
    /// where it says so; phase by phase.
    pub(super) fn longest_chain(&self) -> u64 {
        longest_chain(&self.story.run, &self.took)
    }
}

/// The same of steps that took so many seconds.
pub(super) fn longest_chain(run: &Run, took: &HashMap<StepIx, u64>) -> u64 {
    let of_phase = |phase: usize| {
        let mut owners: HashMap<Option<EnvIx>, u64> = HashMap::new();
        for (step, seconds) in took.iter().filter(|(step, _)| run.planned(**step).phase == phase) {
            *owners.entry(run.planned(*step).environment).or_default() += seconds;
        }
        let once = owners.remove(&None).unwrap_or(0);
        let each = owners.into_values();
        once + if run.phase(phase).one_by_one { each.sum::<u64>() } else { each.max().unwrap_or(0) }
    };
    (0..run.procedure.phases.len()).map(of_phase).sum()
}

/// Everything outside, in one hand.
#[derive(Clone)]
pub(super) struct Hand(pub(super) Rc<RefCell<Night>>);

impl std::fmt::Debug for Hand {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("Hand")
    }
}

impl Beside for Hand {
    fn ready(&mut self, _: u64, _: Box<ToolSpec>) -> Option<Process> {
        None
    }

    fn run(&mut self, number: u64, spec: Box<ToolSpec>) -> Option<ToolResult> {
        let mut night = self.0.borrow_mut();
        let words = &spec.template.0;
        let environment = EnvIx::new(words[1].parse().unwrap());
        let serial = night.story.run.described(environment).serial.clone().unwrap();
        let side = night.side_to_upload(environment);
        let (usual, text) = match words[0].as_str() {
            "serial" => (10, serial.to_string()),
            "upload" => {
                night.uploaded.insert(environment);
                night.on.insert(environment, side);
                (120, "License uploaded.".to_owned())
            }
            _ if night.fails == Some(environment) => (100, IP_ERROR.to_owned()),
            _ => (300, "Published.".to_owned()),
        };
        let is_publish = words[0] == "publish";
        let step = night.step(environment, |kind| match kind {
            StepKind::Republish { .. } => is_publish,
            kind => !is_publish && *kind == StepKind::Upload { side },
        });
        let ended = ToolResult {
            end: ToolEnd::Exited { code: 0 },
            seconds: 1,
            last: vec![text.clone()],
            serials: serials(&text),
            failure: failed_publish(&text),
            objection: None,
            text,
        };
        night.begins(Some(step), usual, EngineMsg::ToolEnded(number, Box::new(ended)));
        None
    }

    fn stop(&mut self, _: u64) {}

    fn look(&mut self, lookup: Lookup) -> Option<Lookup> {
        let mut night = self.0.borrow_mut();
        let Target::Practice(task) = lookup.target.clone() else { return Some(lookup) };
        let step = lookup.step();
        let (usual, found) = night.does(step, &task);
        night.begins(step, usual, EngineMsg::Found(lookup, found));
        None
    }

    fn next(&mut self) -> Option<EngineMsg> {
        let mut night = self.0.borrow_mut();
        let ((end, _), msg) = night.going.pop_first()?;
        night.now = end;
        Some(msg)
    }
}

impl Observe for Hand {
    fn observe(&mut self, _: &WatchQuestion) -> Observation {
        let environments = self.0.borrow().story.run.every_environment().count();
        Observation::Seen {
            environments: u32::try_from(environments).unwrap(),
            deployments: Vec::new(),
            other_types: Vec::new(),
        }
    }

    fn abort(&mut self, _: &str) -> Result<(), String> {
        Err("nothing is running".to_owned())
    }
}

impl Clock for Hand {
    fn now(&self) -> Timestamp {
        begin() + SignedDuration::from_secs(i64::try_from(self.0.borrow().now).unwrap())
    }
}

impl Recorder for Hand {
    fn record(&mut self, event: Event, _: Option<Attachment>, _: Author) -> Result<Record<Event>, String> {
        let at = self.now();
        let mut night = self.0.borrow_mut();
        night.facts.push(event.clone());
        Ok(record(1 + night.facts.len() as u64, at, event))
    }
}

impl Inspect for Hand {
    fn downloads(&self, _: &DownloadFilter, _: &[Download]) -> Result<Vec<Download>, String> {
        Ok(Vec::new())
    }

    fn look(&self, target: &Target) -> Found {
        match target {
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
