//! Where a redirect leads, as it may be shown and written down: a login's redirect carries tickets.

use crate::domain::text::one_line;

/// The longest address that is told, and the longest part of its path, in characters: more is a ticket, and no place.
const LONGEST: usize = 160;
const LONGEST_PART: usize = 40;

/// Begins what an address holds besides the place, as it is or escaped.
const MORE: [&str; 6] = ["?", "#", ";", "%3f", "%23", "%3b"];

/// The place that an address leads to: without login, parameters, and anything that is too long to be a name.
pub(super) fn destination(address: &str) -> String {
    let address = one_line(address).replace('\\', "/");
    let lower = address.to_ascii_lowercase();
    let end = MORE.iter().filter_map(|sign| lower.find(sign)).min().unwrap_or(address.len());
    let address = &address[..end];
    let begins = |scheme: &str| lower.starts_with(scheme).then_some(scheme.len());
    let scheme = address.find("://").map(|at| at + 1).or_else(|| begins("https:").or_else(|| begins("http:")));
    let slashes = address[scheme.unwrap_or(0)..].bytes().take_while(|byte| *byte == b'/').count();
    let (before, rest) = address.split_at(scheme.unwrap_or(0) + slashes);
    // A login is what stands before the last at sign of the first part, however that is written.
    let (first, path) = rest.find('/').map_or((rest, ""), |slash| rest.split_at(slash));
    let host = first.rsplit(['@', '\u{ff20}']).next().unwrap_or_default();
    let is_host = scheme.is_some() || slashes > 1;
    let short = |part: &str| if part.chars().count() > LONGEST_PART { "...".to_owned() } else { part.to_owned() };
    let host = if is_host { host.to_owned() } else { short(host) };
    let path: Vec<String> = path.split('/').map(short).collect();
    let told = format!("{before}{host}{}", path.join("/"));
    if told.chars().count() > LONGEST { told.chars().take(LONGEST).collect::<String>() + "..." } else { told }
}
