//! How blocks of text flow into lines of a width.

use super::{
    comparison::comparison,
    text::{Block, Line, Part, PartKind, Tone, Value, columns, pieces, wrap},
};

/// Columns of the names of values.
const NAME: usize = 17;

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
    let part = |text: &str, whole: &str| Part {
        tone: Tone::Now,
        kind: PartKind::Value(whole.to_owned()),
        text: text.to_owned(),
    };
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
    // Below a long lead there would be little room: what is wrapped stays right of where the lead begins.
    let begins = columns(lead) - columns(lead.trim_start());
    let hanging = if indent <= 16 { indent } else { (begins + 2).max(3).min(width / 2) };
    let mut lines = Vec::new();
    for (number, spans) in hang(lead, text, width, hanging).into_iter().enumerate() {
        let mut line = Line::new();
        if number == 0 && !lead.is_empty() {
            // The blanks behind a lead have the ground of the text, not that of the lead.
            let word = lead.trim_end();
            line.push(Part::text(lead_tone(tone), word));
            line.push(Part::text(text_tone(tone, lead), &lead[word.len()..]));
        } else if number > 0 && !lead.is_empty() {
            line.push(Part::text(Tone::Plain, " ".repeat(hanging)));
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
fn hang(lead: &str, text: &str, width: usize, hanging: usize) -> Vec<Vec<super::text::Span>> {
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
