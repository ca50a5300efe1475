//! The card of a test publish whose message only a person can read.

use crate::{
    domain::{index::StepIx, text::shown},
    engine::session::Session,
    view::text::{Block, Tone},
};

/// The most lines of a message that a card shows: its beginning, and its end.
const MOST_LINES: usize = 8;

/// The longest line of it, in characters.
const LONGEST_LINE: usize = 200;

/// The question what a message says, with the message; `None` where none waits to be read.
pub(super) fn unclear(session: &Session, step: StepIx) -> Option<Vec<Block>> {
    let unclear = session.unclear_at(step)?;
    let mut body = vec![Block::led(Tone::Caution, "Read the message: ", &unclear.why), Block::Gap];
    body.extend(excerpt(&unclear.text).into_iter().map(|line| Block::Raw(format!("  {line}"))));
    body.push(Block::Gap);
    body.push(Block::para(Tone::Plain, "Nothing was recorded. Read the message, then select what it says."));
    Some(body)
}

/// The lines of a message that say something, cut in the middle.
fn excerpt(text: &str) -> Vec<String> {
    let text = shown(text);
    let lines: Vec<&str> = text.lines().map(str::trim).filter(|line| !line.is_empty()).collect();
    let cut = |line: &&str| line.chars().take(LONGEST_LINE).collect::<String>();
    if lines.len() <= MOST_LINES {
        return lines.iter().map(cut).collect();
    }
    let (first, last) = (MOST_LINES - 3, 2);
    let left_out = format!("[{} more lines]", lines.len() - first - last);
    let ends = lines[lines.len() - last..].iter().map(cut);
    lines[..first].iter().map(cut).chain([left_out]).chain(ends).collect()
}
