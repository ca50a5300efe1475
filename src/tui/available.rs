//! Decides which actions are available, and why others are not: the footer, the help, the palette and the keys ask the same
//! question.

use super::{clipboard::can_copy, links::links, route::Route, state::UiState};
use crate::{
    domain::{
        outlook::State,
        refusal::{NoCorrection, NoNight},
        run::Course,
    },
    engine::{
        operation::Operation,
        redo::{answered_last, to_do_again},
        session::Session,
        subject::Subject,
    },
    view::{
        action::{Action, ActionRow, ActionScope, Navigation},
        action_table::{TABLE, row},
        environment_table::is_table,
        pages::Page,
    },
};

/// The refusal of anything that is done on the dashboard.
const ON_DASHBOARD: &str = "This is done on the dashboard. Esc goes there.";

/// The operations that the screen offers: the choices of the card, and that of the rollback page.
pub fn offered(session: &Session, ui: &UiState, route: Route) -> Vec<Operation> {
    match route {
        Route::Dashboard => ui.choices(session).iter().map(|choice| choice.operation).collect(),
        Route::Page(Page::Rollback) if session.can_roll_back() => vec![Operation::RollBack],
        Route::Page(_) => Vec::new(),
    }
}

/// Whether an action can be done at a place.
///
/// # Errors
/// With a sentence that says why not.
pub fn available(session: &Session, ui: &UiState, route: Route, row: &ActionRow) -> Result<(), String> {
    let on_dashboard = route == Route::Dashboard;
    match (row.action, row.scope) {
        (Action::Operation(_), _) if session.is_read_only() => Err(session.only_looked_at().to_owned()),
        (Action::Operation(operation), _) if session.run.is_away() && operation != Operation::TakeOver => {
            Err(AWAY.to_owned())
        }
        (Action::Operation(operation), ActionScope::Card) if offered(session, ui, route).contains(&operation) => Ok(()),
        (Action::Operation(Operation::RollBack), _) if session.can_roll_back() => {
            Err("A rollback is started from its page: R shows it.".to_owned())
        }
        (Action::Operation(Operation::RollBack), _) if matches!(session.run.course, Course::Back { .. }) => {
            Err("The rollback has already started.".to_owned())
        }
        (Action::Operation(_), ActionScope::Card) => Err(row.unless.to_owned()),
        (_, ActionScope::Dashboard) if !on_dashboard => Err(ON_DASHBOARD.to_owned()),
        (Action::Operation(operation), _) => can_start(session, ui, operation, row.unless),
        (Action::Choose, _) => Ok(()),
        (Action::Navigation(look), scope) => can_look(session, ui, route, (look, scope)),
    }
}

/// Why nothing but taking over can be done where a migration was handed over.
const AWAY: &str = "This migration was handed over, so this folder is read-only. Take it over to continue here.";

