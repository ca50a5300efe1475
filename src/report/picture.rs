//! The picture of the night: a lane per environment, steps as bars, the freeze and the window, and the moment at which each
//! environment changed its code. It can be read without colors.

mod axis;
mod head;
mod labels;
mod measure;
mod overview;
mod sheet;

use std::fmt::Write as _;

use jiff::tz::TimeZone;

use self::{
    axis::Axis,
    head::lines_and_times,
    labels::told,
    measure::Taken,
    sheet::{BAR, FOOT, GAP, HEAD, LANE, LEAST, LETTER, MOST, NAME, Sheet, WIDTH},
};
pub(super) use self::{labels::in_words, overview::is_many};
use super::clock::{clock, exact, lasted};
use crate::{
    domain::run::Evidence,
    view::timeline_chart::{Bar, Change, Code, Installed, Is, Lane, TimelineChart},
};

/// Patterns that can be told apart without colors; once for all pictures of a page.
pub(super) const PATTERNS: &str = "<defs>\
<pattern id=\"waiting\" width=\"5\" height=\"5\" patternUnits=\"userSpaceOnUse\" patternTransform=\"rotate(45)\">\
<rect width=\"5\" height=\"5\" fill=\"#fff\"/><line x1=\"0\" y1=\"0\" x2=\"0\" y2=\"5\" stroke=\"#777\" stroke-width=\"1.6\"/></pattern>\
<pattern id=\"back\" width=\"4\" height=\"4\" patternUnits=\"userSpaceOnUse\">\
<rect width=\"4\" height=\"4\" fill=\"#f3e2c4\"/><line x1=\"0\" y1=\"1\" x2=\"4\" y2=\"1\" stroke=\"#8a5a00\" stroke-width=\"1.4\"/></pattern>\
</defs>";

/// The picture of a night as a file of its own, with as many lanes as a page has room for.
pub fn alone(chart: &TimelineChart, zone: &TimeZone) -> String {
    let paper = format!("{PATTERNS}\n<rect width=\"100%\" height=\"100%\" fill=\"#fff\"/>\n");
    let lanes: Vec<&Lane> = chart.lanes.iter().take(MOST).collect();
    picture(chart, &lanes, (0, &paper), &Sheet::of(chart), zone) + "\n"
}

/// The pictures of a night, each of them with as many lanes as a page has room for.
pub(super) fn pictures(chart: &TimelineChart, zone: &TimeZone) -> Vec<String> {
    let sheet = Sheet::of(chart);
    let lanes: Vec<&Lane> = chart.lanes.iter().collect();
    let pages = lanes.chunks(MOST).enumerate();
    pages.map(|(number, lanes)| picture(chart, lanes, (number, ""), &sheet, zone)).collect()
}

/// Of many environments, a picture of those that a reader looks for first, and a sentence that says which these are.
pub(super) fn overview(chart: &TimelineChart, zone: &TimeZone) -> Option<(String, String)> {
    let (lanes, told) = is_many(chart).then(|| overview::chosen(chart))?;
    let number = chart.lanes.len().div_ceil(MOST);
    Some((picture(chart, &lanes, (number, ""), &Sheet::of(chart), zone), told))
}

/// A picture: its number on the page, and the paper where it has to bring its own.
fn picture(
    chart: &TimelineChart,
    lanes: &[&Lane],
    (number, paper): (usize, &str),
    sheet: &Sheet,
    zone: &TimeZone,
) -> String {
    let below = HEAD + LANE * count(lanes.len());
    let mut out = format!(
        "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 {WIDTH} {}\" role=\"img\" \
         aria-labelledby=\"night-{number} told-{number}\" font-family=\"Arial,'Liberation Sans','Helvetica Neue',Helvetica,sans-serif\" font-size=\"10\">\n\
         <title id=\"night-{number}\">The night, a lane for each environment</title>\n<desc id=\"told-{number}\">",
        below + FOOT
    );
    for lane in lanes {
        let _ = write!(out, "{} ", escaped(&told(lane, chart, zone)));
    }
    out.push_str("</desc>\n");
    out.push_str(paper);
    lines_and_times(&mut out, (chart, sheet, zone), below);
    for (row, one) in lanes.iter().enumerate() {
        lane(&mut out, one, HEAD + LANE * count(row), (chart, sheet, zone));
    }
    out + "</svg>"
}

