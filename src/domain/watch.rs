//! The watch over the freeze: what LifeTime says of deployments, which of them stand in the way, and which fact follows from
//! what was just seen. LifeTime does not show publishes from Service Studio and Service Center; the watch cannot either.

use jiff::Timestamp;
use serde::{Deserialize, Serialize};

use super::{
    clocks::frozen,
    event::Event,
    infrastructure::{EnvironmentId, Role},
    outlook::Outlook,
    procedure::{Paused, StepKind},
    refusal::Refusal,
    run::{Course, Eye, Progress, Run, Watched},
    text::one_line,
};

/// Why nobody watches any longer when the program is left.
pub const LEFT: &str = "acmove was left.";

/// A deployment plan as LifeTime shows it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Deployment {
    /// How LifeTime names it.
    pub key: String,
    /// What the environment that is deployed to is called there.
    pub target: String,
    /// The same environment here; none where nobody here is called so.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub environment: Option<EnvironmentId>,
    /// How far it is.
    pub status: Status,
    /// When it was started, where LifeTime says so.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub started: Option<Timestamp>,
    /// Who started it, or made it.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub by: String,
}

impl Deployment {
    /// Where it goes, and how far it is.
    pub fn words(&self) -> String {
        let by = if self.by.is_empty() { String::new() } else { format!(", by {}", self.by) };
        format!("to {}, {}{by}", self.target, self.status.name())
    }
}

/// The status of a deployment plan, in the words of LifeTime's API (documentation of the Deployments API v2).
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(from = "String", into = "String")]
pub enum Status {
    /// Written down, not started: many of these lie around, and none counts.
    Saved,
    /// Running.
    Running,
    /// Started, and waiting for somebody.
    NeedsIntervention,
    /// Being aborted.
    Aborting,
    /// Over: aborted.
    Aborted,
    /// Over: deployed.
    Successful,
    /// Over: deployed, with warnings.
    WithWarnings,
    /// Over: failed.
    WithErrors,
    /// Over: LifeTime does not know the plan any more.
    Gone,
    /// A word that the documentation does not have.
    Other(String),
}

impl Status {
    const WORDS: [(&'static str, Self); 9] = [
        ("saved", Self::Saved),
        ("running", Self::Running),
        ("needs_user_intervention", Self::NeedsIntervention),
        ("aborting", Self::Aborting),
        ("aborted", Self::Aborted),
        ("finished_successful", Self::Successful),
        ("finished_with_warnings", Self::WithWarnings),
        ("finished_with_errors", Self::WithErrors),
        ("gone", Self::Gone),
    ];

    /// The word of the API.
    pub fn word(&self) -> &str {
        match self {
            Self::Other(word) => word,
            known => Self::WORDS.iter().find(|(_, status)| status == known).map_or("", |(word, _)| word),
        }
    }

    /// The same for people.
    pub fn name(&self) -> String {
        match self {
            Self::NeedsIntervention => "waiting for somebody in LifeTime".to_owned(),
            Self::Successful => "deployed".to_owned(),
            Self::WithWarnings => "deployed, with warnings".to_owned(),
            Self::WithErrors => "failed".to_owned(),
            Self::Gone => "no longer known to LifeTime".to_owned(),
            Self::Saved | Self::Running | Self::Aborting | Self::Aborted => self.word().to_owned(),
            Self::Other(word) => format!("in a state that acmove does not know ({word})"),
        }
    }

    /// Whether something may still be changed by it: what nobody knows counts as under way.
    pub const fn is_under_way(&self) -> bool {
        match self {
            Self::Running | Self::NeedsIntervention | Self::Aborting | Self::Other(_) => true,
            Self::Saved | Self::Aborted | Self::Successful | Self::WithWarnings | Self::WithErrors | Self::Gone => {
                false
            }
        }
    }

    /// Whether it was started and is over.
    pub const fn is_over(&self) -> bool {
        match self {
            Self::Aborted | Self::Successful | Self::WithWarnings | Self::WithErrors | Self::Gone => true,
            Self::Saved | Self::Running | Self::NeedsIntervention | Self::Aborting | Self::Other(_) => false,
        }
    }
}

impl From<String> for Status {
    fn from(word: String) -> Self {
        let known = Self::WORDS.into_iter().find(|(known, _)| *known == word).map(|(_, status)| status);
        known.unwrap_or_else(|| Self::Other(one_line(&word)))
    }
}

impl From<Status> for String {
    fn from(status: Status) -> Self {
        status.word().to_owned()
    }
}

/// What came of looking at LifeTime.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Observation {
    /// It answered.
    Seen {
        /// How many environments the token can see.
        environments: u32,
        /// The deployments under way, those that were started since the freeze began, and those that were asked for.
        deployments: Vec<Deployment>,
    },
    /// It did not, or what it showed says nothing: why.
    Blind(String),
    /// Nobody asks it from here: why. Then a person's word counts, as where LifeTime is not configured.
    Unconnected(String),
    /// Nobody has looked since then: acmove did not run.
    Asleep(Timestamp),
}

