//! Backups and the rollback, in the text for Support.

use super::{
    super::{
        index::EnvIx,
        infrastructure::Side,
        outlook::Outlook,
        rollback,
        run::{Course, Proof, Run},
        sight::Sight,
    },
    seen::{Known, Seen},
};

/// The backups that are there, counted, and when they were read back.
pub(super) fn kept(run: &Run, seen: &Seen<'_>) -> Vec<String> {
    if seen.known == Known::Then {
        return Vec::new();
    }
    let all = run.every_environment().filter(|place| run.environment(*place).backup.is_some());
    let kept: Vec<EnvIx> = all.collect();
    let is_proved = |place: &&EnvIx| run.environment(**place).proof(Side::Source) == Some(Proof::Yes);
    let proved = kept.iter().filter(is_proved).count();
    let read = kept.iter().filter(|place| (seen.backup)(**place) == Sight::Intact).count();
    let count = format!("AAA backups: {} of {} kept, {proved} of them proved", kept.len(), run.environments().len());
    let when = match seen.read_back {
        Some(at) => Some(format!("{read} of {}, at {}", kept.len(), run.told(at))),
        None if !seen.when.is_empty() => Some(format!("{read} of {},{}", kept.len(), seen.when)),
        None => None,
    };
    let proof = "(proved: this file was uploaded, and the page then showed AAA)";
    let when = when.filter(|_| !kept.is_empty()).map(|when| format!("Backups read back: {when}"));
    std::iter::once(format!("{count} {proof}")).chain(when).collect()
}

/// What a rollback would restore now; no line where there is nothing to restore.
pub(super) fn rollback(run: &Run, outlook: &Outlook, seen: &Seen<'_>) -> Option<String> {
    if seen.known == Known::Then {
        return Some("Rollback: not known.".to_owned());
    }
    let plan = rollback::plan(run, seen.backup);
    let count = plan.restored.len();
    if count == 0 || outlook.state.is_final() {
        return None;
    }
    let names = |which: &dyn Fn(&EnvIx) -> bool, lead: &str, places: Vec<EnvIx>| {
        let names = run.infrastructure.all_names(places.into_iter().filter(|place| which(place)));
        if names.is_empty() { String::new() } else { format!("; {lead} {names}") }
    };
    let is_lost = |place: &EnvIx| run.environment(*place).backup.is_some() && (seen.backup)(*place).is_lost();
    let Seen { when, .. } = seen;
    let verified = if when.is_empty() || !plan.restored.iter().any(rollback::Restored::is_ready) {
        String::new()
    } else {
        format!(", verified{when}")
    };
    let rest = [
        names(&|place| !is_lost(place), "no AAA backup for", plan.missing().collect()),
        names(&is_lost, &format!("MISSING{when}:"), plan.missing().collect()),
        names(&|_| true, &format!("NOT READABLE{when}:"), plan.unreadable().collect()),
        names(&|_| true, "not checked:", plan.not_looked_at().collect()),
    ];
    Some(format!("Rollback: {count} to restore; {}{verified}{}.", plan.backups(), rest.concat()))
}

/// The environments that the rollback restores, or has restored; no lines where the migration is not going back.
pub(super) fn way_back(run: &Run, outlook: &Outlook) -> Vec<String> {
    let Course::Back { reason } = &run.course else { return Vec::new() };
    let restored = run.every_environment().filter(|environment| run.environment(*environment).in_rollback);
    let names = run.infrastructure.all_names(restored);
    let what = if outlook.state.is_final() { "We have rolled back" } else { "We are rolling back" };
    vec![format!("{what} {names}. Reason: {reason}")]
}
