//! Whether going back is possible, in one line that is always in sight: before a rollback how many environments it would restore,
//! with which backups, and how long it takes; on the way back how many are restored, and whether the rest can be.

use jiff::SignedDuration;

use super::{text::Tone, times::minutes};
use crate::{
    domain::{
        index::EnvIx,
        infrastructure::Side,
        rollback::{self, Restored, RollbackPlan},
        run::{Course, Evidence, Holding, Proof},
        sight::Sight,
    },
    engine::session::Session,
};

/// The line about the way back.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct WayBack {
    /// Its name: of now, or of the moment that is looked at.
    pub lead: &'static str,
    /// The sentence, from the longest spelling to the shortest.
    pub spellings: Vec<String>,
    /// Its meaning.
    pub tone: Tone,
}

impl WayBack {
    /// The way back of a migration.
    pub fn of(session: &Session) -> Self {
        let (spellings, tone) = words(session);
        let lead = if session.looks_now() { "Rollback: " } else { "Rollback then: " };
        Self { lead, spellings, tone }
    }
}

fn words(session: &Session) -> (Vec<String>, Tone) {
    let run = &session.run;
    let plan = rollback::plan(run, |environment| session.sight(environment, Side::Source));
    let count = plan.restored.len();
    if session.beyond.is_newer() {
        return (vec!["not known: a newer acmove continued this migration".to_owned()], Tone::Bad);
    }
    if session.is_damaged() {
        return (vec!["not known: the journal is damaged".to_owned()], Tone::Bad);
    }
    match (&run.course, count) {
        (Course::Abandoned { .. }, 0) => {
            (vec!["not needed: the migration was given up before any BBB license".to_owned()], Tone::Quiet)
        }
        (Course::Abandoned { .. }, count) => {
            (vec![format!("the migration was given up; {count} may still have BBB")], Tone::Caution)
        }
        (Course::Back { .. }, _) => on_the_way(session, &plan),
        (Course::Forward | Course::Stopped { .. }, 0) => (not_needed(session), Tone::Quiet),
        (Course::Forward | Course::Stopped { .. }, _) if !session.looks_now() => then(session, &plan),
        (Course::Forward | Course::Stopped { .. }, _) => now(session, &plan),
    }
}

fn not_needed(session: &Session) -> Vec<String> {
    let run = &session.run;
    let all = run.environments().len();
    let kept = run.environments().iter().filter(|known| known.usable_backup().is_some()).count();
    let proved = run.environments().iter().filter(|known| known.proof(Side::Source) == Some(Proof::Yes)).count();
    let backups = match (kept, proved) {
        (0, _) => format!("0 of {all}"),
        (kept, 0) => format!("{kept} of {all} kept"),
        (kept, proved) => format!("{kept} of {all} kept, {proved} proved"),
    };
    vec![format!("not needed yet. Backups: {backups}")]
}

/// A rollback that would start now.
fn now(session: &Session, plan: &RollbackPlan<'_>) -> (Vec<String>, Tone) {
    let (count, all) = (plan.restored.len(), session.run.environments().len());
    if plan.is_ready() {
        // A backup that was only kept may turn out not to install AAA.
        let (lead, tone) =
            if plan.proved().count() == count { ("ready", Tone::Good) } else { ("possible", Tone::Plain) };
        let (backups, takes) = (plan.backups(), takes(session));
        let names = session.run.names(plan.restored.iter().map(|restored| restored.environment));
        let which = match count {
            1 => "the one with BBB".to_owned(),
            count if count == all => format!("all {all}"),
            count => format!("the {count} with BBB"),
        };
        let spellings = vec![
            format!("{lead}; restores {names}; backups: {backups}{takes}"),
            format!("{lead}; restores {which}; backups: {backups}{takes}"),
            format!("{lead}; restores {which}; backups: {backups}"),
            format!("{lead}; {which}; {backups}"),
        ];
        return (spellings, tone);
    }
    if session.vault.is_empty() {
        let backups = if count == 1 { "the backup".to_owned() } else { format!("the {count} backups") };
        return (vec![format!("acmove is checking {backups} that it would restore")], Tone::Quiet);
    }
    (lost(session, plan, "NOT READY"), Tone::Bad)
}

/// A rollback at a moment that has passed: its vault was looked at when a bundle was packed, or never.
fn then(session: &Session, plan: &RollbackPlan<'_>) -> (Vec<String>, Tone) {
    let (count, all) = (plan.restored.len(), session.run.environments().len());
    let kept = session.run.environments().iter().filter(|known| known.usable_backup().is_some()).count();
    let spelled = |how: &str| {
        vec![
            format!("{count} of {all} environments, {kept} backups kept, {how}"),
            format!("{count} of {all}; {kept} kept, {how}"),
        ]
    };
    match (session.packed_at, plan.is_ready()) {
        (None, _) => (spelled("not checked"), Tone::Quiet),
        (Some(_), true) => (spelled("verified when packed"), Tone::Plain),
        (Some(_), false) => (lost(session, plan, "NOT READY when packed"), Tone::Bad),
    }
}

