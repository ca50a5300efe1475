//! A migration played in memory: every wish goes through `decide`, every fact through `apply`, as in the program.

use std::sync::{Arc, OnceLock};

use acmove::{
    catalog,
    domain::{
        check::type_of,
        command::{Command, FileCondition, OfferedFile, StepCommand, VaultCheck},
        decide::decide,
        digest::Digest,
        event::{Event, Origin, Problem, ProcedureRef, Start},
        file_kind::FileKind,
        identity::{ActivationCode, SerialNumber},
        index::{EnvIx, StepIx},
        infrastructure::{Infrastructure, Side},
        outlook::{Next, Outlook, Standing, State},
        page::{Banner, EndDate, IntellectualProperty, LicensingPage},
        plan::StepId,
        procedure::{Procedure, StepKind},
        record::Record,
        refusal::Refusal,
        rejudge::{Verdict, judge_again},
        run::{Holding, Run},
    },
    reading,
};
use jiff::{SignedDuration, Timestamp, tz};

pub(crate) const EDITIONS: [&str; 2] = ["activation-code-2021", "activation-code-current"];
pub(crate) const IP_ERROR: &str = "Invalid Intellectual Property: the solution was created in another Platform Server.";

/// Serial numbers of the environments, by their place.
const SERIALS: [&str; 5] = [
    "KSM-OIR-8NU-JAQ-2HH-X45-5VZ-GTS",
    "D3V-0PM-8N4-QX1-7TZ-LK2-9WB-R5C",
    "QA7-1LT-Y6H-ZN0-3DF-V8P-2MX-W4J",
    "XBI-NMO-IL5-OYI-9SO-LCU-4SQ-QUT",
    "P2P-AAA-BBB-CCC-DDD-EEE-FFF-GGG",
];

/// The infrastructure of most stories: LifeTime, Development, Quality, Production.
pub(crate) const FOUR: &str = r#"
name = "ACME"
source = "8RV.WLK.3CO.BL2.IQC.MNO.QJ3.GUT"
target = "K2D.0QX.7LM.ZP4.A8S.1RT.WQ9.B3N"
module = "ECT_Provider"
window = { start = "2026-11-28T22:00:00+01:00", end = "2026-11-29T02:00:00+01:00" }
[[environment]]
name = "LifeTime"
role = "lifetime"
serial = "KSM-OIR-8NU-JAQ-2HH-X45-5VZ-GTS"
[[environment]]
name = "Development"
role = "development"
serial = "D3V-0PM-8N4-QX1-7TZ-LK2-9WB-R5C"
[[environment]]
name = "Quality"
role = "test"
serial = "QA7-1LT-Y6H-ZN0-3DF-V8P-2MX-W4J"
[[environment]]
name = "Production"
role = "production"
serial = "XBI-NMO-IL5-OYI-9SO-LCU-4SQ-QUT"
"#;

/// A migration and all its facts.
#[derive(Debug, Clone)]
pub(crate) struct Story {
    pub(crate) run: Run,
    pub(crate) facts: Vec<Record<Event>>,
    pub(crate) now: Timestamp,
    /// The outlook that has followed every fact: after each, it is the same as one that looks at all of them.
    followed: Outlook,
}

/// A bundled edition, read once for all stories.
pub(crate) fn edition(id: &str) -> Arc<Procedure> {
    static READ: [OnceLock<Arc<Procedure>>; EDITIONS.len()] = [const { OnceLock::new() }; EDITIONS.len()];
    let read = || Arc::new(catalog::procedure(id, catalog::edition(id).unwrap().text).unwrap());
    let known = EDITIONS.iter().position(|edition| *edition == id).map(|place| &READ[place]);
    known.map_or_else(read, |known| Arc::clone(known.get_or_init(read)))
}

pub(crate) fn infrastructure(text: &str) -> Infrastructure {
    catalog::infrastructure("infrastructure.toml", text).unwrap().infrastructure
}

/// The time at which the stories begin: the window of [`FOUR`] opens.
pub(crate) fn begin() -> Timestamp {
    "2026-11-28T21:00:00Z".parse().unwrap()
}

