//! Words of a card about a step that did not pass: the error, and the remedy.

use super::parts::of_choice;
use crate::{
    domain::{
        check::compare,
        code_check::ModulesFound,
        index::StepIx,
        infrastructure::Side,
        page::Banner,
        procedure::StepKind,
        publish::gist,
        refusal::NoCorrection,
        run::{Course, Evidence, Failure, Holding},
    },
    engine::{codes::near_code, redo::to_obtain_another, session::Session, subject::Subject},
    view::{
        choice::choices,
        hint::Hint,
        text::{Block, Tone},
    },
};

/// A file that was uploaded for this check, and showed another code: what it is, and what that means.
pub(super) fn disproved(session: &Session, step: StepIx) -> Option<Block> {
    let run = &session.run;
    to_obtain_another(session, step)?;
    let (side, environment) = (run.definition(step).kind.side_of_license()?, run.planned(step).environment?);
    let (file, label) = (run.vault_name(environment, side)?, side.label());
    let back = if side == Side::Source { " Without one this environment cannot be rolled back." } else { "" };
    let text = format!(
        "you uploaded {file} as the {label} license, but the page shows another code. Obtain another {label} license ({}).{back}",
        Hint::Again
    );
    Some(Block::led(Tone::Bad, "Check failed: ", text))
}

/// A code on the page that is nearly the expected one: how the two differ.
pub(super) fn nearly(session: &Session, step: StepIx) -> Option<Block> {
    let near = near_code(session, step)?;
    let text = format!("the code on the page is almost {}. {}", near.side.label(), near.difference.words());
    Some(Block::led(Tone::Bad, "Check failed: ", text))
}

/// What it may mean that a code is nearly the expected one.
pub(super) fn mistyped(session: &Session, step: StepIx) -> Option<Block> {
    let label = near_code(session, step)?.side.label();
    let text = if session.run.are_codes_fixed() {
        NoCorrection::TooLate.to_string()
    } else {
        let correct = of_choice(&choices(session, Subject::Step(step)), Hint::TakeCode);
        format!("If {label} was mistyped in the set-up, choose {correct}. Otherwise the page shows another license.")
    };
    Some(Block::led(Tone::Caution, "Mistyped? ", text))
}

/// The choice where nothing on the page is wrong, and something is worse than expected, or not known.
pub(super) fn to_decide(failure: &Failure) -> Option<Block> {
    let text = format!(
        "accept the page with a reason ({}), or correct the cause and paste the page again. The rows with ? need your decision.",
        Hint::Accept
    );
    (*failure == Failure::PageAsks).then(|| Block::led(Tone::Caution, "You decide: ", text))
}

/// What follows where `ActivationCodeCheck` shows more than modules of the license's own code: the wizard of the article, or
/// what has to be done with the modules.
pub(super) fn modules(session: &Session, failure: &Failure) -> Option<Block> {
    let Failure::Modules { found, .. } = failure else { return None };
    let text = match found {
        ModulesFound::Same => return None,
        ModulesFound::Wizard => {
            "Click *Start Wizard* in ActivationCodeCheck and follow it. Then click *Recalculate* and paste the page again, or report that you completed the wizard.".to_owned()
        }
        ModulesFound::OtherCode => format!(
            "Ask OutSystems Support ({{support}}; {} shows the text) before you install BBB: publishing these modules ends with an Intellectual Property error. The *IPP Portal* changes the Activation Code of a solution with them and sends it by e-mail (up to an hour); publish it in all environments but Production, which gets it from LifeTime. Then click *Recalculate* and paste the page again.",
            Hint::Ticket
        ),
    };
    Some(Block::led(Tone::Caution, "To correct it: ", session.run.infrastructure.fill(&text)))
}