/// How far a rollback is, and whether the rest of it can be done.
fn on_the_way(session: &Session, plan: &RollbackPlan<'_>) -> (Vec<String>, Tone) {
    let count = plan.restored.len();
    let holding = |restored: &Restored<'_>| session.run.environment(restored.environment).license.holding;
    let on_source = |evidence| {
        plan.restored.iter().filter(|restored| holding(restored) == Holding::Side(Side::Source, evidence)).count()
    };
    let (seen, said) = (on_source(Evidence::Verified), on_source(Evidence::Claimed));
    let done = match (seen, said) {
        (0, 0) => format!("0 of {count} restored"),
        (1, 0) if count == 1 => "restored and verified".to_owned(),
        (2, 0) if count == 2 => "both restored and verified".to_owned(),
        (seen, 0) if seen == count => format!("all {count} restored and verified"),
        (seen, 0) => format!("{seen} restored and verified"),
        (seen, said) => format!("{seen} restored and verified, {said} reported only"),
    };
    let is_left = |restored: &&Restored<'_>| !matches!(holding(restored), Holding::Side(Side::Source, _));
    let left: Vec<&Restored<'_>> = plan.restored.iter().filter(is_left).collect();
    if left.is_empty() {
        let tone = if said == 0 { Tone::Good } else { Tone::Claimed };
        let run = &session.run;
        let tally = session.outlook.tally(run.procedure.phases.len());
        let whole = match tally.needed.saturating_sub(tally.done) {
            0 => done.clone(),
            1 => format!("{done}; 1 step left"),
            steps => format!("{done}; {steps} steps left"),
        };
        return (vec![whole, done], tone);
    }
    let (backups, tone) = of_the_rest(session, &left);
    let short = format!("{seen} of {count} verified, {} to go; {backups}", left.len());
    let done = format!("{done}, {} to go; {backups}", left.len());
    (vec![done, short, format!("{} to go; {backups}", left.len())], tone)
}

/// The backups of the environments that are still to be restored.
fn of_the_rest(session: &Session, left: &[&Restored<'_>]) -> (String, Tone) {
    let is_lost = |restored: &Restored<'_>| !restored.is_ready() && restored.sight != Sight::NotLooked;
    let is_without = |restored: &&&Restored<'_>| restored.backup.is_none() || is_lost(restored);
    let lost = left.iter().filter(is_without).count();
    let ready: Vec<&&Restored<'_>> = left.iter().filter(|restored| restored.is_ready()).collect();
    let (ready, proved) = (ready.len(), ready.iter().filter(|restored| restored.proof == Proof::Yes).count());
    if lost > 0 {
        let which = left.iter().filter(is_without);
        let names = session.run.names(which.map(|restored| restored.environment));
        let words = if names.len() > LONGEST {
            format!("{lost} WITHOUT A BACKUP")
        } else {
            format!("{names} WITHOUT A BACKUP")
        };
        return (words, Tone::Bad);
    }
    let words = match (left.len(), ready, proved) {
        (all, ready, _) if ready < all && !session.looks_now() => {
            return ("backups not checked".to_owned(), Tone::Quiet);
        }
        (all, ready, _) if ready < all => return ("acmove is checking the backups".to_owned(), Tone::Quiet),
        (1, _, 1) => "its backup is proved".to_owned(),
        (1, ..) => "its backup is kept, not proved".to_owned(),
        (all, _, proved) if proved == all => "their backups are proved".to_owned(),
        (_, _, 0) => "their backups are kept, not proved".to_owned(),
        (all, _, proved) => format!("backups: {proved} proved, {} only kept", all - proved),
    };
    (words, if proved == left.len() { Tone::Good } else { Tone::Plain })
}

/// The environments whose backup cannot be restored: by name, or how many.
fn lost(session: &Session, plan: &RollbackPlan<'_>, lead: &str) -> Vec<String> {
    let places: Vec<EnvIx> = plan.missing().chain(plan.unreadable()).chain(plan.not_looked_at()).collect();
    let names = session.run.names(places.iter().copied());
    let many = format!("{lead}: {} of {} backups", places.len(), plan.restored.len());
    if names.len() > LONGEST { vec![many] } else { vec![format!("{lead}: {names}"), many] }
}

/// The most characters of the names of environments whose backup is missing.
const LONGEST: usize = 40;

/// How long a rollback takes.
fn takes(session: &Session) -> String {
    let takes = session.outlook.rollback;
    if takes > SignedDuration::ZERO { format!("; about {}", minutes(takes)) } else { String::new() }
}
