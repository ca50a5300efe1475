//! Steps side by side: how long a night takes when nobody has to wait for one environment before the next is begun, in the time
//! of a made-up night; and what is let finish when the line is stopped.

use std::{cell::RefCell, collections::HashMap, fmt::Write as _, io, path::Path, rc::Rc};

use acmove::{
    catalog,
    domain::{event::Event, index::EnvIx, run::Run},
    engine::session::Session,
    line::{Ending, Hands, LineMode, Printer},
};

use super::made_up_night::{Hand, Night};
use crate::harness::story::{EDITIONS, Story};

/// So many environments, with the commands of each.
fn description(count: usize) -> String {
    let mut text = r#"
name = "ACME"
source = "8RV.WLK.3CO.BL2.IQC.MNO.QJ3.GUT"
target = "K2D.0QX.7LM.ZP4.A8S.1RT.WQ9.B3N"
module = "ECT_Provider"
[lifetime]
url = "http://127.0.0.1:9"
token_env = "NOBODY_HAS_IT"
"#
    .to_owned();
    for n in 0..count {
        let role = ["lifetime", "production", "development"][n.min(2)];
        let _ = write!(
            text,
            r#"
[[environment]]
name = "Server {n}"
role = "{role}"
service_center = "http://127.0.0.1:9/s{n}/ServiceCenter"
serial = "AAA-BBB-CCC-DDD-EEE-FFF-GGG-{n:03}"
[environment.commands]
get_serial = ["serial", "{n}"]
upload_license = ["upload", "{n}", "{{license}}"]
publish = ["publish", "{n}", "{{package}}"]
package = "p.osp"
"#
        );
    }
    text
}

/// The answers of a night in which commands do what they can, and the rest is done on the practice pages.
fn answers(run: &Run) -> String {
    let mut text = "otherwise = \"live\"\n".to_owned();
    for step in run.plan.forward().iter().filter(|step| run.definition(*step).kind.tool().is_some()) {
        let _ = write!(text, "[steps.\"{}\"]\ncommand = true\nnote = \"by its command\"\n", run.planned(step).id);
    }
    text
}

/// Plays a night by itself.
pub(super) fn play(edition: &str, count: usize, by_commands: bool, fails: Option<EnvIx>) -> (Ending, Night) {
    let story = Story::rehearsal(edition, &description(count));
    let run = story.run.clone();
    let answers = if by_commands { answers(&run) } else { "otherwise = \"live\"\n".to_owned() };
    let answers = catalog::answers("a.toml", &answers, Path::new("."), &run.procedure, &run.infrastructure).unwrap();
    let hand = Hand(Rc::new(RefCell::new(Night::of(story, fails))));
    let hands = Hands { inspector: hand.clone(), recorder: hand.clone(), clock: hand.clone() };
    let printer = || Printer::piped(io::sink());
    let session = Session::of(run, "night".to_owned());
    let mode = LineMode::new(session, hands, answers, None::<io::Empty>, printer(), printer());
    let ending = mode.watched_by(Some(Box::new(hand.clone()))).beside(Box::new(hand.clone())).run();
    let Ok(night) = Rc::try_unwrap(hand.0) else { panic!("somebody is still at work") };
    (ending, night.into_inner())
}

fn takes_as_long_as_its_longest_chain(edition: &str, count: usize, by_commands: bool) {
    let (ending, night) = play(edition, count, by_commands, None);
    let chain = night.longest_chain();
    assert_eq!(ending, Ending::Done, "{edition} {by_commands}: {:?}", night.facts.last());
    assert!(chain > 1000, "something takes its time: {chain}");
    assert!(night.now * 100 <= chain * 105, "{edition}, {count}, {by_commands}: {} for {chain}", night.now);
    assert_eq!(night.most, count, "{edition}: all environments of a phase at once");
}

#[test]
fn a_night_of_four_or_forty_environments_takes_as_long_as_its_longest_chain() {
    for edition in EDITIONS {
        for count in [4, 40] {
            takes_as_long_as_its_longest_chain(edition, count, true);
            takes_as_long_as_its_longest_chain(edition, count, false);
        }
    }
}

#[test]
fn a_night_of_four_hundred_environments_takes_as_long_as_its_longest_chain() {
    takes_as_long_as_its_longest_chain(EDITIONS[0], 400, true);
}

#[test]
fn the_same_in_todays_edition_in_which_bbb_goes_from_one_environment_to_the_next() {
    takes_as_long_as_its_longest_chain(EDITIONS[1], 400, true);
}

#[test]
fn an_intellectual_property_error_lets_finish_what_runs_and_nothing_begins_after_it() {
    let (ending, night) = play(EDITIONS[0], 4, true, Some(EnvIx::new(2)));
    assert_eq!(ending, Ending::Stopped);
    let stopped = night.facts.iter().position(|event| matches!(event, Event::PublishFailed { .. })).unwrap();
    let (before, after) = night.facts.split_at(stopped);
    let begins = |event: &Event| matches!(event, Event::StepBegun { .. } | Event::CommandStarted { .. });
    assert!(!after.iter().any(begins), "{after:?}");
    let started = before.iter().filter(|event| matches!(event, Event::CommandStarted { .. })).count();
    let ended = night.facts.iter().filter(|event| matches!(event, Event::CommandEnded { .. })).count();
    assert_eq!(started, ended, "what runs is let finish and recorded");
    let published = after.iter().filter(|event| matches!(event, Event::ModulePublished { .. })).count();
    assert_eq!(published, 3, "what ended well is recorded so, also after the stop");
}

#[test]
fn a_note_of_the_answers_is_recorded_when_its_command_has_ended() {
    let (_, night) = play(EDITIONS[0], 4, true, None);
    let mut last: HashMap<String, &'static str> = HashMap::new();
    let mut notes = 0;
    for event in &night.facts {
        match event {
            Event::CommandStarted { step, .. } => drop(last.insert(step.to_string(), "started")),
            Event::CommandEnded { step, .. } => drop(last.insert(step.to_string(), "ended")),
            Event::NoteWritten { about: Some(step), .. } => {
                notes += 1;
                assert_eq!(last[&step.to_string()], "ended");
            }
            _ => {}
        }
    }
    assert_eq!(notes, 4 * 3);
}
