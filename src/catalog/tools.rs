//! The commands of an environment in `infrastructure.toml`: lists of arguments with placeholders.

use super::sheet::Sheet;
use crate::domain::{
    tool::{Template, Tool, Tools},
    typed_path::without_variables,
    variable::variable,
};

/// The longest time that a command may be given, in seconds: a day.
const LONGEST: u32 = 86_400;

pub(super) fn tools(sheet: &Sheet<'_>) -> Tools {
    let tools = Tools {
        upload_license: template(sheet, Tool::UploadLicense),
        get_serial: template(sheet, Tool::GetSerial),
        publish: template(sheet, Tool::Publish),
        package: sheet.optional_parsed("package", without_variables),
        host: sheet.optional("host"),
        user_env: sheet.optional_parsed("user_env", variable),
        password_env: sheet.optional_parsed("password_env", variable),
        timeout_s: sheet.number("timeout_s", LONGEST),
    };
    for tool in Tool::ALL {
        let Some(template) = tools.template(tool) else { continue };
        for placeholder in template.placeholders() {
            let (key, given) = match placeholder {
                "user" => ("user_env", tools.user_env.is_some()),
                "password" => ("password_env", tools.password_env.is_some()),
                "host" => ("host", tools.host.is_some()),
                "package" => ("package", tools.package.is_some()),
                _ => continue,
            };
            if !given && !sheet.has(key) {
                sheet.fault_at(tool.word(), format!("{{{placeholder}}} needs the key {key}"));
            }
        }
    }
    tools
}

fn template(sheet: &Sheet<'_>, tool: Tool) -> Option<Template> {
    let key = tool.word();
    if !sheet.has(key) {
        return None;
    }
    let template = Template(sheet.texts(key));
    let Some(program) = template.0.first() else {
        sheet.fault_at(key, "must be a list of arguments, the program first");
        return None;
    };
    if let Err(why) = without_variables(program) {
        sheet.fault_at(key, why);
    }
    if program.contains("{password}") {
        sheet.fault_at(key, "the password cannot be the program");
    }
    let allowed = tool.placeholders();
    let listed = || format!("{{{}}}", allowed.join("}, {"));
    for name in braced(&template).filter(|name| !allowed.contains(name)) {
        sheet.fault_at(key, format!("the placeholder {{{name}}} is not known here; allowed: {}", listed()));
    }
    if let Some(needed) = tool.needs().filter(|needed| !braced(&template).any(|name| name == *needed)) {
        sheet.fault_at(key, format!("must contain {{{needed}}}"));
    }
    Some(template)
}

/// Words in braces: what looks like a placeholder is meant as one, and braces around anything else are not.
fn braced(template: &Template) -> impl Iterator<Item = &str> {
    let parts = template.0.iter().flat_map(|argument| argument.split('{').skip(1));
    let inside = parts.filter_map(|part| part.split_once('}').map(|(name, _)| name));
    inside.filter(|name| !name.is_empty() && name.bytes().all(|c| c.is_ascii_alphanumeric() || c == b'_' || c == b'-'))
}
