//! The picture of the night: a lane per environment, steps as bars, the freeze and the window, and the moment at which each
//! environment changed its code. It can be read without colors.

mod axis;
mod labels;

use std::fmt::Write as _;

use jiff::{SignedDuration, Timestamp, tz::TimeZone};

pub(super) use self::labels::in_words;
use self::{axis::Axis, labels::told};
use super::clock::{clock, exact, lasted};
use crate::{
    domain::run::Evidence,
    view::timeline_chart::{Bar, Change, Code, Is, Lane, Span, TimelineChart},
};

/// The width of the whole, in units of the picture: the text can be read when it is as wide as a sheet of A4.
const WIDTH: f64 = 760.0;

/// Where the lanes begin, after their names.
const LEFT: f64 = 128.0;

/// The width of the lanes.
const ROOM: f64 = WIDTH - LEFT - 12.0;

/// The height of a lane, of the bars in it, and of what is above all lanes.
const LANE: f64 = 34.0;
const BAR: f64 = 13.0;
const HEAD: f64 = 46.0;

/// The least width of a bar: what took no time is seen too.
const LEAST: f64 = 2.5;

/// From so far away on, an end of the window says nothing about the night.
const NEAR: SignedDuration = SignedDuration::from_mins(80);

/// The most lanes of one picture: it fits on a page.
const MOST: usize = 26;

/// Patterns that can be told apart without colors; once for all pictures of a page.
pub(super) const PATTERNS: &str = "<defs>\
<pattern id=\"waiting\" width=\"5\" height=\"5\" patternUnits=\"userSpaceOnUse\" patternTransform=\"rotate(45)\">\
<rect width=\"5\" height=\"5\" fill=\"#fff\"/><line x1=\"0\" y1=\"0\" x2=\"0\" y2=\"5\" stroke=\"#777\" stroke-width=\"1.6\"/></pattern>\
<pattern id=\"back\" width=\"4\" height=\"4\" patternUnits=\"userSpaceOnUse\">\
<rect width=\"4\" height=\"4\" fill=\"#f3e2c4\"/><line x1=\"0\" y1=\"1\" x2=\"4\" y2=\"1\" stroke=\"#8a5a00\" stroke-width=\"1.4\"/></pattern>\
</defs>";

/// The picture of a night as a file of its own, with as many lanes as a page has room for.
pub fn alone(chart: &TimelineChart, zone: &TimeZone) -> String {
    let axis = Axis::of(&moments(chart), LEFT, ROOM);
    let lanes = &chart.lanes[..chart.lanes.len().min(MOST)];
    let paper = format!("{PATTERNS}\n<rect width=\"100%\" height=\"100%\" fill=\"#fff\"/>\n");
    picture(chart, lanes, (0, &paper), &axis, zone) + "\n"
}

