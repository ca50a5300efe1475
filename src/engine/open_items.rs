//! What is open when a migration is handed over: everything that a colleague has to know before going on, a sentence each.

use jiff::Timestamp;

use super::session::Session;
use crate::domain::{
    index::EnvIx,
    infrastructure::Side,
    outlook::HoldReason,
    run::{Evidence, Holding, Proof, Run},
};

/// The open items at a moment, in the order in which they matter.
pub(super) fn open_items(session: &Session, now: Timestamp) -> Vec<String> {
    let run = &session.run;
    let mut items: Vec<String> = licenses(run).into_iter().collect();
    items.extend(session.holds_at(now).iter().filter(|hold| hold.reason != HoldReason::HandOver).map(|hold| {
        let names = run.names(hold.environments.iter().copied());
        let held = run.held.as_ref().filter(|_| hold.reason == HoldReason::Decision);
        match held {
            Some(why) => format!("On hold: {why}"),
            None if names.is_empty() => format!("{}.", hold.words()),
            None => format!("{}: {names}.", hold.words()),
        }
    }));
    items.extend(begun(session));
    items.extend(only_claimed(run));
    items.extend(backups(session));
    items.extend(freeze(session));
    items.extend(run.window.map(|window| format!("The maintenance window ends at {}.", run.told(window.end))));
    items.extend(this_machine(run));
    items.push(next(session, now));
    items
}

/// Which license is where.
fn licenses(run: &Run) -> Option<String> {
    let named = |which: &dyn Fn(EnvIx) -> bool| run.names(run.every_environment().filter(|it| which(*it)));
    let holds = |side| move |environment: EnvIx| matches!(run.environment(environment).license.holding, Holding::Side(on, _) if on == side);
    let (source, target) = (holds(Side::Source), holds(Side::Target));
    let other = |environment| !source(environment) && !target(environment);
    let told = [("AAA", named(&source)), ("BBB", named(&target)), ("not known", named(&other))];
    let told = told.into_iter().filter(|(_, names)| !names.is_empty()).map(|(code, names)| format!("{code}: {names}"));
    let told = told.collect::<Vec<_>>().join("; ");
    (!told.is_empty()).then(|| format!("Licenses now: {told}."))
}

/// Steps that were begun and of which nobody said how they ended.
fn begun(session: &Session) -> impl Iterator<Item = String> {
    let run = &session.run;
    let steps = run.plan.every_step().iter().filter(|step| run.step(*step).is_under_way());
    steps.map(|step| {
        format!("{} was started, but how it ended was not reported. Check it in Service Center.", run.title(step))
    })
}

/// What a person said, and no page has shown.
fn only_claimed(run: &Run) -> Option<String> {
    let is_claimed = |it: &EnvIx| matches!(run.environment(*it).license.holding, Holding::Side(_, Evidence::Claimed));
    let names = run.names(run.every_environment().filter(is_claimed));
    (!names.is_empty()).then(|| format!("Only reported, not read from a page: the license of {names}."))
}

/// Environments on BBB whose way back is not proved.
fn backups(session: &Session) -> Option<String> {
    let run = &session.run;
    let is_unproved = |it: &EnvIx| run.environment(*it).proof(Side::Source) != Some(Proof::Yes);
    let names = run.names(run.may_have_target().filter(is_unproved));
    (!names.is_empty()).then(|| format!("The AAA backup is kept, but not proved: {names}."))
}

fn freeze(session: &Session) -> Option<String> {
    let since = session.outlook.freeze.since?;
    Some(format!(
        "Deployments are paused since {}. People who deploy have to know whom to ask now.",
        session.run.told(since)
    ))
}

/// What does not travel with the folder. A rehearsal takes everything along.
fn this_machine(run: &Run) -> Option<String> {
    let token =
        run.infrastructure.lifetime.as_ref().filter(|_| !run.rehearsal).map(|lifetime| lifetime.token_env.clone());
    token.map(|name| {
        format!("LifeTime is watched with a token: set the variable {name} on your machine. `acmove doctor` checks it.")
    })
}

fn next(session: &Session, now: Timestamp) -> String {
    match session.run.next_words(session.next_at(now)) {
        None => "Next: nothing is left to do.".to_owned(),
        Some(words) if words.ends_with('?') => format!("Next: {words}"),
        Some(words) => format!("Next: {words}."),
    }
}
