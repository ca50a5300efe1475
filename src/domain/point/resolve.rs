//! What a person's words for a place mean: in full or in short, by name or by id, in any case, where they mean one thing.

use std::fmt;

use super::super::{
    index::EnvIx,
    nearest::nearest,
    plan::StepId,
    pointing::{Field, PROCEDURE, ROLLBACK, Target, word},
    run::Run,
};

/// Words that name no place, or more than one.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum NotFound {
    /// There is no such place; the one that is named most like it, if there is one.
    Nothing(String, Option<String>),
    /// They may mean each of these.
    Several(String, Vec<String>),
}

/// The most characters of a person's words that are repeated.
const MOST: usize = 60;

/// So many places are named of those that may be meant.
const FEW: usize = 4;

impl std::error::Error for NotFound {}

impl fmt::Display for NotFound {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let short = |typed: &str| typed.chars().take(MOST).collect::<String>();
        match self {
            Self::Nothing(typed, nearest) => {
                let hint = nearest.as_deref().map_or_else(
                    || {
                        "Name one as in quality/intellectual-property, quality/check-target, faq:3 or rollback."
                            .to_owned()
                    },
                    |nearest| format!("Did you mean {nearest}?"),
                );
                write!(f, "{:?} names no environment, field, step or page here. {hint}", short(typed))
            }
            Self::Several(typed, places) => {
                let told: Vec<&str> = places.iter().take(FEW).map(String::as_str).collect();
                let more = if places.len() > FEW { " or another" } else { "" };
                write!(f, "{:?} can mean {}{more}. Write more of it.", short(typed), told.join(" or "))
            }
        }
    }
}

/// The place that a person's words name.
///
/// # Errors
/// With the nearest place, where they name none; with what they may mean, where they name several.
pub fn resolve(run: &Run, typed: &str) -> Result<Target, NotFound> {
    let (kind, rest) = typed.split_once(':').map_or(("", typed), |(kind, rest)| (kind, rest));
    let found = match word(kind).as_str() {
        "" => place(run, typed),
        "env" | "environment" => environment(run, rest).map(|environment| of_environment(run, environment)),
        "field" | "step" => part(run, rest).filter_kind(word(kind) == "step"),
        "faq" | "fact" | "record" => numbered(&format!("{kind} {rest}")).into(),
        _ => Found::Nothing,
    };
    match found {
        Found::One(target) => Ok(target),
        Found::Several(all) => Err(NotFound::Several(typed.to_owned(), all.iter().map(spelled).collect())),
        Found::Nothing => Err(NotFound::Nothing(typed.to_owned(), most_like(run, typed))),
    }
}

/// What was found for some words.
#[derive(Debug, Clone, PartialEq, Eq)]
enum Found<T = Target> {
    Nothing,
    One(T),
    Several(Vec<T>),
}

impl<T> Found<T> {
    fn of(mut all: Vec<T>) -> Self {
        match all.len() {
            0 => Self::Nothing,
            1 => all.pop().map_or(Self::Nothing, Self::One),
            _ => Self::Several(all),
        }
    }

    fn map<U>(self, into: impl Fn(T) -> U) -> Found<U> {
        match self {
            Self::Nothing => Found::Nothing,
            Self::One(one) => Found::One(into(one)),
            Self::Several(all) => Found::Several(all.into_iter().map(into).collect()),
        }
    }

    fn or(self, other: impl FnOnce() -> Self) -> Self {
        if matches!(self, Self::Nothing) { other() } else { self }
    }
}

impl Found {
    /// Only steps, or only fields.
    fn filter_kind(self, is_step: bool) -> Self {
        let all = match self {
            Self::Nothing => Vec::new(),
            Self::One(one) => vec![one],
            Self::Several(all) => all,
        };
        Self::of(all.into_iter().filter(|target| target.step().is_some() == is_step).collect())
    }
}

impl<T> From<Option<T>> for Found<T> {
    fn from(one: Option<T>) -> Self {
        one.map_or(Self::Nothing, Self::One)
    }
}

/// A place that is named without the word of its kind: a name in full comes before a name in short.
fn place(run: &Run, typed: &str) -> Found {
    if typed.contains('/') {
        return part(run, typed);
    }
    let of = |environment| of_environment(run, environment);
    let page = match word(typed).as_str() {
        ROLLBACK => Some(Target::Rollback),
        PROCEDURE => Some(Target::Procedure),
        _ => numbered(typed),
    };
    let whole = Found::of(called(run, typed)).map(of).or(|| page.into());
    whole.or(|| apart(run, typed)).or(|| {
        let pages = [(ROLLBACK, Target::Rollback), (PROCEDURE, Target::Procedure)];
        let begun = word(typed);
        let pages = pages.into_iter().filter(|(page, _)| !begun.is_empty() && page.starts_with(&begun));
        let all = begun_environments(run, typed).into_iter().map(of).chain(pages.map(|(_, target)| target));
        Found::of(all.collect())
    })
}

