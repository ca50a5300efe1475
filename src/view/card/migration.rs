//! Cards about the migration as a whole: the stopped line, Support, the end.

use super::{
    failure::{faq, trouble_words},
    parts::{Parts, held},
};
use crate::{
    domain::{
        index::StepIx,
        outlook::{Hold, HoldReason, State},
        run::{Course, EnvironmentRun, Evidence, Holding, Progress, Republished},
        text::typed,
    },
    engine::session::Session,
    view::{
        hint::Hint,
        text::{Block, Tone},
        times::{Moment, window_words},
    },
};

/// The journal is damaged: nothing is to be done here but to restore it.
pub(super) fn damaged(session: &Session) -> Parts {
    let told = session.warning().unwrap_or_default();
    if session.beyond.is_newer() {
        let how = "Until then, T shows every fact before it, and the Licensing page of each environment shows which license is installed.";
        let body = vec![Block::para(Tone::Bad, told), Block::Gap, Block::para(Tone::Now, how)];
        return ("A newer acmove wrote on in this journal: nothing can be done here".to_owned(), String::new(), body);
    }
    let how = "Restore journal.jsonl from a copy of the migration folder, then open the migration again. Until then, look at the Licensing page of each environment: it shows which license is installed.";
    let more = "T shows every fact: those before the damage, then the lines behind it that are whole by themselves. - and + go through the moments before the damage.";
    let body = vec![
        Block::para(Tone::Bad, told),
        Block::Gap,
        Block::para(Tone::Now, how),
        Block::Gap,
        Block::para(Tone::Quiet, more),
    ];
    ("The journal is damaged: nothing can be done here".to_owned(), String::new(), body)
}

/// The line is stopped. That comes first, and the clock of the window is its second sentence.
pub(super) fn stopped(session: &Session, place: StepIx, moment: &Moment) -> Parts {
    let run = &session.run;
    let mut body: Vec<Block> = held(session).into_iter().collect();
    if let Progress::Failed(failure) = &run.step(place).progress {
        body.push(Block::led(Tone::Bad, format!("{}: ", run.title(place)), trouble_words(failure)));
    }
    body.extend(window_words(session, moment).map(|words| Block::para(Tone::Caution, words)));
    if !body.is_empty() {
        body.push(Block::Gap);
    }
    let affected: Vec<&str> =
        run.may_have_target().map(|environment| run.described(environment).name.as_str()).collect();
    body.push(Block::para(
        Tone::Caution,
        "All other environments are held. The article says: pause there, and roll back.",
    ));
    if affected.is_empty() {
        body.push(Block::para(Tone::Plain, "No environment has a BBB license, so there is nothing to restore."));
    } else {
        let names = affected.join(", ");
        body.push(Block::led(Tone::Plain, "A rollback restores AAA in: ", names));
    }
    body.push(Block::para(
        Tone::Quiet,
        format!(
            "{} shows the rollback with its backups; {} the text for Support, {}.",
            Hint::Rollback,
            Hint::Ticket,
            Hint::CopiesTicket
        ),
    ));
    ("The line is stopped".to_owned(), run.definition(place).source.clone(), body)
}

pub(super) fn support(session: &Session) -> Parts {
    let run = &session.run;
    let back = matches!(run.course, Course::Back { .. });
    let why = if back {
        "Everything else of the rollback is done; AAA license files are missing."
    } else if session.outlook.waits_for_redo {
        "No other BBB license is obtained or uploaded until this is corrected."
    } else {
        "Everything else in this phase is done."
    };
    let ask =
        run.infrastructure.fill("Send one request to OutSystems Support ({support}) that names all of these at once:");
    let mut body = vec![Block::para(Tone::Now, format!("{why} {ask}"))];
    // Once the migration is on its way back, whatever stopped the line is over.
    for hold in session.outlook.holds.iter().filter(|hold| !back || hold.reason == HoldReason::SerialNotFound) {
        let names: Vec<&str> =
            hold.environments.iter().map(|environment| run.described(*environment).name.as_str()).collect();
        body.push(Block::led(Tone::Bad, format!("{}: ", hold_words(hold)), names.join(", ")));
        body.extend(faq(session, hold.faq));
    }
    body.push(Block::Gap);
    let closed = if back { "Deployments stay paused" } else { "The next phase stays closed" };
    body.push(Block::para(
        Tone::Plain,
        format!(
            "{} shows the text for the request, {}. {closed} until this is resolved. Was it a mistake? Choose the environment with {} and paste its page again.",
            Hint::Ticket,
            Hint::CopiesTicket,
            Hint::Environment
        ),
    ));
    ("Support has to help".to_owned(), "article, In case something unexpected happens".to_owned(), body)
}

