//! Commands about a test publish: what a message, a page or a person says of it. Doubt decides nothing.

use jiff::{SignedDuration, Timestamp, civil::DateTime, tz::Offset};

use super::{
    super::{
        event::{Consequence, Event},
        index::{EnvIx, StepIx},
        outlook::is_ip_error,
        page::MessageClass,
        procedure::{StepKind, WhenIpError},
        publish::{ModulePage, PublishSuccess, PublishText, is_module_name, is_same_module},
        refusal::Refusal,
        run::Run,
        text::{clean, one_line},
    },
    Judge,
    step::OpenStep,
};

/// The zones of the world that are farthest from UTC: a server's clock shows the time of one between them.
const EAST: Offset = Offset::constant(14);
const WEST: Offset = Offset::constant(-12);

/// By how much two times of a clock can be apart from what has passed between them: it is moved twice a year.
const MOVED: SignedDuration = SignedDuration::from_mins(61);

/// Why a text is not clear, where there is nothing else to say.
const NOT_UNDERSTOOD: &str = "acmove does not understand all of this text.";

/// The most characters of a text that are told as the reason why it is not clear.
const LONGEST_TOLD: usize = 160;

/// What a text means for the publish that was begun.
enum Meaning {
    Published,
    Failed(MessageClass),
    /// It cannot be told, for this reason.
    Unclear(String),
}

impl Judge<'_> {
    /// A message, or a page, that somebody gave.
    pub(super) fn message(&self, open: &OpenStep<'_>, said: &PublishText, text: &str) -> Result<Event, Refusal> {
        match meaning(self.run, open.step, self.at, said)? {
            Meaning::Published => self.published(open, Some(text), None),
            Meaning::Failed(class) => {
                let class = if class == MessageClass::Other && names_intellectual_property(text) {
                    MessageClass::IntellectualProperty
                } else {
                    class
                };
                self.publish_failed(open, class, text)
            }
            Meaning::Unclear(_) if clean(text).is_empty() => Err(Refusal::NothingWritten),
            Meaning::Unclear(why) => Err(Refusal::UnclearMessage(why)),
        }
    }

    /// A success counts for a publish that was begun here: the message in the clipboard may be of another environment, or
    /// of the attempt before.
    pub(super) fn published(
        &self,
        open: &OpenStep<'_>,
        message: Option<&str>,
        read: Option<&str>,
    ) -> Result<Event, Refusal> {
        let (_, module) = self.republish(open)?;
        if !open.begun {
            return Err(Refusal::NotBegun(self.title(open.step)));
        }
        let (message, read) = (message.map(clean), read.map(clean));
        Ok(Event::ModulePublished { step: open.id.clone(), attempt: open.attempt, module, message, read })
    }

    /// An Intellectual Property error stops the line (article, the note before step 3); in the rollback it is
    /// reported to Support at its end. Another error leaves the choice to the person.
    pub(super) fn publish_failed(
        &self,
        open: &OpenStep<'_>,
        class: MessageClass,
        text: &str,
    ) -> Result<Event, Refusal> {
        let (ip_error, module) = self.republish(open)?;
        let message = clean(text);
        if message.is_empty() {
            return Err(Refusal::NothingWritten);
        }
        let consequence = match ip_error {
            WhenIpError::Support => Consequence::Collect,
            WhenIpError::StopTheLine if is_ip_error(class) => Consequence::StopTheLine,
            WhenIpError::StopTheLine => Consequence::Retry,
        };
        Ok(Event::PublishFailed { step: open.id.clone(), attempt: open.attempt, module, class, message, consequence })
    }

    fn republish(&self, open: &OpenStep<'_>) -> Result<(WhenIpError, String), Refusal> {
        match (open.kind, self.run.planned(open.step).environment) {
            (StepKind::Republish { ip_error }, Some(environment)) => {
                Ok((*ip_error, self.run.module(environment).to_owned()))
            }
            _ => Err(self.wrong(open)),
        }
    }
}

fn meaning(run: &Run, step: StepIx, at: Timestamp, said: &PublishText) -> Result<Meaning, Refusal> {
    let Some(environment) = run.planned(step).environment else {
        return Ok(Meaning::Unclear("The text does not belong to any environment.".to_owned()));
    };
    match said {
        PublishText::Failed(class) => Ok(Meaning::Failed(*class)),
        PublishText::Unclear => Ok(Meaning::Unclear(NOT_UNDERSTOOD.to_owned())),
        PublishText::Published(success) => published(run, (step, environment), success),
        PublishText::ModulePage(page) => shown(run, (step, environment), at, page),
    }
}

/// A text with the form of a success: it has to be about the module that is tested, and to say nothing else.
fn published(run: &Run, (step, environment): (StepIx, EnvIx), said: &PublishSuccess) -> Result<Meaning, Refusal> {
    if said.is_practice && !run.rehearsal {
        return Err(Refusal::Practice);
    }
    if let Some(unclear) = of_other_module(run, environment, &said.modules)? {
        return Ok(unclear);
    }
    if let Some(time) =
        said.times.iter().find(|time| run.step(step).begun.is_some_and(|begun| Some(begun) > latest(**time)))
    {
        return Err(before(run, environment, *time));
    }
    Ok(rest(run, &said.others).unwrap_or(Meaning::Published))
}