impl Story {
    pub(crate) fn of(edition_id: &str, description: &str) -> Self {
        Self::by(edition(edition_id), description, false)
    }

    /// The same as a rehearsal.
    pub(crate) fn rehearsal(edition_id: &str, description: &str) -> Self {
        Self::by(edition(edition_id), description, true)
    }

    /// The same by an edition of one's own, told in a zone that is not on record.
    pub(crate) fn by(procedure: Arc<Procedure>, description: &str, rehearsal: bool) -> Self {
        Self::told_in(None, procedure, description, rehearsal)
    }

    /// The article of 2021 on four environments, whose people tell times in a zone.
    pub(crate) fn in_zone(zone: &str) -> Self {
        Self::told_in(Some(zone), edition(EDITIONS[0]), FOUR, false)
    }

    fn told_in(zone: Option<&str>, procedure: Arc<Procedure>, description: &str, rehearsal: bool) -> Self {
        let start = Start {
            zone: zone.map(str::to_owned),
            acmove: "0.1.0".to_owned(),
            rehearsal,
            procedure: ProcedureRef { id: procedure.id.clone(), sha256: Digest::of(b"edition") },
            infrastructure: infrastructure(description),
        };
        let first = record(1, begin(), Event::MigrationStarted(Box::new(start)));
        let run = Run::begin(procedure, &first).unwrap();
        let followed = Outlook::of(&run);
        Self { run, facts: vec![first], now: begin(), followed }
    }

    /// The article of 2021 on four environments.
    pub(crate) fn four() -> Self {
        Self::of(EDITIONS[0], FOUR)
    }

    /// The same with all requirements answered and deployments paused.
    pub(crate) fn paused() -> Self {
        let mut story = Self::four();
        story.through("pause/pause-production");
        story
    }

    pub(crate) const fn outlook(&self) -> &Outlook {
        &self.followed
    }

    pub(crate) fn state(&self) -> State {
        self.outlook().state
    }

    /// Time passes and nothing happens.
    pub(crate) fn wait(&mut self, minutes: i64) -> &mut Self {
        self.now += SignedDuration::from_mins(minutes);
        self
    }

    /// Takes a wish back-to-back through `decide` and `apply`, a minute after the one before.
    pub(crate) fn wish(&mut self, command: &Command) -> Result<(), Refusal> {
        self.now += SignedDuration::from_mins(1);
        let event = decide(&self.run, self.outlook(), command, self.now)?;
        // Whatever is recorded is found again by whoever judges the journal. That a file is damaged is only reported where one is.
        let fact = record(self.run.facts + 1, self.now, event.clone());
        let judged = judge_again(&self.run, self.outlook(), &fact, reading::read_publish_text);
        let is_whim = matches!(event, Event::VaultDamaged { .. });
        assert!(judged.today == Verdict::Same || is_whim, "{event:?}: {:?}", judged.today);
        self.take(event);
        Ok(())
    }

    /// Something that the program saw by itself is recorded, a minute later.
    pub(crate) fn record(&mut self, event: Event) -> &mut Self {
        self.now += SignedDuration::from_mins(1);
        self.take(event);
        self
    }

    fn take(&mut self, event: Event) {
        let fact = record(self.run.facts + 1, self.now, event);
        self.run.apply(&fact).unwrap();
        self.followed.follow(&self.run);
        assert_eq!(Outlook::of(&self.run), self.followed, "what follows from the facts was not followed");
        self.facts.push(fact);
    }

    pub(crate) fn grant(&mut self, command: &Command) -> &mut Self {
        if let Err(refusal) = self.wish(command) {
            panic!("{command:?} was refused: {refusal}");
        }
        self
    }

    /// Answers a step at its present attempt.
    pub(crate) fn answer(&mut self, step: &str, operation: StepCommand) -> Result<(), Refusal> {
        let command = self.command(step, operation);
        self.wish(&command)
    }

    pub(crate) fn command(&self, step: &str, command: StepCommand) -> Command {
        let id = StepId::from(step);
        let attempt = self.run.plan.index(&id).map_or(1, |place| self.run.attempt(place));
        Command::Step { step: id, attempt, command }
    }

