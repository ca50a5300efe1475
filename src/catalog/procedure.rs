//! Procedure files: an edition of the article, checked as a whole.

mod kind;

use std::collections::BTreeSet;

use self::kind::{belongs_to_environments, kind};
use super::{
    fault::Faults,
    sheet::{self, Sheet, choose},
};
use crate::domain::{
    infrastructure::{Role, Side},
    procedure::{Faq, Phase, Procedure, Requirement, Scope, Sourced, Step, StepKind},
    text::plain,
};

/// The one format of procedure files so far.
const FORMAT: u32 = 1;

/// Placeholders that a step in each environment may use; the infrastructure has fewer values.
const PLACEHOLDERS: [&str; 10] =
    ["environment", "source", "target", "serial", "module", "service_center", "portal", "support", "lifetime", "file"];
const PLACEHOLDERS_ONCE: [&str; 6] = ["source", "target", "module", "portal", "support", "lifetime"];

/// Reads the text of a procedure file.
///
/// # Errors
/// With everything that is wrong with it.
pub fn procedure(file: &str, text: &str) -> Result<Procedure, Faults> {
    sheet::read(file, text, |sheet| {
        if sheet.number("format", u32::MAX) != Some(FORMAT) {
            sheet.fault_at("format", format!("must be {FORMAT}, the only format that this acmove reads"));
        }
        let id = sheet.parsed("id", slug);
        let title = title(sheet);
        let edition = sheet.text("edition");
        let article = sheet.text("article");
        let summary = sheet.text("summary");
        let differs = sheet.texts("differs");
        let requirement_sheets = sheet.tables("requirement");
        let requirements: Vec<Option<Requirement>> = requirement_sheets.iter().map(requirement).collect();
        only_once(&requirement_sheets, "requirements", &[]);
        let faqs: Vec<Option<Faq>> = sheet.tables("faq").iter().map(faq).collect();
        let numbers: Vec<u8> = faqs.iter().flatten().map(|faq| faq.number).collect();
        let phase_sheets = sheet.tables("phase");
        only_once(&phase_sheets, "phases", &["rollback"]);
        let mut kept = BTreeSet::new();
        let phases: Vec<Option<Phase>> =
            phase_sheets.iter().map(|sheet| phase(sheet, None, &numbers, &mut kept)).collect();
        // The rollback uploads the source license, which was kept on the way, whatever this file says about it.
        kept.insert(Side::Source);
        let rollback = sheet.table("rollback").and_then(|sheet| {
            let rollback = phase(&sheet, Some("rollback"), &numbers, &mut kept)?;
            way_back(&sheet, &rollback);
            Some(rollback)
        });
        if !sheet.has("rollback") {
            sheet.fault("the table rollback is missing: a procedure must describe the rollback");
        }
        Some(Procedure {
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
        })
    })
}

fn slug(text: &str) -> Result<String, String> {
    let fine = text.bytes().all(|c| matches!(c, b'a'..=b'z' | b'0'..=b'9' | b'-')) && !text.starts_with('-');
    if fine { Ok(text.to_owned()) } else { Err(format!("{text:?} must contain only a-z, 0-9 and -")) }
}

/// A title stands within sentences, in the record and in the text for Support: there nothing shows labels as labels.
fn title(sheet: &Sheet<'_>) -> Option<String> {
    sheet.text("title").map(|title| plain(&title))
}

fn requirement(sheet: &Sheet<'_>) -> Option<Requirement> {
    let (id, question) = (sheet.parsed("id", slug), sheet.text("question"));
    let (no, source) = (sheet.text("no"), sheet.text("source"));
    known_placeholders(sheet, Scope::Infrastructure, no.iter().map(|no| ("no", no.as_str())));
    Some(Requirement { id: id?, question: question?, no: no?, source: source? })
}

