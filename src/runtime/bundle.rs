//! A migration in one file, for whoever helps from elsewhere: a zip archive with a manifest. The manifest lists each file
//! with its digest; unpacking accepts exactly those files, and trusts none before it was compared.

mod fault;
mod manifest;
mod pack;
mod place;
mod seal;
mod taken;
mod unpack;
mod unpacked;

pub use self::{
    fault::BundleError,
    manifest::{DOCUMENTS, FoundLicense, JournalEnd, Manifest, Packed, PackedLicense, PackedVault},
    pack::{BundlePurpose, Contents, listing, pack},
    place::remove,
    taken::settle,
    unpack::{unpack, unpack_to_continue},
    unpacked::{Unpacked, opened},
};
pub(in crate::runtime) use self::{manifest::FORMAT, place::Place};