    pub(crate) fn done(&mut self, step: &str, operation: StepCommand) -> &mut Self {
        let command = self.command(step, operation);
        self.grant(&command)
    }

    /// Does a step as it should go, whatever its kind.
    pub(crate) fn succeed(&mut self, step: &str) -> &mut Self {
        for operation in self.operations(step) {
            self.done(step, operation);
        }
        self
    }

    /// What is done about a step that goes well, from where it stands.
    pub(crate) fn operations(&self, step: &str) -> Vec<StepCommand> {
        let place = self.place(step);
        let environment = self.run.planned(place).environment.map_or(0, EnvIx::get);
        let finish = StepCommand::Finish { note: String::new() };
        let under_way = self.run.step(place).is_under_way();
        let begin = (!under_way).then(|| StepCommand::Begin { vault: self.vault(environment) });
        match &self.run.definition(place).kind {
            StepKind::Obtain { side, .. } => vec![keep(self.file(environment, *side))],
            StepKind::Upload { .. } => begin.into_iter().chain([finish]).collect(),
            StepKind::Check { side, accept, .. } => {
                let value = accept.first().map_or("Ignore", String::as_str);
                vec![show(self.page(environment, *side, value))]
            }
            StepKind::Republish { .. } => begin.into_iter().chain([StepCommand::Published]).collect(),
            StepKind::Read
            | StepKind::Pause { .. }
            | StepKind::Act
            | StepKind::CodeCheck
            | StepKind::Resume
            | StepKind::Contact => vec![finish],
        }
    }

    pub(crate) fn place(&self, step: &str) -> StepIx {
        self.run.plan.index(&StepId::from(step)).unwrap_or_else(|| panic!("there is no step {step}"))
    }

    pub(crate) fn standing(&self, step: &str) -> Standing {
        *self.outlook().standing(self.place(step))
    }

    /// What comes next goes well, once.
    pub(crate) fn advance(&mut self) -> &mut Self {
        match self.outlook().next {
            Next::Requirement(place) => {
                let requirement = self.run.procedure.requirements[place].id.clone();
                self.grant(&Command::Answer { requirement, yes: true })
            }
            Next::Step(place) => {
                let step = self.run.planned(place).id.to_string();
                self.succeed(&step)
            }
            Next::BetweenNights => self.grant(&Command::BeginNight),
            Next::EndOfNight => {
                let environment = self.run.described(self.run.postponed().next().unwrap()).id.clone();
                self.grant(&Command::TakeUp { environment })
            }
            next => panic!("nobody can go on: {next:?}"),
        }
    }

    pub(crate) fn until(&mut self, there: impl Fn(&Self) -> bool) -> &mut Self {
        while !there(self) {
            self.advance();
        }
        self
    }

    /// Everything before this step goes well.
    pub(crate) fn before(&mut self, step: &str) -> &mut Self {
        let place = self.place(step);
        self.until(|story| story.outlook().next == Next::Step(place))
    }

    pub(crate) fn through(&mut self, step: &str) -> &mut Self {
        self.before(step).succeed(step)
    }

    /// Everything that is left goes well.
    pub(crate) fn finish_well(&mut self) -> &mut Self {
        self.until(|story| story.outlook().next == Next::Nothing)
    }

    /// What would be read back from an unharmed vault.
    pub(crate) fn vault(&self, environment: usize) -> VaultCheck {
        let known = self.run.environment(env_ix(environment));
        let condition =
            |side| known.file(side).map_or(FileCondition::Absent, |file| FileCondition::Intact(file.sha256));
        VaultCheck { source: condition(Side::Source), target: condition(Side::Target) }
    }

    /// A license file of an environment that was never kept before.
    pub(crate) fn file(&self, environment: usize, side: Side) -> OfferedFile {
        let known = self.run.environment(env_ix(environment));
        let bytes = format!("{:?} {} {environment} {}", known.serial, side.word(), self.facts.len());
        let name = known.serial.as_ref().map_or("license.lic".to_owned(), |serial| format!("{serial}.lic"));
        let (sha256, kind) = (Digest::of(bytes.as_bytes()), FileKind::Unknown);
        OfferedFile { name, sha256, bytes: 1834, kind, is_practice: false }
    }

