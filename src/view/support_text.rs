//! The text for Support, as it is copied and printed.

use jiff::Timestamp;

use crate::{
    domain::{
        infrastructure::Side,
        ticket::{Known, Seen, ticket_of},
    },
    engine::session::Session,
};

/// The text for Support at a moment, without what has to be said before it.
pub fn support_text(session: &Session, now: Timestamp) -> String {
    let seen = Seen {
        backup: &|environment| session.sight(environment, Side::Source),
        when: &session.when_packed(),
        known: if session.is_damaged() { Known::Then } else { Known::Now },
    };
    ticket_of(&session.run, &session.outlook, session.time(now), &seen)
}

/// A text for people, below what has to be known of a migration that is not whole.
pub fn with_notices(session: &Session, text: &str) -> String {
    session.notices().chain([text.to_owned()]).collect::<Vec<_>>().join("\n")
}
