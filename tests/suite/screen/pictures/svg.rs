//! A buffer as a picture: every cell where it belongs, whatever font there is. Nothing is loaded from elsewhere.

use std::fmt::Write as _;

use acmove::view::text::columns;
use ratatui::{
    buffer::{Buffer, Cell},
    style::{Modifier, Style},
};

use crate::screen::theme::{Palette, Rgb};

/// What a picture is called, and what is seen on it.
pub(crate) struct Told {
    pub(crate) title: &'static str,
    pub(crate) seen: &'static str,
}

/// A cell, in units of the picture.
pub(crate) const CELL: (usize, usize) = (10, 20);

/// From the upper edge of a cell to the line that its letters stand on.
const BASE: usize = 15;

/// The frame around the cells: at the sides, above, below.
pub(crate) const FRAME: (usize, usize, usize) = (14, 40, 14);

/// How letters look.
pub(crate) const FONT: &str =
    "font-family=\"ui-monospace,'DejaVu Sans Mono',Menlo,Consolas,monospace\" font-size=\"16\"";

/// What is drawn in one go: cells beside each other that look the same.
struct Run {
    x: usize,
    y: usize,
    wide: usize,
    style: Style,
    text: String,
}

/// The picture of a buffer.
pub(crate) fn svg(buffer: &Buffer, palette: &Palette, told: &Told) -> String {
    let cells = (usize::from(buffer.area.width), usize::from(buffer.area.height));
    let mut out = head(cells, palette, told);
    let _ = writeln!(out, "<g {FONT} style=\"white-space:pre\" transform=\"translate({} {})\">", FRAME.0, FRAME.1);
    for (y, row) in buffer.content.chunks(cells.0).enumerate() {
        for run in runs(row, y) {
            draw(&mut out, &run, palette);
        }
    }
    out + "</g>\n</svg>\n"
}

/// The beginning of a picture of so many columns and rows, with its window.
pub(crate) fn head(cells: (usize, usize), palette: &Palette, told: &Told) -> String {
    let (width, height) = (cells.0 * CELL.0 + 2 * FRAME.0, cells.1 * CELL.1 + FRAME.1 + FRAME.2);
    let mut out = format!(
        "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"{width}\" height=\"{height}\" viewBox=\"0 0 {width} {height}\" \
         role=\"img\" aria-labelledby=\"title seen\">\n<title id=\"title\">acmove: {}</title>\n<desc id=\"seen\">{}</desc>\n",
        escaped(told.title),
        escaped(told.seen)
    );
    window(&mut out, (width, height), palette, told.title);
    out
}

/// A row of cells, drawn as if it were the first one.
pub(crate) fn row(cells: &[Cell], palette: &Palette) -> String {
    let mut out = String::new();
    for run in runs(cells, 0) {
        draw(&mut out, &run, palette);
    }
    out
}

/// The window: a rounded frame, three knobs, a title.
fn window(out: &mut String, (width, height): (usize, usize), palette: &Palette, title: &str) {
    let (ground, text) = (hex(palette.ground), hex(palette.text));
    let _ = writeln!(
        out,
        "<rect x=\"0.5\" y=\"0.5\" width=\"{}\" height=\"{}\" rx=\"10\" fill=\"{ground}\" stroke=\"{text}\" stroke-opacity=\"0.35\"/>",
        width - 1,
        height - 1
    );
    for (place, knob) in ["#e0605a", "#d9a43b", "#5fa84f"].into_iter().enumerate() {
        let _ = writeln!(out, "<circle cx=\"{}\" cy=\"19\" r=\"6\" fill=\"{knob}\"/>", 22 + place * 20);
    }
    let _ = writeln!(
        out,
        "<text x=\"{}\" y=\"24\" text-anchor=\"middle\" font-family=\"system-ui,sans-serif\" font-size=\"13\" fill=\"{text}\" \
         fill-opacity=\"0.7\">acmove: {}</text>",
        width / 2,
        escaped(title)
    );
}

