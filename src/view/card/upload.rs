//! Words of a card about an upload or a test publish: how it is started, that it is in progress, that a page shows its license
//! already, and what has to be known of the backup before.

use super::parts::of_choice;
use crate::{
    domain::{
        index::StepIx,
        infrastructure::Side,
        outlook::Standing,
        procedure::StepKind,
        run::{Course, Proof},
    },
    engine::{operation::Operation, session::Session, subject::Subject},
    view::{
        choice::{choices, shown_already},
        hint::Hint,
        text::{Block, Tone},
    },
};

/// The first thing to do where acmove records a start: it stands before the actions of the edition.
pub(super) fn start(session: &Session, step: StepIx) -> Option<String> {
    let choices = choices(session, Subject::Step(step));
    let begin = choices.iter().find(|choice| choice.operation == Operation::Begin)?;
    Some(format!("{} ({}). acmove re-reads the backup.", Hint::PressBegin, begin.label))
}

/// A page shows the license that is to be uploaded here, and a person has to say who did that. AAA may just be the license
/// from before.
pub(super) fn uploaded_already(session: &Session, step: StepIx) -> Option<Block> {
    let side = shown_already(session, step)?;
    let is_change = side == Side::Target || matches!(session.run.course, Course::Back { .. });
    if !is_change || session.run.step(step).ran.is_some() {
        return None;
    }
    let choices = choices(session, Subject::Step(step));
    let has = |operation: Operation| choices.iter().any(|choice| choice.operation == operation);
    let named = |hint: Hint| of_choice(&choices, hint);
    let text = if has(Operation::UploadedAlready) {
        format!(
            "if you uploaded it, choose {}. If another person did, choose {}. To upload it again, choose {}.",
            named(Hint::UploadedAlready),
            named(Hint::Hold),
            named(Hint::Begin)
        )
    } else if has(Operation::Withdraw) {
        format!(
            "if you uploaded it, choose {}. Otherwise choose {}, and find out who did.",
            named(Hint::Finish),
            named(Hint::Withdraw)
        )
    } else {
        return None;
    };
    Some(Block::led(Tone::Caution, format!("The page shows {} already: ", side.label()), text))
}

/// That a step was started: it fits on two lines of a small screen.
pub(super) fn in_progress() -> Block {
    let text = "do it now, then answer. If you were interrupted, check in Service Center first.";
    Block::led(Tone::Caution, "In progress: ", text)
}

/// That a step was reopened, and what that asks for.
pub(super) fn reopened(session: &Session, step: StepIx, is_to_correct: bool) -> Block {
    let text = if matches!(session.outlook.standing(step), Standing::Waiting(_)) {
        "Reopened: this step will be asked again."
    } else if is_to_correct {
        "Reopened: correct the cause first, then do this step again."
    } else {
        "Reopened: do this step again."
    };
    Block::para(Tone::Caution, text)
}

/// Before BBB is uploaded: no upload has shown yet that the backup installs AAA. Today's edition uploads none.
pub(super) fn backup_is_only_kept(session: &Session, step: StepIx) -> Option<Block> {
    let run = &session.run;
    let is_upload = run.definition(step).kind == (StepKind::Upload { side: Side::Target });
    let known = run.environment(run.planned(step).environment?);
    let is_next = is_upload && session.outlook.standing(step).is_answerable() && run.course == Course::Forward;
    (is_next && known.proof(Side::Source) == Some(Proof::No)).then(|| {
        let text =
            "kept and read back, not proved. It was never uploaded here, so no page has shown that it installs AAA.";
        Block::led(Tone::Caution, "The AAA backup: ", text)
    })
}

/// Where BBB is or may be installed, what Service Center saves as backup is not AAA.
pub(super) fn backup_is_target(session: &Session, step: StepIx) -> Option<Block> {
    let run = &session.run;
    let on_target = run.environment(run.planned(step).environment?).license.may_be_target();
    let wants_source = matches!(run.definition(step).kind, StepKind::Obtain { side: Side::Source, .. });
    (on_target && wants_source).then(|| {
        let text = "BBB is or may be installed here, so *Backup License* would save BBB. Get the AAA license from the portal, from an earlier copy of the file, or from Support.";
        Block::led(Tone::Bad, "Do not use Service Center: ", text)
    })
}