/// A page of a module is proof where it can be told that it shows a publish since this one was begun.
fn shown(
    run: &Run,
    (step, environment): (StepIx, EnvIx),
    at: Timestamp,
    page: &ModulePage,
) -> Result<Meaning, Refusal> {
    if page.is_practice && !run.rehearsal {
        return Err(Refusal::Practice);
    }
    let modules: Vec<String> = page.module.iter().cloned().collect();
    if let Some(unclear) = of_other_module(run, environment, &modules)? {
        return Ok(unclear);
    }
    let Some(begun) = run.step(step).begun else { return Err(Refusal::NotBegun(run.title(step))) };
    let (Some(_), Some(last)) = (&page.module, page.last_published) else {
        return Ok(Meaning::Unclear("The page does not show which module was last published and when.".to_owned()));
    };
    // The clock of the practice pages is one of its own.
    if !page.is_practice {
        let since = page.clock.map(|clock| clock.duration_since(last));
        let is_older = since.is_some_and(|since| since > at.duration_since(begun) + MOVED);
        if is_older || Some(begun) > latest(last) {
            return Err(before(run, environment, last));
        }
        if earliest(last).is_some_and(|earliest| earliest > begun && earliest <= at) {
            return Ok(rest(run, &page.others).unwrap_or(Meaning::Published));
        }
    }
    let module = run.module(environment);
    let (last, begun) = (last.strftime("%Y-%m-%d %H:%M:%S"), begun.strftime("%Y-%m-%d %H:%M:%S"));
    Ok(Meaning::Unclear(format!(
        "The page shows that {module} was last published at {last} by the clock of the server, in a time zone that acmove does not know. This test publish was started at {begun} UTC. Does the page show this publish?"
    )))
}

/// A text about another module is refused by name; one about something that is no name is not clear.
fn of_other_module(run: &Run, environment: EnvIx, modules: &[String]) -> Result<Option<Meaning>, Refusal> {
    let module = run.module(environment);
    let Some(other) = modules.iter().find(|other| !is_same_module(other, module)) else { return Ok(None) };
    if is_module_name(other) {
        let environment = run.described(environment).name.clone();
        return Err(Refusal::ResultOfOther { shown: one_line(other), module: module.to_owned(), environment });
    }
    Ok(Some(Meaning::Unclear(NOT_UNDERSTOOD.to_owned())))
}

/// Whether lines of no known form are more than names that everybody knows here.
fn rest(run: &Run, others: &[String]) -> Option<Meaning> {
    let environments = run.infrastructure.environments.iter().map(|environment| environment.name.as_str());
    let mut names: Vec<Vec<String>> = environments.chain([run.infrastructure.name.as_str()]).map(bare_words).collect();
    names.retain(|name| !name.is_empty());
    // Of two names of which one begins with the other, the longer one is meant.
    names.sort_by_key(|name| std::cmp::Reverse(name.len()));
    let rest = others.iter().find(|line| !consists_of(&bare_words(line), &names))?;
    Some(Meaning::Unclear(format!("The text also says: \"{}\".", told(rest))))
}

/// Marks around a word or between words that say nothing. A cross or a tick says something.
const MARKS: [char; 10] = ['-', '\u{2013}', '|', '/', '\u{b7}', '(', ')', '"', ',', ':'];

/// The words of a name or a line as they are compared: a page may print marks around them, or none.
fn bare_words(text: &str) -> Vec<String> {
    let bare = |word: &str| word.trim_matches(MARKS).to_lowercase();
    text.split_whitespace().map(bare).filter(|word| !word.is_empty()).collect()
}

/// Whether words are names and nothing else, one after the other.
fn consists_of(words: &[String], names: &[Vec<String>]) -> bool {
    let mut left = words;
    while !left.is_empty() {
        let Some(rest) = names.iter().find_map(|name| left.strip_prefix(name.as_slice())) else { return false };
        left = rest;
    }
    !words.is_empty()
}

fn told(text: &str) -> String {
    one_line(text).chars().take(LONGEST_TOLD).collect()
}

fn before(run: &Run, environment: EnvIx, time: DateTime) -> Refusal {
    Refusal::PublishedBefore {
        module: run.module(environment).to_owned(),
        time: time.strftime("%Y-%m-%d %H:%M:%S").to_string(),
    }
}

/// The latest moment that a time of an unknown zone can be.
fn latest(time: DateTime) -> Option<Timestamp> {
    WEST.to_timestamp(time).ok()
}

/// The earliest one.
fn earliest(time: DateTime) -> Option<Timestamp> {
    EAST.to_timestamp(time).ok()
}

/// Whether a message that came up at a failed publish speaks of Intellectual Property or IPP at all: the article holds
/// everything at any such error (the note before step 3).
fn names_intellectual_property(message: &str) -> bool {
    let words: Vec<String> = message.split(|c: char| !c.is_alphanumeric()).map(str::to_lowercase).collect();
    let words: Vec<&str> = words.iter().map(String::as_str).filter(|word| !word.is_empty()).collect();
    words.contains(&"ipp") || words.windows(2).any(|pair| pair == ["intellectual", "property"])
}
