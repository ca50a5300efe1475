//! The text for Support: what the article asks for, all affected environments at once, and everything that Support would
//! otherwise have to ask back.

mod backups;
mod environments;
mod layout;
mod parts;
mod place;
mod seen;
mod tried;
mod trouble;
mod words;

use jiff::Timestamp;

use self::{
    backups::{kept, rollback, way_back},
    place::here,
    tried::tried,
    trouble::{affected, invalid, is_question, not_looked_at, request, subject, troubled, withdrawn},
};
pub use self::{
    layout::{LONGEST_LINE, wrapped},
    parts::{EnvironmentLine, Ticket, TicketFact, TicketSection},
    seen::{Known, Seen},
    words::{intellectual_property, license},
};
use super::{
    outlook::{Hold, HoldReason, Outlook, holds},
    run::{Note, Run},
    zone,
};

/// The text for Support at a moment, as the facts have it, ready to paste; every line stands for itself.
pub fn ticket(run: &Run, outlook: &Outlook, now: Timestamp) -> String {
    Ticket::of(run, outlook, now, &Seen::default()).text()
}

impl Ticket {
    /// The text for Support at a moment, with what was seen besides the facts.
    pub fn of(run: &Run, outlook: &Outlook, now: Timestamp, seen: &Seen<'_>) -> Self {
        // Failures on the way back, or before it, are told also when that is over.
        let holds = holds(run, &outlook.freeze);
        let is_note = |note: &&Note| !is_asked(note) || !is_question(&holds);
        Self {
            rehearsal: run.rehearsal,
            subject: subject(run, &holds),
            facts: facts(run, outlook, now, (&holds, seen)),
            requests: requests(run, outlook, now, (&holds, seen)),
            environments: run.every_environment().map(|place| EnvironmentLine::of(run, place, seen)).collect(),
            rollback: kept(run, seen)
                .into_iter()
                .chain(rollback(run, outlook, seen))
                .chain(way_back(run, outlook))
                .collect(),
            tried: tried(run, &holds, seen.told),
            notes: run.notes.iter().filter(is_note).map(|note| note.text.clone()).collect(),
            acmove: env!("CARGO_PKG_VERSION"),
            records: run.facts,
            head: run.head.to_string(),
        }
    }
}

fn facts(run: &Run, outlook: &Outlook, now: Timestamp, (holds, seen): (&[Hold], &Seen<'_>)) -> Vec<TicketFact> {
    let state = outlook.state_at(run, now).name().to_owned();
    let zone = run.zone.as_ref().map(|zone| ("Times", zone::in_full(zone, run.started, now)));
    let case = run.case.clone().map(|case| ("Case number", case));
    let contact = run.infrastructure.contact.clone().map(|contact| ("Contact", contact));
    [
        ("Article", run.procedure.article.clone()),
        ("Infrastructure", run.infrastructure.name.clone()),
        ("Source Activation Code (AAA)", run.infrastructure.source.to_string()),
        ("Target Activation Code (BBB)", run.infrastructure.target.to_string()),
    ]
    .into_iter()
    .chain(case)
    .chain(contact)
    .chain(zone)
    .chain([("State", seen.known.words(state.clone(), || Some(state)))])
    .chain(here(run, outlook, now, (holds, seen.known)))
    .map(|(label, value)| TicketFact { label, value })
    .collect()
}

/// What Support is asked: for each trouble, or the question where nothing failed.
fn requests(run: &Run, outlook: &Outlook, now: Timestamp, (holds, seen): (&[Hold], &Seen<'_>)) -> Vec<TicketSection> {
    let deployment = |hold: &Hold| {
        let all = outlook.freeze.in_the_way(run).filter(|_| hold.reason == HoldReason::DeploymentRunning);
        let told = all.map(|watched| {
            format!("- deployment {} {}", watched.deployment.key, watched.deployment.words_at(now, run.zone.as_ref()))
        });
        told.collect::<Vec<_>>()
    };
    let asked = holds.iter().filter(|hold| !request(hold).is_empty()).map(|hold| TicketSection {
        heading: request(hold).to_owned(),
        lines: troubled(run, hold)
            .map(|step| affected(run, step, seen.known))
            .chain(deployment(hold))
            .chain(not_looked_at(run, hold))
            .collect(),
    });
    let section = |heading: &str, lines| TicketSection { heading: heading.to_owned(), lines };
    let rest = [
        section("These steps were started, but not done:", withdrawn(run, seen.known)),
        section("The page does not show the installed license as valid:", invalid(run, holds)),
    ];
    let question = seen.question.map(|text| vec![text.to_owned()]).or_else(|| {
        let asked: Vec<String> = run.notes.iter().filter(|note| is_asked(note)).map(|note| note.text.clone()).collect();
        let asked = if asked.is_empty() { vec![NO_QUESTION.to_owned()] } else { asked };
        (is_question(holds) && !outlook.state.is_final() && seen.known == Known::Now).then_some(asked)
    });
    let question = question.map(|lines| section("Our question:", lines));
    question.into_iter().chain(asked).chain(rest).filter(|section| !section.lines.is_empty()).collect()
}

/// Where nothing failed, and nobody wrote a question.
const NO_QUESTION: &str = "(Write your question here. In acmove, a note that ends with a question mark goes here.)";

/// Whether a note is a question to Support.
fn is_asked(note: &Note) -> bool {
    note.text.trim_end().ends_with('?')
}
