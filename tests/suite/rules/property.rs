//! What holds for every sequence of wishes, sensible or not.

use acmove::domain::{
    command::{Command, FileCondition, StepCommand, VaultCheck},
    digest::Digest,
    event::{Event, Problem},
    index::{EnvIx, StepIx},
    infrastructure::Side,
    outlook::{Next, State},
    procedure::StepKind,
    record::Record,
    run::{EnvironmentRun, Republished, Run},
};
use proptest::prelude::*;

use crate::harness::story::{EDITIONS, FOUR, IP_ERROR, Story, claim, env_ix, finish, keep, message, report, show};

/// What a person may do next: an index into the wishes that make some sense now.
type Whim = (u8, u8);

/// Wishes about a step, right and wrong ones.
fn operations(story: &Story, place: StepIx) -> Vec<StepCommand> {
    let step = story.run.planned(place).id.as_str();
    let environment = story.run.planned(place).environment.map_or(0, EnvIx::get);
    let other = (environment + 1) % story.run.environments().len();
    let vault = story.vault(environment);
    let lost = VaultCheck { source: FileCondition::Absent, ..vault.clone() };
    let mut operations = story.operations(step);
    operations.extend([
        finish(),
        StepCommand::Begin { vault },
        StepCommand::Begin { vault: lost },
        StepCommand::Withdraw { note: String::new() },
        StepCommand::Published,
        claim("Ignore"),
        claim("Protected"),
        claim("BBB"),
        message(IP_ERROR),
        message("Compilation failed"),
        report(Problem::SerialNotFound),
        report(Problem::DeploymentRunning),
        StepCommand::Uploaded { vault: story.vault(environment), uploaded: story.now, reason: "because".to_owned() },
    ]);
    for side in [Side::Source, Side::Target] {
        operations.push(keep(story.file(environment, side)));
        operations.push(keep(story.file(other, side)));
        if story.run.environment(env_ix(other)).file(side).is_some() {
            operations.push(keep(story.kept(other, side)));
        }
        for value in ["Ignore", "Protected"] {
            operations.push(show(story.page(environment, side, value)));
        }
        operations.push(show(story.page(other, side, "Ignore")));
    }
    operations
}

/// Wishes about the way as a whole.
fn ways(story: &Story, at: usize) -> Vec<Command> {
    let place = env_ix(at % story.run.environments().len());
    let environment = story.run.described(place).id.clone();
    let step = story.run.planned(StepIx::new(at % story.run.plan.steps().len())).id.clone();
    let reason = || "because".to_owned();
    let serial = format!("NEW-{:03}-IL5-OYI-9SO-LCU-4SQ-QUT", story.facts.len()).parse().unwrap();
    let requirement = story.run.procedure.requirements[at % story.run.requirements.len()].id.clone();
    let mut ways = vec![
        Command::AskAgain { requirement, reason: reason() },
        Command::SupportAnswered { note: reason() },
        Command::DoAgain { step: step.clone(), reason: reason() },
        Command::ChooseModule { environment: environment.clone(), module: "Users".to_owned(), reason: reason() },
        Command::ChangeSerial { environment: environment.clone(), serial, reason: reason() },
        Command::Hold { reason: reason() },
        Command::LiftStop { reason: reason() },
        Command::RollBack { reason: reason() },
        Command::Postpone { environment: environment.clone(), reason: reason() },
        Command::TakeUp { environment: environment.clone() },
        Command::EndNight { reason: reason() },
        Command::BeginNight,
        Command::ResumeDeployments { reason: reason() },
        Command::NameCase { case: format!("#{}", story.facts.len()) },
        Command::ChooseOrder { environments: vec![environment.clone()] },
        Command::Note { about: Some(step), text: "noted".to_owned() },
    ];
    for side in [Side::Source, Side::Target] {
        let page = Box::new(story.page(place.get(), side, "Ignore"));
        ways.push(Command::SeePage { environment: environment.clone(), page, evidence: Digest::ZERO });
        ways.push(Command::ReportDamage { environment: environment.clone(), side, what: "changed".to_owned() });
    }
    ways
}

/// The wish of a whim: mostly about what comes next, sometimes about anything.
fn wish(story: &Story, (kind, pick): Whim) -> Command {
    let pick = usize::from(pick);
    let steps = story.run.plan.steps().len();
    let place = match story.outlook().next {
        Next::Requirement(place) => {
            let requirement = story.run.procedure.requirements[place].id.clone();
            return Command::Answer { requirement, yes: pick != 0 };
        }
        Next::Step(place) | Next::Decide(place) if kind < 200 => place,
        Next::Step(_)
        | Next::Decide(_)
        | Next::FirstUpload(_)
        | Next::Deadline
        | Next::Deployments
        | Next::Support
        | Next::TakeOver
        | Next::EndOfNight
        | Next::BetweenNights
        | Next::Nothing => StepIx::new(pick * 7 % steps),
    };
    if kind < 100 || (200..220).contains(&kind) {
        let right = story.operations(story.run.planned(place).id.as_str()).remove(0);
        return story.command(story.run.planned(place).id.as_str(), right);
    }
    if kind < 235 {
        let mut operations = operations(story, place);
        let operation = operations.swap_remove(pick % operations.len());
        return story.command(story.run.planned(place).id.as_str(), operation);
    }
    let mut ways = ways(story, pick);
    ways.swap_remove(usize::from(kind) % ways.len())
}

