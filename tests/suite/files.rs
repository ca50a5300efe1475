//! Files: the journal, the vault, bundles, records, and what is read of pages and texts.

mod backslashes;
pub(crate) mod bundle;
mod cases;
mod cast;
mod changes;
mod described;
mod encodings;
mod file_system;
mod followed;
mod html;
mod journal;
mod journals;
mod operator;
mod owner;
mod patience;
mod places;
mod reading;
pub(crate) mod record;
mod separators;
mod situation;
mod toml_files;
mod vault;
