//! Words of a card about a step that did not pass: the error, and the remedy.

use crate::{
    domain::{
        check::{ExpectedPage, compare},
        index::StepIx,
        infrastructure::Side,
        page::Banner,
        procedure::StepKind,
        run::{Course, Failure, Holding},
    },
    engine::session::Session,
    view::text::{Block, Tone},
};

/// A page with BBB where AAA is checked: the file that has to be uploaded again, or the other way out.
pub(super) fn upload_again(session: &Session, step: StepIx) -> Option<Block> {
    let run = &session.run;
    let environment = run.planned(step).environment?;
    let on_target = matches!(run.environment(environment).license.holding, Holding::Side(Side::Target, _));
    let wants_source = run.definition(step).kind.side_of_license() == Some(Side::Source);
    let file = run.vault_name(environment, Side::Source)?;
    let forward = run.course == Course::Forward;
    (on_target && wants_source && forward).then(|| {
        let text = format!(
            "BBB is installed here, where AAA is expected. Upload {} in Service Center and paste the page, or roll back with R.",
            session.in_full(&file)
        );
        Block::para(Tone::Caution, text)
    })
}

/// The last page of the environment, against what this check wants.
pub(super) fn comparison(session: &Session, step: StepIx, today: jiff::civil::Date) -> Option<Block> {
    let run = &session.run;
    let StepKind::Check { side, accept, .. } = &run.definition(step).kind else { return None };
    let known = run.environment(run.planned(step).environment?);
    let code = run.infrastructure.code(*side);
    let expected = ExpectedPage { code, serial: known.serial.as_ref(), accept, today };
    known.page.as_ref().map(|page| Block::Comparison(compare(page, &expected)))
}

/// The remedy where the page says that the license as a whole is no good.
pub(super) fn license_help(session: &Session, step: StepIx) -> Option<Block> {
    let run = &session.run;
    let environment = run.planned(step).environment?;
    let page = run.environment(environment).page.as_ref()?;
    let name = &run.described(environment).name;
    if matches!(run.course, Course::Back { .. }) && !run.shows_wrong_clock(environment) {
        let text = "Upload the AAA license of this environment again. If the page still calls it invalid, ask Support (t shows the text): nothing else is obtained on the way back.";
        return run.shows_invalid_license(environment).then(|| Block::led(Tone::Caution, "What helps: ", text));
    }
    let text = match page.banner {
        Banner::Clock => "Set the server's clock right and restart the services of the platform (Deployment Controller, Deployment, Scheduler), then read the page again. If that does not help, upload the license again.".to_owned(),
        Banner::WrongServer => format!(
            "The license was issued for another server. Obtain the one of {name}, by its serial number, and upload that."
        ),
        Banner::Invalid | Banner::Valid | Banner::None if run.shows_invalid_license(environment) => {
            "Ask Support for a valid license (t shows the text), obtain it, and upload that.".to_owned()
        }
        Banner::Invalid | Banner::Valid | Banner::None => return None,
    };
    Some(Block::led(Tone::Caution, "What helps: ", text))
}

/// The failure, in words.
pub fn trouble_words(failure: &Failure) -> String {
    match failure {
        Failure::SerialNotFound => "the portal does not list this serial number under the code.".to_owned(),
        Failure::DeploymentRunning => "a deployment is still running.".to_owned(),
        Failure::NotAccepted { value, .. } => {
            format!("Intellectual Property reads {value}: this license is not prepared for the move.")
        }
        Failure::PageDiffers => "the page shows something else than it should.".to_owned(),
        Failure::Publish { message, .. } => format!("the publish failed: \"{message}\""),
    }
}

pub(super) fn faq(session: &Session, number: Option<u8>) -> Option<Block> {
    let faq = session.run.procedure.faq(number?)?;
    Some(Block::led(Tone::Caution, format!("FAQ {}: ", faq.number), &faq.answer))
}
