//! The text for Support, as it is copied and printed.

use jiff::Timestamp;

use crate::{
    domain::{
        infrastructure::Side,
        ticket::{Known, LONGEST_LINE, Seen, Ticket, wrapped},
    },
    engine::session::Session,
};

/// The text for Support at a moment, in lines that every mail program keeps, without what has to be said before it.
pub fn support_text(session: &Session, now: Timestamp) -> String {
    wrapped(&support_ticket(session, now, None).text(), LONGEST_LINE)
}

/// The text for Support at a moment, in its parts, with the question where somebody wrote one.
pub fn support_ticket(session: &Session, now: Timestamp, question: Option<&str>) -> Ticket {
    let mut told: Vec<_> = session.history.newest().collect();
    told.reverse();
    let seen = Seen {
        backup: &|environment| session.sight(environment, Side::Source),
        when: &session.when_packed(),
        read_back: session.looked_at.filter(|_| session.packed_at.is_none()),
        known: if session.is_damaged() { Known::Then } else { Known::Now },
        told: &told,
        question,
    };
    Ticket::of(&session.run, &session.outlook, session.time(now), &seen)
}

/// A text for people, below what has to be known of a migration that is not whole.
pub fn with_notices(session: &Session, text: &str) -> String {
    session.notices().chain([text.to_owned()]).collect::<Vec<_>>().join("\n")
}
