//! The commands that are configured: whether they can be started here. Only the command that reads is run.

use std::path::Path;

use super::check::{Check, CheckResult};
use crate::{
    domain::{
        infrastructure::{Environment, Infrastructure},
        tool::{Template, Tool, Tools},
    },
    engine::{
        tool::{serial, withheld},
        tool_run::ToolSpec,
    },
    runtime::{platform, program, tool},
};

pub(super) fn checks(infrastructure: &Infrastructure) -> Vec<Check> {
    let configured = infrastructure.environments.iter().filter_map(|one| Some((one, one.tools.as_deref()?)));
    let checks: Vec<Check> = configured
        .flat_map(|(environment, tools)| {
            let known = Tool::ALL.into_iter().filter(|tool| tools.template(*tool).is_some());
            known.map(|tool| check(infrastructure, environment, tools, tool)).collect::<Vec<_>>()
        })
        .collect();
    if checks.is_empty() {
        let said = "Not configured: you do every step by hand.";
        return vec![Check::new("commands", CheckResult::Off, said)];
    }
    checks
}

fn check(infrastructure: &Infrastructure, environment: &Environment, tools: &Tools, tool: Tool) -> Check {
    let what = format!("{} of {}", tool.name(), environment.name);
    match startable(tools, tool) {
        Err(why) => Check::new(what, CheckResult::Fails, why),
        Ok(program) if tool == Tool::GetSerial => {
            read_serial(what, environment, &reading(infrastructure, tools), &program)
        }
        Ok(program) if tool == Tool::UploadLicense && !uses(tools, tool, "password") => {
            let said = format!(
                "{program} is here, but its arguments contain no {{password}}. If it needs one, name the variable that contains it; do not write the password into the file."
            );
            Check::new(what, CheckResult::Careful, said)
        }
        Ok(program) => match missing_package(tools, tool) {
            Some(package) => {
                let said = format!(
                    "{program} is here, but the package {package} is not. That is correct only if the command runs on another machine."
                );
                Check::new(what, CheckResult::Careful, said)
            }
            None => {
                let said = format!(
                    "{program} is here, and its variables are set. acmove did not run it, because it changes the server."
                );
                Check::new(what, CheckResult::Works, said)
            }
        },
    }
}

fn uses(tools: &Tools, tool: Tool, placeholder: &str) -> bool {
    tools.template(tool).is_some_and(|template| template.placeholders().any(|name| name == placeholder))
}

/// The package that would be published, where it is not here.
fn missing_package(tools: &Tools, tool: Tool) -> Option<&str> {
    let package = tools.package.as_deref().filter(|_| uses(tools, tool, "package"))?;
    // As the command sees it: from where acmove is started.
    (!Path::new(package).exists()).then_some(package)
}

/// Whether the program and its variables are there.
fn startable(tools: &Tools, tool: Tool) -> Result<String, String> {
    let template = tools.template(tool).ok_or("It is not configured.")?;
    let program = template.0.first().ok_or("There is no program.")?;
    let used: Vec<&str> = template.placeholders().collect();
    for (placeholder, variable) in [("user", &tools.user_env), ("password", &tools.password_env)] {
        if let Some(variable) = variable.as_deref().filter(|_| used.contains(&placeholder))
            && platform::secret(variable).is_none()
        {
            return Err(format!("The environment variable {variable} is not set. Set it before you start acmove."));
        }
    }
    program::find(program).map(|path| path.display().to_string())
}

/// The command that only reads, as it is run before each upload.
fn reading(infrastructure: &Infrastructure, tools: &Tools) -> ToolSpec {
    ToolSpec {
        template: tools.get_serial.clone().unwrap_or_else(|| Template(Vec::new())),
        values: tools.host.clone().map(|host| ("host".to_owned(), host)).into_iter().collect(),
        user_env: tools.user_env.clone(),
        password_env: tools.password_env.clone(),
        withheld: withheld(infrastructure, tools),
        timeout_s: tools.timeout(Tool::GetSerial),
    }
}

fn read_serial(what: String, environment: &Environment, spec: &ToolSpec, program: &str) -> Check {
    let ended = tool::ready_alone(spec).run(&mut |_| {});
    match (serial(&ended), &environment.serial) {
        (Some(found), Some(known)) if found != known => {
            let said = format!(
                "{program} printed {found}, but infrastructure.toml has {known}. A license is bound to the serial number: find out which is correct."
            );
            Check::new(what, CheckResult::Fails, said)
        }
        (Some(found), _) => Check::new(what, CheckResult::Works, format!("{program} printed {found}.")),
        (None, _) => {
            let last = ended.last.last().map_or_else(String::new, |line| format!(" Its last line: {line}"));
            let said = format!("{program} {} without printing a serial number.{last}", ended.end.words());
            Check::new(what, CheckResult::Fails, said)
        }
    }
}
