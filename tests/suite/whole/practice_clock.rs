//! Rehearsals that play by themselves, by the clock of their practice pages: what takes long goes on side by side, and the same
//! rehearsal is always the same.

use std::{cell::RefCell, collections::HashMap, fmt::Write as _, io, rc::Rc, sync::Arc};

use acmove::{
    domain::{index::StepIx, run::Run, tool::Process},
    engine::{
        lookup::Lookup,
        message::EngineMsg,
        tool_run::{ToolResult, ToolSpec},
    },
    line::{Beside, Ending, Hands, LineMode, Printer},
    practice::PracticeClock,
    runtime::{clock::SystemClock, folder, inspector::Inspector, practice_crew::PracticeCrew},
};

use super::{
    made_up_night::longest_chain,
    parity::{faces::Outside, journal::facts, practiced::Rehearsal},
};
use crate::harness::story::EDITIONS;

/// Somebody who works by a practice clock, and a note of how long each thing took by it.
#[derive(Debug)]
struct Timed {
    crew: PracticeCrew<Inspector>,
    clock: Arc<dyn PracticeClock>,
    begun: HashMap<u64, u64>,
    took: Rc<RefCell<HashMap<StepIx, u64>>>,
}

impl Beside for Timed {
    fn ready(&mut self, number: u64, spec: Box<ToolSpec>) -> Option<Process> {
        self.crew.ready(number, spec)
    }

    fn run(&mut self, number: u64, spec: Box<ToolSpec>) -> Option<ToolResult> {
        self.crew.run(number, spec)
    }

    fn stop(&mut self, number: u64) {
        self.crew.stop(number);
    }

    fn look(&mut self, lookup: Lookup) -> Option<Lookup> {
        self.begun.insert(lookup.number, self.clock.now());
        self.crew.look(lookup)
    }

    fn next(&mut self) -> Option<EngineMsg> {
        let msg = self.crew.next()?;
        if let EngineMsg::Found(lookup, _) = &msg {
            let seconds = self.clock.now() - self.begun[&lookup.number];
            *self.took.borrow_mut().entry(lookup.step().unwrap()).or_default() += seconds;
        }
        Some(msg)
    }
}

/// A scenario in which so many environments do well, each at its own pace.
fn scenario(count: usize, edition: &str) -> String {
    let mut text = format!("title = \"T\"\nteaches = \"T\"\nseed = 7\nprocedure = \"{edition}\"\n");
    for n in 0..count {
        let role = ["lifetime", "production", "development"][n.min(2)];
        let _ = write!(text, "[[environment]]\nname = \"Server {n}\"\nrole = \"{role}\"\ndelay = {}\n", n % 7);
    }
    text + "[end]\nstate = \"done\"\nshows = []\n"
}

/// How a rehearsal went.
struct Played {
    ending: Ending,
    /// Seconds by the clock of its pages.
    seconds: u64,
    took: HashMap<StepIx, u64>,
    run: Run,
    journal: Vec<serde_json::Value>,
}

fn play(text: &str, one_by_one: bool) -> Played {
    let root = tempfile::TempDir::new().unwrap();
    let folder = root.path().join("m");
    let Rehearsal { opened, inspector, practice, answers } =
        Rehearsal::of(&folder, "mine", text, "otherwise = \"live\"\n");
    let clock = Arc::clone(practice.clock());
    let took = Rc::new(RefCell::new(HashMap::new()));
    let crew = PracticeCrew::of(Arc::clone(&clock), inspector.clone());
    let timed = Timed { crew, clock: Arc::clone(&clock), begun: HashMap::new(), took: Rc::clone(&took) };
    let hands = Hands { inspector, recorder: opened.recorder, clock: SystemClock };
    let printer = || Printer::piped(io::sink());
    let mode = LineMode::new(opened.session, hands, answers, None::<io::Empty>, printer(), printer());
    let ending =
        mode.watched_by(Some(Box::new(Outside::of(&folder)))).beside(Box::new(timed)).one_by_one(one_by_one).run();
    let run = folder::read(&folder).unwrap().session.run;
    Played { ending, seconds: clock.now(), took: took.take(), run, journal: facts(&folder) }
}

fn takes_its_longest_chain(count: usize, edition: &str) -> Played {
    let played = play(&scenario(count, edition), false);
    assert_eq!(played.ending, Ending::Done);
    let chain = longest_chain(&played.run, &played.took);
    let all = played.took.values().sum::<u64>();
    assert!(played.seconds * 100 <= chain * 105, "{count}, {edition}: {} for {chain} of {all}", played.seconds);
    assert!(chain < all, "{count}, {edition}: something was done at the same time");
    played
}

#[test]
fn four_and_forty_environments_take_as_long_as_their_longest_chain() {
    for edition in EDITIONS {
        for count in [4, 40] {
            takes_its_longest_chain(count, edition);
        }
    }
}

#[test]
fn the_same_night_one_by_one_takes_as_long_as_all_its_steps() {
    let played = play(&scenario(4, "activation-code-2021"), true);
    assert_eq!(played.seconds, played.took.values().sum::<u64>());
}

#[test]
fn what_goes_on_side_by_side_goes_the_same_way_every_time() {
    let journals = [(), ()].map(|()| takes_its_longest_chain(4, "activation-code-2021").journal);
    assert_eq!(journals[0], journals[1]);
}

#[test]
fn a_test_publish_with_an_intellectual_property_error_lets_the_others_finish_and_nothing_begins_after_it() {
    let fails = "role = \"lifetime\"\npublishes = [\"intellectual-property\"]\n";
    let text = scenario(4, "activation-code-2021").replace("role = \"lifetime\"\n", fails);
    let played = play(&text, false);
    assert_eq!(played.ending, Ending::Stopped);
    let kinds: Vec<&str> = played.journal.iter().map(|fact| fact["event"]["type"].as_str().unwrap()).collect();
    let stopped = kinds.iter().position(|kind| *kind == "publish-failed").unwrap();
    let after = &kinds[stopped + 1..];
    assert!(!after.contains(&"step-begun"), "{after:?}");
    assert_eq!(after.iter().filter(|kind| **kind == "module-published").count(), 3, "each is recorded: {after:?}");
}
