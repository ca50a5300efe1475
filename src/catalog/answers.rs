//! Answers files: what a person would say, written down beforehand.

use std::path::{Component, Path, PathBuf};

use jiff::Timestamp;

use super::{
    fault::Faults,
    infrastructure::window,
    sheet::{self, Sheet},
};
use crate::domain::{
    answers::{
        Answer, Answers, Decided, Given, Live, NewWindow, RightCodes, WhenLate, WhenLeftOut, WhenStopped, WhenTooShort,
    },
    event::{Origin, Problem},
    identity::SerialNumber,
    infrastructure::{EnvironmentId, Infrastructure, Side},
    nearest::nearest,
    plan::{Plan, StepId},
    procedure::{Procedure, StepKind},
    typed_path::without_variables,
};

/// The keys of which an answer has one.
const NAMED: [&str; 15] = [
    "done",
    "uploaded",
    "file",
    "page",
    "claim",
    "outcome",
    "message",
    "problem",
    "live",
    "command",
    "serial",
    "again",
    "ask",
    "leave-out",
    "hand-over",
];

/// The form of a time, with an example of it.
const WANTED: &str = "must be a time with its offset, such as 2026-11-28T22:40:00+01:00";

/// The migration that the answers are for.
struct Known<'a> {
    /// The folder that paths in the answers are relative to.
    folder: &'a Path,
    infrastructure: &'a Infrastructure,
    plan: &'a Plan,
}

/// Reads the text of an answers file for a migration; paths in it are relative to `folder`.
///
/// # Errors
/// With everything that is wrong with it.
pub fn answers(
    file: &str,
    text: &str,
    folder: &Path,
    procedure: &Procedure,
    infrastructure: &Infrastructure,
) -> Result<Answers, Faults> {
    let plan = &Plan::new(procedure, infrastructure);
    let known = Known { folder, infrastructure, plan };
    sheet::read(file, text, |sheet| {
        let mut answers = Answers::default();
        if let Some(sheet) = sheet.table("requirements") {
            requirements(&sheet, procedure, &mut answers);
        }
        for (step, attempts) in sheet.table("steps").iter().flat_map(Sheet::entries) {
            let id = StepId::from(step);
            let Some(planned) = plan.index(&id).map(|step| plan.planned(step)) else {
                for sheet in &attempts {
                    unknown_step(sheet, step, plan);
                }
                continue;
            };
            let kind = &procedure.phase(planned.phase).steps[planned.step].kind;
            let read = attempts.iter().filter_map(|sheet| answer(sheet, &known, kind));
            answers.steps.insert(id, read.collect());
        }
        answers.codes = sheet.table("codes").map(|sheet| right_codes(&sheet));
        answers.window = sheet.table("window").and_then(|sheet| new_window(&sheet));
        if let Some(on) = sheet.table("on") {
            answers.on_stopped = on.table("stopped").and_then(|stopped| {
                stopped.word("do", &[("rollback", WhenStopped::RollBack), ("hold", WhenStopped::Hold)])
            });
            answers.on_first_upload = on.table("first-upload").and_then(|first| {
                let words =
                    [("go-on", WhenTooShort::GoOn), ("hold", WhenTooShort::Hold), ("give-up", WhenTooShort::GiveUp)];
                decided(&first, &words)
            });
            answers.on_end_of_night = on.table("end-of-night").and_then(|end| {
                let words = [
                    ("take-up", WhenLeftOut::TakeUp),
                    ("stop-for-today", WhenLeftOut::StopForToday),
                    ("hold", WhenLeftOut::Hold),
                    ("rollback", WhenLeftOut::RollBack),
                ];
                decided(&end, &words)
            });
            answers.on_support = on.table("support").and_then(|sheet| decided(&sheet, &[("stop-for-today", ())]));
            let takes_over = |sheet: Sheet<'_>| sheet.word("do", &[("take-over", true)]);
            answers.takes_over = on.table("hand-over").and_then(takes_over).unwrap_or_default();
            answers.on_deadline = on.table("deadline").and_then(|deadline| {
                decided(&deadline, &[("rollback", WhenLate::RollBack), ("go-on", WhenLate::GoOn)])
            });
        }
        answers.case = sheet.optional("case");
        answers.order = order(sheet, infrastructure);
        answers.otherwise_live = sheet.word("otherwise", &[("live", true)]).unwrap_or(false);
        Some(answers)
    })
}

