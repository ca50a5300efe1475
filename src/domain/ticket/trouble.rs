//! The troubles in the text for Support: how the subject names them, what is asked for each, and whom it concerns.

use std::fmt::Write as _;

use super::{
    super::{
        index::{EnvIx, StepIx},
        outlook::{Hold, HoldReason},
        page::MessageClass,
        run::{Evidence, Failure, Progress, Run},
        sentence::page_words,
    },
    environments::license_words,
    seen::Known,
};

/// The subject: every kind of trouble, the one in the first step first.
pub(super) fn subject(run: &Run, holds: &[Hold]) -> String {
    let mut what: Vec<&str> = Vec::new();
    for words in holds.iter().map(words).filter(|words| *words != QUESTION) {
        if !what.contains(&words) {
            what.push(words);
        }
    }
    let what = if what.is_empty() { QUESTION.to_owned() } else { what.join("; ") };
    let case = run.case.as_ref().map_or_else(String::new, |case| format!(", case {case}"));
    format!("Change of Activation Code, {}{case}: {what}", run.infrastructure.name)
}

/// Whether anything failed that Support is asked about.
pub(super) fn is_question(holds: &[Hold]) -> bool {
    holds.iter().all(|hold| words(hold) == QUESTION)
}

const fn words(hold: &Hold) -> &'static str {
    match (hold.reason, hold.faq) {
        (HoldReason::SerialNotFound, Some(1)) => "serial numbers not listed under AAA",
        (HoldReason::SerialNotFound, _) => "serial numbers not listed under BBB",
        (HoldReason::NotAccepted, Some(3)) => "BBB license not prepared",
        (HoldReason::NotAccepted, _) => "AAA license not prepared",
        (HoldReason::DeploymentRunning, _) => "a deployment does not end",
        (HoldReason::PageDiffers | HoldReason::PageAsks, _) => "unexpected Licensing page",
        (HoldReason::OtherModules, _) => "modules of another Activation Code",
        (HoldReason::ProtectedModules, _) => "protected modules in ActivationCodeCheck",
        (HoldReason::IpError, _) => "Intellectual Property error",
        (HoldReason::PublishFailed, _) => "test publish failed",
        (
            HoldReason::SerialChanged
            | HoldReason::FirstUpload
            | HoldReason::Deadline
            | HoldReason::LeftOut
            | HoldReason::BetweenNights
            | HoldReason::HandOver
            | HoldReason::Decision,
            _,
        ) => QUESTION,
    }
}

/// The subject where nothing failed.
const QUESTION: &str = "question";

/// What is asked for a trouble; empty where nothing is.
pub(super) const fn request(hold: &Hold) -> &'static str {
    match (hold.reason, hold.faq) {
        (HoldReason::SerialNotFound, Some(1)) => {
            "These serial numbers are not listed under AAA. Please provide their license files in another way:"
        }
        (HoldReason::SerialNotFound, _) => {
            "These serial numbers are not listed under BBB, or cannot be registered there. Please make them available:"
        }
        (HoldReason::NotAccepted, Some(3)) => {
            "The BBB license is not prepared for the migration. Please correct the license definition; we will then obtain BBB again for all environments:"
        }
        (HoldReason::NotAccepted, _) => {
            "The AAA license is not prepared for the migration. Please provide license files for these environments in another way:"
        }
        (HoldReason::DeploymentRunning, _) => "A deployment does not end:",
        (HoldReason::PageDiffers, _) => "The Licensing page shows unexpected values:",
        (HoldReason::PageAsks, _) => "The Licensing page shows values that we did not expect. Are they correct?",
        (HoldReason::OtherModules, _) => {
            "ActivationCodeCheck names modules of another Activation Code. What do we have to do before we install BBB?"
        }
        (HoldReason::ProtectedModules, _) => {
            "ActivationCodeCheck shows protected modules and offers its wizard. How should we proceed?"
        }
        (HoldReason::IpError, _) => "The test publish failed with an Intellectual Property error:",
        (HoldReason::PublishFailed, _) => "The test publish failed:",
        (
            HoldReason::SerialChanged
            | HoldReason::FirstUpload
            | HoldReason::Deadline
            | HoldReason::LeftOut
            | HoldReason::BetweenNights
            | HoldReason::HandOver
            | HoldReason::Decision,
            _,
        ) => "",
    }
}

