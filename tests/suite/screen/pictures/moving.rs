//! A picture that moves: a recording (`acmove cast`) as frames beside each other, which a style sheet shows one after the
//! other. There is no script in it; where motion is not wanted, one frame stands still.

use std::{collections::HashMap, fmt::Write as _, num::NonZero, time::Duration};

use acmove::{
    domain::event::{Event, FactKind},
    engine::beyond::Beyond,
    runtime::cast::{Cast, CastOptions},
    tui::draw::theme::Theme,
};
use jiff::tz::TimeZone;
use ratatui::{
    buffer::{Buffer, Cell},
    layout::Rect,
    style::{Color, Modifier, Style},
};
use serde_json::Value;

use super::svg::{self, CELL, FONT, FRAME, Told};
use crate::{
    harness::{retold::retold_runs, story::Story},
    screen::theme::Palette,
};

/// How long it takes, in seconds.
const SECONDS: u32 = 30;

/// How long a screen that was not there before is seen, beside one that differs only by its environment, and the last one.
const LONG: u32 = 4;
const SHORT: u32 = 2;
const LAST: u32 = 12;

/// The step after which the screen is one to look at for long.
const STILL: &str = "check-target";

/// A screen, the step that was answered before it, whatever its environment, and how long it is seen.
struct Frame {
    buffer: Buffer,
    step: String,
    weight: u32,
}

/// The picture of a story.
pub(super) fn moving(story: &Story, size: (u16, u16), palette: &Palette, told: &Told) -> String {
    drawn(&frames(story, size), size, palette, told)
}

/// The texts of a recording that draw: one before the first fact, one for each, one at the end.
fn recorded(story: &Story, size: (u16, u16)) -> Vec<String> {
    crossterm::style::force_color_output(true);
    let (folder, theme) = ("rehearsal".to_owned(), Theme::bundled("dark").unwrap());
    let wanted = CastOptions { folder, size, longest: Duration::from_secs(2), theme, zone: TimeZone::UTC };
    let mut bytes = Vec::new();
    let mut cast = Cast::new(&mut bytes, wanted);
    retold_runs(&story.run.procedure, &story.facts, |fact, run| cast.take(fact, run).unwrap());
    cast.finish(Beyond::Nothing).unwrap();
    let lines = String::from_utf8(bytes).unwrap();
    let events = lines.lines().skip(1).map(|line| serde_json::from_str::<(f64, String, Value)>(line).unwrap());
    events.filter(|(_, kind, _)| kind == "o").map(|(_, _, text)| text.as_str().unwrap().to_owned()).collect()
}

/// The screens that are shown: of the first environment every step, of the others only what was proved.
fn frames(story: &Story, size: (u16, u16)) -> Vec<Frame> {
    let texts = recorded(story, size);
    assert_eq!(texts.len(), story.facts.len() + 2, "a beginning, a screen for each fact, an end");
    let [rows, columns] = [size.1, size.0].map(|cells| NonZero::new(cells).unwrap());
    let mut terminal = vt100::Parser::new(rows, columns, 0);
    terminal.process(texts[0].as_bytes());
    let (mut frames, mut known) = (Vec::<Frame>::new(), Vec::new());
    for (fact, text) in story.facts.iter().zip(&texts[1..]) {
        terminal.process(text.as_bytes());
        let is_new = !known.contains(&kind(&fact.event));
        known.push(kind(&fact.event));
        let is_last = fact.seq == story.run.facts;
        if is_new || is_last || is_end(&fact.event) {
            let weight = if is_last {
                LAST
            } else if is_new {
                LONG
            } else {
                SHORT
            };
            frames.push(Frame { buffer: buffer(terminal.screen(), size), step: kind(&fact.event).0, weight });
        }
    }
    frames
}

/// The step that a fact is about, whatever its environment, and the kind of the fact.
fn kind(event: &Event) -> (String, FactKind) {
    let step = event.step().map(ToString::to_string).unwrap_or_default();
    (step.rsplit('/').next().unwrap_or_default().to_owned(), event.about().kind)
}

/// Whether a phase is over for an environment.
fn is_end(event: &Event) -> bool {
    matches!(event, Event::PagePassed { .. } | Event::ModulePublished { .. })
}

