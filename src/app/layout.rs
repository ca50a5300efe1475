//! Layout as arithmetic: how blocks flow into lines, and how the screen is divided.

use super::{
    comparison::comparison,
    prose::{Block, Kind, Tone, Value, columns, pieces, wrap},
    scale::{FEW, SOME},
};

/// Below this the screen only says that it is too small.
pub const SMALLEST: (u16, u16) = (60, 16);

/// Columns of the names of values.
const NAME: usize = 17;

/// A part of a line.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Part {
    /// What it means.
    pub tone: Tone,
    /// What it is.
    pub kind: Kind,
    /// The text.
    pub text: String,
}

impl Part {
    /// Text that is nothing else.
    pub fn text(tone: Tone, text: impl Into<String>) -> Self {
        Self { tone, kind: Kind::Text, text: text.into() }
    }
}

/// A line, ready to be drawn.
pub type Line = Vec<Part>;

/// How the environments are shown.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Panels {
    /// A large box each, side by side, with everything that is known.
    Large,
    /// A box each, side by side, with what matters.
    Boxes,
    /// Two lines each, so many side by side.
    Tiles(u16),
    /// A line each.
    Lines,
    /// A line each under a head line, filtered and grouped.
    Table,
}

/// How the dashboard is divided, from top to bottom.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Division {
    /// Title, codes, phases.
    pub header: u16,
    /// How the environments are shown.
    pub panels: Panels,
    /// Rows of the environments.
    pub environments: u16,
    /// Most rows of the card's text, without its heading.
    pub body: u16,
    /// Rows of the card's choices, or of a question.
    pub choices: u16,
    /// Rows of what happened last.
    pub notice: u16,
}

/// Rows that are always there: the card's heading, the way back, the footer.
const FIXED: u16 = 3;

/// Rows of title, codes, licenses and phases; where there is little room, the codes give way, then the phases.
pub const fn header_rows(height: u16) -> u16 {
    match height {
        0..20 => 2,
        20..30 => 3,
        _ => 4,
    }
}

/// What a dashboard would like to show.
#[derive(Debug, Clone, Copy)]
pub struct Wanted {
    /// How many environments there are.
    pub environments: usize,
    /// Rows of their table: filtered, with the heads of groups.
    pub rows: usize,
    /// Choices of the card, or rows of a question.
    pub choices: usize,
    /// Rows of what happened last.
    pub notice: usize,
    /// Rows of the card's text.
    pub body: usize,
}

/// Divides a dashboard.
pub fn divide(size: (u16, u16), wanted: &Wanted) -> Division {
    let header = header_rows(size.1);
    let notice = count(wanted.notice).max(1);
    let around = header + notice + FIXED + LEAST_TEXT + 1;
    let choices = count(wanted.choices).clamp(1, MOST_CHOICES).min(size.1.saturating_sub(around).max(1));
    let left = size.1.saturating_sub(header + choices + notice + FIXED);
    let (panels, environments) = panels(size, wanted, left);
    Division { header, panels, environments, body: left.saturating_sub(environments), choices, notice }
}

/// The most choices that are shown at once.
const MOST_CHOICES: u16 = 6;

/// A screen with fewer rows is low.
pub const LOW: u16 = 20;

/// Rows of text that a card keeps on the lowest screen.
const LEAST_TEXT: u16 = 2;

/// Rows of a large box, and of a small one.
const LARGE: u16 = 9;
const SMALL: u16 = 5;

/// The narrowest tile that says something.
const TILE: u16 = 44;

fn count(of: usize) -> u16 {
    u16::try_from(of).unwrap_or(u16::MAX)
}

/// How the environments are shown, and in how many rows: what the card needs comes before what is nice to have.
fn panels(size: (u16, u16), wanted: &Wanted, left: u16) -> (Panels, u16) {
    let Wanted { environments, rows, .. } = *wanted;
    let body = count(wanted.body);
    let (width, height) = size;
    let side_by_side = environments <= FEW && width >= 100;
    if side_by_side && left >= LARGE.saturating_add(body) && height >= 36 {
        return (Panels::Large, LARGE);
    }
    if side_by_side && height >= 28 {
        return (Panels::Boxes, SMALL);
    }
    // A card without a line of text says nothing.
    let all = left.saturating_sub(LEAST_TEXT);
    // The strip has all of them: on a low screen the card needs the room.
    let most = if height < LOW { 1 } else { (height / 4).max(3) }.min(all);
    let beside = (width / TILE).max(1);
    let tiles = count(environments.min(SOME)).div_ceil(beside) * 2;
    let as_tiles = environments <= SOME && rows == environments && beside > 1 && left >= tiles.saturating_add(body);
    if environments > FEW && !as_tiles {
        // What is in sight of many is worth more than blank rows below a short card.
        let room = left.saturating_sub(body).max(most);
        return (Panels::Table, count(rows).saturating_add(1).min(room).max(2.min(all)));
    }
    if environments > FEW {
        return (Panels::Tiles(beside), tiles);
    }
    (Panels::Lines, count(environments).min(most))
}

/// The part of a list of `count` that is shown in `rows` rows with `focus` inside: where it begins.
pub fn window(count: usize, rows: usize, focus: usize) -> usize {
    if count <= rows { 0 } else { focus.saturating_sub(rows / 2).min(count - rows) }
}

