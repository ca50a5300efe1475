//! Commands about the window: another one, and going on although a rollback would not end within it.

use super::{
    super::{
        event::{Event, WentOn, WindowChanged},
        index::StepIx,
        infrastructure::Window,
        odd_window::OddWindow,
        outlook::Next,
        plan::StepId,
        refusal::Refusal,
    },
    Judge, reason,
};

impl Judge<'_> {
    /// Another window. One that looks like a mistake is only taken where somebody has said that it is meant.
    pub(super) fn change_window(&self, window: Window, why: &str, is_meant: bool) -> Result<Event, Refusal> {
        if self.outlook.state.is_final() {
            return Err(Refusal::Over(self.outlook.state.name()));
        }
        if window.end <= window.start {
            return Err(Refusal::WindowEndsFirst);
        }
        if self.run.window == Some(window) {
            return Err(Refusal::SameWindow);
        }
        match OddWindow::under_way(window, self.at).filter(|_| !is_meant) {
            Some(odd) => Err(Refusal::OddWindow(odd.told(window, |at| self.run.told(at)))),
            None => Ok(Event::WindowChanged(WindowChanged { window, reason: reason(why)? })),
        }
    }

    /// The decision to go on although a rollback would no longer end within the window: asked once, and recorded. Before the first
    /// upload of a target license it is asked where that could not be rolled back any more.
    pub(super) fn go_on(&self, why: &str) -> Result<Event, Refusal> {
        let clocks = self.outlook.clocks(self.run, self.at);
        let next = self.outlook.next_at(self.run, self.at);
        let first =
            clocks.first.filter(|_| self.outlook.is_too_short(self.run, self.at) && !matches!(next, Next::Decide(_)));
        let late = clocks.window.filter(|_| next == Next::Deadline);
        let (rollback_by, before) = match (first, late) {
            (_, Some(late)) => (late.rollback_by, None),
            (Some(first), None) => (first.by, self.first_upload(next)),
            (None, None) => return Err(Refusal::NothingToDecide),
        };
        Ok(Event::WentOn(WentOn { rollback_by, before, reason: reason(why)? }))
    }

    /// The upload of a target license that is asked about, or else the first that can be begun.
    fn first_upload(&self, next: Next) -> Option<StepId> {
        let asked = |step: &StepIx| self.outlook.asks_before(self.run, *step, self.at);
        let first = || self.run.plan.forward().iter().find(asked);
        let step = if let Next::FirstUpload(step) = next { Some(step) } else { first() };
        step.map(|step| self.id(step))
    }

    /// No target license is installed first in a window that could not hold its rollback, unless somebody has decided so.
    pub(super) fn window_is_decided(&self, step: StepIx) -> Result<(), Refusal> {
        let asks = self.outlook.asks_before(self.run, step, self.at);
        if asks { Err(Refusal::WindowTooShort(self.title(step))) } else { Ok(()) }
    }
}