/// What has to be looked at.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Question {
    /// Since when deployments are frozen: what was started later is told even if it is over.
    pub since: Option<Timestamp>,
    /// The deployments whose end is not known.
    pub known: Vec<Deployment>,
    /// The environments whose deployments are paused: a token that does not see them is blind.
    pub must_see: Vec<usize>,
}

impl Question {
    /// Whether something was started since deployments are frozen.
    pub fn is_in_freeze(&self, started: Option<Timestamp>) -> bool {
        started.zip(self.since).is_some_and(|(started, since)| started >= since)
    }
}

/// Since when deployments are frozen on the present way. A rollback that begins after the resume pauses them anew.
pub fn freeze(run: &Run) -> Option<Timestamp> {
    match (frozen(run), &run.course) {
        (Some((since, None)), _) => Some(since),
        (Some((_, Some(_))), Course::Back { .. }) => {
            let done = |place: &usize| matches!(run.step(*place).progress, Progress::Done(_));
            pauses(run).filter(done).find_map(|place| run.step(place).closed)
        }
        (Some((_, Some(_))) | None, _) => None,
    }
}

/// The pauses of the present way.
fn pauses(run: &Run) -> impl Iterator<Item = usize> + '_ {
    run.way_of(None).filter(|place| matches!(run.step_text(*place).kind, StepKind::Pause { .. }))
}

/// What has to be looked at now; nothing before the pause, after the resume, or where LifeTime is not configured.
pub fn question(run: &Run, outlook: &Outlook) -> Option<Question> {
    if run.infrastructure.lifetime.is_none() || outlook.state.is_final() {
        return None;
    }
    let since = freeze(run);
    let at_pause = || pauses(run).any(|place| outlook.standing(place).is_answerable());
    if since.is_none() && !at_pause() {
        return None;
    }
    let known = run.watch.under_way().map(|watched| watched.deployment.clone()).collect();
    let paused = |place: &usize| {
        let role = run.described(*place).role;
        role != Role::LifeTime && is_paused(paused(run), Some(role))
    };
    Some(Question { since, known, must_see: (0..run.environments().len()).filter(paused).collect() })
}