fn faq(sheet: &Sheet<'_>) -> Option<Faq> {
    let number = sheet.number("number", 99);
    if !sheet.has("number") {
        sheet.fault("the key number is missing");
    }
    let (question, answer, source) = (sheet.text("question"), sheet.text("answer"), sheet.text("source"));
    known_placeholders(sheet, Scope::Infrastructure, answer.iter().map(|answer| ("answer", answer.as_str())));
    Some(Faq { number: u8::try_from(number?).ok()?, question: question?, answer: answer?, source: source? })
}

/// No two tables of a list have the same id, nor one that is taken.
fn only_once(sheets: &[Sheet<'_>], what: &str, taken: &[&str]) {
    let mut ids: BTreeSet<String> = taken.iter().map(|id| (*id).to_owned()).collect();
    for sheet in sheets {
        if let Some(id) = sheet.peek("id").filter(|id| !ids.insert(id.clone())) {
            sheet.fault_at("id", format!("{id:?} is the id of two {what}"));
        }
    }
}

fn phase(sheet: &Sheet<'_>, id: Option<&str>, faqs: &[u8], kept: &mut BTreeSet<Side>) -> Option<Phase> {
    let id = id.map_or_else(|| sheet.parsed("id", slug), |id| Some(id.to_owned()));
    let (title, summary) = (title(sheet), sheet.text("summary"));
    let first = sheet.word("first", &Role::ALL.map(|role| (role.word(), role)));
    let (one_by_one, implied) = (sheet.flag("one_by_one"), sheet.optional("implied"));
    let sheets = sheet.tables("step");
    if sheets.is_empty() {
        sheet.fault("a phase needs at least one step");
    }
    only_once(&sheets, "steps of this phase", &[]);
    let steps: Vec<Option<Step>> = sheets.iter().map(|sheet| step(sheet, faqs, kept)).collect();
    let steps: Vec<Step> = steps.into_iter().collect::<Option<_>>()?;
    environments_together(&sheets, &steps);
    Some(Phase { id: id?, title: title?, summary: summary?, first, one_by_one, implied, steps })
}

/// Steps in each environment stand together: between them there is no moment for a step of the infrastructure.
fn environments_together(sheets: &[Sheet<'_>], steps: &[Step]) {
    let each: Vec<bool> = steps.iter().map(|step| step.scope == Scope::EachEnvironment).collect();
    let last = each.iter().rposition(|each| *each).unwrap_or(0);
    let first = each.iter().position(|each| *each).unwrap_or(last);
    for place in (first..last).filter(|place| !each[*place]) {
        sheets[place].fault_at("scope", "a step of the infrastructure cannot be between steps of each environment");
    }
}

fn step(sheet: &Sheet<'_>, faqs: &[u8], kept: &mut BTreeSet<Side>) -> Option<Step> {
    let id = sheet.parsed("id", slug);
    let kind = kind(sheet);
    let scopes = [("infrastructure", Scope::Infrastructure), ("each-environment", Scope::EachEnvironment)];
    let scope = sheet.parsed("scope", |text| choose(text, &scopes));
    let (title, good, otherwise) = (title(sheet), sheet.text("good"), sheet.text("otherwise"));
    let actions = sheet.texts("do");
    if actions.is_empty() {
        sheet.fault("the key do is missing: a list of instructions, one per line");
    }
    let warning = sourced(sheet, "warning", "warning_source");
    let again = sourced(sheet, "again", "again_source");
    let new_serial = sourced(sheet, "new_serial", "new_serial_source");
    let faq = sheet.number("faq", 99).and_then(|number| u8::try_from(number).ok());
    let minutes = sheet.number("minutes", 24 * 60);
    if !sheet.has("minutes") {
        sheet.fault("the key minutes is missing: the usual duration of the step");
    }
    let (implied, source) = (sheet.optional("implied"), sheet.text("source"));
    if let Some(number) = faq.filter(|number| !faqs.contains(number)) {
        sheet.fault_at("faq", format!("there is no FAQ {number} in this file"));
    }
    if let Some(scope) = scope {
        let texts = [("title", &title), ("good", &good), ("otherwise", &otherwise)];
        let texts = texts.into_iter().filter_map(|(key, text)| Some((key, text.as_deref()?)));
        let beside = [("warning", &warning), ("again", &again), ("new_serial", &new_serial)];
        let beside = beside.into_iter().filter_map(|(key, text)| Some((key, text.as_ref()?)));
        let beside = beside.flat_map(|(key, text)| text.lines.iter().map(move |line| (key, line.as_str())));
        let texts = texts.chain(actions.iter().map(|action| ("do", action.as_str())));
        known_placeholders(sheet, scope, texts.chain(beside));
    }
    if let Some(kind) = &kind {
        backup_comes_first(sheet, kind, kept);
        belongs_to_environments(sheet, kind, scope);
    }
    Some(Step {
        id: id?,
        kind: kind?,
        scope: scope?,
        title: title?,
        actions,
        warning,
        again,
        new_serial,
        good: good?,
        otherwise: otherwise?,
        faq,
        minutes: minutes?,
        implied,
        source: source?,
    })
}

/// Texts that may be left out; where they are given, their source is too.
fn sourced(sheet: &Sheet<'_>, key: &'static str, source: &'static str) -> Option<Sourced> {
    let lines = sheet.texts(key);
    let from = sheet.optional(source);
    match (lines.is_empty(), from) {
        (true, None) => None,
        (true, Some(_)) => {
            sheet.fault_at(source, format!("there is no {key} whose source this could be"));
            None
        }
        (false, Some(source)) => Some(Sourced { lines, source }),
        (false, None) => {
            sheet.fault(format!("the key {source} is missing: it says where {key} comes from"));
            None
        }
    }
}

fn known_placeholders<'t>(sheet: &Sheet<'_>, scope: Scope, texts: impl Iterator<Item = (&'static str, &'t str)>) {
    let allowed: &[&str] = match scope {
        Scope::EachEnvironment => &PLACEHOLDERS,
        Scope::Infrastructure => &PLACEHOLDERS_ONCE,
    };
    for (key, text) in texts {
        for placeholder in placeholders(text).filter(|placeholder| !allowed.contains(placeholder)) {
            let allowed = allowed.join("}, {");
            sheet.fault_at(key, format!("the placeholder {{{placeholder}}} is not known here; allowed: {{{allowed}}}"));
        }
    }
}

fn placeholders(text: &str) -> impl Iterator<Item = &str> {
    text.split('{').skip(1).filter_map(|rest| rest.split_once('}')).map(|(placeholder, _)| placeholder)
}

/// The hard rule of every edition: nothing of the target is uploaded before the source was kept.
fn backup_comes_first(sheet: &Sheet<'_>, kind: &StepKind, kept: &mut BTreeSet<Side>) {
    match kind {
        StepKind::Obtain { side, .. } => {
            kept.insert(*side);
        }
        StepKind::Upload { side } => {
            if let Some(missing) = [Side::Source, *side].into_iter().find(|side| !kept.contains(side)) {
                let word = missing.word();
                sheet.fault_at("kind", format!("uploads the {word} license before a step has obtained it"));
            }
        }
        StepKind::Read
        | StepKind::Pause { .. }
        | StepKind::Act
        | StepKind::CodeCheck
        | StepKind::Resume
        | StepKind::Contact
        | StepKind::Check { .. }
        | StepKind::Republish { .. } => {}
    }
}

fn way_back(sheet: &Sheet<'_>, rollback: &Phase) {
    let has = |wanted: fn(&StepKind) -> bool| rollback.steps.iter().any(|step| wanted(&step.kind));
    if !has(|kind| matches!(kind, StepKind::Upload { side: Side::Source })) {
        sheet.fault("must upload the source license again (kind = \"upload\", code = \"source\")");
    }
    if !has(|kind| matches!(kind, StepKind::Check { side: Side::Source, .. })) {
        sheet.fault("must check that the source is displayed again (kind = \"check\", code = \"source\")");
    }
    if has(|kind| matches!(kind, StepKind::Obtain { .. }) || kind.side_of_license() == Some(Side::Target)) {
        sheet.fault("restores licenses from the vault, so it cannot obtain a license or change the target");
    }
}
