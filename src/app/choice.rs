//! What a card offers, and what each choice asks: the same list for the screen and for line mode.

use super::{
    action::Deed,
    session::{Focus, Session},
};
use crate::domain::{
    infrastructure::Side,
    outlook::Standing,
    procedure::{StepKind, WhenIpError},
    run::{Progress, Trouble},
};

/// A choice of a card.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Choice {
    /// What is done.
    pub deed: Deed,
    /// What it is called here.
    pub label: String,
    /// What follows from it, where that is not plain.
    pub consequence: &'static str,
}

/// A question that a choice asks before it is done.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Question {
    /// A path of a file.
    Path(&'static str),
    /// A line of text.
    Line(&'static str),
    /// A line that may be left empty.
    Optional(&'static str),
    /// These words, typed in full.
    Words(&'static str),
}

/// The words that start a rollback.
pub const ROLL_BACK: &str = "roll back";

impl Question {
    /// What is asked.
    pub fn prompt(self) -> String {
        match self {
            Self::Path(prompt) | Self::Line(prompt) | Self::Optional(prompt) => prompt.to_owned(),
            Self::Words(words) => format!("Type  {words}  to confirm"),
        }
    }
}

/// What a deed asks before it is done.
pub const fn questions(deed: Deed) -> &'static [Question] {
    match deed {
        Deed::Yes
        | Deed::No
        | Deed::Begin
        | Deed::Withdraw
        | Deed::Finish
        | Deed::SerialNotFound
        | Deed::DeploymentRunning
        | Deed::Published => &[],
        Deed::GiveFile | Deed::GiveBackup | Deed::GiveFromSupport => &[Question::Path("Path of the license file")],
        Deed::GivePage => &[Question::Path("Path of the saved page")],
        Deed::Claim => &[Question::Line("What stands there"), Question::Optional("Anything to add (may be empty)")],
        Deed::Message => &[Question::Line("The message, word for word (paste it)")],
        Deed::OtherModule => &[Question::Line("Name of the module"), Question::Line("Why another module")],
        Deed::SupportAnswered => &[Question::Line("What did Support say, and under which request number")],
        Deed::DoAgain => &[Question::Line("Why it has to be done again")],
        Deed::ChangeSerial => &[Question::Line("The new serial number"), Question::Line("Why it changed")],
        Deed::Hold => &[Question::Line("Why you wait")],
        Deed::Lift => &[Question::Line("Why it is right to go on")],
        Deed::RollBack => &[Question::Line("Why you roll back"), Question::Words(ROLL_BACK)],
        Deed::Abandon => &[Question::Line("Why you give up")],
        Deed::Note => &[Question::Line("Note")],
    }
}

/// What a card offers.
pub fn choices(session: &Session, focus: Focus) -> Vec<Choice> {
    match focus {
        Focus::Requirement(_) => {
            vec![Choice::new(Deed::Yes, ""), Choice::new(Deed::No, "ends the attempt; nothing was touched")]
        }
        Focus::Step(place) => step(session, place),
        Focus::Stopped(_) => stopped(session),
        Focus::Support => vec![Choice::new(Deed::SupportAnswered, "opens again what they correct")],
        Focus::Nothing => Vec::new(),
    }
}

fn stopped(session: &Session) -> Vec<Choice> {
    let mut choices = Vec::new();
    if session.run.may_have_target().next().is_some() {
        choices.push(Choice::new(Deed::RollBack, "as the article says"));
    }
    choices.push(Choice::named(Deed::Hold, "Hold", "everything stays as it is"));
    choices.push(Choice::new(Deed::Lift, "against the article: with a reason, on the record"));
    choices
}

fn step(session: &Session, place: usize) -> Vec<Choice> {
    let standing = session.outlook.standing(place);
    let answerable = standing.is_answerable() || *standing == Standing::Collected;
    if !answerable {
        return Vec::new();
    }
    let begun = *standing == Standing::Begun;
    let again = session.run.step(place).attempts > 0;
    match &session.run.step_text(place).kind {
        StepKind::Read => vec![Choice::named(Deed::Finish, "I have read it all", "")],
        StepKind::Pause => vec![
            Choice::named(Deed::Finish, "Deployments are paused, none is running", ""),
            Choice::new(Deed::DeploymentRunning, "holds here until it has ended"),
        ],
        StepKind::Act | StepKind::Contact => vec![Choice::new(Deed::Finish, "")],
        StepKind::Resume => vec![Choice::named(Deed::Finish, "Deployments are resumed", "")],
        StepKind::Obtain { side, .. } => obtain(session, place, *side, again),
        StepKind::Upload { .. } if begun => vec![
            Choice::named(Deed::Finish, "It is uploaded", "the page is read next"),
            Choice::new(Deed::Withdraw, ""),
        ],
        StepKind::Upload { .. } => vec![Choice::named(Deed::Begin, "Begin the upload", "the vault is checked first")],
        StepKind::Check { .. } => check(&session.run.step(place).progress),
        StepKind::Republish { ip_error } => republish(begun, again, *ip_error),
    }
}

fn obtain(session: &Session, place: usize, side: Side, again: bool) -> Vec<Choice> {
    let source = side == Side::Source;
    let environment = session.run.planned(place).environment;
    let on_target = environment.is_some_and(|place| session.run.environment(place).license.may_be_target());
    let mut choices = vec![Choice::new(Deed::GiveFile, "")];
    // Where BBB is or may be installed, Service Center would save that license as backup.
    if source && !on_target {
        choices.push(Choice::new(Deed::GiveBackup, "from Service Center"));
    }
    if again {
        choices.push(Choice::new(Deed::GiveFromSupport, ""));
    }
    let consequence = if source { "collected for Support, FAQ 1" } else { "holds here" };
    choices.push(Choice::new(Deed::SerialNotFound, consequence));
    choices
}

fn check(progress: &Progress) -> Vec<Choice> {
    let mut choices = vec![
        Choice::named(Deed::GivePage, "Paste the page here, or give a saved one", "verified"),
        Choice::new(Deed::Claim, "counts as claimed only"),
    ];
    match progress {
        Progress::Failed(Trouble::NotAccepted { .. }) | Progress::Collected(_) => {
            choices.push(Choice::new(Deed::SupportAnswered, "the license is obtained again"));
        }
        Progress::Failed(_) | Progress::Reopened => {
            choices.push(Choice::named(Deed::DoAgain, "Do the upload again", ""));
        }
        Progress::Untouched | Progress::Done(_) => {}
    }
    choices
}

fn republish(begun: bool, again: bool, ip_error: WhenIpError) -> Vec<Choice> {
    let message = match ip_error {
        WhenIpError::StopTheLine => "an Intellectual Property error stops the line",
        WhenIpError::Support => "goes to Support with the rest",
    };
    let mut choices = Vec::new();
    if begun {
        choices.push(Choice::new(Deed::Published, "counts as claimed"));
        choices.push(Choice::new(Deed::Message, message));
        choices.push(Choice::new(Deed::Withdraw, ""));
        return choices;
    }
    let label = if again { "Try once more" } else { "Begin the test publish" };
    choices.push(Choice::named(Deed::Begin, label, ""));
    choices.push(Choice::new(Deed::OtherModule, ""));
    choices
}

impl Choice {
    fn new(deed: Deed, consequence: &'static str) -> Self {
        Self::named(deed, deed.name(), consequence)
    }

    fn named(deed: Deed, label: &str, consequence: &'static str) -> Self {
        Self { deed, label: label.to_owned(), consequence }
    }
}
