//! Commands about which environments are asked for: left out for now, taken up again, in another order.

use super::{
    super::{
        event::{EnvironmentPostponed, EnvironmentTakenUp, Event, OrderChosen},
        index::{EnvIx, StepIx},
        infrastructure::EnvironmentId,
        refusal::{NotArranged, Refusal},
        run::Course,
    },
    Judge, reason,
};

impl Judge<'_> {
    /// An environment is left out for now: nothing of it is under way, something of it is left, and the line is not stopped.
    pub(super) fn postpone(&self, id: &EnvironmentId, why: &str) -> Result<Event, Refusal> {
        self.not_over()?;
        let (id, environment) = self.known(id)?;
        let name = || self.name(environment);
        if matches!(self.run.course, Course::Stopped { .. }) {
            return Err(NotArranged::Stopped.into());
        }
        if self.run.is_postponed(environment) {
            return Err(NotArranged::Already(name()).into());
        }
        if self.run.ip_error.is_some_and(|failed| self.run.planned(failed).environment == Some(environment)) {
            return Err(NotArranged::StoppedThere(name()).into());
        }
        let mut own = self.run.way_of(Some(environment));
        if let Some(step) = own.find(|step| self.run.step(*step).is_under_way()) {
            return Err(NotArranged::UnderWay { step: self.title(step), environment: name() }.into());
        }
        if !self.run.way_of(Some(environment)).any(|step| self.outlook.standing(step).is_left()) {
            return Err(NotArranged::Complete(name()).into());
        }
        Ok(Event::EnvironmentPostponed(EnvironmentPostponed { environment: id.clone(), reason: reason(why)? }))
    }

    /// Why a step of an environment that is left out cannot be done.
    pub(super) fn left_out(&self, step: StepIx) -> Refusal {
        let environment =
            self.run.planned(step).environment.map_or_else(String::new, |environment| self.name(environment));
        NotArranged::LeftOut { step: self.title(step), environment }.into()
    }

    pub(super) fn take_up(&self, id: &EnvironmentId) -> Result<Event, Refusal> {
        self.not_over()?;
        let (id, environment) = self.known(id)?;
        if !self.run.is_postponed(environment) {
            return Err(NotArranged::NotLeftOut(self.name(environment)).into());
        }
        Ok(Event::EnvironmentTakenUp(EnvironmentTakenUp { environment: id.clone() }))
    }

    /// The environments that come first, where the edition names no order; what it names stays.
    pub(super) fn choose_order(&self, ids: &[EnvironmentId]) -> Result<Event, Refusal> {
        self.not_over()?;
        let mut first: Vec<EnvIx> = Vec::new();
        for id in ids {
            let (_, environment) = self.known(id)?;
            if first.contains(&environment) {
                return Err(NotArranged::NamedTwice(self.name(environment)).into());
            }
            first.push(environment);
        }
        if first.is_empty() {
            return Err(NotArranged::NobodyNamed.into());
        }
        if first == self.run.arrangement.first {
            return Err(NotArranged::SameOrder.into());
        }
        Ok(Event::OrderChosen(OrderChosen { environments: ids.to_vec() }))
    }
}
