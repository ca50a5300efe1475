//! A bundle that somebody has unpacked into a folder: it is only looked at.

use std::path::Path;

use serde::Deserialize;

use crate::journal::disk;

/// The name of a bundle's manifest.
pub const MANIFEST: &str = "manifest.json";

/// What the formats of all bundles begin with.
const FORMATS: &str = "acmove-bundle-";

/// The most that is read of one, in bytes.
const LARGEST: u64 = 24 << 20;

/// What tells the manifest of a bundle from any other.
#[derive(Deserialize)]
struct Known {
    #[serde(default)]
    format: String,
}

/// Whether a folder holds an unpacked bundle. A manifest that is there and cannot be read may be that of one: then it is taken
/// for one.
pub fn is_bundle(folder: &Path) -> bool {
    let file = folder.join(MANIFEST);
    if file.symlink_metadata().is_err() {
        return false;
    }
    let known = disk::read(&file, LARGEST).ok().and_then(|text| serde_json::from_slice(&text).ok());
    known.is_none_or(|known: Known| known.format.starts_with(FORMATS))
}