/// The one fact that brings the record up to what was seen; none when it says so already.
pub fn next_fact(run: &Run, outlook: &Outlook, observation: &Observation) -> Option<Event> {
    let question = question(run, outlook)?;
    match observation {
        Observation::Blind(why) => match run.watch.eye {
            Eye::Blind { connected: true, why: ref known, since, .. } => {
                is_another(known, why).then(|| unwatched(why, true, Some(since)))
            }
            Eye::Blind { connected: false, .. } | Eye::Open { .. } | Eye::Closed => Some(unwatched(why, true, None)),
        },
        Observation::Unconnected(why) => match run.watch.eye {
            Eye::Blind { connected, why: ref known, since, .. } => {
                is_another(known, why).then(|| unwatched(why, connected, Some(since)))
            }
            // Whoever looked before does not take a person's word instead.
            Eye::Open { .. } => Some(unwatched(why, true, None)),
            Eye::Closed => Some(unwatched(why, false, None)),
        },
        Observation::Asleep(since) => {
            let asleep = || unwatched("acmove was not running.", true, Some(*since));
            matches!(run.watch.eye, Eye::Open { .. }).then(asleep)
        }
        Observation::Seen { environments, .. } if !matches!(run.watch.eye, Eye::Open { .. }) => {
            Some(Event::Watched { environments: *environments })
        }
        Observation::Seen { deployments, .. } => {
            let news = |seen: &&Deployment| match run.watch.of(&seen.key) {
                Some(known) => {
                    known.deployment.status != seen.status
                        || known.is_started_again(seen) && question.is_in_freeze(seen.started)
                }
                None => seen.status.is_under_way() || (seen.status.is_over() && question.is_in_freeze(seen.started)),
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
    let eye_is_open = matches!(run.watch.eye, Eye::Open { .. });
    eye_is_open.then(|| next_fact(run, outlook, &Observation::Blind(LEFT.to_owned()))).flatten()
}

/// Whether a reason is of another kind: the same one in other words is no news.
fn is_another(known: &str, why: &str) -> bool {
    let kind = |text: &str| one_line(text).chars().take(12).collect::<String>();
    kind(known) != kind(why)
}

fn unwatched(why: &str, connected: bool, since: Option<Timestamp>) -> Event {
    Event::Unwatched { why: one_line(why), connected, since }
}

/// Which deployments the pause on the present way stops.
pub fn paused(run: &Run) -> Paused {
    let paused = pauses(run).filter_map(|place| match run.step_text(place).kind {
        StepKind::Pause { paused } => Some(paused),
        _ => None,
    });
    paused.last().unwrap_or(Paused::Everything)
}

/// Whether deployments to such an environment are paused; to one that nobody knows they are.
fn is_paused(paused: Paused, role: Option<Role>) -> bool {
    match (paused, role) {
        (Paused::Everything, _) | (Paused::Production, None | Some(Role::Production)) => true,
        (Paused::Production, Some(Role::LifeTime | Role::Development | Role::Test)) => false,
    }
}

/// Whether a deployment goes where deployments are paused.
pub fn concerns(run: &Run, deployment: &Deployment) -> bool {
    let place = deployment.environment.as_ref().and_then(|id| run.position(id));
    is_paused(paused(run), place.map(|place| run.described(place).role))
}

/// The deployments that have to end, or be decided about, before the pause is closed, and before anything else is done in the
/// freeze: those under way, and those that were under way in the freeze.
pub fn in_the_way(run: &Run) -> impl Iterator<Item = &Watched> {
    let frozen = freeze(run).is_some();
    let stands = move |watched: &&Watched| {
        let unsettled = watched.deployment.status.is_under_way() || (frozen && watched.in_freeze);
        !watched.accepted && unsettled && concerns(run, &watched.deployment)
    };
    run.watch.deployments.iter().filter(stands)
}

/// Whether deployments hold every gate: in the freeze, as long as the migration goes one way or the other.
pub fn holds(run: &Run) -> bool {
    let goes = matches!(run.course, Course::Forward | Course::Back { .. });
    goes && !run.watch.deployments.is_empty() && freeze(run).is_some() && in_the_way(run).next().is_some()
}

/// Whether the pause cannot be closed on a person's word, because the watch was to see and does not.
pub fn is_blind_at_pause(run: &Run) -> bool {
    matches!(run.watch.eye, Eye::Blind { accepted: false, .. }) && pauses(run).any(|place| is_open_pause(run, place))
}

/// Whether nobody has looked yet, where somebody is to.
fn is_closed_at_pause(run: &Run) -> bool {
    run.watch.eye == Eye::Closed && run.infrastructure.lifetime.is_some()
}

/// What keeps a person's word from closing a pause: what is seen, or that nothing is.
pub fn against_pause(run: &Run) -> Option<Refusal> {
    let which: Vec<String> = in_the_way(run).map(|watched| watched.deployment.words()).collect();
    if !which.is_empty() {
        return Some(Refusal::DeploymentUnderWay(which));
    }
    if is_closed_at_pause(run) {
        return Some(Refusal::NotLookedYet);
    }
    is_blind_at_pause(run).then_some(Refusal::Unwatched)
}

/// Whether a step is a pause that is not done.
pub fn is_open_pause(run: &Run, place: usize) -> bool {
    matches!(run.step_text(place).kind, StepKind::Pause { .. })
        && !matches!(run.step(place).progress, Progress::Done(_))
}
