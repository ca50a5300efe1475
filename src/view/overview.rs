//! A migration as one of many that somebody watches over: a row of the overview, and the order of the rows.

use jiff::{Timestamp, tz::TimeZone};

use super::{
    harm::{Harm, back_by, due, reason},
    left::since,
    mark::Mark,
    state_row::state_row,
    text::Tone,
    times::Moment,
};
use crate::{
    domain::{infrastructure::Side, run::Holding, text::row},
    engine::session::Session,
};

/// A migration as a row of the overview.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Listed {
    /// Where it lies, as it was named or found.
    pub path: String,
    /// The infrastructure; of what cannot be read, the path.
    pub name: String,
    /// Whether it is a rehearsal.
    pub rehearsal: bool,
    /// The harm; `None` until it was read.
    pub harm: Option<Harm>,
    /// When the time is over that is left, as far as a clock counts.
    pub due: Option<Timestamp>,
    /// The state in a word or two.
    pub state: String,
    /// How many environments are on which code.
    pub codes: String,
    /// By when a rollback has to start, or how late it is.
    pub back_by: String,
    /// The same in a sentence, with both times.
    pub back_by_told: String,
    /// When the last record was written.
    pub last: String,
    /// The last record in a sentence, with both times.
    pub last_told: String,
    /// The reason for the harm.
    pub why: String,
    /// The number of the last record; a row with another one has changed.
    pub seq: u64,
}

/// What stands before the name of one that is none.
const REHEARSAL: &str = "REHEARSAL ";

/// The order of the rows: real ones before rehearsals, in which nothing can be harmed; by harm, then by the time that is left, then
/// by name. What was not read yet comes last.
type Order<'a> = (bool, bool, Option<Harm>, bool, Option<Timestamp>, &'a str, &'a str);

impl Listed {
    /// A migration at a moment; `damage`: the damage of its journal, with its line.
    pub fn of(path: &str, session: &Session, damage: Option<&str>, now: Timestamp, here: Option<&TimeZone>) -> Self {
        let moment = Moment::of(session, now, here);
        let harm = Harm::of(session, &moment);
        let run = &session.run;
        let (back_by, back_by_told) = back_by(session, &moment);
        let why = damage.map_or_else(|| reason(session, harm, &moment), |damage| row(damage).into_owned());
        let packed = session.packed_at.or(session.as_of.map(|as_of| as_of.at));
        let packed = packed.map_or_else(String::new, |at| format!(" (as packed at {})", moment.brief_of(at)));
        // How long it is since the last record counts to the present, also of a copy.
        let now = Moment { at: now, ..moment.clone() };
        let last = session.history.newest().next();
        let said = last.map_or_else(String::new, |last| format!(", {}: {}", row(&last.by), row(&last.sentence)));
        Self {
            path: path.to_owned(),
            name: run.infrastructure.name.clone(),
            rehearsal: run.rehearsal,
            harm: Some(harm),
            due: due(session, moment.at),
            state: state(session, moment.at),
            codes: codes(session),
            back_by,
            back_by_told,
            last: since(run.latest, &now),
            last_told: format!("record {}, {}{said}", run.facts, now.short_of(run.latest)),
            why: format!("{why}{packed}"),
            seq: run.facts,
        }
    }

    /// What cannot be read, and why.
    pub fn unreadable(path: &str, harm: Harm, why: &str) -> Self {
        let state = if harm == Harm::Damaged { "DAMAGED" } else { "not readable" };
        Self { harm: Some(harm), state: state.to_owned(), why: row(why).into_owned(), ..Self::unread(path) }
    }

    /// What was found and not read yet.
    pub fn unread(path: &str) -> Self {
        Self {
            path: path.to_owned(),
            name: path.to_owned(),
            rehearsal: false,
            harm: None,
            due: None,
            state: "reading\u{2026}".to_owned(),
            codes: "-".to_owned(),
            back_by: "-".to_owned(),
            back_by_told: "not known".to_owned(),
            last: "-".to_owned(),
            last_told: String::new(),
            why: String::new(),
            seq: 0,
        }
    }

    /// The infrastructure as it is shown in so many columns, or in as many as it needs: that it is a rehearsal is never cut.
    pub fn label(&self, width: usize, cut: impl FnOnce(&str, usize) -> String) -> String {
        if !self.rehearsal {
            return cut(&self.name, width);
        }
        format!("{REHEARSAL}{}", cut(&self.name, width.saturating_sub(REHEARSAL.len())))
    }

    /// Its mark and its tone.
    pub fn look(&self) -> (Mark, Tone) {
        self.harm.map_or((Mark::Nothing, Tone::Quiet), Harm::look)
    }

    /// Whether a filter finds it: each of its words stands somewhere in the row.
    pub fn is_found(&self, filter: &str) -> bool {
        let all = [&self.name, &self.state, &self.codes, &self.back_by, &self.why, &self.path]
            .map(|text| text.to_lowercase());
        filter.to_lowercase().split_whitespace().all(|word| all.iter().any(|text| text.contains(word)))
    }

    /// Whether another row of the same migration says that something has happened: time alone changes other cells.
    pub fn has_changed(&self, before: &Self) -> bool {
        (self.seq, self.harm, &self.state, &self.codes) != (before.seq, before.harm, &before.state, &before.codes)
    }

    fn order(&self) -> Order<'_> {
        (self.harm.is_none(), self.rehearsal, self.harm, self.due.is_none(), self.due, &self.name, &self.path)
    }
}

/// Puts rows into their order.
pub fn sort(rows: &mut [Listed]) {
    rows.sort_by(|one, other| one.order().cmp(&other.order()));
}

/// How many there are, and how many of them wait for a person.
pub fn heading(rows: &[Listed]) -> (String, String) {
    let waiting = rows.iter().filter(|row| !row.rehearsal && row.harm.is_some_and(Harm::needs_a_person)).count();
    let unread = rows.iter().filter(|row| row.harm.is_none()).count();
    let all = match rows.len() {
        1 => "1 migration".to_owned(),
        all => format!("{all} migrations"),
    };
    let all = if unread > 0 { format!("{all}, {unread} being read") } else { all };
    let waiting = match waiting {
        0 => String::new(),
        1 => "1 needs a person now".to_owned(),
        waiting => format!("{waiting} need a person now"),
    };
    (all, waiting)
}

/// The state, as the first row of the migration's own screen says it.
fn state(session: &Session, now: Timestamp) -> String {
    if session.beyond.is_newer() {
        return "NEWER".to_owned();
    }
    if session.is_damaged() { "DAMAGED".to_owned() } else { state_row(session, now).word.to_owned() }
}

/// How many environments are on which code.
fn codes(session: &Session) -> String {
    if session.is_damaged() {
        return "not known".to_owned();
    }
    counts(session)
        .into_iter()
        .filter(|(_, count)| *count > 0)
        .map(|(name, count)| format!("{name} {count}"))
        .collect::<Vec<_>>()
        .join("  ")
}

/// The environments on AAA, on BBB, of which nothing is known, and on another code. One that may have BBB is not known.
pub fn counts(session: &Session) -> [(&'static str, usize); 4] {
    let mut counts = [("AAA", 0), ("BBB", 0), ("?", 0), ("other", 0)];
    for environment in session.run.environments() {
        let place = match environment.license.holding {
            Holding::Side(Side::Source, _) => 0,
            Holding::Side(Side::Target, _) => 1,
            Holding::Unknown => 2,
            Holding::Foreign => 3,
        };
        counts[place].1 += 1;
    }
    counts
}
