//! What is answered with yes or no before the start: the requirements of the edition, and whether something is right that looks
//! like a mistake.

use super::{ask::Ask, edition::RequirementChoice, field::Field, values::Setup};
use crate::domain::{
    infrastructure::{Role, Window},
    odd_window::OddWindow,
};

/// How the answer that no environment is Production is kept.
const WITHOUT_PRODUCTION: &str = "without-production";

/// How the answer that a window is right is kept, before its times: another window is asked about anew.
const WINDOW: &str = "window ";

impl Setup {
    /// All questions: the requirements, then what looks like a mistake.
    pub fn questions(&self) -> Vec<RequirementChoice> {
        self.requirements().iter().cloned().chain(self.without_production()).chain(self.odd_window()).collect()
    }

    /// Whether a question, by its place, is about a mistake rather than a requirement.
    pub fn is_about_mistake(&self, place: usize) -> bool {
        place >= self.requirements().len()
    }

    /// Where a mistake is mended in line mode.
    pub(super) fn mended_at(&self, place: usize) -> Ask {
        let is_window = self.questions().get(place).is_some_and(|question| question.id.starts_with(WINDOW));
        if is_window { Ask::Start } else { Ask::Usual }
    }

    /// Whether somebody said that no environment is Production, and none is.
    pub(super) fn is_without_production(&self) -> bool {
        self.without_production().is_some() && self.answers.requirements.get(WITHOUT_PRODUCTION) == Some(&true)
    }

    fn without_production(&self) -> Option<RequirementChoice> {
        let is_asked = self.edition().is_some_and(|edition| edition.pauses_production_only);
        (is_asked && self.has_no_production()).then(|| RequirementChoice {
            id: WITHOUT_PRODUCTION.to_owned(),
            question: "No environment has the role production, and this edition pauses deployments to Production only: nothing \
                       would be paused. Is there really none?"
                .to_owned(),
            no: "Give one of the environments the role production.".to_owned(),
        })
    }

    /// What is odd about the window, in words; none where it may well be meant, and where it is a fault on its field.
    pub fn odd_words(&self) -> Option<String> {
        let window = self.window().filter(|window| OddWindow::opened_long_ago(window.start, self.now).is_none())?;
        Some(OddWindow::of(window, self.now)?.words(window, &self.zone))
    }

    fn odd_window(&self) -> Option<RequirementChoice> {
        let words = self.odd_words()?;
        let Window { start, end } = self.window()?;
        Some(RequirementChoice {
            id: format!("{WINDOW}{start} {end}"),
            question: format!("As it stands, {words}. Is that right?"),
            no: "Correct the window on its page, or leave both times empty.".to_owned(),
        })
    }

    /// What may be a mistake and is only said.
    pub fn remarks(&self) -> Vec<String> {
        let is_said = self.edition().is_some_and(|edition| !edition.pauses_production_only);
        let said = "No environment has the role production. If there is one, give it that role.";
        let no_production = (is_said && self.has_no_production()).then(|| said.to_owned());
        no_production
            .into_iter()
            .chain([Field::Downloads, Field::Token].into_iter().filter_map(|of| self.remark(of)))
            .collect()
    }

    /// Whether every role is chosen, and none is Production.
    fn has_no_production(&self) -> bool {
        let roles: Option<Vec<Role>> = self.answers.environments.iter().map(|site| site.role).collect();
        roles.is_some_and(|roles| !roles.is_empty() && !roles.contains(&Role::Production))
    }
}
