//! The zone in which the people of an infrastructure tell times. Zones are looked up in the time zone database that is built
//! in: a journal reads the same on a machine without one.

use jiff::{
    Timestamp,
    tz::{Offset, TimeZone, TimeZoneDatabase},
};

/// The zone of a name as it stands in a journal: of the time zone database, such as `Europe/Lisbon`, or an offset, such as
/// `+01:00`. `None` where the name is not known here.
pub fn named(name: &str) -> Option<TimeZone> {
    let offset = || {
        let (sign, rest) =
            name.strip_prefix('+').map(|rest| (1, rest)).or(name.strip_prefix('-').map(|rest| (-1, rest)))?;
        let (hours, minutes) = rest.split_once(':')?;
        let number = |text: &str| text.parse::<u8>().ok().filter(|_| text.len() == 2).map(i32::from);
        let (hours, minutes) = (number(hours)?, number(minutes).filter(|minutes| *minutes < 60)?);
        Offset::from_seconds(sign * (hours * 3600 + minutes * 60)).ok().map(TimeZone::fixed)
    };
    match name {
        "UTC" => Some(TimeZone::UTC),
        _ if name.starts_with(['+', '-']) => offset(),
        _ => TimeZoneDatabase::bundled().get(name).ok(),
    }
}

/// The name by which a journal records a zone: that of the time zone database, or the offset at a moment. `None` where the zone
/// is not known.
pub fn name(zone: &TimeZone, at: Timestamp) -> Option<String> {
    let name = match zone.iana_name() {
        _ if zone.is_unknown() => return None,
        _ if is_utc(zone) => "UTC".to_owned(),
        Some(name) => name.to_owned(),
        None => spelled(zone.to_offset(at)),
    };
    named(&name).map(|_| name)
}

/// A zone in a word or two, beside a time: its city, or its offset at that time.
pub fn label(zone: &TimeZone, at: Timestamp) -> String {
    match zone.iana_name() {
        _ if is_utc(zone) => "UTC".to_owned(),
        Some(name) if !name.starts_with("Etc/") => name.rsplit('/').next().unwrap_or(name).replace('_', " "),
        Some(_) | None => format!("UTC{}", spelled(zone.to_offset(at))),
    }
}

/// A zone in full: its name, its offset, and the one at the end where that is another.
pub fn in_full(zone: &TimeZone, from: Timestamp, to: Timestamp) -> String {
    if is_utc(zone) {
        return "UTC".to_owned();
    }
    let (first, last) = (zone.to_offset(from), zone.to_offset(to));
    let later = if first == last { String::new() } else { format!(", UTC{last} at the end") };
    let offset = format!("UTC{first}{later}");
    zone.iana_name().map_or_else(|| offset.clone(), |name| format!("{name}, {offset}"))
}

/// A moment to the second, with its day and the zone in which it is told. Where no zone is known, in UTC.
pub fn told(zone: Option<&TimeZone>, at: Timestamp) -> String {
    zone.map_or_else(|| format!("{at:.0}"), |zone| format!("{} {}", day_and_time(zone, at), label(zone, at)))
}

/// A day and a time of day, to the second.
pub fn day_and_time(zone: &TimeZone, at: Timestamp) -> String {
    at.to_zoned_datetime(zone.clone()).strftime("%Y-%m-%d %H:%M:%S").to_string()
}

/// An offset in hours and minutes.
fn spelled(offset: Offset) -> String {
    let minutes = offset.seconds() / 60;
    format!("{}{:02}:{:02}", if minutes < 0 { '-' } else { '+' }, minutes.abs() / 60, minutes.abs() % 60)
}

fn is_utc(zone: &TimeZone) -> bool {
    zone.iana_name().is_some_and(|name| name.ends_with("UTC"))
}