/// The reason for a hold, in words.
pub fn hold_words(hold: &Hold) -> &'static str {
    match hold.reason {
        HoldReason::SerialNotFound => "Serial number not listed",
        HoldReason::NotAccepted if hold.faq == Some(3) => "BBB license not prepared",
        HoldReason::NotAccepted => "AAA license not prepared",
        HoldReason::DeploymentRunning => "A deployment is running",
        HoldReason::PageDiffers => "Licensing page differs",
        HoldReason::PageAsks => "A page to decide about",
        HoldReason::IpError => "Intellectual Property error",
        HoldReason::PublishFailed => "Publish failed",
        HoldReason::SerialChanged => "Serial number changed",
        HoldReason::FirstUpload => "The window is too short for BBB",
        HoldReason::Deadline => "A rollback would no longer end within the window",
        HoldReason::Decision => "Waiting, by decision",
    }
}

/// The environments whose end nobody has seen on a page, and those whose test publish failed.
fn only_said(session: &Session) -> Vec<Block> {
    let run = &session.run;
    let names = |which: &dyn Fn(&EnvironmentRun) -> bool| {
        let places = run.every_environment().filter(|environment| which(run.environment(*environment)));
        places.map(|environment| run.described(environment).name.as_str()).collect::<Vec<_>>().join(", ")
    };
    let claimed = names(&|known| matches!(known.license.holding, Holding::Side(_, Evidence::Claimed)));
    let published = names(&|known| known.republished == Republished::Yes(Evidence::Claimed));
    let failed = names(&|known| known.republished == Republished::Failed);
    [
        (Tone::Claimed, "License only claimed, no page was read: ", claimed),
        (Tone::Claimed, "Test publish only claimed: ", published),
        (Tone::Bad, "Test publish failed: ", failed),
    ]
    .into_iter()
    .filter(|(_, _, names)| !names.is_empty())
    .map(|(tone, lead, names)| Block::led(tone, lead, names))
    .collect()
}

pub(super) fn over(session: &Session) -> Parts {
    let run = &session.run;
    let target = &run.infrastructure.target;
    let source = &run.infrastructure.source;
    let (heading, text, tone) = match (session.outlook.state, &run.course) {
        (State::Done, _) => {
            let told = format!("All environments are on BBB {target}. {} still rolls back.", Hint::GoBack);
            ("The move is done", told, Tone::Plain)
        }
        (State::RolledBack, Course::Back { reason }) => (
            "Rolled back",
            format!(
                "Back to AAA {source}. Deployments are still paused: resume them when Support agrees.\nReason: {reason}"
            ),
            Tone::Caution,
        ),
        (_, Course::Abandoned { reason }) => {
            ("Ended", format!("{reason}\nIf deployments were paused, resume them."), Tone::Caution)
        }
        (_, Course::Forward | Course::Stopped { .. } | Course::Back { .. }) => {
            ("Nothing to do", "No step is open now.".to_owned(), Tone::Quiet)
        }
    };
    let folder = typed(&session.folder);
    let report = format!(
        "`acmove report {folder} -o night.html` writes the record, `acmove review {folder}` what can be learnt."
    );
    let mut body = vec![Block::para(tone, text)];
    body.extend(only_said(session));
    if let Some(lesson) = &session.lesson {
        body.extend([Block::Gap, Block::led(Tone::Caution, "This rehearsal: ", lesson.words())]);
    }
    let more = format!("{} shows every fact with its evidence, {} the text for Support.", Hint::Facts, Hint::Ticket);
    body.extend([Block::Gap, Block::para(Tone::Quiet, report), Block::para(Tone::Quiet, more)]);
    (heading.to_owned(), String::new(), body)
}