/// A row of cells; letters go together, each sign stands alone: it may come from another font.
fn runs(cells: &[Cell], y: usize) -> Vec<Run> {
    let mut runs: Vec<Run> = Vec::new();
    let mut x = 0;
    while let Some(cell) = cells.get(x) {
        let (symbol, style) = (cell.symbol(), cell.style());
        let wide = columns(symbol).max(1);
        match runs.last_mut() {
            Some(run) if run.style == style && joins(&run.text, symbol) => {
                run.text.push_str(symbol);
                run.wide += wide;
            }
            _ => runs.push(Run { x, y, wide, style, text: symbol.to_owned() }),
        }
        x += wide;
    }
    runs
}

/// Whether a symbol is drawn together with what is before it.
fn joins(before: &str, symbol: &str) -> bool {
    let letters = |text: &str| text.is_ascii();
    let is_drawn = lines(symbol).is_some() || symbol.chars().next().and_then(block).is_some();
    (letters(before) && letters(symbol)) || (is_drawn && before.chars().all(|c| symbol.starts_with(c)))
}

fn draw(out: &mut String, run: &Run, palette: &Palette) {
    let (text, ground) = palette.seen(run.style);
    let (x, y) = (run.x * CELL.0, run.y * CELL.1);
    if ground != palette.ground {
        let (wide, high, fill) = (run.wide * CELL.0, CELL.1, hex(ground));
        let _ = writeln!(
            out,
            "<rect x=\"{x}\" y=\"{y}\" width=\"{wide}\" height=\"{high}\" fill=\"{fill}\" shape-rendering=\"crispEdges\"/>"
        );
    }
    let shape = run.text.chars().next().and_then(block);
    match (lines(&run.text), shape) {
        (Some(way), _) => stroke(out, run, way, text),
        (None, Some(shape)) => fill(out, run, shape, text),
        (None, None) => write(out, run, text),
    }
}

/// Letters: they take the columns that are theirs, also in a font that is wider.
fn write(out: &mut String, run: &Run, colour: Rgb) {
    let underlined = run.style.add_modifier.contains(Modifier::UNDERLINED);
    let blanks = if underlined { 0 } else { run.text.len() - run.text.trim_start_matches(' ').len() };
    let text = if underlined { run.text.as_str() } else { run.text.trim_matches(' ') };
    if text.trim().is_empty() && !underlined {
        return;
    }
    let (x, y) = ((run.x + blanks) * CELL.0, run.y * CELL.1 + BASE);
    let looks = [
        (run.style.add_modifier.contains(Modifier::BOLD), " font-weight=\"700\""),
        (underlined, " text-decoration=\"underline\""),
        (run.style.add_modifier.contains(Modifier::DIM), " fill-opacity=\"0.6\""),
    ];
    let looks: String = looks.into_iter().filter(|(holds, _)| *holds).map(|(_, look)| look).collect();
    let _ = writeln!(
        out,
        "<text x=\"{x}\" y=\"{y}\" textLength=\"{}\" lengthAdjust=\"spacingAndGlyphs\" xml:space=\"preserve\" \
         fill=\"{}\"{looks}>{}</text>",
        columns(text) * CELL.0,
        hex(colour),
        escaped(text)
    );
}

/// Lines of boxes are drawn, so that they meet in any font: all cells of a run are the same.
fn stroke(out: &mut String, run: &Run, way: &str, colour: Rgb) {
    let heavy = run.text.starts_with(HEAVY);
    let (x, y) = (run.x * CELL.0, run.y * CELL.1);
    let (right, middle) = (x + run.wide * CELL.0, (x + CELL.0 / 2, y + CELL.1 / 2));
    let end = |side: char| match side {
        'l' => (x, middle.1),
        'r' => (right, middle.1),
        'u' => (middle.0, y),
        _ => (middle.0, y + CELL.1),
    };
    let mut path = String::new();
    if run.text.starts_with(['\u{256d}', '\u{256e}', '\u{256f}', '\u{2570}']) {
        // A round corner: the border turns within half a cell.
        let sides: Vec<(usize, usize)> = way.chars().map(end).collect();
        if let [(across, _), (_, along)] = sides[..] {
            let turn = if along > middle.1 { middle.1 + CELL.0 / 2 } else { middle.1 - CELL.0 / 2 };
            let _ = write!(path, "M{across} {1}Q{0} {1} {0} {turn}V{along}", middle.0, middle.1);
        }
    } else if way == "lr" {
        let _ = write!(path, "M{x} {}H{right}", middle.1);
    } else if way == "ud" {
        let _ = write!(path, "M{} {y}v{}", middle.0, CELL.1);
    } else {
        for (end_x, end_y) in way.chars().map(end) {
            let _ = write!(path, "M{} {}L{end_x} {end_y}", middle.0, middle.1);
        }
    }
    let wide = if heavy { 2.5 } else { 1.2 };
    let _ = writeln!(out, "<path d=\"{path}\" stroke=\"{}\" stroke-width=\"{wide}\" fill=\"none\"/>", hex(colour));
}

