//! placeholder
use crate::domain::page::Reading;
/// x
pub fn read(_: &[u8]) -> Reading {
    Reading::Unknown
}
/// x
pub fn is_html(_: &[u8]) -> bool {
    false
}
