//! Other programs and pages that can be asked, each in its own way; nothing of the procedure.

mod encoded;
pub mod http;
pub mod lifetime;
pub mod output;
pub mod web;

pub use crate::domain::secret;
