//! The text for Support: what the article asks for, all affected environments at once.

use std::fmt::Write as _;

use jiff::Timestamp;

use super::{
    clocks::Urgency,
    index::{EnvIx, StepIx},
    outlook::{Hold, HoldReason, Next, Outlook, holds},
    page::MessageClass,
    rollback,
    run::{Course, Evidence, Failure, Holding, Progress, Run},
    sight::Sight,
    zone,
};

/// The text for Support at a moment, as the facts have it, ready to paste; every line stands for itself.
pub fn ticket(run: &Run, outlook: &Outlook, now: Timestamp) -> String {
    ticket_of(run, outlook, now, &Seen { backup: &|_| Sight::Intact, when: "", known: Known::Now })
}

/// What the facts do not say.
#[derive(Clone, Copy)]
pub struct Seen<'a> {
    /// What was found of the backup of an environment.
    pub backup: &'a dyn Fn(EnvIx) -> Sight,
    /// When that was, as it follows a word; empty: now.
    pub when: &'a str,
    /// Whether the facts say how it stands.
    pub known: Known,
}

/// Whether the facts say how it stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Known {
    /// They do.
    Now,
    /// They say how it stood once; what came after is lost: nothing is called verified then.
    Then,
}

impl Known {
    /// What is known of something, in words.
    fn words(self, now: String, then: impl FnOnce() -> Option<String>) -> String {
        match self {
            Self::Now => now,
            Self::Then => then().map_or_else(|| "not known".to_owned(), |then| format!("{then} then, not known now")),
        }
    }
}

/// The text for Support at a moment, with what was seen besides the facts.
pub fn ticket_of(run: &Run, outlook: &Outlook, now: Timestamp, seen: &Seen<'_>) -> String {
    let known = seen.known;
    let mut text = String::new();
    let mut line = |words: String| {
        text.push_str(&words);
        text.push('\n');
    };
    if run.rehearsal {
        line("REHEARSAL - for the practice Support only".to_owned());
    }
    // Failures on the way back, or before it, are told also when that is over.
    let holds = holds(run, &outlook.freeze);
    line(format!("Subject: {}", subject(run, &holds)));
    line(String::new());
    line(format!("Article: {}", run.procedure.article));
    line(format!("Infrastructure: {}", run.infrastructure.name));
    line(format!("Source Activation Code (AAA): {}", run.infrastructure.source));
    line(format!("Target Activation Code (BBB): {}", run.infrastructure.target));
    if let Some(zone) = &run.zone {
        line(format!("Times are those of {}", zone::in_full(zone, run.started, now)));
    }
    let state = outlook.state_at(run, now).name().to_owned();
    line(format!("State: {}", known.words(state.clone(), || Some(state))));
    // Behind damage another step may be the next, and another decision due.
    for words in here(run, outlook, now).into_iter().filter(|_| known == Known::Now) {
        line(words);
    }
    line(String::new());
    for hold in holds.iter().filter(|hold| !request(hold).is_empty()) {
        line(request(hold).to_owned());
        for step in troubled(run, hold) {
            line(affected(run, step, known));
        }
        for watched in outlook.freeze.in_the_way(run).filter(|_| hold.reason == HoldReason::DeploymentRunning) {
            line(format!(
                "- deployment {} {}",
                watched.deployment.key,
                watched.deployment.words_at(now, run.zone.as_ref())
            ));
        }
        line(String::new());
    }
    for words in withdrawn(run, known).into_iter().chain(invalid(run, &holds)) {
        line(words);
    }
    line("All environments:".to_owned());
    for number in run.every_environment() {
        line(environment(run, number, known));
    }
    for words in backups(run, outlook, seen).into_iter().chain(way_back(run, outlook)) {
        line(words);
    }
    for note in &run.notes {
        line(format!("Note: {}", note.text));
    }
    text
}

/// The steps that were begun and not done, with why.
fn withdrawn(run: &Run, known: Known) -> Vec<String> {
    let withdrawn = run.plan.every_step().iter().filter(|step| !run.step(*step).withdrawn.is_empty());
    let lines = withdrawn.map(|step| format!("{}: {}", affected(run, step, known), run.step(step).withdrawn));
    section("These steps were started, but not done:", lines.collect())
}

/// The environments whose page does not call the installed license valid, unless a failed check tells of them.
fn invalid(run: &Run, holds: &[Hold]) -> Vec<String> {
    let told = holds.iter().any(|hold| hold.reason == HoldReason::PageDiffers);
    let invalid = run.every_environment().filter(|environment| !told && run.shows_invalid_license(*environment));
    let lines = invalid.map(|place| {
        let environment = run.environment(place);
        let shown = environment.page.as_ref().map_or_else(String::new, |page| super::sentence::page_words(run, page));
        let serial = environment.serial.as_ref().map_or("not known", |serial| serial.as_str());
        format!("- {}, serial number {serial}: {shown}", run.described(place).name)
    });
    section("The page does not show the installed license as valid:", lines.collect())
}