    /// The license file of an environment that is in the vault.
    pub(crate) fn kept(&self, environment: usize, side: Side) -> OfferedFile {
        let kept = self.run.environment(env_ix(environment)).file(side).unwrap();
        let (sha256, bytes) = (kept.sha256, kept.bytes);
        OfferedFile { name: "a.lic".to_owned(), sha256, bytes, kind: FileKind::Unknown, is_practice: false }
    }

    /// The Licensing page of an environment with a license of a side.
    pub(crate) fn page(&self, environment: usize, side: Side, value: &str) -> LicensingPage {
        let known = self.run.environment(env_ix(environment)).serial.clone();
        LicensingPage {
            activation_code: Some(self.run.infrastructure.code(side).clone()),
            serial: known.or_else(|| Some(serial_at(environment))),
            environment: Some(self.run.described(env_ix(environment)).name.clone()),
            end_date: Some(EndDate::Never),
            license_type: Some(
                type_of(self.run.described(env_ix(environment)).role).unwrap_or("Development").to_owned(),
            ),
            banner: Banner::Valid,
            clock: Some(tz::offset(1).to_datetime(self.now)),
            is_whole: true,
            intellectual_property: Some(IntellectualProperty { limit: value.to_owned(), usage: value.to_owned() }),
            ..LicensingPage::default()
        }
    }

    /// The environments by the side whose license they have now.
    pub(crate) fn holding(&self, side: Side) -> Vec<&str> {
        let has = |place: &EnvIx| matches!(self.run.environment(*place).license.holding, Holding::Side(held, _) if held == side);
        self.run.every_environment().filter(has).map(|place| self.run.described(place).id.as_str()).collect()
    }

    pub(crate) fn last(&self) -> &Event {
        &self.facts.last().unwrap().event
    }

    /// Ids of all steps that stand like this.
    pub(crate) fn steps(&self, which: impl Fn(&Standing) -> bool) -> Vec<&str> {
        let outlook = self.outlook();
        let steps = self.run.plan.every_step().iter();
        steps.filter(|place| which(outlook.standing(*place))).map(|place| self.run.planned(place).id.as_str()).collect()
    }
}

/// The environment with this number in the file.
pub(crate) const fn env_ix(number: usize) -> EnvIx {
    EnvIx::new(number)
}

/// The serial number on the page of an environment that was described without one.
fn serial_at(environment: usize) -> SerialNumber {
    let made_up = || format!("E{environment:02}-LT1-Y6H-ZN0-3DF-V8P-2MX-W4J").parse();
    SERIALS.get(environment).map_or_else(made_up, |known| known.parse()).unwrap()
}

pub(crate) fn record(seq: u64, at: Timestamp, event: Event) -> Record<Event> {
    Record { seq, at, by: "anna@desk".to_owned(), event, hash: Digest::of(&seq.to_be_bytes()) }
}

pub(crate) fn keep(file: OfferedFile) -> StepCommand {
    StepCommand::Keep { file, origin: Origin::Portal }
}

pub(crate) fn show(page: LicensingPage) -> StepCommand {
    let evidence = Digest::of(serde_json::to_string(&page).unwrap().as_bytes());
    StepCommand::Show { page: Box::new(page), evidence }
}

pub(crate) fn report(problem: Problem) -> StepCommand {
    StepCommand::Report { problem, note: String::new() }
}

pub(crate) fn finish() -> StepCommand {
    StepCommand::Finish { note: String::new() }
}

pub(crate) fn claim(value: &str) -> StepCommand {
    StepCommand::Claim { code: None, value: value.to_owned(), note: String::new() }
}

/// A message as both faces read it.
pub(crate) fn message(text: &str) -> StepCommand {
    StepCommand::Message { said: Box::new(acmove::reading::read_publish_text(text)), text: text.to_owned() }
}

pub(crate) fn roll_back() -> Command {
    Command::RollBack { reason: "it went wrong".to_owned() }
}

pub(crate) fn code(text: &str) -> ActivationCode {
    text.parse().unwrap()
}

pub(crate) fn serial(text: &str) -> SerialNumber {
    text.parse().unwrap()
}
