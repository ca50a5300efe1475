//! What can be done now, and why something cannot: the footer, the help, the palette and the keys ask the same question.

use super::{clipboard::can_copy, links::links, route::Place, state::Desk};
use crate::{
    domain::outlook::State,
    engine::{operation::Deed, redo::to_do_again, session::Session},
    view::{
        action::{Action, Look, Row, Scope},
        action_table::{TABLE, row},
        environment_table::is_table,
        pages::Page,
    },
};

/// What is said of anything that would change the past.
pub const PAST: &str = "This is how it was, and it stays so: nothing can be changed here.";

/// What is said of anything that is done on the dashboard.
const ON_DASHBOARD: &str = "This is done on the dashboard. Esc goes there.";

/// What the place offers to be done: the choices of the card, and what the rollback page does.
pub fn offered(session: &Session, desk: &Desk, place: Place) -> Vec<Deed> {
    match place {
        Place::Dashboard => desk.choices(session).iter().map(|choice| choice.deed).collect(),
        Place::Page(Page::Rollback) if session.can_roll_back() => vec![Deed::RollBack],
        Place::Page(_) => Vec::new(),
    }
}

/// Whether an action can be done at a place.
///
/// # Errors
/// With a sentence that says why not.
pub fn available(session: &Session, desk: &Desk, place: Place, row: &Row) -> Result<(), String> {
    let on_dashboard = place == Place::Dashboard;
    match (row.action, row.scope) {
        (Action::Deed(_), _) if session.as_of.is_some() => Err(PAST.to_owned()),
        (Action::Deed(deed), Scope::Card) if offered(session, desk, place).contains(&deed) => Ok(()),
        (Action::Deed(Deed::RollBack), _) if session.can_roll_back() => {
            Err("A rollback is started from its page: R shows it.".to_owned())
        }
        (Action::Deed(_), Scope::Card) => Err(row.unless.to_owned()),
        (_, Scope::Dashboard) if !on_dashboard => Err(ON_DASHBOARD.to_owned()),
        (Action::Deed(deed), _) => can_start(session, desk, deed, row.unless),
        (Action::Choose, _) => Ok(()),
        (Action::Look(look), scope) => can_look(session, desk, place, (look, scope)),
    }
}

fn can_look(session: &Session, desk: &Desk, place: Place, (look, scope): (Look, Scope)) -> Result<(), String> {
    let in_timeline = matches!(place, Place::Page(Page::Timeline | Page::Fact));
    let on_dashboard = place == Place::Dashboard;
    let is_listed = matches!(place, Place::Dashboard | Place::Page(Page::Environments)) && is_table(session);
    let has_list = place == Place::Page(Page::Timeline) || is_listed;
    let (can, why) = match look {
        Look::Travel if in_timeline => (desk.timeline.told().is_some(), "No fact is selected."),
        Look::NextEnvironment | Look::PreviousEnvironment => (
            on_dashboard || place == Place::Page(Page::Timeline),
            "The dashboard has a card for each environment, and the timeline what is about it.",
        ),
        Look::Open => (!links(session, desk, place).is_empty(), "There is no address on this screen."),
        Look::Copy => (can_copy(session, desk, place), "There is nothing to copy here."),
        Look::Filter => (
            has_list,
            "There is no long list here: the timeline (T) is one, and the dashboard from 13 environments on.",
        ),
        Look::Group => (is_table(session), "There are not so many environments that groups would help."),
        Look::Up
        | Look::Down
        | Look::PageUp
        | Look::PageDown
        | Look::Home
        | Look::End
        | Look::Now
        | Look::Rollback
        | Look::Environments
        | Look::Procedure
        | Look::Ticket
        | Look::Notes
        | Look::Timeline
        | Look::Help
        | Look::Palette
        | Look::Places
        | Look::Mouse
        | Look::Kind
        | Look::Travel
        | Look::Earlier
        | Look::Later
        | Look::Back
        | Look::Leave => match scope {
            Scope::Timeline => (in_timeline, "This is done in the timeline. T goes there."),
            Scope::Past => (session.as_of.is_some(), "This is now. The timeline (T) leads to the past."),
            Scope::Everywhere | Scope::Card | Scope::Dashboard => (true, ""),
        },
    };
    if can { Ok(()) } else { Err(why.to_owned()) }
}

