//! The night in words: what a picture shows, for whoever does not see it.

use jiff::tz::TimeZone;

use super::super::{
    clock::{clock, lasted},
    night::{Code, Is, Lane, Night},
    wait::together,
};

/// A lane in words.
pub(super) fn told(lane: &Lane, night: &Night, zone: &TimeZone) -> String {
    let count = |is: Is| lane.bars.iter().filter(|bar| bar.is == is).count();
    let mut parts = Vec::new();
    let kinds = [
        (Is::Working, "verified"),
        (Is::Claimed, "claimed"),
        (Is::RolledBack, "of the rollback done"),
        (Is::Failed, "failed"),
        (Is::NotDone, "begun and not done"),
        (Is::UnderWay, "UNDER WAY"),
    ];
    let counted = kinds.map(|(is, word)| (count(is), word)).into_iter().filter(|(count, _)| *count > 0);
    let counted: Vec<String> = counted.map(|(count, word)| format!("{count} {word}")).collect();
    if !counted.is_empty() {
        parts.push(format!("attempts: {}", counted.join(", ")));
    }
    let waited = lane.bars.iter().filter(|bar| bar.is == Is::Waiting);
    let waited = together(waited.map(|bar| (bar.span.from, bar.span.to.unwrap_or(night.to))));
    if waited.as_secs() > 0 {
        parts.push(format!("waited {}", lasted(waited)));
    }
    for change in &lane.changes {
        let to = change.to.label();
        parts.push(match (change.said, change.seen) {
            (Some(said), Some(seen)) => format!("{to} said at {}, seen at {}", clock(said, zone), clock(seen, zone)),
            (Some(said), None) => format!("{to} said at {}, and not seen", clock(said, zone)),
            (None, Some(seen)) => format!("{to} seen at {}", clock(seen, zone)),
            (None, None) => continue,
        });
    }
    if let Some(last) = lane.licenses.last().filter(|last| last.license == Code::MayBeTarget) {
        parts.push(format!("PERHAPS BBB since {}: nobody knows", clock(last.at, zone)));
    }
    if parts.is_empty() {
        parts.push("nothing was done".to_owned());
    }
    format!("{}: {}.", lane.name, parts.join("; "))
}

/// The night in words, a line for each lane.
pub(in super::super) fn in_words(night: &Night, zone: &TimeZone) -> Vec<String> {
    night.lanes.iter().map(|lane| told(lane, night, zone)).collect()
}