fn can_look(
    session: &Session,
    ui: &UiState,
    route: Route,
    (look, scope): (Navigation, ActionScope),
) -> Result<(), String> {
    let in_timeline = matches!(route, Route::Page(Page::Timeline | Page::Fact));
    let on_dashboard = route == Route::Dashboard;
    let is_listed = matches!(route, Route::Dashboard | Route::Page(Page::Environments)) && is_table(session);
    let has_list = route == Route::Page(Page::Timeline) || is_listed;
    let (can, why) = match look {
        Navigation::Travel if in_timeline => (ui.timeline.told().is_some(), "No fact is selected."),
        Navigation::NextEnvironment | Navigation::PreviousEnvironment => (
            on_dashboard || matches!(route, Route::Page(Page::Timeline | Page::Environments)),
            "The dashboard has a card for each environment, and the timeline what is about it.",
        ),
        Navigation::Open => (!links(session, ui, route).is_empty(), "There is no address on this screen."),
        Navigation::Copy => (can_copy(session, ui, route), "There is nothing to copy here."),
        Navigation::Filter => (
            has_list,
            "There is no long list here: the timeline (T) is one, and the dashboard from 13 environments on.",
        ),
        Navigation::Group | Navigation::EnvironmentsOn | Navigation::EnvironmentsBack => {
            (on_dashboard && is_table(session), "There are not so many environments that this would help.")
        }
        Navigation::Report | Navigation::Bundle | Navigation::Situation => {
            (session.as_of.is_none(), "This is how it was. Go back to now first (Esc).")
        }
        Navigation::Pointed => (
            session.pointed.is_some(),
            "Nothing is pointed at. A line that begins with \"acmove point\" does, once you paste it.",
        ),
        Navigation::Point => (session.afar.is_some(), "You point while you watch a migration with `acmove watch`."),
        Navigation::HandOver => (session.run.is_away(), "Hand the migration over first; then its file is written."),
        Navigation::Up
        | Navigation::Down
        | Navigation::PageUp
        | Navigation::PageDown
        | Navigation::Home
        | Navigation::End
        | Navigation::Now
        | Navigation::Rollback
        | Navigation::Environments
        | Navigation::Procedure
        | Navigation::Ticket
        | Navigation::Notes
        | Navigation::Present
        | Navigation::Timeline
        | Navigation::Help
        | Navigation::Palette
        | Navigation::Places
        | Navigation::Mouse
        | Navigation::Paste
        | Navigation::Kind
        | Navigation::Travel
        | Navigation::Earlier
        | Navigation::Later
        | Navigation::Back
        | Navigation::Leave => match scope {
            ActionScope::Timeline => (in_timeline, "This is done in the timeline. T goes there."),
            ActionScope::Past => (session.as_of.is_some(), "This is now. The timeline (T) leads to the past."),
            ActionScope::Everywhere | ActionScope::Card | ActionScope::Dashboard => (true, ""),
        },
    };
    if can { Ok(()) } else { Err(why.to_owned()) }
}

fn can_start(session: &Session, ui: &UiState, operation: Operation, over: &str) -> Result<(), String> {
    let subject = ui.subject(session);
    let is_over = match session.outlook.state {
        State::Abandoned => true,
        // That Support was told may have been said by mistake.
        State::RolledBack => operation != Operation::DoAgain,
        State::Preparing | State::Running | State::Held | State::Stopped | State::RollingBack | State::Done => false,
    };
    let is_always = matches!(operation, Operation::Note | Operation::NameCase | Operation::EndNight);
    if is_over && !is_always {
        return Err(over.to_owned());
    }
    match operation {
        Operation::DoAgain if answered_last(session).is_some() => Ok(()),
        Operation::DoAgain => to_do_again(session, subject).map(|_| ()),
        Operation::AskAgain => can_ask_again(session),
        Operation::ChangeSerial => session.environment_of(subject).map(|_| ()),
        Operation::Postpone => can_leave_out(session, subject),
        Operation::EndNight => can_end_night(session),
        Operation::Abandon if session.run.may_have_target().next().is_some() => {
            Err("BBB is or may be installed: roll back first, then nothing is left half done.".to_owned())
        }
        Operation::CorrectCode if session.run.are_codes_fixed() => Err(NoCorrection::TooLate.to_string()),
        Operation::Abandon | Operation::ChangeWindow | Operation::ChooseOrder if session.outlook.state.is_final() => {
            Err(over.to_owned())
        }
        // Whatever else there is, is judged when it is done.
        Operation::Abandon
        | Operation::UploadedAlready
        | Operation::ChangeWindow
        | Operation::HandOver
        | Operation::TakeOver
        | Operation::Acknowledge
        | Operation::CorrectCode
        | Operation::TakeCode
        | Operation::Note
        | Operation::Hold
        | Operation::TakeUp
        | Operation::BeginNight
        | Operation::NameCase
        | Operation::ChooseOrder
        | Operation::Yes
        | Operation::No
        | Operation::Begin
        | Operation::Withdraw
        | Operation::Finish
        | Operation::GiveFile
        | Operation::TakeDownload
        | Operation::GiveBackup
        | Operation::GiveFromSupport
        | Operation::SerialNotFound
        | Operation::DeploymentRunning
        | Operation::GivePage
        | Operation::Accept
        | Operation::Claim
        | Operation::Published
        | Operation::Message
        | Operation::ReadAsProperty
        | Operation::ReadAsError
        | Operation::OtherModule
        | Operation::SupportAnswered
        | Operation::Lift
        | Operation::GoOn
        | Operation::AcceptDeployments
        | Operation::AbortDeployment
        | Operation::RunCommand
        | Operation::StopCommand
        | Operation::ReadSerial
        | Operation::RollBack
        | Operation::DoForMe => Ok(()),
    }
}

