//! A scenario with its answers: a bundled one by its id, or a person's own file.

use std::path::{Path, PathBuf};

use crate::{
    practice::scenario::{Scenario, bundled, scenario, scenarios},
    runtime::folder::{FolderError, instead, read_text},
};

/// A scenario, and what somebody would do in it.
#[derive(Debug, Clone)]
pub struct Script {
    /// The scenario it defines.
    pub scenario: Scenario,
    /// Its text.
    pub text: String,
    /// Its answers file, where it has one.
    pub answers: Option<AnswersFile>,
}

/// An answers file that belongs to a scenario.
#[derive(Debug, Clone)]
pub struct AnswersFile {
    /// Where it lies: what it names is below the same folder.
    pub file: PathBuf,
    /// Its text.
    pub text: String,
}

/// A scenario by the id of a bundled one, or by the path of a file: its answers lie beside it, as `NAME.answers.toml`.
///
/// # Errors
/// When there is none, or its file has faults.
pub fn script(name: &str) -> Result<Script, FolderError> {
    if let Some(known) = bundled(name) {
        let answers = AnswersFile { file: beside(Path::new(known.id)), text: known.answers.to_owned() };
        let scenario = scenario(known.id, known.text)?;
        return Ok(Script { scenario, text: known.text.to_owned(), answers: Some(answers) });
    }
    let path = Path::new(name);
    if path.extension().is_none() && !path.exists() {
        let ids: Vec<&str> = scenarios().iter().map(|known| known.id).collect();
        return Err(FolderError::NoScenario { id: name.to_owned(), hint: instead(name, &ids) });
    }
    let text = read_text(path)?;
    let file = beside(path);
    let answers = file.exists().then(|| read_text(&file)).transpose()?;
    let answers = answers.map(|text| AnswersFile { file, text });
    Ok(Script { scenario: scenario(name, &text)?, text, answers })
}

/// Where the answers of a scenario's file lie.
pub fn beside(scenario: &Path) -> PathBuf {
    scenario.with_extension("answers.toml")
}
