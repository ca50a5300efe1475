//! A migration in one file, for whoever helps from elsewhere: a zip archive with a manifest. What is packed is listed with
//! its digest; what is unpacked must be exactly that, and nothing in it is trusted before it was compared.

mod manifest;
mod pack;
mod unpack;

pub use self::{
    manifest::{DOCUMENTS, JournalEnd, Manifest, Packed},
    pack::{Contents, pack},
    unpack::{BundleError, Unpacked, unpack},
};