/// The environments that come first, by their ids.
fn order(sheet: &Sheet<'_>, infrastructure: &Infrastructure) -> Vec<EnvironmentId> {
    let known = |id: &String| {
        let found = infrastructure.environments.iter().find(|known| known.id.as_str() == id);
        if found.is_none() {
            sheet.fault_at("order", format!("{id:?} is not the id of an environment"));
        }
        found.map(|found| found.id.clone())
    };
    sheet.texts("order").iter().filter_map(known).collect()
}

/// Another window, and why.
fn new_window(sheet: &Sheet<'_>) -> Option<NewWindow> {
    let (window, reason, is_meant) = (window(sheet), sheet.optional("reason"), sheet.flag("confirmed"));
    window.map(|window| NewWindow { window, reason, is_meant })
}

/// Activation Codes that were mistyped at the set-up, and how that is known.
fn right_codes(sheet: &Sheet<'_>) -> RightCodes {
    let code = |side: Side| Some((side, sheet.optional_parsed(side.word(), str::parse)?));
    RightCodes {
        all: [Side::Source, Side::Target].into_iter().filter_map(code).collect(),
        reason: sheet.optional("reason"),
    }
}

/// A decision, and why.
fn decided<D: Copy>(sheet: &Sheet<'_>, words: &[(&'static str, D)]) -> Option<Decided<D>> {
    let reason = sheet.optional("reason");
    sheet.word("do", words).map(|what| Decided { what, reason })
}

fn requirements(sheet: &Sheet<'_>, procedure: &Procedure, answers: &mut Answers) {
    for (id, word) in sheet.words() {
        let ids = || procedure.requirements.iter().map(|requirement| requirement.id.as_str());
        match (ids().any(|known| known == id), word.as_str()) {
            (true, "yes" | "no") => {
                answers.requirements.insert(id.to_owned(), word == "yes");
            }
            (true, _) => sheet.fault_at(id, "must be \"yes\" or \"no\""),
            (false, _) => {
                let known = ids().collect::<Vec<_>>().join(", ");
                sheet.fault_at(id, format!("unknown requirement; known here: {known}"));
            }
        }
    }
}

fn unknown_step(sheet: &Sheet<'_>, step: &str, plan: &Plan) {
    let known = plan.steps().iter().map(|planned| planned.id.as_str());
    let hint = nearest(step, known).map_or_else(
        || "`acmove plan` lists the steps of this migration".to_owned(),
        |near| format!("did you mean {near:?}?"),
    );
    sheet.fault(format!("unknown step; {hint}"));
    sheet.skip();
}

fn answer(sheet: &Sheet<'_>, known: &Known<'_>, kind: &StepKind) -> Option<Answer> {
    let note = sheet.optional("note").unwrap_or_default();
    let module = sheet.optional("module");
    let origins = [("portal", Origin::Portal), ("service-center", Origin::ServiceCenter), ("support", Origin::Support)];
    let origin = sheet.word("from", &origins);
    let problems = [("serial-not-found", Problem::SerialNotFound), ("deployment-running", Problem::DeploymentRunning)];
    let mut given = Vec::new();
    if sheet.has("done") {
        given.extend(done(sheet, kind));
    }
    let file = path(sheet, "file");
    given.extend(file.map(|path| Given::File { path: known.folder.join(path), origin: origin.unwrap_or_default() }));
    let page = path(sheet, "page");
    let accept = sheet.optional("accept");
    if accept.is_some() && !sheet.has("page") {
        sheet.fault_at("accept", "is only for a page");
    }
    let page = page.map(|path| known.folder.join(path));
    if sheet.has("uploaded") {
        let at = sheet.optional_parsed("uploaded", |text| text.parse::<Timestamp>().map_err(|_| WANTED));
        given.extend(at.map(|at| Given::Uploaded { at, page }));
    } else {
        given.extend(page.map(|path| Given::Page { path, accept }));
    }
    given.extend(sheet.optional("claim").map(|value| Given::Claim { value }));
    given.extend(sheet.word("outcome", &[("published", ())]).map(|()| Given::Published { module: module.clone() }));
    given.extend(sheet.lines("message").map(|text| Given::Message { text, module: module.clone() }));
    let words: Vec<(&str, usize)> = problems.iter().enumerate().map(|(place, (word, _))| (*word, place)).collect();
    given.extend(sheet.word("problem", &words).map(|place| Given::Problem(problems[place].1.clone())));
    if sheet.has("live") {
        given.extend(live(sheet, module.clone(), known.infrastructure, kind).map(Given::Live));
    }
    if sheet.has("leave-out") {
        given.extend(is_true(sheet, "leave-out").then_some(Given::LeaveOut));
    }
    given.extend(sheet.optional("hand-over").map(Given::HandOver));
    if sheet.has("command") {
        given.extend(is_true(sheet, "command").then_some(Given::Command));
    }
    given.extend(serial(sheet));
    given.extend(sheet.word("ask", &[("support", ())]).map(|()| Given::AskSupport));
    given.extend(sheet.optional_parsed("again", |step| {
        let step = StepId::from(step);
        if known.plan.index(&step).is_some() { Ok(Given::Again(step)) } else { Err("is not a step of this migration") }
    }));
    if origin.is_some() && !sheet.has("file") {
        sheet.fault_at("from", "is only for a file");
    }
    if module.is_some() && !["outcome", "message", "live"].into_iter().any(|key| sheet.has(key)) {
        sheet.fault_at("module", "is only for an outcome, a message, or live");
    }
    // A page may come with the word that its license was uploaded.
    let named = NAMED.into_iter().filter(|key| sheet.has(key) && !(*key == "page" && sheet.has("uploaded"))).count();
    if named != 1 {
        sheet.fault(format!("needs exactly one of {}", NAMED.join(", ")));
    }
    given.pop().map(|given| Answer { given, note })
}

