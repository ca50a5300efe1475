//! Where a migration stands, in a few lines for people.

use super::{
    freeze::freeze_words,
    now::{asked, failed, next},
};
use crate::{
    domain::{infrastructure::Side, outlook::State, rollback, run::Course, sentence::clock_behind, text::row},
    engine::session::Session,
    view::{
        panel::Panel,
        times::{Moment, clock_words, window_words},
        way_back::WayBack,
    },
};

/// What a rollback would restore, with backups that are proved told apart from those that are only kept; no line where there is
/// nothing to restore.
fn going_back(session: &Session) -> Option<String> {
    if session.is_damaged() {
        return Some("Rollback: not known".to_owned());
    }
    let run = &session.run;
    let plan = rollback::plan(run, |environment| session.sight(environment, Side::Source));
    let not_ready = plan.missing().chain(plan.unreadable()).chain(plan.not_looked_at());
    let missing = run.names(not_ready);
    let when = session.when_packed();
    let ready = if missing.is_empty() { format!("ready{when}") } else { format!("NOT READY for {missing}{when}") };
    let count = plan.restored.len();
    let is_under_way = matches!(run.course, Course::Back { .. }) && session.packed_at.is_none();
    let told = if is_under_way && !session.vault.is_empty() && missing.is_empty() {
        // How many are restored and how many are to go, as on the screen.
        let way = WayBack::of(session);
        format!("{}{}", way.lead, way.spellings.first().map_or("", String::as_str))
    } else if session.vault.is_empty() {
        format!("Rollback: {count} to restore; the backups were not checked here")
    } else {
        format!("Rollback: {ready}; {count} to restore: {}", plan.backups())
    };
    let is_over = matches!(session.outlook.state, State::RolledBack | State::Abandoned);
    (count > 0 && !is_over).then_some(told)
}

/// The same in a few lines, for people.
pub fn lines(session: &Session, moment: &Moment) -> Vec<String> {
    let now = moment.at;
    let run = &session.run;
    let mut lines = vec![format!("{}: {}", run.infrastructure.name, session.state_word(now))];
    if run.rehearsal {
        lines.push("REHEARSAL".to_owned());
    }
    lines.extend(session.as_of.map(|as_of| format!("After record {}, {}:", as_of.seq, moment.told(run, as_of.at))));
    lines.extend(session.notices());
    if session.as_of.is_none() {
        lines.extend(clock_behind(run, now));
    }
    for environment in run.every_environment() {
        lines.push(format!("- {}: {}", run.described(environment).name, Panel::of(session, environment).in_words()));
    }
    lines.extend(going_back(session));
    lines.extend(window_words(session, moment));
    lines.extend(freeze_words(session, moment));
    lines.extend(clocks(session, moment));
    lines.extend(run.case.iter().map(|case| format!("Case number of Support: {case}")));
    lines.extend(run.held.iter().map(|why| format!("On hold: {why}")));
    lines.extend(failed(session).iter().map(|failed| format!("Failed: {}", failed.in_words())));
    let who = asked(session, now).map_or_else(String::new, |asked| format!(" ({})", asked.in_words(session)));
    lines.extend(next(session, now).map(|next| format!("Next: {}{who}", next.title)));
    lines.extend(last(session, moment));
    lines
}

/// The clocks that say something now, in a line; no line where none does, or of a moment of the past.
fn clocks(session: &Session, moment: &Moment) -> Option<String> {
    if session.is_still() || session.outlook.state.is_final() {
        return None;
    }
    let told: Vec<String> = clock_words(session, moment).into_iter().map(|word| word.text).collect();
    (!told.is_empty()).then(|| format!("Clocks: {}", told.join("; ")))
}

/// The last record: when, by whom, and what it says.
fn last(session: &Session, moment: &Moment) -> Option<String> {
    let last = session.history.newest().next().filter(|_| !session.is_damaged())?;
    Some(format!("Last record: {}, {}, {}: {}", last.seq, moment.time_of(last.at), last.by, row(&last.sentence)))
}
