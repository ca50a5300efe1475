//! The choices of a card: the same list for the screen and for line mode.

mod code_check;
mod end_of_night;
mod for_me;
mod take_over;
mod window;

use self::end_of_night::{ASKS, NightChoice, between_nights, end_of_night, left_out, resume, support};
use self::{
    code_check::code_check,
    for_me::for_me,
    take_over::take_over,
    window::{deadline, first_upload},
};
use crate::{
    domain::{
        decide::is_repeatable,
        index::StepIx,
        infrastructure::Side,
        outlook::Standing,
        procedure::{StepKind, WhenIpError},
        run::{Course, Failure, Progress},
        tool::Tool,
    },
    engine::{
        codes::near_code,
        deployments::to_abort,
        download::Download,
        downloads::offer,
        left::left_beside,
        operation::Operation,
        redo::{to_do_again, to_obtain_another},
        session::Session,
        subject::Subject,
        tool::tool,
    },
};

/// A choice of a card.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Choice {
    /// The operation that it does.
    pub operation: Operation,
    /// Its name on this card.
    pub label: String,
    /// Its consequence, where that is not plain; else empty.
    pub consequence: &'static str,
}

/// The consequence where something is done again of which a person has said how it ended.
const TAKES_BACK: &str = "with a reason; takes back what was reported";

/// What comes after an upload was started, and before: acmove uploads nothing itself.
const UPLOADS: &str = "then you upload it; acmove re-reads the backup first";

/// The same of a test publish.
const PUBLISHES: &str = "then you publish it; acmove re-reads the backup first";

/// The choices of a card; none where nothing can be recorded.
pub fn choices(session: &Session, subject: Subject) -> Vec<Choice> {
    if session.is_still() {
        return Vec::new();
    }
    let for_me = for_me(session, subject).map(|consequence| Choice::new(Operation::DoForMe, consequence));
    own_choices(session, subject).into_iter().chain(for_me).collect()
}

fn own_choices(session: &Session, subject: Subject) -> Vec<Choice> {
    match subject {
        Subject::Requirement(_) => {
            vec![Choice::new(Operation::Yes, ""), Choice::new(Operation::No, "ends the attempt; nothing was changed")]
        }
        Subject::Step(place) => step(session, place),
        Subject::Stopped(_) => stopped(session),
        Subject::FirstUpload(_) => first_upload().map(Choice::of).into(),
        Subject::Deadline => deadline(session).map(Choice::of).into(),
        Subject::Deployments => deployments(session),
        Subject::Support => support(session).map(Choice::of).collect(),
        Subject::TakeOver => [take_over(session)].map(|(what, then)| Choice::new(what, then)).into(),
        Subject::EndOfNight => end_of_night(session).map(Choice::of).collect(),
        Subject::BetweenNights => between_nights(session).map(Choice::of).collect(),
        Subject::Nothing => resume(session).map(Choice::of).into_iter().collect(),
    }
}

fn stopped(session: &Session) -> Vec<Choice> {
    let mut choices = Vec::new();
    if session.run.may_have_target().next().is_some() {
        choices.push(Choice::new(Operation::RollBack, "as the article says"));
    }
    if session.run.held.is_none() {
        choices.push(Choice::named(Operation::Hold, "Hold", "everything stays as it is"));
    }
    choices.push(Choice::new(Operation::Lift, "against the article; your reason is recorded"));
    choices
}

/// The pause: closed on a person's word, unless LifeTime shows something else, or was to be watched and is not.
fn pause(session: &Session, place: StepIx) -> Vec<Choice> {
    let mut choices = vec![Choice::named(Operation::Finish, "Deployments are paused, and none is running", "")];
    let freeze = &session.outlook.freeze;
    if freeze.is_broken() {
        choices.push(Choice::named(
            Operation::AcceptDeployments,
            "Continue despite it",
            "your reason is recorded; then confirm",
        ));
        choices.extend(abort(session));
    } else if freeze.is_blind_at_pause {
        let label = "I checked LifeTime myself";
        choices.push(Choice::named(Operation::AcceptDeployments, label, "what you saw is the reason; then confirm"));
    }
    choices.push(Choice::new(Operation::DeploymentRunning, "the migration waits until it has ended"));
    choices.extend(take_back(session, place));
    choices
}