/// An environment and its part, with a blank between them.
fn apart(run: &Run, typed: &str) -> Found {
    let typed = typed.trim();
    let blanks = typed.match_indices(' ').map(|(at, _)| at);
    let found = blanks.rev().map(|at| of_owner(run, &typed[..at], &typed[at..]));
    found.into_iter().find(|found| *found != Found::Nothing).unwrap_or(Found::Nothing)
}

/// A field or a step of an owner.
fn part(run: &Run, typed: &str) -> Found {
    typed.split_once('/').map_or(Found::Nothing, |(owner, part)| of_owner(run, owner, part))
}

fn of_owner(run: &Run, owner: &str, part: &str) -> Found {
    let environment = environment(run, owner);
    if let Found::One(environment) = environment {
        return of_part(run, environment, part);
    }
    // A name in full means that phase.
    let step = run.plan.index(&StepId::new(&word(owner), &word(part)));
    let step = Found::from(step.map(|step| Target::Step(run.planned(step).id.clone())));
    step.or(|| environment.map(|environment| of_environment(run, environment))).or(|| of_phase(run, owner, part))
}

/// A field or a step of an environment: a word in full comes before one in short.
fn of_part(run: &Run, environment: EnvIx, part: &str) -> Found {
    let (id, part) = (&run.described(environment).id, word(part));
    let steps = run.plan.steps_of(Some(environment)).iter().map(|step| &run.planned(*step).id);
    let whole = Field::named(&part).map(|field| Target::Field(id.clone(), field));
    let exact = || steps.clone().find(|step| name(step) == part).map(|step| Target::Step(step.clone()));
    Found::from(whole.or_else(exact)).or(|| {
        let begins = |known: &str| !part.is_empty() && known.starts_with(&part);
        let fields = Field::ALL.into_iter().filter(|field| field.words().any(begins));
        let fields = fields.map(|field| Target::Field(id.clone(), field));
        let steps = steps.filter(|step| begins(name(step))).map(|step| Target::Step(step.clone()));
        Found::of(fields.chain(steps).collect())
    })
}

/// A step of the infrastructure.
fn of_phase(run: &Run, phase: &str, part: &str) -> Found {
    let (phase, part) = (word(phase), word(part));
    let fits = |step: &&StepId| {
        let (owner, name) = step.as_str().split_once('/').unwrap_or_default();
        !phase.is_empty() && !part.is_empty() && owner.starts_with(&phase) && name.starts_with(&part)
    };
    let all = run.plan.steps_of(None).iter().map(|step| &run.planned(*step).id).filter(fits);
    Found::of(all.map(|step| Target::Step(step.clone())).collect())
}

fn environment(run: &Run, typed: &str) -> Found<EnvIx> {
    Found::of(called(run, typed)).or(|| Found::of(begun_environments(run, typed)))
}

/// The environment of this id; where none has it, those of this name.
fn called(run: &Run, typed: &str) -> Vec<EnvIx> {
    let typed = word(typed);
    let by_id = run.every_environment().find(|place| run.described(*place).id.as_str() == typed);
    let by_name = || run.every_environment().filter(|place| word(&run.described(*place).name) == typed).collect();
    by_id.map_or_else(by_name, |found| vec![found])
}

/// The environments whose id or name begins so.
fn begun_environments(run: &Run, typed: &str) -> Vec<EnvIx> {
    let typed = word(typed);
    let begins = |place: &EnvIx| {
        let described = run.described(*place);
        !typed.is_empty() && (described.id.as_str().starts_with(&typed) || word(&described.name).starts_with(&typed))
    };
    run.every_environment().filter(begins).collect()
}

/// An answer to what usually goes wrong, or a fact, by its number.
fn numbered(typed: &str) -> Option<Target> {
    let typed = word(typed);
    let number = |kind: &str| typed.strip_prefix(kind).map(|rest| rest.trim_start_matches('-'));
    let faq = number("faq").and_then(|number| number.parse().ok()).map(Target::Faq);
    let fact = || number("fact").or_else(|| number("record")).and_then(|seq| seq.parse().ok()).map(Target::Fact);
    faq.or_else(fact)
}

fn of_environment(run: &Run, environment: EnvIx) -> Target {
    Target::Environment(run.described(environment).id.clone())
}

/// The name of a step without its owner.
fn name(step: &StepId) -> &str {
    step.as_str().split_once('/').map_or(step.as_str(), |(_, name)| name)
}

/// A place as it is named to a person who has to choose.
fn spelled(target: &Target) -> String {
    target.environment().map_or_else(|| target.to_string(), |_| target.to_string().replacen("env:", "", 1))
}

/// The place whose name is most like some words.
fn most_like(run: &Run, typed: &str) -> Option<String> {
    let steps = run.plan.every_step().iter().map(|step| run.planned(step).id.to_string());
    let environments = run.every_environment().flat_map(|place| {
        let id = run.described(place).id.as_str();
        Field::ALL.into_iter().map(move |field| format!("{id}/{}", field.word())).chain([id.to_owned()])
    });
    let known: Vec<String> = steps.chain(environments).chain([ROLLBACK.to_owned(), PROCEDURE.to_owned()]).collect();
    nearest(&word(typed), known.iter().map(String::as_str)).map(str::to_owned)
}
