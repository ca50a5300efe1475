//! A scenario with its answers: a bundled one by its id, or a person's own file.

use std::path::Path;

use crate::{
    catalog,
    practice::scenario::{Scenario, bundled, scenario, scenarios},
    runtime::folder::{FolderError, read_text},
};

/// A scenario, and what somebody would do in it.
#[derive(Debug, Clone)]
pub struct Script {
    /// What it says.
    pub scenario: Scenario,
    /// Its text.
    pub text: String,
    /// Its answers file, where it has one.
    pub answers: Option<String>,
}

/// A scenario by the id of a bundled one, or by the path of a file: its answers lie beside it, as `NAME.answers.toml`.
///
/// # Errors
/// When there is none, or its file has faults.
pub fn script(name: &str) -> Result<Script, FolderError> {
    if let Some(known) = bundled(name) {
        let scenario = scenario(known.id, known.text)?;
        return Ok(Script { scenario, text: known.text.to_owned(), answers: Some(known.answers.to_owned()) });
    }
    let path = Path::new(name);
    if path.extension().is_none() && !path.exists() {
        let ids = || scenarios().iter().map(|known| known.id);
        let hint = match catalog::nearest(name, ids()) {
            Some(near) => format!("Did you mean {near}?"),
            None => format!("Bundled are: {}. A file may be given too.", ids().collect::<Vec<_>>().join(", ")),
        };
        return Err(FolderError::NoScenario { id: name.to_owned(), hint });
    }
    let text = read_text(path)?;
    let answers = path.with_extension("answers.toml");
    let answers = answers.exists().then(|| read_text(&answers)).transpose()?;
    Ok(Script { scenario: scenario(name, &text)?, text, answers })
}