/// Lines under a heading, with a blank line after them; nothing where there are none.
fn section(heading: &str, lines: Vec<String>) -> Vec<String> {
    if lines.is_empty() {
        return lines;
    }
    std::iter::once(heading.to_owned()).chain(lines).chain([String::new()]).collect()
}

/// What a rollback would restore now; no line where there is nothing to restore.
fn backups(run: &Run, outlook: &Outlook, seen: &Seen<'_>) -> Option<String> {
    if seen.known == Known::Then {
        return Some("Rollback: not known.".to_owned());
    }
    let plan = rollback::plan(run, seen.backup);
    let count = plan.restored.len();
    if count == 0 || outlook.state.is_final() {
        return None;
    }
    let names = |which: &dyn Fn(&EnvIx) -> bool, lead: &str, places: Vec<EnvIx>| {
        let names: Vec<&str> =
            places.iter().filter(|place| which(place)).map(|place| run.described(*place).name.as_str()).collect();
        if names.is_empty() { String::new() } else { format!("; {lead} {}", names.join(", ")) }
    };
    let is_lost = |place: &EnvIx| run.environment(*place).backup.is_some() && (seen.backup)(*place).is_lost();
    let Seen { when, .. } = seen;
    let verified = if when.is_empty() || !plan.restored.iter().any(rollback::Restored::is_ready) {
        String::new()
    } else {
        format!(", verified{when}")
    };
    let rest = [
        names(&|place| !is_lost(place), "no AAA backup for", plan.missing().collect()),
        names(&is_lost, &format!("MISSING{when}:"), plan.missing().collect()),
        names(&|_| true, &format!("NOT READABLE{when}:"), plan.unreadable().collect()),
        names(&|_| true, "not checked:", plan.not_looked_at().collect()),
    ];
    Some(format!("Rollback: {count} to restore; {}{verified}{}.", plan.backups(), rest.concat()))
}

/// The environments that the rollback restores, or has restored; no lines where the migration is not going back.
fn way_back(run: &Run, outlook: &Outlook) -> Vec<String> {
    let Course::Back { reason } = &run.course else { return Vec::new() };
    let restored = run.every_environment().filter(|environment| run.environment(*environment).in_rollback);
    let names: Vec<&str> = restored.map(|environment| run.described(environment).name.as_str()).collect();
    let what = if outlook.state.is_final() { "We have rolled back" } else { "We are rolling back" };
    vec![String::new(), format!("{what} {}. Reason: {reason}", names.join(", "))]
}

/// Where the migration stands: the step, as the article numbers it, and since when deployments are paused.
fn here(run: &Run, outlook: &Outlook, now: Timestamp) -> Vec<String> {
    let asked = match outlook.next {
        Next::Step(step) | Next::Decide(step) | Next::FirstUpload(step) => Some(step),
        Next::Requirement(_)
        | Next::Deadline
        | Next::Deployments
        | Next::Support
        | Next::EndOfNight
        | Next::Nothing => None,
    };
    let clock = clock(run, outlook, now);
    let step = asked.map(|step| format!("Step: {}", step_words(run, step)));
    let paused = outlook.freeze.since.map(|since| format!("Deployments paused since: {}", run.told(since)));
    let held = run.held.as_ref().map(|why| format!("On hold: {why}"));
    let left_out = run.postponed().filter_map(|environment| {
        let left_out = run.environment(environment).postponed.as_ref()?;
        let (name, since) = (&run.described(environment).name, run.told(left_out.at));
        Some(format!("Left out for now: {name}, since {since}. Reason: {}", left_out.reason))
    });
    step.into_iter().chain(paused).chain(clock).chain(left_out).chain(held).collect()
}

/// The window, where somebody has to decide about it, or the line is stopped.
fn clock(run: &Run, outlook: &Outlook, now: Timestamp) -> Option<String> {
    let clocks = outlook.clocks(run, now);
    let window = clocks.window?;
    let (by, end, takes) = (run.told(window.rollback_by), run.told(window.end), window.rollback.as_mins());
    match outlook.next_at(run, now) {
        Next::FirstUpload(_) => {
            let takes = clocks.first?.rollback.as_mins();
            Some(format!(
                "Decision: start with BBB, or stop here. The window closes at {end}, and a rollback takes about {takes} min. Nothing has to be restored yet."
            ))
        }
        Next::Deadline => Some(format!(
            "Decision: continue, or roll back. A rollback takes about {takes} min: it had to start by {by} to end by {end}, when the window closes."
        )),
        Next::Decide(_) => {
            let has = if window.urgency == Urgency::Late { "had" } else { "has" };
            Some(format!(
                "A rollback takes about {takes} min: it {has} to start by {by} to end by {end}, when the window closes."
            ))
        }
        Next::Requirement(_) | Next::Step(_) | Next::Deployments | Next::Support | Next::EndOfNight | Next::Nothing => {
            None
        }
    }
}

/// A step as Support can find it in the article.
fn step_words(run: &Run, step: StepIx) -> String {
    let text = run.definition(step);
    format!("{}, \"{}\" ({})", run.planned(step).id, run.fill(&text.title, step), text.source)
}