/// A terminal's screen as it was drawn.
fn buffer(screen: &vt100::Screen, size: (u16, u16)) -> Buffer {
    let mut buffer = Buffer::empty(Rect::new(0, 0, size.0, size.1));
    for y in 0..size.1 {
        for x in 0..size.0 {
            let Some(cell) = screen.cell(y, x).filter(|cell| !cell.is_wide_continuation()) else { continue };
            let looks = [
                (cell.bold(), Modifier::BOLD),
                (cell.dim(), Modifier::DIM),
                (cell.underline(), Modifier::UNDERLINED),
                (cell.inverse(), Modifier::REVERSED),
            ];
            let modifiers = looks.into_iter().filter(|(holds, _)| *holds).map(|(_, look)| look).collect::<Modifier>();
            let style = Style::reset().fg(color(cell.fgcolor())).bg(color(cell.bgcolor())).add_modifier(modifiers);
            let text = if cell.has_contents() { cell.contents() } else { " " };
            buffer[(x, y)].set_symbol(text).set_style(style);
        }
    }
    buffer
}

const fn color(color: vt100::Color) -> Color {
    match color {
        vt100::Color::Default => Color::Reset,
        vt100::Color::Idx(index) => Color::Indexed(index),
        vt100::Color::Rgb(red, green, blue) => Color::Rgb(red, green, blue),
    }
}

fn drawn(frames: &[Frame], size: (u16, u16), palette: &Palette, told: &Told) -> String {
    let cells = [size.0, size.1].map(usize::from);
    let (wide, high) = (cells[0] * CELL.0, cells[1] * CELL.1);
    let (rows, shown) = rows(frames, cells[0], palette);
    let mut out = svg::head((cells[0], cells[1]), palette, told);
    style(&mut out, frames, wide);
    out.push_str("<defs>\n");
    for (number, row) in rows.iter().enumerate() {
        let _ = writeln!(out, "<g id=\"r{number}\">{}</g>", row.replace('\n', ""));
    }
    let _ = write!(
        out,
        "</defs>\n<svg x=\"{}\" y=\"{}\" width=\"{wide}\" height=\"{high}\">\n<g class=\"frames\" {FONT} xml:space=\"preserve\">\n",
        FRAME.0, FRAME.1
    );
    for (place, frame) in shown.iter().enumerate() {
        let _ = write!(out, "<g transform=\"translate({} 0)\">", place * wide);
        for (y, row) in frame.iter().enumerate().filter_map(|(y, row)| Some((y, row.as_ref()?))) {
            let _ = write!(out, "<use href=\"#r{row}\" y=\"{}\"/>", y * CELL.1);
        }
        out.push_str("</g>\n");
    }
    let _ = write!(
        out,
        "</g>\n</svg>\n<rect class=\"passed\" x=\"{}\" y=\"{}\" width=\"{wide}\" height=\"3\" fill=\"{}\"/>\n</svg>\n",
        FRAME.0,
        FRAME.1 + high + FRAME.2 / 2,
        svg::hex(palette.text)
    );
    out
}

/// Every row that is drawn, once, and the number of each row of each frame; none where nothing is drawn.
fn rows(frames: &[Frame], columns: usize, palette: &Palette) -> (Vec<String>, Vec<Vec<Option<usize>>>) {
    let (mut rows, mut numbers) = (Vec::new(), HashMap::new());
    let mut number = |cells: &[Cell]| {
        // What holds for all letters is said once, of the group around them.
        let drawn = svg::row(cells, palette).replace(" lengthAdjust=\"spacingAndGlyphs\" xml:space=\"preserve\"", "");
        let next = numbers.len();
        (!drawn.is_empty()).then(|| {
            *numbers.entry(drawn.clone()).or_insert_with(|| {
                rows.push(drawn);
                next
            })
        })
    };
    let shown = frames.iter().map(|frame| frame.buffer.content.chunks(columns).map(&mut number).collect()).collect();
    (rows, shown)
}

/// When each frame is seen. Without motion it is one of them.
fn style(out: &mut String, frames: &[Frame], wide: usize) {
    let all: u32 = frames.iter().map(|frame| frame.weight).sum();
    let still = frames.iter().position(|frame| frame.step == STILL).unwrap_or_default() * wide;
    let _ = write!(
        out,
        "<style>\n.frames{{white-space:pre;transform:translateX(-{still}px)}}\n.passed{{transform-box:fill-box;\
         transform-origin:left;transform:scaleX(0);opacity:.5}}\n@media (prefers-reduced-motion:no-preference){{\n\
         .frames{{animation:frames {SECONDS}s step-end infinite}}\n.passed{{animation:passed {SECONDS}s linear infinite}}\n}}\n\
         @keyframes passed{{to{{transform:scaleX(1)}}}}\n@keyframes frames{{\n"
    );
    let mut passed = 0;
    for (place, frame) in frames.iter().enumerate() {
        let thousandths = u64::from(passed) * 100_000 / u64::from(all);
        let (whole, rest) = (thousandths / 1000, thousandths % 1000);
        let _ = writeln!(out, "{whole}.{rest:03}%{{transform:translateX(-{}px)}}", place * wide);
        passed += frame.weight;
    }
    out.push_str("}\n</style>\n");
}