/// Deployments in the freeze: whoever waits need not do anything.
fn deployments(session: &Session) -> Vec<Choice> {
    let mut all = session.outlook.freeze.in_the_way(&session.run);
    let runs = all.any(|watched| watched.deployment.status.is_under_way());
    let go_on = if runs {
        Choice::new(Operation::AcceptDeployments, "your reason is recorded")
    } else {
        Choice::named(Operation::AcceptDeployments, "Continue", "what you found is the reason")
    };
    let mut choices: Vec<Choice> = [go_on].into_iter().chain(abort(session)).collect();
    if session.can_roll_back() {
        choices.push(Choice::new(Operation::RollBack, ASKS));
    }
    choices
}

fn abort(session: &Session) -> Option<Choice> {
    to_abort(session).map(|_| Choice::new(Operation::AbortDeployment, "asks for the name of the environment"))
}

fn step(session: &Session, place: StepIx) -> Vec<Choice> {
    let standing = session.outlook.standing(place);
    if let Some(left_out) = left_out(session, place) {
        return vec![Choice::of(left_out)];
    }
    if matches!(standing, Standing::Done(_)) {
        return do_again(session, place).into_iter().collect();
    }
    if !standing.is_answerable() && *standing != Standing::Collected {
        return Vec::new();
    }
    if session.running_at(place).is_some() {
        return vec![Choice::new(Operation::StopCommand, "and what it has started here")];
    }
    if left_beside(session, place).is_some() {
        return Vec::new();
    }
    let begun = *standing == Standing::Begun;
    let again = session.run.step(place).attempts > 0;
    match &session.run.definition(place).kind {
        StepKind::Read => vec![Choice::named(Operation::Finish, "I have read it all", "")],
        StepKind::Pause { .. } => pause(session, place),
        StepKind::CodeCheck => code_check(session, place).map(Choice::of).collect(),
        StepKind::Contact => {
            vec![Choice::new(Operation::Finish, ""), Choice::named(Operation::NameCase, "Record the case number", "")]
        }
        StepKind::Act => vec![Choice::new(Operation::Finish, "")],
        StepKind::Resume => vec![Choice::named(Operation::Finish, "Deployments are resumed", "")],
        StepKind::Obtain { side, .. } => obtain(session, place, *side, again),
        StepKind::Upload { .. } if begun => {
            let own = [
                Choice::named(Operation::Finish, "I uploaded it", "the page is checked next"),
                Choice::named(Operation::Withdraw, "I did not upload it", ""),
            ];
            own.into_iter().chain(by_command(session, place)).collect()
        }
        StepKind::Upload { .. } => {
            let first = Choice::named(Operation::Begin, "Start the upload", UPLOADS);
            // The file may turn out to be none when it is uploaded.
            let obtains = to_do_again(session, Subject::Step(place))
                .is_ok_and(|step| matches!(session.run.definition(step).kind, StepKind::Obtain { .. }));
            let drift = drifted(session, place);
            let unread = (session.unread == Some((place, session.run.attempt(place))))
                .then(|| Choice::new(Operation::ReadSerial, "otherwise the next start goes ahead without it"));
            let own = [first].into_iter().filter(|_| drift.is_empty()).chain(drift.clone());
            let own = own.chain(already(session, place).into_iter().flatten().filter(|_| drift.is_empty()));
            let command = by_command(session, place).filter(|_| drift.is_empty());
            own.chain(unread).chain(command).chain(do_again(session, place).filter(|_| obtains)).collect()
        }
        StepKind::Check { .. } => check(session, place),
        StepKind::Republish { ip_error } => {
            if session.unclear_at(place).is_some() {
                return unclear(begun, *ip_error);
            }
            let own = republish(session, begun, again, *ip_error);
            own.into_iter().chain(by_command(session, place)).collect()
        }
    }
}

/// The side whose license a page shows already, where it is to be uploaded.
pub fn shown_already(session: &Session, place: StepIx) -> Option<Side> {
    let StepKind::Upload { side } = session.run.definition(place).kind else { return None };
    let environment = session.run.planned(place).environment?;
    session.run.is_shown(environment, side).then_some(side)
}