/// Lives through whims; refused ones change nothing.
fn live(edition: &str, whims: &[Whim], mut after: impl FnMut(&Story)) -> Story {
    let mut story = Story::of(edition, FOUR);
    for whim in whims {
        let command = wish(&story, *whim);
        if story.wish(&command).is_ok() {
            let told = Told(&story);
            after(told.0);
        }
    }
    story
}

/// Tells a story that broke a rule.
struct Told<'a>(&'a Story);

impl Drop for Told<'_> {
    fn drop(&mut self) {
        if std::thread::panicking() {
            let events = self.0.facts.iter().skip(1).map(|fact| serde_json::to_string(&fact.event).unwrap());
            eprintln!("The story:\n{}", events.collect::<Vec<_>>().join("\n"));
        }
    }
}

fn replayed(story: &Story) -> Run {
    let through_json = |fact: &Record<Event>| Record {
        event: serde_json::from_str(&serde_json::to_string(&fact.event).unwrap()).unwrap(),
        ..fact.clone()
    };
    let mut facts = story.facts.iter().map(through_json);
    let mut run = Run::begin(story.run.procedure.clone(), &facts.next().unwrap()).unwrap();
    for fact in facts {
        run.apply(&fact).unwrap();
    }
    run
}

/// Rolls back from here, if there is anything to roll back, and looks that nothing of the target is left.
fn a_rollback_from_here_leads_home(story: &Story) {
    let mut story = story.clone();
    let begun = matches!(story.state(), State::RollingBack | State::RolledBack);
    if !begun && story.wish(&crate::harness::story::roll_back()).is_err() {
        assert_eq!(story.run.may_have_target().count(), 0, "a rollback was refused with a target license around");
        return;
    }
    while story.state() != State::RolledBack {
        // A backup that was lost and is not listed comes from Support.
        if story.outlook().next == Next::Support {
            story.grant(&Command::SupportAnswered { note: "here it is".to_owned() });
        }
        story.advance();
    }
    assert_eq!(story.run.may_have_target().count(), 0, "a target license is left");
    for known in story.run.environments().iter().filter(|known| known.in_rollback) {
        assert!(matches!(known.license.holding, acmove::domain::run::Holding::Side(Side::Source, _)));
    }
}

/// An upload of the target was begun: at that moment the backup had just been read back.
fn a_backup_was_there(story: &Story) {
    if let Event::StepBegun { step, vault, .. } = story.last() {
        let place = story.place(step.as_str());
        if let (StepKind::Upload { .. }, Some(environment)) =
            (&story.run.definition(place).kind, story.run.planned(place).environment)
        {
            assert!(vault.is_some() && story.run.environment(environment).backup.is_some());
        }
    }
}

fn the_next_step_can_be_done(story: &Story) {
    let outlook = story.outlook();
    if let Next::Step(place) = outlook.next {
        assert!(outlook.standing(place).is_answerable());
    }
    assert!(!outlook.state.is_final() || outlook.next == Next::Nothing, "what is over asks for nothing");
    assert!(outlook.next != Next::Nothing || outlook.state.is_final(), "somebody always knows what comes next");
    if outlook.state == State::Done {
        assert_eq!(story.holding(Side::Target).len(), story.run.environments().len(), "done means everywhere");
        let tested = |known: &EnvironmentRun| matches!(known.republished, Republished::Yes(_));
        assert!(story.run.environments().iter().all(tested), "done means tested under the present license");
    }
}

#[test]
fn from_every_point_of_every_good_story_a_rollback_leads_to_the_source_everywhere() {
    for edition in EDITIONS {
        let mut story = Story::of(edition, FOUR);
        while story.outlook().next != Next::Nothing {
            story.advance();
            a_rollback_from_here_leads_home(&story);
            // And from the middle of what may be half done.
            if let Next::Step(place) = story.outlook().next {
                let step = story.run.planned(place).id.to_string();
                let mut half = story.clone();
                let operation = half.operations(&step).remove(0);
                half.done(&step, operation);
                a_rollback_from_here_leads_home(&half);
            }
        }
        assert_eq!(story.state(), State::Done);
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 96, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn whatever_is_wished_the_facts_alone_give_the_state_and_the_way_back_is_open(
        edition in prop::sample::select(EDITIONS.to_vec()), whims in prop::collection::vec(any::<Whim>(), 1..150),
    ) {
        let story = live(edition, &whims, |story| {
            a_backup_was_there(story);
            the_next_step_can_be_done(story);
            a_rollback_from_here_leads_home(story);
        });
        prop_assert_eq!(replayed(&story), story.run);
    }

    #[test]
    fn a_wish_that_is_refused_changes_nothing(
        edition in prop::sample::select(EDITIONS.to_vec()), whims in prop::collection::vec(any::<Whim>(), 1..60),
    ) {
        let mut story = live(edition, &whims, |_| {});
        let before = story.run.clone();
        for place in story.run.plan.every_step() {
            let step = story.run.planned(place).id.to_string();
            let stale = Command::Step { step: step.as_str().into(), attempt: story.run.attempt(place) + 1, command: finish() };
            prop_assert!(story.wish(&stale).is_err());
        }
        prop_assert_eq!(before, story.run);
    }
}
