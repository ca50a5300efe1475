//! Where this terminal is, for those who watch the migration from afar.

use jiff::Timestamp;

use super::{route::Route, state::UiState};
use crate::engine::{desk::Desk, operation::Operation, session::Session, subject::Subject};

/// The place of a terminal: as long as it is the same, nothing has to be told.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct DeskPlace {
    route: Route,
    subject: Subject,
    question: Option<Operation>,
}

impl DeskPlace {
    /// Where a terminal is.
    pub fn of(session: &Session, ui: &UiState) -> Self {
        let question = ui.entry.as_ref().map(|entry| entry.operation);
        Self { route: ui.route, subject: ui.subject(session), question }
    }

    /// The same in words, since a moment.
    pub fn desk(self, session: &Session, by: String, at: Timestamp) -> Desk {
        let run = &session.run;
        let step = self.subject.step();
        let environment = step.and_then(|step| run.planned(step).environment);
        let screen = match self.route {
            Route::Dashboard => "Dashboard",
            Route::Page(page) => page.title(),
        };
        Desk {
            by,
            at,
            screen: screen.to_owned(),
            environment: environment.map(|environment| run.described(environment).id.to_string()),
            step: step.map(|step| run.planned(step).id.to_string()),
            question: self.question.map(|operation| operation.name().to_owned()),
        }
    }
}
