//! Cards about the migration as a whole: the stopped line, Support, the end.

use super::{
    failure::{faq, trouble_words},
    parts::{Parts, held},
};
use crate::{
    domain::{
        index::StepIx,
        infrastructure::Side,
        outlook::{HoldReason, State},
        publish::gist,
        run::{Course, EnvironmentRun, Evidence, Failure, Holding, Progress, Republished},
        text::typed,
    },
    engine::session::Session,
    view::{
        hint::Hint,
        mark::Mark,
        stakes::{in_order, order},
        text::{Block, Tone},
        times::{Moment, window_words},
        who::supported,
    },
};

/// The journal is damaged: nothing is to be done here but to restore it.
pub(super) fn damaged(session: &Session) -> Parts {
    let told = session.warning().unwrap_or_default();
    if session.beyond.is_newer() {
        let how = "Until then, T shows every fact before it. The Licensing page of each environment shows which license is installed.";
        let body = vec![Block::para(Tone::Bad, told), Block::Gap, Block::para(Tone::Now, how)];
        return ("A newer acmove continued this journal: it is read-only here".to_owned(), String::new(), body);
    }
    let how = "Restore journal.jsonl from a copy of the migration folder, then open the migration again. Until then, the Licensing page of each environment shows which license is installed.";
    let more = "T shows every fact: those before the damage, then the intact lines after it. - and + step through the moments before the damage.";
    let body = vec![
        Block::para(Tone::Bad, told),
        Block::Gap,
        Block::para(Tone::Now, how),
        Block::Gap,
        Block::para(Tone::Quiet, more),
    ];
    ("The journal is damaged: the migration is read-only".to_owned(), String::new(), body)
}

/// The line is stopped. That comes first, and the clock of the window is its second sentence.
pub(super) fn stopped(session: &Session, place: StepIx, moment: &Moment) -> Parts {
    let run = &session.run;
    let mut body: Vec<Block> = held(session).into_iter().collect();
    let failed = format!("{} ", Mark::Failed.sign());
    let heading = match &run.step(place).progress {
        Progress::Failed(Failure::Publish { message, .. }) => {
            body.push(Block::led(Tone::Bad, failed, gist(message)));
            let name =
                run.planned(place).environment.map(|environment| (environment, &run.described(environment).name));
            name.map_or_else(
                || run.title(place),
                |(environment, name)| format!("{name}: publishing {} failed", run.module(environment)),
            )
        }
        Progress::Failed(failure) => {
            body.push(Block::led(Tone::Bad, failed, trouble_words(failure)));
            run.title(place)
        }
        Progress::Untouched | Progress::Done(_) | Progress::Collected(_) | Progress::Reopened => run.title(place),
    };
    body.push(Block::Gap);
    body.push(Block::para(
        Tone::Heading,
        "The article says to stop here and to roll back. All environments wait until you have decided.",
    ));
    body.extend(window_words(session, moment).map(|words| Block::para(Tone::Caution, words)));
    let names: Vec<&str> =
        order(session).into_iter().map(|environment| run.described(environment).name.as_str()).collect();
    if names.is_empty() {
        body.push(Block::para(Tone::Plain, "No environment has a BBB license: there is nothing to roll back."));
    } else {
        body.push(Block::led(Tone::Quiet, "Rolling back: ", in_order(&names)));
    }
    body.push(Block::para(
        Tone::Quiet,
        format!(
            "{} shows the rollback and its backups. {} shows the text for Support; {}.",
            Hint::Rollback,
            Hint::Ticket,
            Hint::CopiesTicket
        ),
    ));
    (heading, run.definition(place).source.clone(), body)
}

pub(super) fn support(session: &Session) -> Parts {
    let run = &session.run;
    let back = matches!(run.course, Course::Back { .. });
    let why = if back {
        "The rest of the rollback is done, but AAA license files are missing."
    } else if session.outlook.waits_for_redo {
        "All other BBB steps wait until this is corrected."
    } else {
        "All other steps of this phase are done."
    };
    let ask = run.infrastructure.fill("Send one request to OutSystems Support ({support}) that names all of these:");
    let mut body = vec![Block::para(Tone::Now, format!("{why} {ask}"))];
    // Once the migration is on its way back, whatever stopped the line is over.
    for hold in session.outlook.holds.iter().filter(|hold| !back || hold.reason == HoldReason::SerialNotFound) {
        let names = run.names(hold.environments.iter().copied());
        body.push(Block::led(Tone::Bad, format!("{}: ", hold.words()), names));
        body.extend(faq(session, hold.faq));
    }
    body.push(Block::Gap);
    let closed = if back { "Deployments stay paused" } else { "The next phase cannot start" };
    body.push(Block::para(
        Tone::Plain,
        format!(
            "{} shows the text for the request; {}. {closed} until this is resolved. If it was a mistake, select the environment with {} and paste its page again.",
            Hint::Ticket,
            Hint::CopiesTicket,
            Hint::Environment
        ),
    ));
    ("Send the request".to_owned(), "article, In case something unexpected happens".to_owned(), body)
}

