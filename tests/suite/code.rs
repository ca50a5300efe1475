//! The code itself and its documents: imports, lengths, and what the README promises.

mod architecture;
mod article;
mod circles;
mod readme;
mod release;
pub(crate) mod wording;
