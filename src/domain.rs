//! What acmove is about: the words, the rules and the record of a migration. Pure: no clock, disk, network or screen.

pub mod digest;
pub mod identity;
pub mod page;
pub mod record;
