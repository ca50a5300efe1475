//! Editions: the bundled ones, and those in a file.

use std::{
    path::Path,
    sync::{Arc, Mutex, PoisonError},
};

use super::{fault::FolderError, text::read_text};
use crate::{
    catalog::{self, Faults},
    domain::{digest::Digest, event::ProcedureRef, nearest::nearest, procedure::Procedure},
};

/// Name of the edition's copy in a migration folder.
pub const PROCEDURE: &str = "procedure.toml";

/// An edition: its text and what it says.
#[derive(Debug, Clone)]
pub struct ReadEdition {
    /// Its text.
    pub text: String,
    /// The procedure it defines.
    pub procedure: Arc<Procedure>,
}

impl ReadEdition {
    /// Names the edition and its exact text.
    pub fn reference(&self) -> ProcedureRef {
        ProcedureRef { id: self.procedure.id.clone(), sha256: Digest::of(self.text.as_bytes()) }
    }
}

/// Editions that were read, by the digest of their text. Many migrations go by the same one: it is read once for all of them.
static READ: Mutex<Vec<(Digest, Arc<Procedure>)>> = Mutex::new(Vec::new());

/// The most that are kept.
const MOST: usize = 16;

/// The edition that a text defines.
pub(super) fn parsed(file: &str, text: &str) -> Result<Arc<Procedure>, Faults> {
    let digest = Digest::of(text.as_bytes());
    let known = || READ.lock().unwrap_or_else(PoisonError::into_inner);
    if let Some((_, procedure)) = known().iter().find(|(known, _)| *known == digest) {
        return Ok(Arc::clone(procedure));
    }
    let procedure = Arc::new(catalog::procedure(file, text)?);
    let mut known = known();
    if known.len() == MOST {
        known.remove(0);
    }
    known.push((digest, Arc::clone(&procedure)));
    Ok(procedure)
}

/// An edition by the id of a bundled one, or by the path of a file.
///
/// # Errors
/// When there is none, or its file has faults.
pub fn edition(name: &str) -> Result<ReadEdition, FolderError> {
    if let Some(bundled) = catalog::edition(name) {
        let procedure = Arc::new(catalog::procedure(bundled.id, bundled.text)?);
        return Ok(ReadEdition { text: bundled.text.to_owned(), procedure });
    }
    let path = Path::new(name);
    if path.extension().is_none() && !path.exists() {
        let ids: Vec<&str> = catalog::editions().iter().map(|edition| edition.id).collect();
        return Err(FolderError::NoEdition { id: name.to_owned(), hint: instead(name, &ids) });
    }
    let text = read_text(path)?;
    let procedure = Arc::new(catalog::procedure(name, &text)?);
    Ok(ReadEdition { text, procedure })
}

/// The hint instead of a name that is not among the bundled ones: the nearest of them, or all.
pub(in crate::runtime) fn instead(name: &str, bundled: &[&str]) -> String {
    match nearest(name, bundled.iter().copied()) {
        Some(near) => format!("Did you mean {near}?"),
        None => format!("Bundled: {}. You can also use a file.", bundled.join(", ")),
    }
}
