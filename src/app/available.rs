//! What can be done now, and why something cannot: the footer, the help, the palette and the keys ask the same question.

use super::{
    action::{Action, Deed, Look, Row, Scope, TABLE, row},
    choice::{choices, to_do_again},
    copy::copies,
    desk::{Desk, Page, Place},
    scale::is_table,
    session::Session,
    wish::environment,
};
use crate::domain::outlook::State;

/// What is said of anything that would change the past.
pub const PAST: &str = "This is the past, and it stays as it was. Esc goes back to now.";

/// What is said of anything that is done on the dashboard.
const ON_DASHBOARD: &str = "This is done on the dashboard. Esc goes there.";

/// What the place offers to be done: the choices of the card, and what the rollback page does.
pub fn offered(session: &Session, desk: &Desk, place: Place) -> Vec<Deed> {
    match place {
        Place::Dashboard => choices(session, desk.focus(session)).into_iter().map(|choice| choice.deed).collect(),
        Place::Page(Page::Rollback) if session.can_roll_back() => vec![Deed::RollBack],
        Place::Page(_) => Vec::new(),
    }
}

/// Whether an action can be done at a place.
///
/// # Errors
/// With a sentence that says why not.
pub fn available(session: &Session, desk: &Desk, place: Place, row: &Row) -> Result<(), String> {
    let is_here = |here: bool, why: &str| if here { Ok(()) } else { Err(why.to_owned()) };
    let on_dashboard = place == Place::Dashboard;
    match (row.action, row.scope) {
        (Action::Deed(_), _) if session.as_of.is_some() => Err(PAST.to_owned()),
        (Action::Deed(deed), Scope::Card) => is_here(offered(session, desk, place).contains(&deed), row.unless),
        (Action::Deed(_), _) if !on_dashboard => Err(ON_DASHBOARD.to_owned()),
        (Action::Deed(deed), _) => can_start(session, desk, deed, row.unless),
        (Action::Look(look), Scope::Timeline) => {
            let in_timeline = matches!(place, Place::Page(Page::Timeline | Page::Fact));
            is_here(in_timeline, "This is done in the timeline. T goes there.")
                .and_then(|()| is_here(look != Look::Travel || desk.timeline.chosen().is_some(), row.unless))
        }
        (Action::Look(_), Scope::Past) => {
            is_here(session.as_of.is_some(), "This is now. The timeline (T) leads to the past.")
        }
        (Action::Look(_) | Action::Choose, Scope::Dashboard) if !on_dashboard => Err(ON_DASHBOARD.to_owned()),
        (Action::Look(Look::Copy), _) => is_here(!copies(session, desk, place).is_empty(), "Here is nothing to copy."),
        (Action::Look(Look::Filter), _) => {
            let has_list = match place {
                Place::Dashboard => is_table(session),
                Place::Page(page) => page == Page::Timeline,
            };
            is_here(
                has_list,
                "There is no long list here. The timeline (T) has one, and so has the dashboard from 13 environments on.",
            )
        }
        (Action::Look(Look::Group), _) => is_here(is_table(session), "Grouping helps from 13 environments on."),
        (Action::Look(_) | Action::Choose, _) => Ok(()),
    }
}

fn can_start(session: &Session, desk: &Desk, deed: Deed, over: &str) -> Result<(), String> {
    let focus = desk.focus(session);
    match deed {
        Deed::Note => Ok(()),
        _ if matches!(session.outlook.state, State::RolledBack | State::Abandoned) => Err(over.to_owned()),
        Deed::DoAgain => to_do_again(session, focus).map(|_| ()),
        Deed::ChangeSerial => environment(session, focus).map(|_| ()),
        Deed::Abandon if session.run.may_have_target().next().is_some() => {
            Err("BBB is or may be installed: roll back first, then nothing is left half done.".to_owned())
        }
        Deed::Abandon if session.outlook.state.is_final() => Err(over.to_owned()),
        _ => Ok(()),
    }
}

/// Whether an action can be done once the dashboard is shown: what is chosen from all actions goes there by itself.
///
/// # Errors
/// With a sentence that says why not.
pub fn available_after_back(session: &Session, desk: &Desk, row: &Row) -> Result<(), String> {
    let here = available(session, desk, desk.place, row);
    let leads_back = matches!(row.scope, Scope::Card | Scope::Dashboard);
    if here.is_ok() || !leads_back { here } else { available(session, desk, Place::Dashboard, row) }
}

/// The name of an action here: a choice of the card has its own.
pub fn name(session: &Session, desk: &Desk, row: &'static Row) -> String {
    let choice = match row.action {
        Action::Deed(deed) if row.scope == Scope::Card => {
            choices(session, desk.focus(session)).into_iter().find(|choice| choice.deed == deed)
        }
        Action::Deed(_) | Action::Look(_) | Action::Choose => None,
    };
    choice.map_or_else(|| row.name.to_owned(), |choice| choice.label)
}

/// The rows of a migration: some are for rehearsals alone.
pub fn rows(session: &Session) -> impl Iterator<Item = &'static Row> {
    let rehearsal = session.run.rehearsal;
    TABLE.iter().filter(move |row| rehearsal || row.action != Action::Deed(Deed::DoForMe))
}

/// The rows whose keys do something at a place, those of the card first.
pub fn here(session: &Session, desk: &Desk, place: Place) -> Vec<&'static Row> {
    let can = |row: &&'static Row| available(session, desk, place, row).is_ok();
    let of = |scope: Scope| TABLE.iter().filter(move |row| row.scope == scope).filter(can);
    [Scope::Card, Scope::Timeline, Scope::Past, Scope::Dashboard, Scope::Everywhere].into_iter().flat_map(of).collect()
}

/// The row of something that is only looked at.
pub fn look(look: Look) -> Option<&'static Row> {
    row(Action::Look(look))
}