fn can_start(session: &Session, desk: &Desk, deed: Deed, over: &str) -> Result<(), String> {
    let focus = desk.focus(session);
    if deed != Deed::Note && matches!(session.outlook.state, State::RolledBack | State::Abandoned) {
        return Err(over.to_owned());
    }
    match deed {
        Deed::DoAgain => to_do_again(session, focus).map(|_| ()),
        Deed::ChangeSerial => session.environment_of(focus).map(|_| ()),
        Deed::Abandon if session.run.may_have_target().next().is_some() => {
            Err("BBB is or may be installed: roll back first, then nothing is left half done.".to_owned())
        }
        Deed::Abandon if session.outlook.state.is_final() => Err(over.to_owned()),
        // Whatever else there is, is judged when it is done.
        Deed::Abandon
        | Deed::Note
        | Deed::Hold
        | Deed::Yes
        | Deed::No
        | Deed::Begin
        | Deed::Withdraw
        | Deed::Finish
        | Deed::GiveFile
        | Deed::TakeDownload
        | Deed::GiveBackup
        | Deed::GiveFromSupport
        | Deed::SerialNotFound
        | Deed::DeploymentRunning
        | Deed::GivePage
        | Deed::Claim
        | Deed::Published
        | Deed::Message
        | Deed::OtherModule
        | Deed::SupportAnswered
        | Deed::Lift
        | Deed::GoOn
        | Deed::AcceptDeployments
        | Deed::AbortDeployment
        | Deed::RunCommand
        | Deed::StopCommand
        | Deed::ReadSerial
        | Deed::RollBack
        | Deed::DoForMe => Ok(()),
    }
}

/// Whether an action can be done once the dashboard is shown: what is chosen from all actions goes there by itself.
///
/// # Errors
/// With a sentence that says why not.
pub fn available_after_back(session: &Session, desk: &Desk, row: &Row) -> Result<(), String> {
    // The rollback is started from its page.
    if row.action == Action::Deed(Deed::RollBack) && session.as_of.is_none() && session.can_roll_back() {
        return Ok(());
    }
    let here = available(session, desk, desk.place, row);
    let leads_back = matches!(row.scope, Scope::Card | Scope::Dashboard);
    if here.is_ok() || !leads_back { here } else { available(session, desk, Place::Dashboard, row) }
}

/// The name of an action here: a choice of the card has its own.
pub fn name(session: &Session, desk: &Desk, row: &'static Row) -> String {
    let choice = match row.action {
        Action::Deed(deed) if row.scope == Scope::Card => {
            desk.choices(session).iter().find(|choice| choice.deed == deed).cloned()
        }
        Action::Deed(_) | Action::Look(_) | Action::Choose => None,
    };
    choice.map_or_else(|| row.name.to_owned(), |choice| choice.label)
}

/// The rows of a migration: some are for rehearsals alone, some for what is configured.
pub fn rows(session: &Session) -> impl Iterator<Item = &'static Row> {
    let rehearsal = session.run.rehearsal;
    let infrastructure = &session.run.infrastructure;
    let commands = infrastructure.environments.iter().any(|environment| environment.commands.is_some());
    let (lifetime, downloads) = (infrastructure.lifetime.is_some(), infrastructure.downloads.is_some());
    TABLE.iter().filter(move |row| match row.action {
        Action::Deed(Deed::DoForMe) => rehearsal,
        Action::Deed(Deed::TakeDownload) => downloads,
        Action::Deed(Deed::RunCommand | Deed::StopCommand | Deed::ReadSerial) => commands,
        Action::Deed(Deed::AcceptDeployments | Deed::AbortDeployment) => lifetime,
        Action::Deed(_) | Action::Look(_) | Action::Choose => true,
    })
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
