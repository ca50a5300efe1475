//! Where things lie in the pictures of a night, and how large they are.

use jiff::{SignedDuration, Timestamp};

use super::{axis::Axis, measure::Hand};
use crate::view::timeline_chart::{Span, TimelineChart};

/// The width of the whole, in units of the picture: the text can be read when it is as wide as a sheet of A4.
pub(super) const WIDTH: f64 = 760.0;

/// The most lanes of one picture: with its legend it fits on a page.
pub(super) const MOST: usize = 22;

/// The least and the most room for the names of the lanes.
pub(super) const NAMES: (f64, f64) = (90.0, 210.0);

/// Between the name of a lane and the lane, and at its right.
pub(super) const GAP: f64 = 8.0;

/// The height of a lane, of the bars in it, and of what is above all lanes.
pub(super) const LANE: f64 = 34.0;
pub(super) const BAR: f64 = 13.0;
pub(super) const HEAD: f64 = 46.0;

/// The least width of a bar: what took no time is seen too.
pub(super) const LEAST: f64 = 2.5;

/// The height of what is below all lanes.
pub(super) const FOOT: f64 = 16.0;

/// From so far away on, an end of the window says nothing about the night.
pub(super) const NEAR: SignedDuration = SignedDuration::from_mins(80);

/// How the names of lanes are written, and what stands in bars and beside changes.
pub(super) const NAME: Hand = Hand::bold(11.0);
pub(super) const LETTER: Hand = Hand::bold(10.0);

/// Where things lie in all pictures of a night.
pub(super) struct Sheet {
    /// Where the lanes begin, after their names.
    pub(super) left: f64,
    pub(super) axis: Axis,
}

impl Sheet {
    pub(super) fn of(chart: &TimelineChart) -> Self {
        let widest = chart.lanes.iter().map(|lane| NAME.width(&lane.name)).fold(0.0, f64::max);
        let left = widest.clamp(NAMES.0, NAMES.1) + GAP;
        Self { left, axis: Axis::of(&moments(chart), left, WIDTH - left - GAP) }
    }
}

/// Every moment that is drawn, in their order.
fn moments(chart: &TimelineChart) -> Vec<Timestamp> {
    let bars =
        chart.lanes.iter().flat_map(|lane| &lane.bars).flat_map(|bar| [bar.span.from, bar.span.to.unwrap_or(chart.to)]);
    let codes = chart.lanes.iter().flat_map(|lane| &lane.licenses).map(|installed| installed.at);
    let window = ends_of_window(chart).into_iter().map(|(at, ..)| at);
    let all = [chart.from, chart.to].into_iter().chain(bars).chain(codes).chain(window);
    let mut moments: Vec<Timestamp> = all.collect();
    moments.sort_unstable();
    moments.dedup();
    moments
}

/// Where the window opens and where it ends, as far as that is in the night or near it.
pub(super) fn ends_of_window(chart: &TimelineChart) -> Vec<(Timestamp, &'static str, &'static str)> {
    let Some(Span { from, to }) = chart.window else { return Vec::new() };
    let is_near = |at: Timestamp| chart.from.duration_since(at) < NEAR && at.duration_since(chart.to) < NEAR;
    let ends = [(Some(from), "window opens", "start"), (to, "window closes", "end")];
    ends.into_iter().filter_map(|(at, word, anchor)| Some((at.filter(|at| is_near(*at))?, word, anchor))).collect()
}
