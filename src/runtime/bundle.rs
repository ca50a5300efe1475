//! A migration in one file, for whoever helps from elsewhere: a zip archive with a manifest. The manifest lists each file
//! with its digest; unpacking accepts exactly those files, and trusts none before it was compared.

mod manifest;
mod pack;
mod unpack;

pub use self::{
    manifest::{DOCUMENTS, JournalEnd, Manifest, Packed},
    pack::{Contents, pack},
    unpack::{BundleError, Unpacked, unpack},
};
