//! Files that people write, made into checked values: editions, infrastructures, answers. All faults at once, with their lines.

mod answers;
mod backslash;
mod bundled;
mod estimates;
mod fault;
mod infrastructure;
mod procedure;
pub(crate) mod sheet;
mod tools;
mod zone;

pub use self::{
    answers::answers,
    bundled::{BundledEdition, DEFAULT_EDITION, edition, editions},
    estimates::{Estimate, with_minutes},
    fault::{Fault, Faults},
    infrastructure::{Description, infrastructure},
    procedure::procedure,
    zone::zone_name,
};