/// Lets blocks flow into lines of a width; where they are more than `rows`, without the empty ones.
pub fn fit(blocks: &[Block], width: usize, rows: usize) -> Vec<Line> {
    let mut lines = flow(blocks, width);
    if lines.len() > rows {
        lines.retain(|line| !line.is_empty());
    }
    lines
}

/// Lets blocks flow into lines of a width.
pub fn flow(blocks: &[Block], width: usize) -> Vec<Line> {
    let mut lines = Vec::new();
    for block in blocks {
        match block {
            Block::Gap => lines.push(Line::new()),
            Block::Para { tone, lead, text } => lines.extend(paragraph(*tone, lead, text, width)),
            Block::Comparison(rows) => lines.extend(comparison(rows, width)),
            Block::Value(value) => lines.extend(value_lines(value, width)),
            Block::Raw(text) => lines.extend(raw(text, width)),
        }
    }
    lines
}

/// An exact value stands on a line of its own, so that it can be compared with a page group by group, marked and copied.
fn value_lines(value: &Value, width: usize) -> Vec<Line> {
    let name = Part::text(Tone::Quiet, format!("{:<NAME$}", value.name));
    let note = || Part::text(Tone::Quiet, value.note.clone());
    let Some(text) = &value.text else { return vec![vec![name, note()]] };
    let room = width.saturating_sub(NAME).max(1);
    let part =
        |text: &str, whole: &str| Part { tone: Tone::Now, kind: Kind::Value(whole.to_owned()), text: text.to_owned() };
    let mut lines: Vec<Line> = Vec::new();
    for piece in at_separators(text, room) {
        let lead = if lines.is_empty() { name.clone() } else { Part::text(Tone::Plain, " ".repeat(NAME)) };
        lines.push(vec![lead, part(piece, text)]);
    }
    let used = lines.last().map_or(0, |line| line.iter().map(|part| columns(&part.text)).sum());
    if let Some(last) = lines.last_mut().filter(|_| used + 2 + columns(&value.note) <= width) {
        last.extend([Part::text(Tone::Plain, "  "), note()]);
    }
    lines
}

/// A path that is wider than a line, broken after its separators where that is possible: a name stays whole.
fn at_separators(text: &str, room: usize) -> Vec<&str> {
    let mut lines = Vec::new();
    let mut rest = text;
    while columns(rest) > room {
        let fits = pieces(rest, room).first().map_or(rest.len(), |piece| piece.len());
        let end = rest[..fits].rfind(['/', '\\']).map_or(fits, |separator| separator + 1);
        lines.push(&rest[..end]);
        rest = &rest[end..];
    }
    lines.push(rest);
    lines
}

fn raw(text: &str, width: usize) -> Vec<Line> {
    pieces(text, width.max(1)).into_iter().map(|piece| vec![Part::text(Tone::Plain, piece)]).collect()
}

fn paragraph(tone: Tone, lead: &str, text: &str, width: usize) -> Vec<Line> {
    let indent = columns(lead).min(width / 2);
    let hanging = if indent <= 16 { indent } else { 3.min(width / 2) };
    let mut lines = Vec::new();
    for (number, spans) in hang(lead, text, width, hanging).into_iter().enumerate() {
        let mut line = Line::new();
        if number == 0 && !lead.is_empty() {
            line.push(Part::text(lead_tone(tone), lead));
        } else if number > 0 && !lead.is_empty() {
            line.push(Part::text(tone, " ".repeat(hanging)));
        }
        line.extend(spans.into_iter().map(|span| Part {
            tone: text_tone(tone, lead),
            kind: span.kind,
            text: span.text,
        }));
        lines.push(line);
    }
    lines
}

/// The first line has less room for its lead than the others have for their indent.
fn hang(lead: &str, text: &str, width: usize, hanging: usize) -> Vec<Vec<super::prose::Span>> {
    let room = width.saturating_sub(hanging);
    let first = width.saturating_sub(columns(lead));
    if first == room {
        return wrap(text, room);
    }
    let placeholder = "\u{2588}".repeat(columns(lead).saturating_sub(hanging).saturating_sub(1));
    let mut lines =
        if placeholder.is_empty() { wrap(text, room) } else { wrap(&format!("{placeholder} {text}"), room) };
    if let Some(span) = lines.first_mut().and_then(|line| line.first_mut())
        && let Some(rest) = span.text.strip_prefix(&placeholder)
    {
        span.text = rest.trim_start().to_owned();
    }
    lines
}

/// A lead that says good or bad has that tone; the text after it is plain.
const fn lead_tone(tone: Tone) -> Tone {
    match tone {
        Tone::Now => Tone::Quiet,
        Tone::Heading | Tone::Plain | Tone::Quiet | Tone::Good | Tone::Claimed | Tone::Bad | Tone::Caution => tone,
    }
}

const fn text_tone(tone: Tone, lead: &str) -> Tone {
    match tone {
        Tone::Good | Tone::Claimed | Tone::Caution if !lead.is_empty() => Tone::Plain,
        Tone::Heading
        | Tone::Plain
        | Tone::Quiet
        | Tone::Good
        | Tone::Claimed
        | Tone::Bad
        | Tone::Caution
        | Tone::Now => tone,
    }
}
