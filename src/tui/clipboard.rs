//! The texts that can be copied from a screen: the values of the card, or the text for Support; and what asks for a paste.

use super::{hit_area::HitArea, key_name::is_paste, message::Typed, route::Route, state::UiState};
use crate::{
    domain::{outlook::State, procedure::StepKind, run::Progress},
    engine::{session::Session, subject::Subject},
    view::{
        action::{Action, Navigation},
        card::values,
        pages::Page,
        support_text::{support_text, with_notices},
    },
};

/// Something to copy: what it is, and its text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Copied {
    /// Its name.
    pub name: String,
    /// The text.
    pub text: String,
}

/// The texts that can be copied on a screen, the most useful first.
pub fn copies(session: &Session, ui: &UiState, route: Route) -> Vec<Copied> {
    match route {
        Route::Page(Page::Ticket) => {
            vec![for_support(session, ui)]
        }
        Route::Page(Page::Fact) => ui
            .timeline
            .evidence_text()
            .map_or_else(Vec::new, |text| vec![Copied { name: "evidence".to_owned(), text: text.to_owned() }]),
        Route::Page(_) => Vec::new(),
        Route::Dashboard => {
            let subject = ui.subject(session);
            let values = subject.step().map_or_else(Vec::new, |step| values(session, step));
            let values = values.into_iter().filter_map(|value| Some(Copied { name: value.name, text: value.text? }));
            values.chain(concerns_support(session, subject).then(|| for_support(session, ui))).collect()
        }
    }
}

fn for_support(session: &Session, ui: &UiState) -> Copied {
    let text = with_notices(session, &support_text(session, ui.now));
    Copied { name: "text for Support".to_owned(), text }
}

/// Whether a card says that Support is, or may have to be, contacted.
pub fn concerns_support(session: &Session, subject: Subject) -> bool {
    match subject {
        Subject::Support | Subject::Stopped(_) => true,
        Subject::Step(step) => {
            let failed = matches!(session.run.step(step).progress, Progress::Failed(_) | Progress::Collected(_));
            failed || matches!(session.run.definition(step).kind, StepKind::Contact)
        }
        Subject::Nothing => session.outlook.state == State::RolledBack,
        Subject::EndOfNight | Subject::BetweenNights => session.outlook.holds.iter().any(|hold| hold.faq.is_some()),
        Subject::Requirement(_)
        | Subject::FirstUpload(_)
        | Subject::Deadline
        | Subject::Deployments
        | Subject::TakeOver => false,
    }
}

/// Whether there is anything to copy on a screen; nothing is made for it.
pub fn can_copy(session: &Session, ui: &UiState, route: Route) -> bool {
    match route {
        Route::Page(Page::Ticket) => true,
        Route::Page(Page::Fact) => ui.timeline.evidence_text().is_some(),
        Route::Page(_) => false,
        Route::Dashboard => {
            let subject = ui.subject(session);
            let has_value = |step| values(session, step).iter().any(|value| value.text.is_some());
            concerns_support(session, subject) || subject.step().is_some_and(has_value)
        }
    }
}

/// What is said where the screen is another one by the time the clipboard was read.
pub const OTHER_SIGHT: &str = "Nothing was pasted: the screen changed while the clipboard was read. Paste again.";

/// The area of whatever pastes what is in the clipboard.
pub const PASTE: HitArea = HitArea::Action(Action::Navigation(Navigation::Paste));

/// Whether something that was typed asks for what is in the clipboard, wherever it is typed.
pub fn asks_to_paste(typed: &Typed) -> bool {
    match typed {
        Typed::Key(key) => is_paste(*key),
        Typed::Pointed(area) => *area == PASTE,
        Typed::Paste(..) | Typed::Burst(_) | Typed::Wheel(_) | Typed::OtherButton | Typed::NothingToPaste(_) => false,
    }
}
