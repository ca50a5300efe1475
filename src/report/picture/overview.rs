//! Of many environments, those that a reader looks for first: their lanes fit into one picture.

use super::sheet::MOST;
use crate::view::timeline_chart::{Code, Is, Lane, TimelineChart};

/// From more environments on, their lanes are folded in a document.
const MANY: usize = 60;

/// The words for those that a reader looks for first, and for those after them.
const TROUBLE: &str = "an attempt that failed, was taken back, rolled back or not confirmed";
const THEN: &str = "then others in the order of the file";

/// Whether a document has too many environments to show all of everything at once.
pub(in crate::report) fn is_many(chart: &TimelineChart) -> bool {
    chart.lanes.iter().filter(|lane| lane.environment.is_some()).count() > MANY
}

/// The lanes that are shown of many, and a sentence that says which these are.
pub(super) fn chosen(chart: &TimelineChart) -> (Vec<&Lane>, String) {
    let (whole, environments): (Vec<&Lane>, Vec<&Lane>) =
        chart.lanes.iter().partition(|lane| lane.environment.is_none());
    let count = environments.len();
    let (trouble, well): (Vec<&Lane>, Vec<&Lane>) = environments.into_iter().partition(|lane| is_trouble(lane));
    let room = MOST - whole.len();
    let shown = room.min(count);
    let first = match trouble.len() {
        0 => format!("none has {TROUBLE}"),
        1 => format!("first the one with {TROUBLE}, {THEN}"),
        all if all > room => format!("{all} have {TROUBLE}; the first {room} of these are shown"),
        all => format!("first the {all} with {TROUBLE}, {THEN}"),
    };
    let lanes = whole.into_iter().chain(trouble.into_iter().chain(well).take(room)).collect();
    (lanes, format!("{shown} of {count} environments: {first}."))
}

/// Whether something in a lane was not as it should be.
fn is_trouble(lane: &Lane) -> bool {
    let is_odd = |is: Is| match is {
        Is::Failed | Is::NotDone | Is::TakenBack | Is::RolledBack | Is::UnderWay => true,
        Is::Working | Is::Waiting => false,
    };
    let ends_open = lane.licenses.last().is_some_and(|last| matches!(last.license, Code::MayBeTarget | Code::Foreign));
    ends_open || lane.bars.iter().any(|bar| is_odd(bar.is))
}
