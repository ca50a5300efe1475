//! The practice infrastructure: made-up environments with license files and pages, to rehearse on.

use std::fmt::Write as _;

use crate::domain::{
    infrastructure::{Environment, Infrastructure, Role, Side},
    plan::Plan,
    procedure::{Procedure, StepKind},
};

/// The description of the practice infrastructure.
pub const INFRASTRUCTURE: &str = include_str!("../assets/example/infrastructure.toml");

const PAGE: &str = include_str!("../assets/example/page.txt");
const LICENSE: &str = include_str!("../assets/example/license.txt");

/// Folder of the practice files below a rehearsal's folder.
pub const FOLDER: &str = "practice";

/// Name of the answers file among the practice files.
pub const ANSWERS: &str = "answers.toml";

/// What the pages of each side read for *Intellectual Property*.
const fn value(side: Side) -> &'static str {
    match side {
        Side::Source => "Ignore",
        Side::Target => "Unprotected",
    }
}

/// All practice files of an infrastructure, by their names below the practice folder: for each environment a license
/// file and a copied Licensing page of either side, and `answers.toml`, which goes all the way.
pub fn files(procedure: &Procedure, infrastructure: &Infrastructure) -> Vec<(String, String)> {
    let mut files = vec![(ANSWERS.to_owned(), answers(procedure, infrastructure))];
    for environment in &infrastructure.environments {
        for side in [Side::Source, Side::Target] {
            let stem = stem(environment, side);
            files.push((format!("{stem}.lic"), fill(LICENSE, infrastructure, environment, side)));
            files.push((format!("{stem}.txt"), fill(PAGE, infrastructure, environment, side)));
        }
    }
    files
}

fn stem(environment: &Environment, side: Side) -> String {
    format!("{}-{}", environment.id, side.label().to_lowercase())
}

fn fill(template: &str, infrastructure: &Infrastructure, environment: &Environment, side: Side) -> String {
    let purpose = if environment.role == Role::Production { "Production" } else { "Development" };
    let serial = environment.serial.as_ref().map_or("", |serial| serial.as_str());
    [
        ("{code}", infrastructure.code(side).as_str()),
        ("{serial}", serial),
        ("{environment}", environment.name.as_str()),
        ("{purpose}", purpose),
        ("{value}", value(side)),
    ]
    .into_iter()
    .fold(template.to_owned(), |text, (placeholder, value)| text.replace(placeholder, value))
}

/// Answers that carry a procedure to its end.
fn answers(procedure: &Procedure, infrastructure: &Infrastructure) -> String {
    let mut text = String::from("# Answers that carry this rehearsal to its end.\n[requirements]\n");
    for requirement in &procedure.requirements {
        let _ = writeln!(text, "{} = \"yes\"", requirement.id);
    }
    let plan = Plan::new(procedure, infrastructure);
    for planned in &plan.steps()[..plan.rollback().start] {
        let step = &procedure.phases[planned.phase].steps[planned.step];
        let environment = planned.environment.map(|place| &infrastructure.environments[place]);
        let name = |side| environment.map_or_else(String::new, |environment| stem(environment, side));
        let answer = match &step.kind {
            StepKind::Obtain { side, .. } => format!("file = \"{}.lic\"", name(*side)),
            StepKind::Check { side, .. } => format!("page = \"{}.txt\"", name(*side)),
            StepKind::Republish { .. } => "outcome = \"published\"".to_owned(),
            StepKind::Read
            | StepKind::Pause
            | StepKind::Act
            | StepKind::Resume
            | StepKind::Contact
            | StepKind::Upload { .. } => "done = true".to_owned(),
        };
        let _ = writeln!(text, "[steps.\"{}\"]\n{answer}", planned.id);
    }
    text
}
