//! The place that somebody who watches from afar types, for the operator to look at.

use crate::domain::{point, pointing::Pointing, run::Run};

/// Where nothing is typed yet.
pub const EXAMPLE: &str =
    "A place, then a line about it: quality ip read me this value. Also: faq 3, rollback, fact 44";

/// The place that was typed, and the line about it.
///
/// # Errors
/// With a sentence, where it names no place of the migration.
pub fn typed_place(run: &Run, typed: &str) -> Result<Pointing, String> {
    let pointing = point::typed(run, &format!("point {}", typed.trim())).filter(|_| !typed.trim().is_empty());
    let pointing = pointing.ok_or_else(|| EXAMPLE.to_owned())?.map_err(|why| why.to_string())?;
    pointing.judged(run).map_err(|why| why.to_string())?;
    Ok(pointing)
}