/// The pictures of a night, each of them with as many lanes as a page has room for.
pub(super) fn pictures(chart: &TimelineChart, zone: &TimeZone) -> Vec<String> {
    let axis = Axis::of(&moments(chart), LEFT, ROOM);
    chart
        .lanes
        .chunks(MOST)
        .enumerate()
        .map(|(number, lanes)| picture(chart, lanes, (number, ""), &axis, zone))
        .collect()
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

/// A picture: its number on the page, and the paper where it has to bring its own.
fn picture(
    chart: &TimelineChart,
    lanes: &[Lane],
    (number, paper): (usize, &str),
    axis: &Axis,
    zone: &TimeZone,
) -> String {
    let height = HEAD + LANE * count(lanes.len()) + 6.0;
    let mut out = format!(
        "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 {WIDTH} {height}\" role=\"img\" \
         aria-labelledby=\"night-{number} told-{number}\" font-family=\"system-ui,'Segoe UI',Arial,sans-serif\" font-size=\"10\">\n\
         <title id=\"night-{number}\">The night, a lane for each environment</title>\n<desc id=\"told-{number}\">"
    );
    for lane in lanes {
        let _ = write!(out, "{} ", escaped(&told(lane, chart, zone)));
    }
    out.push_str("</desc>\n");
    out.push_str(paper);
    frozen(&mut out, chart, axis, height);
    times(&mut out, axis, zone, height);
    for (row, one) in lanes.iter().enumerate() {
        lane(&mut out, one, HEAD + LANE * count(row), (chart, axis, zone));
    }
    window(&mut out, chart, axis, height);
    out + "</svg>"
}

/// The freezes behind everything.
fn frozen(out: &mut String, chart: &TimelineChart, axis: &Axis, height: f64) {
    for Span { from, to } in &chart.freezes {
        let (left, right) = (axis.x(*from), axis.x(to.unwrap_or(chart.to)));
        let _ = writeln!(
            out,
            "<rect x=\"{left:.1}\" y=\"{:.1}\" width=\"{:.1}\" height=\"{:.1}\" fill=\"#e9eef4\" stroke=\"#9fb0c4\" stroke-width=\"0.7\"/>\
             <text x=\"{:.1}\" y=\"{:.1}\" fill=\"#3d5571\">deployments paused{}</text>",
            HEAD - 14.0,
            (right - left).max(LEAST),
            height - HEAD + 11.0,
            left + 4.0,
            HEAD - 4.0,
            if to.is_none() { ", not resumed" } else { "" }
        );
    }
}

/// Where the window opens and where it ends, as far as that is in the night or near it.
fn ends_of_window(chart: &TimelineChart) -> Vec<(Timestamp, &'static str, &'static str)> {
    let Some(Span { from, to }) = chart.window else { return Vec::new() };
    let is_near = |at: Timestamp| chart.from.duration_since(at) < NEAR && at.duration_since(chart.to) < NEAR;
    let ends = [(Some(from), "window opens", "start"), (to, "window closes", "end")];
    ends.into_iter().filter_map(|(at, word, anchor)| Some((at.filter(|at| is_near(*at))?, word, anchor))).collect()
}

/// The window: a dashed line where it begins and where it ends, if that is in the picture.
fn window(out: &mut String, chart: &TimelineChart, axis: &Axis, height: f64) {
    for (at, word, anchor) in ends_of_window(chart) {
        let x = axis.x(at);
        let aside = if anchor == "end" { -3.0 } else { 3.0 };
        let _ = writeln!(
            out,
            "<line x1=\"{x:.1}\" y1=\"12\" x2=\"{x:.1}\" y2=\"{:.1}\" stroke=\"#000\" stroke-width=\"1\" stroke-dasharray=\"5 3\"/>\
             <text x=\"{:.1}\" y=\"10\" text-anchor=\"{anchor}\">{word}</text>",
            height - 3.0,
            x + aside
        );
    }
}

fn times(out: &mut String, axis: &Axis, zone: &TimeZone, height: f64) {
    for (x, at) in axis.ticks(zone) {
        let _ = writeln!(
            out,
            "<line x1=\"{x:.1}\" y1=\"{:.1}\" x2=\"{x:.1}\" y2=\"{:.1}\" stroke=\"#ccc\" stroke-width=\"0.5\"/>\
             <text x=\"{x:.1}\" y=\"22\" text-anchor=\"middle\" fill=\"#444\">{}</text>",
            HEAD - 20.0,
            height - 3.0,
            exact(at, zone)
        );
    }
    for (x, cut) in axis.cuts() {
        let _ = writeln!(
            out,
            "<path d=\"M{:.1} {:.1}l-5 10M{:.1} {:.1}l-5 10\" stroke=\"#444\" stroke-width=\"1\"/>\
             <text x=\"{x:.1}\" y=\"{:.1}\" text-anchor=\"middle\" font-size=\"8\" fill=\"#444\">{}</text>",
            x - 1.0,
            height - 13.0,
            x + 5.0,
            height - 13.0,
            height - 16.0,
            lasted(cut)
        );
    }
}

/// A lane: its name, what was done, and below that which license was there.
fn lane(out: &mut String, lane: &Lane, top: f64, (chart, axis, zone): (&TimelineChart, &Axis, &TimeZone)) {
    let _ = writeln!(
        out,
        "<line x1=\"0\" y1=\"{top:.1}\" x2=\"{WIDTH}\" y2=\"{top:.1}\" stroke=\"#bbb\" stroke-width=\"0.5\"/>\
         <text x=\"2\" y=\"{:.1}\" font-size=\"11\" font-weight=\"600\">{}</text>",
        top + 14.0,
        escaped(&short(&lane.name, 20))
    );
    for one in &lane.bars {
        bar(out, one, top + 4.0, (chart, axis, zone));
    }
    licenses(out, lane, top + 4.0 + BAR + 5.0, (chart, axis));
    for change in &lane.changes {
        changed(out, change, top + 4.0 + BAR + 6.5, (axis, zone));
    }
}

/// The moment at which another code was there: full where a page showed it, hollow where it was only said.
fn changed(out: &mut String, change: &Change, y: f64, (axis, zone): (&Axis, &TimeZone)) {
    let Some(at) = change.seen.or(change.said) else { return };
    let x = axis.x(at);
    let fill = if change.seen.is_some() { "#000" } else { "#fff" };
    let words = format!("{} {}", change.to.label(), clock(at, zone));
    let wide = 6.3 * count(words.len()) + 4.0;
    let left = if x > WIDTH - wide - 10.0 { x - wide - 6.0 } else { x + 6.0 };
    let _ = writeln!(
        out,
        "<path d=\"M{x:.1} {:.1}l4.5 4.5l-4.5 4.5l-4.5 -4.5z\" fill=\"{fill}\" stroke=\"#000\" stroke-width=\"1\"/>\
         <rect x=\"{left:.1}\" y=\"{:.1}\" width=\"{wide:.1}\" height=\"11\" fill=\"#fff\"/>\
         <text x=\"{:.1}\" y=\"{:.1}\" font-weight=\"600\">{words}</text>",
        y - 4.5,
        y - 5.5,
        left + 2.0,
        y + 3.5
    );
}

fn bar(out: &mut String, bar: &Bar, top: f64, (chart, axis, zone): (&TimelineChart, &Axis, &TimeZone)) {
    let (from, to) = (bar.span.from, bar.span.to.unwrap_or(chart.to));
    let (left, width) = (axis.x(from), (axis.x(to) - axis.x(from)).max(LEAST));
    let look = match (bar.is, bar.claimed) {
        (Is::Working, false) => "fill=\"#4f86bd\" stroke=\"#1f4e79\"",
        (Is::Working, true) => "fill=\"#c6daee\" stroke=\"#1f4e79\"",
        (Is::UnderWay, _) => "fill=\"#fff\" stroke=\"#1f4e79\" style=\"stroke-width:1.8\"",
        (Is::RolledBack, false) => "fill=\"url(#back)\" stroke=\"#8a5a00\"",
        (Is::RolledBack, true) => "fill=\"url(#back)\" fill-opacity=\"0.45\" stroke=\"#8a5a00\"",
        (Is::Failed, _) => "fill=\"#111\" stroke=\"#111\"",
        (Is::NotDone | Is::TakenBack, _) => "fill=\"none\" stroke=\"#444\" stroke-dasharray=\"3 2\"",
        (Is::Waiting, _) => "fill=\"url(#waiting)\" stroke=\"#777\"",
    };
    let goes_on = if bar.span.to.is_none() { ", continues" } else { "" };
    let _ = write!(
        out,
        "<rect x=\"{left:.1}\" y=\"{top:.1}\" width=\"{width:.1}\" height=\"{BAR}\" stroke-width=\"0.8\" {look}><title>{} ({}), \
         {} to {}, {}{goes_on}</title></rect>",
        escaped(&bar.what),
        bar.word(),
        exact(from, zone),
        exact(to, zone),
        lasted(to.duration_since(from))
    );
    let (x, y) = (left + width / 2.0, top + BAR / 2.0);
    match bar.is {
        // White on black where there is room, above it where there is none.
        Is::Failed => {
            let (y, color) = if width > 8.0 { (y - 3.0, "#fff") } else { (top - 7.5, "#111") };
            let _ = write!(
                out,
                "<path d=\"M{:.1} {y:.1}l6 6m0 -6l-6 6\" stroke=\"{color}\" stroke-width=\"1.6\" pointer-events=\"none\"/>",
                x - 3.0
            );
        }
        Is::Working | Is::UnderWay | Is::NotDone | Is::TakenBack if width > 9.0 => {
            let color = if bar.is == Is::Working && !bar.claimed { "#fff" } else { "#111" };
            let _ = write!(
                out,
                "<text x=\"{x:.1}\" y=\"{:.1}\" text-anchor=\"middle\" fill=\"{color}\" font-weight=\"600\" pointer-events=\"none\">{}</text>",
                y + 3.6,
                bar.letter
            );
        }
        Is::Working | Is::UnderWay | Is::NotDone | Is::TakenBack | Is::RolledBack | Is::Waiting => {}
    }
    out.push('\n');
}

/// Which license was there: a thin line for AAA, a thick one for BBB, hollow where it was only said, dots for what nobody
/// knew.
fn licenses(out: &mut String, lane: &Lane, y: f64, (chart, axis): (&TimelineChart, &Axis)) {
    for (place, installed) in lane.licenses.iter().enumerate() {
        let until = lane.licenses.get(place + 1).map_or(chart.to, |next| next.at);
        let look = match installed.license {
            Code::Source => "stroke=\"#444\" stroke-width=\"1.2\"",
            Code::Target => "stroke=\"#000\" stroke-width=\"4\"",
            Code::Foreign => "stroke=\"#000\" stroke-width=\"2.5\" stroke-dasharray=\"8 3\"",
            Code::MayBeTarget => "stroke=\"#000\" stroke-width=\"2.5\" stroke-dasharray=\"1.5 3\"",
            Code::Unknown => "stroke=\"#999\" stroke-width=\"1.2\" stroke-dasharray=\"1.5 3\"",
        };
        let (left, right) = (axis.x(installed.at), axis.x(until));
        let from_to =
            format!("x1=\"{left:.1}\" y1=\"{0:.1}\" x2=\"{1:.1}\" y2=\"{0:.1}\"", y + 1.5, right.max(left + 2.5));
        let _ = writeln!(out, "<line {from_to} {look}/>");
        if installed.license == Code::Target && installed.license_is == Some(Evidence::Claimed.word()) {
            // A claim is hollow.
            let _ = writeln!(out, "<line {from_to} stroke=\"#fff\" stroke-width=\"1.8\"/>");
        }
    }
}

fn short(text: &str, most: usize) -> String {
    if text.chars().count() <= most {
        return text.to_owned();
    }
    text.chars().take(most - 1).chain(['\u{2026}']).collect()
}

/// Text of people inside a picture: nothing of it is markup.
fn escaped(text: &str) -> String {
    text.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;").replace('"', "&quot;")
}

#[expect(clippy::cast_precision_loss, reason = "a page has few lanes")]
const fn count(lanes: usize) -> f64 {
    lanes as f64
}