/// Signs of thick lines.
const HEAVY: [char; 9] =
    ['\u{2501}', '\u{2503}', '\u{250f}', '\u{2513}', '\u{2517}', '\u{251b}', '\u{2523}', '\u{252b}', '\u{254b}'];

/// A part of a cell that a sign fills: from the left and the top, width and height, in percent of the cell; and how opaque.
type Block = ([usize; 4], &'static str);

/// The part of its cell that a block fills: such signs have to meet, whatever font there is.
fn block(sign: char) -> Option<Block> {
    Some(match sign {
        '\u{2580}' => ([0, 0, 100, 50], "1"),
        '\u{2581}'..='\u{2588}' => {
            let high = usize::try_from(u32::from(sign) - 0x2580).ok()? * 25 / 2;
            ([0, 100 - high, 100, high], "1")
        }
        '\u{2589}'..='\u{258f}' => ([0, 0, usize::try_from(0x2590 - u32::from(sign)).ok()? * 25 / 2, 100], "1"),
        '\u{2590}' => ([50, 0, 50, 100], "1"),
        '\u{2591}' => ([0, 0, 100, 100], "0.25"),
        '\u{2592}' => ([0, 0, 100, 100], "0.5"),
        '\u{2593}' => ([0, 0, 100, 100], "0.75"),
        _ => return None,
    })
}

/// Blocks of the same kind beside each other.
fn fill(out: &mut String, run: &Run, ([left, top, wide, high], opaque): Block, colour: Rgb) {
    let cells = if wide == 100 { 1 } else { run.wide };
    let across = if wide == 100 { run.wide * CELL.0 } else { (wide * CELL.0).div_ceil(100) };
    for cell in 0..cells {
        let (x, y) = ((run.x + cell) * CELL.0 + left * CELL.0 / 100, run.y * CELL.1 + top * CELL.1 / 100);
        let _ = writeln!(
            out,
            "<rect x=\"{x}\" y=\"{y}\" width=\"{across}\" height=\"{}\" fill=\"{}\" fill-opacity=\"{opaque}\" \
             shape-rendering=\"crispEdges\"/>",
            (high * CELL.1).div_ceil(100),
            hex(colour)
        );
    }
}

/// To which sides a sign goes that draws lines.
fn lines(text: &str) -> Option<&'static str> {
    Some(match text.chars().next()? {
        '\u{2500}' | '\u{2501}' => "lr",
        '\u{2502}' | '\u{2503}' if text.chars().count() == 1 => "ud",
        '\u{256d}' | '\u{250f}' | '\u{250c}' => "rd",
        '\u{256e}' | '\u{2513}' | '\u{2510}' => "ld",
        '\u{2570}' | '\u{2517}' | '\u{2514}' => "ru",
        '\u{256f}' | '\u{251b}' | '\u{2518}' => "lu",
        '\u{251c}' | '\u{2523}' => "udr",
        '\u{2524}' | '\u{252b}' => "udl",
        '\u{252c}' | '\u{2533}' => "lrd",
        '\u{2534}' | '\u{253b}' => "lru",
        '\u{253c}' | '\u{254b}' => "lrud",
        _ => return None,
    })
}

pub(crate) fn hex([red, green, blue]: Rgb) -> String {
    format!("#{red:02x}{green:02x}{blue:02x}")
}

fn escaped(text: &str) -> String {
    text.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;").replace('"', "&quot;")
}
