//! Pointing at a place of a migration: which places there are, what a person's words for one mean, and what is pasted.

mod pasted;
mod resolve;

pub use self::{
    pasted::{Pasted, is_for_acmove, pasted, typed},
    resolve::{NotFound, resolve},
};
pub use super::pointing::{Field, Pointing, Target};
use super::{
    event::{Event, FactKind, PROGRAM},
    index::StepIx,
    infrastructure::EnvironmentId,
    pointing,
    record::Record,
    refusal::NotPointed,
    run::Run,
};

impl Target {
    /// Its name in a sentence.
    pub fn label(&self, run: &Run) -> String {
        let name = |id: &EnvironmentId| match run.position(id) {
            Some(environment) => run.described(environment).name.clone(),
            None => id.to_string(),
        };
        match self {
            Self::Environment(id) => name(id),
            Self::Field(id, field) => format!("{}, {}", name(id), field.name()),
            Self::Step(step) => run.title_of(step),
            Self::Faq(number) => format!("FAQ {number}"),
            Self::Fact(seq) => format!("record {seq}"),
            Self::Rollback => "the rollback".to_owned(),
            Self::Procedure => "the procedure".to_owned(),
        }
    }

    /// Whether a migration has such a place.
    fn is_in(&self, run: &Run) -> bool {
        match self {
            Self::Environment(id) | Self::Field(id, _) => run.position(id).is_some(),
            Self::Step(step) => run.plan.index(step).is_some(),
            Self::Faq(number) => run.procedure.faqs.iter().any(|faq| faq.number == *number),
            Self::Fact(seq) => (1..=run.facts).contains(seq),
            Self::Rollback | Self::Procedure => true,
        }
    }
}

impl Pointing {
    /// The pointing as a sentence without its end: it says whose words the text is.
    pub fn words(&self, run: &Run) -> String {
        let said = self.text.as_ref().map_or_else(String::new, |text| format!(": \"{text}\""));
        format!("{} points at {}{said}", self.who(), self.target.label(run))
    }

    /// The same as a fact.
    pub(super) fn sentence(&self, run: &Run) -> String {
        format!("Pasted: {}.", self.words(run))
    }

    /// Whether a migration has the place, and whether the texts are short enough to be shown beside it.
    ///
    /// # Errors
    /// With what is wrong with it.
    pub fn judged(&self, run: &Run) -> Result<(), NotPointed> {
        let is_long = |text: &Option<String>, most| text.as_ref().is_some_and(|text| text.chars().count() > most);
        if !self.target.is_in(run) {
            return Err(NotPointed::Unknown(self.target.to_string()));
        }
        if is_long(&self.text, pointing::LONGEST_TEXT) {
            return Err(NotPointed::LongText(pointing::LONGEST_TEXT));
        }
        if is_long(&self.from, pointing::LONGEST_NAME) {
            return Err(NotPointed::LongName(pointing::LONGEST_NAME));
        }
        Ok(())
    }
}

/// What is pointed at after a fact: what it says itself, nothing where a person has done something since, else what was before.
pub fn shown_after(before: Option<Pointing>, record: &Record<Event>) -> Option<Pointing> {
    if let Event::Pointed(pointing) = &record.event {
        return Some(pointing.clone());
    }
    let is_done = record.by != PROGRAM && record.event.about().kind != FactKind::Refused;
    before.filter(|_| !is_done)
}

/// All that can be pointed at, but the facts, each with its name: a list to pick from.
pub fn targets(run: &Run) -> Vec<(Target, String)> {
    let step = |step: &StepIx| Target::Step(run.planned(*step).id.clone());
    let of_environment = run.every_environment().flat_map(|environment| {
        let id = &run.described(environment).id;
        let fields = Field::ALL.map(|field| Target::Field(id.clone(), field));
        let steps = run.plan.steps_of(Some(environment)).iter().map(step);
        [Target::Environment(id.clone())].into_iter().chain(fields).chain(steps).collect::<Vec<_>>()
    });
    let faqs = run.procedure.faqs.iter().map(|faq| Target::Faq(faq.number));
    let own = run.plan.steps_of(None).iter().map(step);
    let all = own.chain(of_environment).chain(faqs).chain([Target::Rollback, Target::Procedure]);
    all.map(|target| (target.clone(), target.label(run))).collect()
}
