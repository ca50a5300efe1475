//! The watch over the freeze: what has to be looked at in LifeTime, and which fact follows from what was just seen. LifeTime does
//! not show publishes from Service Studio and Service Center; the watch cannot either.

use jiff::Timestamp;

use super::{
    deployment::Deployment,
    event::Event,
    index::EnvIx,
    infrastructure::{Infrastructure, Role},
    listed_type::OtherType,
    outlook::Outlook,
    run::{Run, WatchState},
    text::one_line,
};

/// Why nobody watches any longer when the program is left.
pub const LEFT: &str = "acmove was left.";

/// The result of looking at LifeTime.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Observation {
    /// It answered.
    Seen {
        /// How many environments the token can see.
        environments: u32,
        /// The deployments under way where it matters, those that were started since the freeze began, and those that were asked
        /// for.
        deployments: Vec<Deployment>,
        /// The environments whose type there is not the role that they have here.
        other_types: Vec<OtherType>,
    },
    /// It did not, or what it showed says nothing: why.
    Blind(String),
    /// Nobody asks it from here: why. Then a person's word counts, as where LifeTime is not configured.
    Unconnected(String),
    /// Nobody has looked since then: acmove did not run.
    Asleep(Timestamp),
    /// Nobody has looked since then: the migration was handed over.
    Away(Timestamp),
}

/// The deployments and environments that have to be looked at.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct WatchQuestion {
    /// Since when deployments are frozen, or, before they are paused again, since when they have run: what was started later is
    /// told even if it is over.
    pub since: Option<Timestamp>,
    /// The deployments whose end is not known.
    pub known: Vec<Deployment>,
    /// The environments whose deployments are paused: a token that does not see them is blind.
    pub must_see: Vec<EnvIx>,
}

/// How far a look at LifeTime is, for whoever waits for it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum LookProgress {
    /// LifeTime is asked for what there is.
    Listing,
    /// It is asked for the state of plans.
    Plans {
        /// How many have been asked for.
        asked: usize,
        /// How many there are to ask for.
        all: usize,
    },
}

impl LookProgress {
    /// In words.
    pub fn words(self) -> String {
        match self {
            Self::Listing => "Asking LifeTime for its environments and deployment plans".to_owned(),
            Self::Plans { asked, all } => format!("Asking LifeTime: {asked} of {all} plans"),
        }
    }
}

impl WatchQuestion {
    /// Whether a deployment to an environment matters: to one that is paused, to LifeTime, and to one that nobody knows.
    pub fn concerns(&self, infrastructure: &Infrastructure, environment: Option<EnvIx>) -> bool {
        let is_lifetime = |place: EnvIx| infrastructure.environments[place.get()].role == Role::LifeTime;
        environment.is_none_or(|place| self.must_see.contains(&place) || is_lifetime(place))
    }

    /// Whether something was started since then.
    pub fn is_since(&self, started: Option<Timestamp>) -> bool {
        started.zip(self.since).is_some_and(|(started, since)| started >= since)
    }
}

/// Whether LifeTime has to be looked at now: not before the pause, after the resume, or where it is not configured.
pub fn is_asked(run: &Run, outlook: &Outlook) -> bool {
    let at_pause = || run.pauses().any(|step| outlook.standing(step).is_answerable());
    run.infrastructure.lifetime.is_some() && !outlook.state.is_final() && (outlook.freeze.since.is_some() || at_pause())
}

/// The deployments and environments that have to be looked at now; `None` while the watch is not asked.
pub fn question(run: &Run, outlook: &Outlook) -> Option<WatchQuestion> {
    if !is_asked(run, outlook) {
        return None;
    }
    let freeze = &outlook.freeze;
    let known = run.watch.under_way().map(|watched| watched.deployment.clone()).collect();
    let paused = |environment: &EnvIx| {
        let role = run.described(*environment).role;
        role != Role::LifeTime && freeze.pauses(Some(role))
    };
    let must_see = run.every_environment().filter(paused).collect();
    let resumed = run.nights.resumed();
    Some(WatchQuestion { since: freeze.since.or(resumed), known, must_see })
}

/// The one fact that brings the record up to what was seen; none when it says so already.
pub fn next_fact(run: &Run, outlook: &Outlook, observation: &Observation) -> Option<Event> {
    let question = question(run, outlook)?;
    match observation {
        Observation::Blind(why) => match run.watch.state {
            WatchState::Blind { connected: true, why: ref known, since, .. } => {
                is_another(known, why).then(|| unwatched(why, true, Some(since)))
            }
            WatchState::Blind { connected: false, .. } | WatchState::Open { .. } | WatchState::Closed => {
                Some(unwatched(why, true, None))
            }
        },
        Observation::Unconnected(why) => match run.watch.state {
            WatchState::Blind { connected, why: ref known, since, .. } => {
                is_another(known, why).then(|| unwatched(why, connected, Some(since)))
            }
            // Whoever looked before does not take a person's word instead.
            WatchState::Open { .. } => Some(unwatched(why, true, None)),
            WatchState::Closed => Some(unwatched(why, false, None)),
        },
        Observation::Asleep(since) => not_since(run, "acmove was not running.", *since),
        Observation::Away(since) => not_since(run, "the migration was handed over.", *since),
        Observation::Seen { environments, other_types, .. } if !matches!(run.watch.state, WatchState::Open { .. }) => {
            Some(Event::Watched { environments: *environments, other_types: other_types.clone() })
        }
        Observation::Seen { deployments, .. } => {
            let news = |seen: &&Deployment| match run.watch.of(&seen.key) {
                Some(known) => {
                    known.deployment.status != seen.status
                        || known.is_started_again(seen) && question.is_since(seen.started)
                }
                None => seen.status.is_under_way() || (seen.status.is_over() && question.is_since(seen.started)),
            };
            // Of a plan that is told twice, the first counts: two that contradict each other would be news for ever.
            let is_first =
                |(place, seen): &(usize, &Deployment)| deployments[..*place].iter().all(|other| other.key != seen.key);
            let (_, news) = deployments.iter().enumerate().filter(is_first).find(|(_, seen)| news(seen))?;
            Some(Event::DeploymentSeen { deployment: Box::new(news.clone()) })
        }
    }
}

/// The fact that nobody watches any longer, because the program is left; none where nobody did.
pub fn left(run: &Run, outlook: &Outlook) -> Option<Event> {
    let eye_is_open = matches!(run.watch.state, WatchState::Open { .. });
    eye_is_open.then(|| next_fact(run, outlook, &Observation::Blind(LEFT.to_owned()))).flatten()
}

/// Nobody has looked since then, where somebody did before.
fn not_since(run: &Run, why: &str, since: Timestamp) -> Option<Event> {
    matches!(run.watch.state, WatchState::Open { .. }).then(|| unwatched(why, true, Some(since)))
}

/// Whether a reason is of another kind: the same one in other words is no news.
fn is_another(known: &str, why: &str) -> bool {
    let kind = |text: &str| one_line(text).chars().take(12).collect::<String>();
    kind(known) != kind(why)
}

fn unwatched(why: &str, connected: bool, since: Option<Timestamp>) -> Event {
    Event::Unwatched { why: one_line(why), connected, since }
}