/// The choices where a page shows the license already that is to be uploaded here.
fn already(session: &Session, place: StepIx) -> Option<Vec<Choice>> {
    let is_change = shown_already(session, place)? == Side::Target || matches!(session.run.course, Course::Back { .. });
    let mine = Choice::new(Operation::UploadedAlready, "with the time and a reason; counts as reported");
    let other =
        Choice::named(Operation::Hold, "Another person uploaded it", "the migration waits until you know who did");
    Some(if is_change { vec![mine, other] } else { vec![mine] })
}

/// The command that can do a step.
fn by_command(session: &Session, step: StepIx) -> Option<Choice> {
    // A step that was begun may have to wait by now.
    if matches!(session.run.course, Course::Stopped { .. }) || session.outlook.freeze.holds {
        return None;
    }
    let ran = session.run.step(step).ran.is_some();
    let (label, consequence) = match tool(session, step)? {
        Tool::UploadLicense | Tool::GetSerial if ran => {
            ("Run the command again", "counts as reported; the page is checked next")
        }
        Tool::UploadLicense | Tool::GetSerial => {
            ("Let ConfigurationTool upload it", "counts as reported; the page is checked next")
        }
        Tool::Publish if ran => ("Run the command again", "publishes a package; counts as reported"),
        Tool::Publish => ("Let OSPTool publish", "a package, not the module; counts as reported"),
    };
    Some(Choice::named(Operation::RunCommand, label, consequence))
}

/// The choices where the server has another serial number than the license files.
fn drifted(session: &Session, place: StepIx) -> Vec<Choice> {
    let environment = session.run.planned(place).environment;
    if environment.is_none_or(|environment| session.run.environment(environment).drift.is_none()) {
        return Vec::new();
    }
    let changed =
        Choice::named(Operation::ChangeSerial, "The serial number changed", "its license files no longer apply");
    vec![changed, Choice::new(Operation::ReadSerial, "if the error was temporary")]
}

fn obtain(session: &Session, place: StepIx, side: Side, again: bool) -> Vec<Choice> {
    let source = side == Side::Source;
    let environment = session.run.planned(place).environment;
    let on_target = environment.is_some_and(|environment| session.run.environment(environment).license.may_be_target());
    let mut choices = vec![Choice::new(Operation::GiveFile, "")];
    let take = |download: &Download| {
        Choice::named(Operation::TakeDownload, &format!("Use {}", download.name), "new in the downloads")
    };
    choices.extend(offer(session, Subject::Step(place)).map(take));
    // Where BBB is or may be installed, Service Center would save that license as backup.
    if source && !on_target {
        choices.push(Choice::new(Operation::GiveBackup, "in Service Center"));
    }
    if again {
        choices.push(Choice::new(Operation::GiveFromSupport, ""));
    }
    let (label, consequence) = if source {
        ("The serial number is not listed", "added to the Support request, FAQ 1")
    } else {
        ("The serial number cannot be registered", "the migration waits")
    };
    choices.push(Choice::named(Operation::SerialNotFound, label, consequence));
    choices.extend(take_back(session, place));
    choices
}

fn check(session: &Session, step: StepIx) -> Vec<Choice> {
    let mut choices = vec![
        Choice::named(Operation::GivePage, "Select a saved page", ""),
        Choice::new(Operation::Claim, "counts as reported only"),
    ];
    if session.run.step(step).progress == Progress::Failed(Failure::PageAsks) {
        choices.insert(1, Choice::new(Operation::Accept, "your reason is recorded"));
    }
    match &session.run.step(step).progress {
        Progress::Failed(Failure::NotAccepted { redo: true, .. }) => {
            choices.push(Choice::new(Operation::SupportAnswered, "all environments obtain BBB again"));
        }
        Progress::Failed(Failure::PageDiffers) if near_code(session, step).is_some() => {
            choices.splice(0..0, take_code(session, step));
            choices.extend(do_again(session, step));
        }
        Progress::Failed(Failure::PageDiffers) if to_obtain_another(session, step).is_some() => {
            choices.splice(0..0, do_again(session, step));
        }
        Progress::Collected(_) | Progress::Failed(_) | Progress::Reopened => choices.extend(do_again(session, step)),
        // A page that was refused may say that the upload did not work, or that the server is another one by now.
        Progress::Untouched if session.run.step(step).refused > 0 => choices.extend(do_again(session, step)),
        Progress::Untouched | Progress::Done(_) => {}
    }
    if session.run.step(step).refused > 0 {
        choices.push(Choice::named(
            Operation::ChangeSerial,
            "The serial number changed",
            "its license files no longer apply",
        ));
    }
    choices
}

