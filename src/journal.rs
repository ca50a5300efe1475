//! The record of a migration on disk: the journal of sealed lines, and the files it names by their digests.
//!
//! | file | what lives there |
//! |---|---|
//! | `line` | one sealed line: bytes in, record out; no files |
//! | `scan` | all lines of a journal, streamed |
//! | `behind` | lines behind damage |
//! | `store` | creating, opening, reading and appending |
//! | `tail` | a torn last line |
//! | `lock` | one writer at a time |
//! | `blobs` | the vault of license files, and evidence |
//! | `disk` | opening, renaming, removing, syncing: what operating systems do differently |
//! | `patience` | how long a file is waited for that another program holds |
//! | `cause` | why a disk refuses, and what to do |
//! | `file_system` | what file systems may lack |
//! | `fault` | what can go wrong, in words |
//!
//! The meaning of a fact is none of this module's business: it is generic over facts.

#![expect(clippy::disallowed_methods, reason = "the journal, the vault and the evidence are files")]

mod behind;
mod blobs;
pub mod cause;
pub mod disk;
mod fault;
mod file_system;
mod line;
mod lock;
pub mod patience;
mod scan;
mod store;
mod tail;

pub use blobs::{EvidenceForm, EvidenceStore, KeptBlob, Vault};
pub use disk::{Paper, make_folder, write_whole};
pub use fault::{JournalError, VaultFault};
pub use file_system::{FileSystem, Real, Trial, tells_changes};
pub use line::Head;
pub use scan::Extent;
pub use store::{Journal, is_begun, read, read_behind};
pub use tail::TornTail;
