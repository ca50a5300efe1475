//! Procedure files: an edition of the article, checked as a whole.

use std::collections::BTreeSet;

use super::{
    fault::Faults,
    sheet::{self, Sheet, choose},
};
use crate::domain::{
    infrastructure::{Role, Side},
    procedure::{Faq, Phase, Procedure, Requirement, Scope, Step, StepKind, WhenIpError, WhenMissing, WhenNotAccepted},
};

/// The one format of procedure files so far.
const FORMAT: u32 = 1;

/// Placeholders that a step in each environment may use; the infrastructure has fewer values.
const PLACEHOLDERS: [&str; 7] = ["environment", "source", "target", "serial", "module", "service_center", "file"];
const PLACEHOLDERS_ONCE: [&str; 3] = ["source", "target", "module"];

/// Reads the text of a procedure file.
///
/// # Errors
/// With everything that is wrong with it.
pub fn procedure(file: &str, text: &str) -> Result<Procedure, Faults> {
    sheet::read(file, text, |sheet| {
        if sheet.number("format", u32::MAX) != Some(FORMAT) {
            sheet.fault_at("format", format!("must be {FORMAT}: this acmove reads no other format"));
        }
        let id = sheet.parsed("id", slug);
        let title = sheet.text("title");
        let edition = sheet.text("edition");
        let article = sheet.text("article");
        let summary = sheet.text("summary");
        let differs = sheet.texts("differs");
        let requirements: Vec<Option<Requirement>> = sheet.tables("requirement").iter().map(requirement).collect();
        let faqs: Vec<Option<Faq>> = sheet.tables("faq").iter().map(faq).collect();
        let phase_sheets = sheet.tables("phase");
        let phases: Vec<Option<Phase>> = phase_sheets.iter().map(|sheet| phase(sheet, None)).collect();
        let rollback = sheet.table("rollback").and_then(|sheet| phase(&sheet, Some("rollback")));
        if !sheet.has("rollback") {
            sheet.fault("the table rollback is missing: a procedure must say how to go back");
        }
        let procedure = Procedure {
            id: id?,
            title: title?,
            edition: edition?,
            article: article?,
            summary: summary?,
            differs,
            requirements: requirements.into_iter().collect::<Option<_>>()?,
            phases: phases.into_iter().collect::<Option<_>>()?,
            rollback: rollback?,
            faqs: faqs.into_iter().collect::<Option<_>>()?,
        };
        whole(sheet, &procedure);
        Some(procedure)
    })
}

fn slug(text: &str) -> Result<String, String> {
    let fine = text.bytes().all(|c| matches!(c, b'a'..=b'z' | b'0'..=b'9' | b'-')) && !text.starts_with('-');
    if fine { Ok(text.to_owned()) } else { Err(format!("{text:?} must consist of a-z, 0-9 and -")) }
}

fn requirement(sheet: &Sheet<'_>) -> Option<Requirement> {
    let (id, question) = (sheet.parsed("id", slug), sheet.text("question"));
    let (no, source) = (sheet.text("no"), sheet.text("source"));
    Some(Requirement { id: id?, question: question?, no: no?, source: source? })
}

fn faq(sheet: &Sheet<'_>) -> Option<Faq> {
    let number = sheet.number("number", 99);
    if !sheet.has("number") {
        sheet.fault("the key number is missing");
    }
    let (question, answer, source) = (sheet.text("question"), sheet.text("answer"), sheet.text("source"));
    Some(Faq { number: u8::try_from(number?).ok()?, question: question?, answer: answer?, source: source? })
}

fn phase(sheet: &Sheet<'_>, id: Option<&str>) -> Option<Phase> {
    let id = id.map_or_else(|| sheet.parsed("id", slug), |id| Some(id.to_owned()));
    let (title, summary) = (sheet.text("title"), sheet.text("summary"));
    let first = sheet.word("first", &Role::ALL.map(|role| (role.word(), role)));
    let (one_by_one, implied) = (sheet.flag("one_by_one"), sheet.optional("implied"));
    let sheets = sheet.tables("step");
    let steps: Vec<Option<Step>> = sheets.iter().map(step).collect();
    let steps: Vec<Step> = steps.into_iter().collect::<Option<_>>()?;
    if steps.is_empty() {
        sheet.fault("a phase needs at least one step");
    }
    let mut ids = BTreeSet::new();
    for (sheet, step) in sheets.iter().zip(&steps) {
        if !ids.insert(&step.id) {
            sheet.fault_at("id", format!("{:?} is the id of two steps of this phase", step.id));
        }
    }
    environments_together(&sheets, &steps);
    Some(Phase { id: id?, title: title?, summary: summary?, first, one_by_one, implied, steps })
}

