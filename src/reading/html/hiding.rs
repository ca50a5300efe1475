//! What a page hides by its styles: in the attribute of an element, or by a class or id in a sheet of its own.

use std::collections::HashSet;

/// The classes and ids that a page's own style sheets hide.
#[derive(Debug, Default)]
pub(super) struct Hidden {
    classes: HashSet<String>,
    ids: HashSet<String>,
}

impl Hidden {
    /// Takes in a style sheet. Only rules for a class or an id alone count, and none within another (`@media`).
    pub(super) fn learn(&mut self, sheet: &str) {
        for rule in sheet.to_lowercase().split('}') {
            let Some((selectors, style)) = rule.split_once('{') else { continue };
            if !hides(style) {
                continue;
            }
            for selector in selectors.rsplit("*/").next().unwrap_or_default().split(',').map(str::trim) {
                match selector.split_at_checked(1) {
                    Some((".", class)) if is_plain(class) => self.classes.insert(class.to_owned()),
                    Some(("#", id)) if is_plain(id) => self.ids.insert(id.to_owned()),
                    _ => false,
                };
            }
        }
    }

    /// Whether an element with these attributes is hidden.
    pub(super) fn is_hidden(&self, style: &str, class: &str, id: &str) -> bool {
        let mut classes = class.split_ascii_whitespace();
        hides(style)
            || self.ids.contains(&id.to_lowercase())
            || classes.any(|class| self.classes.contains(&class.to_lowercase()))
    }
}

/// Whether declarations hide what they are for.
fn hides(style: &str) -> bool {
    let style = style.to_ascii_lowercase().replace(char::is_whitespace, "");
    style.split(';').map(|one| one.trim_end_matches("!important")).any(|one| {
        let Some((property, value)) = one.split_once(':') else { return false };
        let is_nothing = || value.trim_end_matches(char::is_alphabetic).parse() == Ok(0.0);
        match property {
            "display" => value == "none",
            "visibility" => matches!(value, "hidden" | "collapse"),
            "opacity" | "font-size" => is_nothing(),
            _ => false,
        }
    })
}

fn is_plain(name: &str) -> bool {
    !name.is_empty() && name.chars().all(|c| c.is_alphanumeric() || matches!(c, '-' | '_'))
}
