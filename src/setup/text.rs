//! The text of `infrastructure.toml`, from the answers.

use std::fmt::Write as _;

use super::{field::Field, values::Setup};
use crate::domain::{identity::IdentityKind, infrastructure::EnvironmentId, text::one_line};

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
        if self.is_without_production() {
            text.push_str("without_production = true\n");
        }
        if let Some(lifetime) = &answers.lifetime {
            let _ = write!(
                text,
                "\n[lifetime]\nurl = {}\ntoken_env = {}\n",
                quoted(&lifetime.url),
                quoted(&lifetime.token_env)
            );
            if let Some(file) = &lifetime.ca_file {
                let _ = writeln!(text, "ca_file = {}", quoted(file));
            }
        }
        for site in &answers.environments {
            let _ = write!(text, "\n[[environment]]\n");
            if !site.id.is_empty() {
                let _ = writeln!(text, "id = {}", quoted(&one_line(&site.id)));
            }
            let _ = writeln!(text, "name = {}", quoted(&one_line(&site.name)));
            if let Some(role) = site.role {
                let _ = writeln!(text, "role = \"{}\"", role.word());
            }
            let serial = IdentityKind::SerialNumber.find(&site.serial).unwrap_or_else(|| one_line(&site.serial));
            for (key, value) in
                [("service_center", one_line(&site.service_center)), ("serial", serial), ("key", one_line(&site.key))]
            {
                if !value.is_empty() {
                    let _ = writeln!(text, "{key} = {}", quoted(&value));
                }
            }
        }
        text
    }

    /// The folder that the migration will get: the one that was asked for, or one that is named after the infrastructure.
    pub fn destination(&self) -> String {
        let named = || match EnvironmentId::from_name(&self.answers.name) {
            Ok(id) => format!("acmove-{id}"),
            Err(_) => "acmove-migration".to_owned(),
        };
        self.folder.clone().unwrap_or_else(named)
    }
}

/// A TOML text in quotes.
fn quoted(text: &str) -> String {
    format!("\"{}\"", text.replace('\\', "\\\\").replace('"', "\\\""))
}