/// A page with BBB where AAA is checked: the file that has to be uploaded again, or the other way out.
pub(super) fn upload_again(session: &Session, step: StepIx) -> Option<Block> {
    let run = &session.run;
    let environment = run.planned(step).environment?;
    let on_target = matches!(run.environment(environment).license.holding, Holding::Side(Side::Target, _));
    let wants_source = run.definition(step).kind.side_of_license() == Some(Side::Source);
    let file = run.vault_name(environment, Side::Source)?;
    let forward = run.course == Course::Forward;
    let is_usable = run.environment(environment).usable_backup().is_some();
    (on_target && wants_source && forward && is_usable).then(|| {
        let text = format!(
            "BBB is installed here, but AAA is expected. Upload {} in Service Center and paste the page, or roll back with {}.",
            session.in_full(&file),
            Hint::GoBack
        );
        Block::para(Tone::Caution, text)
    })
}

/// The last page of the environment, against what this check wants.
pub(super) fn comparison(session: &Session, step: StepIx, at: jiff::Timestamp) -> Option<Block> {
    let run = &session.run;
    let StepKind::Check { side, accept, .. } = &run.definition(step).kind else { return None };
    let environment = run.planned(step).environment?;
    let page = run.environment(environment).page.as_ref()?;
    Some(Block::Comparison(compare(page, &run.expected(environment, *side, accept, at))))
}

/// The remedy where the page says that the license as a whole is no good.
pub(super) fn license_help(session: &Session, step: StepIx) -> Option<Block> {
    let run = &session.run;
    let environment = run.planned(step).environment?;
    let page = run.environment(environment).page.as_ref()?;
    let name = &run.described(environment).name;
    if matches!(run.course, Course::Back { .. }) && !run.shows_wrong_clock(environment) {
        let text = format!(
            "Upload the AAA license of this environment again. If the page still calls it invalid, ask Support ({} shows the text).",
            Hint::Ticket
        );
        return run.shows_invalid_license(environment).then(|| Block::led(Tone::Caution, "To correct it: ", text));
    }
    if run.shows_other_type(environment) {
        let text = format!(
            "Each row in the portal has a type. Release the row that {name} is on: *Release Environment* asks for a reason and can take a while; Support can help. Then register {name} on an unregistered row of its own type, and obtain the file again ({}).",
            Hint::Again
        );
        return Some(Block::led(Tone::Caution, "To correct it: ", text));
    }
    let text = match (&page.notice, page.banner) {
        (_, Banner::Clock) => "Correct the server's clock and restart the platform services (Deployment Controller, Deployment, Scheduler). Then paste the page again. If that does not help, upload the license again.".to_owned(),
        (_, Banner::WrongServer) => format!(
            "The license was issued for another server. Obtain the license of {name} by its serial number, and upload it."
        ),
        (Some(notice), Banner::Invalid | Banner::Valid | Banner::None) => {
            format!("The page says: \"{}\" {}", notice.text, notice.meaning.remedy())
        }
        (None, Banner::Invalid | Banner::Valid | Banner::None) if run.shows_invalid_license(environment) => {
            format!("Ask Support for a valid license ({} shows the text), obtain it, and upload it.", Hint::Ticket)
        }
        (None, Banner::Invalid | Banner::Valid | Banner::None) => return None,
    };
    Some(Block::led(Tone::Caution, "To correct it: ", text))
}

/// The failure, in words.
pub fn trouble_words(failure: &Failure) -> String {
    match failure {
        Failure::SerialNotFound => "the portal does not list this serial number under the code.".to_owned(),
        Failure::DeploymentRunning => "a deployment is still running.".to_owned(),
        Failure::NotAccepted { value, .. } => {
            format!("Intellectual Property reads {value}: this license is not prepared for the move.")
        }
        Failure::PageDiffers => "the page does not show the expected values.".to_owned(),
        Failure::PageAsks => "nothing on the page is wrong, but one of its values needs your decision.".to_owned(),
        Failure::Modules { what, by: Evidence::Verified, .. } => format!("ActivationCodeCheck shows that {what}."),
        Failure::Modules { what, by: Evidence::Claimed, .. } => format!("you reported that {what}."),
        Failure::Publish { message, .. } => format!("the publish ended with \"{}\"", gist(message)),
    }
}

pub(super) fn faq(session: &Session, number: Option<u8>) -> Option<Block> {
    let faq = session.run.procedure.faq(number?)?;
    Some(Block::led(Tone::Caution, format!("FAQ {}: ", faq.number), session.run.infrastructure.fill(&faq.answer)))
}