/// The steps whose trouble is this reason.
pub(super) fn troubled<'a>(run: &'a Run, hold: &'a Hold) -> impl Iterator<Item = StepIx> + 'a {
    let asked = |step: &StepIx| run.definition(*step).faq == hold.faq;
    run.plan.every_step().iter().filter(asked).filter(move |step| match &run.step(*step).progress {
        Progress::Failed(failure) | Progress::Collected(failure) => failure.reason() == hold.reason,
        Progress::Untouched | Progress::Done(_) | Progress::Reopened => false,
    })
}

/// Where the article asks for all affected environments at once (FAQ 1 and 2): those that were not looked at yet.
pub(super) fn not_looked_at(run: &Run, hold: &Hold) -> Option<String> {
    if !matches!(hold.faq, Some(1 | 2)) {
        return None;
    }
    let is_open = |step: &StepIx| {
        let is_asked = run.definition(*step).faq == hold.faq;
        is_asked && matches!(run.step(*step).progress, Progress::Untouched | Progress::Reopened)
    };
    let open = run.plan.every_step().iter().filter(is_open).filter_map(|step| run.planned(step).environment);
    let places: Vec<EnvIx> = open.collect();
    let were = match places.len() {
        0 => return None,
        1 => "1 environment was".to_owned(),
        count => format!("{count} environments were"),
    };
    Some(format!("Not complete yet: {were} not looked at ({}).", run.infrastructure.all_names(places.into_iter())))
}

/// A step as Support can find it in the article.
pub(super) fn step_words(run: &Run, step: StepIx) -> String {
    let text = run.definition(step);
    format!("{}, \"{}\" ({})", run.planned(step).id, run.fill(&text.title, step), text.source)
}

/// A step in trouble, with its environment, when it failed, and the exact words.
pub(super) fn affected(run: &Run, step: StepIx, known: Known) -> String {
    let name = run.planned(step).environment.map_or_else(String::new, |environment| {
        let serial = run.environment(environment).serial.as_ref();
        let serial = serial.map_or("not known", |serial| serial.as_str());
        let license = license_words(run, environment, known);
        format!("{}, serial number {serial}, license now {license}, ", run.described(environment).name)
    });
    let mut line = format!("- {name}step {}", step_words(run, step));
    if let Some(at) = run.step(step).closed {
        let _ = write!(line, ", {}", run.told(at));
    }
    let detail = match &run.step(step).progress {
        Progress::Failed(Failure::PageDiffers) => {
            let page = run.planned(step).environment.and_then(|environment| run.environment(environment).page.as_ref());
            page.map(|page| page_words(run, page))
        }
        Progress::Failed(failure) | Progress::Collected(failure) => detail(failure),
        Progress::Untouched | Progress::Done(_) | Progress::Reopened => None,
    };
    if let Some(detail) = detail {
        let _ = write!(line, ": {detail}");
    }
    line
}

fn detail(failure: &Failure) -> Option<String> {
    match failure {
        Failure::NotAccepted { value, .. } => Some(format!("Intellectual Property reads {value}")),
        Failure::Publish { class: MessageClass::Other, message } => Some(format!("message: {}", indented(message))),
        Failure::Publish { message, .. } => Some(format!("exact message: {}", indented(message))),
        Failure::Modules { what, by, .. } => Some(match by {
            Evidence::Verified => format!("ActivationCodeCheck shows that {what}"),
            Evidence::Claimed => format!("we report that {what}"),
        }),
        Failure::SerialNotFound | Failure::DeploymentRunning | Failure::PageDiffers | Failure::PageAsks => None,
    }
}

/// A text word for word, with its further lines below its first.
fn indented(text: &str) -> String {
    text.replace('\n', "\n    ")
}

/// The environments whose page does not call the installed license valid, unless a failed check tells of them.
pub(super) fn invalid(run: &Run, holds: &[Hold]) -> Vec<String> {
    let told = holds.iter().any(|hold| hold.reason == HoldReason::PageDiffers);
    let invalid = run.every_environment().filter(|environment| !told && run.shows_invalid_license(*environment));
    let lines = invalid.map(|place| {
        let environment = run.environment(place);
        let shown = environment.page.as_ref().map_or_else(String::new, |page| page_words(run, page));
        let serial = environment.serial.as_ref().map_or("not known", |serial| serial.as_str());
        format!("- {}, serial number {serial}: {shown}", run.described(place).name)
    });
    lines.collect()
}

/// The steps that were begun and not done, with why.
pub(super) fn withdrawn(run: &Run, known: Known) -> Vec<String> {
    let withdrawn = run.plan.every_step().iter().filter(|step| !run.step(*step).withdrawn.is_empty());
    let lines = withdrawn.map(|step| format!("{}: {}", affected(run, step, known), run.step(step).withdrawn));
    lines.collect()
}