/// A lane: its name, what was done, and below that which license was there.
fn lane(out: &mut String, lane: &Lane, top: f64, (chart, sheet, zone): (&TimelineChart, &Sheet, &TimeZone)) {
    let (name, axis) = (NAME.fitted(&lane.name, sheet.left - GAP), &sheet.axis);
    let whole = if name == lane.name { String::new() } else { format!("<title>{}</title>", escaped(&lane.name)) };
    let _ = writeln!(
        out,
        "<line x1=\"0\" y1=\"{top:.1}\" x2=\"{WIDTH}\" y2=\"{top:.1}\" stroke=\"#bbb\" stroke-width=\"0.5\"/>\
         <text x=\"2\" y=\"{:.1}\" font-size=\"11\" font-weight=\"600\">{}{whole}</text>",
        top + 14.0,
        escaped(&name)
    );
    let mut letters = Taken::default();
    for one in &lane.bars {
        bar(out, one, top + 4.0, (chart, axis, zone), &mut letters);
    }
    licenses(out, lane, top + 4.0 + BAR + 5.0, (chart, axis));
    changed(out, lane, top + 4.0 + BAR + 6.5, (sheet, zone));
}

/// The moments at which another code was there: full where a page showed it, hollow where it was only said. Its code and time
/// stand beside it where there is room.
fn changed(out: &mut String, lane: &Lane, y: f64, (sheet, zone): (&Sheet, &TimeZone)) {
    let at = |change: &Change| Some((sheet.axis.x(change.seen.or(change.said)?), change.seen.or(change.said)?));
    let mut taken = Taken::default();
    for (x, _) in lane.changes.iter().filter_map(at) {
        taken.take(x - 5.0, x + 5.0);
    }
    for change in &lane.changes {
        let Some((x, when)) = at(change) else { continue };
        let fill = if change.seen.is_some() { "#000" } else { "#fff" };
        let words = format!("{} {}", change.to.label(), clock(when, zone));
        let _ = writeln!(
            out,
            "<path d=\"M{x:.1} {:.1}l4.5 4.5l-4.5 4.5l-4.5 -4.5z\" fill=\"{fill}\" stroke=\"#000\" stroke-width=\"1\"><title>{words}</title></path>",
            y - 4.5
        );
        let wide = LETTER.width(&words) + 4.0;
        let mut is_free = |left: f64| left >= sheet.left && left + wide <= WIDTH && taken.is_given(left, left + wide);
        let Some(left) = [x + 6.0, x - wide - 6.0].into_iter().find(|left| is_free(*left)) else { continue };
        let _ = writeln!(
            out,
            "<rect x=\"{left:.1}\" y=\"{:.1}\" width=\"{wide:.1}\" height=\"11\" fill=\"#fff\"/>\
             <text x=\"{:.1}\" y=\"{:.1}\" font-weight=\"600\">{words}</text>",
            y - 5.5,
            left + 2.0,
            y + 3.5
        );
    }
}

fn bar(
    out: &mut String,
    bar: &Bar,
    top: f64,
    (chart, axis, zone): (&TimelineChart, &Axis, &TimeZone),
    letters: &mut Taken,
) {
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
        Is::Working | Is::UnderWay | Is::NotDone | Is::TakenBack if has_room(bar, (x, width), letters) => {
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

/// Whether the letter of a bar fits into it, and lies over no other letter.
fn has_room(bar: &Bar, (x, width): (f64, f64), letters: &mut Taken) -> bool {
    let wide = LETTER.width(bar.letter);
    !bar.letter.is_empty() && width > wide + 1.0 && letters.is_given(x - wide / 2.0, x + wide / 2.0)
}

/// The license as it was known from the beginning on: before anything was seen or said, nobody knew.
fn all_licenses(lane: &Lane, chart: &TimelineChart) -> Vec<Installed> {
    let unknown = Installed { at: chart.from, license: Code::Unknown, license_is: None };
    let first = lane.licenses.first().map_or(chart.to, |first| first.at);
    let begins = lane.environment.is_some() && (first > chart.from || lane.licenses.is_empty());
    begins.then_some(unknown).into_iter().chain(lane.licenses.iter().copied()).collect()
}

/// Which license was there: a thin line for AAA, a thick one for BBB, hollow where it was only said, dots for what nobody
/// knew.
fn licenses(out: &mut String, lane: &Lane, y: f64, (chart, axis): (&TimelineChart, &Axis)) {
    let all = all_licenses(lane, chart);
    for (place, installed) in all.iter().enumerate() {
        let until = all.get(place + 1).map_or(chart.to, |next| next.at);
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

/// Text of people inside a picture: nothing of it is markup.
fn escaped(text: &str) -> String {
    text.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;").replace('"', "&quot;")
}

#[expect(clippy::cast_precision_loss, reason = "a page has few lanes")]
const fn count(lanes: usize) -> f64 {
    lanes as f64
}
