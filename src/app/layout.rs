//! Layout as arithmetic: how blocks flow into lines, and how the screen is divided.

use super::prose::{Block, Tone, columns, padded, wrap};
use crate::domain::check::{Row, Verdict};

/// Below this the screen only says that it is too small.
pub const SMALLEST: (u16, u16) = (60, 16);

/// From this width on, what is expected and what was found stand side by side.
const SIDE_BY_SIDE: usize = 92;

/// Columns of what was found, side by side with what was expected.
const FOUND: usize = 33;

/// A part of a line.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Part {
    /// What it means.
    pub tone: Tone,
    /// Whether it is a label of a page.
    pub label: bool,
    /// The text.
    pub text: String,
}

/// A line, ready to be drawn.
pub type Line = Vec<Part>;

/// How the environments are shown.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Panels {
    /// A box each, side by side.
    Boxes,
    /// A line each.
    Lines,
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

/// Divides a dashboard.
pub fn divide(size: (u16, u16), environments: usize, choices: usize, notice: usize) -> Division {
    let (width, height) = size;
    let header = header_rows(height);
    let count = u16::try_from(environments).unwrap_or(u16::MAX);
    let boxes = environments <= 4 && width >= 100 && height >= 30;
    let panels = if boxes { Panels::Boxes } else { Panels::Lines };
    let most = (height / 4).max(3);
    let environments = if boxes { 8 } else { count.min(most) };
    let choices = u16::try_from(choices).unwrap_or(u16::MAX).clamp(1, 6);
    let notice = u16::try_from(notice).unwrap_or(u16::MAX).max(1);
    let body = height.saturating_sub(header + environments + choices + notice + FIXED);
    Division { header, panels, environments, body, choices, notice }
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
            Block::Comparison(rows) => lines.extend(rows.iter().flat_map(|row| comparison(row, width))),
        }
    }
    lines
}

fn paragraph(tone: Tone, lead: &str, text: &str, width: usize) -> Vec<Line> {
    let indent = columns(lead).min(width / 2);
    let hanging = if indent <= 12 { indent } else { 3.min(width / 2) };
    let mut lines = Vec::new();
    for (number, spans) in hang(lead, text, width, hanging).into_iter().enumerate() {
        let mut line = Line::new();
        if number == 0 && !lead.is_empty() {
            line.push(Part { tone: lead_tone(tone), label: false, text: lead.to_owned() });
        } else if number > 0 && !lead.is_empty() {
            line.push(Part { tone, label: false, text: " ".repeat(hanging) });
        }
        line.extend(spans.into_iter().map(|span| Part {
            tone: text_tone(tone, lead),
            label: span.label,
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
        Tone::Good | Tone::Caution if !lead.is_empty() => Tone::Plain,
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

/// The mark and the tone of a verdict.
pub const fn verdict(verdict: Verdict) -> (Mark, Tone) {
    match verdict {
        Verdict::Matches => (Mark::Verified, Tone::Good),
        Verdict::Differs => (Mark::Failed, Tone::Bad),
        Verdict::Missing => (Mark::Unknown, Tone::Caution),
        Verdict::Silent => (Mark::Nothing, Tone::Quiet),
    }
}

/// The marks: every state has one, besides its colour and its word.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Mark {
    /// Read and compared.
    Verified,
    /// Somebody said so.
    Claimed,
    /// Nothing yet.
    Nothing,
    /// Now.
    Now,
    /// Held.
    Held,
    /// Failed.
    Failed,
    /// Not known.
    Unknown,
}

impl Mark {
    /// The sign, in Unicode.
    pub const fn sign(self) -> &'static str {
        match self {
            Self::Verified => "\u{2713}",
            Self::Claimed => "\u{25c6}",
            Self::Nothing => "\u{b7}",
            Self::Now => "\u{25b8}",
            Self::Held => "\u{2016}",
            Self::Failed => "\u{2717}",
            Self::Unknown => "?",
        }
    }

    /// What it says, in words.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Verified => "verified",
            Self::Claimed => "claimed",
            Self::Nothing => "nothing yet",
            Self::Now => "now",
            Self::Held => "held",
            Self::Failed => "failed",
            Self::Unknown => "unknown",
        }
    }

    /// The sign, in ASCII.
    pub const fn ascii(self) -> &'static str {
        match self {
            Self::Verified => "v",
            Self::Claimed => "c",
            Self::Nothing => ".",
            Self::Now => ">",
            Self::Held => "=",
            Self::Failed => "x",
            Self::Unknown => "?",
        }
    }
}

/// A text in ASCII: known signs have a spelling, anything else becomes a question mark.
pub fn to_ascii(text: &str) -> String {
    if text.is_ascii() {
        return text.to_owned();
    }
    text.chars().map(|c| if c.is_ascii() { c.to_string() } else { spelling(c) }).collect()
}

/// A text without the signs that draw or mark: letters stay as they are.
pub fn without_drawing(text: &str) -> String {
    let draws = |c: char| matches!(c, '\u{2190}'..='\u{21ff}' | '\u{2500}'..='\u{27bf}' | '\u{2800}'..='\u{28ff}' | '\u{2016}' | '\u{2026}' | '\u{b7}');
    if !text.contains(draws) {
        return text.to_owned();
    }
    text.chars().map(|c| if draws(c) { spelling(c) } else { c.to_string() }).collect()
}

fn spelling(c: char) -> String {
    let marks = [Mark::Verified, Mark::Claimed, Mark::Nothing, Mark::Now, Mark::Held, Mark::Failed];
    let mut buffer = [0; 4];
    let sign: &str = c.encode_utf8(&mut buffer);
    if let Some(mark) = marks.into_iter().find(|mark| mark.sign() == sign) {
        return mark.ascii().to_owned();
    }
    match c {
        '\u{2192}' => "->",
        '\u{2026}' => "..",
        '\u{2013}' | '\u{2014}' | '\u{2500}' => "-",
        '\u{2018}' | '\u{2019}' => "'",
        '\u{201c}' | '\u{201d}' => "\"",
        _ => "?",
    }
    .to_owned()
}

/// Field, mark, what was found; what was expected beside it, or below it where the screen is narrow and it differs.
fn comparison(row: &Row, width: usize) -> Vec<Line> {
    let (mark, tone) = verdict(row.verdict);
    let found = row.found.as_deref().unwrap_or("not on the page");
    let field = Part { tone: Tone::Plain, label: false, text: format!("{:<22}", row.field) };
    let sign = Part { tone, label: false, text: format!("{} ", mark.sign()) };
    if width >= SIDE_BY_SIDE && columns(found) < FOUND {
        let expected = Part { tone: Tone::Quiet, label: false, text: format!("must be {}", row.expected) };
        let found = Part { tone, label: false, text: padded(found, FOUND) };
        return vec![vec![field, sign, found, expected]];
    }
    let mut lines = vec![vec![field, sign, Part { tone, label: false, text: found.to_owned() }]];
    if matches!(row.verdict, Verdict::Differs | Verdict::Missing) {
        let text = format!("{:24}must be {}", "", row.expected);
        lines.push(vec![Part { tone: Tone::Quiet, label: false, text }]);
    }
    lines
}
