//! The facts about `ActivationCodeCheck` as sentences.

use super::super::{code_check::ModulesFound, event::Event, plan::StepId, text::with_note};

/// A fact about `ActivationCodeCheck`; empty for any other.
pub(super) fn of_modules(event: &Event, title: impl Fn(&StepId) -> String) -> String {
    if let Event::ModulesChecked(told) = event {
        let what = told.page.words();
        return match told.found {
            ModulesFound::Same | ModulesFound::Wizard => {
                format!("{}: the page shows that {what}.", title(&told.step))
            }
            ModulesFound::OtherCode => format!("{}: check failed: {what}.", title(&told.step)),
        };
    }
    if let Event::ModulesReported(told) = event {
        let what = if told.some {
            "some modules or extensions have another Activation Code than the license"
        } else {
            "all modules and extensions have the Activation Code of the license (not verified)"
        };
        return with_note(format!("{}: you reported that {what}.", title(&told.step)), &told.note);
    }
    let Event::ModulesAccepted(told) = event else { return String::new() };
    format!("{}: you continued with modules of another Activation Code. Reason: {}", title(&told.step), told.reason)
}

/// The same in a few words.
pub(super) fn modules_in_brief(event: &Event) -> &'static str {
    if let Event::ModulesChecked(told) = event {
        return match told.found {
            ModulesFound::Same => "modules verified",
            ModulesFound::OtherCode => "check failed: modules of another code",
            ModulesFound::Wizard => "check failed: protected modules",
        };
    }
    let Event::ModulesReported(told) = event else { return "modules accepted, with a reason" };
    if told.some { "modules of another code reported" } else { "modules reported" }
}
