//! The commands that are configured: whether they can be started here. What only reads is run, and nothing else.

use std::path::Path;

use super::{Check, Verdict};
use crate::{
    app::drive::{Invocation, serial},
    domain::{
        commands::{Commands, Tool},
        infrastructure::{Environment, Infrastructure},
    },
    runtime::{
        command::{self, Stop},
        looker, platform,
    },
};

pub(super) fn checks(infrastructure: &Infrastructure, folder: &Path) -> Vec<Check> {
    let configured = infrastructure.environments.iter().filter_map(|one| Some((one, one.commands.as_deref()?)));
    let checks: Vec<Check> = configured
        .flat_map(|(environment, commands)| {
            let tools = Tool::ALL.into_iter().filter(|tool| commands.template(*tool).is_some());
            tools.map(|tool| check(environment, commands, tool, folder)).collect::<Vec<_>>()
        })
        .collect();
    if checks.is_empty() {
        let said = "Not configured: every step is done by hand.";
        return vec![Check::new("commands", Verdict::Off, said)];
    }
    checks
}

fn check(environment: &Environment, commands: &Commands, tool: Tool, folder: &Path) -> Check {
    let what = format!("{} of {}", tool.name(), environment.name);
    match startable(commands, tool) {
        Err(why) => Check::new(what, Verdict::Fails, why),
        Ok(program) if tool == Tool::GetSerial => read_serial(what, environment, commands, &program),
        Ok(program) => match missing_package(commands, tool, folder) {
            Some(package) => {
                let said = format!(
                    "{program} is here. There is no package {package}: that is fine only where the command runs on another machine."
                );
                Check::new(what, Verdict::Careful, said)
            }
            None => {
                let said =
                    format!("{program} is here, and its variables are set. It was not run: it changes something.");
                Check::new(what, Verdict::Works, said)
            }
        },
    }
}

/// The package that would be published, where it is not here.
fn missing_package<'a>(commands: &'a Commands, tool: Tool, folder: &Path) -> Option<&'a str> {
    let template = commands.template(tool)?;
    let package = commands.package.as_deref().filter(|_| template.placeholders().any(|name| name == "package"))?;
    let is_here = looker::below(folder, package).exists() || Path::new(package).exists();
    (!is_here).then_some(package)
}

/// Whether the program and its variables are there.
fn startable(commands: &Commands, tool: Tool) -> Result<String, String> {
    let template = commands.template(tool).ok_or("It is not configured.")?;
    let program = template.0.first().ok_or("There is no program.")?;
    let used: Vec<&str> = template.placeholders().collect();
    for (placeholder, variable) in [("user", &commands.user_env), ("password", &commands.password_env)] {
        if let Some(variable) = variable.as_deref().filter(|_| used.contains(&placeholder))
            && platform::secret(variable).is_none()
        {
            return Err(format!("The environment variable {variable} is not set. Set it before acmove is started."));
        }
    }
    let found = platform::find_program(program);
    found.map(|path| path.display().to_string()).ok_or_else(|| {
        format!("There is no program {program} that could be run here. Check its path in the description.")
    })
}

/// What only reads is tried: this is what happens before each upload.
fn read_serial(what: String, environment: &Environment, commands: &Commands, program: &str) -> Check {
    let Some(template) = commands.template(Tool::GetSerial).cloned() else {
        return Check::new(what, Verdict::Off, "It is not configured.");
    };
    let ended = command::run(
        &Invocation {
            template,
            values: commands.host.clone().map(|host| ("host".to_owned(), host)).into_iter().collect(),
            user_env: commands.user_env.clone(),
            password_env: commands.password_env.clone(),
            withheld: None,
            timeout_s: commands.timeout(Tool::GetSerial),
        },
        &Stop::default(),
        |_| {},
    );
    match (serial(&ended), &environment.serial) {
        (Some(found), Some(known)) if found != known => {
            let said = format!(
                "{program} prints {found}, and the description says {known}. A license is bound to the serial number: find out which is right."
            );
            Check::new(what, Verdict::Fails, said)
        }
        (Some(found), _) => Check::new(what, Verdict::Works, format!("{program} prints {found}.")),
        (None, _) => {
            let last = ended.last.last().map_or_else(String::new, |line| format!(" Its last line: {line}"));
            let said = format!("{program} {}, and printed no serial number.{last}", ended.end.words());
            Check::new(what, Verdict::Fails, said)
        }
    }
}
