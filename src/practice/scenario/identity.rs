//! Codes, serial numbers and keys that are made from a scenario's seed: the same seed gives the same ones.

use crate::domain::{
    digest::Digest,
    identity::{ActivationCode, NotAnIdentity, SerialNumber},
};

const CHARACTERS: &[u8; 36] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789";

/// Hexadecimal digits that look like chance.
fn digits(seed: u32, of: &str) -> String {
    Digest::of(format!("acmove practice {seed} {of}").as_bytes()).to_string()
}

/// Eight groups of three characters.
fn groups(seed: u32, of: &str, separator: &str) -> String {
    let digits = digits(seed, of);
    let number = |at: usize| usize::from_str_radix(&digits[at..at + 2], 16).unwrap_or_default();
    let characters: Vec<u8> = (0..24).map(|place| CHARACTERS[number(place * 2) % CHARACTERS.len()]).collect();
    let groups: Vec<String> = characters.chunks(3).map(|group| String::from_utf8_lossy(group).into_owned()).collect();
    groups.join(separator)
}

/// An Activation Code.
pub(super) fn code(seed: u32, of: &str) -> Result<ActivationCode, NotAnIdentity> {
    groups(seed, of, ".").parse()
}

/// A Serial Number.
pub(super) fn serial(seed: u32, of: &str) -> Result<SerialNumber, NotAnIdentity> {
    groups(seed, of, "-").parse()
}

/// A key as LifeTime makes them.
pub(super) fn key(seed: u32, of: &str) -> String {
    let digits = digits(seed, of);
    let cuts = [(0, 8), (8, 12), (12, 16), (16, 20), (20, 32)];
    cuts.map(|(from, to)| digits[from..to].to_owned()).join("-")
}