/// Whether deployments are paused and can be resumed.
fn can_end_night(session: &Session) -> Result<(), String> {
    match (session.outlook.freeze.since, &session.run.nights.between) {
        (Some(_), _) => Ok(()),
        (None, Some(_)) => Err(NoNight::Already.to_string()),
        (None, None) => Err(NoNight::NotPaused.to_string()),
    }
}

fn can_leave_out(session: &Session, subject: Subject) -> Result<(), String> {
    let id = session.environment_of(subject)?;
    match session.run.position(&id) {
        Some(environment) if session.run.is_postponed(environment) => Err("It is already left out for now.".to_owned()),
        Some(_) | None => Ok(()),
    }
}

fn can_ask_again(session: &Session) -> Result<(), String> {
    match (session.run.touched(), answered_last(session)) {
        (Some(_), _) => Err("Steps were done since. To end the migration here, choose give up.".to_owned()),
        (None, None) => Err("No requirement is answered yet.".to_owned()),
        (None, Some(_)) => Ok(()),
    }
}

/// Whether an action can be done once the dashboard is shown: what is chosen from all actions goes there by itself.
///
/// # Errors
/// With a sentence that says why not.
pub fn available_after_back(session: &Session, ui: &UiState, row: &ActionRow) -> Result<(), String> {
    // The rollback is started from its page.
    if row.action == Action::Operation(Operation::RollBack) && session.can_roll_back() {
        return Ok(());
    }
    let here = available(session, ui, ui.route, row);
    let leads_back = matches!(row.scope, ActionScope::Card | ActionScope::Dashboard);
    if here.is_ok() || !leads_back { here } else { available(session, ui, Route::Dashboard, row) }
}

/// The name of an action here: a choice of the card has its own.
pub fn name(session: &Session, ui: &UiState, row: &'static ActionRow) -> String {
    let choice = match row.action {
        Action::Operation(operation) if row.scope == ActionScope::Card => {
            ui.choices(session).iter().find(|choice| choice.operation == operation).cloned()
        }
        Action::Operation(_) | Action::Navigation(_) | Action::Choose => None,
    };
    choice.map_or_else(|| row.name.to_owned(), |choice| choice.label)
}

/// The name of an action as a list shows it: with a capital, as its choices on cards are.
pub fn listed(session: &Session, ui: &UiState, row: &'static ActionRow) -> String {
    capital(&name(session, ui, row))
}

/// A text that begins with a capital.
pub(super) fn capital(text: &str) -> String {
    let mut letters = text.chars();
    letters.next().map_or_else(String::new, |first| first.to_uppercase().chain(letters).collect())
}

/// The rows of a migration: some are for rehearsals alone, some for what is configured.
pub fn rows(session: &Session) -> impl Iterator<Item = &'static ActionRow> {
    let rehearsal = session.run.rehearsal;
    let infrastructure = &session.run.infrastructure;
    let commands = infrastructure.environments.iter().any(|environment| environment.tools.is_some());
    let (lifetime, downloads) = (infrastructure.lifetime.is_some(), infrastructure.downloads.is_some());
    TABLE.iter().filter(move |row| match row.action {
        Action::Operation(Operation::DoForMe) => rehearsal,
        Action::Operation(Operation::TakeDownload) => downloads,
        Action::Operation(Operation::RunCommand | Operation::StopCommand | Operation::ReadSerial) => commands,
        Action::Operation(Operation::AcceptDeployments | Operation::AbortDeployment) => lifetime,
        Action::Operation(_) | Action::Navigation(_) | Action::Choose => true,
    })
}

/// The rows whose keys do something at a place, those of the card first.
pub fn here(session: &Session, ui: &UiState, route: Route) -> Vec<&'static ActionRow> {
    let can = |row: &&'static ActionRow| available(session, ui, route, row).is_ok();
    let of = |scope: ActionScope| TABLE.iter().filter(move |row| row.scope == scope).filter(can);
    [ActionScope::Card, ActionScope::Timeline, ActionScope::Past, ActionScope::Dashboard, ActionScope::Everywhere]
        .into_iter()
        .flat_map(of)
        .collect()
}

/// The row of something that is only looked at.
pub fn look(look: Navigation) -> Option<&'static ActionRow> {
    row(Action::Navigation(look))
}
