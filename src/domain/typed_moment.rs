//! Moments as people write them: with an offset, or in a zone.

use jiff::{Timestamp, ZonedDateTime, civil::DateTime, tz::TimeZone};

/// The form of a moment, with an example of it.
const WANTED: &str = "enter a date and a time, such as 2026-11-28 22:00";

/// A moment in its one spelling, with its offset. `02:00` alone is the first such time after another moment.
///
/// # Errors
/// With what is wanted, where it is none.
pub fn moment(typed: &str, zone: &TimeZone, after: Option<Timestamp>) -> Result<(Timestamp, String), String> {
    let typed = typed.trim();
    if let Ok(moment) = typed.parse::<Timestamp>() {
        return Ok((moment, spelled(typed, moment, zone)));
    }
    let civil = match (typed.parse::<DateTime>(), after) {
        (Ok(civil), _) if typed.contains(':') => civil,
        (_, Some(after)) => {
            at_that_time(typed, &after.to_zoned_datetime(zone.clone())).ok_or_else(|| WANTED.to_owned())?
        }
        (_, None) => return Err(WANTED.to_owned()),
    };
    let zoned = zone.to_ambiguous_zoned_datetime(civil).unambiguous().map_err(|_| {
        "the clocks change in that hour; enter the time with its offset, such as 2026-11-28T22:00:00+01:00".to_owned()
    })?;
    Ok((zoned.timestamp(), written(&zoned)))
}

/// The first time of day like this after a moment.
fn at_that_time(typed: &str, after: &ZonedDateTime) -> Option<DateTime> {
    let padded = if typed.find(':') == Some(1) { format!("0{typed}") } else { typed.to_owned() };
    let time = padded.parse::<jiff::civil::Time>().ok().filter(|_| typed.contains(':'))?;
    let same_day = after.date().to_datetime(time);
    if same_day > after.datetime() {
        Some(same_day)
    } else {
        after.date().tomorrow().ok().map(|day| day.to_datetime(time))
    }
}

/// A moment that was written with an offset keeps it; one in universal time is told in the zone.
fn spelled(typed: &str, moment: Timestamp, zone: &TimeZone) -> String {
    if typed.ends_with(['Z', 'z']) { spelling(moment, zone) } else { typed.to_owned() }
}

/// A moment in its one spelling, with its offset in a zone.
pub fn spelling(moment: Timestamp, zone: &TimeZone) -> String {
    written(&moment.to_zoned_datetime(zone.clone()))
}

fn written(zoned: &ZonedDateTime) -> String {
    zoned.strftime("%Y-%m-%dT%H:%M:%S%:z").to_string()
}