fn subject(run: &Run, holds: &[Hold]) -> String {
    let what = holds.iter().map(words).find(|what| *what != QUESTION).unwrap_or(QUESTION);
    format!("Change of Activation Code, {}: {what}", run.infrastructure.name)
}

const fn words(hold: &Hold) -> &'static str {
    match (hold.reason, hold.faq) {
        (HoldReason::SerialNotFound, Some(1)) => "serial numbers not listed under AAA",
        (HoldReason::SerialNotFound, _) => "serial numbers not listed under BBB",
        (HoldReason::NotAccepted, Some(3)) => "BBB license not prepared",
        (HoldReason::NotAccepted, _) => "AAA license not prepared",
        (HoldReason::DeploymentRunning, _) => "a deployment does not end",
        (HoldReason::PageDiffers | HoldReason::PageAsks, _) => "unexpected Licensing page",
        (HoldReason::IpError, _) => "Intellectual Property error",
        (HoldReason::PublishFailed, _) => "test publish failed",
        (
            HoldReason::SerialChanged
            | HoldReason::FirstUpload
            | HoldReason::Deadline
            | HoldReason::LeftOut
            | HoldReason::Decision,
            _,
        ) => QUESTION,
    }
}

/// The subject where nothing failed.
const QUESTION: &str = "question";

const fn request(hold: &Hold) -> &'static str {
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
        (HoldReason::IpError, _) => "The test publish failed with an Intellectual Property error:",
        (HoldReason::PublishFailed, _) => "The test publish failed:",
        (
            HoldReason::SerialChanged
            | HoldReason::FirstUpload
            | HoldReason::Deadline
            | HoldReason::LeftOut
            | HoldReason::Decision,
            _,
        ) => "",
    }
}

/// The steps whose trouble is this reason.
fn troubled<'a>(run: &'a Run, hold: &'a Hold) -> impl Iterator<Item = StepIx> + 'a {
    let asked = |step: &StepIx| run.definition(*step).faq == hold.faq;
    run.plan.every_step().iter().filter(asked).filter(move |step| match &run.step(*step).progress {
        Progress::Failed(failure) | Progress::Collected(failure) => super::outlook::reason(failure) == hold.reason,
        Progress::Untouched | Progress::Done(_) | Progress::Reopened => false,
    })
}

fn affected(run: &Run, step: StepIx, known: Known) -> String {
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
            page.map(|page| super::sentence::page_words(run, page))
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
        Failure::SerialNotFound | Failure::DeploymentRunning | Failure::PageDiffers | Failure::PageAsks => None,
    }
}

/// A text word for word, with its further lines below its first.
fn indented(text: &str) -> String {
    text.replace('\n', "\n    ")
}

fn environment(run: &Run, environment: EnvIx, known: Known) -> String {
    let (described, one) = (run.described(environment), run.environment(environment));
    let serial = one.serial.as_ref().map_or("not known", |serial| serial.as_str());
    let platform = one.page.as_ref().and_then(|page| page.platform_version.as_ref());
    let platform = platform.map_or_else(String::new, |version| format!(", platform {version}"));
    format!(
        "- {} ({}), serial number {serial}, license {}, Intellectual Property {}{platform}",
        described.name,
        described.role.name(),
        license_words(run, environment, known),
        known.words(intellectual_property(run, environment), || {
            one.intellectual_property.as_ref().map(|reading| reading.value.clone())
        })
    )
}

fn license_words(run: &Run, environment: EnvIx, known: Known) -> String {
    let license_then = || match run.environment(environment).license.holding {
        Holding::Side(side, _) => Some(side.label().to_owned()),
        Holding::Foreign => Some(code(Holding::Foreign, false)),
        Holding::Unknown => None,
    };
    known.words(license(run, environment), license_then)
}

/// The value of *Intellectual Property* in an environment, in words.
pub fn intellectual_property(run: &Run, environment: EnvIx) -> String {
    let reading = run.environment(environment).intellectual_property.as_ref();
    reading.map_or_else(|| "not read".to_owned(), |reading| format!("{} ({})", reading.value, reading.evidence.word()))
}

/// The license of an environment, in words; what its page does not call valid is never told as fine.
pub fn license(run: &Run, environment: EnvIx) -> String {
    let license = run.environment(environment).license;
    let told = code(license.holding, license.target_possible);
    let is_seen = matches!(license.holding, Holding::Side(_, Evidence::Verified));
    if is_seen && !run.shows_valid_license(environment) {
        format!("{told}, not shown as valid by its page")
    } else {
        told
    }
}

fn code(holding: Holding, target_possible: bool) -> String {
    match holding {
        Holding::Side(side, evidence) => format!("{} ({})", side.label(), evidence.word()),
        Holding::Foreign => "neither AAA nor BBB".to_owned(),
        Holding::Unknown if target_possible => "not known, possibly BBB".to_owned(),
        Holding::Unknown => "not known".to_owned(),
    }
}