/// To take the code of the page, where the codes are not fixed yet.
fn take_code(session: &Session, step: StepIx) -> Option<Choice> {
    let near = near_code(session, step).filter(|_| !session.run.are_codes_fixed())?;
    let label = format!("{} was mistyped: use the code of the page", near.side.label());
    Some(Choice::named(Operation::TakeCode, &label, "with a reason"))
}

/// To take back what somebody said stands in the way here.
fn take_back(session: &Session, place: StepIx) -> Option<Choice> {
    let is_said = session.run.mark(place).stage.is_failed() && session.run.is_word(place);
    do_again(session, place).filter(|_| is_said)
}

/// To do again what `to_do_again` names, where no rule forbids it.
fn do_again(session: &Session, place: StepIx) -> Option<Choice> {
    let step = to_do_again(session, Subject::Step(place)).ok()?;
    let is_word = session.run.is_word(step);
    let label = match &session.run.definition(step).kind {
        _ if step == place && session.run.mark(step).stage.is_failed() => "Take it back",
        _ if step == place => "Redo this step",
        StepKind::Obtain { .. } => "Obtain another license",
        StepKind::Upload { .. } => "Redo the upload",
        StepKind::Read
        | StepKind::Pause { .. }
        | StepKind::Act
        | StepKind::CodeCheck
        | StepKind::Resume
        | StepKind::Contact
        | StepKind::Check { .. }
        | StepKind::Republish { .. } => "Redo the step before",
    };
    is_repeatable(&session.run, &session.outlook, step)
        .then(|| Choice::named(Operation::DoAgain, label, if is_word { TAKES_BACK } else { "with a reason" }))
}

fn republish(session: &Session, begun: bool, again: bool, ip_error: WhenIpError) -> Vec<Choice> {
    let message = match ip_error {
        WhenIpError::StopTheLine => "an Intellectual Property error stops the migration everywhere",
        WhenIpError::Support => "added to the Support request",
    };
    let mut choices = Vec::new();
    if begun {
        choices.push(Choice::new(Operation::Published, "counts as reported"));
        choices.push(Choice::new(Operation::Message, message));
        choices.push(Choice::named(Operation::Withdraw, "I did not publish it", ""));
        return choices;
    }
    let label = if again { "Try again" } else { "Start the test publish" };
    choices.push(Choice::named(Operation::Begin, label, PUBLISHES));
    choices.push(Choice::new(Operation::OtherModule, ""));
    // As long as a failed publish is not repaired, going back is a choice like the others.
    if again && session.can_roll_back() {
        choices.push(Choice::named(Operation::RollBack, "Roll back", ASKS));
    }
    choices
}

/// What a message may say of which acmove cannot tell it.
fn unclear(begun: bool, ip_error: WhenIpError) -> Vec<Choice> {
    let property = match ip_error {
        WhenIpError::StopTheLine => "stops the migration in all environments",
        WhenIpError::Support => "added to the Support request",
    };
    let published = Choice::named(Operation::Published, "It says that the module was published", "counts as reported");
    let mut choices: Vec<Choice> = begun.then_some(published).into_iter().collect();
    choices.push(Choice::new(Operation::ReadAsProperty, property));
    choices.push(Choice::new(Operation::ReadAsError, "you can try again"));
    choices.push(Choice::named(Operation::Message, "Paste another text", "the whole page or message"));
    choices.extend(begun.then(|| Choice::named(Operation::Withdraw, "I did not publish it", "")));
    choices
}

impl Choice {
    fn new(operation: Operation, consequence: &'static str) -> Self {
        Self::named(operation, operation.name(), consequence)
    }

    fn of((operation, label, consequence): NightChoice) -> Self {
        Self { operation, label, consequence }
    }
    fn named(operation: Operation, label: &str, consequence: &'static str) -> Self {
        Self { operation, label: label.to_owned(), consequence }
    }
}
