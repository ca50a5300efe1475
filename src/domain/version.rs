//! Versions of acmove, as facts name them.

/// The version of this program.
pub const OWN: &str = env!("CARGO_PKG_VERSION");

/// Whether a version is a later one than this program's; what is no version is not.
pub fn is_newer(version: &str) -> bool {
    matches!((numbers(version), numbers(OWN)), (Some(other), Some(own)) if other > own)
}

/// The numbers of a version, without what may follow them.
fn numbers(version: &str) -> Option<Vec<u64>> {
    let numbers = version.split(['-', '+']).next().unwrap_or_default();
    numbers.split('.').map(|number| number.parse().ok()).collect()
}
