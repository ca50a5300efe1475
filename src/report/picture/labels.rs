//! The night in words: what a picture shows, for whoever does not see it.

use jiff::tz::TimeZone;

use super::super::{
    clock::{clock, lasted},
    wait::together,
};
use crate::view::timeline_chart::{Bar, Code, Is, Lane, TimelineChart};

/// A lane in words.
pub(super) fn told(lane: &Lane, chart: &TimelineChart, zone: &TimeZone) -> String {
    let mut parts = Vec::new();
    // First the attempts that went well, then those that did not, then those with an unknown end.
    let mut done: Vec<&Bar> = lane.bars.iter().filter(|bar| bar.is != Is::Waiting).collect();
    done.sort_by_key(|bar| {
        (matches!(bar.is, Is::Failed | Is::NotDone | Is::TakenBack), bar.is == Is::UnderWay, bar.is, bar.claimed)
    });
    let counted = done.chunk_by(|one, other| one.word() == other.word());
    let counted: Vec<String> = counted.map(|bars| format!("{} {}", bars.len(), bars[0].word())).collect();
    if !counted.is_empty() {
        parts.push(format!("attempts: {}", counted.join(", ")));
    }
    let waited = lane.bars.iter().filter(|bar| bar.is == Is::Waiting);
    let waited = together(waited.map(|bar| (bar.span.from, bar.span.to.unwrap_or(chart.to))));
    if waited.as_secs() > 0 {
        parts.push(format!("waited {}", lasted(waited)));
    }
    for change in &lane.changes {
        let to = change.to.label();
        parts.push(match (change.said, change.seen) {
            (Some(said), Some(seen)) => {
                format!("{to} reported at {}, verified at {}", clock(said, zone), clock(seen, zone))
            }
            (Some(said), None) => format!("{to} reported at {}, not verified", clock(said, zone)),
            (None, Some(seen)) => format!("{to} verified at {}", clock(seen, zone)),
            (None, None) => continue,
        });
    }
    if let Some(last) = lane.licenses.last().filter(|last| last.license == Code::MayBeTarget) {
        parts.push(format!("POSSIBLY BBB since {}, not confirmed", clock(last.at, zone)));
    }
    if parts.is_empty() {
        parts.push("no attempts".to_owned());
    }
    format!("{}: {}.", lane.name, parts.join("; "))
}

impl Bar {
    /// The word for its outcome.
    pub(super) const fn word(&self) -> &'static str {
        match (self.is, self.claimed) {
            (Is::Working, false) => "verified",
            (Is::Working, true) => "claimed",
            (Is::RolledBack, false) => "rolled back, verified",
            (Is::RolledBack, true) => "rolled back, claimed",
            (Is::UnderWay, _) => "STARTED, NOT CONFIRMED",
            (Is::Failed, _) => "failed",
            (Is::NotDone, _) => "started, not done",
            (Is::TakenBack, _) => "taken back",
            (Is::Waiting, _) => "waiting",
        }
    }
}

/// The night in words, a line for each lane.
pub(in crate::report) fn in_words(chart: &TimelineChart, zone: &TimeZone) -> Vec<String> {
    chart.lanes.iter().map(|lane| told(lane, chart, zone)).collect()
}