/// The path of a file, as it is written: its name may begin or end with a blank.
fn path(sheet: &Sheet<'_>, key: &'static str) -> Option<PathBuf> {
    let text = sheet.untrimmed(key)?;
    without_variables(&text).and_then(|text| below(&text)).map_err(|wrong| sheet.fault_at(key, wrong)).ok()
}

/// A path that stays below the folder of the file that names it.
fn below(path: &str) -> Result<PathBuf, String> {
    let inside = |part| matches!(part, Component::Normal(_) | Component::CurDir);
    if Path::new(path).components().all(inside) {
        Ok(PathBuf::from(path))
    } else {
        Err(format!("{path:?} must be a path below the folder of this file, such as \"in/production-aaa.lic\""))
    }
}

/// A step that is done on the practice pages, and what somebody does otherwise than it says.
fn live(sheet: &Sheet<'_>, module: Option<String>, infrastructure: &Infrastructure, kind: &StepKind) -> Option<Live> {
    let known = |text: &str| {
        let id: Option<EnvironmentId> = text.parse().ok();
        id.filter(|id| infrastructure.position(id).is_some()).ok_or_else(|| {
            let ids: Vec<&str> = infrastructure.environments.iter().map(|known| known.id.as_str()).collect();
            format!("{text:?} is not an environment; known here: {}", ids.join(", "))
        })
    };
    let of = sheet.optional_parsed("of", known);
    let code = sheet.word("code", &[Side::Source, Side::Target].map(|side| (side.word(), side)));
    let called = sheet.optional("called");
    let restarts_services = sheet.flag("restarts_services");
    let pastes = sheet.flag("paste");
    let obtains = matches!(kind, StepKind::Obtain { .. });
    let publishes = matches!(kind, StepKind::Republish { .. });
    let checks = matches!(kind, StepKind::Check { .. });
    let uploads = matches!(kind, StepKind::Upload { .. });
    for (key, fits, whose) in [
        ("of", obtains || publishes || checks || uploads, "steps of an environment"),
        ("code", obtains, "obtaining a license"),
        ("called", obtains, "obtaining a license"),
        ("module", publishes, "a test publish"),
        ("paste", publishes, "a test publish"),
        ("restarts_services", checks, "a check of a page"),
    ] {
        if sheet.has(key) && !fits {
            sheet.fault_at(key, format!("is only for {whose}"));
        }
    }
    if !sheet.flag("live") {
        sheet.fault_at("live", "must be true; omit the step to be asked");
        return None;
    }
    Some(Live { of, code, called, module, restarts_services, pastes })
}

/// `serial = "live"` is the one that the practice page shows.
fn serial(sheet: &Sheet<'_>) -> Option<Given> {
    let serial = sheet.optional_parsed("serial", |text| match text {
        "live" => Ok(None),
        text => text.parse::<SerialNumber>().map(Some),
    });
    serial.map(Given::SerialChanged)
}

/// Whether a step was done; of what is begun outside, somebody may have found that it was not.
fn done(sheet: &Sheet<'_>, kind: &StepKind) -> Option<Given> {
    if kind.is_begun() && sheet.has("done") && !sheet.flag("done") {
        return Some(Given::NotDone);
    }
    is_true(sheet, "done").then_some(Given::Done)
}

fn is_true(sheet: &Sheet<'_>, key: &'static str) -> bool {
    let is_true = sheet.flag(key);
    if !is_true {
        sheet.fault_at(key, "must be true; omit the step to be asked");
    }
    is_true
}
