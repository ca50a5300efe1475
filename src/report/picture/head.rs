//! What lies behind and above the lanes: the pause, the window, times. Each row of words has what is written in it, and no
//! word lies over another one or over a line.

use std::fmt::Write as _;

use jiff::{Timestamp, tz::TimeZone};

use super::{
    super::clock::{exact, lasted},
    axis::Axis,
    measure::{Hand, Taken},
    sheet::{FOOT, HEAD, LEAST, Sheet, WIDTH, ends_of_window},
};
use crate::view::timeline_chart::{Span, TimelineChart};

/// How the words above the lanes are written, and those below.
const WORD: Hand = Hand::plain(10.0);
const SMALL: Hand = Hand::plain(8.0);

/// The pause, the window, the times and what was cut out; the lines end where the lanes end.
pub(super) fn lines_and_times(out: &mut String, (chart, sheet, zone): (&TimelineChart, &Sheet, &TimeZone), below: f64) {
    let axis = &sheet.axis;
    let ends = ends_of_window(chart);
    // A word in the rows below its own must not lie over the line of the window.
    let mut lines = Taken::default();
    for (at, ..) in &ends {
        lines.take(axis.x(*at) - 3.0, axis.x(*at) + 3.0);
    }
    frozen(out, chart, axis, (below, lines.clone()));
    times(out, axis, zone, (below, lines));
    window(out, &ends, sheet, below);
    cuts(out, axis, below);
}

/// The freezes behind everything.
fn frozen(out: &mut String, chart: &TimelineChart, axis: &Axis, (below, mut taken): (f64, Taken)) {
    for Span { from, to } in &chart.freezes {
        let (left, right) = (axis.x(*from), axis.x(to.unwrap_or(chart.to)));
        let _ = writeln!(
            out,
            "<rect x=\"{left:.1}\" y=\"{:.1}\" width=\"{:.1}\" height=\"{:.1}\" fill=\"#e9eef4\" stroke=\"#9fb0c4\" stroke-width=\"0.7\"/>",
            HEAD - 14.0,
            (right - left).max(LEAST),
            below - HEAD + 14.0,
        );
        let longer = if to.is_none() { "deployments paused, not resumed" } else { "deployments paused" };
        for words in [longer, "paused"] {
            let wide = WORD.width(words);
            let mut is_free = |x: f64| x + wide + 3.0 <= right && taken.is_given(x, x + wide);
            let Some(x) = [left + 4.0, left + 10.0].into_iter().find(|x| is_free(*x)) else { continue };
            let _ = writeln!(out, "<text x=\"{x:.1}\" y=\"{:.1}\" fill=\"#3d5571\">{words}</text>", HEAD - 4.0);
            break;
        }
    }
}

/// The window: a dashed line where it begins and where it ends, if that is in the picture.
fn window(out: &mut String, ends: &[(Timestamp, &'static str, &'static str)], sheet: &Sheet, below: f64) {
    let mut taken = Taken::default();
    for (at, word, anchor) in ends {
        let (x, wide) = (sheet.axis.x(*at), WORD.width(word));
        let _ = writeln!(
            out,
            "<line x1=\"{x:.1}\" y1=\"3\" x2=\"{x:.1}\" y2=\"{below:.1}\" stroke=\"#000\" stroke-width=\"1\" stroke-dasharray=\"5 3\"/>"
        );
        taken.take(x - 1.0, x + 1.0);
        let beside = if *anchor == "end" { [x - 3.0 - wide, x + 3.0] } else { [x + 3.0, x - 3.0 - wide] };
        let mut is_free = |left: f64| left >= 0.0 && left + wide <= WIDTH && taken.is_given(left, left + wide);
        if let Some(left) = beside.into_iter().find(|left| is_free(*left)) {
            let _ = writeln!(out, "<text x=\"{left:.1}\" y=\"10\">{word}</text>");
        }
    }
}

fn times(out: &mut String, axis: &Axis, zone: &TimeZone, (below, mut taken): (f64, Taken)) {
    for (x, at) in axis.ticks(zone) {
        let told = exact(at, zone);
        let half = WORD.width(&told) / 2.0;
        let _ = writeln!(
            out,
            "<line x1=\"{x:.1}\" y1=\"{HEAD:.1}\" x2=\"{x:.1}\" y2=\"{below:.1}\" stroke=\"#ccc\" stroke-width=\"0.5\"/>"
        );
        // The last time stands wholly inside the picture.
        let x = x.min(WIDTH - half);
        if taken.is_given(x - half, x + half) {
            let _ = writeln!(out, "<text x=\"{x:.1}\" y=\"22\" text-anchor=\"middle\" fill=\"#444\">{told}</text>");
        }
    }
}

/// What was cut out: a mark, and how much, below the lanes.
fn cuts(out: &mut String, axis: &Axis, below: f64) {
    let mut taken = Taken::default();
    // Where two are close together, the longer one is told.
    let mut cuts: Vec<_> = axis.cuts().collect();
    cuts.sort_by_key(|(_, cut)| std::cmp::Reverse(*cut));
    for (x, cut) in cuts {
        let _ = writeln!(
            out,
            "<path d=\"M{:.1} {:.1}l-4 7M{:.1} {:.1}l-4 7\" stroke=\"#444\" stroke-width=\"1\"/>",
            x + 1.0,
            below - 3.0,
            x + 5.0,
            below - 3.0
        );
        let told = lasted(cut);
        let half = SMALL.width(&told) / 2.0;
        let x = x.min(WIDTH - half);
        if taken.is_given(x - half, x + half) {
            let _ = writeln!(
                out,
                "<text x=\"{x:.1}\" y=\"{:.1}\" text-anchor=\"middle\" font-size=\"8\" fill=\"#444\">{told}</text>",
                below + FOOT - 4.0
            );
        }
    }
}