/// Steps in each environment stand together: between them there is no moment for a step of the infrastructure.
fn environments_together(sheets: &[Sheet<'_>], steps: &[Step]) {
    let each: Vec<bool> = steps.iter().map(|step| step.scope == Scope::EachEnvironment).collect();
    let last = each.iter().rposition(|each| *each).unwrap_or(0);
    let first = each.iter().position(|each| *each).unwrap_or(last);
    for place in (first..last).filter(|place| !each[*place]) {
        sheets[place].fault_at("scope", "a step of the infrastructure cannot stand between steps in each environment");
    }
}

fn step(sheet: &Sheet<'_>) -> Option<Step> {
    let id = sheet.parsed("id", slug);
    let kind = kind(sheet);
    let scopes = [("infrastructure", Scope::Infrastructure), ("each-environment", Scope::EachEnvironment)];
    let scope = sheet.parsed("scope", |text| choose(text, &scopes));
    let (title, good, otherwise) = (sheet.text("title"), sheet.text("good"), sheet.text("otherwise"));
    let actions = sheet.texts("do");
    if actions.is_empty() {
        sheet.fault("the key do is missing: a list of instructions, a line each");
    }
    let faq = sheet.number("faq", 99).and_then(|number| u8::try_from(number).ok());
    let minutes = sheet.number("minutes", 24 * 60);
    if !sheet.has("minutes") {
        sheet.fault("the key minutes is missing: how long the step usually takes");
    }
    let (implied, source) = (sheet.optional("implied"), sheet.text("source"));
    let step = Step {
        id: id?,
        kind: kind?,
        scope: scope?,
        title: title?,
        actions,
        good: good?,
        otherwise: otherwise?,
        faq,
        minutes: minutes?,
        implied,
        source: source?,
    };
    fits_together(sheet, &step);
    Some(step)
}

fn kind(sheet: &Sheet<'_>) -> Option<StepKind> {
    let kinds = ["read", "pause", "act", "resume", "contact", "obtain", "upload", "check", "republish"];
    let word = sheet.parsed("kind", |text| choose(text, &kinds.map(|kind| (kind, kind))))?;
    let wants_code = matches!(word, "obtain" | "upload" | "check");
    let wants_policy = matches!(word, "obtain" | "check" | "republish");
    for (key, wanted) in [("code", wants_code), ("policy", wants_policy)] {
        match (wanted, sheet.has(key)) {
            (true, false) => sheet.fault(format!("the key {key} is missing: a step of kind {word} needs it")),
            (false, true) => sheet.fault_at(key, format!("does not belong to a step of kind {word}")),
            (true, true) | (false, false) => {}
        }
    }
    if word != "check" && sheet.has("accept") {
        sheet.fault_at("accept", format!("does not belong to a step of kind {word}"));
    }
    let side = || sheet.word("code", &[("source", Side::Source), ("target", Side::Target)]);
    Some(match word {
        "read" => StepKind::Read,
        "pause" => StepKind::Pause,
        "act" => StepKind::Act,
        "resume" => StepKind::Resume,
        "contact" => StepKind::Contact,
        "obtain" => {
            let policies = [("collect", WhenMissing::Collect), ("hold", WhenMissing::Hold)];
            StepKind::Obtain { side: side()?, missing: sheet.word("policy", &policies)? }
        }
        "upload" => StepKind::Upload { side: side()? },
        "check" => {
            let policies = [
                ("collect", WhenNotAccepted::Collect),
                ("redo", WhenNotAccepted::Redo),
                ("retry", WhenNotAccepted::Retry),
            ];
            StepKind::Check {
                side: side()?,
                accept: sheet.texts("accept"),
                otherwise: sheet.word("policy", &policies)?,
            }
        }
        _ => {
            let policies = [("stop", WhenIpError::StopTheLine), ("support", WhenIpError::Support)];
            StepKind::Republish { ip_error: sheet.word("policy", &policies)? }
        }
    })
}

/// Scope and placeholders have to fit the kind of step.
fn fits_together(sheet: &Sheet<'_>, step: &Step) {
    let licensed = step.kind.side_of_license().is_some() || matches!(step.kind, StepKind::Republish { .. });
    if licensed && step.scope == Scope::Infrastructure {
        sheet.fault_at("scope", "must be each-environment: every environment has a license of its own");
    }
    let allowed: &[&str] = match step.scope {
        Scope::EachEnvironment => &PLACEHOLDERS,
        Scope::Infrastructure => &PLACEHOLDERS_ONCE,
    };
    let texts = [("title", &step.title), ("good", &step.good), ("otherwise", &step.otherwise)];
    let actions = step.actions.iter().map(|action| ("do", action));
    for (key, text) in texts.into_iter().chain(actions) {
        for placeholder in placeholders(text).filter(|placeholder| !allowed.contains(placeholder)) {
            let allowed = allowed.join("}, {");
            sheet.fault_at(key, format!("the placeholder {{{placeholder}}} is not known here; allowed: {{{allowed}}}"));
        }
    }
}

fn placeholders(text: &str) -> impl Iterator<Item = &str> {
    text.split('{').skip(1).filter_map(|rest| rest.split_once('}')).map(|(placeholder, _)| placeholder)
}

/// What only shows when the whole procedure is looked at.
fn whole(sheet: &Sheet<'_>, procedure: &Procedure) {
    let mut ids = BTreeSet::from(["rollback"]);
    for phase in &procedure.phases {
        if !ids.insert(&phase.id) {
            sheet.fault_at("phase", format!("{:?} is the id of two phases", phase.id));
        }
    }
    let mut requirements = BTreeSet::new();
    for requirement in &procedure.requirements {
        if !requirements.insert(&requirement.id) {
            sheet.fault_at("requirement", format!("{:?} is the id of two requirements", requirement.id));
        }
    }
    for step in procedure.all_phases().flat_map(|phase| &phase.steps) {
        if let Some(number) = step.faq.filter(|number| procedure.faq(*number).is_none()) {
            sheet.fault_at("faq", format!("the step {} points to FAQ {number}, which is not there", step.id));
        }
    }
    backup_comes_first(sheet, procedure);
    way_back(sheet, procedure);
}

/// The hard rule of every edition: nothing of the target is uploaded before the source was kept.
fn backup_comes_first(sheet: &Sheet<'_>, procedure: &Procedure) {
    let mut obtained = BTreeSet::new();
    for step in procedure.phases.iter().flat_map(|phase| &phase.steps) {
        match &step.kind {
            StepKind::Obtain { side, .. } => {
                obtained.insert(*side);
            }
            StepKind::Upload { side } => {
                let missing = [Side::Source, *side].into_iter().find(|side| !obtained.contains(side));
                if let Some(missing) = missing.map(Side::word) {
                    let message =
                        format!("the step {} uploads before a step has obtained the {missing} license", step.id);
                    sheet.fault_at("phase", message);
                }
            }
            StepKind::Read
            | StepKind::Pause
            | StepKind::Act
            | StepKind::Resume
            | StepKind::Contact
            | StepKind::Check { .. }
            | StepKind::Republish { .. } => {}
        }
    }
}

fn way_back(sheet: &Sheet<'_>, procedure: &Procedure) {
    let has = |wanted: fn(&StepKind) -> bool| procedure.rollback.steps.iter().any(|step| wanted(&step.kind));
    if !has(|kind| matches!(kind, StepKind::Upload { side: Side::Source })) {
        sheet.fault_at("rollback", "must upload the source license again (kind = \"upload\", code = \"source\")");
    }
    if !has(|kind| matches!(kind, StepKind::Check { side: Side::Source, .. })) {
        sheet.fault_at(
            "rollback",
            "must look whether the source is displayed again (kind = \"check\", code = \"source\")",
        );
    }
    if has(|kind| matches!(kind, StepKind::Obtain { .. }) || kind.side_of_license() == Some(Side::Target)) {
        sheet.fault_at(
            "rollback",
            "restores what is in the vault: it can neither obtain a license nor touch the target",
        );
    }
}
