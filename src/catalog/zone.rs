//! The zone in which the people of an infrastructure tell times, as their description and this machine show it.

use jiff::{
    Timestamp,
    fmt::temporal::{Pieces, PiecesOffset},
    tz::{Offset, TimeZone},
};

use crate::domain::{infrastructure::Window, zone::name};

/// The name by which a journal records the zone: this machine's, unless the window was written with an offset that is not the
/// one here at that time. `text` is the description; `here` is the zone of this machine, `now` the time of the first fact.
pub fn zone_name(text: &str, window: Option<Window>, here: &TimeZone, now: Timestamp) -> Option<String> {
    let at = window.map_or(now, |window| window.start);
    let written = window.and(window_offset(text)).filter(|offset| here.is_unknown() || here.to_offset(at) != *offset);
    written.map_or_else(|| name(here, at), |offset| name(&TimeZone::fixed(offset), at))
}

/// The offset with which the window's beginning was written; none where that is universal time, which says nothing of a place.
fn window_offset(text: &str) -> Option<Offset> {
    let table: toml::Table = text.parse().ok()?;
    let start = table.get("window")?.get("start")?.as_str()?.trim();
    let Some(PiecesOffset::Numeric(offset)) = Pieces::parse(start).ok()?.offset() else { return None };
    Some(offset.offset())
}
