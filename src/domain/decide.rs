//! Judges a command: out comes a fact, or a refusal. Pure; the time comes in with the command.

mod age;
mod already;
mod code;
mod file;
mod handover;
mod modules;
mod night;
mod page;
mod postpone;
mod publish;
mod step;
mod watch;
mod way;
mod window;

use jiff::Timestamp;

use super::{
    command::Command,
    event::Event,
    index::{EnvIx, StepIx},
    infrastructure::EnvironmentId,
    outlook::{Outlook, State},
    refusal::Refusal,
    run::Run,
    text::clean,
};

/// Judges a command given at a time. The outlook is that of the same state: nothing is computed anew.
///
/// # Errors
/// With the rule that forbids it and what to do instead; then nothing changes.
pub fn decide(run: &Run, outlook: &Outlook, command: &Command, at: Timestamp) -> Result<Event, Refusal> {
    let judge = Judge { run, outlook, at: run.now(at) };
    judge.is_here(command)?;
    match command {
        Command::Answer { requirement, yes } => judge.answer(requirement, *yes),
        Command::AskAgain { requirement, reason } => judge.ask_again(requirement, reason),
        Command::Step { step, attempt, command } => judge.step(step, *attempt, command),
        Command::SeePage { environment, page, evidence } => judge.see_page(environment, page, *evidence),
        Command::ReportDamage { environment, side, what } => {
            Ok(Event::VaultDamaged { environment: judge.known(environment)?.0.clone(), side: *side, what: clean(what) })
        }
        Command::SupportAnswered { note } => judge.support_answered(note),
        Command::DoAgain { step, reason } => judge.do_again(step, reason),
        Command::ChooseModule { environment, module, reason } => judge.choose_module(environment, module, reason),
        Command::ChangeSerial { environment, serial, reason } => judge.change_serial(environment, serial, reason),
        Command::CorrectCode { side, code, reason } => judge.correct_code(*side, code, reason),
        Command::Hold { reason } => judge.hold(reason),
        Command::Postpone { environment, reason } => judge.postpone(environment, reason),
        Command::TakeUp { environment } => judge.take_up(environment),
        Command::ChooseOrder { environments } => judge.choose_order(environments),
        Command::EndNight { reason } => judge.end_night(reason),
        Command::BeginNight => judge.begin_night(),
        Command::ResumeDeployments { reason } => judge.resume_deployments(reason),
        Command::NameCase { case } => judge.name_case(case),
        Command::LiftStop { reason } => judge.lift_stop(reason),
        Command::GoOn { reason } => judge.go_on(reason),
        Command::ChangeWindow { window, reason, is_meant } => judge.change_window(*window, reason, *is_meant),
        Command::HandOver { to, items, note } => judge.hand_over(to, items, note),
        Command::TakeOver => judge.take_over(),
        Command::Acknowledge { item } => judge.acknowledge(*item),
        Command::AcceptDeployments { deployments, reason } => judge.accept_deployments(deployments, reason),
        Command::AbortDeployment { deployment } => judge.abort_deployment(deployment),
        Command::RollBack { reason } => judge.roll_back(reason),
        Command::Abandon { reason } => judge.abandon(reason),
        Command::Point(pointing) => judge.point(pointing),
        Command::Note { about, text } => judge.note(about.as_ref(), text),
    }
}

/// Whether a rule allows a step to be done again now.
pub fn is_repeatable(run: &Run, outlook: &Outlook, step: StepIx) -> bool {
    let judge = Judge { run, outlook, at: run.latest };
    judge.again(step).is_ok()
}

/// A command is judged by the state, what follows from it, and the time.
struct Judge<'a> {
    run: &'a Run,
    outlook: &'a Outlook,
    at: Timestamp,
}

impl Judge<'_> {
    fn known<'id>(&self, id: &'id EnvironmentId) -> Result<(&'id EnvironmentId, EnvIx), Refusal> {
        let place = self.run.position(id).ok_or_else(|| Refusal::NoSuchEnvironment(id.to_string()))?;
        Ok((id, place))
    }

    fn name(&self, environment: EnvIx) -> String {
        self.run.described(environment).name.clone()
    }

    fn not_over(&self) -> Result<(), Refusal> {
        match self.outlook.state {
            state @ (State::RolledBack | State::Abandoned) => Err(Refusal::Over(state.name())),
            State::Preparing | State::Running | State::Held | State::Stopped | State::RollingBack | State::Done => {
                Ok(())
            }
        }
    }
}

/// A reason, which must say something.
fn reason(text: &str) -> Result<String, Refusal> {
    let text = clean(text);
    if text.is_empty() { Err(Refusal::ReasonNeeded) } else { Ok(text) }
}
