//! What is known of the one who works on a migration that is watched from afar, in a line that is always in sight.

use jiff::Timestamp;

use super::{
    text::Tone,
    times::{Moment, minutes},
};
use crate::{
    domain::{digest::Digest, plan::StepId, run::Run},
    engine::{
        afar::{Afar, AfarSource},
        desk::Desk,
        session::Session,
    },
};

/// The line, with its meaning; none where nobody watches from afar.
pub fn words(session: &Session, moment: &Moment) -> Option<(Tone, String)> {
    let afar = session.afar.as_deref()?;
    let shown = format!("record {} ({})", session.run.facts, head(session.run.head));
    Some(match (&afar.lost, afar.source) {
        (Some((since, why)), _) => {
            let since = moment.short_of(*since);
            (Tone::Bad, format!("NOTHING HEARD since {since}; this shows {shown}. {}", sentence(why)))
        }
        (None, AfarSource::Copy(at)) => {
            let (made, ago) = (moment.short_of(at), ago(at, moment));
            let there = afar.desk.as_ref().map_or_else(String::new, |desk| at_desk(&session.run, desk, moment) + " ");
            (Tone::Caution, format!("A copy of {made}{ago}, {shown}. {there}Later records are not known here."))
        }
        (None, AfarSource::Live) => {
            let (last, ago) = (moment.short_of(afar.heard), ago(afar.heard, moment));
            (Tone::Quiet, format!("Heard {last}{ago}, {shown}. {}", operator(session, afar, moment)))
        }
    })
}

/// The beginning of a hash, which stands for everything up to its record: two who compare it on a call see the same.
pub fn head(hash: Digest) -> String {
    let mut digits = hash.short();
    digits.truncate(6);
    digits
}

fn sentence(why: &str) -> String {
    let mut letters = why.chars();
    letters.next().map_or_else(String::new, |first| first.to_uppercase().chain(letters).collect())
}

/// How long ago that was, from two minutes on.
fn ago(at: Timestamp, moment: &Moment) -> String {
    let passed = moment.at.duration_since(at);
    if passed.as_mins() < 2 { String::new() } else { format!(", {} ago", minutes(passed)) }
}

/// Where the operator is, as far as that is known.
pub fn operator_words(session: &Session, moment: &Moment) -> Option<String> {
    let afar = session.afar.as_deref().filter(|afar| afar.source == AfarSource::Live && afar.lost.is_none())?;
    Some(operator(session, afar, moment))
}

fn operator(session: &Session, afar: &Afar, moment: &Moment) -> String {
    match (&afar.desk, &afar.holder) {
        (Some(desk), _) => at_desk(&session.run, desk, moment),
        (None, Some(holder)) => format!("Open: {holder}."),
        (None, None) => "The operator closed it.".to_owned(),
    }
}

/// Where the operator's screen is.
fn at_desk(run: &Run, desk: &Desk, moment: &Moment) -> String {
    let step = desk.step.as_deref().map(StepId::from).filter(|step| run.plan.index(step).is_some());
    let step = step.map(|step| run.title_of(&step));
    let environment = desk.environment.as_deref();
    let environment =
        environment.and_then(|id| run.every_environment().find(|it| run.described(*it).id.as_str() == id));
    let at = match (step, environment) {
        (Some(step), _) => step,
        (None, Some(environment)) => run.described(environment).name.clone(),
        (None, None) => String::new(),
    };
    let place = match (desk.screen.as_str(), at.as_str()) {
        ("Dashboard", "") => "dashboard".to_owned(),
        ("Dashboard", at) => at.to_owned(),
        (screen, _) => format!("page {screen}"),
    };
    let question = desk.question.as_ref().map_or_else(String::new, |question| format!(", answering: {question}"));
    let since = if moment.at.duration_since(desk.at).as_mins() < 2 {
        String::new()
    } else {
        format!(", since {}", moment.short_of(desk.at))
    };
    format!("Operator at {place}{question}{since}.")
}