/// Whether deployments are resumed where the migration did not arrive, with what to do while they are not.
fn deployments(session: &Session, moment: &Moment, paused: &'static str) -> Block {
    let resumed = session.run.nights.resumed().filter(|_| session.outlook.freeze.since.is_none());
    match resumed {
        Some(at) => Block::led(Tone::Quiet, "Deployments: ", format!("resumed {}.", moment.short_of(at))),
        None => Block::led(Tone::Caution, "Deployments: ", paused),
    }
}

/// The environments whose end nobody has seen on a page, and those whose test publish failed.
fn only_said(session: &Session) -> Vec<Block> {
    let run = &session.run;
    let names = |which: &dyn Fn(&EnvironmentRun) -> bool| {
        run.names(run.every_environment().filter(|environment| which(run.environment(*environment))))
    };
    let claimed = names(&|known| matches!(known.license.holding, Holding::Side(_, Evidence::Claimed)));
    let published = names(&|known| known.republished == Republished::Yes(Evidence::Claimed));
    let failed = names(&|known| known.republished == Republished::Failed);
    [
        (Tone::Claimed, "License only reported, no page was read: ", claimed),
        (Tone::Claimed, "Test publish only reported: ", published),
        (Tone::Bad, "Test publish failed: ", failed),
    ]
    .into_iter()
    .filter(|(_, _, names)| !names.is_empty())
    .map(|(tone, lead, names)| Block::led(tone, lead, names))
    .collect()
}

/// That all environments have the license of a side, and on what that rests.
fn all_on(session: &Session, side: Side, back: &str) -> String {
    let (count, code) = (session.run.environments().len(), side.label());
    let all = if count == 1 { "The environment is".to_owned() } else { format!("All {count} environments are") };
    match supported(session, side) {
        Tone::Good => format!("{all} {back}on {code}, verified"),
        Tone::Claimed => format!("{all} {back}on {code}, partly only as you reported"),
        Tone::Heading | Tone::Plain | Tone::Quiet | Tone::Bad | Tone::Caution | Tone::Now => {
            format!("Not every environment is known to be on {code}")
        }
    }
}

pub(super) fn over(session: &Session, moment: &Moment) -> Parts {
    let run = &session.run;
    let (heading, mut body) = match (session.outlook.state, &run.course) {
        (State::Done, _) => {
            let told = format!("Migration complete. You can still roll back with {}.", Hint::GoBack);
            (all_on(session, Side::Target, ""), vec![Block::para(Tone::Plain, told)])
        }
        (State::RolledBack, Course::Back { reason }) => {
            let body = vec![
                deployments(session, moment, "they are still paused. Resume them when Support agrees."),
                Block::led(Tone::Quiet, "Reason for the rollback: ", reason),
            ];
            // An environment that never had BBB is not back.
            let is_back = run.environments().iter().all(|known| known.in_rollback);
            (all_on(session, Side::Source, if is_back { "back " } else { "" }), body)
        }
        (_, Course::Abandoned { reason }) => {
            let paused = deployments(session, moment, "if they were paused, resume them.");
            let body = vec![Block::led(Tone::Quiet, "Reason: ", reason), paused];
            ("The migration was given up".to_owned(), body)
        }
        (_, Course::Forward | Course::Stopped { .. } | Course::Back { .. }) => {
            ("Nothing to do".to_owned(), vec![Block::para(Tone::Quiet, "No step is open now.")])
        }
    };
    body.extend(only_said(session));
    if let Some(lesson) = &session.lesson {
        body.extend([Block::Gap, Block::led(Tone::Quiet, "You rehearsed: ", lesson.words())]);
    }
    let folder = typed(&session.folder);
    let review = format!("`acmove review {folder}` shows what to improve next time.");
    let more = format!("{} shows every fact with its evidence, {} the text for Support.", Hint::Facts, Hint::Ticket);
    body.extend([Block::Gap, Block::para(Tone::Quiet, review), Block::para(Tone::Quiet, more)]);
    (heading, String::new(), body)
}
