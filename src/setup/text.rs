//! The text of `infrastructure.toml`, from the answers.

use std::fmt::Write as _;

use super::{field::Field, values::Setup};
use crate::domain::{
    identity::IdentityKind,
    infrastructure::EnvironmentId,
    text::one_line,
    tool::{Tool, Tools},
};

impl Setup {
    /// The text of `infrastructure.toml`, as far as it was answered.
    pub fn text(&self) -> String {
        let mut whole = self.clone();
        whole.spell(Field::Start);
        whole.spell(Field::End);
        let answers = &whole.answers;
        let code = |text: &str| IdentityKind::ActivationCode.find(text).unwrap_or_else(|| one_line(text));
        let mut text = String::new();
        for (key, value) in [
            ("name", one_line(&answers.name)),
            ("procedure", answers.edition.clone()),
            ("source", code(&answers.source)),
            ("target", code(&answers.target)),
            ("module", one_line(&answers.module)),
        ] {
            let _ = writeln!(text, "{key} = {}", quoted(&value));
        }
        if !(answers.window_start.is_empty() && answers.window_end.is_empty()) {
            let (start, end) = (quoted(&answers.window_start), quoted(&answers.window_end));
            let _ = writeln!(text, "window = {{ start = {start}, end = {end} }}");
        }
        for (key, value) in [
            ("downloads", &answers.downloads),
            ("portal", &answers.portal),
            ("support", &answers.support),
            ("contact", &answers.contact),
        ] {
            setting(&mut text, key, &one_line(value));
        }
        if self.is_without_production() {
            text.push_str("without_production = true\n");
        }
        if let Some(lifetime) = answers.connection() {
            text.push_str("\n[lifetime]\n");
            setting(&mut text, "url", &lifetime.url);
            setting(&mut text, "token_env", &lifetime.token_env);
            setting(&mut text, "ca_file", lifetime.ca_file.as_deref().unwrap_or_default());
        }
        for site in &answers.environments {
            let _ = write!(text, "\n[[environment]]\n");
            setting(&mut text, "id", &one_line(&site.id));
            let _ = writeln!(text, "name = {}", quoted(&one_line(&site.name)));
            if let Some(role) = site.role {
                let _ = writeln!(text, "role = \"{}\"", role.word());
            }
            let serial = IdentityKind::SerialNumber.find(&site.serial).unwrap_or_else(|| one_line(&site.serial));
            for (key, value) in [
                ("service_center", one_line(&site.service_center)),
                ("serial", serial),
                ("key", one_line(&site.key)),
                ("module", site.module.clone().unwrap_or_default()),
            ] {
                setting(&mut text, key, &value);
            }
            if let Some(tools) = site.commands.as_ref().filter(|_| !answers.without_commands) {
                commands(&mut text, tools);
            }
        }
        text
    }

    /// The folder that the migration will get: the one that was asked for, or one that is named after the infrastructure.
    pub fn destination(&self) -> String {
        let named = match EnvironmentId::from_name(&self.answers.name) {
            Ok(id) => format!("acmove-{id}"),
            Err(_) => "acmove-migration".to_owned(),
        };
        let is_free = |name: &String| !self.names.contains(name);
        let free = || {
            let more = (2..).map(|number| format!("{named}-{number}"));
            std::iter::once(named.clone()).chain(more).find(is_free).unwrap_or_else(|| named.clone())
        };
        self.folder.clone().unwrap_or_else(free)
    }
}

/// A setting that has a value.
fn setting(text: &mut String, key: &str, value: &str) {
    if !value.is_empty() {
        let _ = writeln!(text, "{key} = {}", quoted(value));
    }
}

/// The commands of an environment.
fn commands(text: &mut String, tools: &Tools) {
    text.push_str("\n[environment.commands]\n");
    for tool in Tool::ALL {
        if let Some(template) = tools.template(tool) {
            let words: Vec<String> = template.0.iter().map(|word| quoted(word)).collect();
            let _ = writeln!(text, "{} = [{}]", tool.word(), words.join(", "));
        }
    }
    let texts = [
        ("package", &tools.package),
        ("host", &tools.host),
        ("user_env", &tools.user_env),
        ("password_env", &tools.password_env),
    ];
    for (key, value) in texts {
        setting(text, key, value.as_deref().unwrap_or_default());
    }
    if let Some(seconds) = tools.timeout_s {
        let _ = writeln!(text, "timeout_s = {seconds}");
    }
}

/// A TOML text in quotes.
fn quoted(text: &str) -> String {
    let mut whole = String::from("\"");
    for c in text.chars() {
        match c {
            '\\' | '"' => whole.extend(['\\', c]),
            c if c.is_control() => {
                let _ = write!(whole, "\\u{:04X}", u32::from(c));
            }
            c => whole.push(c),
        }
    }
    whole + "\""
}
